/* Reads a whole journal as if nothing in it could be trusted but the station's key: every record is
 * hashed again, every kept seal checked. One pass over the records, after one over the station's
 * for the keys of the others. */
#include "core/ledger.h"

#include <stdio.h>
#include <string.h>

struct verify {
    struct km_journal *journal;
    km_fault_fn *fault;
    void *userdata;
    struct km_roster roster;
    const uint8_t *station_key;
    struct km_verified seen;
    /* The node at hand. */
    struct km_head at;
    struct km_seal next; /* the next seal kept of it; seq 0: none */
    bool sound;          /* no fault so far */
    bool failed;         /* the journal could not be read */
    char *err;
};

static void complain(struct verify *v, uint32_t seq, const char *what)
{
    if (v->sound) {
        v->sound = false;
        v->seen.faulty++;
        v->fault(v->at.node, seq, what, v->userdata);
    }
}

static const uint8_t *key_of(const struct verify *v, km_node node)
{
    const struct km_member *member = km_roster_find(&v->roster, node);
    if (node == v->roster.station) {
        return v->station_key;
    }
    return member != NULL && member->has_key && km_node_of_key(member->key) == node ? member->key
                                                                                    : NULL;
}

static void next_seal(struct verify *v, uint32_t from)
{
    if (!v->journal->ops->seal_from(v->journal, v->at.node, from, &v->next, v->err)) {
        v->failed = true;
    }
}

static void begin_node(struct verify *v, km_node node)
{
    v->at = (struct km_head){.node = node};
    km_chain_start(node, v->at.chain);
    v->sound = true;
    v->seen.nodes++;
    if (key_of(v, node) == NULL) {
        complain(v, 1, "no key of this node is in the station's records");
    }
    next_seal(v, 1);
}

static void end_node(struct verify *v)
{
    struct km_seal last;
    if (v->at.node == 0 || v->failed) {
        return;
    }
    if (v->next.seq != 0) {
        complain(v, v->at.seq + 1, "records before a seal are missing");
    } else if (!v->journal->ops->seal_upto(v->journal, v->at.node, KM_SEQ_MAX, &last, v->err)) {
        v->failed = true;
    } else if (last.seq != v->at.seq) {
        complain(v, v->at.seq, "the last records have no seal");
    }
}

static void check_seal(struct verify *v)
{
    const uint8_t *key = key_of(v, v->at.node);
    v->seen.seals++;
    if (memcmp(v->next.chain, v->at.chain, KM_HASH_SIZE) != 0) {
        complain(v, v->at.seq, "the records do not lead to this seal: one of them was altered");
    } else if (key != NULL && !km_seal_verify(&v->next, key)) {
        complain(v, v->at.seq, "this seal is not by the node");
    }
    next_seal(v, v->at.seq + 1);
}

static void count(struct verify *v, const struct km_stored *stored)
{
    struct km_record record;
    char ignored[KM_ERR_MAX];
    v->seen.records++;
    if (stored->bytes == NULL) {
        v->seen.forgotten++;
    } else if (!km_record_decode(stored->bytes, stored->len, &record, ignored)) {
        v->seen.not_understood++;
    } else if (record.day != stored->day) {
        complain(v, stored->name.seq, "stored under a day that it does not name");
    }
}

static bool check_record(const struct km_stored *stored, void *userdata)
{
    struct verify *v = userdata;
    uint8_t hash[KM_HASH_SIZE];
    if (stored->name.node != v->at.node) {
        end_node(v);
        begin_node(v, stored->name.node);
    }
    if (stored->name.seq != v->at.seq + 1) {
        complain(v, v->at.seq + 1, "records are missing from here");
    }
    count(v, stored);
    if (stored->bytes != NULL) {
        km_hash(stored->bytes, stored->len, hash);
    } else {
        memcpy(hash, stored->hash, KM_HASH_SIZE);
    }
    km_chain_next(v->at.chain, hash);
    v->at.seq = stored->name.seq;
    if (v->next.seq == v->at.seq) {
        check_seal(v);
    } else if (v->next.seq != 0 && v->next.seq < v->at.seq) {
        next_seal(v, v->at.seq + 1); /* it stood in a gap */
    }
    return !v->failed;
}

static bool learn_key(const struct km_stored *stored, void *userdata)
{
    struct verify *v = userdata;
    struct km_record record;
    char ignored[KM_ERR_MAX];
    if (stored->bytes != NULL && km_record_decode(stored->bytes, stored->len, &record, ignored) &&
            record.kind == KM_NODE) {
        km_roster_take_node(&v->roster, stored->name.seq, &record);
    }
    return true;
}

static bool seen_record(const struct km_stored *stored, void *userdata)
{
    (void)stored;
    *(bool *)userdata = true;
    return false;
}

/* A node of which nothing but seals is left would not show among the records. */
static bool check_head(const struct km_head *head, void *userdata)
{
    struct verify *v = userdata;
    bool any = false;
    if (!v->journal->ops->range(v->journal, head->node, 1, KM_SEQ_MAX, seen_record, &any, v->err)) {
        v->failed = true;
    } else if (!any) {
        begin_node(v, head->node);
        complain(v, 1, "records before a seal are missing");
    }
    return !v->failed;
}

bool km_ledger_verify(struct km_journal *journal, const uint8_t station_key[KM_KEY_SIZE],
        km_fault_fn *fault, void *userdata, struct km_verified *out_verified, char *err)
{
    struct verify v = {
            .journal = journal,
            .fault = fault,
            .userdata = userdata,
            .station_key = station_key,
            .err = err,
    };
    km_node station = km_node_of_key(station_key);
    km_roster_init(&v.roster, station);
    bool ok = journal->ops->range(journal, station, 1, KM_SEQ_MAX, learn_key, &v, err) &&
              journal->ops->scan(journal, check_record, &v, err);
    if (ok) {
        end_node(&v);
        ok = !v.failed && journal->ops->heads(journal, check_head, &v, err) && !v.failed;
    }
    km_roster_destroy(&v.roster);
    if (ok) {
        *out_verified = v.seen;
    }
    return ok;
}
