/* The double from the outside: what a program sees of it with plain system calls. Run by double.sh,
 * which names the control file that is written here again and again. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/kiosk/scan/scene.h"

#define WIDTH 320
#define HEIGHT 240
#define BUFFERS 4
#define BASE "device /dev/video0\ncard Double\nformat GREY 320x240@100\n"

static char folder[128], log_path[160];
static int fd = -1;
static uint8_t *maps[BUFFERS];
static size_t lengths[BUFFERS];

/* The control file with these lines, put in place at once. */
static void script(const char *lines)
{
    char fresh[200];
    snprintf(fresh, sizeof fresh, "%s/control.new", folder);
    FILE *file = fopen(fresh, "we");
    assert_non_null(file);
    fprintf(file, "log %s\nby-id %s/by-id\n%s\nend\n", log_path, folder, lines);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(rename(fresh, getenv("V4L2_DOUBLE")), 0);
}

static void put_picture(const char *name, uint8_t level)
{
    struct kiosk_grey picture = scene_new(WIDTH, HEIGHT, level);
    scene_write_jpeg(&picture, folder, name);
    kiosk_grey_destroy(&picture);
}

static int fails(unsigned long request, void *argument)
{
    return ioctl(fd, request, argument) == 0 ? 0 : errno;
}

static int start(void)
{
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    struct v4l2_requestbuffers request = {
            .count = BUFFERS, .type = (uint32_t)type, .memory = V4L2_MEMORY_MMAP};
    fd = open("/dev/video0", O_RDWR | O_NONBLOCK | O_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(fails(VIDIOC_REQBUFS, &request), 0);
    assert_int_equal(request.count, BUFFERS);
    for (uint32_t i = 0; i < BUFFERS; i++) {
        struct v4l2_buffer buffer = {
                .type = (uint32_t)type, .memory = V4L2_MEMORY_MMAP, .index = i};
        assert_int_equal(fails(VIDIOC_QUERYBUF, &buffer), 0);
        lengths[i] = buffer.length;
        maps[i] = mmap(NULL, buffer.length, PROT_READ | PROT_WRITE, MAP_SHARED, fd,
                (off_t)buffer.m.offset);
        assert_ptr_not_equal(maps[i], MAP_FAILED);
        assert_int_equal(fails(VIDIOC_QBUF, &buffer), 0);
        assert_int_equal(fails(VIDIOC_QBUF, &buffer), EINVAL); /* twice */
    }
    return fails(VIDIOC_STREAMON, &type);
}

static int stop(void **state)
{
    (void)state;
    if (fd < 0)
        return 0;
    for (int i = 0; i < BUFFERS; i++) {
        if (maps[i])
            munmap(maps[i], lengths[i]);
        maps[i] = NULL;
    }
    close(fd);
    fd = -1;
    return 0;
}

/* The next frame; the caller gives it back. */
static struct v4l2_buffer take(void)
{
    struct v4l2_buffer buffer = {.type = V4L2_BUF_TYPE_VIDEO_CAPTURE, .memory = V4L2_MEMORY_MMAP};
    struct pollfd waiting = {.fd = fd, .events = POLLIN};
    assert_int_equal(poll(&waiting, 1, 5000), 1);
    assert_int_equal(waiting.revents, POLLIN);
    assert_int_equal(fails(VIDIOC_DQBUF, &buffer), 0);
    return buffer;
}

static void give(struct v4l2_buffer *buffer)
{
    assert_int_equal(fails(VIDIOC_QBUF, buffer), 0);
}

static void sends_the_folders_pictures_in_turn(void **state)
{
    (void)state;
    char lines[400];
    snprintf(lines, sizeof lines, BASE "frames %s\neach 2\nfps 20\n", folder);
    script(lines);
    assert_int_equal(start(), 0);
    static const int levels[] = {50, 50, 200, 200, 50, 50};
    int64_t last = 0;
    for (uint32_t i = 0; i < 6; i++) {
        struct v4l2_buffer frame = take();
        int64_t us = (int64_t)frame.timestamp.tv_sec * 1000000 + frame.timestamp.tv_usec;
        assert_int_equal(frame.sequence, i);
        assert_int_equal(frame.bytesused, WIDTH * HEIGHT);
        assert_in_range(maps[frame.index][WIDTH * HEIGHT / 2], levels[i] - 3, levels[i] + 3);
        assert_true(us > last);
        last = us;
        give(&frame);
    }
    snprintf(lines, sizeof lines, BASE "frames %s\nshow b.jpg\n", folder);
    script(lines);
    for (int i = 0; i < 6; i++) { /* four may have been filled before */
        struct v4l2_buffer frame = take();
        if (i == 5)
            assert_in_range(maps[frame.index][0], 197, 203);
        give(&frame);
    }
    snprintf(lines, sizeof lines, BASE "frames %s\nshow a*\n", folder);
    script(lines);
    for (int i = 0; i < 7; i++) {
        struct v4l2_buffer frame = take();
        if (i >= 5)
            assert_in_range(maps[frame.index][0], 47, 53);
        give(&frame);
    }
}

static void drops_what_finds_no_buffer(void **state)
{
    (void)state;
    script(BASE);
    assert_int_equal(start(), 0);
    struct v4l2_buffer frame;
    for (uint32_t i = 0; i < BUFFERS; i++) {
        frame = take();
        assert_int_equal(frame.sequence, i);
    }
    struct pollfd waiting = {.fd = fd, .events = POLLIN};
    assert_int_equal(poll(&waiting, 1, 50), 0);
    assert_int_equal(fails(VIDIOC_DQBUF, &frame), EAGAIN);
    give(&frame);
    assert_true(take().sequence > BUFFERS);
}

static void spoils_frames(void **state)
{
    (void)state;
    script(BASE "fault drop 2\nfault short 3\nfault error 5\n");
    assert_int_equal(start(), 0);
    uint32_t last = 0;
    for (int i = 0; i < 10; i++) {
        struct v4l2_buffer frame = take();
        assert_true(frame.sequence % 2 == 1);
        assert_int_equal(frame.bytesused, WIDTH * HEIGHT / (frame.sequence % 3 == 0 ? 2 : 1));
        assert_int_equal(frame.flags & V4L2_BUF_FLAG_ERROR,
                frame.sequence % 5 == 0 ? V4L2_BUF_FLAG_ERROR : 0);
        assert_true(i == 0 || frame.sequence > last);
        last = frame.sequence;
        give(&frame);
    }
    stop(NULL);
    script(BASE "fault corrupt 1\n");
    assert_int_equal(start(), 0);
    struct v4l2_buffer frame = take();
    int odd = 0;
    for (int i = 0; i < WIDTH * HEIGHT; i++)
        odd += maps[frame.index][i] != 120;
    assert_in_range(odd, 100, WIDTH * HEIGHT / 2);
}

static void lies(void **state)
{
    (void)state;
    script(BASE "fault lie bytesused\nfault lie endless\nfault lie size\n");
    assert_int_equal(start(), 0);
    assert_true(take().bytesused > lengths[0]);
    struct v4l2_fmtdesc format = {.type = V4L2_BUF_TYPE_VIDEO_CAPTURE, .index = 100000};
    assert_int_equal(fails(VIDIOC_ENUM_FMT, &format), 0);
    struct v4l2_format answer = {.type = V4L2_BUF_TYPE_VIDEO_CAPTURE};
    assert_int_equal(fails(VIDIOC_TRY_FMT, &answer), 0);
    assert_int_equal(answer.fmt.pix.width, 4000000000u);
    stop(NULL);
    script(BASE "fault lie index\n");
    assert_int_equal(start(), 0);
    assert_true(take().index >= BUFFERS);
}

static void fails_calls_as_told(void **state)
{
    (void)state;
    script(BASE "fault fail open EACCES\n");
    assert_int_equal(open("/dev/video0", O_RDWR | O_CLOEXEC), -1);
    assert_int_equal(errno, EACCES);
    script(BASE "fault fail STREAMON ENOSPC\nfault fail S_CTRL EIO\n");
    assert_int_equal(start(), ENOSPC);
    struct v4l2_control control = {.id = V4L2_CID_SHARPNESS, .value = 5};
    assert_int_equal(fails(VIDIOC_S_CTRL, &control), EIO);
    script(BASE);
    assert_int_equal(fails(VIDIOC_S_CTRL, &control), 0);
    control.value = 1000;
    assert_int_equal(fails(VIDIOC_S_CTRL, &control), ERANGE);
    int second = open("/dev/video0", O_RDWR | O_CLOEXEC);
    struct v4l2_requestbuffers request = {
            .count = 4, .type = V4L2_BUF_TYPE_VIDEO_CAPTURE, .memory = V4L2_MEMORY_MMAP};
    assert_true(second >= 0);
    assert_int_equal(ioctl(second, VIDIOC_REQBUFS, &request), -1);
    assert_int_equal(errno, EBUSY);
    close(second);
}

static void is_unplugged_and_plugged_in_elsewhere(void **state)
{
    (void)state;
    script(BASE);
    assert_int_equal(start(), 0);
    struct v4l2_buffer frame = take();
    script("device /dev/video1\nformat GREY 320x240@30\n");
    struct pollfd waiting = {.fd = fd, .events = POLLPRI}; /* the end is told unasked */
    assert_int_equal(poll(&waiting, 1, 5000), 1);
    assert_int_equal(waiting.revents, POLLERR | POLLHUP);
    assert_int_equal(fails(VIDIOC_DQBUF, &frame), ENODEV);
    assert_int_equal(fails(VIDIOC_QBUF, &frame), ENODEV);
    assert_int_equal(open("/dev/video0", O_RDWR | O_CLOEXEC), -1);
    assert_int_equal(errno, ENOENT);
    int other = open("/dev/video1", O_RDWR | O_CLOEXEC);
    assert_true(other >= 0);
    close(other);
    script(BASE);
    assert_int_equal(fails(VIDIOC_QBUF, &frame), ENODEV); /* this handle stays dead */
    stop(NULL);
    assert_int_equal(start(), 0);
}

static void stalls(void **state)
{
    (void)state;
    script(BASE "fault stall\n");
    assert_int_equal(start(), 0);
    struct pollfd waiting = {.fd = fd, .events = POLLIN};
    assert_int_equal(poll(&waiting, 1, 60), 0);
    script(BASE);
    take();
}

static void stands_for_names_by_id(void **state)
{
    (void)state;
    char link[200];
    snprintf(link, sizeof link, "%s/by-id", folder);
    assert_int_equal(mkdir(link, 0700), 0);
    strcat(link, "/usb-Double-video-index0");
    assert_int_equal(symlink("../../video0", link), 0);
    script(BASE);
    DIR *links = opendir("/dev/v4l/by-id");
    assert_non_null(links);
    int found = 0;
    for (struct dirent *entry; (entry = readdir(links));)
        found += strcmp(entry->d_name, "usb-Double-video-index0") == 0;
    closedir(links);
    assert_int_equal(found, 1);
    fd = open("/dev/v4l/by-id/usb-Double-video-index0", O_RDWR | O_CLOEXEC);
    struct v4l2_capability able;
    assert_int_equal(fails(VIDIOC_QUERYCAP, &able), 0);
    assert_string_equal((char *)able.card, "Double");
}

static void leaves_the_rest_alone(void **state)
{
    (void)state;
    script(BASE);
    fd = open("/dev/null", O_RDWR | O_CLOEXEC);
    struct v4l2_capability able;
    assert_int_equal(fails(VIDIOC_QUERYCAP, &able), ENOTTY);
    assert_int_equal(open("/dev/video7", O_RDWR | O_CLOEXEC), -1);
    assert_int_equal(errno, ENOENT);
    void *some = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    assert_ptr_not_equal(some, MAP_FAILED);
    munmap(some, 4096);
}

static void keeps_what_it_knew_of_a_half_written_file(void **state)
{
    (void)state;
    script(BASE);
    assert_int_equal(start(), 0);
    take();
    FILE *file = fopen(getenv("V4L2_DOUBLE"), "we");
    assert_non_null(file);
    fprintf(file, "device /dev/vi");
    fclose(file);
    take();
}

static void logs_each_frame(void **state)
{
    (void)state;
    char lines[400], line[400];
    unlink(log_path);
    snprintf(lines, sizeof lines, BASE "frames %s\nshow a.jpg\n", folder);
    script(lines);
    assert_int_equal(start(), 0);
    struct v4l2_buffer frame = take();
    stop(NULL);
    FILE *file = fopen(log_path, "re");
    assert_non_null(file);
    assert_non_null(fgets(line, sizeof line, file));
    assert_string_equal(line, "start /dev/video0 320x240 GREY 100\n");
    assert_non_null(fgets(line, sizeof line, file));
    unsigned sequence;
    long long ns;
    char name[40];
    assert_int_equal(sscanf(line, "frame /dev/video0 %u %lld %39s", &sequence, &ns, name), 3);
    assert_int_equal(sequence, 0);
    assert_int_equal(
            ns / 1000, (int64_t)frame.timestamp.tv_sec * 1000000 + frame.timestamp.tv_usec);
    assert_string_equal(name, "a.jpg");
    fclose(file);
}

static int set_up_all(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "%s", scene_directory());
    char control[160];
    snprintf(control, sizeof control, "%s/control", folder);
    setenv("V4L2_DOUBLE", control, 1);
    snprintf(log_path, sizeof log_path, "%s/log", folder);
    put_picture("a.jpg", 50);
    put_picture("b.jpg", 200);
    return 0;
}

static int tear_down_all(void **state)
{
    (void)state;
    scene_remove(folder);
    return 0;
}

#define TEST(name) cmocka_unit_test_teardown(name, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
            TEST(sends_the_folders_pictures_in_turn),
            TEST(drops_what_finds_no_buffer),
            TEST(spoils_frames),
            TEST(lies),
            TEST(fails_calls_as_told),
            TEST(is_unplugged_and_plugged_in_elsewhere),
            TEST(stalls),
            TEST(stands_for_names_by_id),
            TEST(leaves_the_rest_alone),
            TEST(keeps_what_it_knew_of_a_half_written_file),
            TEST(logs_each_frame),
    };
    return cmocka_run_group_tests(tests, set_up_all, tear_down_all);
}
