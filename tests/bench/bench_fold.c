/* What a record costs in the fold, decoding included, as the set grows: 10 thousand, 1 million and
 * 10 million records (50 busy days of 200 000), and what a ticket costs in memory. The records are
 * those of open days as they might go: 8 kiosks and a station, 8 zones, parties that take a ticket,
 * are called, come in, go on to the next zone and leave. Making the records is not timed. */

#include "core/fold.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <sodium.h>

#define KIOSKS 8
#define ZONES 8
#define DAY_RECORDS 200000
#define FIRST_DAY 20000
#define OPEN_MS (8ll * 3600 * 1000)
#define LINE 40 /* parties that wait in a zone before its staff call as fast as they come */

struct made {
    struct km_name name;
    uint32_t offset;
    uint16_t len;
};

struct maker {
    uint64_t random;
    uint32_t seqs[KIOSKS + 1];
    uint8_t *bytes;
    struct made *items;
    uint32_t used, count;
    struct km_name waiting[ZONES][LINE * 2], inside[ZONES][LINE], seen[64];
    uint32_t waits[ZONES], insides[ZONES], seens;
    uint16_t numbers[KIOSKS + 1][ZONES];
    uint64_t tickets;
};

static uint32_t pick(struct maker *m, uint32_t n)
{
    m->random = m->random * 6364136223846793005ull + 1442695040888963407ull;
    return (uint32_t)((m->random >> 33) % n);
}

static struct km_name put(struct maker *m, uint32_t node, const struct km_record *record)
{
    struct made *item = &m->items[m->count++];
    item->name = (struct km_name){(km_node)(node + 1) * 0x9e3779b97f4a7c15ull, ++m->seqs[node]};
    item->offset = m->used;
    item->len = (uint16_t)km_record_encode(record, m->bytes + m->used, KM_RECORD_SMALL);
    m->used += item->len;
    return item->name;
}

static void take_ticket(struct maker *m, struct km_record *r, uint32_t zone)
{
    uint32_t kiosk = 1 + pick(m, KIOSKS);
    *r = km_record_of(KM_ISSUE, r->time, r->day);
    r->zone = (km_zone)(zone + 1);
    r->number = (uint16_t)(1 + m->numbers[kiosk][zone]++ % KM_NUMBER_MAX);
    r->people[0] = (uint8_t)(1 + pick(m, 3));
    r->people[1] = (uint8_t)pick(m, 3);
    r->lane = pick(m, 12) == 0;
    if (m->seens > 0 && pick(m, 2) == 0) {
        r->visitor = m->seen[pick(m, m->seens)];
    }
    m->waiting[zone][m->waits[zone]++] = put(m, kiosk, r);
    m->tickets++;
}

/* The party at the head of the line is called and comes in; now and then it does not. */
static void serve(struct maker *m, struct km_record *r, uint32_t zone)
{
    struct km_name ticket = m->waiting[zone][0];
    memmove(m->waiting[zone], m->waiting[zone] + 1, --m->waits[zone] * sizeof ticket);
    *r = km_record_of(KM_CALL, r->time, r->day);
    r->ticket = ticket;
    put(m, 1 + zone, r);
    if (pick(m, 12) == 0) {
        r->kind = KM_NO_SHOW;
        put(m, 1 + zone, r);
        if (pick(m, 2) == 0) {
            r->kind = KM_REQUEUE;
            put(m, 1 + zone, r);
            m->waiting[zone][m->waits[zone]++] = ticket;
        }
        return;
    }
    *r = km_record_of(KM_CHECK_IN, r->time + 20000, r->day);
    r->ticket = ticket;
    r->zone = (km_zone)(zone + 1);
    r->count = 3;
    put(m, 1 + zone, r);
    if (m->insides[zone] < LINE) {
        m->inside[zone][m->insides[zone]++] = ticket;
    }
    m->seen[m->seens < 64 ? m->seens++ : pick(m, 64)] = ticket;
}

static void leave(struct maker *m, struct km_record *r, uint32_t zone)
{
    *r = km_record_of(KM_CHECK_OUT, r->time, r->day);
    r->ticket = m->inside[zone][--m->insides[zone]];
    put(m, 1 + zone, r);
    if (pick(m, 4) == 0) {
        r->kind = KM_RATE;
        r->count = 1 + pick(m, 5);
        put(m, 1 + zone, r);
    }
}

/* Makes a day's records; the seqs run on from the day before. */
static void make_day(struct maker *m, uint32_t day, uint32_t records)
{
    m->used = m->count = m->seens = 0;
    memset(m->waits, 0, sizeof m->waits);
    memset(m->insides, 0, sizeof m->insides);
    memset(m->numbers, 0, sizeof m->numbers);
    while (m->count + 4 < records) {
        int64_t time = (int64_t)day * 86400000 + OPEN_MS * m->count / records;
        struct km_record r = km_record_of(KM_ISSUE, time, (km_day_no)day);
        uint32_t zone = pick(m, ZONES), act = pick(m, 8);
        if (m->waits[zone] < LINE && (act < 3 || m->waits[zone] == 0)) {
            take_ticket(m, &r, zone);
        } else if (act < 6 || m->insides[zone] == 0) {
            serve(m, &r, zone);
        } else {
            leave(m, &r, zone);
        }
    }
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static double fold_day(struct km_fold *fold, const struct maker *m)
{
    double start = seconds();
    char err[KM_ERR_MAX];
    for (uint32_t i = 0; i < m->count; i++) {
        struct km_record record;
        if (!km_record_decode(m->bytes + m->items[i].offset, m->items[i].len, &record, err)) {
            fprintf(stderr, "Could not decode a record of the bench: %s\n", err);
            exit(1);
        }
        km_fold_take(fold, m->items[i].name, &record);
    }
    return seconds() - start;
}

struct result {
    double ns; /* per record */
    double bytes_per_ticket;
};

/* Folds that many records, in days; repeated so often that a small set can be timed. */
static struct result measure(struct maker *m, uint32_t records, int repeats)
{
    double time = 0;
    uint64_t folded = 0;
    struct result result = {0};
    for (int r = 0; r < repeats; r++) {
        struct km_fold *fold = km_fold_new(0x9e3779b97f4a7c15ull);
        *m = (struct maker){.random = 1 + (uint64_t)r, .bytes = m->bytes, .items = m->items};
        for (uint32_t left = records, day = FIRST_DAY; left > 0; day++) {
            uint32_t of_day = left < DAY_RECORDS ? left : DAY_RECORDS;
            make_day(m, day, of_day);
            time += fold_day(fold, m);
            folded += m->count;
            left -= of_day;
        }
        result.bytes_per_ticket = (double)km_fold_memory(fold) / (double)m->tickets;
        km_fold_free(fold);
    }
    result.ns = time * 1e9 / (double)folded;
    printf("%9u records: %6.0f ns a record, %9.0f records/s, %4.0f bytes a ticket\n", records,
            result.ns, 1e9 / result.ns, result.bytes_per_ticket);
    return result;
}

static void goal(const char *name, double measured, double limit)
{
    printf("goal %s %.2f %.2f %s\n", name, measured, limit, measured <= limit ? "met" : "missed");
}

int main(void)
{
    if (sodium_init() < 0) {
        return 1;
    }
    struct maker m = {.bytes = malloc((size_t)DAY_RECORDS * 160),
            .items = malloc(DAY_RECORDS * sizeof *m.items)};
    measure(&m, 10000, 5); /* warms the machine up */
    struct result small = measure(&m, 10000, 200);
    measure(&m, 1000000, 2);
    struct result large = measure(&m, 10000000, 1);
    goal("fold_cost_10M_to_10k", large.ns / small.ns, 2.0);
    goal("fold_bytes_per_ticket", large.bytes_per_ticket, 400);
    free(m.bytes);
    free(m.items);
    return 0;
}
