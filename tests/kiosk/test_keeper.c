/* The keeper with a journal in memory and a fake station: tickets, admissions, seats, alone and
 * together again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kiosk/view.h"
#include "tests/kiosk/campus.h"

/* ---- tickets and admissions ---- */

static void test_ticket(void **state)
{
    struct campus *campus = *state;
    struct kiosk_issued issued = campus_issue_in(campus, 0, "A");
    assert_int_equal(issued.refusal, KM_ISSUE_OK);
    assert_string_equal(issued.number, "A1-001");
    assert_int_equal(issued.ahead.people, 0);
    assert_true(kiosk_qr_readable(&issued.qr, campus->kiosk[0].reader));
    assert_memory_equal(issued.qr.text, FAKE_URL "/T/", strlen(FAKE_URL) + 3);
    struct kiosk_issued second = campus_issue_in(campus, 0, "A");
    assert_string_equal(second.number, "A1-002");
    assert_int_equal(second.ahead.people, 2);
    assert_int_equal(kiosk_keeper_unsent(&campus->kiosk[0]), 2);
    assert_int_equal(campus_figures(campus, "A").waiting.parties, 0);
    campus_meet(campus, 0);
    assert_int_equal(kiosk_keeper_unsent(&campus->kiosk[0]), 0);
    assert_int_equal(campus_figures(campus, "A").waiting.parties, 2);
}

static void test_many_codes_are_readable(void **state)
{
    struct campus *campus = *state;
    for (int i = 0; i < 60; i++) { /* about one in fifty needs its spare byte */
        struct kiosk_issued issued = campus_issue_in(campus, 0, "A");
        assert_true(kiosk_qr_readable(&issued.qr, campus->kiosk[0].reader));
    }
}

static void test_refusal_writes_nothing(void **state)
{
    struct campus *campus = *state;
    struct kiosk_issued issued = campus_issue_in(campus, 0, "ZZ");
    assert_int_equal(issued.refusal, KM_ISSUE_NO_ZONE);
    assert_int_equal(kiosk_keeper_unsent(&campus->kiosk[0]), 0);
}

static void test_admission(void **state)
{
    struct campus *campus = *state;
    struct kiosk_issued issued = campus_issue_in(campus, 0, "A");
    campus->now.steady += 180000; /* nobody told the second kiosk of this ticket yet */
    campus->station.now += 180000;
    struct kiosk_scanned first = campus_scan(campus, 1, issued.qr.text);
    assert_int_equal(first.scan.verdict, KM_VERDICT_ADMIT);
    assert_false(km_name_is_none(first.check_in));
    struct kiosk_scanned again = campus_scan(campus, 1, issued.qr.text);
    assert_int_equal(again.scan.verdict, KM_VERDICT_ALREADY);
    assert_true(km_name_is_none(again.check_in));
    campus_meet(campus, 1);
    campus_meet(campus, 0);
    campus_meet(campus, 1);
    assert_int_equal(campus_figures(campus, "A").admitted.people, 2);
    assert_int_equal(campus_figures(campus, "A").waiting.people, 0);
    /* The first kiosk knows it too, and says where it was. */
    struct kiosk_scanned elsewhere = campus_scan(campus, 0, issued.qr.text);
    struct kiosk_verdict_shown *shown =
            kiosk_verdict_shown_new(&campus->kiosk[0], &elsewhere, campus->now);
    assert_int_equal(shown->view.verdict, KIOSK_VERDICT_USED);
    assert_string_equal(shown->view.where.zh, "Door");
    assert_int_equal(shown->view.when.hour, 9);
    assert_int_equal(shown->view.when.minute, 18);
    assert_string_equal(shown->view.number, "A1-001");
    kiosk_verdict_shown_free(shown);
}

static void test_undo(void **state)
{
    struct campus *campus = *state;
    struct kiosk_issued issued = campus_issue_in(campus, 0, "A");
    struct kiosk_scanned first = campus_scan(campus, 0, issued.qr.text);
    campus_good(kiosk_keeper_undo(&campus->kiosk[0], first.check_in, campus->now, campus_err));
    assert_int_equal(campus_scan(campus, 0, issued.qr.text).scan.verdict, KM_VERDICT_ADMIT);
    campus_meet(campus, 0);
    assert_int_equal(campus_figures(campus, "A").admitted.parties, 1);
}

static void test_typed_number_only_finds(void **state)
{
    struct campus *campus = *state;
    struct kiosk_keeper *keeper = &campus->kiosk[0];
    struct km_scan scan;
    struct kiosk_issued issued = campus_issue_in(campus, 0, "A");
    keeper->zone = campus_zone("C"); /* found wherever it belongs */
    assert_true(kiosk_keeper_find(keeper, "a1 1", true, campus->now, &scan));
    assert_int_equal(scan.verdict, KM_VERDICT_ADMIT);
    assert_true(km_name_equal(scan.name, issued.name));
    assert_true(kiosk_keeper_find(keeper, issued.qr.text, false, campus->now, &scan));
    assert_true(km_name_equal(scan.name, issued.name));
    assert_false(kiosk_keeper_find(keeper, "A1-77", true, campus->now, &scan));
    assert_int_equal(kiosk_keeper_unsent(keeper), 1); /* nobody was let in */
}

/* A hand scanner's text may be read in two ways, one a line; the signature says which is right. */
static void test_readings_of_one_code(void **state)
{
    struct campus *campus = *state;
    struct kiosk_issued issued = campus_issue_in(campus, 0, "A");
    const char *token = &issued.qr.text[strlen(issued.qr.text) - KM_TOKEN_CHARS];
    char swapped[KM_TOKEN_CHARS + 1];
    char text[KM_SCAN_TEXT_MAX + 1];
    struct km_scan scan;
    strcpy(swapped, token);
    for (char *c = swapped + 24; *c; c++) /* behind the fields: what a German keyboard does */
        *c = *c == 'Y' ? 'Z' : *c == 'Z' ? 'Y' : *c;
    assert_string_not_equal(swapped, token);
    snprintf(text, sizeof text, "%.*s\n%.*s", KM_TOKEN_CHARS, swapped, KM_TOKEN_CHARS, token);
    assert_true(kiosk_keeper_find(&campus->kiosk[0], text, false, campus->now, &scan));
    assert_true(km_name_equal(scan.name, issued.name));
    assert_int_equal(campus_scan(campus, 0, text).scan.verdict, KM_VERDICT_ADMIT);
    snprintf(text, sizeof text, "%.*s\n%.*s", KM_TOKEN_CHARS, token, KM_TOKEN_CHARS, swapped);
    assert_int_equal(campus_scan(campus, 0, text).scan.verdict, KM_VERDICT_ALREADY);
    snprintf(text, sizeof text, "%.*s\nhello", KM_TOKEN_CHARS,
            swapped); /* none is right: what the likelier says */
    assert_int_equal(campus_scan(campus, 0, text).scan.verdict, KM_VERDICT_FORGED);
}

static void test_bad_codes(void **state)
{
    struct campus *campus = *state;
    char text[KM_SCAN_TEXT_MAX + 1];
    struct kiosk_issued issued = campus_issue_in(campus, 0, "A");
    assert_int_equal(
            campus_scan(campus, 0, "https://example.org/").scan.verdict, KM_VERDICT_FOREIGN);
    assert_int_equal(campus_scan(campus, 0, "").scan.verdict, KM_VERDICT_FOREIGN);
    strcpy(text, issued.qr.text);
    text[strlen(text) - 5] = 0;
    assert_int_equal(campus_scan(campus, 0, text).scan.verdict, KM_VERDICT_DAMAGED);
    strcpy(text, issued.qr.text);
    char *letter = &text[strlen(text) - 40];
    *letter = *letter == 'A' ? 'B' : 'A';
    struct kiosk_scanned forged = campus_scan(campus, 0, text);
    assert_int_equal(forged.scan.verdict, KM_VERDICT_FORGED);
    struct kiosk_verdict_shown *shown =
            kiosk_verdict_shown_new(&campus->kiosk[0], &forged, campus->now);
    assert_int_equal(shown->view.people, 0); /* nothing unproven is shown */
    assert_string_equal(shown->view.number, "");
    kiosk_verdict_shown_free(shown);
    assert_int_equal(kiosk_keeper_unsent(&campus->kiosk[0]), 1);
}

static void test_wrong_zone(void **state)
{
    struct campus *campus = *state;
    struct kiosk_issued issued = campus_issue_in(campus, 0, "A");
    campus->kiosk[0].zone = campus_zone("C");
    struct kiosk_scanned scanned = campus_scan(campus, 0, issued.qr.text);
    assert_int_equal(scanned.scan.verdict, KM_VERDICT_WRONG_ZONE);
    struct kiosk_verdict_shown *shown =
            kiosk_verdict_shown_new(&campus->kiosk[0], &scanned, campus->now);
    assert_string_equal(shown->view.where.zh, "绘画");
    assert_string_equal(shown->view.place.zh, "一楼");
    kiosk_verdict_shown_free(shown);
}

/* ---- seats ---- */

static void test_seats(void **state)
{
    struct campus *campus = *state;
    struct kiosk_keeper *keeper = &campus->kiosk[0];
    struct km_issue_order order = {.zone = campus_zone("B"), .session = 9 * 60 + 30};
    assert_int_equal(campus_issue(campus, 0, order).refusal, KM_ISSUE_NO_SEATS);
    keeper->want = (struct km_seats){CAMPUS_DAY, order.zone, order.session, 2};
    campus->station.seats = 2;
    assert_true(kiosk_keeper_has_news(keeper, campus->now));
    campus_meet(campus, 0);
    assert_int_equal(keeper->want.zone, KM_ZONE_NONE);
    assert_int_equal(campus_issue(campus, 0, order).refusal, KM_ISSUE_OK);
    assert_int_equal(campus_issue(campus, 0, order).refusal, KM_ISSUE_NO_SEATS);
    keeper->want = (struct km_seats){CAMPUS_DAY, order.zone, order.session, 2};
    campus->station.seats = 0;
    campus_meet(campus, 0);
    assert_int_equal(keeper->want.zone, KM_ZONE_NONE); /* answered, with nothing */
    assert_int_equal(campus_issue(campus, 0, order).refusal, KM_ISSUE_NO_SEATS);
}

/* ---- alone and together ---- */

static void test_alone_and_together(void **state)
{
    struct campus *campus = *state;
    struct kiosk_issued last = {0};
    for (int i = 0; i < 30; i++) {
        campus->now.steady += 60000;
        campus->station.now += 60000;
        last = campus_issue_in(campus, i % 2, "A");
        assert_int_equal(campus_scan(campus, i % 2, last.qr.text).scan.verdict, KM_VERDICT_ADMIT);
    }
    assert_false(kiosk_keeper_online(&campus->kiosk[0], campus->now));
    assert_int_equal(kiosk_keeper_age(&campus->kiosk[0], campus->now), 30);
    struct kiosk_scene *scene = kiosk_scene_new(&campus->kiosk[0], campus->now);
    assert_int_equal(scene->model.link, KIOSK_LINK_OFFLINE);
    assert_int_equal(scene->model.link_age, 30);
    assert_int_equal(scene->unsent, 30);
    kiosk_scene_free(scene);
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 2; i++)
            campus_meet(campus, i);
    assert_int_equal(campus_figures(campus, "A").admitted.parties, 30);
    assert_int_equal(campus_figures(campus, "A").doubles, 0);
    uint8_t mine[KM_HASH_SIZE], theirs[KM_HASH_SIZE];
    km_fold_digest(campus->kiosk[0].ledger.fold, mine);
    km_fold_digest(campus->station.ledger.fold, theirs);
    assert_memory_equal(mine, theirs, KM_HASH_SIZE);
}

/* ---- the view ---- */

static void test_scene(void **state)
{
    struct campus *campus = *state;
    for (int i = 0; i < 3; i++)
        campus_issue_in(campus, 0, "A");
    struct kiosk_scene *scene = kiosk_scene_new(&campus->kiosk[0], campus->now);
    const struct kiosk_model *m = &scene->model;
    assert_int_equal(m->zone_count, 4);
    assert_string_equal(m->zones[0].code, "A");
    assert_int_equal(m->zones[0].state, KIOSK_ZONE_OPEN);
    assert_int_equal(m->zones[0].waiting_people, 6);
    assert_int_equal(m->zones[1].session_count, 2); /* those that fit into the day's hours */
    assert_string_equal(m->theme.en, "Try a skill");
    assert_string_equal(m->kiosk_name.zh, "Hall");
    assert_string_equal(m->activity_now.zh, "讲座");
    assert_int_equal(m->activity_next_start, 600);
    assert_true(m->days[1].today);
    assert_int_equal(m->days[1].count, 2);
    /* by start, not as in the file */
    assert_int_equal(m->activities[m->days[1].first].start, 540);
    assert_int_equal(m->now.hour, 9);
    assert_int_equal(m->now.day, 15);
    assert_int_equal(m->link, KIOSK_LINK_FRESH);
    assert_in_range(scene->next_ms, 1, 60000);
    kiosk_scene_free(scene);
}

static void test_no_programme_yet(void **state)
{
    (void)state;
    struct fake_station station;
    struct kiosk_keeper keeper;
    struct km_journal *journal = NULL;
    struct kiosk_instant now = {.utc = FAKE_NOW, .steady = 1};
    fake_station_open(&station, FAKE_NOW);
    struct kiosk_identity identity = fake_station_enrol(&station, 1, "Hall");
    campus_good(km_journal_open_memory(&journal, campus_err));
    campus_good(kiosk_keeper_open(&keeper, journal, &identity, now, campus_err));
    struct kiosk_scene *scene = kiosk_scene_new(&keeper, now);
    assert_null(scene->plan);
    assert_int_equal(scene->model.link, KIOSK_LINK_NEVER);
    struct kiosk_scanned scanned;
    assert_false(kiosk_keeper_scan(&keeper, "X", now, &scanned, campus_err));
    kiosk_scene_free(scene);
    kiosk_keeper_close(&keeper);
    fake_station_close(&station);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, campus_open, campus_close)
            T(test_ticket),
            T(test_many_codes_are_readable),
            T(test_refusal_writes_nothing),
            T(test_admission),
            T(test_undo),
            T(test_typed_number_only_finds),
            T(test_readings_of_one_code),
            T(test_bad_codes),
            T(test_wrong_zone),
            T(test_seats),
            T(test_alone_and_together),
            T(test_scene),
            cmocka_unit_test(test_no_programme_yet),
    };
    if (sodium_init() < 0)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
