#include "kiosk/device/printer_session.h"

#include <stdio.h>

#define LISTEN_MS 300 /* while a ticket is printed: between two questions whether all is well */

/* The bytes of the largest job, with room for commands and for completing a broken one. */
#define JOB_MAX \
    ((size_t)(KIOSK_RASTER_ROWS_MAX + KIOSK_ESCPOS_BAND) * (KIOSK_RASTER_WIDTH_MAX / 8) + 4096)

/* What came of asking. */
struct answers {
    struct kiosk_printer_state state;
    const char *fault; /* static; "" = none */
    bool gone;         /* the connection broke */
    bool done;         /* beside the answers: a job has come to its end */
};

/* The answer to one question; -1 when none comes. Other bytes are passed over. */
static int ask_one(const struct kiosk_printer_session *session, struct kiosk_printer_port *port,
        enum kiosk_escpos_status status, struct answers *answers)
{
    uint8_t question[3];
    char err[KM_ERR_MAX];
    kiosk_escpos_ask(status, question);
    if (!kiosk_printer_port_send(port, question, sizeof question, session->times->stall_ms, err)) {
        answers->gone = true;
        return -1;
    }
    int64_t until = kiosk_printer_clock_ms() + session->times->answer_ms;
    for (int64_t now = until - session->times->answer_ms; now < until;
            now = kiosk_printer_clock_ms()) {
        uint8_t byte;
        enum kiosk_port_event event = kiosk_printer_port_receive(port, (int)(until - now), &byte);
        answers->gone = event == KIOSK_PORT_GONE;
        if (event != KIOSK_PORT_BYTE)
            return -1;
        if (kiosk_escpos_is_status(byte))
            return byte;
        answers->done = answers->done || kiosk_escpos_is_done(byte);
    }
    return -1;
}

/* One question at a time, as the reference wants; who does not answer the first is not asked on. */
static void ask(const struct kiosk_printer_session *session, struct kiosk_printer_port *port,
        struct answers *answers)
{
    int said[KIOSK_ESCPOS_STATUSES] = {-1, -1, -1, -1};
    for (int i = 0; i < KIOSK_ESCPOS_STATUSES && !answers->gone; i++) {
        said[i] = ask_one(session, port, (enum kiosk_escpos_status)i, answers);
        if (said[KIOSK_ESCPOS_PRINTER] < 0)
            break;
    }
    answers->fault = kiosk_escpos_decode(said, &answers->state);
}

/* Opens the printer and asks. What a broken job left in it is dropped first, lest it be printed
 * when the paper comes. False when it cannot be reached; then the port is closed. */
static bool begin(struct kiosk_printer_session *session, struct kiosk_printer_port *port,
        struct answers *answers, char *err)
{
    *answers = (struct answers){.fault = ""};
    if (!kiosk_printer_port_open(
                session->spec, session->stop_fd, session->times->connect_ms, port, err))
        return false;
    if (session->broken_off && !kiosk_printer_port_send(port, kiosk_escpos_clear,
                                       KIOSK_ESCPOS_CLEAR_SIZE, session->times->stall_ms, err)) {
        kiosk_printer_port_close(port, true);
        return false;
    }
    kiosk_printer_port_drain(port);
    ask(session, port, answers);
    if (!answers->gone)
        return true;
    snprintf(err, KM_ERR_MAX, "it went away");
    kiosk_printer_port_close(port, true);
    return false;
}

static void give(
        const struct answers *answers, struct kiosk_printer_state *out_state, char *out_reason)
{
    *out_state = answers->state;
    snprintf(out_reason, KM_ERR_MAX, "%s", answers->fault);
}

static const struct kiosk_printer_state lost = {KM_DEVICE_FAILED, KM_DEVICE_UNKNOWN, false};

void kiosk_printer_session_look(struct kiosk_printer_session *session,
        struct kiosk_printer_state *out_state, char *out_reason)
{
    struct kiosk_printer_port port;
    struct answers answers;
    if (!begin(session, &port, &answers, out_reason)) {
        *out_state = lost;
        return;
    }
    kiosk_printer_port_close(&port, false);
    give(&answers, out_state, out_reason);
}

static bool send_job(struct kiosk_printer_session *session, struct kiosk_printer_port *port,
        const struct kiosk_raster *raster, char *err)
{
    struct km_buffer bytes;
    km_buffer_init(&bytes, JOB_MAX);
    bool good = true;
    if (session->broken_off)
        good = kiosk_escpos_complete(&bytes);
    good = kiosk_escpos_job(raster, &bytes) && good;
    if (!good)
        snprintf(err, KM_ERR_MAX, "the ticket is too large");
    session->broken_off = good; /* until the end is known */
    good = good &&
           kiosk_printer_port_send(port, bytes.bytes, bytes.len, session->times->stall_ms, err);
    km_buffer_destroy(&bytes);
    return good;
}

/* Waits for the printer to say that the ticket is out, asking meanwhile how it is. A printer that
 * does not know that question is done when all is still well at the end of the time. */
static void wait_until_done(const struct kiosk_printer_session *session,
        struct kiosk_printer_port *port, struct answers *answers)
{
    int64_t until = kiosk_printer_clock_ms() + session->times->done_ms;
    *answers = (struct answers){.fault = ""};
    do {
        int64_t pause = kiosk_printer_clock_ms() + LISTEN_MS;
        for (int64_t now = pause - LISTEN_MS; now < pause && !answers->done;
                now = kiosk_printer_clock_ms()) {
            uint8_t byte;
            enum kiosk_port_event event =
                    kiosk_printer_port_receive(port, (int)(pause - now), &byte);
            if (event == KIOSK_PORT_NOTHING)
                break;
            answers->gone = event == KIOSK_PORT_GONE;
            if (answers->gone)
                return;
            answers->done = kiosk_escpos_is_done(byte);
        }
        ask(session, port, answers);
    } while (!answers->done && !answers->gone && !*answers->fault &&
             answers->state.printer != KM_DEVICE_UNKNOWN && kiosk_printer_clock_ms() < until);
}

enum kiosk_printed kiosk_printer_session_print(struct kiosk_printer_session *session,
        const struct kiosk_raster *raster, struct kiosk_printer_state *out_state, char *out_reason)
{
    struct kiosk_printer_port port;
    struct answers answers;
    char err[KM_ERR_MAX];
    *out_state = lost;
    if (!begin(session, &port, &answers, out_reason))
        return KIOSK_PRINTED_FAILED;
    if (*answers.fault)
        goto fail;
    if (!send_job(session, &port, raster, out_reason)) {
        kiosk_printer_port_close(&port, true);
        kiosk_printer_session_look(session, out_state, err); /* it may say itself what is wrong */
        if (*err)
            snprintf(out_reason, KM_ERR_MAX, "%s", err);
        return KIOSK_PRINTED_FAILED;
    }
    if (answers.state.printer != KM_DEVICE_UNKNOWN)
        wait_until_done(session, &port, &answers);
    if (answers.gone) {
        snprintf(out_reason, KM_ERR_MAX, "it went away while it printed");
        kiosk_printer_port_close(&port, true);
        return KIOSK_PRINTED_FAILED;
    }
    if (*answers.fault) {
        kiosk_printer_port_send(&port, kiosk_escpos_clear, KIOSK_ESCPOS_CLEAR_SIZE,
                session->times->stall_ms,
                err); /* best effort: it is done again at the next visit */
        goto fail;
    }
    session->broken_off = false;
    kiosk_printer_port_close(&port, false);
    give(&answers, out_state, out_reason);
    return answers.state.printer == KM_DEVICE_UNKNOWN ? KIOSK_PRINTED_SENT : KIOSK_PRINTED_DONE;

fail:
    kiosk_printer_port_close(&port, false);
    give(&answers, out_state, out_reason);
    return KIOSK_PRINTED_FAILED;
}
