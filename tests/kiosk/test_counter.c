/* The keeper's thread as the window sees it: what is ordered comes back in the right order, after a
 * scene that shows it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "kiosk/counter.h"
#include "tests/kiosk/fake_station.h"

#define PATIENCE_S 20

struct world {
    struct fake_station station;
    struct kiosk_keeper keeper;
    struct kiosk_counter counter;
    pthread_mutex_t m;
    pthread_cond_t changed;
    /* Guarded by m: */
    int tickets, verdicts, holds, moves, not_founds, failures;
    struct km_name shown; /* held in the latest scene */
    enum kiosk_held shown_state;
    struct km_name ticket; /* of the latest answer about a hold */
    enum km_verdict verdict;
    struct kiosk_moved moved;
    enum kiosk_held state_at_answer; /* what the scene before the latest answer showed */
    bool shown_at_answer;            /* the scene before the latest hold's answer showed it */
    enum kiosk_failure failure;
    char number[16], code[KM_SCAN_TEXT_MAX + 1]; /* of the latest ticket */
    int moves_at_ticket;
};

static char err[KM_ERR_MAX];

static void good(bool ok)
{
    if (!ok)
        fail_msg("%s", err);
}

static void came(struct world *world, int *count)
{
    (*count)++;
    pthread_cond_broadcast(&world->changed);
    pthread_mutex_unlock(&world->m);
}

/* Waits until that many came in all; the world is locked then. */
static void await(struct world *world, const int *count, int wanted)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += PATIENCE_S;
    pthread_mutex_lock(&world->m);
    int late = 0;
    while (*count < wanted && late == 0)
        late = pthread_cond_timedwait(&world->changed, &world->m, &until);
    int got = *count;
    if (got != wanted)
        pthread_mutex_unlock(&world->m);
    assert_int_equal(got, wanted);
}

static void done(struct world *world)
{
    pthread_mutex_unlock(&world->m);
}

/* ---- the window's side, on the keeper's thread ---- */

static void on_scene(struct kiosk_scene *scene, void *userdata)
{
    struct world *world = userdata;
    pthread_mutex_lock(&world->m);
    world->shown = scene->model.held.ticket;
    world->shown_state = scene->model.held.state;
    pthread_mutex_unlock(&world->m);
    kiosk_scene_free(scene);
}

static void on_ticket(struct kiosk_ticket_shown *ticket, void *userdata)
{
    struct world *world = userdata;
    pthread_mutex_lock(&world->m);
    memcpy(world->number, ticket->view.number, sizeof world->number);
    snprintf(world->code, sizeof world->code, "%s", ticket->qr.text);
    world->moves_at_ticket = world->moves;
    kiosk_ticket_shown_free(ticket);
    came(world, &world->tickets);
}

static void on_no_ticket(enum kiosk_no_ticket why, enum km_issue_refusal refusal, void *userdata)
{
    (void)userdata;
    fprintf(stderr, "no ticket: %d, %d\n", (int)why, (int)refusal);
}

static void on_verdict(struct kiosk_verdict_shown *verdict, void *userdata)
{
    struct world *world = userdata;
    pthread_mutex_lock(&world->m);
    assert_int_equal(verdict->view.verdict, KIOSK_VERDICT_ADMIT);
    kiosk_verdict_shown_free(verdict);
    came(world, &world->verdicts);
}

static void on_not_found(void *userdata)
{
    struct world *world = userdata;
    pthread_mutex_lock(&world->m);
    came(world, &world->not_founds);
}

static void on_held(enum km_verdict verdict, struct km_name ticket, void *userdata)
{
    struct world *world = userdata;
    pthread_mutex_lock(&world->m);
    world->verdict = verdict;
    world->ticket = ticket;
    world->shown_at_answer = km_name_equal(ticket, world->shown);
    world->state_at_answer = world->shown_state;
    came(world, &world->holds);
}

static void on_moved(struct kiosk_moved *moved, void *userdata)
{
    struct world *world = userdata;
    pthread_mutex_lock(&world->m);
    world->moved = *moved;
    world->state_at_answer = world->shown_state;
    free(moved);
    came(world, &world->moves);
}

static void on_failure(enum kiosk_failure failure, const char *reason, void *userdata)
{
    struct world *world = userdata;
    pthread_mutex_lock(&world->m);
    world->failure = failure;
    assert_true(*reason != 0);
    came(world, &world->failures);
}

static void ignore(void *userdata)
{
    (void)userdata;
}

static const struct kiosk_counter_callbacks callbacks = {
        .on_scene = on_scene,
        .on_ticket = on_ticket,
        .on_no_ticket = on_no_ticket,
        .on_wait = ignore,
        .on_verdict = on_verdict,
        .on_undone = ignore,
        .on_not_found = on_not_found,
        .on_held = on_held,
        .on_moved = on_moved,
        .on_failure = on_failure,
        .on_news = ignore,
};

static int set_up(void **state)
{
    struct world *world = calloc(1, sizeof *world);
    struct km_journal *journal = NULL;
    struct kiosk_instant now = kiosk_instant_now();
    struct kiosk_counter_callbacks mine = callbacks;
    pthread_mutex_init(&world->m, NULL);
    pthread_cond_init(&world->changed, NULL);
    now.utc = FAKE_NOW;
    mine.userdata = world;
    fake_station_open(&world->station, FAKE_NOW);
    fake_station_plan(&world->station, "tests/data/programmes/small.yaml", 0);
    struct kiosk_identity identity = fake_station_enrol(&world->station, 1, "Hall");
    good(km_journal_open_memory(&journal, err));
    good(kiosk_keeper_open(&world->keeper, journal, &identity, now, err));
    good(fake_station_sync(&world->station, &world->keeper, &now, 1));
    good(kiosk_counter_start(&world->counter, &world->keeper, &mine, err));
    *state = world;
    return 0;
}

static int tear_down(void **state)
{
    struct world *world = *state;
    kiosk_counter_stop(&world->counter);
    kiosk_keeper_close(&world->keeper);
    fake_station_close(&world->station);
    pthread_cond_destroy(&world->changed);
    pthread_mutex_destroy(&world->m);
    free(world);
    return 0;
}

static km_zone zone_of(const char *code)
{
    km_zone zone;
    assert_true(km_zone_parse(code, &zone));
    return zone;
}

static void take_ticket(struct world *world, const char *code, int nth)
{
    struct km_issue_order order = {.zone = zone_of(code), .session = KM_NO_SESSION, .people = {2}};
    assert_true(kiosk_counter_issue(&world->counter, &order));
    await(world, &world->tickets, nth);
    done(world);
}

/* Holds a ticket by its number; returns its name. */
static struct km_name hold(struct world *world, const char *number)
{
    int before = world->holds;
    assert_true(kiosk_counter_hold(&world->counter, number, true));
    await(world, &world->holds, before + 1);
    struct km_name ticket = world->ticket;
    assert_true(world->shown_at_answer);
    done(world);
    assert_false(km_name_is_none(ticket));
    return ticket;
}

static struct kiosk_moved move_of(struct world *world, struct kiosk_move move)
{
    int before = world->moves;
    assert_true(kiosk_counter_move(&world->counter, &move));
    await(world, &world->moves, before + 1);
    struct kiosk_moved moved = world->moved;
    done(world);
    assert_int_equal(moved.move.deed, move.deed);
    return moved;
}

/* ---- the tests ---- */

static void test_what_is_held_is_shown(void **state)
{
    struct world *world = *state;
    take_ticket(world, "C", 1);
    struct km_name ticket = hold(world, "c1 1");
    assert_int_equal(world->verdict, KM_VERDICT_NOT_CALLED); /* held all the same */
    assert_true(kiosk_counter_hold(&world->counter, world->code, false));
    await(world, &world->holds, 2);
    assert_true(km_name_equal(world->ticket, ticket) && world->shown_at_answer);
    done(world);
    assert_true(kiosk_counter_hold(&world->counter, "C1-002", true));
    await(world, &world->not_founds, 1);
    done(world);
    assert_true(kiosk_counter_hold(&world->counter, "https://example.org/", false));
    await(world, &world->holds, 3);
    assert_true(km_name_is_none(world->ticket));
    assert_int_equal(world->verdict, KM_VERDICT_FOREIGN);
    assert_true(km_name_equal(world->shown, ticket)); /* as before */
    done(world);
    assert_true(kiosk_counter_hold_ticket(&world->counter, (struct km_name){0}));
    take_ticket(world, "C", 2); /* after the letting go */
    pthread_mutex_lock(&world->m);
    assert_true(km_name_is_none(world->shown));
    done(world);
}

static bool read_watch(struct kiosk_keeper *keeper, void *payload)
{
    *(km_zone *)payload = keeper->watch;
    return false;
}

static void test_a_zone_is_watched(void **state)
{
    struct world *world = *state;
    km_zone watched = KM_ZONE_NONE;
    assert_true(kiosk_counter_watch(&world->counter, zone_of("C")));
    kiosk_counter_call(&world->counter, read_watch, &watched);
    assert_int_equal(watched, zone_of("C"));
}

static void test_a_number_lets_nobody_in_but_staff_do(void **state)
{
    struct world *world = *state;
    take_ticket(world, "A", 1);
    struct km_name ticket = hold(world, "A1-001");
    assert_int_equal(world->state_at_answer, KIOSK_HELD_WAITING);
    struct kiosk_moved moved =
            move_of(world, (struct kiosk_move){.deed = KIOSK_DEED_ADMIT, .ticket = ticket});
    assert_int_equal(moved.outcome, KIOSK_OUTCOME_DONE);
    assert_int_equal(world->state_at_answer, KIOSK_HELD_INSIDE);
    moved = move_of(world, (struct kiosk_move){.deed = KIOSK_DEED_ADMIT, .ticket = ticket});
    assert_int_equal(moved.outcome, KIOSK_OUTCOME_TOO_LATE);
    assert_int_equal(world->verdicts, 0);
}

static void test_a_code_lets_in(void **state)
{
    struct world *world = *state;
    take_ticket(world, "A", 1);
    assert_true(kiosk_counter_scan(&world->counter, world->code));
    await(world, &world->verdicts, 1);
    done(world);
}

static void test_a_transfer_brings_a_ticket(void **state)
{
    struct world *world = *state;
    take_ticket(world, "A", 1);
    struct kiosk_move move = {
            .deed = KIOSK_DEED_TRANSFER, .ticket = hold(world, "A1-001"), .zone = zone_of("C")};
    assert_int_equal(move_of(world, move).outcome, KIOSK_OUTCOME_DONE);
    await(world, &world->tickets, 2);
    assert_string_equal(world->number, "C1-001");
    assert_int_equal(world->moves_at_ticket, 1); /* the answer came first */
    assert_int_equal(world->state_at_answer, KIOSK_HELD_TRANSFERRED);
    done(world);
    hold(world, "C1-1");
}

/* ---- a dead disk ---- */

static struct km_journal_ops dead;
static void (*roll_back)(struct km_journal *journal);

static bool fail_commit(struct km_journal *journal, char *reason)
{
    roll_back(journal);
    snprintf(reason, KM_ERR_MAX, "the disk is gone");
    return false;
}

static bool kill_disk(struct kiosk_keeper *keeper, void *payload)
{
    (void)payload;
    dead = *keeper->ledger.journal->ops;
    roll_back = dead.rollback;
    dead.commit = fail_commit;
    keeper->ledger.journal->ops = &dead;
    return false;
}

static void test_a_dead_disk_is_said(void **state)
{
    struct world *world = *state;
    take_ticket(world, "C", 1);
    struct km_name ticket = hold(world, "C1-1");
    kiosk_counter_call(&world->counter, kill_disk, NULL);
    struct kiosk_moved moved =
            move_of(world, (struct kiosk_move){.deed = KIOSK_DEED_CALL, .zone = zone_of("C")});
    assert_int_equal(moved.outcome, KIOSK_OUTCOME_FAILED);
    assert_int_equal(moved.count, 0);
    assert_int_equal(world->failures, 1);
    assert_int_equal(world->failure, KIOSK_FAILURE_MOVE);
    assert_int_equal(world->state_at_answer, KIOSK_HELD_WAITING);
    moved = move_of(world, (struct kiosk_move){.deed = KIOSK_DEED_RECALL, .ticket = ticket});
    assert_int_equal(moved.outcome, KIOSK_OUTCOME_TOO_LATE); /* a refusal needs no disk */
    assert_int_equal(world->failures, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
            T(test_what_is_held_is_shown),
            T(test_a_zone_is_watched),
            T(test_a_number_lets_nobody_in_but_staff_do),
            T(test_a_code_lets_in),
            T(test_a_transfer_brings_a_ticket),
            T(test_a_dead_disk_is_said),
    };
    if (sodium_init() < 0)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
