/* See tap.h. The kiosk is enrolled at a fake station and rehearses a day, so that its zones are
 * open whenever this runs. The bare commit is one row of a record's and its seal's size in a store
 * of its own with the journal's pragmas; the bare reading is zbar's of that very code; the bare
 * redraw is of that very ticket. Each pair runs back to back, so both see the same disk. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/bench/tap.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "kiosk/counter.h"
#include "tests/kiosk/fake_station.h"

#define PROGRAMME "tests/data/programmes/small.yaml"
#define REHEARSED 20587 /* 2026-05-14, a day on which its zone A is open */
#define WARM_UP 5
#define CODE_PX 4 /* pixels a module, as the kiosk proves a ticket's picture */

struct tap {
    struct fake_station station;
    struct kiosk_identity identity;
    struct kiosk_keeper keeper;
    struct kiosk_counter counter;
    sqlite3 *bare;
    sqlite3_stmt *insert;
    uint8_t row[KM_RECORD_SMALL + KM_HASH_SIZE + KM_SIGNATURE_SIZE];
    int row_size;
    struct kiosk_reader *reader;
    struct kiosk_screens *screens;
    struct kiosk_painter *painter;
    struct kiosk_model model;
    km_zone zone;
    pthread_mutex_t m;
    pthread_cond_t came;
    struct kiosk_ticket_shown *ticket; /* guarded by m */
};

static void good(bool ok, const char *what, const char *why)
{
    if (ok)
        return;
    fprintf(stderr, "Could not measure: %s: %s\n", what, why);
    exit(1);
}

double bench_now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

double bench_median(double *values, size_t count)
{
    qsort(values, count, sizeof *values, by_value);
    return values[count / 2];
}

/* ---- the keeper's thread ---- */

static void on_ticket(struct kiosk_ticket_shown *ticket, void *userdata)
{
    struct tap *tap = userdata;
    pthread_mutex_lock(&tap->m);
    tap->ticket = ticket;
    pthread_cond_signal(&tap->came);
    pthread_mutex_unlock(&tap->m);
}

static void on_no_ticket(enum kiosk_no_ticket why, enum km_issue_refusal refusal, void *userdata)
{
    (void)userdata;
    char text[40];
    snprintf(text, sizeof text, "why %d, refusal %d", why, refusal);
    good(false, "no ticket was given", text);
}

static void on_failure(enum kiosk_failure failure, const char *reason, void *userdata)
{
    (void)failure;
    (void)userdata;
    good(false, "behind the counter", reason);
}

static void on_scene(struct kiosk_scene *scene, void *userdata)
{
    (void)userdata;
    kiosk_scene_free(scene);
}

static void on_quiet(void *userdata)
{
    (void)userdata;
}

static const struct kiosk_counter_callbacks callbacks = {.on_scene = on_scene,
        .on_ticket = on_ticket,
        .on_no_ticket = on_no_ticket,
        .on_failure = on_failure,
        .on_wait = on_quiet,
        .on_news = on_quiet};

/* ---- setting up ---- */

static void open_kiosk(struct tap *tap, const char *folder)
{
    char path[512], err[KM_ERR_MAX] = "";
    struct km_journal *journal = NULL;
    struct kiosk_instant now = kiosk_instant_now();
    fake_station_open(&tap->station, now.utc);
    fake_station_plan(&tap->station, PROGRAMME, REHEARSED);
    tap->identity = fake_station_enrol(&tap->station, 1, "Hall");
    snprintf(path, sizeof path, "%s/kiosk", folder);
    good(kiosk_data_open(path, &journal, err) &&
                    kiosk_keeper_open(&tap->keeper, journal, &tap->identity, now, err),
            "the kiosk's journal", err);
    good(fake_station_sync(&tap->station, &tap->keeper, &now, 0), "the first sync", "refused");
    struct kiosk_counter_callbacks own = callbacks;
    own.userdata = tap;
    good(kiosk_counter_start(&tap->counter, &tap->keeper, &own, err), "the counter", err);
}

static void open_bare(struct tap *tap, const char *folder)
{
    char path[512];
    snprintf(path, sizeof path, "%s/bare.db", folder);
    static const char sql[] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                              "PRAGMA wal_autocheckpoint=4000;"
                              "CREATE TABLE row(node INTEGER, seq INTEGER, body BLOB,"
                              "  PRIMARY KEY(node, seq)) WITHOUT ROWID;";
    good(sqlite3_open(path, &tap->bare) == SQLITE_OK &&
                    sqlite3_exec(tap->bare, sql, NULL, NULL, NULL) == SQLITE_OK &&
                    sqlite3_prepare_v2(tap->bare, "INSERT INTO row VALUES(1, ?, ?)", -1,
                            &tap->insert, NULL) == SQLITE_OK,
            "the bare store", sqlite3_errmsg(tap->bare));
    struct km_record record = km_record_of(KM_ISSUE, kiosk_instant_now().utc, REHEARSED);
    record.zone = tap->zone;
    record.number = 1000;
    record.people[0] = 2;
    tap->row_size = (int)km_record_encode(&record, tap->row, KM_RECORD_SMALL) + KM_HASH_SIZE +
                    KM_SIGNATURE_SIZE;
}

/* ---- one round ---- */

static struct kiosk_ticket_shown *order(struct tap *tap)
{
    struct km_issue_order wish = {.zone = tap->zone, .session = KM_NO_SESSION, .people = {2}};
    pthread_mutex_lock(&tap->m);
    tap->ticket = NULL;
    good(kiosk_counter_issue(&tap->counter, &wish), "the order", "the queue is full");
    while (!tap->ticket)
        pthread_cond_wait(&tap->came, &tap->m);
    struct kiosk_ticket_shown *ticket = tap->ticket;
    pthread_mutex_unlock(&tap->m);
    return ticket;
}

static void draw(struct tap *tap)
{
    kiosk_screens_draw(tap->screens, &tap->model, tap->painter->width, tap->painter->height,
            kiosk_painter_begin(tap->painter));
    kiosk_painter_end(tap->painter, NULL);
}

/* From the finger's leaving the glass to the pixels; the screen moves as it does in the window. */
static double measure_tap(struct tap *tap, struct kiosk_ticket_shown **out_ticket)
{
    tap->model.screen = KIOSK_SCREEN_ZONE;
    tap->model.ms = 60000;
    tap->model.entered = 50000;
    draw(tap);
    double start = bench_now_ms();
    struct kiosk_ticket_shown *ticket = order(tap);
    tap->model.ticket = ticket->view;
    tap->model.ticket.qr_modules = ticket->qr.modules;
    tap->model.screen = KIOSK_SCREEN_TICKET;
    tap->model.entered = tap->model.ms;
    draw(tap);
    *out_ticket = ticket;
    return bench_now_ms() - start;
}

/* It was no code if nobody can read it. */
static bool readable(struct tap *tap, const struct kiosk_qr *qr)
{
    struct kiosk_grey grey = {0};
    struct kiosk_readings readings;
    int width = tap->painter->width, height = tap->painter->height;
    good(kiosk_grey_resize(&grey, width, height), "the screen's pixels", "too large");
    for (int i = 0; i < width * height; i++)
        grey.pixels[i] = (uint8_t)(tap->painter->pixels[i] >> 8);
    bool read = kiosk_reader_read(tap->reader, &grey, &readings) &&
                strcmp(readings.list[0].text, qr->text) == 0;
    kiosk_grey_destroy(&grey);
    return read;
}

static double measure_commit(struct tap *tap, int round)
{
    double start = bench_now_ms();
    sqlite3_exec(tap->bare, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    sqlite3_bind_int(tap->insert, 1, round);
    sqlite3_bind_blob(tap->insert, 2, tap->row, tap->row_size, SQLITE_STATIC);
    bool ok = sqlite3_step(tap->insert) == SQLITE_DONE;
    sqlite3_reset(tap->insert);
    ok = ok && sqlite3_exec(tap->bare, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
    good(ok, "the bare commit", sqlite3_errmsg(tap->bare));
    return bench_now_ms() - start;
}

static double measure_read(struct tap *tap, const struct kiosk_qr *qr)
{
    struct kiosk_grey picture = {0};
    struct kiosk_readings readings;
    good(kiosk_qr_draw(qr, CODE_PX, &picture), "the code", "cannot be drawn");
    double start = bench_now_ms();
    bool read = kiosk_reader_read(tap->reader, &picture, &readings);
    double took = bench_now_ms() - start;
    good(read, "the code", "zbar does not read it");
    kiosk_grey_destroy(&picture);
    return took;
}

static double measure_redraw(struct tap *tap)
{
    tap->model.entered = 0; /* at rest */
    tap->painter->fresh = true;
    double start = bench_now_ms();
    draw(tap);
    return bench_now_ms() - start;
}

struct tap_result tap_measure(const char *folder, struct kiosk_screens *screens,
        struct kiosk_painter *painter, const struct kiosk_model *model, int rounds)
{
    enum { TAP, COMMIT, READ, REDRAW, RATIO, COLUMNS };
    static struct tap tap;
    double *values = calloc((size_t)rounds * COLUMNS, sizeof *values), median[COLUMNS];
    int seen = 0;
    tap = (struct tap){.screens = screens, .painter = painter, .model = *model};
    pthread_mutex_init(&tap.m, NULL);
    pthread_cond_init(&tap.came, NULL);
    tap.reader = kiosk_reader_new();
    good(values && km_zone_parse("A", &tap.zone), "the zone", "none");
    open_kiosk(&tap, folder);
    open_bare(&tap, folder);
    for (int i = -WARM_UP; i < rounds; i++) {
        struct kiosk_ticket_shown *ticket;
        double row[COLUMNS] = {[TAP] = measure_tap(&tap, &ticket)};
        bool read = readable(&tap, &ticket->qr);
        row[COMMIT] = measure_commit(&tap, i + WARM_UP);
        row[READ] = measure_read(&tap, &ticket->qr);
        row[REDRAW] = measure_redraw(&tap);
        row[RATIO] = row[TAP] / (row[COMMIT] + row[READ] + row[REDRAW]);
        for (int c = 0; c < COLUMNS && i >= 0; c++)
            values[c * rounds + i] = row[c];
        seen += i >= 0 && read;
        kiosk_ticket_shown_free(ticket);
    }
    good(seen * 10 >= rounds * 8, "the ticket's code", "not readable in the first picture of it");
    for (int c = 0; c < COLUMNS; c++)
        median[c] = bench_median(values + c * rounds, (size_t)rounds);
    free(values);
    kiosk_counter_stop(&tap.counter);
    kiosk_keeper_close(&tap.keeper);
    fake_station_close(&tap.station);
    kiosk_reader_free(tap.reader);
    sqlite3_finalize(tap.insert);
    sqlite3_close(tap.bare);
    return (struct tap_result){
            median[TAP], median[COMMIT], median[READ], median[REDRAW], median[RATIO]};
}
