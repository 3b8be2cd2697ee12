/* What staff and visitors do to tickets and zones at a kiosk: each move taken and refused, taken
 * back, kept over a restart, and not done at all when the disk is dead. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/kiosk/campus.h"

static const struct km_name nobody = {0};

static struct kiosk_keeper *keeper_of(struct campus *campus)
{
    return &campus->kiosk[0];
}

static struct kiosk_issued transferred; /* by the last move */

static struct kiosk_moved move_of(struct campus *campus, struct kiosk_move move)
{
    struct kiosk_moved moved;
    campus_good(kiosk_keeper_move(
            keeper_of(campus), &move, campus->now, &moved, &transferred, campus_err));
    campus->now.steady += 1000;
    campus->station.now += 1000;
    assert_int_equal(moved.move.deed, move.deed);
    assert_int_equal(moved.count > 0, moved.outcome == KIOSK_OUTCOME_DONE);
    return moved;
}

static enum kiosk_outcome about(struct campus *campus, enum kiosk_deed deed, struct km_name ticket)
{
    struct kiosk_moved moved =
            move_of(campus, (struct kiosk_move){.deed = deed, .ticket = ticket, .count = 4});
    if (moved.outcome == KIOSK_OUTCOME_DONE)
        assert_true(moved.count == 1 && km_name_equal(moved.tickets[0], ticket));
    return moved.outcome;
}

static struct kiosk_moved in_zone(struct campus *campus, enum kiosk_deed deed, const char *code)
{
    return move_of(campus, (struct kiosk_move){.deed = deed, .zone = campus_zone(code)});
}

static struct km_ticket_facts facts_of(struct campus *campus, struct km_name ticket)
{
    struct km_ticket_facts facts = {0};
    struct km_fold *fold = keeper_of(campus)->ledger.fold;
    assert_true(km_queue_ticket(km_fold_day(fold, CAMPUS_DAY), ticket, &facts));
    return facts;
}

static int state_of(struct campus *campus, struct km_name ticket)
{
    return facts_of(campus, ticket).state;
}

static struct km_name ticket_in(struct campus *campus, const char *code)
{
    struct kiosk_issued issued = campus_issue_in(campus, 0, code);
    assert_int_equal(issued.refusal, KM_ISSUE_OK);
    return issued.name;
}

static size_t deeds_of(struct campus *campus, const char *code, struct km_deed *out, size_t max)
{
    km_zone zone = code ? campus_zone(code) : KM_ZONE_NONE;
    return kiosk_keeper_deeds(keeper_of(campus), zone, campus->now, out, max);
}

/* ---- calling ---- */

static void test_call_one_after_the_other(void **state)
{
    struct campus *campus = *state;
    assert_int_equal(in_zone(campus, KIOSK_DEED_CALL, "C").outcome, KIOSK_OUTCOME_NOBODY);
    struct km_name first = ticket_in(campus, "C"), second = ticket_in(campus, "C");
    struct kiosk_moved called = in_zone(campus, KIOSK_DEED_CALL, "C");
    assert_int_equal(called.outcome, KIOSK_OUTCOME_DONE);
    assert_true(km_name_equal(called.tickets[0], first));
    assert_int_equal(state_of(campus, first), KM_TICKET_CALLED);
    assert_int_equal(about(campus, KIOSK_DEED_CALL, first), KIOSK_OUTCOME_TOO_LATE);
    assert_int_equal(about(campus, KIOSK_DEED_CALL, second), KIOSK_OUTCOME_DONE);
    assert_int_equal(in_zone(campus, KIOSK_DEED_CALL, "C").outcome, KIOSK_OUTCOME_NOBODY);
    assert_int_equal(about(campus, KIOSK_DEED_CALL, (struct km_name){1, 1}), KIOSK_OUTCOME_UNKNOWN);
    campus_meet(campus, 0);
    assert_int_equal(campus_figures(campus, "C").called.parties, 2);
}

static void test_call_a_batch(void **state)
{
    struct campus *campus = *state;
    struct km_name tickets[5];
    assert_int_equal(in_zone(campus, KIOSK_DEED_CALL_BATCH, "C").outcome, KIOSK_OUTCOME_NOBODY);
    for (int i = 0; i < 5; i++)
        tickets[i] = ticket_in(campus, "C"); /* two people each, groups of eight */
    struct kiosk_moved called = in_zone(campus, KIOSK_DEED_CALL_BATCH, "C");
    assert_int_equal(called.count, 4);
    for (int i = 0; i < 4; i++) {
        assert_true(km_name_equal(called.tickets[i], tickets[i]));
        assert_false(km_name_is_none(called.records[i]));
        assert_int_equal(state_of(campus, tickets[i]), KM_TICKET_CALLED);
    }
    assert_int_equal(state_of(campus, tickets[4]), KM_TICKET_WAITING);
    assert_int_equal(in_zone(campus, KIOSK_DEED_CALL_BATCH, "C").outcome, KIOSK_OUTCOME_NOBODY);
    campus_meet(campus, 0);
    assert_int_equal(campus_figures(campus, "C").called.parties, 4);
}

static void test_recall_no_show_and_back(void **state)
{
    struct campus *campus = *state;
    struct km_name ticket = ticket_in(campus, "C");
    assert_int_equal(about(campus, KIOSK_DEED_RECALL, ticket), KIOSK_OUTCOME_TOO_LATE);
    assert_int_equal(about(campus, KIOSK_DEED_NO_SHOW, ticket), KIOSK_OUTCOME_TOO_LATE);
    assert_int_equal(about(campus, KIOSK_DEED_CALL, ticket), KIOSK_OUTCOME_DONE);
    assert_int_equal(about(campus, KIOSK_DEED_RECALL, ticket), KIOSK_OUTCOME_DONE);
    assert_true(facts_of(campus, ticket).recalled_at > facts_of(campus, ticket).decided_at);
    assert_int_equal(about(campus, KIOSK_DEED_NO_SHOW, ticket), KIOSK_OUTCOME_DONE);
    assert_int_equal(about(campus, KIOSK_DEED_NO_SHOW, ticket), KIOSK_OUTCOME_TOO_LATE);
    assert_int_equal(about(campus, KIOSK_DEED_ADMIT, ticket), KIOSK_OUTCOME_TOO_LATE);
    assert_int_equal(about(campus, KIOSK_DEED_REQUEUE, ticket), KIOSK_OUTCOME_DONE);
    assert_int_equal(state_of(campus, ticket), KM_TICKET_WAITING);
    assert_int_equal(about(campus, KIOSK_DEED_RECALL, nobody), KIOSK_OUTCOME_UNKNOWN);
}

/* ---- the visitor's own ---- */

static void test_let_others_go_first_and_leave(void **state)
{
    struct campus *campus = *state;
    struct km_name polite = ticket_in(campus, "A"), other = ticket_in(campus, "A");
    campus->now.steady += 1000;
    assert_int_equal(about(campus, KIOSK_DEED_REQUEUE, polite), KIOSK_OUTCOME_DONE);
    struct kiosk_moved called = in_zone(campus, KIOSK_DEED_CALL, "A");
    assert_true(km_name_equal(called.tickets[0], other));
    assert_int_equal(about(campus, KIOSK_DEED_CANCEL, polite), KIOSK_OUTCOME_DONE);
    assert_int_equal(state_of(campus, polite), KM_TICKET_CANCELLED);
    assert_int_equal(about(campus, KIOSK_DEED_CANCEL, polite), KIOSK_OUTCOME_TOO_LATE);
    assert_int_equal(about(campus, KIOSK_DEED_REQUEUE, polite), KIOSK_OUTCOME_TOO_LATE);
    assert_int_equal(about(campus, KIOSK_DEED_REPRINT, polite), KIOSK_OUTCOME_TOO_LATE);
    assert_int_equal(about(campus, KIOSK_DEED_REPRINT, other), KIOSK_OUTCOME_DONE);
    assert_int_equal(facts_of(campus, other).number, 2); /* as it was */
}

static void test_check_out_then_rate(void **state)
{
    struct campus *campus = *state;
    struct km_name ticket = ticket_in(campus, "A");
    assert_int_equal(about(campus, KIOSK_DEED_CHECK_OUT, ticket), KIOSK_OUTCOME_TOO_LATE);
    assert_int_equal(about(campus, KIOSK_DEED_RATE, ticket), KIOSK_OUTCOME_TOO_LATE);
    assert_int_equal(about(campus, KIOSK_DEED_ADMIT, ticket), KIOSK_OUTCOME_DONE);
    assert_int_equal(about(campus, KIOSK_DEED_CHECK_OUT, ticket), KIOSK_OUTCOME_DONE);
    assert_true(facts_of(campus, ticket).left_at > facts_of(campus, ticket).admitted_at);
    assert_int_equal(about(campus, KIOSK_DEED_CHECK_OUT, ticket), KIOSK_OUTCOME_TOO_LATE);
    assert_int_equal(about(campus, KIOSK_DEED_RATE, ticket), KIOSK_OUTCOME_DONE);
    assert_int_equal(facts_of(campus, ticket).rating, 4);
    struct kiosk_moved moved;
    for (uint32_t stars = 0; stars <= 6; stars += 6) {
        struct kiosk_move move = {.deed = KIOSK_DEED_RATE, .ticket = ticket, .count = stars};
        assert_false(kiosk_keeper_move(
                keeper_of(campus), &move, campus->now, &moved, &transferred, campus_err));
    }
    assert_int_equal(facts_of(campus, ticket).rating, 4);
    campus_meet(campus, 0);
    assert_int_equal(campus_figures(campus, "A").inside.people, 0);
}

/* ---- admission by number ---- */

static bool read_how(const struct km_stored *stored, void *userdata)
{
    struct km_record *record = userdata;
    return km_record_decode(stored->bytes, stored->len, record, campus_err);
}

static void test_a_number_is_found_then_admitted(void **state)
{
    struct campus *campus = *state;
    struct kiosk_keeper *keeper = keeper_of(campus);
    struct km_scan scan;
    ticket_in(campus, "C");
    assert_true(kiosk_keeper_find(keeper, "c1-1", true, campus->now, &scan));
    assert_int_equal(scan.verdict, KM_VERDICT_NOT_CALLED);
    assert_int_equal(state_of(campus, scan.name), KM_TICKET_WAITING); /* finding is not admitting */
    struct kiosk_moved admitted =
            move_of(campus, (struct kiosk_move){.deed = KIOSK_DEED_ADMIT, .ticket = scan.name});
    assert_int_equal(admitted.outcome, KIOSK_OUTCOME_DONE);
    assert_int_equal(state_of(campus, scan.name), KM_TICKET_ADMITTED);
    struct km_record record = {0};
    struct km_name name = admitted.records[0];
    campus_good(keeper->ledger.journal->ops->range(
            keeper->ledger.journal, name.node, name.seq, name.seq, read_how, &record, campus_err));
    assert_int_equal(record.kind, KM_CHECK_IN);
    assert_int_equal(record.state, KM_BY_NUMBER);
    assert_int_equal(record.count, 2);
    assert_int_equal(about(campus, KIOSK_DEED_ADMIT, scan.name), KIOSK_OUTCOME_TOO_LATE);
    assert_int_equal(about(campus, KIOSK_DEED_ADMIT, nobody), KIOSK_OUTCOME_UNKNOWN);
}

/* Its issue is at another kiosk, out of reach: what its code said is enough for staff. */
static void test_admit_what_is_held_in_the_hand(void **state)
{
    struct campus *campus = *state;
    struct kiosk_keeper *keeper = keeper_of(campus);
    struct km_scan scan;
    struct kiosk_issued issued = campus_issue_in(campus, 1, "C");
    assert_true(kiosk_keeper_find(keeper, issued.qr.text, false, campus->now, &scan));
    assert_false(scan.known);
    assert_int_equal(about(campus, KIOSK_DEED_ADMIT, issued.name), KIOSK_OUTCOME_UNKNOWN);
    assert_int_equal(about(campus, KIOSK_DEED_CANCEL, issued.name), KIOSK_OUTCOME_UNKNOWN);
    keeper->held = scan.name;
    keeper->held_ticket = scan.ticket;
    assert_int_equal(about(campus, KIOSK_DEED_ADMIT, issued.name), KIOSK_OUTCOME_DONE);
    assert_int_equal(facts_of(campus, issued.name).party, 2);
    assert_int_equal(about(campus, KIOSK_DEED_ADMIT, issued.name), KIOSK_OUTCOME_TOO_LATE);
}

/* ---- transfer, seats ---- */

static enum kiosk_outcome transfer(struct campus *campus, struct km_name ticket, const char *code)
{
    struct kiosk_move move = {
            .deed = KIOSK_DEED_TRANSFER, .ticket = ticket, .zone = campus_zone(code)};
    return move_of(campus, move).outcome;
}

static void test_transfer_gives_a_new_ticket(void **state)
{
    struct campus *campus = *state;
    struct kiosk_keeper *keeper = keeper_of(campus);
    struct km_name old = ticket_in(campus, "A");
    assert_int_equal(transfer(campus, old, "A"), KIOSK_OUTCOME_SHUT);
    assert_int_equal(transfer(campus, old, "B"), KIOSK_OUTCOME_SHUT); /* has seats only */
    assert_int_equal(transfer(campus, nobody, "C"), KIOSK_OUTCOME_UNKNOWN);
    assert_int_equal(in_zone(campus, KIOSK_DEED_PAUSE, "C").outcome, KIOSK_OUTCOME_DONE);
    assert_int_equal(transfer(campus, old, "C"), KIOSK_OUTCOME_SHUT);
    assert_int_equal(in_zone(campus, KIOSK_DEED_OPEN, "C").outcome, KIOSK_OUTCOME_DONE);
    assert_int_equal(transfer(campus, old, "C"), KIOSK_OUTCOME_DONE);
    assert_string_equal(transferred.number, "C1-001");
    assert_true(kiosk_qr_readable(&transferred.qr, keeper->reader));
    assert_int_equal(state_of(campus, old), KM_TICKET_TRANSFERRED);
    assert_int_equal(state_of(campus, transferred.name), KM_TICKET_WAITING);
    struct km_scan scan;
    assert_true(kiosk_keeper_find(keeper, transferred.qr.text, false, campus->now, &scan));
    assert_true(km_name_equal(scan.name, transferred.name));
    assert_int_equal(transfer(campus, old, "C"), KIOSK_OUTCOME_TOO_LATE);
}

static void test_a_seat_stays_where_it_is(void **state)
{
    struct campus *campus = *state;
    struct kiosk_keeper *keeper = keeper_of(campus);
    struct km_issue_order order = {.zone = campus_zone("B"), .session = 9 * 60 + 30};
    keeper->want = (struct km_seats){CAMPUS_DAY, order.zone, order.session, 2};
    campus->station.seats = 2;
    campus_meet(campus, 0);
    struct kiosk_issued booked = campus_issue(campus, 0, order);
    assert_int_equal(booked.refusal, KM_ISSUE_OK);
    assert_int_equal(transfer(campus, booked.name, "A"), KIOSK_OUTCOME_SEAT);
    assert_int_equal(about(campus, KIOSK_DEED_REQUEUE, booked.name), KIOSK_OUTCOME_SEAT);
    struct kiosk_moved left =
            move_of(campus, (struct kiosk_move){.deed = KIOSK_DEED_CANCEL, .ticket = booked.name});
    assert_int_equal(left.outcome, KIOSK_OUTCOME_DONE);
    struct kiosk_move undo = {.deed = KIOSK_DEED_UNDO, .target = left.records[0]};
    assert_int_equal(move_of(campus, undo).outcome, KIOSK_OUTCOME_SEAT);
    assert_int_equal(campus_issue(campus, 0, order).refusal, KM_ISSUE_OK); /* free again */
}

/* ---- undo ---- */

static enum kiosk_outcome undo(struct campus *campus, struct km_name record)
{
    return move_of(campus, (struct kiosk_move){.deed = KIOSK_DEED_UNDO, .target = record}).outcome;
}

static void test_undo_takes_back_and_the_list_forgets(void **state)
{
    struct campus *campus = *state;
    struct km_deed deeds[8];
    struct km_name ticket = ticket_in(campus, "C");
    assert_int_equal(deeds_of(campus, "C", deeds, 8), 0);
    about(campus, KIOSK_DEED_CALL, ticket);
    about(campus, KIOSK_DEED_NO_SHOW, ticket);
    assert_int_equal(deeds_of(campus, "C", deeds, 8), 1); /* the call decides nothing any more */
    assert_int_equal(kiosk_deed_of(deeds[0].kind), KIOSK_DEED_NO_SHOW);
    assert_true(km_name_equal(deeds[0].ticket, ticket));
    assert_int_equal(undo(campus, deeds[0].record), KIOSK_OUTCOME_DONE);
    assert_int_equal(undo(campus, deeds[0].record), KIOSK_OUTCOME_TOO_LATE);
    assert_int_equal(state_of(campus, ticket), KM_TICKET_CALLED);
    assert_int_equal(deeds_of(campus, "C", deeds, 8), 1); /* now it does again */
    assert_int_equal(kiosk_deed_of(deeds[0].kind), KIOSK_DEED_CALL);
    assert_int_equal(deeds_of(campus, "A", deeds, 8), 0);
    assert_int_equal(deeds_of(campus, NULL, deeds, 8), 1);
    assert_int_equal(undo(campus, deeds[0].record), KIOSK_OUTCOME_DONE);
    assert_int_equal(state_of(campus, ticket), KM_TICKET_WAITING);
    assert_int_equal(deeds_of(campus, "C", deeds, 8), 0);
    assert_int_equal(undo(campus, ticket), KIOSK_OUTCOME_TOO_LATE); /* given by mistake: cancel */
    assert_int_equal(undo(campus, (struct km_name){7, 7}), KIOSK_OUTCOME_UNKNOWN);
}

static void test_undo_an_admission_and_a_transfer(void **state)
{
    struct campus *campus = *state;
    struct km_deed deeds[8];
    struct km_name ticket = ticket_in(campus, "A");
    struct kiosk_move admit = {.deed = KIOSK_DEED_ADMIT, .ticket = ticket};
    struct kiosk_moved admitted = move_of(campus, admit);
    assert_int_equal(undo(campus, admitted.records[0]), KIOSK_OUTCOME_DONE);
    assert_int_equal(state_of(campus, ticket), KM_TICKET_WAITING);
    assert_int_equal(transfer(campus, ticket, "C"), KIOSK_OUTCOME_DONE);
    struct km_name moved = transferred.name;
    assert_int_equal(deeds_of(campus, "A", deeds, 8), 1); /* in the zone where it was done */
    assert_true(km_name_equal(deeds[0].ticket, ticket));
    assert_int_equal(about(campus, KIOSK_DEED_ADMIT, moved), KIOSK_OUTCOME_DONE);
    assert_int_equal(undo(campus, moved), KIOSK_OUTCOME_TOO_LATE); /* they are inside there */
    assert_int_equal(deeds_of(campus, NULL, deeds, 8), 1);
    assert_int_equal(undo(campus, deeds[0].record), KIOSK_OUTCOME_DONE);
    assert_int_equal(undo(campus, moved), KIOSK_OUTCOME_DONE);
    assert_int_equal(state_of(campus, moved), KM_TICKET_VOID);
    assert_int_equal(state_of(campus, ticket), KM_TICKET_WAITING);
}

/* ---- zones ---- */

static void test_zone(void **state)
{
    struct campus *campus = *state;
    struct km_deed deeds[8];
    struct kiosk_move pause = {
            .deed = KIOSK_DEED_PAUSE, .zone = campus_zone("A"), .reason = KIOSK_REASON_BREAK};
    assert_int_equal(move_of(campus, pause).outcome, KIOSK_OUTCOME_DONE);
    struct km_issue_order order = {.zone = pause.zone, .session = KM_NO_SESSION, .people = {1}};
    assert_int_equal(campus_issue(campus, 0, order).refusal, KM_ISSUE_NOT_OPEN);
    assert_int_equal(in_zone(campus, KIOSK_DEED_OPEN, "A").outcome, KIOSK_OUTCOME_DONE);
    assert_int_equal(campus_issue(campus, 0, order).refusal, KM_ISSUE_OK);
    struct kiosk_move places = {.deed = KIOSK_DEED_CAPACITY, .zone = campus_zone("A"), .count = 25};
    assert_int_equal(move_of(campus, places).outcome, KIOSK_OUTCOME_DONE);
    struct kiosk_move heads = {.deed = KIOSK_DEED_HEAD_COUNT,
            .zone = campus_zone("A"),
            .count = 17,
            .reason = KIOSK_REASON_COUNTED};
    assert_int_equal(move_of(campus, heads).outcome, KIOSK_OUTCOME_DONE);
    campus_meet(campus, 0);
    assert_int_equal(campus_figures(campus, "A").capacity, 25);
    assert_int_equal(campus_figures(campus, "A").inside.people, 17);
    assert_int_equal(deeds_of(campus, "A", deeds, 8), 1);
    assert_int_equal(kiosk_deed_of(deeds[0].kind), KIOSK_DEED_HEAD_COUNT);
    assert_int_equal(deeds[0].count, 17);
    assert_int_equal(undo(campus, deeds[0].record), KIOSK_OUTCOME_DONE);
    assert_int_equal(in_zone(campus, KIOSK_DEED_CLOSE, "A").outcome, KIOSK_OUTCOME_DONE);
    assert_int_equal(campus_issue(campus, 0, order).refusal, KM_ISSUE_NOT_OPEN);
    assert_int_equal(in_zone(campus, KIOSK_DEED_PAUSE, "ZZ").outcome, KIOSK_OUTCOME_UNKNOWN);
    struct kiosk_moved moved = {.count = 77};
    const uint32_t wrong[] = {0, KM_CAPACITY_MAX + 1};
    for (int i = 0; i < 2; i++) {
        places.count = wrong[i];
        assert_false(kiosk_keeper_move(
                keeper_of(campus), &places, campus->now, &moved, &transferred, campus_err));
    }
    heads.count = KM_COUNT_MAX + 1;
    assert_false(kiosk_keeper_move(
            keeper_of(campus), &heads, campus->now, &moved, &transferred, campus_err));
    assert_int_equal(moved.count, 77); /* untouched */
}

/* ---- the disk, a restart, a stop ---- */

static struct km_journal_ops dead;
static void (*roll_back)(struct km_journal *journal);

static bool fail_commit(struct km_journal *journal, char *err)
{
    roll_back(journal);
    snprintf(err, KM_ERR_MAX, "the disk is gone");
    return false;
}

static void test_a_dead_disk_moves_nothing(void **state)
{
    struct campus *campus = *state;
    struct kiosk_keeper *keeper = keeper_of(campus);
    struct km_journal *journal = keeper->ledger.journal;
    const struct km_journal_ops *alive = journal->ops;
    struct km_name first = ticket_in(campus, "C"), second = ticket_in(campus, "C");
    const struct kiosk_move moves[] = {
            {.deed = KIOSK_DEED_CALL_BATCH, .zone = campus_zone("C")},
            {.deed = KIOSK_DEED_ADMIT, .ticket = first},
            {.deed = KIOSK_DEED_CANCEL, .ticket = second},
            {.deed = KIOSK_DEED_TRANSFER, .ticket = second, .zone = campus_zone("A")},
    };
    struct kiosk_moved moved = {.count = 77};
    dead = *alive;
    dead.commit = fail_commit;
    roll_back = alive->rollback;
    journal->ops = &dead;
    for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
        assert_false(kiosk_keeper_move(
                keeper, &moves[i], campus->now, &moved, &transferred, campus_err));
        assert_string_equal(campus_err, "the disk is gone");
        assert_int_equal(moved.count, 77);
        assert_int_equal(state_of(campus, first), KM_TICKET_WAITING);
        assert_int_equal(state_of(campus, second), KM_TICKET_WAITING);
    }
    assert_int_equal(kiosk_keeper_unsent(keeper), 2);
    journal->ops = alive;
    assert_int_equal(in_zone(campus, KIOSK_DEED_CALL_BATCH, "C").count, 2);
}

static void test_a_restart_keeps_the_list(void **state)
{
    struct campus *campus = *state;
    struct km_journal *journal = NULL;
    struct kiosk_keeper *keeper = keeper_of(campus);
    char folder[] = "/tmp/kaimen-move-XXXXXX", path[sizeof folder + 12];
    struct km_deed deeds[8];
    struct km_name called[2];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/journal.db", folder);
    kiosk_keeper_close(keeper);
    campus_good(km_journal_open_sqlite(path, &journal, campus_err));
    campus_good(kiosk_keeper_open(keeper, journal, &campus->identity[0], campus->now, campus_err));
    campus_meet(campus, 0);
    for (int i = 0; i < 2; i++) {
        called[i] = ticket_in(campus, "C");
        about(campus, KIOSK_DEED_CALL, called[i]);
    }
    assert_int_equal(deeds_of(campus, NULL, deeds, 8), 2);
    undo(campus, deeds[0].record);
    kiosk_keeper_close(keeper);
    campus_good(km_journal_open_sqlite(path, &journal, campus_err));
    campus->now.utc = campus->station.now;
    campus_good(kiosk_keeper_open(keeper, journal, &campus->identity[0], campus->now, campus_err));
    assert_int_equal(deeds_of(campus, NULL, deeds, 8), 1);
    assert_true(km_name_equal(deeds[0].ticket, called[0]));
    kiosk_keeper_close(keeper);
    assert_int_equal(remove(path), 0);
    assert_int_equal(rmdir(folder), 0);
    campus_open_kiosk(campus, 0); /* to be closed by the tear-down */
}

static void test_a_stopped_kiosk_moves_nothing(void **state)
{
    struct campus *campus = *state;
    struct kiosk_moved moved;
    struct kiosk_move move = {.deed = KIOSK_DEED_CALL, .zone = campus_zone("C")};
    ticket_in(campus, "C");
    keeper_of(campus)->stop = KIOSK_STOP_REVOKED;
    assert_false(kiosk_keeper_move(
            keeper_of(campus), &move, campus->now, &moved, &transferred, campus_err));
    assert_non_null(strstr(campus_err, "revoked"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, campus_open, campus_close)
            T(test_call_one_after_the_other),
            T(test_call_a_batch),
            T(test_recall_no_show_and_back),
            T(test_let_others_go_first_and_leave),
            T(test_check_out_then_rate),
            T(test_a_number_is_found_then_admitted),
            T(test_admit_what_is_held_in_the_hand),
            T(test_transfer_gives_a_new_ticket),
            T(test_a_seat_stays_where_it_is),
            T(test_undo_takes_back_and_the_list_forgets),
            T(test_undo_an_admission_and_a_transfer),
            T(test_zone),
            T(test_a_dead_disk_moves_nothing),
            T(test_a_restart_keeps_the_list),
            T(test_a_stopped_kiosk_moves_nothing),
    };
    if (sodium_init() < 0)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
