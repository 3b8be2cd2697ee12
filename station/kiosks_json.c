#include "station/kiosks_json.h"

#include <jansson.h>
#include <stdlib.h>

static const char *state_of(const struct km_member *member)
{
    if (member->revoked_from != 0) {
        return "revoked";
    }
    return member->retired ? "retired" : "enrolled";
}

static const char *device_name(uint8_t state)
{
    static const char *const names[KM_DEVICE_END] = {
            [KM_DEVICE_UNKNOWN] = "unknown",
            [KM_DEVICE_OK] = "ok",
            [KM_DEVICE_LOW] = "low",
            [KM_DEVICE_FAILED] = "failed",
            [KM_DEVICE_NONE] = "none",
    };
    return state < KM_DEVICE_END ? names[state] : "unknown";
}

static json_t *kiosk_json(
        const struct km_member *member, const struct station_heard *heard, int64_t now)
{
    char node[17];
    km_node_print(member->node, node);
    bool is_online = heard->at != 0 && now - heard->at <= STATION_SILENT_MS;
    return json_pack("{s:i, s:s, s:s, s:s, s:I, s:b, s:I, s:s, s:s, s:s, s:I, s:I, s:s, s:s}",
            "number", (int)member->kiosk, "name", member->name, "node", node, "state",
            state_of(member), "heard", (json_int_t)heard->at, "online", is_online, "offset_ms",
            (json_int_t)heard->offset, "camera", device_name(heard->camera), "printer",
            device_name(heard->printer), "paper", device_name(heard->paper), "disk_free_mb",
            (json_int_t)heard->disk_free_mb, "unsent", (json_int_t)heard->unsent, "version",
            heard->version, "role", heard->role);
}

static int by_number(const void *a, const void *b)
{
    const struct km_member *const *x = a, *const *y = b;
    return (int)(*x)->kiosk - (int)(*y)->kiosk;
}

char *station_kiosks_json(
        const struct station_figures *figures, struct station_presence *presence, int64_t now)
{
    const struct station_members *members = figures->members;
    const struct km_member **sorted = calloc(members->count + 1, sizeof(void *));
    json_t *kiosks = json_array();
    if (sorted == NULL) {
        abort();
    }
    for (uint32_t i = 0; i < members->count; i++) {
        sorted[i] = &members->items[i];
    }
    qsort(sorted, members->count, sizeof(void *), by_number);
    for (uint32_t i = 0; i < members->count; i++) {
        if (sorted[i]->kiosk != 0) {
            struct station_heard heard = station_presence_get(presence, sorted[i]->node);
            json_array_append_new(kiosks, kiosk_json(sorted[i], &heard, now));
        }
    }
    free(sorted);
    json_t *all = json_pack("{s:I, s:o}", "now", (json_int_t)now, "kiosks", kiosks);
    char *text = all != NULL ? json_dumps(all, JSON_COMPACT) : NULL;
    json_decref(all);
    if (text == NULL) {
        abort();
    }
    return text;
}
