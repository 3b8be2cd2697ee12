#include "kiosk/config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/yaml.h"

#define DEFAULT_FILE "/etc/kaimen/kiosk.yaml" /* read when it is there */
#define SECONDS_MAX 600
#define INCHES_LEAST 5 /* a hand-held, a wall */
#define INCHES_MOST 120

/* As the file has it. */
struct written {
    char *data, *role, *zone, *camera, *lang, *windowed, *station, *printer, *inches;
    bool *sound, *voice;
    int32_t *paper, *home_after, *attract_after, *ticket_for, *verdict_for, *goodbye_for,
            *staff_for;
};

#define TEXT(key, max) \
    CYAML_FIELD_STRING_PTR(#key, CYAML_FLAG_OPTIONAL, struct written, key, 1, max)
#define NUMBER(key) CYAML_FIELD_INT_PTR(#key, CYAML_FLAG_OPTIONAL, struct written, key)

static const cyaml_schema_field_t fields[] = {
        TEXT(data, PATH_MAX - 1),
        TEXT(role, 20),
        TEXT(zone, 3),
        TEXT(camera, PATH_MAX - 1),
        TEXT(lang, 2),
        TEXT(windowed, 20),
        TEXT(station, KM_URL_MAX),
        TEXT(printer, KIOSK_PRINTER_SPEC_MAX),
        CYAML_FIELD_BOOL_PTR("sound", CYAML_FLAG_OPTIONAL, struct written, sound),
        CYAML_FIELD_BOOL_PTR("voice", CYAML_FLAG_OPTIONAL, struct written, voice),
        TEXT(inches, 10),
        NUMBER(paper),
        NUMBER(home_after),
        NUMBER(attract_after),
        NUMBER(ticket_for),
        NUMBER(verdict_for),
        NUMBER(goodbye_for),
        NUMBER(staff_for),
        CYAML_FIELD_END,
};
static const struct cyaml_schema_value schema = {
        CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct written, fields)};

const char *kiosk_role_name(enum kiosk_role role)
{
    static const char *const names[] = {
            [KIOSK_ROLE_ALL] = "all",
            [KIOSK_ROLE_TICKET] = "ticket",
            [KIOSK_ROLE_CHECKIN] = "checkin",
            [KIOSK_ROLE_BOARD] = "board",
    };
    return names[role];
}

/* ---- the words, the same in the file and on the command line ---- */

/* Writes what is wrong with the value into why; the caller says whose value. */
static bool set_role(const char *word, struct kiosk_config *config, char *why)
{
    for (int role = KIOSK_ROLE_ALL; role <= KIOSK_ROLE_BOARD; role++)
        if (strcmp(word, kiosk_role_name((enum kiosk_role)role)) == 0) {
            config->role = (enum kiosk_role)role;
            return true;
        }
    snprintf(why, KM_ERR_MAX, "is %.40s; allowed: all, ticket, checkin, board", word);
    return false;
}

static bool set_zone(const char *word, struct kiosk_config *config, char *why)
{
    if (km_zone_parse(word, &config->zone))
        return true;
    snprintf(why, KM_ERR_MAX, "is %.40s; allowed: 1 to 3 capital letters, as in the programme",
            word);
    return false;
}

static bool set_lang(const char *word, struct kiosk_config *config, char *why)
{
    if (strcmp(word, "zh") != 0 && strcmp(word, "en") != 0) {
        snprintf(why, KM_ERR_MAX, "is %.40s; allowed: zh, en", word);
        return false;
    }
    config->lang = word[0] == 'z' ? KIOSK_ZH : KIOSK_EN;
    return true;
}

static bool set_windowed(const char *word, struct kiosk_config *config, char *why)
{
    int width = 0, height = 0, used = 0;
    if (sscanf(word, "%5dx%5d%n", &width, &height, &used) != 2 || word[used] != 0 || width < 320 ||
            height < 320 || width > KIOSK_SCREEN_SIDE_MAX || height > KIOSK_SCREEN_SIDE_MAX) {
        snprintf(why, KM_ERR_MAX, "is %.40s; allowed: WIDTHxHEIGHT, each 320 to %d", word,
                KIOSK_SCREEN_SIDE_MAX);
        return false;
    }
    config->windowed = true;
    config->width = width;
    config->height = height;
    return true;
}

static bool set_camera(const char *word, struct kiosk_config *config, char *why)
{
    bool known = strncmp(word, "v4l2:", 5) == 0 || strncmp(word, "files:", 6) == 0 ||
                 strcmp(word, "auto") == 0 || strcmp(word, "none") == 0;
    if (known && strlen(word) < sizeof config->camera) {
        strcpy(config->camera, word);
        return true;
    }
    snprintf(
            why, KM_ERR_MAX, "is %.100s; allowed: auto, v4l2:/dev/videoN, files:PATHS, none", word);
    return false;
}

static bool set_station(const char *word, struct kiosk_config *config, char *why)
{
    if (strncasecmp(word, "http://", 7) == 0 && strlen(word) > 7 && strlen(word) <= KM_URL_MAX &&
            !strchr(word + 7, '/')) {
        strcpy(config->station, word);
        return true;
    }
    snprintf(why, KM_ERR_MAX, "is %.100s; allowed: http://HOST or http://HOST:PORT", word);
    return false;
}

/* What stands behind the colon is the device's own business: it may come and go. */
static bool set_printer(const char *word, struct kiosk_config *config, char *why)
{
    bool known = word[0] == '/' || (strncmp(word, "tcp:", 4) == 0 && word[4] != 0) ||
                 strcmp(word, "none") == 0;
    if (known && strlen(word) <= KIOSK_PRINTER_SPEC_MAX) {
        strcpy(config->printer, word);
        return true;
    }
    snprintf(why, KM_ERR_MAX, "is %.100s; allowed: /dev/usb/lpN, tcp:HOST or tcp:HOST:PORT, none",
            word);
    return false;
}

static bool set_inches(const char *word, struct kiosk_config *config, char *why)
{
    char *end;
    double inches = strtod(word, &end);
    if (*end != 0 || !(inches >= INCHES_LEAST && inches <= INCHES_MOST)) {
        snprintf(why, KM_ERR_MAX, "is %.40s; allowed: %d to %d, corner to corner", word,
                INCHES_LEAST, INCHES_MOST);
        return false;
    }
    config->inches = inches;
    return true;
}

/* ---- the file ---- */

static bool read_text(const char *path, char **out_text, size_t *out_len, char *err)
{
    FILE *file = fopen(path, "rbe");
    if (!file) {
        snprintf(err, KM_ERR_MAX, "Could not open %.200s: %s", path, strerror(errno));
        return false;
    }
    char *text = malloc(KM_YAML_MAX + 1);
    if (!text)
        abort();
    size_t len = fread(text, 1, KM_YAML_MAX + 1, file);
    bool ok = !ferror(file) && len <= KM_YAML_MAX;
    if (!ok) {
        snprintf(err, KM_ERR_MAX, "Could not read %.200s: %s", path,
                ferror(file) ? strerror(errno) : "it is too large");
        free(text);
    }
    fclose(file);
    if (ok) {
        *out_text = text;
        *out_len = len;
    }
    return ok;
}

typedef bool set_fn(const char *word, struct kiosk_config *config, char *why);

static bool set_key(const struct km_yaml *y, const char *key, const char *word, set_fn *set,
        struct kiosk_config *config, char *err)
{
    char why[KM_ERR_MAX];
    if (!word || set(word, config, why))
        return true;
    return km_yaml_fail(y, err, key, "%s", why);
}

static bool set_seconds(
        const struct km_yaml *y, const char *key, const int32_t *written, int *out, char *err)
{
    if (!written)
        return true;
    if (*written < 1 || *written > SECONDS_MAX)
        return km_yaml_fail(
                y, err, key, "is %d; allowed: 1 to %d (seconds)", *written, SECONDS_MAX);
    *out = *written;
    return true;
}

static bool set_paper(
        const struct km_yaml *y, const struct written *w, struct kiosk_config *config, char *err)
{
    if (w->paper && *w->paper != 58 && *w->paper != 80)
        return km_yaml_fail(y, err, "paper", "is %d; allowed: 58, 80 (mm)", *w->paper);
    config->paper = w->paper ? *w->paper : config->paper;
    return true;
}

/* The data directory: absolute, or below the file's directory. */
static void set_data(const char *file, const char *path, char out[PATH_MAX])
{
    const char *slash = strrchr(file, '/');
    if (path && (path[0] == '/' || !slash))
        snprintf(out, PATH_MAX, "%s", path);
    else if (path)
        snprintf(out, PATH_MAX, "%.*s/%s", (int)(slash - file), file, path);
}

static bool read_file(const char *path, struct kiosk_config *config, char *err)
{
    char *text = NULL;
    size_t len = 0;
    struct km_yaml *y = NULL;
    void *data = NULL;
    if (!read_text(path, &text, &len, err))
        return false;
    bool ok = km_yaml_open(text, len, path, &y, err) && km_yaml_load(y, &schema, &data, err);
    const struct written *w = data;
    ok = ok && set_key(y, "role", w->role, set_role, config, err) &&
         set_key(y, "zone", w->zone, set_zone, config, err) &&
         set_key(y, "camera", w->camera, set_camera, config, err) &&
         set_key(y, "lang", w->lang, set_lang, config, err) &&
         set_key(y, "windowed", w->windowed, set_windowed, config, err) &&
         set_key(y, "station", w->station, set_station, config, err) &&
         set_key(y, "printer", w->printer, set_printer, config, err) &&
         set_key(y, "inches", w->inches, set_inches, config, err) && set_paper(y, w, config, err) &&
         set_seconds(y, "home_after", w->home_after, &config->home_after, err) &&
         set_seconds(y, "attract_after", w->attract_after, &config->attract_after, err) &&
         set_seconds(y, "goodbye_for", w->goodbye_for, &config->goodbye_for, err) &&
         set_seconds(y, "staff_for", w->staff_for, &config->staff_for, err) &&
         set_seconds(y, "ticket_for", w->ticket_for, &config->ticket_for, err) &&
         set_seconds(y, "verdict_for", w->verdict_for, &config->verdict_for, err);
    if (ok) {
        set_data(path, w->data, config->data);
        config->sound = w->sound ? *w->sound : config->sound;
        config->voice = w->voice ? *w->voice : config->voice;
    }
    km_yaml_release(&schema, data);
    km_yaml_close(y);
    free(text);
    return ok;
}

/* ---- the command line ---- */

static bool override(
        const char *name, const char *word, set_fn *set, struct kiosk_config *config, char *err)
{
    char why[KM_ERR_MAX];
    if (!word || set(word, config, why))
        return true;
    snprintf(err, KM_ERR_MAX, "%s %.300s", name, why);
    return false;
}

static bool override_path(const char *name, const char *path, char out[PATH_MAX], char *err)
{
    if (!path || (size_t)snprintf(out, PATH_MAX, "%s", path) < PATH_MAX - 16)
        return true;
    snprintf(err, KM_ERR_MAX, "%s is too long", name);
    return false;
}

static bool override_all(
        const struct kiosk_options *options, struct kiosk_config *config, char *err)
{
    return override("--role", options->role, set_role, config, err) &&
           override("--zone", options->zone, set_zone, config, err) &&
           override("--camera", options->camera, set_camera, config, err) &&
           override("--lang", options->lang, set_lang, config, err) &&
           override("--windowed", options->windowed, set_windowed, config, err) &&
           override("--station", options->station, set_station, config, err) &&
           override("--printer", options->printer, set_printer, config, err) &&
           override_path("--data", options->data, config->data, err) &&
           override_path("--trace", options->trace, config->trace, err);
}

bool kiosk_config_check(const struct kiosk_options *options, char *err)
{
    struct kiosk_config scratch = {0};
    return override_all(options, &scratch, err);
}

bool kiosk_config_make(
        const struct kiosk_options *options, struct kiosk_config *out_config, char *err)
{
    struct kiosk_config config = {.data = "/var/lib/kaimen/kiosk",
            .camera = "auto",
            .width = 1080,
            .height = 1920,
            .sound = true,
            .voice = true,
            .printer = "none",
            .paper = 80,
            .home_after = 60,
            .attract_after = 60,
            .ticket_for = 60,
            .verdict_for = 4,
            .goodbye_for = 20,
            .staff_for = 180};
    const char *file = options->config;
    if (!file && access(DEFAULT_FILE, F_OK) == 0)
        file = DEFAULT_FILE;
    if ((file && !read_file(file, &config, err)) || !override_all(options, &config, err))
        return false;
    if (config.role == KIOSK_ROLE_BOARD)
        strcpy(config.camera, "none");
    *out_config = config;
    return true;
}
