/* The camera source and the list of cameras over real system calls, with the double below them: run
 * by double.sh. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kiosk/scan/camera.h"
#include "kiosk/scan/source.h"
#include "tests/kiosk/scan/scene.h"

#define WIDTH 640
#define HEIGHT 480
#define GREY "format GREY 640x480@50\n"

static char folder[128];
static struct kiosk_grey scene;
static struct kiosk_source *source;
static struct kiosk_grey frame;
static char err[KM_ERR_MAX];

static void script(const char *lines)
{
    char fresh[200];
    snprintf(fresh, sizeof fresh, "%s/control.new", folder);
    FILE *file = fopen(fresh, "we");
    assert_non_null(file);
    fprintf(file, "by-id %s/by-id\n%s\nend\n", folder, lines);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(rename(fresh, getenv("V4L2_DOUBLE")), 0);
}

static void make(const char *spec)
{
    assert_true(kiosk_source_new(spec, &source, err));
}

static int stop(void **state)
{
    (void)state;
    kiosk_source_free(source);
    source = NULL;
    return 0;
}

/* The next result that is not NOTHING. */
static enum kiosk_source_result next(void)
{
    enum kiosk_source_result result = KIOSK_SOURCE_NOTHING;
    for (int i = 0; i < 50 && result == KIOSK_SOURCE_NOTHING; i++)
        result = source->ops->next(source, 100, &frame, err);
    return result;
}

static void expect_open(const char *said)
{
    char words[KM_ERR_MAX];
    assert_true(source->ops->open(source, err));
    assert_int_equal(next(), KIOSK_SOURCE_FRAME);
    source->ops->describe(source, words);
    assert_string_equal(words, said);
}

static void expect_refusal(const char *words)
{
    assert_false(source->ops->open(source, err));
    assert_string_equal(err, words);
}

static void sees_the_same_in_every_format(void **state)
{
    (void)state;
    static const char *const formats[] = {"GREY", "YUYV", "NV12", "MJPG"};
    for (size_t i = 0; i < 4; i++) {
        char lines[400], said[80];
        snprintf(lines, sizeof lines,
                "device /dev/video0\nframes %s\nshow scene.png\nformat %s 640x480@50\n", folder,
                formats[i]);
        script(lines);
        make("v4l2:/dev/video0");
        snprintf(said, sizeof said, "/dev/video0 · Double · 640×480 · %s · 50/s", formats[i]);
        expect_open(said);
        int64_t off = 0;
        for (int y = 0; y < HEIGHT; y++)
            for (int x = 0; x < WIDTH; x++)
                off += abs(frame.pixels[y * frame.stride + x] - scene.pixels[y * scene.stride + x]);
        assert_in_range(off, 0, i < 3 ? 0 : 3 * WIDTH * HEIGHT);
        stop(NULL);
    }
}

static void lists_what_is_there(void **state)
{
    (void)state;
    script("device /dev/video0\ncard HD Webcam\n" GREY "device /dev/video1\nkind metadata\n" GREY
           "device /dev/video4\nfault fail open EACCES\n" GREY
           "device /dev/video9\ncard Pi\nkind multiplanar\n" GREY
           "device /dev/video12\ncard Old\nformat RGB3 640x480@30\n"
           "device /dev/video13\nfault lie endless\nfault lie size\n" GREY);
    make("v4l2:/dev/video0");
    expect_open("/dev/video0 · HD Webcam · 640×480 · GREY · 50/s");
    struct kiosk_camera list[KIOSK_CAMERAS_MAX];
    assert_int_equal(kiosk_camera_list(list), 5);
    static const struct {
        const char *path, *name, *why;
    } expected[] = {{"/dev/v4l/by-id/usb-HD-index0", "HD Webcam", ""},
            {"/dev/video4", "", "may not be used; add the kiosk's user to the group video"},
            {"/dev/video9", "Pi", "is a multi-planar camera, which is not supported"},
            {"/dev/video12", "Old", "offers none of the formats GREY, NV12, YUYV, MJPG"},
            {"/dev/video13", "Double", ""}};
    for (int i = 0; i < 5; i++) {
        assert_string_equal(list[i].path, expected[i].path);
        assert_string_equal(list[i].name, expected[i].name);
        assert_string_equal(list[i].why, expected[i].why);
        assert_int_equal(list[i].usable, !expected[i].why[0]);
    }
    assert_int_equal(next(), KIOSK_SOURCE_FRAME); /* whoever looks on is not disturbed */
    script("");
    assert_int_equal(kiosk_camera_list(list), 0);
}

static void follows_a_camera_to_another_number(void **state)
{
    (void)state;
    script("");
    make("auto");
    expect_refusal("no camera is plugged in");
    script("device /dev/video2\n" GREY);
    expect_open("/dev/video2 · Double · 640×480 · GREY · 50/s");
    script("");
    while (next() == KIOSK_SOURCE_FRAME)
        ;
    assert_string_equal(err, "/dev/video2: was unplugged");
    source->ops->close(source);
    expect_refusal("no camera is plugged in");
    script("device /dev/video1\nkind metadata\n" GREY "device /dev/video3\n" GREY);
    expect_open("/dev/video3 · Double · 640×480 · GREY · 50/s");
}

static void knows_a_camera_by_its_name(void **state)
{
    (void)state;
    script("device /dev/video0\n" GREY);
    make("v4l2:/dev/v4l/by-id/usb-HD-index0");
    expect_open("/dev/v4l/by-id/usb-HD-index0 · Double · 640×480 · GREY · 50/s");
}

static void passes_over_cameras_that_give_nothing(void **state)
{
    (void)state;
    script("device /dev/video0\nfault fail STREAMON ENOSPC\n" GREY
           "device /dev/video1\nfault lie index\n" GREY "device /dev/video2\n" GREY);
    make("auto");
    assert_true(source->ops->open(source, err)); /* the second seems well … */
    assert_int_equal(next(), KIOSK_SOURCE_FAILED);
    source->ops->close(source);
    expect_open("/dev/video2 · Double · 640×480 · GREY · 50/s"); /* … and gave no frame */
    source->ops->close(source);
    script("device /dev/video0\nfault fail STREAMON ENOSPC\n" GREY
           "device /dev/video1\nfault fail open EBUSY\n" GREY);
    expect_refusal("/dev/video0: its USB bus has no room left; give it a port of its own");
}

static void says_what_is_no_camera(void **state)
{
    (void)state;
    char spec[200], words[300];
    script("");
    snprintf(spec, sizeof spec, "v4l2:%s", folder);
    make(spec);
    snprintf(words, sizeof words, "%s: is a folder, not a camera; pictures in one are files:FOLDER",
            folder);
    expect_refusal(words);
    stop(NULL);
    snprintf(spec, sizeof spec, "v4l2:%s/scene.png", folder);
    make(spec);
    snprintf(words, sizeof words, "%s/scene.png: is not a camera", folder);
    expect_refusal(words);
    stop(NULL);
    make("v4l2:/dev/video0");
    expect_refusal("/dev/video0: no camera there; is it plugged in?");
    script("device /dev/video0\n" GREY);
    struct kiosk_source *first = source;
    expect_open("/dev/video0 · Double · 640×480 · GREY · 50/s");
    make("v4l2:/dev/video0");
    expect_refusal("/dev/video0: is in use by another program");
    kiosk_source_free(first);
    assert_true(source->ops->open(source, err));
}

static void fault(const char *name, const char *format)
{
    char lines[400];
    snprintf(lines, sizeof lines, "device /dev/video0\nframes %s\nformat %s 640x480@50\n%s%s\n",
            folder, format, name[0] ? "fault " : "", name);
    script(lines);
}

static void outlives_every_fault(void **state)
{
    (void)state;
    static const char *const formats[] = {"YUYV", "MJPG"};
    static const char *const faults[] = {"drop 2", "torn 2", "short 2", "corrupt 2", "error 2",
            "lie bytesused", "fail S_CTRL EIO", "fail QUERYCTRL EINVAL", "fail S_PARM EINVAL",
            "fail ENUM_FRAMEINTERVALS EINVAL", "lie endless"};
    static const char *const deadly[] = {"error 1", "lie index", "fail QBUF EIO", "fail DQBUF EIO",
            "fail mmap ENOMEM", "lie size", "fail S_FMT EINVAL", "fail REQBUFS EBUSY"};
    for (size_t i = 0; i < 2 * sizeof faults / sizeof faults[0]; i++) {
        fault(faults[i / 2], formats[i % 2]);
        make("auto");
        assert_true(source->ops->open(source, err));
        for (int n = 0; n < 4; n++)
            assert_int_equal(next(), KIOSK_SOURCE_FRAME);
        stop(NULL);
    }
    for (size_t i = 0; i < 2 * sizeof deadly / sizeof deadly[0]; i++) {
        fault(deadly[i / 2], formats[i % 2]);
        make("auto");
        err[0] = '\0';
        if (source->ops->open(source, err))
            assert_int_equal(next(), KIOSK_SOURCE_FAILED);
        assert_memory_equal(err, "/dev/video0: ", 13);
        source->ops->close(source);
        fault("", formats[i % 2]);
        assert_true(source->ops->open(source, err)); /* well again */
        assert_int_equal(next(), KIOSK_SOURCE_FRAME);
        stop(NULL);
    }
}

static int set_up_all(void **state)
{
    (void)state;
    char path[200];
    snprintf(folder, sizeof folder, "%s", scene_directory());
    snprintf(path, sizeof path, "%s/control", folder);
    setenv("V4L2_DOUBLE", path, 1);
    scene = scene_new(WIDTH, HEIGHT, 120);
    scene_lay_code(&scene, scene_ticket_text(1), WIDTH / 2, HEIGHT / 2, 5, 10);
    scene_write_png(&scene, folder, "scene.png");
    snprintf(path, sizeof path, "%s/by-id", folder);
    if (mkdir(path, 0700) < 0)
        return -1;
    strcat(path, "/usb-HD-index0");
    return symlink("../../video0", path);
}

static int tear_down_all(void **state)
{
    (void)state;
    kiosk_grey_destroy(&scene);
    scene_remove(folder);
    return 0;
}

#define TEST(name) cmocka_unit_test_teardown(name, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
            TEST(sees_the_same_in_every_format),
            TEST(lists_what_is_there),
            TEST(follows_a_camera_to_another_number),
            TEST(knows_a_camera_by_its_name),
            TEST(passes_over_cameras_that_give_nothing),
            TEST(says_what_is_no_camera),
            TEST(outlives_every_fault),
    };
    return cmocka_run_group_tests(tests, set_up_all, tear_down_all);
}
