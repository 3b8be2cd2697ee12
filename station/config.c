#include "station/config.h"

#include "core/url.h"
#include "core/yaml.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DEFAULT_FILE "/etc/kaimen/station.yaml" /* read when it is there */

/* As the file has it. */
struct written {
    char *listen, *data, *programme, *public_url, *assets;
};

#define TEXT(key, max) \
    CYAML_FIELD_STRING_PTR(#key, CYAML_FLAG_OPTIONAL, struct written, key, 1, max)

static const cyaml_schema_field_t fields[] = {
        TEXT(listen, STATION_LISTEN_MAX - 1),
        TEXT(data, PATH_MAX - 1),
        TEXT(programme, PATH_MAX - 1),
        TEXT(public_url, KM_URL_MAX),
        TEXT(assets, PATH_MAX - 1),
        CYAML_FIELD_END,
};
static const struct cyaml_schema_value schema = {
        CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct written, fields)};

bool station_config_slurp(const char *path, size_t max, char **out_text, size_t *out_len, char *err)
{
    char *text = NULL;
    FILE *file = fopen(path, "rbe");
    if (file == NULL) {
        snprintf(err, KM_ERR_MAX, "Could not open %.200s: %s", path, strerror(errno));
        return false;
    }
    text = malloc(max + 2);
    size_t len = text != NULL ? fread(text, 1, max + 1, file) : 0;
    bool ok = text != NULL && ferror(file) == 0 && len <= max;
    if (!ok) {
        snprintf(err, KM_ERR_MAX, "Could not read %.200s: %s", path,
                len > max ? "it is too large" : strerror(errno));
        free(text);
    } else {
        text[len] = '\0';
        *out_text = text;
        *out_len = len;
    }
    fclose(file);
    return ok;
}

/* A path of the file: absolute, or below the file's directory. */
static void set_path(char out[PATH_MAX], const char *file, const char *path)
{
    const char *slash = strrchr(file, '/');
    if (path == NULL) {
        return;
    }
    if (path[0] == '/' || slash == NULL) {
        snprintf(out, PATH_MAX, "%s", path);
    } else {
        snprintf(out, PATH_MAX, "%.*s/%s", (int)(slash - file), file, path);
    }
}

/* QR codes carry the address in capitals; people may write it as they are used to. */
static bool set_url(const struct km_yaml *y, const char *url, char out[KM_URL_MAX + 1], char *err)
{
    char upper[KM_URL_MAX + 1] = "";
    size_t len = url != NULL ? strlen(url) : 0;
    for (size_t i = 0; i < len; i++) {
        bool is_lower = url[i] >= 'a' && url[i] <= 'z';
        upper[i] = (char)(is_lower ? url[i] - 'a' + 'A' : url[i]);
    }
    if (len > 0 && !km_url_is_valid((struct km_span){(const uint8_t *)upper, len})) {
        return km_yaml_fail(y, err, "public_url",
                "is \"%s\"; allowed: http://HOST or http://HOST:PORT, HOST of letters, digits, "
                "dots and hyphens",
                url);
    }
    memcpy(out, upper, sizeof upper);
    return true;
}

/* Only comments: every key keeps its built-in value. */
static bool says_nothing(const char *text)
{
    while (*text != '\0') {
        text += strspn(text, " \r\n");
        if (*text != '#') {
            break;
        }
        text += strcspn(text, "\n");
    }
    return *text == '\0';
}

static bool read_file(const char *path, struct station_config *config, char *err)
{
    char *text = NULL;
    size_t len = 0;
    struct km_yaml *y = NULL;
    void *data = NULL;
    if (!station_config_slurp(path, KM_YAML_MAX, &text, &len, err)) {
        return false;
    }
    if (says_nothing(text)) {
        free(text);
        return true;
    }
    bool ok = km_yaml_open(text, len, path, &y, err) && km_yaml_load(y, &schema, &data, err);
    const struct written *written = data;
    ok = ok && set_url(y, written->public_url, config->public_url, err);
    if (ok) {
        set_path(config->data, path, written->data);
        set_path(config->programme, path, written->programme);
        set_path(config->assets, path, written->assets);
        if (written->listen != NULL) {
            snprintf(config->listen, sizeof config->listen, "%s", written->listen);
        }
    }
    km_yaml_release(&schema, data);
    km_yaml_close(y);
    free(text);
    return ok;
}

static bool override(char *out, size_t size, const char *name, const char *value, char *err)
{
    if (value != NULL && (size_t)snprintf(out, size, "%s", value) >= size) {
        snprintf(err, KM_ERR_MAX, "%s is too long", name);
        return false;
    }
    return true;
}

/* Where they were installed, seen from the program itself, so that a tree installed anywhere works;
 * else where they were when it was built. */
static void find_assets(char out[PATH_MAX])
{
    char program[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", program, sizeof program - 1);
    program[len > 0 ? len : 0] = '\0';
    char *slash = strrchr(program, '/');
    int size = slash == NULL ? PATH_MAX
                             : snprintf(out, PATH_MAX, "%.*s/" STATION_ASSETS_BESIDE,
                                       (int)(slash - program), program);
    if (size >= PATH_MAX || access(out, R_OK | X_OK) != 0) {
        strcpy(out, STATION_ASSETS_TREE);
    }
}

bool station_config_make(
        const struct station_options *options, struct station_config *out_config, char *err)
{
    struct station_config config = {
            .data = "/var/lib/kaimen/station",
            .listen = "0.0.0.0:8080",
    };
    find_assets(config.assets);
    const char *file = options->config;
    if (file == NULL && access(DEFAULT_FILE, F_OK) == 0) {
        file = DEFAULT_FILE;
    }
    if ((file != NULL && !read_file(file, &config, err)) ||
            !override(config.data, sizeof config.data, "--data", options->data, err) ||
            !override(config.programme, sizeof config.programme, "--programme", options->programme,
                    err) ||
            !override(config.listen, sizeof config.listen, "--listen", options->listen, err) ||
            !override(config.assets, sizeof config.assets, "--assets", options->assets, err)) {
        return false;
    }
    *out_config = config;
    return true;
}
