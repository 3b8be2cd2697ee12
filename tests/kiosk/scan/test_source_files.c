/* Specs, and pictures held before the camera that is not there. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kiosk/scan/source.h"
#include "tests/kiosk/scan/scene.h"

/* A picture's turn: two seconds of ten frames. The empty scene between them is 640 × 480. */
#define TURN 20

static char directory[64];
static struct kiosk_source *source;
static struct kiosk_grey frame;
static char err[KM_ERR_MAX];

static int set_up(void **state)
{
    (void)state;
    strcpy(directory, scene_directory());
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    kiosk_source_free(source);
    source = NULL;
    scene_remove(directory);
    return 0;
}

/* A picture told by its level and size. */
static void write_picture(const char *name, uint8_t level)
{
    struct kiosk_grey picture = scene_new(50 + level, 40, level);
    scene_write_png(&picture, directory, name);
    kiosk_grey_destroy(&picture);
}

static void open_spec(const char *spec)
{
    assert_true(kiosk_source_new(spec, &source, err));
    assert_true(source->ops->open(source, err));
}

static void open_folder(void)
{
    char spec[96];
    snprintf(spec, sizeof spec, "files:%s", directory);
    open_spec(spec);
}

/* A short timeout is kept, so the test need not wait. */
static enum kiosk_source_result next(void)
{
    return source->ops->next(source, 1, &frame, err);
}

static void expect_frame(uint8_t level)
{
    assert_int_equal(next(), KIOSK_SOURCE_FRAME);
    assert_int_equal(frame.width, 50 + level);
    assert_int_equal(frame.pixels[0], level);
}

static void expect_turn(uint8_t level)
{
    for (int i = 0; i < TURN; i++)
        expect_frame(level);
}

static void expect_empty(void)
{
    assert_int_equal(next(), KIOSK_SOURCE_FRAME);
    assert_int_equal(frame.width, 640);
    assert_int_equal(frame.height, 480);
}

static void knows_its_specs(void **state)
{
    (void)state;
    struct kiosk_source *made = NULL;
    assert_true(kiosk_source_new("none", &made, err));
    assert_null(made);
    kiosk_source_free(made);
    assert_true(kiosk_source_new("v4l2:/dev/video0", &made, err));
    char said[KM_ERR_MAX];
    made->ops->describe(made, said);
    assert_string_equal(said, "/dev/video0");
    kiosk_source_free(made);
    assert_true(kiosk_source_new("auto", &made, err));
    made->ops->describe(made, said);
    assert_string_equal(said, "auto");
    kiosk_source_free(made);
    static const char *bad[] = {
            "", "auto:", "v4l2:", "v4l2:video0", "files:", "/dev/video0", "nonesuch"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_false(kiosk_source_new(bad[i], &made, err));
    assert_string_equal(
            err, "camera \"nonesuch\"; allowed: auto, v4l2:/dev/videoN, files:PATH, none");
}

static void shows_a_list_round_and_round(void **state)
{
    (void)state;
    write_picture("b.png", 20);
    write_picture("a.png", 10);
    char spec[256];
    snprintf(spec, sizeof spec, "files:%s/b.png,%s/a.png", directory, directory);
    open_spec(spec);
    for (int round = 0; round < 2; round++) {
        expect_turn(20);
        expect_turn(10);
    }
}

/* A pipe in a list, opened like a file, would hold the scan thread, and the end of the kiosk, for
 * ever. */
static void refuses_what_is_no_file(void **state)
{
    (void)state;
    char spec[256], pipe[128], folder[128];
    write_picture("a.png", 10);
    snprintf(pipe, sizeof pipe, "%s/pipe.png", directory);
    snprintf(folder, sizeof folder, "%s/folder.png", directory);
    assert_int_equal(mkfifo(pipe, 0600), 0);
    assert_int_equal(mkdir(folder, 0700), 0);
    const char *paths[] = {pipe, folder, "/dev/zero", "/dev/null"};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        snprintf(spec, sizeof spec, "files:%s/a.png,%s", directory, paths[i]);
        assert_true(kiosk_source_new(spec, &source, err));
        assert_false(source->ops->open(source, err));
        assert_non_null(strstr(err, "no picture file"));
        kiosk_source_free(source);
        source = NULL;
    }
    assert_int_equal(unlink(pipe), 0);
    assert_int_equal(rmdir(folder), 0);
}

static void refuses_missing_paths(void **state)
{
    (void)state;
    char spec[256];
    static const char *lists[] = {"missing.png", ",", "a.png,missing.png"};
    write_picture("a.png", 10);
    assert_int_equal(chdir(directory), 0);
    for (size_t i = 0; i < 3; i++) {
        snprintf(spec, sizeof spec, "files:%s", lists[i]);
        assert_true(kiosk_source_new(spec, &source, err));
        assert_false(source->ops->open(source, err));
        kiosk_source_free(source);
        source = NULL;
    }
    assert_string_equal(err, "missing.png: No such file or directory");
    assert_int_equal(chdir("/"), 0);
}

static void shows_each_in_a_folder_once(void **state)
{
    (void)state;
    write_picture("2.png", 20);
    write_picture("1.PNG", 10);
    write_picture(".hidden.png", 30);
    scene_write_bytes("notes", 5, directory, "notes.txt");
    open_folder();
    expect_turn(10);
    expect_turn(20);
    for (int i = 0; i < 5; i++)
        expect_empty();
    write_picture("0.png", 40); /* new: held still for one look, then shown */
    expect_empty();
    expect_turn(40);
    write_picture("2.png", 50); /* changed */
    expect_empty();
    expect_turn(50);
    expect_empty();
}

static void lets_a_frame_pass_unseen(void **state)
{
    (void)state;
    write_picture("1.png", 10);
    open_folder();
    assert_int_equal(source->ops->next(source, 1, NULL, err), KIOSK_SOURCE_FRAME);
    assert_int_equal(next(), KIOSK_SOURCE_FRAME);
    assert_int_equal(frame.pixels[0], 10); /* held for a while, so it is still there */
}

static void shows_no_old_picture_when_opened_again(void **state)
{
    (void)state;
    write_picture("1.png", 10);
    open_folder();
    expect_turn(10);
    source->ops->close(source);
    write_picture("2.png", 20);
    assert_true(source->ops->open(source, err));
    expect_turn(20);
    expect_empty();
}

static void waits_for_a_file_that_grows(void **state)
{
    (void)state;
    open_folder();
    scene_write_bytes("\x89PNG", 4, directory, "a.png");
    expect_empty();
    scene_write_bytes("\x89PNG\r\n", 6, directory, "a.png");
    expect_empty();
    write_picture("a.png", 10);
    expect_empty();
    expect_turn(10);
}

static void skips_a_broken_picture_and_says_so(void **state)
{
    (void)state;
    scene_write_bytes("\x89PNG\r\n\x1a\n and no more", 20, directory, "a.png");
    write_picture("b.png", 20);
    open_folder();
    assert_int_equal(next(), KIOSK_SOURCE_SKIPPED);
    assert_int_equal(strncmp(err, "a.png: not a readable PNG", 25), 0);
    expect_turn(20);
    expect_empty();
}

static void fails_when_its_folder_goes(void **state)
{
    (void)state;
    open_folder();
    expect_empty();
    char moved[80];
    snprintf(moved, sizeof moved, "%s-moved", directory);
    assert_int_equal(rename(directory, moved), 0);
    assert_int_equal(next(), KIOSK_SOURCE_FAILED);
    source->ops->close(source);
    assert_int_equal(rename(moved, directory), 0);
    assert_true(source->ops->open(source, err));
    expect_empty();
}

static void looks_at_no_more_than_its_bound(void **state)
{
    (void)state;
    char name[32];
    for (int i = 0; i < KM_FRAME_FILES_MAX + 5; i++) {
        snprintf(name, sizeof name, "%04d.png", i);
        scene_write_bytes("x", 1, directory, name);
    }
    open_folder();
    int skipped = 0;
    while (next() == KIOSK_SOURCE_SKIPPED)
        skipped++;
    assert_int_equal(skipped, KM_FRAME_FILES_MAX);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
            TEST(knows_its_specs),
            TEST(shows_a_list_round_and_round),
            TEST(refuses_missing_paths),
            TEST(refuses_what_is_no_file),
            TEST(shows_each_in_a_folder_once),
            TEST(lets_a_frame_pass_unseen),
            TEST(shows_no_old_picture_when_opened_again),
            TEST(waits_for_a_file_that_grows),
            TEST(skips_a_broken_picture_and_says_so),
            TEST(fails_when_its_folder_goes),
            TEST(looks_at_no_more_than_its_bound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
