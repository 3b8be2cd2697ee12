#include "kiosk/screens/screens.h"

#include "kiosk/screens/screen.h"

#include <stdlib.h>
#include <string.h>

/* A swipe is a sideways way of this many u, and more sideways than down. */
#define SWIPE 20.f

/* A second tap meant for the screen before it changed: the ticket's "done" lies where "take" was.
 */
#define SETTLE_MS 500

bool kiosk_screens_init(struct kiosk_screens *s, const struct kiosk_typeface *type, char *err)
{
    *s = (struct kiosk_screens){.type = type, .session = -1, .focus = -1};
    static const char *const names[KIOSK_LANGS] = {[KIOSK_ZH] = "zh_CN", [KIOSK_EN] = "en"};
    for (int i = 0; i < KIOSK_LANGS; i++)
        if (!kiosk_locale_open(names[i], &s->locales[i], err)) {
            kiosk_screens_destroy(s);
            return false;
        }
    return true;
}

void kiosk_screens_destroy(struct kiosk_screens *s)
{
    for (int i = 0; i < KIOSK_LANGS; i++)
        kiosk_locale_destroy(&s->locales[i]);
}

/* The choices belong to one screen and one zone: a new one starts afresh. */
static void start_afresh(struct kiosk_screens *s, const struct kiosk_model *m)
{
    bool checking = m->screen == KIOSK_SCREEN_CHECKIN || m->screen == KIOSK_SCREEN_VERDICT;
    bool was_checking = s->screen == KIOSK_SCREEN_CHECKIN || s->screen == KIOSK_SCREEN_VERDICT;
    bool home = m->screen == KIOSK_SCREEN_HOME;
    if (m->screen == s->screen && m->zone == s->zone && s->clock.year != 0)
        return;
    if (!(checking && was_checking)) /* a number being typed survives a verdict */
        s->typed[0] = 0;
    s->page = home && s->screen == KIOSK_SCREEN_ZONE ? s->page : 0;
    s->turned = true;
    s->screen = m->screen;
    s->zone = m->zone;
    memset(s->people, 0, sizeof s->people);
    if (m->category_count <= 1)
        s->people[0] = 1; /* several kinds: nobody is taken for a pupil because of a quick tap */
    s->priority = false;
    s->session = -1;
    s->focus = -1;
    s->pressed = false;
    s->clock = m->now;
    if (s->clock.year < 2024 || s->clock.year > 2099)
        s->clock = (struct kiosk_moment){.year = 2026, .month = 1, .day = 1};
}

/* Where the keyboard is, and what the finger is on. */
static void pointers_draw(const struct kiosk_view *v, const struct kiosk_screens *s)
{
    const struct kiosk_frame *f = v->frame;
    if (s->focus >= 0 && (size_t)s->focus < f->hit_count) {
        const struct kiosk_hit *hit = &f->hits[s->focus];
        int out = kiosk_px(v, 0.75f);
        kiosk_draw_border(v, kiosk_rect_inset(hit->rect, -out, -out), 0, 0xFFF2B33D,
                hit->radius / v->u + 0.75f, 0.75f);
    }
    if (!s->pressed)
        return;
    const struct kiosk_hit *from = kiosk_frame_hit_at(f, s->press_x, s->press_y);
    if (from && from == kiosk_frame_hit_at(f, s->at_x, s->at_y))
        kiosk_draw_fill(v, from->rect, 0x24000000, from->radius / v->u);
}

void kiosk_screens_draw(struct kiosk_screens *s, const struct kiosk_model *m, int width, int height,
        struct kiosk_frame *frame)
{
    start_afresh(s, m);
    struct kiosk_theme theme = kiosk_theme_make(m->accent);
    struct kiosk_view v = {.frame = frame,
            .model = m,
            .theme = &theme,
            .type = s->type,
            .locale = &s->locales[m->lang],
            .u = (float)(width < height ? width : height) / 135.f};
    kiosk_frame_begin(frame, width, height);
    switch (m->screen) {
    case KIOSK_SCREEN_MESSAGE:
        kiosk_message_draw(&v, s);
        break;
    case KIOSK_SCREEN_HOME:
        kiosk_home_draw(&v, s);
        break;
    case KIOSK_SCREEN_SCHEDULE:
        kiosk_schedule_draw(&v, s);
        break;
    case KIOSK_SCREEN_ZONE:
        kiosk_zone_draw(&v, s);
        break;
    case KIOSK_SCREEN_TICKET:
        kiosk_ticket_draw(&v);
        break;
    case KIOSK_SCREEN_CHECKIN:
        kiosk_checkin_draw(&v, s);
        break;
    case KIOSK_SCREEN_VERDICT:
        kiosk_verdict_draw(&v, s);
        break;
    }
    pointers_draw(&v, s);
    kiosk_notice_draw(&v);
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
    default:
        return false;
    }
}

static bool act(struct kiosk_screens *s, const struct kiosk_model *m, const struct kiosk_hit *hit,
        struct kiosk_action *out_action)
{
    if (!hit || kept_here(s, m, &hit->action))
        return false;
    *out_action = hit->action;
    return true;
}

static bool typing(const struct kiosk_model *m)
{
    return m->screen == KIOSK_SCREEN_CHECKIN || m->screen == KIOSK_SCREEN_VERDICT;
}

static bool typed_key(struct kiosk_screens *s, int key, struct kiosk_action *out_action)
{
    size_t length = strlen(s->typed);
    if (key == KIOSK_KEY_BACKSPACE && length > 0)
        s->typed[length - 1] = 0;
    if (key != KIOSK_KEY_ENTER || length == 0)
        return false;
    memcpy(s->sent, s->typed, sizeof s->sent);
    s->typed[0] = 0;
    *out_action = (struct kiosk_action){.kind = KIOSK_ACTION_TYPED, .text = s->sent, .session = -1};
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
    if (typing(m) && *s->typed && (key == KIOSK_KEY_ENTER || key == KIOSK_KEY_BACKSPACE))
        return typed_key(s, key, out_action);
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
    size_t length = strlen(s->typed);
    bool fits = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    if (fits && length < KIOSK_TYPED_MAX) {
        s->typed[length] = (char)c;
        s->typed[length + 1] = 0;
    }
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
