/* The printer's thread when things break: the paper ends in a ticket, the printer stalls, hangs up,
 * is unplugged or is no printer. Nothing is printed late or torn. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/kiosk/device/printer_bench.h"

static void test_paper_ends_in_the_ticket(void **state)
{
    (void)state;
    struct bench b = {0};
    bench_begin_tcp(&b);
    fake_printer_lock(&b.fake);
    b.fake.inside.out_after = 300;
    fake_printer_unlock(&b.fake);
    bench_expect_print(&b, 1, KIOSK_PRINTED_FAILED, "the paper is out");
    bench_set(&b, &b.fake.inside.paper_out, false); /* a new roll */
    bench_expect_state(&b, KM_DEVICE_OK, KM_DEVICE_OK, "");
    assert_int_equal(bench_tickets(&b), 0); /* no backlog */
    bench_expect_print(&b, 2, KIOSK_PRINTED_DONE, "");
    assert_int_equal(bench_tickets(&b), 1);
    bench_expect_ticket(&b, 0, 2);
    assert_true(b.fake.inside.cleared > 0);
    bench_end(&b);
}

static void test_stalled_printer(void **state)
{
    (void)state;
    struct bench b = {0};
    b.times = bench_times;
    b.times.stall_ms = 300;
    b.times.answer_ms = 300;
    fake_printer_start_tcp(&b.fake, 0);
    bench_stall(&b, 5000);
    bench_begin_tcp(&b);
    bench_expect_state(&b, KM_DEVICE_OK, KM_DEVICE_OK, "");
    bench_expect_print(&b, 1, KIOSK_PRINTED_FAILED, "it takes no more bytes");
    assert_int_equal(bench_tickets(&b), 0);
    bench_stall(&b, 0);
    bench_expect_state(&b, KM_DEVICE_OK, KM_DEVICE_OK, "");
    bench_expect_print(&b, 2, KIOSK_PRINTED_DONE, "");
    assert_int_equal(bench_tickets(&b), 1);
    bench_expect_ticket(&b, 0, 2);
    bench_end(&b);
}

static void test_stalled_device(void **state)
{
    (void)state;
    struct bench b = {0};
    b.times = bench_times;
    b.times.stall_ms = 300;
    b.times.answer_ms = 1000;
    fake_printer_start_device(&b.fake);
    bench_stall(&b, 5000);
    bench_begin(&b, b.fake.spec);
    assert_true(bench_print(&b, 1));
    bench_wait_printed(&b, 1);
    assert_int_equal(b.prints[0].result, KIOSK_PRINTED_FAILED);
    bench_stall(&b, 0);
    bench_expect_state(&b, KM_DEVICE_OK, KM_DEVICE_OK, "");
    bench_expect_print(&b, 2, KIOSK_PRINTED_DONE, "");
    bench_expect_ticket(&b, 0, 2);
    assert_int_equal(bench_tickets(&b), 1);
    bench_end(&b);
}

static void test_broken_off(void **state)
{
    (void)state;
    struct bench b = {0};
    bench_begin_tcp(&b);
    bench_expect_state(&b, KM_DEVICE_OK, KM_DEVICE_OK, "");
    fake_printer_lock(&b.fake);
    b.fake.break_after = 20000;
    fake_printer_unlock(&b.fake);
    assert_true(bench_print(&b, 1));
    bench_wait_printed(&b, 1);
    assert_int_equal(b.prints[0].result, KIOSK_PRINTED_FAILED);
    assert_true(b.prints[0].reason[0]);
    bench_expect_print(&b, 2, KIOSK_PRINTED_DONE, "");
    assert_int_equal(bench_tickets(&b), 1);
    bench_expect_ticket(&b, 0, 2);
    bench_end(&b);
}

static void unplug_and_plug(struct bench *b, const char *reason)
{
    bench_expect_state(b, KM_DEVICE_OK, KM_DEVICE_OK, "");
    bench_expect_print(b, 1, KIOSK_PRINTED_DONE, "");
    bench_set(b, &b->fake.unplugged, true);
    bench_expect_state(b, KM_DEVICE_FAILED, KM_DEVICE_UNKNOWN, reason);
    assert_true(bench_print(b, 2));
    bench_wait_printed(b, 2);
    assert_int_equal(b->prints[1].result, KIOSK_PRINTED_FAILED);
    assert_non_null(strstr(b->prints[1].reason, reason));
    bench_set(b, &b->fake.unplugged, false);
    bench_expect_state(b, KM_DEVICE_OK, KM_DEVICE_OK, "");
    bench_expect_print(b, 3, KIOSK_PRINTED_DONE, "");
    assert_int_equal(bench_tickets(b), 2);
    bench_expect_ticket(b, 1, 3);
    bench_end(b);
}

static void test_unplugged(void **state)
{
    (void)state;
    struct bench tcp = {0};
    bench_begin_tcp(&tcp);
    unplug_and_plug(&tcp, "refused");
    struct bench device = {0};
    fake_printer_start_device(&device.fake);
    bench_begin(&device, device.fake.spec);
    unplug_and_plug(&device, "No such file");
}

static void test_device_pulled_in_the_ticket(void **state)
{
    (void)state;
    struct bench b = {0};
    fake_printer_start_device(&b.fake);
    bench_begin(&b, b.fake.spec);
    bench_expect_state(&b, KM_DEVICE_OK, KM_DEVICE_OK, "");
    fake_printer_lock(&b.fake);
    b.fake.from_peer = 0;
    b.fake.break_after = 20000;
    fake_printer_unlock(&b.fake);
    assert_true(bench_print(&b, 1));
    bench_wait_printed(&b, 1);
    assert_int_equal(b.prints[0].result, KIOSK_PRINTED_FAILED);
    bench_set(&b, &b.fake.unplugged, false);
    bench_expect_state(&b, KM_DEVICE_OK, KM_DEVICE_OK, "");
    bench_expect_print(&b, 2, KIOSK_PRINTED_DONE, "");
    bench_end(&b);
}

static void test_no_device(void **state)
{
    (void)state;
    struct bench file = {0};
    char path[] = "/tmp/kaimen-test-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    bench_begin(&file, path);
    bench_expect_state(&file, KM_DEVICE_FAILED, KM_DEVICE_UNKNOWN, "is not a device");
    bench_end(&file);
    assert_int_equal(lseek(fd, 0, SEEK_END), 0); /* and nothing was written to it */
    close(fd);
    remove(path);
    struct bench mad = {.times = bench_times};
    mad.times.answer_ms = 100;
    bench_begin(&mad,
            "/dev/null"); /* takes all, answers nothing: as far as one can know, a mute printer */
    bench_expect_state(&mad, KM_DEVICE_UNKNOWN, KM_DEVICE_UNKNOWN, "");
    bench_end(&mad);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_paper_ends_in_the_ticket),
            cmocka_unit_test(test_stalled_printer),
            cmocka_unit_test(test_stalled_device),
            cmocka_unit_test(test_broken_off),
            cmocka_unit_test(test_unplugged),
            cmocka_unit_test(test_device_pulled_in_the_ticket),
            cmocka_unit_test(test_no_device),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
