/* CSV for a spreadsheet: UTF-8 with a byte order mark (else Excel takes Chinese for something
 * else), lines ended by CR LF, every text quoted (RFC 4180). A cell that a spreadsheet would take
 * for a formula gets an apostrophe before it. */
#include "station/export/sheet.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct csv {
    struct station_paper base;
    FILE *file;
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* The length of the word that the text begins with; 0 = none of them. */
static size_t begins(const char *text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strncmp(text, words[i], strlen(words[i])) == 0) {
            return strlen(words[i]);
        }
    }
    return 0;
}

/* Spreadsheets look for a formula behind blanks too, and take full-width signs for the plain ones.
 */
static bool is_formula(const char *text)
{
    static const char *const blanks[] = {
            " ", "\t", "\r", "\n", "\v", "\f", "\u00a0", "\u3000", "\ufeff", "\u200b"};
    static const char *const signs[] = {
            "=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\u2212"};
    if (text[0] == '\t' || text[0] == '\r' || text[0] == '\n') {
        return true; /* some take these alone for the end of a cell */
    }
    for (size_t blank; (blank = begins(text, blanks, COUNT(blanks))) > 0;) {
        text += blank;
    }
    return begins(text, signs, COUNT(signs)) > 0;
}

static void put_text(FILE *file, const char *text)
{
    putc('"', file);
    if (is_formula(text)) {
        putc('\'', file);
    }
    for (; *text != '\0'; text++) {
        if (*text == '"') {
            putc('"', file);
        }
        putc(*text, file);
    }
    putc('"', file);
}

static void put_cell(FILE *file, const struct station_cell *cell)
{
    char time[STATION_TIME_CHARS];
    switch (cell->kind) {
    case STATION_TEXT:
        put_text(file, cell->text);
        break;
    case STATION_NUMBER:
        fprintf(file, "%" PRId64, cell->number);
        break;
    case STATION_TIME:
        station_cell_time(cell->number, time);
        fputs(time, file);
        break;
    case STATION_EMPTY:
        break;
    }
}

static bool csv_row(struct station_paper *paper, const struct station_cell *cells, size_t count)
{
    FILE *file = ((struct csv *)paper)->file;
    for (size_t i = 0; i < count; i++) {
        if (i > 0) {
            putc(',', file);
        }
        put_cell(file, &cells[i]);
    }
    fputs("\r\n", file);
    return ferror(file) == 0;
}

static bool csv_begin_sheet(struct station_paper *paper, const char *key, const char *title,
        const struct station_column *columns, size_t count)
{
    FILE *file = ((struct csv *)paper)->file;
    (void)key, (void)title;
    fputs("\xef\xbb\xbf", file);
    for (size_t i = 0; i < count; i++) {
        char header[200];
        snprintf(header, sizeof header, "%s %s", columns[i].zh, columns[i].en);
        if (i > 0) {
            putc(',', file);
        }
        put_text(file, header);
    }
    fputs("\r\n", file);
    return ferror(file) == 0;
}

static bool csv_end_sheet(struct station_paper *paper)
{
    return ferror(((struct csv *)paper)->file) == 0;
}

static bool csv_close(struct station_paper *paper)
{
    struct csv *csv = (struct csv *)paper;
    bool ok = ferror(csv->file) == 0;
    ok = fflush(csv->file) == 0 && fsync(fileno(csv->file)) == 0 && ok;
    ok = fclose(csv->file) == 0 && ok;
    free(csv);
    return ok;
}

struct station_paper *station_csv_open(const char *path)
{
    static const struct station_paper_ops ops = {
            csv_begin_sheet, csv_row, csv_end_sheet, csv_close};
    FILE *file = fopen(path, "wbe");
    struct csv *csv = file != NULL ? calloc(1, sizeof *csv) : NULL;
    if (csv == NULL) {
        if (file != NULL) {
            fclose(file);
        }
        return NULL;
    }
    *csv = (struct csv){{&ops, true}, file};
    return &csv->base;
}
