#include "core/run.h"

#include "core/big_endian.h"
#include "core/bounds.h"

#include <assert.h>
#include <string.h>

#define PARTS 6

const char *km_run_verdict_text(enum km_run_verdict verdict)
{
    static const char *const texts[KM_RUN_VERDICT_END] = {
            [KM_RUN_OK] = "taken in",
            [KM_RUN_GAP] = "does not follow what is held here",
            [KM_RUN_BAD_SEAL] = "its seal is not by its author",
            [KM_RUN_BAD_CHAIN] = "its records do not lead to its seal",
            [KM_RUN_FORK] = "another branch of this journal is held here",
            [KM_RUN_UNKNOWN_AUTHOR] = "its author is unknown here",
            [KM_RUN_REVOKED] = "written after its node was revoked",
            [KM_RUN_NOT_STORED] = "could not be stored",
    };
    return (unsigned)verdict < KM_RUN_VERDICT_END ? texts[verdict]
                                                  : "refused for a reason unknown to this version";
}

static void item_read(struct km_cbor_reader *reader, void *out_item)
{
    struct km_item *item = out_item;
    struct km_cbor_item head;
    *item = (struct km_item){0};
    if (!km_cbor_next(reader, &head)) {
        return;
    }
    if (head.type == KM_CBOR_BYTES && head.value >= 1 && head.value <= KM_RECORD_MAX) {
        item->bytes = head.bytes;
        item->len = (size_t)head.value;
    } else if (head.type == KM_CBOR_ARRAY && head.value == 1) {
        item->hash = km_cbor_bytes(reader, KM_HASH_SIZE, KM_HASH_SIZE).bytes;
    } else {
        km_cbor_fail(reader, "has an item that is neither a record nor a hash");
    }
}

bool km_item_next(struct km_list *items, struct km_item *out_item)
{
    return km_list_next(items, item_read, out_item);
}

void km_item_hash(const struct km_item *item, uint8_t out_hash[KM_HASH_SIZE])
{
    if (item->bytes) {
        km_hash(item->bytes, item->len, out_hash);
    } else {
        memcpy(out_hash, item->hash, KM_HASH_SIZE);
    }
}

void km_run_read(struct km_cbor_reader *reader, void *out_run)
{
    struct km_run *run = out_run;
    uint8_t node[8];
    km_cbor_tuple(reader, PARTS);
    km_cbor_fixed(reader, node, sizeof(node));
    run->node = km_read_be64(node);
    run->first = (uint32_t)km_cbor_uint(reader, KM_SEQ_MAX);
    run->seal.node = run->node;
    run->seal.seq = (uint32_t)km_cbor_uint(reader, KM_SEQ_MAX);
    km_cbor_fixed(reader, run->seal.chain, KM_HASH_SIZE);
    km_cbor_fixed(reader, run->seal.signature, KM_SIGNATURE_SIZE);
    struct km_item scratch;
    run->items = km_list_read(reader, KM_RUN_ITEMS_MAX, item_read, &scratch);
    if (run->first < 1 || run->seal.seq < run->first ||
            run->items.count != (size_t)(run->seal.seq - run->first) + 1) {
        km_cbor_fail(reader, "has a run whose records are not first to seal");
    }
}

bool km_run_next(struct km_list *runs, struct km_run *out_run)
{
    return km_list_next(runs, km_run_read, out_run);
}

enum km_run_verdict km_run_verify(const struct km_run *run, uint32_t prev_seq,
        const uint8_t prev_chain[KM_HASH_SIZE], const uint8_t public_key[KM_KEY_SIZE])
{
    if (run->first != prev_seq + 1) {
        return KM_RUN_GAP;
    }
    if (!km_seal_verify(&run->seal, public_key)) {
        return KM_RUN_BAD_SEAL;
    }
    uint8_t chain[KM_HASH_SIZE];
    memcpy(chain, prev_chain, KM_HASH_SIZE);
    struct km_list items = run->items;
    struct km_item item;
    while (km_item_next(&items, &item)) {
        uint8_t hash[KM_HASH_SIZE];
        km_item_hash(&item, hash);
        km_chain_next(chain, hash);
    }
    return memcmp(chain, run->seal.chain, KM_HASH_SIZE) == 0 ? KM_RUN_OK : KM_RUN_BAD_CHAIN;
}

void km_runs_init(struct km_runs *runs, size_t soft, size_t hard)
{
    *runs = (struct km_runs){.soft = soft};
    km_list_init(&runs->list, hard);
}

void km_runs_destroy(struct km_runs *runs)
{
    km_list_destroy(&runs->list);
}

static bool fits(const struct km_runs *runs)
{
    const struct km_buffer *items = &runs->list.items;
    return !items->full && runs->list.count < KM_RUNS_MAX &&
           (runs->list.count == 0 || items->len <= runs->soft);
}

void km_runs_begin(struct km_runs *runs, uint32_t first, const struct km_seal *seal)
{
    assert(runs->missing == 0);
    assert(first >= 1 && first <= seal->seq && seal->seq - first < KM_RUN_ITEMS_MAX);
    struct km_buffer *items = &runs->list.items;
    uint8_t node[8];
    km_write_be64(node, seal->node);
    runs->start = items->len;
    runs->missing = seal->seq - first + 1;
    km_cbor_put_array(items, PARTS);
    km_cbor_put_bytes(items, node, sizeof(node));
    km_cbor_put_uint(items, first);
    km_cbor_put_uint(items, seal->seq);
    km_cbor_put_bytes(items, seal->chain, KM_HASH_SIZE);
    km_cbor_put_bytes(items, seal->signature, KM_SIGNATURE_SIZE);
    km_cbor_put_array(items, runs->missing);
}

bool km_runs_put(struct km_runs *runs, const void *bytes, size_t len)
{
    assert(runs->missing > 0 && len >= 1 && len <= KM_RECORD_MAX);
    km_cbor_put_bytes(&runs->list.items, bytes, len);
    runs->missing--;
    return fits(runs);
}

bool km_runs_put_hash(struct km_runs *runs, const uint8_t hash[KM_HASH_SIZE])
{
    assert(runs->missing > 0);
    km_cbor_put_array(&runs->list.items, 1);
    km_cbor_put_bytes(&runs->list.items, hash, KM_HASH_SIZE);
    runs->missing--;
    return fits(runs);
}

bool km_runs_end(struct km_runs *runs)
{
    bool whole = runs->missing == 0 && fits(runs);
    runs->missing = 0;
    if (!whole) {
        km_buffer_cut(&runs->list.items, runs->start);
        return false;
    }
    runs->list.count++;
    return true;
}
