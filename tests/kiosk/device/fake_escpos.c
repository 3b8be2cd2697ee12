#include "tests/kiosk/device/fake_escpos.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HELD_MAX (4u << 20)

void fake_escpos_init(struct fake_escpos *f)
{
    *f = (struct fake_escpos){0};
    km_buffer_init(&f->held, HELD_MAX);
    km_buffer_init(&f->rows, HELD_MAX);
}

void fake_escpos_destroy(struct fake_escpos *f)
{
    for (int i = 0; i < f->count; i++)
        kiosk_raster_destroy(&f->tickets[i]);
    free(f->tickets);
    km_buffer_destroy(&f->held);
    km_buffer_destroy(&f->rows);
}

static void complain(struct fake_escpos *f, const char *what, const uint8_t *bytes, size_t len)
{
    if (!f->error[0])
        snprintf(f->error, sizeof f->error, "%s: %02x %02x %02x (%zu held)", what, bytes[0],
                len > 1 ? bytes[1] : 0, len > 2 ? bytes[2] : 0, len);
    km_buffer_cut(&f->held, 0);
}

static void answer(struct fake_escpos *f, uint8_t byte)
{
    if (!f->mute && f->answer_count < sizeof f->answers)
        f->answers[f->answer_count++] = f->babbles ? 0xFF : byte;
}

static bool stopped(const struct fake_escpos *f)
{
    return f->paper_out || f->cover_open || f->cutter_stuck || f->off_line;
}

static uint8_t status(const struct fake_escpos *f, int n)
{
    switch (n) {
    case 1:
        return (uint8_t)(0x12 | (stopped(f) ? 0x08 : 0));
    case 2:
        return (uint8_t)(0x12 | (f->cover_open ? 0x04 : 0) | (f->paper_out ? 0x20 : 0) |
                         (f->cutter_stuck ? 0x40 : 0));
    case 3:
        return (uint8_t)(0x12 | (f->cutter_stuck ? 0x08 : 0));
    default:
        return (uint8_t)(0x12 | (f->paper_near || f->paper_out ? 0x0C : 0) |
                         (f->paper_out ? 0x60 : 0));
    }
}

static void drop_rows(struct fake_escpos *f)
{
    f->torn += f->rows.len > 0;
    km_buffer_cut(&f->rows, 0);
}

/* The commands that are obeyed as they come in. True when all that is held was dropped. */
static bool obey_at_once(struct fake_escpos *f, uint8_t byte, bool in_picture)
{
    static const uint8_t clear[] = {0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8};
    memmove(f->recent, f->recent + 1, sizeof f->recent - 1);
    f->recent[9] = byte;
    if (f->recent[7] == 0x10 && f->recent[8] == 0x04 && byte >= 1 && byte <= 4) {
        f->asked++;
        f->inside += in_picture;
        answer(f, status(f, byte));
    }
    if (memcmp(f->recent, clear, sizeof clear) != 0)
        return false;
    f->cleared++;
    drop_rows(f);
    answer(f, 0x37);
    answer(f, 0x25);
    answer(f, 0x00);
    return true;
}

static void cut(struct fake_escpos *f)
{
    struct kiosk_raster ticket;
    if (f->rows.len == 0 || f->stride == 0 ||
            !kiosk_raster_init(&ticket, f->stride * 8, (int)f->rows.len / f->stride)) {
        complain(f, "a cut without a picture", (const uint8_t[]){0}, 1);
        return;
    }
    memcpy(ticket.bytes, f->rows.bytes, f->rows.len);
    km_buffer_cut(&f->rows, 0);
    f->tickets = realloc(f->tickets, (size_t)(f->count + 1) * sizeof *f->tickets);
    if (!f->tickets)
        abort();
    f->tickets[f->count++] = ticket;
    f->mute = f->mute || f->silent_soon;
}

/* A band of a picture: its bytes when all are there, else 0. */
static size_t print_band(struct fake_escpos *f, const uint8_t *at, size_t len)
{
    if (len < 8)
        return 0;
    int stride = at[4] | at[5] << 8;
    int rows = at[6] | at[7] << 8;
    size_t size = 8 + (size_t)stride * (size_t)rows;
    if (at[3] != 0 || stride < 1 || stride > 112 || rows < 1 || rows > 255 ||
            (f->rows.len > 0 && stride != f->stride)) {
        complain(f, "a picture of strange size", at + 3, len - 3);
        return 0;
    }
    if (len < size)
        return 0;
    f->stride = stride;
    km_buffer_put(&f->rows, at + 8, size - 8);
    if (f->out_after > 0 && (f->out_after -= rows) <= 0) {
        f->out_after = 0;
        f->paper_out = true;
    }
    return size;
}

/* Does one command; returns its bytes, 0 when more are needed. */
static size_t step(struct fake_escpos *f, const uint8_t *at, size_t len)
{
    if (at[0] == 0x00)
        return 1; /* white dots for a picture that was already complete */
    if (len < 2)
        return 0;
    int command = at[0] << 8 | at[1];
    size_t size = command == 0x1B40 ? 2 : command == 0x1014 ? 10 : command == 0x1D56 ? 4 : 3;
    if (command == 0x1D76)
        return len > 2 && at[2] == '0' ? print_band(f, at, len) : 0;
    if (len < size)
        return 0;
    if (command == 0x1B40) {
        drop_rows(f);
    } else if (command == 0x1D56 && at[2] == 'B') {
        cut(f);
    } else if (command == 0x1D72 && at[2] == 1) {
        if (!f->no_done)
            answer(f, f->paper_near ? 0x03 : 0x00);
    } else if (command != 0x1004 && command != 0x1014 && command != 0x1B4A) {
        complain(f, "an unknown command", at, len);
        return 0;
    }
    return size;
}

static void work(struct fake_escpos *f)
{
    size_t at = 0;
    while (at < f->held.len && !stopped(f)) {
        size_t done = step(f, f->held.bytes + at, f->held.len - at);
        if (done == 0)
            break;
        at += done;
    }
    if (at == 0 || f->held.len < at)
        return;
    memmove(f->held.bytes, f->held.bytes + at, f->held.len - at);
    km_buffer_cut(&f->held, f->held.len - at);
}

void fake_escpos_feed(struct fake_escpos *f, const uint8_t *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        bool in_picture = f->held.len > 8 && f->held.bytes[0] == 0x1D && f->held.bytes[1] == 'v';
        if (obey_at_once(f, bytes[i], in_picture)) {
            km_buffer_cut(&f->held, 0);
            continue;
        }
        km_buffer_put(&f->held, &bytes[i], 1);
        work(f);
    }
    work(f);
}
