/* How this kiosk is, part by part, with a sign and a word each; and what staff do with it. */

#include "kiosk/screens/staff.h"

#include <stdio.h>
#include <stdlib.h>

#define FACTS 8
#define FAULT 0.6f /* a line of why, against a row */

struct fact {
    enum kiosk_icon icon;
    const char *title;
    char words[KIOSK_WORDS_MAX];
    enum kiosk_part part;
    const char *fault; /* borrowed: why, in the log's own words; "" = nothing to say */
};

static enum kiosk_tone part_tone(enum kiosk_part part)
{
    static const enum kiosk_tone tones[] = {[KIOSK_PART_UNKNOWN] = KIOSK_TONE_OFF,
            [KIOSK_PART_OK] = KIOSK_TONE_GOOD,
            [KIOSK_PART_LOW] = KIOSK_TONE_MID,
            [KIOSK_PART_FAILED] = KIOSK_TONE_BAD,
            [KIOSK_PART_NONE] = KIOSK_TONE_OFF};
    return tones[part];
}

static enum kiosk_icon part_sign(enum kiosk_part part)
{
    static const enum kiosk_icon signs[] = {[KIOSK_PART_UNKNOWN] = KIOSK_ICON_QUESTION,
            [KIOSK_PART_OK] = KIOSK_ICON_CHECK,
            [KIOSK_PART_LOW] = KIOSK_ICON_CLOCK,
            [KIOSK_PART_FAILED] = KIOSK_ICON_WARN,
            [KIOSK_PART_NONE] = KIOSK_ICON_MINUS};
    return signs[part];
}

static const char *part_words(const struct kiosk_view *v, enum kiosk_part part)
{
    switch (part) {
    case KIOSK_PART_OK:
        return tr(v, "works");
    case KIOSK_PART_LOW:
        return tr(v, "runs low");
    case KIOSK_PART_FAILED:
        return tr(v, "does not work");
    case KIOSK_PART_NONE:
        return tr(v, "none here");
    case KIOSK_PART_UNKNOWN:
        break;
    }
    return tr(v, "does not say");
}

static void set_part(const struct kiosk_view *v, struct fact *fact, enum kiosk_icon icon,
        const char *title, enum kiosk_part part)
{
    *fact = (struct fact){.icon = icon, .title = title, .part = part, .fault = ""};
    kiosk_words_format(fact->words, "%s", part_words(v, part));
}

static void set_paper(const struct kiosk_view *v, struct fact *fact)
{
    const struct kiosk_health_view *h = &v->model->health;
    set_part(v, fact, KIOSK_ICON_TICKET, tr(v, "Paper"), h->paper);
    if (h->cover_open) {
        fact->part = KIOSK_PART_FAILED;
        kiosk_words_format(fact->words, "%s", tr(v, "the cover is open"));
    } else if (h->paper == KIOSK_PART_OK)
        kiosk_words_format(fact->words, "%s", tr(v, "enough"));
    else if (h->paper == KIOSK_PART_FAILED)
        kiosk_words_format(fact->words, "%s", tr(v, "used up"));
}

static void set_clock(const struct kiosk_view *v, struct fact *fact)
{
    const struct kiosk_health_view *h = &v->model->health;
    *fact = (struct fact){KIOSK_ICON_CLOCK, tr(v, "Clock"), "", KIOSK_PART_UNKNOWN, ""};
    if (!h->clock_known) {
        kiosk_words_format(fact->words, "%s", tr(v, "not compared yet"));
        return;
    }
    long off = labs((long)h->clock_ms);
    fact->part = off <= 2000 ? KIOSK_PART_OK : KIOSK_PART_LOW; /* the times written are corrected */
    if (off < 1000)
        kiosk_words_format(fact->words, "%s", tr(v, "right"));
    else if (off < 120000)
        kiosk_words_format(fact->words,
                h->clock_ms > 0 ? tr(v, "%ld s fast, corrected") : tr(v, "%ld s slow, corrected"),
                off / 1000);
    else
        kiosk_words_format(fact->words,
                h->clock_ms > 0 ? tr(v, "%ld min fast, corrected")
                                : tr(v, "%ld min slow, corrected"),
                off / 60000);
}

static void set_disk(const struct kiosk_view *v, struct fact *fact)
{
    int mb = v->model->health.disk_free_mb;
    *fact = (struct fact){KIOSK_ICON_DISK, tr(v, "Disk"), "", KIOSK_PART_UNKNOWN, ""};
    kiosk_words_format(fact->words, "%s", part_words(v, KIOSK_PART_UNKNOWN));
    if (mb < 0)
        return;
    fact->part = mb >= 500 ? KIOSK_PART_OK : mb >= 100 ? KIOSK_PART_LOW : KIOSK_PART_FAILED;
    if (mb >= 10000)
        kiosk_words_format(fact->words, tr(v, "%d GB free"), mb / 1000);
    else
        kiosk_words_format(fact->words, tr(v, "%d MB free"), mb);
}

static void set_station(const struct kiosk_view *v, struct fact *fact)
{
    const struct kiosk_model *m = v->model;
    char age[KIOSK_WORDS_MAX];
    *fact = (struct fact){KIOSK_ICON_CLOUD, tr(v, "Station"), "", KIOSK_PART_OK, ""};
    if (m->link == KIOSK_LINK_FRESH) {
        kiosk_words_format(fact->words, "%s", tr(v, "in reach"));
        return;
    }
    fact->part = KIOSK_PART_LOW;
    kiosk_words_age(v, m->link_age, age);
    if (m->link == KIOSK_LINK_OFFLINE)
        kiosk_words_format(fact->words, tr(v, "last heard %s"), age);
    else
        kiosk_words_format(fact->words, "%s", tr(v, "never heard"));
}

static void set_unsent(const struct kiosk_view *v, struct fact *fact)
{
    int unsent = v->model->health.unsent;
    *fact = (struct fact){KIOSK_ICON_SWAP, tr(v, "Not sent yet"), "",
            unsent < 100 ? KIOSK_PART_OK : KIOSK_PART_LOW, ""};
    kiosk_words_format(fact->words, trn(v, "%d record", "%d records", unsent), unsent);
    if (unsent == 0)
        kiosk_words_format(fact->words, "%s", tr(v, "nothing"));
}

static void list_facts(const struct kiosk_view *v, struct fact out[FACTS])
{
    const struct kiosk_health_view *h = &v->model->health;
    set_part(v, &out[0], KIOSK_ICON_CAMERA, tr(v, "Camera"), h->camera);
    set_part(v, &out[1], KIOSK_ICON_PRINT, tr(v, "Printer"), h->printer);
    set_paper(v, &out[2]);
    set_part(v, &out[3], KIOSK_ICON_SPEAKER, tr(v, "Voice"), h->voice);
    set_clock(v, &out[4]);
    set_station(v, &out[5]);
    set_unsent(v, &out[6]);
    set_disk(v, &out[7]);
    out[0].fault = h->camera_fault ? h->camera_fault : "";
    out[1].fault = h->printer_fault ? h->printer_fault : "";
}

static void fact_draw(const struct kiosk_view *v, struct kiosk_rect r, const struct fact *fact)
{
    const struct kiosk_theme *t = v->theme;
    uint32_t colour = kiosk_tone_colour(t, part_tone(fact->part));
    int icon = kiosk_px(v, 5.5f);
    kiosk_draw_icon(v, kiosk_rect_centre(kiosk_rect_cut_left(&r, icon), icon, icon), fact->icon, 2,
            t->muted);
    kiosk_rect_cut_left(&r, kiosk_px(v, 2.5f));
    struct kiosk_rect sign = kiosk_rect_cut_right(&r, icon);
    kiosk_draw_icon(v, kiosk_rect_centre(sign, icon * 9 / 10, icon * 9 / 10), part_sign(fact->part),
            2.6f, colour);
    kiosk_rect_cut_right(&r, kiosk_px(v, 1.5f));
    struct kiosk_run title = {fact->title, KIOSK_BODY, true, t->ink};
    int width = kiosk_text_width(v, title) + kiosk_px(v, 2);
    kiosk_draw_text(
            v, kiosk_rect_cut_left(&r, width < r.w / 2 ? width : r.w / 2), KIOSK_LEFT, title);
    bool bad = fact->part == KIOSK_PART_FAILED || fact->part == KIOSK_PART_LOW;
    kiosk_draw_text(v, r, KIOSK_RIGHT,
            (struct kiosk_run){fact->words, KIOSK_BODY, bad, bad ? colour : t->muted});
}

/* With why, in the log's own words, in a line beneath: what the caretaker reads out to whoever is
 * asked for help. */
static void fault_draw(const struct kiosk_view *v, struct kiosk_rect r, const struct fact *fact)
{
    int high = kiosk_line(v, 13);
    r = kiosk_rect_centre(r, r.w, high < r.h ? high : r.h);
    fact_draw(v, kiosk_rect_cut_top(&r, r.h * 11 / 20), fact);
    kiosk_rect_cut_left(&r, kiosk_px(v, 8));
    kiosk_draw_fitted(v, r, KIOSK_LEFT,
            (struct kiosk_run){fact->fault, KIOSK_S, false, v->theme->muted}, KIOSK_TEXT_SMALLEST);
}

static void health_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    const struct kiosk_health_view *h = &v->model->health;
    struct fact facts[FACTS];
    list_facts(v, facts);
    kiosk_draw_card(v, r);
    r = kiosk_rect_inset(r, kiosk_px(v, 4), kiosk_px(v, 2));
    struct kiosk_rect foot = kiosk_rect_cut_bottom(&r, kiosk_line(v, 6));
    int high = r.h, line = kiosk_px(v, 0.25f);
    float rows = FACTS;
    for (int i = 0; i < FACTS; i++)
        rows += *facts[i].fault ? FAULT : 0;
    for (int i = 0; i < FACTS; i++) {
        bool fault = *facts[i].fault;
        struct kiosk_rect row =
                kiosk_rect_cut_top(&r, (int)((float)high * (fault ? 1 + FAULT : 1) / rows));
        (fault ? fault_draw : fact_draw)(v, row, &facts[i]);
        kiosk_draw_fill(v, kiosk_rect_cut_bottom(&row, line), v->theme->line, 0);
    }
    char words[3 * KIOSK_WORDS_MAX];
    snprintf(words, sizeof words, tr(v, "Kiosk %d · %s · %.100s"), h->number,
            h->version ? h->version : "", h->station ? h->station : "");
    kiosk_draw_text(
            v, foot, KIOSK_LEFT, (struct kiosk_run){words, KIOSK_XS, false, v->theme->muted});
}

/* Apart from the others: it ends the kiosk for everybody. */
static void exit_draw(const struct kiosk_view *v, struct kiosk_rect r)
{
    kiosk_draw_button(v, r,
            &(struct kiosk_button){.style = KIOSK_BUTTON_QUIET,
                    .icon = KIOSK_ICON_EXIT,
                    .label = tr(v, "Leave the program"),
                    .action = {.kind = KIOSK_ACTION_EXIT,
                            .session = -1,
                            .ask = N_("Leave the kiosk program?")}});
}

#define BUTTONS 5
#define BUTTONS_GAP 2.5f /* u */
static int buttons_rows(int cols)
{
    return (BUTTONS + cols - 1) / cols;
}

static void buttons_draw(const struct kiosk_view *v, struct kiosk_rect r, int cols)
{
    const struct kiosk_health_view *h = &v->model->health;
    const struct kiosk_button buttons[BUTTONS] = {
            {.icon = KIOSK_ICON_PLACE,
                    .label = tr(v, "Other zone"),
                    .action = {.kind = KIOSK_ACTION_OPEN_PICK, .value = KIOSK_PICK_ZONE}},
            {.icon = KIOSK_ICON_CLOCK,
                    .label = tr(v, "Set the clock"),
                    .action = {.kind = KIOSK_ACTION_OPEN_CLOCK}},
            {.icon = KIOSK_ICON_CAMERA,
                    .label = tr(v, "Test scanning"),
                    .action = {.kind = KIOSK_ACTION_OPEN_CAMERA}},
            {.icon = KIOSK_ICON_PRINT,
                    .label = tr(v, "Test print"),
                    .action = {.kind = KIOSK_ACTION_TEST_PRINT},
                    .disabled = h->printer == KIOSK_PART_NONE},
            {.icon = KIOSK_ICON_SPEAKER,
                    .label = tr(v, "Test voice"),
                    .action = {.kind = KIOSK_ACTION_TEST_VOICE},
                    .disabled = h->voice == KIOSK_PART_NONE},
    };
    int gap = kiosk_px(v, BUTTONS_GAP);
    for (int i = 0; i < BUTTONS; i++) {
        struct kiosk_button button = buttons[i];
        struct kiosk_rect place = kiosk_rect_cell(r, cols, buttons_rows(cols), gap, i + cols - 1);
        if (i == 0) /* in two columns it fills its row */
            place = kiosk_rect_cell(r, 1, buttons_rows(cols), gap, 0);
        button.style = KIOSK_BUTTON_QUIET;
        button.action.session = -1;
        kiosk_draw_button(v, place, &button);
    }
}

void kiosk_staff_kiosk_draw(
        const struct kiosk_view *v, struct kiosk_rect r, const struct kiosk_screens *s)
{
    (void)s;
    int gap = kiosk_px(v, 4);
    if (kiosk_wide(v)) {
        struct kiosk_rect left = kiosk_rect_cut_left(&r, (r.w - gap) * 55 / 100);
        kiosk_rect_cut_left(&r, gap);
        health_draw(v, left);
        exit_draw(v, kiosk_rect_cut_bottom(&r, kiosk_height(v, 15)));
        kiosk_rect_cut_bottom(&r, gap);
        int gaps = kiosk_px(v, BUTTONS_GAP);
        int cols = r.h < BUTTONS * kiosk_height(v, 11) + (BUTTONS - 1) * gaps ? 2 : 1;
        int most = buttons_rows(cols) * (kiosk_height(v, 17) + gaps);
        buttons_draw(v, kiosk_rect_cut_top(&r, most < r.h ? most : r.h), cols);
        return;
    }
    int high = kiosk_height(v, 15);
    exit_draw(v, kiosk_rect_cut_bottom(&r, high));
    kiosk_rect_cut_bottom(&r, gap);
    struct kiosk_rect foot = kiosk_rect_cut_bottom(
            &r, buttons_rows(2) * high + (buttons_rows(2) - 1) * kiosk_px(v, BUTTONS_GAP));
    kiosk_rect_cut_bottom(&r, gap);
    health_draw(v, r);
    buttons_draw(v, foot, 2);
}
