/* His own ticket, the whole programme, help, goodbye: Zhongxiang's week, and the longest words of
 * the five schools. */

#include "kiosk/gallery/exhibits.h"

#include <string.h>

#define TIMED(from, to) .start = (from), .end = (to)
#define NEVER .start = -1, .end = -1
#define COUNT(of) (sizeof(of) / sizeof *(of))

/* ---- the week ---- */

static const struct kiosk_activity_view week[] = {
        {.title = {"新时代职业教育发展与人才培养模式创新研讨会",
                 "Seminar on vocational education and new ways of training"},
                .place = {"教学楼", "Teaching Building"},
                .audience = {"学校领导、骨干教师、合作企业代表",
                        "School leaders, senior teachers, partner companies"},
                TIMED(540, 690),
                .over = true},
        {.title = {"优秀案例分享", "Good practice from the five programmes"},
                .place = {"教学楼", "Teaching Building"},
                TIMED(870, 990),
                .over = true},
        {.title = {"技能成才宣讲", "Careers through skills"}, TIMED(570, 690), .over = true},
        {.title = {"合作企业开放日·行业前沿技术讲座",
                 "Partner companies' open day, lecture on new technology"},
                TIMED(570, 660),
                .over = true},
        {.title = {"职业技能体验区开放", "Experience zones are open"},
                .place = {"实训楼、操场", "Training building, sports field"},
                NEVER},
        {.title = {"开幕式", "Opening ceremony"},
                .place = {"报告厅", "Lecture hall"},
                TIMED(510, 540),
                .over = true},
        {.title = {"“技能成才”主题班会", "Class meeting: a future through skills"},
                .place = {"各班教室", "Classrooms"},
                .audience = {"在校学生", "Students"},
                TIMED(550, 595),
                .over = true},
        {.title = {"体育舞蹈表演", "Dance sport show"},
                .place = {"操场", "Sports field"},
                .audience = {"所有来宾", "everybody"},
                TIMED(620, 670),
                .running = true},
        {.title = {"优秀毕业生故事会", "Stories of former students"},
                .place = {"报告厅", "Lecture hall"},
                .zone = 5,
                TIMED(690, 735),
                .next = true},
        {.title = {"校企合作签约仪式", "Signing with partner companies"},
                .place = {"会议室", "Conference room"},
                TIMED(840, 900)},
        {.title = {"家长开放课堂", "Open lessons for parents"},
                .place = {"实训楼 201–204", "Training building 201–204"},
                .audience = {"家长", "parents"},
                TIMED(870, 960)},
        {.title = {"维修小家电", "Repair of small appliances"},
                .place = {"周边社区", "Neighbourhoods around the school"},
                NEVER},
        {.title = {"智能手机教学、电脑故障排查", "Smartphone lessons and computer repairs"},
                .place = {"周边社区", "Neighbourhoods around the school"},
                NEVER},
        {.title = {"教学成果与学生作品展", "Exhibition of teaching and students' work"},
                .when = {"全周", "All week"},
                NEVER},
};

#define MAY(day, week) .date = {2026, 5, day, week, 0, 0}

static const struct kiosk_day_view days[] = {
        {MAY(10, 0), .past = true, .theme = {"职教改革研讨日", "Teaching Reform Day"}, .count = 2},
        {MAY(11, 1), .past = true, .theme = {"技能成才宣讲日", "Skilled Careers Day"}, .first = 2,
                .count = 1},
        {MAY(12, 2), .past = true, .theme = {"产教融合示范日", "School and Industry Day"},
                .first = 3, .count = 1},
        {MAY(13, 3), .past = true, .theme = {"发展成效展示日", "Achievements Day"}, .first = 4},
        {MAY(14, 4), .today = true, .theme = {"职业技能体验日", "Skills Experience Day"},
                .note = {"面向社会全面开放校园，五大专业沉浸式体验区。",
                        "The campus is open to everyone, with hands-on zones of all five "
                        "programmes."},
                .first = 4, .count = 7},
        {MAY(15, 5), .theme = {"职业技能体验日", "Skills Experience Day"}, .first = 4, .count = 1},
        {MAY(16, 6), .theme = {"职教志愿服务日", "Volunteers' Day"},
                .note = {"各专业学生志愿者走进周边社区开展公益服务。",
                        "Students of all programmes help in the neighbourhoods around the school."},
                .first = 11, .count = 2},
        {.first = 13, .count = 1},
};

/* A month of days, so that they do not all fit. */
static struct kiosk_day_view month[31];

static void add_schedules(struct kiosk_gallery *g, struct kiosk_model b)
{
    b.activities = week;
    b.activity_count = COUNT(week);
    b.days = days;
    b.day_count = COUNT(days);
    kiosk_gallery_add(g, "schedule", b, KIOSK_SCREEN_SCHEDULE);
    struct kiosk_model *m = kiosk_gallery_add(g, "schedule-past", b, KIOSK_SCREEN_SCHEDULE);
    m->day_count = 3; /* all of them over: the last is shown */
    m = kiosk_gallery_add(g, "schedule-undated", b, KIOSK_SCREEN_SCHEDULE);
    m->days = &days[COUNT(days) - 1];
    m->day_count = 1;
    m = kiosk_gallery_add(g, "schedule-none", b, KIOSK_SCREEN_SCHEDULE);
    m->day_count = m->activity_count = 0;
    for (int i = 0; i < 31; i++) {
        month[i] = days[4];
        month[i].date = (struct kiosk_moment){2026, 5, i + 1, (i + 5) % 7, 0, 0};
        month[i].today = i == 13;
        month[i].past = i < 13;
        month[i].theme = i % 2 == 0 ? (struct kiosk_text){0}
                                    : (struct kiosk_text){"教授一分钟说专业/学院",
                                              "Development of Vocational Education Day"};
    }
    m = kiosk_gallery_add(g, "schedule-real", b, KIOSK_SCREEN_SCHEDULE);
    m->days = month;
    m->day_count = 31;
}

/* ---- attract ---- */

static void add_attract(struct kiosk_gallery *g, struct kiosk_model b)
{
    static const char *const names[] = {"attract-queues", "attract-now", "attract-today"};
    for (uint64_t i = 0; i < 3; i++)
        kiosk_gallery_add(g, names[i], b, KIOSK_SCREEN_ATTRACT)->ms = i * 8000 + 1000;
    struct kiosk_model *m = kiosk_gallery_add(g, "attract-quiet", b, KIOSK_SCREEN_ATTRACT);
    m->zone_count = 0; /* before the doors open: nothing to say but welcome */
    m->activity_now = m->activity_next = (struct kiosk_text){0};
    kiosk_gallery_real_words(&b);
    m = kiosk_gallery_add(g, "attract-real", b, KIOSK_SCREEN_ATTRACT);
    m->theme =
            (struct kiosk_text){"教授一分钟说专业/学院", "Development of Vocational Education Day"};
    kiosk_gallery_add(g, "attract-real-now", b, KIOSK_SCREEN_ATTRACT)->ms = 9000;
}

/* ---- a ticket in its owner's hands ---- */

static const struct kiosk_stamp_view stamps[KIOSK_GALLERY_ZONES] = {
        {.zone = 1, .stamped = true, .at = {2026, 5, 14, 4, 9, 5}, .rating = 5},
        {.zone = 2, .number = "B2-017"},
        {.zone = 3},
        {.zone = 4, .stamped = true, .at = {2026, 5, 14, 4, 9, 48}},
        {.zone = 5},
        {.zone = 6},
        {.zone = 7},
        {.zone = 8},
        {.zone = 9},
        {.zone = 10},
};

static struct kiosk_held_view held_of(enum kiosk_held state)
{
    struct kiosk_held_view held = kiosk_gallery_held();
    held.state = state;
    held.last_people = 31;
    held.last_min = 28;
    held.last_max = 40;
    held.decided = (struct kiosk_moment){2026, 5, 14, 4, 10, 39};
    held.decided_minutes = 3;
    held.stamps = stamps;
    held.stamp_count = COUNT(stamps);
    held.stamped = 2;
    return held;
}

static struct kiosk_held_view *add_mine(
        struct kiosk_gallery *g, const char *name, struct kiosk_model b, enum kiosk_held state)
{
    struct kiosk_model *m = kiosk_gallery_add(g, name, b, KIOSK_SCREEN_MINE);
    m->held = held_of(state);
    m->print = KIOSK_PRINT_READY;
    m->visitor_known = true;
    return &m->held;
}

static void add_queue(struct kiosk_gallery *g, struct kiosk_model b)
{
    struct kiosk_held_view *h = add_mine(g, "mine", b, KIOSK_HELD_WAITING);
    h->can_cancel = h->can_defer = h->can_print = true;
    h = add_mine(g, "mine-first", b, KIOSK_HELD_WAITING);
    h->ahead_parties = h->ahead_people = 0;
    h->wait_min = h->wait_max = -1;
    h->can_cancel = h->priority = true;
    strcpy(h->number, "ABC12-0117");
    b.zone_count = KIOSK_GALLERY_ZONES;
    h = add_mine(g, "mine-session", b, KIOSK_HELD_WAITING);
    h->session_start = 660;
    h->session_end = 690;
    h->can_cancel = h->can_print = true;
    h = add_mine(g, "mine-called", b, KIOSK_HELD_CALLED);
    h->can_cancel = h->can_defer = h->can_print = true;
    h = add_mine(g, "mine-overdue", b, KIOSK_HELD_CALLED);
    h->decided_minutes = 9;
    h->overdue = h->can_cancel = true;
    h = add_mine(g, "mine-no-show", b, KIOSK_HELD_NO_SHOW);
    h->decided_minutes = 21;
    h->can_cancel = true;
}

static void add_after(struct kiosk_gallery *g, struct kiosk_model b)
{
    struct kiosk_held_view *h = add_mine(g, "mine-inside", b, KIOSK_HELD_INSIDE);
    h->inside_minutes = 12;
    h->can_check_out = h->can_rate = true;
    h = add_mine(g, "mine-left", b, KIOSK_HELD_LEFT);
    h->inside_minutes = 18;
    h->can_rate = true;
    h = add_mine(g, "mine-rated", b, KIOSK_HELD_LEFT);
    h->can_rate = true;
    h->rating = 4;
    add_mine(g, "mine-cancelled", b, KIOSK_HELD_CANCELLED);
    h = add_mine(g, "mine-transferred", b, KIOSK_HELD_TRANSFERRED);
    h->other_title = (struct kiosk_text){"智能手机与电脑", "Phones and computers"};
    strcpy(h->other_number, "D1-014");
    h = add_mine(g, "mine-unknown", b, KIOSK_HELD_UNKNOWN);
    h->number[0] = 0;
    kiosk_gallery_real_words(&b);
    h = add_mine(g, "mine-real", b, KIOSK_HELD_NO_SHOW);
    h->zone_title =
            (struct kiosk_text){"机械与智能控制实训体验", "Machines and intelligent control"};
    h->place = (struct kiosk_text){
            "机电工程系实训室", "Training rooms, Mechanical and Electrical Engineering"};
    h->priority = true;
}

/* ---- the rest ---- */

static void add_goodbyes(struct kiosk_gallery *g, struct kiosk_model b)
{
    b.held = held_of(KIOSK_HELD_LEFT);
    b.held.stamp_count = 3; /* he goes on to D and E */
    b.goodbye = (struct kiosk_goodbye_view){.ticket = {7, 17},
            .number = "B2-017",
            .zone_title = {"趣味体能闯关", "Fitness challenge"},
            .minutes = 18,
            .seconds_left = 16,
            .seconds_all = 20};
    kiosk_gallery_add(g, "goodbye", b, KIOSK_SCREEN_GOODBYE);
    struct kiosk_model *m = kiosk_gallery_add(g, "goodbye-rated", b, KIOSK_SCREEN_GOODBYE);
    m->goodbye.rating = 5;
    m->goodbye.seconds_left = 6;
    m = kiosk_gallery_add(g, "goodbye-all-shut", b, KIOSK_SCREEN_GOODBYE);
    m->zone_count = 0;
    m->goodbye.minutes = -1;
}

static void add_finds(struct kiosk_gallery *g, struct kiosk_model b)
{
    kiosk_gallery_add(g, "find", b, KIOSK_SCREEN_FIND);
    kiosk_gallery_add(g, "find-leave", b, KIOSK_SCREEN_FIND)->find = KIOSK_FIND_LEAVE;
    struct kiosk_model *m = kiosk_gallery_add(g, "find-camera-lost", b, KIOSK_SCREEN_FIND);
    m->checkin.camera = KIOSK_CAMERA_LOST;
    m = kiosk_gallery_add(g, "find-hand-scanner", b, KIOSK_SCREEN_FIND);
    m->checkin.camera = KIOSK_CAMERA_NONE;
}

static void add_access(struct kiosk_gallery *g, struct kiosk_model b)
{
    kiosk_gallery_add(g, "access", b, KIOSK_SCREEN_ACCESS);
    struct kiosk_model *m = kiosk_gallery_add(g, "access-all", b, KIOSK_SCREEN_ACCESS);
    m->access = KIOSK_ACCESS_LOW | KIOSK_ACCESS_CONTRAST | KIOSK_ACCESS_LARGE | KIOSK_ACCESS_SPOKEN;
    b.held = held_of(KIOSK_HELD_WAITING);
    b.held.can_cancel = b.held.can_defer = true;
    kiosk_gallery_add(g, "mine-low", b, KIOSK_SCREEN_MINE)->access = KIOSK_ACCESS_LOW;
    m = kiosk_gallery_add(g, "mine-large", b, KIOSK_SCREEN_MINE);
    m->access = KIOSK_ACCESS_LARGE | KIOSK_ACCESS_CONTRAST;
}

void kiosk_gallery_visit(struct kiosk_gallery *g, enum kiosk_lang lang)
{
    struct kiosk_model b = kiosk_gallery_base(lang);
    add_attract(g, b);
    add_schedules(g, b);
    add_finds(g, b);
    add_queue(g, b);
    add_after(g, b);
    add_goodbyes(g, b);
    add_access(g, b);
}
