#include "kiosk/view_board.h"

#include <stdlib.h>
#include <string.h>

#include "core/queue_list.h"
#include "kiosk/view_held.h"

static int64_t moment_of(const struct kiosk_call_view *call)
{
    return call->recalled_at > call->called_at ? call->recalled_at : call->called_at;
}

/* Latest first; of the same moment by number, so that a batch reads in order. */
static int later(const void *a, const void *b)
{
    const struct kiosk_call_view *x = a, *y = b;
    int64_t at_x = moment_of(x), at_y = moment_of(y);
    return at_x != at_y ? (at_x < at_y) - (at_x > at_y) : strcmp(x->number, y->number);
}

static void set_call(struct kiosk_call_view *call, const struct km_desk *desk,
        const struct km_programme_zone *zone, const struct km_ticket_facts *facts)
{
    *call = (struct kiosk_call_view){.ticket = facts->name,
            .zone = zone->code,
            .zone_title = kiosk_text_of(&zone->title),
            .place = kiosk_text_of(&zone->place),
            .people = facts->party,
            .called_at = facts->decided_at,
            .recalled_at = facts->recalled_at};
    kiosk_view_number(desk, facts->name, call->number);
    int64_t since = desk->now - moment_of(call);
    call->minutes = since > 0 ? (int)(since / 60000) : 0;
}

void kiosk_view_board(struct kiosk_scene *scene, const struct km_desk *desk, km_zone zone)
{
    const struct km_day *day = km_fold_day(desk->fold, desk->day);
    struct kiosk_call_view all[KM_ZONES_MAX * KIOSK_CALLS_MAX];
    size_t count = 0;
    _Static_assert(KIOSK_CALLS_MAX >= KIOSK_MOVED_MAX, "all of one batch are shown");
    for (uint32_t i = 0; i < desk->programme->zones_count; i++) {
        const struct km_programme_zone *of = &desk->programme->zones[i];
        struct km_name called[KIOSK_CALLS_MAX];
        struct km_ticket_facts facts;
        if (zone != KM_ZONE_NONE && of->code != zone)
            continue;
        size_t n = km_queue_called(day, of->code, called, KIOSK_CALLS_MAX);
        for (size_t k = 0; k < n; k++)
            if (km_queue_ticket(day, called[k], &facts) && facts.issued)
                set_call(&all[count++], desk, of, &facts);
    }
    qsort(all, count, sizeof *all, later);
    struct kiosk_board_view *board = &scene->model.board;
    board->zone = zone;
    board->call_count = count < KIOSK_CALLS_MAX ? count : KIOSK_CALLS_MAX;
    memcpy(scene->calls, all, board->call_count * sizeof *all);
    board->calls = scene->calls;
}
