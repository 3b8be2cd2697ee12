/* A workbook by libxlsxwriter in its mode of constant memory: rows go to temporary files beside the
 * workbook as they come. A sheet takes 1 048 576 rows; what is more goes on another. The library
 * does not look whether its temporary files take what it writes, and would make a sound workbook
 * with rows missing where the disk is full: so that is looked after here. */
#include "station/export/sheet.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include <xlsxwriter.h>

#define ROWS_MAX LXW_ROW_MAX
#define UNIX_EPOCH 25569 /* days from the spreadsheet's day 0 to 1970-01-01 */
#define DAY_MS 86400000.0

struct xlsx {
    struct station_paper base;
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *bold, *time;
    lxw_row_t row;
    struct station_column columns[STATION_COLUMNS_MAX];
    size_t count;
    char title[40];
    unsigned part;
    uint64_t bytes; /* in the temporary files */
    char path[4096], directory[4096];
};

/* Whether the sheet's temporary file took all rows but the last. */
static bool end_part(struct xlsx *xlsx)
{
    FILE *file = xlsx->sheet->optimize_tmpfile;
    if (fflush(file) != 0 || ferror(file)) {
        errno = ENOSPC;
        return false;
    }
    xlsx->bytes += (uint64_t)ftell(file);
    return true;
}

/* Closing writes each sheet once more as it is, and then packed. */
static bool has_room(const struct xlsx *xlsx)
{
    struct statvfs disk;
    uint64_t needed = 2 * xlsx->bytes + 512 * 1024;
    if (statvfs(xlsx->directory, &disk) != 0) {
        return false;
    }
    if ((uint64_t)disk.f_bavail * disk.f_frsize < needed) {
        errno = ENOSPC;
        return false;
    }
    return true;
}

static bool begin_part(struct xlsx *xlsx)
{
    char name[60];
    snprintf(name, sizeof name, xlsx->part > 1 ? "%s %u" : "%s", xlsx->title, xlsx->part);
    xlsx->sheet = workbook_add_worksheet(xlsx->book, name);
    if (xlsx->sheet == NULL) {
        errno = ENOSPC; /* its temporary file could not be made */
        return false;
    }
    for (size_t i = 0; i < xlsx->count; i++) {
        char header[200];
        const struct station_column *column = &xlsx->columns[i];
        lxw_col_t at = (lxw_col_t)i;
        snprintf(header, sizeof header, "%s\n%s", column->zh, column->en);
        worksheet_set_column(xlsx->sheet, at, at, column->width, NULL);
        worksheet_write_string(xlsx->sheet, 0, at, header, xlsx->bold);
    }
    worksheet_freeze_panes(xlsx->sheet, 1, 0);
    xlsx->row = 1;
    return true;
}

static bool xlsx_begin_sheet(struct station_paper *paper, const char *key, const char *title,
        const struct station_column *columns, size_t count)
{
    struct xlsx *xlsx = (struct xlsx *)paper;
    (void)key;
    memcpy(xlsx->columns, columns, count * sizeof *columns);
    xlsx->count = count;
    xlsx->part = 1;
    snprintf(xlsx->title, sizeof xlsx->title, "%s", title);
    return begin_part(xlsx);
}

static lxw_error put_cell(struct xlsx *xlsx, lxw_col_t at, const struct station_cell *cell)
{
    switch (cell->kind) {
    case STATION_TEXT: /* as a string, never as a formula */
        return worksheet_write_string(xlsx->sheet, xlsx->row, at, cell->text, NULL);
    case STATION_NUMBER:
        return worksheet_write_number(xlsx->sheet, xlsx->row, at, (double)cell->number, NULL);
    case STATION_TIME:
        return worksheet_write_number(
                xlsx->sheet, xlsx->row, at, (double)cell->number / DAY_MS + UNIX_EPOCH, xlsx->time);
    case STATION_EMPTY:
        break;
    }
    return LXW_NO_ERROR;
}

static bool xlsx_row(struct station_paper *paper, const struct station_cell *cells, size_t count)
{
    struct xlsx *xlsx = (struct xlsx *)paper;
    if (xlsx->row >= ROWS_MAX) {
        xlsx->part++;
        if (!end_part(xlsx) || !begin_part(xlsx)) {
            return false;
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (put_cell(xlsx, (lxw_col_t)i, &cells[i]) != LXW_NO_ERROR) {
            return false;
        }
    }
    xlsx->row++;
    return true;
}

static bool xlsx_end_sheet(struct station_paper *paper)
{
    struct xlsx *xlsx = (struct xlsx *)paper;
    if (xlsx->row > 1) {
        worksheet_autofilter(xlsx->sheet, 0, 0, xlsx->row - 1, (lxw_col_t)(xlsx->count - 1));
    }
    return end_part(xlsx);
}

static bool sync_file(const char *path)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    bool ok = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0) {
        close(fd);
    }
    return ok;
}

static bool xlsx_close(struct station_paper *paper)
{
    struct xlsx *xlsx = (struct xlsx *)paper;
    bool ok = has_room(xlsx);
    int why = errno;
    if (workbook_close(xlsx->book) != LXW_NO_ERROR || !sync_file(xlsx->path)) {
        why = ok ? errno : why;
        ok = false;
    }
    errno = why != 0 || ok ? why : EIO;
    free(xlsx);
    return ok;
}

struct station_paper *station_xlsx_open(const char *path)
{
    static const struct station_paper_ops ops = {
            xlsx_begin_sheet, xlsx_row, xlsx_end_sheet, xlsx_close};
    struct xlsx *xlsx = calloc(1, sizeof *xlsx);
    if (xlsx == NULL || strlen(path) >= sizeof xlsx->path) {
        free(xlsx);
        return NULL;
    }
    strcpy(xlsx->path, path);
    const char *slash = strrchr(path, '/');
    char *directory = xlsx->directory;
    snprintf(directory, sizeof xlsx->directory, "%.*s", slash != NULL ? (int)(slash - path) + 1 : 2,
            slash != NULL ? path : "./");
    if (access(directory, W_OK | X_OK) != 0) { /* else it is only noticed at the end */
        free(xlsx);
        return NULL;
    }
    lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = directory};
    xlsx->base.ops = &ops;
    xlsx->book = workbook_new_opt(path, &options);
    if (xlsx->book == NULL) {
        free(xlsx);
        return NULL;
    }
    xlsx->bold = workbook_add_format(xlsx->book);
    format_set_bold(xlsx->bold);
    format_set_text_wrap(xlsx->bold);
    format_set_align(xlsx->bold, LXW_ALIGN_VERTICAL_TOP);
    format_set_bg_color(xlsx->bold, 0xECEDEA);
    xlsx->time = workbook_add_format(xlsx->book);
    format_set_num_format(xlsx->time, "yyyy-mm-dd hh:mm:ss");
    return &xlsx->base;
}
