#include "kiosk/gallery/pose.h"

#include <assert.h>
#include <string.h>

void kiosk_gallery_pose(const struct kiosk_exhibit *exhibit, struct kiosk_screens *screens)
{
    const struct kiosk_pose *pose = &exhibit->pose;
    struct kiosk_frame scratch = {0};
    screens->screen = KIOSK_SCREENS; /* as if coming from elsewhere */
    kiosk_screens_draw(screens, &exhibit->model, 1080, 1920, &scratch);
    kiosk_frame_destroy(&scratch);
    screens->tab = pose->tab;
    screens->page = pose->page;
    screens->reason = pose->reason;
    screens->asked = pose->asked;
    screens->typed[0] = 0;
    if (!pose->typed)
        return;
    assert(strlen(pose->typed) <= KIOSK_TYPED_MAX);
    strcpy(screens->typed, pose->typed);
}
