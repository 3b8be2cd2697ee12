/* See move.h. The Chinese texts are what is written down: one that is changed here is no longer
 * found in older records, and stands there without its English twin. */
#include "kiosk/move.h"

#include <string.h>

static const struct words {
    const char *zh, *en;
} reasons[KIOSK_REASONS] = {
        [KIOSK_REASON_NONE] = {"", ""},
        [KIOSK_REASON_BREAK] = {"午间休息", "Lunch break"},
        [KIOSK_REASON_EQUIPMENT] = {"设备检修", "Under repair"},
        [KIOSK_REASON_CROWDED] = {"人数已满，稍后开放", "Full for now"},
        [KIOSK_REASON_HANDOVER] = {"人员交接", "Change of helpers"},
        [KIOSK_REASON_FINISHED] = {"今日体验结束", "Finished for today"},
        [KIOSK_REASON_COUNTED] = {"现场清点", "Counted"},
        [KIOSK_REASON_UNSCANNED] = {"有人未扫码入场", "Came in unscanned"},
        [KIOSK_REASON_LEFT] = {"有人未扫码离场", "Left unscanned"},
};

const char *kiosk_reason_zh(enum kiosk_reason reason)
{
    return reasons[reason].zh;
}

const char *kiosk_reason_en(enum kiosk_reason reason)
{
    return reasons[reason].en;
}

enum kiosk_reason kiosk_reason_find(const char *zh, size_t length)
{
    for (int i = 1; i < KIOSK_REASONS; i++)
        if (strlen(reasons[i].zh) == length && memcmp(reasons[i].zh, zh, length) == 0)
            return (enum kiosk_reason)i;
    return KIOSK_REASON_NONE;
}
