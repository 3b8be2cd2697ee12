/* A visitor's ticket as screens are told it, through its whole life: what may be done with it, and
 * the stamps of its day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sodium.h>
#include <string.h>

#include "kiosk/view.h"
#include "tests/kiosk/campus.h"

#define MINUTE 60000ll

static struct kiosk_scene *scene;

/* What the first kiosk shows of a ticket now; valid until the next call. */
static const struct kiosk_held_view *held(struct campus *campus, struct km_name ticket)
{
    kiosk_scene_free(scene);
    campus->kiosk[0].held = ticket;
    campus->kiosk[0].held_code.side = 0;
    (void)kiosk_keeper_code(&campus->kiosk[0], ticket, campus->now, &campus->kiosk[0].held_code);
    scene = kiosk_scene_new(&campus->kiosk[0], campus->now);
    return &scene->model.held;
}

static void later(struct campus *campus, int minutes)
{
    campus->now.utc += minutes * MINUTE;
    campus->now.steady += minutes * MINUTE;
    campus->station.now = campus->now.utc;
}

/* The station writes it, and both kiosks hear. */
static void write(struct campus *campus, struct km_record record)
{
    campus_meet(campus, 0);
    campus->station.now = campus->now.utc;
    fake_station_write(&campus->station, record);
    campus_meet(campus, 0);
    campus_meet(campus, 1);
}

static void about(struct campus *campus, enum km_kind kind, struct km_name ticket)
{
    struct km_record record = km_record_of(kind, campus->now.utc, CAMPUS_DAY);
    record.ticket = ticket;
    write(campus, record);
}

static void admit(struct campus *campus, struct km_name ticket, const char *code)
{
    struct km_record record = km_record_of(KM_CHECK_IN, campus->now.utc, CAMPUS_DAY);
    record.ticket = ticket;
    record.zone = campus_zone(code);
    record.count = 2;
    write(campus, record);
}

static const struct kiosk_stamp_view *stamp(const char *code)
{
    for (size_t i = 0; i < scene->model.held.stamp_count; i++)
        if (scene->model.held.stamps[i].zone == campus_zone(code))
            return &scene->model.held.stamps[i];
    fail_msg("no stamp for %s", code);
    return NULL;
}

static void test_nobody(void **state)
{
    const struct kiosk_held_view *h = held(*state, (struct km_name){0});
    assert_true(km_name_is_none(h->ticket));
    assert_int_equal(h->stamp_count, 0);
    assert_int_equal(h->wait_max, -1);
}

static void test_waiting(void **state)
{
    struct campus *campus = *state;
    struct km_name first = campus_issue_in(campus, 0, "A").name;
    const struct kiosk_held_view *h = held(campus, first);
    assert_int_equal(h->state, KIOSK_HELD_WAITING);
    assert_string_equal(h->number, "A1-001");
    assert_string_equal(h->zone_title.zh, "绘画");
    assert_int_equal(h->people, 2);
    assert_int_equal(h->ahead_people, 0);
    assert_true(h->can_cancel && h->can_print && h->can_transfer && h->can_call && h->can_admit);
    assert_false(h->can_check_out || h->can_rate || h->can_recall || h->can_no_show);
    assert_false(h->can_defer); /* nobody could go first */
    struct km_name second = campus_issue_in(campus, 1, "A").name;
    campus_meet(campus, 1);
    campus_meet(campus, 0);
    h = held(campus, first);
    assert_true(h->can_defer);
    assert_int_equal(h->last_people, 2);
    assert_true(h->last_max >= h->wait_max);
    h = held(campus, second);
    assert_int_equal(h->ahead_parties, 1);
    assert_string_equal(h->number, "A2-001");
    assert_false(h->can_print); /* another kiosk signed it */
    assert_false(h->can_defer);
    assert_string_equal(stamp("A")->number, "A2-001");
    assert_string_equal(stamp("C")->number, "");
}

/* Staff at one zone are told that a ticket is another's before they let it in. */
static void test_of_another_zone(void **state)
{
    struct campus *campus = *state;
    struct km_name ticket = campus_issue_in(campus, 0, "A").name;
    assert_false(held(campus, ticket)->elsewhere); /* a kiosk of every zone */
    campus->kiosk[0].zone = campus_zone("C");
    assert_true(held(campus, ticket)->elsewhere);
    campus->kiosk[0].watch = campus_zone("A"); /* staff look after that queue from here */
    assert_false(held(campus, ticket)->elsewhere);
    campus->kiosk[0].watch = campus_zone("C");
    campus->kiosk[0].zone = campus_zone("A");
    assert_true(held(campus, ticket)->elsewhere);
    assert_false(held(campus, (struct km_name){0})->elsewhere);
}

static void test_called_and_passed(void **state)
{
    struct campus *campus = *state;
    struct km_name ticket = campus_issue_in(campus, 0, "C").name;
    about(campus, KM_CALL, ticket);
    later(campus, 2);
    const struct kiosk_held_view *h = held(campus, ticket);
    assert_int_equal(h->state, KIOSK_HELD_CALLED);
    assert_int_equal(h->decided_minutes, 2);
    assert_true(h->calls && h->can_recall && h->can_no_show && h->can_admit);
    assert_false(h->overdue || h->can_call);
    assert_string_equal(scene->model.zones[2].last_called, "C1-001");
    later(campus, 60);
    assert_true(held(campus, ticket)->overdue);
    about(campus, KM_NO_SHOW, ticket);
    h = held(campus, ticket);
    assert_int_equal(h->state, KIOSK_HELD_NO_SHOW);
    assert_true(h->can_requeue);
    assert_false(h->can_defer || h->can_admit);
    assert_string_equal(scene->model.zones[2].last_called, "C1-001");
    assert_string_equal(scene->model.zones[0].last_called, "");
}

static void test_a_day_of_stamps(void **state)
{
    struct campus *campus = *state;
    struct km_name ticket = campus_issue_in(campus, 0, "A").name;
    admit(campus, ticket, "A");
    later(campus, 12);
    const struct kiosk_held_view *h = held(campus, ticket);
    assert_int_equal(h->state, KIOSK_HELD_INSIDE);
    assert_int_equal(h->decided_minutes, 12);
    assert_true(h->can_check_out && h->can_rate && !h->can_cancel);
    assert_false(km_name_is_none(h->admission));
    about(campus, KM_CHECK_OUT, ticket);
    struct km_record rate = km_record_of(KM_RATE, campus->now.utc, CAMPUS_DAY);
    rate.ticket = ticket;
    rate.count = 4;
    write(campus, rate);
    struct km_name next = campus_issue(campus, 0,
            (struct km_issue_order){
                    .zone = campus_zone("C"), .session = KM_NO_SESSION, .visitor = ticket})
                                  .name;
    h = held(campus, ticket);
    assert_int_equal(h->state, KIOSK_HELD_LEFT);
    assert_int_equal(h->rating, 4);
    assert_false(h->can_check_out);
    assert_int_equal(h->stamped, 1);
    assert_true(stamp("A")->stamped && !stamp("C")->stamped);
    assert_int_equal(stamp("A")->rating, 4);
    assert_int_equal(stamp("A")->at.hour, 9);
    assert_string_equal(stamp("C")->number, "C1-001");
    admit(campus, next, "C"); /* the same card, whichever of the two tickets is shown */
    h = held(campus, next);
    assert_int_equal(h->stamped, 2);
    assert_string_equal(stamp("C")->number, "");
    assert_int_equal(held(campus, ticket)->stamped, 2);
}

static void test_cancelled_and_transferred(void **state)
{
    struct campus *campus = *state;
    struct km_name ticket = campus_issue_in(campus, 0, "A").name;
    about(campus, KM_CANCEL, ticket);
    const struct kiosk_held_view *h = held(campus, ticket);
    assert_int_equal(h->state, KIOSK_HELD_CANCELLED);
    assert_false(h->can_cancel || h->can_defer || h->can_print || h->can_rate || h->can_admit);
    ticket = campus_issue_in(campus, 0, "A").name;
    struct km_record record = km_record_of(KM_TRANSFER, campus->now.utc, CAMPUS_DAY);
    record.ticket = ticket;
    record.zone = campus_zone("C");
    record.number = 7;
    record.people[0] = 2;
    write(campus, record);
    h = held(campus, ticket);
    assert_int_equal(h->state, KIOSK_HELD_TRANSFERRED);
    assert_string_equal(h->other_number, "C0-007");
    assert_string_equal(h->other_title.zh, "护理");
}

/* A good token of a kiosk whose records have not come: only what it says itself. */
static void test_not_heard_of(void **state)
{
    struct campus *campus = *state;
    struct kiosk_issued far = campus_issue_in(campus, 1, "C");
    campus->kiosk[0].held_ticket = (struct km_ticket){.kiosk = 2,
            .seq = far.name.seq,
            .zone = campus_zone("C"),
            .day = CAMPUS_DAY,
            .session = KM_NO_SESSION,
            .party = 2};
    const struct kiosk_held_view *h = held(campus, far.name);
    assert_int_equal(h->state, KIOSK_HELD_UNKNOWN);
    assert_string_equal(h->number, "");
    assert_string_equal(h->zone_title.zh, "护理");
    assert_int_equal(h->people, 2);
    assert_int_equal(h->stamp_count, 4);
    assert_false(h->can_cancel || h->can_defer || h->can_check_out || h->can_rate);
}

static void test_why_a_zone_is_shut(void **state)
{
    struct campus *campus = *state;
    static const struct {
        const char *said, *en;
    } ways[] = {{"设备检修", "Under repair"}, {"老师去接人了", NULL}, {"", NULL}};
    for (size_t i = 0; i < 3; i++) {
        struct km_record record = km_record_of(KM_ZONE, campus->now.utc, CAMPUS_DAY);
        record.zone = campus_zone("A");
        record.state = KM_ZONE_PAUSED;
        record.reason = (struct km_span){(const uint8_t *)ways[i].said, strlen(ways[i].said)};
        later(campus, 1);
        record.time = campus->now.utc;
        write(campus, record);
        held(campus, (struct km_name){0});
        const struct kiosk_zone_view *zone = &scene->model.zones[0];
        assert_int_equal(zone->state, KIOSK_ZONE_PAUSED);
        if (*ways[i].said)
            assert_string_equal(zone->reason.zh, ways[i].said);
        else
            assert_null(zone->reason.zh);
        if (ways[i].en)
            assert_string_equal(zone->reason.en, ways[i].en);
        else
            assert_null(zone->reason.en);
    }
}

static int close_scene(void **state)
{
    kiosk_scene_free(scene);
    scene = NULL;
    return campus_close(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test_setup_teardown(test_nobody, campus_open, close_scene),
            cmocka_unit_test_setup_teardown(test_waiting, campus_open, close_scene),
            cmocka_unit_test_setup_teardown(test_of_another_zone, campus_open, close_scene),
            cmocka_unit_test_setup_teardown(test_called_and_passed, campus_open, close_scene),
            cmocka_unit_test_setup_teardown(test_a_day_of_stamps, campus_open, close_scene),
            cmocka_unit_test_setup_teardown(
                    test_cancelled_and_transferred, campus_open, close_scene),
            cmocka_unit_test_setup_teardown(test_not_heard_of, campus_open, close_scene),
            cmocka_unit_test_setup_teardown(test_why_a_zone_is_shut, campus_open, close_scene),
    };
    if (sodium_init() < 0)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
