/* The bytes of a ticket and the meaning of a printer's answers. The golden bytes are the format. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "kiosk/device/escpos.h"
#include "tests/kiosk/device/fake_escpos.h"

static void test_dots_of_pixels(void **state)
{
    (void)state;
    enum { W = 11, H = 2 };
    uint32_t pixels[W * H];
    for (int i = 0; i < W * H; i++)
        pixels[i] = 0xFFFFFFFF;
    pixels[0] = 0xFF000000;
    pixels[8] = 0xFF7F7F7F;
    pixels[9] = 0xFF818181;
    pixels[W + 10] = 0xFF0000FF; /* blue is dark */
    struct kiosk_raster raster;
    assert_true(kiosk_raster_from_pixels(&raster, pixels, W, H));
    assert_int_equal(raster.stride, 2);
    assert_memory_equal(raster.bytes, ((uint8_t[]){0x80, 0x80, 0x00, 0x20}), 4);
    assert_true(kiosk_raster_dot(&raster, 10, 1));
    assert_false(kiosk_raster_dot(&raster, 9, 0));
    kiosk_raster_destroy(&raster);
    assert_null(raster.bytes);
    assert_false(kiosk_raster_init(&raster, 0, 1));
    assert_false(kiosk_raster_init(&raster, KIOSK_RASTER_WIDTH_MAX + 1, 1));
    assert_false(kiosk_raster_init(&raster, 8, 0));
    assert_false(kiosk_raster_init(&raster, 8, KIOSK_RASTER_ROWS_MAX + 1));
}

static void test_golden_job(void **state)
{
    (void)state;
    struct kiosk_raster raster;
    struct km_buffer job;
    km_buffer_init(&job, 1000);
    assert_true(kiosk_raster_init(&raster, 12, 2));
    memcpy(raster.bytes, (uint8_t[]){0xAA, 0x50, 0x01, 0xF0}, 4);
    assert_true(kiosk_escpos_job(&raster, &job));
    static const uint8_t golden[] = {0x1B, '@', 0x1D, 'v', '0', 0, 2, 0, 2, 0, 0xAA, 0x50, 0x01,
            0xF0, 0x1B, 'J', 40, 0x1D, 'V', 'B', 0, 0x1D, 'r', 1};
    assert_int_equal(job.len, sizeof golden);
    assert_memory_equal(job.bytes, golden, sizeof golden);
    uint8_t question[3];
    kiosk_escpos_ask(KIOSK_ESCPOS_PAPER, question);
    assert_memory_equal(question, ((uint8_t[]){0x10, 0x04, 4}), 3);
    km_buffer_destroy(&job);

    km_buffer_init(&job, sizeof golden - 1); /* one byte too few */
    assert_false(kiosk_escpos_job(&raster, &job));
    km_buffer_destroy(&job);
    kiosk_raster_destroy(&raster);
}

static void fill(struct kiosk_raster *raster, uint32_t seed)
{
    for (int i = 0; i < raster->stride * raster->rows; i++) {
        seed = seed * 1664525u + 1013904223u;
        raster->bytes[i] = (uint8_t)(seed >> 24);
    }
}

/* A long random picture comes out as it went in, band by band, but for dots that defuse. */
static void test_picture_through_a_printer(void **state)
{
    (void)state;
    struct fake_escpos printer;
    fake_escpos_init(&printer);
    struct kiosk_raster raster;
    assert_true(kiosk_raster_init(&raster, 576, 2 * KIOSK_ESCPOS_BAND + 1));
    fill(&raster, 5);
    struct km_buffer job;
    km_buffer_init(&job, 1 << 20);
    assert_true(kiosk_escpos_job(&raster, &job));
    fake_escpos_feed(&printer, job.bytes, job.len);
    assert_string_equal(printer.error, "");
    assert_int_equal(printer.count, 1);
    assert_int_equal(printer.asked, 0);
    assert_int_equal(printer.answer_count, 1);
    assert_true(kiosk_escpos_is_done(printer.answers[0]));
    const struct kiosk_raster *out = &printer.tickets[0];
    assert_int_equal(out->rows, raster.rows);
    assert_int_equal(out->stride, raster.stride);
    int changed = 0;
    for (int i = 0; i < raster.stride * raster.rows; i++)
        changed += out->bytes[i] != raster.bytes[i];
    assert_in_range(changed, 0, 5);
    km_buffer_destroy(&job);
    kiosk_raster_destroy(&raster);
    fake_escpos_destroy(&printer);
}

/* A picture may hold the bytes of a command that printers obey anywhere. */
static void test_commands_in_a_picture(void **state)
{
    (void)state;
    static const uint8_t dots[] = {0x10, 0x04, 0x01, 0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8, 0x10,
            0x05, 0x02, 0x10, 0x10, 0x04, 0x02, 0x10};
    struct kiosk_raster raster;
    struct fake_escpos printer;
    struct km_buffer job;
    fake_escpos_init(&printer);
    km_buffer_init(&job, 1000);
    assert_true(kiosk_raster_init(&raster, 8 * (int)sizeof dots, 1));
    memcpy(raster.bytes, dots, sizeof dots);
    assert_true(kiosk_escpos_job(&raster, &job));
    fake_escpos_feed(&printer, job.bytes, job.len);
    assert_int_equal(printer.asked + printer.cleared, 0);
    assert_int_equal(printer.count, 1);
    int added = 0;
    for (int x = 0; x < raster.width; x++) {
        bool before = kiosk_raster_dot(&raster, x, 0);
        bool after = kiosk_raster_dot(&printer.tickets[0], x, 0);
        assert_true(after || !before);
        added += after && !before;
    }
    assert_int_equal(added, 4);
    km_buffer_destroy(&job);
    kiosk_raster_destroy(&raster);
    fake_escpos_destroy(&printer);
}

/* Wherever a job broke off, what completes it lets the next one come out whole. */
static void test_completing_a_broken_job(void **state)
{
    (void)state;
    struct kiosk_raster raster;
    struct km_buffer job;
    struct km_buffer white;
    assert_true(kiosk_raster_init(&raster, 64, 300));
    fill(&raster, 9);
    km_buffer_init(&job, 1 << 16);
    km_buffer_init(&white, 1 << 16);
    assert_true(kiosk_escpos_job(&raster, &job));
    assert_true(kiosk_escpos_complete(&white));
    for (size_t part = 10; part < job.len - 10; part += 97) {
        struct fake_escpos printer;
        fake_escpos_init(&printer);
        fake_escpos_feed(&printer, job.bytes, part);
        fake_escpos_feed(&printer, white.bytes, white.len);
        fake_escpos_feed(&printer, job.bytes, job.len);
        assert_string_equal(printer.error, "");
        assert_int_equal(printer.count, 1);
        assert_int_equal(printer.tickets[0].rows, raster.rows);
        assert_int_equal(printer.torn, 1);
        fake_escpos_destroy(&printer);
    }
    km_buffer_destroy(&white);
    km_buffer_destroy(&job);
    kiosk_raster_destroy(&raster);
}

static void test_answers(void **state)
{
    (void)state;
    enum {
        OK = KM_DEVICE_OK,
        LOW = KM_DEVICE_LOW,
        BAD = KM_DEVICE_FAILED,
        ASK = KM_DEVICE_UNKNOWN
    };
    static const struct {
        int said[4];
        int printer, paper;
        bool cover;
        const char *reason;
    } cases[] = {
            {{0x12, 0x12, 0x12, 0x12}, OK, OK, false, ""},
            {{0x16, 0x12, 0x12, 0x12}, OK, OK, false, ""}, /* drawer */
            {{0x12, 0x12, 0x12, 0x1E}, OK, LOW, false, ""},
            {{0x1A, 0x32, 0x12, 0x7E}, OK, BAD, false, "the paper is out"},
            {{0x1A, 0x32, 0x12, -1}, OK, BAD, false, "the paper is out"},
            {{0x12, 0x12, 0x12, 0x72}, OK, BAD, false, "the paper is out"},
            {{0x1A, 0x16, 0x12, 0x12}, BAD, OK, true, "the cover is open"},
            {{0x1A, 0x36, 0x12, 0x7E}, BAD, BAD, true, "the cover is open"},
            {{0x1A, 0x52, 0x1A, 0x12}, BAD, OK, false, "the knife is stuck"},
            {{0x1A, 0x52, 0x52, 0x12}, BAD, OK, false, "the print head is too hot"},
            {{0x1A, 0x52, 0x32, 0x12}, BAD, OK, false, "it reports an error that needs service"},
            {{0x1A, 0x12, 0x12, 0x12}, BAD, OK, false, "it is off line"},
            {{0x12, -1, -1, 0x12}, OK, OK, false, ""}, {{0x12, -1, -1, -1}, OK, ASK, false, ""},
            {{0x12, 0xFF, 0x00, 0x93}, OK, ASK, false, ""},   /* garbage counts as none */
            {{-1, -1, -1, -1}, ASK, ASK, false, ""},          /* mute: print all the same */
            {{0xFF, 0x16, 0x12, 0x7E}, ASK, ASK, false, ""},  /* the first is no answer */
            {{0x112, 0x16, 0x12, 0x7E}, ASK, ASK, false, ""}, /* no byte at all */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct kiosk_printer_state said;
        const char *reason = kiosk_escpos_decode(cases[i].said, &said);
        assert_string_equal(reason, cases[i].reason);
        assert_int_equal(said.printer, cases[i].printer);
        assert_int_equal(said.paper, cases[i].paper);
        assert_int_equal(said.cover_open, cases[i].cover);
    }
}

static void test_fixed_bits(void **state)
{
    (void)state;
    int answers = 0;
    for (int byte = 0; byte < 256; byte++) {
        bool is_status = kiosk_escpos_is_status((uint8_t)byte);
        answers += is_status;
        assert_false(is_status && kiosk_escpos_is_done((uint8_t)byte));
    }
    assert_int_equal(answers, 16);
    assert_false(kiosk_escpos_is_status(0x11)); /* XON, XOFF */
    assert_false(kiosk_escpos_is_status(0x13));
    assert_false(kiosk_escpos_is_done(0x11));
    assert_false(kiosk_escpos_is_status(0x14)); /* the first byte of an automatic status */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_dots_of_pixels),
            cmocka_unit_test(test_golden_job),
            cmocka_unit_test(test_picture_through_a_printer),
            cmocka_unit_test(test_commands_in_a_picture),
            cmocka_unit_test(test_completing_a_broken_job),
            cmocka_unit_test(test_answers),
            cmocka_unit_test(test_fixed_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
