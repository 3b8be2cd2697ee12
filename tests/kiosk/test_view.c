/* What the screens are told of a zone that gives no tickets: the true reason, and when it opens. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kiosk/view.h"
#include "tests/kiosk/fake_station.h"

#define PROGRAMME "tests/data/programmes/small.yaml"
#define HOUR 3600000ll
#define START (FAKE_NOW - 26 * HOUR - HOUR / 4) /* 2026-05-14 07:00 */

static char err[KM_ERR_MAX];

struct hall {
    struct fake_station station;
    struct kiosk_identity identity;
    struct kiosk_keeper kiosk;
    struct kiosk_instant now;
    struct kiosk_scene *scene;
};

static void good(bool ok)
{
    if (!ok)
        fail_msg("%s", err);
}

static int set_up(void **state)
{
    static struct hall hall;
    struct km_journal *journal = NULL;
    hall = (struct hall){.now = {.utc = START, .steady = 50000}};
    fake_station_open(&hall.station, START);
    fake_station_plan(&hall.station, PROGRAMME, 0);
    hall.identity = fake_station_enrol(&hall.station, 1, "Hall");
    good(km_journal_open_memory(&journal, err));
    good(kiosk_keeper_open(&hall.kiosk, journal, &hall.identity, hall.now, err));
    good(fake_station_sync(&hall.station, &hall.kiosk, &hall.now, 4));
    *state = &hall;
    return 0;
}

static int tear_down(void **state)
{
    struct hall *hall = *state;
    kiosk_scene_free(hall->scene);
    kiosk_keeper_close(&hall->kiosk);
    fake_station_close(&hall->station);
    return 0;
}

/* The zone as it is shown that many hours after the start; valid until the next call. */
static const struct kiosk_zone_view *zone_at(struct hall *hall, const char *code, double hours)
{
    int64_t ms = (int64_t)(hours * (double)HOUR);
    struct kiosk_instant then = {hall->now.utc + ms, hall->now.steady + ms};
    kiosk_scene_free(hall->scene);
    hall->scene = kiosk_scene_new(&hall->kiosk, then);
    for (size_t i = 0; i < hall->scene->model.zone_count; i++)
        if (strcmp(hall->scene->zones[i].code, code) == 0)
            return &hall->scene->zones[i];
    fail_msg("no zone %s", code);
    return NULL;
}

static void check(
        const struct kiosk_zone_view *zone, enum kiosk_zone_state state, int opens, int day)
{
    assert_int_equal(zone->state, state);
    assert_int_equal(zone->opens, opens);
    assert_int_equal(zone->opens_day.day, day);
    if (day != 0)
        assert_int_equal(zone->opens_day.weekday, 5);
}

static void test_hours(void **state)
{
    struct hall *hall = *state;
    check(zone_at(hall, "A", 0), KIOSK_ZONE_LATER, 510, 0); /* before them */
    check(zone_at(hall, "A", 2), KIOSK_ZONE_OPEN, -1, 0);
    check(zone_at(hall, "A", 5.5), KIOSK_ZONE_PAUSED, 780, 0);   /* between them */
    check(zone_at(hall, "A", 9.5), KIOSK_ZONE_OVER, 510, 15);    /* tomorrow again */
    check(zone_at(hall, "C", 2), KIOSK_ZONE_LATER, 540, 15);     /* not today */
    check(zone_at(hall, "A", 24 + 9.5), KIOSK_ZONE_OVER, -1, 0); /* its last day */
    check(zone_at(hall, "A", 48), KIOSK_ZONE_LATER, -1, 0);      /* has hours no more */
}

static void test_sessions(void **state)
{
    struct hall *hall = *state;
    const struct kiosk_zone_view *zone = zone_at(hall, "B", 0);
    check(zone, KIOSK_ZONE_OPEN, -1, 0);
    assert_int_equal(zone->batch_start, 540);
    assert_int_equal(zone_at(hall, "B", 2.25)->batch_start, 570);
    check(zone_at(hall, "B", 4), KIOSK_ZONE_OVER, 540, 15);  /* nothing was booked: not full */
    check(zone_at(hall, "T", 2), KIOSK_ZONE_LATER, 540, 15); /* no session that day */
    check(zone_at(hall, "B", 24 + 4), KIOSK_ZONE_OVER, -1, 0);
}

static void test_staff(void **state)
{
    struct hall *hall = *state;
    static const struct {
        uint8_t said;
        enum kiosk_zone_state shown;
    } ways[] = {{KM_ZONE_PAUSED, KIOSK_ZONE_PAUSED}, {KM_ZONE_CLOSED, KIOSK_ZONE_CLOSED},
            {KM_ZONE_OPEN, KIOSK_ZONE_OPEN}};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct km_record record = km_record_of(KM_ZONE, 0, 0);
        good(km_zone_parse("A", &record.zone));
        record.state = ways[i].said;
        hall->station.now += 1000;
        fake_station_write(&hall->station, record);
        good(fake_station_sync(&hall->station, &hall->kiosk, &hall->now, 4));
        check(zone_at(hall, "A", 2), ways[i].shown, -1, 0);
    }
}

static void test_day_without_theme(void **state)
{
    struct hall *hall = *state;
    zone_at(hall, "A", 0);
    assert_string_equal(hall->scene->model.theme.zh, "体验日");
    zone_at(hall, "A", 48);
    assert_null(hall->scene->model.theme.zh);
    assert_string_equal(hall->scene->model.title.zh, "开放日");
}

/* The programme in force becomes the small one with that logo. */
static void plan_with_logo(struct hall *hall, const uint8_t *png, size_t len)
{
    char text[65536];
    FILE *file = fopen(PROGRAMME, "rb");
    assert_non_null(file);
    size_t used = fread(text, 1, 16384, file);
    fclose(file);
    char *base64 = km_logo_to_base64(png, len);
    used += (size_t)snprintf(text + used, sizeof text - used, "logo_png: %s\n", base64);
    free(base64);
    struct km_record record = km_record_of(KM_PROGRAMME, 0, 0);
    record.text = (struct km_span){(const uint8_t *)text, used};
    record.url = (struct km_span){(const uint8_t *)FAKE_URL, strlen(FAKE_URL)};
    hall->station.now += 1000;
    fake_station_write(&hall->station, record);
    good(fake_station_sync(&hall->station, &hall->kiosk, &hall->now, 4));
}

/* It comes with the programme and stays as long as a screen shows it; a broken one is left out,
 * with the reason, and the programme is used all the same. */
static void test_logo(void **state)
{
    struct hall *hall = *state;
    uint8_t png[16384];
    zone_at(hall, "A", 2);
    assert_int_equal(hall->scene->model.logo.width, 0);
    FILE *file = fopen("config/programmes/zhongxiang-logo.png", "rb");
    assert_non_null(file);
    size_t len = fread(png, 1, sizeof png, file);
    fclose(file);
    plan_with_logo(hall, png, len);
    zone_at(hall, "A", 2);
    const struct kiosk_picture *logo = &hall->scene->model.logo;
    assert_int_equal(logo->width, 384);
    assert_int_equal(logo->height, 384);
    assert_int_equal(logo->pixels[0] >> 24, 0); /* round corners */
    assert_int_equal(logo->pixels[384 * 40 + 192], 0xFF0C5A6B);
    assert_string_equal(hall->kiosk.plan_fault, "");

    plan_with_logo(hall, png, len / 2);
    assert_int_equal(logo->pixels[384 * 40 + 192], 0xFF0C5A6B); /* that screen is still there */
    assert_string_equal(hall->kiosk.plan_fault,
            "its logo is left out: it is a broken PNG (read beyond end of data)");
    assert_int_equal(zone_at(hall, "A", 2)->state, KIOSK_ZONE_OPEN);
    assert_int_equal(hall->scene->model.logo.width, 0);
    assert_null(hall->scene->model.logo.pixels);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test_setup_teardown(test_hours, set_up, tear_down),
            cmocka_unit_test_setup_teardown(test_sessions, set_up, tear_down),
            cmocka_unit_test_setup_teardown(test_staff, set_up, tear_down),
            cmocka_unit_test_setup_teardown(test_day_without_theme, set_up, tear_down),
            cmocka_unit_test_setup_teardown(test_logo, set_up, tear_down),
    };
    if (sodium_init() < 0)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
