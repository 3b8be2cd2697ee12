/* Pixels: that redrawing what changed gives the same picture as drawing it all, that the QR code on
 * the ticket is whole, and the window's loop and messages on SDL's dummy driver. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/bounds.h"
#include "kiosk/gallery/gallery.h"
#include "kiosk/screens/screens.h"
#include "kiosk/sdl/painter.h"
#include "kiosk/sdl/png.h"
#include "kiosk/sdl/sound.h"
#include "kiosk/sdl/window.h"

#include <SDL.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct kiosk_font *font;
static struct kiosk_typeface face;
static struct kiosk_screens screens;

static int set_up(void **state)
{
    (void)state;
    char err[KM_ERR_MAX] = "";
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    setenv("SDL_AUDIODRIVER", "dummy", 1);
    if (!kiosk_font_open(&font, err)) {
        fprintf(stderr, "%s\n", err);
        return -1;
    }
    face = kiosk_font_typeface(font);
    return kiosk_screens_init(&screens, &face, err) ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    kiosk_screens_destroy(&screens);
    kiosk_font_close(font);
    return 0;
}

static void paint(struct kiosk_painter *p, const struct kiosk_model *m, struct kiosk_damage *damage)
{
    kiosk_screens_draw(&screens, m, p->width, p->height, kiosk_painter_begin(p));
    kiosk_painter_end(p, damage);
}

static void test_partial_redraw_is_exact(void **state)
{
    (void)state;
    char err[KM_ERR_MAX];
    struct kiosk_painter kept;
    assert_true(kiosk_painter_init(&kept, font, 640, 400, err));
    size_t count;
    for (int lang = 0; lang < KIOSK_LANGS; lang++) {
        const struct kiosk_exhibit *samples = kiosk_gallery((enum kiosk_lang)lang, &count);
        for (size_t i = 0; i < count; i++) {
            struct kiosk_painter afresh;
            assert_true(kiosk_painter_init(&afresh, font, 640, 400, err));
            paint(&kept, &samples[i].model, NULL);
            paint(&afresh, &samples[i].model, NULL);
            if (memcmp(kept.pixels, afresh.pixels, 640 * 400 * sizeof(uint32_t)) != 0)
                fail_msg("%s differs when drawn over what was there before", samples[i].name);
            kiosk_painter_destroy(&afresh);
        }
    }
    kiosk_painter_destroy(&kept);
}

static void test_small_change_is_small_damage(void **state)
{
    (void)state;
    char err[KM_ERR_MAX];
    struct kiosk_painter p;
    assert_true(kiosk_painter_init(&p, font, 1080, 1920, err));
    size_t count;
    struct kiosk_model m = kiosk_gallery(KIOSK_ZH, &count)[0].model;
    struct kiosk_zone_view zones[6];
    memcpy(zones, m.zones, sizeof zones);
    m.zones = zones;
    struct kiosk_damage damage;
    paint(&p, &m, &damage);
    assert_int_equal(damage.count, 1);
    paint(&p, &m, &damage);
    assert_int_equal(damage.count, 0); /* nothing changed, nothing drawn */
    m.now.minute++;
    zones[4].batch_left--;
    paint(&p, &m, &damage);
    assert_true(damage.count >= 2);
    long area = 0;
    for (int i = 0; i < damage.count; i++)
        area += (long)damage.rects[i].w * damage.rects[i].h;
    assert_true(area < 1080L * 1920 / 20);
    kiosk_painter_destroy(&p);
}

static void test_qr_is_whole(void **state)
{
    (void)state;
    char err[KM_ERR_MAX];
    static const int sizes[][2] = {{1080, 1920}, {1920, 1080}, {1024, 600}};
    size_t count;
    const struct kiosk_exhibit *samples = kiosk_gallery(KIOSK_ZH, &count);
    const struct kiosk_exhibit *s = NULL;
    for (size_t i = 0; i < count; i++)
        if (strcmp(samples[i].name, "ticket") == 0)
            s = &samples[i];
    assert_non_null(s);
    for (int size = 0; size < 3; size++) {
        struct kiosk_painter p;
        assert_true(kiosk_painter_init(&p, font, sizes[size][0], sizes[size][1], err));
        paint(&p, &s->model, NULL);
        const struct kiosk_item *qr = NULL;
        for (size_t i = 0; i < p.shown.item_count; i++)
            if (p.shown.items[i].kind == KIOSK_ITEM_QR)
                qr = &p.shown.items[i];
        assert_non_null(qr);
        int n = qr->cols;
        int module = qr->rect.w / (n + 8);
        assert_true(module >= 4); /* a phone's camera needs some pixels */
        int left = qr->rect.x + (qr->rect.w - module * (n + 8)) / 2 + 4 * module;
        int top = qr->rect.y + (qr->rect.h - module * (n + 8)) / 2 + 4 * module;
        for (int i = 0; i < n * n; i++) {
            int x = left + i % n * module + module / 2;
            int y = top + i / n * module + module / 2;
            bool dark = (p.pixels[y * p.width + x] & 0xFF) < 128;
            assert_int_equal(dark, s->model.ticket.qr_modules[i] != 0);
        }
        kiosk_painter_destroy(&p);
    }
}

static uint32_t pixel_at(const struct kiosk_painter *p, int x, int y)
{
    return p->pixels[y * p->width + x];
}

/* A picture is scaled smoothly, whole and in its middle; what is transparent shows the ground. */
static void test_picture_is_scaled_whole(void **state)
{
    (void)state;
    char err[KM_ERR_MAX];
    struct kiosk_painter p;
    uint32_t pixels[64];
    for (int i = 0; i < 64; i++) /* left half red, right half clear; one black row at the top */
        pixels[i] = i < 8 ? 0xFF000000 : i % 8 < 4 ? 0xFFFF0000 : 0x00123456;
    assert_true(kiosk_painter_init(&p, font, 100, 40, err));
    struct kiosk_frame *f = kiosk_painter_begin(&p);
    kiosk_frame_add(f,
            (struct kiosk_item){
                    .kind = KIOSK_ITEM_FILL, .rect = {0, 0, 100, 40}, .colour = 0xFFFFFFFF},
            NULL, 0);
    kiosk_frame_add(f,
            (struct kiosk_item){
                    .kind = KIOSK_ITEM_PICTURE, .rect = {0, 0, 100, 40}, .cols = 8, .rows = 8},
            pixels, sizeof pixels);
    kiosk_frame_add(f,
            (struct kiosk_item){
                    .kind = KIOSK_ITEM_PICTURE, .rect = {0, 30, 4, 4}, .cols = 8, .rows = 8},
            pixels, sizeof pixels);
    kiosk_painter_end(&p, NULL);
    assert_int_equal(pixel_at(&p, 20, 20), 0xFFFFFFFF); /* 40 x 40 in the middle of 100 x 40 */
    assert_int_equal(pixel_at(&p, 32, 2), 0xFF000000);
    assert_int_equal(pixel_at(&p, 32, 20), 0xFFFF0000);
    assert_int_equal(pixel_at(&p, 60, 20), 0xFFFFFFFF);
    uint32_t mixed = pixel_at(&p, 0, 30); /* two rows in one: half black, half red */
    assert_in_range(mixed >> 16 & 0xFF, 120, 136);
    assert_int_equal(mixed & 0xFFFF, 0);
    kiosk_painter_destroy(&p);
}

/* Turned by a quarter, what lay across stands upright. */
static void test_text_turns(void **state)
{
    (void)state;
    char err[KM_ERR_MAX];
    struct kiosk_painter p;
    assert_true(kiosk_painter_init(&p, font, 200, 200, err));
    int dark[2][2] = {{0}}; /* by turn; in the columns at the sides, in the rows above and below */
    for (int turned = 0; turned < 2; turned++) {
        p.fresh = true;
        struct kiosk_frame *f = kiosk_painter_begin(&p);
        kiosk_frame_add(f,
                (struct kiosk_item){
                        .kind = KIOSK_ITEM_FILL, .rect = {0, 0, 200, 200}, .colour = 0xFFFFFFFF},
                NULL, 0);
        kiosk_frame_add(f,
                (struct kiosk_item){.kind = KIOSK_ITEM_TEXT,
                        .rect = {0, 0, 200, 200},
                        .colour = 0xFF000000,
                        .size = 60,
                        .bold = true,
                        .pen_x = 10,
                        .baseline = 122,
                        .turn = turned ? 90 : 0},
                "HHHH", 4);
        kiosk_painter_end(&p, NULL);
        for (int i = 0; i < 200 * 200; i++)
            if ((p.pixels[i] & 0xFF) < 128) {
                dark[turned][0] += i % 200 < 60 || i % 200 >= 140;
                dark[turned][1] += i / 200 < 60 || i / 200 >= 140;
            }
    }
    assert_true(dark[0][0] > 500 && dark[0][1] == 0);
    assert_true(dark[1][1] > 500 && dark[1][0] == 0);
    kiosk_painter_destroy(&p);
}

static void test_painter_refuses_sizes(void **state)
{
    (void)state;
    char err[KM_ERR_MAX];
    struct kiosk_painter p;
    assert_false(kiosk_painter_init(&p, font, 0, 100, err));
    assert_false(kiosk_painter_init(&p, font, 100000, 100, err));
    assert_non_null(strstr(err, "100000"));
}

static void test_png_tells_why(void **state)
{
    (void)state;
    char err[KM_ERR_MAX];
    uint32_t pixels[4] = {0xFFFF0000, 0xFF00FF00, 0xFF0000FF, 0xFFFFFFFF};
    assert_false(kiosk_png_write("/nowhere/at/all.png", pixels, 2, 2, err));
    assert_non_null(strstr(err, "/nowhere/at/all.png"));
}

static void test_sounds_differ_and_stay_soft(void **state)
{
    (void)state;
    static int16_t samples[KIOSK_SOUNDS][30000];
    int lengths[KIOSK_SOUNDS];
    for (int i = 0; i < KIOSK_SOUNDS; i++) {
        lengths[i] = kiosk_sound_samples((enum kiosk_sound)i, samples[i], 30000);
        assert_in_range(lengths[i], 2000, 22050);
        assert_int_equal(samples[i][0], 0); /* no click */
        int most = 0;
        for (int j = 0; j < lengths[i]; j++)
            most = abs(samples[i][j]) > most ? abs(samples[i][j]) : most;
        assert_in_range(most, 3000, 24000);
    }
    assert_int_not_equal(lengths[KIOSK_SOUND_ADMIT], lengths[KIOSK_SOUND_REFUSE]);
    struct kiosk_speaker none = {0};
    kiosk_speaker_play(&none, KIOSK_SOUND_ADMIT); /* silent, no harm */
    kiosk_speaker_close(&none);
    char err[KM_ERR_MAX];
    struct kiosk_speaker speaker;
    assert_true(kiosk_speaker_open(&speaker, err));
    kiosk_speaker_play(&speaker, KIOSK_SOUND_REFUSE);
    kiosk_speaker_close(&speaker);
}

/* ---- the window ---- */

struct app {
    struct kiosk_window *window;
    struct kiosk_model model;
    int draws, messages, released, keys, wedged;
    char text[16];
    int last_action;
};

static void app_draw(void *self, struct kiosk_frame *frame, int width, int height)
{
    struct app *app = self;
    app->draws++;
    kiosk_screens_draw(&screens, &app->model, width, height, frame);
}

static void app_input(void *self, const struct kiosk_input *in, const struct kiosk_frame *shown)
{
    struct app *app = self;
    struct kiosk_action a;
    app->keys++;
    if (kiosk_screens_input(&screens, &app->model, shown, in, &a))
        app->last_action = (int)a.kind;
}

static bool app_wedge(void *self, const struct kiosk_input *in, uint64_t now_ms)
{
    struct app *app = self;
    (void)now_ms;
    if (in->kind != KIOSK_INPUT_CHAR || in->key != '#')
        return false;
    app->wedged++;
    return true;
}

static int app_tick(void *self, uint64_t now_ms)
{
    (void)self;
    (void)now_ms;
    return 50;
}

static const struct kiosk_window_ops ops = {
        .draw = app_draw, .input = app_input, .wedge = app_wedge, .tick = app_tick};

static void on_message(void *self, void *payload)
{
    struct app *app = self;
    app->messages++;
    if (strcmp(payload, "quit") == 0)
        kiosk_window_quit(app->window);
}

static atomic_int released;

static void release(void *payload)
{
    released++;
    free(payload);
}

static void *post_many(void *window)
{
    for (int i = 0; i < 100; i++)
        kiosk_window_post(window, on_message, strdup("news"), release);
    return NULL;
}

static void push_text(const char *text)
{
    SDL_Event e = {.text = {.type = SDL_TEXTINPUT}};
    snprintf(e.text.text, sizeof e.text.text, "%s", text);
    SDL_PushEvent(&e);
}

static void open_app(struct app *app)
{
    char err[KM_ERR_MAX] = "";
    size_t count;
    app->model = kiosk_gallery(KIOSK_ZH, &count)[0].model;
    struct kiosk_window_options options = {
            .title = "test", .windowed = true, .width = 600, .height = 1024};
    if (!kiosk_window_open(&app->window, &options, &ops, app, err))
        fail_msg("%s", err);
}

static void test_window_runs_messages_and_keys(void **state)
{
    (void)state;
    char err[KM_ERR_MAX] = "";
    struct app app = {0};
    open_app(&app);
    released = 0;
    pthread_t threads[2];
    for (int i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, post_many, app.window), 0);
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
    push_text("#b é");
    SDL_Event press = {.key = {.type = SDL_KEYDOWN, .keysym = {.sym = SDLK_TAB}}};
    SDL_PushEvent(&press);
    assert_true(kiosk_window_post(app.window, on_message, strdup("quit"), release));
    assert_true(kiosk_window_run(app.window, err));
    assert_int_equal(app.messages, 201);
    assert_int_equal(released, 201);
    assert_int_equal(app.wedged, 1); /* the scanner's character never reaches the screens */
    assert_int_equal(app.keys, 4);   /* b, space, é, Tab */
    assert_int_equal(app.last_action, KIOSK_ACTION_OPEN_ZONE);
    assert_true(app.draws >= 1);
    char path[] = "/tmp/kaimen-test-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    assert_true(kiosk_window_capture(app.window, path, err));
    remove(path);
    kiosk_window_close(app.window);
}

static void test_window_frees_what_waits(void **state)
{
    (void)state;
    struct app app = {0};
    open_app(&app);
    released = 0;
    for (int i = 0; i < 10; i++)
        assert_true(kiosk_window_post(app.window, on_message, strdup("late"), release));
    kiosk_window_close(app.window);
    assert_int_equal(app.messages, 0);
    assert_int_equal(released, 10);
    kiosk_window_close(NULL);
}

static void test_missing_font_names_the_package(void **state)
{
    (void)state;
    char path[] = "/tmp/kaimen-test-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    static const char empty[] = "<?xml version=\"1.0\"?><fontconfig></fontconfig>";
    assert_int_equal(write(fd, empty, sizeof empty - 1), sizeof empty - 1);
    close(fd);
    setenv("FONTCONFIG_FILE", path, 1);
    char err[KM_ERR_MAX] = "";
    struct kiosk_font *none = NULL;
    bool opened = kiosk_font_open(&none, err);
    unsetenv("FONTCONFIG_FILE");
    remove(path);
    assert_false(opened);
    assert_null(none);
    assert_non_null(strstr(err, "fonts-noto-cjk"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_partial_redraw_is_exact),
            cmocka_unit_test(test_small_change_is_small_damage),
            cmocka_unit_test(test_qr_is_whole),
            cmocka_unit_test(test_picture_is_scaled_whole),
            cmocka_unit_test(test_text_turns),
            cmocka_unit_test(test_painter_refuses_sizes),
            cmocka_unit_test(test_png_tells_why),
            cmocka_unit_test(test_sounds_differ_and_stay_soft),
            cmocka_unit_test(test_window_runs_messages_and_keys),
            cmocka_unit_test(test_window_frees_what_waits),
            cmocka_unit_test(test_missing_font_names_the_package),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
