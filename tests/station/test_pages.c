/* What browsers get: names and titles stand in pages as text whatever they are, no page runs or
 * wears anything that stands in it, Chinese unless the browser asks for English, and a zone that is
 * used but gone from the programme is still counted, closed. */
#include "station/clock.h"
#include "tests/station/served.h"

#include <jansson.h>
#include <setjmp.h>
#include <signal.h>
#include <sodium.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define SERVED_LOGO "config/programmes/zhongxiang-logo.png"

/* Serves the programme as changed by a sed command. */
static void serve_changed(const char *sed)
{
    char command[600], path[100];
    snprintf(path, sizeof path, "%s/p.yaml", served.directory);
    snprintf(command, sizeof command, "cp " SERVED_LOGO " %s && sed '%s' " SERVED_PROGRAMME " >%s",
            served.directory, sed, path);
    assert_int_equal(system(command), 0);
    served_again(SIGTERM, path, SERVED_DAY_TEXT);
}

static void page_of(
        const struct fake_kiosk *kiosk, struct km_name ticket, const char *zone, char path[200])
{
    char token[KM_TOKEN_CHARS + 1];
    fake_kiosk_token(kiosk, ticket, zone, SERVED_DAY, token);
    snprintf(path, 200, "/T/%s", token);
}

static void test_texts_stay_texts(void **state)
{
    (void)state;
    struct fake_kiosk kiosk;
    char path[200];
    serve_changed("s|手绘创作|<script>alert(1)</script>|");
    served_join(&kiosk, 1, "<script>kiosk</script>\"&");
    fake_kiosk_catch_up(&kiosk);
    struct km_name ticket = fake_kiosk_issue(&kiosk, "A", SERVED_DAY, 1);
    fake_kiosk_catch_up(&kiosk);
    page_of(&kiosk, ticket, "A", path);
    assert_int_equal(served_get(path), 200);
    assert_non_null(strstr(served.said, "&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert_null(strstr(served.said, "<script"));
    served_expect_zone("A", "waiting", 1); /* the figures are there */
    assert_int_equal(served_get("/api/v1/nodes"), 200);
    json_t *nodes = json_loads(served.said, 0, NULL);
    const json_t *first = json_array_get(json_object_get(nodes, "kiosks"), 0);
    assert_string_equal(
            json_string_value(json_object_get(first, "name")), "<script>kiosk</script>\"&");
    json_decref(nodes);
    assert_int_equal(served_get("/api/v1/zones"), 200);
    json_t *zones = json_loads(served.said, 0, NULL);
    assert_string_equal(json_string_value(json_object_get(json_array_get(zones, 0), "title")),
            "<script>alert(1)</script>");
    json_decref(zones);
    fake_kiosk_close(&kiosk);
}

static void test_pages_are_protected(void **state)
{
    (void)state;
    const char *const paths[] = {"/", "/T/AAAA"};
    for (size_t i = 0; i < 2; i++) {
        served_get_raw(paths[i]);
        assert_non_null(strstr(served.said, "Content-Security-Policy: default-src 'self'; "));
        assert_null(strstr(served.said, "unsafe"));
        assert_non_null(strstr(served.said, "Referrer-Policy: no-referrer"));
        assert_non_null(strstr(served.said, "X-Content-Type-Options: nosniff"));
        /* what the policy would not let in must not be there */
        assert_null(strstr(served.said, "style="));
        assert_null(strstr(served.said, "<style"));
        assert_null(strstr(served.said, "<script>"));
        assert_null(strstr(served.said, "onclick"));
    }
    assert_int_equal(served_get("/accent.css"), 200);
    assert_string_equal(served.said, ":root{--accent:#0c5a6b}\n");
}

/* The very file that the programme names, until a programme without one is in force. */
static void test_logo(void **state)
{
    (void)state;
    char command[300];
    snprintf(command, sizeof command, "curl -sf http://127.0.0.1:%u/logo.png | cmp - " SERVED_LOGO,
            served.station.port);
    assert_int_equal(system(command), 0);
    served_get_raw("/logo.png");
    assert_non_null(strstr(served.said, "Content-Type: image/png"));
    assert_non_null(strstr(served.said, "Content-Security-Policy: default-src 'self'; "));
    serve_changed("/^logo:/d; s/accent, logo,/accent,/");
    assert_int_equal(served_get("/logo.png"), 404);
    assert_int_equal(served_get("/"), 200);
}

/* GET with that Accept-Language; the page in said. */
static void get_in(const char *path, const char *languages)
{
    char command[400];
    snprintf(command, sizeof command,
            "curl -s -H 'Accept-Language: %s' http://127.0.0.1:%u%s >%s/page", languages,
            served.station.port, path, served.directory);
    assert_int_equal(system(command), 0);
    snprintf(command, sizeof command, "%s/page", served.directory);
    process_slurp(command, served.said, sizeof served.said);
}

static void test_language(void **state)
{
    (void)state;
    static const struct {
        const char *languages;
        bool is_english;
    } cases[] = {{"", false}, {"zh-CN,zh;q=0.9,en;q=0.8", false}, {"en-US,en;q=0.9", true},
            {"en-GB,zh;q=0.5", true}, {"ja,ko;q=0.5", false}, {"fr-FR,en;q=0.5", true},
            {"sl-Latn-ven", false}, {"zh;q=0.5,en", true}, {"en;q=0,zh", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        get_in("/T/AAAA", cases[i].languages);
        if ((strstr(served.said, "cannot find") != NULL) != cases[i].is_english) {
            fail_msg("\"%s\" gives the wrong language", cases[i].languages);
        }
    }
    get_in("/T/AAAA?lang=zh", "en");
    assert_non_null(strstr(served.said, "没有找到"));
    get_in("/T/AAAA?lang=en", "zh");
    assert_non_null(strstr(served.said, "cannot find"));
}

/* Writes a record about a ticket. */
static void say(struct fake_kiosk *kiosk, enum km_kind kind, struct km_name ticket)
{
    struct km_record record = km_record_of(kind, station_clock_utc(), SERVED_DAY);
    struct km_name name;
    char err[KM_ERR_MAX];
    record.ticket = ticket;
    if (!km_ledger_write(&kiosk->ledger, &record, 1, &name, err)) {
        fail_msg("%s", err);
    }
    fake_kiosk_catch_up(kiosk);
}

static void expect_page(const char *path, const char *words)
{
    assert_int_equal(served_get(path), 200);
    if (strstr(served.said, words) == NULL) {
        fail_msg("\"%s\" is not in %s", words, served.said);
    }
}

static void test_states_of_a_ticket(void **state)
{
    (void)state;
    struct fake_kiosk kiosk;
    char path[200], other[200];
    served_join(&kiosk, 1, "A");
    fake_kiosk_catch_up(&kiosk);
    struct km_name before = fake_kiosk_issue(&kiosk, "A", SERVED_DAY, 1);
    struct km_name ticket = fake_kiosk_issue(&kiosk, "A", SERVED_DAY, 2);
    page_of(&kiosk, ticket, "A", path);
    page_of(&kiosk, before, "A", other);
    expect_page(path, "有效"); /* its issue is still on the way */
    fake_kiosk_catch_up(&kiosk);
    expect_page(path, "1 组 2 人");
    say(&kiosk, KM_CALL, ticket);
    expect_page(path, "请现在入场");
    say(&kiosk, KM_NO_SHOW, ticket);
    expect_page(path, "已过号");
    fake_kiosk_check_in(&kiosk, ticket, "A", SERVED_DAY);
    fake_kiosk_catch_up(&kiosk);
    expect_page(path, "已入场");
    say(&kiosk, KM_CANCEL, before);
    expect_page(other, "已取消");
    fake_kiosk_close(&kiosk);
}

static void test_withdrawn_zone_is_closed(void **state)
{
    (void)state;
    struct fake_kiosk kiosk;
    served_join(&kiosk, 1, "A");
    fake_kiosk_catch_up(&kiosk);
    fake_kiosk_issue(&kiosk, "Z", SERVED_DAY, 1);
    fake_kiosk_catch_up(&kiosk);
    served_expect_zone("Z", "waiting_people", 2);
    json_t *zones = json_loads(served.said, 0, NULL);
    assert_int_equal(json_array_size(zones), 7);
    const json_t *zone = json_array_get(zones, 6);
    assert_string_equal(json_string_value(json_object_get(zone, "state")), "closed");
    assert_int_equal(json_object_size(zone), 11);
    json_decref(zones);
    assert_int_equal(served_get("/api/v1/first.js"), 200);
    assert_non_null(strstr(served.said, "\"id\":\"Z\""));
    assert_int_equal(served_run("export --format json --out %s/o.json", served.directory), 0);
    char path[100];
    snprintf(path, sizeof path, "%s/o.json", served.directory);
    json_t *all = json_load_file(path, 0, NULL);
    assert_int_equal(json_array_size(json_object_get(all, "zones")), 7);
    json_decref(all);
    fake_kiosk_close(&kiosk);
}

int main(void)
{
#define SERVED(test) cmocka_unit_test_setup_teardown(test, served_set_up, served_tear_down)
    const struct CMUnitTest tests[] = {SERVED(test_texts_stay_texts),
            SERVED(test_pages_are_protected), SERVED(test_logo), SERVED(test_language),
            SERVED(test_states_of_a_ticket), SERVED(test_withdrawn_zone_is_closed)};
    if (sodium_init() < 0) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
