/* The campus that the gallery shows: Zhongxiang at a quarter to eleven, every state of a zone. */

#include "kiosk/gallery/exhibits.h"

#include <stdlib.h>

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
        {.title = {"开幕式", "Opening ceremony"},
                .place = {"报告厅", "Lecture hall"},
                .start = 510,
                .end = 540,
                .running = false},
        {.title = {"“技能成才”主题班会", "Class meeting: a future through skills"},
                .place = {"各班教室", "Classrooms"},
                .start = 550,
                .end = 595,
                .running = false},
        {.title = {"职业技能体验区开放", "Experience zones are open"},
                .place = {"实训楼、操场", "Training building, sports field"},
                .start = -1,
                .end = -1,
                .running = false},
        {.title = {"体育舞蹈表演", "Dance sport show"},
                .place = {"操场", "Sports field"},
                .start = 620,
                .end = 670,
                .running = true},
        {.title = {"优秀毕业生故事会", "Stories of former students"},
                .place = {"报告厅", "Lecture hall"},
                .start = 690,
                .end = 735,
                .running = false},
        {.title = {"校企合作签约仪式", "Signing with partner companies"},
                .place = {"会议室", "Conference room"},
                .start = 840,
                .end = 900,
                .running = false},
        {.title = {"家长开放课堂", "Open lessons for parents"},
                .place = {"实训楼 201–204", "Training building 201–204"},
                .start = 870,
                .end = 960,
                .running = false},
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

static struct kiosk_ticket_view taken_ticket(void)
{
    return (struct kiosk_ticket_view){.number = "B2-017",
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
            .qr_size = QR_SIZE,
            .qr_modules = qr,
            .seconds_left = 28,
            .seconds_all = 45};
}

static struct kiosk_checkin_view door(void)
{
    return (struct kiosk_checkin_view){.code = "B",
            .zone_title = {"趣味体能闯关", "Fitness challenge"},
            .place = {"操场东侧", "East sports field"},
            .inside = 18,
            .capacity = 20,
            .waiting_people = 11,
            .admitted = 146,
            .camera = KIOSK_CAMERA_OK,
            .preview = {320, 180, preview}};
}

static struct kiosk_verdict_view verdict(void)
{
    return (struct kiosk_verdict_view){.number = "B2-017",
            .people = 3,
            .party = {{{"小学生", "Primary pupils"}, 1}, {{"家长", "Parents"}, 2}},
            .party_count = 2,
            .issued = {2026, 5, 14, 4, 10, 42},
            .waited = -1,
            .session_start = -1,
            .wait_min = -1,
            .wait_max = -1};
}

struct kiosk_held_view kiosk_gallery_held(void)
{
    return (struct kiosk_held_view){.ticket = {7, 17},
            .state = KIOSK_HELD_WAITING,
            .number = "B2-017",
            .zone = 2,
            .zone_title = {"趣味体能闯关", "Fitness challenge"},
            .place = {"操场东侧", "East sports field"},
            .people = 3,
            .party = {{{"小学生", "Primary pupils"}, 1}, {{"家长", "Parents"}, 2}},
            .party_count = 2,
            .calls = true,
            .session_start = -1,
            .session_end = -1,
            .issued = {2026, 5, 14, 4, 10, 2},
            .ahead_parties = 5,
            .ahead_people = 14,
            .wait_min = 12,
            .wait_max = 18,
            .decided_minutes = -1,
            .inside_minutes = -1};
}

struct kiosk_model kiosk_gallery_base(enum kiosk_lang lang)
{
    make_pictures();
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
            .zone_count = KIOSK_GALLERY_PAGE,
            .zone = 2,
            .categories = {{"小学生", "Primary pupils"}, {"中学生", "Secondary pupils"},
                    {"家长", "Parents"}, {"社区居民", "Neighbours"}, {"企业代表", "Companies"}},
            .category_count = 3,
            .party_max = 8,
            .can_issue = true,
            .can_scan = true,
            .can_leave = true,
            .can_find = true,
            .can_staff = true,
            .print = KIOSK_PRINT_READY,
            .ticket = taken_ticket(),
            .checkin = door(),
            .verdict = verdict(),
            .kiosk_name = {"大厅一号机", "Hall 1"},
            .link = KIOSK_LINK_FRESH,
    };
}
