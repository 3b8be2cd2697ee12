/* The command line and the configuration file: what they take, and how they say what is wrong. */
#include "station/commands.h"
#include "station/config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char err[KM_ERR_MAX];
static struct station_options options;

/* The words after the program's name, ended by NULL. */
static bool parse(const char **words)
{
    int count = 0;
    while (words[count] != NULL) {
        count++;
    }
    return station_options_parse(count, (char **)(uintptr_t)words, &options, err);
}
#define PARSE(...) parse((const char *[]){"kaimen-station", __VA_ARGS__, NULL})

static void test_takes_commands(void **state)
{
    (void)state;
    assert_true(PARSE("serve", "--listen", "127.0.0.1:0", "--rehearse", "2026-05-14"));
    assert_ptr_equal(options.run, station_serve);
    assert_string_equal(options.listen, "127.0.0.1:0");
    assert_string_equal(options.rehearse, "2026-05-14");
    assert_null(options.data);
    assert_true(PARSE("check", "a.yaml"));
    assert_string_equal(options.file, "a.yaml");
    assert_true(PARSE("journal", "--data", "d", "--json"));
    assert_true(options.json);
    assert_true(PARSE("export", "--format", "csv", "--out", "a.csv"));
    assert_true(PARSE("--help"));
    assert_null(options.run);
    assert_true(PARSE("serve", "--help"));
    assert_null(options.run);
    assert_false(options.version);
    assert_true(PARSE("--version"));
    assert_true(options.version);
}

static void test_refuses(void **state)
{
    (void)state;
    assert_false(PARSE("backup"));
    assert_string_equal(err,
            "unknown command backup; there are: serve check enrol nodes export journal verify");
    assert_false(PARSE("serve", "--listen"));
    assert_string_equal(err, "--listen needs a value");
    assert_false(PARSE("serve", "--name", "a"));
    assert_string_equal(err, "serve does not take --name");
    assert_false(PARSE("nodes", "--data", "a", "--data", "b"));
    assert_string_equal(err, "--data is given twice");
    assert_false(PARSE("enrol"));
    assert_string_equal(err, "enrol needs --name");
    assert_false(PARSE("check"));
    assert_string_equal(err, "check needs the programme file");
    assert_false(PARSE("check", "a.yaml", "b.yaml"));
    assert_false(PARSE("nodes", "--json"));
    assert_false(parse((const char *[]){"kaimen-station", NULL}));
    assert_string_equal(err, "a command is missing");
}

static char file[60];

static void write_config(const char *text)
{
    strcpy(file, "/tmp/kaimen-test-XXXXXX");
    int fd = mkstemp(file);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
}

/* Reads that text as the configuration. */
static bool make(const char *text, struct station_config *out)
{
    struct station_options with = {.config = file};
    write_config(text);
    bool ok = station_config_make(&with, out, err);
    unlink(file);
    return ok;
}

static void test_config(void **state)
{
    (void)state;
    struct station_config config;
    assert_true(make("data: d\nlisten: 0.0.0.0:90\npublic_url: http://a.example:90\n"
                     "programme: /p.yaml\n",
            &config));
    assert_string_equal(config.data, "/tmp/d");
    assert_string_equal(config.programme, "/p.yaml");
    assert_string_equal(config.listen, "0.0.0.0:90");
    assert_string_equal(config.public_url, "HTTP://A.EXAMPLE:90");
    assert_true(make("# only comments\n\n", &config));
    assert_string_equal(config.listen, "0.0.0.0:8080");
}

static void test_config_mistakes(void **state)
{
    (void)state;
    struct station_config config;
    char expected[100];
    assert_false(make("data: d\nlistne: x\n", &config));
    snprintf(expected, sizeof expected, "%s:2:", file);
    assert_memory_equal(err, expected, strlen(expected));
    assert_non_null(strstr(err, "listne"));
    assert_false(make("\n\npublic_url: ftp://a\n", &config));
    snprintf(expected, sizeof expected, "%s:3:", file);
    assert_memory_equal(err, expected, strlen(expected));
    struct station_options gone = {.config = "/nowhere/station.yaml"};
    assert_false(station_config_make(&gone, &config, err));
    assert_string_equal(err, "Could not open /nowhere/station.yaml: No such file or directory");
}

static void test_the_shipped_file(void **state)
{
    (void)state;
    struct station_config config;
    struct station_options with = {.config = "config/station.yaml", .data = "elsewhere"};
    assert_true(station_config_make(&with, &config, err));
    assert_string_equal(config.programme, "config/programmes/zhongxiang-2026.yaml");
    assert_string_equal(config.data, "elsewhere");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_takes_commands),
            cmocka_unit_test(test_refuses), cmocka_unit_test(test_config),
            cmocka_unit_test(test_config_mistakes), cmocka_unit_test(test_the_shipped_file)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
