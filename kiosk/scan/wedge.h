#ifndef KIOSK_SCAN_WEDGE_H
#define KIOSK_SCAN_WEDGE_H

/* A USB scanner that types like a keyboard, told from a person by its speed: a fast burst that ends
 * with Enter or Tab (or, when long, with silence) is a scanned text; slow keys are released to the
 * screen as they were. Pure: characters and their times (ms, of the key event) go in; the main
 * thread owns it. A scanner's letters arrive damaged by caps lock, a held shift or another keyboard
 * layout; a repair function, the only one that knows what a ticket's text looks like, puts that
 * right. */

#include <stdbool.h>
#include <stdint.h>

#include "core/bounds.h"

/* Between two keys of a burst: scanners send one every 1 to 30 ms, quick typists every 80 ms. */
#define KIOSK_WEDGE_GAP_MS 50
/* A burst shorter than this is a person's fingers rolling over the keys. */
#define KIOSK_WEDGE_BURST_MIN 6
/* Without Enter at the end a burst must be this long to be no person's. */
#define KIOSK_WEDGE_UNENDED_MIN 20
/* Bytes of one key event's text, as SDL bounds it. */
#define KIOSK_WEDGE_KEY_MAX 31
/* Room for what feed and tick give back: all that was held, and one more key. */
#define KIOSK_WEDGE_OUT_MAX (KM_SCAN_TEXT_MAX + 1 + KIOSK_WEDGE_KEY_MAX)

/* Puts a burst right: in (at most KM_SCAN_TEXT_MAX bytes) to out (KIOSK_WEDGE_OUT_MAX bytes). */
typedef void kiosk_wedge_repair(const char *in, char *out);

enum kiosk_wedge_event {
    KIOSK_WEDGE_NOTHING, /* the key is held back until it is clear who typed it: call tick */
    KIOSK_WEDGE_TYPED,   /* out: what a person typed, for the screen ("\n" Enter, "\t" Tab) */
    KIOSK_WEDGE_SCANNED, /* out: a scanned text, repaired; "" for one that is no plain text or too
                            long */
};

struct kiosk_wedge {
    kiosk_wedge_repair *repair; /* static */
    char held[KM_SCAN_TEXT_MAX + 1];
    int length;
    int keys;        /* in held: a key may be several bytes */
    bool overlong;   /* the burst outgrew held; swallowed up to its end */
    bool varied;     /* not one key held down and repeating */
    int64_t last_ms; /* time of the last key */
};

/* repair: kiosk_wedge_repair_ticket, or NULL for none. */
void kiosk_wedge_init(struct kiosk_wedge *wedge, kiosk_wedge_repair *repair);

/* A key's text: UTF-8, 1 to KIOSK_WEDGE_KEY_MAX bytes; "\n" or "\r" Enter, "\t" Tab. More than 8
 * bytes come from an input method, so from a person, and are released at once. out:
 * KIOSK_WEDGE_OUT_MAX bytes, always set. */
enum kiosk_wedge_event kiosk_wedge_feed(
        struct kiosk_wedge *wedge, const char *key, int64_t now_ms, char *out);

/* Releases what is held once it is clear that no more comes. */
enum kiosk_wedge_event kiosk_wedge_tick(struct kiosk_wedge *wedge, int64_t now_ms, char *out);

/* Milliseconds until tick has something to say; -1 while nothing is held. */
int kiosk_wedge_wait_ms(const struct kiosk_wedge *wedge, int64_t now_ms);

/* The repair for tickets: ends the text in one key, T, one key and at least 16 letters or digits
 * (the token), whatever layout made of those two keys and of the digits' shift, it becomes
 * HEAD/T/TOKEN in capitals, and HTTP, any keys, becomes HTTP://. Any other text stays as it is. */
void kiosk_wedge_repair_ticket(const char *in, char *out);

#endif
