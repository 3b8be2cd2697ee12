#include "station/programme_file.h"

#include "core/logo.h"
#include "core/yaml.h"
#include "station/config.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ALLOWED                                                                \
    "a PNG of up to %d × %d px and %u kB", KM_LOGO_SIDE_MAX, KM_LOGO_SIDE_MAX, \
            KM_LOGO_BYTES_MAX / 1024

/* Says of a key of the text what is wrong with the logo. Always false. */
static bool fail_at(const char *text, size_t len, const char *file, const char *key,
        const char *what, const char *why, char *err)
{
    struct km_yaml *y = NULL;
    char allowed[80];
    snprintf(allowed, sizeof allowed, ALLOWED);
    if (km_yaml_open(text, len, file, &y, err)) {
        km_yaml_fail(y, err, key, "%s%s; allowed: %s", what, why, allowed);
        km_yaml_close(y);
    }
    return false;
}

/* Reads the file that the programme at `path` calls `name`, up to one byte more than is allowed. */
static bool read_picture(
        const char *path, const char *name, uint8_t **out_bytes, size_t *out_len, char *err)
{
    char full[PATH_MAX];
    const char *slash = strrchr(path, '/');
    int directory = name[0] != '/' && slash != NULL ? (int)(slash - path) + 1 : 0;
    if (snprintf(full, sizeof full, "%.*s%s", directory, path, name) >= (int)sizeof full) {
        snprintf(err, KM_ERR_MAX, "has too long a path");
        return false;
    }
    FILE *file = fopen(full, "rbe");
    if (file == NULL) {
        snprintf(err, KM_ERR_MAX, "cannot be opened (%s)", strerror(errno));
        return false;
    }
    uint8_t *bytes = malloc(KM_LOGO_BYTES_MAX + 1);
    if (bytes == NULL) {
        abort();
    }
    size_t len = fread(bytes, 1, KM_LOGO_BYTES_MAX + 1, file);
    bool ok = ferror(file) == 0;
    if (ok) {
        *out_bytes = bytes;
        *out_len = len;
    } else {
        snprintf(err, KM_ERR_MAX, "cannot be read (%s)", strerror(errno));
        free(bytes);
    }
    fclose(file);
    return ok;
}

/* The picture in base64, proven to be one that kiosks can show. */
static bool load_logo(const char *path, const char *name, char **out_base64, char *err)
{
    uint8_t *png = NULL;
    size_t len = 0;
    struct km_logo logo = {0};
    if (!read_picture(path, name, &png, &len, err)) {
        return false;
    }
    bool ok = len <= KM_LOGO_BYTES_MAX && km_logo_unpack(png, len, &logo, err);
    if (len > KM_LOGO_BYTES_MAX) {
        snprintf(err, KM_ERR_MAX, "has more than %u kB", KM_LOGO_BYTES_MAX / 1024);
    }
    if (ok) {
        *out_base64 = km_logo_to_base64(png, len);
    }
    km_logo_destroy(&logo);
    free(png);
    return ok;
}

/* text becomes text, a line break where it lacks one, and the picture. */
static bool append(char **text, size_t *len, const char *base64, char *err)
{
    static const char key[] = "logo_png: ";
    bool is_open = *len > 0 && (*text)[*len - 1] != '\n';
    size_t whole = *len + is_open + sizeof key - 1 + strlen(base64) + 1;
    if (whole > KM_PROGRAMME_MAX) {
        snprintf(err, KM_ERR_MAX, "makes the programme %zu kB, of %u kB that it may have",
                whole / 1024 + 1, KM_PROGRAMME_MAX / 1024);
        return false;
    }
    char *longer = realloc(*text, whole + 1);
    if (longer == NULL) {
        abort();
    }
    snprintf(longer + *len, whole + 1 - *len, "%s%s%s\n", is_open ? "\n" : "", key, base64);
    *text = longer;
    *len = whole;
    return true;
}

/* Takes the logo into the text and reads the whole anew, which is what kiosks will do. */
static bool add_logo(const char *path, const char *name, char **text, size_t *len,
        struct km_programme **out_programme, char *err)
{
    char what[KM_HEADING_MAX + 8], why[KM_ERR_MAX], ignored[KM_ERR_MAX];
    char *base64 = NULL;
    size_t before = *len;
    snprintf(what, sizeof what, "\"%s\" ", name);
    bool ok = load_logo(path, name, &base64, why) && append(text, len, base64, why);
    free(base64);
    if (ok && !km_programme_parse(*text, *len, path, out_programme, ignored)) {
        snprintf(why, sizeof why,
                "cannot be added below the text: its keys do not begin their lines");
        ok = false;
    }
    return ok || fail_at(*text, before, path, "logo", what, why, err);
}

bool station_programme_check(const char *text, size_t len, const char *name,
        struct km_programme **out_programme, char *err)
{
    struct km_programme *programme = NULL;
    uint8_t *png = NULL;
    size_t png_len = 0;
    char why[KM_ERR_MAX];
    struct km_logo logo = {0};
    if (!km_programme_parse(text, len, name, &programme, err)) {
        return false;
    }
    bool ok = programme->logo_png == NULL ||
              (km_logo_from_base64(programme->logo_png, &png, &png_len, why) &&
                      km_logo_unpack(png, png_len, &logo, why));
    free(png);
    km_logo_destroy(&logo);
    if (!ok) {
        km_programme_free(programme);
        return fail_at(text, len, name, "logo_png", "", why, err);
    }
    *out_programme = programme;
    return true;
}

bool station_programme_read(const char *path, char **out_text, size_t *out_len,
        struct km_programme **out_programme, char *err)
{
    char *text = NULL;
    size_t len = 0;
    struct km_programme *programme = NULL, *whole = NULL;
    if (!station_config_slurp(path, KM_PROGRAMME_MAX, &text, &len, err)) {
        return false;
    }
    bool ok = station_programme_check(text, len, path, &programme, err);
    if (ok && programme->logo != NULL && programme->logo_png == NULL) {
        ok = add_logo(path, programme->logo, &text, &len, &whole, err);
        km_programme_free(programme);
        programme = whole;
    }
    if (!ok) {
        free(text);
        return false;
    }
    *out_text = text;
    *out_len = len;
    *out_programme = programme;
    return true;
}
