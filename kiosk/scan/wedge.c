#include "kiosk/scan/wedge.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* No single key gives more; whole words come from an input method. */
#define INPUT_METHOD_BYTES 8

void kiosk_wedge_init(struct kiosk_wedge *wedge, kiosk_wedge_repair *repair)
{
    *wedge = (struct kiosk_wedge){.repair = repair};
}

static void forget(struct kiosk_wedge *wedge)
{
    kiosk_wedge_init(wedge, wedge->repair);
}

/* Gives what is held to the screen, with the key that showed it was typed. */
static enum kiosk_wedge_event release(struct kiosk_wedge *wedge, const char *key, char *out)
{
    bool any = wedge->length > 0 || *key;
    snprintf(out, KIOSK_WEDGE_OUT_MAX, "%s%s", wedge->held, key);
    forget(wedge);
    return any ? KIOSK_WEDGE_TYPED : KIOSK_WEDGE_NOTHING;
}

/* The same promise as the decoder's: printable ASCII of bounded length. */
static bool is_plain(const char *text)
{
    size_t length = 0;
    for (; text[length]; length++)
        if (text[length] < 0x20 || text[length] > 0x7e)
            return false;
    return length <= KM_SCAN_TEXT_MAX;
}

static enum kiosk_wedge_event scanned(struct kiosk_wedge *wedge, char *out)
{
    if (wedge->overlong)
        *out = 0;
    else if (wedge->repair)
        wedge->repair(wedge->held, out);
    else
        snprintf(out, KIOSK_WEDGE_OUT_MAX, "%s", wedge->held);
    if (!is_plain(out))
        *out = 0;
    forget(wedge);
    return KIOSK_WEDGE_SCANNED;
}

static bool is_burst(const struct kiosk_wedge *wedge, int least)
{
    return wedge->overlong || (wedge->keys >= least && wedge->varied);
}

static void hold(struct kiosk_wedge *wedge, const char *key, int64_t now_ms)
{
    size_t length = strlen(key);
    wedge->last_ms = now_ms;
    if (wedge->overlong)
        return;
    if ((size_t)wedge->length + length > KM_SCAN_TEXT_MAX) {
        if (wedge->varied) {
            wedge->overlong = true;
            return;
        }
        forget(wedge); /* a key held down for long: nobody needs all of it */
        wedge->last_ms = now_ms;
    }
    if (wedge->keys > 0 && strncmp(wedge->held, key, length) != 0)
        wedge->varied = true;
    memcpy(wedge->held + wedge->length, key, length + 1);
    wedge->length += (int)length;
    wedge->keys++;
}

enum kiosk_wedge_event kiosk_wedge_feed(
        struct kiosk_wedge *wedge, const char *key, int64_t now_ms, char *out)
{
    assert(*key && strlen(key) <= KIOSK_WEDGE_KEY_MAX);
    *out = 0;
    bool ends = strcmp(key, "\n") == 0 || strcmp(key, "\r") == 0 || strcmp(key, "\t") == 0;
    bool fast = now_ms - wedge->last_ms <= KIOSK_WEDGE_GAP_MS;
    if (strcmp(key, "\r") == 0)
        key = "\n";
    if (ends && is_burst(wedge, fast ? KIOSK_WEDGE_BURST_MIN : KIOSK_WEDGE_UNENDED_MIN))
        return scanned(wedge, out);
    if (ends || strlen(key) > INPUT_METHOD_BYTES)
        return release(wedge, key, out);
    enum kiosk_wedge_event event = KIOSK_WEDGE_NOTHING;
    if (!fast)
        event = kiosk_wedge_tick(wedge, now_ms, out);
    hold(wedge, key, now_ms);
    return event;
}

enum kiosk_wedge_event kiosk_wedge_tick(struct kiosk_wedge *wedge, int64_t now_ms, char *out)
{
    *out = 0;
    if (wedge->keys == 0 || now_ms - wedge->last_ms <= KIOSK_WEDGE_GAP_MS)
        return KIOSK_WEDGE_NOTHING;
    if (is_burst(wedge, KIOSK_WEDGE_UNENDED_MIN))
        return scanned(wedge, out);
    return release(wedge, "", out);
}

int kiosk_wedge_wait_ms(const struct kiosk_wedge *wedge, int64_t now_ms)
{
    if (wedge->keys == 0)
        return -1;
    int64_t wait = wedge->last_ms + KIOSK_WEDGE_GAP_MS + 1 - now_ms;
    return wait > 0 ? (int)wait : 0;
}
