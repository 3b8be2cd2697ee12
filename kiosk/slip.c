#include "kiosk/slip.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/bounds.h"
#include "kiosk/screens/paper.h"
#include "kiosk/sdl/painter.h"

bool kiosk_slip_make(const struct kiosk_screens *screens, struct kiosk_font *font,
        const struct kiosk_model *model, int width, struct kiosk_raster *out_raster, char *err)
{
    struct kiosk_frame frame = {0};
    kiosk_paper_draw(screens, model, width, &frame);
    size_t size = (size_t)frame.width * (size_t)frame.height * sizeof(uint32_t);
    uint32_t *pixels = malloc(size);
    if (!pixels)
        abort();
    memset(pixels, 0xFF, size); /* white paper */
    struct kiosk_canvas canvas = {
            pixels, frame.width, frame.height, frame.width, {0, 0, frame.width, frame.height}};
    kiosk_painter_replay(&canvas, font, &frame);
    bool made = kiosk_raster_from_pixels(out_raster, pixels, frame.width, frame.height);
    if (!made)
        snprintf(err, KM_ERR_MAX, "a ticket of %d x %d dots", frame.width, frame.height);
    free(pixels);
    kiosk_frame_destroy(&frame);
    return made;
}
