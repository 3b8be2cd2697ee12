#ifndef KM_PROGRAMME_H
#define KM_PROGRAMME_H

/* The programme of an open day, week or month, as a teacher wrote it in a YAML file (every key:
 * config/programmes/README.md). Parsing validates; a mistake gives one line for people,
 * FILE:LINE: place and what is wrong; allowed: ….
 * Immutable after parsing: any thread may read. Everything in it is owned by struct km_programme.
 * Days are local dates without the rehearsal bit; pass KM_DAY_DATE(day). Minutes count from
 * midnight, -1 where the file gives none; intervals include their start and exclude their end.
 * Opening hours are plain: a caller in a rehearsal leaves them out. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/bounds.h"
#include "core/name.h"

enum km_lang { KM_LANG_ZH, KM_LANG_EN };

struct km_text {
    char *zh; /* NULL: not given */
    char *en; /* NULL: km_text_in gives the Chinese */
};

/* "" when the text was not given at all. Borrowed from the programme. */
const char *km_text_in(const struct km_text *text, enum km_lang lang);

struct km_interval {
    int16_t start, end;
};

struct km_programme_category {
    char *id; /* a–z, 0–9, _ */
    struct km_text title;
};

struct km_programme_activity {
    struct km_text title, about, when /* in words: "全周" */, place, organiser, audience;
    km_day_no first, last; /* 0, 0: on no fixed day */
    int16_t start, end;    /* -1: not given; a start may stand without an end */
    km_zone zone;          /* KM_ZONE_NONE unless it is a session */
    int32_t seats;         /* 0: no session */
    char **chosen;         /* names of the keys that are our choice, not the school's */
    uint32_t chosen_count;
    struct { /* as the file has it, for messages */
        char *date, *until, *start, *end, *zone;
    } written;
};

/* A themed day, or several in a row, or one without a date yet. */
struct km_programme_day {
    struct km_text theme, note;
    km_day_no first, last; /* 0, 0: not dated */
    struct km_programme_activity *activities;
    uint32_t activities_count;
    char **chosen;
    uint32_t chosen_count;
    struct {
        char *date, *until;
    } written;
};

struct km_programme_hours {
    km_day_no first, last;
    struct km_interval open[KM_HOURS_OPEN_MAX]; /* ascending, disjoint */
    uint32_t open_count;
    struct {
        char *date, *until;
        char **open;
        uint32_t open_count;
    } written;
};

enum km_zone_run {
    KM_RUN_FLOW,   /* a queue: people enter as others leave */
    KM_RUN_BATCH,  /* a queue called `batch.size` at a time, every `batch.every` minutes */
    KM_RUN_GROUPS, /* seats in groups that start at fixed times: its sessions */
    KM_RUN_EVENTS  /* seats in activities that name it: its sessions */
};

struct km_programme_flow {
    int32_t minutes;
};

struct km_programme_batch {
    int32_t size;                 /* people of one group */
    int32_t every;                /* minutes from one group to the next; 0 with starts */
    int32_t minutes;              /* that one group takes; `every` unless given */
    int16_t start[KM_STARTS_MAX]; /* ascending */
    char **starts;                /* as written */
    uint32_t starts_count;        /* of both */
};

struct km_programme_priority {
    int32_t after;       /* N: after N priority calls in a row the other lane has a turn */
    struct km_text whom; /* key: for */
};

struct km_programme_zone {
    km_zone code;
    struct km_text title, place, about, whom /* key: for */, organiser;
    enum km_zone_run run;
    int32_t capacity; /* people inside at once */
    int32_t minutes;  /* one visit takes; 0 in a KM_RUN_EVENTS zone */
    int32_t stay;     /* minutes after which nobody is counted as inside any more */
    bool calls;       /* a ticket is admitted only once called */
    struct km_programme_priority *priority; /* NULL: no priority lane */
    struct km_programme_flow *flow;
    struct km_programme_batch *batch;
    struct km_programme_hours *hours;
    uint32_t hours_count;
    char **chosen;
    uint32_t chosen_count;
    struct {
        char *code;
    } written;
};

struct km_programme {
    struct km_text title, host, slogan, theme;
    int16_t offset_minutes; /* of local time from UTC */
    uint32_t accent;        /* 0xRRGGBB */
    char *logo;             /* its file's name, as the teacher wrote it; NULL: none */
    char *logo_png;         /* the file itself, see logo.h; not judged here; NULL: none */
    km_day_no first_day, last_day;
    int32_t wait_limit_minutes; /* a longer wait is an alert */
    int32_t hold_minutes;       /* a called party is waited for this long */
    int32_t party_max;          /* people on one ticket */
    struct km_programme_category *categories;
    uint32_t categories_count;
    struct km_programme_day *days;
    uint32_t days_count;
    struct km_programme_activity *activities; /* those outside `days` */
    uint32_t activities_count;
    struct km_programme_zone *zones;
    uint32_t zones_count;
    char **chosen;
    uint32_t chosen_count;
    struct {
        char *time_zone, *accent, *first_day, *last_day;
    } written;
};

/* `file` is only used in messages. `*out` is owned; untouched on failure. */
bool km_programme_parse(
        const char *text, size_t len, const char *file, struct km_programme **out, char *err);
void km_programme_free(struct km_programme *p); /* NULL is fine */

/* True when `key` (or "all") stands in a `chosen` list: the value is ours, not the school's. */
bool km_programme_chosen(char *const *chosen, uint32_t count, const char *key);

/* NULL when there is none. */
const struct km_programme_zone *km_programme_zone_find(const struct km_programme *p, km_zone code);
const struct km_programme_day *km_programme_day_find(const struct km_programme *p, km_day_no day);
bool km_programme_has_day(const struct km_programme *p, km_day_no day); /* first_day … last_day */

/* True when tickets wait in a queue there; else they hold seats in sessions. */
bool km_programme_has_queue(const struct km_programme_zone *zone);

/* The zone's opening hours of a day, ascending; returns how many, 0 when closed all day. */
size_t km_programme_open(const struct km_programme_zone *zone, km_day_no day,
        struct km_interval out[KM_HOURS_OPEN_MAX]);
bool km_programme_is_open(const struct km_programme_zone *zone, km_day_no day, int minute);
/* The next opening after (day, minute), on that day or a later one; false when there is none. */
bool km_programme_next_open(const struct km_programme_zone *zone, km_day_no day, int minute,
        km_day_no *out_day, int16_t *out_minute);

/* Seats that can be booked: an activity with seats, or one group of a batch zone with starts. */
struct km_programme_session {
    km_zone zone;
    km_day_no day;
    int16_t start, end;
    int32_t seats;
    const struct km_programme_activity *activity; /* borrowed; NULL for a group */
};

/* The zone's sessions of a day by start; returns how many. A group must lie within opening hours.
 */
size_t km_programme_sessions(const struct km_programme *p, const struct km_programme_zone *zone,
        km_day_no day, struct km_programme_session out[KM_SESSIONS_MAX]);
bool km_programme_session_find(const struct km_programme *p, km_zone zone, km_day_no day, int start,
        struct km_programme_session *out);

/* All activities, those of the days first, in the order of the file; `i` below the count. */
size_t km_programme_activity_count(const struct km_programme *p);
const struct km_programme_activity *km_programme_activity_at(
        const struct km_programme *p, size_t i);
/* True on each of its days; for day 0 true when it has no fixed day. */
bool km_programme_activity_on(const struct km_programme_activity *a, km_day_no day);
/* What is on: started, not ended (without an end: within the hour after its start). Up to `max`
 * are written, earliest start first; returns how many there are. */
size_t km_programme_now(const struct km_programme *p, km_day_no day, int minute,
        const struct km_programme_activity **out, size_t max);
/* The next to start that day; NULL when no more. The first of several in the order of the file. */
const struct km_programme_activity *km_programme_next(
        const struct km_programme *p, km_day_no day, int minute);

#endif
