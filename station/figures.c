#include "station/figures.h"

#include "station/clock.h"
#include "station/view.h"

#include <stdlib.h>
#include <string.h>

static bool count_records(const struct km_head *head, void *userdata)
{
    *(uint64_t *)userdata += head->seq;
    return true;
}

/* Up to which of the station's records the roster's nodes were told. */
static uint32_t told_until(const struct km_roster *roster)
{
    uint32_t seq = 0;
    for (uint32_t i = 0; i < roster->member_count; i++) {
        const struct km_member *member = &roster->members[i];
        const uint32_t seqs[] = {member->enrolled_seq, member->named_seq, member->state_seq};
        for (size_t k = 0; k < 3; k++) {
            seq = seqs[k] > seq ? seqs[k] : seq;
        }
    }
    return seq;
}

static struct station_members *share_members(
        const struct km_roster *roster, const struct station_figures *before)
{
    uint32_t seq = told_until(roster);
    if (before != NULL && before->members->seq == seq) {
        atomic_fetch_add(&before->members->refs, 1);
        return before->members;
    }
    size_t bytes = roster->member_count * sizeof *roster->members;
    struct station_members *members = malloc(sizeof *members + bytes);
    if (members == NULL) {
        abort();
    }
    atomic_init(&members->refs, 1);
    members->seq = seq;
    members->count = roster->member_count;
    memcpy(members->items, roster->members, bytes);
    return members;
}

static char *dump(json_t *json)
{
    char *text = json_dumps(json, JSON_COMPACT);
    json_decref(json);
    if (text == NULL) {
        abort();
    }
    return text;
}

struct station_figures *station_figures_make(struct station_campus *campus,
        struct station_presence *presence, const struct station_figures *before)
{
    struct station_figures *figures = calloc(1, sizeof *figures);
    struct station_view view;
    char ignored[KM_ERR_MAX];
    if (figures == NULL) {
        abort();
    }
    atomic_init(&figures->refs, 1);
    figures->made = station_clock_utc();
    figures->members = share_members(km_fold_roster(campus->ledger.fold), before);
    for (uint32_t i = 0; i < figures->members->count; i++) {
        const struct km_member *member = &figures->members->items[i];
        figures->kiosks += member->kiosk != 0 && !member->retired && member->revoked_from == 0;
    }
    campus->ledger.journal->ops->heads(
            campus->ledger.journal, count_records, &figures->records, ignored);
    bool is_planned = station_view_make(&view, campus, presence, figures->made);
    figures->day = view.desk.day;
    figures->accent = is_planned ? campus->programme->accent : 0x0c5a6b;
    figures->logo = station_logo_ref(campus->logo);
    figures->zones = dump(is_planned ? station_view_zones(&view) : json_array());
    figures->overview = dump(is_planned ? station_view_overview(&view) : json_object());
    return figures;
}

struct station_figures *station_figures_ref(struct station_figures *figures)
{
    atomic_fetch_add(&figures->refs, 1);
    return figures;
}

void station_figures_unref(struct station_figures *figures)
{
    if (figures == NULL || atomic_fetch_sub(&figures->refs, 1) > 1) {
        return;
    }
    if (atomic_fetch_sub(&figures->members->refs, 1) == 1) {
        free(figures->members);
    }
    station_logo_unref(figures->logo);
    free(figures->zones);
    free(figures->overview);
    free(figures);
}

bool station_figures_equal(const struct station_figures *a, const struct station_figures *b)
{
    return a->members == b->members && a->logo == b->logo &&
           strcmp(a->overview, b->overview) == 0 && strcmp(a->zones, b->zones) == 0;
}

static int by_node(const void *key, const void *item)
{
    km_node a = *(const km_node *)key, b = ((const struct km_member *)item)->node;
    return (a > b) - (a < b);
}

const struct km_member *station_figures_member(const struct station_figures *figures, km_node node)
{
    const struct station_members *members = figures->members;
    return bsearch(&node, members->items, members->count, sizeof *members->items, by_node);
}

void station_board_init(struct station_board *board)
{
    *board = (struct station_board){0};
    pthread_mutex_init(&board->m, NULL);
}

void station_board_destroy(struct station_board *board)
{
    station_figures_unref(board->current);
    pthread_mutex_destroy(&board->m);
}

struct station_figures *station_board_get(struct station_board *board)
{
    pthread_mutex_lock(&board->m);
    struct station_figures *figures = station_figures_ref(board->current);
    pthread_mutex_unlock(&board->m);
    return figures;
}

void station_board_set(struct station_board *board, struct station_figures *figures)
{
    pthread_mutex_lock(&board->m);
    struct station_figures *before = board->current;
    board->current = figures;
    pthread_mutex_unlock(&board->m);
    station_figures_unref(before);
}
