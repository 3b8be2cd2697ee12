#ifndef KIOSK_DEVICE_PRINTER_H
#define KIOSK_DEVICE_PRINTER_H

/* The ticket printer, on a thread of its own: nobody waits for paper. It is looked after every few
 * seconds; a ticket that cannot be printed now fails now, with the reason, and is never printed
 * later: its visitor has gone. A printer that never answers questions (many cheap ones) is unknown,
 * and printed to all the same. */

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include "kiosk/device/escpos.h"
#include "kiosk/device/printer_port.h"

enum kiosk_printed {
    KIOSK_PRINTED_DONE,   /* the printer said that all was well after the ticket */
    KIOSK_PRINTED_SENT,   /* the printer took it all; whether it printed, it does not say */
    KIOSK_PRINTED_FAILED, /* not or not wholly printed */
};

/* How long things may take, ms. */
struct kiosk_printer_times {
    int poll_ms;    /* from look to look */
    int connect_ms; /* TCP */
    int answer_ms;  /* one answer */
    int stall_ms;   /* without any byte taken */
    int done_ms;    /* from the last byte of a ticket to its cut */
    int stale_ms;   /* a ticket that waited longer is not printed any more */
};
extern const struct kiosk_printer_times kiosk_printer_usual; /* static */

/* Called on the printer's thread; must not block; pointers are borrowed for the call. They may call
 * print and stop, never join. */
struct kiosk_printer_callbacks {
    /* The first look, and every change. reason: why it cannot print, "" when it can as far as one
     * knows; for people. A kiosk without a printer: both NONE, once. */
    void (*on_state)(const struct kiosk_printer_state *state, const char *reason, void *userdata);
    /* Once for every ticket that print took, after the on_state it caused. reason: as above. */
    void (*on_printed)(uint64_t job, enum kiosk_printed result, const char *reason, void *userdata);
    void *userdata; /* borrowed */
};

struct kiosk_print_job {
    struct kiosk_raster raster; /* owned */
    uint64_t job;
    int64_t taken_ms;
};

/* Embedded in its owner; its fields belong to printer.c. */
struct kiosk_printer {
    pthread_t thread;
    pthread_mutex_t m;
    pthread_cond_t changed;
    bool started;
    bool stopping;                                  /* guarded by m */
    struct kiosk_print_job queue[KIOSK_PRINTS_MAX]; /* guarded by m; the oldest first */
    int queued;                                     /* guarded by m */
    int stop_fd;                                    /* owned eventfd: readable from stop on */
    struct kiosk_printer_spec spec;
    struct kiosk_printer_times times;
    struct kiosk_printer_callbacks callbacks;
};

/* Starts the thread. spec: as the configuration says it (kiosk_printer_spec_read), and what is
 * wrong with it is said in err (KM_ERR_MAX); times: NULL is kiosk_printer_usual. A printer that is
 * not there is no error. On failure the printer is zeroed. */
bool kiosk_printer_start(struct kiosk_printer *printer, const char *spec,
        const struct kiosk_printer_times *times, const struct kiosk_printer_callbacks *callbacks,
        char *err);

/* Takes a ticket over: raster is owned by the printer and zeroed here. False, and the raster stays
 * the caller's, when KIOSK_PRINTS_MAX wait, or the printer is stopping or was never started. Any
 * thread. */
bool kiosk_printer_print(struct kiosk_printer *printer, struct kiosk_raster *raster, uint64_t job);

/* Asks the thread to end; returns at once. A ticket half sent is sent to its end, those that wait
 * fail. Any thread, any number of times; accepts a zeroed printer. */
void kiosk_printer_stop(struct kiosk_printer *printer);

/* Stops, waits for the end (about stall_ms at most, or as long as the system looks for a host's
 * name) and frees all. Accepts a zeroed printer. */
void kiosk_printer_join(struct kiosk_printer *printer);

#endif
