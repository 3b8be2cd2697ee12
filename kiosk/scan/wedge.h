#ifndef KIOSK_SCAN_WEDGE_H
#define KIOSK_SCAN_WEDGE_H

/* A USB scanner that types like a keyboard, told from a person by its speed. Every key is held back
 * for a moment: keys that follow one another faster than fingers can are a scan, up to Enter, Tab
 * or silence, and not one of them reaches the screen; all others are released as they were. Method:
 * a scanner is proved by KIOSK_WEDGE_BURST_MIN keys in a row; from then on it may falter, for its
 * burst lasts until its end or a longer silence. Keys that come right behind (CR and LF) belong to
 * it. Where the program itself was late to look, the keys of that time prove less. Pure: keys and
 * times (ms, monotonic) go in; main thread. Limits: a scanner set slower than
 * KIOSK_WEDGE_GAP_MS a key is taken for a person; two scanners at once spoil each other's text, and
 * both are asked to scan again. */

#include <stdbool.h>
#include <stdint.h>

#include "core/bounds.h"

/* Between two keys of a scanner: they send one every 1 to 30 ms, quick typists every 80 ms. It is
 * also how long a person's key waits. */
#define KIOSK_WEDGE_GAP_MS 50
/* So many in a row at that pace, and it is a scanner: fingers that roll over the keys are fewer. */
#define KIOSK_WEDGE_BURST_MIN 6
/* A scanner just woken may pause after its first letter: a lone one that a ticket's text begins
 * with waits so long. */
#define KIOSK_WEDGE_FIRST_MS 150
/* A burst that stops in the middle and is no whole ticket is waited for so long. */
#define KIOSK_WEDGE_PAUSE_MS 300
#define KIOSK_WEDGE_KEYS_MAX KM_SCAN_TEXT_MAX

/* One key. */
struct kiosk_wedge_key {
    int code;   /* to the screen: a character, or whatever names the key; 0 = its text follows, or
                   there is none */
    char us;    /* the ASCII character that it types on a US keyboard as Shift stands; 0 = none */
    bool ends;  /* Enter or Tab */
    bool again; /* held down and repeating: a person */
};

enum kiosk_wedge_event {
    KIOSK_WEDGE_NOTHING, /* it is not clear yet who types: call tick */
    KIOSK_WEDGE_TYPED,   /* keys: what a person typed, for the screen */
    KIOSK_WEDGE_SCANNED, /* text */
};

struct kiosk_wedge_out {
    enum kiosk_wedge_event event;
    int count;
    struct kiosk_wedge_key keys[KIOSK_WEDGE_KEYS_MAX]; /* all with a code */
    /* Printable ASCII. A ticket's token alone, or up to four readings of it, one a line, likeliest
     * first, where the scanner's keyboard is in doubt: its signature tells. "" = no plain text, or
     * too long. */
    char text[KM_SCAN_TEXT_MAX + 1];
    bool repaired; /* as the keyboard typed it, it was no ticket */
};

struct kiosk_wedge {
    struct kiosk_wedge_key held[KIOSK_WEDGE_KEYS_MAX];
    int count;
    int run;         /* of the last keys, how many came one right after the other */
    int least;       /* that prove a scanner */
    bool burst;      /* it is one */
    bool overlong;   /* its text outgrew held; swallowed up to its end */
    bool looked;     /* silence was noticed, and what is held is no whole ticket */
    bool trailing;   /* right behind a scan */
    int64_t last_ms; /* time of the last key */
};

void kiosk_wedge_init(struct kiosk_wedge *wedge);

/* A key went down. late_ms: how long it may have waited unseen, because the program was busy. out
 * is always set. */
void kiosk_wedge_press(struct kiosk_wedge *wedge, const struct kiosk_wedge_key *key, int64_t now_ms,
        int64_t late_ms, struct kiosk_wedge_out *out);

/* The character that the keyboard's layout makes of the key just pressed (nothing to give out), or
 * one that came without a key (like press). */
void kiosk_wedge_text(struct kiosk_wedge *wedge, int code, int64_t now_ms, int64_t late_ms,
        struct kiosk_wedge_out *out);

/* Releases what is held once it is clear that no more comes. */
void kiosk_wedge_tick(struct kiosk_wedge *wedge, int64_t now_ms, struct kiosk_wedge_out *out);

/* Milliseconds until tick has something to say; -1 while nothing is held. */
int kiosk_wedge_wait_ms(const struct kiosk_wedge *wedge, int64_t now_ms);

/* What a scanner meant by these keys, whatever keyboards it and this machine take themselves for:
 * the keys are read in every way that is known (as they lie on a US, German, French, Spanish,
 * Japanese or Dvorak keyboard, and as this machine's layout typed them), in capitals, and a reading
 * with a ticket's token in it is right. Text as in kiosk_wedge_out; without a token the reading
 * that begins with HTTP:// from there on, else what was typed. True: a whole ticket. */
bool kiosk_wedge_repair(const struct kiosk_wedge_key *keys, int count,
        char out_text[KM_SCAN_TEXT_MAX + 1], bool *out_repaired);

#endif
