#ifndef KM_BENCH_TAP_H
#define KM_BENCH_TAP_H

/* From the tap that orders a ticket to its code among the pixels: the real counter, its thread, the
 * keeper and a journal on the disk; beside it what of that nobody can do without, each bare. Main
 * thread; prints and ends the program when something fails. */

#include "kiosk/screens/screens.h"
#include "kiosk/sdl/painter.h"

struct tap_result {
    double tap_ms;                        /* medians */
    double commit_ms, read_ms, redraw_ms; /* the bare parts */
    double ratio; /* median over the pairs of tap / (commit + read + redraw) */
};

/* folder: on the disk that is measured; made, filled and left. The model is the screen on which the
 * ticket is taken; rounds: pairs. */
struct tap_result tap_measure(const char *folder, struct kiosk_screens *screens,
        struct kiosk_painter *painter, const struct kiosk_model *model, int rounds);

double bench_now_ms(void);
/* Sorts. */
double bench_median(double *values, size_t count);

#endif
