#include "kiosk/device/printer.h"

#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "kiosk/device/printer_session.h"

const struct kiosk_printer_times kiosk_printer_usual = {
        .poll_ms = 5000,
        .connect_ms = 2000,
        .answer_ms = 500,
        .stall_ms = 4000,
        .done_ms = 6000,
        .stale_ms = 15000,
};

/* What only the printer's thread has. */
struct keeper {
    struct kiosk_printer *printer; /* borrowed */
    struct kiosk_printer_session session;
    bool told; /* on_state was called: with these */
    struct kiosk_printer_state state;
    char reason[KM_ERR_MAX];
};

static void tell(struct keeper *keeper, const struct kiosk_printer_state *state, const char *reason)
{
    if (keeper->told && keeper->state.printer == state->printer &&
            keeper->state.paper == state->paper && keeper->state.cover_open == state->cover_open &&
            strcmp(keeper->reason, reason) == 0)
        return;
    keeper->told = true;
    keeper->state = *state;
    snprintf(keeper->reason, sizeof keeper->reason, "%s", reason);
    const struct kiosk_printer_callbacks *callbacks = &keeper->printer->callbacks;
    callbacks->on_state(&keeper->state, keeper->reason, callbacks->userdata);
}

static void look(struct keeper *keeper)
{
    struct kiosk_printer_state state = {KM_DEVICE_NONE, KM_DEVICE_NONE, false};
    char reason[KM_ERR_MAX] = "";
    if (keeper->printer->spec.kind != KIOSK_PRINTER_NONE)
        kiosk_printer_session_look(&keeper->session, &state, reason);
    tell(keeper, &state, reason);
}

static void print(struct keeper *keeper, struct kiosk_print_job *print)
{
    const struct kiosk_printer *printer = keeper->printer;
    struct kiosk_printer_state state = keeper->state;
    char reason[KM_ERR_MAX] = "";
    enum kiosk_printed result = KIOSK_PRINTED_FAILED;
    if (printer->spec.kind == KIOSK_PRINTER_NONE) {
        snprintf(reason, sizeof reason, "this kiosk has no printer");
    } else if (kiosk_printer_clock_ms() - print->taken_ms > printer->times.stale_ms) {
        snprintf(reason, sizeof reason, "it waited too long");
    } else {
        result = kiosk_printer_session_print(&keeper->session, &print->raster, &state, reason);
        tell(keeper, &state, reason);
    }
    kiosk_raster_destroy(&print->raster);
    printer->callbacks.on_printed(print->job, result, reason, printer->callbacks.userdata);
}

/* The next ticket, waiting for it at most until then; false when none came or it is time to end. */
static bool take(struct kiosk_printer *printer, int64_t until, struct kiosk_print_job *out_print,
        bool *out_stop)
{
    struct timespec end = {until / 1000, until % 1000 * 1000000};
    pthread_mutex_lock(&printer->m);
    while (!printer->stopping && printer->queued == 0 &&
            pthread_cond_timedwait(&printer->changed, &printer->m, &end) == 0)
        ;
    bool taken = printer->queued > 0;
    if (taken) {
        *out_print = printer->queue[0];
        printer->queued--;
        memmove(printer->queue, printer->queue + 1,
                (size_t)printer->queued * sizeof *printer->queue);
    }
    *out_stop = printer->stopping;
    pthread_mutex_unlock(&printer->m);
    return taken;
}

static void *run(void *argument)
{
    struct kiosk_printer *printer = argument;
    struct keeper keeper = {.printer = printer,
            .session = {&printer->spec, &printer->times, printer->stop_fd, false}};
    look(&keeper);
    for (;;) {
        struct kiosk_print_job next;
        bool stop;
        bool taken = take(printer, kiosk_printer_clock_ms() + printer->times.poll_ms, &next, &stop);
        if (taken && stop) {
            kiosk_raster_destroy(&next.raster);
            printer->callbacks.on_printed(next.job, KIOSK_PRINTED_FAILED, "the kiosk is closing",
                    printer->callbacks.userdata);
        } else if (taken) {
            print(&keeper, &next);
        } else if (stop) {
            return NULL;
        } else {
            look(&keeper);
        }
    }
}

bool kiosk_printer_start(struct kiosk_printer *printer, const char *spec,
        const struct kiosk_printer_times *times, const struct kiosk_printer_callbacks *callbacks,
        char *err)
{
    assert(callbacks->on_state && callbacks->on_printed);
    *printer = (struct kiosk_printer){0};
    struct kiosk_printer_spec read;
    if (!kiosk_printer_spec_read(spec, &read, err))
        return false;
    printer->spec = read;
    printer->times = times ? *times : kiosk_printer_usual;
    if (read.kind == KIOSK_PRINTER_NONE)
        printer->times.poll_ms = INT_MAX; /* nothing to look after */
    printer->callbacks = *callbacks;
    printer->stop_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (printer->stop_fd < 0) {
        snprintf(err, KM_ERR_MAX, "%s", strerror(errno));
        *printer = (struct kiosk_printer){0};
        return false;
    }
    pthread_mutex_init(&printer->m, NULL);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&printer->changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
    printer->started = true;
    int error = pthread_create(&printer->thread, NULL, run, printer);
    if (error == 0)
        return true;
    snprintf(err, KM_ERR_MAX, "%s", strerror(error));
    pthread_cond_destroy(&printer->changed);
    pthread_mutex_destroy(&printer->m);
    close(printer->stop_fd);
    *printer = (struct kiosk_printer){0};
    return false;
}

bool kiosk_printer_print(struct kiosk_printer *printer, struct kiosk_raster *raster, uint64_t job)
{
    assert(raster->bytes);
    if (!printer->started)
        return false;
    pthread_mutex_lock(&printer->m);
    bool taken = !printer->stopping && printer->queued < KIOSK_PRINTS_MAX;
    if (taken) {
        printer->queue[printer->queued++] =
                (struct kiosk_print_job){*raster, job, kiosk_printer_clock_ms()};
        *raster = (struct kiosk_raster){0};
        pthread_cond_signal(&printer->changed);
    }
    pthread_mutex_unlock(&printer->m);
    return taken;
}

void kiosk_printer_stop(struct kiosk_printer *printer)
{
    if (!printer->started)
        return;
    pthread_mutex_lock(&printer->m);
    printer->stopping = true;
    pthread_cond_signal(&printer->changed);
    pthread_mutex_unlock(&printer->m);
    eventfd_write(printer->stop_fd, 1);
}

void kiosk_printer_join(struct kiosk_printer *printer)
{
    if (!printer->started)
        return;
    kiosk_printer_stop(printer);
    pthread_join(printer->thread, NULL);
    pthread_cond_destroy(&printer->changed);
    pthread_mutex_destroy(&printer->m);
    close(printer->stop_fd);
    *printer = (struct kiosk_printer){0};
}
