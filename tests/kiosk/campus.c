#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "tests/kiosk/campus.h"

#define PROGRAMME "tests/data/programmes/small.yaml"

char campus_err[KM_ERR_MAX];

void campus_good(bool ok)
{
    if (!ok)
        fail_msg("%s", campus_err);
}

km_zone campus_zone(const char *code)
{
    km_zone parsed;
    assert_true(km_zone_parse(code, &parsed));
    return parsed;
}

void campus_open_kiosk(struct campus *campus, int which)
{
    struct km_journal *journal = NULL;
    campus_good(km_journal_open_memory(&journal, campus_err));
    campus_good(kiosk_keeper_open(
            &campus->kiosk[which], journal, &campus->identity[which], campus->now, campus_err));
}

void campus_meet(struct campus *campus, int which)
{
    campus_good(fake_station_sync(&campus->station, &campus->kiosk[which], &campus->now, 4));
}

void campus_open_station(struct campus *campus)
{
    fake_station_open(&campus->station, FAKE_NOW);
    fake_station_plan(&campus->station, PROGRAMME, 0);
    campus->identity[0] = fake_station_enrol(&campus->station, 1, "Hall");
    campus->identity[1] = fake_station_enrol(&campus->station, 2, "Door");
}

int campus_open(void **state)
{
    struct campus *campus = calloc(1, sizeof *campus);
    campus->now = (struct kiosk_instant){.utc = FAKE_NOW, .steady = 50000};
    campus_open_station(campus);
    for (int i = 0; i < 2; i++) {
        campus_open_kiosk(campus, i);
        campus_meet(campus, i);
    }
    *state = campus;
    return 0;
}

int campus_close(void **state)
{
    struct campus *campus = *state;
    for (int i = 0; i < 2; i++)
        kiosk_keeper_close(&campus->kiosk[i]);
    fake_station_close(&campus->station);
    free(campus);
    return 0;
}

struct kiosk_issued campus_issue(struct campus *campus, int which, struct km_issue_order order)
{
    struct kiosk_issued issued;
    if (order.people[0] == 0)
        order.people[0] = 2;
    campus_good(
            kiosk_keeper_issue(&campus->kiosk[which], &order, campus->now, &issued, campus_err));
    return issued;
}

struct kiosk_issued campus_issue_in(struct campus *campus, int which, const char *code)
{
    return campus_issue(campus, which,
            (struct km_issue_order){.zone = campus_zone(code), .session = KM_NO_SESSION});
}

struct kiosk_scanned campus_scan(struct campus *campus, int which, const char *text)
{
    struct kiosk_scanned scanned;
    campus_good(kiosk_keeper_scan(&campus->kiosk[which], text, campus->now, &scanned, campus_err));
    return scanned;
}

struct km_zone_figures campus_figures(struct campus *campus, const char *code)
{
    return km_queue_zone(km_fold_day(campus->station.ledger.fold, CAMPUS_DAY), campus_zone(code));
}
