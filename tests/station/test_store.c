/* The station and its disk: a directory it may not write to, what it still answers when it is told
 * to end, and which day an export takes. */
#include "station/clock.h"
#include "tests/station/served.h"

#include <setjmp.h>
#include <signal.h>
#include <sodium.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* Mounts the served data read-only, over itself; false without the right to. */
static bool make_read_only(const char *path)
{
    if (mount(path, path, NULL, MS_BIND, NULL) != 0) {
        return false;
    }
    if (mount(NULL, path, NULL, MS_BIND | MS_REMOUNT | MS_RDONLY, NULL) == 0) {
        return true;
    }
    umount(path);
    return false;
}

/* Every command says what is wrong and where, none hangs or crashes, and all works again after. */
static void test_read_only(void **state)
{
    (void)state;
    char data[100];
    static const char *const commands[] = {
            "nodes", "verify", "journal", "enrol --name A", "export --format csv --out /dev/null"};
    snprintf(data, sizeof data, "%s/data", served.directory);
    assert_int_equal(process_end(&served.station, SIGTERM), 0);
    bool is_mounted = make_read_only(data);
    if (!is_mounted && geteuid() != 0 && chmod(data, 0500) == 0) {
        is_mounted = true;
    }
    for (size_t i = 0; is_mounted && i < sizeof commands / sizeof *commands; i++) {
        int code = served_run("%s", commands[i]);
        if (code != 1 || strstr(served.told, "Could not") == NULL ||
                strstr(served.told, "read-only") == NULL || strstr(served.told, data) == NULL) {
            umount(data);
            fail_msg("%s ended with %d and said: %s", commands[i], code, served.told);
        }
    }
    int code = is_mounted ? served_run("serve --listen 127.0.0.1:0") : 0;
    umount(data);
    chmod(data, 0700);
    served.station = process_serve(served.directory, SERVED_PROGRAMME, SERVED_DAY_TEXT);
    if (!is_mounted) {
        print_message("SKIPPED: no right to make a directory read-only\n");
        skip();
    }
    assert_int_equal(code, 1);
    assert_non_null(strstr(served.told, "read-only"));
    assert_int_equal(served_run("nodes"), 0);
}

/* A station that ends answers who still waits: a kiosk then asks again at once, not after its
 * timeout. */
static void test_last_answers_go_out(void **state)
{
    (void)state;
    struct fake_kiosk kiosk;
    served_join(&kiosk, 1, "A");
    fake_kiosk_catch_up(&kiosk);
    pid_t killer = fork();
    assert_true(killer >= 0);
    if (killer == 0) {
        usleep(300000);
        kill(served.station.pid, SIGTERM);
        _exit(0);
    }
    assert_int_equal(fake_kiosk_sync(&kiosk, true), 503);
    assert_int_equal(waitpid(killer, NULL, 0), killer);
    assert_int_equal(process_end(&served.station, 0), 0);
    served.station = process_serve(served.directory, SERVED_PROGRAMME, SERVED_DAY_TEXT);
    fake_kiosk_close(&kiosk);
}

/* Asks for seats; gives what was granted. */
static uint32_t ask_for_seats(struct fake_kiosk *kiosk, uint32_t seats)
{
    struct km_seats want = {.day = SERVED_DAY, .session = 10 * 60, .seats = seats}, grant;
    assert_true(km_zone_parse("E", &want.zone));
    km_seats_put(&kiosk->wants, &want);
    assert_int_equal(fake_kiosk_sync(kiosk, false), 200);
    assert_true(km_seats_next(&kiosk->answer.grants, &grant));
    return grant.seats;
}

/* Two processes serve one campus: a seat is granted once, and news goes from one to the other. */
static void test_two_servers(void **state)
{
    (void)state;
    struct fake_kiosk first, second;
    struct process other = process_serve(served.directory, SERVED_PROGRAMME, SERVED_DAY_TEXT);
    served_join(&first, 1, "A");
    served_join(&second, 2, "B");
    snprintf(second.url, sizeof second.url, "http://127.0.0.1:%u/api/v1/sync", other.port);
    fake_kiosk_catch_up(&first);
    fake_kiosk_catch_up(&second);
    uint32_t granted = 0;
    for (uint32_t i = 1; i <= 7; i++) { /* the group takes 12 */
        granted += ask_for_seats(&first, i);
        granted += ask_for_seats(&second, i);
    }
    assert_int_equal(granted, 12);
    fake_kiosk_catch_up(&first);
    fake_kiosk_issue(&second, "A", SERVED_DAY, 1);
    pid_t writer = fork();
    assert_true(writer >= 0);
    if (writer == 0) {
        usleep(300000);
        fake_kiosk_sync(&second, false); /* at the other process */
        _exit(0);
    }
    assert_int_equal(fake_kiosk_sync(&first, true), 200);
    assert_int_equal(first.answer.runs.count, 1);
    assert_int_equal(waitpid(writer, NULL, 0), writer);
    served_expect_zone("A", "waiting", 1);
    assert_int_equal(process_end(&other, SIGTERM), 0);
    fake_kiosk_close(&first);
    fake_kiosk_close(&second);
}

static void export_csv(const char *more)
{
    char path[100];
    snprintf(path, sizeof path, "%s/o.csv", served.directory);
    if (served_run("export --format csv --out %s %s", path, more) != 0) {
        fail_msg("%s", served.told);
    }
    process_slurp(path, served.said, sizeof served.said);
}

/* Without a day an export takes today, and when nothing happened today the last real day: a later
 * rehearsal, or one of the same date, does not come before it. */
static void test_real_day_before_rehearsal(void **state)
{
    (void)state;
    struct fake_kiosk kiosk;
    served_join(&kiosk, 1, "A");
    fake_kiosk_catch_up(&kiosk);
    fake_kiosk_issue(&kiosk, "A", 20586, 1);
    fake_kiosk_issue(&kiosk, "A", 20587, 2);
    fake_kiosk_issue(&kiosk, "A", 20587 | KM_DAY_REHEARSAL, 3);
    fake_kiosk_issue(&kiosk, "A", 20588 | KM_DAY_REHEARSAL, 4);
    fake_kiosk_catch_up(&kiosk);
    export_csv(""); /* what is rehearsed now */
    assert_non_null(strstr(served.said, "A1-003"));
    served_again(SIGTERM, SERVED_PROGRAMME, NULL);
    export_csv("");
    assert_non_null(strstr(served.said, "A1-002"));
    assert_null(strstr(served.said, "A1-003"));
    export_csv("--day 2026-05-13");
    assert_non_null(strstr(served.said, "A1-001"));
    export_csv("--day 2026-05-14");
    assert_non_null(strstr(served.said, "A1-002"));
    export_csv("--day 2026-05-15");
    assert_non_null(strstr(served.said, "A1-004"));
    fake_kiosk_close(&kiosk);
}

int main(void)
{
#define SERVED(test) cmocka_unit_test_setup_teardown(test, served_set_up, served_tear_down)
    const struct CMUnitTest tests[] = {SERVED(test_read_only), SERVED(test_last_answers_go_out),
            SERVED(test_real_day_before_rehearsal), SERVED(test_two_servers)};
    if (sodium_init() < 0) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
