/* When a screen wants to be drawn again although nobody touched it and nothing came: only while
 * something moves. */

#include "kiosk/screens/screen.h"
#include "kiosk/ui/motion.h"

#define SLIDE_MS 8000 /* of the attract loop */
#define FLASH_MS 6000 /* of a number just called */
#define BLINK_MS 500

static int attract_due(const struct kiosk_model *m)
{
    return (int)(SLIDE_MS - m->ms % SLIDE_MS);
}

static int board_due(const struct kiosk_model *m)
{
    if (kiosk_motion_still(m) || m->board.called == 0 || m->ms - m->board.called >= FLASH_MS)
        return -1;
    return (int)(BLINK_MS - (m->ms - m->board.called) % BLINK_MS);
}

int kiosk_screens_due(const struct kiosk_screens *s, const struct kiosk_model *m)
{
    (void)s;
    int due = kiosk_motion_entered_due(m);
    switch (m->screen) {
    case KIOSK_SCREEN_ATTRACT:
        return m->ms == 0 ? -1 : attract_due(m);
    case KIOSK_SCREEN_BOARD:
        return board_due(m);
    case KIOSK_SCREEN_TICKET:
        return kiosk_motion_sooner(due, kiosk_ticket_due(m));
    case KIOSK_SCREEN_VERDICT:
        return due;
    default:
        return -1;
    }
}
