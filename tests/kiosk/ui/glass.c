#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/bounds.h"
#include "kiosk/gallery/pose.h"
#include "tests/kiosk/ui/glass.h"

#include <stdio.h>
#include <string.h>

int glass_set_up(void **state)
{
    static struct glass g;
    char err[KM_ERR_MAX] = "";
    g = (struct glass){.width = 1080, .height = 1920};
    if (!kiosk_font_open(&g.font, err) ||
            (g.type = kiosk_font_typeface(g.font), !kiosk_screens_init(&g.screens, &g.type, err))) {
        fprintf(stderr, "%s\n", err);
        return -1;
    }
    *state = &g;
    return 0;
}

int glass_tear_down(void **state)
{
    struct glass *g = *state;
    kiosk_frame_destroy(&g->frame);
    kiosk_screens_destroy(&g->screens);
    kiosk_font_close(g->font);
    return 0;
}

const struct kiosk_exhibit *glass_exhibit(enum kiosk_lang lang, const char *name)
{
    size_t count;
    const struct kiosk_exhibit *exhibits = kiosk_gallery(lang, &count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(exhibits[i].name, name) == 0)
            return &exhibits[i];
    fail_msg("no exhibit %s", name);
    return NULL;
}

void glass_show(struct glass *g, const char *name)
{
    struct kiosk_exhibit exhibit = *glass_exhibit(KIOSK_ZH, name);
    exhibit.pose = (struct kiosk_pose){.tab = exhibit.pose.tab};
    kiosk_gallery_pose(&exhibit, &g->screens);
    g->model = exhibit.model;
    glass_draw(g);
}

void glass_draw(struct glass *g)
{
    kiosk_screens_draw(&g->screens, &g->model, g->width, g->height, &g->frame);
}

static const char *words_of(const struct glass *g, size_t i)
{
    const struct kiosk_item *item = &g->frame.items[i];
    return item->kind == KIOSK_ITEM_TEXT ? (const char *)kiosk_frame_bytes(&g->frame, item) : "";
}

bool glass_says(const struct glass *g, const char *words)
{
    for (size_t i = 0; i < g->frame.item_count; i++)
        if (strcmp(words_of(g, i), words) == 0)
            return true;
    return false;
}

bool glass_mentions(const struct glass *g, const char *part)
{
    for (size_t i = 0; i < g->frame.item_count; i++)
        if (strstr(words_of(g, i), part))
            return true;
    return false;
}

const struct kiosk_hit *glass_hit(const struct glass *g, enum kiosk_action_kind kind, int value)
{
    for (size_t i = 0; i < g->frame.hit_count; i++) {
        const struct kiosk_action *a = &g->frame.hits[i].action;
        int has = kind == KIOSK_ACTION_MOVE ? (int)a->move.deed : a->value;
        if (a->kind == kind && (value < 0 || has == value))
            return &g->frame.hits[i];
    }
    return NULL;
}

bool glass_give(struct glass *g, struct kiosk_input in, struct kiosk_action *out_action)
{
    bool asked = kiosk_screens_input(&g->screens, &g->model, &g->frame, &in, out_action);
    glass_draw(g);
    return asked;
}

bool glass_swipe(struct glass *g, int x, int y, int to_x, int to_y, struct kiosk_action *out_action)
{
    struct kiosk_input in = {.kind = KIOSK_INPUT_PRESS, .x = x, .y = y};
    glass_give(g, in, out_action);
    in = (struct kiosk_input){.kind = KIOSK_INPUT_MOVE, .x = to_x, .y = to_y};
    glass_give(g, in, out_action);
    in.kind = KIOSK_INPUT_RELEASE;
    return glass_give(g, in, out_action);
}

bool glass_tap(struct glass *g, const struct kiosk_hit *hit, struct kiosk_action *out_action)
{
    assert_non_null(hit);
    int x = hit->rect.x + hit->rect.w / 2, y = hit->rect.y + hit->rect.h / 2;
    return glass_swipe(g, x, y, x, y, out_action);
}

bool glass_touch(
        struct glass *g, enum kiosk_action_kind kind, int value, struct kiosk_action *out_action)
{
    const struct kiosk_hit *hit = glass_hit(g, kind, value);
    if (!hit)
        fail_msg("nothing to touch for action %d, %d", (int)kind, value);
    return glass_tap(g, hit, out_action);
}
