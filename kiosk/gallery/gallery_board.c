/* The boards. */

#include "kiosk/gallery/exhibits.h"

#include <stdio.h>

#define SECOND 1000ll
#define NOON 1778727600000ll
#define BATCH 24 /* calls of a class that comes together */

static struct kiosk_call_view call_of(
        const struct kiosk_model *m, uint16_t zone, uint32_t seq, const char *number, int minutes)
{
    struct kiosk_call_view call = {.ticket = {7, seq},
            .zone = zone,
            .people = 3,
            .called_at = NOON - minutes * 60 * SECOND,
            .minutes = minutes};
    for (size_t i = 0; i < m->zone_count; i++)
        if (m->zones[i].id == zone) {
            call.zone_title = m->zones[i].title;
            call.place = m->zones[i].place;
        }
    snprintf(call.number, sizeof call.number, "%s", number);
    return call;
}

static struct kiosk_model *add_board(
        struct kiosk_gallery *g, enum kiosk_lang lang, const char *name, uint16_t zone)
{
    static struct kiosk_zone_view zones[KIOSK_GALLERY_ZONES];
    struct kiosk_model base = kiosk_gallery_base(lang);
    for (int i = 0; i < KIOSK_GALLERY_ZONES; i++) {
        zones[i] = base.zones[i];
        zones[i].calls = i != 0;
        if (i == 3)
            snprintf(zones[i].last_called, sizeof zones[i].last_called, "%s", "D1-014");
    }
    base.zones = zones;
    base.link = KIOSK_LINK_FRESH;
    struct kiosk_model *m = kiosk_gallery_add(g, name, base, KIOSK_SCREEN_BOARD);
    m->board.zone = zone;
    m->board.together = 1;
    return m;
}

static void add_calls(struct kiosk_gallery *g, enum kiosk_lang lang)
{
    static struct kiosk_call_view calls[5], again[3], batch[BATCH];
    struct kiosk_model *m = add_board(g, lang, "board", 0);
    calls[0] = call_of(m, 2, 1, "B2-017", 0);
    calls[1] = call_of(m, 2, 2, "B2-018", 0);
    calls[2] = call_of(m, 2, 3, "B1-006", 0);
    calls[3] = call_of(m, 3, 4, "C3-022", 2);
    calls[4] = call_of(m, 2, 5, "B2-016", 4);
    m->board.calls = calls;
    m->board.call_count = 5;
    m->board.together = 3;
    struct kiosk_board_view board = m->board;
    m = add_board(g, lang, "board-flash", 0);
    m->board = board;
    m->ms = 24000;
    m->board.called = 24000;
    m = add_board(g, lang, "board-again", 0);
    again[0] = call_of(m, 3, 4, "C3-022", 1);
    again[0].recalled_at = NOON;
    again[1] = calls[0];
    m->board.calls = again;
    m->board.call_count = 2;
    m->zone_count = KIOSK_GALLERY_ZONES;
    m = add_board(g, lang, "board-batch", 0);
    for (int i = 0; i < BATCH; i++) {
        char number[KIOSK_NUMBER_MAX];
        snprintf(number, sizeof number, "E%d-%03d", i % 3 + 1, 100 + i);
        batch[i] = call_of(m, 5, (uint32_t)i + 1, number, 0);
    }
    m->board.calls = batch;
    m->board.call_count = m->board.together = 12;
    m = add_board(g, lang, "board-window-batch", 5);
    m->board.calls = batch;
    m->board.call_count = BATCH;
    m->board.together = 15;
    m = add_board(g, lang, "board-window", 2);
    m->board = board;
    m->board.calls = calls;
    m->board.call_count = 3;
    m->board.zone = 2;
    m->board.together = 1;
}

static void add_quiet(struct kiosk_gallery *g, enum kiosk_lang lang)
{
    struct kiosk_model *m = add_board(g, lang, "board-nobody", 0);
    m->link = KIOSK_LINK_OFFLINE;
    m->link_age = 6;
    m = add_board(g, lang, "board-second-page", 0);
    m->zone_count = KIOSK_GALLERY_ZONES;
    m->ms = 8000;
    m->link = KIOSK_LINK_NEVER;
    m = add_board(g, lang, "board-no-zones", 0);
    m->zone_count = 0;
    m = add_board(g, lang, "board-window-paused", 6);
    m->link = KIOSK_LINK_OFFLINE;
    m->link_age = 75;
    m = add_board(g, lang, "board-window-nobody", 3);
}

static void add_real_words(struct kiosk_gallery *g, enum kiosk_lang lang)
{
    static struct kiosk_call_view calls[2];
    struct kiosk_model *m = add_board(g, lang, "board-real", 0);
    kiosk_gallery_real_words(m);
    calls[0] = call_of(m, 1, 1, "A12-1017", 18);
    calls[1] = call_of(m, 2, 2, "B12-1018", 75);
    m->board.calls = calls;
    m->board.call_count = 2;
    struct kiosk_board_view board = m->board;
    m = add_board(g, lang, "board-real-window", 0);
    kiosk_gallery_real_words(m);
    m->board = board;
    m->board.zone = 1;
    m->access = KIOSK_ACCESS_CONTRAST;
}

void kiosk_gallery_board(struct kiosk_gallery *g, enum kiosk_lang lang)
{
    add_calls(g, lang);
    add_quiet(g, lang);
    add_real_words(g, lang);
}
