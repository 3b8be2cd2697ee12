/* The scan thread over a source in the test's hand. Nothing here measures time: the test waits for
 * what must happen, and counts frames where something must not. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <pthread.h>
#include <qrencode.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "kiosk/scan/pace.h"
#include "kiosk/scan/pipeline.h"
#include "tests/kiosk/scan/scene.h"

#define PATIENCE_S 60 /* then the test fails instead of hanging */
#define EVENTS 64
#define FRAMES 64

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t news = PTHREAD_COND_INITIALIZER;

/* All guarded by m. */
static struct {
    /* what the source does */
    bool openable, failing, skipping;
    struct kiosk_grey scene; /* a view; without pixels no frames come */
    bool open, freed;
    int frees;
    int opens, frames;
    bool passed[FRAMES]; /* not unpacked */
    /* what was heard */
    char texts[EVENTS][64];
    int text_count;
    void *userdata;
    enum kiosk_camera_state states[EVENTS];
    char reasons[EVENTS][64];
    int state_count;
    int answers;
    int previews, preview_width, preview_height, read;
    char camera[32];
} seen;

static void nap(void)
{
    nanosleep(&(struct timespec){.tv_nsec = 2000000}, NULL);
}

static bool source_open(struct kiosk_source *source, char *err)
{
    (void)source;
    pthread_mutex_lock(&m);
    bool ok = seen.openable;
    seen.open = ok;
    seen.opens++;
    pthread_cond_broadcast(&news);
    pthread_mutex_unlock(&m);
    if (!ok)
        strcpy(err, "no such camera");
    return ok;
}

static enum kiosk_source_result source_next(
        struct kiosk_source *source, int timeout_ms, struct kiosk_grey *out, char *err)
{
    (void)source, (void)timeout_ms;
    nap();
    enum kiosk_source_result result = KIOSK_SOURCE_NOTHING;
    pthread_mutex_lock(&m);
    if (seen.failing) {
        strcpy(err, "was unplugged");
        result = KIOSK_SOURCE_FAILED;
    } else if (seen.skipping) {
        strcpy(err, "a.png: broken");
        result = KIOSK_SOURCE_SKIPPED;
    } else if (seen.scene.pixels) {
        if (out)
            *out = seen.scene;
        if (seen.frames < FRAMES)
            seen.passed[seen.frames] = !out;
        seen.frames++;
        result = KIOSK_SOURCE_FRAME;
    }
    pthread_cond_broadcast(&news);
    pthread_mutex_unlock(&m);
    return result;
}

static void source_close(struct kiosk_source *source)
{
    (void)source;
    pthread_mutex_lock(&m);
    seen.open = false;
    pthread_cond_broadcast(&news);
    pthread_mutex_unlock(&m);
}

static void source_describe(const struct kiosk_source *source, char *out)
{
    (void)source;
    strcpy(out, "a test");
}

static void source_free(struct kiosk_source *source)
{
    source_close(source);
    seen.freed = true;
    seen.frees++;
}

static const struct kiosk_source_ops ops = {
        source_open, source_next, source_close, source_describe, source_free};
static struct kiosk_source fake_source = {&ops};

static void on_text(const char *text, void *userdata)
{
    pthread_mutex_lock(&m);
    seen.userdata = userdata;
    if (seen.text_count < EVENTS)
        snprintf(seen.texts[seen.text_count++], sizeof seen.texts[0], "%s", text);
    pthread_cond_broadcast(&news);
    pthread_mutex_unlock(&m);
}

static void on_preview(const struct kiosk_scan_preview *preview, void *userdata)
{
    (void)userdata;
    pthread_mutex_lock(&m);
    seen.previews++;
    seen.preview_width = preview->picture.width;
    seen.preview_height = preview->picture.height;
    seen.read += preview->sight == KIOSK_SIGHT_READ;
    snprintf(seen.camera, sizeof seen.camera, "%s", preview->camera);
    pthread_cond_broadcast(&news);
    pthread_mutex_unlock(&m);
}

static void on_status(enum kiosk_camera_state camera, const char *reason, void *userdata)
{
    (void)userdata;
    pthread_mutex_lock(&m);
    if (seen.state_count < EVENTS) {
        seen.states[seen.state_count] = camera;
        snprintf(seen.reasons[seen.state_count++], sizeof seen.reasons[0], "%s", reason);
    }
    pthread_cond_broadcast(&news);
    pthread_mutex_unlock(&m);
}

static void on_asked(void *userdata)
{
    (void)userdata;
    pthread_mutex_lock(&m);
    seen.answers++;
    pthread_cond_broadcast(&news);
    pthread_mutex_unlock(&m);
}

static const struct kiosk_scan_callbacks callbacks = {
        on_text, on_preview, on_status, on_asked, &seen};
static struct kiosk_pipeline pipeline;
static char err[KM_ERR_MAX];

/* Waits, with m held, until the condition is true. */
#define WAIT_UNTIL(condition)                                   \
    do {                                                        \
        struct timespec until_;                                 \
        clock_gettime(CLOCK_REALTIME, &until_);                 \
        until_.tv_sec += PATIENCE_S;                            \
        pthread_mutex_lock(&m);                                 \
        int late_ = 0;                                          \
        while (!(condition) && !late_)                          \
            late_ = pthread_cond_timedwait(&news, &m, &until_); \
        pthread_mutex_unlock(&m);                               \
        assert_int_equal(late_, 0);                             \
    } while (0)

static void show(const struct kiosk_grey *scene)
{
    pthread_mutex_lock(&m);
    seen.scene = *scene;
    pthread_mutex_unlock(&m);
}

static void set(bool *flag, bool value)
{
    pthread_mutex_lock(&m);
    *flag = value;
    pthread_mutex_unlock(&m);
}

static void expect_status(int index, enum kiosk_camera_state camera, const char *reason)
{
    WAIT_UNTIL(seen.state_count > index);
    assert_int_equal(seen.states[index], camera);
    assert_string_equal(seen.reasons[index], reason);
}

static int set_up(void **state)
{
    (void)state;
    memset(&seen, 0, sizeof seen);
    seen.openable = true;
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    kiosk_pipeline_join(&pipeline); /* where a test failed before it did */
    return 0;
}

static struct kiosk_grey scene_with(const char *text)
{
    struct kiosk_grey scene = scene_new(640, 480, 120);
    scene_lay_code(&scene, text, 320, 240, 8, 5);
    return scene;
}

static void gives_each_text_once(void **state)
{
    (void)state;
    struct kiosk_grey first = scene_with("HTTP://A/T/FIRST");
    struct kiosk_grey second = scene_with("HTTP://A/T/SECOND");
    show(&first);
    assert_true(kiosk_pipeline_start(&pipeline, &fake_source, true, &callbacks, err));
    WAIT_UNTIL(seen.text_count == 1);
    int frames = seen.frames;
    WAIT_UNTIL(seen.frames > frames + 30); /* held still: scanned, left out, scanned again */
    show(&second);
    WAIT_UNTIL(seen.text_count >= 2);
    kiosk_pipeline_join(&pipeline);
    assert_int_equal(seen.text_count, 2);
    assert_string_equal(seen.texts[0], "HTTP://A/T/FIRST");
    assert_string_equal(seen.texts[1], "HTTP://A/T/SECOND");
    assert_int_equal(seen.preview_width, 320);
    assert_int_equal(seen.preview_height, 240);
    assert_in_range(seen.previews, 1, seen.frames);
    assert_in_range(seen.read, 1, seen.previews);
    assert_string_equal(seen.camera, "a test");
    assert_true(seen.freed);
    assert_ptr_equal(seen.userdata, &seen);
    expect_status(0, KIOSK_SCAN_OK, "");
    assert_int_equal(seen.state_count, 1);
    kiosk_grey_destroy(&first);
    kiosk_grey_destroy(&second);
}

/* A room in which nothing happens costs half; whoever comes is seen all the same. */
static void lets_every_other_frame_of_a_still_scene_pass(void **state)
{
    (void)state;
    struct kiosk_grey empty = scene_new(640, 480, 120), held = scene_with("HTTP://A/T/CAME");
    show(&empty);
    assert_true(kiosk_pipeline_start(&pipeline, &fake_source, true, &callbacks, err));
    WAIT_UNTIL(seen.frames >= FRAMES);
    for (int i = 0; i < FRAMES; i++)
        assert_int_equal(seen.passed[i], i > KIOSK_PACE_CALM && (i - KIOSK_PACE_CALM) % 2 == 1);
    show(&held);
    WAIT_UNTIL(seen.text_count == 1);
    kiosk_pipeline_join(&pipeline);
    assert_string_equal(seen.texts[0], "HTTP://A/T/CAME");
    kiosk_grey_destroy(&empty);
    kiosk_grey_destroy(&held);
}

static void tells_a_code_without_plain_text(void **state)
{
    (void)state;
    QRcode *code =
            QRcode_encodeData(6, (const unsigned char *)"\xe5\xbc\x80\0\x01\xff", 0, QR_ECLEVEL_M);
    assert_non_null(code);
    struct kiosk_grey scene = scene_from_modules(code->data, code->width, 6);
    QRcode_free(code);
    show(&scene);
    assert_true(kiosk_pipeline_start(&pipeline, &fake_source, true, &callbacks, err));
    WAIT_UNTIL(seen.text_count == 1);
    kiosk_pipeline_join(&pipeline);
    assert_string_equal(seen.texts[0], "");
    kiosk_grey_destroy(&scene);
}

static void sleeps_without_a_source(void **state)
{
    (void)state;
    assert_true(kiosk_pipeline_start(&pipeline, NULL, true, &callbacks, err));
    expect_status(0, KIOSK_SCAN_NONE, "");
    kiosk_pipeline_set_active(&pipeline, false);
    kiosk_pipeline_set_active(&pipeline, true);
    kiosk_pipeline_join(&pipeline);
    assert_int_equal(seen.state_count, 1);
    kiosk_pipeline_join(&pipeline); /* once more, and a zeroed one */
}

static void opens_a_missing_camera_later(void **state)
{
    (void)state;
    struct kiosk_grey scene = scene_new(64, 48, 100);
    show(&scene);
    seen.openable = false;
    assert_true(kiosk_pipeline_start(&pipeline, &fake_source, true, &callbacks, err));
    expect_status(0, KIOSK_SCAN_MISSING, "no such camera");
    WAIT_UNTIL(seen.opens == 2);
    set(&seen.openable, true);
    expect_status(1, KIOSK_SCAN_OK, ""); /* the second failure was no news */
    kiosk_pipeline_join(&pipeline);
    kiosk_grey_destroy(&scene);
}

static void opens_a_lost_camera_again(void **state)
{
    (void)state;
    struct kiosk_grey scene = scene_new(64, 48, 100);
    show(&scene);
    assert_true(kiosk_pipeline_start(&pipeline, &fake_source, true, &callbacks, err));
    expect_status(0, KIOSK_SCAN_OK, "");
    pthread_mutex_lock(&m);
    seen.failing = true;
    seen.openable = false;
    pthread_mutex_unlock(&m);
    expect_status(1, KIOSK_SCAN_LOST, "was unplugged");
    expect_status(2, KIOSK_SCAN_LOST, "no such camera");
    pthread_mutex_lock(&m);
    seen.failing = false;
    seen.openable = true;
    pthread_mutex_unlock(&m);
    expect_status(3, KIOSK_SCAN_OK, "");
    kiosk_pipeline_join(&pipeline);
    kiosk_grey_destroy(&scene);
}

static void closes_the_camera_while_not_wanted(void **state)
{
    (void)state;
    struct kiosk_grey scene = scene_new(64, 48, 100);
    show(&scene);
    assert_true(kiosk_pipeline_start(&pipeline, &fake_source, false, &callbacks, err));
    expect_status(0, KIOSK_SCAN_OFF, "");
    assert_int_equal(seen.opens, 0);
    kiosk_pipeline_set_active(&pipeline, true);
    expect_status(1, KIOSK_SCAN_OK, "");
    kiosk_pipeline_set_active(&pipeline, false);
    expect_status(2, KIOSK_SCAN_OFF, "");
    WAIT_UNTIL(!seen.open);
    kiosk_pipeline_set_active(&pipeline, true);
    expect_status(3, KIOSK_SCAN_OK, "");
    kiosk_pipeline_join(&pipeline);
    kiosk_grey_destroy(&scene);
}

static void tells_of_a_skipped_picture(void **state)
{
    (void)state;
    struct kiosk_grey scene = scene_new(64, 48, 100);
    show(&scene);
    seen.skipping = true;
    assert_true(kiosk_pipeline_start(&pipeline, &fake_source, true, &callbacks, err));
    expect_status(0, KIOSK_SCAN_OK, "a.png: broken");
    set(&seen.skipping, false);
    WAIT_UNTIL(seen.frames > 3);
    kiosk_pipeline_join(&pipeline);
    assert_int_equal(seen.state_count, 1);
    kiosk_grey_destroy(&scene);
}

/* Staff choose another camera: the old one is freed, the new one opened, and from none as well. */
static void changes_its_camera(void **state)
{
    (void)state;
    struct kiosk_grey scene = scene_with("HTTP://A/T/FIRST");
    show(&scene);
    assert_true(kiosk_pipeline_start(&pipeline, NULL, true, &callbacks, err));
    expect_status(0, KIOSK_SCAN_NONE, "");
    kiosk_pipeline_set_source(&pipeline, &fake_source);
    expect_status(1, KIOSK_SCAN_OFF, "");
    expect_status(2, KIOSK_SCAN_OK, "");
    WAIT_UNTIL(seen.text_count == 1);
    static struct kiosk_source other_source = {&ops};
    kiosk_pipeline_set_source(&pipeline, &other_source);
    expect_status(3, KIOSK_SCAN_OFF, ""); /* even if it never gives a picture, the old one's go */
    expect_status(4, KIOSK_SCAN_OK, "");
    assert_int_equal(seen.frees, 1);
    kiosk_pipeline_set_source(&pipeline, NULL);
    expect_status(5, KIOSK_SCAN_NONE, "");
    assert_int_equal(seen.frees, 2);
    kiosk_pipeline_join(&pipeline);
    assert_int_equal(seen.frees, 2);
    kiosk_grey_destroy(&scene);
}

/* Without a camera, with one that runs, with one that is not wanted, and with one that is missing.
 */
static void answers_whatever_it_does(void **state)
{
    (void)state;
    struct kiosk_grey scene = scene_new(64, 48, 100);
    show(&scene);
    assert_true(kiosk_pipeline_start(&pipeline, NULL, true, &callbacks, err));
    expect_status(0, KIOSK_SCAN_NONE, "");
    kiosk_pipeline_ask(&pipeline);
    WAIT_UNTIL(seen.answers == 1);
    kiosk_pipeline_set_source(&pipeline, &fake_source);
    expect_status(2, KIOSK_SCAN_OK, "");
    kiosk_pipeline_ask(&pipeline);
    WAIT_UNTIL(seen.answers == 2);
    assert_int_equal(seen.opens, 1); /* it went on */
    kiosk_pipeline_set_active(&pipeline, false);
    expect_status(3, KIOSK_SCAN_OFF, "");
    kiosk_pipeline_ask(&pipeline);
    WAIT_UNTIL(seen.answers == 3);
    set(&seen.openable, false);
    kiosk_pipeline_set_active(&pipeline, true);
    expect_status(4, KIOSK_SCAN_MISSING, "no such camera");
    kiosk_pipeline_ask(&pipeline);
    WAIT_UNTIL(seen.answers == 4);
    kiosk_pipeline_join(&pipeline);
    assert_int_equal(seen.answers, 4);
    kiosk_grey_destroy(&scene);
}

static void frees_a_camera_that_was_never_come_to(void **state)
{
    (void)state;
    assert_true(kiosk_pipeline_start(&pipeline, NULL, false, &callbacks, err));
    kiosk_pipeline_stop(&pipeline);
    kiosk_pipeline_set_source(&pipeline, &fake_source);
    kiosk_pipeline_join(&pipeline);
    assert_int_equal(seen.frees, 1);
}

static void stop_on_text(const char *text, void *userdata)
{
    on_text(text, userdata);
    kiosk_pipeline_set_active(&pipeline, false);
    kiosk_pipeline_stop(&pipeline);
}

/* Lying so, this code defeats zbar; a source that shows it unchanged for ever must not mean never.
 */
#define DEFEATING "HTTP://A/T/STOP"

static void may_be_stopped_from_its_callback(void **state)
{
    (void)state;
    struct kiosk_grey scene = scene_with(DEFEATING);
    show(&scene);
    struct kiosk_scan_callbacks few = {.on_text = stop_on_text, .userdata = &seen};
    assert_true(kiosk_pipeline_start(&pipeline, &fake_source, true, &few, err));
    WAIT_UNTIL(seen.text_count == 1 && !seen.open);
    assert_string_equal(seen.texts[0], DEFEATING);
    kiosk_pipeline_join(&pipeline);
    assert_int_equal(seen.text_count, 1);
    kiosk_grey_destroy(&scene);
}

static void stops_while_no_frames_come(void **state)
{
    (void)state;
    assert_true(kiosk_pipeline_start(&pipeline, &fake_source, true, &callbacks, err));
    WAIT_UNTIL(seen.open);
    kiosk_pipeline_stop(&pipeline);
    kiosk_pipeline_stop(&pipeline);
    kiosk_pipeline_join(&pipeline);
    assert_false(seen.open);
    assert_int_equal(seen.state_count, 0); /* neither frames nor a failure: nothing to tell yet */
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
            TEST(gives_each_text_once),
            TEST(lets_every_other_frame_of_a_still_scene_pass),
            TEST(tells_a_code_without_plain_text),
            TEST(sleeps_without_a_source),
            TEST(opens_a_missing_camera_later),
            TEST(opens_a_lost_camera_again),
            TEST(closes_the_camera_while_not_wanted),
            TEST(answers_whatever_it_does),
            TEST(tells_of_a_skipped_picture),
            TEST(changes_its_camera),
            TEST(frees_a_camera_that_was_never_come_to),
            TEST(may_be_stopped_from_its_callback),
            TEST(stops_while_no_frames_come),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
