/* Static files; see assets.h. */

#include "core/net/assets.h"

#include "core/bounds.h"
#include "core/net/reply.h"
#include "core/net/request.h"

#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct {
    const char *ending, *type;
} types[] = {
        {".html", "text/html; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".json", "application/json"},
        {".map", "application/json"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".ico", "image/x-icon"},
        {".webp", "image/webp"},
        {".woff2", "font/woff2"},
        {".wav", "audio/wav"},
        {".ogg", "audio/ogg"},
        {".txt", "text/plain; charset=utf-8"},
        {".webmanifest", "application/manifest+json"},
};

static const char *type_of(const char *name)
{
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot != NULL && i < sizeof types / sizeof types[0]; i++) {
        if (strcmp(dot, types[i].ending) == 0) {
            return types[i].type;
        }
    }
    return "application/octet-stream";
}

/* Segments of letters, digits and "-_.+", none beginning with a dot, so none is ".." either. */
static bool is_plain(const char *name)
{
    for (const char *c = name; *c != '\0'; c++) {
        bool first = c == name || c[-1] == '/';
        if (first && (*c == '.' || *c == '/')) {
            return false;
        }
        bool letter = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z');
        if (!letter && !(*c >= '0' && *c <= '9') && strchr("-_.+/", *c) == NULL) {
            return false;
        }
    }
    return name[0] != '\0' && name[strlen(name) - 1] != '/';
}

void km_assets_send(const char *directory, const char *name, const struct km_request *request,
        struct km_reply *reply)
{
    char path[PATH_MAX];
    int fd = -1;
    struct stat st;
    if (is_plain(name) &&
            snprintf(path, sizeof path, "%s/%s", directory, name) < (int)sizeof path) {
        fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    }
    if (fd < 0 || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size > KM_NET_ASSET_MAX) {
        if (fd >= 0) {
            close(fd);
        }
        km_reply_send_text(reply, 404, "No such file");
        return;
    }
    char tag[64];
    snprintf(tag, sizeof tag, "\"%" PRIx64 "-%" PRIx64 "-%" PRIx64 "\"", (uint64_t)st.st_size,
            (uint64_t)st.st_mtim.tv_sec, (uint64_t)st.st_mtim.tv_nsec);
    km_reply_header(reply, "ETag", tag);
    km_reply_header(reply, "Cache-Control", "no-cache"); /* keep it, but ask each time */
    const char *held = km_request_header(request, "If-None-Match");
    if (held != NULL && strcmp(held, tag) == 0) {
        close(fd);
        km_reply_send(reply, 304, NULL, NULL, 0);
        return;
    }
    km_reply_send_file(reply, 200, type_of(name), fd, (size_t)st.st_size);
}
