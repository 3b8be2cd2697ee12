#ifndef KIOSK_UI_FRAME_H
#define KIOSK_UI_FRAME_H

/* A frame: the draw list of one screen and the areas that answer to a touch. Screens write it, the
 * renderer in kiosk/sdl replays it, tests read it. A frame owns copies of all its text, QR modules
 * and pictures, so it can be kept and compared with the next one (damage.h). Main thread. Limits:
 * grows as needed; running out of memory aborts. */

#include "kiosk/model.h"
#include "kiosk/ui/rect.h"

enum kiosk_item_kind {
    KIOSK_ITEM_FILL, /* rectangle: `colour`, `radius`, and a `border` of width `stroke` */
    KIOSK_ITEM_TEXT, /* bytes = UTF-8; pen at (pen_x, baseline), `size` px, `bold` */
    KIOSK_ITEM_ICON, /* `icon` in its 24 × 24 box scaled to rect, lines `stroke` px wide */
    KIOSK_ITEM_RING, /* arc of `part` of a circle from the top clockwise, `stroke` px wide, inside
                        rect */
    KIOSK_ITEM_DASH, /* dashed horizontal line: rect filled with dashes twice as long as their gaps
                      */
    KIOSK_ITEM_QR, /* bytes = cols × cols modules in `colour`; field and quiet zone in `border` */
    KIOSK_ITEM_IMAGE,   /* bytes = cols × rows grey pixels, scaled to cover rect, corners `radius`,
                           mirrored */
    KIOSK_ITEM_LINES,   /* bytes = struct kiosk_segment in px of the frame, `stroke` px wide, within
                           rect */
    KIOSK_ITEM_PICTURE, /* bytes = cols × rows pixels 0xAARRGGBB, scaled to lie whole within rect */
};

struct kiosk_item {
    enum kiosk_item_kind kind;
    struct kiosk_rect rect; /* px; nothing is drawn outside */
    uint32_t colour;        /* 0xAARRGGBB, not premultiplied */
    uint32_t border;        /* same; alpha 0 = none */
    float radius, stroke;   /* px */
    float part;             /* 0..1 */
    float turn;             /* TEXT, ICON: degrees clockwise around the middle of rect */
    int icon;               /* enum kiosk_icon */
    int size, pen_x, baseline;
    bool bold;
    int cols, rows;
    size_t bytes, byte_count; /* a slice of the frame's store */
};

struct kiosk_hit {
    struct kiosk_rect rect;
    float radius;
    struct kiosk_action action;
    int key; /* the key that does the same (enum kiosk_key or a capital letter), 0 = none */
};

struct kiosk_frame {
    int width, height; /* px */
    struct kiosk_item *items;
    size_t item_count, item_room;
    struct kiosk_hit *hits;
    size_t hit_count, hit_room;
    uint8_t *store;
    size_t store_count, store_room;
    int clipped; /* texts that had to be cut to fit: 0 on a good screen */
};

/* A zeroed frame is a valid empty one. */
void kiosk_frame_destroy(struct kiosk_frame *f);

/* Empty the lists for a new picture of this size; keeps the memory. */
void kiosk_frame_begin(struct kiosk_frame *f, int width, int height);

/* Append an item (rects that are empty are left out); `bytes` are copied, may be NULL. */
void kiosk_frame_add(
        struct kiosk_frame *f, struct kiosk_item item, const void *bytes, size_t byte_count);
void kiosk_frame_add_hit(struct kiosk_frame *f, struct kiosk_hit hit);

/* The bytes of an item; valid until the frame changes. For text NUL-terminated. */
const uint8_t *kiosk_frame_bytes(const struct kiosk_frame *f, const struct kiosk_item *item);

/* The topmost hit at a point, or NULL. */
const struct kiosk_hit *kiosk_frame_hit_at(const struct kiosk_frame *f, int x, int y);
const struct kiosk_hit *kiosk_frame_hit_key(const struct kiosk_frame *f, int key);

#endif
