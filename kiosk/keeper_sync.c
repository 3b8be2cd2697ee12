/* What the keeper tells the station, and what it takes from it. Two requests are open at a time:
 * one that waits for news and carries none, and one that carries ours as soon as there are any. See
 * keeper.h and core/sync.h. */
#include "kiosk/keeper.h"

#include "core/big_endian.h"

#include <limits.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/statvfs.h>

/* Bytes of runs in one request: a second of a slow link. What remains comes with the next. */
#define RUNS_SOFT (256u * 1024u)
/* A station that refuses a run is not offered it again for this long. */
#define PATIENCE_MS 5000
/* Two answers are never swapped by more than a long poll: an older one by more than this tells that
 * the station's clock was set back. */
#define SWAPPED_MS 60000
/* When the station was heard is written down at most this often. */
#define HEARD_NOTED_MS 60000

static struct km_list station_vector(const struct kiosk_keeper *keeper)
{
    return (struct km_list){.bytes = keeper->station_vector.bytes,
            .len = keeper->station_vector.len,
            .count = keeper->station_heads};
}

static struct km_head own_head(const struct kiosk_keeper *keeper)
{
    return km_ledger_head(&keeper->ledger, keeper->ledger.keys.node);
}

uint32_t kiosk_keeper_unsent(const struct kiosk_keeper *keeper)
{
    uint32_t end = own_head(keeper).seq;
    return end > keeper->acknowledged ? end - keeper->acknowledged : 0;
}

/* Do we hold more of the station's own journal than itself? Then its disk was put back. */
static bool station_lost_some(const struct kiosk_keeper *keeper)
{
    struct km_list vector = station_vector(keeper);
    struct km_head head, own = {0};
    while (km_vector_next(&vector, &head))
        if (head.node == keeper->ledger.station)
            own = head;
    return own.seq < km_ledger_head(&keeper->ledger, keeper->ledger.station).seq;
}

bool kiosk_keeper_has_news(const struct kiosk_keeper *keeper, struct kiosk_instant now)
{
    if (!keeper->met)
        return true;
    return now.steady >= keeper->patient_until &&
           (keeper->want.zone != KM_ZONE_NONE || kiosk_keeper_unsent(keeper) > 0 ||
                   station_lost_some(keeper));
}

void kiosk_keeper_lost(struct kiosk_keeper *keeper)
{
    keeper->lost = true;
}

void kiosk_keeper_refused(struct kiosk_keeper *keeper, enum kiosk_stop why)
{
    keeper->cut_off = why;
    kiosk_keeper_follow(keeper);
}

static struct km_span span_of(const char *text)
{
    return (struct km_span){(const uint8_t *)text, strlen(text)};
}

int kiosk_keeper_disk_free(const struct kiosk_keeper *keeper)
{
    struct statvfs disk;
    if (!keeper->directory || statvfs(keeper->directory, &disk) != 0)
        return -1;
    uint64_t mb = (uint64_t)disk.f_bavail * disk.f_frsize >> 20;
    return mb < INT_MAX ? (int)mb : INT_MAX;
}

static struct km_health health_of(struct kiosk_keeper *keeper)
{
    struct km_health health = {.camera = (uint8_t)atomic_load(&keeper->camera),
            .printer = (uint8_t)atomic_load(&keeper->printer),
            .paper = (uint8_t)atomic_load(&keeper->paper),
            .unsent = kiosk_keeper_unsent(keeper),
            .version = span_of(KAIMEN_VERSION),
            .role = span_of(keeper->role)};
    int mb = kiosk_keeper_disk_free(keeper);
    health.disk_free_mb = mb > 0 ? (uint32_t)mb : 0;
    return health;
}

bool kiosk_keeper_compose(struct kiosk_keeper *keeper, bool wait, struct kiosk_instant now,
        struct km_buffer *out, uint8_t out_nonce[KM_NONCE_SIZE], char *err)
{
    struct km_list_writer vector, wants;
    struct km_runs runs;
    km_list_init(&vector, KM_SYNC_MAX);
    km_list_init(&wants, 4096);
    km_runs_init(&runs, RUNS_SOFT, KM_SYNC_RUNS_MAX);
    struct km_sync_request request = {.node = keeper->ledger.keys.node,
            .time = now.utc > 0 ? now.utc : 0,
            .wait = wait,
            .health = health_of(keeper)};
    bool sends = !wait && keeper->met && now.steady >= keeper->patient_until;
    bool ok = km_ledger_vector(&keeper->ledger, &vector, err) &&
              (!sends || km_ledger_missing(&keeper->ledger, station_vector(keeper), &runs, err));
    if (sends && keeper->want.zone != KM_ZONE_NONE)
        km_seats_put(&wants, &keeper->want);
    if (ok) {
        randombytes_buf(request.nonce, KM_NONCE_SIZE);
        request.vector = km_list_view(&vector);
        request.runs = km_list_view(&runs.list);
        request.wants = km_list_view(&wants);
        ok = km_sync_request_write(&request, &keeper->ledger.keys, out, err);
        memcpy(out_nonce, request.nonce, KM_NONCE_SIZE);
    }
    km_list_destroy(&vector);
    km_list_destroy(&wants);
    km_runs_destroy(&runs);
    return ok;
}

/* For good: a restart alone must not open it again. */
static bool stop_overtaken(struct kiosk_keeper *keeper, char *err)
{
    static const uint8_t yes = 1;
    struct km_journal *journal = keeper->ledger.journal;
    if (keeper->overtaken)
        return true;
    keeper->overtaken = true;
    kiosk_keeper_follow(keeper);
    return journal->ops->put_value(journal, "overtaken", &yes, 1, err);
}

/* Is what the station holds of our journal on our branch, and not beyond its end? */
static bool agree_on_us(
        struct kiosk_keeper *keeper, struct km_list vector, uint32_t *out_acknowledged, char *err)
{
    struct km_head head;
    struct km_head own = own_head(keeper);
    *out_acknowledged = 0;
    while (km_vector_next(&vector, &head)) {
        if (head.node != keeper->ledger.keys.node)
            continue;
        uint32_t end = own.seq;
        if (head.seq < end &&
                !km_ledger_chain_at(&keeper->ledger, head.node, head.seq, own.chain, err))
            return false;
        if (head.seq > end || memcmp(own.chain, head.chain, KM_HASH_SIZE) != 0)
            return stop_overtaken(keeper, err);
        *out_acknowledged = head.seq;
    }
    return true;
}

static bool note_refusals(
        struct kiosk_keeper *keeper, struct km_list refused, struct kiosk_instant now, char *err)
{
    struct km_refusal refusal;
    while (km_refusal_next(&refused, &refusal)) {
        keeper->patient_until = now.steady + PATIENCE_MS;
        if (refusal.node != keeper->ledger.keys.node)
            continue;
        if (refusal.verdict == KM_RUN_FORK && !stop_overtaken(keeper, err))
            return false;
        if (refusal.verdict == KM_RUN_REVOKED)
            keeper->cut_off = KIOSK_STOP_REVOKED;
    }
    return true;
}

static void note_grants(struct kiosk_keeper *keeper, struct km_list grants)
{
    struct km_seats grant;
    while (km_seats_next(&grants, &grant)) {
        if (grant.day != keeper->want.day || grant.zone != keeper->want.zone ||
                grant.session != keeper->want.session)
            continue;
        keeper->want = (struct km_seats){0};
    }
}

/* The vectors of two answers may come in either order: the later made one counts. A station whose
 * disk was put back holds less than before, and is told again. */
static void keep_vector(
        struct kiosk_keeper *keeper, const struct km_sync_answer *answer, uint32_t acknowledged)
{
    if (keeper->met && answer->sent < keeper->station_sent &&
            keeper->station_sent - answer->sent < SWAPPED_MS)
        return;
    keeper->acknowledged = acknowledged;
    km_buffer_cut(&keeper->station_vector, 0);
    km_buffer_put(&keeper->station_vector, answer->vector.bytes, answer->vector.len);
    keeper->station_heads = answer->vector.count;
    keeper->station_sent = answer->sent;
}

static bool note_heard(struct kiosk_keeper *keeper, const struct km_sync_answer *answer,
        struct kiosk_instant now, char *err)
{
    uint8_t value[8];
    struct km_journal *journal = keeper->ledger.journal;
    keeper->lost = false;
    keeper->heard_steady = now.steady;
    keeper->heard = answer->sent;
    if (keeper->heard - keeper->heard_stored < HEARD_NOTED_MS &&
            keeper->heard >= keeper->heard_stored)
        return true;
    km_write_be64(value, (uint64_t)keeper->heard);
    keeper->heard_stored = keeper->heard;
    return journal->ops->put_value(journal, "heard", value, sizeof value, err);
}

/* Runs that are refused would be brought again at once. */
static bool take_runs(struct kiosk_keeper *keeper, struct km_list runs, char *err)
{
    struct km_list_writer refused;
    km_list_init(&refused, KM_SYNC_MAX);
    bool ok = km_ledger_take_runs(&keeper->ledger, runs, &refused, err);
    keeper->refuses = km_list_view(&refused).count > 0;
    km_list_destroy(&refused);
    return ok && (keeper->ledger.overtaken == 0 || stop_overtaken(keeper, err));
}

/* Whether we may still write is settled before the clock writes anything. */
static bool take(struct kiosk_keeper *keeper, const struct km_sync_answer *answer,
        const struct kiosk_answer *came, char *err)
{
    uint32_t acknowledged;
    struct kiosk_clock_sample sample = {.at = came->heard.steady};
    /* Both clocks of the exchange are the steady one: nothing that is stepped meanwhile. */
    sample.offset = km_sync_offset(answer, came->asked.steady, came->heard.steady, &sample.error);
    keeper->cut_off = KIOSK_STOP_NONE;
    if (!agree_on_us(keeper, answer->vector, &acknowledged, err) ||
            !take_runs(keeper, answer->runs, err) ||
            !note_refusals(keeper, answer->refused, came->heard, err))
        return false;
    kiosk_keeper_follow(keeper);
    if (keeper->stop == KIOSK_STOP_NONE && !kiosk_keeper_measure(keeper, sample, came->heard, err))
        return false;
    note_grants(keeper, answer->grants);
    keep_vector(keeper, answer, acknowledged);
    keeper->met = true;
    return note_heard(keeper, answer, came->heard, err);
}

bool kiosk_keeper_absorb(struct kiosk_keeper *keeper, const struct kiosk_answer *came, char *err)
{
    struct km_sync_answer answer;
    struct km_envelope envelope;
    if (!km_sync_answer_read(came->bytes, came->len, &answer, &envelope, err))
        return false;
    keeper->foreign =
            !km_sync_answer_verify(&answer, &envelope, came->nonce, keeper->identity.station_key);
    if (keeper->foreign) {
        snprintf(err, KM_ERR_MAX, "the answer is not by our station");
        return false;
    }
    return take(keeper, &answer, came, err);
}
