#include "station/presence.h"

#include "core/array.h"

#include <stdlib.h>
#include <string.h>

#define OFFSET_MS 2000 /* an error worth a word */
#define CHANGE_MS 500  /* and when it is worth another */

void station_presence_init(struct station_presence *presence)
{
    *presence = (struct station_presence){0};
    pthread_mutex_init(&presence->m, NULL);
}

void station_presence_destroy(struct station_presence *presence)
{
    pthread_mutex_destroy(&presence->m);
    free(presence->items);
}

/* Holding m. NULL when the node was never heard. */
static struct station_heard *find(struct station_presence *presence, km_node node)
{
    for (uint32_t i = 0; i < presence->count; i++) {
        if (presence->items[i].node == node) {
            return &presence->items[i];
        }
    }
    return NULL;
}

/* Holding m. */
static struct station_heard *find_or_add(struct station_presence *presence, km_node node)
{
    struct station_heard *heard = find(presence, node);
    if (heard == NULL) {
        KM_ARRAY_ROOM(presence->items, presence->count, presence->cap);
        heard = &presence->items[presence->count++];
        *heard = (struct station_heard){.node = node};
    }
    return heard;
}

static void copy_text(char *out, size_t size, struct km_span text)
{
    size_t len = text.len < size ? text.len : size - 1;
    memcpy(out, len > 0 ? (const char *)text.bytes : "", len);
    out[len] = '\0';
}

int64_t station_presence_note(
        struct station_presence *presence, const struct km_sync_request *request, int64_t now)
{
    pthread_mutex_lock(&presence->m);
    struct station_heard *heard = find_or_add(presence, request->node);
    int64_t offset = request->time - now;
    bool is_told = llabs(offset - heard->offset) < CHANGE_MS;
    heard->at = now;
    heard->offset = is_told ? heard->offset : offset;
    heard->camera = request->health.camera;
    heard->printer = request->health.printer;
    heard->paper = request->health.paper;
    heard->disk_free_mb = request->health.disk_free_mb;
    heard->unsent = request->health.unsent;
    copy_text(heard->version, sizeof heard->version, request->health.version);
    copy_text(heard->role, sizeof heard->role, request->health.role);
    pthread_mutex_unlock(&presence->m);
    return !is_told && llabs(offset) > OFFSET_MS ? offset : 0;
}

void station_presence_recall(struct station_presence *presence, km_node node, int64_t at)
{
    pthread_mutex_lock(&presence->m);
    find_or_add(presence, node)->at = at;
    pthread_mutex_unlock(&presence->m);
}

struct station_heard station_presence_get(struct station_presence *presence, km_node node)
{
    pthread_mutex_lock(&presence->m);
    const struct station_heard *heard = find(presence, node);
    struct station_heard copy = heard != NULL ? *heard : (struct station_heard){.node = node};
    pthread_mutex_unlock(&presence->m);
    return copy;
}
