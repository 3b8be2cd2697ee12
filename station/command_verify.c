/* `verify`: rehashes every chain and checks every kept seal, so that a school can show that nothing
 * in its journal was changed afterwards. Reads only. */
#include "station/campus.h"
#include "station/commands.h"

#include <inttypes.h>
#include <stdio.h>

static void print_fault(km_node node, uint32_t seq, const char *what, void *userdata)
{
    const struct station_campus *campus = userdata;
    const struct km_member *member = km_roster_find(km_fold_roster(campus->ledger.fold), node);
    char id[17];
    km_node_print(node, id);
    printf("FAULT  node %s (%s), record %u: %s\n", id, member != NULL ? member->name : "unknown",
            seq, what);
}

int station_verify(const struct station_options *options)
{
    struct station_campus campus;
    struct km_verified verified = {0};
    char err[KM_ERR_MAX];
    if (!station_command_open(options, "verify the journal", &campus)) {
        return 1;
    }
    bool ok = km_ledger_verify(
            campus.ledger.journal, campus.ledger.station_key, print_fault, &campus, &verified, err);
    station_campus_close(&campus);
    if (!ok) {
        fprintf(stderr, "Could not verify the journal: %s\n", err);
        return 1;
    }
    printf("%" PRIu64 " records of %u nodes, %" PRIu64 " seals, %" PRIu64 " forgotten, %" PRIu64
           " by a later version: %s\n",
            verified.records, verified.nodes, verified.seals, verified.forgotten,
            verified.not_understood, verified.faulty == 0 ? "all sound" : "NOT SOUND");
    return verified.faulty == 0 ? 0 : 1;
}
