/* The command line and the configuration file: what is good, and what is said about the rest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kiosk/config.h"

static char err[KM_ERR_MAX];

/* The commands themselves are not under test. */
int kiosk_command_run(const struct kiosk_options *options)
{
    return options->argument_count;
}
int kiosk_command_enrol(const struct kiosk_options *options)
{
    return options->argument_count;
}
int kiosk_command_pin(const struct kiosk_options *options)
{
    return options->argument_count;
}
int kiosk_command_scan_file(const struct kiosk_options *options)
{
    return options->argument_count;
}
int kiosk_command_self_test(const struct kiosk_options *options)
{
    return options->argument_count;
}
int kiosk_command_screenshots(const struct kiosk_options *options)
{
    return options->argument_count;
}

/* The options' strings stay borrowed, so the words must outlive the call. */
static bool parse(const char *const *words, struct kiosk_options *out_options)
{
    static char *argv[16];
    int argc = 0;
    for (; words[argc]; argc++)
        argv[argc] = (char *)(uintptr_t)words[argc];
    argv[argc] = NULL;
    return kiosk_options_parse(argc, argv, out_options, err);
}
#define PARSE(options, ...) \
    parse((const char *const[]){"kaimen-kiosk", ##__VA_ARGS__, NULL}, options)

static void test_options(void **state)
{
    (void)state;
    struct kiosk_options options;
    assert_true(PARSE(&options));
    assert_ptr_equal(options.run, kiosk_command_run);
    assert_true(PARSE(&options, "--windowed", "800x600", "--role", "checkin"));
    assert_string_equal(options.role, "checkin");
    assert_true(PARSE(&options, "enrol", "CODE", "--data", "d"));
    assert_ptr_equal(options.run, kiosk_command_enrol);
    assert_string_equal(options.arguments[0], "CODE");
    assert_true(PARSE(&options, "enrol", "--data", "d", "CODE"));
    assert_string_equal(options.arguments[0], "CODE");
    assert_true(PARSE(&options, "scan-file", "a.png", "b.png", "c.png"));
    assert_int_equal(options.argument_count, 3);
    assert_true(PARSE(&options, "--help"));
    assert_null(options.run);
    assert_false(options.version);
    assert_true(PARSE(&options, "--version"));
    assert_null(options.run);
    assert_true(options.version);
}

static void test_bad_options(void **state)
{
    (void)state;
    struct kiosk_options options;
    assert_false(PARSE(&options, "dance"));
    assert_non_null(strstr(err, "self-test"));
    assert_false(PARSE(&options, "enrol"));
    assert_non_null(strstr(err, "kaimen-station enrol"));
    assert_false(PARSE(&options, "enrol", "A", "B"));
    assert_false(PARSE(&options, "--role"));
    assert_non_null(strstr(err, "needs a value"));
    assert_false(PARSE(&options, "--role", "all", "--role", "all"));
    assert_non_null(strstr(err, "twice"));
    assert_false(PARSE(&options, "--colour", "red"));
    assert_false(PARSE(&options, "enrol", "A", "--windowed", "800x600"));
    assert_false(PARSE(&options, "--role", "all", "extra"));
}

static bool check(const char *name, const char *value)
{
    struct kiosk_options options;
    assert_true(PARSE(&options, name, value));
    return kiosk_config_check(&options, err);
}

static void test_option_values(void **state)
{
    (void)state;
    static const char *const bad[][2] = {{"--role", "door"}, {"--role", "Checkin"},
            {"--printer", "lp0"}, {"--printer", "tcp:"}, {"--zone", "b"}, {"--zone", "ABCD"},
            {"--lang", "de"}, {"--windowed", "800"}, {"--windowed", "800x600x3"},
            {"--windowed", "10x10"}, {"--windowed", "99999x99999"}, {"--camera", "/dev/video0"},
            {"--station", "ftp://x"}, {"--station", "http://x/y"}};
    static const char *const fine[][2] = {{"--role", "all"}, {"--role", "board"},
            {"--printer", "/dev/usb/lp0"}, {"--printer", "tcp:10.0.0.9:9100"},
            {"--printer", "none"}, {"--zone", "AB"}, {"--lang", "en"}, {"--windowed", "1920x1080"},
            {"--camera", "none"}, {"--camera", "auto"}, {"--camera", "files:a.png"},
            {"--station", "HTTP://STATION:8080"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(check(bad[i][0], bad[i][1]));
        assert_non_null(strstr(err, "allowed: "));
        assert_memory_equal(err, bad[i][0], strlen(bad[i][0]));
    }
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++)
        assert_true(check(fine[i][0], fine[i][1]));
}

static bool load(const char *text, struct kiosk_config *out_config)
{
    char path[] = "/tmp/kaimen-config-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, text, strlen(text)), (ssize_t)strlen(text));
    close(file);
    struct kiosk_options options = {.config = path};
    bool ok = kiosk_config_make(&options, out_config, err);
    unlink(path);
    return ok;
}

static void test_file(void **state)
{
    (void)state;
    struct kiosk_config config;
    if (!load("data: kiosk\nrole: checkin\nzone: B\ncamera: files:x\nlang: en\n"
              "windowed: 1024x600\nsound: false\nstation: http://h:1\nhome_after: 30\n"
              "ticket_for: 20\nverdict_for: 3\nattract_after: 40\nstaff_for: 90\nvoice: false\n"
              "printer: tcp:printer\npaper: 58\ninches: 21.5\n",
                &config))
        fail_msg("%s", err);
    assert_string_equal(config.data, "/tmp/kiosk");
    assert_int_equal(config.role, KIOSK_ROLE_CHECKIN);
    assert_int_equal(config.zone, 2);
    assert_string_equal(config.camera, "files:x");
    assert_int_equal(config.lang, KIOSK_EN);
    assert_true(config.windowed);
    assert_int_equal(config.height, 600);
    assert_false(config.sound);
    assert_string_equal(config.station, "http://h:1");
    assert_int_equal(config.home_after, 30);
    assert_int_equal(config.ticket_for, 20);
    assert_int_equal(config.verdict_for, 3);
    assert_int_equal(config.attract_after, 40);
    assert_int_equal(config.staff_for, 90);
    assert_false(config.voice);
    assert_string_equal(config.printer, "tcp:printer");
    assert_int_equal(config.paper, 58);
    assert_true(config.inches == 21.5);
}

static void test_bad_file(void **state)
{
    (void)state;
    struct kiosk_config config;
    static const char *const bad[] = {"role: all\ncolour: red\n", "role: all\nrole: all\n",
            "lang: zh\nhome_after: 0\n", "lang: zh\nhome_after: 9999\n", "lang: zh\nsound: loud\n",
            "lang: zh\nrole: door\n", "lang: zh\nzone: b\n", "lang: zh\nprinter: lp\n",
            "lang: zh\npaper: 70\n", "lang: zh\ninches: 2\n", "lang: zh\nvoice: 9\n"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (load(bad[i], &config))
            fail_msg("taken: %s", bad[i]);
        if (!strstr(err, ":2: "))
            fail_msg("%s gives \"%s\"", bad[i], err);
    }
    struct kiosk_options options = {.config = "/nowhere/kiosk.yaml"};
    assert_false(kiosk_config_make(&options, &config, err));
    assert_non_null(strstr(err, "/nowhere/kiosk.yaml"));
}

static void test_the_sample_has_every_key(void **state)
{
    (void)state;
    struct kiosk_config config;
    char text[8192] = "";
    char uncommented[8192];
    FILE *file = fopen("config/kiosk.yaml", "rb");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = 0;
    fclose(file);
    size_t len = 0;
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        char key[32];
        int end = 0;
        if (sscanf(line, "# %31[a-z_]:%n", key, &end) == 1 && end > 0 && line[end] == ' ' &&
                !strchr("-.", line[end + 1]))
            len += (size_t)snprintf(uncommented + len, sizeof uncommented - len, "%s\n", line + 2);
    }
    if (!load(uncommented, &config))
        fail_msg("%s", err);
    assert_string_equal(config.station, "http://192.168.1.10:8080");
    assert_int_equal(config.verdict_for, 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_options),
            cmocka_unit_test(test_bad_options),
            cmocka_unit_test(test_option_values),
            cmocka_unit_test(test_file),
            cmocka_unit_test(test_bad_file),
            cmocka_unit_test(test_the_sample_has_every_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
