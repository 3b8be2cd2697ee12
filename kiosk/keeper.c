/* Opening, and the clock: see keeper.h. A stretch is the records of ours since our last `clock`
 * record; a `clock` corrects all of it. Within one run of the program time comes from a monotonic
 * clock, so a stretch has one error; only between two runs the system clock may jump. */
#include "kiosk/keeper.h"

#include "core/big_endian.h"
#include "core/local_time.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How far the clock may wander from the system's before that is written down. */
#define SHIFT_NOTED_MS 500

/* ---- opening ---- */

struct last {
    int64_t time; /* 0 = not known */
    enum km_kind kind;
};

static bool read_last(const struct km_stored *stored, void *userdata)
{
    struct last *last = userdata;
    struct km_record record;
    char ignored[KM_ERR_MAX];
    if (stored->bytes && km_record_decode(stored->bytes, stored->len, &record, ignored))
        *last = (struct last){record.time, record.kind};
    return true;
}

static bool last_of(struct kiosk_keeper *keeper, km_node node, struct last *out_last, char *err)
{
    struct km_journal *journal = keeper->ledger.journal;
    uint32_t seq = km_ledger_head(&keeper->ledger, node).seq;
    *out_last = (struct last){0};
    return seq == 0 || journal->ops->range(journal, node, seq, seq, read_last, out_last, err);
}

static uint32_t last_clock(const struct kiosk_keeper *keeper)
{
    const struct km_roster *roster = km_fold_roster(keeper->ledger.fold);
    for (uint32_t i = 0; i < roster->clocks_count; i++)
        if (roster->clocks[i].node == keeper->ledger.keys.node)
            return roster->clocks[i].items[roster->clocks[i].count - 1].seq;
    return 0;
}

static bool read_clock(struct kiosk_keeper *keeper, struct kiosk_instant now, char *err)
{
    struct km_journal *journal = keeper->ledger.journal;
    uint8_t value[9];
    size_t len = 0;
    struct last own, station;
    if (!journal->ops->get(journal, "clock", value, sizeof value, &len, err) ||
            !last_of(keeper, keeper->ledger.keys.node, &own, err) ||
            !last_of(keeper, keeper->ledger.station, &station, err))
        return false;
    if (len == sizeof value) {
        keeper->stored_shift = (int64_t)km_read_be64(value);
        keeper->confirmed = keeper->stored_confirmed = value[8] != 0;
    }
    keeper->stretch =
            km_ledger_head(&keeper->ledger, keeper->ledger.keys.node).seq - last_clock(keeper);
    keeper->newest = keeper->stretch > 0 ? own.time : 0;
    /* Times of ours that nobody confirmed may be ahead: staff may set an earlier one. */
    keeper->known = keeper->stretch > 0 && !keeper->confirmed ? 0 : own.time;
    keeper->known = station.time > keeper->known ? station.time : keeper->known;
    keeper->seen = own.time > station.time ? own.time : station.time;
    kiosk_clock_start(&keeper->clock, now, keeper->stored_shift);
    if (!journal->ops->get(journal, "heard", value, 8, &len, err))
        return false;
    keeper->heard = keeper->heard_stored = len == 8 ? (int64_t)km_read_be64(value) : 0;
    if (!journal->ops->get(journal, "overtaken", value, 1, &len, err))
        return false;
    keeper->overtaken = len > 0;
    return true;
}

bool kiosk_keeper_open(struct kiosk_keeper *keeper, struct km_journal *journal,
        const struct kiosk_identity *identity, struct kiosk_instant now, char *err)
{
    *keeper = (struct kiosk_keeper){.identity = *identity, .role = ""};
    atomic_init(&keeper->camera, KM_DEVICE_UNKNOWN);
    km_buffer_init(&keeper->station_vector, KM_SYNC_MAX);
    keeper->reader = kiosk_reader_new();
    if (!km_ledger_open(&keeper->ledger, journal, identity->seed, identity->station_key, err) ||
            !read_clock(keeper, now, err)) {
        kiosk_keeper_close(keeper);
        return false;
    }
    kiosk_keeper_follow(keeper);
    return true;
}

void kiosk_keeper_close(struct kiosk_keeper *keeper)
{
    if (keeper->ledger.fold)
        km_ledger_close(&keeper->ledger);
    kiosk_plan_unref(keeper->plan);
    kiosk_reader_free(keeper->reader);
    km_buffer_destroy(&keeper->station_vector);
    sodium_memzero(&keeper->identity, sizeof keeper->identity);
    keeper->plan = NULL;
    keeper->reader = NULL;
}

static enum kiosk_stop standing(const struct kiosk_keeper *keeper)
{
    const struct km_member *self =
            km_roster_find(km_fold_roster(keeper->ledger.fold), keeper->ledger.keys.node);
    if (keeper->overtaken)
        return KIOSK_STOP_OVERTAKEN;
    if (self && self->revoked_from != 0)
        return KIOSK_STOP_REVOKED;
    return self && self->retired ? KIOSK_STOP_RETIRED : keeper->cut_off;
}

void kiosk_keeper_follow(struct kiosk_keeper *keeper)
{
    const struct km_plan *plan = &km_fold_roster(keeper->ledger.fold)->plan;
    struct km_programme *programme = NULL;
    keeper->stop = standing(keeper);
    if (!plan->text || plan->seq == keeper->plan_seq)
        return;
    keeper->plan_seq = plan->seq;
    keeper->plan_fault[0] = 0;
    if (!km_programme_parse(plan->text, plan->len, "programme", &programme, keeper->plan_fault))
        return;
    kiosk_plan_unref(keeper->plan);
    keeper->plan = kiosk_plan_new(programme, keeper->plan_fault);
}

/* ---- what others ask ---- */

int64_t kiosk_keeper_time(const struct kiosk_keeper *keeper, struct kiosk_instant now)
{
    return kiosk_clock_now(&keeper->clock, now.steady);
}

struct km_desk kiosk_keeper_desk(const struct kiosk_keeper *keeper, struct kiosk_instant now)
{
    int64_t time = kiosk_keeper_time(keeper, now);
    struct km_desk desk = {.fold = keeper->ledger.fold,
            .programme = kiosk_plan_programme(keeper->plan),
            .self = keeper->ledger.keys.node,
            .kiosk = keeper->identity.number,
            .now = time > keeper->newest ? time : keeper->newest};
    km_desk_today(km_fold_roster(desk.fold), desk.programme, desk.now, &desk.day, &desk.minute);
    return desk;
}

bool kiosk_keeper_online(const struct kiosk_keeper *keeper, struct kiosk_instant now)
{
    return keeper->met && !keeper->lost && now.steady - keeper->heard_steady < KIOSK_SILENT_MS;
}

int kiosk_keeper_age(const struct kiosk_keeper *keeper, struct kiosk_instant now)
{
    int64_t since = kiosk_keeper_time(keeper, now) - keeper->heard;
    if (kiosk_keeper_online(keeper, now) || since < 0)
        return 0;
    return since < (int64_t)INT16_MAX * 60000 ? (int)(since / 60000) : INT16_MAX;
}

/* ---- the clock ---- */

/* Writes down how far our clock is from the system's, for the next start. */
static bool note_clock(struct kiosk_keeper *keeper, struct kiosk_instant now, char *err)
{
    int64_t shift = kiosk_keeper_time(keeper, now) - now.utc;
    if (llabs(shift - keeper->stored_shift) < SHIFT_NOTED_MS &&
            keeper->confirmed == keeper->stored_confirmed)
        return true;
    uint8_t value[9];
    struct km_journal *journal = keeper->ledger.journal;
    km_write_be64(value, (uint64_t)shift);
    value[8] = keeper->confirmed;
    if (!journal->ops->put_value(journal, "clock", value, sizeof value, err))
        return false;
    keeper->stored_shift = shift;
    keeper->stored_confirmed = keeper->confirmed;
    return true;
}

static km_day_no today(const struct kiosk_keeper *keeper, int64_t time)
{
    km_day_no day = km_local_time_at(time, 0).day;
    int minute;
    if (keeper->plan)
        km_desk_today(km_fold_roster(keeper->ledger.fold), kiosk_plan_programme(keeper->plan), time,
                &day, &minute);
    return day;
}

/* Closes the stretch: its times are wrong by `shift`. */
static bool write_clock(struct kiosk_keeper *keeper, int64_t shift, int64_t time, char *err)
{
    struct km_record record = km_record_of(KM_CLOCK, time, today(keeper, time));
    record.shift = shift;
    if (!km_ledger_write(&keeper->ledger, &record, 1, NULL, err))
        return false;
    keeper->stretch = 0;
    keeper->newest = 0;
    return true;
}

void kiosk_keeper_wrote(struct kiosk_keeper *keeper, uint32_t count, int64_t time)
{
    keeper->stretch += count;
    keeper->written += count;
    keeper->newest = time;
    keeper->confirmed = keeper->confirmed && keeper->clock.measured;
}

bool kiosk_keeper_settle(struct kiosk_keeper *keeper, struct kiosk_instant now, char *err)
{
    /* Of this run all times are good together; a jump of the system clock meanwhile is noted for
     * the next. */
    if (keeper->written > 0 || keeper->clock.measured)
        return note_clock(keeper, now, err);
    /* The stretch before was right, but who knows what the system clock did since. */
    if (keeper->confirmed && keeper->stretch > 0 &&
            !write_clock(keeper, 0, kiosk_keeper_time(keeper, now), err))
        return false;
    keeper->confirmed = false;
    return note_clock(keeper, now, err);
}

bool kiosk_keeper_asks_clock(const struct kiosk_keeper *keeper, struct kiosk_instant now)
{
    int64_t time = kiosk_keeper_time(keeper, now);
    if (keeper->clock.measured || keeper->told || !keeper->plan)
        return false;
    if (time < keeper->seen - KIOSK_CLOCK_WRONG_MS)
        return true;
    struct km_desk desk = kiosk_keeper_desk(keeper, now);
    return !(desk.day & KM_DAY_REHEARSAL) &&
           !km_programme_has_day(desk.programme, KM_DAY_DATE(desk.day));
}

bool kiosk_keeper_set_clock(
        struct kiosk_keeper *keeper, int64_t utc, struct kiosk_instant now, char *err)
{
    /* They set minutes: the newest record may lie in the same one. */
    if (utc + 60000 < keeper->known) {
        snprintf(err, KM_ERR_MAX, "something was written down later than that already");
        return false;
    }
    int64_t time = utc > keeper->known ? utc : keeper->known;
    int64_t step = time - kiosk_keeper_time(keeper, now);
    /* What this run wrote was wrong by the same; of an earlier one nobody knows. */
    if (keeper->stretch > 0 && !write_clock(keeper, keeper->written > 0 ? step : 0, time, err))
        return false;
    kiosk_clock_step(&keeper->clock, step, now.steady);
    keeper->told = true;
    keeper->confirmed = false;
    return note_clock(keeper, now, err);
}

bool kiosk_keeper_measure(struct kiosk_keeper *keeper, struct kiosk_clock_sample sample,
        struct kiosk_instant now, char *err)
{
    bool first = !keeper->clock.measured;
    int64_t wrong = kiosk_clock_measure(&keeper->clock, sample);
    if (wrong != 0) {
        /* A stretch of an earlier run that was right ended where the system clock jumped. */
        bool jumped = first && keeper->confirmed && keeper->written == 0;
        int64_t right = kiosk_clock_now(&keeper->clock, sample.at) + wrong;
        if (keeper->stretch > 0 && !write_clock(keeper, jumped ? 0 : wrong, right, err))
            return false;
        kiosk_clock_step(&keeper->clock, wrong, sample.at);
    }
    keeper->confirmed = true;
    return note_clock(keeper, now, err);
}
