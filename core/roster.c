#include "core/roster.h"

#include "core/array.h"

#include <sodium.h>
#include <string.h>

void km_roster_init(struct km_roster *roster, km_node station)
{
    *roster = (struct km_roster){.station = station};
}

void km_roster_destroy(struct km_roster *roster)
{
    for (uint32_t i = 0; i < roster->clocks_count; i++) {
        free(roster->clocks[i].items);
    }
    free(roster->clocks);
    free(roster->members);
    free(roster->forgotten);
    free(roster->plan.text);
    *roster = (struct km_roster){0};
}

/* First index whose node is not below the one sought. */
static uint32_t member_place(const struct km_roster *roster, km_node node)
{
    uint32_t low = 0, high = roster->member_count;
    while (low < high) {
        uint32_t mid = (low + high) / 2;
        if (roster->members[mid].node < node) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low;
}

const struct km_member *km_roster_find(const struct km_roster *roster, km_node node)
{
    uint32_t at = member_place(roster, node);
    return at < roster->member_count && roster->members[at].node == node ? &roster->members[at]
                                                                         : NULL;
}

const struct km_member *km_roster_find_kiosk(const struct km_roster *roster, uint16_t kiosk)
{
    for (uint32_t i = 0; i < roster->member_count; i++) {
        if (roster->members[i].kiosk == kiosk && roster->members[i].has_key) {
            return &roster->members[i];
        }
    }
    return NULL;
}

static uint32_t forgotten_place(const struct km_roster *roster, km_day_no day)
{
    uint32_t at = 0;
    while (at < roster->forgotten_count && roster->forgotten[at].day < day) {
        at++;
    }
    return at;
}

bool km_roster_is_forgotten(const struct km_roster *roster, km_day_no day)
{
    uint32_t at = forgotten_place(roster, day);
    return at < roster->forgotten_count && roster->forgotten[at].day == day;
}

static uint32_t clocks_place(const struct km_roster *roster, km_node node)
{
    uint32_t low = 0, high = roster->clocks_count;
    while (low < high) {
        uint32_t mid = (low + high) / 2;
        if (roster->clocks[mid].node < node) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low;
}

/* First clock of the node whose seq is not below the one given. */
static uint32_t clock_place(const struct km_clocks *clocks, uint32_t seq)
{
    uint32_t low = 0, high = clocks->count;
    while (low < high) {
        uint32_t mid = (low + high) / 2;
        if (clocks->items[mid].seq < seq) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low;
}

/* The shift that holds at seq, when the node's records from cut on do not count (0 = all count). */
static int64_t shift_at(const struct km_roster *roster, km_node node, uint32_t seq, uint32_t cut)
{
    uint32_t at = clocks_place(roster, node);
    if (at == roster->clocks_count || roster->clocks[at].node != node) {
        return 0;
    }
    const struct km_clocks *clocks = &roster->clocks[at];
    uint32_t next = clock_place(clocks, seq + 1);
    bool counts = next < clocks->count && (cut == 0 || clocks->items[next].seq < cut);
    return counts ? clocks->items[next].shift : 0;
}

int64_t km_roster_shift(const struct km_roster *roster, km_node node, uint32_t seq)
{
    return shift_at(roster, node, seq, km_roster_cut(roster, node));
}

int64_t km_roster_cut_delta(
        const struct km_roster *roster, km_node node, uint32_t was, uint32_t *out_after)
{
    uint32_t cut = km_roster_cut(roster, node), at = clocks_place(roster, node);
    *out_after = 0;
    if (at < roster->clocks_count && roster->clocks[at].node == node) {
        uint32_t place = clock_place(&roster->clocks[at], cut);
        *out_after = place > 0 ? roster->clocks[at].items[place - 1].seq : 0;
    }
    return shift_at(roster, node, cut - 1, cut) - shift_at(roster, node, cut - 1, was);
}

uint32_t km_roster_cut(const struct km_roster *roster, km_node node)
{
    const struct km_member *member = km_roster_find(roster, node);
    return member != NULL ? member->revoked_from : 0;
}

static struct km_member *member_of(struct km_roster *roster, km_node node)
{
    uint32_t at = member_place(roster, node);
    if (at < roster->member_count && roster->members[at].node == node) {
        return &roster->members[at];
    }
    KM_ARRAY_ROOM(roster->members, roster->member_count, roster->member_cap);
    memmove(&roster->members[at + 1], &roster->members[at],
            (roster->member_count - at) * sizeof *roster->members);
    roster->member_count++;
    roster->members[at] = (struct km_member){.node = node};
    return &roster->members[at];
}

static bool take_enrolled(struct km_member *member, uint32_t seq, const struct km_record *record)
{
    /* A node's id is the hash of its key, so a key that gives another id is not its key. */
    if (record->key == NULL || km_node_of_key(record->key) != record->about) {
        return false;
    }
    bool changed = !member->has_key || seq > member->enrolled_seq;
    if (changed) {
        memcpy(member->key, record->key, KM_KEY_SIZE);
        member->has_key = true;
        member->kiosk = record->kiosk;
        member->enrolled_seq = seq;
    }
    if (seq > member->state_seq) {
        member->state_seq = seq;
        member->retired = false;
        changed = true;
    }
    return changed;
}

bool km_roster_take_node(struct km_roster *roster, uint32_t seq, const struct km_record *record)
{
    struct km_member *member = member_of(roster, record->about);
    bool changed = false;
    if (record->state == KM_NODE_ENROLLED) {
        changed = take_enrolled(member, seq, record);
    } else if (record->state == KM_NODE_RETIRED && seq > member->state_seq) {
        member->state_seq = seq;
        member->retired = true;
        changed = true;
    } else if (record->state == KM_NODE_REVOKED && record->about != roster->station) {
        uint32_t from = record->from > 0 ? record->from : 1;
        if (member->revoked_from == 0 || from < member->revoked_from) {
            member->revoked_from = from;
            changed = true;
        }
    }
    if (record->name.len > 0 && record->name.len <= KM_NAME_MAX && seq > member->named_seq) {
        memcpy(member->name, record->name.bytes, record->name.len);
        member->name[record->name.len] = '\0';
        member->named_seq = seq;
        changed = true;
    }
    return changed;
}

bool km_roster_take_programme(
        struct km_roster *roster, uint32_t seq, const struct km_record *record)
{
    struct km_plan *plan = &roster->plan;
    if (seq <= plan->seq) {
        return false;
    }
    char *text = malloc(record->text.len + 1);
    if (text == NULL) {
        abort();
    }
    memcpy(text, record->text.bytes, record->text.len);
    text[record->text.len] = '\0';
    free(plan->text);
    *plan = (struct km_plan){
            .seq = seq, .text = text, .len = record->text.len, .rehearsal = record->rehearsal};
    if (record->url.len > 0) {
        memcpy(plan->url, record->url.bytes,
                record->url.len < KM_URL_MAX ? record->url.len : KM_URL_MAX);
    }
    return true;
}

bool km_roster_take_forget(struct km_roster *roster, uint32_t seq, const struct km_record *record)
{
    bool changed = false;
    for (size_t i = 0; i + 1 < record->days.len; i += 2) {
        km_day_no day = (km_day_no)(record->days.bytes[i] << 8 | record->days.bytes[i + 1]);
        uint32_t at = forgotten_place(roster, day);
        if (at == roster->forgotten_count || roster->forgotten[at].day != day) {
            KM_ARRAY_ROOM(roster->forgotten, roster->forgotten_count, roster->forgotten_cap);
            memmove(&roster->forgotten[at + 1], &roster->forgotten[at],
                    (roster->forgotten_count - at) * sizeof *roster->forgotten);
            roster->forgotten_count++;
            roster->forgotten[at] = (struct km_forgotten){.day = day};
        }
        if (seq > roster->forgotten[at].seq) {
            roster->forgotten[at].seq = seq;
            km_hash(record->counts.bytes, record->counts.len, roster->forgotten[at].counts_hash);
            changed = true;
        }
    }
    return changed;
}

bool km_roster_take_clock(struct km_roster *roster, struct km_name name, int64_t shift,
        uint32_t *out_after, int64_t *out_delta)
{
    uint32_t at = clocks_place(roster, name.node);
    if (at == roster->clocks_count || roster->clocks[at].node != name.node) {
        KM_ARRAY_ROOM(roster->clocks, roster->clocks_count, roster->clocks_cap);
        memmove(&roster->clocks[at + 1], &roster->clocks[at],
                (roster->clocks_count - at) * sizeof *roster->clocks);
        roster->clocks_count++;
        roster->clocks[at] = (struct km_clocks){.node = name.node};
    }
    struct km_clocks *clocks = &roster->clocks[at];
    uint32_t place = clock_place(clocks, name.seq);
    if (place < clocks->count && clocks->items[place].seq == name.seq) {
        return false;
    }
    int64_t was = km_roster_shift(roster, name.node, name.seq - 1);
    KM_ARRAY_ROOM(clocks->items, clocks->count, clocks->cap);
    memmove(&clocks->items[place + 1], &clocks->items[place],
            (clocks->count - place) * sizeof *clocks->items);
    clocks->count++;
    clocks->items[place] = (struct km_clock){.seq = name.seq, .shift = shift};
    *out_after = place > 0 ? clocks->items[place - 1].seq : 0;
    *out_delta = km_roster_shift(roster, name.node, name.seq - 1) - was;
    return true;
}

static void hash_number(crypto_generichash_state *state, uint64_t number)
{
    uint8_t bytes[8];
    for (int i = 0; i < 8; i++) {
        bytes[i] = (uint8_t)(number >> (56 - 8 * i));
    }
    crypto_generichash_update(state, bytes, sizeof bytes);
}

void km_roster_digest(const struct km_roster *roster, uint8_t out_digest[KM_HASH_SIZE])
{
    crypto_generichash_state state;
    crypto_generichash_init(&state, NULL, 0, KM_HASH_SIZE);
    hash_number(&state, roster->member_count);
    for (uint32_t i = 0; i < roster->member_count; i++) {
        const struct km_member *member = &roster->members[i];
        hash_number(&state, member->node);
        hash_number(&state, member->has_key);
        crypto_generichash_update(&state, member->key, KM_KEY_SIZE);
        hash_number(&state, (uint64_t)member->kiosk << 33 | (uint64_t)member->retired << 32 |
                                    member->revoked_from);
        crypto_generichash_update(&state, (const uint8_t *)member->name, strlen(member->name) + 1);
    }
    hash_number(&state, roster->forgotten_count);
    for (uint32_t i = 0; i < roster->forgotten_count; i++) {
        hash_number(&state, roster->forgotten[i].day);
        crypto_generichash_update(&state, roster->forgotten[i].counts_hash, KM_HASH_SIZE);
    }
    hash_number(&state, roster->plan.seq);
    crypto_generichash_update(&state, (const uint8_t *)roster->plan.text, roster->plan.len);
    hash_number(&state, roster->plan.rehearsal);
    crypto_generichash_update(
            &state, (const uint8_t *)roster->plan.url, strlen(roster->plan.url) + 1);
    crypto_generichash_final(&state, out_digest, KM_HASH_SIZE);
}
