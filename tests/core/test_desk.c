/* Zones, sessions, tickets and calls, as a desk decides them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/core/desk_world.h"

#include "core/local_time.h"

#include <string.h>

#define HOUR(h, m) ((h)*60 + (m))

static struct km_desk_zone look(struct campus *campus, km_zone zone)
{
    struct km_desk_zone view;
    assert_true(km_desk_zone(&campus->desk[FIRST], zone, 0, &view));
    return view;
}

static enum km_issue_refusal refused(struct campus *campus, struct km_issue_order order)
{
    struct km_record record = {0};
    enum km_issue_refusal refusal = km_desk_issue(&campus->desk[FIRST], &order, &record);
    assert_int_equal(record.kind != 0, refusal == KM_ISSUE_OK); /* untouched on refusal */
    return refusal;
}

static struct km_record zone_record(
        struct campus *campus, km_zone zone, enum km_zone_state state, uint32_t capacity)
{
    struct km_record record = km_record_of(KM_ZONE, campus->now, campus->desk[STATION].day);
    record.zone = zone;
    record.state = (uint8_t)state;
    record.count = capacity;
    return record;
}

static struct km_record seats_record(struct campus *campus, km_zone zone, int start, uint32_t count)
{
    struct km_record record = km_record_of(KM_GRANT_SEATS, campus->now, campus->desk[STATION].day);
    record.zone = zone;
    record.session = (uint16_t)start;
    record.about = campus->keys[FIRST].node;
    record.count = count;
    return record;
}

static struct km_name write_about(
        struct campus *campus, int node, enum km_kind kind, struct km_name ticket)
{
    return campus_write(campus, node, km_desk_about(&campus->desk[node], kind, ticket));
}

static void admit(struct campus *campus, int node, struct km_name ticket)
{
    char url[CAMPUS_URL];
    int issuer = ticket.node == campus->keys[FIRST].node ? FIRST : SECOND;
    campus_url(campus, issuer, ticket, url);
    struct km_scan scan = campus_scan(campus, node, url, KM_ZONE_NONE);
    campus_write(campus, node, km_desk_check_in(&campus->desk[node], &scan, KM_BY_TOKEN));
}

/* ---- today ---- */

static void test_today(void **state)
{
    struct campus *campus = *state;
    struct km_roster roster = *km_fold_roster(campus->fold);
    km_day_no day;
    int minute;
    int64_t midnight = km_local_time_utc(CAMPUS_DAY, 0, 480);
    km_desk_today(&roster, campus->programme, midnight - 1, &day, &minute);
    assert_int_equal(day, CAMPUS_DAY - 1);
    assert_int_equal(minute, 1439);
    km_desk_today(&roster, campus->programme, midnight, &day, &minute);
    assert_int_equal(day, CAMPUS_DAY);
    assert_int_equal(minute, 0);
    roster.plan.rehearsal = CAMPUS_DAY;
    km_desk_today(&roster, campus->programme, midnight - 86400000ll * 30, &day, &minute);
    assert_int_equal(day, CAMPUS_DAY | KM_DAY_REHEARSAL);
    assert_int_equal(minute, 0);
}

/* ---- open or not ---- */

static void test_hours(void **state)
{
    struct campus *campus = *state;
    assert_int_equal(look(campus, ZONE_A).open, KM_OPEN);
    campus_at(campus, CAMPUS_DAY, HOUR(12, 0)); /* the end is outside */
    struct km_desk_zone view = look(campus, ZONE_A);
    assert_int_equal(view.open, KM_OPEN_LATER);
    assert_int_equal(view.opens_day, CAMPUS_DAY);
    assert_int_equal(view.opens_minute, HOUR(13, 0));
    assert_int_equal(refused(campus, campus_order(ZONE_A, 1)), KM_ISSUE_NOT_OPEN);
    campus_at(campus, CAMPUS_DAY - 1, HOUR(17, 0));
    assert_int_equal(look(campus, ZONE_A).opens_day, CAMPUS_DAY);
    campus_at(campus, CAMPUS_DAY, HOUR(17, 0));
    assert_int_equal(look(campus, ZONE_A).opens_day, 0);
    struct km_desk_zone none;
    assert_false(km_desk_zone(&campus->desk[FIRST], 26, 0, &none));
}

static void test_staff_pause_and_close(void **state)
{
    struct campus *campus = *state;
    campus_write(campus, SECOND, zone_record(campus, ZONE_A, KM_ZONE_PAUSED, 0));
    assert_int_equal(look(campus, ZONE_A).open, KM_OPEN_PAUSED);
    assert_int_equal(refused(campus, campus_order(ZONE_A, 1)), KM_ISSUE_NOT_OPEN);
    campus_write(campus, SECOND, zone_record(campus, ZONE_A, KM_ZONE_CLOSED, 0));
    assert_int_equal(look(campus, ZONE_A).open, KM_OPEN_CLOSED);
    campus_write(campus, SECOND, zone_record(campus, ZONE_A, KM_ZONE_OPEN, 0));
    assert_int_equal(look(campus, ZONE_A).open, KM_OPEN);
    /* taken back within the hours, the hours still rule */
    campus_at(campus, CAMPUS_DAY, HOUR(12, 30));
    assert_int_equal(look(campus, ZONE_A).open, KM_OPEN_LATER);
    /* a pause lasts across the break; the zone of sessions can be paused too */
    campus_write(campus, SECOND, zone_record(campus, ZONE_B, KM_ZONE_PAUSED, 0));
    assert_int_equal(look(campus, ZONE_B).open, KM_OPEN_PAUSED);
}

static void test_staff_open_early(void **state)
{
    struct campus *campus = *state;
    campus_at(campus, CAMPUS_DAY, HOUR(12, 20));
    campus_write(campus, SECOND, zone_record(campus, ZONE_A, KM_ZONE_OPEN, 0));
    assert_int_equal(look(campus, ZONE_A).open, KM_OPEN);
    campus_at(campus, CAMPUS_DAY, HOUR(15, 59));
    assert_int_equal(look(campus, ZONE_A).open, KM_OPEN);
    campus_at(campus, CAMPUS_DAY, HOUR(16, 0)); /* the hours began since, so they end it */
    assert_int_equal(look(campus, ZONE_A).open, KM_OPEN_LATER);
    campus_write(campus, SECOND, zone_record(campus, ZONE_A, KM_ZONE_OPEN, 0));
    campus_at(campus, CAMPUS_DAY, HOUR(17, 30)); /* nothing comes after: until staff close */
    assert_int_equal(look(campus, ZONE_A).open, KM_OPEN);
}

static void test_rehearsal_has_no_hours(void **state)
{
    struct campus *campus = *state;
    struct km_desk_session sessions[KM_SESSIONS_MAX];
    campus_at(campus, CAMPUS_DAY | KM_DAY_REHEARSAL, HOUR(22, 0));
    assert_int_equal(look(campus, ZONE_A).open, KM_OPEN);
    assert_int_equal(look(campus, ZONE_B).open, KM_OPEN);
    assert_int_equal(km_desk_sessions(&campus->desk[FIRST], ZONE_B, sessions), 2);
    assert_false(sessions[0].over);
    struct km_name ticket = campus_issue(campus, FIRST, ZONE_A, KM_LANE_NORMAL, 2);
    assert_int_equal(look(campus, ZONE_A).figures.waiting.people, 2);
    assert_int_equal(campus_facts(campus, ticket).number, 1);
    campus_at(campus, CAMPUS_DAY, HOUR(9, 30)); /* of the real day there is nothing */
    assert_int_equal(look(campus, ZONE_A).figures.waiting.people, 0);
}

/* ---- sessions and seats ---- */

static void test_sessions(void **state)
{
    struct campus *campus = *state;
    struct km_desk_session sessions[KM_SESSIONS_MAX];
    struct km_desk_zone view = look(campus, ZONE_B);
    assert_true(view.has_sessions);
    assert_int_equal(view.open, KM_OPEN);
    assert_int_equal(view.wait.min, -1);
    assert_int_equal(km_desk_sessions(&campus->desk[FIRST], ZONE_B, sessions), 2);
    assert_true(sessions[0].over); /* 09:00, it is 09:05 */
    assert_false(sessions[1].over);
    assert_int_equal(sessions[1].seats, 12);
    assert_int_equal(sessions[1].end, HOUR(10, 0));
    assert_int_equal(km_desk_sessions(&campus->desk[FIRST], ZONE_A, sessions), 0);
    campus_at(campus, CAMPUS_DAY, HOUR(9, 30));
    assert_int_equal(look(campus, ZONE_B).open, KM_OPEN_FULL);
    campus_at(campus, CAMPUS_DAY - 1, HOUR(23, 0)); /* over for the day; tomorrow at nine */
    view = look(campus, ZONE_B);
    assert_int_equal(view.open, KM_OPEN_FULL);
    assert_int_equal(view.opens_day, CAMPUS_DAY);
    assert_int_equal(view.opens_minute, HOUR(9, 0));
    assert_int_equal(look(campus, ZONE_T).open, KM_OPEN_LATER); /* no talk that day */
    campus_at(campus, CAMPUS_DAY, HOUR(7, 0)); /* booked ahead, before the hall opens at eight */
    assert_int_equal(look(campus, ZONE_T).open, KM_OPEN);
}

static void test_seats_are_booked_from_what_is_granted(void **state)
{
    struct campus *campus = *state;
    struct km_desk_session sessions[KM_SESSIONS_MAX];
    struct km_issue_order order = campus_order(ZONE_B, 4);
    struct km_record record;
    assert_int_equal(refused(campus, order), KM_ISSUE_NO_SESSION);
    order.session = HOUR(9, 0);
    assert_int_equal(refused(campus, order), KM_ISSUE_NO_SESSION); /* has begun */
    order.session = HOUR(9, 15);
    assert_int_equal(refused(campus, order), KM_ISSUE_NO_SESSION);
    order.session = HOUR(9, 30);
    assert_int_equal(refused(campus, order), KM_ISSUE_NO_SEATS);
    campus_write(campus, STATION, seats_record(campus, ZONE_B, HOUR(9, 30), 6));
    assert_int_equal(km_desk_issue(&campus->desk[SECOND], &order, &record), KM_ISSUE_NO_SEATS);
    assert_int_equal(km_desk_issue(&campus->desk[FIRST], &order, &record), KM_ISSUE_OK);
    struct km_name ticket = campus_write(campus, FIRST, record);
    km_desk_sessions(&campus->desk[FIRST], ZONE_B, sessions);
    assert_int_equal(sessions[1].booked, 4);
    assert_int_equal(sessions[1].free_here, 2);
    assert_int_equal(refused(campus, order), KM_ISSUE_NO_SEATS);
    assert_int_equal(
            km_desk_transfer(&campus->desk[FIRST], ticket, ZONE_A, &record), KM_ISSUE_NO_MOVE);
    write_about(campus, STATION, KM_CANCEL, ticket); /* free again for the kiosk that issued it */
    assert_int_equal(refused(campus, order), KM_ISSUE_OK);
    km_desk_sessions(&campus->desk[SECOND], ZONE_B, sessions);
    assert_int_equal(sessions[1].booked, 0);
    assert_int_equal(sessions[1].free_here, 0);
}

static void test_fully_booked(void **state)
{
    struct campus *campus = *state;
    struct km_issue_order order = campus_order(ZONE_B, 6);
    struct km_record record;
    order.session = HOUR(9, 30);
    campus_write(campus, STATION, seats_record(campus, ZONE_B, HOUR(9, 30), 12));
    for (int i = 0; i < 2; i++) {
        assert_int_equal(km_desk_issue(&campus->desk[FIRST], &order, &record), KM_ISSUE_OK);
        campus_write(campus, FIRST, record);
    }
    assert_int_equal(look(campus, ZONE_B).open, KM_OPEN_FULL);
    assert_int_equal(refused(campus, order), KM_ISSUE_NO_SEATS);
}

/* ---- who may have a ticket ---- */

static void test_refusals(void **state)
{
    struct campus *campus = *state;
    struct km_issue_order order = campus_order(26, 1);
    assert_int_equal(refused(campus, order), KM_ISSUE_NO_ZONE);
    assert_int_equal(refused(campus, campus_order(ZONE_A, 0)), KM_ISSUE_NO_PEOPLE);
    order = campus_order(ZONE_A, 1);
    order.people[1] = 1; /* the programme has one category */
    assert_int_equal(refused(campus, order), KM_ISSUE_NO_PEOPLE);
    assert_int_equal(refused(campus, campus_order(ZONE_A, 10)), KM_ISSUE_OK);
    assert_int_equal(refused(campus, campus_order(ZONE_A, 11)), KM_ISSUE_TOO_MANY); /* party_max */
    assert_int_equal(refused(campus, campus_order(ZONE_C, 8)), KM_ISSUE_OK);
    assert_int_equal(refused(campus, campus_order(ZONE_C, 9)), KM_ISSUE_TOO_MANY); /* one group */
    order = campus_order(ZONE_C, 1);
    order.lane = KM_LANE_PRIORITY;
    assert_int_equal(refused(campus, order), KM_ISSUE_NO_LANE);
    order = campus_order(ZONE_A, 1);
    order.lane = KM_LANE_END;
    assert_int_equal(refused(campus, order), KM_ISSUE_NO_LANE);
    order = campus_order(ZONE_A, 1);
    order.session = HOUR(9, 30);
    assert_int_equal(refused(campus, order), KM_ISSUE_NO_SESSION);
    campus_write(campus, STATION, zone_record(campus, ZONE_A, KM_ZONE_UNSET, 3));
    assert_int_equal(look(campus, ZONE_A).capacity, 3);
    assert_int_equal(refused(campus, campus_order(ZONE_A, 4)), KM_ISSUE_TOO_MANY);
    campus_at(campus, CAMPUS_DAY + 30, HOUR(10, 0));
    assert_int_equal(refused(campus, campus_order(ZONE_A, 1)), KM_ISSUE_OTHER_DAY);
}

static void test_numbers_run_by_kiosk_and_zone(void **state)
{
    struct campus *campus = *state;
    struct km_name a1 = campus_issue(campus, FIRST, ZONE_A, KM_LANE_NORMAL, 2);
    struct km_name a2 = campus_issue(campus, FIRST, ZONE_A, KM_LANE_NORMAL, 2);
    struct km_name c1 = campus_issue(campus, FIRST, ZONE_C, KM_LANE_NORMAL, 2);
    struct km_name other = campus_issue(campus, SECOND, ZONE_A, KM_LANE_NORMAL, 2);
    assert_int_equal(campus_facts(campus, a1).number, 1);
    assert_int_equal(campus_facts(campus, a2).number, 2);
    assert_int_equal(campus_facts(campus, c1).number, 1);
    assert_int_equal(campus_facts(campus, other).number, 1);
    write_about(campus, FIRST, KM_CANCEL, a2); /* never given twice */
    struct km_name a3 = campus_issue(campus, FIRST, ZONE_A, KM_LANE_NORMAL, 2);
    assert_int_equal(campus_facts(campus, a3).number, 3);
    struct km_record last = km_record_of(KM_ISSUE, campus->now, CAMPUS_DAY);
    last.zone = ZONE_A;
    last.people[0] = 1;
    last.number = KM_NUMBER_MAX;
    campus_write(campus, FIRST, last);
    assert_int_equal(refused(campus, campus_order(ZONE_A, 1)), KM_ISSUE_NO_NUMBERS);
}

/* ---- queues ---- */

static void test_priority_lane(void **state)
{
    struct campus *campus = *state;
    struct km_name normal[2], priority[5];
    for (int i = 0; i < 2; i++) {
        normal[i] = campus_issue(campus, FIRST, ZONE_A, KM_LANE_NORMAL, 2);
    }
    for (int i = 0; i < 5; i++) {
        priority[i] = campus_issue(campus, SECOND, ZONE_A, KM_LANE_PRIORITY, 1);
    }
    assert_int_equal(km_desk_after(campus->programme, ZONE_A), 2);
    assert_int_equal(km_desk_after(campus->programme, ZONE_C), 1);
    /* a normal ticket taken now waits for both normal ones and all five priority ones */
    assert_int_equal(look(campus, ZONE_A).ahead.parties, 7);
    assert_int_equal(look(campus, ZONE_A).ahead.people, 9);
    const struct km_name order[] = {
            priority[0], priority[1], normal[0], priority[2], priority[3], normal[1], priority[4]};
    for (int i = 0; i < 7; i++) {
        struct km_name next = km_desk_next(&campus->desk[STATION], ZONE_A);
        assert_true(km_name_equal(next, order[i]));
        write_about(campus, STATION, KM_CALL, next);
    }
    assert_true(km_name_is_none(km_desk_next(&campus->desk[STATION], ZONE_A)));
    assert_true(km_name_is_none(km_desk_next(&campus->desk[STATION], ZONE_C)));
}

static void test_requeue_goes_to_the_end(void **state)
{
    struct campus *campus = *state;
    struct km_name first = campus_issue(campus, FIRST, ZONE_C, KM_LANE_NORMAL, 2);
    struct km_name second = campus_issue(campus, SECOND, ZONE_C, KM_LANE_NORMAL, 3);
    write_about(campus, STATION, KM_CALL, first);
    assert_int_equal(campus_facts(campus, first).state, KM_TICKET_CALLED);
    write_about(campus, STATION, KM_NO_SHOW, first);
    assert_int_equal(campus_facts(campus, first).state, KM_TICKET_NO_SHOW);
    write_about(campus, STATION, KM_REQUEUE, first);
    assert_int_equal(campus_facts(campus, first).state, KM_TICKET_WAITING);
    const struct km_day *day = km_fold_day(campus->fold, CAMPUS_DAY);
    assert_int_equal(km_queue_ahead(day, first, 1).people, 3);
    assert_true(km_name_equal(km_desk_next(&campus->desk[FIRST], ZONE_C), second));
}

static void test_overdue(void **state)
{
    struct campus *campus = *state;
    struct km_name ticket = campus_issue(campus, FIRST, ZONE_C, KM_LANE_NORMAL, 2);
    struct km_desk *desk = &campus->desk[STATION];
    struct km_ticket_facts facts = campus_facts(campus, ticket);
    desk->now += 3600000;
    assert_false(km_desk_overdue(desk, &facts)); /* waiting lasts */
    desk->now = campus->now;
    write_about(campus, STATION, KM_CALL, ticket);
    facts = campus_facts(campus, ticket);
    desk->now = facts.decided_at + 5 * 60000 - 1;
    assert_false(km_desk_overdue(desk, &facts));
    desk->now++;
    assert_true(km_desk_overdue(desk, &facts));
    write_about(campus, STATION, KM_RECALL, ticket);
    facts = campus_facts(campus, ticket);
    assert_int_equal(facts.state, KM_TICKET_CALLED);
    assert_false(km_desk_overdue(desk, &facts));
    desk->now = facts.recalled_at + 5 * 60000;
    assert_true(km_desk_overdue(desk, &facts));
}

static void test_transfer(void **state)
{
    struct campus *campus = *state;
    struct km_desk *desk = &campus->desk[STATION];
    struct km_issue_order order = campus_order(ZONE_A, 3);
    struct km_record record;
    order.lane = KM_LANE_PRIORITY;
    assert_int_equal(km_desk_issue(&campus->desk[FIRST], &order, &record), KM_ISSUE_OK);
    struct km_name old = campus_write(campus, FIRST, record);
    assert_int_equal(km_desk_transfer(desk, old, ZONE_A, &record), KM_ISSUE_NO_MOVE);
    assert_int_equal(km_desk_transfer(desk, old, 26, &record), KM_ISSUE_NO_ZONE);
    assert_int_equal(km_desk_transfer(desk, old, ZONE_T, &record), KM_ISSUE_NO_SESSION);
    assert_int_equal(
            km_desk_transfer(desk, (struct km_name){1, 1}, ZONE_C, &record), KM_ISSUE_NO_MOVE);
    assert_int_equal(km_desk_transfer(desk, old, ZONE_C, &record), KM_ISSUE_OK);
    struct km_name moved = campus_write(campus, STATION, record);
    struct km_ticket_facts was = campus_facts(campus, old), is = campus_facts(campus, moved);
    assert_int_equal(was.state, KM_TICKET_TRANSFERRED);
    assert_true(km_name_equal(was.winner, moved));
    assert_int_equal(is.state, KM_TICKET_WAITING);
    assert_int_equal(is.party, 3);
    assert_int_equal(is.lane, KM_LANE_NORMAL); /* the new zone has no priority lane */
    assert_true(km_name_equal(is.visitor, old));
    assert_int_equal(km_desk_transfer(desk, old, ZONE_C, &record), KM_ISSUE_NO_MOVE);
    assert_int_equal(look(campus, ZONE_A).figures.waiting.parties, 0);
    assert_int_equal(look(campus, ZONE_C).figures.waiting.people, 3);
    /* taken back, both are what they were or nothing */
    struct km_record undo = km_record_of(KM_UNDO, campus->now, CAMPUS_DAY);
    undo.target = moved;
    campus_write(campus, STATION, undo);
    assert_int_equal(campus_facts(campus, old).state, KM_TICKET_WAITING);
    assert_int_equal(campus_facts(campus, moved).state, KM_TICKET_VOID);
    assert_true(km_name_equal(campus_facts(campus, moved).winner, old));
}

/* ---- waits ---- */

static void test_wait_of_a_flow_zone(void **state)
{
    struct campus *campus = *state;
    for (int i = 0; i < 2; i++) {
        admit(campus, FIRST, campus_issue(campus, FIRST, ZONE_A, KM_LANE_NORMAL, 10));
    }
    struct km_desk_zone view = look(campus, ZONE_A);
    assert_int_equal(view.figures.inside.people, 20);
    assert_int_equal(view.wait.min, 0);
    assert_int_equal(view.wait.max, 15);
    campus_issue(campus, FIRST, ZONE_A, KM_LANE_NORMAL, 8);
    struct km_wait wait = look(campus, ZONE_A).wait;
    assert_int_equal(wait.min, 6); /* 8 × 15 ÷ 20 */
    assert_int_equal(wait.max, 21);
    wait = km_desk_wait(&campus->desk[FIRST], ZONE_A, 8, 6);
    assert_int_equal(wait.min, 0);
    assert_int_equal(wait.max, 27);
    assert_int_equal(km_desk_wait(&campus->desk[FIRST], ZONE_B, 8, 0).min, -1);
    assert_int_equal(km_desk_wait(&campus->desk[FIRST], 26, 8, 0).max, -1);
}

static void test_wait_of_a_batch_zone(void **state)
{
    struct campus *campus = *state;
    struct km_name first = campus_issue(campus, FIRST, ZONE_C, KM_LANE_NORMAL, 5);
    struct km_wait wait = look(campus, ZONE_C).wait;
    assert_int_equal(wait.min, 0); /* with the next group */
    assert_int_equal(wait.max, 12);
    campus_issue(campus, FIRST, ZONE_C, KM_LANE_NORMAL, 3);
    wait = look(campus, ZONE_C).wait;
    assert_int_equal(wait.min, 12); /* that one is full */
    assert_int_equal(wait.max, 24);
    write_about(campus, STATION, KM_CALL, first); /* called is not in: nobody waits less for it */
    assert_int_equal(look(campus, ZONE_C).wait.min, 12);
}

static void test_stays_run_out(void **state)
{
    struct campus *campus = *state;
    admit(campus, FIRST, campus_issue(campus, FIRST, ZONE_A, KM_LANE_NORMAL, 4));
    campus_at(campus, CAMPUS_DAY, HOUR(9, 30));
    struct km_name left = campus_issue(campus, FIRST, ZONE_A, KM_LANE_NORMAL, 3);
    admit(campus, FIRST, left);
    admit(campus, FIRST, campus_issue(campus, FIRST, ZONE_A, KM_LANE_NORMAL, 2));
    assert_int_equal(look(campus, ZONE_A).figures.inside.people, 9);
    write_about(campus, FIRST, KM_CHECK_OUT, left);
    assert_int_equal(look(campus, ZONE_A).figures.inside.people, 6);
    campus_at(campus, CAMPUS_DAY, HOUR(9, 40)); /* a stay is 30 minutes: the four of 09:05 */
    assert_int_equal(look(campus, ZONE_A).figures.inside.people, 2);
    assert_int_equal(look(campus, ZONE_A).figures.inside.parties, 1);
    struct km_record count = km_record_of(KM_HEAD_COUNT, campus->now, CAMPUS_DAY);
    count.zone = ZONE_A;
    count.count = 17;
    campus_write(campus, SECOND, count);
    assert_int_equal(look(campus, ZONE_A).figures.inside.people, 17);
    admit(campus, FIRST, campus_issue(campus, FIRST, ZONE_A, KM_LANE_NORMAL, 1));
    assert_int_equal(look(campus, ZONE_A).figures.inside.people, 18);
    campus_at(campus, CAMPUS_DAY, HOUR(11, 0));
    assert_int_equal(look(campus, ZONE_A).figures.inside.people, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, campus_open, campus_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
            TEST(test_today),
            TEST(test_hours),
            TEST(test_staff_pause_and_close),
            TEST(test_staff_open_early),
            TEST(test_rehearsal_has_no_hours),
            TEST(test_sessions),
            TEST(test_seats_are_booked_from_what_is_granted),
            TEST(test_fully_booked),
            TEST(test_refusals),
            TEST(test_numbers_run_by_kiosk_and_zone),
            TEST(test_priority_lane),
            TEST(test_requeue_goes_to_the_end),
            TEST(test_overdue),
            TEST(test_transfer),
            TEST(test_wait_of_a_flow_zone),
            TEST(test_wait_of_a_batch_zone),
            TEST(test_stays_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
