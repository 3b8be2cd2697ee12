#ifndef TESTS_BENCH_FRAMES_SHEET_H
#define TESTS_BENCH_FRAMES_SHEET_H

/* Flat things with a fine picture on them: slips, phones, posters, keyboards, labels. They are
 * drawn straight and sharp here and laid into a scene by frames_lay.h. Main thread (letters). */

#include "kiosk/scan/qr.h"
#include "kiosk/sdl/font.h"
#include "tests/bench/frames_canvas.h"

/* Sheet px of one module; four samples a px each way then meet every sheet px of a 2-px module. */
#define SHEET_MODULE 8

struct sheet {
    struct kiosk_grey grey; /* owned; 0 ink to 255 paper or light */
    int code_x, code_y;     /* px of the code's top left corner, without its quiet zone */
    int code_side;          /* modules; 0: no code on it */
};

void sheet_destroy(struct sheet *sheet);

void sheet_box(struct sheet *sheet, int x, int y, int width, int height, int level);

/* Sets a line of text; returns its width in px. Clipped at the sheet's edge. */
int sheet_text(struct sheet *sheet, struct kiosk_font *font, const char *text, int x, int y,
        int size, int level);

/* How a code is shown. */
struct sheet_code {
    const struct kiosk_qr *qr;
    bool inverted;      /* light on dark */
    int quiet;          /* modules of quiet zone; usual is KIOSK_QR_QUIET */
    bool dark_surround; /* what comes after the quiet zone is dark */
};

void sheet_slip(struct sheet *out, struct kiosk_font *font, const struct sheet_code *code,
        struct chance *chance);
void sheet_phone(struct sheet *out, struct kiosk_font *font, const struct sheet_code *code,
        struct chance *chance);

void sheet_poster(struct sheet *out, struct kiosk_font *font, struct chance *chance);
void sheet_page(struct sheet *out, struct kiosk_font *font, struct chance *chance);
void sheet_keyboard(struct sheet *out, struct kiosk_font *font, struct chance *chance);
void sheet_label(struct sheet *out, struct kiosk_font *font, struct chance *chance); /* bars */
void sheet_board(struct sheet *out, struct kiosk_font *font, struct chance *chance); /* chalk */

#endif
