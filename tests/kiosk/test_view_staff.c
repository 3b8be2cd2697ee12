/* What staff are told of the zone they work on: its queue through calls, passes and admissions,
 * what can be taken back, its figures; and how the kiosk is. */
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

static const struct kiosk_staff_view *shown(struct campus *campus)
{
    kiosk_scene_free(scene);
    scene = kiosk_scene_new(&campus->kiosk[0], campus->now);
    return &scene->model.staff;
}

static void later(struct campus *campus, int minutes)
{
    campus->now.utc += minutes * MINUTE;
    campus->now.steady += minutes * MINUTE;
    campus->station.now = campus->now.utc;
}

static struct kiosk_moved move(struct campus *campus, struct kiosk_move order)
{
    struct kiosk_moved moved;
    struct kiosk_issued issued;
    order.zone = campus_zone("C");
    campus_good(
            kiosk_keeper_move(&campus->kiosk[0], &order, campus->now, &moved, &issued, campus_err));
    assert_int_equal(moved.outcome, KIOSK_OUTCOME_DONE);
    return moved;
}

static struct km_name do_to(struct campus *campus, enum kiosk_deed deed, struct km_name ticket)
{
    return move(campus, (struct kiosk_move){.deed = deed, .ticket = ticket}).records[0];
}

static struct km_name ticket(struct campus *campus, uint8_t people)
{
    struct km_issue_order order = {
            .zone = campus_zone("C"), .session = KM_NO_SESSION, .people = {people}};
    struct kiosk_issued issued = campus_issue(campus, 0, order);
    assert_int_equal(issued.refusal, KM_ISSUE_OK);
    return issued.name;
}

static void row_is(const struct kiosk_row_view *row, struct km_name name, const char *number,
        enum kiosk_held state, int people, int minutes)
{
    assert_true(km_name_equal(row->ticket, name));
    assert_string_equal(row->number, number);
    assert_int_equal(row->state, state);
    assert_int_equal(row->people, people);
    assert_int_equal(row->minutes, minutes);
}

static int close_scene(void **state)
{
    kiosk_scene_free(scene);
    scene = NULL;
    return campus_close(state);
}

static void test_no_zone_is_watched(void **state)
{
    struct campus *campus = *state;
    ticket(campus, 1);
    assert_int_equal(shown(campus)->zone, 0);
    assert_int_equal(shown(campus)->waiting_parties, 0);
    campus->kiosk[0].watch = campus_zone("ZZZ"); /* taken out of the programme */
    assert_int_equal(shown(campus)->zone, 0);
    campus->kiosk[0].watch = campus_zone("A"); /* nothing was recorded there */
    assert_int_equal(shown(campus)->zone, campus_zone("A"));
    assert_int_equal(shown(campus)->next_count, 0);
    assert_int_equal(shown(campus)->counted.year, 0);
    assert_int_equal(shown(campus)->figures.wait_half, -1);
}

static void test_queue_moves_on(void **state)
{
    struct campus *campus = *state;
    campus->kiosk[0].watch = campus_zone("C");
    struct km_name first = ticket(campus, 3), second = ticket(campus, 2), third = ticket(campus, 4);
    later(campus, 5);
    const struct kiosk_staff_view *s = shown(campus);
    assert_int_equal(s->next_count, 3);
    row_is(&s->next[0], first, "C1-001", KIOSK_HELD_WAITING, 3, 5);
    row_is(&s->next[2], third, "C1-003", KIOSK_HELD_WAITING, 4, 5);
    assert_int_equal(s->waiting_parties, 3);
    assert_int_equal(s->batch_parties, 2); /* three and two of a group of eight */
    assert_int_equal(s->batch_people, 5);
    move(campus, (struct kiosk_move){.deed = KIOSK_DEED_CALL});
    later(campus, 1);
    do_to(campus, KIOSK_DEED_CALL, second);
    later(campus, 2);
    s = shown(campus);
    assert_int_equal(s->next_count, 1);
    assert_int_equal(s->called_count, 2);
    assert_int_equal(s->called_parties, 2);
    row_is(&s->called[0], second, "C1-002", KIOSK_HELD_CALLED, 2, 2);
    row_is(&s->called[1], first, "C1-001", KIOSK_HELD_CALLED, 3, 3);
    assert_false(s->called[1].overdue || s->called[1].recalled);
    do_to(campus, KIOSK_DEED_RECALL, first);
    later(campus, 60);
    s = shown(campus);
    assert_true(s->called[1].overdue && s->called[1].recalled);
    assert_int_equal(s->called[1].minutes, 60); /* since it was called again */
    do_to(campus, KIOSK_DEED_NO_SHOW, first);
    later(campus, 4);
    s = shown(campus);
    assert_int_equal(s->called_count, 1);
    assert_int_equal(s->passed_count, 1);
    assert_int_equal(s->passed_parties, 1);
    row_is(&s->passed[0], first, "C1-001", KIOSK_HELD_NO_SHOW, 3, 4);
    assert_int_equal(s->figures.no_shows, 1);
}

static void test_more_than_fits(void **state)
{
    struct campus *campus = *state;
    campus->kiosk[0].watch = campus_zone("C");
    for (int i = 0; i < KIOSK_ROWS_MAX + 3; i++)
        ticket(campus, 1);
    const struct kiosk_staff_view *s = shown(campus);
    assert_int_equal(s->next_count, KIOSK_ROWS_MAX);
    assert_int_equal(s->waiting_parties, KIOSK_ROWS_MAX + 3);
    assert_string_equal(s->next[KIOSK_ROWS_MAX - 1].number, "C1-012");
    assert_int_equal(s->batch_parties, 8);
    assert_int_equal(s->batch_people, 8);
}

static void test_deeds_can_be_taken_back(void **state)
{
    struct campus *campus = *state;
    campus->kiosk[0].watch = campus_zone("C");
    struct km_name first = ticket(campus, 3);
    struct km_name call = do_to(campus, KIOSK_DEED_CALL, first);
    later(campus, 3);
    move(campus,
            (struct kiosk_move){
                    .deed = KIOSK_DEED_HEAD_COUNT, .count = 9, .reason = KIOSK_REASON_COUNTED});
    const struct kiosk_staff_view *s = shown(campus);
    assert_int_equal(s->deed_count, 2);
    assert_int_equal(s->deeds[0].deed, KIOSK_DEED_HEAD_COUNT);
    assert_int_equal(s->deeds[0].count, 9);
    assert_string_equal(s->deeds[0].number, "");
    assert_int_equal(s->counted_people, 9);
    assert_int_equal(s->counted.hour, 9);
    assert_int_equal(s->counted.minute, s->deeds[0].at.minute);
    assert_int_equal(s->deeds[1].deed, KIOSK_DEED_CALL);
    assert_string_equal(s->deeds[1].number, "C1-001");
    assert_true(km_name_equal(s->deeds[1].record, call));
    move(campus, (struct kiosk_move){.deed = KIOSK_DEED_UNDO, .target = call});
    s = shown(campus);
    assert_int_equal(s->deed_count, 1);
    assert_int_equal(s->next_count, 1);
    assert_int_equal(s->called_count, 0);
}

static void test_figures_of_today(void **state)
{
    struct campus *campus = *state;
    campus->kiosk[0].watch = campus_zone("C");
    struct km_name in = ticket(campus, 3), gone = ticket(campus, 2);
    do_to(campus, KIOSK_DEED_CALL, in);
    later(campus, 7);
    do_to(campus, KIOSK_DEED_ADMIT, in);
    do_to(campus, KIOSK_DEED_CANCEL, gone);
    move(campus, (struct kiosk_move){.deed = KIOSK_DEED_RATE, .ticket = in, .count = 4});
    const struct kiosk_figures_view *f = &shown(campus)->figures;
    assert_int_equal(f->admitted_parties, 1);
    assert_int_equal(f->admitted_people, 3);
    assert_int_equal(f->by_category[0], 3);
    assert_int_equal(f->by_category[1], 0);
    assert_int_equal(f->cancelled, 1);
    assert_int_equal(f->doubles, 0);
    assert_int_equal(f->hours[9], 3);
    assert_int_equal(f->hours[8] + f->hours[10], 0);
    assert_int_equal(f->wait_half, f->wait_most);
    assert_true(f->wait_half >= 7 && f->wait_half <= 8);
    assert_int_equal(f->ratings, 1);
    assert_int_equal(f->rating_tenths, 40);
    assert_int_equal(scene->model.staff.deeds[0].deed, KIOSK_DEED_CANCEL);
}

static void test_health(void **state)
{
    struct campus *campus = *state;
    shown(campus);
    const struct kiosk_health_view *h = &scene->model.health;
    assert_true(h->clock_known);
    assert_true(h->clock_ms > -100 && h->clock_ms < 100);
    assert_int_equal(h->disk_free_mb, -1); /* no directory is watched */
    assert_int_equal(h->unsent, 0);
    assert_int_equal(h->number, 1);
    assert_string_equal(h->station, FAKE_URL);
    ticket(campus, 1);
    campus->kiosk[0].directory = "/";
    campus->now.utc += 5000; /* the machine's clock jumps ahead */
    shown(campus);
    h = &scene->model.health;
    assert_true(h->unsent > 0);
    assert_true(h->disk_free_mb >= 0);
    assert_true(h->clock_ms > 4900 && h->clock_ms < 5100);
    campus->kiosk[0].directory = "/no/such/place";
    shown(campus);
    assert_int_equal(scene->model.health.disk_free_mb, -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test_setup_teardown(test_no_zone_is_watched, campus_open, close_scene),
            cmocka_unit_test_setup_teardown(test_queue_moves_on, campus_open, close_scene),
            cmocka_unit_test_setup_teardown(test_more_than_fits, campus_open, close_scene),
            cmocka_unit_test_setup_teardown(test_deeds_can_be_taken_back, campus_open, close_scene),
            cmocka_unit_test_setup_teardown(test_figures_of_today, campus_open, close_scene),
            cmocka_unit_test_setup_teardown(test_health, campus_open, close_scene),
    };
    if (sodium_init() < 0)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
