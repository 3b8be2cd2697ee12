/* Enrolment: the code, and both messages. The golden texts were made by other implementations
 * (Python's hashlib, base64 and cryptography) from core/enrol.h. */

#include "core/enrol.h"
#include "tests/core/hex.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>
#include <sodium.h>

#define STATION_KEY "5820 03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8"
#define KIOSK_KEY "5820 79b5562e8fe654f94078b112e8a98ba7901f853ae695bed7e0e3910bad049664"

static const char golden_code[] =
        "HTTP://KAIMEN.LAN:8080/E/GAYTEMZUGU3DOOBZTUSOF3VPE7BKBCFFMSRS7QB2RA";
static const char golden_request[] =
        "82 5836 84 01 4a 30313233343536373839" KIOSK_KEY "66 e4b89ce997a8" /* its name */
        "5840 c7897d7a88f282cd8db300264864b32d2b1726e3997ae4593a6aaa414648645b"
        "d9fa03879e96c1d07542745b34039fd8fd20708eb60e57ef0b7a2822bd880c06";
static const char golden_answer[] =
        "82 5847 84 01" STATION_KEY KIOSK_KEY "03" /* its number */
        "5840 e380294f21796d33845458f5dd4479cb2c5c847dfe2cf35341b8c3e35d9d5bae"
        "de4274c2d0210c4ab4500accf2e6167a2c61763ed518cbc478f64c4061ea120e";

static const uint8_t secret[KM_ENROL_SECRET_SIZE] = {
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'};
static struct km_keys station; /* of the seed 00 01 02 … 1f */
static struct km_keys kiosk;   /* of the seed 01 02 03 … 20 */

static int set_up(void **state)
{
    (void)state;
    uint8_t seed[KM_SEED_SIZE + 1];
    for (size_t i = 0; i < sizeof(seed); i++) {
        seed[i] = (uint8_t)i;
    }
    km_keys_from_seed(seed, &station);
    km_keys_from_seed(seed + 1, &kiosk);
    return sodium_init() < 0 ? -1 : 0;
}

static void test_code_is_pinned_and_read(void **state)
{
    (void)state;
    char text[KM_ENROL_CODE_SIZE];
    char err[KM_ERR_MAX];
    struct km_enrol_code code;
    assert_true(
            km_enrol_code_make("HTTP://KAIMEN.LAN:8080", secret, station.public_key, text, err));
    assert_string_equal(text, golden_code);
    assert_true(km_enrol_code_read(
            "http://kaimen.lan:8080/e/gaytemzugu3doobztusof3vpe7bkbcffmsrs7qb2ra", &code, err));
    assert_string_equal(code.url, "HTTP://KAIMEN.LAN:8080");
    assert_memory_equal(code.secret, secret, sizeof(secret));
    uint8_t hash[KM_HASH_SIZE];
    km_hash(station.public_key, KM_KEY_SIZE, hash);
    assert_memory_equal(code.pin, hash, KM_ENROL_PIN_SIZE);
}

static void test_longest_code_fits(void **state)
{
    (void)state;
    char url[KM_URL_MAX + 2] = "HTTP://";
    char text[KM_ENROL_CODE_SIZE];
    char err[KM_ERR_MAX];
    struct km_enrol_code code;
    memset(url + 7, 'H', KM_URL_MAX - 7);
    assert_true(km_enrol_code_make(url, secret, station.public_key, text, err));
    assert_true(km_enrol_code_read(text, &code, err));
    assert_string_equal(code.url, url);
    url[KM_URL_MAX] = 'H';
    assert_false(km_enrol_code_make(url, secret, station.public_key, text, err));
}

static void test_other_codes_are_refused(void **state)
{
    (void)state;
#define SECRET "GAYTEMZUGU3DOOBZTUSOF3VPE7BKBCFFMSRS7QB2RA"
    static const char *const bad[] = {"", "/E/", SECRET, "/E/" SECRET, "HTTP:///E/" SECRET,
            "HTTPS://K/E/" SECRET, "HTTP://K:0/E/" SECRET, "HTTP://K:65536/E/" SECRET,
            "HTTP://K:80X/E/" SECRET, "HTTP://K:/E/" SECRET, "HTTP://K/X/E/" SECRET,
            "HTTP://K_K/E/" SECRET, "HTTP://K/E/" SECRET "A", "HTTP://K/E/" SECRET "\n",
            "HTTP://K/T/" SECRET, "HTTP://K/E/GAYTEMZUGU3DOOBZTUSOF3VPE7BKBCFFMSRS7QB2R1",
            "HTTP://K/E/GAYTEMZUGU3DOOBZTUSOF3VPE7BKBCFFMSRS7QB2RB",
            "HTTP://K/E/GAYTEMZUGU3DOOBZTUSOF3VPE7BKBCFFMSRS7QB2R"};
    struct km_enrol_code code = {.url = "untouched"};
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        char err[KM_ERR_MAX] = "";
        assert_false(km_enrol_code_read(bad[i], &code, err));
        assert_true(err[0] != '\0');
    }
    char endless[4096];
    char err[KM_ERR_MAX];
    memset(endless, 'A', sizeof(endless));
    endless[sizeof(endless) - 1] = '\0';
    assert_false(km_enrol_code_read(endless, &code, err));
    assert_string_equal(code.url, "untouched");
}

static void test_messages_are_pinned(void **state)
{
    (void)state;
    uint8_t want[512];
    struct km_buffer out;
    km_buffer_init(&out, KM_ENROL_MAX);
    struct km_span name = {(const uint8_t *)"东门", 6};
    assert_true(km_enrol_request_write(secret, name, &kiosk, &out));
    assert_int_equal(out.len, hex_read(golden_request, want));
    assert_memory_equal(out.bytes, want, out.len);
    km_buffer_cut(&out, 0);
    assert_true(km_enrol_answer_write(kiosk.public_key, 3, &station, &out));
    assert_int_equal(out.len, hex_read(golden_answer, want));
    assert_memory_equal(out.bytes, want, out.len);
    km_buffer_destroy(&out);
}

static void test_request_is_read(void **state)
{
    (void)state;
    uint8_t bytes[512];
    char err[KM_ERR_MAX];
    struct km_enrol_request got;
    size_t len = hex_read(golden_request, bytes);
    assert_true(km_enrol_request_read(bytes, len, &got, err));
    assert_memory_equal(got.secret, secret, sizeof(secret));
    assert_memory_equal(got.key, kiosk.public_key, KM_KEY_SIZE);
    assert_int_equal(got.name.len, 6);
    for (size_t bit = 0; bit < 8 * len; bit++) {
        bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
        assert_false(km_enrol_request_read(bytes, len, &got, err));
        bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    for (size_t cut = 0; cut < len; cut++) {
        assert_false(km_enrol_request_read(bytes, cut, &got, err));
    }
}

static void test_answer_is_believed_from_the_codes_station_alone(void **state)
{
    (void)state;
    uint8_t bytes[512];
    char err[KM_ERR_MAX];
    struct km_enrol_code code;
    struct km_enrol_answer got;
    assert_true(km_enrol_code_read(golden_code, &code, err));
    size_t len = hex_read(golden_answer, bytes);
    assert_true(km_enrol_answer_read(bytes, len, &code, kiosk.public_key, &got, err));
    assert_int_equal(got.kiosk, 3);
    assert_memory_equal(got.station_key, station.public_key, KM_KEY_SIZE);
    for (size_t bit = 0; bit < 8 * len; bit++) {
        bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
        assert_false(km_enrol_answer_read(bytes, len, &code, kiosk.public_key, &got, err));
        bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    assert_false(km_enrol_answer_read(bytes, len, &code, station.public_key, &got, err));
    assert_string_equal(err, "enrolment answer is meant for another kiosk");
    /* An impostor signs well, with a key that is not the code's. */
    struct km_buffer out;
    km_buffer_init(&out, KM_ENROL_MAX);
    assert_true(km_enrol_answer_write(kiosk.public_key, 3, &kiosk, &out));
    assert_false(km_enrol_answer_read(out.bytes, out.len, &code, kiosk.public_key, &got, err));
    assert_string_equal(err, "enrolment answer is by another station than the code's");
    km_buffer_destroy(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_code_is_pinned_and_read),
            cmocka_unit_test(test_longest_code_fits),
            cmocka_unit_test(test_other_codes_are_refused),
            cmocka_unit_test(test_messages_are_pinned),
            cmocka_unit_test(test_request_is_read),
            cmocka_unit_test(test_answer_is_believed_from_the_codes_station_alone),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
