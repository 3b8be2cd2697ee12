/* Summary, zones and hours; the visits have their own file. */
#include "station/export/sheets.h"

#include "core/local_time.h"
#include "core/queue.h"
#include "core/statistics.h"

#include <stdio.h>
#include <string.h>

/* A running station writes down every 30 s who was heard. */
#define FRESH_MS (STATION_SILENT_MS + 50000)

void station_cell_time(int64_t local_ms, char out[STATION_TIME_CHARS])
{
    struct km_local_time time = km_local_time_at(local_ms, 0);
    char day[11];
    km_local_day_print(time.day, day);
    snprintf(out, STATION_TIME_CHARS, "%s %02d:%02d:%02d", day, time.hour & 31, time.min & 63,
            time.sec & 63);
}

struct station_cell station_time(const struct station_report *report, int64_t utc_ms)
{
    int64_t offset = (int64_t)report->campus->programme->offset_minutes * 60000;
    if (utc_ms == 0) {
        return (struct station_cell){.kind = STATION_EMPTY};
    }
    return (struct station_cell){.kind = STATION_TIME, .number = utc_ms + offset};
}

int64_t station_report_as_of(const struct station_report *report, km_node node)
{
    int64_t heard = station_presence_get(report->presence, node).at;
    return heard != 0 && report->now - heard > FRESH_MS ? heard : 0;
}

/* ---- summary: a line per number ---- */

struct summary {
    const struct station_report *report;
    struct station_paper *paper;
    bool ok;
};

static void put_line(
        struct summary *summary, const char *zh, const char *en, struct station_cell value)
{
    struct station_cell cells[] = {station_text(zh), station_text(en), value};
    summary->ok = summary->ok && summary->paper->ops->row(summary->paper, cells, 3);
}

static void put_event(struct summary *summary)
{
    const struct km_programme *programme = summary->report->campus->programme;
    char day[11];
    bool rehearsed = summary->report->date & KM_DAY_REHEARSAL;
    km_local_day_print(KM_DAY_DATE(summary->report->date), day);
    put_line(summary, "活动", "event", station_text(km_text_in(&programme->title, KM_LANG_ZH)));
    put_line(summary, "主办", "host", station_text(km_text_in(&programme->host, KM_LANG_ZH)));
    put_line(summary, "日期", "day", station_text(day));
    put_line(summary, "性质", "nature", station_text(rehearsed ? "演练 rehearsal" : "正式 real"));
    put_line(summary, "导出时间", "exported at",
            station_time(summary->report, summary->report->now));
}

static void put_visitors(struct summary *summary, const struct km_day_statistics *day)
{
    const struct km_programme *programme = summary->report->campus->programme;
    put_line(summary, "到访人数", "visitors, people", station_number(day->visitors.people));
    put_line(summary, "到访组数", "visitors, parties", station_number(day->visitors.parties));
    for (uint32_t i = 0; i < programme->categories_count; i++) {
        char zh[KM_HEADING_MAX + 40], en[KM_HEADING_MAX + 40];
        const struct km_text *title = &programme->categories[i].title;
        snprintf(zh, sizeof zh, "到访人数：%s", km_text_in(title, KM_LANG_ZH));
        snprintf(en, sizeof en, "visitors: %s", km_text_in(title, KM_LANG_EN));
        put_line(summary, zh, en, station_number(day->visitors_people[i]));
    }
    put_line(summary, "体验人次", "visits, people", station_number(day->visits.people));
    put_line(summary, "体验组次", "visits, parties", station_number(day->visits.parties));
}

static void put_tickets(struct summary *summary, const struct km_day_statistics *day)
{
    put_line(summary, "取号数", "tickets", station_number(day->issued.parties));
    put_line(summary, "取号人数", "tickets, people", station_number(day->issued.people));
    put_line(summary, "仍在等待", "still waiting", station_number(day->waiting.parties));
    put_line(summary, "已叫未到", "called, not in yet", station_number(day->called.parties));
    put_line(summary, "过号", "no-shows", station_number(day->no_show.parties));
    put_line(summary, "取消", "cancelled", station_number(day->cancelled.parties));
    put_line(summary, "重复入场", "double admissions", station_number(day->doubles));
}

/* A percentile, or an empty cell when nobody was admitted. */
static struct station_cell wait_cell(const struct km_zone_counts *counts, unsigned percent)
{
    int minutes = counts != NULL ? km_statistics_wait_percentile(counts, percent) : -1;
    return minutes >= 0 ? station_number(minutes) : (struct station_cell){.kind = STATION_EMPTY};
}

static void put_waits(struct summary *summary)
{
    struct km_zone_counts sum = {0};
    const struct km_day *day = summary->report->day;
    for (uint32_t i = 1; day != NULL && i < day->zone_count; i++) {
        for (size_t k = 0; k < KM_WAIT_BUCKETS; k++) {
            sum.waits[k] += day->zones[i].counts.waits[k];
        }
    }
    put_line(summary, "等待中位数（分钟）", "median wait, minutes", wait_cell(&sum, 50));
    put_line(summary, "九成等待不超过（分钟）", "nine of ten waited at most, minutes",
            wait_cell(&sum, 90));
}

/* Kiosks that have been silent: what they saw since is not in these figures. */
static void put_ages(struct summary *summary)
{
    const struct km_roster *roster = km_fold_roster(summary->report->campus->ledger.fold);
    for (uint32_t i = 0; i < roster->member_count; i++) {
        const struct km_member *member = &roster->members[i];
        int64_t as_of = station_report_as_of(summary->report, member->node);
        char zh[KM_NAME_MAX + 60], en[KM_NAME_MAX + 60];
        if (member->kiosk != 0 && as_of != 0) {
            snprintf(zh, sizeof zh, "自助机 %u %s 的数据截至", member->kiosk, member->name);
            snprintf(en, sizeof en, "figures of kiosk %u %s as of", member->kiosk, member->name);
            put_line(summary, zh, en, station_time(summary->report, as_of));
        }
    }
}

bool station_sheet_summary(const struct station_report *report, struct station_paper *paper)
{
    static const struct station_column columns[] = {
            {"item_zh", "项目", "Item", 34},
            {"item", "项目（英）", "Item (English)", 34},
            {"value", "数值", "Value", 24},
    };
    struct km_day_statistics day = km_statistics_day(report->day);
    struct summary summary = {report, paper, true};
    if (!paper->ops->begin_sheet(paper, "summary", "汇总 Summary", columns, 3)) {
        return false;
    }
    put_event(&summary);
    put_visitors(&summary, &day);
    put_tickets(&summary, &day);
    put_waits(&summary);
    put_ages(&summary);
    return summary.ok && paper->ops->end_sheet(paper);
}

/* ---- zones ---- */

static const struct station_column zone_columns[] = {
        {"zone", "代号", "Zone", 8},
        {"title", "体验区", "Title", 24},
        {"title_en", "体验区（英）", "Title (English)", 24},
        {"tickets", "取号数", "Tickets", 10},
        {"tickets_people", "取号人数", "Tickets, people", 10},
        {"visits", "体验组次", "Visits", 10},
        {"visits_people", "体验人次", "Visits, people", 10},
        {"waiting", "仍在等待", "Still waiting", 10},
        {"no_shows", "过号", "No-shows", 10},
        {"cancelled", "取消", "Cancelled", 10},
        {"doubles", "重复入场", "Double admissions", 10},
        {"wait_median", "等待中位数（分钟）", "Median wait, minutes", 12},
        {"wait_p90", "九成等待不超过（分钟）", "90 % waited at most, minutes", 14},
};
#define ZONE_COLUMNS (sizeof zone_columns / sizeof *zone_columns)

/* planned: NULL when the programme has the zone no more. */
static bool put_zone(const struct station_report *report, struct station_paper *paper, km_zone zone,
        const struct km_programme_zone *planned)
{
    static const struct km_zone_counts none;
    const struct km_zone_counts *counts = km_statistics_zone(report->day, zone);
    char code[4];
    km_zone_print(zone, code);
    counts = counts != NULL ? counts : &none;
    const struct km_tally *by = counts->by_state;
    struct station_cell cells[ZONE_COLUMNS] = {
            station_text(code),
            station_text(planned != NULL ? km_text_in(&planned->title, KM_LANG_ZH) : "已撤销"),
            station_text(planned != NULL ? km_text_in(&planned->title, KM_LANG_EN) : "withdrawn"),
            station_number(counts->issued.parties),
            station_number(counts->issued.people),
            station_number(by[KM_TICKET_ADMITTED].parties),
            station_number(by[KM_TICKET_ADMITTED].people),
            station_number(by[KM_TICKET_WAITING].parties),
            station_number(by[KM_TICKET_NO_SHOW].parties),
            station_number(by[KM_TICKET_CANCELLED].parties),
            station_number(counts->doubles),
            wait_cell(counts, 50),
            wait_cell(counts, 90),
    };
    return paper->ops->row(paper, cells, ZONE_COLUMNS);
}

bool station_sheet_zones(const struct station_report *report, struct station_paper *paper)
{
    const struct km_programme *programme = report->campus->programme;
    bool ok = paper->ops->begin_sheet(paper, "zones", "体验区 Zones", zone_columns, ZONE_COLUMNS);
    for (uint32_t i = 0; ok && i < programme->zones_count; i++) {
        ok = put_zone(report, paper, programme->zones[i].code, &programme->zones[i]);
    }
    for (uint32_t i = 1; ok && report->day != NULL && i < report->day->zone_count; i++) {
        km_zone zone = report->day->zones[i].code; /* used, and since gone from the programme */
        ok = km_programme_zone_find(programme, zone) != NULL || put_zone(report, paper, zone, NULL);
    }
    return ok && paper->ops->end_sheet(paper);
}

/* ---- hours: people admitted, in all and by zone ---- */

bool station_sheet_hours(const struct station_report *report, struct station_paper *paper)
{
    const struct km_programme *programme = report->campus->programme;
    struct station_column columns[STATION_COLUMNS_MAX] = {
            {"hour", "时段", "Hour", 14}, {"visits_people", "体验人次", "Visits, people", 12}};
    struct km_tally hours[KM_ZONES_MAX + 1][24];
    char codes[KM_ZONES_MAX][4];
    size_t count = programme->zones_count + 2;
    km_statistics_hours(report->day, KM_ZONE_NONE, programme->offset_minutes, hours[0]);
    for (uint32_t i = 0; i < programme->zones_count; i++) {
        const struct km_programme_zone *zone = &programme->zones[i];
        km_zone_print(zone->code, codes[i]);
        columns[i + 2] = (struct station_column){
                codes[i], codes[i], km_text_in(&zone->title, KM_LANG_ZH), 16};
        km_statistics_hours(report->day, zone->code, programme->offset_minutes, hours[i + 1]);
    }
    bool ok = paper->ops->begin_sheet(paper, "hours", "小时 Hours", columns, count);
    for (int hour = 0; ok && hour < 24; hour++) {
        struct station_cell cells[STATION_COLUMNS_MAX];
        char text[20];
        snprintf(text, sizeof text, "%02d:00–%02d:00", hour, hour + 1);
        cells[0] = station_text(text);
        for (size_t i = 0; i + 1 < count; i++) {
            cells[i + 1] = station_number(hours[i][hour].people);
        }
        ok = hours[0][hour].parties == 0 || paper->ops->row(paper, cells, count);
    }
    return ok && paper->ops->end_sheet(paper);
}

bool station_sheets_put(const struct station_report *report, struct station_paper *paper)
{
    if (paper->is_table) {
        return station_sheet_visits(report, paper);
    }
    return station_sheet_summary(report, paper) && station_sheet_zones(report, paper) &&
           station_sheet_hours(report, paper) && station_sheet_visits(report, paper);
}
