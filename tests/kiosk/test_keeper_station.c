/* The keeper and its station: what each still lacks after either lost something, seats that are
 * asked for, and when a kiosk must stop. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "core/seats.h"
#include "tests/kiosk/campus.h"

/* ---- what the station holds ---- */

static void test_lost_and_found(void **state)
{
    struct campus *campus = *state;
    assert_true(kiosk_keeper_online(&campus->kiosk[0], campus->now));
    kiosk_keeper_lost(&campus->kiosk[0]);
    assert_false(kiosk_keeper_online(&campus->kiosk[0], campus->now));
    campus_meet(campus, 0);
    assert_true(kiosk_keeper_online(&campus->kiosk[0], campus->now));
}

static void test_refused_runs_are_not_pressed(void **state)
{
    struct campus *campus = *state;
    struct kiosk_keeper *keeper = &campus->kiosk[0];
    campus_issue_in(campus, 0, "A");
    campus->station.deaf = true;
    campus_meet(campus, 0);
    assert_false(kiosk_keeper_has_news(keeper, campus->now));
    campus->now.steady += 6000;
    campus->station.now += 6000;
    assert_true(kiosk_keeper_has_news(keeper, campus->now));
    campus->station.deaf = false;
    campus_meet(campus, 0);
    assert_int_equal(campus_figures(campus, "A").waiting.parties, 1);
}

static void test_foreign_answers_are_refused(void **state)
{
    struct campus *campus = *state;
    struct fake_station other;
    struct kiosk_identity identity;
    fake_station_open(&other, FAKE_NOW);
    identity = fake_station_enrol(&other, 1, "Hall");
    other.ledger.keys.secret_key[3] ^= 1; /* signs wrongly */
    assert_memory_equal(identity.seed, campus->identity[0].seed, KM_SEED_SIZE);
    assert_false(fake_station_sync(&other, &campus->kiosk[0], &campus->now, 4));
    fake_station_close(&other);
}

static void test_a_station_put_back_is_told_again(void **state)
{
    struct campus *campus = *state;
    struct kiosk_keeper *keeper = &campus->kiosk[0];
    campus_issue_in(campus, 0, "A");
    campus_meet(campus, 0);
    assert_int_equal(kiosk_keeper_unsent(keeper), 0);
    int64_t now = campus->station.now;
    fake_station_close(&campus->station); /* its backup is from before the ticket */
    campus_open_station(campus);
    campus->station.now = now;
    campus_meet(campus, 0);
    assert_int_equal(kiosk_keeper_unsent(keeper), 1);
    assert_true(kiosk_keeper_has_news(keeper, campus->now));
    campus_meet(campus, 0);
    assert_int_equal(kiosk_keeper_unsent(keeper), 0);
    assert_int_equal(campus_figures(campus, "A").waiting.parties, 1);
}

static void test_a_station_is_told_its_own_records(void **state)
{
    struct campus *campus = *state;
    struct km_record record = km_record_of(KM_NODE, 0, 0);
    record.state = KM_NODE_RETIRED;
    record.about = campus->kiosk[1].ledger.keys.node;
    fake_station_write(&campus->station, record);
    campus_meet(campus, 0);
    assert_false(kiosk_keeper_has_news(&campus->kiosk[0], campus->now));
    int64_t now = campus->station.now;
    fake_station_close(&campus->station); /* its backup does not have this record */
    campus_open_station(campus);
    campus->station.now = now;
    campus_meet(campus, 0);
    assert_true(kiosk_keeper_has_news(&campus->kiosk[0], campus->now));
    campus_meet(campus, 0);
    assert_int_not_equal(campus->station.ledger.overtaken, 0);
    assert_false(kiosk_keeper_has_news(&campus->kiosk[0], campus->now)); /* it is not pressed */
}

static void test_a_station_clock_set_back(void **state)
{
    struct campus *campus = *state;
    campus_issue_in(campus, 0, "A");
    campus_meet(campus, 0);
    campus->station.now -= 3600000;
    campus_issue_in(campus, 0, "A");
    campus_meet(campus, 0);
    assert_int_equal(kiosk_keeper_unsent(&campus->kiosk[0]), 1); /* its clock record */
    campus_meet(campus, 0);
    assert_int_equal(kiosk_keeper_unsent(&campus->kiosk[0]), 0);
}

/* ---- seats ---- */

static const struct km_issue_order session = {.session = 9 * 60 + 30};

static struct km_issue_order ask(struct campus *campus)
{
    struct km_issue_order order = session;
    order.zone = campus_zone("B");
    campus->kiosk[0].want = (struct km_seats){CAMPUS_DAY, order.zone, order.session, 2};
    return order;
}

static void test_too_few_seats_go_back(void **state)
{
    struct campus *campus = *state;
    struct kiosk_keeper *keeper = &campus->kiosk[0];
    struct km_issue_order order = ask(campus);
    campus->station.seats = 1;
    campus_meet(campus, 0);
    assert_int_equal(keeper->want.zone, KM_ZONE_NONE);
    assert_int_equal(campus_issue(campus, 0, order).refusal, KM_ISSUE_NO_SEATS);
    const struct km_day *day = km_fold_day(campus->station.ledger.fold, CAMPUS_DAY);
    km_node node = keeper->ledger.keys.node;
    assert_int_equal(km_seats_free_of(day, order.zone, order.session, node), 1);
    campus_good(
            kiosk_keeper_return_seats(keeper, order.zone, order.session, campus->now, campus_err));
    campus_good(
            kiosk_keeper_return_seats(keeper, order.zone, order.session, campus->now, campus_err));
    assert_int_equal(kiosk_keeper_unsent(keeper), 1); /* nothing left to return twice */
    campus_meet(campus, 0);
    day = km_fold_day(campus->station.ledger.fold, CAMPUS_DAY);
    assert_int_equal(km_seats_free_of(day, order.zone, order.session, node), 0);
}

static void test_seats_whose_answer_was_lost(void **state)
{
    struct campus *campus = *state;
    struct kiosk_keeper *keeper = &campus->kiosk[0];
    struct km_issue_order order = ask(campus);
    struct km_buffer request, lost;
    uint8_t nonce[KM_NONCE_SIZE];
    km_buffer_init(&request, KM_SYNC_MAX);
    km_buffer_init(&lost, KM_SYNC_MAX);
    campus->station.seats = 2;
    campus_good(kiosk_keeper_compose(keeper, false, campus->now, &request, nonce, campus_err));
    fake_station_answer(&campus->station, request.bytes, request.len, campus->station.now, &lost);
    campus->station.seats = 0; /* asked again, it says: you hold enough */
    campus_meet(campus, 0);
    assert_int_equal(keeper->want.zone, KM_ZONE_NONE);
    assert_int_equal(campus_issue(campus, 0, order).refusal, KM_ISSUE_OK);
    km_buffer_destroy(&request);
    km_buffer_destroy(&lost);
}

/* ---- when it must stop ---- */

static void test_a_disk_put_back_stops(void **state)
{
    struct campus *campus = *state;
    campus_issue_in(campus, 0, "A");
    campus_meet(campus, 0);
    kiosk_keeper_close(&campus->kiosk[0]);
    campus_open_kiosk(campus, 0); /* an empty journal with the same key */
    fake_station_sync(&campus->station, &campus->kiosk[0], &campus->now, 4);
    assert_int_equal(campus->kiosk[0].stop, KIOSK_STOP_OVERTAKEN);
    struct kiosk_issued issued;
    struct km_issue_order order = {
            .zone = campus_zone("A"), .session = KM_NO_SESSION, .people = {1}};
    assert_false(kiosk_keeper_issue(&campus->kiosk[0], &order, campus->now, &issued, campus_err));
}

static void test_a_revoked_kiosk_stops(void **state)
{
    struct campus *campus = *state;
    struct km_record record = km_record_of(KM_NODE, 0, 0);
    record.state = KM_NODE_REVOKED;
    record.about = campus->kiosk[0].ledger.keys.node;
    record.from = 5;
    fake_station_write(&campus->station, record);
    campus_meet(campus, 0);
    assert_int_equal(campus->kiosk[0].stop, KIOSK_STOP_REVOKED);
}

static void test_a_kiosk_that_is_cut_off_stops(void **state)
{
    struct campus *campus = *state;
    struct kiosk_keeper *keeper = &campus->kiosk[0];
    struct kiosk_issued issued;
    struct km_issue_order order = {
            .zone = campus_zone("A"), .session = KM_NO_SESSION, .people = {1}};
    kiosk_keeper_refused(keeper, KIOSK_STOP_REVOKED);
    assert_int_equal(keeper->stop, KIOSK_STOP_REVOKED);
    assert_false(kiosk_keeper_issue(keeper, &order, campus->now, &issued, campus_err));
    /* Nobody signed that: the station itself takes it back by talking to the kiosk. */
    campus_meet(campus, 0);
    assert_int_equal(keeper->stop, KIOSK_STOP_NONE);
    campus_issue_in(campus, 0, "A");
}

static void test_a_programme_that_cannot_be_read(void **state)
{
    struct campus *campus = *state;
    struct kiosk_keeper *keeper = &campus->kiosk[0];
    const struct kiosk_plan *before = keeper->plan;
    fake_station_plan(&campus->station, "tests/kiosk/CMakeLists.txt", 0);
    campus_meet(campus, 0);
    assert_ptr_equal(keeper->plan, before);
    assert_non_null(strstr(keeper->plan_fault, "programme"));
    campus_issue_in(campus, 0, "A");
    campus_meet(campus, 0);
    kiosk_keeper_close(&campus->kiosk[1]); /* and one that never had another opens all the same */
    campus_open_kiosk(campus, 1);
    campus_meet(campus, 1);
    assert_null(campus->kiosk[1].plan);
    assert_int_equal(campus->kiosk[1].stop, KIOSK_STOP_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, campus_open, campus_close)
            T(test_lost_and_found),
            T(test_refused_runs_are_not_pressed),
            T(test_foreign_answers_are_refused),
            T(test_a_station_put_back_is_told_again),
            T(test_a_station_is_told_its_own_records),
            T(test_a_station_clock_set_back),
            T(test_too_few_seats_go_back),
            T(test_seats_whose_answer_was_lost),
            T(test_a_disk_put_back_stops),
            T(test_a_revoked_kiosk_stops),
            T(test_a_kiosk_that_is_cut_off_stops),
            T(test_a_programme_that_cannot_be_read),
    };
    if (sodium_init() < 0)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
