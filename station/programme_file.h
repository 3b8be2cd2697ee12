#ifndef STATION_PROGRAMME_FILE_H
#define STATION_PROGRAMME_FILE_H

/* A teacher's programme file and the logo that it names, as one text: what goes into the journal
 * and to the kiosks. The logo's path is seen from the file's directory; its bytes are appended as
 * `logo_png`, so the same files always give the same text. Any thread. */

#include "core/programme.h"

/* A mistake in either file gives FILE:LINE, what is wrong and what is allowed. Both results are
 * owned; the text is NUL-terminated and of up to KM_PROGRAMME_MAX bytes. */
bool station_programme_read(const char *path, char **out_text, size_t *out_len,
        struct km_programme **out_programme, char *err);

/* The same of a text that is at hand; name: what messages call it. */
bool station_programme_check(const char *text, size_t len, const char *name,
        struct km_programme **out_programme, char *err);

#endif
