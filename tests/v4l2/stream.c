/* Buffers and the thread that fills them at the camera's rate: in order, dropping what comes while
 * none is queued, each with the monotonic time at which it became available. Where a picture is in
 * the buffer already it is not copied again, for a real camera's frames cost the processor nothing.
 */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "tests/v4l2/double.h"

#define SECOND 1000000000ll

static int64_t clock_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * SECOND + now.tv_nsec;
}

void ring_push(struct ring *ring, int index)
{
    ring->list[ring->count++] = index;
}

int ring_take(struct ring *ring)
{
    int first = ring->list[0];
    memmove(ring->list, ring->list + 1, (size_t)--ring->count * sizeof *ring->list);
    return first;
}

static void free_buffers(struct handle *handle)
{
    if (handle->buffer_count == 0)
        return;
    munmap(handle->buffers[0].start, handle->length * (size_t)handle->buffer_count);
    real_close(handle->memory);
    memset(handle->buffers, 0, sizeof handle->buffers);
    handle->buffer_count = 0;
    handle->waiting.count = handle->done.count = 0;
}

int stream_buffers(struct handle *handle, struct v4l2_requestbuffers *request)
{
    if (handle->streaming || handle_busy(handle))
        return EBUSY;
    free_buffers(handle);
    if (request->count == 0)
        return 0;
    if (request->count > BUFFERS_MAX)
        request->count = BUFFERS_MAX;
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    handle->length = (format_bytes(&handle->as) + page - 1) / page * page;
    handle->memory = memfd_create("v4l2 double", MFD_CLOEXEC);
    size_t bytes = handle->length * request->count;
    uint8_t *start = MAP_FAILED;
    if (handle->memory >= 0 && ftruncate(handle->memory, (off_t)bytes) == 0)
        start = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, handle->memory, 0);
    if (start == MAP_FAILED)
        abort();
    handle->buffer_count = (int)request->count;
    for (int i = 0; i < handle->buffer_count; i++)
        handle->buffers[i].start = start + handle->length * (size_t)i;
    return 0;
}

/* Of the folder's pictures whose names begin so, the one whose turn it is; NULL: there is none. */
static const char *turn_of(struct handle *handle, const struct spec *spec, const char *begin)
{
    const struct pictures *pictures = &handle->pictures;
    const char *those[PICTURES_MAX];
    int count = 0, at = handle->shown++ / spec->each;
    for (int i = 0; i < pictures->name_count; i++)
        if (strncmp(strrchr(pictures->names[i], '/') + 1, begin, strlen(begin)) == 0)
            those[count++] = pictures->names[i];
    if (count == 0)
        return NULL;
    return those[at < count ? at : spec->hold ? count - 1 : at % count];
}

/* What is before the camera now. */
static const struct picture *picture_now(struct handle *handle, const struct spec *spec)
{
    char path[2 * PATH_MAX + 1] = "";
    if (strcmp(spec->folder, handle->pictures.folder) != 0) {
        pictures_list(&handle->pictures, spec->folder);
        handle->shown = 0;
    }
    if (strcmp(spec->show, handle->showing) != 0) {
        memcpy(handle->showing, spec->show, sizeof handle->showing);
        handle->shown = 0;
    }
    const char *star = strchr(handle->showing, '*');
    if (spec->show[0] == '/') {
        snprintf(path, sizeof path, "%s", spec->show);
    } else if (spec->show[0] && !star) {
        snprintf(path, sizeof path, "%s/%s", spec->folder, spec->show);
    } else {
        char begin[PATH_MAX];
        snprintf(begin, sizeof begin, "%.*s", star ? (int)(star - handle->showing) : 0,
                handle->showing);
        const char *turn = turn_of(handle, spec, begin);
        snprintf(path, sizeof path, "%s", turn ? turn : "");
    }
    return pictures_get(&handle->pictures, path, &handle->as, spec->quality);
}

static bool is_turn(int every, uint32_t sequence)
{
    return every && sequence % (uint32_t)every == 0;
}

static void spoil(struct buffer *buffer, size_t length)
{
    static uint32_t noise = 2463534242u;
    for (size_t i = 0; i < length; i += 1 + noise % 64) {
        noise ^= noise << 13;
        noise ^= noise >> 17;
        noise ^= noise << 5;
        buffer->start[i] ^= (uint8_t)noise;
    }
}

static void fill(struct handle *handle, const struct spec *spec, int index,
        const struct picture *picture, int64_t *out_ns)
{
    struct buffer *buffer = &handle->buffers[index];
    uint32_t n = handle->sequence;
    size_t length = picture->length < handle->length ? picture->length : handle->length;
    size_t from = is_turn(spec->torn, n) ? length / 2 : 0; /* the rest is another frame's */
    if (buffer->holds != picture->serial || from)
        memcpy(buffer->start + from, picture->bytes + from, length - from);
    buffer->holds = from ? 0 : picture->serial;
    if (is_turn(spec->corrupt, n)) {
        spoil(buffer, length);
        buffer->holds = 0;
    }
    *out_ns = clock_ns();
    buffer->filled = (struct v4l2_buffer){.type = V4L2_BUF_TYPE_VIDEO_CAPTURE,
            .memory = V4L2_MEMORY_MMAP,
            .index = (uint32_t)index,
            .bytesused = (uint32_t)(is_turn(spec->shortened, n) ? length / 2 : length),
            .flags = V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC | V4L2_BUF_FLAG_MAPPED | V4L2_BUF_FLAG_DONE,
            .field = V4L2_FIELD_NONE,
            .timestamp = {*out_ns / SECOND, *out_ns % SECOND / 1000},
            .sequence = n,
            .length = (uint32_t)handle->length};
    buffer->filled.m.offset = (uint32_t)(handle->length * (size_t)index);
    if (is_turn(spec->error, n))
        buffer->filled.flags |= V4L2_BUF_FLAG_ERROR;
    if (spec->lies & LIE_BYTESUSED)
        buffer->filled.bytesused = UINT32_MAX - 7;
    if (spec->lies & LIE_INDEX)
        buffer->filled.index += 4000;
}

static void tick(struct handle *handle, const struct spec *spec)
{
    if (spec->stalled)
        return;
    uint32_t sequence = handle->sequence;
    const struct picture *picture = picture_now(handle, spec);
    const char *slash = strrchr(picture->path, '/');
    const char *name = slash ? slash + 1 : "-";
    if (is_turn(spec->drop, sequence) || handle->waiting.count == 0) {
        script_log("dropped %s %u %lld %s", handle->path, sequence, (long long)clock_ns(), name);
    } else {
        int index = ring_take(&handle->waiting);
        int64_t ns;
        fill(handle, spec, index, picture, &ns);
        ring_push(&handle->done, index);
        if (write(handle->wake, "", 1) != 1)
            abort();
        script_log("frame %s %u %lld %s", handle->path, sequence, (long long)ns, name);
    }
    handle->sequence++;
}

static void *produce(void *argument)
{
    struct handle *handle = argument;
    pthread_setname_np(pthread_self(), "v4l2-double");
    pthread_mutex_lock(&double_m);
    const struct spec *spec;
    int64_t next = clock_ns();
    while (!handle->stopping && !handle->dead) {
        spec = script_device(handle->path);
        if (!spec) {
            stream_die(handle);
            break;
        }
        int64_t now = clock_ns();
        if (now >= next) {
            double fps = spec->fps > 0 ? spec->fps : handle->as.fps;
            next += (int64_t)(SECOND / fps);
            if (next < now) /* late by more than a frame: the times between are lost */
                next = now + (int64_t)(SECOND / fps);
            tick(handle, spec);
            continue;
        }
        struct timespec until = {next / SECOND, next % SECOND};
        pthread_cond_timedwait(&handle->changed, &double_m, &until);
    }
    pthread_mutex_unlock(&double_m);
    return NULL;
}

/* Before the first frame is due, however many there are: showing them takes no time then. */
static void load_all(struct handle *handle)
{
    const struct spec *spec = script_device(handle->path);
    if (!spec)
        return;
    pictures_list(&handle->pictures, spec->folder);
    for (int i = 0; i < handle->pictures.name_count; i++)
        pictures_get(&handle->pictures, handle->pictures.names[i], &handle->as, spec->quality);
}

int stream_start(struct handle *handle)
{
    if (handle->streaming)
        return 0;
    if (handle->buffer_count == 0)
        return EINVAL;
    handle->stopping = false;
    handle->sequence = 0;
    handle->shown = 0;
    handle->showing[0] = 0;
    load_all(handle);
    if (pthread_create(&handle->thread, NULL, produce, handle) != 0)
        return ENOMEM;
    handle->streaming = true;
    script_log("start %s %dx%d %s %d", handle->path, handle->as.width, handle->as.height,
            format_name(handle->as.fourcc), handle->as.fps);
    return 0;
}

void stream_stop(struct handle *handle)
{
    if (handle->streaming) {
        handle->stopping = true;
        handle->streaming = false;
        pthread_cond_broadcast(&handle->changed);
        pthread_mutex_unlock(&double_m);
        pthread_join(handle->thread, NULL);
        pthread_mutex_lock(&double_m);
        script_log("stop %s", handle->path);
    }
    char byte;
    while (handle->done.count > 0 && read(handle->fd, &byte, 1) == 1)
        handle->done.count--;
    handle->waiting.count = handle->done.count = 0;
}

void stream_die(struct handle *handle)
{
    if (handle->dead)
        return;
    handle->dead = true;
    real_close(handle->wake); /* whoever polls sees the end */
    handle->wake = -1;
    pthread_cond_broadcast(&handle->changed);
    script_log("gone %s", handle->path);
}
