/* Several kiosks in one transaction, with a store that fails for one of them: the others' records
 * are stored and acknowledged all the same. A station inside the test's process, over real HTTP. */
#include "core/net/server.h"
#include "station/app.h"
#include "station/clock.h"
#include "station/enrolment.h"
#include "station/http/routes.h"
#include "tests/station/fake_kiosk.h"

#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define KIOSKS 4
#define DAY 20587

static char directory[40], err[KM_ERR_MAX];
static struct station_app app;
static struct fake_kiosk kiosks[KIOSKS];
static const struct km_journal_ops *sound;
static struct km_journal_ops broken;
static atomic_int begins;
static _Atomic km_node unlucky;

static bool slow_begin(struct km_journal *journal, char *why)
{
    if (atomic_load(&unlucky) != 0) {
        atomic_fetch_add(&begins, 1);
        usleep(300000); /* what comes meanwhile shares the next transaction */
    }
    return sound->begin(journal, why);
}

static bool broken_put(struct km_journal *journal, const struct km_stored *stored, char *why)
{
    if (stored->name.node == atomic_load(&unlucky)) {
        snprintf(why, KM_ERR_MAX, "the test's disk does not take this");
        return false;
    }
    return sound->put(journal, stored, why);
}

static int set_up(void **state)
{
    (void)state;
    size_t count;
    strcpy(directory, "/tmp/kaimen-test-XXXXXX");
    assert_non_null(mkdtemp(directory));
    app = (struct station_app){0};
    station_presence_init(&app.presence);
    station_board_init(&app.board);
    assert_true(station_campus_open(&app.campus, directory, true, err));
    char codes[KIOSKS][KM_ENROL_CODE_SIZE];
    for (size_t i = 0; i < KIOSKS; i++) {
        assert_true(station_enrolment_invite(
                &app.campus, "A", "HTTP://127.0.0.1", station_clock_utc(), codes[i], err));
    }
    sound = app.campus.ledger.journal->ops;
    broken = *sound;
    broken.put = broken_put;
    broken.begin = slow_begin;
    app.campus.ledger.journal->ops = &broken;
    const struct km_route *routes = station_routes(&count);
    struct km_server_options options = {.listen = "127.0.0.1:0",
            .routes = routes,
            .n_routes = count,
            .ctx = &app,
            .body_max = KM_SYNC_MAX};
    app.server = km_server_new(&options, err);
    assert_non_null(app.server);
    app.writer.campus = &app.campus;
    app.writer.presence = &app.presence;
    app.writer.board = &app.board;
    assert_true(station_writer_start(&app.writer, err));
    assert_true(km_server_start(app.server, err));
    for (size_t i = 0; i < KIOSKS; i++) {
        fake_kiosk_enrol(&kiosks[i], (uint8_t)(i + 1), codes[i], km_server_port(app.server));
        fake_kiosk_catch_up(&kiosks[i]);
    }
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    char command[60];
    for (size_t i = 0; i < KIOSKS; i++) {
        fake_kiosk_close(&kiosks[i]);
    }
    station_writer_stop(&app.writer);
    km_server_stop(app.server);
    km_server_join(app.server);
    station_writer_destroy(&app.writer);
    km_server_free(app.server);
    station_board_destroy(&app.board);
    station_presence_destroy(&app.presence);
    station_campus_close(&app.campus);
    snprintf(command, sizeof command, "rm -rf '%s'", directory);
    return system(command);
}

static void *sync_one(void *kiosk)
{
    return (void *)(intptr_t)fake_kiosk_sync(kiosk, false);
}

static void test_one_bad_run_stops_nobody(void **state)
{
    (void)state;
    pthread_t threads[KIOSKS];
    intptr_t statuses[KIOSKS];
    for (size_t i = 0; i < KIOSKS; i++) {
        fake_kiosk_issue(&kiosks[i], "A", DAY, 1);
    }
    atomic_store(&unlucky, kiosks[2].keys.node);
    broken.begin =
            slow_begin; /* the writer reads it for its next transaction: nothing is under way */
    for (size_t i = 0; i < KIOSKS; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, sync_one, &kiosks[i]), 0);
        usleep(i == 0 ? 100000 : 0); /* the first one's transaction has begun */
    }
    for (size_t i = 0; i < KIOSKS; i++) {
        void *status;
        assert_int_equal(pthread_join(threads[i], &status), 0);
        statuses[i] = (intptr_t)status;
    }
    /* first alone; then three together, which fails; then each of them alone */
    assert_int_equal(atomic_load(&begins), 5);
    for (size_t i = 0; i < KIOSKS; i++) {
        assert_int_equal(statuses[i], i == 2 ? 503 : 200);
    }
    assert_non_null(strstr((const char *)kiosks[2].body.body, "not_stored"));
    atomic_store(&unlucky, 0);
    fake_kiosk_catch_up(&kiosks[2]); /* nothing was lost: it sends it again */
    fake_kiosk_catch_up(&kiosks[0]);
    for (size_t i = 0; i < KIOSKS; i++) {
        assert_int_equal(km_ledger_head(&kiosks[0].ledger, kiosks[i].keys.node).seq, 1);
    }
}

static bool put(struct station_jobs *jobs, size_t len, uint32_t records)
{
    static const uint8_t zeros[KM_SYNC_MAX];
    struct station_job *job = station_job_new(STATION_JOB_SYNC, NULL, zeros, len);
    job->records = records;
    if (!station_jobs_put(jobs, job)) {
        station_job_free(job);
        return false;
    }
    return true;
}

/* Takes what fits one transaction; how many jobs that were. */
static size_t take(struct station_jobs *jobs, bool *out_closed)
{
    size_t count = 0;
    struct station_job *job = station_jobs_take(jobs, station_clock_steady(), out_closed);
    while (job != NULL) {
        struct station_job *next = job->next;
        station_job_free(job);
        job = next;
        count++;
    }
    return count;
}

static void test_queue_is_bounded(void **state)
{
    (void)state;
    struct station_jobs jobs;
    bool closed;
    station_jobs_init(&jobs);
    for (size_t i = 0; i < STATION_JOBS_MAX; i++) {
        assert_true(put(&jobs, 1, 10));
    }
    assert_false(put(&jobs, 1, 10));
    assert_int_equal(take(&jobs, &closed), 1000); /* 10 000 records */
    assert_true(put(&jobs, 1, 20000));            /* more than that alone goes, but alone */
    assert_int_equal(take(&jobs, &closed) + take(&jobs, &closed) + take(&jobs, &closed), 3000);
    assert_int_equal(take(&jobs, &closed), 1);
    assert_int_equal(take(&jobs, &closed), 0);
    assert_false(closed);
    size_t large = 0;
    while (put(&jobs, KM_SYNC_MAX, 1)) {
        large++;
    }
    assert_int_equal(large, STATION_JOB_BYTES_MAX / KM_SYNC_MAX);
    station_jobs_close(&jobs);
    assert_false(put(&jobs, 1, 1));
    size_t taken = 0;
    for (closed = false; !closed;) {
        taken += take(&jobs, &closed);
    }
    assert_int_equal(taken, large); /* what was queued is still done */
    station_jobs_destroy(&jobs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_queue_is_bounded),
            cmocka_unit_test_setup_teardown(test_one_bad_run_stops_nobody, set_up, tear_down)};
    if (sodium_init() < 0) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
