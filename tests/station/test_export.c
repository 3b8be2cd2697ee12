/* The formats of an export: what a spreadsheet must not take for a formula, quotes and line ends,
 * times, and that all formats take the same cells. */
#include "station/export/sheet.h"

#include <jansson.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

static const struct station_column columns[] = {
        {"name", "名称", "Name", 20}, {"count", "数量", "Count", 8}, {"at", "时间", "At", 20}};
static char path[60], text[8000];

static int set_up(void **state)
{
    (void)state;
    strcpy(path, "/tmp/kaimen-test-XXXXXX");
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    return close(fd);
}

static int tear_down(void **state)
{
    (void)state;
    return unlink(path);
}

/* A sheet with one line per name. */
static void write_names(struct station_paper *paper, const char *const *names, size_t count)
{
    assert_non_null(paper);
    assert_true(paper->ops->begin_sheet(paper, "things", "物品 Things", columns, 3));
    for (size_t i = 0; i < count; i++) {
        struct station_cell cells[] = {{.kind = STATION_TEXT, .text = names[i]},
                {.kind = STATION_NUMBER, .number = (int64_t)i - 1},
                {.kind = i == 0 ? STATION_EMPTY : STATION_TIME, .number = 1778755325000}};
        assert_true(paper->ops->row(paper, cells, 3));
    }
    assert_true(paper->ops->end_sheet(paper));
    assert_true(paper->ops->close(paper));
    FILE *file = fopen(path, "re");
    assert_non_null(file);
    size_t len = fread(text, 1, sizeof text - 1, file);
    text[len] = '\0';
    fclose(file);
}

static void test_csv(void **state)
{
    (void)state;
    const char *const names[] = {"手绘", "say \"hi\", twice", "=HYPERLINK(\"x\")", "+1", "-1", "@a",
            "\tb", "a=b", "two\nlines", ""};
    write_names(station_csv_open(path), names, 10);
    assert_string_equal(text, "\xef\xbb\xbf\"名称 Name\",\"数量 Count\",\"时间 At\"\r\n"
                              "\"手绘\",-1,\r\n"
                              "\"say \"\"hi\"\", twice\",0,2026-05-14 10:42:05\r\n"
                              "\"'=HYPERLINK(\"\"x\"\")\",1,2026-05-14 10:42:05\r\n"
                              "\"'+1\",2,2026-05-14 10:42:05\r\n"
                              "\"'-1\",3,2026-05-14 10:42:05\r\n"
                              "\"'@a\",4,2026-05-14 10:42:05\r\n"
                              "\"'\tb\",5,2026-05-14 10:42:05\r\n"
                              "\"a=b\",6,2026-05-14 10:42:05\r\n"
                              "\"two\nlines\",7,2026-05-14 10:42:05\r\n"
                              "\"\",8,2026-05-14 10:42:05\r\n");
}

/* Blanks before a sign, and signs as Chinese keyboards write them, are formulas to some. */
static void test_csv_hidden_formulas(void **state)
{
    (void)state;
    const char *const names[] = {" =1", "\n=1", "\u3000\u00a0 @a", "\uff1d1+1", "\uff0b1",
            "\uff0d1", "\uff20a", " \uff1d1", "  a=1", "\u3000手绘", "-"};
    write_names(station_csv_open(path), names, 11);
    assert_non_null(strstr(text, "\"' =1\""));
    assert_non_null(strstr(text, "\"'\n=1\""));
    assert_non_null(strstr(text, "\"'\u3000\u00a0 @a\""));
    assert_non_null(strstr(text, "\"'\uff1d1+1\""));
    assert_non_null(strstr(text, "\"'\uff0b1\""));
    assert_non_null(strstr(text, "\"'\uff0d1\""));
    assert_non_null(strstr(text, "\"'\uff20a\""));
    assert_non_null(strstr(text, "\"' \uff1d1\""));
    assert_non_null(strstr(text, "\"  a=1\""));
    assert_non_null(strstr(text, "\"\u3000手绘\""));
    assert_non_null(strstr(text, "\"'-\""));
}

static void test_json(void **state)
{
    (void)state;
    const char *const names[] = {"手绘", "=1+1"};
    write_names(station_json_open(path), names, 2);
    json_t *all = json_loads(text, 0, NULL);
    assert_non_null(all);
    const json_t *rows = json_object_get(all, "things");
    assert_int_equal(json_array_size(rows), 2);
    const json_t *second = json_array_get(rows, 1);
    assert_string_equal(json_string_value(json_object_get(second, "name")), "=1+1");
    assert_int_equal(json_integer_value(json_object_get(second, "count")), 0);
    assert_string_equal(json_string_value(json_object_get(second, "at")), "2026-05-14 10:42:05");
    assert_true(json_is_null(json_object_get(json_array_get(rows, 0), "at")));
    json_decref(all);
}

static void test_xlsx(void **state)
{
    (void)state;
    const char *const names[] = {"手绘", "=1+1"};
    write_names(station_xlsx_open(path), names, 2);
    assert_memory_equal(text, "PK\3\4", 4);
}

static void test_cannot_open(void **state)
{
    (void)state;
    assert_null(station_csv_open("/nowhere/a.csv"));
    assert_null(station_json_open("/nowhere/a.json"));
    assert_null(station_xlsx_open("/nowhere/a.xlsx"));
}

/* /dev/full takes nothing: every write must be noticed at the latest when the file is closed. */
static void test_disk_full(void **state)
{
    (void)state;
    struct station_paper *const papers[] = {
            station_csv_open("/dev/full"), station_json_open("/dev/full")};
    for (size_t i = 0; i < 2; i++) {
        assert_non_null(papers[i]);
        papers[i]->ops->begin_sheet(papers[i], "things", "Things", columns, 3);
        papers[i]->ops->end_sheet(papers[i]);
        assert_false(papers[i]->ops->close(papers[i]));
    }
}

/* libxlsxwriter does not notice when its temporary files are cut short, and would make a workbook
 * with rows missing: the sheet's end must notice. */
static void test_xlsx_cut_short(void **state)
{
    (void)state;
    const struct rlimit none = {RLIM_INFINITY, RLIM_INFINITY}, small = {20000, RLIM_INFINITY};
    const struct station_cell cell = {.kind = STATION_TEXT, .text = "a line of some length"};
    struct station_paper *paper = station_xlsx_open(path);
    assert_non_null(paper);
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    bool ok = paper->ops->begin_sheet(paper, "things", "Things", columns, 1);
    for (size_t i = 0; ok && i < 2000; i++) {
        ok = paper->ops->row(paper, &cell, 1);
    }
    ok = ok && paper->ops->end_sheet(paper);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
    paper->ops->close(paper);
    assert_false(ok);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_csv),
            cmocka_unit_test(test_csv_hidden_formulas), cmocka_unit_test(test_json),
            cmocka_unit_test(test_xlsx), cmocka_unit_test(test_cannot_open),
            cmocka_unit_test(test_disk_full), cmocka_unit_test(test_xlsx_cut_short)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
