/* One-time codes against a clock of the test's own: they hold for an hour and for one kiosk, also
 * when two processes use one at once, and no kiosk number is ever given twice. */
#include "core/enrol.h"
#include "station/clock.h"
#include "station/enrolment.h"

#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define URL "HTTP://127.0.0.1:8080"
#define NOW INT64_C(1778755325000)

static char directory[40], err[KM_ERR_MAX];
static struct station_campus campus;

static int set_up(void **state)
{
    (void)state;
    strcpy(directory, "/tmp/kaimen-test-XXXXXX");
    return mkdtemp(directory) != NULL && station_campus_open(&campus, directory, true, err) ? 0 : 1;
}

static int tear_down(void **state)
{
    char command[60];
    (void)state;
    station_campus_close(&campus);
    snprintf(command, sizeof command, "rm -rf '%s'", directory);
    return system(command);
}

/* A code made at that time, as the kiosk with that key would send it. */
static struct km_enrol_request invited(int64_t now, uint8_t who)
{
    char text[KM_ENROL_CODE_SIZE];
    struct km_enrol_code code;
    struct km_enrol_request request = {0};
    uint8_t seed[KM_SEED_SIZE];
    struct km_keys keys;
    if (!station_enrolment_invite(&campus, "A", URL, now, text, err)) {
        fail_msg("%s", err);
    }
    assert_true(km_enrol_code_read(text, &code, err));
    memcpy(request.secret, code.secret, sizeof request.secret);
    memset(seed, who, sizeof seed);
    km_keys_from_seed(seed, &keys);
    memcpy(request.key, keys.public_key, sizeof request.key);
    return request;
}

static void test_expires(void **state)
{
    (void)state;
    struct km_enrol_request request = invited(NOW, 1);
    uint16_t kiosk = 77;
    int64_t end = NOW + STATION_CODE_LIFE_MS;
    assert_int_equal(
            station_enrolment_take(&campus, &request, end, &kiosk, err), STATION_CODE_EXPIRED);
    assert_int_equal(kiosk, 77);
    assert_non_null(strstr(station_enrolled_text(STATION_CODE_EXPIRED), "expired"));
    assert_int_equal(
            station_enrolment_take(&campus, &request, end - 1, &kiosk, err), STATION_ENROLLED);
    assert_int_equal(kiosk, 1);
}

/* Used up and expired codes are told apart for a day, then forgotten. */
static void test_is_remembered_for_a_day(void **state)
{
    (void)state;
    struct km_enrol_request request = invited(NOW, 1), other = request;
    const int64_t day = 24 * 3600 * 1000;
    uint16_t kiosk;
    other.key[0] ^= 1;
    assert_int_equal(station_enrolment_take(&campus, &request, NOW, &kiosk, err), STATION_ENROLLED);
    (void)invited(NOW + day, 2); /* makes the station look through its codes */
    assert_int_equal(
            station_enrolment_take(&campus, &other, NOW + day, &kiosk, err), STATION_CODE_USED);
    (void)invited(NOW + day + STATION_CODE_LIFE_MS, 2);
    assert_int_equal(station_enrolment_take(&campus, &other, NOW + 2 * day, &kiosk, err),
            STATION_CODE_WRONG);
}

/* Takes the code in a process of its own, when the pipe says go; its verdict is the exit code. */
static pid_t taker(int go, struct km_enrol_request request)
{
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        struct station_campus own;
        uint16_t kiosk = 0;
        char byte;
        bool ok = station_campus_open(&own, directory, false, err) && read(go, &byte, 1) == 1;
        _exit(ok ? (int)station_enrolment_take(&own, &request, NOW, &kiosk, err) : 99);
    }
    return pid;
}

static void test_two_processes_use_it_once(void **state)
{
    (void)state;
    struct km_enrol_request request = invited(NOW, 1);
    int go[2], count[100] = {0};
    pid_t pids[4];
    station_campus_close(&campus); /* a store is not carried over a fork */
    assert_int_equal(pipe(go), 0);
    for (uint8_t i = 0; i < 4; i++) {
        request.key[0] = i;
        pids[i] = taker(go[0], request);
    }
    assert_int_equal(write(go[1], "1234", 4), 4);
    for (size_t i = 0; i < 4; i++) {
        int status;
        assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
        assert_true(WIFEXITED(status));
        count[WEXITSTATUS(status)]++;
    }
    close(go[0]);
    close(go[1]);
    assert_int_equal(count[STATION_ENROLLED], 1);
    assert_int_equal(count[STATION_CODE_USED], 3);
    assert_true(station_campus_open(&campus, directory, false, err));
    assert_int_equal(km_fold_roster(campus.ledger.fold)->member_count, 2); /* and the station */
}

/* Says something of a kiosk in the station's name. */
static void say(uint8_t node_state, const uint8_t key[KM_KEY_SIZE])
{
    struct km_record record = km_record_of(KM_NODE, station_clock_utc(), 20587);
    struct km_name name;
    record.state = node_state;
    record.about = km_node_of_key(key);
    record.from = node_state == KM_NODE_REVOKED ? 1 : 0;
    if (!km_ledger_write(&campus.ledger, &record, 1, &name, err)) {
        fail_msg("%s", err);
    }
}

static void test_numbers_are_never_given_again(void **state)
{
    (void)state;
    const uint8_t ends[] = {KM_NODE_RETIRED, KM_NODE_REVOKED};
    for (uint8_t i = 0; i < 2; i++) {
        struct km_enrol_request request = invited(NOW, i + 1), again;
        uint16_t kiosk = 0;
        assert_int_equal(
                station_enrolment_take(&campus, &request, NOW, &kiosk, err), STATION_ENROLLED);
        assert_int_equal(kiosk, i + 1);
        /* its answer was lost: the same number */
        kiosk = 0;
        assert_int_equal(
                station_enrolment_take(&campus, &request, NOW, &kiosk, err), STATION_ENROLLED);
        assert_int_equal(kiosk, i + 1);
        say(ends[i], request.key);
        again = invited(NOW, i + 1); /* a good code does not bring it back */
        assert_int_equal(
                station_enrolment_take(&campus, &again, NOW, &kiosk, err), STATION_KIOSK_REVOKED);
    }
}

static void test_names(void **state)
{
    (void)state;
    char text[KM_ENROL_CODE_SIZE], longest[KM_NAME_MAX + 2];
    const char *const wrong[] = {"", "two\nlines", "bell\a", "\xff", "\x1b[31mred", longest};
    memset(longest, 'a', sizeof longest);
    longest[KM_NAME_MAX + 1] = '\0';
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_false(station_enrolment_invite(&campus, wrong[i], URL, NOW, text, err));
        assert_non_null(strstr(err, "the name must be"));
    }
    longest[KM_NAME_MAX] = '\0';
    assert_true(station_enrolment_invite(&campus, longest, URL, NOW, text, err));
    assert_true(station_enrolment_invite(&campus, "<b>大厅 & \"1\"", URL, NOW, text, err));
}

static void test_so_many_codes(void **state)
{
    (void)state;
    char text[KM_ENROL_CODE_SIZE];
    for (int i = 0; i < STATION_CODES_MAX; i++) {
        assert_true(station_enrolment_invite(&campus, "A", URL, NOW, text, err));
    }
    assert_false(station_enrolment_invite(&campus, "A", URL, NOW, text, err));
    assert_non_null(strstr(err, "wait until they expire"));
    assert_true(station_enrolment_invite(&campus, "A", URL, NOW + 48 * 3600 * 1000, text, err));
}

int main(void)
{
#define IN_A_CAMPUS(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {IN_A_CAMPUS(test_expires),
            IN_A_CAMPUS(test_is_remembered_for_a_day), IN_A_CAMPUS(test_two_processes_use_it_once),
            IN_A_CAMPUS(test_numbers_are_never_given_again), IN_A_CAMPUS(test_names),
            IN_A_CAMPUS(test_so_many_codes)};
    if (sodium_init() < 0) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
