#ifndef KM_TEST_JOURNALS_H
#define KM_TEST_JOURNALS_H

/* Journals for tests, in a folder of their own: filling one, and looking at what it holds. */

#include "core/journal/journal.h"

#define A UINT64_C(0x0123456789abcdef)
#define B UINT64_C(0xf123456789abcdef)

extern char journals_err[KM_ERR_MAX];
extern char journals_folder[27];
extern char journals_path[64]; /* of the journal's file in the test's folder */

struct found {
    struct km_name names[64];
    size_t count;
    size_t limit;
    bool bodies_right;
};

struct heads {
    struct km_head items[8];
    size_t count;
};

int journals_make_folder(void **state);
int journals_remove_folder(void **state);
struct km_journal *journals_open_at(const char *where);
bool journals_put(struct km_journal *j, km_node node, uint32_t seq);
/* The journal does not look into chains and signatures: any bytes will do. */
bool journals_put_seal(struct km_journal *j, km_node node, uint32_t seq);
/* Appends count records in one transaction. */
bool journals_append(struct km_journal *j, km_node node, uint32_t first, uint32_t count);
/* Takes a record into a struct found. */
bool journals_find(const struct km_stored *stored, void *userdata);
struct found journals_range(struct km_journal *j, km_node node, uint32_t from, uint32_t to);
/* Takes a head into a struct heads. */
bool journals_find_head(const struct km_head *head, void *userdata);
struct heads journals_heads(struct km_journal *j);

#endif
