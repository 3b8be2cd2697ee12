/* `check F`: says of a programme file what `serve` would say, without starting. */
#include "station/commands.h"
#include "station/programme_file.h"

#include <stdio.h>
#include <stdlib.h>

int station_check(const struct station_options *options)
{
    char err[KM_ERR_MAX];
    char *text = NULL;
    size_t len = 0;
    struct km_programme *programme = NULL;
    if (!station_programme_read(options->file, &text, &len, &programme, err)) {
        fprintf(stderr, "%s\n", err);
        return 1;
    }
    printf("%s: ok: %s, %u zones, %zu activities%s\n", options->file,
            km_text_in(&programme->title, KM_LANG_ZH), programme->zones_count,
            km_programme_activity_count(programme), programme->logo_png != NULL ? ", a logo" : "");
    km_programme_free(programme);
    free(text);
    return 0;
}
