#include "kiosk/scan/scan_file.h"

#include <time.h>

#include "core/bounds.h"
#include "kiosk/scan/picture.h"
#include "kiosk/scan/reader.h"

static double thread_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

bool kiosk_scan_files(int count, char *const *paths, FILE *out, FILE *err_out)
{
    struct kiosk_reader *reader = kiosk_reader_new();
    struct kiosk_grey picture = {0};
    struct kiosk_readings readings;
    bool all = true;
    for (int i = 0; i < count; i++) {
        char err[KM_ERR_MAX];
        if (!kiosk_picture_read(paths[i], &picture, err)) {
            fprintf(err_out, "Could not read picture %s: %s\n", paths[i], err);
            all = false;
            continue;
        }
        double begun = thread_ms();
        all &= kiosk_reader_read(reader, &picture, &readings);
        double ms = thread_ms() - begun;
        for (int k = 0; k < readings.count; k++)
            fprintf(out, "%s\t%.1f\t%s\n", paths[i], ms, readings.list[k].text);
        if (readings.count == 0)
            fprintf(out, "%s\t%.1f\t%s\n", paths[i], ms,
                    readings.refused ? "(no plain text)" : "(nothing)");
    }
    kiosk_grey_destroy(&picture);
    kiosk_reader_free(reader);
    return all;
}
