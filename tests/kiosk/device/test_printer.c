/* The printer's thread against a printer that speaks the protocol, by TCP and by a device file:
 * well, out of paper, open, mute, stalled, broken off, unplugged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "kiosk/device/printer.h"
#include "tests/kiosk/device/fake_printer.h"

#define ROWS 700
#define PRINTED_MAX 32
#define GIVE_UP_S 20

/* Answers come within a turn of the fake's loop; the long times only bound a loaded machine. */
static const struct kiosk_printer_times quick = {.poll_ms = 50,
        .connect_ms = 5000,
        .answer_ms = 5000,
        .stall_ms = 5000,
        .done_ms = 10000,
        .stale_ms = 30000};

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

static void on_state(const struct kiosk_printer_state *state, const char *reason, void *userdata)
{
    struct bench *b = userdata;
    pthread_mutex_lock(&b->m);
    b->state = *state;
    snprintf(b->reason, sizeof b->reason, "%s", reason);
    b->states++;
    pthread_cond_broadcast(&b->changed);
    pthread_mutex_unlock(&b->m);
}

static void on_printed(uint64_t job, enum kiosk_printed result, const char *reason, void *userdata)
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

static void begin(struct bench *b, const char *spec)
{
    char err[KM_ERR_MAX] = "";
    if (b->times.poll_ms == 0)
        b->times = quick;
    pthread_mutex_init(&b->m, NULL);
    pthread_cond_init(&b->changed, NULL);
    const struct kiosk_printer_callbacks callbacks = {on_state, on_printed, b};
    if (!kiosk_printer_start(&b->printer, spec, &b->times, &callbacks, err))
        fail_msg("%s", err);
}

static void begin_tcp(struct bench *b)
{
    if (!b->fake.started)
        fake_printer_start_tcp(&b->fake, 0);
    begin(b, b->fake.spec);
}

static void end(struct bench *b)
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

static bool print(struct bench *b, uint64_t job)
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

static void wait_printed(struct bench *b, int count)
{
    pthread_mutex_lock(&b->m);
    while (b->printed < count && wait_turn(b))
        ;
    int printed = b->printed;
    pthread_mutex_unlock(&b->m);
    assert_int_equal(printed, count);
}

static void expect_state(struct bench *b, int printer, int paper, const char *reason)
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

static void expect_print(
        struct bench *b, uint64_t job, enum kiosk_printed result, const char *reason)
{
    int at = b->printed;
    assert_true(print(b, job));
    wait_printed(b, at + 1);
    assert_string_equal(b->prints[at].reason, reason);
    assert_int_equal(b->prints[at].job, job);
    assert_int_equal(b->prints[at].result, result);
}

/* The ticket in the tray is the one of this job. */
static void expect_ticket(struct bench *b, int index, uint64_t job)
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

static int tickets(struct bench *b)
{
    fake_printer_lock(&b->fake);
    int count = b->fake.inside.count;
    fake_printer_unlock(&b->fake);
    return count;
}

static void set(struct bench *b, bool *what, bool value)
{
    fake_printer_lock(&b->fake);
    *what = value;
    fake_printer_unlock(&b->fake);
}

static void stall(struct bench *b, size_t after)
{
    fake_printer_lock(&b->fake);
    b->fake.stall_after = after;
    fake_printer_unlock(&b->fake);
}

/* ---- */

static void test_addresses(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum kiosk_printer_kind kind;
        const char *name, *port;
    } good[] = {
            {"none", KIOSK_PRINTER_NONE, "", ""},
            {"/dev/usb/lp0", KIOSK_PRINTER_DEVICE, "/dev/usb/lp0", ""},
            {"tcp:10.0.0.9", KIOSK_PRINTER_TCP, "10.0.0.9", "9100"},
            {"tcp:printer.school:9101", KIOSK_PRINTER_TCP, "printer.school", "9101"},
            {"tcp:[fd00::1]", KIOSK_PRINTER_TCP, "fd00::1", "9100"},
            {"tcp:[fd00::1]:91", KIOSK_PRINTER_TCP, "fd00::1", "91"},
    };
    char err[KM_ERR_MAX];
    struct kiosk_printer_spec spec;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(kiosk_printer_spec_read(good[i].text, &spec, err));
        assert_int_equal(spec.kind, good[i].kind);
        assert_string_equal(spec.name, good[i].name);
        assert_string_equal(spec.port, good[i].port);
    }
    char longest[KIOSK_PRINTER_SPEC_MAX + 2];
    memset(longest, 'a', sizeof longest);
    memcpy(longest, "/dev/", 5);
    longest[sizeof longest - 1] = 0;
    const char *const bad[] = {"", "lp0", "tcp:", "tcp::9100", "tcp:a:", "tcp:a:0", "tcp:a:65536",
            "tcp:a:9x", "tcp:a:-1", "tcp:a b", "tcp:[::1", "tcp:[]", "tcp:[::1]x", "tcp:http://a/",
            "tcp:\xE6\x89\x93", "NONE", "none ", longest};
    struct kiosk_printer printer;
    const struct kiosk_printer_callbacks callbacks = {on_state, on_printed, NULL};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        err[0] = 0;
        assert_false(kiosk_printer_start(&printer, bad[i], NULL, &callbacks, err));
        assert_non_null(strstr(err, "allowed: none"));
        assert_false(printer.started);
    }
}

static void test_no_printer(void **state)
{
    (void)state;
    struct bench b = {0};
    begin(&b, "none");
    expect_state(&b, KM_DEVICE_NONE, KM_DEVICE_NONE, "");
    expect_print(&b, 1, KIOSK_PRINTED_FAILED, "this kiosk has no printer");
    end(&b);
    assert_int_equal(b.states, 1);
}

static void print_some(struct bench *b)
{
    expect_state(b, KM_DEVICE_OK, KM_DEVICE_OK, "");
    for (uint64_t job = 0; job < 3; job++) {
        expect_print(b, 70 + job, KIOSK_PRINTED_DONE, "");
        expect_ticket(b, (int)job, 70 + job);
    }
    end(b);
    assert_int_equal(b->states, 1); /* nothing changed, nothing said */
    assert_int_equal(b->fake.inside.torn, 0);
    assert_int_equal(b->fake.inside.inside, 0); /* nobody asks while a picture is on its way */
}

static void test_prints_by_tcp(void **state)
{
    (void)state;
    struct bench b = {0};
    begin_tcp(&b);
    print_some(&b);
}

static void test_prints_by_device_file(void **state)
{
    (void)state;
    struct bench b = {0};
    fake_printer_start_device(&b.fake);
    begin(&b, b.fake.spec);
    print_some(&b);
}

/* What cannot be printed fails now, and nothing of it is printed later. */
static void test_paper_and_cover(void **state)
{
    (void)state;
    struct bench b = {0};
    begin_tcp(&b);
    struct fake_escpos *p = &b.fake.inside;
    expect_state(&b, KM_DEVICE_OK, KM_DEVICE_OK, "");
    set(&b, &p->paper_near, true);
    expect_state(&b, KM_DEVICE_OK, KM_DEVICE_LOW, "");
    expect_print(&b, 1, KIOSK_PRINTED_DONE, "");
    set(&b, &p->paper_out, true);
    expect_print(&b, 2, KIOSK_PRINTED_FAILED, "the paper is out");
    assert_int_equal(b.prints[1].state.paper, KM_DEVICE_FAILED); /* told before */
    set(&b, &p->paper_out, false);
    set(&b, &p->paper_near, false);
    set(&b, &p->cover_open, true);
    expect_print(&b, 3, KIOSK_PRINTED_FAILED, "the cover is open");
    assert_true(b.prints[2].state.cover_open);
    set(&b, &p->cover_open, false);
    expect_state(&b, KM_DEVICE_OK, KM_DEVICE_OK, "");
    set(&b, &p->cutter_stuck, true);
    expect_state(&b, KM_DEVICE_FAILED, KM_DEVICE_OK, "knife");
    set(&b, &p->cutter_stuck, false);
    set(&b, &p->off_line, true);
    expect_state(&b, KM_DEVICE_FAILED, KM_DEVICE_OK, "off line");
    set(&b, &p->off_line, false);
    expect_print(&b, 4, KIOSK_PRINTED_DONE, "");
    assert_int_equal(tickets(&b), 2);
    expect_ticket(&b, 1, 4);
    end(&b);
}

static void test_paper_ends_in_the_ticket(void **state)
{
    (void)state;
    struct bench b = {0};
    begin_tcp(&b);
    fake_printer_lock(&b.fake);
    b.fake.inside.out_after = 300;
    fake_printer_unlock(&b.fake);
    expect_print(&b, 1, KIOSK_PRINTED_FAILED, "the paper is out");
    set(&b, &b.fake.inside.paper_out, false); /* a new roll */
    expect_state(&b, KM_DEVICE_OK, KM_DEVICE_OK, "");
    assert_int_equal(tickets(&b), 0); /* no backlog */
    expect_print(&b, 2, KIOSK_PRINTED_DONE, "");
    assert_int_equal(tickets(&b), 1);
    expect_ticket(&b, 0, 2);
    assert_true(b.fake.inside.cleared > 0);
    end(&b);
}

static void mute_and_printed(struct bench *b)
{
    b->times = quick;
    b->times.answer_ms = 100;
    fake_printer_lock(&b->fake);
    b->fake.inside.mute = true;
    fake_printer_unlock(&b->fake);
    begin(b, b->fake.spec);
    expect_state(b, KM_DEVICE_UNKNOWN, KM_DEVICE_UNKNOWN, "");
    expect_print(b, 1, KIOSK_PRINTED_SENT, "");
    expect_print(b, 2, KIOSK_PRINTED_SENT, "");
    expect_ticket(b, 0, 1);
    expect_ticket(b, 1, 2);
    end(b);
}

static void test_mute_printer(void **state)
{
    (void)state;
    struct bench tcp = {0};
    fake_printer_start_tcp(&tcp.fake, 0);
    mute_and_printed(&tcp);
    struct bench device = {0};
    fake_printer_start_device(&device.fake);
    mute_and_printed(&device);
}

static void test_babbling_printer(void **state)
{
    (void)state;
    struct bench b = {0};
    b.times = quick;
    b.times.answer_ms = 100;
    fake_printer_start_tcp(&b.fake, 0);
    set(&b, &b.fake.inside.babbles, true);
    begin_tcp(&b);
    expect_state(&b, KM_DEVICE_UNKNOWN, KM_DEVICE_UNKNOWN, "");
    expect_print(&b, 1, KIOSK_PRINTED_SENT, "");
    expect_ticket(&b, 0, 1);
    end(&b);
}

/* One that answers questions about its state only, and one that falls silent in the middle. */
static void test_half_talking_printers(void **state)
{
    (void)state;
    struct bench b = {0};
    b.times = quick;
    b.times.done_ms = 200;
    b.times.answer_ms = 1000;
    fake_printer_start_tcp(&b.fake, 0);
    set(&b, &b.fake.inside.no_done, true);
    begin_tcp(&b);
    expect_print(&b, 1, KIOSK_PRINTED_DONE, "");
    set(&b, &b.fake.inside.silent_soon, true);
    expect_print(&b, 2, KIOSK_PRINTED_SENT, "");
    expect_ticket(&b, 1, 2);
    end(&b);
}

static void test_stalled_printer(void **state)
{
    (void)state;
    struct bench b = {0};
    b.times = quick;
    b.times.stall_ms = 300;
    b.times.answer_ms = 300;
    fake_printer_start_tcp(&b.fake, 0);
    stall(&b, 5000);
    begin_tcp(&b);
    expect_state(&b, KM_DEVICE_OK, KM_DEVICE_OK, "");
    expect_print(&b, 1, KIOSK_PRINTED_FAILED, "it takes no more bytes");
    assert_int_equal(tickets(&b), 0);
    stall(&b, 0);
    expect_state(&b, KM_DEVICE_OK, KM_DEVICE_OK, "");
    expect_print(&b, 2, KIOSK_PRINTED_DONE, "");
    assert_int_equal(tickets(&b), 1);
    expect_ticket(&b, 0, 2);
    end(&b);
}

static void test_stalled_device(void **state)
{
    (void)state;
    struct bench b = {0};
    b.times = quick;
    b.times.stall_ms = 300;
    b.times.answer_ms = 1000;
    fake_printer_start_device(&b.fake);
    stall(&b, 5000);
    begin(&b, b.fake.spec);
    assert_true(print(&b, 1));
    wait_printed(&b, 1);
    assert_int_equal(b.prints[0].result, KIOSK_PRINTED_FAILED);
    stall(&b, 0);
    expect_state(&b, KM_DEVICE_OK, KM_DEVICE_OK, "");
    expect_print(&b, 2, KIOSK_PRINTED_DONE, "");
    expect_ticket(&b, 0, 2);
    assert_int_equal(tickets(&b), 1);
    end(&b);
}

static void test_broken_off(void **state)
{
    (void)state;
    struct bench b = {0};
    begin_tcp(&b);
    expect_state(&b, KM_DEVICE_OK, KM_DEVICE_OK, "");
    fake_printer_lock(&b.fake);
    b.fake.break_after = 20000;
    fake_printer_unlock(&b.fake);
    assert_true(print(&b, 1));
    wait_printed(&b, 1);
    assert_int_equal(b.prints[0].result, KIOSK_PRINTED_FAILED);
    assert_true(b.prints[0].reason[0]);
    expect_print(&b, 2, KIOSK_PRINTED_DONE, "");
    assert_int_equal(tickets(&b), 1);
    expect_ticket(&b, 0, 2);
    end(&b);
}

static void unplug_and_plug(struct bench *b, const char *reason)
{
    expect_state(b, KM_DEVICE_OK, KM_DEVICE_OK, "");
    expect_print(b, 1, KIOSK_PRINTED_DONE, "");
    set(b, &b->fake.unplugged, true);
    expect_state(b, KM_DEVICE_FAILED, KM_DEVICE_UNKNOWN, reason);
    assert_true(print(b, 2));
    wait_printed(b, 2);
    assert_int_equal(b->prints[1].result, KIOSK_PRINTED_FAILED);
    assert_non_null(strstr(b->prints[1].reason, reason));
    set(b, &b->fake.unplugged, false);
    expect_state(b, KM_DEVICE_OK, KM_DEVICE_OK, "");
    expect_print(b, 3, KIOSK_PRINTED_DONE, "");
    assert_int_equal(tickets(b), 2);
    expect_ticket(b, 1, 3);
    end(b);
}

static void test_unplugged(void **state)
{
    (void)state;
    struct bench tcp = {0};
    begin_tcp(&tcp);
    unplug_and_plug(&tcp, "refused");
    struct bench device = {0};
    fake_printer_start_device(&device.fake);
    begin(&device, device.fake.spec);
    unplug_and_plug(&device, "No such file");
}

static void test_device_pulled_in_the_ticket(void **state)
{
    (void)state;
    struct bench b = {0};
    fake_printer_start_device(&b.fake);
    begin(&b, b.fake.spec);
    expect_state(&b, KM_DEVICE_OK, KM_DEVICE_OK, "");
    fake_printer_lock(&b.fake);
    b.fake.from_peer = 0;
    b.fake.break_after = 20000;
    fake_printer_unlock(&b.fake);
    assert_true(print(&b, 1));
    wait_printed(&b, 1);
    assert_int_equal(b.prints[0].result, KIOSK_PRINTED_FAILED);
    set(&b, &b.fake.unplugged, false);
    expect_state(&b, KM_DEVICE_OK, KM_DEVICE_OK, "");
    expect_print(&b, 2, KIOSK_PRINTED_DONE, "");
    end(&b);
}

static void test_no_device(void **state)
{
    (void)state;
    struct bench file = {0};
    char path[] = "/tmp/kaimen-test-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    begin(&file, path);
    expect_state(&file, KM_DEVICE_FAILED, KM_DEVICE_UNKNOWN, "is not a device");
    end(&file);
    assert_int_equal(lseek(fd, 0, SEEK_END), 0); /* and nothing was written to it */
    close(fd);
    remove(path);
    struct bench mad = {.times = quick};
    mad.times.answer_ms = 100;
    begin(&mad,
            "/dev/null"); /* takes all, answers nothing: as far as one can know, a mute printer */
    expect_state(&mad, KM_DEVICE_UNKNOWN, KM_DEVICE_UNKNOWN, "");
    end(&mad);
}

/* Nobody waits: the queue is short, everything taken is answered for once, and what became old in
 * it is not printed. */
static void test_queue(void **state)
{
    (void)state;
    struct bench b = {0};
    b.times = quick;
    b.times.stall_ms = 500;
    b.times.answer_ms = 100;
    b.times.stale_ms = 100;
    fake_printer_start_tcp(&b.fake, 0);
    set(&b, &b.fake.inside.mute, true);
    stall(&b, 1000);
    begin_tcp(&b);
    expect_state(&b, KM_DEVICE_UNKNOWN, KM_DEVICE_UNKNOWN, "");
    int taken = 0;
    for (int i = 0; i < 10; i++)
        taken += print(&b, (uint64_t)i);
    assert_in_range(taken, KIOSK_PRINTS_MAX, KIOSK_PRINTS_MAX + 1);
    wait_printed(&b, taken);
    int stale = 0;
    for (int i = 0; i < taken; i++) {
        assert_int_equal(b.prints[i].job, i);
        assert_int_equal(b.prints[i].result, KIOSK_PRINTED_FAILED);
        stale += strstr(b.prints[i].reason, "waited too long") != NULL;
    }
    assert_true(stale >= KIOSK_PRINTS_MAX - 1);
    end(&b);
}

static void test_stop_answers_for_all(void **state)
{
    (void)state;
    struct bench b = {0};
    b.times = quick;
    b.times.stall_ms = 300;
    fake_printer_start_tcp(&b.fake, 0);
    stall(&b, 1000);
    begin_tcp(&b);
    int taken = 0;
    for (int i = 0; i < KIOSK_PRINTS_MAX; i++)
        taken += print(&b, (uint64_t)i);
    assert_int_equal(taken, KIOSK_PRINTS_MAX);
    kiosk_printer_stop(&b.printer);
    kiosk_printer_stop(&b.printer);
    assert_false(print(&b, 99));
    kiosk_printer_join(&b.printer);
    assert_int_equal(b.printed, KIOSK_PRINTS_MAX);
    kiosk_printer_stop(&b.printer); /* a zeroed one */
    assert_false(print(&b, 99));
    end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_addresses),
            cmocka_unit_test(test_no_printer),
            cmocka_unit_test(test_prints_by_tcp),
            cmocka_unit_test(test_prints_by_device_file),
            cmocka_unit_test(test_paper_and_cover),
            cmocka_unit_test(test_paper_ends_in_the_ticket),
            cmocka_unit_test(test_mute_printer),
            cmocka_unit_test(test_babbling_printer),
            cmocka_unit_test(test_half_talking_printers),
            cmocka_unit_test(test_stalled_printer),
            cmocka_unit_test(test_stalled_device),
            cmocka_unit_test(test_broken_off),
            cmocka_unit_test(test_unplugged),
            cmocka_unit_test(test_device_pulled_in_the_ticket),
            cmocka_unit_test(test_no_device),
            cmocka_unit_test(test_queue),
            cmocka_unit_test(test_stop_answers_for_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
