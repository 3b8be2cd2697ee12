#include "kiosk/announcer.h"

#include <assert.h>
#include <stdlib.h>

#define SAME_MS 1500  /* a shift of less is a corrected clock, not another call */
#define BATCH_MS 3000 /* one press calls a batch: its records lie this close */

static int64_t call_time(const struct kiosk_call_view *call)
{
    return call->recalled_at > call->called_at ? call->recalled_at : call->called_at;
}

/* The memory of that ticket; else a free one, else the oldest. */
static struct kiosk_announced *find(struct kiosk_announcer *a, struct km_name ticket)
{
    struct kiosk_announced *best = &a->heard[0];
    for (size_t i = 0; i < KIOSK_ANNOUNCED_MAX; i++) {
        struct kiosk_announced *each = &a->heard[i];
        if (km_name_equal(each->ticket, ticket))
            return each;
        if (km_name_is_none(best->ticket))
            continue;
        if (km_name_is_none(each->ticket) || each->at < best->at)
            best = each;
    }
    return best;
}

/* Remembers the call; true when it is to be said. */
static bool is_new(
        struct kiosk_announcer *a, const struct kiosk_call_view *call, int64_t now, int64_t limit)
{
    int64_t at = call_time(call);
    struct kiosk_announced *memory = find(a, call->ticket);
    bool known = km_name_equal(memory->ticket, call->ticket) && at <= memory->at + SAME_MS;
    if (!known)
        *memory = (struct kiosk_announced){call->ticket, at};
    return !known && now - at <= limit;
}

static int compare(const void *a, const void *b)
{
    const struct kiosk_call_view *x = *(const struct kiosk_call_view *const *)a;
    const struct kiosk_call_view *y = *(const struct kiosk_call_view *const *)b;
    int64_t x_at = call_time(x), y_at = call_time(y);
    if (x_at != y_at)
        return x_at < y_at ? -1 : 1;
    if (x->ticket.node != y->ticket.node)
        return x->ticket.node < y->ticket.node ? -1 : 1;
    return x->ticket.seq < y->ticket.seq ? -1 : x->ticket.seq > y->ticket.seq;
}

static bool is_recall(const struct kiosk_call_view *call)
{
    return call->recalled_at > call->called_at;
}

/* Whether the call belongs to the batch that this announcement began. */
static bool joins(const struct kiosk_announcement *batch, const struct kiosk_call_view *call)
{
    const struct kiosk_call_view *first = batch->calls[0];
    return !batch->again && !is_recall(call) && first->zone == call->zone &&
           call->called_at - first->called_at <= BATCH_MS;
}

size_t kiosk_announcer_hear(struct kiosk_announcer *a, int64_t now,
        const struct kiosk_call_view *calls, size_t count, struct kiosk_announcement *out)
{
    const struct kiosk_call_view *fresh[KIOSK_CALLS_MAX];
    size_t fresh_count = 0, out_count = 0;
    int64_t limit = a->begun ? KIOSK_ANNOUNCE_STALE_MS : KIOSK_ANNOUNCE_START_MS;
    assert(count <= KIOSK_CALLS_MAX);
    for (size_t i = 0; i < count; i++)
        if (is_new(a, &calls[i], now, limit))
            fresh[fresh_count++] = &calls[i];
    a->begun = true;
    qsort(fresh, fresh_count, sizeof *fresh, compare);
    for (size_t i = 0; i < fresh_count; i++) {
        size_t at = 0;
        while (at < out_count && !joins(&out[at], fresh[i]))
            at++;
        if (at == out_count)
            out[out_count++] = (struct kiosk_announcement){.again = is_recall(fresh[i])};
        out[at].calls[out[at].count++] = fresh[i];
    }
    return out_count;
}
