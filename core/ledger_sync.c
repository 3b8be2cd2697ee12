/* Taking in what others wrote, and giving them what they lack. A relay vouches for nothing: all
 * that counts is the author's key, from the station's `node` records, and the chain from what is
 * held to the author's seal. Forgotten records are carried by their hash and have no day here. */
#include "core/ledger_pending.h"
#include "core/sync.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

struct author {
    uint8_t key[KM_KEY_SIZE];
    uint32_t cut; /* revoked from this seq on, 0 = not */
};

static void learn(struct author *author, bool *known, const struct km_member *member)
{
    if (member == NULL) {
        return;
    }
    if (member->has_key) {
        memcpy(author->key, member->key, KM_KEY_SIZE);
        *known = true;
    }
    if (member->revoked_from != 0 && (author->cut == 0 || member->revoked_from < author->cut)) {
        author->cut = member->revoked_from;
    }
}

/* The station's `node` records of this transaction are not folded yet, but they count already: one
 * message brings a kiosk and its records. */
static bool find_author(const struct km_ledger *ledger, km_node node, struct author *out_author)
{
    struct author author = {.cut = 0};
    bool known = false;
    learn(&author, &known, km_roster_find(km_fold_roster(ledger->fold), node));
    learn(&author, &known, km_roster_find(&ledger->pending_roster, node));
    if (node == ledger->station) {
        memcpy(author.key, ledger->station_key, KM_KEY_SIZE);
        known = true;
    }
    if (!known) {
        return false;
    }
    *out_author = author;
    return true;
}

static bool chain_on(const struct km_stored *stored, void *userdata)
{
    struct km_head *at = userdata;
    uint8_t hash[KM_HASH_SIZE];
    if (stored->bytes != NULL) {
        km_hash(stored->bytes, stored->len, hash);
    } else {
        memcpy(hash, stored->hash, KM_HASH_SIZE);
    }
    km_chain_next(at->chain, hash);
    at->seq = stored->name.seq;
    return true;
}

bool km_ledger_chain_at(struct km_ledger *ledger, km_node node, uint32_t seq,
        uint8_t out_chain[KM_HASH_SIZE], char *err)
{
    struct km_journal *journal = ledger->journal;
    struct km_seal seal;
    if (!journal->ops->seal_upto(journal, node, seq, &seal, err)) {
        return false;
    }
    struct km_head at = {.node = node, .seq = seal.seq};
    memcpy(at.chain, seal.chain, KM_HASH_SIZE);
    if (seal.seq == 0) {
        km_chain_start(node, at.chain);
    }
    if (at.seq < seq && !journal->ops->range(journal, node, at.seq + 1, seq, chain_on, &at, err)) {
        return false;
    }
    if (at.seq != seq) {
        snprintf(err, KM_ERR_MAX, "record %u is not held", seq);
        return false;
    }
    memcpy(out_chain, at.chain, KM_HASH_SIZE);
    return true;
}

/* What is left of a run after the records up to seq. */
static struct km_run after(struct km_run run, uint32_t seq)
{
    struct km_item item;
    while (run.first <= seq && km_item_next(&run.items, &item)) {
        run.first++;
    }
    return run;
}

/* A run against what is held; KM_RUN_OK also for one that brings nothing new. */
static enum km_run_verdict judge(struct km_ledger *ledger, const struct km_run *run,
        const struct km_head *head, const struct author *author, char *err)
{
    uint8_t chain[KM_HASH_SIZE];
    if (run->first > head->seq + 1) {
        return KM_RUN_GAP;
    }
    if (!km_seal_verify(&run->seal, author->key)) {
        return KM_RUN_BAD_SEAL;
    }
    if (run->seal.seq <= head->seq) {
        if (!km_ledger_chain_at(ledger, run->node, run->seal.seq, chain, err)) {
            return KM_RUN_NOT_STORED;
        }
        return memcmp(chain, run->seal.chain, KM_HASH_SIZE) == 0 ? KM_RUN_OK : KM_RUN_FORK;
    }
    if (author->cut != 0 && head->seq + 1 >= author->cut) {
        return KM_RUN_REVOKED;
    }
    struct km_run fresh = after(*run, head->seq);
    enum km_run_verdict verdict = km_run_verify(&fresh, head->seq, head->chain, author->key);
    if (verdict != KM_RUN_BAD_CHAIN || run->first == fresh.first) {
        return verdict;
    }
    /* All of it leads to its seal, only not through what is held here: another branch. */
    if (!km_ledger_chain_at(ledger, run->node, run->first - 1, chain, err)) {
        return KM_RUN_NOT_STORED;
    }
    bool sound = km_run_verify(run, run->first - 1, chain, author->key) == KM_RUN_OK;
    return sound ? KM_RUN_FORK : KM_RUN_BAD_CHAIN;
}

static bool store_item(
        struct km_ledger *ledger, struct km_name name, const struct km_item *item, char *err)
{
    struct km_stored stored = {.name = name, .bytes = item->bytes, .len = item->len};
    struct km_record record;
    char ignored[KM_ERR_MAX];
    if (item->bytes == NULL) {
        memcpy(stored.hash, item->hash, KM_HASH_SIZE);
        return ledger->journal->ops->put(ledger->journal, &stored, err);
    }
    size_t offset = ledger->pending_bytes.len;
    if (!km_buffer_put(&ledger->pending_bytes, item->bytes, item->len)) {
        snprintf(err, KM_ERR_MAX, "more than %u bytes in one transaction", KM_TRANSACTION_MAX);
        return false;
    }
    bool understood = km_record_decode(item->bytes, item->len, &record, ignored);
    stored.day = understood ? record.day : 0;
    km_ledger_pend(ledger, name, understood ? &record : NULL, offset);
    return ledger->journal->ops->put(ledger->journal, &stored, err);
}

static bool store(
        struct km_ledger *ledger, const struct km_run *run, struct km_head *head, char *err)
{
    struct km_run fresh = after(*run, head->seq);
    struct km_item item;
    for (uint32_t seq = fresh.first; km_item_next(&fresh.items, &item); seq++) {
        if (!store_item(ledger, (struct km_name){run->node, seq}, &item, err)) {
            return false;
        }
    }
    if (!ledger->journal->ops->put_seal(ledger->journal, &run->seal, err)) {
        return false;
    }
    head->seq = run->seal.seq;
    memcpy(head->chain, run->seal.chain, KM_HASH_SIZE);
    return true;
}

/* A run of our own journal is never taken in: it is held, or it shows that our disk was put back or
 * somebody has our key. */
static enum km_run_verdict judge_own(struct km_ledger *ledger, const struct km_run *run, char *err)
{
    const struct km_head *head = &km_ledger_end(ledger, run->node)->head;
    uint8_t chain[KM_HASH_SIZE];
    if (!km_seal_verify(&run->seal, ledger->keys.public_key)) {
        return KM_RUN_BAD_SEAL;
    }
    if (run->seal.seq > head->seq) {
        ledger->overtaken = run->seal.seq;
        snprintf(err, KM_ERR_MAX, "others hold our own journal up to %u, we up to %u",
                run->seal.seq, head->seq);
        return KM_RUN_NOT_STORED;
    }
    if (!km_ledger_chain_at(ledger, run->node, run->seal.seq, chain, err)) {
        return KM_RUN_NOT_STORED;
    }
    if (memcmp(chain, run->seal.chain, KM_HASH_SIZE) != 0) {
        ledger->overtaken = run->seal.seq;
        return KM_RUN_FORK;
    }
    return KM_RUN_OK;
}

enum km_run_verdict km_ledger_intake(struct km_ledger *ledger, const struct km_run *run, char *err)
{
    assert(ledger->in_transaction);
    struct author author;
    if (run->node == ledger->keys.node) {
        return judge_own(ledger, run, err);
    }
    if (!find_author(ledger, run->node, &author)) {
        return KM_RUN_UNKNOWN_AUTHOR;
    }
    struct km_head *head = &km_ledger_end(ledger, run->node)->head;
    enum km_run_verdict verdict = judge(ledger, run, head, &author, err);
    if (verdict == KM_RUN_OK && run->seal.seq > head->seq && !store(ledger, run, head, err)) {
        return KM_RUN_NOT_STORED;
    }
    return verdict;
}

bool km_ledger_take_runs(
        struct km_ledger *ledger, struct km_list runs, struct km_list_writer *refused, char *err)
{
    struct km_run run;
    if (!km_ledger_begin(ledger, err)) {
        return false;
    }
    while (km_run_next(&runs, &run)) {
        struct km_refusal refusal = {run.node, km_ledger_intake(ledger, &run, err)};
        if (refusal.verdict == KM_RUN_NOT_STORED && run.node != ledger->keys.node) {
            km_ledger_rollback(ledger);
            return false;
        }
        if (refusal.verdict != KM_RUN_OK && refused != NULL) {
            km_refusal_put(refused, &refusal);
        }
    }
    return km_ledger_commit(ledger, err);
}

static bool put_head(const struct km_head *head, void *userdata)
{
    return km_vector_put(userdata, head);
}

bool km_ledger_vector(struct km_ledger *ledger, struct km_list_writer *vector, char *err)
{
    return ledger->journal->ops->heads(ledger->journal, put_head, vector, err);
}

static bool put_item(const struct km_stored *stored, void *userdata)
{
    struct km_runs *runs = userdata;
    return stored->bytes != NULL ? km_runs_put(runs, stored->bytes, stored->len)
                                 : km_runs_put_hash(runs, stored->hash);
}

/* Runs of one node from seq on, until one reaches to. *out_room: whether the budget lasted. */
static bool give(struct km_ledger *ledger, km_node node, uint32_t seq, uint32_t to,
        struct km_runs *runs, bool *out_room, char *err)
{
    struct km_journal *journal = ledger->journal;
    while (seq <= to) {
        struct km_seal seal;
        if (!journal->ops->seal_from(journal, node, seq, &seal, err)) {
            return false;
        }
        if (seal.seq == 0) {
            return true;
        }
        km_runs_begin(runs, seq, &seal);
        bool ok = journal->ops->range(journal, node, seq, seal.seq, put_item, runs, err);
        if (!km_runs_end(runs)) {
            *out_room = false;
            return ok;
        }
        seq = seal.seq + 1;
    }
    return true;
}

/* The node's entry in a vector that is read along in the order of nodes; 0 when it is not there. */
static uint32_t seq_in(struct km_list *vector, struct km_head *at, bool *more, km_node node)
{
    while (*more && at->node < node) {
        *more = km_vector_next(vector, at);
    }
    return *more && at->node == node ? at->seq : 0;
}

/* What the owner of the vector lacks of the nodes in places from..to - 1 of the ends, of the
 * station or of all others. */
static bool give_nodes(struct km_ledger *ledger, struct km_list vector, bool station, uint32_t from,
        uint32_t to, struct km_runs *runs, bool *room, char *err)
{
    struct km_head theirs = {0};
    bool more = km_vector_next(&vector, &theirs);
    for (uint32_t i = from; *room && i < to; i++) {
        const struct km_head *ours = &ledger->ends.items[i].head;
        uint32_t held = seq_in(&vector, &theirs, &more, ours->node);
        uint32_t cut = km_roster_cut(km_fold_roster(ledger->fold), ours->node);
        uint32_t last = cut != 0 && cut <= ours->seq ? cut - 1 : ours->seq;
        if ((ours->node == ledger->station) == station &&
                !give(ledger, ours->node, held + 1, last, runs, room, err)) {
            return false;
        }
    }
    return true;
}

bool km_ledger_missing(
        struct km_ledger *ledger, struct km_list vector, struct km_runs *runs, char *err)
{
    assert(!ledger->in_transaction);
    bool room = true;
    if (!km_ledger_catch_up(ledger, err)) {
        return false;
    }
    uint32_t count = ledger->ends.count, first = count > 0 ? ledger->turn++ % count : 0;
    return give_nodes(ledger, vector, true, 0, count, runs, &room, err) &&
           give_nodes(ledger, vector, false, first, count, runs, &room, err) &&
           give_nodes(ledger, vector, false, 0, first, runs, &room, err);
}
