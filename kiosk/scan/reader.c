#include "kiosk/scan/reader.h"

#include <stdlib.h>

struct kiosk_reader {
    struct kiosk_decoder *decoder; /* owned */
    unsigned frames;               /* watched so far: every other one looks a little differently */
};

struct kiosk_reader *kiosk_reader_new(void)
{
    struct kiosk_reader *reader = calloc(1, sizeof *reader);
    if (!reader)
        abort();
    reader->decoder = kiosk_decoder_new();
    return reader;
}

void kiosk_reader_free(struct kiosk_reader *reader)
{
    if (!reader)
        return;
    kiosk_decoder_free(reader->decoder);
    free(reader);
}

bool kiosk_reader_watch(struct kiosk_reader *reader, const struct kiosk_grey *frame,
        struct kiosk_readings *out, struct kiosk_sighting *sighting)
{
    *sighting = (struct kiosk_sighting){0};
    struct kiosk_grey look = reader->frames++ % 2 ? kiosk_grey_nudged(frame) : *frame;
    bool read = kiosk_decoder_read(reader->decoder, &look, out);
    if (read) {
        sighting->seen = true;
        for (int i = 0; i < 4; i++)
            sighting->corners[i] = out->list[0].corners[i];
    }
    return read;
}

bool kiosk_reader_read(
        struct kiosk_reader *reader, const struct kiosk_grey *picture, struct kiosk_readings *out)
{
    if (kiosk_decoder_read(reader->decoder, picture, out))
        return true;
    struct kiosk_grey nudged = kiosk_grey_nudged(picture);
    return kiosk_decoder_read(reader->decoder, &nudged, out);
}
