/* JSON for programs: one array of objects per sheet, under the sheet's key; rows are written one
 * by one, so a large day needs no memory. */
#include "station/export/sheet.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct json_paper {
    struct station_paper base;
    FILE *file;
    struct station_column columns[STATION_COLUMNS_MAX];
    bool has_sheets, has_rows;
};

static bool json_begin_sheet(struct station_paper *paper, const char *key, const char *title,
        const struct station_column *columns, size_t count)
{
    struct json_paper *json = (struct json_paper *)paper;
    (void)title;
    for (size_t i = 0; i < count; i++) {
        json->columns[i] = columns[i];
    }
    fprintf(json->file, "%s\n\"%s\": [", json->has_sheets ? "," : "{", key);
    json->has_sheets = true;
    json->has_rows = false;
    return ferror(json->file) == 0;
}

static json_t *cell_json(const struct station_cell *cell)
{
    char time[STATION_TIME_CHARS];
    switch (cell->kind) {
    case STATION_TEXT:
        return json_string(cell->text);
    case STATION_NUMBER:
        return json_integer(cell->number);
    case STATION_TIME:
        station_cell_time(cell->number, time);
        return json_string(time);
    case STATION_EMPTY:
        break;
    }
    return json_null();
}

static bool json_row(struct station_paper *paper, const struct station_cell *cells, size_t count)
{
    struct json_paper *json = (struct json_paper *)paper;
    json_t *object = json_object();
    for (size_t i = 0; i < count; i++) {
        json_object_set_new(object, json->columns[i].key, cell_json(&cells[i]));
    }
    fputs(json->has_rows ? ",\n" : "\n", json->file);
    int failed = json_dumpf(object, json->file, JSON_COMPACT);
    json_decref(object);
    json->has_rows = true;
    return failed == 0 && ferror(json->file) == 0;
}

static bool json_end_sheet(struct station_paper *paper)
{
    FILE *file = ((struct json_paper *)paper)->file;
    fputs("]", file);
    return ferror(file) == 0;
}

static bool json_close(struct station_paper *paper)
{
    struct json_paper *json = (struct json_paper *)paper;
    fputs(json->has_sheets ? "}\n" : "{}\n", json->file);
    bool ok = ferror(json->file) == 0;
    ok = fflush(json->file) == 0 && fsync(fileno(json->file)) == 0 && ok;
    ok = fclose(json->file) == 0 && ok;
    free(json);
    return ok;
}

struct station_paper *station_json_open(const char *path)
{
    static const struct station_paper_ops ops = {
            json_begin_sheet, json_row, json_end_sheet, json_close};
    FILE *file = fopen(path, "wbe");
    struct json_paper *json = file != NULL ? calloc(1, sizeof *json) : NULL;
    if (json == NULL) {
        if (file != NULL) {
            fclose(file);
        }
        return NULL;
    }
    json->base.ops = &ops;
    json->file = file;
    return &json->base;
}
