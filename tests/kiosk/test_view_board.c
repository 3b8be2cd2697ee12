/* What a board shows of what the keeper holds: who is called, the latest call or recall first, of
 * one zone or of all, and a batch whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

#include "kiosk/view.h"
#include "tests/kiosk/campus.h"

#define MINUTE 60000ll

static struct kiosk_scene *scene;

/* The board as it is now; valid until the next call. */
static const struct kiosk_board_view *shown(struct campus *campus)
{
    kiosk_scene_free(scene);
    scene = kiosk_scene_new(&campus->kiosk[0], campus->now);
    return &scene->model.board;
}

static void later(struct campus *campus, int minutes)
{
    campus->now.utc += minutes * MINUTE;
    campus->now.steady += minutes * MINUTE;
}

static int set_up(void **state)
{
    int failed = campus_open(state);
    ((struct campus *)*state)->kiosk[0].board = true;
    return failed;
}

static int tear_down(void **state)
{
    kiosk_scene_free(scene);
    scene = NULL;
    return campus_close(state);
}

static struct km_name ticket(struct campus *campus, const char *code)
{
    struct km_issue_order order = {
            .zone = campus_zone(code), .session = KM_NO_SESSION, .people = {1}};
    struct kiosk_issued issued = campus_issue(campus, 0, order);
    assert_int_equal(issued.refusal, KM_ISSUE_OK);
    return issued.name;
}

static void move(struct campus *campus, enum kiosk_deed deed, struct km_name name)
{
    struct kiosk_move order = {.deed = deed, .ticket = name};
    struct kiosk_moved moved;
    struct kiosk_issued issued;
    campus_good(
            kiosk_keeper_move(&campus->kiosk[0], &order, campus->now, &moved, &issued, campus_err));
    assert_int_equal(moved.outcome, KIOSK_OUTCOME_DONE);
}

static void calls_are(const struct kiosk_board_view *board, const char *numbers[], size_t count)
{
    assert_int_equal(board->call_count, count);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(board->calls[i].number, numbers[i]);
}

static void test_the_latest_comes_first(void **state)
{
    struct campus *campus = *state;
    struct km_name first = ticket(campus, "C"), second = ticket(campus, "C");
    struct km_name other = ticket(campus, "A");
    calls_are(shown(campus), NULL, 0);
    move(campus, KIOSK_DEED_CALL, first);
    later(campus, 1);
    move(campus, KIOSK_DEED_CALL, other);
    later(campus, 1);
    move(campus, KIOSK_DEED_CALL, second);
    later(campus, 3);
    const struct kiosk_board_view *board = shown(campus);
    calls_are(board, (const char *[]){"C1-002", "A1-001", "C1-001"}, 3);
    assert_int_equal(board->calls[0].minutes, 3);
    assert_int_equal(board->calls[2].minutes, 5);
    assert_string_equal(board->calls[0].zone_title.zh, "护理");
    assert_string_equal(board->calls[0].place.zh, "二楼");
    move(campus, KIOSK_DEED_RECALL, first);
    board = shown(campus);
    calls_are(board, (const char *[]){"C1-001", "C1-002", "A1-001"}, 3);
    assert_int_equal(board->calls[0].minutes, 0);
    move(campus, KIOSK_DEED_NO_SHOW, first);
    move(campus, KIOSK_DEED_ADMIT, second);
    calls_are(shown(campus), (const char *[]){"A1-001"}, 1);
}

static void test_a_board_of_one_zone(void **state)
{
    struct campus *campus = *state;
    move(campus, KIOSK_DEED_CALL, ticket(campus, "A"));
    move(campus, KIOSK_DEED_CALL, ticket(campus, "C"));
    campus->kiosk[0].zone = campus_zone("A");
    const struct kiosk_board_view *board = shown(campus);
    assert_int_equal(board->zone, campus_zone("A"));
    calls_are(board, (const char *[]){"A1-001"}, 1);
    campus->kiosk[0].zone = campus_zone("ZZ"); /* the programme has it no more */
    calls_are(shown(campus), NULL, 0);
}

static void test_a_batch_is_shown_whole(void **state)
{
    struct campus *campus = *state;
    struct km_name names[KIOSK_MOVED_MAX];
    for (int i = 0; i < KIOSK_MOVED_MAX; i++)
        names[i] = ticket(campus, "C");
    for (int i = 0; i < KIOSK_MOVED_MAX; i++)
        move(campus, KIOSK_DEED_CALL, names[i]);
    const struct kiosk_board_view *board = shown(campus);
    assert_int_equal(board->call_count, KIOSK_MOVED_MAX);
    for (int i = 0; i < KIOSK_MOVED_MAX; i++) {
        char number[KIOSK_NUMBER_MAX];
        snprintf(number, sizeof number, "C1-%03d", i + 1);
        assert_string_equal(board->calls[i].number, number);
    }
    move(campus, KIOSK_DEED_CALL, ticket(campus, "A")); /* of the same moment, and one too many */
    assert_int_equal(shown(campus)->call_count, KIOSK_CALLS_MAX);
}

static void test_yesterdays_calls_are_gone(void **state)
{
    struct campus *campus = *state;
    move(campus, KIOSK_DEED_CALL, ticket(campus, "C"));
    assert_int_equal(shown(campus)->call_count, 1);
    later(campus, 24 * 60);
    assert_int_equal(shown(campus)->call_count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test_setup_teardown(test_the_latest_comes_first, set_up, tear_down),
            cmocka_unit_test_setup_teardown(test_a_board_of_one_zone, set_up, tear_down),
            cmocka_unit_test_setup_teardown(test_a_batch_is_shown_whole, set_up, tear_down),
            cmocka_unit_test_setup_teardown(test_yesterdays_calls_are_gone, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
