#include "kiosk/screens/screens.h"

#include "kiosk/screens/screen.h"

#include <string.h>

int kiosk_target_px(const struct kiosk_screens *s)
{
    return (int)ceilf(s->density * 20.f / 25.4f);
}

#define LARGE 1.25f /* letters for weak eyes */

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
    if (!km_name_equal(m->held.ticket, s->held)) /* a scan brought another: a yes is not about it */
        s->asked = (struct kiosk_action){.kind = KIOSK_ACTION_NONE};
    s->held = m->held.ticket;
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
    s->day = -1;
    s->reason = KIOSK_REASON_NONE;
    s->asked = (struct kiosk_action){.kind = KIOSK_ACTION_NONE};
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

static void (*const screens[KIOSK_SCREENS])(
        const struct kiosk_view *v, const struct kiosk_screens *s) = {
        [KIOSK_SCREEN_MESSAGE] = kiosk_message_draw,
        [KIOSK_SCREEN_ATTRACT] = kiosk_attract_draw,
        [KIOSK_SCREEN_HOME] = kiosk_home_draw,
        [KIOSK_SCREEN_SCHEDULE] = kiosk_schedule_draw,
        [KIOSK_SCREEN_ZONE] = kiosk_zone_draw,
        [KIOSK_SCREEN_TICKET] = kiosk_ticket_draw,
        [KIOSK_SCREEN_FIND] = kiosk_find_draw,
        [KIOSK_SCREEN_MINE] = kiosk_mine_draw,
        [KIOSK_SCREEN_GOODBYE] = kiosk_goodbye_draw,
        [KIOSK_SCREEN_ACCESS] = kiosk_access_draw,
        [KIOSK_SCREEN_CHECKIN] = kiosk_checkin_draw,
        [KIOSK_SCREEN_VERDICT] = kiosk_verdict_draw,
        [KIOSK_SCREEN_PIN] = kiosk_pin_draw,
        [KIOSK_SCREEN_STAFF] = kiosk_staff_draw,
        [KIOSK_SCREEN_CARD] = kiosk_card_draw,
        [KIOSK_SCREEN_PICK] = kiosk_pick_draw,
        [KIOSK_SCREEN_NUMBER] = kiosk_number_draw,
        [KIOSK_SCREEN_COUNT] = kiosk_count_draw,
        [KIOSK_SCREEN_CAMERA] = kiosk_camera_draw,
        [KIOSK_SCREEN_BOARD] = kiosk_board_draw,
};

/* Whether everything to touch lies in the lower half: of a tall screen, and where a finger is asked
 * for at all. */
static bool lies_low(const struct kiosk_model *m, int width, int height)
{
    return m->access & KIOSK_ACCESS_LOW && height > width && m->screen != KIOSK_SCREEN_ATTRACT &&
           m->screen != KIOSK_SCREEN_BOARD;
}

void kiosk_screens_draw(struct kiosk_screens *s, const struct kiosk_model *m, int width, int height,
        struct kiosk_frame *frame)
{
    start_afresh(s, m);
    struct kiosk_theme theme = kiosk_theme_make(m->accent, m->access & KIOSK_ACCESS_CONTRAST);
    struct kiosk_view v = {.frame = frame,
            .model = m,
            .theme = &theme,
            .type = s->type,
            .locale = &s->locales[m->lang],
            .area = {0, 0, width, height},
            .letters = m->access & KIOSK_ACCESS_LARGE ? LARGE : 1,
            .target = kiosk_target_px(s)};
    kiosk_frame_begin(frame, width, height);
    struct kiosk_rect upper = {0};
    if (lies_low(m, width, height))
        upper = kiosk_rect_cut_top(&v.area, /* as high as wide screens are laid out for */
                height - (height / 2 < width * 8 / 9 ? height / 2 : width * 8 / 9));
    v.u = (float)(v.area.w < v.area.h ? v.area.w : v.area.h) / 135.f;
    kiosk_upper_draw(&v, upper);
    screens[m->screen](&v, s);
    if (s->asked.kind != KIOSK_ACTION_NONE)
        kiosk_confirm_draw(&v, s);
    pointers_draw(&v, s);
    kiosk_notice_draw(&v);
}
