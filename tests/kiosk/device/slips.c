#include "tests/kiosk/device/slips.h"

#include <stdio.h>

static struct kiosk_model common(enum kiosk_lang lang, const struct kiosk_qr *code)
{
    return (struct kiosk_model){.lang = lang,
            .accent = 0x0C5A6B,
            .host = {"钟祥市志强职业中学", "Zhiqiang Vocational School, Zhongxiang"},
            .title = {"职业教育活动周", "Vocational Education Week"},
            .ticket = {.number = "A2-004",
                    .zone_title = {"手绘创作", "Hand painting"},
                    .place = {"艺术楼 201", "Arts building 201"},
                    .people = 1,
                    .issued = {2026, 5, 14, 4, 10, 42},
                    .wait_max = 5,
                    .session_start = -1,
                    .session_end = -1,
                    .qr_size = code->side,
                    .qr_modules = code->modules}};
}

struct kiosk_model slip_model(enum slip slip, enum kiosk_lang lang, const struct kiosk_qr *code)
{
    struct kiosk_model m = common(lang, code);
    struct kiosk_ticket_view *t = &m.ticket;
    if (slip == SLIP_CALLED) {
        snprintf(t->number, sizeof t->number, "B2-017");
        t->zone_title = (struct kiosk_text){"趣味体能闯关", "Fitness challenge"};
        t->place = (struct kiosk_text){"操场东侧", "East sports field"};
        t->people = 3;
        t->ahead_parties = 5;
        t->calls = t->priority = true;
    } else if (slip == SLIP_SESSION) {
        snprintf(t->number, sizeof t->number, "E2-003");
        t->zone_title = (struct kiosk_text){"数控加工观摩", "CNC machining"};
        t->place = (struct kiosk_text){"机加工车间", "Machine shop"};
        t->people = 12;
        t->session_start = 660;
        t->session_end = 690;
    } else if (slip == SLIP_LONGEST) {
        m.host = (struct kiosk_text){"湖南化工职业技术学院",
                "Hunan Vocational and Technical College of Chemical Industry"};
        m.title = (struct kiosk_text){"第十二届职业教育活动周暨校园开放日",
                "12th Vocational Education Week and Open Campus Day"};
        snprintf(t->number, sizeof t->number, "WWW4095-9999");
        t->zone_title = (struct kiosk_text){"智能控制与工业机器人技术综合实训体验区",
                "Intelligent control and industrial robotics experience zone"};
        t->place = (struct kiosk_text){"产教融合实训中心二号楼四层 402–405 室",
                "Training centre, building 2, 4th floor, rooms 402–405"};
        t->people = 250;
        t->ahead_parties = 999;
        t->issued.day = 28;
        t->issued.month = 9;
        t->calls = t->priority = true;
    } else if (slip == SLIP_BARE) {
        m.title = t->place = (struct kiosk_text){NULL, NULL};
        t->issued.year = 0;
    }
    return m;
}
