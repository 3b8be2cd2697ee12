/* The picture that `enrol` draws with letters, as a kiosk's camera sees it on a laptop: turned into
 * pixels the way terminals do, with cells of several shapes and thin dark lines between the rows,
 * it reads as the very code that stands below it. */
#include "core/enrol.h"
#include "tests/station/served.h"

#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ROWS_MAX 60
#define COLUMNS_MAX 120

struct cells { /* of each: whether its upper and its lower half are light */
    bool light[2 * ROWS_MAX][COLUMNS_MAX];
    int columns, rows;
};

/* One line between its two colour changes. */
static void read_line(struct cells *cells, const char *at)
{
    static const struct {
        const char *letter;
        bool upper, lower;
    } blocks[] = {{"█", true, true}, {"▀", true, false}, {"▄", false, true}, {" ", false, false}};
    int column = 0;
    for (size_t b = 0; *at != '\033'; column++) {
        assert_true(column < COLUMNS_MAX && cells->rows < ROWS_MAX);
        for (b = 0; strncmp(at, blocks[b].letter, strlen(blocks[b].letter)) != 0; b++) {
            assert_true(b < 3);
        }
        at += strlen(blocks[b].letter);
        cells->light[2 * cells->rows][column] = blocks[b].upper;
        cells->light[2 * cells->rows + 1][column] = blocks[b].lower;
    }
    assert_true(cells->rows == 0 || column == cells->columns);
    assert_memory_equal(at, "\033[0m\n", 5);
    cells->columns = column;
    cells->rows++;
}

static void write_picture(
        const struct cells *cells, const char *path, int width, int height, int gap)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fprintf(file, "P5 %d %d 255\n", (cells->columns + 4) * width, (cells->rows + 4) * height);
    for (int y = -2 * height; y < (cells->rows + 2) * height; y++) {
        for (int x = -2 * width; x < (cells->columns + 2) * width; x++) {
            bool inside =
                    y >= 0 && y < cells->rows * height && x >= 0 && x < cells->columns * width;
            bool is_gap = inside && y % height >= height - gap;
            bool lower = inside && y % height >= height / 2;
            bool light = inside && !is_gap && cells->light[2 * (y / height) + lower][x / width];
            putc(light ? 0xF0 : 0x18, file);
        }
    }
    fclose(file);
}

static void expect_read(const struct cells *cells, int width, int height, int gap, const char *code)
{
    char path[100], command[300], text[400];
    snprintf(path, sizeof path, "%s/screen.pgm", served.directory);
    write_picture(cells, path, width, height, gap);
    snprintf(command, sizeof command, "zbarimg -q --raw %s >%s.txt 2>/dev/null", path, path);
    if (system(command) != 0) {
        fail_msg("nothing is read from cells of %d × %d px with lines of %d", width, height, gap);
    }
    snprintf(path, sizeof path, "%s/screen.pgm.txt", served.directory);
    process_slurp(path, text, sizeof text);
    text[strcspn(text, "\n")] = '\0';
    assert_string_equal(text, code);
}

static void test_a_camera_reads_it(void **state)
{
    (void)state;
    static struct cells cells;
    static const char start[] = "\033[97;40m";
    char text[KM_ENROL_CODE_SIZE];
    assert_int_equal(served_run("enrol --name 大厅"), 0);
    const char *code = strstr(served.said, "HTTP://");
    assert_non_null(code);
    snprintf(text, sizeof text, "%.*s", (int)strcspn(code, "\n"), code);
    for (const char *at = served.said; at < code; at = strchr(at, '\n') + 1) {
        assert_memory_equal(at, start, sizeof start - 1);
        read_line(&cells, at + sizeof start - 1);
    }
    assert_in_range(cells.rows, 14, 22);      /* with what stands below it, a terminal's 24 lines */
    for (int i = 0; i < cells.columns; i++) { /* the quiet zone */
        assert_true(cells.light[3][i] && cells.light[i % (2 * cells.rows)][3]);
    }
    expect_read(&cells, 8, 16, 0, text);
    expect_read(&cells, 10, 18, 0, text);
    expect_read(&cells, 9, 20, 0, text);
    expect_read(&cells, 8, 16, 1, text);
    expect_read(&cells, 12, 26, 2, text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(
            test_a_camera_reads_it, served_set_up, served_tear_down)};
    if (sodium_init() < 0) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
