/* How a full screen ends and how it does not, over SDL's dummy display: the window manager's close
 * and Alt-F4 leave it, a signal ends it, a screen that comes and goes is drawn on anew and loses no
 * message. A window is closed as ever. The real thing under X11 is tests/e2e/test_window.sh. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <SDL.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/bounds.h"
#include "kiosk/sdl/window.h"

#define PATIENCE_MS 20000
#define MESSAGES 200

struct app {
    struct kiosk_window *window;
    void (*act)(struct app *app); /* done once, at the first tick */
    uint64_t began;
    int draws, ticks, inputs, messages;
    int wait; /* for this many messages before it quits; 0 = it does not quit by itself */
    bool gave_up;
    bool chatters; /* `thread` posts; it ends before the window is closed */
    pthread_t thread;
};

static void draw(void *self, struct kiosk_frame *frame, int width, int height)
{
    (void)frame;
    assert_true(width > 0 && height > 0);
    ((struct app *)self)->draws++;
}

static void input(void *self, const struct kiosk_input *in, const struct kiosk_frame *shown)
{
    (void)in;
    (void)shown;
    ((struct app *)self)->inputs++;
}

static int tick(void *self, uint64_t now)
{
    struct app *app = self;
    if (app->ticks++ == 0) {
        app->began = now;
        app->act(app);
    }
    if (now - app->began > PATIENCE_MS) {
        app->gave_up = true;
        kiosk_window_quit(app->window);
    }
    return 50;
}

static const struct kiosk_window_ops ops = {.draw = draw, .input = input, .tick = tick};

static void run(struct app *app, bool windowed)
{
    char err[KM_ERR_MAX];
    const struct kiosk_window_options options = {
            .title = "test", .windowed = windowed, .width = 320, .height = 240};
    if (!kiosk_window_open(&app->window, &options, &ops, app, err) ||
            !kiosk_window_run(app->window, err))
        fail_msg("%s", err);
    if (app->chatters)
        pthread_join(app->thread, NULL);
    kiosk_window_close(app->window);
    assert_false(app->gave_up);
}

static void push(SDL_Event event)
{
    assert_int_equal(SDL_PushEvent(&event), 1);
}

static void on_message(void *self, void *payload)
{
    struct app *app = self;
    (void)payload;
    if (++app->messages == app->wait)
        kiosk_window_quit(app->window);
}

static void say_later(struct app *app)
{
    assert_true(kiosk_window_post(app->window, on_message, NULL, NULL));
}

/* ---- what does not end it ---- */

static void close_it(struct app *app)
{
    push((SDL_Event){.window = {.type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_CLOSE}});
    push((SDL_Event){.type = SDL_QUIT});
    push((SDL_Event){.key = {.type = SDL_KEYDOWN, .keysym = {.sym = SDLK_F4, .mod = KMOD_LALT}}});
    push((SDL_Event){.key = {.type = SDL_KEYDOWN, .keysym = {.sym = SDLK_c, .mod = KMOD_LCTRL}}});
    say_later(app); /* comes only where it goes on */
}

static void test_stays(void **state)
{
    (void)state;
    struct app app = {.act = close_it, .wait = 1};
    run(&app, false);
    assert_int_equal(app.messages, 1);
    assert_int_equal(app.inputs, 0);
}

static void test_window_closes(void **state)
{
    (void)state;
    struct app app = {.act = close_it, .wait = -1};
    run(&app, true);
    assert_int_equal(app.messages, 0);
}

/* ---- what does ---- */

static void terminate(struct app *app)
{
    (void)app;
    kill(getpid(), SIGTERM);
}

static void interrupt(struct app *app)
{
    (void)app;
    kill(getpid(), SIGINT);
}

static int strays; /* signals that came to the handler there was before */

static void on_stray(int number)
{
    (void)number;
    strays++;
}

static void test_signals(void **state)
{
    (void)state;
    signal(SIGTERM, on_stray);
    struct app app = {.act = terminate};
    run(&app, false);
    app = (struct app){.act = interrupt};
    run(&app, false);
    assert_int_equal(strays, 0);
    raise(SIGTERM); /* as it was before the window */
    assert_int_equal(strays, 1);
    signal(SIGTERM, SIG_DFL);
}

/* ---- a screen that goes and comes ---- */

static char mark[] = "mark";

/* SDL numbers windows from 1, anew each time its video starts. */
static bool is_marked(void)
{
    SDL_Window *window = SDL_GetWindowFromID(1);
    assert_non_null(window);
    return SDL_GetWindowData(window, mark) != NULL;
}

static void look(void *self, void *payload)
{
    (void)self;
    *(bool *)payload = is_marked();
}

static bool marked_after = true;

static void *chatter(void *self)
{
    struct app *app = self;
    for (int i = 0; i < MESSAGES; i++) {
        if (i == MESSAGES - 1)
            kiosk_window_post(app->window, look, &marked_after, NULL);
        say_later(app);
        SDL_Delay(10);
    }
    return NULL;
}

static void replug(struct app *app)
{
    SDL_SetWindowData(SDL_GetWindowFromID(1), mark, mark);
    assert_true(is_marked());
    push((SDL_Event){
            .display = {.type = SDL_DISPLAYEVENT, .event = SDL_DISPLAYEVENT_DISCONNECTED}});
    push((SDL_Event){.display = {.type = SDL_DISPLAYEVENT, .event = SDL_DISPLAYEVENT_CONNECTED}});
    assert_int_equal(pthread_create(&app->thread, NULL, chatter, app), 0);
    app->chatters = true;
}

static void test_replug(void **state)
{
    (void)state;
    struct app app = {.act = replug, .wait = MESSAGES};
    run(&app, false);
    assert_int_equal(app.messages, MESSAGES);
    assert_false(marked_after); /* it is another window */
    assert_true(app.draws > 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_stays),
            cmocka_unit_test(test_window_closes), cmocka_unit_test(test_signals),
            cmocka_unit_test(test_replug)};
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
