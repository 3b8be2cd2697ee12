/* The camera source over a driver in our hand: formats, the newest frame, and every way a camera
 * dies. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <errno.h>
#include <linux/videodev2.h>
#include <stdlib.h>
#include <string.h>

#include "kiosk/scan/camera.h"
#include "kiosk/scan/decoder.h"
#include "kiosk/scan/source.h"
#include "tests/kiosk/scan/fake_v4l2.h"
#include "tests/kiosk/scan/scene.h"

#define WIDTH 640
#define HEIGHT 480
#define TEXT "HTTP://A/T/ABCDEFGHIJKLMNOP"

static struct kiosk_source *source;
static struct kiosk_grey scene; /* with a code */
static struct kiosk_grey frame;
static char err[KM_ERR_MAX];

static int set_up(void **state)
{
    (void)state;
    source = kiosk_source_v4l2_new("/dev/video9", &fake_v4l2_sys);
    scene = scene_new(WIDTH, HEIGHT, 120);
    scene_lay_code(&scene, TEXT, 320, 240, 8, 10);
    fake_reset(V4L2_PIX_FMT_GREY, WIDTH, HEIGHT, scene.pixels, WIDTH * HEIGHT);
    strcpy(err, "untouched");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    kiosk_source_free(source);
    kiosk_grey_destroy(&scene);
    assert_int_equal(fake.opened, 0);
    assert_int_equal(fake.mapped, 0);
    return 0;
}

static enum kiosk_source_result next(void)
{
    return source->ops->next(source, 100, &frame, err);
}

static void expect_scene(void)
{
    assert_true(source->ops->open(source, err));
    assert_int_equal(next(), KIOSK_SOURCE_FRAME);
    assert_int_equal(frame.width, WIDTH);
    assert_int_equal(frame.height, HEIGHT);
    for (int y = 0; y < HEIGHT; y++)
        assert_memory_equal(
                frame.pixels + y * frame.stride, scene.pixels + y * scene.stride, WIDTH);
}

static void takes_grey(void **state)
{
    (void)state;
    expect_scene();
    char said[KM_ERR_MAX];
    source->ops->describe(source, said);
    assert_string_equal(said, "/dev/video9 · Fake?Cam · 640×480 · GREY");
    source->ops->close(source);
    fake.granted_fps = 30;
    expect_scene();
    source->ops->describe(source, said);
    assert_string_equal(said, "/dev/video9 · Fake?Cam · 640×480 · GREY · 30/s");
    source->ops->close(source);
    source->ops->describe(source, said);
    assert_string_equal(said, "/dev/video9");
}

static void takes_yuyv(void **state)
{
    (void)state;
    int stride = 2 * WIDTH + 64;
    uint8_t *bytes = malloc((size_t)(stride * HEIGHT));
    memset(bytes, 128, (size_t)(stride * HEIGHT));
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
            bytes[y * stride + 2 * x] = scene.pixels[y * scene.stride + x];
    fake_reset(V4L2_PIX_FMT_YUYV, WIDTH, HEIGHT, bytes, (size_t)(stride * HEIGHT));
    fake.padding = 64;
    expect_scene();
    free(bytes);
}

static void takes_nv12(void **state)
{
    (void)state;
    uint8_t *bytes = malloc(WIDTH * HEIGHT * 3 / 2);
    memcpy(bytes, scene.pixels, WIDTH * HEIGHT);
    memset(bytes + WIDTH * HEIGHT, 128, WIDTH * HEIGHT / 2);
    fake_reset(V4L2_PIX_FMT_NV12, WIDTH, HEIGHT, bytes, WIDTH * HEIGHT * 3 / 2);
    expect_scene();
    free(bytes);
}

static void expect_code(void)
{
    struct kiosk_decoder *decoder = kiosk_decoder_new();
    static struct kiosk_readings readings;
    assert_true(kiosk_decoder_read(decoder, &frame, &readings));
    assert_string_equal(readings.list[0].text, TEXT);
    kiosk_decoder_free(decoder);
}

static void takes_mjpg_with_and_without_tables(void **state)
{
    (void)state;
    size_t length;
    uint8_t *bytes = scene_jpeg(&scene, &length);
    fake_reset(V4L2_PIX_FMT_MJPEG, WIDTH, HEIGHT, bytes, length);
    assert_true(source->ops->open(source, err));
    assert_int_equal(next(), KIOSK_SOURCE_FRAME);
    expect_code();
    /* Cameras leave out the Huffman tables (segments FF C4). */
    for (size_t at = 2; bytes[at + 1] != 0xda;) {
        size_t segment = 2 + (size_t)bytes[at + 2] * 256 + bytes[at + 3];
        if (bytes[at + 1] == 0xc4) {
            memmove(bytes + at, bytes + at + segment, length - at - segment);
            length -= segment;
        } else {
            at += segment;
        }
    }
    assert_true(length < fake.payload_length);
    fake.payload_length = length;
    assert_int_equal(next(), KIOSK_SOURCE_FRAME);
    expect_code();
    free(bytes);
}

static void prefers_plain_and_large_but_not_slow(void **state)
{
    (void)state;
    fake_offer(V4L2_PIX_FMT_YUYV, 640, 480, 30);
    fake_offer(V4L2_PIX_FMT_YUYV, 1280, 720, 10); /* USB 2 */
    fake_offer(V4L2_PIX_FMT_MJPEG, 1280, 720, 30);
    assert_true(source->ops->open(source, err));
    assert_int_equal(fake.fourcc, V4L2_PIX_FMT_MJPEG);
    assert_int_equal(fake.width, 1280);
    source->ops->close(source);
    fake_offer(V4L2_PIX_FMT_NV12, 1280, 720, 20); /* slower, though plain */
    assert_true(source->ops->open(source, err));
    assert_int_equal(fake.fourcc, V4L2_PIX_FMT_MJPEG);
    source->ops->close(source);
    fake.offers[fake.offer_count - 1].fps = 0; /* does not say: believed */
    assert_true(source->ops->open(source, err));
    assert_int_equal(fake.fourcc, V4L2_PIX_FMT_NV12);
    source->ops->close(source);
    fake.offer_count = 0;
    fake_offer(V4L2_PIX_FMT_YUYV, 640, 480, 30);
    fake_offer(V4L2_PIX_FMT_YUYV, 1920, 1080, 30);
    assert_true(source->ops->open(source, err));
    assert_int_equal(fake.width, 1920);
    source->ops->close(source);
    fake.offer_count = 0;
    fake_offer(V4L2_PIX_FMT_YUYV, 720, 576, 25); /* none of our sizes */
    assert_true(source->ops->open(source, err));
    assert_int_equal(fake.width, 720);
}

static void refuses_what_it_cannot_read(void **state)
{
    (void)state;
    fake.offer_count = 0;
    fake_offer(V4L2_PIX_FMT_RGB24, 1280, 720, 30);
    assert_false(source->ops->open(source, err));
    assert_string_equal(err, "/dev/video9: offers none of the formats GREY, NV12, YUYV, MJPG");
    fake.offer_count = 0;
    fake_offer(V4L2_PIX_FMT_GREY, 100000, 100000, 30);
    assert_false(source->ops->open(source, err));
    fake.offer_count = 0;
    fake_offer(V4L2_PIX_FMT_YUYV, WIDTH, HEIGHT, 30);
    fake.padding = -8; /* rows shorter than their pixels */
    assert_false(source->ops->open(source, err));
}

static void says_why_it_does_not_open(void **state)
{
    (void)state;
    static const struct {
        int error;
        const char *words;
    } refusals[] = {{ENOENT, "/dev/video9: no camera there; is it plugged in?"},
            {EACCES, "/dev/video9: may not be used; add the kiosk's user to the group video"},
            {EBUSY, "/dev/video9: is in use by another program"},
            {EISDIR, "/dev/video9: is a folder, not a camera; pictures in one are files:FOLDER"},
            {EIO, "/dev/video9: Input/output error"}};
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        fake.unopenable = refusals[i].error;
        assert_false(source->ops->open(source, err));
        assert_string_equal(err, refusals[i].words);
    }
    fake.unopenable = 0;
    fake.no_camera = true;
    assert_false(source->ops->open(source, err));
    assert_string_equal(err, "/dev/video9: is not a camera");
    fake.no_camera = false;
    static const struct {
        uint32_t capabilities;
        const char *words;
    } kinds[] = {{V4L2_CAP_VIDEO_OUTPUT | V4L2_CAP_STREAMING,
                         "/dev/video9: takes no pictures; the camera may be the node beside it"},
            {V4L2_CAP_VIDEO_CAPTURE_MPLANE | V4L2_CAP_STREAMING,
                    "/dev/video9: is a multi-planar camera, which is not supported"},
            {V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_READWRITE,
                    "/dev/video9: does not stream, which is not supported"}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        fake.capabilities = kinds[i].capabilities;
        assert_false(source->ops->open(source, err));
        assert_string_equal(err, kinds[i].words);
    }
    fake.capabilities = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
    static const unsigned long steps[] = {
            VIDIOC_S_FMT, VIDIOC_REQBUFS, VIDIOC_QUERYBUF, VIDIOC_QBUF, VIDIOC_STREAMON};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        fake.refused = steps[i];
        assert_false(source->ops->open(source, err));
        assert_int_equal(fake.opened, 0);
        assert_int_equal(fake.mapped, 0);
    }
    fake.refused = 0;
    fake.unmappable = true;
    assert_false(source->ops->open(source, err));
    assert_int_equal(fake.mapped, 0);
    fake.unmappable = false;
    assert_true(source->ops->open(source, err));
    assert_int_equal(next(), KIOSK_SOURCE_FRAME);
}

static void gives_the_newest_frame(void **state)
{
    (void)state;
    fake.numbered = true;
    fake.per_poll = 0;
    assert_true(source->ops->open(source, err));
    fake_arrive(3);
    assert_int_equal(next(), KIOSK_SOURCE_FRAME);
    assert_int_equal(frame.pixels[0], 3);
    /* Ten came, four fitted, all of them old by now: a fresh one is waited for. */
    fake_arrive(10);
    fake.per_poll = 1;
    assert_int_equal(next(), KIOSK_SOURCE_FRAME);
    assert_int_equal(frame.pixels[0], fake.serial);
    assert_true(fake.serial > 13);
    /* A driver that is always full is taken at its word at last. */
    fake.per_poll = 50;
    fake.polls = 0;
    assert_int_equal(next(), KIOSK_SOURCE_FRAME);
    assert_int_equal(fake.polls, 2);
}

static void takes_frames_without_unpacking_them(void **state)
{
    (void)state;
    fake.numbered = true;
    fake.per_poll = 0;
    assert_true(source->ops->open(source, err));
    fake_arrive(2);
    assert_int_equal(source->ops->next(source, 100, NULL, err), KIOSK_SOURCE_FRAME);
    assert_int_equal(source->ops->next(source, 100, NULL, err), KIOSK_SOURCE_NOTHING);
    for (int i = 0; i < 10; i++) { /* the buffers go back */
        fake_arrive(1);
        assert_int_equal(source->ops->next(source, 100, NULL, err), KIOSK_SOURCE_FRAME);
    }
    fake_arrive(1);
    assert_int_equal(next(), KIOSK_SOURCE_FRAME);
    assert_int_equal(frame.pixels[0], 13);
    fake.gone = true;
    assert_int_equal(source->ops->next(source, 100, NULL, err), KIOSK_SOURCE_FAILED);
    assert_string_equal(err, "/dev/video9: was unplugged");
}

static void sets_the_camera_up(void **state)
{
    (void)state;
    static const uint32_t ids[] = {V4L2_CID_EXPOSURE_AUTO, V4L2_CID_EXPOSURE_AUTO_PRIORITY,
            V4L2_CID_POWER_LINE_FREQUENCY, V4L2_CID_FOCUS_AUTO};
    for (fake.control_count = 0; fake.control_count < 4; fake.control_count++) {
        fake.controls[fake.control_count].id = ids[fake.control_count];
        fake.controls[fake.control_count].set = -1;
    }
    expect_scene();
    static const int32_t wanted[] = {V4L2_EXPOSURE_APERTURE_PRIORITY, 0, 1, 1};
    for (int i = 0; i < 4; i++)
        assert_int_equal(fake.controls[i].set, wanted[i]);
    char said[KM_ERR_MAX];
    source->ops->describe(source, said);
    assert_null(strstr(said, "refuses"));
    /* One is switched off, one takes nothing: pictures come all the same, and it is told. */
    source->ops->close(source);
    fake.controls[1].flags = V4L2_CTRL_FLAG_DISABLED;
    fake.controls[1].set = -1;
    fake.controls[0].stubborn = fake.controls[3].stubborn = true;
    expect_scene();
    assert_int_equal(fake.controls[1].set, -1);
    source->ops->describe(source, said);
    assert_non_null(strstr(said, " · refuses exposure_auto, focus_auto"));
}

static void lists_itself(void **state)
{
    (void)state;
    struct kiosk_camera list[KIOSK_CAMERAS_MAX];
    assert_int_equal(kiosk_camera_list_by(&fake_v4l2_sys, list), 1);
    assert_true(list[0].usable);
    assert_string_equal(list[0].device, "/dev/video9");
    assert_string_equal(list[0].path, "/dev/v4l/by-id/usb-Fake");
    assert_string_equal(list[0].name, "Fake?Cam");
    fake.unopenable = EACCES;
    assert_int_equal(kiosk_camera_list_by(&fake_v4l2_sys, list), 1);
    assert_false(list[0].usable);
    assert_non_null(strstr(list[0].why, "group video"));
    assert_int_equal(list[0].fault, KIOSK_CAMERA_FAULT_FORBIDDEN);
    fake.unopenable = EBUSY;
    assert_int_equal(kiosk_camera_list_by(&fake_v4l2_sys, list), 1);
    assert_int_equal(list[0].fault, KIOSK_CAMERA_FAULT_BUSY);
    fake.unopenable = EIO;
    assert_int_equal(kiosk_camera_list_by(&fake_v4l2_sys, list), 1);
    assert_int_equal(list[0].fault, KIOSK_CAMERA_FAULT_BROKEN);
    fake.unopenable = 0;
    fake.capabilities = V4L2_CAP_META_CAPTURE;
    assert_int_equal(kiosk_camera_list_by(&fake_v4l2_sys, list), 0);
    fake.capabilities = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
    fake.offer_count = 0;
    fake_offer(V4L2_PIX_FMT_RGB24, 1280, 720, 30);
    assert_int_equal(kiosk_camera_list_by(&fake_v4l2_sys, list), 1);
    assert_string_equal(list[0].why, "offers none of the formats GREY, NV12, YUYV, MJPG");
    assert_int_equal(list[0].fault, KIOSK_CAMERA_FAULT_KIND);
}

static void survives_broken_frames(void **state)
{
    (void)state;
    assert_true(source->ops->open(source, err));
    fake.flags = V4L2_BUF_FLAG_ERROR;
    assert_int_equal(next(), KIOSK_SOURCE_NOTHING);
    fake.flags = 0;
    fake.claimed = 1000; /* short */
    assert_int_equal(next(), KIOSK_SOURCE_NOTHING);
    fake.claimed = 0;
    assert_int_equal(next(), KIOSK_SOURCE_FRAME);
    fake.claimed = UINT32_MAX; /* more than the buffer holds */
    assert_int_equal(next(), KIOSK_SOURCE_FRAME);
    fake.claimed = 1;
    int calls = 1;
    while (next() == KIOSK_SOURCE_NOTHING)
        assert_in_range(++calls, 1, 100);
    assert_string_equal(err, "/dev/video9: frame of 1 bytes is short of 307200");
}

static void survives_broken_jpegs(void **state)
{
    (void)state;
    size_t length;
    uint8_t *bytes = scene_jpeg(&scene, &length);
    fake_reset(V4L2_PIX_FMT_MJPEG, WIDTH, HEIGHT, bytes, length);
    assert_true(source->ops->open(source, err));
    memset(bytes, 'x', 4);
    assert_int_equal(next(), KIOSK_SOURCE_NOTHING);
    free(bytes);
    bytes = scene_jpeg(&scene, &length);
    fake.payload = bytes;
    fake.payload_length =
            length * 3 / 4; /* the bottom is missing: the rest is still worth a look */
    assert_int_equal(next(), KIOSK_SOURCE_FRAME);
    fake.payload_length = 0;
    assert_int_equal(next(), KIOSK_SOURCE_NOTHING);
    free(bytes);
}

static void notices_an_unplugged_camera(void **state)
{
    (void)state;
    assert_true(source->ops->open(source, err));
    assert_int_equal(next(), KIOSK_SOURCE_FRAME);
    fake.gone = true;
    assert_int_equal(next(), KIOSK_SOURCE_FAILED);
    assert_string_equal(err, "/dev/video9: was unplugged");
    source->ops->close(source);
    source->ops->close(source); /* once more does no harm */
    fake.gone = false;
    assert_true(source->ops->open(source, err));
    assert_int_equal(next(), KIOSK_SOURCE_FRAME);
}

static void notices_a_stalled_camera(void **state)
{
    (void)state;
    assert_true(source->ops->open(source, err));
    assert_int_equal(next(), KIOSK_SOURCE_FRAME);
    fake.per_poll = 0;
    fake.polls = 0;
    while (next() == KIOSK_SOURCE_NOTHING)
        assert_in_range(fake.polls, 1, 100);
    assert_int_equal(fake.polls, 30); /* 3 s of 100 ms */
    assert_string_equal(err, "/dev/video9: sends no frames");
}

static void does_not_spin_on_a_hollow_camera(void **state)
{
    (void)state;
    assert_true(source->ops->open(source, err));
    fake.hollow = true;
    fake.polls = 0;
    while (next() == KIOSK_SOURCE_NOTHING)
        assert_in_range(fake.polls, 1, 100);
    assert_string_equal(err, "/dev/video9: sends no frames");
}

static void does_not_believe_a_wrong_index(void **state)
{
    (void)state;
    assert_true(source->ops->open(source, err));
    fake.claimed_index = 4;
    assert_int_equal(next(), KIOSK_SOURCE_FAILED);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
            TEST(takes_grey),
            TEST(takes_yuyv),
            TEST(takes_nv12),
            TEST(takes_mjpg_with_and_without_tables),
            TEST(prefers_plain_and_large_but_not_slow),
            TEST(refuses_what_it_cannot_read),
            TEST(says_why_it_does_not_open),
            TEST(gives_the_newest_frame),
            TEST(takes_frames_without_unpacking_them),
            TEST(sets_the_camera_up),
            TEST(lists_itself),
            TEST(survives_broken_frames),
            TEST(survives_broken_jpegs),
            TEST(notices_an_unplugged_camera),
            TEST(notices_a_stalled_camera),
            TEST(does_not_spin_on_a_hollow_camera),
            TEST(does_not_believe_a_wrong_index),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
