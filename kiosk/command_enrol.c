/* kaimen-kiosk enrol CODE. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "kiosk/config.h"
#include "kiosk/link/enrol.h"

int kiosk_command_enrol(const struct kiosk_options *options)
{
    struct kiosk_config config;
    struct km_journal *journal = NULL;
    struct kiosk_identity identity;
    char err[KM_ERR_MAX];
    char host[65] = "";
    gethostname(host, sizeof host - 1);
    if (!kiosk_config_make(options, &config, err)) {
        fprintf(stderr, "%s\n", err);
        return 1;
    }
    bool ok = kiosk_data_open(config.data, &journal, err) &&
              kiosk_enrol(journal, options->arguments[0], config.station[0] ? config.station : NULL,
                      host, &identity, err);
    if (journal)
        journal->ops->close(journal);
    if (!ok) {
        fprintf(stderr, "Could not enrol this kiosk: %s\n", err);
        return 1;
    }
    printf("Enrolled as kiosk %u at %s\n", identity.number, identity.url);
    return 0;
}
