#ifndef KM_TEST_CAMPUS_H
#define KM_TEST_CAMPUS_H

/* The tests' world around a keeper: a fake station, two enrolled kiosks with journals in memory,
 * and one time for all. Every helper fails the test on an error, whose reason is in campus_err. */

#include "tests/kiosk/fake_station.h"

#define CAMPUS_DAY 20588 /* 2026-05-15, of FAKE_NOW */

struct campus {
    struct fake_station station;
    struct kiosk_identity identity[2];
    struct kiosk_keeper kiosk[2];
    struct kiosk_instant now;
};

extern char campus_err[KM_ERR_MAX];

/* cmocka's set-up and tear-down: both kiosks have met the station. */
int campus_open(void **state);
int campus_close(void **state);

void campus_good(bool ok);
km_zone campus_zone(const char *code);
void campus_open_kiosk(struct campus *campus, int which); /* with an empty journal */
void campus_open_station(struct campus *campus);          /* as it was at the start, to the byte */
void campus_meet(struct campus *campus, int which);

/* A ticket for the order, for two people unless it says how many. */
struct kiosk_issued campus_issue(struct campus *campus, int which, struct km_issue_order order);
struct kiosk_issued campus_issue_in(struct campus *campus, int which, const char *code);
struct kiosk_scanned campus_scan(struct campus *campus, int which, const char *text);
/* The zone's figures at the station. */
struct km_zone_figures campus_figures(struct campus *campus, const char *code);

#endif
