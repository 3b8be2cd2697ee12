#include "kiosk/scan/wedge.h"

#include <string.h>

#define LATE_MAX_MS 1000 /* more is not told apart: half a second of typing may hide in it */

void kiosk_wedge_init(struct kiosk_wedge *wedge)
{
    *wedge = (struct kiosk_wedge){.least = KIOSK_WEDGE_BURST_MIN};
}

static bool holds(const struct kiosk_wedge *wedge)
{
    return wedge->count > 0 || wedge->overlong;
}

/* Begins anew; last_ms stays. */
static void forget(struct kiosk_wedge *wedge, bool trailing)
{
    int64_t last_ms = wedge->last_ms;
    kiosk_wedge_init(wedge);
    wedge->trailing = trailing;
    wedge->last_ms = last_ms;
}

static void release(struct kiosk_wedge *wedge, struct kiosk_wedge_out *out)
{
    for (int i = 0; i < wedge->count; i++)
        if (wedge->held[i].code != 0)
            out->keys[out->count++] = wedge->held[i];
    if (out->count > 0)
        out->event = KIOSK_WEDGE_TYPED;
    forget(wedge, false);
}

static void scanned(struct kiosk_wedge *wedge, struct kiosk_wedge_out *out)
{
    bool ticket = false;
    if (!wedge->overlong)
        ticket = kiosk_wedge_repair(wedge->held, wedge->count, out->text, &out->repaired);
    /* What trails a scan is the rest of its text, unless it is a ticket of its own. */
    if (ticket || !wedge->trailing)
        out->event = KIOSK_WEDGE_SCANNED;
    forget(wedge, true);
}

/* Silence: all that is held is decided. */
static void settle(struct kiosk_wedge *wedge, struct kiosk_wedge_out *out)
{
    if (wedge->burst)
        scanned(wedge, out);
    else if (wedge->trailing)
        forget(wedge, false);
    else
        release(wedge, out);
}

/* H of HTTP, or the sign before a code's kind (AIM: "]Q1"). */
static bool may_begin(const struct kiosk_wedge_key *key)
{
    return key->us == 'H' || key->us == 'h' || key->us == ']';
}

/* How long what is held may lie silent. */
static int patience(const struct kiosk_wedge *wedge)
{
    if (wedge->burst)
        return KIOSK_WEDGE_PAUSE_MS;
    bool lone = wedge->count == 1 && !wedge->trailing && may_begin(&wedge->held[0]);
    return lone ? KIOSK_WEDGE_FIRST_MS : KIOSK_WEDGE_GAP_MS;
}

static void hold(struct kiosk_wedge *wedge, const struct kiosk_wedge_key *key)
{
    wedge->looked = false;
    if (wedge->count < KIOSK_WEDGE_KEYS_MAX)
        wedge->held[wedge->count++] = *key;
    else if (wedge->burst)
        wedge->overlong = true;
}

/* Counts the key as a scanner's or a person's by its time. */
static void weigh(struct kiosk_wedge *wedge, bool again, int64_t now_ms, int64_t late_ms)
{
    bool quick = holds(wedge) && now_ms - wedge->last_ms <= KIOSK_WEDGE_GAP_MS && !again;
    wedge->run = quick ? wedge->run + 1 : again ? 0 : 1;
    /* A person's keys of a whole second come all at once where the program was late. */
    int64_t late = late_ms < LATE_MAX_MS ? late_ms : LATE_MAX_MS;
    int least = KIOSK_WEDGE_BURST_MIN + (int)late / KIOSK_WEDGE_GAP_MS;
    if (wedge->least < least)
        wedge->least = least;
    wedge->burst = wedge->burst || wedge->run >= wedge->least;
    wedge->last_ms = now_ms;
}

static void begin(struct kiosk_wedge_out *out)
{
    out->event = KIOSK_WEDGE_NOTHING;
    out->count = 0;
    out->text[0] = 0;
    out->repaired = false;
}

void kiosk_wedge_press(struct kiosk_wedge *wedge, const struct kiosk_wedge_key *key, int64_t now_ms,
        int64_t late_ms, struct kiosk_wedge_out *out)
{
    begin(out);
    int64_t silent = now_ms - wedge->last_ms - late_ms; /* at least so long */
    if (holds(wedge) && silent > patience(wedge))
        settle(wedge, out);
    if (wedge->trailing && silent > KIOSK_WEDGE_GAP_MS)
        wedge->trailing = false;
    if (key->again && !wedge->burst && wedge->count > 0)
        release(wedge, out);
    bool ends = key->ends && wedge->burst;
    weigh(wedge, key->again, now_ms, late_ms);
    if (ends)
        scanned(wedge, out);
    else
        hold(wedge, key);
}

void kiosk_wedge_text(struct kiosk_wedge *wedge, int code, int64_t now_ms, int64_t late_ms,
        struct kiosk_wedge_out *out)
{
    struct kiosk_wedge_key *last = wedge->count > 0 ? &wedge->held[wedge->count - 1] : NULL;
    if (!wedge->overlong && last && last->us && last->code == 0) {
        begin(out);
        last->code = code;
        return;
    }
    kiosk_wedge_press(wedge, &(struct kiosk_wedge_key){.code = code}, now_ms, late_ms, out);
}

void kiosk_wedge_tick(struct kiosk_wedge *wedge, int64_t now_ms, struct kiosk_wedge_out *out)
{
    begin(out);
    int64_t silent = now_ms - wedge->last_ms;
    if (!holds(wedge))
        return;
    if (silent > patience(wedge)) {
        settle(wedge, out);
        return;
    }
    if (!wedge->burst || wedge->looked || silent <= KIOSK_WEDGE_GAP_MS)
        return;
    wedge->looked = true; /* a scanner without Enter: a whole ticket need not wait for more */
    if (!wedge->overlong &&
            kiosk_wedge_repair(wedge->held, wedge->count, out->text, &out->repaired))
        scanned(wedge, out);
    else
        begin(out);
}

int kiosk_wedge_wait_ms(const struct kiosk_wedge *wedge, int64_t now_ms)
{
    if (!holds(wedge))
        return -1;
    bool look = wedge->burst && !wedge->looked;
    int64_t wait = wedge->last_ms + (look ? KIOSK_WEDGE_GAP_MS : patience(wedge)) + 1 - now_ms;
    return wait > 0 ? (int)wait : 0;
}
