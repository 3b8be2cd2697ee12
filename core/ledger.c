/* Opening, catching up, and writing. A record goes: encoded into pending_bytes, put into the
 * journal, sealed and committed, folded. Within a transaction a head in `ends` runs ahead of the
 * store; a failure and begin set all of them again from there. */
#include "core/ledger.h"

#include "core/array.h"
#include "core/ledger_pending.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static void fold_bytes(
        struct km_ledger *ledger, struct km_name name, const uint8_t *bytes, size_t len)
{
    struct km_record record;
    char ignored[KM_ERR_MAX];
    if (km_record_decode(bytes, len, &record, ignored)) {
        km_fold_take(ledger->fold, name, &record);
    } else {
        ledger->not_understood++;
    }
}

static bool fold_stored(const struct km_stored *stored, void *userdata)
{
    struct km_ledger *ledger = userdata;
    if (stored->bytes != NULL) {
        fold_bytes(ledger, stored->name, stored->bytes, stored->len);
    }
    km_ends_of(&ledger->ends, stored->name.node)->folded = stored->name.seq;
    return true;
}

static bool set_head(const struct km_head *head, void *userdata)
{
    struct km_ledger *ledger = userdata;
    km_ends_of(&ledger->ends, head->node)->head = *head;
    return true;
}

bool km_ledger_catch_up(struct km_ledger *ledger, char *err)
{
    for (uint32_t i = 0; i < ledger->ends.count; i++) {
        struct km_head *head = &ledger->ends.items[i].head;
        head->seq = 0;
        km_chain_start(head->node, head->chain);
    }
    if (!ledger->journal->ops->heads(ledger->journal, set_head, ledger, err)) {
        return false;
    }
    for (uint32_t i = 0; i < ledger->ends.count; i++) {
        struct km_head head = ledger->ends.items[i].head;
        uint32_t folded = ledger->ends.items[i].folded;
        if (folded < head.seq && !ledger->journal->ops->range(ledger->journal, head.node,
                                         folded + 1, head.seq, fold_stored, ledger, err)) {
            return false;
        }
    }
    return true;
}

struct km_head km_ledger_head(const struct km_ledger *ledger, km_node node)
{
    for (uint32_t i = 0; i < ledger->ends.count; i++) {
        if (ledger->ends.items[i].head.node == node) {
            return ledger->ends.items[i].head;
        }
    }
    return (struct km_head){.node = node};
}

bool km_ledger_open(struct km_ledger *ledger, struct km_journal *journal,
        const uint8_t seed[KM_SEED_SIZE], const uint8_t station_key[KM_KEY_SIZE], char *err)
{
    *ledger = (struct km_ledger){.journal = journal, .station = km_node_of_key(station_key)};
    memcpy(ledger->station_key, station_key, KM_KEY_SIZE);
    km_keys_from_seed(seed, &ledger->keys);
    km_buffer_init(&ledger->pending_bytes, KM_TRANSACTION_MAX);
    ledger->fold = km_fold_new(ledger->station);
    if (!km_ledger_catch_up(ledger, err)) {
        km_ledger_close(ledger);
        return false;
    }
    return true;
}

void km_ledger_close(struct km_ledger *ledger)
{
    if (ledger->journal != NULL) {
        ledger->journal->ops->close(ledger->journal);
    }
    km_fold_free(ledger->fold);
    km_roster_destroy(&ledger->pending_roster);
    km_ends_destroy(&ledger->ends);
    km_buffer_destroy(&ledger->pending_bytes);
    free(ledger->pending);
    memset(ledger, 0, sizeof *ledger);
}

bool km_ledger_begin(struct km_ledger *ledger, char *err)
{
    assert(!ledger->in_transaction);
    if (!ledger->journal->ops->begin(ledger->journal, err)) {
        return false;
    }
    if (!km_ledger_catch_up(ledger, err)) {
        ledger->journal->ops->rollback(ledger->journal);
        return false;
    }
    ledger->in_transaction = true;
    ledger->pending_count = ledger->own_records = 0;
    ledger->own_bytes = 0;
    km_roster_destroy(&ledger->pending_roster);
    km_roster_init(&ledger->pending_roster, ledger->station);
    km_buffer_cut(&ledger->pending_bytes, 0);
    return true;
}

struct km_end *km_ledger_end(struct km_ledger *ledger, km_node node)
{
    struct km_end *end = km_ends_of(&ledger->ends, node);
    if (end->head.seq == 0) {
        km_chain_start(node, end->head.chain);
    }
    return end;
}

void km_ledger_pend(struct km_ledger *ledger, struct km_name name, const struct km_record *record,
        size_t offset)
{
    if (record != NULL && record->kind == KM_NODE && name.node == ledger->station) {
        km_roster_take_node(&ledger->pending_roster, name.seq, record);
    }
    KM_ARRAY_ROOM(ledger->pending, ledger->pending_count, ledger->pending_cap);
    ledger->pending[ledger->pending_count++] =
            (struct km_pending){name, offset, ledger->pending_bytes.len - offset};
}

/* Encodes at the end of pending_bytes; false when there is no room. */
static bool encode(struct km_ledger *ledger, const struct km_record *record)
{
    const size_t rooms[] = {KM_RECORD_SMALL, KM_RECORD_MAX};
    for (size_t i = 0; i < 2; i++) {
        size_t offset = ledger->pending_bytes.len;
        uint8_t *at = km_buffer_add(&ledger->pending_bytes, rooms[i]);
        size_t len = at != NULL ? km_record_encode(record, at, rooms[i]) : 0;
        km_buffer_cut(&ledger->pending_bytes, offset + len);
        if (len > 0) {
            return true;
        }
    }
    return false;
}

bool km_ledger_append(struct km_ledger *ledger, const struct km_record *record,
        struct km_name *out_name, char *err)
{
    assert(ledger->in_transaction);
    size_t offset = ledger->pending_bytes.len;
    struct km_end *end = km_ledger_end(ledger, ledger->keys.node);
    if (ledger->own_records >= KM_OWN_RECORDS_MAX || ledger->own_bytes >= KM_OWN_BYTES_MAX ||
            !encode(ledger, record)) {
        snprintf(err, KM_ERR_MAX, "too much for one transaction: %u records, %zu bytes",
                ledger->own_records, ledger->own_bytes);
        return false;
    }
    struct km_stored stored = {
            .name = {ledger->keys.node, end->head.seq + 1},
            .day = record->day,
            .bytes = ledger->pending_bytes.bytes + offset,
            .len = ledger->pending_bytes.len - offset,
    };
    if (!ledger->journal->ops->put(ledger->journal, &stored, err)) {
        km_buffer_cut(&ledger->pending_bytes, offset);
        return false;
    }
    uint8_t hash[KM_HASH_SIZE];
    km_hash(stored.bytes, stored.len, hash);
    km_chain_next(end->head.chain, hash);
    end->head.seq++;
    ledger->own_records++;
    ledger->own_bytes += stored.len;
    km_ledger_pend(ledger, stored.name, record, offset);
    *out_name = stored.name;
    return true;
}

static bool seal_own(struct km_ledger *ledger, char *err)
{
    struct km_seal seal;
    const struct km_head *head = &km_ledger_end(ledger, ledger->keys.node)->head;
    if (ledger->own_records == 0) {
        return true;
    }
    km_seal_make(&ledger->keys, head->seq, head->chain, &seal);
    return ledger->journal->ops->put_seal(ledger->journal, &seal, err);
}

/* The heads stand where the store stands again; if it cannot be read now, at the next begin. */
static void stand_back(struct km_ledger *ledger)
{
    char ignored[KM_ERR_MAX];
    km_ledger_catch_up(ledger, ignored);
}

bool km_ledger_commit(struct km_ledger *ledger, char *err)
{
    assert(ledger->in_transaction);
    if (!seal_own(ledger, err)) {
        km_ledger_rollback(ledger);
        return false;
    }
    ledger->in_transaction = false;
    if (!ledger->journal->ops->commit(ledger->journal, err)) {
        stand_back(ledger);
        return false;
    }
    for (uint32_t i = 0; i < ledger->pending_count; i++) {
        const struct km_pending *pending = &ledger->pending[i];
        fold_bytes(
                ledger, pending->name, ledger->pending_bytes.bytes + pending->offset, pending->len);
    }
    for (uint32_t i = 0; i < ledger->ends.count; i++) {
        ledger->ends.items[i].folded = ledger->ends.items[i].head.seq;
    }
    return true;
}

void km_ledger_rollback(struct km_ledger *ledger)
{
    bool was_running = ledger->in_transaction;
    ledger->in_transaction = false;
    ledger->journal->ops->rollback(ledger->journal);
    if (was_running) {
        stand_back(ledger);
    }
}

bool km_ledger_write(struct km_ledger *ledger, const struct km_record *records, size_t count,
        struct km_name *out_names, char *err)
{
    if (!km_ledger_begin(ledger, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        struct km_name name;
        if (!km_ledger_append(ledger, &records[i], &name, err)) {
            km_ledger_rollback(ledger);
            return false;
        }
        if (out_names != NULL) {
            out_names[i] = name;
        }
    }
    return km_ledger_commit(ledger, err);
}
