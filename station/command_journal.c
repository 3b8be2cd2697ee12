/* `journal [--json]`: every record of the store, one a line, in the order (node, seq): for people
 * who want to know what happened, and for programs. Reads only. */
#include "core/local_time.h"
#include "core/ticket.h"
#include "station/campus.h"
#include "station/commands.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct printer {
    const struct station_campus *campus;
    bool is_json;
};

static void put_name(json_t *object, const char *key, struct km_name name)
{
    char node[17], text[32];
    if (!km_name_is_none(name)) {
        km_node_print(name.node, node);
        snprintf(text, sizeof text, "%s/%u", node, name.seq);
        json_object_set_new(object, key, json_string(text));
    }
}

static void put_number(json_t *object, const char *key, int64_t value)
{
    if (value != 0) {
        json_object_set_new(object, key, json_integer(value));
    }
}

static void put_span(json_t *object, const char *key, struct km_span text)
{
    if (text.len > 0) {
        json_object_set_new(object, key, json_stringn((const char *)text.bytes, text.len));
    }
}

/* The day as people write it; a rehearsal's is marked. */
static void put_day(json_t *object, km_day_no day)
{
    char text[24];
    km_local_day_print(KM_DAY_DATE(day), text);
    strcat(text, day & KM_DAY_REHEARSAL ? " rehearsal" : "");
    json_object_set_new(object, "day", json_string(text));
}

static void put_time(json_t *object, const struct station_campus *campus, int64_t time)
{
    char day[11], text[40];
    int offset = campus->programme != NULL ? campus->programme->offset_minutes : 0;
    struct km_local_time local = km_local_time_at(time, offset);
    km_local_day_print(local.day, day);
    snprintf(text, sizeof text, "%sT%02d:%02d:%02d.%03d", day, local.hour, local.min, local.sec,
            (int)(time % 1000));
    json_object_set_new(object, "time", json_string(text));
}

/* What the record is about. */
static void put_subject(json_t *object, const struct km_record *record)
{
    char text[KM_NUMBER_CHARS];
    if (record->zone != KM_ZONE_NONE) {
        km_zone_print(record->zone, text);
        json_object_set_new(object, "zone", json_string(text));
    }
    if (record->session != KM_NO_SESSION) {
        km_local_minute_print(record->session, text);
        json_object_set_new(object, "session", json_string(text));
    }
    put_name(object, "ticket", record->ticket);
    put_name(object, "visitor", record->visitor);
    put_name(object, "target", record->target);
    if (record->about != 0) {
        char node[17];
        km_node_print(record->about, node);
        json_object_set_new(object, "about", json_string(node));
    }
}

static void put_details(json_t *object, const struct km_record *record)
{
    if (record->kind == KM_ISSUE || record->kind == KM_TRANSFER) {
        json_t *people = json_array();
        for (size_t i = 0; i < KM_CATEGORIES_MAX; i++) {
            json_array_append_new(people, json_integer(record->people[i]));
        }
        json_object_set_new(object, "people", people);
    }
    put_number(object, "lane", record->lane);
    put_number(object, "number", record->number);
    put_number(object, "count", record->count);
    put_number(object, "shift", record->shift);
    put_number(object, "state", record->state);
    put_number(object, "kiosk", record->kiosk);
    put_number(object, "from", record->from);
    put_number(object, "rehearsal", record->rehearsal);
    put_number(object, "text_bytes", (int64_t)record->text.len);
    put_number(object, "by", record->by);
    put_span(object, "name", record->name);
    put_span(object, "url", record->url);
    put_span(object, "reason", record->reason);
}

static json_t *to_json(const struct station_campus *campus, const struct km_stored *stored)
{
    struct km_record record;
    char node[17], err[KM_ERR_MAX];
    json_t *object = json_object();
    km_node_print(stored->name.node, node);
    json_object_set_new(object, "node", json_string(node));
    json_object_set_new(object, "seq", json_integer(stored->name.seq));
    if (stored->bytes == NULL) {
        json_object_set_new(object, "kind", json_string("forgotten"));
        put_day(object, stored->day);
        return object;
    }
    if (!km_record_decode(stored->bytes, stored->len, &record, err)) {
        json_object_set_new(object, "kind", json_string("not_understood"));
        json_object_set_new(object, "why", json_string(err));
        return object;
    }
    json_object_set_new(object, "kind", json_string(km_kind_name(record.kind)));
    put_day(object, record.day);
    put_time(object, campus, record.time);
    put_subject(object, &record);
    put_details(object, &record);
    return object;
}

/* "TIME  KIOSK/SEQ  kind  key=value …" */
static void print_plain(
        const struct station_campus *campus, const struct km_stored *stored, const json_t *object)
{
    const struct km_member *member =
            km_roster_find(km_fold_roster(campus->ledger.fold), stored->name.node);
    const char *time = json_string_value(json_object_get(object, "time"));
    const char *key;
    json_t *value;
    printf("%-23s  %4u/%-6u %-12s", time != NULL ? time : "-", member != NULL ? member->kiosk : 0,
            stored->name.seq, json_string_value(json_object_get(object, "kind")));
    json_object_foreach((json_t *)object, key, value)
    {
        static const char shown[] = " node seq kind time ";
        const char *at = strstr(shown, key);
        if (at != NULL && at[-1] == ' ' && at[strlen(key)] == ' ') {
            continue;
        }
        char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
        printf(" %s=%s", key, text != NULL ? text : "?");
        free(text);
    }
    putchar('\n');
}

static bool print_record(const struct km_stored *stored, void *userdata)
{
    const struct printer *printer = userdata;
    json_t *object = to_json(printer->campus, stored);
    if (printer->is_json) {
        json_dumpf(object, stdout, JSON_COMPACT);
        putchar('\n');
    } else {
        print_plain(printer->campus, stored, object);
    }
    json_decref(object);
    return ferror(stdout) == 0;
}

int station_journal(const struct station_options *options)
{
    struct station_campus campus;
    char err[KM_ERR_MAX];
    if (!station_command_open(options, "print the journal", &campus)) {
        return 1;
    }
    struct printer printer = {&campus, options->json};
    struct km_journal *journal = campus.ledger.journal;
    bool ok = journal->ops->scan(journal, print_record, &printer, err);
    if (ok && (fflush(stdout) != 0 || ferror(stdout))) {
        snprintf(err, KM_ERR_MAX, "the output does not take it");
        ok = false;
    }
    station_campus_close(&campus);
    if (!ok) {
        fprintf(stderr, "Could not print the journal: %s\n", err);
    }
    return ok ? 0 : 1;
}
