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
            debounce->kept[i].seen_ms = debounce->kept[i].read_ms = now_ms;
            return gone;
        }
        if (!debounce->kept[slot].used)
            continue;
        if (!debounce->kept[i].used || debounce->kept[i].seen_ms < debounce->kept[slot].seen_ms)
            slot = i;
    }
    debounce->kept[slot].used = true;
    debounce->kept[slot].seen_ms = debounce->kept[slot].read_ms = now_ms;
    memcpy(debounce->kept[slot].text, text, length + 1);
    return true;
}

void kiosk_debounce_hold(struct kiosk_debounce *debounce, int64_t now_ms)
{
    int last = 0;
    for (int i = 1; i < KIOSK_DEBOUNCE_TEXTS; i++)
        if (debounce->kept[i].used && debounce->kept[i].read_ms > debounce->kept[last].read_ms)
            last = i;
    if (debounce->kept[last].used && now_ms - debounce->kept[last].seen_ms < KIOSK_DEBOUNCE_MS &&
            now_ms - debounce->kept[last].read_ms < KIOSK_DEBOUNCE_HELD_MS)
        debounce->kept[last].seen_ms = now_ms;
}
