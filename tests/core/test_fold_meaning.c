/* Every answer of the fold equals the answer made afresh from the records by the plainest reading
 * of the rules. */

#include "core/deed.h"
#include "core/fold.h"
#include "core/queue.h"
#include "core/queue_list.h"
#include "core/seats.h"
#include "core/statistics.h"
#include "tests/core/naive.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <sodium.h>

#define DAY 20587

static uint64_t current_seed;

#define EXPECT(what, got, wanted)                                           \
    do {                                                                    \
        long long got_ = (long long)(got), wanted_ = (long long)(wanted);   \
        if (got_ != wanted_) {                                              \
            fail_msg("seed %llu: %s is %lld, counted afresh %lld",          \
                    (unsigned long long)current_seed, what, got_, wanted_); \
        }                                                                   \
    } while (0)

static void check_tickets(const struct naive *naive, const struct km_day *day)
{
    for (uint32_t i = 0; i < naive->world->count; i++) {
        struct km_name name = naive->world->items[i].name;
        struct km_ticket_facts facts = {0};
        bool found = km_queue_ticket(day, name, &facts);
        EXPECT("state", found ? facts.state : KM_TICKET_UNKNOWN, naive_state(naive, name));
        EXPECT("party", facts.party, naive_party(naive, name));
        EXPECT("zone", facts.zone, naive_zone(naive, name));
        uint32_t admission = naive_admission(naive, name);
        EXPECT("admitted_at", facts.admitted_at,
                admission != UINT32_MAX ? naive->at[admission] : 0);
    }
}

static void check_zone(
        const struct naive *naive, const struct km_day *day, km_zone zone, struct km_name *line)
{
    struct km_zone_figures figures = km_queue_zone(day, zone);
    for (unsigned after = 1; after <= 3; after++) {
        uint32_t count = naive_line(naive, zone, after, line), people = 0;
        EXPECT("waiting", figures.waiting.parties, count);
        struct km_name next = km_queue_next(day, zone, after);
        EXPECT("next node", next.node, count > 0 ? line[0].node : 0);
        EXPECT("next seq", next.seq, count > 0 ? line[0].seq : 0);
        for (uint32_t i = 0; i < count; i++) {
            struct km_tally ahead = km_queue_ahead(day, line[i], after);
            EXPECT("parties ahead", ahead.parties, i);
            EXPECT("people ahead", ahead.people, people);
            people += naive_party(naive, line[i]);
        }
        EXPECT("waiting people", figures.waiting.people, people);
    }
    EXPECT("inside", figures.inside.people, naive_inside(naive, zone));
    uint32_t by_state[KM_TICKET_STATE_END] = {0}, doubles = 0;
    for (uint32_t i = 0; i < naive->world->count; i++) {
        const struct world_record *x = &naive->world->items[i];
        bool issue = x->record.kind == KM_ISSUE || x->record.kind == KM_TRANSFER;
        if (issue && x->record.day == DAY && naive_zone(naive, x->name) == zone) {
            by_state[naive_state(naive, x->name)]++;
        }
        /* admitted tickets whose issue is nowhere */
        if (x->record.kind == KM_CHECK_IN && naive->counts[i] &&
                naive_zone(naive, x->record.ticket) == zone) {
            uint32_t named = naive_find(naive, x->record.ticket);
            bool admitting = naive_admission(naive, x->record.ticket) == i;
            bool elsewhere = named == UINT32_MAX || naive->world->items[named].record.day != DAY ||
                             (naive->world->items[named].record.kind != KM_ISSUE &&
                                     naive->world->items[named].record.kind != KM_TRANSFER);
            by_state[KM_TICKET_ADMITTED] += admitting && elsewhere;
            doubles += !admitting && naive_admission(naive, x->record.ticket) != UINT32_MAX;
        }
    }
    EXPECT("called", figures.called.parties, by_state[KM_TICKET_CALLED]);
    EXPECT("no-shows", figures.no_show.parties, by_state[KM_TICKET_NO_SHOW]);
    EXPECT("cancelled", figures.cancelled.parties, by_state[KM_TICKET_CANCELLED]);
    EXPECT("admitted", figures.admitted.parties, by_state[KM_TICKET_ADMITTED]);
    EXPECT("doubles", figures.doubles, doubles);
}

/* The list as the fold has it begins like the one counted afresh, however much of it is asked for.
 */
static void check_list(const char *what, const struct km_name *got, size_t got_count,
        const struct km_name *wanted, size_t wanted_count, size_t max)
{
    EXPECT(what, got_count, wanted_count < max ? wanted_count : max);
    for (size_t i = 0; i < got_count; i++) {
        EXPECT(what, got[i].node, wanted[i].node);
        EXPECT(what, got[i].seq, wanted[i].seq);
    }
}

static void check_lists_of_zone(
        const struct naive *naive, const struct km_day *day, km_zone zone, struct km_name *line)
{
    struct km_name got[8];
    const size_t maxima[] = {0, 1, 3, 8};
    for (int m = 0; m < 4; m++) {
        size_t max = maxima[m];
        for (unsigned after = 1; after <= 3; after++) {
            uint32_t count = naive_line(naive, zone, after, line);
            check_list("next ticket", got, km_queue_next_tickets(day, zone, after, got, max), line,
                    count, max);
        }
        uint32_t count = naive_in_state(naive, zone, KM_TICKET_CALLED, line);
        check_list("called ticket", got, km_queue_called(day, zone, got, max), line, count, max);
        count = naive_in_state(naive, zone, KM_TICKET_NO_SHOW, line);
        check_list("passed ticket", got, km_queue_passed(day, zone, got, max), line, count, max);
        count = naive_last_calls(naive, zone, line);
        check_list("last call", got, km_queue_last_calls(day, zone, got, max), line, count, max);
    }
}

static void check_visits(const struct naive *naive, const struct km_day *day, uint32_t ticket)
{
    struct km_queue_visit got[4];
    uint32_t *wanted = calloc(naive->world->count, sizeof *wanted);
    struct km_name name = naive->world->items[ticket].name;
    uint32_t all = naive_visits(naive, ticket, wanted), skipped = all > 4 ? all - 4 : 0;
    EXPECT("visits", km_queue_visits(day, name, got, 4), all - skipped);
    for (uint32_t i = skipped; i < all; i++) {
        struct km_name of = naive->world->items[wanted[i]].record.ticket;
        uint32_t end = naive_end_of_stay(naive, wanted[i]);
        uint32_t rating = naive_extreme(naive, KM_RATE, of, true);
        const struct km_queue_visit *visit = &got[i - skipped];
        EXPECT("visit's ticket", visit->ticket.seq, of.seq);
        EXPECT("visit's ticket's node", visit->ticket.node, of.node);
        EXPECT("visit's zone", visit->zone, naive_zone(naive, of));
        EXPECT("visit's begin", visit->admitted_at, naive->at[wanted[i]]);
        EXPECT("visit's end", visit->left_at, end != NAIVE_NONE ? naive->at[end] : 0);
        EXPECT("visit's rating", visit->rating,
                rating != NAIVE_NONE ? naive->world->items[rating].record.count : 0);
    }
    free(wanted);
}

static void check_lists(const struct naive *naive, const struct km_day *day, struct km_name *line)
{
    struct km_name got[3];
    for (km_zone zone = 1; zone <= 4; zone++) {
        check_lists_of_zone(naive, day, zone, line);
    }
    for (uint32_t i = 0; i < naive->world->count; i++) {
        struct km_name name = naive->world->items[i].name;
        if (naive_issue(naive, name) == i) {
            check_visits(naive, day, i);
            uint32_t count = naive_live_tickets(naive, i, line);
            check_list(
                    "live ticket", got, km_queue_live_tickets(day, name, got, 3), line, count, 3);
        }
    }
    for (uint32_t n = 0; n < naive->world->node_count; n++) {
        struct km_deed deeds[5];
        uint32_t count = naive_deeds(naive, naive->world->nodes[n], line, 5);
        size_t found = km_deed_latest(day, naive->world->nodes[n], deeds, 5);
        EXPECT("deeds", found, count);
        for (size_t i = 0; i < found; i++) {
            const struct world_record *made = &naive->world->items[naive_find(naive, line[i])];
            /* a transfer of itself is of none */
            bool own = deeds[i].kind == KM_TRANSFER && km_name_equal(made->record.ticket, line[i]);
            EXPECT("deed", deeds[i].record.seq, line[i].seq);
            EXPECT("deed's kind", deeds[i].kind, made->record.kind);
            EXPECT("deed's ticket", deeds[i].ticket.seq, own ? 0 : made->record.ticket.seq);
            EXPECT("deed's node", deeds[i].ticket.node, own ? 0 : made->record.ticket.node);
        }
    }
}

/* The records in some order of arrival. */
static void take_all(struct km_fold *fold, const struct world *world, uint64_t seed)
{
    uint32_t *order = calloc(world->count, sizeof *order);
    for (uint32_t i = 0; i < world->count; i++) {
        uint32_t at = (uint32_t)(world_random(&seed) % (i + 1));
        order[i] = order[at];
        order[at] = i;
    }
    for (uint32_t i = 0; i < world->count; i++) {
        km_fold_take(fold, world->items[order[i]].name, &world->items[order[i]].record);
    }
    free(order);
}

static void check_world(uint64_t seed, uint32_t count)
{
    struct world world;
    struct naive naive;
    current_seed = seed;
    world_make(&world, seed, count);
    naive_make(&naive, &world, DAY);
    struct km_name *line = calloc(count, sizeof *line);
    struct km_fold *fold = km_fold_new(world.nodes[0]);
    take_all(fold, &world, seed);
    const struct km_day *day = km_fold_day(fold, DAY);
    check_tickets(&naive, day);
    check_lists(&naive, day, line);
    for (km_zone zone = 1; zone <= 4; zone++) {
        check_zone(&naive, day, zone, line);
        for (uint16_t session = 540; session <= 600; session += 30) {
            for (uint32_t n = 0; n < world.node_count; n++) {
                EXPECT("free seats", km_seats_free_of(day, zone, session, world.nodes[n]),
                        naive_free_seats(&naive, zone, session, world.nodes[n]));
            }
        }
    }
    struct km_tally visitors = naive_visitors(&naive);
    struct km_day_statistics statistics = km_statistics_day(day);
    EXPECT("visitors", statistics.visitors.parties, visitors.parties);
    EXPECT("visitors' people", statistics.visitors.people, visitors.people);
    free(line);
    km_fold_free(fold);
    naive_destroy(&naive);
    world_destroy(&world);
}

static void test_fold_means_what_the_rules_say(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 2000; seed++) {
        check_world(seed, 4 + (uint32_t)(seed % 60));
    }
    for (uint64_t seed = 2001; seed <= 2040; seed++) {
        check_world(seed, 300);
    }
}

int main(void)
{
    if (sodium_init() < 0) {
        return 1;
    }
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_fold_means_what_the_rules_say)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
