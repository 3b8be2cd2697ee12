/* `check F`: says of a programme file what `serve` would say, without starting. */
#include "core/programme.h"
#include "station/commands.h"
#include "station/config.h"

#include <stdio.h>
#include <stdlib.h>

int station_check(const struct station_options *options)
{
    char err[KM_ERR_MAX];
    char *text = NULL;
    size_t len = 0;
    struct km_programme *programme = NULL;
    if (!station_config_slurp(options->file, KM_PROGRAMME_MAX, &text, &len, err) ||
            !km_programme_parse(text, len, options->file, &programme, err)) {
        fprintf(stderr, "%s\n", err);
        free(text);
        return 1;
    }
    printf("%s: ok: %s, %u zones, %zu activities\n", options->file,
            km_text_in(&programme->title, KM_LANG_ZH), programme->zones_count,
            km_programme_activity_count(programme));
    km_programme_free(programme);
    free(text);
    return 0;
}
