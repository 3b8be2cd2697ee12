#include "tests/bench/door_log.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/bounds.h"
#include "tests/bench/door_pictures.h"

struct visit {
    char number[24], readable[24];
    double came_ms, shown_ms; /* 0: never */
    long long entered;        /* of its verdict's screen */
    int verdicts;
};

struct visits {
    struct visit list[DOOR_TICKETS_MAX];
    int count;
};

static FILE *open_file(const char *path, char *err)
{
    FILE *file = fopen(path, "re");
    if (!file)
        snprintf(err, KM_ERR_MAX, "%.300s: %s", path, strerror(errno));
    return file;
}

static bool read_tickets(const char *path, struct visits *visits, char *err)
{
    FILE *file = open_file(path, err);
    int index;
    struct visit visit = {0};
    while (file && visits->count < DOOR_TICKETS_MAX &&
            fscanf(file, "%d %23s %23s", &index, visit.number, visit.readable) == 3)
        visits->list[visits->count++] = visit;
    if (file)
        fclose(file);
    return file != NULL;
}

/* "012-in-4.png" and what comes after it are of visit 12, if it can be read by then: "held" comes
 * after "in" in time, not in the alphabet. */
static bool is_readable(const struct visit *visit, const char *picture)
{
    bool held = strncmp(picture + 4, "held", 4) == 0;
    bool from_held = strncmp(visit->readable + 4, "held", 4) == 0;
    return held != from_held ? held
                             : strncmp(picture, visit->readable, strlen(visit->readable)) >= 0;
}

/* Frames that found no buffer count as well: the visitor was there. */
static bool read_camera(
        const char *path, struct visits *visits, struct scan_times *takes, char *err)
{
    char line[512], picture[256];
    long long ns, last = 0;
    FILE *file = open_file(path, err);
    while (file && fgets(line, sizeof line, file)) {
        if (sscanf(line, "%*[a-z] %*s %*u %lld %255s", &ns, picture) != 2)
            continue;
        if (last)
            scan_times_add(takes, (double)(ns - last) / 1e6);
        last = ns;
        char *end;
        long at = strtol(picture, &end, 10);
        if (end == picture || *end != '-' || at < 0 || at >= visits->count)
            continue;
        struct visit *visit = &visits->list[at];
        if (visit->came_ms <= 0 && is_readable(visit, picture))
            visit->came_ms = (double)ns / 1e6;
    }
    if (file)
        fclose(file);
    return file != NULL;
}

static void note_verdict(struct visits *visits, const json_t *line)
{
    const json_t *values = json_object_get(line, "values");
    const char *number = json_string_value(json_object_get(values, "number"));
    const char *verdict = json_string_value(json_object_get(values, "verdict"));
    long long entered = json_integer_value(json_object_get(values, "entered"));
    for (int i = 0; number && verdict && i < visits->count; i++) {
        struct visit *visit = &visits->list[i];
        if (strcmp(visit->number, number) != 0 || (visit->verdicts && visit->entered == entered))
            continue;
        visit->verdicts++;
        visit->entered = entered;
        if (visit->shown_ms <= 0 && strcmp(verdict, "admit") == 0)
            visit->shown_ms = json_number_value(json_object_get(line, "ms"));
    }
}

static bool read_trace(const char *path, struct visits *visits, char *err)
{
    FILE *file = open_file(path, err);
    char *text = NULL;
    size_t room = 0;
    while (file && getline(&text, &room, file) > 0) {
        json_t *line = json_loads(text, 0, NULL);
        if (line)
            note_verdict(visits, line);
        json_decref(line);
    }
    free(text);
    if (file)
        fclose(file);
    return file != NULL;
}

bool door_log_read(const char *tickets, const char *camera, const char *trace,
        struct door_log *out_log, char *err)
{
    static struct visits visits;
    struct door_log log = {0};
    visits.count = 0;
    if (!read_tickets(tickets, &visits, err) || !read_camera(camera, &visits, &log.takes, err) ||
            !read_trace(trace, &visits, err)) {
        door_log_destroy(&log);
        return false;
    }
    for (int i = 0; i < visits.count; i++) {
        const struct visit *visit = &visits.list[i];
        if (visit->came_ms <= 0)
            continue;
        log.tickets++;
        log.doubled += visit->verdicts > 1;
        if (visit->shown_ms > 0)
            scan_times_add(&log.waits, visit->shown_ms - visit->came_ms);
    }
    *out_log = log;
    return true;
}

void door_log_destroy(struct door_log *log)
{
    scan_times_destroy(&log->waits);
    scan_times_destroy(&log->takes);
}
