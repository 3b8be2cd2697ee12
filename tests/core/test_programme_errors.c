/* What a mistake in a programme file says: tests/data/programmes/small.yaml broken in one place
 * each, with the whole message. Whoever changes a message reads it here as a teacher will. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/programme.h"

static const struct {
    const char *is, *becomes, *message;
} mistake[] = {
        {"    capacity: 20", "\tcapacity: 20",
                "x.yaml:40: the line begins with a tab; allowed: spaces"},
        {"    capacity: 20", "    capacity: [20",
                "x.yaml:41: not YAML: did not find expected ',' or ']'; allowed: lines of the form "
                "key: value"},
        {"    capacity: 20", "    capasity: 20",
                "x.yaml:40: zone \"A\": capasity is an unknown key, did you mean \"capacity\"? "
                "allowed: code, title(_en), place(_en), about(_en), for(_en), organiser(_en), "
                "capacity, hours, flow, batch, calls, priority, stay, chosen"},
        {"    capacity: 20", "    wibble: 20",
                "x.yaml:40: zone \"A\": wibble is an unknown key; allowed: code, title(_en), "
                "place(_en), about(_en), for(_en), organiser(_en), capacity, hours, flow, batch, "
                "calls, priority, stay, chosen"},
        {"    capacity: 20", "    容纳人数和其他很多很多很长的名字: 20",
                "x.yaml:37: zone \"A\": the key \"容纳人数和其他很多很多很长的名字\" is unknown; "
                "allowed: code, title(_en), place(_en), about(_en), for(_en), organiser(_en), "
                "capacity, hours, flow, batch, calls, priority, stay, chosen"},
        {"    capacity: 20", "    capacity: 0",
                "x.yaml:40: zone \"A\": capacity is 0; allowed: 1 to 2000"},
        {"    capacity: 20", "    capacity: zwanzig",
                "x.yaml:40: zone \"A\": capacity is \"zwanzig\"; allowed: a whole number of up to "
                "9 digits"},
        {"    capacity: 20", "    capacity: 020",
                "x.yaml:40: zone \"A\": capacity is \"020\"; allowed: a whole number of up to 9 "
                "digits"},
        {"    capacity: 20", "    capacity: 99999999999",
                "x.yaml:40: zone \"A\": capacity is \"99999999999\"; allowed: a whole number of up "
                "to 9 digits"},
        {"    capacity: 20", "    capacity: [20]",
                "x.yaml:40: zone \"A\": capacity is a list; allowed: one value (quote it if it has "
                ", : [ or {)"},
        {"    capacity: 20\n", "", "x.yaml:37: zone \"A\": capacity is missing; it must be given"},
        {"    capacity: 20", "    capacity: 20\n    capacity: 21",
                "x.yaml:41: the key \"capacity\" stands here twice (first in line 40); allowed: "
                "once"},
        {"    place: 一楼", "    place: \"\"",
                "x.yaml:39: zone \"A\": place is empty; allowed: 1 to 150 bytes of text (in "
                "\"quotes\" if it begins with #)"},
        {"    place: 一楼", "    place: \"  \"",
                "x.yaml:39: zone \"A\": place is empty; allowed: 1 to 150 bytes of text (in "
                "\"quotes\" if it begins with #)"},
        {"host: 示范学校", "host: &x 示范学校\nslogan: *x",
                "x.yaml:5: an alias (*name) stands here; allowed: the value itself"},
        {"host: 示范学校",
                "host: "
                "示范学校示范学校示范学校示范学校示范学校示范学校示范学校示范学校示范学校示范学校示"
                "范学校示范学校示范学校示范学校",
                "x.yaml:4: host has 168 bytes; allowed: up to 150 (a Chinese character has 3)"},
        {"accent: \"#0C5A6B\"", "accent: blue",
                "x.yaml:6: accent is \"blue\"; allowed: a colour like \"#0C5A6B\""},
        {"accent: \"#0C5A6B\"", "accent: #0C5A6B",
                "x.yaml:6: accent is empty; allowed: 1 to 40 bytes of text (in \"quotes\" if it "
                "begins with #)"},
        {"time_zone: \"+08:00\"", "time_zone: Asia/Shanghai",
                "x.yaml:5: time_zone is \"Asia/Shanghai\"; allowed: an offset from UTC like "
                "\"+08:00\""},
        {"first_day: 2026-05-14", "first_day: 14.5.2026",
                "x.yaml:7: first_day is \"14.5.2026\"; allowed: a date like 2026-05-14"},
        {"last_day: 2026-05-16", "last_day: 2026-05-13",
                "x.yaml:8: last_day is 2026-05-13, before first_day 2026-05-14; allowed: that day "
                "or later"},
        {"last_day: 2026-05-16", "last_day: 2026-08-16",
                "x.yaml:8: last_day makes it 95 days; allowed: up to 62"},
        {"last_day: 2026-05-16", "last_day: 2026-05-16\nparty_max: 0",
                "x.yaml:9: party_max is 0; allowed: 1 to 250"},
        {"  - id: pupil", "  - id: 学生",
                "x.yaml:10: category \"学生\": id is \"学生\"; allowed: a–z, 0–9 and _"},
        {"  - id: pupil", "  - id: pupil\n    title: x\n  - id: pupil",
                "x.yaml:12: category \"pupil\": id is \"pupil\" a second time (category 1 has it); "
                "allowed: once"},
        {"categories:\n  - id: pupil\n    title: 学生", "categories: [1,2,3,4,5,6,7,8,9]",
                "x.yaml:9: categories has 9 entries; allowed: 1 to 8"},
        {"categories:\n  - id: pupil\n    title: 学生", "categories: []",
                "x.yaml:9: categories has 0 entries; allowed: 1 to 8"},
        {"categories:\n  - id: pupil\n    title: 学生", "categories: pupil",
                "x.yaml:9: categories is no list; allowed: lines that begin with - or [a, b]"},
        {"categories:\n  - id: pupil\n    title: 学生", "categories: [pupil]",
                "x.yaml:9: category 1 is one value; allowed: keys (id, title(_en))"},
        {"  - date: 2026-05-14\n    until: 2026-05-15",
                "  - date: 2026-05-14\n    until: 2026-05-13",
                "x.yaml:14: day \"2026-05-14\": until is 2026-05-13; allowed: 2026-05-14 to "
                "2026-05-16 (first_day, last_day)"},
        {"  - date: 2026-05-14\n    until: 2026-05-15", "  - until: 2026-05-15",
                "x.yaml:13: day \"2026-05-15\": until stands without date; allowed: date and "
                "until"},
        {"  - date: 2026-05-14\n    until: 2026-05-15", "  - date: 2026-02-30",
                "x.yaml:13: day \"2026-02-30\": date is \"2026-02-30\"; allowed: a date like "
                "2026-05-14"},
        {"  - date: 2026-05-14\n    until: 2026-05-15", "  - date: 2026-05-20",
                "x.yaml:13: day \"2026-05-20\": date is 2026-05-20; allowed: 2026-05-14 to "
                "2026-05-16 (first_day, last_day)"},
        {"  - theme: 待定日", "  - date: 2026-05-15\n    theme: 待定日",
                "x.yaml:29: day \"2026-05-15\": overlaps with day 1; allowed: each date in one "
                "entry of days"},
        {"        end: \"11:00\"", "        end: \"09:30\"",
                "x.yaml:20: day \"2026-05-14\", activity \"表演\": end is 09:30, not after start "
                "10:00; allowed: a later time"},
        {"        start: \"10:00\"", "        start: \"10.00\"",
                "x.yaml:19: day \"2026-05-14\", activity \"表演\": start is \"10.00\"; allowed: a "
                "time like 09:30"},
        {"        start: \"10:00\"\n", "",
                "x.yaml:19: day \"2026-05-14\", activity \"表演\": end stands without start; "
                "allowed: both, start, or neither"},
        {"        date: 2026-05-15", "        date: 2026-05-16",
                "x.yaml:23: day \"2026-05-14\", activity \"讲座\": date lies outside its day; "
                "allowed: 2026-05-14 to 2026-05-15"},
        {"        zone: T", "        zone: X",
                "x.yaml:26: day \"2026-05-14\", activity \"讲座\": zone is \"X\", and there is no "
                "such zone; allowed: a code from zones"},
        {"        zone: T", "        zone: A",
                "x.yaml:26: day \"2026-05-14\", activity \"讲座\": zone is \"A\", which has flow "
                "or batch; allowed: a zone without both"},
        {"        zone: T\n", "",
                "x.yaml:26: day \"2026-05-14\", activity \"讲座\": seats stands without zone; "
                "allowed: zone and seats together"},
        {"        seats: 30\n", "",
                "x.yaml:26: day \"2026-05-14\", activity \"讲座\": zone stands without seats; "
                "allowed: zone and seats together"},
        {"        seats: 30", "        seats: 41",
                "x.yaml:27: day \"2026-05-14\", activity \"讲座\": seats is 41; allowed: 1 to 40"},
        {"        start: \"09:00\"\n        end: \"10:00\"",
                "        start: \"11:30\"\n        end: \"12:30\"",
                "x.yaml:26: day \"2026-05-14\", activity \"讲座\": zone is \"T\", not open from "
                "11:30 to 12:30; allowed: times inside its hours"},
        {"        date: 2026-05-15\n        start: \"09:00\"\n        end: \"10:00\"",
                "        date: 2026-05-15",
                "x.yaml:25: day \"2026-05-14\", activity \"讲座\": seats stand without date, start "
                "and end; allowed: with all three"},
        {"        chosen: [seats, start]", "        chosen: [seats, begin]",
                "x.yaml:28: day \"2026-05-14\", activity \"讲座\": chosen 2 is \"begin\"; allowed: "
                "keys that are given beside it, or all"},
        {"        chosen: [seats, start]",
                "      - title: 又一场\n        date: 2026-05-15\n        start: \"09:00\"\n       "
                " end: \"09:30\"\n        zone: T\n        seats: 5",
                "x.yaml:28: day \"2026-05-14\", activity \"又一场\": another session starts in "
                "zone T then; allowed: one at a time"},
        {"        zone: T\n        seats: 30\n        chosen: [seats, start]",
                "        place: 三楼",
                "x.yaml:65: zone \"T\": has neither flow nor batch, and no activity with seats "
                "names it; allowed: one of these three"},
        {"  - code: A", "  - code: a1",
                "x.yaml:37: zone \"a1\": code is \"a1\"; allowed: 1 to 3 letters A to Z"},
        {"  - code: B", "  - code: A",
                "x.yaml:48: zone \"A\": code stands for a second zone (zone 1 has it); allowed: a "
                "code of its own"},
        {"\"08:30-12:00\", \"13:00–16:00\"", "\"08:30-12:00\", \"11:00-16:00\"",
                "x.yaml:44: zone \"A\", hours \"2026-05-14\": open 2 is \"11:00-16:00\", which "
                "overlaps or precedes \"08:30-12:00\"; allowed: one after the other"},
        {"\"08:30-12:00\", \"13:00–16:00\"", "\"08:30 to 12:00\"",
                "x.yaml:44: zone \"A\", hours \"2026-05-14\": open 1 is \"08:30 to 12:00\"; "
                "allowed: start and end like \"08:30-12:00\", the end later"},
        {"\"08:30-12:00\", \"13:00–16:00\"", "\"12:00-08:30\"",
                "x.yaml:44: zone \"A\", hours \"2026-05-14\": open 1 is \"12:00-08:30\"; allowed: "
                "start and end like \"08:30-12:00\", the end later"},
        {"        open: [\"08:30-10:00\"]\n", "",
                "x.yaml:55: zone \"B\", hours \"2026-05-15\": open is missing; it must be given"},
        {"      - date: 2026-05-15\n        open: [\"08:30-10:00\"]",
                "      - date: 2026-05-14\n        open: [\"08:30-10:00\"]",
                "x.yaml:55: zone \"B\", hours \"2026-05-14\": these days overlap with entry 1; "
                "allowed: one entry for each day"},
        {"    flow: {minutes: 15}", "    flow: 15",
                "x.yaml:45: zone \"A\": flow is one value; allowed: keys (minutes)"},
        {"    flow: {minutes: 15}", "    flow: {minutes: 0}",
                "x.yaml:45: zone \"A\": flow.minutes is 0; allowed: 1 to 480"},
        {"    flow: {minutes: 15}", "    flow: {minutes: 15}\n    batch: {size: 5, every: 5}",
                "x.yaml:37: zone \"A\": has flow and batch; allowed: one of them"},
        {"    flow: {minutes: 15}\n    priority: {after: 2}",
                "    flow: {minutes: 15}\n    priority: {after: 0}",
                "x.yaml:46: zone \"A\": priority.after is 0; allowed: 1 to 20"},
        {"    flow: {minutes: 15}\n    priority: {after: 2}", "    stay: 20",
                "x.yaml:37: zone \"A\": has neither flow nor batch, and no activity with seats "
                "names it; allowed: one of these three"},
        {"    batch: {size: 12, minutes: 30",
                "    priority: {after: 2}\n    batch: {size: 12, minutes: 30",
                "x.yaml:57: zone \"B\": priority stands in a zone without a queue; allowed: with "
                "flow, or with batch and every"},
        {"{size: 12, minutes: 30", "{size: 13, minutes: 30",
                "x.yaml:57: zone \"B\": batch.size is 13; allowed: 1 to 12"},
        {"{size: 12, minutes: 30,", "{size: 12,",
                "x.yaml:57: zone \"B\": batch.minutes is missing; with starts it must be given"},
        {"{size: 12, minutes: 30,", "{size: 12, every: 10, minutes: 30,",
                "x.yaml:57: zone \"B\": batch has every and starts; allowed: either every or "
                "starts"},
        {"    batch: {size: 8, every: 12}", "    batch: {size: 8}",
                "x.yaml:65: zone \"C\": batch has neither every nor starts; allowed: either every "
                "or starts"},
        {"\"09:00\", \"09:30\", \"10:30\"", "\"09:00\", \"09:20\", \"10:30\"",
                "x.yaml:57: zone \"B\": batch.start 2 is 09:20, while the group of 09:00 is inside "
                "and there is no room for both; allowed: 30 minutes later, or a capacity of 24"},
        {"\"09:00\", \"09:30\", \"10:30\"", "\"09:00\", \"09:30\", \"11:45\"",
                "x.yaml:57: zone \"B\": batch.start 3 is 11:45, and no opening hours hold these 30 "
                "minutes; allowed: times inside hours"},
        {"\"09:00\", \"09:30\", \"10:30\"", "\"09:30\", \"09:00\"",
                "x.yaml:57: zone \"B\": batch.start 2 is 09:00, not after 09:30; allowed: "
                "ascending times"},
        {"    calls: true", "    calls: maybe",
                "x.yaml:66: zone \"C\": calls is \"maybe\"; allowed: true or false"},
        {"    calls: true", "    calls: yes",
                "x.yaml:66: zone \"C\": calls is \"yes\"; allowed: true or false"},
        {"host: 示范学校", "host: 示范学校\n---\ntitle: x",
                "x.yaml:5: a second document begins; allowed: one"},
        {"host: 示范学校", "? [a] : b", "x.yaml:2: has a list for a key; allowed: one word"},
        {"host: 示范学校", "hosts: 示范学校",
                "x.yaml:4: hosts is an unknown key, did you mean \"host\"? allowed: title(_en), "
                "host(_en), slogan(_en), theme(_en), time_zone, accent, logo, logo_png, "
                "first_day, last_day, "
                "wait_limit_minutes, hold_minutes, party_max, categories, days, activities, zones, "
                "chosen"},
        {"        title_en: Talk", "        title: Talk",
                "x.yaml:22: the key \"title\" stands here twice (first in line 21); allowed: once"},
        {"zones:", "zone:",
                "x.yaml:36: zone is an unknown key, did you mean \"zones\"? allowed: title(_en), "
                "host(_en), slogan(_en), theme(_en), time_zone, accent, logo, logo_png, "
                "first_day, last_day, "
                "wait_limit_minutes, hold_minutes, party_max, categories, days, activities, zones, "
                "chosen"},
};

static char small[KM_PROGRAMME_MAX];

static int read_small(void **state)
{
    (void)state;
    FILE *f = fopen("tests/data/programmes/small.yaml", "rb");
    if (!f)
        return 1;
    size_t n = fread(small, 1, sizeof(small) - 1, f);
    small[n] = '\0';
    fclose(f);
    return 0;
}

/* The message that `text` gives; the programme must be refused and the output left alone. */
static const char *refusal(const char *text, size_t len)
{
    static char err[KM_ERR_MAX];
    struct km_programme *p = NULL;
    char *exact = malloc(len ? len : 1); /* no NUL behind it: an overrun shows under ASan */
    assert_non_null(exact);
    memcpy(exact, text, len);
    err[0] = '\0';
    assert_false(km_programme_parse(exact, len, "x.yaml", &p, err));
    assert_null(p);
    free(exact);
    return err;
}

static void test_each_mistake_has_its_message(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(mistake) / sizeof(*mistake); i++) {
        static char text[KM_PROGRAMME_MAX];
        const char *at = strstr(small, mistake[i].is);
        assert_non_null(at);
        int n = snprintf(text, sizeof(text), "%.*s%s%s", (int)(at - small), small,
                mistake[i].becomes, at + strlen(mistake[i].is));
        assert_string_equal(refusal(text, (size_t)n), mistake[i].message);
    }
}

static void test_what_is_no_programme(void **state)
{
    (void)state;
#define SAYS(text, message) assert_string_equal(refusal(text, sizeof(text) - 1), message)
    SAYS("", "x.yaml:1: the file is empty; allowed: lines of the form key: value");
    SAYS("# only this\n", "x.yaml:1: the file is empty; allowed: lines of the form key: value");
    SAYS("Dear colleagues,\nwe open at nine.\n",
            "x.yaml:1: not a list of keys; allowed: lines of the form key: value");
    SAYS("- a\n- b\n", "x.yaml:1: not a list of keys; allowed: lines of the form key: value");
    SAYS("\x89PNG\r\n\x1a\n",
            "x.yaml:1: not text: invalid leading UTF-8 octet; allowed: UTF-8 text");
    SAYS("title: a\nhost: \xc4\xe3\xba\xc3\n", /* GBK */
            "x.yaml:2: not text: invalid trailing UTF-8 octet; allowed: UTF-8 text");
    SAYS("title: a\nhost: b\0c\n",
            "x.yaml:2: not text: control characters are not allowed; allowed: UTF-8 text");
    SAYS("title: \"a\\0b\"\n", "x.yaml:1: title holds a NUL character; allowed: text");
#undef SAYS
}

static void test_too_large(void **state)
{
    (void)state;
    char *text = malloc(KM_PROGRAMME_MAX + 1);
    assert_non_null(text);
    memset(text, '#', KM_PROGRAMME_MAX + 1);
    assert_string_equal(refusal(text, KM_PROGRAMME_MAX + 1),
            "x.yaml:1: the file has 262145 bytes; allowed: up to 262144");
    memset(text, '[', KM_PROGRAMME_MAX); /* libyaml's tree would take minutes */
    assert_string_equal(refusal(text, KM_PROGRAMME_MAX),
            "x.yaml:1: lists stand in lists 11 deep; allowed: up to 10");
    free(text);
}

static void test_a_byte_order_mark_is_fine(void **state)
{
    (void)state;
    static char text[KM_PROGRAMME_MAX];
    struct km_programme *p = NULL;
    char err[KM_ERR_MAX];
    int n = snprintf(text, sizeof(text), "\xEF\xBB\xBF%s", small);
    assert_true(km_programme_parse(text, (size_t)n, "x.yaml", &p, err));
    km_programme_free(p);
}

/* A message never ends inside a character and never leaves its buffer, however odd the file. */
static void test_cut_anywhere(void **state)
{
    (void)state;
    size_t len = strlen(small);
    for (size_t n = 0; n < len; n++) {
        struct km_programme *p = NULL;
        char err[KM_ERR_MAX] = "";
        char *cut = malloc(n ? n : 1);
        assert_non_null(cut);
        memcpy(cut, small, n);
        if (km_programme_parse(cut, n, "x.yaml", &p, err))
            km_programme_free(p);
        else
            assert_memory_equal(err, "x.yaml:", 7);
        free(cut);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_each_mistake_has_its_message),
            cmocka_unit_test(test_what_is_no_programme),
            cmocka_unit_test(test_too_large),
            cmocka_unit_test(test_a_byte_order_mark_is_fine),
            cmocka_unit_test(test_cut_anywhere),
    };
    return cmocka_run_group_tests(tests, read_small, NULL);
}
