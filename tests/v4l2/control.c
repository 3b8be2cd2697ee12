/* Reads the control file (its words: calls.c) again whenever it changed. A file that does not end
 * in the line "end" is still being written, and one with a mistake is told of on stderr: either way
 * what was read before stays. */

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "tests/v4l2/double.h"

struct script {
    struct spec devices[DEVICES_MAX];
    int count;
    char log[PATH_MAX], by_id[PATH_MAX];
};

static struct script scripts[2];
static struct script *now = &scripts[0];
static struct stat read_last;

static const struct knob usual[] = {
        {"power_line_frequency", V4L2_CID_POWER_LINE_FREQUENCY, 0, 2, 2},
        {"exposure_auto", V4L2_CID_EXPOSURE_AUTO, 0, 3, 3},
        {"exposure_auto_priority", V4L2_CID_EXPOSURE_AUTO_PRIORITY, 0, 1, 1},
        {"focus_auto", V4L2_CID_FOCUS_AUTO, 0, 1, 1},
        {"focus_absolute", V4L2_CID_FOCUS_ABSOLUTE, 0, 250, 0},
        {"sharpness", V4L2_CID_SHARPNESS, 0, 255, 128},
};

static bool set_control(struct spec *spec, const char *text)
{
    struct knob knob = {0};
    if (strcmp(text, "none") == 0) {
        spec->knob_count = 0;
        return true;
    }
    if (sscanf(text, "%31s %d %d %d", knob.name, &knob.least, &knob.most, &knob.value) != 4)
        return false;
    for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++)
        if (strcmp(usual[i].name, knob.name) == 0)
            knob.id = usual[i].id;
    int at = 0;
    while (at < spec->knob_count && spec->knobs[at].id != knob.id)
        at++;
    if (!knob.id || at == CONTROLS_MAX)
        return false;
    spec->knobs[at] = knob;
    if (at == spec->knob_count)
        spec->knob_count++;
    return true;
}

static bool add_offers(struct spec *spec, char *text)
{
    static const uint32_t known[] = {V4L2_PIX_FMT_GREY, V4L2_PIX_FMT_YUYV, V4L2_PIX_FMT_NV12,
            V4L2_PIX_FMT_MJPEG, V4L2_PIX_FMT_RGB24};
    char *rest, *word = strtok_r(text, " ", &rest);
    uint32_t fourcc = 0;
    for (size_t i = 0; word && i < sizeof known / sizeof known[0]; i++)
        if (strcmp(format_name(known[i]), word) == 0)
            fourcc = known[i];
    if (!fourcc)
        return false;
    while ((word = strtok_r(NULL, " ", &rest))) {
        struct offer *offer = &spec->offers[spec->offer_count];
        if (spec->offer_count == OFFERS_MAX ||
                sscanf(word, "%dx%d@%d", &offer->width, &offer->height, &offer->fps) != 3)
            return false;
        offer->fourcc = fourcc;
        spec->offer_count++;
    }
    return true;
}

static int errno_of(const char *name)
{
    static const struct {
        const char *name;
        int value;
    } known[] = {{"ENOENT", ENOENT}, {"EACCES", EACCES}, {"EPERM", EPERM}, {"EBUSY", EBUSY},
            {"EINVAL", EINVAL}, {"EIO", EIO}, {"ENODEV", ENODEV}, {"ENOSPC", ENOSPC},
            {"ENOMEM", ENOMEM}, {"ENOTTY", ENOTTY}, {"EISDIR", EISDIR}, {"EPROTO", EPROTO}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(known[i].name, name) == 0)
            return known[i].value;
    return 0;
}

static bool set_fault(struct spec *spec, const char *text)
{
    char word[24] = "", second[24] = "", third[24] = "";
    int every = 0;
    sscanf(text, "%23s %23s %23s", word, second, third);
    sscanf(second, "%d", &every);
    const struct {
        const char *name;
        int *every;
    } frames[] = {{"drop", &spec->drop}, {"torn", &spec->torn}, {"short", &spec->shortened},
            {"corrupt", &spec->corrupt}, {"error", &spec->error}};
    for (size_t i = 0; i < sizeof frames / sizeof frames[0]; i++)
        if (strcmp(frames[i].name, word) == 0) {
            *frames[i].every = every;
            return every >= 1;
        }
    static const char *const lies[] = {"bytesused", "index", "endless", "size", "stride"};
    for (size_t i = 0; strcmp(word, "lie") == 0 && i < sizeof lies / sizeof lies[0]; i++)
        if (strcmp(lies[i], second) == 0) {
            spec->lies |= 1u << i;
            return true;
        }
    if (strcmp(word, "fail") == 0 && spec->fail_count < FAILS_MAX && errno_of(third)) {
        strcpy(spec->fails[spec->fail_count].call, second);
        spec->fails[spec->fail_count++].error = errno_of(third);
        return true;
    }
    if (strcmp(word, "gone") == 0)
        return spec->gone = true;
    if (strcmp(word, "stall") == 0)
        return spec->stalled = true;
    return false;
}

static bool set_kind(struct spec *spec, const char *kind)
{
    static const struct {
        const char *name;
        uint32_t capabilities;
    } kinds[] = {{"camera", V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING},
            {"metadata", V4L2_CAP_META_CAPTURE | V4L2_CAP_STREAMING},
            {"multiplanar", V4L2_CAP_VIDEO_CAPTURE_MPLANE | V4L2_CAP_STREAMING},
            {"output", V4L2_CAP_VIDEO_OUTPUT | V4L2_CAP_STREAMING},
            {"readwrite", V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_READWRITE}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (strcmp(kinds[i].name, kind) == 0) {
            spec->capabilities = kinds[i].capabilities;
            return true;
        }
    return false;
}

static bool begin_device(struct script *script, const char *path)
{
    if (script->count == DEVICES_MAX || path[0] != '/')
        return false;
    struct spec *spec = &script->devices[script->count++];
    *spec = (struct spec){.card = "Double", .bus = "usb-0000:00:14.0-1", .each = 1, .quality = 75};
    snprintf(spec->path, sizeof spec->path, "%s", path);
    memcpy(spec->knobs, usual, sizeof usual);
    spec->knob_count = sizeof usual / sizeof usual[0];
    return set_kind(spec, "camera");
}

static bool take_line(struct script *script, const char *key, char *value)
{
    if (strcmp(key, "log") == 0)
        return snprintf(script->log, sizeof script->log, "%s", value) > 0;
    if (strcmp(key, "by-id") == 0)
        return snprintf(script->by_id, sizeof script->by_id, "%s", value) > 0;
    if (strcmp(key, "device") == 0)
        return begin_device(script, value);
    if (script->count == 0)
        return false;
    struct spec *spec = &script->devices[script->count - 1];
    if (strcmp(key, "card") == 0)
        return snprintf(spec->card, sizeof spec->card, "%.31s", value) > 0;
    if (strcmp(key, "bus") == 0)
        return snprintf(spec->bus, sizeof spec->bus, "%.31s", value) > 0;
    if (strcmp(key, "kind") == 0)
        return set_kind(spec, value);
    if (strcmp(key, "format") == 0)
        return add_offers(spec, value);
    if (strcmp(key, "frames") == 0)
        return snprintf(spec->folder, sizeof spec->folder, "%s", value) > 0;
    if (strcmp(key, "show") == 0)
        return snprintf(spec->show, sizeof spec->show, "%s", value) > 0;
    if (strcmp(key, "order") == 0)
        return (spec->hold = strcmp(value, "hold") == 0) || strcmp(value, "loop") == 0;
    if (strcmp(key, "each") == 0)
        return (spec->each = atoi(value)) >= 1;
    if (strcmp(key, "quality") == 0)
        return (spec->quality = atoi(value)) >= 1 && spec->quality <= 100;
    if (strcmp(key, "fps") == 0)
        return (spec->fps = atof(value)) >= 0.1 && spec->fps <= 1000;
    if (strcmp(key, "control") == 0)
        return set_control(spec, value);
    return strcmp(key, "fault") == 0 && set_fault(spec, value);
}

/* True where the file is whole and right. */
static bool take_file(FILE *file, const char *path, struct script *script)
{
    char line[PATH_MAX + 64], shown[PATH_MAX + 64];
    int number = 0;
    *script = (struct script){0};
    while (fgets(line, sizeof line, file)) {
        number++;
        line[strcspn(line, "\n")] = '\0';
        if (strcmp(line, "end") == 0)
            return true;
        char *key = line + strspn(line, " \t");
        if (!key[0] || key[0] == '#')
            continue;
        strcpy(shown, key);
        char *value = key + strcspn(key, " ");
        if (value[0])
            *value++ = '\0';
        if (!take_line(script, key, value)) {
            fprintf(stderr, "v4l2 double: %s:%d is not understood: %s\n", path, number, shown);
            return false;
        }
    }
    return false;
}

static void refresh(void)
{
    const char *path = getenv("V4L2_DOUBLE");
    struct stat st;
    if (!path || stat(path, &st) < 0)
        return;
    if (st.st_mtim.tv_sec == read_last.st_mtim.tv_sec &&
            st.st_mtim.tv_nsec == read_last.st_mtim.tv_nsec && st.st_size == read_last.st_size &&
            st.st_ino == read_last.st_ino)
        return;
    FILE *file = fopen(path, "re");
    if (!file)
        return;
    read_last = st;
    struct script *next = now == &scripts[0] ? &scripts[1] : &scripts[0];
    if (take_file(file, path, next))
        now = next;
    fclose(file);
}

const struct spec *script_device(const char *path)
{
    refresh();
    for (int i = 0; i < now->count; i++)
        if (strcmp(now->devices[i].path, path) == 0 && !now->devices[i].gone)
            return &now->devices[i];
    return NULL;
}

const char *script_by_id(void)
{
    refresh();
    return now->by_id;
}

int script_fails(const struct spec *spec, const char *call)
{
    for (int i = 0; i < spec->fail_count; i++)
        if (strcmp(spec->fails[i].call, call) == 0)
            return spec->fails[i].error;
    return 0;
}

void script_log(const char *format, ...)
{
    if (!now->log[0])
        return;
    char line[PATH_MAX + 128];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(line, sizeof line - 1, format, arguments);
    va_end(arguments);
    if (length < 0 || (size_t)length >= sizeof line - 1)
        return;
    line[length++] = '\n';
    int fd = open(now->log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (fd < 0)
        return;
    if (write(fd, line, (size_t)length) != length)
        fprintf(stderr, "v4l2 double: the log takes no more\n");
    real_close(fd);
}
