#include "tests/kiosk/ui/sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SAMPLES_MAX 64
#define QR_SIZE 53 /* version 9: the size of a ticket's code */

static struct kiosk_session_view sessions[] = {
        {540, 540, 570, 12, 0, false},
        {600, 600, 630, 12, 0, true},
        {660, 660, 690, 12, 3, true},
        {690, 690, 720, 12, 12, true},
        {840, 840, 870, 12, 9, true},
        {870, 870, 900, 12, 12, true},
        {900, 900, 930, 12, 1, true},
        {930, 930, 960, 12, 12, true},
        {960, 960, 990, 12, 12, true},
};

static const struct kiosk_zone_view zones[] = {
        {.id = 1,
                .code = "A",
                .title = {"手绘创作", "Hand painting"},
                .place = {"艺术楼 201", "Arts building 201"},
                .about = {"在老师指导下画一个小纸伞或团扇，画好带走。",
                        "Paint a paper parasol or a fan with a teacher, and take it home."},
                .audience = {"小学生、家长", "pupils, parents"},
                .state = KIOSK_ZONE_OPEN,
                .load = KIOSK_LOAD_SHORT,
                .load_percent = 6,
                .wait_min = 0,
                .wait_max = 5,
                .duration = 20,
                .opens = -1,
                .batch_start = -1,
                .inside = 9,
                .capacity = 24,
                .admitted = 71},
        {.id = 2,
                .code = "B",
                .title = {"趣味体能闯关", "Fitness challenge"},
                .place = {"操场东侧", "East sports field"},
                .about = {"跳箱、平衡木、折返跑，六关闯完盖章领奖。由体育教师全程保护。",
                        "Vaulting box, balance beam, shuttle run: six stations, a stamp at each. "
                        "Sports teachers look after you all the way."},
                .audience = {"中小学生，穿运动鞋", "pupils of all ages, in sports shoes"},
                .state = KIOSK_ZONE_OPEN,
                .load = KIOSK_LOAD_MID,
                .load_percent = 46,
                .waiting_parties = 5,
                .waiting_people = 14,
                .wait_min = 12,
                .wait_max = 18,
                .duration = 15,
                .opens = -1,
                .batch_start = -1,
                .inside = 18,
                .capacity = 20,
                .admitted = 146,
                .priority_lane = true,
                .calls = true},
        {.id = 3,
                .code = "C",
                .title = {"婴儿护理实操", "Caring for a baby"},
                .place = {"实训楼 305", "Training building 305"},
                .about = {"给仿真宝宝洗澡、穿衣、做抚触，学一个家庭护理小窍门。",
                        "Bathe, dress and massage a lifelike doll, and learn one trick for home."},
                .audience = {"所有来宾", "everybody"},
                .state = KIOSK_ZONE_OPEN,
                .load = KIOSK_LOAD_LONG,
                .load_percent = 88,
                .waiting_parties = 12,
                .waiting_people = 31,
                .wait_min = 35,
                .wait_max = 45,
                .duration = 25,
                .opens = -1,
                .batch_start = -1,
                .inside = 12,
                .capacity = 12,
                .admitted = 58,
                .age = 6},
        {.id = 4,
                .code = "D",
                .title = {"智能手机与电脑", "Phones and computers"},
                .place = {"实训楼 402", "Training building 402"},
                .about = {"拆装一台电脑，给老人手机调大字、防诈骗。",
                        "Take a computer apart, and make a phone safe and easy for the elderly."},
                .audience = {"社区居民", "neighbours"},
                .state = KIOSK_ZONE_OPEN,
                .load = KIOSK_LOAD_SHORT,
                .load_percent = 16,
                .waiting_parties = 2,
                .waiting_people = 3,
                .wait_min = 5,
                .wait_max = 8,
                .duration = 20,
                .opens = -1,
                .batch_start = -1,
                .inside = 10,
                .capacity = 16,
                .admitted = 40},
        {.id = 5,
                .code = "E",
                .title = {"数控加工观摩", "CNC machining"},
                .place = {"机加工车间", "Machine shop"},
                .about = {"看数控车床把一根铝棒变成一枚校徽，戴好护目镜近距离观摩。",
                        "See a lathe turn a bar of aluminium into the school's badge, close up, "
                        "with safety goggles on."},
                .audience = {"初中生、企业代表", "lower secondary pupils, companies"},
                .state = KIOSK_ZONE_OPEN,
                .load = KIOSK_LOAD_MID,
                .load_percent = 60,
                .waiting_parties = 4,
                .waiting_people = 9,
                .wait_min = 18,
                .wait_max = 18,
                .duration = 30,
                .opens = -1,
                .batch_size = 12,
                .batch_start = 660,
                .batch_left = 3,
                .inside = 12,
                .capacity = 12,
                .admitted = 36,
                .sessions = sessions,
                .session_count = sizeof sessions / sizeof *sessions},
        {.id = 6,
                .code = "F",
                .title = {"校园导览", "Campus tour"},
                .place = {"南门集合点", "South gate"},
                .about = {"学生志愿者带队走一圈：实训楼、图书馆、荣誉墙。",
                        "Once around with a student guide: workshops, library, wall of honour."},
                .state = KIOSK_ZONE_PAUSED,
                .reason = {"午间暂停", "Lunch break"},
                .opens = 750,
                .wait_min = -1,
                .wait_max = -1,
                .batch_start = -1,
                .duration = 40,
                .capacity = 30},
        {.id = 7,
                .code = "G",
                .title = {"中式面点", "Chinese pastry"},
                .place = {"食堂二楼", "Canteen, 2nd floor"},
                .state = KIOSK_ZONE_FULL,
                .opens = -1,
                .wait_min = -1,
                .wait_max = -1,
                .batch_start = -1,
                .capacity = 20},
        {.id = 8,
                .code = "H",
                .title = {"新能源汽车", "Electric vehicles"},
                .place = {"汽修车间", "Car workshop"},
                .state = KIOSK_ZONE_OPEN,
                .load = KIOSK_LOAD_SHORT,
                .load_percent = 12,
                .waiting_parties = 1,
                .waiting_people = 1,
                .wait_min = -1,
                .wait_max = -1,
                .opens = -1,
                .batch_start = -1,
                .capacity = 10,
                .duration = 10},
        {.id = 9,
                .code = "J",
                .title = {"茶艺与礼仪", "Tea and manners"},
                .place = {"文化楼 102", "Culture building 102"},
                .state = KIOSK_ZONE_CLOSED,
                .opens = 840,
                .wait_min = -1,
                .wait_max = -1,
                .batch_start = -1,
                .capacity = 16},
        {.id = 10,
                .code = "K",
                .title = {"无人机飞行", "Flying drones"},
                .place = {"体育馆", "Gymnasium"},
                .state = KIOSK_ZONE_OPEN,
                .load = KIOSK_LOAD_LONG,
                .load_percent = 100,
                .waiting_parties = 20,
                .waiting_people = 120,
                .wait_min = 115,
                .wait_max = 130,
                .opens = -1,
                .batch_start = -1,
                .capacity = 8,
                .duration = 10},
};

static const struct kiosk_activity_view activities[] = {
        {{"开幕式", "Opening ceremony"}, {"报告厅", "Lecture hall"}, 510, 540, false},
        {{"“技能成才”主题班会", "Class meeting: a future through skills"},
                {"各班教室", "Classrooms"}, 550, 595, false},
        {{"职业技能体验区开放", "Experience zones are open"},
                {"实训楼、操场", "Training building, sports field"}, -1, -1, false},
        {{"体育舞蹈表演", "Dance sport show"}, {"操场", "Sports field"}, 620, 670, true},
        {{"优秀毕业生故事会", "Stories of former students"}, {"报告厅", "Lecture hall"}, 690, 735,
                false},
        {{"校企合作签约仪式", "Signing with partner companies"}, {"会议室", "Conference room"}, 840,
                900, false},
        {{"家长开放课堂", "Open lessons for parents"},
                {"实训楼 201–204", "Training building 201–204"}, 870, 960, false},
};

static uint8_t qr[QR_SIZE * QR_SIZE];
static uint8_t preview[320 * 180];

/* A picture that looks like a QR code: finders at three corners and noise. */
static void make_pictures(void)
{
    uint32_t seed = 7;
    for (int i = 0; i < QR_SIZE * QR_SIZE; i++) {
        seed = seed * 1664525u + 1013904223u;
        int x = i % QR_SIZE;
        int y = i / QR_SIZE;
        int fx = x < 8 ? x : x >= QR_SIZE - 8 && y < 8 ? QR_SIZE - 1 - x : 99;
        int fy = y < 8 ? y : y >= QR_SIZE - 8 && x < 8 ? QR_SIZE - 1 - y : 99;
        qr[i] = seed >> 31;
        if (fx < 8 && fy < 8) {
            int dx = abs(fx - 3);
            int dy = abs(fy - 3);
            int d = dx > dy ? dx : dy;
            qr[i] = fx < 7 && fy < 7 && d != 2;
        }
    }
    for (int y = 0; y < 180; y++)
        for (int x = 0; x < 320; x++) {
            int mx = (x - 110) * QR_SIZE / 100;
            int my = (y - 40) * QR_SIZE / 100;
            bool code = x >= 110 && x < 210 && y >= 40 && y < 140;
            bool paper = x >= 98 && x < 222 && y >= 20 && y < 160;
            preview[y * 320 + x] = code    ? (qr[my * QR_SIZE + mx] ? 25 : 225)
                                   : paper ? 228
                                           : (uint8_t)(60 + x / 6 + y / 8);
        }
}

static struct kiosk_model base(enum kiosk_lang lang)
{
    return (struct kiosk_model){
            .screen = KIOSK_SCREEN_HOME,
            .lang = lang,
            .accent = 0x0C5A6B,
            .now = {2026, 5, 14, 4, 10, 42},
            .host = {"钟祥市志强职业中学", "Zhiqiang Vocational School, Zhongxiang"},
            .title = {"职业教育活动周", "Vocational Education Week"},
            .theme = {"职业技能体验日", "Skills Experience Day"},
            .slogan = {"一技在手 一生无忧", "One skill in hand, no worries for life"},
            .activity_now = {"体育舞蹈表演", "Dance sport show"},
            .activity_now_place = {"操场", "Sports field"},
            .activity_now_end = 670,
            .activity_next = {"优秀毕业生故事会", "Stories of former students"},
            .activity_next_start = 690,
            .activities = activities,
            .activity_count = sizeof activities / sizeof *activities,
            .zones = zones,
            .zone_count = 6,
            .zone = 2,
            .categories = {{"小学生", "Primary pupils"}, {"中学生", "Secondary pupils"},
                    {"家长", "Parents"}, {"社区居民", "Neighbours"}, {"企业代表", "Companies"}},
            .category_count = 3,
            .party_max = 8,
            .can_issue = true,
            .can_scan = true,
            .can_leave = true,
            .ticket = {.number = "B2-017",
                    .zone_title = {"趣味体能闯关", "Fitness challenge"},
                    .place = {"操场东侧", "East sports field"},
                    .people = 3,
                    .issued = {2026, 5, 14, 4, 10, 42},
                    .ahead_parties = 5,
                    .ahead_people = 14,
                    .wait_min = 12,
                    .wait_max = 18,
                    .session_start = -1,
                    .session_end = -1,
                    .calls = true,
                    .can_print = true,
                    .qr_size = QR_SIZE,
                    .qr_modules = qr,
                    .seconds_left = 28,
                    .seconds_all = 45},
            .checkin = {.code = "B",
                    .zone_title = {"趣味体能闯关", "Fitness challenge"},
                    .place = {"操场东侧", "East sports field"},
                    .inside = 18,
                    .capacity = 20,
                    .waiting_people = 11,
                    .admitted = 146,
                    .camera = KIOSK_CAMERA_OK,
                    .preview = {320, 180, preview}},
            .verdict = {.number = "B2-017",
                    .people = 3,
                    .party = {{{"小学生", "Primary pupils"}, 1}, {{"家长", "Parents"}, 2}},
                    .party_count = 2,
                    .issued = {2026, 5, 14, 4, 10, 42},
                    .waited = -1,
                    .session_start = -1,
                    .wait_min = -1,
                    .wait_max = -1},
            .kiosk_name = {"大厅一号机", "Hall 1"},
            .link = KIOSK_LINK_FRESH,
    };
}

static struct sample samples[SAMPLES_MAX];
static size_t sample_count;

static struct kiosk_model *add(const char *name, struct kiosk_model m, enum kiosk_screen screen)
{
    m.screen = screen;
    samples[sample_count] = (struct sample){name, m};
    return &samples[sample_count++].model;
}

/* The words of the schools' own programmes: home with few zones, with a page of them and with more;
 * and each zone. */
static void add_real(struct kiosk_model b)
{
    static const char *const homes[] = {"home-real-4", "home-real-5", "home-real-6", "home-real-9"};
    static const size_t counts[] = {4, 5, 6, 9};
    static const char *const names[] = {"zone-real-1", "zone-real-2", "zone-real-not-today",
            "zone-real-sessions", "zone-real-over", "zone-real-6", "zone-real-paused",
            "zone-real-closed", "zone-real-never"};
    sample_real_words(&b);
    for (int i = 0; i < 4; i++) {
        struct kiosk_model *m = add(homes[i], b, KIOSK_SCREEN_HOME);
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
    add("schedule-real", b, KIOSK_SCREEN_SCHEDULE)->theme = (struct kiosk_text){0};
    for (size_t i = 0; i < b.zone_count; i++)
        add(names[i], b, KIOSK_SCREEN_ZONE)->zone = b.zones[i].id;
}

static void add_visitor(enum kiosk_lang lang)
{
    struct kiosk_model b = base(lang);
    add("home", b, KIOSK_SCREEN_HOME);
    struct kiosk_model *m = add("home-many", b, KIOSK_SCREEN_HOME);
    m->zone_count = sizeof zones / sizeof *zones;
    m->link = KIOSK_LINK_OFFLINE;
    m->link_age = 6;
    m->accent = 0x7A3E9D;
    m = add("home-few", b, KIOSK_SCREEN_HOME);
    m->zone_count = 2;
    m->can_scan = false;
    m->activity_count = 0;
    m->activity_now = m->theme = (struct kiosk_text){0};
    add_real(b);
    m = add("home-none", b, KIOSK_SCREEN_HOME);
    m->zones = NULL;
    m->zone_count = 0;
    add("schedule", b, KIOSK_SCREEN_SCHEDULE);
    add("zone", b, KIOSK_SCREEN_ZONE);
    m = add("zone-sessions", b, KIOSK_SCREEN_ZONE);
    m->zone = 5;
    m = add("zone-five-kinds", b, KIOSK_SCREEN_ZONE);
    m->category_count = 5;
    m = add("zone-paused", b, KIOSK_SCREEN_ZONE);
    m->zone = 6;
    m = add("zone-full", b, KIOSK_SCREEN_ZONE);
    m->zone_count = sizeof zones / sizeof *zones;
    m->zone = 7;
    add("ticket", b, KIOSK_SCREEN_TICKET);
    m = add("ticket-session", b, KIOSK_SCREEN_TICKET);
    m->ticket.session_start = 660;
    m->ticket.session_end = 690;
    m->ticket.priority = true;
    m->ticket.can_print = false;
    m = add("ticket-first", b, KIOSK_SCREEN_TICKET);
    m->ticket.ahead_parties = m->ticket.ahead_people = 0;
    m->ticket.wait_min = m->ticket.wait_max = -1;
    strcpy(m->ticket.number, "ABC12-0117");
    m = add("notice-busy", b, KIOSK_SCREEN_ZONE);
    m->notice = KIOSK_NOTICE_BUSY;
    m = add("notice-warn", b, KIOSK_SCREEN_HOME);
    m->notice = KIOSK_NOTICE_WARN;
    m->notice_text = (struct kiosk_text){"这一场刚刚约满，请选别的场次",
            "This session has just filled up, please choose another"};
}

static struct kiosk_verdict_view *add_verdict(
        enum kiosk_lang lang, const char *name, enum kiosk_verdict verdict)
{
    struct kiosk_model *m = add(name, base(lang), KIOSK_SCREEN_VERDICT);
    m->verdict.verdict = verdict;
    return &m->verdict;
}

static void add_doors(enum kiosk_lang lang)
{
    struct kiosk_model *m = add("checkin", base(lang), KIOSK_SCREEN_CHECKIN);
    m = add("checkin-no-camera", base(lang), KIOSK_SCREEN_CHECKIN);
    m->checkin.camera = KIOSK_CAMERA_LOST;
    m->checkin.every_zone = true;
    struct kiosk_verdict_view *d = add_verdict(lang, "verdict-admit", KIOSK_VERDICT_ADMIT);
    d->waited = 15;
    d->can_undo = true;
    d = add_verdict(lang, "verdict-used", KIOSK_VERDICT_USED);
    d->when = (struct kiosk_moment){2026, 5, 14, 4, 10, 57};
    d->where = (struct kiosk_text){"趣味体能闯关，二号机", "Fitness challenge, kiosk 2"};
    d->age = 6;
    d = add_verdict(lang, "verdict-wrong-day", KIOSK_VERDICT_WRONG_DAY);
    d->when = (struct kiosk_moment){2026, 5, 15, 5, 0, 0};
    d = add_verdict(lang, "verdict-wrong-zone", KIOSK_VERDICT_WRONG_ZONE);
    d->where = (struct kiosk_text){"C 婴儿护理实操", "C Caring for a baby"};
    d->place = (struct kiosk_text){"实训楼 305", "Training building 305"};
    d = add_verdict(lang, "verdict-too-early", KIOSK_VERDICT_TOO_EARLY);
    d->session_start = 660;
    d = add_verdict(lang, "verdict-not-called", KIOSK_VERDICT_NOT_CALLED);
    d->ahead_parties = 3;
    d->wait_min = 8;
    d->wait_max = 12;
    d->can_admit = true;
    add_verdict(lang, "verdict-no-show", KIOSK_VERDICT_NO_SHOW)->can_admit = true;
    add_verdict(lang, "verdict-cancelled", KIOSK_VERDICT_CANCELLED);
    d = add_verdict(lang, "verdict-transferred", KIOSK_VERDICT_TRANSFERRED);
    d->where = (struct kiosk_text){"D 智能手机与电脑", "D Phones and computers"};
    strcpy(d->other_number, "D1-014");
    add_verdict(lang, "verdict-full", KIOSK_VERDICT_FULL)->can_admit = true;
    add_verdict(lang, "verdict-paused", KIOSK_VERDICT_PAUSED);
    add_verdict(lang, "verdict-revoked", KIOSK_VERDICT_REVOKED);
    static const enum kiosk_verdict nameless[] = {
            KIOSK_VERDICT_FORGED, KIOSK_VERDICT_FOREIGN, KIOSK_VERDICT_UNREADABLE};
    static const char *const names[] = {"verdict-forged", "verdict-foreign", "verdict-unreadable"};
    for (int i = 0; i < 3; i++) {
        d = add_verdict(lang, names[i], nameless[i]);
        d->number[0] = 0;
        d->people = 0;
        d->issued.year = 0;
    }
    d = add_verdict(lang, "verdict-cannot-check", KIOSK_VERDICT_CANNOT_CHECK);
    d->can_admit = true;
    d->age = 14;
}

static void add_messages(enum kiosk_lang lang)
{
    static const char *const names[] = {
            "message-no-programme", "message-not-enrolled", "message-clock", "message-fatal"};
    for (int i = 0; i < 4; i++) {
        struct kiosk_model *m = add(names[i], base(lang), KIOSK_SCREEN_MESSAGE);
        m->message = (enum kiosk_message)i;
        m->link = KIOSK_LINK_NEVER;
        m->node_name = "7F3A-91C2-04BE-55D0";
        if (m->message == KIOSK_MESSAGE_FATAL)
            m->message_text =
                    "Could not open the journal: /var/lib/kaimen/kiosk.db: disk I/O error";
    }
}

const struct sample *sample_all(enum kiosk_lang lang, size_t *out_count)
{
    make_pictures();
    sample_count = 0;
    add_visitor(lang);
    add_doors(lang);
    add_messages(lang);
    *out_count = sample_count;
    return samples;
}
