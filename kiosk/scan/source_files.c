/* Picture files as a camera would see them: each held before it for two seconds, ten frames a
 * second. For tests, the demo and machines without a camera. A watched folder is looked through
 * before every frame; a file is taken once it held still from one look to the next, so half-written
 * ones are not. */

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "kiosk/scan/picture.h"
#include "kiosk/scan/source.h"

#define FRAME_MS 100
#define FRAMES_SHOWN 20
#define EMPTY_WIDTH 640
#define EMPTY_HEIGHT 480
#define EMPTY_LEVEL 160

struct entry {
    char *name; /* owned */
    struct timespec changed;
    off_t size;
    bool shown;   /* had its turn, as it is now */
    bool settled; /* unchanged for one look */
    bool seen;    /* in this look */
};

struct source_files {
    struct kiosk_source base; /* first: the source is cast back from it */
    char *paths;              /* owned: a folder, or files with commas between */
    bool folder;              /* watched; else the list goes round */
    bool opened;
    struct entry *entries; /* owned; in the order of names (folder) or of the list */
    int count;
    int at;                  /* list: the next one */
    int frames_left;         /* of the picture now shown */
    struct kiosk_grey shown; /* owned */
};

static struct source_files *cast(struct kiosk_source *source)
{
    return (struct source_files *)source;
}

static void drop(struct source_files *files, int index)
{
    free(files->entries[index].name);
    files->count--;
    memmove(files->entries + index, files->entries + index + 1,
            (size_t)(files->count - index) * sizeof *files->entries);
}

/* Inserts by name; NULL where the folder holds more than we look at. */
static struct entry *insert(struct source_files *files, int index, const char *name)
{
    if (files->count == KM_FRAME_FILES_MAX)
        return NULL;
    memmove(files->entries + index + 1, files->entries + index,
            (size_t)(files->count - index) * sizeof *files->entries);
    files->count++;
    files->entries[index] = (struct entry){.name = strdup(name)};
    if (!files->entries[index].name)
        abort();
    return &files->entries[index];
}

static bool has_picture_name(const char *name)
{
    const char *dot = strrchr(name, '.');
    return name[0] != '.' && dot &&
           (!strcasecmp(dot, ".png") || !strcasecmp(dot, ".jpg") || !strcasecmp(dot, ".jpeg"));
}

static void note(struct source_files *files, const char *name, const struct stat *info)
{
    int index = 0, order = 1;
    while (index < files->count && (order = strcmp(files->entries[index].name, name)) < 0)
        index++;
    struct entry *entry = index < files->count && order == 0 ? &files->entries[index]
                                                             : insert(files, index, name);
    if (!entry)
        return;
    bool same = entry->size == info->st_size && entry->changed.tv_sec == info->st_mtim.tv_sec &&
                entry->changed.tv_nsec == info->st_mtim.tv_nsec;
    entry->seen = true;
    entry->settled = same;
    if (!same)
        entry->shown = false;
    entry->size = info->st_size;
    entry->changed = info->st_mtim;
}

/* Notes what is new, changed or gone. False where the folder cannot be read. */
static bool look_through(struct source_files *files, char *err)
{
    DIR *folder = opendir(files->paths);
    if (!folder) {
        snprintf(err, KM_ERR_MAX, "%.150s: %s", files->paths, strerror(errno));
        return false;
    }
    for (int i = 0; i < files->count; i++)
        files->entries[i].seen = false;
    struct dirent *found;
    while ((found = readdir(folder))) {
        struct stat info;
        if (has_picture_name(found->d_name) &&
                fstatat(dirfd(folder), found->d_name, &info, 0) == 0 && S_ISREG(info.st_mode))
            note(files, found->d_name, &info);
    }
    closedir(folder);
    for (int i = files->count - 1; i >= 0; i--)
        if (!files->entries[i].seen)
            drop(files, i);
    return true;
}

static bool take_list(struct source_files *files, char *err)
{
    char *copy = strdup(files->paths), *rest = NULL;
    if (!copy)
        abort();
    bool ok = true;
    for (char *path = strtok_r(copy, ",", &rest); path && ok; path = strtok_r(NULL, ",", &rest)) {
        struct stat info;
        if (stat(path, &info) != 0 || access(path, R_OK) != 0) {
            snprintf(err, KM_ERR_MAX, "%.150s: %s", path, strerror(errno));
            ok = false;
        } else if (!S_ISREG(info.st_mode)) { /* a pipe would hold the thread for ever */
            snprintf(err, KM_ERR_MAX, "%.150s: no picture file", path);
            ok = false;
        } else if (!insert(files, files->count, path)) {
            snprintf(err, KM_ERR_MAX, "more than %d pictures", KM_FRAME_FILES_MAX);
            ok = false;
        }
    }
    free(copy);
    if (ok && files->count == 0) {
        snprintf(err, KM_ERR_MAX, "no picture named");
        ok = false;
    }
    return ok;
}

static void forget(struct source_files *files)
{
    while (files->count > 0)
        drop(files, files->count - 1);
    free(files->entries);
    files->entries = NULL;
}

/* Of a watched folder it stays known what had its turn: a camera that was off sees no old codes. */
static void close_files(struct kiosk_source *source)
{
    struct source_files *files = cast(source);
    if (!files->folder)
        forget(files);
    files->opened = false;
}

static bool open_files(struct kiosk_source *source, char *err)
{
    struct source_files *files = cast(source);
    struct stat info;
    if (!files->entries)
        files->entries = calloc(KM_FRAME_FILES_MAX, sizeof *files->entries);
    if (!files->entries)
        abort();
    /* What was a folder once stays one, though it may be gone for now. */
    if (stat(files->paths, &info) == 0 && S_ISDIR(info.st_mode))
        files->folder = true;
    files->at = files->frames_left = 0;
    files->opened = files->folder ? look_through(files, err) : take_list(files, err);
    if (!files->opened)
        close_files(source);
    return files->opened;
}

/* The picture whose turn it is; NULL for none. */
static struct entry *next_entry(struct source_files *files)
{
    if (!files->folder)
        return &files->entries[files->at++ % files->count];
    for (int i = 0; i < files->count; i++)
        if (files->entries[i].settled && !files->entries[i].shown)
            return &files->entries[i];
    return NULL;
}

static bool show_empty(struct source_files *files)
{
    if (!kiosk_grey_resize(&files->shown, EMPTY_WIDTH, EMPTY_HEIGHT))
        return false;
    kiosk_grey_fill(&files->shown, EMPTY_LEVEL);
    return true;
}

static enum kiosk_source_result next_frame(
        struct kiosk_source *source, int timeout_ms, struct kiosk_grey *out, char *err)
{
    struct source_files *files = cast(source);
    int wait_ms = timeout_ms < FRAME_MS ? timeout_ms : FRAME_MS;
    nanosleep(&(struct timespec){.tv_nsec = wait_ms * 1000000l}, NULL);
    if (files->folder && !look_through(files, err))
        return KIOSK_SOURCE_FAILED;
    if (files->frames_left == 0) {
        struct entry *entry = next_entry(files);
        if (entry) {
            char path[PATH_MAX], why[KM_ERR_MAX];
            snprintf(path, sizeof path, "%s%s%s", files->folder ? files->paths : "",
                    files->folder ? "/" : "", entry->name);
            entry->shown = true;
            if (!kiosk_picture_read(path, &files->shown, why)) {
                snprintf(err, KM_ERR_MAX, "%.100s: %.140s", entry->name, why);
                return KIOSK_SOURCE_SKIPPED;
            }
            files->frames_left = FRAMES_SHOWN;
        } else if (!show_empty(files)) {
            snprintf(err, KM_ERR_MAX, "no memory for a frame");
            return KIOSK_SOURCE_FAILED;
        }
    }
    if (files->frames_left > 0)
        files->frames_left--;
    if (out)
        *out = files->shown;
    return KIOSK_SOURCE_FRAME;
}

static void describe(const struct kiosk_source *source, char *out)
{
    const struct source_files *files = (const struct source_files *)source;
    snprintf(
            out, KM_ERR_MAX, "%s %.200s", files->folder ? "pictures in" : "pictures", files->paths);
}

static void free_files(struct kiosk_source *source)
{
    struct source_files *files = cast(source);
    forget(files);
    kiosk_grey_destroy(&files->shown);
    free(files->paths);
    free(files);
}

static const struct kiosk_source_ops ops = {
        .open = open_files,
        .next = next_frame,
        .close = close_files,
        .describe = describe,
        .free = free_files,
};

struct kiosk_source *kiosk_source_files_new(const char *paths)
{
    struct source_files *files = calloc(1, sizeof *files);
    if (!files || !(files->paths = strdup(paths)))
        abort();
    files->base.ops = &ops;
    return &files->base;
}
