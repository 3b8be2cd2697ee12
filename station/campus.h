#ifndef STATION_CAMPUS_H
#define STATION_CAMPUS_H

/* A campus as its station holds it: the ledger in a data directory, the station's own key, and the
 * programme in force, parsed. Several processes may have one campus open at once; whoever decides
 * does so between km_ledger_begin and km_ledger_commit. One owner, one thread. */

#include "core/ledger.h"
#include "core/programme.h"
#include "station/logo.h"

struct station_campus {
    struct km_ledger ledger;
    struct km_programme *programme; /* owned; of the plan in force, NULL before the first */
    struct station_logo *logo;      /* counted; the programme's, NULL: it has none */
    uint32_t programme_seq;         /* of the plan's record */
    bool is_open;
};

/* Opens DIR/journal.db. make: a directory without a journal gets one, with a new key and the
 * station's own `node` record; otherwise that is an error. */
bool station_campus_open(
        struct station_campus *campus, const char *directory, bool make, char *err);
void station_campus_close(struct station_campus *campus);

/* The time of a record written now: by the station's clock, but never before the last record that
 * the station wrote. Within a transaction. */
bool station_campus_time(struct station_campus *campus, int64_t *out_time, char *err);

/* The day that the programme's time zone has now, without the rehearsal bit. */
km_day_no station_campus_date(const struct station_campus *campus);

/* Writes a `programme` record when the plan in force is another. text must be a sound programme;
 * rehearsal 0 = none. */
bool station_campus_plan(struct station_campus *campus, struct km_span text, km_day_no rehearsal,
        const char *url, char *err);

/* Parses the plan in force when it changed. */
bool station_campus_follow(struct station_campus *campus, char *err);

/* When a node's last record was written, 0 = it has none; UTC ms by its own clock. */
bool station_campus_last_time(struct station_campus *campus, km_node node, uint32_t *out_seq,
        int64_t *out_time, char *err);

#endif
