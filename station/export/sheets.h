#ifndef STATION_SHEETS_H
#define STATION_SHEETS_H

/* What an export says of a day: summary, zones, hours, and every visit. A number that hangs on a
 * kiosk the station has not heard lately says since when. Reads the fold; same thread. */

#include "station/campus.h"
#include "station/export/sheet.h"
#include "station/presence.h"

struct station_report {
    const struct station_campus *campus;
    struct station_presence *presence;
    const struct km_day *day; /* NULL: nothing happened */
    km_day_no date;           /* with the rehearsal bit */
    int64_t now;              /* UTC ms */
};

/* Puts the day onto the paper; false when the paper did not take it. */
bool station_sheets_put(const struct station_report *report, struct station_paper *paper);

/* ---- among the files of sheets ---- */

bool station_sheet_summary(const struct station_report *report, struct station_paper *paper);
bool station_sheet_zones(const struct station_report *report, struct station_paper *paper);
bool station_sheet_hours(const struct station_report *report, struct station_paper *paper);
bool station_sheet_visits(const struct station_report *report, struct station_paper *paper);

/* When a node was last heard or wrote, UTC ms; 0 when that is fresh, or it never did. */
int64_t station_report_as_of(const struct station_report *report, km_node node);

static inline struct station_cell station_text(const char *text)
{
    return (struct station_cell){.kind = STATION_TEXT, .text = text};
}

static inline struct station_cell station_number(int64_t number)
{
    return (struct station_cell){.kind = STATION_NUMBER, .number = number};
}

/* A UTC time in the programme's time zone; 0 gives an empty cell. */
struct station_cell station_time(const struct station_report *report, int64_t utc_ms);

#endif
