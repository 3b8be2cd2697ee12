/* `nodes`: the kiosks of the campus and how far the store holds their journals. Works beside a
 * running `serve`. */
#include "core/local_time.h"
#include "station/campus.h"
#include "station/commands.h"
#include "station/heard.h"

#include <stdio.h>

static const char *state_of(const struct km_member *member)
{
    if (member->revoked_from != 0) {
        return "revoked";
    }
    return member->retired ? "retired" : "enrolled";
}

static void print_time(const struct station_campus *campus, int64_t time)
{
    char day[11];
    int offset = campus->programme != NULL ? campus->programme->offset_minutes : 0;
    struct km_local_time local = km_local_time_at(time, offset);
    km_local_day_print(local.day, day);
    if (time == 0) {
        printf("%-19s  ", "-");
    } else {
        printf("%s %02d:%02d:%02d  ", day, local.hour, local.min, local.sec);
    }
}

static bool print_node(struct station_campus *campus, struct station_presence *presence,
        const struct km_member *member, char *err)
{
    char id[17];
    uint32_t seq;
    int64_t time;
    if (!station_campus_last_time(campus, member->node, &seq, &time, err)) {
        return false;
    }
    km_node_print(member->node, id);
    printf("%6u  %s  %-8s  %7u  ", member->kiosk, id, state_of(member), seq);
    print_time(campus, time);
    print_time(campus, station_presence_get(presence, member->node).at);
    printf("%s\n", member->name);
    return true;
}

static bool print_all(struct station_campus *campus, char *err)
{
    const struct km_roster *roster = km_fold_roster(campus->ledger.fold);
    struct station_presence presence;
    station_presence_init(&presence);
    bool ok = station_heard_load(campus, &presence, err);
    printf("%6s  %-16s  %-8s  %7s  %-19s  %-19s  %s\n", "number", "node", "state", "records",
            "last record", "last heard", "name");
    for (uint32_t i = 0; ok && i < roster->member_count; i++) {
        ok = print_node(campus, &presence, &roster->members[i], err);
    }
    station_presence_destroy(&presence);
    return ok;
}

int station_nodes(const struct station_options *options)
{
    struct station_campus campus;
    char err[KM_ERR_MAX];
    if (!station_command_open(options, "list the nodes", &campus)) {
        return 1;
    }
    bool ok = print_all(&campus, err);
    station_campus_close(&campus);
    if (!ok) {
        fprintf(stderr, "Could not list the nodes: %s\n", err);
    }
    return ok ? 0 : 1;
}
