/* Who belongs to the campus and who no longer does: what a retired or revoked kiosk is told, and
 * that the code in the terminal is read by a camera's decoder. */
#include "station/campus.h"
#include "station/clock.h"
#include "tests/station/served.h"

#include <jansson.h>
#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char err[KM_ERR_MAX];

/* Another process of the campus says something of a kiosk. */
static void say(uint8_t state, km_node about, uint32_t from)
{
    struct station_campus campus;
    struct km_record record = km_record_of(KM_NODE, station_clock_utc(), KM_DAY_DATE(SERVED_DAY));
    struct km_name name;
    char data[100];
    snprintf(data, sizeof data, "%s/data", served.directory);
    if (!station_campus_open(&campus, data, false, err)) {
        fail_msg("%s", err);
    }
    record.state = state;
    record.about = about;
    record.from = from;
    if (!km_ledger_write(&campus.ledger, &record, 1, &name, err)) {
        fail_msg("%s", err);
    }
    station_campus_close(&campus);
}

/* Syncs until it is refused, at most 5 s: the server looks once a second at what others wrote. */
static void expect_refused(struct fake_kiosk *kiosk, const char *code)
{
    int status = 200;
    for (int i = 0; i < 100 && status == 200; i++) {
        status = fake_kiosk_sync(kiosk, false);
        usleep(50000);
    }
    assert_int_equal(status, 403);
    json_t *answer = json_loadb((const char *)kiosk->body.body, kiosk->body.body_len, 0, NULL);
    assert_string_equal(json_string_value(json_object_get(answer, "error")), code);
    json_decref(answer);
}

static void test_retired(void **state)
{
    (void)state;
    struct fake_kiosk kiosk;
    served_join(&kiosk, 1, "A");
    fake_kiosk_issue(&kiosk, "A", SERVED_DAY, 1);
    fake_kiosk_catch_up(&kiosk);
    say(KM_NODE_RETIRED, kiosk.keys.node, 0);
    expect_refused(&kiosk, "retired");
    served_expect_zone("A", "waiting", 1); /* what it gave out stays good */
    fake_kiosk_close(&kiosk);
}

static void test_revoked(void **state)
{
    (void)state;
    struct fake_kiosk kiosk;
    struct km_name first, second;
    char token[KM_TOKEN_CHARS + 1], path[200], code[200];
    served_join(&kiosk, 1, "A");
    fake_kiosk_catch_up(&kiosk);
    first = fake_kiosk_issue(&kiosk, "A", SERVED_DAY, 1);
    second = fake_kiosk_issue(&kiosk, "A", SERVED_DAY, 2);
    fake_kiosk_catch_up(&kiosk);
    served_expect_zone("A", "waiting", 2);
    say(KM_NODE_REVOKED, kiosk.keys.node, second.seq);
    expect_refused(&kiosk, "revoked");
    served_expect_zone("A", "waiting", 1);
    fake_kiosk_token(&kiosk, first, "A", SERVED_DAY, token);
    snprintf(path, sizeof path, "/T/%s", token);
    assert_int_equal(served_get(path), 200);
    fake_kiosk_token(&kiosk, second, "A", SERVED_DAY, token);
    snprintf(path, sizeof path, "/T/%s", token);
    assert_int_equal(served_get(path), 404);
    served_invite("A", code, sizeof code);
    assert_int_equal(
            fake_kiosk_ask(1, code, served.station.port, served.told, sizeof served.told), 403);
    assert_non_null(strstr(served.told, "enrol it anew"));
    fake_kiosk_close(&kiosk);
}

/* A kiosk that is cut off while it asks for seats gets none of them. */
static void test_revoked_gets_no_seats(void **state)
{
    (void)state;
    struct fake_kiosk kiosk, other;
    struct km_seats want = {.day = SERVED_DAY, .session = 10 * 60, .seats = 12}, grant = {0};
    assert_true(km_zone_parse("E", &want.zone));
    served_join(&kiosk, 1, "A");
    served_join(&other, 2, "B");
    fake_kiosk_catch_up(&kiosk);
    say(KM_NODE_REVOKED, kiosk.keys.node, 1);
    km_seats_put(&kiosk.wants, &want); /* at once: the server has not looked yet, mostly */
    if (fake_kiosk_sync(&kiosk, false) == 200 && km_seats_next(&kiosk.answer.grants, &grant)) {
        assert_int_equal(grant.seats, 0);
    }
    km_seats_put(&other.wants, &want);
    assert_int_equal(fake_kiosk_sync(&other, false), 200);
    assert_true(km_seats_next(&other.answer.grants, &grant));
    assert_int_equal(grant.seats, 12);
    fake_kiosk_close(&kiosk);
    fake_kiosk_close(&other);
}

/* ---- the code in the terminal ---- */

#define SCALE 4

/* One line of half blocks as two rows of a picture; gives the modules in it. */
static size_t put_rows(FILE *picture, const char *line, size_t len)
{
    static const char *const blocks[] = {" ", "\u2580", "\u2584", "\u2588"};
    char rows[2][200 * SCALE];
    size_t count = 0;
    for (const char *at = line; at < line + len && count < 200; count++) {
        size_t block = 0;
        while (block < 4 && strncmp(at, blocks[block], strlen(blocks[block])) != 0) {
            block++;
        }
        assert_true(block < 4);
        at += strlen(blocks[block]);
        memset(rows[0] + count * SCALE, block & 1 ? 255 : 0, SCALE);
        memset(rows[1] + count * SCALE, block & 2 ? 255 : 0, SCALE);
    }
    for (int i = 0; i < 2 * SCALE; i++) {
        fwrite(rows[i / SCALE], 1, count * SCALE, picture);
    }
    return count;
}

/* What was printed, as a picture. */
static void draw(const char *path)
{
    static const char begin[] = "\033[97;40m", end[] = "\033[0m\n";
    FILE *picture = fopen(path, "wb");
    size_t width = 0, lines = 0;
    assert_non_null(picture);
    fprintf(picture, "P5\n%20d %20d\n255\n", 0, 0);
    for (const char *at = served.said; (at = strstr(at, begin)) != NULL; lines++) {
        const char *stop = strstr(at, end);
        assert_non_null(stop);
        at += strlen(begin);
        size_t count = put_rows(picture, at, (size_t)(stop - at));
        assert_true(width == 0 || width == count);
        width = count;
    }
    rewind(picture);
    fprintf(picture, "P5\n%20zu %20zu\n255\n", width * SCALE, lines * 2 * SCALE);
    assert_int_equal(fclose(picture), 0);
}

static void test_terminal_code_is_read(void **state)
{
    (void)state;
    char code[200], path[100], command[300], text[300] = "";
    if (system("command -v zbarimg >/dev/null") != 0) {
        print_message("SKIPPED: zbarimg (zbar-tools) is not here\n");
        skip();
    }
    snprintf(path, sizeof path, "%s/code.pgm", served.directory);
    snprintf(command, sizeof command,
            "zbarimg --nodbus -q --raw -Sdisable -Sqrcode.enable %s >%s.txt", path, path);
    for (int i = 0; i < 3 && strstr(text, "HTTP") == NULL; i++) { /* a new code: zbar misses some */
        served_invite("大厅一号", code, sizeof code);
        draw(path);
        if (system(command) == 0) {
            strcat(path, ".txt");
            process_slurp(path, text, sizeof text);
            text[strcspn(text, "\n")] = '\0';
            path[strlen(path) - 4] = '\0';
        }
    }
    assert_string_equal(text, code);
}

int main(void)
{
#define SERVED(test) cmocka_unit_test_setup_teardown(test, served_set_up, served_tear_down)
    const struct CMUnitTest tests[] = {SERVED(test_retired), SERVED(test_revoked),
            SERVED(test_revoked_gets_no_seats), SERVED(test_terminal_code_is_read)};
    if (sodium_init() < 0) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
