/* What visitors see on their way to a ticket. */

#include "kiosk/gallery/exhibits.h"

#include <string.h>

/* The words of the schools' own programmes: home with few zones, with a page of them and with more;
 * and each zone. */
static void add_real(struct kiosk_gallery *g, struct kiosk_model b)
{
    static const char *const homes[] = {"home-real-4", "home-real-5", "home-real-6", "home-real-9"};
    static const size_t counts[] = {4, 5, 6, 9};
    static const char *const names[] = {"zone-real-1", "zone-real-2", "zone-real-not-today",
            "zone-real-sessions", "zone-real-over", "zone-real-6", "zone-real-paused",
            "zone-real-closed", "zone-real-never"};
    kiosk_gallery_real_words(&b);
    for (int i = 0; i < 4; i++) {
        struct kiosk_model *m = kiosk_gallery_add(g, homes[i], b, KIOSK_SCREEN_HOME);
        m->zone_count = counts[i];
        if (i == 1)
            m->theme = (struct kiosk_text){
                    "教授一分钟说专业/学院", "Development of Vocational Education Day"};
        else
            m->theme = (struct kiosk_text){0};
        if (i == 0)
            m->activity_next = (struct kiosk_text){0};
        if (i == 2) /* as much room as there can be */
            m->activity_now = m->activity_next = (struct kiosk_text){0};
    }
    for (size_t i = 0; i < b.zone_count; i++)
        kiosk_gallery_add(g, names[i], b, KIOSK_SCREEN_ZONE)->zone = b.zones[i].id;
}

void kiosk_gallery_visitor(struct kiosk_gallery *g, enum kiosk_lang lang)
{
    struct kiosk_model b = kiosk_gallery_base(lang);
    kiosk_gallery_add(g, "home", b, KIOSK_SCREEN_HOME);
    struct kiosk_model *m = kiosk_gallery_add(g, "home-many", b, KIOSK_SCREEN_HOME);
    m->zone_count = KIOSK_GALLERY_ZONES;
    m->link = KIOSK_LINK_OFFLINE;
    m->link_age = 6;
    m->accent = 0x7A3E9D;
    m = kiosk_gallery_add(g, "home-few", b, KIOSK_SCREEN_HOME);
    m->zone_count = 2;
    m->can_scan = false;
    m->activity_count = 0;
    m->activity_now = m->theme = (struct kiosk_text){0};
    add_real(g, b);
    m = kiosk_gallery_add(g, "home-none", b, KIOSK_SCREEN_HOME);
    m->zones = NULL;
    m->zone_count = 0;
    kiosk_gallery_add(g, "zone", b, KIOSK_SCREEN_ZONE);
    m = kiosk_gallery_add(g, "zone-sessions", b, KIOSK_SCREEN_ZONE);
    m->zone = 5;
    m = kiosk_gallery_add(g, "zone-five-kinds", b, KIOSK_SCREEN_ZONE);
    m->category_count = 5;
    m = kiosk_gallery_add(g, "zone-paused", b, KIOSK_SCREEN_ZONE);
    m->zone = 6;
    m = kiosk_gallery_add(g, "zone-full", b, KIOSK_SCREEN_ZONE);
    m->zone_count = KIOSK_GALLERY_ZONES;
    m->zone = 7;
    kiosk_gallery_add(g, "ticket", b, KIOSK_SCREEN_TICKET);
    m = kiosk_gallery_add(g, "ticket-session", b, KIOSK_SCREEN_TICKET);
    m->ticket.session_start = 660;
    m->ticket.session_end = 690;
    m->ticket.priority = true;
    m->print = KIOSK_PRINT_NONE;
    m = kiosk_gallery_add(g, "ticket-first", b, KIOSK_SCREEN_TICKET);
    m->ticket.ahead_parties = m->ticket.ahead_people = 0;
    m->ticket.wait_min = m->ticket.wait_max = -1;
    strcpy(m->ticket.number, "ABC12-0117");
    static const char *const prints[] = {"ticket-printing", "ticket-printed", "ticket-sent",
            "ticket-no-paper", "ticket-cover", "ticket-print-failed"};
    for (int i = 0; i < 6; i++)
        kiosk_gallery_add(g, prints[i], b, KIOSK_SCREEN_TICKET)->print =
                (enum kiosk_print)(KIOSK_PRINT_BUSY + i);
    m = kiosk_gallery_add(g, "notice-busy", b, KIOSK_SCREEN_ZONE);
    m->notice = KIOSK_NOTICE_BUSY;
    m = kiosk_gallery_add(g, "notice-warn", b, KIOSK_SCREEN_HOME);
    m->notice = KIOSK_NOTICE_WARN;
    m->notice_text = (struct kiosk_text){"这一场刚刚约满，请选别的场次",
            "This session has just filled up, please choose another"};
}
