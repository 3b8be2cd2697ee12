/* kaimen-kiosk: the command line, and away. */
#include <locale.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>

#include "kiosk/config.h"

int main(int argc, char **argv)
{
    struct kiosk_options options;
    char err[KM_ERR_MAX];
    if (!kiosk_options_parse(argc, argv, &options, err) || !kiosk_config_check(&options, err)) {
        fprintf(stderr, "kaimen-kiosk: %s\n\n%s", err, kiosk_options_usage());
        return 2;
    }
    if (options.version) {
        puts("kaimen-kiosk " KAIMEN_VERSION);
        return 0;
    }
    if (!options.run) {
        fputs(kiosk_options_usage(), stdout);
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
