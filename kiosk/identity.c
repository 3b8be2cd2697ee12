#include "kiosk/identity.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static bool make_directory(const char *directory, char *err)
{
    char path[PATH_MAX];
    if ((size_t)snprintf(path, sizeof path, "%s", directory) >= sizeof path - 1) {
        snprintf(err, KM_ERR_MAX, "Could not make the data directory: its path is too long");
        return false;
    }
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = 0;
        mkdir(path, 0755); /* the last one tells whether it worked */
        *slash = '/';
    }
    struct stat found;
    if (mkdir(path, 0700) == 0 ||
            (errno == EEXIST && stat(path, &found) == 0 && S_ISDIR(found.st_mode)))
        return true;
    snprintf(err, KM_ERR_MAX, "Could not make the data directory %.200s: %s", directory,
            strerror(errno));
    return false;
}

bool kiosk_data_open(const char *directory, struct km_journal **out_journal, char *err)
{
    char path[PATH_MAX];
    if (!make_directory(directory, err))
        return false;
    snprintf(path, sizeof path, "%.*s/journal.db", PATH_MAX - 16, directory);
    mode_t before = umask(0077);
    bool opened = km_journal_open_sqlite(path, out_journal, err);
    umask(before);
    return opened;
}

bool kiosk_data_lock(const char *directory, int *out_lock, char *err)
{
    char path[PATH_MAX];
    if (!make_directory(directory, err))
        return false;
    snprintf(path, sizeof path, "%.*s/kiosk.lock", PATH_MAX - 16, directory);
    int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0) {
        *out_lock = lock;
        return true;
    }
    if (lock >= 0 && errno == EWOULDBLOCK)
        snprintf(err, KM_ERR_MAX,
                "another kaimen-kiosk is running with the data directory %.200s: end that one "
                "first, or give this one a data directory of its own",
                directory);
    else
        snprintf(err, KM_ERR_MAX, "Could not lock %.200s: %s", path, strerror(errno));
    if (lock >= 0)
        close(lock);
    return false;
}

/* A value of exactly that size; *out_there false when there is none. */
static bool fetch(struct km_journal *journal, const char *name, void *out, size_t size,
        bool *out_there, char *err)
{
    uint8_t bytes[64];
    size_t len = 0;
    if (!journal->ops->get(journal, name, bytes, sizeof bytes, &len, err))
        return false;
    if (len != 0 && len != size) {
        snprintf(err, KM_ERR_MAX, "the journal's value %s is damaged", name);
        return false;
    }
    *out_there = len != 0;
    if (len != 0)
        memcpy(out, bytes, size);
    return true;
}

bool kiosk_identity_load(struct km_journal *journal, struct kiosk_identity *out_identity, char *err)
{
    struct kiosk_identity identity = {0};
    bool has_number = false;
    size_t len = 0;
    uint8_t number[2] = {0};
    if (!fetch(journal, "seed", identity.seed, KM_SEED_SIZE, &identity.has_seed, err) ||
            !fetch(journal, "station_key", identity.station_key, KM_KEY_SIZE, &identity.enrolled,
                    err) ||
            !fetch(journal, "kiosk", number, sizeof number, &has_number, err) ||
            !journal->ops->get(journal, "station_url", identity.url, KM_URL_MAX, &len, err))
        return false;
    identity.number = (uint16_t)(number[0] << 8 | number[1]);
    identity.enrolled = identity.enrolled && identity.has_seed && has_number && len > 0;
    *out_identity = identity;
    return true;
}

bool kiosk_identity_make_seed(
        struct km_journal *journal, struct kiosk_identity *identity, char *err)
{
    if (identity->has_seed)
        return true;
    uint8_t seed[KM_SEED_SIZE];
    randombytes_buf(seed, sizeof seed);
    if (!journal->ops->put_value(journal, "seed", seed, sizeof seed, err))
        return false;
    memcpy(identity->seed, seed, sizeof seed);
    identity->has_seed = true;
    return true;
}

bool kiosk_identity_enrol(
        struct km_journal *journal, const struct kiosk_identity *identity, char *err)
{
    const struct km_journal_ops *ops = journal->ops;
    const uint8_t number[2] = {(uint8_t)(identity->number >> 8), (uint8_t)identity->number};
    if (!ops->begin(journal, err))
        return false;
    if (!ops->put_value(journal, "station_key", identity->station_key, KM_KEY_SIZE, err) ||
            !ops->put_value(journal, "station_url", identity->url, strlen(identity->url), err) ||
            !ops->put_value(journal, "kiosk", number, sizeof number, err)) {
        ops->rollback(journal);
        return false;
    }
    return ops->commit(journal, err);
}
