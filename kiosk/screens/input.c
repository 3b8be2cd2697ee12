/* What a person does, turned into an action: touches, keys and typed characters. What only changes
 * a choice on the screen stays here; what cannot be taken back is asked back first. */

#include "kiosk/screens/screen.h"

#include <stdlib.h>
#include <string.h>

/* A swipe is a sideways way of this many u, and more sideways than down. */
#define SWIPE 20.f

/* A second tap meant for the screen before it changed: the ticket's "done" lies where "take" was.
 */
#define SETTLE_MS 500

static bool checks_in(const struct kiosk_model *m)
{
    return m->screen == KIOSK_SCREEN_CHECKIN || m->screen == KIOSK_SCREEN_VERDICT;
}

static bool typing(const struct kiosk_model *m)
{
    return checks_in(m) || m->screen == KIOSK_SCREEN_PIN || m->screen == KIOSK_SCREEN_NUMBER ||
           m->screen == KIOSK_SCREEN_COUNT;
}

/* How many characters the screen takes. */
static size_t typed_most(const struct kiosk_model *m)
{
    return m->screen == KIOSK_SCREEN_COUNT ? 4
           : m->screen == KIOSK_SCREEN_PIN ? KIOSK_PIN_MOST
                                           : KIOSK_TYPED_MAX;
}

static void type_key(struct kiosk_screens *s, const struct kiosk_model *m, int key)
{
    size_t length = strlen(s->typed);
    bool digits = m->screen == KIOSK_SCREEN_PIN || m->screen == KIOSK_SCREEN_COUNT;
    bool fits =
            (key >= '0' && key <= '9') || (!digits && ((key >= 'A' && key <= 'Z') || key == '-'));
    if (key == KIOSK_KEY_BACKSPACE && length > 0)
        s->typed[length - 1] = 0;
    if (!fits || length >= typed_most(m))
        return;
    s->typed[length] = (char)key;
    s->typed[length + 1] = 0;
}

/* Actions that only change what is chosen here; true when it was one. */
static bool kept_here(
        struct kiosk_screens *s, const struct kiosk_model *m, const struct kiosk_action *a)
{
    int index = a->value / 2;
    int step = a->value % 2 ? 1 : -1;
    switch (a->kind) {
    case KIOSK_ACTION_PAGE:
        s->page = s->page + a->value < 0 ? 0 : s->page + a->value;
        return true;
    case KIOSK_ACTION_PARTY: {
        int total = kiosk_party_total(s) + step;
        if (total >= 0 && total <= m->party_max && s->people[index] + step >= 0)
            s->people[index] = (uint8_t)(s->people[index] + step);
        return true;
    }
    case KIOSK_ACTION_LANE:
        s->priority = a->value != 0;
        return true;
    case KIOSK_ACTION_SESSION:
        s->session = a->value;
        return true;
    case KIOSK_ACTION_CLOCK_FIELD:
        kiosk_clock_turn(&s->clock, index, step);
        return true;
    case KIOSK_ACTION_DAY:
        s->day = a->value;
        s->page = 0;
        return true;
    case KIOSK_ACTION_TAB:
        s->tab = a->value;
        s->page = 0;
        return true;
    case KIOSK_ACTION_REASON:
        s->reason = (enum kiosk_reason)a->value;
        return true;
    case KIOSK_ACTION_TYPE:
        type_key(s, m, a->value);
        return true;
    case KIOSK_ACTION_NO:
        s->asked.kind = KIOSK_ACTION_NONE;
        return true;
    default:
        return false;
    }
}

/* The digits and numbers that are asked for go out with their action. */
static void send_typed(struct kiosk_screens *s, struct kiosk_action *action)
{
    if (action->kind != KIOSK_ACTION_TYPED && action->kind != KIOSK_ACTION_PIN)
        return;
    memcpy(s->sent, s->typed, sizeof s->sent);
    memset(s->typed, 0, sizeof s->typed);
    action->text = s->sent;
}

static bool act(struct kiosk_screens *s, const struct kiosk_model *m, const struct kiosk_hit *hit,
        struct kiosk_action *out_action)
{
    if (!hit || kept_here(s, m, &hit->action))
        return false;
    struct kiosk_action action = hit->action.kind == KIOSK_ACTION_YES ? s->asked : hit->action;
    s->asked.kind = KIOSK_ACTION_NONE;
    if (action.ask && hit->action.kind != KIOSK_ACTION_YES) {
        s->asked = action;
        s->focus = -1;
        return false;
    }
    send_typed(s, &action);
    *out_action = action;
    return true;
}

static bool key_input(struct kiosk_screens *s, const struct kiosk_model *m,
        const struct kiosk_frame *frame, int key, struct kiosk_action *out_action)
{
    int count = (int)frame->hit_count;
    if (key == KIOSK_KEY_TAB || key == KIOSK_KEY_BACK_TAB) {
        int step = key == KIOSK_KEY_TAB ? 1 : count - 1;
        if (count > 0)
            s->focus = s->focus < 0 ? (key == KIOSK_KEY_TAB ? 0 : count - 1)
                                    : (s->focus + step) % count;
        return false;
    }
    if (key == KIOSK_KEY_BACKSPACE && *s->typed) {
        type_key(s, m, key);
        return false;
    }
    if (checks_in(m) && *s->typed && key == KIOSK_KEY_ENTER) {
        *out_action = (struct kiosk_action){.kind = KIOSK_ACTION_TYPED, .session = -1};
        send_typed(s, out_action);
        return true;
    }
    if (key == KIOSK_KEY_ENTER && s->focus >= 0 && s->focus < count)
        return act(s, m, &frame->hits[s->focus], out_action);
    return act(s, m, kiosk_frame_hit_key(frame, key), out_action);
}

static bool char_input(struct kiosk_screens *s, const struct kiosk_model *m,
        const struct kiosk_frame *frame, int c, struct kiosk_action *out_action)
{
    if (c >= 'a' && c <= 'z')
        c -= 'a' - 'A';
    if (!typing(m))
        return act(s, m, kiosk_frame_hit_key(frame, c), out_action);
    type_key(s, m, c);
    return false;
}

static bool release(struct kiosk_screens *s, const struct kiosk_model *m,
        const struct kiosk_frame *frame, int x, int y, struct kiosk_action *out_action)
{
    if (!s->pressed)
        return false;
    s->pressed = false;
    int across = x - s->press_x;
    int down = y - s->press_y;
    float u = (float)(frame->width < frame->height ? frame->width : frame->height) / 135.f;
    if (abs(across) > (int)(SWIPE * u) && abs(across) > 2 * abs(down))
        return act(s, m, kiosk_frame_hit_key(frame, across < 0 ? KIOSK_KEY_RIGHT : KIOSK_KEY_LEFT),
                out_action);
    const struct kiosk_hit *hit = kiosk_frame_hit_at(frame, x, y);
    /* A finger that slid onto another button meant neither. */
    if (hit != kiosk_frame_hit_at(frame, s->press_x, s->press_y))
        return false;
    return act(s, m, hit, out_action);
}

static bool press(struct kiosk_screens *s, const struct kiosk_input *in)
{
    if (s->turned && in->ms != 0 && in->ms - s->acted < SETTLE_MS)
        return false;
    s->turned = false;
    s->pressed = true;
    s->focus = -1;
    s->press_x = s->at_x = in->x;
    s->press_y = s->at_y = in->y;
    return false;
}

static bool answer(struct kiosk_screens *s, const struct kiosk_model *m,
        const struct kiosk_frame *frame, const struct kiosk_input *in,
        struct kiosk_action *out_action)
{
    switch (in->kind) {
    case KIOSK_INPUT_PRESS:
        return press(s, in);
    case KIOSK_INPUT_MOVE:
        s->at_x = in->x;
        s->at_y = in->y;
        return false;
    case KIOSK_INPUT_RELEASE:
        return release(s, m, frame, in->x, in->y, out_action);
    case KIOSK_INPUT_KEY:
        return key_input(s, m, frame, in->key, out_action);
    case KIOSK_INPUT_CHAR:
        return char_input(s, m, frame, in->key, out_action);
    }
    return false;
}

bool kiosk_screens_input(struct kiosk_screens *s, const struct kiosk_model *m,
        const struct kiosk_frame *frame, const struct kiosk_input *in,
        struct kiosk_action *out_action)
{
    bool asked = answer(s, m, frame, in, out_action);
    if (asked) {
        s->acted = in->ms;
        s->turned = false;
    }
    return asked;
}
