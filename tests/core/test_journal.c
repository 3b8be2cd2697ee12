/* The SQLite journal: its contract, what it refuses, and what is left of it after kill -9, a full
 * disk and two programs writing at once. Faults of the disk come from SQLite's own table of system
 * calls. */
#include "core/journal/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define A UINT64_C(0x0123456789abcdef)
#define B UINT64_C(0xf123456789abcdef)

static char err[KM_ERR_MAX];
static char folder[] = "/tmp/kaimen-journal-XXXXXX";
static char path[64];

static int make_folder(void **state)
{
    (void)state;
    strcpy(folder + sizeof folder - 7, "XXXXXX");
    err[0] = '\0';
    if (mkdtemp(folder) == NULL) {
        return -1;
    }
    snprintf(path, sizeof path, "%s/j.db", folder);
    return 0;
}

/* A disk that says no. */
static int fault;
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_open)(const char *, int, ...);

static ssize_t failing_pwrite(int fd, const void *bytes, size_t len, off_t at)
{
    if (fault != 0) {
        errno = fault;
        return -1;
    }
    return real_pwrite(fd, bytes, len, at);
}

static int readonly_open(const char *name, int flags, int mode)
{
    if (fault != 0 && (flags & O_ACCMODE) != O_RDONLY) {
        errno = fault;
        return -1;
    }
    return real_open(name, flags, mode);
}

/* Puts ours in the place of a system call that SQLite makes; remove_folder puts all back. */
static void replace_call(const char *name, sqlite3_syscall_ptr call, sqlite3_syscall_ptr *out_real)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    *out_real = vfs->xGetSystemCall(vfs, name);
    assert_int_equal(vfs->xSetSystemCall(vfs, name, call), SQLITE_OK);
}

static int remove_folder(void **state)
{
    (void)state;
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    vfs->xSetSystemCall(vfs, NULL, NULL);
    fault = 0;
    const char *const tails[] = {"", "-wal", "-shm", "-journal"};
    for (size_t i = 0; i < 4; i++) {
        char name[80];
        snprintf(name, sizeof name, "%s%s", path, tails[i]);
        unlink(name);
    }
    return rmdir(folder);
}

static struct km_journal *open_at(const char *where)
{
    struct km_journal *j = NULL;
    if (!km_journal_open_sqlite(where, &j, err)) {
        fail_msg("open: %s", err);
    }
    return j;
}

static bool put(struct km_journal *j, km_node node, uint32_t seq)
{
    char body[32];
    int len = snprintf(body, sizeof body, "record %u", seq);
    struct km_stored stored = {.name = {node, seq},
            .day = (km_day_no)(seq % 3),
            .bytes = (uint8_t *)body,
            .len = (size_t)len};
    return j->ops->put(j, &stored, err);
}

/* The journal does not look into chains and signatures: any bytes will do. */
static bool put_seal(struct km_journal *j, km_node node, uint32_t seq)
{
    struct km_seal seal = {.node = node, .seq = seq};
    memset(seal.chain, (int)(seq & 0xff), sizeof seal.chain);
    memset(seal.signature, (int)(seq >> 8 & 0xff), sizeof seal.signature);
    return j->ops->put_seal(j, &seal, err);
}

/* Appends count records in one transaction. */
static bool append(struct km_journal *j, km_node node, uint32_t first, uint32_t count)
{
    if (!j->ops->begin(j, err)) {
        return false;
    }
    for (uint32_t seq = first; seq < first + count; seq++) {
        if (!put(j, node, seq)) {
            j->ops->rollback(j);
            return false;
        }
    }
    if (!put_seal(j, node, first + count - 1)) {
        j->ops->rollback(j);
        return false;
    }
    return j->ops->commit(j, err);
}

struct found {
    struct km_name names[64];
    size_t count;
    size_t limit;
    bool bodies_right;
};

static bool find(const struct km_stored *stored, void *userdata)
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

static struct found range(struct km_journal *j, km_node node, uint32_t from, uint32_t to)
{
    struct found found = {.bodies_right = true};
    assert_true(j->ops->range(j, node, from, to, find, &found, err));
    return found;
}

struct heads {
    struct km_head items[8];
    size_t count;
};

static bool find_head(const struct km_head *head, void *userdata)
{
    struct heads *heads = userdata;
    assert_in_range(heads->count, 0, 7);
    heads->items[heads->count++] = *head;
    return true;
}

static struct heads heads_of(struct km_journal *j)
{
    struct heads heads = {0};
    assert_true(j->ops->heads(j, find_head, &heads, err));
    return heads;
}

static void test_keeps_records_in_the_order_of_names(void **state)
{
    (void)state;
    struct km_journal *j = open_at(path);
    assert_true(append(j, B, 1, 5));
    assert_true(append(j, A, 1, 3));
    assert_true(append(j, B, 6, 2));
    j->ops->close(j);

    j = open_at(path);
    struct found all = {.bodies_right = true};
    assert_true(j->ops->scan(j, find, &all, err));
    assert_int_equal(all.count, 10);
    assert_true(all.bodies_right);
    for (uint32_t i = 0; i < 10; i++) {
        assert_true(all.names[i].node == (i < 3 ? A : B)); /* unsigned order: B's top bit is set */
        assert_int_equal(all.names[i].seq, i < 3 ? i + 1 : i - 2);
    }
    struct found some = range(j, B, 4, 6);
    assert_int_equal(some.count, 3);
    assert_int_equal(some.names[0].seq, 4);
    assert_int_equal(range(j, B, 8, 100).count, 0);
    struct found first = {.limit = 1, .bodies_right = true};
    assert_true(j->ops->scan(j, find, &first, err));
    assert_int_equal(first.count, 1);

    struct heads heads = heads_of(j);
    assert_int_equal(heads.count, 2);
    assert_true(heads.items[0].node == A && heads.items[0].seq == 3);
    assert_true(heads.items[1].node == B && heads.items[1].seq == 7);
    assert_int_equal(heads.items[1].chain[31], 7);
    j->ops->close(j);
}

static void test_refuses_gaps_and_missing_seals(void **state)
{
    (void)state;
    struct km_journal *j = NULL;
    assert_true(km_journal_open_memory(&j, err));
    assert_false(append(j, A, 2, 1));
    assert_string_equal(
            err, "record 2 of 0123456789abcdef does not fit the end of what is held, 0");
    assert_true(append(j, A, 1, 2));
    assert_false(append(j, A, 2, 1));
    assert_false(append(j, A, 4, 1));

    assert_true(j->ops->begin(j, err));
    assert_true(put(j, A, 3));
    assert_false(put_seal(j, A, 2));
    assert_false(put_seal(j, A, 4));
    assert_false(put_seal(j, B, 1));
    assert_false(j->ops->commit(j, err));
    assert_string_equal(err, "records of 1 nodes end without a seal");
    assert_int_equal(range(j, A, 1, 9).count, 2);
    assert_int_equal(heads_of(j).items[0].seq, 2);

    /* A second seal at the same end, and a record over the bound. */
    assert_true(j->ops->begin(j, err));
    assert_false(put_seal(j, A, 2));
    struct km_stored huge = {.name = {A, 3}, .bytes = (uint8_t *)"", .len = KM_RECORD_MAX + 1};
    assert_false(j->ops->put(j, &huge, err));
    j->ops->rollback(j);
    j->ops->rollback(j);
    assert_true(append(j, A, 3, 1));
    j->ops->close(j);
}

static bool take_one(const struct km_stored *stored, void *userdata)
{
    struct km_stored *out = userdata;
    *out = *stored;
    out->bytes = stored->bytes != NULL ? (const uint8_t *)"held" : NULL;
    return true;
}

static void test_keeps_forgotten_and_empty_records(void **state)
{
    (void)state;
    struct km_journal *j = open_at(path);
    struct km_stored forgotten = {.name = {A, 1}, .day = 0x8000u | 20000};
    memset(forgotten.hash, 0x5a, sizeof forgotten.hash);
    struct km_stored empty = {.name = {A, 2}, .bytes = (const uint8_t *)"", .len = 0};
    assert_true(j->ops->begin(j, err));
    assert_true(j->ops->put(j, &forgotten, err));
    assert_true(j->ops->put(j, &empty, err));
    assert_true(put_seal(j, A, 2));
    assert_true(j->ops->commit(j, err));

    struct km_stored back = {0};
    assert_true(j->ops->range(j, A, 1, 1, take_one, &back, err));
    assert_null(back.bytes);
    assert_int_equal(back.day, 0x8000u | 20000);
    assert_memory_equal(back.hash, forgotten.hash, KM_HASH_SIZE);
    assert_true(j->ops->range(j, A, 2, 2, take_one, &back, err));
    assert_non_null(back.bytes);
    assert_int_equal(back.len, 0);
    j->ops->close(j);
}

static void test_thins_seals(void **state)
{
    (void)state;
    struct km_journal *j = NULL;
    assert_true(km_journal_open_memory(&j, err));
    for (uint32_t first = 1; first <= 4495; first += 7) {
        assert_true(append(j, A, first, 7));
    }
    struct km_seal seal;
    uint32_t kept[16], count = 0;
    for (uint32_t seq = 1;; seq = seal.seq + 1) {
        assert_true(j->ops->seal_from(j, A, seq, &seal, err));
        if (seal.seq == 0) {
            break;
        }
        assert_in_range(count, 0, 15);
        kept[count++] = seal.seq;
    }
    const uint32_t expected[] = {994, 1995, 2996, 3997, 4501};
    assert_int_equal(count, 5);
    assert_memory_equal(kept, expected, sizeof expected);

    assert_true(j->ops->seal_upto(j, A, 2500, &seal, err));
    assert_int_equal(seal.seq, 1995);
    assert_true(seal.node == A);
    assert_int_equal(seal.chain[0], 1995 & 0xff);
    assert_int_equal(seal.signature[63], 1995 >> 8);
    assert_true(j->ops->seal_upto(j, A, 993, &seal, err));
    assert_int_equal(seal.seq, 0);
    assert_true(j->ops->seal_from(j, B, 1, &seal, err));
    assert_int_equal(seal.seq, 0);
    j->ops->close(j);
}

static void test_keeps_values(void **state)
{
    (void)state;
    struct km_journal *j = open_at(path);
    uint8_t out[8];
    size_t len = 99;
    assert_true(j->ops->get(j, "seed", out, sizeof out, &len, err));
    assert_int_equal(len, 0);
    assert_true(j->ops->put_value(j, "seed", "secret", 6, err));
    assert_true(j->ops->begin(j, err));
    assert_true(j->ops->put_value(j, "seed", "other", 5, err));
    j->ops->rollback(j);
    j->ops->close(j);

    j = open_at(path);
    assert_true(j->ops->get(j, "seed", out, sizeof out, &len, err));
    assert_int_equal(len, 6);
    assert_memory_equal(out, "secret", 6);
    assert_false(j->ops->get(j, "seed", out, 5, &len, err));
    assert_string_equal(err, "value 'seed' has 6 bytes; allowed: 5");
    assert_int_equal(len, 6);
    assert_true(j->ops->put_value(j, "seed", NULL, 0, err));
    assert_true(j->ops->get(j, "seed", out, sizeof out, &len, err));
    assert_int_equal(len, 0);
    j->ops->close(j);

    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600); /* the seed is nobody else's */
}

static void test_two_connections_see_each_other(void **state)
{
    (void)state;
    struct km_journal *one = open_at(path);
    struct km_journal *two = open_at(path);
    assert_true(append(one, A, 1, 3));
    assert_true(append(two, A, 4, 1));
    assert_true(append(two, B, 1, 1));
    assert_int_equal(heads_of(one).count, 2);
    assert_int_equal(heads_of(one).items[0].seq, 4);
    assert_false(append(one, A, 4, 1)); /* gap-free also by the other's records */
    assert_true(append(one, A, 5, 1));
    assert_int_equal(range(two, A, 1, 9).count, 5);

    /* What is not committed is not seen. */
    assert_true(one->ops->begin(one, err));
    assert_true(put(one, A, 6));
    assert_int_equal(range(one, A, 6, 6).count, 1);
    assert_int_equal(range(two, A, 6, 6).count, 0);
    assert_int_equal(heads_of(two).items[0].seq, 5);
    one->ops->rollback(one);
    one->ops->close(one);
    two->ops->close(two);
}

static void run_sql(const char *sql)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void assert_open_fails(const char *why)
{
    struct km_journal *j = NULL;
    assert_false(km_journal_open_sqlite(path, &j, err));
    assert_null(j);
    char expected[KM_ERR_MAX];
    snprintf(expected, sizeof expected, "%s%s", path, why);
    assert_string_equal(err, expected);
}

static void write_file(const void *bytes, size_t len)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

static void test_refuses_newer_and_foreign_files(void **state)
{
    (void)state;
    struct km_journal *j = open_at(path);
    j->ops->close(j);
    run_sql("PRAGMA user_version=7");
    assert_open_fails(" was written by a newer Kaimen (schema 7, this one knows 1): update this "
                      "program");
    run_sql("PRAGMA user_version=1; PRAGMA application_id=12345");
    assert_open_fails(" is not a Kaimen journal");
    unlink(path);
    run_sql("CREATE TABLE notes(text)");
    assert_open_fails(" is not a Kaimen journal");
    char text[4096];
    memset(text, 'x', sizeof text);
    write_file(text, sizeof text);
    assert_open_fails(" is not a Kaimen journal");

    char no_folder[96];
    snprintf(no_folder, sizeof no_folder, "%s/none/j.db", folder);
    assert_false(km_journal_open_sqlite(no_folder, &j, err));
    assert_non_null(strstr(err, "No such file or directory"));

    write_file("", 0); /* an empty file is a fresh one */
    j = open_at(path);
    assert_true(append(j, A, 1, 1));
    j->ops->close(j);
}

static void test_says_when_the_file_is_damaged(void **state)
{
    (void)state;
    struct km_journal *j = open_at(path);
    assert_true(append(j, A, 1, 2000));
    j->ops->close(j);
    int fd = open(path, O_RDWR | O_CLOEXEC);
    assert_true(fd >= 0);
    char junk[4096];
    memset(junk, 0xa5, sizeof junk);
    off_t size = lseek(fd, 0, SEEK_END);
    for (off_t page = 1; page < size / 4096; page++) {
        assert_int_equal(pwrite(fd, junk, sizeof junk, page * 4096), sizeof junk);
    }
    close(fd);
    assert_open_fails(" is damaged: put back a backup, or move it away and enrol anew");
}

static void test_survives_a_full_and_a_failing_disk(void **state)
{
    (void)state;
    struct km_journal *j = open_at(path);
    assert_true(append(j, A, 1, 10));
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    const char *name = vfs->xGetSystemCall(vfs, "pwrite64") != NULL ? "pwrite64" : "pwrite";
    replace_call(name, (sqlite3_syscall_ptr)failing_pwrite, (sqlite3_syscall_ptr *)&real_pwrite);

    fault = ENOSPC;
    assert_false(append(j, A, 11, 3));
    char expected[KM_ERR_MAX];
    snprintf(expected, sizeof expected, "disk is full: free space for %s, nothing was lost", path);
    assert_string_equal(err, expected);
    assert_false(j->ops->put_value(j, "seed", "x", 1, err));
    assert_string_equal(err, expected);
    /* More than the page cache holds: the write fails before the commit, all of it. */
    assert_true(j->ops->begin(j, err));
    static uint8_t body[KM_RECORD_MAX];
    uint32_t seq = 11;
    struct km_stored large = {.bytes = body, .len = sizeof body};
    do {
        large.name = (struct km_name){A, seq++};
    } while (seq < 60 && j->ops->put(j, &large, err));
    assert_in_range(seq, 12, 59);
    assert_string_equal(err, expected);
    large.name.seq++;
    assert_false(j->ops->put(j, &large, err));
    assert_false(j->ops->commit(j, err));
    assert_int_equal(heads_of(j).items[0].seq, 10);
    assert_int_equal(range(j, A, 1, 99).count, 10);

    fault = EIO;
    assert_false(append(j, A, 11, 3));
    snprintf(expected, sizeof expected,
            "the disk under %s fails (code 778): check it, nothing was lost", path);
    assert_string_equal(err, expected);

    fault = 0;
    assert_true(append(j, A, 11, 3));
    j->ops->close(j);
    j = open_at(path);
    assert_int_equal(range(j, A, 1, 99).count, 13);
    j->ops->close(j);
}

static void test_refuses_a_read_only_disk(void **state)
{
    (void)state;
    struct km_journal *j = open_at(path);
    j->ops->close(j);
    replace_call("open", (sqlite3_syscall_ptr)readonly_open, (sqlite3_syscall_ptr *)&real_open);
    fault = EROFS;
    assert_open_fails(" is read-only: check owner, permissions and mount");
}

/* Appends one transaction after another and tells each commit through the pipe; killed from
 * outside. */
static void append_for_ever(int told)
{
    struct km_journal *j = NULL;
    if (!km_journal_open_sqlite(path, &j, err)) {
        _exit(1);
    }
    uint32_t next = 1;
    for (uint32_t turn = 0;; turn++) {
        uint32_t count = 1 + turn % 40;
        if (!append(j, A, next, count)) {
            _exit(1);
        }
        next += count;
        uint32_t held = next - 1;
        if (write(told, &held, sizeof held) != sizeof held) {
            _exit(1);
        }
    }
}

static void test_opens_after_kill(void **state)
{
    (void)state;
    srand(7);
    for (int round = 0; round < 8; round++) {
        int ends[2];
        assert_int_equal(pipe(ends), 0);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            close(ends[0]);
            append_for_ever(ends[1]);
        }
        close(ends[1]);
        uint32_t promised = 0, told;
        int turns = 20 + rand() % 60;
        while (read(ends[0], &told, sizeof told) == sizeof told) {
            promised = told;
            if (--turns == 0) {
                kill(child, SIGKILL);
            }
        }
        close(ends[0]);
        int status;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);

        struct km_journal *j = open_at(path);
        struct heads heads = heads_of(j);
        assert_int_equal(heads.count, 1);
        assert_true(heads.items[0].seq >= promised);
        struct found found = range(j, A, 1, KM_SEQ_MAX);
        assert_int_equal(found.count, heads.items[0].seq);
        assert_true(found.bodies_right);
        assert_true(append(j, A, heads.items[0].seq + 1, 1));
        j->ops->close(j);
        unlink(path); /* the next round starts afresh */
    }
}

/* Each of several processes opens the store, even while it is made, and appends under the lock
 * where the last one stopped. */
static void test_several_processes_share_a_store(void **state)
{
    (void)state;
    enum { PROCESSES = 4, TURNS = 25 };
    pid_t children[PROCESSES];
    for (int i = 0; i < PROCESSES; i++) {
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] == 0) {
            struct km_journal *j = NULL;
            bool ok = km_journal_open_sqlite(path, &j, err);
            for (int turn = 0; ok && turn < TURNS; turn++) {
                struct heads heads = {0};
                ok = j->ops->begin(j, err) && j->ops->heads(j, find_head, &heads, err);
                uint32_t next = heads.count > 0 ? heads.items[0].seq + 1 : 1;
                ok = ok && put(j, A, next) && put_seal(j, A, next) && j->ops->commit(j, err);
            }
            if (!ok) {
                fprintf(stderr, "child: %s\n", err);
            }
            _exit(ok ? 0 : 1);
        }
    }
    for (int i = 0; i < PROCESSES; i++) {
        int status;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    struct km_journal *j = open_at(path);
    assert_int_equal(heads_of(j).items[0].seq, PROCESSES * TURNS);
    assert_int_equal(range(j, A, 1, KM_SEQ_MAX).count, PROCESSES * TURNS);
    j->ops->close(j);
}

int main(void)
{
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)
    const struct CMUnitTest tests[] = {
            IN_FOLDER(test_keeps_records_in_the_order_of_names),
            cmocka_unit_test(test_refuses_gaps_and_missing_seals),
            IN_FOLDER(test_keeps_forgotten_and_empty_records),
            cmocka_unit_test(test_thins_seals),
            IN_FOLDER(test_keeps_values),
            IN_FOLDER(test_two_connections_see_each_other),
            IN_FOLDER(test_refuses_newer_and_foreign_files),
            IN_FOLDER(test_says_when_the_file_is_damaged),
            IN_FOLDER(test_survives_a_full_and_a_failing_disk),
            IN_FOLDER(test_refuses_a_read_only_disk),
            IN_FOLDER(test_opens_after_kill),
            IN_FOLDER(test_several_processes_share_a_store),
    };
    if (sodium_init() < 0) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
