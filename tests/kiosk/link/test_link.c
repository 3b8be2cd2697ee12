/* The keeper's thread and the link's two against a station behind real HTTP: a ticket reaches it,
 * also when it was away; seats are asked for and granted; a kiosk enrols once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/enrol.h"
#include "core/net/reply.h"
#include "core/net/server.h"
#include "kiosk/link/enrol.h"
#include "kiosk/link/uplink.h"
#include "tests/kiosk/fake_station.h"

#define DAY 20588 /* 2026-05-15, of FAKE_NOW */
#define PATIENCE_S 20

static char err[KM_ERR_MAX];

struct world {
    struct fake_station station; /* loop thread while the server runs */
    struct km_reply *held;       /* a waiting request's; loop thread */
    struct km_server *server;
    uint16_t port;
    bool refuses;        /* enrolment; loop thread */
    const char *cut_off; /* its answer to every sync, or NULL; loop thread */
    int64_t start;       /* steady: it is FAKE_NOW then */
    struct kiosk_keeper keeper;
    struct kiosk_counter counter;
    struct kiosk_uplink uplink;

    pthread_mutex_t m;
    pthread_cond_t changed;
    /* All guarded by m: what was seen. */
    int tickets, waits, verdicts, programmes;
    int stops;     /* scenes of a kiosk that must stop */
    int strangers; /* times the link said so */
    int no_ticket; /* enum kiosk_no_ticket + 1 */
    int station_tickets;
    char last_code[KM_SCAN_TEXT_MAX + 1];
};

static void good(bool ok)
{
    if (!ok)
        fail_msg("%s", err);
}

static bool reached(struct world *world, const int *value, int least)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += PATIENCE_S;
    pthread_mutex_lock(&world->m);
    while (*value < least && pthread_cond_timedwait(&world->changed, &world->m, &until) == 0)
        ;
    bool ok = *value >= least;
    pthread_mutex_unlock(&world->m);
    return ok;
}

static void count(struct world *world, int *value)
{
    pthread_mutex_lock(&world->m);
    ++*value;
    pthread_cond_broadcast(&world->changed);
    pthread_mutex_unlock(&world->m);
}

/* ---- the station's side, loop thread ---- */

static void on_sync(void *ctx, const struct km_request *request, struct km_reply *reply)
{
    struct world *world = ctx;
    struct km_buffer out;
    if (world->cut_off) {
        km_reply_send(reply, 403, "application/json", world->cut_off, strlen(world->cut_off));
        return;
    }
    km_buffer_init(&out, KM_SYNC_MAX);
    world->station.now = FAKE_NOW + kiosk_instant_now().steady - world->start;
    bool wait = fake_station_answer(
            &world->station, request->body, request->body_len, world->station.now, &out);
    if (wait) { /* its time runs out when the next one waits */
        if (world->held)
            km_reply_send_text(world->held, 503, "{}");
        world->held = reply;
    } else {
        km_reply_send(reply, 200, "application/cbor", out.bytes, out.len);
    }
    km_buffer_destroy(&out);
    pthread_mutex_lock(&world->m);
    const struct km_day *day = km_fold_day(world->station.ledger.fold, DAY);
    world->station_tickets = (int)km_queue_zone(day, 1).waiting.parties;
    pthread_cond_broadcast(&world->changed);
    pthread_mutex_unlock(&world->m);
}

static void on_enrol(void *ctx, const struct km_request *request, struct km_reply *reply)
{
    struct world *world = ctx;
    struct km_enrol_request asked;
    struct km_buffer out;
    char reason[KM_ERR_MAX];
    if (world->refuses ||
            !km_enrol_request_read(request->body, request->body_len, &asked, reason)) {
        static const char text[] = "{\"error\":\"used\",\"text\":\"used already\"}";
        km_reply_send(reply, 403, "application/json", text, sizeof text - 1);
        return;
    }
    km_buffer_init(&out, KM_ENROL_MAX);
    km_enrol_answer_write(asked.key, 7, &world->station.ledger.keys, &out);
    km_reply_send(reply, 200, "application/cbor", out.bytes, out.len);
    km_buffer_destroy(&out);
}

static void have_a_seat(void *arg)
{
    ((struct world *)arg)->station.seats = 1;
}

static void revoke(void *arg)
{
    ((struct world *)arg)->cut_off = "{\"error\":\"revoked\",\"text\":\"This kiosk was revoked\"}";
}

static void forget_kiosk(void *arg)
{
    ((struct world *)arg)->cut_off = "{\"error\":\"unknown_kiosk\",\"text\":\"Who are you?\"}";
}

static void turn_refusal(void *arg)
{
    struct world *world = arg;
    world->refuses = !world->refuses;
}

static const struct km_route routes[] = {
        {"POST", "/api/v1/sync", on_sync, 0}, {"POST", "/api/v1/enrol", on_enrol, 0}};

static void serve(struct world *world)
{
    char listen[40];
    snprintf(listen, sizeof listen, "127.0.0.1:%u", world->port);
    struct km_server_options options = {
            .listen = listen, .routes = routes, .n_routes = 2, .ctx = world};
    world->server = km_server_new(&options, err);
    good(world->server != NULL && km_server_start(world->server, err));
    world->port = km_server_port(world->server);
}

static void go_away(struct world *world)
{
    if (!world->server)
        return;
    km_server_stop(world->server);
    km_server_join(world->server);
    km_server_free(world->server);
    world->server = NULL;
    world->held = NULL;
}

/* ---- the kiosk's side, keeper's thread ---- */

static void on_scene(struct kiosk_scene *scene, void *userdata)
{
    struct world *world = userdata;
    if (scene->plan)
        count(world, &world->programmes);
    if (scene->stop == KIOSK_STOP_REVOKED)
        count(world, &world->stops);
    kiosk_scene_free(scene);
}

static void on_ticket(struct kiosk_ticket_shown *ticket, void *userdata)
{
    struct world *world = userdata;
    pthread_mutex_lock(&world->m);
    memcpy(world->last_code, ticket->qr.text, sizeof world->last_code);
    pthread_mutex_unlock(&world->m);
    kiosk_ticket_shown_free(ticket);
    count(world, &world->tickets);
}

static void on_no_ticket(enum kiosk_no_ticket why, enum km_issue_refusal refusal, void *userdata)
{
    struct world *world = userdata;
    (void)refusal;
    pthread_mutex_lock(&world->m);
    world->no_ticket = (int)why + 1;
    pthread_cond_broadcast(&world->changed);
    pthread_mutex_unlock(&world->m);
}

static void on_wait(void *userdata)
{
    struct world *world = userdata;
    count(world, &world->waits);
}

static void on_verdict(struct kiosk_verdict_shown *verdict, void *userdata)
{
    struct world *world = userdata;
    if (verdict->view.verdict == KIOSK_VERDICT_ADMIT)
        count(world, &world->verdicts);
    kiosk_verdict_shown_free(verdict);
}

static void on_undone(void *userdata)
{
    (void)userdata;
}

static void on_not_found(void *userdata)
{
    (void)userdata;
}

static void on_failure(enum kiosk_failure failure, const char *reason, void *userdata)
{
    (void)userdata;
    fprintf(stderr, "failure %d: %s\n", (int)failure, reason);
}

static void on_news(void *userdata)
{
    struct world *world = userdata;
    kiosk_uplink_wake(&world->uplink);
}

static void on_status(enum kiosk_reach reach, const char *reason, void *userdata)
{
    struct world *world = userdata;
    if (reach == KIOSK_REACH_STRANGER && strstr(reason, "Who are you?"))
        count(world, &world->strangers);
}

static int set_up(void **state)
{
    static const struct kiosk_counter_callbacks callbacks = {.on_scene = on_scene,
            .on_ticket = on_ticket,
            .on_no_ticket = on_no_ticket,
            .on_wait = on_wait,
            .on_verdict = on_verdict,
            .on_undone = on_undone,
            .on_not_found = on_not_found,
            .on_failure = on_failure,
            .on_news = on_news};
    struct world *world = calloc(1, sizeof *world);
    struct kiosk_counter_callbacks mine = callbacks;
    struct km_journal *journal = NULL;
    struct kiosk_instant now = kiosk_instant_now();
    char url[40];
    mine.userdata = world;
    world->start = now.steady;
    pthread_mutex_init(&world->m, NULL);
    pthread_cond_init(&world->changed, NULL);
    fake_station_open(&world->station, FAKE_NOW);
    fake_station_plan(&world->station, "tests/data/programmes/small.yaml", 0);
    struct kiosk_identity identity = fake_station_enrol(&world->station, 1, "Hall");
    serve(world);
    good(km_journal_open_memory(&journal, err));
    now.utc = FAKE_NOW;
    good(kiosk_keeper_open(&world->keeper, journal, &identity, now, err));
    kiosk_uplink_init(&world->uplink);
    good(kiosk_counter_start(&world->counter, &world->keeper, &mine, err));
    snprintf(url, sizeof url, "HTTP://127.0.0.1:%u", world->port);
    good(kiosk_uplink_start(&world->uplink, &world->counter, url, on_status, world, err));
    *state = world;
    return 0;
}

static int tear_down(void **state)
{
    struct world *world = *state;
    kiosk_uplink_stop(&world->uplink);
    kiosk_counter_stop(&world->counter);
    kiosk_uplink_destroy(&world->uplink);
    kiosk_keeper_close(&world->keeper);
    go_away(world);
    fake_station_close(&world->station);
    pthread_cond_destroy(&world->changed);
    pthread_mutex_destroy(&world->m);
    free(world);
    return 0;
}

static void order_for(struct world *world, const char *code, uint16_t session, uint8_t people)
{
    struct km_issue_order wanted = {.session = session, .people = {people}};
    assert_true(km_zone_parse(code, &wanted.zone));
    assert_true(kiosk_counter_issue(&world->counter, &wanted));
}

static void order(struct world *world, const char *code, uint16_t session)
{
    order_for(world, code, session, 1);
}

static void test_a_ticket_reaches_the_station(void **state)
{
    struct world *world = *state;
    assert_true(reached(world, &world->programmes, 1));
    order(world, "A", KM_NO_SESSION);
    assert_true(reached(world, &world->tickets, 1));
    assert_true(reached(world, &world->station_tickets, 1));
    assert_true(kiosk_counter_scan(&world->counter, world->last_code));
    assert_true(reached(world, &world->verdicts, 1));
}

static void test_away_and_back(void **state)
{
    struct world *world = *state;
    assert_true(reached(world, &world->programmes, 1));
    go_away(world);
    for (int i = 1; i <= 5; i++) {
        order(world, "A", KM_NO_SESSION);
        assert_true(reached(world, &world->tickets, i));
    }
    assert_int_equal(world->station_tickets, 0);
    serve(world);
    assert_true(reached(world, &world->station_tickets, 5));
}

static void test_seats(void **state)
{
    struct world *world = *state;
    assert_true(reached(world, &world->programmes, 1));
    km_server_post(world->server, have_a_seat, world);
    order(world, "B", 9 * 60 + 30);
    assert_true(reached(world, &world->tickets, 1));
    assert_true(reached(world, &world->waits, 1));
}

static void test_no_seats_left(void **state)
{
    struct world *world = *state;
    assert_true(reached(world, &world->programmes, 1));
    order(world, "B", 9 * 60 + 30);
    assert_true(reached(world, &world->no_ticket, KIOSK_NO_TICKET_SEATS + 1));
    assert_int_equal(world->no_ticket, KIOSK_NO_TICKET_SEATS + 1);
}

static void test_too_few_seats(void **state)
{
    struct world *world = *state;
    assert_true(reached(world, &world->programmes, 1));
    km_server_post(world->server, have_a_seat, world);
    order_for(world, "B", 9 * 60 + 30, 2);
    assert_true(reached(world, &world->no_ticket, 1));
    assert_int_equal(world->no_ticket, KIOSK_NO_TICKET_SEATS + 1);
}

static void test_no_seats_alone(void **state)
{
    struct world *world = *state;
    assert_true(reached(world, &world->programmes, 1));
    go_away(world);
    order(world, "B", 9 * 60 + 30);
    assert_true(reached(world, &world->no_ticket, KIOSK_NO_TICKET_ALONE + 1));
    assert_int_equal(world->tickets, 0);
}

static void test_revoked_while_it_works(void **state)
{
    struct world *world = *state;
    assert_true(reached(world, &world->programmes, 1));
    km_server_post(world->server, revoke, world);
    order(world, "A", KM_NO_SESSION); /* which makes it speak to the station */
    assert_true(reached(world, &world->stops, 1));
    order(world, "A", KM_NO_SESSION);
    assert_true(reached(world, &world->no_ticket, KIOSK_NO_TICKET_FAILED + 1));
}

static void test_a_station_that_does_not_know_it(void **state)
{
    struct world *world = *state;
    assert_true(reached(world, &world->programmes, 1));
    km_server_post(world->server, forget_kiosk, world);
    order(world, "A", KM_NO_SESSION);
    assert_true(reached(world, &world->strangers, 1));
    order(world, "A", KM_NO_SESSION); /* it goes on by itself */
    assert_true(reached(world, &world->tickets, 2));
}

/* ---- enrolment ---- */

static void make_code(struct world *world, bool other_station, char out[KM_ENROL_CODE_SIZE])
{
    uint8_t secret[KM_ENROL_SECRET_SIZE] = {1, 2, 3};
    uint8_t key[KM_KEY_SIZE];
    char url[40];
    memcpy(key, world->station.ledger.keys.public_key, sizeof key);
    key[0] ^= other_station;
    snprintf(url, sizeof url, "HTTP://127.0.0.1:%u", world->port);
    good(km_enrol_code_make(url, secret, key, out, err));
}

static void test_enrol(void **state)
{
    struct world *world = *state;
    struct km_journal *journal = NULL;
    struct kiosk_identity identity, again;
    char code[KM_ENROL_CODE_SIZE];
    good(km_journal_open_memory(&journal, err));
    make_code(world, true, code);
    assert_false(kiosk_enrol(journal, code, NULL, "host", &identity, err));
    assert_non_null(strstr(err, "another station"));
    make_code(world, false, code);
    assert_false(kiosk_enrol(journal, "nonsense", NULL, "host", &identity, err));
    km_server_post(world->server, turn_refusal, world);
    assert_false(kiosk_enrol(journal, code, NULL, "host", &identity, err));
    assert_non_null(strstr(err, "used already"));
    assert_false(kiosk_enrol(journal, code, "http://127.0.0.1:1", "host", &identity, err));
    assert_non_null(strstr(err, "Could not reach"));
    km_server_post(world->server, turn_refusal, world);
    good(kiosk_enrol(journal, code, NULL, "host", &identity, err));
    assert_int_equal(identity.number, 7);
    assert_false(kiosk_enrol(journal, code, NULL, "host", &again, err));
    assert_non_null(strstr(err, "enrolled already"));
    good(kiosk_identity_load(journal, &again, err));
    assert_true(again.enrolled);
    assert_memory_equal(again.seed, identity.seed, KM_SEED_SIZE);
    assert_memory_equal(again.station_key, world->station.ledger.keys.public_key, KM_KEY_SIZE);
    journal->ops->close(journal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
            T(test_a_ticket_reaches_the_station),
            T(test_away_and_back),
            T(test_seats),
            T(test_no_seats_left),
            T(test_too_few_seats),
            T(test_no_seats_alone),
            T(test_revoked_while_it_works),
            T(test_a_station_that_does_not_know_it),
            T(test_enrol),
    };
    if (sodium_init() < 0)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
