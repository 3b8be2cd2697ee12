#include "kiosk/scan/source.h"

#include <stdio.h>
#include <string.h>

#include "kiosk/scan/v4l2_sys.h"

bool kiosk_source_new(const char *spec, struct kiosk_source **out, char *err)
{
    if (strcmp(spec, "none") == 0) {
        *out = NULL;
        return true;
    }
    if (strcmp(spec, "auto") == 0) {
        *out = kiosk_source_v4l2_new(NULL, &kiosk_v4l2_sys_real);
        return true;
    }
    if (strncmp(spec, "v4l2:/", 6) == 0) {
        *out = kiosk_source_v4l2_new(spec + 5, &kiosk_v4l2_sys_real);
        return true;
    }
    if (strncmp(spec, "files:", 6) == 0 && spec[6]) {
        *out = kiosk_source_files_new(spec + 6);
        return true;
    }
    snprintf(err, KM_ERR_MAX, "camera \"%.80s\"; allowed: auto, v4l2:/dev/videoN, files:PATH, none",
            spec);
    return false;
}

void kiosk_source_free(struct kiosk_source *source)
{
    if (source)
        source->ops->free(source);
}
