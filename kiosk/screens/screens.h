#ifndef KIOSK_SCREENS_SCREENS_H
#define KIOSK_SCREENS_SCREENS_H

/* All screens behind two calls: draw what the model says, and turn what a person does into an
 * action for the app. What a visitor has chosen but not yet sent (people, lane, session, page)
 * lives here and is dropped when the screen or its zone changes; the language, the current screen
 * and everything lasting is the model's. Main thread. */

#include "kiosk/ui/input.h"
#include "kiosk/ui/view.h"

#define KIOSK_TYPED_MAX 16 /* a ticket number that is typed: more is ignored */

struct kiosk_screens {
    const struct kiosk_typeface *type; /* borrowed */
    struct kiosk_locale locales[KIOSK_LANGS];

    enum kiosk_screen screen; /* whose choices these are */
    uint16_t zone;
    int page;
    uint8_t people[KIOSK_CATEGORIES_MAX];
    bool priority;
    int session; /* -1 = none chosen */
    int day;     /* index of the programme's day shown; -1 = today, or the nearest */
    int tab;     /* page of the staff screen; outlives its going and coming */
    enum kiosk_reason reason;
    struct kiosk_action asked; /* waits for a yes; NONE = nothing is asked back */
    struct km_name held;       /* whose ticket was shown when that was asked */
    float density;             /* of the glass, pixels per inch; 0 = not known */
    struct kiosk_moment clock;
    char typed[KIOSK_TYPED_MAX + 1];

    uint64_t acted; /* when the app was last asked for something, ms */
    bool turned;    /* the screen has changed since, and nothing was pressed on it yet */

    bool pressed; /* a finger is down since (press_x, press_y) */
    int press_x, press_y;
    int at_x, at_y;                 /* where it is now */
    int focus;                      /* index of the hit the keyboard is on, -1 = none */
    char sent[KIOSK_TYPED_MAX + 1]; /* what action.text points to */
};

/* Reads the catalogues; `type` must outlive the screens. Fails with a message. */
bool kiosk_screens_init(struct kiosk_screens *s, const struct kiosk_typeface *type, char *err);
void kiosk_screens_destroy(struct kiosk_screens *s);

/* Write the model's screen for width × height px into the frame (begun anew). */
void kiosk_screens_draw(struct kiosk_screens *s, const struct kiosk_model *m, int width, int height,
        struct kiosk_frame *frame);

/* In how many ms something moves and it must be drawn again; -1 = it rests. */
int kiosk_screens_due(const struct kiosk_screens *s, const struct kiosk_model *m);

/* `frame` is the one on the screen. Returns true with an action the app must answer; false: nothing
 * to do for the app, but the screen may have changed: draw again. */
bool kiosk_screens_input(struct kiosk_screens *s, const struct kiosk_model *m,
        const struct kiosk_frame *frame, const struct kiosk_input *in,
        struct kiosk_action *out_action);

#endif
