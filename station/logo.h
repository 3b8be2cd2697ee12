#ifndef STATION_LOGO_H
#define STATION_LOGO_H

/* The logo's PNG file as the programme in force carries it, for browsers. Immutable; counted, any
 * thread. */

#include <stddef.h>
#include <stdint.h>

#include "core/programme.h"

struct station_logo;

/* NULL when the programme has none, or one that is no base64. The caller holds the reference. */
struct station_logo *station_logo_of(const struct km_programme *programme);
struct station_logo *station_logo_ref(struct station_logo *logo); /* NULL is fine */
void station_logo_unref(struct station_logo *logo);               /* NULL is fine */
const uint8_t *station_logo_png(const struct station_logo *logo, size_t *out_len); /* borrowed */

#endif
