/* A programme file that names a logo: one text of both, the same each time; and what a teacher
 * reads when the picture is wrong, word by word. */
#include "core/logo.h"
#include "station/programme_file.h"
#include "tests/station/process.h"

#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LOGO "config/programmes/zhongxiang-logo.png"
#define ALLOWED "; allowed: a PNG of up to 512 × 512 px and 96 kB"

static const char *directory;
static char path[100], err[KM_ERR_MAX];

static void run(const char *command)
{
    char line[400];
    snprintf(line, sizeof line, "cd %s && %s", directory, command);
    assert_int_equal(system(line), 0);
}

/* The smallest programme with those lines as lines 4 and following. */
static void write_programme(const char *lines)
{
    char small[16384];
    process_slurp("tests/data/programmes/small.yaml", small, sizeof small);
    char *at = strstr(small, "host:");
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fprintf(file, "%.*s%s%s", (int)(at - small), small, lines, at);
    fclose(file);
}

static int set_up(void **state)
{
    (void)state;
    char command[200];
    directory = process_directory();
    snprintf(path, sizeof path, "%s/p.yaml", directory);
    snprintf(command, sizeof command, "cp " LOGO " %s/school.png", directory);
    return system(command);
}

static int tear_down(void **state)
{
    (void)state;
    process_forget(directory);
    return 0;
}

static char *read_text(struct km_programme **out_programme)
{
    char *text = NULL;
    size_t len = 0;
    if (!station_programme_read(path, &text, &len, out_programme, err)) {
        fail_msg("%s", err);
    }
    assert_int_equal(strlen(text), len);
    return text;
}

static void test_carried(void **state)
{
    (void)state;
    struct km_programme *programme = NULL, *again = NULL;
    struct km_logo logo = {0};
    uint8_t *png = NULL;
    size_t len = 0;
    write_programme("logo: school.png\n");
    run("printf 'hold_minutes: 6' >>p.yaml"); /* no line break at the end */
    char *text = read_text(&programme);
    assert_string_equal(programme->logo, "school.png");
    assert_int_equal(programme->hold_minutes, 6);
    assert_true(km_logo_from_base64(programme->logo_png, &png, &len, err));
    assert_true(km_logo_unpack(png, len, &logo, err));
    assert_int_equal(logo.width, 384);
    char *text_again = read_text(&again);
    assert_string_equal(text_again, text);
    km_programme_free(again);
    free(text_again);

    /* The text stands for itself: what the journal holds can be served from a file, without the
     * picture beside it. */
    run("rm school.png");
    FILE *file = fopen(path, "wb");
    fputs(text, file);
    fclose(file);
    text_again = read_text(&again);
    assert_string_equal(text_again, text);
    km_programme_free(again);
    free(text_again);
    km_programme_free(programme);
    km_logo_destroy(&logo);
    free(png);
    free(text);
}

static void test_without(void **state)
{
    (void)state;
    struct km_programme *programme = NULL;
    char before[16384];
    write_programme("");
    process_slurp(path, before, sizeof before);
    char *text = read_text(&programme);
    assert_string_equal(text, before);
    assert_null(programme->logo);
    assert_null(programme->logo_png);
    km_programme_free(programme);
    free(text);
}

static void expect(const char *lines, const char *message)
{
    char *text = NULL, whole[KM_ERR_MAX];
    size_t len = 77;
    struct km_programme *programme = NULL;
    write_programme(lines);
    assert_false(station_programme_read(path, &text, &len, &programme, err));
    snprintf(whole, sizeof whole, "%s:4: %s" ALLOWED, path, message);
    assert_string_equal(err, whole);
    assert_null(text);
    assert_null(programme);
    assert_int_equal(len, 77);
}

static void test_mistakes(void **state)
{
    (void)state;
    run("mkdir folder; head -c 3000 school.png >half.png; printf 'GIF89a' >school.gif; : "
        ">empty.png; "
        "head -c 98305 /dev/zero >large.png; convert -size 513x20 xc:red wide.png");
    expect("logo: nowhere.png\n",
            "logo \"nowhere.png\" cannot be opened (No such file or directory)");
    expect("logo: folder\n", "logo \"folder\" cannot be read (Is a directory)");
    expect("logo: empty.png\n", "logo \"empty.png\" is no PNG");
    expect("logo: school.gif\n", "logo \"school.gif\" is no PNG");
    expect("logo: large.png\n", "logo \"large.png\" has more than 96 kB");
    expect("logo: wide.png\n", "logo \"wide.png\" has 513 × 20 px");
    expect("logo: half.png\n", "logo \"half.png\" is a broken PNG (read beyond end of data)");
    expect("logo_png: AAAA\n", "logo_png is no PNG");
    expect("logo_png: 学校\n", "logo_png is no base64 of up to 98304 bytes");
}

/* A text so long that the picture has no room beside it, and one that takes no line below it. */
static void test_no_room(void **state)
{
    (void)state;
    char *text = NULL;
    size_t len = 0;
    struct km_programme *programme = NULL;
    write_programme("logo: school.png\n");
    run("head -c 255000 /dev/zero | tr '\\0' '#' >>p.yaml");
    assert_false(station_programme_read(path, &text, &len, &programme, err));
    assert_non_null(strstr(err, "p.yaml:4: logo \"school.png\" makes the programme 26"));
    write_programme("logo: school.png\n");
    run("echo ... >>p.yaml");
    assert_false(station_programme_read(path, &text, &len, &programme, err));
    assert_non_null(strstr(err, "p.yaml:4: logo \"school.png\" cannot be added below the text"));
}

/* `check` and `serve` say it too. */
static void test_commands(void **state)
{
    (void)state;
    char out[1000], told[1000], args[300];
    write_programme("logo: school.png\n");
    snprintf(args, sizeof args, "check %s", path);
    assert_int_equal(process_run(args, out, sizeof out, told, sizeof told), 0);
    assert_non_null(strstr(out, ", a logo\n"));
    run("rm school.png");
    assert_int_equal(process_run(args, out, sizeof out, told, sizeof told), 1);
    assert_non_null(strstr(told, "p.yaml:4: logo \"school.png\" cannot be opened"));
    snprintf(args, sizeof args, "serve --programme %s --data %s/data --listen 127.0.0.1:0", path,
            directory);
    assert_int_equal(process_run(args, out, sizeof out, told, sizeof told), 1);
    assert_non_null(strstr(told, "p.yaml:4: logo \"school.png\" cannot be opened"));
}

int main(void)
{
#define IN_DIRECTORY(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {IN_DIRECTORY(test_carried), IN_DIRECTORY(test_without),
            IN_DIRECTORY(test_mistakes), IN_DIRECTORY(test_no_room), IN_DIRECTORY(test_commands)};
    if (sodium_init() < 0) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
