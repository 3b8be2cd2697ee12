#ifndef KIOSK_SCAN_PICTURE_H
#define KIOSK_SCAN_PICTURE_H

/* Picture files (PNG, JPEG) and camera JPEGs to grey. The kind is told by the first bytes, never by
 * the name. Sizes are bounded before anything is unpacked: a picture comes from a stranger. Any
 * thread. */

#include <stdbool.h>
#include <stddef.h>

#include "kiosk/scan/frame.h"

/* Reads a PNG or JPEG file. *out is resized (owned by the caller); on failure it is untouched or,
 * where the file breaks off in the middle, holds an undefined picture of the right size. err:
 * KM_ERR_MAX bytes. */
bool kiosk_picture_read(const char *path, struct kiosk_grey *out, char *err);

/* A JPEG unpacker that is kept from frame to frame; opaque, it hides libturbojpeg. One thread at a
 * time. */
struct kiosk_jpeg;
struct kiosk_jpeg *kiosk_jpeg_new(void);
void kiosk_jpeg_free(struct kiosk_jpeg *jpeg);

/* Unpacks the luma of one JPEG. Cameras often leave out the Huffman tables; the standard ones are
 * then used. Damage that libjpeg only warns of is an error here unless `lenient`. err: KM_ERR_MAX
 * bytes. */
bool kiosk_jpeg_unpack(struct kiosk_jpeg *jpeg, const void *bytes, size_t length, bool lenient,
        struct kiosk_grey *out, char *err);

#endif
