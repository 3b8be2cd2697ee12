/* The station as a process, over real HTTP: kiosks join, sync and are seen in the figures; what it
 * said is stored survives kill -9; whoever may not, is told why. */
#include "core/queue.h"
#include "tests/station/served.h"

#include <arpa/inet.h>
#include <jansson.h>
#include <setjmp.h>
#include <signal.h>
#include <sodium.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static void test_enrols_and_syncs(void **state)
{
    (void)state;
    struct fake_kiosk first, second;
    served_join(&first, 1, "大厅一号");
    served_join(&second, 2, "操场东");
    assert_int_equal(first.number, 1);
    assert_int_equal(second.number, 2);
    fake_kiosk_catch_up(&first);
    assert_non_null(km_fold_roster(first.ledger.fold)->plan.text);
    struct km_name ticket = fake_kiosk_issue(&first, "A", SERVED_DAY, 1);
    fake_kiosk_catch_up(&first);
    served_expect_zone("A", "waiting", 1);
    served_expect_zone("A", "waiting_people", 2);
    fake_kiosk_catch_up(&second);
    struct km_ticket_facts facts;
    assert_true(km_queue_ticket(km_fold_day(second.ledger.fold, SERVED_DAY), ticket, &facts));
    assert_int_equal(facts.number, 1);
    assert_int_equal(served_get("/healthz"), 200);
    assert_non_null(strstr(served.said, "\"nodes\":2"));
    assert_non_null(strstr(served.said, "\"rehearsal\":true"));
    assert_int_equal(served_get("/api/v1/nodes"), 200);
    assert_non_null(strstr(served.said, "大厅一号"));
    fake_kiosk_close(&first);
    fake_kiosk_close(&second);
}

/* Programs read these fields; an organiser's script must not break by another one. */
static void test_zones_have_these_fields(void **state)
{
    (void)state;
    static const char *const keys[] = {"id", "code", "title", "state", "waiting", "waiting_people",
            "called", "inside", "admitted", "wait_min", "wait_max"};
    assert_int_equal(served_get("/api/v1/zones"), 200);
    json_t *zones = json_loads(served.said, 0, NULL);
    assert_int_equal(json_array_size(zones), 6);
    for (size_t i = 0; i < 6; i++) {
        const json_t *zone = json_array_get(zones, i);
        assert_int_equal(json_object_size(zone), 11);
        for (size_t k = 0; k < 11; k++) {
            assert_non_null(json_object_get(zone, keys[k]));
        }
    }
    json_decref(zones);
}

/* Reads from the socket until the text was seen. */
static void read_until(int fd, const char *text)
{
    size_t len = 0;
    alarm(20);
    served.said[0] = '\0';
    while (strstr(served.said, text) == NULL) {
        ssize_t got = read(fd, served.said + len, sizeof served.said - 1 - len);
        assert_true(got > 0);
        len += (size_t)got;
        served.said[len] = '\0';
    }
    alarm(0);
}

static void test_viewers_are_told(void **state)
{
    (void)state;
    static const char ask[] = "GET /api/v1/live HTTP/1.1\r\nHost: a\r\n\r\n";
    struct fake_kiosk kiosk;
    struct sockaddr_in address = {.sin_family = AF_INET,
            .sin_port = htons(served.station.port),
            .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(write(fd, ask, strlen(ask)), strlen(ask));
    read_until(fd, "\"code\":\"F\"");
    assert_non_null(strstr(served.said, "event: zones"));
    served_join(&kiosk, 1, "A");
    fake_kiosk_catch_up(&kiosk);
    fake_kiosk_issue(&kiosk, "A", SERVED_DAY, 1);
    fake_kiosk_catch_up(&kiosk);
    read_until(fd, "\"waiting_people\":2");
    close(fd);
    fake_kiosk_close(&kiosk);
}

static void test_survives_kill(void **state)
{
    (void)state;
    struct fake_kiosk kiosk;
    served_join(&kiosk, 1, "A");
    fake_kiosk_catch_up(&kiosk);
    for (uint16_t i = 1; i <= 50; i++) {
        fake_kiosk_issue(&kiosk, "B", SERVED_DAY, i);
        assert_int_equal(fake_kiosk_sync(&kiosk, false), 200);
    }
    served_again(SIGKILL, SERVED_PROGRAMME, SERVED_DAY_TEXT);
    served_expect_zone("B", "waiting", 50);
    snprintf(kiosk.url, sizeof kiosk.url, "http://127.0.0.1:%u/api/v1/sync", served.station.port);
    fake_kiosk_issue(&kiosk, "B", SERVED_DAY, 51);
    fake_kiosk_catch_up(&kiosk);
    served_expect_zone("B", "waiting", 51);
    fake_kiosk_close(&kiosk);
}

static void test_codes_hold_once(void **state)
{
    (void)state;
    struct fake_kiosk kiosk;
    char code[200];
    served_invite("A", code, sizeof code);
    fake_kiosk_enrol(&kiosk, 1, code, served.station.port);
    /* the same kiosk again: its answer was lost; it keeps its number */
    assert_int_equal(
            fake_kiosk_ask(1, code, served.station.port, served.told, sizeof served.told), 200);
    assert_int_equal(
            fake_kiosk_ask(2, code, served.station.port, served.told, sizeof served.told), 403);
    assert_non_null(strstr(served.told, "used already"));
    char *secret = strstr(code, "/E/") + 3;
    *secret = *secret == 'A' ? 'B' : 'A';
    assert_int_equal(
            fake_kiosk_ask(2, code, served.station.port, served.told, sizeof served.told), 403);
    assert_non_null(strstr(served.told, "no such enrolment code"));
    fake_kiosk_close(&kiosk);
}

static void test_refuses_strangers(void **state)
{
    (void)state;
    struct fake_kiosk kiosk;
    served_join(&kiosk, 1, "A");
    fake_kiosk_catch_up(&kiosk);
    struct km_keys right = kiosk.keys, stranger;
    uint8_t seed[KM_SEED_SIZE] = {77};
    km_keys_from_seed(seed, &stranger);
    kiosk.keys = stranger;
    assert_int_equal(fake_kiosk_sync(&kiosk, false), 403);
    assert_non_null(strstr((const char *)kiosk.body.body, "unknown_kiosk"));
    kiosk.keys.node = right.node; /* signs with the wrong key in its name */
    assert_int_equal(fake_kiosk_sync(&kiosk, false), 403);
    assert_non_null(strstr((const char *)kiosk.body.body, "bad_signature"));
    fake_kiosk_close(&kiosk);
}

/* POST of so many bytes of nonsense. */
static int post_junk(const char *path, size_t len)
{
    struct km_client *client = km_client_new();
    struct km_client_answer answer;
    char url[100], err[KM_ERR_MAX];
    uint8_t *junk = calloc(1, len);
    snprintf(url, sizeof url, "http://127.0.0.1:%u%s", served.station.port, path);
    struct km_client_request request = {.method = "POST",
            .url = url,
            .type = "application/cbor",
            .body = junk,
            .body_len = len};
    int status = km_client_send(client, &request, &answer, err) ? answer.status : 0;
    if (status != 0) {
        km_client_answer_destroy(&answer);
    }
    km_client_free(client);
    free(junk);
    return status;
}

static void test_refuses_junk(void **state)
{
    (void)state;
    assert_int_equal(post_junk("/api/v1/sync", 1000), 400);
    assert_int_equal(post_junk("/api/v1/sync", 0), 400);
    assert_int_equal(post_junk("/api/v1/enrol", 100), 400);
    assert_int_equal(post_junk("/api/v1/enrol", 5000), 413);
    int status = post_junk("/api/v1/sync", KM_SYNC_MAX + 1);
    assert_true(status == 413 || status == 0);
    assert_int_equal(served_get("/api/v1/sync"), 405);
    assert_int_equal(served_get("/api/v1/nothing"), 404);
    assert_int_equal(served_get("/assets/..%2f..%2fREADME.md"), 404);
}

static void test_ticket_page(void **state)
{
    (void)state;
    struct fake_kiosk kiosk;
    char token[KM_TOKEN_CHARS + 1], path[200];
    served_join(&kiosk, 1, "A");
    fake_kiosk_catch_up(&kiosk);
    struct km_name ticket = fake_kiosk_issue(&kiosk, "A", SERVED_DAY, 17);
    fake_kiosk_token(&kiosk, ticket, "A", SERVED_DAY, token);
    fake_kiosk_catch_up(&kiosk);
    snprintf(path, sizeof path, "/T/%s", token);
    assert_int_equal(served_get(path), 200);
    assert_non_null(strstr(served.said, "A1-017"));
    assert_non_null(strstr(served.said, "手绘创作"));
    for (char *c = token; *c != '\0'; c++) {
        *c = (char)(*c >= 'A' && *c <= 'Z' ? *c - 'A' + 'a' : *c);
    }
    snprintf(path, sizeof path, "/t/%s?lang=en", token);
    assert_int_equal(served_get(path), 200);
    assert_non_null(strstr(served.said, "Draw and paint"));
    token[30] = token[30] == 'a' ? 'b' : 'a';
    snprintf(path, sizeof path, "/T/%s", token);
    assert_int_equal(served_get(path), 404);
    assert_null(strstr(served.said, "A1"));
    assert_int_equal(served_get("/T/%3Cscript%3E"), 404);
    assert_null(strstr(served.said, "<script>"));
    fake_kiosk_close(&kiosk);
}

static void test_grants_seats(void **state)
{
    (void)state;
    struct fake_kiosk first, second;
    struct km_seats want = {.day = SERVED_DAY, .session = 10 * 60, .seats = 8}, grant;
    assert_true(km_zone_parse("E", &want.zone));
    served_join(&first, 1, "A");
    served_join(&second, 2, "B");
    km_seats_put(&first.wants, &want);
    assert_int_equal(fake_kiosk_sync(&first, false), 200);
    assert_true(km_seats_next(&first.answer.grants, &grant));
    assert_int_equal(grant.seats, 8);
    km_seats_put(&first.wants, &want); /* holds them already */
    assert_int_equal(fake_kiosk_sync(&first, false), 200);
    assert_true(km_seats_next(&first.answer.grants, &grant));
    assert_int_equal(grant.seats, 0);
    km_seats_put(&second.wants, &want); /* the group takes 12 */
    assert_int_equal(fake_kiosk_sync(&second, false), 200);
    assert_true(km_seats_next(&second.answer.grants, &grant));
    assert_int_equal(grant.seats, 4);
    fake_kiosk_close(&first);
    fake_kiosk_close(&second);
}

/* A poll is answered when another kiosk's record comes, not by the kiosk's own. */
static void test_poll_waits_for_news(void **state)
{
    (void)state;
    struct fake_kiosk first, second;
    served_join(&first, 1, "A");
    served_join(&second, 2, "B");
    fake_kiosk_catch_up(&first);
    fake_kiosk_catch_up(&second);
    fake_kiosk_issue(&second, "A", SERVED_DAY, 1);
    pid_t writer = fork();
    assert_true(writer >= 0);
    if (writer == 0) {
        usleep(300000);
        fake_kiosk_sync(&second, false);
        _exit(0);
    }
    assert_int_equal(fake_kiosk_sync(&first, true), 200);
    assert_int_equal(first.answer.runs.count, 1);
    assert_int_equal(waitpid(writer, NULL, 0), writer);
    fake_kiosk_close(&first);
    fake_kiosk_close(&second);
}

/* A kiosk's ticket and admission, exported beside the running server in every format. */
static void test_exports(void **state)
{
    (void)state;
    struct fake_kiosk kiosk;
    char command[500];
    served_join(&kiosk, 1, "=大厅");
    fake_kiosk_catch_up(&kiosk);
    struct km_name ticket = fake_kiosk_issue(&kiosk, "A", SERVED_DAY, 1);
    fake_kiosk_check_in(&kiosk, ticket, "A", SERVED_DAY);
    fake_kiosk_issue(&kiosk, "C", SERVED_DAY, 2);
    fake_kiosk_catch_up(&kiosk);
    const char *const formats[] = {"csv", "xlsx", "json"};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(served_run("export --format %s --out %s/o.%s", formats[i],
                                 served.directory, formats[i]),
                0);
    }
    snprintf(command, sizeof command, "%s/o.csv", served.directory);
    process_slurp(command, served.said, sizeof served.said);
    assert_non_null(
            strstr(served.said, "\r\n\"A1-001\",\"A\",\"手绘创作\",,\"A1-001\",2,2,0,0,0,0,"));
    assert_non_null(strstr(served.said, "\"'=大厅\",\"'=大厅\",0,\"入场 admitted\","));
    assert_non_null(strstr(served.said, "\r\n\"C1-002\""));
    snprintf(command, sizeof command, "%s/o.json", served.directory);
    json_t *all = json_load_file(command, 0, NULL);
    assert_int_equal(json_array_size(json_object_get(all, "visits")), 2);
    json_decref(all);
    snprintf(command, sizeof command,
            "python3 -c 'import zipfile; z = zipfile.ZipFile(\"%s/o.xlsx\"); "
            "assert z.testzip() is None; "
            "assert \"A1-001\" in z.read(\"xl/worksheets/sheet4.xml\").decode()'",
            served.directory);
    assert_int_equal(system(command), 0);
    fake_kiosk_close(&kiosk);
}

/* The office asks for a file where none can be: nothing is left behind. */
static void test_export_says_why(void **state)
{
    (void)state;
    assert_int_equal(served_run("export --format csv --out %s/no/o.csv", served.directory), 1);
    assert_non_null(strstr(served.told, "Could not export: "));
    assert_non_null(strstr(served.told, "No such file or directory"));
    assert_int_equal(
            served_run("export --format csv --out %s/o.csv --day tomorrow", served.directory), 1);
    assert_non_null(strstr(served.told, "allowed: YYYY-MM-DD"));
}

static void test_commands_beside_it(void **state)
{
    (void)state;
    struct fake_kiosk kiosk;
    char args[300];
    served_join(&kiosk, 1, "大厅一号");
    fake_kiosk_catch_up(&kiosk);
    fake_kiosk_issue(&kiosk, "A", SERVED_DAY, 1);
    fake_kiosk_catch_up(&kiosk);
    assert_int_equal(served_run("nodes"), 0);
    assert_non_null(strstr(served.said, "大厅一号"));
    assert_int_equal(served_run("verify"), 0);
    assert_non_null(strstr(served.said, "4 records of 2 nodes"));
    assert_int_equal(served_run("journal --json"), 0);
    assert_non_null(strstr(served.said, "\"kind\":\"issue\""));
    snprintf(args, sizeof args, "nodes --config /dev/null --data %s/nothing", served.directory);
    assert_int_equal(
            process_run(args, served.said, sizeof served.said, served.told, sizeof served.told), 1);
    assert_non_null(strstr(served.told, "no campus in"));
    fake_kiosk_close(&kiosk);
}

static void test_port_in_use(void **state)
{
    (void)state;
    char args[300];
    snprintf(args, sizeof args,
            "serve --config /dev/null --data %s/other --programme " SERVED_PROGRAMME
            " --listen 127.0.0.1:%u",
            served.directory, served.station.port);
    assert_int_equal(
            process_run(args, served.said, sizeof served.said, served.told, sizeof served.told), 1);
    assert_non_null(strstr(served.told, "in use"));
}

int main(void)
{
#define SERVED(test) cmocka_unit_test_setup_teardown(test, served_set_up, served_tear_down)
    const struct CMUnitTest tests[] = {SERVED(test_enrols_and_syncs),
            SERVED(test_zones_have_these_fields), SERVED(test_viewers_are_told),
            SERVED(test_survives_kill), SERVED(test_codes_hold_once),
            SERVED(test_refuses_strangers), SERVED(test_refuses_junk), SERVED(test_ticket_page),
            SERVED(test_grants_seats), SERVED(test_poll_waits_for_news), SERVED(test_exports),
            SERVED(test_export_says_why), SERVED(test_commands_beside_it),
            SERVED(test_port_in_use)};
    if (sodium_init() < 0) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
