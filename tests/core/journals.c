#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/core/journals.h"

char journals_err[KM_ERR_MAX];
char journals_folder[] = "/tmp/kaimen-journal-XXXXXX";
char journals_path[64];

int journals_make_folder(void **state)
{
    (void)state;
    strcpy(journals_folder + sizeof journals_folder - 7, "XXXXXX");
    journals_err[0] = '\0';
    if (mkdtemp(journals_folder) == NULL) {
        return -1;
    }
    snprintf(journals_path, sizeof journals_path, "%s/j.db", journals_folder);
    return 0;
}

int journals_remove_folder(void **state)
{
    (void)state;
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    vfs->xSetSystemCall(vfs, NULL, NULL);
    const char *const tails[] = {"", "-wal", "-shm", "-journal"};
    for (size_t i = 0; i < 4; i++) {
        char name[80];
        snprintf(name, sizeof name, "%s%s", journals_path, tails[i]);
        unlink(name);
    }
    return rmdir(journals_folder);
}

struct km_journal *journals_open_at(const char *where)
{
    struct km_journal *j = NULL;
    if (!km_journal_open_sqlite(where, &j, journals_err)) {
        fail_msg("open: %s", journals_err);
    }
    return j;
}

bool journals_put(struct km_journal *j, km_node node, uint32_t seq)
{
    char body[32];
    int len = snprintf(body, sizeof body, "record %u", seq);
    struct km_stored stored = {.name = {node, seq},
            .day = (km_day_no)(seq % 3),
            .bytes = (uint8_t *)body,
            .len = (size_t)len};
    return j->ops->put(j, &stored, journals_err);
}

bool journals_put_seal(struct km_journal *j, km_node node, uint32_t seq)
{
    struct km_seal seal = {.node = node, .seq = seq};
    memset(seal.chain, (int)(seq & 0xff), sizeof seal.chain);
    memset(seal.signature, (int)(seq >> 8 & 0xff), sizeof seal.signature);
    return j->ops->put_seal(j, &seal, journals_err);
}

bool journals_append(struct km_journal *j, km_node node, uint32_t first, uint32_t count)
{
    if (!j->ops->begin(j, journals_err)) {
        return false;
    }
    for (uint32_t seq = first; seq < first + count; seq++) {
        if (!journals_put(j, node, seq)) {
            j->ops->rollback(j);
            return false;
        }
    }
    if (!journals_put_seal(j, node, first + count - 1)) {
        j->ops->rollback(j);
        return false;
    }
    return j->ops->commit(j, journals_err);
}

bool journals_find(const struct km_stored *stored, void *userdata)
{
    struct found *found = userdata;
    char body[32];
    snprintf(body, sizeof body, "record %u", stored->name.seq);
    if (stored->bytes == NULL || stored->len != strlen(body) ||
            memcmp(stored->bytes, body, stored->len) != 0 || stored->day != stored->name.seq % 3) {
        found->bodies_right = false;
    }
    if (found->count < 64) {
        found->names[found->count] = stored->name;
    }
    found->count++;
    return found->count != found->limit;
}

struct found journals_range(struct km_journal *j, km_node node, uint32_t from, uint32_t to)
{
    struct found found = {.bodies_right = true};
    assert_true(j->ops->range(j, node, from, to, journals_find, &found, journals_err));
    return found;
}

bool journals_find_head(const struct km_head *head, void *userdata)
{
    struct heads *heads = userdata;
    assert_in_range(heads->count, 0, 7);
    heads->items[heads->count++] = *head;
    return true;
}

struct heads journals_heads(struct km_journal *j)
{
    struct heads heads = {0};
    assert_true(j->ops->heads(j, journals_find_head, &heads, journals_err));
    return heads;
}
