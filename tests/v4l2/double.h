#ifndef TESTS_V4L2_DOUBLE_H
#define TESTS_V4L2_DOUBLE_H

/* The inside of the V4L2 double (what it is and how it is told what to do: calls.c): the script
 * that the control file holds, and one handle for each time a device was opened. All of it is
 * guarded by double_m, which the calls take; frames are made on a thread for each handle that
 * streams. */

#include <linux/limits.h>
#include <linux/videodev2.h>
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define DEVICES_MAX 8
#define OFFERS_MAX 24
#define FAILS_MAX 8
#define CONTROLS_MAX 8
#define BUFFERS_MAX 8
#define PICTURES_MAX 512

struct offer {
    uint32_t fourcc;
    int width, height, fps;
};

/* A control as a driver knows it. */
struct knob {
    char name[32];
    uint32_t id;
    int least, most, value;
};

enum lie {
    LIE_BYTESUSED = 1, /* far more bytes than the buffer has */
    LIE_INDEX = 2,     /* a buffer that is not there */
    LIE_ENDLESS = 4,   /* lists of formats, sizes and rates without an end */
    LIE_SIZE = 8,      /* S_FMT answers with a size beyond all reason */
    LIE_STRIDE = 16,   /* S_FMT answers with rows shorter than their pixels */
};

/* What the control file says of one device. */
struct spec {
    char path[PATH_MAX], card[32], bus[32];
    uint32_t capabilities;
    struct offer offers[OFFERS_MAX];
    int offer_count;
    char folder[PATH_MAX], show[PATH_MAX]; /* "" where not given */
    bool hold;   /* stays on the last picture, in place of beginning anew */
    int each;    /* frames a picture stays */
    int quality; /* of the JPEGs */
    double fps;  /* 0: as negotiated */
    bool gone, stalled;
    int drop, torn, shortened, corrupt, error; /* every Nth frame; 0 never */
    unsigned lies;                             /* enum lie */
    struct {
        char call[24];
        int error;
    } fails[FAILS_MAX];
    int fail_count;
    struct knob knobs[CONTROLS_MAX];
    int knob_count;
};

/* The control file as it is now, read again where it changed. */
const struct spec *script_device(const char *path);          /* NULL: there is none */
const char *script_by_id(void);                              /* "" where not given */
int script_fails(const struct spec *spec, const char *call); /* the errno, or 0 */

/* One line in the log, if the control file names one. */
__attribute__((format(printf, 1, 2))) void script_log(const char *format, ...);

/* A picture as the camera sends it. */
struct picture {
    char *path;              /* owned */
    struct timespec changed; /* of the file */
    uint8_t *bytes;          /* owned */
    size_t length;
    uint64_t serial; /* a new one with each reading */
};

struct pictures {
    struct picture list[PICTURES_MAX];
    int count;
    char folder[PATH_MAX]; /* listed last … */
    char *names[PICTURES_MAX];
    int name_count;
};

/* All in the order of their names, so that showing them takes no time. */
void pictures_list(struct pictures *pictures, const char *folder);
/* The picture in this format; an even grey for "" or what cannot be read. Borrowed. */
const struct picture *pictures_get(
        struct pictures *pictures, const char *path, const struct offer *as, int quality);
void pictures_destroy(struct pictures *pictures);

struct ring {
    int list[BUFFERS_MAX];
    int count;
};

struct buffer {
    uint8_t *start;
    uint64_t holds; /* a picture's serial: an unchanged one is not copied again; 0 none */
    struct v4l2_buffer filled;
};

struct handle {
    char path[PATH_MAX];
    int fd, wake; /* a pipe: one byte a filled buffer, its end the camera's */
    bool blocking, dead;
    struct offer as; /* negotiated */
    struct knob knobs[CONTROLS_MAX];
    int knob_count;
    int memory;    /* shared with whoever maps it */
    size_t length; /* bytes of one buffer */
    struct buffer buffers[BUFFERS_MAX];
    int buffer_count;
    struct ring waiting, done;
    bool streaming, stopping;
    pthread_t thread;
    pthread_cond_t changed;
    uint32_t sequence;
    char showing[PATH_MAX]; /* spec's `show`, … */
    int shown;              /* … and so many pictures of it, so far */
    struct pictures pictures;
};

extern pthread_mutex_t double_m;

size_t format_bytes(const struct offer *as);
int format_stride(const struct offer *as);
const char *format_name(uint32_t fourcc);

void ring_push(struct ring *ring, int index);
int ring_take(struct ring *ring); /* of one that is not empty */

/* The real close, below our own. */
int real_close(int fd);

/* device.c: an ioctl's answer, -1 with errno. */
int device_ioctl(struct handle *handle, unsigned long request, void *argument);
/* Another handle that holds buffers of the same device. */
struct handle *handle_busy(const struct handle *but);

/* stream.c */
int stream_buffers(struct handle *handle, struct v4l2_requestbuffers *request);
int stream_start(struct handle *handle);
void stream_stop(struct handle *handle); /* lets go of double_m meanwhile */
void stream_die(struct handle *handle);  /* unplugged */

#endif
