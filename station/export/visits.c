/* One line per ticket: when it was taken, called and admitted, where, and what became of it. No
 * name, phone or face is in it, because none is anywhere. */
#include "station/export/sheets.h"

#include "core/local_time.h"
#include "core/queue.h"
#include "core/ticket.h"

#include <stdio.h>
#include <string.h>

struct visits {
    const struct station_report *report;
    struct station_paper *paper;
    struct station_column columns[STATION_COLUMNS_MAX];
    size_t count;
    bool ok;
};

static void add_column(
        struct visits *visits, const char *key, const char *zh, const char *en, int width)
{
    visits->columns[visits->count++] = (struct station_column){key, zh, en, width};
}

static void make_columns(struct visits *visits)
{
    const struct km_programme *programme = visits->report->campus->programme;
    add_column(visits, "ticket", "票号", "Ticket", 12);
    add_column(visits, "zone", "代号", "Zone", 7);
    add_column(visits, "zone_title", "体验区", "Zone title", 22);
    add_column(visits, "session", "场次", "Session", 9);
    add_column(visits, "visitor", "来访者（首张票）", "Visitor (first ticket)", 14);
    add_column(visits, "party", "人数", "People", 8);
    for (uint32_t i = 0; i < programme->categories_count; i++) {
        const struct km_programme_category *category = &programme->categories[i];
        add_column(visits, category->id, km_text_in(&category->title, KM_LANG_ZH),
                km_text_in(&category->title, KM_LANG_EN), 10);
    }
    add_column(visits, "issued", "取号时间", "Issued", 20);
    add_column(visits, "called", "叫号时间", "Called", 20);
    add_column(visits, "admitted", "入场时间", "Admitted", 20);
    add_column(visits, "left", "离场时间", "Left", 20);
    add_column(visits, "waited_min", "等待分钟", "Waited, minutes", 10);
    add_column(visits, "kiosk_issued", "取号自助机", "Issued at", 18);
    add_column(visits, "kiosk_admitted", "入场自助机", "Admitted at", 18);
    add_column(visits, "double", "重复入场", "Double admission", 10);
    add_column(visits, "state", "状态", "State", 14);
    add_column(visits, "as_of", "数据截至", "As of", 20);
}

static const char *kiosk_name(const struct visits *visits, km_node node)
{
    const struct km_member *member =
            km_roster_find(km_fold_roster(visits->report->campus->ledger.fold), node);
    return member != NULL ? member->name : "";
}

/* The number that people know a ticket by; "" while its issue is not here. */
static void print_number(
        const struct visits *visits, const struct km_ticket_facts *facts, char out[KM_NUMBER_CHARS])
{
    const struct km_member *member =
            km_roster_find(km_fold_roster(visits->report->campus->ledger.fold), facts->name.node);
    out[0] = '\0';
    if (facts->issued && member != NULL) {
        km_number_print(facts->zone, member->kiosk, facts->number, out);
    }
}

/* When the ticket was called, if its last decision was a call. */
static int64_t called_at(const struct km_day *day, const struct km_ticket_facts *facts)
{
    uint32_t name = km_day_find(day, facts->name);
    const struct km_ticket_entry *ticket = &day->tickets[day->entries[name].owner];
    const struct km_entry *decision = &day->entries[ticket->decision];
    return ticket->decision != 0 && decision->kind == KM_CALL ? decision->at : 0;
}

/* In the words of kiosks and pages. */
static const char *state_text(uint8_t state)
{
    static const char *const texts[KM_TICKET_STATE_END] = {
            [KM_TICKET_UNKNOWN] = "未知 unknown",
            [KM_TICKET_WAITING] = "等待 waiting",
            [KM_TICKET_CALLED] = "已叫号 called",
            [KM_TICKET_NO_SHOW] = "过号 no-show",
            [KM_TICKET_CANCELLED] = "取消 cancelled",
            [KM_TICKET_TRANSFERRED] = "改签 transferred",
            [KM_TICKET_VOID] = "无效 void",
            [KM_TICKET_ADMITTED] = "入场 admitted",
    };
    return texts[state];
}

static struct station_cell text_or_empty(const char *text)
{
    return text[0] != '\0' ? station_text(text) : (struct station_cell){.kind = STATION_EMPTY};
}

/* A kiosk that is silent may know more of the ticket than the station. */
static int64_t as_of(const struct visits *visits, const struct km_ticket_facts *facts)
{
    int64_t issuer = station_report_as_of(visits->report, facts->name.node);
    int64_t admitter = station_report_as_of(visits->report, facts->admitted_by.node);
    return admitter != 0 && (issuer == 0 || admitter < issuer) ? admitter : issuer;
}

static size_t put_times(const struct visits *visits, const struct km_ticket_facts *facts,
        struct station_cell *cells)
{
    const struct station_report *report = visits->report;
    size_t n = 0;
    cells[n++] = station_time(report, facts->issued_at);
    cells[n++] = station_time(report, called_at(report->day, facts));
    cells[n++] = station_time(report, facts->admitted_at);
    cells[n++] = station_time(report, facts->left_at);
    int64_t waited = facts->admitted_at - facts->issued_at;
    cells[n++] = facts->issued && facts->admitted_at != 0
                         ? station_number(waited > 0 ? waited / 60000 : 0)
                         : (struct station_cell){.kind = STATION_EMPTY};
    return n;
}

static void put_visit(const struct km_ticket_facts *facts, void *userdata)
{
    struct visits *visits = userdata;
    const struct km_programme *programme = visits->report->campus->programme;
    const struct km_programme_zone *zone = km_programme_zone_find(programme, facts->zone);
    struct station_cell cells[STATION_COLUMNS_MAX];
    struct km_ticket_facts first;
    char number[KM_NUMBER_CHARS], visitor[KM_NUMBER_CHARS] = "", code[4] = "", session[6] = "";
    size_t n = 0;
    print_number(visits, facts, number);
    if (km_queue_ticket(visits->report->day, facts->visitor, &first)) {
        print_number(visits, &first, visitor);
    }
    if (facts->zone != KM_ZONE_NONE) {
        km_zone_print(facts->zone, code);
    }
    if (facts->session < 24 * 60) {
        km_local_minute_print(facts->session, session);
    }
    cells[n++] = text_or_empty(number);
    cells[n++] = text_or_empty(code);
    cells[n++] = text_or_empty(zone != NULL ? km_text_in(&zone->title, KM_LANG_ZH) : "");
    cells[n++] = text_or_empty(session);
    cells[n++] = text_or_empty(visitor);
    cells[n++] = station_number(facts->party);
    for (uint32_t i = 0; i < programme->categories_count; i++) {
        cells[n++] = station_number(facts->people[i]);
    }
    n += put_times(visits, facts, cells + n);
    cells[n++] = text_or_empty(kiosk_name(visits, facts->name.node));
    cells[n++] = text_or_empty(kiosk_name(visits, facts->admitted_by.node));
    cells[n++] = station_number(facts->checks > 1 ? facts->checks - 1 : 0);
    cells[n++] = station_text(state_text(facts->state));
    cells[n++] = station_time(visits->report, as_of(visits, facts));
    visits->ok = visits->ok && visits->paper->ops->row(visits->paper, cells, n);
}

bool station_sheet_visits(const struct station_report *report, struct station_paper *paper)
{
    struct visits visits = {.report = report, .paper = paper, .ok = true};
    make_columns(&visits);
    if (!paper->ops->begin_sheet(paper, "visits", "明细 Visits", visits.columns, visits.count)) {
        return false;
    }
    if (report->day != NULL) {
        km_queue_each(report->day, put_visit, &visits);
    }
    return visits.ok && paper->ops->end_sheet(paper);
}
