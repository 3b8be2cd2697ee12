/* The boards. */

#include "kiosk/gallery/exhibits.h"

void kiosk_gallery_board(struct kiosk_gallery *g, enum kiosk_lang lang)
{
    (void)g;
    (void)lang;
}
