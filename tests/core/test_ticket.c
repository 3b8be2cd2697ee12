/* Tokens and ticket numbers. The golden token was made by another implementation (Python's
 * cryptography and base64) from the layout in core/ticket.h. */

#include "core/base32.h"
#include "core/bounds.h"
#include "core/ticket.h"
#include "tests/core/hex.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <sodium.h>

#define URL "HTTP://255.255.255.255:8080/T/"
static const char golden[] = "CABQAAATJAABNA3KHICATLW4NVTE5DFIYI4SP7ZAN4RBRZIF466LBTKO4ZX7"
                             "QNGAJSO4YPIN7YUU5VTLUWQQ5XYY575GCZDENV3O2EIJYC2BQRRTSQDQZRMPFEGQ";

static const struct km_ticket ticket = {.kiosk = 3,
        .seq = 1234,
        .zone = 2,
        .day = 20589 | KM_DAY_REHEARSAL,
        .session = 570,
        .party = 4,
        .spare = 9};

static struct km_keys keys; /* of the seed 00 01 02 … 1f */

static int set_up(void **state)
{
    (void)state;
    uint8_t seed[KM_SEED_SIZE];
    for (size_t i = 0; i < sizeof(seed); i++) {
        seed[i] = (uint8_t)i;
    }
    km_keys_from_seed(seed, &keys);
    return sodium_init() < 0 ? -1 : 0;
}

static enum km_token_error read_text(const char *text, struct km_token *out_token)
{
    return km_token_read(text, strlen(text), out_token);
}

static void assert_same(const struct km_ticket *a, const struct km_ticket *b)
{
    assert_true(a->kiosk == b->kiosk && a->seq == b->seq && a->zone == b->zone);
    assert_true(a->day == b->day && a->session == b->session);
    assert_true(a->party == b->party && a->spare == b->spare);
}

static void test_token_is_pinned(void **state)
{
    (void)state;
    char text[KM_TOKEN_CHARS + 1];
    struct km_token token;
    km_token_make(&ticket, &keys, text);
    assert_string_equal(text, golden);
    assert_int_equal(read_text(golden, &token), KM_TOKEN_OK);
    assert_same(&token.ticket, &ticket);
    assert_true(km_token_verify(&token, keys.public_key));
}

static void test_token_keeps_the_limits_of_its_fields(void **state)
{
    (void)state;
    static const struct km_ticket cases[] = {
            {.kiosk = 0, .seq = 1, .zone = 1, .day = 0, .session = 0, .party = 1},
            {.kiosk = KM_KIOSK_MAX,
                    .seq = KM_SEQ_MAX,
                    .zone = KM_ZONE_MAX,
                    .day = UINT16_MAX,
                    .session = 1439,
                    .party = KM_PARTY_MAX,
                    .spare = 255},
            {.kiosk = 1, .seq = 7, .zone = 26, .day = 9, .session = KM_NO_SESSION, .party = 2},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char text[KM_TOKEN_CHARS + 1];
        struct km_token token;
        km_token_make(&cases[i], &keys, text);
        assert_int_equal(read_text(text, &token), KM_TOKEN_OK);
        assert_same(&token.ticket, &cases[i]);
        assert_true(km_token_verify(&token, keys.public_key));
    }
}

/* Every bit of the 77 bytes: the signature fails, or the reading already does. */
static void test_altered_token_is_never_good(void **state)
{
    (void)state;
    uint8_t bytes[KM_TOKEN_BYTES];
    unsigned unread = 0;
    assert_true(km_base32_decode(golden, bytes, sizeof(bytes)));
    for (size_t bit = 0; bit < 8 * sizeof(bytes); bit++) {
        char text[KM_TOKEN_CHARS + 1];
        struct km_token token;
        bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
        km_base32_encode(bytes, sizeof(bytes), text);
        bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
        if (read_text(text, &token) == KM_TOKEN_OK) {
            assert_false(km_token_verify(&token, keys.public_key));
        } else {
            unread++;
        }
    }
    assert_true(unread >= 4 && unread < 64); /* at least the version's bits */
}

static void test_forged_token_is_refused(void **state)
{
    (void)state;
    struct km_keys forger;
    uint8_t seed[KM_SEED_SIZE] = {1};
    char text[KM_TOKEN_CHARS + 1];
    struct km_token token;
    km_keys_from_seed(seed, &forger);
    km_token_make(&ticket, &forger, text);
    assert_int_equal(read_text(text, &token), KM_TOKEN_OK);
    assert_false(km_token_verify(&token, keys.public_key));
}

static void test_token_is_read_out_of_urls(void **state)
{
    (void)state;
    char lower[KM_TOKEN_CHARS + 1];
    for (size_t i = 0; i <= KM_TOKEN_CHARS; i++) {
        lower[i] = (char)tolower((unsigned char)golden[i]);
    }
    const char *const before[] = {
            "", URL, "HTTP://K/T/", "http://station.school.example/t/", "https://a/T/b/T/", "/T/"};
    for (size_t i = 0; i < sizeof(before) / sizeof(before[0]); i++) {
        for (int small = 0; small < 2; small++) {
            char text[256];
            struct km_token token;
            snprintf(text, sizeof(text), "%s%s", before[i], small ? lower : golden);
            assert_int_equal(read_text(text, &token), KM_TOKEN_OK);
            assert_true(km_token_verify(&token, keys.public_key));
        }
    }
    assert_int_equal(strlen(URL) + KM_TOKEN_CHARS, 154); /* a version 6-M code, to the letter */
}

static void test_other_texts_have_their_reason(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum km_token_error error;
    } cases[] = {
            {"", KM_TOKEN_FOREIGN},
            {"/", KM_TOKEN_FOREIGN},
            {"/T", KM_TOKEN_FOREIGN},
            {"WIFI:S:school;T:WPA;P:secret;;", KM_TOKEN_FOREIGN},
            {"https://weixin.qq.com/r/abcdef", KM_TOKEN_FOREIGN},
            {"6901234567892", KM_TOKEN_FOREIGN},
            {"/T/", KM_TOKEN_BAD_LENGTH},
            {URL "ABC", KM_TOKEN_BAD_LENGTH},
            {"https://shop.example/t/12345", KM_TOKEN_BAD_LENGTH},
    };
    struct km_token token;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_int_equal(read_text(cases[i].text, &token), cases[i].error);
    }
    char text[256];
    static const char *const after[] = {"?x", " ", "\n", "/", "A"};
    for (size_t i = 0; i < sizeof(after) / sizeof(after[0]); i++) {
        snprintf(text, sizeof(text), URL "%s%s", golden, after[i]);
        assert_int_not_equal(read_text(text, &token), KM_TOKEN_OK);
    }
    for (size_t cut = 0; cut < KM_TOKEN_CHARS; cut++) {
        snprintf(text, sizeof(text), URL "%.*s", (int)cut, golden);
        assert_int_equal(read_text(text, &token), KM_TOKEN_BAD_LENGTH);
    }
    static const char foreign[] = "018 -=\xc3%";
    for (size_t i = 0; i < sizeof(foreign) - 1; i++) {
        snprintf(text, sizeof(text), URL "%s", golden);
        text[strlen(URL) + 40] = foreign[i];
        assert_int_equal(read_text(text, &token), KM_TOKEN_BAD_LETTER);
    }
    snprintf(text, sizeof(text), "%s", golden);
    text[KM_TOKEN_CHARS - 1]++; /* its last four bits are left over and must be 0 */
    assert_int_equal(read_text(text, &token), KM_TOKEN_BAD_LETTER);
}

/* Writes the 13 bytes of fields with a signature of nothing. */
static enum km_token_error read_fields(const char *hex)
{
    uint8_t bytes[KM_TOKEN_BYTES] = {0};
    char text[KM_TOKEN_CHARS + 1];
    struct km_token token;
    hex_read(hex, bytes);
    km_base32_encode(bytes, sizeof(bytes), text);
    return read_text(text, &token);
}

static void test_fields_out_of_range_are_refused(void **state)
{
    (void)state;
    assert_int_equal(read_fields("1003000013480016836a3a0409"), KM_TOKEN_OK);
    assert_int_equal(read_fields("2003000013480016836a3a0409"), KM_TOKEN_BAD_VERSION);
    assert_int_equal(read_fields("0003000013480016836a3a0409"), KM_TOKEN_BAD_VERSION);
    assert_int_equal(read_fields("1003000000000016836a3a0409"), KM_TOKEN_BAD_FIELD); /* seq 0 */
    assert_int_equal(read_fields("1003000013480006836a3a0409"), KM_TOKEN_BAD_FIELD); /* zone 0 */
    assert_int_equal(
            read_fields("10030000134800de836a3a0409"), KM_TOKEN_BAD_FIELD); /* no letters */
    assert_int_equal(read_fields("1003000013480016836da00409"), KM_TOKEN_BAD_FIELD); /* 24:00 */
    assert_int_equal(read_fields("1003000013480016836a3a0009"), KM_TOKEN_BAD_FIELD); /* nobody */
    assert_int_equal(read_fields("1003000013480016836a3afb09"), KM_TOKEN_BAD_FIELD); /* 251 */
    for (int error = KM_TOKEN_OK; error <= KM_TOKEN_BAD_FIELD; error++) {
        assert_string_not_equal(km_token_error_text((enum km_token_error)error), "unknown");
    }
}

static void test_base32_follows_the_rfc(void **state)
{
    (void)state;
    static const char *const cases[][2] = {{"", ""}, {"f", "MY"}, {"fo", "MZXQ"}, {"foo", "MZXW6"},
            {"foob", "MZXW6YQ"}, {"fooba", "MZXW6YTB"}, {"foobar", "MZXW6YTBOI"}};
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char text[16];
        uint8_t back[16];
        size_t len = strlen(cases[i][0]);
        km_base32_encode((const uint8_t *)cases[i][0], len, text);
        assert_string_equal(text, cases[i][1]);
        assert_true(km_base32_decode(text, back, len));
        assert_memory_equal(back, cases[i][0], len);
    }
    uint8_t one = 7;
    assert_false(km_base32_decode("MZ", &one, 1)); /* left-over bits */
    assert_false(km_base32_decode("M1", &one, 1));
    assert_int_equal(one, 7);
}

static void test_number_prints_and_parses(void **state)
{
    (void)state;
    static const struct {
        const char *printed;
        km_zone zone;
        uint16_t kiosk, number;
    } cases[] = {{"B2-017", 2, 2, 17}, {"A0-001", 1, 0, 1},
            {"ZZZ4095-9999", KM_ZONE_MAX, KM_KIOSK_MAX, KM_NUMBER_MAX}};
    km_zone zone;
    uint16_t kiosk;
    uint16_t number;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char text[KM_NUMBER_CHARS];
        km_number_print(cases[i].zone, cases[i].kiosk, cases[i].number, text);
        assert_string_equal(text, cases[i].printed);
        assert_true(km_number_parse(text, &zone, &kiosk, &number));
        assert_true(zone == cases[i].zone && kiosk == cases[i].kiosk && number == cases[i].number);
    }
    assert_true(km_number_parse("b2-17", &zone, &kiosk, &number));
    assert_true(zone == 2 && kiosk == 2 && number == 17);
    static const char *const bad[] = {"", "B", "B2", "B2-", "B-017", "2-017", "B2-000", "B2-10000",
            "B4096-001", "B12345-001", "ABCD2-017", "B2_017", "B 2-017", "B2-0x1", "B2-17 x",
            "B2 17 3", "甲2-017", "B2-017\n"};
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        assert_false(km_number_parse(bad[i], &zone, &kiosk, &number));
        assert_true(zone == 2 && kiosk == 2 && number == 17);
    }
}

/* What people make of "B2-017" when they type it; without a hyphen only what can mean one number.
 */
static void test_typed_numbers_have_one_meaning(void **state)
{
    (void)state;
    static const struct {
        const char *typed;
        uint16_t kiosk, number;
    } good[] = {{"b2 17", 2, 17}, {" B2-017 ", 2, 17}, {"B2 - 017", 2, 17}, {"B2017", 2, 17},
            {"b0001", 0, 1}, {"B02017", 0, 2017}, {"B10017", 10, 17}, {"B1000001", 1000, 1},
            {"B10002000", 1000, 2000}, {"B2--17", 2, 17}, {"B2 0017", 2, 17}};
    static const char *const bad[] = {"B017", "B17", "B12017", "B4095001", "B2000", "B00000",
            "B123456789", "B2017-", "B-2017", "B20000"};
    km_zone zone;
    uint16_t kiosk = 0, number = 0;
    for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
        if (!km_number_parse(good[i].typed, &zone, &kiosk, &number) || zone != 2 ||
                kiosk != good[i].kiosk || number != good[i].number) {
            fail_msg("%s became %u-%u", good[i].typed, kiosk, number);
        }
    }
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        if (km_number_parse(bad[i], &zone, &kiosk, &number)) {
            fail_msg("%s became %u-%u", bad[i], kiosk, number);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_token_is_pinned),
            cmocka_unit_test(test_token_keeps_the_limits_of_its_fields),
            cmocka_unit_test(test_altered_token_is_never_good),
            cmocka_unit_test(test_forged_token_is_refused),
            cmocka_unit_test(test_token_is_read_out_of_urls),
            cmocka_unit_test(test_other_texts_have_their_reason),
            cmocka_unit_test(test_fields_out_of_range_are_refused),
            cmocka_unit_test(test_base32_follows_the_rfc),
            cmocka_unit_test(test_number_prints_and_parses),
            cmocka_unit_test(test_typed_numbers_have_one_meaning),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
