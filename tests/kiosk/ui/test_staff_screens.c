/* The screens behind the PIN through their two doors: what each touch orders, what is asked back
 * first, and that a PIN is never to be read anywhere. With the real letters. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/bounds.h"
#include "tests/kiosk/ui/glass.h"

#include <string.h>

static const struct kiosk_hit *deed_hit(
        const struct glass *g, enum kiosk_deed deed, struct km_name ticket)
{
    for (size_t i = 0; i < g->frame.hit_count; i++) {
        const struct kiosk_action *a = &g->frame.hits[i].action;
        if (a->kind == KIOSK_ACTION_MOVE && a->move.deed == deed &&
                km_name_equal(a->move.ticket, ticket))
            return &g->frame.hits[i];
    }
    return NULL;
}

static void keys(struct glass *g, const char *text)
{
    struct kiosk_action a;
    for (; *text; text++)
        assert_false(glass_touch(g, KIOSK_ACTION_TYPE, *text, &a));
}

static void test_pin_is_sent_and_never_shown(void **state)
{
    struct glass *g = *state;
    struct kiosk_action a;
    glass_show(g, "pin");
    keys(g, "258");
    assert_null(glass_hit(g, KIOSK_ACTION_PIN, -1)); /* too short */
    keys(g, "06");
    assert_false(glass_touch(g, KIOSK_ACTION_TYPE, KIOSK_KEY_BACKSPACE, &a));
    assert_false(glass_mentions(g, "25"));
    assert_false(glass_mentions(g, "2580"));
    assert_true(glass_touch(g, KIOSK_ACTION_PIN, -1, &a));
    assert_string_equal(a.text, "2580");
    assert_string_equal(g->screens.typed, "");
    keys(g, "1234567890123456"); /* more than a PIN may have */
    assert_true(glass_touch(g, KIOSK_ACTION_PIN, -1, &a));
    assert_int_equal(strlen(a.text), KIOSK_PIN_MOST);
}

static void test_pin_says_how_it_stands(void **state)
{
    struct glass *g = *state;
    static const struct {
        const char *name, *words;
        bool keys;
    } states[] = {{"pin-wrong", "还可以试 2 次", true}, {"pin-locked", "0:24", false},
            {"pin-checking", "登录", false}, {"pin-differ", "两次输入不一致", true},
            {"pin-unset", "kaimen-kiosk pin", false}};
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        glass_show(g, states[i].name);
        if (!glass_mentions(g, states[i].words))
            fail_msg("%s does not say %s", states[i].name, states[i].words);
        assert_int_equal(glass_hit(g, KIOSK_ACTION_TYPE, '5') != NULL, states[i].keys);
        assert_non_null(glass_hit(g, KIOSK_ACTION_BACK, -1));
    }
}

static void test_queue_is_worked(void **state)
{
    struct glass *g = *state;
    struct kiosk_action a;
    const struct km_name none = {0};
    glass_show(g, "staff-queue");
    const struct kiosk_row_view called = g->model.staff.called[0],
                                passed = g->model.staff.passed[0];
    assert_null(deed_hit(g, KIOSK_DEED_CALL_BATCH, none));
    assert_true(glass_tap(g, deed_hit(g, KIOSK_DEED_CALL, none), &a));
    assert_int_equal(a.move.zone, 2);
    assert_true(glass_tap(g, deed_hit(g, KIOSK_DEED_RECALL, called.ticket), &a));
    assert_true(glass_tap(g, deed_hit(g, KIOSK_DEED_NO_SHOW, called.ticket), &a));
    assert_true(glass_tap(g, deed_hit(g, KIOSK_DEED_REQUEUE, passed.ticket), &a));
    assert_true(glass_tap(g, deed_hit(g, KIOSK_DEED_UNDO, none), &a));
    assert_true(km_name_equal(a.move.target, g->model.staff.deeds[0].record));
    assert_true(glass_touch(g, KIOSK_ACTION_OPEN_CARD, -1, &a));
    assert_true(km_name_equal(a.ticket, called.ticket));
    assert_true(glass_touch(g, KIOSK_ACTION_OPEN_NUMBER, -1, &a));
    assert_true(glass_touch(g, KIOSK_ACTION_SIGN_OUT, -1, &a));
    glass_show(g, "staff-queue-batch");
    assert_true(glass_mentions(g, "4 组 · 11 人"));
    assert_true(glass_tap(g, deed_hit(g, KIOSK_DEED_CALL_BATCH, none), &a));
    glass_show(g, "staff-queue-empty");
    assert_null(glass_hit(g, KIOSK_ACTION_MOVE, -1));
    glass_show(g, "staff-no-zone");
    assert_null(glass_hit(g, KIOSK_ACTION_MOVE, -1));
    assert_true(glass_touch(g, KIOSK_ACTION_OPEN_PICK, KIOSK_PICK_ZONE, &a));
}

static void test_calls_are_paged(void **state)
{
    struct glass *g = *state;
    struct kiosk_action a;
    glass_show(g, "staff-queue-batch");
    for (size_t i = 0; i < g->model.staff.called_count; i++)
        g->model.staff.called[i].ticket = (struct km_name){7, 200 + (uint32_t)i};
    glass_draw(g);
    size_t seen = 0;
    for (int page = 0; page < 12; page++) {
        for (; seen < g->model.staff.called_count; seen++)
            if (!deed_hit(g, KIOSK_DEED_RECALL, g->model.staff.called[seen].ticket))
                break;
        if (!glass_hit(g, KIOSK_ACTION_PAGE, 1))
            break;
        glass_touch(g, KIOSK_ACTION_PAGE, 1, &a);
    }
    assert_int_equal(seen, g->model.staff.called_count);
}

/* The way to a deed that is asked back: nothing else can be touched, no does nothing. */
static void asked_back(struct glass *g, const struct kiosk_hit *hit, const char *words)
{
    struct kiosk_action a = {0};
    assert_non_null(hit);
    struct kiosk_action wanted = hit->action;
    assert_false(glass_tap(g, hit, &a));
    assert_int_equal(g->frame.hit_count, 2);
    if (!glass_mentions(g, words))
        fail_msg("the dialog does not say %s", words);
    assert_false(glass_touch(g, KIOSK_ACTION_NO, -1, &a));
    assert_true(g->frame.hit_count > 2);
    for (size_t i = 0; i < g->frame.hit_count; i++)
        if (memcmp(&g->frame.hits[i].action, &wanted, sizeof wanted) == 0) {
            assert_false(glass_tap(g, &g->frame.hits[i], &a));
            assert_true(glass_touch(g, KIOSK_ACTION_YES, -1, &a));
            assert_int_equal(a.kind, wanted.kind);
            assert_int_equal(a.move.deed, wanted.move.deed);
            return;
        }
    fail_msg("the button is gone");
}

static void test_what_is_asked_back(void **state)
{
    struct glass *g = *state;
    glass_show(g, "staff-queue");
    asked_back(g, deed_hit(g, KIOSK_DEED_ADMIT, g->model.staff.called[0].ticket), "B1-030");
    glass_show(g, "card-waiting");
    asked_back(g, deed_hit(g, KIOSK_DEED_ADMIT, g->model.held.ticket), "小学生 1");
    glass_show(g, "card-waiting");
    asked_back(g, deed_hit(g, KIOSK_DEED_CANCEL, g->model.held.ticket), "B2-022");
    glass_show(g, "card-inside");
    asked_back(g, deed_hit(g, KIOSK_DEED_UNDO, g->model.held.ticket), "撤销这次入场");
    glass_show(g, "staff-room");
    asked_back(g, deed_hit(g, KIOSK_DEED_CLOSE, (struct km_name){0}), "今天不再开放");
    glass_show(g, "staff-kiosk");
    asked_back(g, glass_hit(g, KIOSK_ACTION_EXIT, -1), "退出程序");
}

/* A hand scanner may bring another ticket while something is asked about the first. */
static void test_another_ticket_ends_the_question(void **state)
{
    struct glass *g = *state;
    struct kiosk_action a = {0};
    glass_show(g, "card-waiting");
    assert_false(glass_tap(g, deed_hit(g, KIOSK_DEED_ADMIT, g->model.held.ticket), &a));
    assert_int_equal(g->frame.hit_count, 2);
    g->model.held.ticket.seq++;
    glass_draw(g);
    assert_true(g->frame.hit_count > 2);
    assert_int_equal(g->screens.asked.kind, KIOSK_ACTION_NONE);
}

static void test_room_is_kept(void **state)
{
    struct glass *g = *state;
    struct kiosk_action a;
    const struct km_name none = {0};
    glass_show(g, "staff-room");
    assert_false(glass_touch(g, KIOSK_ACTION_REASON, KIOSK_REASON_CROWDED, &a));
    assert_true(glass_tap(g, deed_hit(g, KIOSK_DEED_PAUSE, none), &a));
    assert_int_equal(a.move.reason, KIOSK_REASON_CROWDED);
    assert_false(
            glass_touch(g, KIOSK_ACTION_REASON, KIOSK_REASON_NONE, &a)); /* chosen again: none */
    assert_true(glass_tap(g, deed_hit(g, KIOSK_DEED_PAUSE, none), &a));
    assert_int_equal(a.move.reason, KIOSK_REASON_NONE);
    int least = 1000, most = 0;
    for (size_t i = 0; i < g->frame.hit_count; i++)
        if (g->frame.hits[i].action.move.deed == KIOSK_DEED_CAPACITY) {
            int count = (int)g->frame.hits[i].action.move.count;
            least = count < least ? count : least;
            most = count > most ? count : most;
        }
    assert_int_equal(least, 19);
    assert_int_equal(most, 21);
    assert_true(glass_touch(g, KIOSK_ACTION_OPEN_COUNT, -1, &a));
    glass_show(g, "staff-room-paused");
    assert_null(deed_hit(g, KIOSK_DEED_PAUSE, none));
    assert_true(glass_tap(g, deed_hit(g, KIOSK_DEED_OPEN, none), &a));
    assert_int_equal(a.move.zone, 6);
}

static void test_heads_are_counted(void **state)
{
    struct glass *g = *state;
    struct kiosk_action a;
    const struct km_name none = {0};
    glass_show(g, "count");
    assert_null(deed_hit(g, KIOSK_DEED_HEAD_COUNT, none));
    keys(g, "021");
    assert_true(glass_mentions(g, "多 3 人"));
    assert_true(glass_tap(g, deed_hit(g, KIOSK_DEED_HEAD_COUNT, none), &a));
    assert_int_equal(a.move.count, 21);
    assert_int_equal(a.move.reason, KIOSK_REASON_COUNTED);
    glass_touch(g, KIOSK_ACTION_REASON, KIOSK_REASON_LEFT, &a);
    assert_true(glass_tap(g, deed_hit(g, KIOSK_DEED_HEAD_COUNT, none), &a));
    assert_int_equal(a.move.reason, KIOSK_REASON_LEFT);
    glass_show(g, "count");
    keys(g, "99999999"); /* more than any room holds: the keys stop */
    assert_true(glass_tap(g, deed_hit(g, KIOSK_DEED_HEAD_COUNT, none), &a));
    assert_true(a.move.count <= KM_COUNT_MAX);
}

static void test_number_is_typed(void **state)
{
    struct glass *g = *state;
    struct kiosk_action a;
    glass_show(g, "number");
    assert_null(glass_hit(g, KIOSK_ACTION_TYPE, 'K')); /* no zone has that letter */
    assert_null(glass_hit(g, KIOSK_ACTION_TYPED, -1));
    keys(g, "B2-017");
    assert_true(glass_mentions(g, "B2-017"));
    assert_true(glass_touch(g, KIOSK_ACTION_TYPED, -1, &a));
    assert_string_equal(a.text, "B2-017");
    g->model.zone_count = 0; /* no programme any more */
    glass_draw(g);
    keys(g, "7");
    assert_true(glass_touch(g, KIOSK_ACTION_BACK, -1, &a));
}

static void test_zones_to_pick(void **state)
{
    struct glass *g = *state;
    struct kiosk_action a;
    glass_show(g, "pick-transfer");
    for (size_t i = 0; i < g->frame.hit_count; i++) {
        const struct kiosk_action *action = &g->frame.hits[i].action;
        assert_false(action->kind == KIOSK_ACTION_PICK && action->zone == 2); /* its own */
        assert_false(action->kind == KIOSK_ACTION_PICK && action->zone == 5); /* has sessions */
        assert_false(action->kind == KIOSK_ACTION_PICK && action->zone == 6); /* paused */
    }
    assert_true(glass_touch(g, KIOSK_ACTION_PICK, -1, &a));
    assert_int_equal(a.zone, 1);
    glass_show(g, "pick-transfer-none");
    assert_null(glass_hit(g, KIOSK_ACTION_PICK, -1));
    g->width = 1024; /* pages where they do not all fit */
    g->height = 600;
    g->screens.density = 118;
    glass_show(g, "pick-zone");
    size_t seen = 0;
    for (int page = 0; page < 9 && glass_hit(g, KIOSK_ACTION_PAGE, 1); page++)
        glass_touch(g, KIOSK_ACTION_PAGE, 1, &a);
    for (size_t i = 0; i < g->frame.hit_count; i++)
        seen += g->frame.hits[i].action.zone == g->model.zones[g->model.zone_count - 1].id;
    assert_int_equal(seen, 1);
    g->width = 1080;
    g->height = 1920;
    g->screens.density = 0;
}

static void test_card_offers_what_can_be_done(void **state)
{
    struct glass *g = *state;
    struct kiosk_action a;
    glass_show(g, "card-waiting");
    struct km_name ticket = g->model.held.ticket;
    assert_true(glass_tap(g, deed_hit(g, KIOSK_DEED_CALL, ticket), &a));
    assert_int_equal(a.move.zone, 2);
    assert_true(glass_tap(g, deed_hit(g, KIOSK_DEED_REPRINT, ticket), &a));
    assert_true(glass_touch(g, KIOSK_ACTION_OPEN_PICK, KIOSK_PICK_TRANSFER, &a));
    assert_null(deed_hit(g, KIOSK_DEED_RECALL, ticket));
    assert_null(deed_hit(g, KIOSK_DEED_CHECK_OUT, ticket));
    glass_show(g, "card-inside");
    assert_true(glass_tap(g, deed_hit(g, KIOSK_DEED_CHECK_OUT, ticket), &a));
    assert_null(deed_hit(g, KIOSK_DEED_ADMIT, ticket));
    glass_show(g, "card-moved");
    assert_true(glass_mentions(g, "D1-014"));
    assert_null(glass_hit(g, KIOSK_ACTION_MOVE, -1));
}

static void test_kiosk_says_what_ails_it(void **state)
{
    struct glass *g = *state;
    static const char *const words[] = {
            "机盖开着", "没有配备", "快 3 分钟", "47 分钟前", "214 条", "剩余 63 MB"};
    glass_show(g, "staff-kiosk-ill");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!glass_mentions(g, words[i]))
            fail_msg("the kiosk does not say %s", words[i]);
    struct kiosk_action a;
    assert_null(glass_hit(g, KIOSK_ACTION_TEST_VOICE, -1)); /* there is no voice */
    assert_true(glass_touch(g, KIOSK_ACTION_TEST_PRINT, -1, &a));
    assert_true(glass_touch(g, KIOSK_ACTION_OPEN_CLOCK, -1, &a));
    assert_false(glass_touch(g, KIOSK_ACTION_TAB, 2, &a));
    assert_int_equal(g->screens.tab, 2);
    assert_true(glass_mentions(g, "146"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_pin_is_sent_and_never_shown),
            cmocka_unit_test(test_pin_says_how_it_stands),
            cmocka_unit_test(test_queue_is_worked),
            cmocka_unit_test(test_calls_are_paged),
            cmocka_unit_test(test_what_is_asked_back),
            cmocka_unit_test(test_another_ticket_ends_the_question),
            cmocka_unit_test(test_room_is_kept),
            cmocka_unit_test(test_heads_are_counted),
            cmocka_unit_test(test_number_is_typed),
            cmocka_unit_test(test_zones_to_pick),
            cmocka_unit_test(test_card_offers_what_can_be_done),
            cmocka_unit_test(test_kiosk_says_what_ails_it),
    };
    return cmocka_run_group_tests(tests, glass_set_up, glass_tear_down);
}
