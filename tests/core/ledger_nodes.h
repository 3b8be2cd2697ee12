#ifndef KM_TEST_LEDGER_NODES_H
#define KM_TEST_LEDGER_NODES_H

/* Nodes for the ledger's tests: ledgers with fixed keys that write, and exchange what they wrote in
 * real sync messages. Every helper fails the test on an error, whose reason is in nodes_err. */

#include "core/ledger.h"
#include "core/sync.h"

#define NOW 1778745600000ll
#define DAY 20587

extern char nodes_err[KM_ERR_MAX];

struct km_keys nodes_keys_of(unsigned who);
/* Node 0 is the station. path NULL: in memory. */
void nodes_open(struct km_ledger *ledger, unsigned who, const char *path);
struct km_record nodes_issue(uint16_t number);
void nodes_write_issues(struct km_ledger *ledger, unsigned first, unsigned count);
void nodes_enrol(struct km_ledger *station, unsigned who);
void nodes_cut_off(struct km_ledger *station, unsigned who, uint32_t from);
uint32_t nodes_held(struct km_ledger *ledger, unsigned who);
/* What `from` has and `to` lacks, within a budget; owned. */
struct km_runs nodes_missing(struct km_ledger *from, struct km_ledger *to, size_t budget);
/* Carries runs in a signed request from one to the other; the first refusal, or KM_RUN_OK. */
enum km_run_verdict nodes_carry(
        struct km_ledger *from, struct km_ledger *to, const struct km_list_writer *runs);
enum km_run_verdict nodes_send_missing(struct km_ledger *from, struct km_ledger *to);
void nodes_exchange(struct km_ledger *a, struct km_ledger *b);
void nodes_assert_same(struct km_ledger *a, struct km_ledger *b);
void nodes_no_fault(km_node node, uint32_t seq, const char *what, void *userdata);
void nodes_assert_verifies(struct km_ledger *ledger, uint32_t nodes, uint64_t records);

#endif
