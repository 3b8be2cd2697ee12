/* A code held before the camera: the station is asked beside the window, one code at a time; what
 * comes of it is told once, with the cause; and ending the program waits for no station. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pthread.h>
#include <sched.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/enrol.h"
#include "core/net/reply.h"
#include "core/net/server.h"
#include "kiosk/link/enroller.h"

#define PATIENCE_S 20

enum answer { ENROLS, REFUSES, HOLDS };

static struct {
    struct km_server *server;
    struct km_keys keys; /* the station's */
    char directory[40];
    struct kiosk_enroller enroller;
    char code[KM_ENROL_CODE_SIZE];

    pthread_mutex_t m;
    pthread_cond_t changed;
    /* Guarded by m. */
    enum answer answer;
    struct km_reply *held; /* a kiosk that waits */
    int asked, ended;
    enum kiosk_enrol_end end;
    uint16_t number;
    char reason[KM_ERR_MAX];
} world;

static char err[KM_ERR_MAX];

static void good(bool ok)
{
    if (!ok)
        fail_msg("%s", err);
}

static void wait_until(const int *value, int least)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += PATIENCE_S;
    pthread_mutex_lock(&world.m);
    while (*value < least && pthread_cond_timedwait(&world.changed, &world.m, &until) == 0)
        ;
    bool ok = *value >= least;
    pthread_mutex_unlock(&world.m);
    assert_true(ok);
}

static void on_enrol(void *ctx, const struct km_request *request, struct km_reply *reply)
{
    struct km_enrol_request asked;
    struct km_buffer out;
    char reason[KM_ERR_MAX];
    (void)ctx;
    pthread_mutex_lock(&world.m);
    enum answer answer = world.answer;
    world.asked++;
    if (answer == HOLDS)
        world.held = reply;
    pthread_cond_broadcast(&world.changed);
    pthread_mutex_unlock(&world.m);
    if (answer == HOLDS)
        return;
    if (answer == REFUSES ||
            !km_enrol_request_read(request->body, request->body_len, &asked, reason)) {
        static const char text[] = "{\"error\":\"used\",\"text\":\"used already\"}";
        km_reply_send(reply, 403, "application/json", text, sizeof text - 1);
        return;
    }
    km_buffer_init(&out, KM_ENROL_MAX);
    km_enrol_answer_write(asked.key, 7, &world.keys, &out);
    km_reply_send(reply, 200, "application/cbor", out.bytes, out.len);
    km_buffer_destroy(&out);
}

static void on_end(enum kiosk_enrol_end end, const struct kiosk_identity *identity,
        const char *reason, void *userdata)
{
    assert_ptr_equal(userdata, &world);
    pthread_mutex_lock(&world.m);
    world.ended++;
    world.end = end;
    world.number = identity ? identity->number : 0;
    snprintf(world.reason, sizeof world.reason, "%s", reason);
    pthread_cond_broadcast(&world.changed);
    pthread_mutex_unlock(&world.m);
}

static void make_code(const struct km_keys *station, uint16_t port)
{
    const uint8_t secret[KM_ENROL_SECRET_SIZE] = {1, 2, 3};
    char url[40];
    snprintf(url, sizeof url, "HTTP://127.0.0.1:%u", port);
    good(km_enrol_code_make(url, secret, station->public_key, world.code, err));
}

static int set_up(void **state)
{
    static const struct km_route routes[] = {{"POST", "/api/v1/enrol", on_enrol, 0}};
    const struct km_server_options options = {
            .listen = "127.0.0.1:0", .routes = routes, .n_routes = 1, .body_max = KM_ENROL_MAX};
    const uint8_t seed[KM_SEED_SIZE] = {42};
    (void)state;
    memset(&world, 0, sizeof world);
    pthread_mutex_init(&world.m, NULL);
    pthread_cond_init(&world.changed, NULL);
    km_keys_from_seed(seed, &world.keys);
    world.server = km_server_new(&options, err);
    good(world.server != NULL);
    good(km_server_start(world.server, err));
    snprintf(world.directory, sizeof world.directory, "/tmp/kaimen-enroller-XXXXXX");
    assert_non_null(mkdtemp(world.directory));
    world.enroller = (struct kiosk_enroller){.directory = world.directory,
            .station = "",
            .name = "hall",
            .on_end = on_end,
            .userdata = &world};
    kiosk_enroller_init(&world.enroller);
    make_code(&world.keys, km_server_port(world.server));
    return 0;
}

static int tear_down(void **state)
{
    char command[80];
    (void)state;
    kiosk_enroller_stop(&world.enroller);
    if (world.held)
        km_reply_send_text(world.held, 503, "{}");
    km_server_stop(world.server);
    km_server_join(world.server);
    km_server_free(world.server);
    pthread_cond_destroy(&world.changed);
    pthread_mutex_destroy(&world.m);
    snprintf(command, sizeof command, "rm -r %s", world.directory);
    return system(command);
}

static void let(enum answer answer)
{
    pthread_mutex_lock(&world.m);
    world.answer = answer;
    pthread_mutex_unlock(&world.m);
}

/* Takes the code there, and waits for the end, which must be this one. */
static void expect(enum kiosk_enrol_end end, const char *reason)
{
    int before = world.ended; /* nothing is under way */
    good(kiosk_enroller_start(&world.enroller, world.code, err));
    wait_until(&world.ended, before + 1);
    assert_int_equal(world.end, end);
    if (!strstr(world.reason, reason))
        fail_msg("\"%s\" does not say \"%s\"", world.reason, reason);
    /* The thread may have a last step to do: it takes the next code a little later. */
    for (bool busy = true; busy; sched_yield()) {
        pthread_mutex_lock(&world.enroller.m);
        busy = world.enroller.busy;
        pthread_mutex_unlock(&world.enroller.m);
    }
}

static void test_done(void **state)
{
    (void)state;
    struct km_journal *journal = NULL;
    struct kiosk_identity identity;
    expect(KIOSK_ENROL_DONE, "");
    assert_string_equal(world.reason, "");
    assert_int_equal(world.number, 7);
    good(kiosk_data_open(world.directory, &journal, err));
    good(kiosk_identity_load(journal, &identity, err));
    journal->ops->close(journal);
    assert_true(identity.enrolled);
    assert_int_equal(identity.number, 7);
    expect(KIOSK_ENROL_FAILED, "enrolled already");
    assert_int_equal(world.number, 0);
    assert_int_equal(world.asked, 1);
}

static void test_causes(void **state)
{
    (void)state;
    struct km_keys other;
    const uint8_t seed[KM_SEED_SIZE] = {43};
    km_keys_from_seed(seed, &other);
    let(REFUSES);
    expect(KIOSK_ENROL_REFUSED, "used already");
    let(ENROLS);
    make_code(&other, km_server_port(world.server));
    expect(KIOSK_ENROL_STRANGER, "another station");
    make_code(&world.keys, 1); /* nobody is there */
    expect(KIOSK_ENROL_AWAY, "Could not reach");
    world.enroller.directory = "/proc/nowhere";
    expect(KIOSK_ENROL_FAILED, "");
    world.enroller.directory = world.directory;
    make_code(&world.keys, km_server_port(world.server));
    expect(KIOSK_ENROL_DONE, "");
}

/* What the camera sees besides codes is refused on the spot. */
static void test_no_code(void **state)
{
    (void)state;
    static char large[KM_SCAN_TEXT_MAX + 1];
    memset(large, 'A', sizeof large - 1);
    const char *const texts[] = {"", "https://example.org", "HTTP://127.0.0.1:1/E/AAAA",
            "HTTP://127.0.0.1:1/T/AAAA", large};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        err[0] = 0;
        assert_false(kiosk_enroller_start(&world.enroller, texts[i], err));
        assert_string_not_equal(err, "");
    }
    assert_int_equal(world.asked, 0);
    assert_int_equal(world.ended, 0);
}

/* The code stays before the camera while the station thinks; and the program ends meanwhile. */
static void test_stopped_while_it_waits(void **state)
{
    (void)state;
    let(HOLDS);
    good(kiosk_enroller_start(&world.enroller, world.code, err));
    wait_until(&world.asked, 1);
    good(kiosk_enroller_start(&world.enroller, world.code, err));
    good(kiosk_enroller_start(&world.enroller, world.code, err));
    kiosk_enroller_stop(&world.enroller); /* which is given none */
    assert_int_equal(world.asked, 1);
    assert_int_equal(world.ended, 0);
    kiosk_enroller_init(&world.enroller); /* for tear_down */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
            T(test_done),
            T(test_causes),
            T(test_no_code),
            T(test_stopped_while_it_waits),
    };
    if (sodium_init() < 0)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
