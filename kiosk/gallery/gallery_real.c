/* The longest words of the five schools' programmes (config/programmes), in every state a zone can
 * be in: what fits here fits on their kiosks. */

#include "kiosk/gallery/exhibits.h"

static struct kiosk_session_view sessions[] = {
        {570, 570, 660, 60, 0, false},
        {840, 840, 930, 60, 41, true},
};

#define NO_QUEUE .opens = -1, .batch_start = -1, .load_percent = 4, .capacity = 20

static const struct kiosk_zone_view zones[] = {
        {.id = 1,
                .code = "A",
                .title = {"机械与智能控制实训体验", "Machines and intelligent control"},
                .place = {"省级劳动教育实践基地", "Provincial labour education base"},
                .about = {"走进机械与智能控制类实训场地，认识职业的多样性。",
                        "Inside the training sites for machines and intelligent control."},
                .audience = {"各级各类学生", "Students of all schools"},
                .duration = 25,
                NO_QUEUE},
        {.id = 2,
                .code = "B",
                .title = {"建筑工程系体验区", "Construction"},
                .place = {"建筑工程系实训室", "Training rooms, Construction"},
                .load = KIOSK_LOAD_MID,
                .wait_max = 30,
                .batch_size = 12,
                .duration = 25,
                .priority_lane = true,
                NO_QUEUE},
        {.id = 3,
                .code = "C",
                .title = {"环境工程系体验区", "Environmental Engineering"},
                .place = {"环境工程系实训室", "Training rooms, Environmental Engineering"},
                .state = KIOSK_ZONE_LATER,
                .opens = 570,
                .opens_day = {2026, 5, 18, 1, 0, 0},
                .batch_start = -1},
        {.id = 4,
                .code = "D",
                .title = {"机电工程系体验区", "Mechanical and Electrical Engineering"},
                .place = {"机电工程系实训室",
                        "Training rooms, Mechanical and Electrical Engineering"},
                .about = {"按顺序闯过平衡、跳跃、投掷、折返跑四关，学生教练全程带领。",
                        "Four stations, balance, jump, throw and shuttle run, with student coaches "
                        "beside you."},
                .audience = {"家长、准父母及中小学生", "Parents, parents-to-be, pupils"},
                .batch_start = 840,
                .batch_left = 41,
                .load_percent = 68,
                .load = KIOSK_LOAD_MID,
                .opens = -1,
                .duration = 90,
                .sessions = sessions,
                .session_count = 2},
        {.id = 5,
                .code = "E",
                .title = {"人工智能新技术体验", "Smartphones and computers"},
                .place = {"生物工程学院实训中心", "Training centre, School of Bioengineering"},
                .state = KIOSK_ZONE_OVER,
                .opens = 540,
                .opens_day = {2026, 5, 15, 5, 0, 0},
                .batch_start = -1},
        {.id = 6,
                .code = "F",
                .title = {"发动机拆解与组装", "Take an engine apart"},
                .place = {"旅游与航空服务学院", "School of Tourism and Aviation Services"},
                .calls = true,
                .age = 14,
                NO_QUEUE},
        {.id = 7,
                .code = "G",
                .title = {"化工与制药实训体验", "Chemistry and pharmacy"},
                .place = {"精艺楼", "Jingyi Building"},
                .state = KIOSK_ZONE_PAUSED,
                .opens = -1,
                .batch_start = -1},
        {.id = 8,
                .code = "H",
                .title = {"农耕劳动实践", "Work on the farm"},
                .place = {"学校农学基地", "College farm"},
                .state = KIOSK_ZONE_CLOSED,
                .opens = -1,
                .batch_start = -1},
        {.id = 9,
                .code = "J",
                .title = {"匠心制皂", "Soap making"},
                .place = {"生物工程学院实训中心", "Training centre, School of Bioengineering"},
                .state = KIOSK_ZONE_LATER,
                .opens = -1,
                .batch_start = -1},
};

static const struct kiosk_activity_view long_activities[] = {
        {.title = {"新时代职业教育发展与人才培养模式创新研讨会",
                 "Seminar on vocational education and new ways of training"},
                .place = {"生物工程学院实训中心", "Training centre, School of Bioengineering"},
                .start = 540,
                .end = 690,
                .running = true},
        {.title = {"“匠心制皂，精心生活”职业教育启蒙培训（第二场）",
                 "Partner companies' open day, lecture on new technology"},
                .place = {0},
                .start = 870,
                .end = 960,
                .running = false},
};

void kiosk_gallery_real_words(struct kiosk_model *m)
{
    m->zones = zones;
    m->zone_count = sizeof zones / sizeof *zones;
    m->host = (struct kiosk_text){
            "湖南化工职业技术学院", "Hunan Chemical Vocational Technology College"};
    m->title = (struct kiosk_text){"2025年职业教育活动周（月）", "Vocational Education Month 2025"};
    m->categories[0] = (struct kiosk_text){"中职学生", "Secondary vocational students"};
    m->category_count = 5;
    m->activity_now = (struct kiosk_text){"“匠心制皂，精心生活”职业教育启蒙培训（第二场）",
            "Partner companies' open day, lecture on new technology"};
    m->activity_now_place = (struct kiosk_text){
            "生物工程学院实训中心", "Training centre, School of Bioengineering"};
    m->activity_next = (struct kiosk_text){"新时代职业教育发展与人才培养模式创新研讨会",
            "Seminar on vocational education and new ways of training"};
    m->activities = long_activities;
    m->activity_count = sizeof long_activities / sizeof *long_activities;
}
