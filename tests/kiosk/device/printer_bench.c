#include "tests/kiosk/device/printer_bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <time.h>

#define ROWS 700
#define GIVE_UP_S 20

const struct kiosk_printer_times bench_times = {.poll_ms = 50,
        .connect_ms = 5000,
        .answer_ms = 5000,
        .stall_ms = 5000,
        .done_ms = 10000,
        .stale_ms = 30000};

void bench_on_state(const struct kiosk_printer_state *state, const char *reason, void *userdata)
{
    struct bench *b = userdata;
    pthread_mutex_lock(&b->m);
    b->state = *state;
    snprintf(b->reason, sizeof b->reason, "%s", reason);
    b->states++;
    pthread_cond_broadcast(&b->changed);
    pthread_mutex_unlock(&b->m);
}

void bench_on_printed(uint64_t job, enum kiosk_printed result, const char *reason, void *userdata)
{
    struct bench *b = userdata;
    pthread_mutex_lock(&b->m);
    if (b->printed < PRINTED_MAX) {
        b->prints[b->printed].job = job;
        b->prints[b->printed].result = result;
        b->prints[b->printed].state = b->state;
        snprintf(b->prints[b->printed].reason, KM_ERR_MAX, "%s", reason);
    }
    b->printed++;
    pthread_cond_broadcast(&b->changed);
    pthread_mutex_unlock(&b->m);
}

void bench_begin(struct bench *b, const char *spec)
{
    char err[KM_ERR_MAX] = "";
    if (b->times.poll_ms == 0)
        b->times = bench_times;
    pthread_mutex_init(&b->m, NULL);
    pthread_cond_init(&b->changed, NULL);
    const struct kiosk_printer_callbacks callbacks = {bench_on_state, bench_on_printed, b};
    if (!kiosk_printer_start(&b->printer, spec, &b->times, &callbacks, err))
        fail_msg("%s", err);
}

void bench_begin_tcp(struct bench *b)
{
    if (!b->fake.started)
        fake_printer_start_tcp(&b->fake, 0);
    bench_begin(b, b->fake.spec);
}

void bench_end(struct bench *b)
{
    kiosk_printer_join(&b->printer);
    if (b->fake.started) {
        assert_string_equal(b->fake.inside.error, "");
        fake_printer_stop(&b->fake);
    }
    pthread_cond_destroy(&b->changed);
    pthread_mutex_destroy(&b->m);
}

static struct kiosk_raster picture(uint32_t seed)
{
    struct kiosk_raster raster;
    assert_true(kiosk_raster_init(&raster, KIOSK_RASTER_80MM, ROWS));
    for (int y = 0; y < ROWS; y++)
        for (int x = 0; x < raster.stride; x++)
            raster.bytes[y * raster.stride + x] =
                    (uint8_t)(seed * 37 + (uint32_t)(y / 8 + x)) & 0xE7;
    return raster;
}

bool bench_print(struct bench *b, uint64_t job)
{
    struct kiosk_raster raster = picture((uint32_t)job);
    bool taken = kiosk_printer_print(&b->printer, &raster, job);
    assert_int_equal(taken, raster.bytes == NULL); /* taken over, or still ours */
    kiosk_raster_destroy(&raster);
    return taken;
}

static bool wait_turn(struct bench *b)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += GIVE_UP_S;
    return pthread_cond_timedwait(&b->changed, &b->m, &until) == 0;
}

void bench_wait_printed(struct bench *b, int count)
{
    pthread_mutex_lock(&b->m);
    while (b->printed < count && wait_turn(b))
        ;
    int printed = b->printed;
    pthread_mutex_unlock(&b->m);
    assert_int_equal(printed, count);
}

void bench_expect_state(struct bench *b, int printer, int paper, const char *reason)
{
    pthread_mutex_lock(&b->m);
    while ((b->states == 0 || (int)b->state.printer != printer || (int)b->state.paper != paper ||
                   !strstr(b->reason, reason)) &&
            wait_turn(b))
        ;
    struct kiosk_printer_state state = b->state;
    pthread_mutex_unlock(&b->m);
    assert_int_equal(state.printer, printer);
    assert_int_equal(state.paper, paper);
    assert_non_null(strstr(b->reason, reason));
}

void bench_expect_print(
        struct bench *b, uint64_t job, enum kiosk_printed result, const char *reason)
{
    int at = b->printed;
    assert_true(bench_print(b, job));
    bench_wait_printed(b, at + 1);
    assert_string_equal(b->prints[at].reason, reason);
    assert_int_equal(b->prints[at].job, job);
    assert_int_equal(b->prints[at].result, result);
}

void bench_expect_ticket(struct bench *b, int index, uint64_t job)
{
    assert_true(fake_printer_wait(&b->fake, index + 1));
    struct kiosk_raster wanted = picture((uint32_t)job);
    fake_printer_lock(&b->fake);
    const struct kiosk_raster *out = &b->fake.inside.tickets[index];
    assert_int_equal(out->rows, wanted.rows);
    assert_memory_equal(out->bytes, wanted.bytes, (size_t)wanted.rows * (size_t)wanted.stride);
    fake_printer_unlock(&b->fake);
    kiosk_raster_destroy(&wanted);
}

int bench_tickets(struct bench *b)
{
    fake_printer_lock(&b->fake);
    int count = b->fake.inside.count;
    fake_printer_unlock(&b->fake);
    return count;
}

void bench_set(struct bench *b, bool *what, bool value)
{
    fake_printer_lock(&b->fake);
    *what = value;
    fake_printer_unlock(&b->fake);
}

void bench_stall(struct bench *b, size_t after)
{
    fake_printer_lock(&b->fake);
    b->fake.stall_after = after;
    fake_printer_unlock(&b->fake);
}
