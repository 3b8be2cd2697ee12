#include "core/fold.h"

#include "core/array.h"

#include <sodium.h>

struct km_fold {
    struct km_roster roster;
    struct km_day **days; /* owned, ascending day */
    uint32_t day_count, day_cap;
};

struct km_fold *km_fold_new(km_node station)
{
    struct km_fold *fold = calloc(1, sizeof *fold);
    if (fold == NULL) {
        abort();
    }
    km_roster_init(&fold->roster, station);
    return fold;
}

void km_fold_free(struct km_fold *fold)
{
    if (fold == NULL) {
        return;
    }
    for (uint32_t i = 0; i < fold->day_count; i++) {
        km_day_free(fold->days[i]);
    }
    free(fold->days);
    km_roster_destroy(&fold->roster);
    free(fold);
}

/* First index whose day is not below the one sought. */
static uint32_t day_place(const struct km_fold *fold, km_day_no day)
{
    uint32_t low = 0, high = fold->day_count;
    while (low < high) {
        uint32_t mid = (low + high) / 2;
        if (fold->days[mid]->day < day) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low;
}

/* A day of which no record counts is as good as none: others were refused those records. */
static bool says_something(const struct km_day *day)
{
    return day->record_count > 0;
}

const struct km_day *km_fold_day(const struct km_fold *fold, km_day_no day)
{
    uint32_t at = day_place(fold, day);
    return at < fold->day_count && fold->days[at]->day == day && says_something(fold->days[at])
                   ? fold->days[at]
                   : NULL;
}

static struct km_day *day_of(struct km_fold *fold, km_day_no no)
{
    uint32_t at = day_place(fold, no);
    if (at < fold->day_count && fold->days[at]->day == no) {
        return fold->days[at];
    }
    KM_ARRAY_ROOM(fold->days, fold->day_count, fold->day_cap);
    for (uint32_t i = fold->day_count++; i > at; i--) {
        fold->days[i] = fold->days[i - 1];
    }
    fold->days[at] = km_day_new(no, fold->roster.station);
    return fold->days[at];
}

/* What a roster record changes for the days that are held. */
static void drop_forgotten(struct km_fold *fold)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < fold->day_count; i++) {
        if (km_roster_is_forgotten(&fold->roster, fold->days[i]->day)) {
            km_day_free(fold->days[i]);
        } else {
            fold->days[kept++] = fold->days[i];
        }
    }
    fold->day_count = kept;
}

static bool take_node(struct km_fold *fold, uint32_t seq, const struct km_record *record)
{
    uint32_t was = km_roster_cut(&fold->roster, record->about);
    bool changed = km_roster_take_node(&fold->roster, seq, record);
    uint32_t cut = km_roster_cut(&fold->roster, record->about);
    if (cut == was) {
        return changed;
    }
    uint32_t after;
    int64_t delta = km_roster_cut_delta(&fold->roster, record->about, was, &after);
    for (uint32_t i = 0; i < fold->day_count; i++) {
        km_day_cut(fold->days[i], record->about, cut);
        km_day_shift(fold->days[i], record->about, after, cut, delta);
    }
    return true;
}

static bool take_clock(struct km_fold *fold, struct km_name name, int64_t shift)
{
    uint32_t after;
    int64_t delta;
    if (!km_roster_take_clock(&fold->roster, name, shift, &after, &delta)) {
        return false;
    }
    for (uint32_t i = 0; i < fold->day_count; i++) {
        km_day_shift(fold->days[i], name.node, after, name.seq, delta);
    }
    return true;
}

bool km_fold_take(struct km_fold *fold, struct km_name name, const struct km_record *record)
{
    if (!km_kind_may_write(record->kind, name.node == fold->roster.station) &&
            (record->kind == KM_NODE || record->kind == KM_PROGRAMME ||
                    record->kind == KM_FORGET)) {
        return false;
    }
    switch (record->kind) {
    case KM_NODE:
        return take_node(fold, name.seq, record);
    case KM_PROGRAMME:
        return km_roster_take_programme(&fold->roster, name.seq, record);
    case KM_FORGET: {
        bool changed = km_roster_take_forget(&fold->roster, name.seq, record);
        drop_forgotten(fold);
        return changed;
    }
    case KM_CLOCK:
        return take_clock(fold, name, record->shift);
    default:
        break;
    }
    if (km_roster_is_forgotten(&fold->roster, record->day)) {
        return false;
    }
    uint32_t cut = km_roster_cut(&fold->roster, name.node);
    if (cut != 0 && name.seq >= cut) {
        return false;
    }
    return km_day_take(day_of(fold, record->day), name, record,
            km_roster_shift(&fold->roster, name.node, name.seq));
}

const struct km_roster *km_fold_roster(const struct km_fold *fold)
{
    return &fold->roster;
}

void km_fold_each_day(const struct km_fold *fold,
        void (*each)(const struct km_day *day, void *userdata), void *userdata)
{
    for (uint32_t i = 0; i < fold->day_count; i++) {
        if (says_something(fold->days[i])) {
            each(fold->days[i], userdata);
        }
    }
}

void km_fold_digest(const struct km_fold *fold, uint8_t out_digest[KM_HASH_SIZE])
{
    crypto_generichash_state state;
    uint8_t part[KM_HASH_SIZE];
    crypto_generichash_init(&state, NULL, 0, KM_HASH_SIZE);
    km_roster_digest(&fold->roster, part);
    crypto_generichash_update(&state, part, sizeof part);
    for (uint32_t i = 0; i < fold->day_count; i++) {
        if (!says_something(fold->days[i])) {
            continue;
        }
        km_day_digest(fold->days[i], part);
        crypto_generichash_update(&state, part, sizeof part);
    }
    crypto_generichash_final(&state, out_digest, KM_HASH_SIZE);
}

size_t km_fold_memory(const struct km_fold *fold)
{
    size_t bytes = sizeof *fold;
    for (uint32_t i = 0; i < fold->day_count; i++) {
        bytes += km_day_memory(fold->days[i]);
    }
    return bytes;
}
