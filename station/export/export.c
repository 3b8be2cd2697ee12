/* `export`: a day's figures into a file, beside a running `serve` if there is one. The file appears
 * whole or not at all: it is written under another name and then put in place. */
#include "core/desk.h"
#include "core/local_time.h"
#include "station/clock.h"
#include "station/commands.h"
#include "station/config.h"
#include "station/export/sheets.h"
#include "station/heard.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct format {
    const char *name;
    struct station_paper *(*open)(const char *path);
} formats[] = {
        {"csv", station_csv_open},
        {"xlsx", station_xlsx_open},
        {"json", station_json_open},
};

static const struct format *find_format(const char *name)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (strcmp(formats[i].name, name) == 0) {
            return &formats[i];
        }
    }
    return NULL;
}

/* Any real day comes before a rehearsal: what the office wants is what took place. */
static void keep_latest(const struct km_day *day, void *userdata)
{
    km_day_no *latest = userdata;
    bool is_real = (day->day & KM_DAY_REHEARSAL) == 0;
    bool had_real = *latest != 0 && (*latest & KM_DAY_REHEARSAL) == 0;
    bool is_later = KM_DAY_DATE(day->day) > KM_DAY_DATE(*latest);
    if (*latest == 0 || (is_real && !had_real) || (is_real == had_real && is_later)) {
        *latest = day->day;
    }
}

/* The day asked for; without one today, or the last day on which something happened. A date means
 * its rehearsal while that is what the station rehearses, or when nothing else happened. */
static bool choose_day(const struct station_campus *campus, const char *text, int64_t now,
        km_day_no *out_day, char *err)
{
    const struct km_fold *fold = campus->ledger.fold;
    const struct km_roster *roster = km_fold_roster(fold);
    uint16_t day = 0;
    int minute;
    if (text == NULL) {
        km_desk_today(roster, campus->programme, now, &day, &minute);
        if (km_fold_day(fold, day) == NULL) {
            km_day_no latest = 0;
            km_fold_each_day(fold, keep_latest, &latest);
            day = latest != 0 ? latest : day;
        }
        *out_day = day;
        return true;
    }
    if (!km_local_day_parse(text, &day)) {
        snprintf(err, KM_ERR_MAX, "\"%.40s\" is no day; allowed: YYYY-MM-DD", text);
        return false;
    }
    km_day_no rehearsed = day | KM_DAY_REHEARSAL;
    bool is_rehearsed = roster->plan.rehearsal == day ||
                        (km_fold_day(fold, day) == NULL && km_fold_day(fold, rehearsed) != NULL);
    *out_day = is_rehearsed ? rehearsed : day;
    return true;
}

static bool write_file(const struct station_report *report, const struct format *format,
        const char *path, char *err)
{
    char part[4096];
    if ((size_t)snprintf(part, sizeof part, "%s.part", path) >= sizeof part) {
        snprintf(err, KM_ERR_MAX, "the file's name is too long");
        return false;
    }
    errno = 0;
    struct station_paper *paper = format->open(part);
    if (paper == NULL) {
        snprintf(err, KM_ERR_MAX, "%.300s: %s", path, strerror(errno));
        return false;
    }
    bool ok = station_sheets_put(report, paper);
    ok = paper->ops->close(paper) && ok;
    ok = ok && rename(part, path) == 0;
    if (!ok) {
        snprintf(err, KM_ERR_MAX, "%.300s: %s; nothing was left behind", path,
                errno == ENOSPC ? "the disk is full" : strerror(errno));
        unlink(part);
    }
    return ok;
}

static bool export_day(
        struct station_campus *campus, const struct station_options *options, char *err)
{
    struct station_presence presence;
    struct station_report report = {
            .campus = campus, .presence = &presence, .now = station_clock_utc()};
    if (campus->programme == NULL) {
        snprintf(err, KM_ERR_MAX, "there is no programme yet");
        return false;
    }
    station_presence_init(&presence);
    bool ok = station_heard_load(campus, &presence, err) &&
              choose_day(campus, options->day, report.now, &report.date, err);
    if (ok) {
        report.day = km_fold_day(campus->ledger.fold, report.date);
        ok = write_file(&report, find_format(options->format), options->out, err);
    }
    station_presence_destroy(&presence);
    return ok;
}

int station_export(const struct station_options *options)
{
    struct station_config config;
    struct station_campus campus;
    char err[KM_ERR_MAX];
    if (find_format(options->format) == NULL) {
        fprintf(stderr, "kaimen-station: --format is csv, xlsx or json\n");
        return 2;
    }
    if (!station_config_make(options, &config, err)) {
        fprintf(stderr, "%s\n", err);
        return 1;
    }
    bool ok = station_campus_open(&campus, config.data, false, err);
    if (ok) {
        ok = export_day(&campus, options, err);
        station_campus_close(&campus);
    }
    if (!ok) {
        fprintf(stderr, "Could not export: %s\n", err);
    }
    return ok ? 0 : 1;
}
