/* A day of traffic at three kiosks (fixed seed; calls, no-shows, transfers, cancellations, double
 * admissions, undone moves, parties that come back), brought to the station in any order, exported,
 * and counted again by recount.py from the bare records. */
#include "tests/station/served.h"

#include <setjmp.h>
#include <signal.h>
#include <sodium.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define KIOSKS 3
#define TICKETS 400
#define REAL_DAY 20587                   /* 2026-05-14 */
#define MORNING INT64_C(1778718600000)   /* 08:30 there */
#define STEP_MS (8 * 3600 * 1000 / 2000) /* 2000 records a day */

static struct fake_kiosk kiosks[KIOSKS];
static struct {
    struct km_name name;
    char zone[2];
    uint8_t people[KM_CATEGORIES_MAX];
    bool moved; /* once is enough: of several transfers one stands, and which is tested in core */
} tickets[TICKETS];
static size_t count;
static uint16_t numbers[KIOSKS];
static int64_t now;
static uint32_t seed;

static uint32_t draw(uint32_t below)
{
    seed = seed * 1664525u + 1013904223u;
    return (uint32_t)((uint64_t)seed * below >> 32);
}

static struct km_name put(size_t kiosk, struct km_record *record)
{
    char err[KM_ERR_MAX];
    struct km_name name;
    if (!km_ledger_write(&kiosks[kiosk].ledger, record, 1, &name, err)) {
        fail_msg("%s", err);
    }
    now += STEP_MS;
    return name;
}

/* A new ticket, or the old one moved to another zone. */
static void take(size_t kiosk, km_day_no day, const size_t *old)
{
    struct km_record record = km_record_of(old != NULL ? KM_TRANSFER : KM_ISSUE, now, day);
    const char zone[] = {"ABCDEF"[draw(6)], '\0'};
    assert_true(km_zone_parse(zone, &record.zone));
    record.number = ++numbers[kiosk];
    record.people[draw(5)] = (uint8_t)(1 + draw(4));
    record.people[draw(5)] += (uint8_t)draw(2);
    if (old != NULL) {
        record.ticket = tickets[*old].name;
        memcpy(record.people, tickets[*old].people, sizeof record.people);
        tickets[*old].moved = true;
    } else if (count > 0 && draw(3) == 0) {
        record.visitor = tickets[draw((uint32_t)count)].name;
    }
    struct km_name name = put(kiosk, &record);
    if (day == REAL_DAY) {
        tickets[count].name = name;
        strcpy(tickets[count].zone, zone);
        memcpy(tickets[count++].people, record.people, sizeof record.people);
    }
}

/* Something happens to a ticket at some kiosk, and perhaps is taken back. */
static void move(size_t kiosk)
{
    static const enum km_kind kinds[] = {KM_CALL, KM_CALL, KM_CALL, KM_NO_SHOW, KM_REQUEUE,
            KM_CANCEL, KM_CHECK_IN, KM_CHECK_IN, KM_CHECK_IN, KM_CHECK_IN, KM_CHECK_OUT, KM_RATE};
    size_t i = draw((uint32_t)count);
    enum km_kind kind = kinds[draw(sizeof kinds / sizeof *kinds)];
    if (!tickets[i].moved && draw(20) == 0 && count < TICKETS) {
        take(kiosk, REAL_DAY, &i);
        return;
    }
    struct km_record record = km_record_of(kind, now, REAL_DAY);
    record.ticket = tickets[i].name;
    if (kind == KM_CHECK_IN) {
        assert_true(km_zone_parse(tickets[i].zone, &record.zone));
        for (size_t k = 0; k < KM_CATEGORIES_MAX; k++) {
            record.count += tickets[i].people[k];
        }
    }
    record.count = kind == KM_RATE ? 5 : record.count;
    struct km_name name = put(kiosk, &record);
    if (draw(8) == 0) {
        struct km_record undo = km_record_of(KM_UNDO, now, REAL_DAY);
        undo.target = name;
        put(kiosk, &undo);
    }
}

static void test_recount(void **state)
{
    (void)state;
    char command[500];
    const char *directory = served.directory;
    seed = 20260514;
    now = MORNING;
    for (uint8_t i = 0; i < KIOSKS; i++) {
        served_join(&kiosks[i], i + 1, "A");
    }
    while (count < TICKETS) {
        size_t kiosk = draw(KIOSKS);
        if (count < 3 || draw(5) == 0) {
            take(kiosk, REAL_DAY, NULL);
        } else {
            move(kiosk);
        }
        if (draw(50) == 0) {
            take(kiosk, SERVED_DAY, NULL); /* of the rehearsal: counts for nothing here */
        }
        if (draw(25) == 0) {
            assert_int_equal(fake_kiosk_sync(&kiosks[draw(KIOSKS)], false), 200);
        }
    }
    for (size_t i = KIOSKS; i-- > 0;) {
        fake_kiosk_catch_up(&kiosks[i]);
        fake_kiosk_close(&kiosks[i]);
    }
    served_again(SIGTERM, SERVED_PROGRAMME, NULL); /* else the date means the rehearsal */
    assert_int_equal(
            served_run("export --day 2026-05-14 --format json --out %s/o.json", directory), 0);
    snprintf(command, sizeof command,
            "%s journal --json --config /dev/null --data %s/data >%s/journal.json && "
            "python3 tests/station/recount.py %s/journal.json %s/o.json 2026-05-14",
            STATION_PROGRAM, directory, directory, directory, directory);
    assert_int_equal(system(command), 0);
    snprintf(command, sizeof command,
            "sed -i 's/\"visits\":\\([0-9][0-9]*\\)/\"visits\":\\11/' %s/o.json && python3 "
            "tests/station/recount.py %s/journal.json %s/o.json 2026-05-14 | grep -q 'A visits: "
            "the export has'",
            directory, directory, directory);
    assert_int_equal(system(command), 0); /* it would notice */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test_setup_teardown(test_recount, served_set_up, served_tear_down)};
    if (sodium_init() < 0) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
