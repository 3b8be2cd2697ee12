/* Whom to call together, what staff say about a zone, and what can be taken back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/core/desk_world.h"

#include "core/deed.h"
#include "core/queue_list.h"

#include <string.h>

#define MAX 8

static struct km_desk *desk(struct campus *campus)
{
    return &campus->desk[FIRST];
}

static const struct km_day *day_of(struct campus *campus)
{
    return km_fold_day(campus->fold, campus->desk[FIRST].day);
}

static struct km_name about(struct campus *campus, enum km_kind kind, struct km_name ticket)
{
    return campus_write(campus, FIRST, km_desk_about(desk(campus), kind, ticket));
}

/* Calls the batch; returns its people. */
static unsigned call_batch(struct campus *campus, km_zone zone)
{
    struct km_name batch[MAX];
    size_t count = km_desk_batch(desk(campus), zone, batch, MAX);
    unsigned people = 0;
    for (size_t i = 0; i < count; i++) {
        people += campus_facts(campus, batch[i]).party;
        about(campus, KM_CALL, batch[i]);
    }
    return people;
}

static void admit(struct campus *campus, struct km_name ticket)
{
    struct km_scan scan = {.name = ticket,
            .ticket = {.zone = campus_facts(campus, ticket).zone,
                    .session = KM_NO_SESSION,
                    .party = campus_facts(campus, ticket).party}};
    campus_write(campus, FIRST, km_desk_check_in(desk(campus), &scan, KM_BY_NUMBER));
}

static void test_a_group_is_filled_in_order(void **state)
{
    struct campus *campus = *state;
    struct km_name batch[MAX];
    assert_int_equal(km_desk_batch(desk(campus), ZONE_C, batch, MAX), 0); /* nobody waits */
    assert_int_equal(km_desk_batch(desk(campus), 99, batch, MAX), 0);
    struct km_name first = campus_issue(campus, FIRST, ZONE_C, KM_LANE_NORMAL, 3);
    struct km_name second = campus_issue(campus, SECOND, ZONE_C, KM_LANE_NORMAL, 4);
    campus_issue(campus, FIRST, ZONE_C, KM_LANE_NORMAL, 2);
    campus_issue(campus, FIRST, ZONE_C, KM_LANE_NORMAL, 1);
    /* groups of 8: the two do not fit any more, and the one does not pass them */
    assert_int_equal(km_desk_batch(desk(campus), ZONE_C, batch, MAX), 2);
    assert_true(km_name_equal(batch[0], first) && km_name_equal(batch[1], second));
    assert_int_equal(km_desk_batch(desk(campus), ZONE_C, batch, 1), 1);
    assert_int_equal(call_batch(campus, ZONE_C), 7);
    assert_int_equal(call_batch(campus, ZONE_C), 0); /* one place is left: the two stay together */
    about(campus, KM_NO_SHOW, first);
    assert_int_equal(call_batch(campus, ZONE_C), 3); /* and now both find room */
    admit(campus, second);
    assert_int_equal(km_desk_batch(desk(campus), ZONE_C, batch, MAX), 0);
}

static void test_a_large_party_goes_alone(void **state)
{
    struct campus *campus = *state;
    struct km_name batch[MAX];
    struct km_name class = campus_issue(campus, FIRST, ZONE_C, KM_LANE_NORMAL, 8);
    campus_issue(campus, FIRST, ZONE_C, KM_LANE_NORMAL, 1);
    campus_write(campus, FIRST,
            km_desk_zone_record(desk(campus), ZONE_C, KM_ZONE_UNSET, 5, "")); /* smaller since */
    assert_int_equal(km_desk_batch(desk(campus), ZONE_C, batch, MAX), 1);
    assert_true(km_name_equal(batch[0], class));
    about(campus, KM_CALL, class);
    assert_int_equal(km_desk_batch(desk(campus), ZONE_C, batch, MAX), 0);
}

static void test_a_flow_takes_as_many_as_there_are_places(void **state)
{
    struct campus *campus = *state;
    struct km_name batch[MAX];
    struct km_name in = campus_issue(campus, FIRST, ZONE_A, KM_LANE_NORMAL, 8);
    admit(campus, in);
    for (int i = 0; i < 4; i++) {
        campus_issue(campus, FIRST, ZONE_A, KM_LANE_NORMAL, 5);
    }
    struct km_name lame = campus_issue(campus, FIRST, ZONE_A, KM_LANE_PRIORITY, 1);
    /* 20 places, 8 inside: the priority lane first, then two parties of five */
    assert_int_equal(km_desk_batch(desk(campus), ZONE_A, batch, MAX), 3);
    assert_true(km_name_equal(batch[0], lame));
    assert_int_equal(call_batch(campus, ZONE_A), 11);
    assert_int_equal(call_batch(campus, ZONE_A), 0);
    about(campus, KM_CHECK_OUT, in);
    assert_int_equal(call_batch(campus, ZONE_A), 5);
}

static struct km_name book(struct campus *campus, int start, unsigned people)
{
    struct km_issue_order order = campus_order(ZONE_B, people);
    struct km_record record;
    order.session = (uint16_t)start;
    assert_int_equal(km_desk_issue(desk(campus), &order, &record), KM_ISSUE_OK);
    return campus_write(campus, FIRST, record);
}

static void test_a_session_is_called_whole(void **state)
{
    struct campus *campus = *state;
    struct km_name batch[MAX];
    campus_at(campus, CAMPUS_DAY, 8 * 60 + 50);
    for (int start = 540; start <= 570; start += 30) {
        struct km_record grant = km_record_of(KM_GRANT_SEATS, campus->now, CAMPUS_DAY);
        grant.zone = ZONE_B;
        grant.session = (uint16_t)start;
        grant.about = campus->keys[FIRST].node;
        grant.count = 12;
        campus_write(campus, STATION, grant);
    }
    struct km_name later = book(campus, 570, 2);
    struct km_name early = book(campus, 540, 3), more = book(campus, 540, 4);
    assert_int_equal(km_desk_batch(desk(campus), ZONE_B, batch, MAX), 2);
    assert_true(km_name_equal(batch[0], early) && km_name_equal(batch[1], more));
    assert_int_equal(km_desk_batch(desk(campus), ZONE_B, batch, 1), 1);
    assert_int_equal(call_batch(campus, ZONE_B), 7);
    assert_int_equal(km_desk_batch(desk(campus), ZONE_B, batch, MAX), 1);
    assert_true(km_name_equal(batch[0], later));
    campus_at(campus, CAMPUS_DAY, 10 * 60 + 5); /* it is over: whoever missed it is not called */
    assert_int_equal(km_desk_batch(desk(campus), ZONE_B, batch, MAX), 0);
}

static void test_zone_and_room(void **state)
{
    struct campus *campus = *state;
    struct km_desk_zone view;
    struct km_record pause =
            km_desk_zone_record(desk(campus), ZONE_A, KM_ZONE_PAUSED, 0, "午间休息");
    assert_memory_equal(pause.reason.bytes, "午间休息", pause.reason.len);
    campus_write(campus, FIRST, pause);
    campus_write(campus, FIRST, km_desk_zone_record(desk(campus), ZONE_A, KM_ZONE_UNSET, 15, ""));
    campus_write(campus, FIRST, km_desk_head_count(desk(campus), ZONE_A, 9, "现场清点"));
    assert_true(km_desk_zone(desk(campus), ZONE_A, 0, &view));
    assert_int_equal(view.open, KM_OPEN_PAUSED);
    assert_int_equal(view.capacity, 15);
    assert_int_equal(view.figures.inside.people, 9);
    campus_write(campus, FIRST, km_desk_zone_record(desk(campus), ZONE_A, KM_ZONE_OPEN, 0, ""));
    assert_true(km_desk_zone(desk(campus), ZONE_A, 0, &view));
    assert_int_equal(view.open, KM_OPEN);
    assert_int_equal(view.capacity, 15);
}

static void test_let_others_go_first(void **state)
{
    struct campus *campus = *state;
    struct km_name line[3];
    struct km_name polite = campus_issue(campus, FIRST, ZONE_A, KM_LANE_NORMAL, 2);
    struct km_name next = campus_issue(campus, SECOND, ZONE_A, KM_LANE_NORMAL, 2);
    assert_true(km_journey_allows(campus_facts(campus, polite).state, KM_REQUEUE));
    about(campus, KM_REQUEUE, polite);
    assert_int_equal(km_queue_next_tickets(day_of(campus), ZONE_A, 2, line, 3), 2);
    assert_true(km_name_equal(line[0], next) && km_name_equal(line[1], polite));
    assert_int_equal(campus_facts(campus, polite).state, KM_TICKET_WAITING);
}

static void test_deeds_go_when_they_are_taken_back(void **state)
{
    struct campus *campus = *state;
    struct km_deed deeds[4];
    struct km_name ticket = campus_issue(campus, SECOND, ZONE_A, KM_LANE_NORMAL, 2);
    struct km_name call = about(campus, KM_CALL, ticket);
    struct km_name counted =
            campus_write(campus, FIRST, km_desk_head_count(desk(campus), ZONE_A, 9, ""));
    struct km_record record;
    assert_int_equal(km_desk_transfer(desk(campus), ticket, ZONE_C, &record), KM_ISSUE_OK);
    struct km_name moved = campus_write(campus, FIRST, record);
    assert_int_equal(km_deed_latest(day_of(campus), campus->keys[FIRST].node, deeds, 4), 3);
    assert_int_equal(deeds[0].kind, KM_TRANSFER);
    assert_true(km_name_equal(deeds[0].ticket, ticket) && km_name_equal(deeds[0].made, moved));
    assert_int_equal(deeds[0].zone, ZONE_A);
    assert_true(km_name_equal(deeds[1].record, counted) && deeds[1].count == 9);
    assert_true(km_name_is_none(deeds[1].ticket) && deeds[1].zone == ZONE_A);
    assert_true(km_name_equal(deeds[2].record, call) && deeds[2].undoable && deeds[2].counts);
    assert_true(deeds[0].decides && deeds[1].decides);
    assert_false(deeds[2].decides); /* the ticket was called, but waits elsewhere now */
    campus_write(campus, SECOND, km_desk_undo(desk(campus), counted)); /* whoever says so */
    assert_int_equal(km_deed_latest(day_of(campus), campus->keys[FIRST].node, deeds, 4), 2);
    assert_int_equal(deeds[1].kind, KM_CALL);
    struct km_deed undone;
    assert_true(km_deed_find(day_of(campus), counted, &undone));
    assert_true(undone.undoable && !undone.counts && !undone.decides);
    assert_false(km_deed_find(day_of(campus), (struct km_name){7, 7}, &undone));
    assert_false(km_deed_find(NULL, counted, &undone));
    assert_int_equal(km_deed_latest(NULL, campus->keys[FIRST].node, deeds, 4), 0);
    assert_int_equal(km_deed_latest(day_of(campus), 4711, deeds, 4), 0);
}

/* A kiosk that gives tickets all day does not walk over all of them for a list of deeds. */
static void test_deeds_of_long_ago_are_past(void **state)
{
    struct campus *campus = *state;
    struct km_deed deed;
    about(campus, KM_CALL, campus_issue(campus, FIRST, ZONE_A, KM_LANE_NORMAL, 1));
    for (int i = 0; i < KM_DEED_LOOK_BACK - 1; i++) {
        campus_issue(campus, FIRST, ZONE_A, KM_LANE_NORMAL, 1);
    }
    assert_int_equal(km_deed_latest(day_of(campus), campus->keys[FIRST].node, &deed, 1), 1);
    campus_issue(campus, FIRST, ZONE_A, KM_LANE_NORMAL, 1);
    assert_int_equal(km_deed_latest(day_of(campus), campus->keys[FIRST].node, &deed, 1), 0);
}

static void test_a_visitors_day(void **state)
{
    struct campus *campus = *state;
    struct km_queue_visit visits[4];
    struct km_name live[4];
    struct km_name first = campus_issue(campus, FIRST, ZONE_A, KM_LANE_NORMAL, 2);
    struct km_issue_order order = campus_order(ZONE_C, 2);
    struct km_record record;
    order.visitor = first;
    assert_int_equal(km_desk_issue(desk(campus), &order, &record), KM_ISSUE_OK);
    struct km_name second = campus_write(campus, FIRST, record);
    assert_int_equal(km_queue_visits(day_of(campus), second, visits, 4), 0);
    admit(campus, first);
    campus_write(campus, FIRST, km_desk_rate(desk(campus), first, 4));
    assert_int_equal(km_queue_visits(day_of(campus), second, visits, 4), 1);
    assert_true(km_name_equal(visits[0].ticket, first));
    assert_true(visits[0].zone == ZONE_A && visits[0].rating == 4 && visits[0].left_at == 0);
    assert_int_equal(km_queue_live_tickets(day_of(campus), first, live, 4), 1);
    assert_true(km_name_equal(live[0], second));
    admit(campus, second); /* being there, they have left the first */
    assert_int_equal(km_queue_visits(day_of(campus), first, visits, 4), 2);
    assert_int_equal(visits[0].left_at, visits[1].admitted_at);
    assert_int_equal(visits[1].zone, ZONE_C);
    assert_int_equal(km_queue_visits(day_of(campus), first, visits, 1), 1);
    assert_int_equal(visits[0].zone, ZONE_C); /* the latest */
    assert_int_equal(km_queue_live_tickets(day_of(campus), first, live, 4), 0);
    assert_int_equal(km_queue_visits(NULL, first, visits, 4), 0);
    assert_int_equal(km_queue_live_tickets(day_of(campus), (struct km_name){7, 7}, live, 4), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, campus_open, campus_close)
            T(test_a_group_is_filled_in_order),
            T(test_a_large_party_goes_alone),
            T(test_a_flow_takes_as_many_as_there_are_places),
            T(test_a_session_is_called_whole),
            T(test_zone_and_room),
            T(test_let_others_go_first),
            T(test_deeds_go_when_they_are_taken_back),
            T(test_deeds_of_long_ago_are_past),
            T(test_a_visitors_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
