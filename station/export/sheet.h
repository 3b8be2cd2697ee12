#ifndef STATION_SHEET_H
#define STATION_SHEET_H

/* A day's figures as tables of cells, made once and written in several formats: so a CSV, a
 * workbook and a JSON file can only say the same. A paper is one format; sheets.c puts the day onto
 * whichever it is given. One thread. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Zones, categories and the fixed columns of the widest sheet. */
#define STATION_COLUMNS_MAX 64

enum station_cell_kind { STATION_EMPTY, STATION_TEXT, STATION_NUMBER, STATION_TIME };

struct station_cell {
    enum station_cell_kind kind;
    const char *text; /* borrowed for the call */
    int64_t number;   /* a number; a time in ms since 1970 of the programme's time zone */
};

struct station_column {
    const char *key; /* for programs */
    const char *zh, *en;
    int width; /* in characters, for paper that has widths */
};

/* One format. Every function gives false when the file does not take it; then nothing more is
 * called but close. */
struct station_paper;
struct station_paper_ops {
    bool (*begin_sheet)(struct station_paper *paper, const char *key, const char *title,
            const struct station_column *columns, size_t count);
    bool (*row)(struct station_paper *paper, const struct station_cell *cells, size_t count);
    bool (*end_sheet)(struct station_paper *paper);
    /* Completes the file and frees the paper, in every case. */
    bool (*close)(struct station_paper *paper);
};
struct station_paper {
    const struct station_paper_ops *ops;
    bool is_table; /* it holds one sheet only: the visits */
};

/* Each makes a new file at path; NULL when it cannot (errno says why). Owned: ops->close. */
struct station_paper *station_csv_open(const char *path);
struct station_paper *station_json_open(const char *path);
struct station_paper *station_xlsx_open(const char *path);

/* "2026-05-14 10:42:05" of a cell's time. */
#define STATION_TIME_CHARS 24
void station_cell_time(int64_t local_ms, char out[STATION_TIME_CHARS]);

#endif
