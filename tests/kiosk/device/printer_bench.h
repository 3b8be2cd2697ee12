#ifndef TESTS_KIOSK_PRINTER_BENCH_H
#define TESTS_KIOSK_PRINTER_BENCH_H

/* A kiosk's printer and a fake one side by side, and what was said of it. Everything asserts by
 * cmocka. Zero it, start the fake one, begin; end joins and checks that the fake one understood
 * all. */

#include "kiosk/device/printer.h"
#include "tests/kiosk/device/fake_printer.h"

#define PRINTED_MAX 32

/* Short looks; the other times are long, and only bound a loaded machine: answers come within a
 * turn of the fake one's loop. */
extern const struct kiosk_printer_times bench_times;

/* What the printer said, and the printer itself. */
struct bench {
    struct fake_printer fake;
    struct kiosk_printer printer;
    struct kiosk_printer_times times;
    pthread_mutex_t m;
    pthread_cond_t changed;
    struct kiosk_printer_state state; /* guarded by m, as all below */
    char reason[KM_ERR_MAX];
    int states, printed;
    struct {
        uint64_t job;
        enum kiosk_printed result;
        char reason[KM_ERR_MAX];
        struct kiosk_printer_state state; /* as told before */
    } prints[PRINTED_MAX];
};

/* Callbacks; userdata is the bench. */
void bench_on_state(const struct kiosk_printer_state *state, const char *reason, void *userdata);
void bench_on_printed(uint64_t job, enum kiosk_printed result, const char *reason, void *userdata);

/* Starts the kiosk's side, with b->times or bench_times; the second also a fake one on TCP, if none
 * was started. */
void bench_begin(struct bench *b, const char *spec);
void bench_begin_tcp(struct bench *b);
void bench_end(struct bench *b);

/* Prints the picture of this job; false where the queue was full. */
bool bench_print(struct bench *b, uint64_t job);
void bench_wait_printed(struct bench *b, int count);
/* Waits for a state and a part of its reason. */
void bench_expect_state(struct bench *b, int printer, int paper, const char *reason);
/* Prints, and waits for what becomes of it. */
void bench_expect_print(
        struct bench *b, uint64_t job, enum kiosk_printed result, const char *reason);
/* The ticket at this index in the tray is the one of this job. */
void bench_expect_ticket(struct bench *b, int index, uint64_t job);
int bench_tickets(struct bench *b);

/* Changes the fake one: one of its states; where it stops reading (0: nowhere). */
void bench_set(struct bench *b, bool *what, bool value);
void bench_stall(struct bench *b, size_t after);

#endif
