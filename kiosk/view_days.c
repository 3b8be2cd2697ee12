/* See view_days.h. A day's activities are a slice of one array, so an activity that lasts several
 * days stands there once for each: at most KM_PROGRAMME_DAYS_MAX times KM_ACTIVITIES_MAX. */
#include "kiosk/view_days.h"

#include "core/local_time.h"

#include <stdlib.h>

#define HOUR 60 /* minutes: how long something without an end is taken to last */

static int ends_at(const struct km_programme_activity *a)
{
    return a->end >= 0 ? a->end : a->start + HOUR;
}

static int by_start(const void *a, const void *b)
{
    const struct kiosk_activity_view *x = a, *y = b;
    return x->start != y->start ? (x->start > y->start) - (x->start < y->start)
                                : (x->end > y->end) - (x->end < y->end);
}

/* minute: of the clock, seen from that day: -1 on one to come, 24 hours on one that is over. */
static struct kiosk_activity_view activity_of(
        const struct km_programme_activity *a, int minute, bool today)
{
    bool timed = a->start >= 0;
    return (struct kiosk_activity_view){.title = kiosk_text_of(&a->title),
            .place = kiosk_text_of(&a->place),
            .about = kiosk_text_of(&a->about),
            .audience = kiosk_text_of(&a->audience),
            .organiser = kiosk_text_of(&a->organiser),
            .when = kiosk_text_of(&a->when),
            .start = a->start,
            .end = a->end,
            .running = today && timed && a->start <= minute && minute < ends_at(a),
            .over = timed ? ends_at(a) <= minute : minute >= 24 * HOUR,
            .zone = a->zone};
}

/* What comes first today; several that begin together all come next. */
static void mark_next(struct kiosk_activity_view *of, size_t count, int minute)
{
    int next = -1;
    for (size_t i = 0; i < count && next < 0; i++)
        if (of[i].start > minute)
            next = of[i].start;
    for (size_t i = 0; i < count; i++)
        of[i].next = next >= 0 && of[i].start == next;
}

/* Ends the day that begins at `first`; one without anything in it is none. */
static void day_close(struct kiosk_scene *scene, struct kiosk_day_view day, int minute)
{
    struct kiosk_model *model = &scene->model;
    struct kiosk_activity_view *of = scene->activities + day.first;
    day.count = model->activity_count - day.first;
    if (day.count == 0 && !day.theme.zh && !day.theme.en)
        return;
    qsort(of, day.count, sizeof *of, by_start);
    if (day.today)
        mark_next(of, day.count, minute);
    scene->days[model->day_count++] = day;
}

/* every: the programme's activities, all of them. */
static void add_date(struct kiosk_scene *scene, const struct km_desk *desk,
        const struct km_programme_activity *const *every, km_day_no date)
{
    const struct km_programme *p = desk->programme;
    struct kiosk_model *model = &scene->model;
    const struct km_programme_day *themed = km_programme_day_find(p, date);
    km_day_no today = KM_DAY_DATE(desk->day);
    int minute = date == today ? desk->minute : date < today ? 24 * HOUR : -1;
    struct kiosk_day_view day = {.date.weekday = km_local_day_weekday(date),
            .today = date == today,
            .past = date < today,
            .first = model->activity_count};
    km_local_day_split(date, &day.date.year, &day.date.month, &day.date.day);
    if (themed) {
        day.theme = kiosk_text_of(&themed->theme);
        day.note = kiosk_text_of(&themed->note);
    }
    for (; *every; every++)
        if (km_programme_activity_on(*every, date))
            scene->activities[model->activity_count++] = activity_of(*every, minute, day.today);
    day_close(scene, day, minute);
}

/* Themes that wait for their date, each with its activities; then what is on no fixed day. */
static void add_undated(struct kiosk_scene *scene, const struct km_programme *p)
{
    struct kiosk_model *model = &scene->model;
    for (uint32_t i = 0; i <= p->days_count; i++) {
        const struct km_programme_day *themed = i < p->days_count ? &p->days[i] : NULL;
        const struct km_programme_activity *of = themed ? themed->activities : p->activities;
        uint32_t count = themed ? themed->activities_count : p->activities_count;
        struct kiosk_day_view day = {.first = model->activity_count};
        if (themed && themed->first == 0) {
            day.theme = kiosk_text_of(&themed->theme);
            day.note = kiosk_text_of(&themed->note);
        }
        for (uint32_t a = 0; a < count; a++)
            if (km_programme_activity_on(&of[a], 0))
                scene->activities[model->activity_count++] = activity_of(&of[a], -1, false);
        day_close(scene, day, -1);
    }
}

/* With one zeroed behind the last. */
static void *zeroed(size_t count, size_t size)
{
    void *all = calloc(count + 1, size);
    if (!all)
        abort();
    return all;
}

/* The programme's activities side by side, NULL at the end; owned. To ask for each by its place
 * costs a walk over the days, and every date asks for all. */
static const struct km_programme_activity **every_activity(const struct km_programme *p)
{
    size_t count = km_programme_activity_count(p);
    const struct km_programme_activity **every = zeroed(count, sizeof *every);
    for (size_t i = 0; i < count; i++)
        every[i] = km_programme_activity_at(p, i);
    return every;
}

/* As many as add_date and add_undated give. */
static size_t count_activities(
        const struct km_programme *p, const struct km_programme_activity *const *every)
{
    size_t count = 0;
    for (; *every; every++) {
        for (int date = p->first_day; date <= p->last_day; date++)
            count += km_programme_activity_on(*every, (km_day_no)date);
        count += km_programme_activity_on(*every, 0);
    }
    return count;
}

static void set_now(struct kiosk_model *model, const struct km_desk *desk)
{
    const struct km_programme *p = desk->programme;
    km_day_no date = KM_DAY_DATE(desk->day);
    const struct km_programme_activity *now = NULL;
    const struct km_programme_activity *next = km_programme_next(p, date, desk->minute);
    model->activity_now_end = model->activity_next_start = -1;
    if (km_programme_now(p, date, desk->minute, &now, 1) > 0) {
        model->activity_now = kiosk_text_of(&now->title);
        model->activity_now_place = kiosk_text_of(&now->place);
        model->activity_now_end = now->end;
    }
    if (next) {
        model->activity_next = kiosk_text_of(&next->title);
        model->activity_next_start = next->start;
    }
}

void kiosk_view_days(struct kiosk_scene *scene, const struct km_desk *desk)
{
    const struct km_programme *p = desk->programme;
    struct kiosk_model *model = &scene->model;
    const struct km_programme_day *today = km_programme_day_find(p, KM_DAY_DATE(desk->day));
    model->accent = p->accent;
    model->now = kiosk_moment_of(desk, desk->now);
    model->host = kiosk_text_of(&p->host);
    model->title = kiosk_text_of(&p->title);
    model->slogan = kiosk_text_of(&p->slogan);
    if (today)
        model->theme = kiosk_text_of(&today->theme);
    set_now(model, desk);
    size_t dates = (size_t)(p->last_day - p->first_day) + 1;
    const struct km_programme_activity **every = every_activity(p);
    scene->activities = zeroed(count_activities(p, every), sizeof *scene->activities);
    scene->days = zeroed(dates + p->days_count + 1, sizeof *scene->days);
    for (int date = p->first_day; date <= p->last_day; date++)
        add_date(scene, desk, every, (km_day_no)date);
    add_undated(scene, p);
    free(every);
    model->activities = scene->activities;
    model->days = scene->days;
}
