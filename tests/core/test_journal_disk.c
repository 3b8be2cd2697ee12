/* The SQLite journal's file: what it refuses to open, and what is left of it after kill -9, a full
 * disk and several programs writing at once. Faults of the disk come from SQLite's own table of
 * system calls. */
#include "tests/core/journals.h"

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

/* Puts ours in the place of a system call that SQLite makes; the tear-down puts all back. */
static void replace_call(const char *name, sqlite3_syscall_ptr call, sqlite3_syscall_ptr *out_real)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    *out_real = vfs->xGetSystemCall(vfs, name);
    assert_int_equal(vfs->xSetSystemCall(vfs, name, call), SQLITE_OK);
}

static int mend(void **state)
{
    fault = 0;
    return journals_remove_folder(state);
}

static void run_sql(const char *sql)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(journals_path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void assert_open_fails(const char *why)
{
    struct km_journal *j = NULL;
    assert_false(km_journal_open_sqlite(journals_path, &j, journals_err));
    assert_null(j);
    char expected[KM_ERR_MAX];
    snprintf(expected, sizeof expected, "%s%s", journals_path, why);
    assert_string_equal(journals_err, expected);
}

static void write_file(const void *bytes, size_t len)
{
    FILE *file = fopen(journals_path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

static void test_refuses_newer_and_foreign_files(void **state)
{
    (void)state;
    struct km_journal *j = journals_open_at(journals_path);
    j->ops->close(j);
    run_sql("PRAGMA user_version=7");
    assert_open_fails(" was written by a newer Kaimen (schema 7, this one knows 1): update this "
                      "program");
    run_sql("PRAGMA user_version=1; PRAGMA application_id=12345");
    assert_open_fails(" is not a Kaimen journal");
    unlink(journals_path);
    run_sql("CREATE TABLE notes(text)");
    assert_open_fails(" is not a Kaimen journal");
    char text[4096];
    memset(text, 'x', sizeof text);
    write_file(text, sizeof text);
    assert_open_fails(" is not a Kaimen journal");

    char no_folder[96];
    snprintf(no_folder, sizeof no_folder, "%s/none/j.db", journals_folder);
    assert_false(km_journal_open_sqlite(no_folder, &j, journals_err));
    assert_non_null(strstr(journals_err, "No such file or directory"));

    write_file("", 0); /* an empty file is a fresh one */
    j = journals_open_at(journals_path);
    assert_true(journals_append(j, A, 1, 1));
    j->ops->close(j);
}

static void test_says_when_the_file_is_damaged(void **state)
{
    (void)state;
    struct km_journal *j = journals_open_at(journals_path);
    assert_true(journals_append(j, A, 1, 2000));
    j->ops->close(j);
    int fd = open(journals_path, O_RDWR | O_CLOEXEC);
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
    struct km_journal *j = journals_open_at(journals_path);
    assert_true(journals_append(j, A, 1, 10));
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    const char *name = vfs->xGetSystemCall(vfs, "pwrite64") != NULL ? "pwrite64" : "pwrite";
    replace_call(name, (sqlite3_syscall_ptr)failing_pwrite, (sqlite3_syscall_ptr *)&real_pwrite);

    fault = ENOSPC;
    assert_false(journals_append(j, A, 11, 3));
    char expected[KM_ERR_MAX];
    snprintf(expected, sizeof expected, "disk is full: free space for %s, nothing was lost",
            journals_path);
    assert_string_equal(journals_err, expected);
    assert_false(j->ops->put_value(j, "seed", "x", 1, journals_err));
    assert_string_equal(journals_err, expected);
    /* More than the page cache holds: the write fails before the commit, all of it. */
    assert_true(j->ops->begin(j, journals_err));
    static uint8_t body[KM_RECORD_MAX];
    uint32_t seq = 11;
    struct km_stored large = {.bytes = body, .len = sizeof body};
    do {
        large.name = (struct km_name){A, seq++};
    } while (seq < 60 && j->ops->put(j, &large, journals_err));
    assert_in_range(seq, 12, 59);
    assert_string_equal(journals_err, expected);
    large.name.seq++;
    assert_false(j->ops->put(j, &large, journals_err));
    assert_false(j->ops->commit(j, journals_err));
    assert_int_equal(journals_heads(j).items[0].seq, 10);
    assert_int_equal(journals_range(j, A, 1, 99).count, 10);

    fault = EIO;
    assert_false(journals_append(j, A, 11, 3));
    snprintf(expected, sizeof expected,
            "the disk under %s fails (code 778): check it, nothing was lost", journals_path);
    assert_string_equal(journals_err, expected);

    fault = 0;
    assert_true(journals_append(j, A, 11, 3));
    j->ops->close(j);
    j = journals_open_at(journals_path);
    assert_int_equal(journals_range(j, A, 1, 99).count, 13);
    j->ops->close(j);
}

static void test_refuses_a_read_only_disk(void **state)
{
    (void)state;
    struct km_journal *j = journals_open_at(journals_path);
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
    if (!km_journal_open_sqlite(journals_path, &j, journals_err)) {
        _exit(1);
    }
    uint32_t next = 1;
    for (uint32_t turn = 0;; turn++) {
        uint32_t count = 1 + turn % 40;
        if (!journals_append(j, A, next, count)) {
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

        struct km_journal *j = journals_open_at(journals_path);
        struct heads heads = journals_heads(j);
        assert_int_equal(heads.count, 1);
        assert_true(heads.items[0].seq >= promised);
        struct found found = journals_range(j, A, 1, KM_SEQ_MAX);
        assert_int_equal(found.count, heads.items[0].seq);
        assert_true(found.bodies_right);
        assert_true(journals_append(j, A, heads.items[0].seq + 1, 1));
        j->ops->close(j);
        unlink(journals_path); /* the next round starts afresh */
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
            bool ok = km_journal_open_sqlite(journals_path, &j, journals_err);
            for (int turn = 0; ok && turn < TURNS; turn++) {
                struct heads heads = {0};
                ok = j->ops->begin(j, journals_err) &&
                     j->ops->heads(j, journals_find_head, &heads, journals_err);
                uint32_t next = heads.count > 0 ? heads.items[0].seq + 1 : 1;
                ok = ok && journals_put(j, A, next) && journals_put_seal(j, A, next) &&
                     j->ops->commit(j, journals_err);
            }
            if (!ok) {
                fprintf(stderr, "child: %s\n", journals_err);
            }
            _exit(ok ? 0 : 1);
        }
    }
    for (int i = 0; i < PROCESSES; i++) {
        int status;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    struct km_journal *j = journals_open_at(journals_path);
    assert_int_equal(journals_heads(j).items[0].seq, PROCESSES * TURNS);
    assert_int_equal(journals_range(j, A, 1, KM_SEQ_MAX).count, PROCESSES * TURNS);
    j->ops->close(j);
}

int main(void)
{
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, journals_make_folder, mend)
    const struct CMUnitTest tests[] = {
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
