/* The station as a process, over real HTTP: kiosks join, sync and are seen in the figures; what it
 * said is stored survives kill -9; whoever may not, is told why. */
#include "core/queue.h"
#include "tests/station/fake_kiosk.h"
#include "tests/station/process.h"

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

#define PROGRAMME "config/programmes/zhongxiang-2026.yaml"
#define DAY_TEXT "2026-05-14"
#define DAY (20587 | KM_DAY_REHEARSAL)

static const char *directory;
static struct process station;
static char said[20000], told[4000];

static int set_up(void **state)
{
    (void)state;
    directory = process_directory();
    station = process_serve(directory, PROGRAMME, DAY_TEXT);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    int code = process_end(&station, SIGTERM);
    process_forget(directory);
    return code;
}

/* A code from the command line, beside the running server. */
static void invite(const char *name, char *out_code, size_t size)
{
    char args[300];
    snprintf(args, sizeof args, "enrol --config /dev/null --data %s/data --name '%s'", directory,
            name);
    if (process_run(args, said, sizeof said, told, sizeof told) != 0) {
        fail_msg("enrol: %s", told);
    }
    const char *code = strstr(said, "HTTP://");
    assert_non_null(code);
    snprintf(out_code, size, "%.*s", (int)strcspn(code, "\n"), code);
}

static void join(struct fake_kiosk *kiosk, uint8_t who, const char *name)
{
    char code[200];
    invite(name, code, sizeof code);
    fake_kiosk_enrol(kiosk, who, code, station.port);
}

/* GET; the status, the body in said. */
static int get(const char *path)
{
    struct km_client *client = km_client_new();
    struct km_client_answer answer;
    char url[300], err[KM_ERR_MAX];
    snprintf(url, sizeof url, "http://127.0.0.1:%u%s", station.port, path);
    struct km_client_request request = {.method = "GET", .url = url};
    if (!km_client_send(client, &request, &answer, err)) {
        fail_msg("%s", err);
    }
    int status = answer.status;
    snprintf(said, sizeof said, "%s", (const char *)answer.body);
    km_client_answer_destroy(&answer);
    km_client_free(client);
    return status;
}

/* A number of a zone's figures, read again until it is what is expected, at most 5 s: figures are
 * published at most every 100 ms. */
static void expect_zone(const char *code, const char *key, int64_t expected)
{
    int64_t value = -2;
    for (int i = 0; i < 500 && value != expected; i++) {
        assert_int_equal(get("/api/v1/zones"), 200);
        json_t *zones = json_loads(said, 0, NULL);
        for (size_t k = 0; k < json_array_size(zones); k++) {
            json_t *zone = json_array_get(zones, k);
            if (strcmp(json_string_value(json_object_get(zone, "code")), code) == 0) {
                value = json_integer_value(json_object_get(zone, key));
            }
        }
        json_decref(zones);
        usleep(10000);
    }
    assert_int_equal(value, expected);
}

static void test_enrols_and_syncs(void **state)
{
    (void)state;
    struct fake_kiosk first, second;
    join(&first, 1, "大厅一号");
    join(&second, 2, "操场东");
    assert_int_equal(first.number, 1);
    assert_int_equal(second.number, 2);
    fake_kiosk_catch_up(&first);
    assert_non_null(km_fold_roster(first.ledger.fold)->plan.text);
    struct km_name ticket = fake_kiosk_issue(&first, "A", DAY, 1);
    fake_kiosk_catch_up(&first);
    expect_zone("A", "waiting", 1);
    expect_zone("A", "waiting_people", 2);
    fake_kiosk_catch_up(&second);
    struct km_ticket_facts facts;
    assert_true(km_queue_ticket(km_fold_day(second.ledger.fold, DAY), ticket, &facts));
    assert_int_equal(facts.number, 1);
    assert_int_equal(get("/healthz"), 200);
    assert_non_null(strstr(said, "\"nodes\":2"));
    assert_non_null(strstr(said, "\"rehearsal\":true"));
    assert_int_equal(get("/api/v1/nodes"), 200);
    assert_non_null(strstr(said, "大厅一号"));
    fake_kiosk_close(&first);
    fake_kiosk_close(&second);
}

/* Programs read these fields; an organiser's script must not break by another one. */
static void test_zones_have_these_fields(void **state)
{
    (void)state;
    static const char *const keys[] = {"id", "code", "title", "state", "waiting", "waiting_people",
            "called", "inside", "admitted", "wait_min", "wait_max"};
    assert_int_equal(get("/api/v1/zones"), 200);
    json_t *zones = json_loads(said, 0, NULL);
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
    said[0] = '\0';
    while (strstr(said, text) == NULL) {
        ssize_t got = read(fd, said + len, sizeof said - 1 - len);
        assert_true(got > 0);
        len += (size_t)got;
        said[len] = '\0';
    }
    alarm(0);
}

static void test_viewers_are_told(void **state)
{
    (void)state;
    static const char ask[] = "GET /api/v1/live HTTP/1.1\r\nHost: a\r\n\r\n";
    struct fake_kiosk kiosk;
    struct sockaddr_in address = {.sin_family = AF_INET,
            .sin_port = htons(station.port),
            .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(write(fd, ask, strlen(ask)), strlen(ask));
    read_until(fd, "\"code\":\"F\"");
    assert_non_null(strstr(said, "event: zones"));
    join(&kiosk, 1, "A");
    fake_kiosk_catch_up(&kiosk);
    fake_kiosk_issue(&kiosk, "A", DAY, 1);
    fake_kiosk_catch_up(&kiosk);
    read_until(fd, "\"waiting_people\":2");
    close(fd);
    fake_kiosk_close(&kiosk);
}

static void test_survives_kill(void **state)
{
    (void)state;
    struct fake_kiosk kiosk;
    join(&kiosk, 1, "A");
    fake_kiosk_catch_up(&kiosk);
    for (uint16_t i = 1; i <= 50; i++) {
        fake_kiosk_issue(&kiosk, "B", DAY, i);
        assert_int_equal(fake_kiosk_sync(&kiosk, false), 200);
    }
    assert_int_equal(process_end(&station, SIGKILL), -SIGKILL);
    station = process_serve(directory, PROGRAMME, DAY_TEXT);
    expect_zone("B", "waiting", 50);
    snprintf(kiosk.url, sizeof kiosk.url, "http://127.0.0.1:%u/api/v1/sync", station.port);
    fake_kiosk_issue(&kiosk, "B", DAY, 51);
    fake_kiosk_catch_up(&kiosk);
    expect_zone("B", "waiting", 51);
    fake_kiosk_close(&kiosk);
}

static void test_codes_hold_once(void **state)
{
    (void)state;
    struct fake_kiosk kiosk;
    char code[200];
    invite("A", code, sizeof code);
    fake_kiosk_enrol(&kiosk, 1, code, station.port);
    /* the same kiosk again: its answer was lost; it keeps its number */
    assert_int_equal(fake_kiosk_ask(1, code, station.port, told, sizeof told), 200);
    assert_int_equal(fake_kiosk_ask(2, code, station.port, told, sizeof told), 403);
    assert_non_null(strstr(told, "used already"));
    char *secret = strstr(code, "/E/") + 3;
    *secret = *secret == 'A' ? 'B' : 'A';
    assert_int_equal(fake_kiosk_ask(2, code, station.port, told, sizeof told), 403);
    assert_non_null(strstr(told, "no such enrolment code"));
    fake_kiosk_close(&kiosk);
}

static void test_refuses_strangers(void **state)
{
    (void)state;
    struct fake_kiosk kiosk;
    join(&kiosk, 1, "A");
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
    snprintf(url, sizeof url, "http://127.0.0.1:%u%s", station.port, path);
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
    assert_int_equal(get("/api/v1/sync"), 405);
    assert_int_equal(get("/api/v1/nothing"), 404);
    assert_int_equal(get("/assets/..%2f..%2fREADME.md"), 404);
}

static void test_ticket_page(void **state)
{
    (void)state;
    struct fake_kiosk kiosk;
    char token[KM_TOKEN_CHARS + 1], path[200];
    join(&kiosk, 1, "A");
    fake_kiosk_catch_up(&kiosk);
    struct km_name ticket = fake_kiosk_issue(&kiosk, "A", DAY, 17);
    fake_kiosk_token(&kiosk, ticket, "A", DAY, token);
    fake_kiosk_catch_up(&kiosk);
    snprintf(path, sizeof path, "/T/%s", token);
    assert_int_equal(get(path), 200);
    assert_non_null(strstr(said, "A1-017"));
    assert_non_null(strstr(said, "手绘创作"));
    for (char *c = token; *c != '\0'; c++) {
        *c = (char)(*c >= 'A' && *c <= 'Z' ? *c - 'A' + 'a' : *c);
    }
    snprintf(path, sizeof path, "/t/%s?lang=en", token);
    assert_int_equal(get(path), 200);
    assert_non_null(strstr(said, "Draw and paint"));
    token[30] = token[30] == 'a' ? 'b' : 'a';
    snprintf(path, sizeof path, "/T/%s", token);
    assert_int_equal(get(path), 404);
    assert_null(strstr(said, "A1"));
    assert_int_equal(get("/T/%3Cscript%3E"), 404);
    assert_null(strstr(said, "<script>"));
    fake_kiosk_close(&kiosk);
}

static void test_grants_seats(void **state)
{
    (void)state;
    struct fake_kiosk first, second;
    struct km_seats want = {.day = DAY, .session = 10 * 60, .seats = 8}, grant;
    assert_true(km_zone_parse("E", &want.zone));
    join(&first, 1, "A");
    join(&second, 2, "B");
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
    join(&first, 1, "A");
    join(&second, 2, "B");
    fake_kiosk_catch_up(&first);
    fake_kiosk_catch_up(&second);
    fake_kiosk_issue(&second, "A", DAY, 1);
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
    char args[300], command[500];
    join(&kiosk, 1, "=大厅");
    fake_kiosk_catch_up(&kiosk);
    struct km_name ticket = fake_kiosk_issue(&kiosk, "A", DAY, 1);
    fake_kiosk_check_in(&kiosk, ticket, "A", DAY);
    fake_kiosk_issue(&kiosk, "C", DAY, 2);
    fake_kiosk_catch_up(&kiosk);
    const char *const formats[] = {"csv", "xlsx", "json"};
    for (size_t i = 0; i < 3; i++) {
        snprintf(args, sizeof args,
                "export --config /dev/null --data %s/data --format %s --out %s/o.%s", directory,
                formats[i], directory, formats[i]);
        assert_int_equal(process_run(args, said, sizeof said, told, sizeof told), 0);
    }
    snprintf(command, sizeof command, "%s/o.csv", directory);
    process_slurp(command, said, sizeof said);
    assert_non_null(strstr(said, "\r\n\"A1-001\",\"A\",\"手绘创作\",,\"A1-001\",2,2,0,0,0,0,"));
    assert_non_null(strstr(said, "\"'=大厅\",\"'=大厅\",0,\"入场 admitted\","));
    assert_non_null(strstr(said, "\r\n\"C1-002\""));
    snprintf(command, sizeof command, "%s/o.json", directory);
    json_t *all = json_load_file(command, 0, NULL);
    assert_int_equal(json_array_size(json_object_get(all, "visits")), 2);
    json_decref(all);
    snprintf(command, sizeof command,
            "python3 -c 'import zipfile; z = zipfile.ZipFile(\"%s/o.xlsx\"); "
            "assert z.testzip() is None; "
            "assert \"A1-001\" in z.read(\"xl/worksheets/sheet4.xml\").decode()'",
            directory);
    assert_int_equal(system(command), 0);
    fake_kiosk_close(&kiosk);
}

/* The office asks for a file where none can be: nothing is left behind. */
static void test_export_says_why(void **state)
{
    (void)state;
    char args[300];
    snprintf(args, sizeof args,
            "export --config /dev/null --data %s/data --format csv --out %s/no/o.csv", directory,
            directory);
    assert_int_equal(process_run(args, said, sizeof said, told, sizeof told), 1);
    assert_non_null(strstr(told, "Could not export: "));
    assert_non_null(strstr(told, "No such file or directory"));
    snprintf(args, sizeof args,
            "export --config /dev/null --data %s/data --format csv --out %s/o.csv --day tomorrow",
            directory, directory);
    assert_int_equal(process_run(args, said, sizeof said, told, sizeof told), 1);
    assert_non_null(strstr(told, "allowed: YYYY-MM-DD"));
}

static void test_commands_beside_it(void **state)
{
    (void)state;
    struct fake_kiosk kiosk;
    char args[300];
    join(&kiosk, 1, "大厅一号");
    fake_kiosk_catch_up(&kiosk);
    fake_kiosk_issue(&kiosk, "A", DAY, 1);
    fake_kiosk_catch_up(&kiosk);
    snprintf(args, sizeof args, "nodes --config /dev/null --data %s/data", directory);
    assert_int_equal(process_run(args, said, sizeof said, told, sizeof told), 0);
    assert_non_null(strstr(said, "大厅一号"));
    snprintf(args, sizeof args, "verify --config /dev/null --data %s/data", directory);
    assert_int_equal(process_run(args, said, sizeof said, told, sizeof told), 0);
    assert_non_null(strstr(said, "4 records of 2 nodes"));
    snprintf(args, sizeof args, "journal --json --config /dev/null --data %s/data", directory);
    assert_int_equal(process_run(args, said, sizeof said, told, sizeof told), 0);
    assert_non_null(strstr(said, "\"kind\":\"issue\""));
    snprintf(args, sizeof args, "nodes --config /dev/null --data %s/nothing", directory);
    assert_int_equal(process_run(args, said, sizeof said, told, sizeof told), 1);
    assert_non_null(strstr(told, "no campus in"));
    fake_kiosk_close(&kiosk);
}

static void test_port_in_use(void **state)
{
    (void)state;
    char args[300];
    snprintf(args, sizeof args,
            "serve --config /dev/null --data %s/other --programme " PROGRAMME
            " --listen 127.0.0.1:%u",
            directory, station.port);
    assert_int_equal(process_run(args, said, sizeof said, told, sizeof told), 1);
    assert_non_null(strstr(told, "in use"));
}

int main(void)
{
#define SERVED(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
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
