/* Scan to verdict through the real programs: a station, a kiosk that gives tickets, and a kiosk at
 * a door with a camera that speaks V4L2 (tests/v4l2), 1280x720 at 30 frames a second in each
 * format, a window of 1080x1920 without a graphics card. From the first frame in which a ticket can
 * be read to its verdict on the glass, the durable check-in included; what watching costs; and
 * visitors one after the other. door.sh conducts, this draws what the camera sees and judges. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/bounds.h"
#include "tests/bench/door_log.h"
#include "tests/bench/door_pictures.h"

#define FRAME_MS (1000.0 / 30)

static const char usage[] =
        "usage: bench_door [--tickets N] [--seconds N] [--formats MJPG,YUYV,GREY]\n"
        "       bench_door --draw TICKETS DATA FOLDER\n"
        "  --tickets N  in each format (20, at most 48)\n"
        "  --seconds N  of watching each scene (20; 0: leave that out)\n"
        "  --draw       what door.sh shows to the camera (door_pictures.h)\n";

struct door {
    int tickets, seconds;
    char formats[64];
    struct scan_times waits; /* of all formats */
    int shown, doubled, missed;
};

static int draw(char **argv)
{
    char err[KM_ERR_MAX] = "";
    int tickets = atoi(argv[2]);
    if (tickets < 2 || tickets > DOOR_TICKETS_MAX)
        return fputs(usage, stderr), 2;
    if (door_pictures(argv[3], tickets, argv[4], err))
        return 0;
    fprintf(stderr, "Could not draw what the camera sees: %s\n", err);
    return 1;
}

static bool whole(const char *text, int *out)
{
    char *end;
    *out = (int)strtol(text, &end, 10);
    return *text && !*end;
}

static bool parse(int argc, char **argv, struct door *door)
{
    for (int i = 1; i < argc; i += 2) {
        const char *value = i + 1 < argc ? argv[i + 1] : "";
        bool ok = *value != 0;
        if (strcmp(argv[i], "--tickets") == 0)
            ok = whole(value, &door->tickets);
        else if (strcmp(argv[i], "--seconds") == 0)
            ok = whole(value, &door->seconds);
        else if (strcmp(argv[i], "--formats") == 0 &&
                 strspn(value, "MJPGYUVRENC12,") == strlen(value))
            snprintf(door->formats, sizeof door->formats, "%s", value);
        else
            ok = false;
        if (!ok)
            return false;
    }
    return door->tickets >= 2 && door->tickets <= 48 && door->seconds >= 0 && door->seconds <= 3600;
}

static void note_visits(struct door *door, const char *format, const char *tickets,
        const char *camera, const char *trace)
{
    char err[KM_ERR_MAX];
    struct door_log log;
    if (!door_log_read(tickets, camera, trace, &log, err)) {
        fprintf(stderr, "Could not read what happened: %s\n", err);
        exit(1);
    }
    printf("%-5s %d of %d tickets admitted, %d judged twice; frames from ticket to verdict: p50 "
           "%.2f, p95 %.2f, most %.2f (the camera's frames: p50 %.1f ms, most %.0f ms)\n",
            format, log.waits.count, log.tickets, log.doubled,
            scan_times_quantile(&log.waits, 0.5) / FRAME_MS,
            scan_times_quantile(&log.waits, 0.95) / FRAME_MS,
            scan_times_most(&log.waits) / FRAME_MS, scan_times_quantile(&log.takes, 0.5),
            scan_times_most(&log.takes));
    for (int i = 0; i < log.waits.count; i++)
        scan_times_add(&door->waits, log.waits.ms[i] / FRAME_MS);
    door->shown += log.tickets;
    door->doubled += log.doubled;
    door->missed += log.tickets - log.waits.count;
    door_log_destroy(&log);
}

/* "watch FORMAT SCENE SHARE", "visits FORMAT TICKETS CAMERA TRACE", "goal …"; all else is for
 * people. */
static void hear(struct door *door, char *line)
{
    char a[64], b[64], tickets[512], camera[512], trace[512];
    double share;
    if (sscanf(line, "watch %63s %63s %lf", a, b, &share) == 3) {
        printf("%-5s %s room: %.1f %% of a core\n", a, b, share * 100);
        for (char *c = a; *c; c++)
            *c = *c >= 'A' && *c <= 'Z' ? (char)(*c + 'a' - 'A') : *c;
        snprintf(line, 256, "watch_cpu_%s_%s", a, b);
        scan_goal_at_most(line, share, 0.10);
    } else if (sscanf(line, "visits %63s %511s %511s %511s", a, tickets, camera, trace) == 4) {
        note_visits(door, a, tickets, camera, trace);
    } else {
        fputs(line, stdout);
    }
}

static bool conduct(struct door *door, const char *self)
{
    char command[1024], line[2048];
    const char *slash = strrchr(self, '/');
    snprintf(command, sizeof command, "tests/bench/door.sh '%.*s/../..' %d %d %s",
            slash ? (int)(slash - self) : 1, slash ? self : ".", door->tickets, door->seconds,
            door->formats);
    FILE *script = popen(command, "r");
    while (script && fgets(line, sizeof line, script))
        hear(door, line);
    return script && pclose(script) == 0;
}

int main(int argc, char **argv)
{
    static struct door door = {.tickets = 20, .seconds = 20, .formats = "MJPG,YUYV,GREY"};
    if (argc == 5 && strcmp(argv[1], "--draw") == 0)
        return draw(argv);
    if (!parse(argc, argv, &door))
        return fputs(usage, stderr), 2;
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (!conduct(&door, argv[0]))
        return fputs("Could not measure the door\n", stderr), 1;
    if (door.shown == 0)
        return 0;
    scan_goal_at_most("tickets_missed", door.missed, 0);
    scan_goal_at_most("tickets_judged_twice", door.doubled, 0);
    scan_goal_at_most("scan_to_verdict_p50_frames", scan_times_quantile(&door.waits, 0.5), 3);
    scan_goal_at_most("scan_to_verdict_p95_frames", scan_times_quantile(&door.waits, 0.95), 3);
    scan_times_destroy(&door.waits);
    return 0;
}
