#include "kiosk/scan/debounce.h"

#include <assert.h>
#include <string.h>

bool kiosk_debounce_take(struct kiosk_debounce *debounce, const char *text, int64_t now_ms)
{
    size_t length = strlen(text);
    assert(length <= KM_SCAN_TEXT_MAX);
    int slot = 0; /* the same text, else a free one, else the oldest */
    for (int i = 0; i < KIOSK_DEBOUNCE_TEXTS; i++) {
        if (debounce->kept[i].used && strcmp(debounce->kept[i].text, text) == 0) {
            bool gone = now_ms - debounce->kept[i].seen_ms >= KIOSK_DEBOUNCE_MS;
            debounce->kept[i].seen_ms = now_ms;
            return gone;
        }
        if (!debounce->kept[slot].used)
            continue;
        if (!debounce->kept[i].used || debounce->kept[i].seen_ms < debounce->kept[slot].seen_ms)
            slot = i;
    }
    debounce->kept[slot].used = true;
    debounce->kept[slot].seen_ms = now_ms;
    memcpy(debounce->kept[slot].text, text, length + 1);
    return true;
}
