#ifndef KM_TEST_DESK_WORLD_H
#define KM_TEST_DESK_WORLD_H

/* A campus for the tests of the desk: a station and two kiosks with fixed keys, one fold that has
 * everything unless a test keeps it from it, and the programme of tests/data/programmes/small.yaml
 * on its second day, 2026-05-15 at 09:05. */

#include "core/desk.h"

#define CAMPUS_DAY 20588 /* 2026-05-15 */
#define ZONE_A 1         /* flow, 20 places, 15 minutes, priority after 2 */
#define ZONE_B 2         /* groups of 12 at 09:00 and 09:30 that day */
#define ZONE_C 3         /* batch of 8 every 12 minutes, calls */
#define ZONE_T 20        /* 30 seats at 09:00 */

enum { STATION, FIRST, SECOND, NODES };

struct campus {
    struct km_keys keys[NODES];
    uint32_t seq[NODES];
    struct km_fold *fold;
    struct km_programme *programme;
    struct km_desk desk[NODES];
    int64_t now;
};

int campus_open(void **state);
int campus_close(void **state);

/* Sets the time of every desk. */
void campus_at(struct campus *campus, km_day_no day, int minute);

/* Names the node's next record without the fold having it yet; take brings it. */
struct km_name campus_name(struct campus *campus, int node);
void campus_take(struct campus *campus, struct km_name name, const struct km_record *record);

/* The node writes the record now, a second later than the last. */
struct km_name campus_write(struct campus *campus, int node, struct km_record record);

/* The node gives a ticket for that many people; fails the test on a refusal. */
struct km_name campus_issue(
        struct campus *campus, int node, km_zone zone, uint8_t lane, unsigned people);

struct km_issue_order campus_order(km_zone zone, unsigned people);

/* The station enrols or revokes a node. */
void campus_enrol(struct campus *campus, int node);
void campus_revoke(struct campus *campus, int node, uint32_t from);

/* Writes the URL of a ticket that the node issued. */
#define CAMPUS_URL 200
void campus_url(struct campus *campus, int node, struct km_name name, char out[CAMPUS_URL]);
void campus_sign(
        struct campus *campus, int node, const struct km_ticket *ticket, char out[CAMPUS_URL]);

struct km_scan campus_scan(struct campus *campus, int node, const char *url, km_zone zone);

struct km_ticket_facts campus_facts(struct campus *campus, struct km_name name);

#endif
