/* When a screen wants to be drawn again although nobody touched it and nothing came: only while
 * something moves. */

#include "kiosk/screens/board.h"
#include "kiosk/ui/motion.h"

#define SLIDE_MS 8000 /* of the attract loop */

static int attract_due(const struct kiosk_model *m)
{
    return (int)(SLIDE_MS - m->ms % SLIDE_MS);
}

static int board_due(const struct kiosk_model *m)
{
    int due = m->ms > 0 && m->board.zone == 0 && m->zone_count > 1
                      ? (int)(KIOSK_BOARD_PAGE_MS - m->ms % KIOSK_BOARD_PAGE_MS)
                      : -1;
    uint64_t since = m->ms - m->board.called;
    if (kiosk_motion_still(m) || m->board.called == 0 || since >= KIOSK_FLASH_MS)
        return due;
    return kiosk_motion_sooner(due, (int)(KIOSK_BLINK_MS - since % KIOSK_BLINK_MS));
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
