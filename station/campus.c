#include "station/campus.h"

#include "core/local_time.h"
#include "station/clock.h"

#include <errno.h>
#include <limits.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SEED "seed" /* the value that holds the station's secret */

/* The journal holds the station's secret key, so nobody else may read what is made here. */
static bool open_journal(
        const char *directory, bool make, struct km_journal **out_journal, char *err)
{
    char path[PATH_MAX];
    if ((size_t)snprintf(path, sizeof path, "%s/journal.db", directory) >= sizeof path) {
        snprintf(err, KM_ERR_MAX, "the data directory's name is too long");
        return false;
    }
    if (!make && access(path, F_OK) != 0) {
        snprintf(err, KM_ERR_MAX, "no campus in %.200s (%s): start `kaimen-station serve` there",
                directory, strerror(errno));
        return false;
    }
    if (make && mkdir(directory, 0700) != 0 && errno != EEXIST) {
        snprintf(err, KM_ERR_MAX, "cannot make %.200s: %s", directory, strerror(errno));
        return false;
    }
    mode_t before = umask(077);
    bool ok = km_journal_open_sqlite(path, out_journal, err);
    umask(before);
    return ok;
}

/* The station's seed, drawn on the first start. Under the lock: of two processes that start at once
 * one draws it. */
static bool own_seed(
        struct km_journal *journal, bool make, uint8_t out_seed[KM_SEED_SIZE], char *err)
{
    size_t len = 0;
    if (!journal->ops->begin(journal, err)) {
        return false;
    }
    bool ok = journal->ops->get(journal, SEED, out_seed, KM_SEED_SIZE, &len, err);
    if (ok && len == 0 && make) {
        randombytes_buf(out_seed, KM_SEED_SIZE);
        len = KM_SEED_SIZE;
        ok = journal->ops->put_value(journal, SEED, out_seed, KM_SEED_SIZE, err);
    }
    if (ok && len != KM_SEED_SIZE) {
        snprintf(err, KM_ERR_MAX,
                "the journal holds no station's key: start `kaimen-station "
                "serve` there");
        ok = false;
    }
    if (!ok) {
        journal->ops->rollback(journal);
        return false;
    }
    return journal->ops->commit(journal, err);
}

/* The station's own `node` record: kiosk number 0. */
static bool introduce(struct station_campus *campus, char *err)
{
    struct km_ledger *ledger = &campus->ledger;
    struct km_record record = km_record_of(KM_NODE, 0, station_campus_date(campus));
    struct km_name name;
    if (km_roster_find(km_fold_roster(ledger->fold), ledger->station) != NULL) {
        return true;
    }
    if (!km_ledger_begin(ledger, err)) {
        return false;
    }
    bool ok = true;
    if (km_roster_find(km_fold_roster(ledger->fold), ledger->station) == NULL) {
        record.state = KM_NODE_ENROLLED;
        record.about = ledger->station;
        record.key = ledger->keys.public_key;
        record.name = (struct km_span){(const uint8_t *)"station", 7};
        ok = station_campus_time(campus, &record.time, err) &&
             km_ledger_append(ledger, &record, &name, err);
    }
    if (!ok) {
        km_ledger_rollback(ledger);
        return false;
    }
    return km_ledger_commit(ledger, err);
}

bool station_campus_open(struct station_campus *campus, const char *directory, bool make, char *err)
{
    struct km_journal *journal = NULL;
    uint8_t seed[KM_SEED_SIZE];
    struct km_keys keys;
    *campus = (struct station_campus){0};
    if (!open_journal(directory, make, &journal, err)) {
        return false;
    }
    if (!own_seed(journal, make, seed, err)) {
        journal->ops->close(journal);
        return false;
    }
    km_keys_from_seed(seed, &keys);
    campus->is_open = km_ledger_open(&campus->ledger, journal, seed, keys.public_key, err);
    sodium_memzero(seed, sizeof seed);
    sodium_memzero(&keys, sizeof keys);
    if (!campus->is_open) {
        return false;
    }
    if ((make && !introduce(campus, err)) || !station_campus_follow(campus, err)) {
        station_campus_close(campus);
        return false;
    }
    return true;
}

void station_campus_close(struct station_campus *campus)
{
    if (campus->is_open) {
        km_ledger_close(&campus->ledger);
    }
    km_programme_free(campus->programme);
    station_logo_unref(campus->logo);
    *campus = (struct station_campus){0};
}

static bool read_time(const struct km_stored *stored, void *userdata)
{
    struct km_record record;
    char ignored[KM_ERR_MAX];
    if (stored->bytes != NULL && km_record_decode(stored->bytes, stored->len, &record, ignored)) {
        *(int64_t *)userdata = record.time;
    }
    return true;
}

static bool match_head(const struct km_head *head, void *userdata)
{
    struct km_head *wanted = userdata;
    if (head->node == wanted->node) {
        *wanted = *head;
    }
    return true;
}

bool station_campus_last_time(struct station_campus *campus, km_node node, uint32_t *out_seq,
        int64_t *out_time, char *err)
{
    struct km_journal *journal = campus->ledger.journal;
    struct km_head head = {.node = node};
    int64_t time = 0;
    if (!journal->ops->heads(journal, match_head, &head, err) ||
            (head.seq > 0 && !journal->ops->range(
                                     journal, node, head.seq, head.seq, read_time, &time, err))) {
        return false;
    }
    *out_seq = head.seq;
    *out_time = time;
    return true;
}

bool station_campus_time(struct station_campus *campus, int64_t *out_time, char *err)
{
    uint32_t seq;
    int64_t last, now = station_clock_utc();
    if (!station_campus_last_time(campus, campus->ledger.station, &seq, &last, err)) {
        return false;
    }
    *out_time = now > last ? now : last;
    return true;
}

km_day_no station_campus_date(const struct station_campus *campus)
{
    int offset = campus->programme != NULL ? campus->programme->offset_minutes : 0;
    return km_local_time_at(station_clock_utc(), offset).day;
}

static bool is_in_force(
        const struct km_plan *plan, struct km_span text, km_day_no rehearsal, const char *url)
{
    return plan->text != NULL && plan->len == text.len &&
           memcmp(plan->text, text.bytes, text.len) == 0 && plan->rehearsal == rehearsal &&
           strcmp(plan->url, url) == 0;
}

bool station_campus_plan(struct station_campus *campus, struct km_span text, km_day_no rehearsal,
        const char *url, char *err)
{
    struct km_ledger *ledger = &campus->ledger;
    struct km_name name;
    if (!km_ledger_begin(ledger, err)) {
        return false;
    }
    if (is_in_force(&km_fold_roster(ledger->fold)->plan, text, rehearsal, url)) {
        km_ledger_rollback(ledger);
        return station_campus_follow(campus, err);
    }
    struct km_record record = km_record_of(KM_PROGRAMME, 0, station_campus_date(campus));
    record.text = text;
    record.rehearsal = rehearsal;
    record.url = (struct km_span){(const uint8_t *)url, strlen(url)};
    if (!station_campus_time(campus, &record.time, err) || !km_record_check(&record, err) ||
            !km_ledger_append(ledger, &record, &name, err)) {
        km_ledger_rollback(ledger);
        return false;
    }
    return km_ledger_commit(ledger, err) && station_campus_follow(campus, err);
}

bool station_campus_follow(struct station_campus *campus, char *err)
{
    const struct km_plan *plan = &km_fold_roster(campus->ledger.fold)->plan;
    struct km_programme *programme = NULL;
    if (plan->text == NULL || plan->seq == campus->programme_seq) {
        return true;
    }
    campus->programme_seq = plan->seq; /* also of one that cannot be used: that is said once */
    if (!km_programme_parse(plan->text, plan->len, "programme in the journal", &programme, err)) {
        return false;
    }
    km_programme_free(campus->programme);
    campus->programme = programme;
    station_logo_unref(campus->logo);
    campus->logo = station_logo_of(programme);
    return true;
}
