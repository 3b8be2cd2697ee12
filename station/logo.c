#include "station/logo.h"

#include "core/logo.h"

#include <stdatomic.h>
#include <stdlib.h>

struct station_logo {
    atomic_int refs;
    uint8_t *png; /* owned */
    size_t len;
};

struct station_logo *station_logo_of(const struct km_programme *programme)
{
    char ignored[KM_ERR_MAX]; /* `serve` and `check` said it when the programme was put in force */
    uint8_t *png = NULL;
    size_t len = 0;
    if (programme->logo_png == NULL ||
            !km_logo_from_base64(programme->logo_png, &png, &len, ignored)) {
        return NULL;
    }
    struct station_logo *logo = malloc(sizeof *logo);
    if (logo == NULL) {
        abort();
    }
    *logo = (struct station_logo){.png = png, .len = len};
    atomic_init(&logo->refs, 1);
    return logo;
}

struct station_logo *station_logo_ref(struct station_logo *logo)
{
    if (logo != NULL) {
        atomic_fetch_add(&logo->refs, 1);
    }
    return logo;
}

void station_logo_unref(struct station_logo *logo)
{
    if (logo == NULL || atomic_fetch_sub(&logo->refs, 1) > 1) {
        return;
    }
    free(logo->png);
    free(logo);
}

const uint8_t *station_logo_png(const struct station_logo *logo, size_t *out_len)
{
    *out_len = logo->len;
    return logo->png;
}
