/* kaimen-station: the command line, and away. */
#include "station/options.h"

#include <locale.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    struct station_options options;
    char err[KM_ERR_MAX];
    if (!station_options_parse(argc, argv, &options, err)) {
        fprintf(stderr, "kaimen-station: %s\n\n%s", err, station_options_usage());
        return 2;
    }
    if (options.version) {
        puts("kaimen-station " KAIMEN_VERSION);
        return 0;
    }
    if (options.run == NULL) {
        fputs(station_options_usage(), stdout);
        return 0;
    }
    if (sodium_init() < 0) {
        fprintf(stderr, "Could not start libsodium: no random numbers\n");
        return 1;
    }
    setlocale(LC_CTYPE, "");
    signal(SIGPIPE, SIG_IGN);
    return options.run(&options);
}
