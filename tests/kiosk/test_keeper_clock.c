/* The kiosk's clock and its records, over restarts, with a journal on the disk: whatever the system
 * clock was, in the end every ticket stands at the time at which it was given. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/local_time.h"
#include "tests/kiosk/fake_station.h"

#define PROGRAMME "tests/data/programmes/small.yaml"
#define HOUR 3600000ll
#define DAY 20588 /* 2026-05-15 */

static char err[KM_ERR_MAX];

struct kiosk {
    char folder[64];
    struct fake_station station;
    struct kiosk_identity identity;
    struct kiosk_keeper keeper;
    struct kiosk_instant now;
};

static void good(bool ok)
{
    if (!ok)
        fail_msg("%s", err);
}

/* Starts the program: the system clock is `ahead` of the station's, the steady one is another. */
static void start(struct kiosk *kiosk, int64_t ahead)
{
    struct km_journal *journal = NULL;
    kiosk->now = (struct kiosk_instant){
            .utc = kiosk->station.now + ahead, .steady = kiosk->now.steady % 7919 + 1000};
    good(kiosk_data_open(kiosk->folder, &journal, err));
    good(kiosk_keeper_open(&kiosk->keeper, journal, &kiosk->identity, kiosk->now, err));
}

static void stop(struct kiosk *kiosk)
{
    kiosk_keeper_close(&kiosk->keeper);
}

static void pass(struct kiosk *kiosk, int64_t ms)
{
    kiosk->now.utc += ms;
    kiosk->now.steady += ms;
    kiosk->station.now += ms;
}

static void meet(struct kiosk *kiosk)
{
    good(fake_station_sync(&kiosk->station, &kiosk->keeper, &kiosk->now, 10));
    good(fake_station_sync(&kiosk->station, &kiosk->keeper, &kiosk->now, 10));
}

static struct km_name take(struct kiosk *kiosk)
{
    struct kiosk_issued issued;
    struct km_issue_order order = {.session = KM_NO_SESSION, .people = {1}};
    assert_true(km_zone_parse("A", &order.zone));
    good(kiosk_keeper_issue(&kiosk->keeper, &order, kiosk->now, &issued, err));
    assert_int_equal(issued.refusal, KM_ISSUE_OK);
    return issued.name;
}

/* When it was given, as the station has it; off: what may be missing. */
static void given_at(struct kiosk *kiosk, struct km_name ticket, int64_t at, int64_t off)
{
    struct km_ticket_facts facts;
    assert_true(km_queue_ticket(km_fold_day(kiosk->station.ledger.fold, DAY), ticket, &facts));
    assert_in_range(facts.issued_at - at + off, 0, 2 * off);
}

/* Shifts of the kiosk's clock records at the station. */
static uint32_t clocks(struct kiosk *kiosk)
{
    const struct km_roster *roster = km_fold_roster(kiosk->station.ledger.fold);
    return roster->clocks_count == 0 ? 0 : roster->clocks[0].count;
}

static int set_up(void **state)
{
    struct kiosk *kiosk = calloc(1, sizeof *kiosk);
    strcpy(kiosk->folder, "/tmp/kaimen-clock-XXXXXX");
    assert_non_null(mkdtemp(kiosk->folder));
    fake_station_open(&kiosk->station, FAKE_NOW);
    fake_station_plan(&kiosk->station, PROGRAMME, 0);
    kiosk->identity = fake_station_enrol(&kiosk->station, 1, "Hall");
    start(kiosk, 0);
    meet(kiosk); /* it has the programme */
    stop(kiosk);
    *state = kiosk;
    return 0;
}

static int tear_down(void **state)
{
    static const char *const files[] = {"journal.db", "journal.db-wal", "journal.db-shm"};
    struct kiosk *kiosk = *state;
    char path[100];
    fake_station_close(&kiosk->station);
    for (int i = 0; i < 3; i++) {
        snprintf(path, sizeof path, "%s/%s", kiosk->folder, files[i]);
        unlink(path);
    }
    rmdir(kiosk->folder);
    free(kiosk);
    return 0;
}

static void test_right_clock_writes_none(void **state)
{
    struct kiosk *kiosk = *state;
    start(kiosk, 700);
    meet(kiosk);
    pass(kiosk, 60000);
    struct km_name ticket = take(kiosk);
    meet(kiosk);
    given_at(kiosk, ticket, kiosk->station.now, 100);
    assert_int_equal(clocks(kiosk), 0);
    stop(kiosk);
}

static void test_wrong_clock_is_corrected(void **state)
{
    struct kiosk *kiosk = *state;
    int64_t at[3];
    struct km_name tickets[3];
    start(kiosk, HOUR);
    for (int i = 0; i < 2; i++) {
        pass(kiosk, 60000);
        at[i] = kiosk->station.now;
        tickets[i] = take(kiosk);
    }
    meet(kiosk);
    pass(kiosk, 60000);
    at[2] = kiosk->station.now;
    tickets[2] = take(kiosk);
    meet(kiosk);
    for (int i = 0; i < 3; i++)
        given_at(kiosk, tickets[i], at[i], 100);
    assert_int_equal(clocks(kiosk), 1);
    stop(kiosk);
}

static void test_two_runs_of_one_wrong_clock(void **state)
{
    struct kiosk *kiosk = *state;
    struct km_name tickets[2];
    int64_t at[2];
    for (int i = 0; i < 2; i++) {
        start(kiosk, 2 * HOUR);
        pass(kiosk, 60000);
        at[i] = kiosk->station.now;
        tickets[i] = take(kiosk);
        stop(kiosk);
    }
    start(kiosk, 2 * HOUR);
    meet(kiosk);
    meet(kiosk);
    for (int i = 0; i < 2; i++)
        given_at(kiosk, tickets[i], at[i], 100);
    stop(kiosk);
}

static void test_a_jump_between_two_runs(void **state)
{
    struct kiosk *kiosk = *state;
    int64_t at[2];
    struct km_name tickets[2];
    start(kiosk, 0);
    meet(kiosk);
    at[0] = kiosk->station.now;
    tickets[0] = take(kiosk);
    meet(kiosk);
    stop(kiosk);
    pass(kiosk, 60000);
    start(kiosk, HOUR); /* the system clock jumped; nobody knows yet */
    at[1] = kiosk->station.now;
    tickets[1] = take(kiosk);
    meet(kiosk);
    meet(kiosk);
    for (int i = 0; i < 2; i++)
        given_at(kiosk, tickets[i], at[i], 100);
    stop(kiosk);
}

static void test_a_jump_seen_before_anything_is_written(void **state)
{
    struct kiosk *kiosk = *state;
    start(kiosk, 0);
    meet(kiosk);
    int64_t at = kiosk->station.now;
    struct km_name ticket = take(kiosk);
    meet(kiosk);
    stop(kiosk);
    start(kiosk, HOUR);
    meet(kiosk);
    meet(kiosk);
    given_at(kiosk, ticket, at, 100);
    stop(kiosk);
}

static void test_the_station_jumps(void **state)
{
    struct kiosk *kiosk = *state;
    start(kiosk, 0);
    meet(kiosk);
    struct km_name ticket = take(kiosk);
    int64_t at = kiosk->station.now;
    meet(kiosk);
    kiosk->station.now += 600000; /* somebody set it right */
    meet(kiosk);
    meet(kiosk);
    given_at(kiosk, ticket, at + 600000, 100);
    stop(kiosk);
}

static void test_a_jump_while_running_alone(void **state)
{
    struct kiosk *kiosk = *state;
    int64_t at[3];
    struct km_name tickets[3];
    start(kiosk, HOUR);
    for (int i = 0; i < 2; i++) {
        pass(kiosk, 60000);
        at[i] = kiosk->station.now;
        tickets[i] = take(kiosk);
        kiosk->now.utc += i == 0 ? 2 * HOUR : 0; /* somebody sets the system clock, wrongly */
    }
    stop(kiosk);
    start(kiosk, 3 * HOUR);
    at[2] = kiosk->station.now;
    tickets[2] = take(kiosk);
    meet(kiosk);
    meet(kiosk);
    for (int i = 0; i < 3; i++)
        given_at(kiosk, tickets[i], at[i], 100);
    stop(kiosk);
}

static void test_never_backwards(void **state)
{
    struct kiosk *kiosk = *state;
    start(kiosk, 1500);
    struct km_name first = take(kiosk);
    meet(kiosk); /* 1.5 s too far: slewed */
    struct km_name second = take(kiosk);
    meet(kiosk);
    struct km_ticket_facts a, b;
    const struct km_day *day = km_fold_day(kiosk->station.ledger.fold, DAY);
    assert_true(km_queue_ticket(day, first, &a) && km_queue_ticket(day, second, &b));
    assert_true(a.issued_at <= b.issued_at);
    stop(kiosk);
}

/* ---- asking staff ---- */

static void test_asks_when_behind_its_records(void **state)
{
    struct kiosk *kiosk = *state;
    start(kiosk, 0);
    meet(kiosk);
    int64_t at = kiosk->station.now;
    struct km_name first = take(kiosk);
    stop(kiosk);
    pass(kiosk, 60000);
    start(kiosk, -30 * 24 * HOUR); /* the battery of the clock is empty */
    assert_true(kiosk_keeper_asks_clock(&kiosk->keeper, kiosk->now));
    assert_false(kiosk_keeper_set_clock(&kiosk->keeper, at - 2 * HOUR, kiosk->now, err));
    assert_true(kiosk_keeper_asks_clock(&kiosk->keeper, kiosk->now));
    good(kiosk_keeper_set_clock(&kiosk->keeper, kiosk->station.now - 30000, kiosk->now, err));
    assert_false(kiosk_keeper_asks_clock(&kiosk->keeper, kiosk->now));
    int64_t then = kiosk->station.now;
    struct km_name second = take(kiosk);
    meet(kiosk);
    meet(kiosk);
    given_at(kiosk, first, at, 100);
    given_at(kiosk, second, then, 100); /* staff were half a minute wrong */
    stop(kiosk);
}

static void test_staff_may_go_behind_what_nobody_confirmed(void **state)
{
    struct kiosk *kiosk = *state;
    start(kiosk, HOUR);
    take(kiosk);
    stop(kiosk);
    kiosk->station.now += 60000;
    start(kiosk, 0); /* somebody set the system clock right: now it is behind the record */
    assert_true(kiosk_keeper_asks_clock(&kiosk->keeper, kiosk->now));
    good(kiosk_keeper_set_clock(&kiosk->keeper, kiosk->station.now, kiosk->now, err));
    int64_t at = kiosk->station.now;
    struct km_name ticket = take(kiosk);
    meet(kiosk);
    meet(kiosk);
    given_at(kiosk, ticket, at, 100);
    stop(kiosk);
}

static void test_asks_outside_the_programme(void **state)
{
    struct kiosk *kiosk = *state;
    start(kiosk, 60 * 24 * HOUR);
    assert_true(kiosk_keeper_asks_clock(&kiosk->keeper, kiosk->now));
    struct kiosk_issued issued;
    struct kiosk_scanned scanned;
    struct km_issue_order order = {.zone = 1, .session = KM_NO_SESSION, .people = {1}};
    assert_false(kiosk_keeper_issue(&kiosk->keeper, &order, kiosk->now, &issued, err));
    assert_false(kiosk_keeper_scan(&kiosk->keeper, "A1-1", kiosk->now, &scanned, err));
    assert_non_null(strstr(err, "date and time"));
    meet(kiosk); /* the station knows */
    assert_false(kiosk_keeper_asks_clock(&kiosk->keeper, kiosk->now));
    stop(kiosk);
}

static void test_a_rehearsal_asks_nobody(void **state)
{
    struct kiosk *kiosk = *state;
    fake_station_plan(&kiosk->station, PROGRAMME, DAY);
    start(kiosk, 0);
    meet(kiosk);
    stop(kiosk);
    start(kiosk, 60 * 24 * HOUR);
    assert_false(kiosk_keeper_asks_clock(&kiosk->keeper, kiosk->now));
    stop(kiosk);
}

static void copy(const char *from, const char *to)
{
    char bytes[4096];
    size_t len;
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    assert_true(in && out);
    while ((len = fread(bytes, 1, sizeof bytes, in)) > 0)
        assert_int_equal(fwrite(bytes, 1, len, out), len);
    fclose(in);
    fclose(out);
}

static void test_a_disk_put_back_stops_for_good(void **state)
{
    struct kiosk *kiosk = *state;
    char now[100], old[100];
    snprintf(now, sizeof now, "%s/journal.db", kiosk->folder);
    snprintf(old, sizeof old, "%s/old.db", kiosk->folder);
    start(kiosk, HOUR);
    take(kiosk);
    stop(kiosk);
    copy(now, old);
    start(kiosk, HOUR);
    take(kiosk);
    meet(kiosk);
    stop(kiosk);
    rename(old, now);
    start(kiosk, HOUR);
    fake_station_sync(&kiosk->station, &kiosk->keeper, &kiosk->now, 10);
    assert_int_equal(kiosk->keeper.stop, KIOSK_STOP_OVERTAKEN);
    /* Nothing more is written on the wrong branch, not even that the clock is wrong. */
    assert_int_equal(km_ledger_head(&kiosk->keeper.ledger, kiosk->keeper.ledger.keys.node).seq, 1);
    stop(kiosk);
    start(kiosk, 0); /* alone, but it has met the others once */
    assert_int_equal(kiosk->keeper.stop, KIOSK_STOP_OVERTAKEN);
    stop(kiosk);
}

static void test_files_are_private(void **state)
{
    struct kiosk *kiosk = *state;
    struct stat found;
    char path[120];
    char inner[90];
    struct km_journal *journal = NULL;
    snprintf(inner, sizeof inner, "%s/a/b", kiosk->folder);
    good(kiosk_data_open(inner, &journal, err));
    journal->ops->close(journal);
    assert_int_equal(stat(inner, &found), 0);
    assert_int_equal(found.st_mode & 0777, 0700);
    snprintf(path, sizeof path, "%s/journal.db", inner);
    assert_int_equal(stat(path, &found), 0);
    assert_int_equal(found.st_mode & 0777, 0600);
    unlink(path);
    rmdir(inner);
    snprintf(path, sizeof path, "%s/a", kiosk->folder);
    rmdir(path);
    assert_false(kiosk_data_open("/dev/null/x", &journal, err));
    assert_non_null(strstr(err, "Could not make the data directory"));
}

/* Two programs that write one node's journal would give one number twice. */
static void test_one_program_on_a_directory(void **state)
{
    struct kiosk *kiosk = *state;
    char path[120], inner[90];
    int first, second = -2;
    snprintf(inner, sizeof inner, "%s/shared", kiosk->folder);
    good(kiosk_data_lock(inner, &first, err));
    assert_false(kiosk_data_lock(inner, &second, err));
    assert_int_equal(second, -2);
    assert_non_null(strstr(err, "another kaimen-kiosk is running"));
    assert_non_null(strstr(err, inner));
    struct km_journal *journal = NULL; /* as the commands do */
    good(kiosk_data_open(inner, &journal, err));
    journal->ops->close(journal);
    close(first);
    good(kiosk_data_lock(inner, &second, err));
    close(second);
    assert_false(kiosk_data_lock("/dev/null/x", &second, err));
    snprintf(path, sizeof path, "%s/kiosk.lock", inner);
    unlink(path);
    snprintf(path, sizeof path, "%s/journal.db", inner);
    unlink(path);
    rmdir(inner);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
            T(test_right_clock_writes_none),
            T(test_wrong_clock_is_corrected),
            T(test_two_runs_of_one_wrong_clock),
            T(test_a_jump_between_two_runs),
            T(test_a_jump_seen_before_anything_is_written),
            T(test_the_station_jumps),
            T(test_a_jump_while_running_alone),
            T(test_never_backwards),
            T(test_a_disk_put_back_stops_for_good),
            T(test_staff_may_go_behind_what_nobody_confirmed),
            T(test_asks_when_behind_its_records),
            T(test_asks_outside_the_programme),
            T(test_a_rehearsal_asks_nobody),
            T(test_files_are_private),
            T(test_one_program_on_a_directory),
    };
    if (sodium_init() < 0)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
