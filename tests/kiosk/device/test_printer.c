/* The printer's thread against a printer that speaks the protocol, by TCP and by a device file:
 * well, out of paper, open, or mute; and what becomes of those who wait. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "tests/kiosk/device/printer_bench.h"

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
    const struct kiosk_printer_callbacks callbacks = {bench_on_state, bench_on_printed, NULL};
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
    bench_begin(&b, "none");
    bench_expect_state(&b, KM_DEVICE_NONE, KM_DEVICE_NONE, "");
    bench_expect_print(&b, 1, KIOSK_PRINTED_FAILED, "this kiosk has no printer");
    bench_end(&b);
    assert_int_equal(b.states, 1);
}

static void print_some(struct bench *b)
{
    bench_expect_state(b, KM_DEVICE_OK, KM_DEVICE_OK, "");
    for (uint64_t job = 0; job < 3; job++) {
        bench_expect_print(b, 70 + job, KIOSK_PRINTED_DONE, "");
        bench_expect_ticket(b, (int)job, 70 + job);
    }
    bench_end(b);
    assert_int_equal(b->states, 1); /* nothing changed, nothing said */
    assert_int_equal(b->fake.inside.torn, 0);
    assert_int_equal(b->fake.inside.inside, 0); /* nobody asks while a picture is on its way */
}

static void test_prints_by_tcp(void **state)
{
    (void)state;
    struct bench b = {0};
    bench_begin_tcp(&b);
    print_some(&b);
}

static void test_prints_by_device_file(void **state)
{
    (void)state;
    struct bench b = {0};
    fake_printer_start_device(&b.fake);
    bench_begin(&b, b.fake.spec);
    print_some(&b);
}

/* What cannot be printed fails now, and nothing of it is printed later. */
static void test_paper_and_cover(void **state)
{
    (void)state;
    struct bench b = {0};
    bench_begin_tcp(&b);
    struct fake_escpos *p = &b.fake.inside;
    bench_expect_state(&b, KM_DEVICE_OK, KM_DEVICE_OK, "");
    bench_set(&b, &p->paper_near, true);
    bench_expect_state(&b, KM_DEVICE_OK, KM_DEVICE_LOW, "");
    bench_expect_print(&b, 1, KIOSK_PRINTED_DONE, "");
    bench_set(&b, &p->paper_out, true);
    bench_expect_print(&b, 2, KIOSK_PRINTED_FAILED, "the paper is out");
    assert_int_equal(b.prints[1].state.paper, KM_DEVICE_FAILED); /* told before */
    bench_set(&b, &p->paper_out, false);
    bench_set(&b, &p->paper_near, false);
    bench_set(&b, &p->cover_open, true);
    bench_expect_print(&b, 3, KIOSK_PRINTED_FAILED, "the cover is open");
    assert_true(b.prints[2].state.cover_open);
    bench_set(&b, &p->cover_open, false);
    bench_expect_state(&b, KM_DEVICE_OK, KM_DEVICE_OK, "");
    bench_set(&b, &p->cutter_stuck, true);
    bench_expect_state(&b, KM_DEVICE_FAILED, KM_DEVICE_OK, "knife");
    bench_set(&b, &p->cutter_stuck, false);
    bench_set(&b, &p->off_line, true);
    bench_expect_state(&b, KM_DEVICE_FAILED, KM_DEVICE_OK, "off line");
    bench_set(&b, &p->off_line, false);
    bench_expect_print(&b, 4, KIOSK_PRINTED_DONE, "");
    assert_int_equal(bench_tickets(&b), 2);
    bench_expect_ticket(&b, 1, 4);
    bench_end(&b);
}

static void mute_and_printed(struct bench *b)
{
    b->times = bench_times;
    b->times.answer_ms = 100;
    fake_printer_lock(&b->fake);
    b->fake.inside.mute = true;
    fake_printer_unlock(&b->fake);
    bench_begin(b, b->fake.spec);
    bench_expect_state(b, KM_DEVICE_UNKNOWN, KM_DEVICE_UNKNOWN, "");
    bench_expect_print(b, 1, KIOSK_PRINTED_SENT, "");
    bench_expect_print(b, 2, KIOSK_PRINTED_SENT, "");
    bench_expect_ticket(b, 0, 1);
    bench_expect_ticket(b, 1, 2);
    bench_end(b);
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
    b.times = bench_times;
    b.times.answer_ms = 100;
    fake_printer_start_tcp(&b.fake, 0);
    bench_set(&b, &b.fake.inside.babbles, true);
    bench_begin_tcp(&b);
    bench_expect_state(&b, KM_DEVICE_UNKNOWN, KM_DEVICE_UNKNOWN, "");
    bench_expect_print(&b, 1, KIOSK_PRINTED_SENT, "");
    bench_expect_ticket(&b, 0, 1);
    bench_end(&b);
}

/* One that answers questions about its state only, and one that falls silent in the middle. */
static void test_half_talking_printers(void **state)
{
    (void)state;
    struct bench b = {0};
    b.times = bench_times;
    b.times.done_ms = 200;
    b.times.answer_ms = 1000;
    fake_printer_start_tcp(&b.fake, 0);
    bench_set(&b, &b.fake.inside.no_done, true);
    bench_begin_tcp(&b);
    bench_expect_print(&b, 1, KIOSK_PRINTED_DONE, "");
    bench_set(&b, &b.fake.inside.silent_soon, true);
    bench_expect_print(&b, 2, KIOSK_PRINTED_SENT, "");
    bench_expect_ticket(&b, 1, 2);
    bench_end(&b);
}

/* Nobody waits: the queue is short, everything taken is answered for once, and what became old in
 * it is not printed. */
static void test_queue(void **state)
{
    (void)state;
    struct bench b = {0};
    b.times = bench_times;
    b.times.stall_ms = 500;
    b.times.answer_ms = 100;
    b.times.stale_ms = 100;
    fake_printer_start_tcp(&b.fake, 0);
    bench_set(&b, &b.fake.inside.mute, true);
    bench_stall(&b, 1000);
    bench_begin_tcp(&b);
    bench_expect_state(&b, KM_DEVICE_UNKNOWN, KM_DEVICE_UNKNOWN, "");
    int taken = 0;
    while (taken < 10 && bench_print(&b, (uint64_t)taken))
        taken++;
    assert_in_range(taken, KIOSK_PRINTS_MAX, KIOSK_PRINTS_MAX + 1);
    bench_wait_printed(&b, taken);
    int stale = 0;
    for (int i = 0; i < taken; i++) {
        assert_int_equal(b.prints[i].job, i);
        assert_int_equal(b.prints[i].result, KIOSK_PRINTED_FAILED);
        stale += strstr(b.prints[i].reason, "waited too long") != NULL;
    }
    assert_true(stale >= KIOSK_PRINTS_MAX - 1);
    bench_end(&b);
}

static void test_stop_answers_for_all(void **state)
{
    (void)state;
    struct bench b = {0};
    b.times = bench_times;
    b.times.stall_ms = 300;
    fake_printer_start_tcp(&b.fake, 0);
    bench_stall(&b, 1000);
    bench_begin_tcp(&b);
    int taken = 0;
    for (int i = 0; i < KIOSK_PRINTS_MAX; i++)
        taken += bench_print(&b, (uint64_t)i);
    assert_int_equal(taken, KIOSK_PRINTS_MAX);
    kiosk_printer_stop(&b.printer);
    kiosk_printer_stop(&b.printer);
    assert_false(bench_print(&b, 99));
    kiosk_printer_join(&b.printer);
    assert_int_equal(b.printed, KIOSK_PRINTS_MAX);
    kiosk_printer_stop(&b.printer); /* a zeroed one */
    assert_false(bench_print(&b, 99));
    bench_end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_addresses),
            cmocka_unit_test(test_no_printer),
            cmocka_unit_test(test_prints_by_tcp),
            cmocka_unit_test(test_prints_by_device_file),
            cmocka_unit_test(test_paper_and_cover),
            cmocka_unit_test(test_mute_printer),
            cmocka_unit_test(test_babbling_printer),
            cmocka_unit_test(test_half_talking_printers),
            cmocka_unit_test(test_queue),
            cmocka_unit_test(test_stop_answers_for_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
