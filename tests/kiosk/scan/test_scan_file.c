#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "kiosk/scan/scan_file.h"
#include "tests/kiosk/scan/scene.h"

static void judge(const char *text, struct kiosk_scan_judgement *out, void *userdata)
{
    out->verdict = "fine";
    snprintf(out->about, sizeof out->about, "%s %zu", (const char *)userdata, strlen(text));
}

static void lists_texts_with_their_time(void **state)
{
    (void)state;
    const char *directory = scene_directory();
    struct kiosk_grey scene = scene_new(400, 300, 120);
    scene_write_png(&scene, directory, "empty.png");
    scene_lay_code(&scene, "HTTP://A/T/ABC", 200, 150, 6, 5);
    scene_write_jpeg(&scene, directory, "code.jpg");
    scene_write_bytes("no picture", 10, directory, "bad.png");
    kiosk_grey_destroy(&scene);

    char code[96], empty[96], bad[96];
    snprintf(code, sizeof code, "%s/code.jpg", directory);
    snprintf(empty, sizeof empty, "%s/empty.png", directory);
    snprintf(bad, sizeof bad, "%s/bad.png", directory);
    char words[] = "length of";
    char *said = NULL, *complained = NULL;
    size_t said_length, complained_length;
    FILE *out = open_memstream(&said, &said_length);
    FILE *err_out = open_memstream(&complained, &complained_length);

    assert_true(kiosk_scan_files(1, (char *[]){code}, judge, words, out, err_out));
    fflush(out);
    char file[96], rest[96];
    double ms;
    assert_int_equal(sscanf(said, "%95[^\t]\t%lf\t%95[^\n]", file, &ms, rest), 3);
    assert_string_equal(file, code);
    assert_string_equal(rest, "fine\tlength of 14\tHTTP://A/T/ABC");

    assert_false(kiosk_scan_files(3, (char *[]){empty, bad, code}, judge, words, out, err_out));
    assert_false(kiosk_scan_files(1, (char *[]){(char *)directory}, judge, words, out, err_out));
    fclose(out);
    fclose(err_out);
    assert_non_null(strstr(said, "\tnothing\tno code was found\t\n"));
    char expected[300];
    snprintf(expected, sizeof expected,
            "Could not read picture %s: neither PNG nor JPEG\n"
            "Could not read picture %s: it is a folder; name the pictures in it\n",
            bad, directory);
    assert_string_equal(complained, expected);
    free(said);
    free(complained);
    scene_remove(directory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(lists_texts_with_their_time)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
