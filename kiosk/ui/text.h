#ifndef KIOSK_UI_TEXT_H
#define KIOSK_UI_TEXT_H

/* Setting text into boxes. A line that is too wide is first set smaller (down to KIOSK_TEXT_LEAST
 * of its size), then cut with an ellipsis, which counts in frame->clipped: tests hold every screen
 * to zero. Chinese breaks between any two characters except before closing and after opening
 * punctuation, other text at spaces. Main thread. */

#include "kiosk/ui/view.h"

#define KIOSK_TEXT_LEAST 0.62f
#define KIOSK_TEXT_SMALLEST                                                                 \
    2.6f                    /* u: what can be read at arm's length; nothing is shrunk below \
                             */
#define KIOSK_TEXT_MAX 1024 /* bytes of one text on a screen; longer ones are cut */

enum kiosk_align { KIOSK_LEFT, KIOSK_CENTRE, KIOSK_RIGHT };

/* Words of one size and colour; a line is made of several on one baseline. */
struct kiosk_run {
    const char *text;
    float size; /* u */
    bool bold;
    uint32_t colour;
};

/* One line, in the middle of the box's height. Returns the width set, px. */
int kiosk_draw_runs(const struct kiosk_view *v, struct kiosk_rect box, enum kiosk_align align,
        const struct kiosk_run *runs, size_t count);
int kiosk_draw_text(const struct kiosk_view *v, struct kiosk_rect box, enum kiosk_align align,
        struct kiosk_run run);

/* Lines from the top of the box; `leading` = distance of lines in sizes (1.4). Returns the height
 * used, px. */
int kiosk_draw_paragraph(const struct kiosk_view *v, struct kiosk_rect box, enum kiosk_align align,
        struct kiosk_run run, float leading);

/* One line as large as it fits, in the middle of the box's height; two lines rather than one below
 * the size `small`. */
void kiosk_draw_fitted(const struct kiosk_view *v, struct kiosk_rect box, enum kiosk_align align,
        struct kiosk_run run, float small);

int kiosk_text_width(const struct kiosk_view *v, struct kiosk_run run);
/* The largest size, from run.size down to `least`, at which the text takes at most so many lines
 * of this width without breaking a word; 0 when there is none. */
float kiosk_text_fit(
        const struct kiosk_view *v, int width, int lines, struct kiosk_run run, float least);
/* The lines, and the height in px, a paragraph takes in this width. */
int kiosk_text_lines(const struct kiosk_view *v, int width, struct kiosk_run run);
int kiosk_text_height(const struct kiosk_view *v, int width, struct kiosk_run run, float leading);

#endif
