/* The table of moves, walked: whatever it promises, the fold does. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/fold.h"
#include "core/journey.h"
#include "core/queue.h"

#define DAY 20588
#define STATION 1
#define KIOSK 2

static const enum km_kind about_ticket[] = {KM_CALL, KM_RECALL, KM_NO_SHOW, KM_REQUEUE, KM_TRANSFER,
        KM_CANCEL, KM_CHECK_IN, KM_CHECK_OUT, KM_RATE, KM_REPRINT};
#define ABOUT_COUNT (sizeof about_ticket / sizeof *about_ticket)

static const struct km_name ticket = {KIOSK, 1};

/* Writes a record of the kind about the ticket, the n-th after its issue. */
static void write(struct km_fold *fold, enum km_kind kind, uint32_t n)
{
    struct km_record record = km_record_of(kind, 1000 + n, DAY);
    char err[KM_ERR_MAX];
    uint32_t seq = kind == KM_ISSUE ? 1 : 1 + n;
    if (kind != KM_ISSUE) {
        record.ticket = ticket;
    }
    if (kind == KM_ISSUE || kind == KM_TRANSFER) {
        record.zone = kind == KM_ISSUE ? 1 : 2;
        record.people[0] = 2;
        record.number = 1;
    } else if (kind == KM_CHECK_IN) {
        record.zone = 1;
        record.count = 2;
    } else if (kind == KM_RATE) {
        record.count = 5;
    }
    assert_true(km_record_check(&record, err));
    assert_true(km_fold_take(fold, (struct km_name){KIOSK, seq}, &record));
}

static enum km_ticket_state state_of(const struct km_fold *fold)
{
    struct km_ticket_facts facts;
    return km_queue_ticket(km_fold_day(fold, DAY), ticket, &facts) ? facts.state
                                                                   : KM_TICKET_UNKNOWN;
}

/* The moves that bring a ticket into a state; 0 ends them. */
static const enum km_kind ways[KM_TICKET_STATE_END][4] = {
        [KM_TICKET_WAITING] = {KM_ISSUE},
        [KM_TICKET_CALLED] = {KM_ISSUE, KM_CALL},
        [KM_TICKET_NO_SHOW] = {KM_ISSUE, KM_CALL, KM_NO_SHOW},
        [KM_TICKET_CANCELLED] = {KM_ISSUE, KM_CANCEL},
        [KM_TICKET_TRANSFERRED] = {KM_ISSUE, KM_TRANSFER},
        [KM_TICKET_ADMITTED] = {KM_ISSUE, KM_CALL, KM_CHECK_IN},
};

static void test_fold_does_what_the_table_says(void **state)
{
    (void)state;
    unsigned walked = 0;
    for (enum km_ticket_state from = KM_TICKET_WAITING; from < KM_TICKET_STATE_END; from++) {
        for (size_t k = 0; k < ABOUT_COUNT; k++) {
            enum km_ticket_state to = km_journey_next(from, about_ticket[k]);
            if (to == KM_TICKET_UNKNOWN) {
                continue;
            }
            struct km_fold *fold = km_fold_new(STATION);
            uint32_t n = 0;
            enum km_ticket_state reached = KM_TICKET_UNKNOWN;
            for (; n < 4 && ways[from][n] != 0; n++) {
                assert_true(km_journey_allows(reached, ways[from][n]));
                write(fold, ways[from][n], n);
                reached = state_of(fold);
            }
            assert_int_equal(reached, from);
            write(fold, about_ticket[k], n);
            assert_int_equal(state_of(fold), to);
            km_fold_free(fold);
            walked++;
        }
    }
    assert_int_equal(walked, 20);
}

static void test_ends_are_ends(void **state)
{
    (void)state;
    const enum km_ticket_state ends[] = {
            KM_TICKET_CANCELLED, KM_TICKET_TRANSFERRED, KM_TICKET_VOID, KM_TICKET_STATE_END};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        for (enum km_kind kind = 0; kind <= KM_KIND_END; kind++) {
            assert_false(km_journey_allows(ends[i], kind));
        }
    }
}

static void test_what_must_not_be_offered(void **state)
{
    (void)state;
    assert_false(km_journey_allows(KM_TICKET_ADMITTED, KM_CHECK_IN));
    assert_false(km_journey_allows(KM_TICKET_ADMITTED, KM_CANCEL));
    assert_false(km_journey_allows(KM_TICKET_NO_SHOW, KM_CHECK_IN));
    assert_false(km_journey_allows(KM_TICKET_WAITING, KM_NO_SHOW));
    assert_false(km_journey_allows(KM_TICKET_WAITING, KM_RATE));
    assert_true(km_journey_allows(KM_TICKET_UNKNOWN, KM_CHECK_IN));
}

static void test_timeouts_are_moves(void **state)
{
    (void)state;
    for (enum km_ticket_state from = 0; from < KM_TICKET_STATE_END; from++) {
        enum km_kind due = km_journey_timeout(from);
        assert_true(due == 0 || km_journey_allows(from, due));
    }
    assert_int_equal(km_journey_timeout(KM_TICKET_CALLED), KM_NO_SHOW);
    assert_int_equal(km_journey_timeout(KM_TICKET_WAITING), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_fold_does_what_the_table_says),
            cmocka_unit_test(test_ends_are_ends),
            cmocka_unit_test(test_what_must_not_be_offered),
            cmocka_unit_test(test_timeouts_are_moves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
