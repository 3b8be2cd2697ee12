/* The screens behind the PIN through their two doors: what each touch orders, what is asked back
 * first, and that a PIN is never to be read anywhere. With the real letters. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/bounds.h"
#include "kiosk/gallery/pose.h"
#include "kiosk/sdl/font.h"

#include <stdio.h>
#include <string.h>

struct fixture {
    struct kiosk_font *font;
    struct kiosk_typeface type;
    struct kiosk_screens screens;
    struct kiosk_frame frame;
    struct kiosk_model model;
    int width, height;
};

static int set_up(void **state)
{
    static struct fixture f;
    char err[KM_ERR_MAX] = "";
    f = (struct fixture){.width = 1080, .height = 1920};
    if (!kiosk_font_open(&f.font, err) ||
            (f.type = kiosk_font_typeface(f.font), !kiosk_screens_init(&f.screens, &f.type, err))) {
        fprintf(stderr, "%s\n", err);
        return -1;
    }
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    kiosk_frame_destroy(&f->frame);
    kiosk_screens_destroy(&f->screens);
    kiosk_font_close(f->font);
    return 0;
}

static void draw(struct fixture *f)
{
    kiosk_screens_draw(&f->screens, &f->model, f->width, f->height, &f->frame);
}

/* The exhibit as it hangs; `fresh`: nothing typed or asked yet. */
static void show(struct fixture *f, const char *name, bool fresh)
{
    size_t count;
    const struct kiosk_exhibit *exhibits = kiosk_gallery(KIOSK_ZH, &count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(exhibits[i].name, name) != 0)
            continue;
        struct kiosk_exhibit exhibit = exhibits[i];
        if (fresh)
            exhibit.pose = (struct kiosk_pose){.tab = exhibit.pose.tab};
        kiosk_gallery_pose(&exhibit, &f->screens);
        f->model = exhibit.model;
        draw(f);
        return;
    }
    fail_msg("no exhibit %s", name);
}

static const struct kiosk_hit *hit_of(
        const struct fixture *f, enum kiosk_action_kind kind, int value)
{
    for (size_t i = 0; i < f->frame.hit_count; i++)
        if (f->frame.hits[i].action.kind == kind &&
                (value < 0 || f->frame.hits[i].action.value == value))
            return &f->frame.hits[i];
    return NULL;
}

static const struct kiosk_hit *deed_hit(
        const struct fixture *f, enum kiosk_deed deed, struct km_name ticket)
{
    for (size_t i = 0; i < f->frame.hit_count; i++) {
        const struct kiosk_action *a = &f->frame.hits[i].action;
        if (a->kind == KIOSK_ACTION_MOVE && a->move.deed == deed &&
                km_name_equal(a->move.ticket, ticket))
            return &f->frame.hits[i];
    }
    return NULL;
}

static bool give(struct fixture *f, struct kiosk_input in, struct kiosk_action *out)
{
    bool asked = kiosk_screens_input(&f->screens, &f->model, &f->frame, &in, out);
    draw(f);
    return asked;
}

static bool tap(struct fixture *f, const struct kiosk_hit *hit, struct kiosk_action *out)
{
    assert_non_null(hit);
    int x = hit->rect.x + hit->rect.w / 2, y = hit->rect.y + hit->rect.h / 2;
    give(f, (struct kiosk_input){.kind = KIOSK_INPUT_PRESS, .x = x, .y = y}, out);
    return give(f, (struct kiosk_input){.kind = KIOSK_INPUT_RELEASE, .x = x, .y = y}, out);
}

static bool touch(
        struct fixture *f, enum kiosk_action_kind kind, int value, struct kiosk_action *out)
{
    return tap(f, hit_of(f, kind, value), out);
}

static void keys(struct fixture *f, const char *text)
{
    struct kiosk_action a;
    for (; *text; text++)
        assert_false(touch(f, KIOSK_ACTION_TYPE, *text, &a));
}

static bool says(const struct fixture *f, const char *words)
{
    for (size_t i = 0; i < f->frame.item_count; i++)
        if (f->frame.items[i].kind == KIOSK_ITEM_TEXT &&
                strstr((const char *)kiosk_frame_bytes(&f->frame, &f->frame.items[i]), words))
            return true;
    return false;
}

static void test_pin_is_sent_and_never_shown(void **state)
{
    struct fixture *f = *state;
    struct kiosk_action a;
    show(f, "pin", true);
    keys(f, "258");
    assert_null(hit_of(f, KIOSK_ACTION_PIN, -1)); /* too short */
    keys(f, "06");
    assert_false(touch(f, KIOSK_ACTION_TYPE, KIOSK_KEY_BACKSPACE, &a));
    assert_false(says(f, "25"));
    assert_false(says(f, "2580"));
    assert_true(touch(f, KIOSK_ACTION_PIN, -1, &a));
    assert_string_equal(a.text, "2580");
    assert_string_equal(f->screens.typed, "");
    keys(f, "1234567890123456"); /* more than a PIN may have */
    assert_true(touch(f, KIOSK_ACTION_PIN, -1, &a));
    assert_int_equal(strlen(a.text), KIOSK_PIN_MOST);
}

static void test_pin_says_how_it_stands(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *name, *words;
        bool keys;
    } states[] = {{"pin-wrong", "还可以试 2 次", true}, {"pin-locked", "0:24", false},
            {"pin-checking", "登录", false}, {"pin-differ", "两次输入不一致", true},
            {"pin-unset", "kaimen-kiosk pin", false}};
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        show(f, states[i].name, true);
        if (!says(f, states[i].words))
            fail_msg("%s does not say %s", states[i].name, states[i].words);
        assert_int_equal(hit_of(f, KIOSK_ACTION_TYPE, '5') != NULL, states[i].keys);
        assert_non_null(hit_of(f, KIOSK_ACTION_BACK, -1));
    }
}

static void test_queue_is_worked(void **state)
{
    struct fixture *f = *state;
    struct kiosk_action a;
    const struct km_name none = {0};
    show(f, "staff-queue", true);
    const struct kiosk_row_view called = f->model.staff.called[0],
                                passed = f->model.staff.passed[0];
    assert_null(deed_hit(f, KIOSK_DEED_CALL_BATCH, none));
    assert_true(tap(f, deed_hit(f, KIOSK_DEED_CALL, none), &a));
    assert_int_equal(a.move.zone, 2);
    assert_true(tap(f, deed_hit(f, KIOSK_DEED_RECALL, called.ticket), &a));
    assert_true(tap(f, deed_hit(f, KIOSK_DEED_NO_SHOW, called.ticket), &a));
    assert_true(tap(f, deed_hit(f, KIOSK_DEED_REQUEUE, passed.ticket), &a));
    assert_true(tap(f, deed_hit(f, KIOSK_DEED_UNDO, none), &a));
    assert_true(km_name_equal(a.move.target, f->model.staff.deeds[0].record));
    assert_true(touch(f, KIOSK_ACTION_OPEN_CARD, -1, &a));
    assert_true(km_name_equal(a.ticket, called.ticket));
    assert_true(touch(f, KIOSK_ACTION_OPEN_NUMBER, -1, &a));
    assert_true(touch(f, KIOSK_ACTION_SIGN_OUT, -1, &a));
    show(f, "staff-queue-batch", true);
    assert_true(says(f, "4 组 · 11 人"));
    assert_true(tap(f, deed_hit(f, KIOSK_DEED_CALL_BATCH, none), &a));
    show(f, "staff-queue-empty", true);
    assert_null(hit_of(f, KIOSK_ACTION_MOVE, -1));
    show(f, "staff-no-zone", true);
    assert_null(hit_of(f, KIOSK_ACTION_MOVE, -1));
    assert_true(touch(f, KIOSK_ACTION_OPEN_PICK, KIOSK_PICK_ZONE, &a));
}

static void test_calls_are_paged(void **state)
{
    struct fixture *f = *state;
    struct kiosk_action a;
    show(f, "staff-queue-batch", true);
    for (size_t i = 0; i < f->model.staff.called_count; i++)
        f->model.staff.called[i].ticket = (struct km_name){7, 200 + (uint32_t)i};
    draw(f);
    size_t seen = 0;
    for (int page = 0; page < 12; page++) {
        for (; seen < f->model.staff.called_count; seen++)
            if (!deed_hit(f, KIOSK_DEED_RECALL, f->model.staff.called[seen].ticket))
                break;
        if (!hit_of(f, KIOSK_ACTION_PAGE, 1))
            break;
        touch(f, KIOSK_ACTION_PAGE, 1, &a);
    }
    assert_int_equal(seen, f->model.staff.called_count);
}

/* The way to a deed that is asked back: nothing else can be touched, no does nothing. */
static void asked_back(struct fixture *f, const struct kiosk_hit *hit, const char *words)
{
    struct kiosk_action a = {0};
    assert_non_null(hit);
    struct kiosk_action wanted = hit->action;
    assert_false(tap(f, hit, &a));
    assert_int_equal(f->frame.hit_count, 2);
    if (!says(f, words))
        fail_msg("the dialog does not say %s", words);
    assert_false(touch(f, KIOSK_ACTION_NO, -1, &a));
    assert_true(f->frame.hit_count > 2);
    for (size_t i = 0; i < f->frame.hit_count; i++)
        if (memcmp(&f->frame.hits[i].action, &wanted, sizeof wanted) == 0) {
            assert_false(tap(f, &f->frame.hits[i], &a));
            assert_true(touch(f, KIOSK_ACTION_YES, -1, &a));
            assert_int_equal(a.kind, wanted.kind);
            assert_int_equal(a.move.deed, wanted.move.deed);
            return;
        }
    fail_msg("the button is gone");
}

static void test_what_is_asked_back(void **state)
{
    struct fixture *f = *state;
    show(f, "staff-queue", true);
    asked_back(f, deed_hit(f, KIOSK_DEED_ADMIT, f->model.staff.called[0].ticket), "B1-030");
    show(f, "card-waiting", true);
    asked_back(f, deed_hit(f, KIOSK_DEED_ADMIT, f->model.held.ticket), "小学生 1");
    show(f, "card-waiting", true);
    asked_back(f, deed_hit(f, KIOSK_DEED_CANCEL, f->model.held.ticket), "B2-022");
    show(f, "card-inside", true);
    asked_back(f, deed_hit(f, KIOSK_DEED_UNDO, f->model.held.ticket), "撤销这次入场");
    show(f, "staff-room", true);
    asked_back(f, deed_hit(f, KIOSK_DEED_CLOSE, (struct km_name){0}), "今天不再开放");
    show(f, "staff-kiosk", true);
    asked_back(f, hit_of(f, KIOSK_ACTION_EXIT, -1), "退出程序");
}

/* A hand scanner may bring another ticket while something is asked about the first. */
static void test_another_ticket_ends_the_question(void **state)
{
    struct fixture *f = *state;
    struct kiosk_action a = {0};
    show(f, "card-waiting", true);
    assert_false(tap(f, deed_hit(f, KIOSK_DEED_ADMIT, f->model.held.ticket), &a));
    assert_int_equal(f->frame.hit_count, 2);
    f->model.held.ticket.seq++;
    draw(f);
    assert_true(f->frame.hit_count > 2);
    assert_int_equal(f->screens.asked.kind, KIOSK_ACTION_NONE);
}

static void test_room_is_kept(void **state)
{
    struct fixture *f = *state;
    struct kiosk_action a;
    const struct km_name none = {0};
    show(f, "staff-room", true);
    assert_false(touch(f, KIOSK_ACTION_REASON, KIOSK_REASON_CROWDED, &a));
    assert_true(tap(f, deed_hit(f, KIOSK_DEED_PAUSE, none), &a));
    assert_int_equal(a.move.reason, KIOSK_REASON_CROWDED);
    assert_false(touch(f, KIOSK_ACTION_REASON, KIOSK_REASON_NONE, &a)); /* chosen again: none */
    assert_true(tap(f, deed_hit(f, KIOSK_DEED_PAUSE, none), &a));
    assert_int_equal(a.move.reason, KIOSK_REASON_NONE);
    int least = 1000, most = 0;
    for (size_t i = 0; i < f->frame.hit_count; i++)
        if (f->frame.hits[i].action.move.deed == KIOSK_DEED_CAPACITY) {
            int count = (int)f->frame.hits[i].action.move.count;
            least = count < least ? count : least;
            most = count > most ? count : most;
        }
    assert_int_equal(least, 19);
    assert_int_equal(most, 21);
    assert_true(touch(f, KIOSK_ACTION_OPEN_COUNT, -1, &a));
    show(f, "staff-room-paused", true);
    assert_null(deed_hit(f, KIOSK_DEED_PAUSE, none));
    assert_true(tap(f, deed_hit(f, KIOSK_DEED_OPEN, none), &a));
    assert_int_equal(a.move.zone, 6);
}

static void test_heads_are_counted(void **state)
{
    struct fixture *f = *state;
    struct kiosk_action a;
    const struct km_name none = {0};
    show(f, "count", true);
    assert_null(deed_hit(f, KIOSK_DEED_HEAD_COUNT, none));
    keys(f, "021");
    assert_true(says(f, "多 3 人"));
    assert_true(tap(f, deed_hit(f, KIOSK_DEED_HEAD_COUNT, none), &a));
    assert_int_equal(a.move.count, 21);
    assert_int_equal(a.move.reason, KIOSK_REASON_COUNTED);
    touch(f, KIOSK_ACTION_REASON, KIOSK_REASON_LEFT, &a);
    assert_true(tap(f, deed_hit(f, KIOSK_DEED_HEAD_COUNT, none), &a));
    assert_int_equal(a.move.reason, KIOSK_REASON_LEFT);
    show(f, "count", true);
    keys(f, "99999999"); /* more than any room holds: the keys stop */
    assert_true(tap(f, deed_hit(f, KIOSK_DEED_HEAD_COUNT, none), &a));
    assert_true(a.move.count <= KM_COUNT_MAX);
}

static void test_number_is_typed(void **state)
{
    struct fixture *f = *state;
    struct kiosk_action a;
    show(f, "number", true);
    assert_null(hit_of(f, KIOSK_ACTION_TYPE, 'K')); /* no zone has that letter */
    assert_null(hit_of(f, KIOSK_ACTION_TYPED, -1));
    keys(f, "B2-017");
    assert_true(says(f, "B2-017"));
    assert_true(touch(f, KIOSK_ACTION_TYPED, -1, &a));
    assert_string_equal(a.text, "B2-017");
    f->model.zone_count = 0; /* no programme any more */
    draw(f);
    keys(f, "7");
    assert_true(touch(f, KIOSK_ACTION_BACK, -1, &a));
}

static void test_zones_to_pick(void **state)
{
    struct fixture *f = *state;
    struct kiosk_action a;
    show(f, "pick-transfer", true);
    for (size_t i = 0; i < f->frame.hit_count; i++) {
        const struct kiosk_action *action = &f->frame.hits[i].action;
        assert_false(action->kind == KIOSK_ACTION_PICK && action->zone == 2); /* its own */
        assert_false(action->kind == KIOSK_ACTION_PICK && action->zone == 5); /* has sessions */
        assert_false(action->kind == KIOSK_ACTION_PICK && action->zone == 6); /* paused */
    }
    assert_true(touch(f, KIOSK_ACTION_PICK, -1, &a));
    assert_int_equal(a.zone, 1);
    show(f, "pick-transfer-none", true);
    assert_null(hit_of(f, KIOSK_ACTION_PICK, -1));
    f->width = 1024; /* pages where they do not all fit */
    f->height = 600;
    f->screens.density = 118;
    show(f, "pick-zone", true);
    size_t seen = 0;
    for (int page = 0; page < 9 && hit_of(f, KIOSK_ACTION_PAGE, 1); page++)
        touch(f, KIOSK_ACTION_PAGE, 1, &a);
    for (size_t i = 0; i < f->frame.hit_count; i++)
        seen += f->frame.hits[i].action.zone == f->model.zones[f->model.zone_count - 1].id;
    assert_int_equal(seen, 1);
    f->width = 1080;
    f->height = 1920;
    f->screens.density = 0;
}

static void test_card_offers_what_can_be_done(void **state)
{
    struct fixture *f = *state;
    struct kiosk_action a;
    show(f, "card-waiting", true);
    struct km_name ticket = f->model.held.ticket;
    assert_true(tap(f, deed_hit(f, KIOSK_DEED_CALL, ticket), &a));
    assert_int_equal(a.move.zone, 2);
    assert_true(tap(f, deed_hit(f, KIOSK_DEED_REPRINT, ticket), &a));
    assert_true(touch(f, KIOSK_ACTION_OPEN_PICK, KIOSK_PICK_TRANSFER, &a));
    assert_null(deed_hit(f, KIOSK_DEED_RECALL, ticket));
    assert_null(deed_hit(f, KIOSK_DEED_CHECK_OUT, ticket));
    show(f, "card-inside", true);
    assert_true(tap(f, deed_hit(f, KIOSK_DEED_CHECK_OUT, ticket), &a));
    assert_null(deed_hit(f, KIOSK_DEED_ADMIT, ticket));
    show(f, "card-moved", true);
    assert_true(says(f, "D1-014"));
    assert_null(hit_of(f, KIOSK_ACTION_MOVE, -1));
}

static void test_kiosk_says_what_ails_it(void **state)
{
    struct fixture *f = *state;
    static const char *const words[] = {
            "机盖开着", "没有配备", "快 3 分钟", "47 分钟前", "214 条", "剩余 63 MB"};
    show(f, "staff-kiosk-ill", true);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!says(f, words[i]))
            fail_msg("the kiosk does not say %s", words[i]);
    struct kiosk_action a;
    assert_null(hit_of(f, KIOSK_ACTION_TEST_VOICE, -1)); /* there is no voice */
    assert_true(touch(f, KIOSK_ACTION_TEST_PRINT, -1, &a));
    assert_true(touch(f, KIOSK_ACTION_OPEN_CLOCK, -1, &a));
    assert_false(touch(f, KIOSK_ACTION_TAB, 2, &a));
    assert_int_equal(f->screens.tab, 2);
    assert_true(says(f, "146"));
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
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
