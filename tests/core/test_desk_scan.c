/* Whom a desk lets in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/core/desk_world.h"

#include <string.h>

static struct km_name write_about(
        struct campus *campus, int node, enum km_kind kind, struct km_name ticket)
{
    return campus_write(campus, node, km_desk_about(&campus->desk[node], kind, ticket));
}

static struct km_name check_in(struct campus *campus, int node, const struct km_scan *scan)
{
    assert_int_equal(scan->verdict, KM_VERDICT_ADMIT);
    return campus_write(campus, node, km_desk_check_in(&campus->desk[node], scan, KM_BY_TOKEN));
}

/* A ticket in somebody's hand whose issue has not come here. */
static struct km_ticket unheard_of(int kiosk, uint32_t seq, km_zone zone)
{
    return (struct km_ticket){.kiosk = (uint16_t)kiosk,
            .seq = seq,
            .zone = zone,
            .day = CAMPUS_DAY,
            .session = KM_NO_SESSION,
            .party = 3};
}

static void test_admitted_once(void **state)
{
    struct campus *campus = *state;
    char url[CAMPUS_URL];
    struct km_name ticket = campus_issue(campus, FIRST, ZONE_A, KM_LANE_NORMAL, 3);
    campus_url(campus, FIRST, ticket, url);
    struct km_scan scan = campus_scan(campus, FIRST, url, ZONE_A);
    assert_true(scan.proven && scan.known);
    assert_int_equal(scan.ticket.party, 3);
    assert_true(km_name_equal(scan.name, ticket));
    int64_t at = campus->now;
    struct km_name admission = check_in(campus, FIRST, &scan);
    scan = campus_scan(campus, SECOND, url, ZONE_A);
    assert_int_equal(scan.verdict, KM_VERDICT_ALREADY);
    assert_int_equal(scan.facts.admitted_at, at);
    assert_true(km_name_equal(scan.facts.admitted_by, admission));
    /* held out in a zone it is not for, that it was used is the more useful news */
    assert_int_equal(campus_scan(campus, SECOND, url, ZONE_C).verdict, KM_VERDICT_ALREADY);
}

static void test_admitted_before_its_issue_comes(void **state)
{
    struct campus *campus = *state;
    char url[CAMPUS_URL];
    struct km_issue_order order = campus_order(ZONE_A, 3);
    struct km_record issue;
    assert_int_equal(km_desk_issue(&campus->desk[SECOND], &order, &issue), KM_ISSUE_OK);
    struct km_name ticket = campus_name(campus, SECOND);
    struct km_ticket token = km_desk_ticket(&campus->desk[SECOND], ticket, &issue, 0);
    campus_sign(campus, SECOND, &token, url);
    struct km_scan scan = campus_scan(campus, FIRST, url, ZONE_A);
    assert_false(scan.known);
    check_in(campus, FIRST, &scan);
    assert_int_equal(campus_scan(campus, FIRST, url, ZONE_A).verdict, KM_VERDICT_ALREADY);
    struct km_desk_zone view;
    assert_true(km_desk_zone(&campus->desk[FIRST], ZONE_A, 0, &view));
    assert_int_equal(view.figures.admitted.people, 3);
    campus_take(campus, ticket, &issue);
    assert_true(km_desk_zone(&campus->desk[FIRST], ZONE_A, 0, &view));
    assert_int_equal(view.figures.admitted.people, 3);
    assert_int_equal(view.figures.waiting.people, 0);
    assert_int_equal(campus_scan(campus, FIRST, url, ZONE_A).verdict, KM_VERDICT_ALREADY);
}

static void test_called_where_the_zone_calls(void **state)
{
    struct campus *campus = *state;
    char url[CAMPUS_URL];
    campus_issue(campus, SECOND, ZONE_C, KM_LANE_NORMAL, 5);
    struct km_name ticket = campus_issue(campus, FIRST, ZONE_C, KM_LANE_NORMAL, 2);
    campus_url(campus, FIRST, ticket, url);
    struct km_scan scan = campus_scan(campus, FIRST, url, ZONE_C);
    assert_int_equal(scan.verdict, KM_VERDICT_NOT_CALLED);
    assert_int_equal(scan.ahead.parties, 1);
    assert_int_equal(scan.ahead.people, 5);
    struct km_name call = write_about(campus, STATION, KM_CALL, ticket);
    assert_int_equal(campus_scan(campus, FIRST, url, ZONE_C).verdict, KM_VERDICT_ADMIT);
    write_about(campus, STATION, KM_NO_SHOW, ticket);
    assert_int_equal(campus_scan(campus, FIRST, url, ZONE_C).verdict, KM_VERDICT_NO_SHOW);
    write_about(campus, STATION, KM_REQUEUE, ticket);
    assert_int_equal(campus_scan(campus, FIRST, url, ZONE_C).verdict, KM_VERDICT_NOT_CALLED);
    write_about(campus, STATION, KM_CALL, ticket);
    scan = campus_scan(campus, FIRST, url, ZONE_C);
    check_in(campus, FIRST, &scan);
    assert_false(km_name_is_none(call));
}

static void test_unheard_of_in_a_zone_that_calls(void **state)
{
    struct campus *campus = *state;
    char url[CAMPUS_URL];
    struct km_ticket ticket = unheard_of(SECOND, 77, ZONE_C);
    struct km_name name = {campus->keys[SECOND].node, 77};
    campus_sign(campus, SECOND, &ticket, url);
    assert_int_equal(campus_scan(campus, FIRST, url, ZONE_C).verdict, KM_VERDICT_NOT_CALLED);
    write_about(campus, STATION, KM_CALL, name); /* the call came faster than the issue */
    assert_int_equal(campus_scan(campus, FIRST, url, ZONE_C).verdict, KM_VERDICT_ADMIT);
    write_about(campus, STATION, KM_NO_SHOW, name);
    assert_int_equal(campus_scan(campus, FIRST, url, ZONE_C).verdict, KM_VERDICT_NO_SHOW);
}

static void test_unheard_of_but_cancelled_or_transferred(void **state)
{
    struct campus *campus = *state;
    char cancelled[CAMPUS_URL], moved[CAMPUS_URL];
    struct km_ticket ticket = unheard_of(SECOND, 77, ZONE_A);
    campus_sign(campus, SECOND, &ticket, cancelled);
    ticket.seq = 78;
    campus_sign(campus, SECOND, &ticket, moved);
    assert_int_equal(campus_scan(campus, FIRST, cancelled, ZONE_A).verdict, KM_VERDICT_ADMIT);
    write_about(campus, STATION, KM_CANCEL, (struct km_name){campus->keys[SECOND].node, 77});
    assert_int_equal(campus_scan(campus, FIRST, cancelled, ZONE_A).verdict, KM_VERDICT_CANCELLED);
    struct km_record transfer = km_record_of(KM_TRANSFER, campus->now, CAMPUS_DAY);
    transfer.zone = ZONE_C;
    transfer.people[0] = 3;
    transfer.number = 1;
    transfer.ticket = (struct km_name){campus->keys[SECOND].node, 78};
    campus_write(campus, STATION, transfer);
    assert_int_equal(campus_scan(campus, FIRST, moved, ZONE_A).verdict, KM_VERDICT_TRANSFERRED);
}

static void test_cancelled_and_undone(void **state)
{
    struct campus *campus = *state;
    char url[CAMPUS_URL];
    struct km_name ticket = campus_issue(campus, FIRST, ZONE_A, KM_LANE_NORMAL, 2);
    campus_url(campus, FIRST, ticket, url);
    struct km_record undo = km_record_of(KM_UNDO, campus->now, CAMPUS_DAY);
    undo.target = write_about(campus, FIRST, KM_CANCEL, ticket);
    assert_int_equal(campus_scan(campus, FIRST, url, ZONE_A).verdict, KM_VERDICT_CANCELLED);
    assert_int_equal(campus_scan(campus, FIRST, url, ZONE_C).verdict, KM_VERDICT_CANCELLED);
    campus_write(campus, FIRST, undo);
    struct km_scan scan = campus_scan(campus, FIRST, url, ZONE_A);
    undo.target = check_in(campus, FIRST, &scan);
    undo.time = campus->now;
    campus_write(campus, STATION, undo); /* the wrong family went in */
    assert_int_equal(campus_scan(campus, FIRST, url, ZONE_A).verdict, KM_VERDICT_ADMIT);
}

static void test_transferred(void **state)
{
    struct campus *campus = *state;
    char old_url[CAMPUS_URL], new_url[CAMPUS_URL];
    struct km_record record;
    struct km_name old = campus_issue(campus, FIRST, ZONE_C, KM_LANE_NORMAL, 2);
    campus_url(campus, FIRST, old, old_url);
    assert_int_equal(km_desk_transfer(&campus->desk[SECOND], old, ZONE_A, &record), KM_ISSUE_OK);
    struct km_name winner = campus_write(campus, SECOND, record);
    campus_url(campus, SECOND, winner, new_url);
    /* also where the new one is for: sending them back to the old zone would be wrong */
    struct km_scan scan = campus_scan(campus, FIRST, old_url, ZONE_A);
    assert_int_equal(scan.verdict, KM_VERDICT_TRANSFERRED);
    assert_true(km_name_equal(scan.facts.winner, winner));
    /* a second transfer, written elsewhere without knowing of the first, does not stand */
    record.time = campus->now;
    struct km_name loser = campus_write(campus, STATION, record);
    char void_url[CAMPUS_URL];
    campus_url(campus, STATION, loser, void_url);
    scan = campus_scan(campus, FIRST, void_url, ZONE_A);
    assert_int_equal(scan.verdict, KM_VERDICT_TRANSFERRED);
    assert_true(km_name_equal(scan.facts.winner, winner));
    scan = campus_scan(campus, FIRST, new_url, ZONE_A);
    check_in(campus, FIRST, &scan);
}

static void test_wrong_zone(void **state)
{
    struct campus *campus = *state;
    char url[CAMPUS_URL];
    struct km_name ticket = campus_issue(campus, FIRST, ZONE_A, KM_LANE_NORMAL, 2);
    campus_url(campus, FIRST, ticket, url);
    struct km_scan scan = campus_scan(campus, FIRST, url, ZONE_C);
    assert_int_equal(scan.verdict, KM_VERDICT_WRONG_ZONE);
    assert_int_equal(scan.ticket.zone, ZONE_A);
    assert_true(scan.proven);
    assert_int_equal(campus_scan(campus, FIRST, url, KM_ZONE_NONE).verdict, KM_VERDICT_ADMIT);
    /* unproven, its zone is nobody's word */
    struct km_ticket claim = unheard_of(FIRST, 9, ZONE_A);
    campus_sign(campus, SECOND, &claim, url);
    scan = campus_scan(campus, FIRST, url, ZONE_C);
    assert_int_equal(scan.verdict, KM_VERDICT_FORGED);
    assert_false(scan.proven);
}

static void test_wrong_day_and_rehearsal(void **state)
{
    struct campus *campus = *state;
    char url[CAMPUS_URL];
    struct km_name ticket = campus_issue(campus, FIRST, ZONE_A, KM_LANE_NORMAL, 2);
    campus_url(campus, FIRST, ticket, url);
    campus_at(campus, CAMPUS_DAY | KM_DAY_REHEARSAL, 600);
    assert_int_equal(campus_scan(campus, FIRST, url, ZONE_A).verdict, KM_VERDICT_WRONG_DAY);
    ticket = campus_issue(campus, FIRST, ZONE_A, KM_LANE_NORMAL, 2);
    campus_url(campus, FIRST, ticket, url);
    assert_int_equal(campus_scan(campus, FIRST, url, ZONE_A).verdict, KM_VERDICT_ADMIT);
    campus_at(campus, CAMPUS_DAY, 600);
    struct km_scan scan = campus_scan(campus, FIRST, url, ZONE_A);
    assert_int_equal(scan.verdict, KM_VERDICT_WRONG_DAY);
    assert_int_equal(scan.ticket.day, CAMPUS_DAY | KM_DAY_REHEARSAL);
    assert_true(scan.proven);
}

static void test_unknown_issuer(void **state)
{
    struct campus *campus = *state;
    char url[CAMPUS_URL];
    struct km_ticket ticket = unheard_of(9, 1, ZONE_A); /* kiosk 9 was enrolled a minute ago */
    campus_sign(campus, SECOND, &ticket, url);
    struct km_scan scan = campus_scan(campus, FIRST, url, ZONE_A);
    assert_int_equal(scan.verdict, KM_VERDICT_UNKNOWN_ISSUER);
    assert_false(scan.proven);
    assert_true(km_name_is_none(scan.name));
    ticket.day--; /* staff need not be asked about yesterday's */
    campus_sign(campus, SECOND, &ticket, url);
    assert_int_equal(campus_scan(campus, FIRST, url, ZONE_A).verdict, KM_VERDICT_WRONG_DAY);
}

static void test_revoked(void **state)
{
    struct campus *campus = *state;
    char before[CAMPUS_URL], after[CAMPUS_URL], unheard[CAMPUS_URL], altered[CAMPUS_URL];
    struct km_name held = campus_issue(campus, SECOND, ZONE_A, KM_LANE_NORMAL, 2);
    struct km_name cut = campus_issue(campus, SECOND, ZONE_A, KM_LANE_NORMAL, 2);
    campus_url(campus, SECOND, held, before);
    campus_url(campus, SECOND, cut, after);
    struct km_ticket ticket = unheard_of(SECOND, cut.seq - 1, ZONE_A);
    ticket.seq = held.seq;
    ticket.party = 200; /* signed with the stolen key over a number that is real */
    campus_sign(campus, SECOND, &ticket, altered);
    campus_revoke(campus, SECOND, cut.seq);
    assert_int_equal(campus_scan(campus, FIRST, before, ZONE_A).verdict, KM_VERDICT_ADMIT);
    assert_int_equal(campus_scan(campus, FIRST, after, ZONE_A).verdict, KM_VERDICT_REVOKED);
    struct km_scan scan = campus_scan(campus, FIRST, altered, ZONE_A);
    assert_int_equal(scan.verdict, KM_VERDICT_FORGED);
    assert_false(scan.proven);
    campus_revoke(campus, FIRST, 1000); /* from before the cut, but its issue is not held here */
    ticket = unheard_of(FIRST, 500, ZONE_A);
    campus_sign(campus, FIRST, &ticket, unheard);
    assert_int_equal(campus_scan(campus, SECOND, unheard, ZONE_A).verdict, KM_VERDICT_REVOKED);
}

static void test_seq_of_another_record(void **state)
{
    struct campus *campus = *state;
    char url[CAMPUS_URL];
    struct km_name ticket = campus_issue(campus, FIRST, ZONE_A, KM_LANE_NORMAL, 2);
    struct km_name call = write_about(campus, FIRST, KM_CALL, ticket);
    struct km_ticket claim = unheard_of(FIRST, call.seq, ZONE_A);
    campus_sign(campus, FIRST, &claim, url);
    assert_int_equal(campus_scan(campus, SECOND, url, ZONE_A).verdict, KM_VERDICT_FORGED);
}

/* Every character of the token, turned into every other: never admitted, never proven. */
static void test_altered_anywhere(void **state)
{
    struct campus *campus = *state;
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    char url[CAMPUS_URL];
    struct km_name ticket = campus_issue(campus, FIRST, ZONE_A, KM_LANE_NORMAL, 2);
    campus_url(campus, FIRST, ticket, url);
    size_t len = strlen(url);
    for (size_t i = len - KM_TOKEN_CHARS; i < len; i++) {
        char kept = url[i];
        for (size_t k = i % 4; k < 32; k += 4) { /* a quarter of them: signatures take their time */
            url[i] = letters[k];
            if (url[i] == kept) {
                continue;
            }
            struct km_scan scan = campus_scan(campus, SECOND, url, ZONE_A);
            assert_int_not_equal(scan.verdict, KM_VERDICT_ADMIT);
            assert_false(scan.proven);
        }
        url[i] = kept;
    }
    assert_int_equal(campus_scan(campus, SECOND, url, ZONE_A).verdict, KM_VERDICT_ADMIT);
}

static void test_unreadable(void **state)
{
    struct campus *campus = *state;
    char url[CAMPUS_URL], lower[CAMPUS_URL];
    static char endless[KM_SCAN_TEXT_MAX + KM_TOKEN_CHARS + 4];
    struct km_name ticket = campus_issue(campus, FIRST, ZONE_A, KM_LANE_NORMAL, 2);
    campus_url(campus, FIRST, ticket, url);
    struct km_scan scan = campus_scan(campus, FIRST, "https://example.org/", ZONE_A);
    assert_int_equal(scan.verdict, KM_VERDICT_FOREIGN);
    assert_int_equal(campus_scan(campus, FIRST, "", ZONE_A).verdict, KM_VERDICT_FOREIGN);
    memset(endless, 'A', sizeof endless - 1);
    memcpy(endless + KM_SCAN_TEXT_MAX, "/T/", 3);
    assert_int_equal(campus_scan(campus, FIRST, endless, ZONE_A).verdict, KM_VERDICT_FOREIGN);
    for (size_t i = 0; i <= strlen(url); i++) {
        lower[i] = url[i] >= 'A' && url[i] <= 'Z' ? (char)(url[i] + 32) : url[i];
    }
    assert_int_equal(campus_scan(campus, FIRST, lower, ZONE_A).verdict, KM_VERDICT_ADMIT);
    url[strlen(url) - 1] = '\0';
    scan = campus_scan(campus, FIRST, url, ZONE_A);
    assert_int_equal(scan.verdict, KM_VERDICT_DAMAGED);
    assert_int_equal(scan.token_error, KM_TOKEN_BAD_LENGTH);
    assert_int_equal(scan.ticket.seq, 0);
}

static void test_by_number(void **state)
{
    struct campus *campus = *state;
    struct km_scan scan = {.verdict = KM_VERDICT_END};
    campus_issue(campus, SECOND, ZONE_A, KM_LANE_NORMAL, 2);
    struct km_name ticket = campus_issue(campus, SECOND, ZONE_A, KM_LANE_NORMAL, 4);
    struct km_desk *desk = &campus->desk[FIRST];
    assert_false(km_desk_number(desk, "A2-003", ZONE_A, &scan));
    assert_false(km_desk_number(desk, "A7-001", ZONE_A, &scan));
    assert_false(km_desk_number(desk, "hello", ZONE_A, &scan));
    assert_int_equal(scan.verdict, KM_VERDICT_END); /* untouched */
    assert_true(km_desk_number(desk, "a2-2", ZONE_C, &scan));
    assert_int_equal(scan.verdict, KM_VERDICT_WRONG_ZONE);
    assert_true(km_desk_number(desk, "a2-2", ZONE_A, &scan));
    assert_int_equal(scan.verdict, KM_VERDICT_ADMIT);
    assert_true(km_name_equal(scan.name, ticket));
    assert_int_equal(scan.ticket.party, 4);
    struct km_record record = km_desk_check_in(desk, &scan, KM_BY_NUMBER);
    assert_int_equal(record.state, KM_BY_NUMBER);
    campus_write(campus, FIRST, record);
    assert_true(km_desk_number(desk, "A2-002", ZONE_A, &scan));
    assert_int_equal(scan.verdict, KM_VERDICT_ALREADY);
    campus_revoke(campus, SECOND, 1);
    assert_false(km_desk_number(desk, "A2-001", ZONE_A, &scan));
}

/* The same visitor, zone after zone: one visitor, two visits, in one place at a time. */
static void test_visitor_in_one_place(void **state)
{
    struct campus *campus = *state;
    char url[CAMPUS_URL];
    struct km_record record;
    struct km_name first = campus_issue(campus, FIRST, ZONE_A, KM_LANE_NORMAL, 2);
    campus_url(campus, FIRST, first, url);
    struct km_scan scan = campus_scan(campus, FIRST, url, ZONE_A);
    check_in(campus, FIRST, &scan);
    struct km_issue_order order = campus_order(ZONE_C, 2);
    order.visitor = scan.name;
    assert_int_equal(km_desk_issue(&campus->desk[SECOND], &order, &record), KM_ISSUE_OK);
    struct km_name second = campus_write(campus, SECOND, record);
    write_about(campus, STATION, KM_CALL, second);
    campus_url(campus, SECOND, second, url);
    scan = campus_scan(campus, SECOND, url, ZONE_C);
    assert_true(km_name_equal(scan.facts.visitor, first));
    check_in(campus, SECOND, &scan);
    const struct km_day *day = km_fold_day(campus->fold, CAMPUS_DAY);
    assert_int_equal(day->visitors.parties, 1);
    assert_int_equal(km_queue_zone(day, ZONE_A).inside.people, 0);
    assert_int_equal(km_queue_zone(day, ZONE_C).inside.people, 2);
    assert_int_equal(km_queue_zone(day, ZONE_A).admitted.people, 2);
}

static void test_every_verdict_has_its_name(void **state)
{
    (void)state;
    for (enum km_verdict v = 0; v < KM_VERDICT_END; v++) {
        assert_non_null(km_verdict_name(v));
        for (enum km_verdict other = 0; other < v; other++) {
            assert_string_not_equal(km_verdict_name(v), km_verdict_name(other));
        }
    }
    assert_string_equal(km_verdict_name(KM_VERDICT_END), "unknown");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, campus_open, campus_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
            TEST(test_admitted_once),
            TEST(test_admitted_before_its_issue_comes),
            TEST(test_called_where_the_zone_calls),
            TEST(test_unheard_of_in_a_zone_that_calls),
            TEST(test_unheard_of_but_cancelled_or_transferred),
            TEST(test_cancelled_and_undone),
            TEST(test_transferred),
            TEST(test_wrong_zone),
            TEST(test_wrong_day_and_rehearsal),
            TEST(test_unknown_issuer),
            TEST(test_revoked),
            TEST(test_seq_of_another_record),
            TEST(test_altered_anywhere),
            TEST(test_unreadable),
            TEST(test_by_number),
            TEST(test_visitor_in_one_place),
            cmocka_unit_test(test_every_verdict_has_its_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
