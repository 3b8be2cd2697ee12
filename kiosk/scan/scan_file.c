#include "kiosk/scan/scan_file.h"

#include <sys/stat.h>
#include <time.h>

#include "kiosk/scan/picture.h"
#include "kiosk/scan/reader.h"

static double thread_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static bool read_picture(const char *path, struct kiosk_grey *picture, char *err)
{
    struct stat found;
    if (stat(path, &found) == 0 && S_ISDIR(found.st_mode)) {
        snprintf(err, KM_ERR_MAX, "it is a folder; name the pictures in it");
        return false;
    }
    return kiosk_picture_read(path, picture, err);
}

static void tell(const char *path, double ms, const struct kiosk_readings *readings,
        kiosk_scan_judge *judge, void *userdata, FILE *out)
{
    struct kiosk_scan_judgement judgement;
    for (int i = 0; i < readings->count; i++) {
        judge(readings->list[i].text, &judgement, userdata);
        fprintf(out, "%s\t%.1f\t%s\t%s\t%s\n", path, ms, judgement.verdict, judgement.about,
                readings->list[i].text);
    }
    if (readings->count > 0)
        return;
    fprintf(out, "%s\t%.1f\t%s\t\n", path, ms,
            readings->refused ? "no_text\ta code that holds no plain text"
                              : "nothing\tno code was found");
}

bool kiosk_scan_files(int count, char *const *paths, kiosk_scan_judge *judge, void *userdata,
        FILE *out, FILE *err_out)
{
    struct kiosk_reader *reader = kiosk_reader_new();
    struct kiosk_grey picture = {0};
    struct kiosk_readings readings;
    bool all = true;
    for (int i = 0; i < count; i++) {
        char err[KM_ERR_MAX];
        if (!read_picture(paths[i], &picture, err)) {
            fprintf(err_out, "Could not read picture %s: %s\n", paths[i], err);
            all = false;
            continue;
        }
        double begun = thread_ms();
        all &= kiosk_reader_read(reader, &picture, &readings);
        tell(paths[i], thread_ms() - begun, &readings, judge, userdata, out);
    }
    kiosk_grey_destroy(&picture);
    kiosk_reader_free(reader);
    return all;
}
