#include "station/ticket_page.h"

#include "core/local_time.h"
#include "station/clock.h"
#include "station/html.h"
#include "station/view.h"

#include <stdio.h>
#include <string.h>

struct page {
    struct station_html *html;
    const struct station_view *view;
    enum km_lang lang;
    km_day_no today;
};

/* The text in the page's language. */
__attribute__((format_arg(2), format_arg(3))) static const char *say(
        const struct page *page, const char *zh, const char *en)
{
    return page->lang == KM_LANG_EN ? en : zh;
}

static void begin(const struct page *page, const char *title)
{
    station_html_raw(page->html, "<!doctype html><html lang=");
    station_html_raw(page->html, say(page, "zh", "en"));
    station_html_raw(page->html, "><meta charset=utf-8><meta name=viewport "
                                 "content=\"width=device-width,initial-scale=1\">"
                                 "<meta http-equiv=refresh content=20><title>");
    station_html_text(page->html, title);
    station_html_raw(page->html, "</title><link rel=stylesheet href=/assets/ticket.css>"
                                 "<link rel=stylesheet href=/accent.css><body><main>");
}

static void end(const struct page *page)
{
    const struct km_programme *programme = page->view->desk.programme;
    station_html_raw(page->html, "<footer>");
    if (programme != NULL) {
        station_html_text(page->html, km_text_in(&programme->host, page->lang));
        station_html_raw(page->html, " · ");
        station_html_text(page->html, km_text_in(&programme->title, page->lang));
    }
    station_html_print(page->html, "<p><a href=\"?lang=%s\">%s</a></footer></main></html>",
            say(page, "en", "zh"), say(page, "English", "中文"));
}

static void put_state(const struct page *page, const char *look, const char *words)
{
    station_html_print(page->html, "<p class=\"state %s\">", look);
    station_html_text(page->html, words);
    station_html_raw(page->html, "</p>");
}

static void put_pair(const struct page *page, const char *label, const char *value)
{
    station_html_raw(page->html, "<div><dt>");
    station_html_text(page->html, label);
    station_html_raw(page->html, "</dt><dd>");
    station_html_text(page->html, value);
    station_html_raw(page->html, "</dd></div>");
}

static void put_clock(const struct page *page, const char *label, int64_t at)
{
    char value[16];
    if (at != 0) {
        struct km_local_time local =
                km_local_time_at(at, page->view->desk.programme->offset_minutes);
        snprintf(value, sizeof value, "%02d:%02d", local.hour, local.min);
        put_pair(page, label, value);
    }
}

/* The chip under the number: state by colour, shape and words. */
static void put_ticket_state(const struct page *page, const struct km_scan *scan, bool calls)
{
    uint8_t state = scan->known ? scan->facts.state : (uint8_t)KM_TICKET_UNKNOWN;
    switch (state) {
    case KM_TICKET_WAITING:
        put_state(page, calls ? "mid" : "short",
                calls ? say(page, "● 等待叫号", "● Please wait to be called")
                      : say(page, "✓ 排队中，可前往入口", "✓ In the queue, go to the entrance"));
        break;
    case KM_TICKET_CALLED:
        put_state(page, "go", say(page, "▶ 请现在入场", "▶ Please come in now"));
        break;
    case KM_TICKET_ADMITTED:
        put_state(page, "short", say(page, "✓ 已入场，祝您愉快", "✓ Admitted, enjoy"));
        break;
    case KM_TICKET_NO_SHOW:
        put_state(page, "long",
                say(page, "▲ 已过号，请找工作人员", "▲ Call missed, please ask our staff"));
        break;
    case KM_TICKET_CANCELLED:
        put_state(page, "off", say(page, "✕ 已取消", "✕ Cancelled"));
        break;
    case KM_TICKET_TRANSFERRED:
    case KM_TICKET_VOID:
        put_state(page, "off", say(page, "✕ 已改签，请用新票", "✕ Changed, use the new ticket"));
        break;
    default:
        put_state(page, "mid",
                say(page, "● 有效，排队位置稍后显示", "● Valid, your place in the queue follows"));
    }
}

static void put_queue(const struct page *page, const struct km_scan *scan)
{
    char value[60];
    const struct km_desk *desk = &page->view->desk;
    if (!scan->known || scan->facts.state != KM_TICKET_WAITING ||
            scan->ticket.session != KM_NO_SESSION || desk->day != page->today) {
        return;
    }
    bool is_english = page->lang == KM_LANG_EN;
    if (scan->ahead.parties == 0) {
        snprintf(value, sizeof value, "%s", say(page, "没有人", "nobody"));
    } else if (is_english && scan->ahead.parties == 1) {
        snprintf(value, sizeof value, scan->ahead.people == 1 ? "1 person" : "1 party, %u people",
                scan->ahead.people);
    } else {
        snprintf(value, sizeof value, say(page, "%u 组 %u 人", "%u parties, %u people"),
                scan->ahead.parties, scan->ahead.people);
    }
    put_pair(page, say(page, "前面还有", "Ahead of you"), value);
    struct km_wait wait =
            km_desk_wait(desk, scan->ticket.zone, scan->ahead.people, page->view->age_min);
    if (wait.max == 0) {
        snprintf(value, sizeof value, "%s", say(page, "不用等", "none"));
    } else if (wait.min == wait.max) {
        snprintf(value, sizeof value,
                say(page, "%d 分钟", wait.min == 1 ? "%d minute" : "%d minutes"), wait.min);
    } else {
        snprintf(value, sizeof value, say(page, "%d–%d 分钟", "%d–%d minutes"), wait.min, wait.max);
    }
    if (wait.max >= 0) {
        put_pair(page, say(page, "预计等待", "Expected wait"), value);
    }
}

static void put_ticket(const struct page *page, const struct km_scan *scan)
{
    char number[KM_NUMBER_CHARS], value[40], code[4];
    const struct km_programme_zone *zone =
            km_programme_zone_find(page->view->desk.programme, scan->ticket.zone);
    const struct km_ticket_facts *facts = &scan->facts;
    km_zone_print(scan->ticket.zone, code);
    snprintf(number, sizeof number, "%s%u", code, scan->ticket.kiosk);
    if (scan->known && facts->issued) {
        km_number_print(facts->zone, scan->ticket.kiosk, facts->number, number);
    }
    begin(page, number);
    station_html_raw(page->html, "<header>");
    station_html_text(page->html, zone != NULL ? km_text_in(&zone->title, page->lang) : code);
    station_html_raw(page->html, "<span>");
    station_html_text(page->html, zone != NULL ? km_text_in(&zone->place, page->lang) : "");
    station_html_raw(page->html, "</span></header><h1>");
    station_html_text(page->html, number);
    station_html_raw(page->html, "</h1>");
    put_ticket_state(page, scan, zone != NULL && zone->calls);
    station_html_raw(page->html, "<dl>");
    put_queue(page, scan);
    snprintf(value, sizeof value, say(page, "%u 人", "%u"), scan->ticket.party);
    put_pair(page, say(page, "人数", "People"), value);
    if (scan->ticket.session != KM_NO_SESSION) {
        km_local_minute_print(scan->ticket.session, value);
        put_pair(page, say(page, "场次", "Session"), value);
    }
    km_local_day_print(KM_DAY_DATE(scan->ticket.day), value);
    put_pair(page, say(page, "日期", "Day"), value);
    if (scan->known) {
        put_clock(page, say(page, "取号", "Taken"), facts->issued_at);
        put_clock(page, say(page, "入场", "Admitted"), facts->admitted_at);
    }
    station_html_raw(page->html, "</dl>");
    if (scan->ticket.day & KM_DAY_REHEARSAL) {
        put_state(page, "mid", say(page, "● 演练票", "● A rehearsal's ticket"));
    }
}

static void put_stranger(const struct page *page)
{
    begin(page, say(page, "没有找到这张票", "Ticket not found"));
    station_html_raw(page->html, "<h2>");
    station_html_text(page->html, say(page, "没有找到这张票", "We cannot find this ticket"));
    station_html_raw(page->html, "</h2><p class=note>");
    station_html_text(page->html,
            say(page, "请重新扫一次票上的二维码；若仍不行，请拿着票找工作人员，我们会帮您。",
                    "Please scan the code on your ticket once more. If it still fails, show the "
                    "ticket to our staff: they will help."));
    station_html_raw(page->html, "</p>");
}

char *station_ticket_page(struct station_campus *campus, struct station_presence *presence,
        const char *token, bool is_english, int *out_status)
{
    struct station_html html;
    struct station_view view;
    struct km_scan scan;
    struct km_token read;
    size_t len = strlen(token);
    bool ok = station_view_make(&view, campus, presence, station_clock_utc());
    struct page page = {&html, &view, is_english ? KM_LANG_EN : KM_LANG_ZH, view.desk.day};
    if (ok && km_token_read(token, len, &read) == KM_TOKEN_OK) {
        view.desk.day = read.ticket.day; /* an old ticket is shown as what it was */
        km_desk_scan(&view.desk, token, len, KM_ZONE_NONE, &scan);
        ok = scan.proven && scan.verdict != KM_VERDICT_FORGED && scan.verdict != KM_VERDICT_REVOKED;
    } else {
        ok = false;
    }
    station_html_init(&html);
    if (ok) {
        put_ticket(&page, &scan);
    } else {
        put_stranger(&page);
    }
    end(&page);
    *out_status = ok ? 200 : 404;
    return station_html_take(&html);
}
