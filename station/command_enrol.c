/* `enrol --name N`: makes a one-time code and shows it as text and as a QR code in the terminal,
 * for the kiosk's camera or keyboard. Works beside a running `serve`. */
#include "station/address.h"
#include "station/clock.h"
#include "station/commands.h"
#include "station/config.h"
#include "station/enrolment.h"

#include <qrencode.h>
#include <stdio.h>
#include <string.h>

#define QUIET 4 /* modules around the code that must stay light */

static bool is_dark(const QRcode *code, int x, int y)
{
    return x >= 0 && y >= 0 && x < code->width && y < code->width &&
           (code->data[y * code->width + x] & 1);
}

/* Two rows of modules in one line of half blocks. Light modules are drawn, since terminals are
 * mostly dark; the colours are set in case this one is not. */
static void print_code(const QRcode *code)
{
    static const char *const blocks[2][2] = {{"\u2588", "\u2580"}, {"\u2584", " "}};
    for (int y = -QUIET; y < code->width + QUIET; y += 2) {
        fputs("\033[97;40m", stdout);
        for (int x = -QUIET; x < code->width + QUIET; x++) {
            fputs(blocks[is_dark(code, x, y)][is_dark(code, x, y + 1)], stdout);
        }
        fputs("\033[0m\n", stdout);
    }
}

/* Where kiosks find the station: as `serve` wrote it down, or as the configuration has it. */
static bool public_url(const struct station_campus *campus, const struct station_config *config,
        char out_url[KM_URL_MAX + 1], char *err)
{
    const struct km_plan *plan = &km_fold_roster(campus->ledger.fold)->plan;
    const char *known = config->public_url[0] != '\0' ? config->public_url : plan->url;
    if (known[0] != '\0') {
        snprintf(out_url, KM_URL_MAX + 1, "%s", known);
        return true;
    }
    return station_address_make(config->listen, 0, out_url, err);
}

static bool invite(
        const struct station_options *options, char out_code[KM_ENROL_CODE_SIZE], char *err)
{
    struct station_config config;
    struct station_campus campus;
    char url[KM_URL_MAX + 1], why[KM_ERR_MAX];
    if (!station_config_make(options, &config, err)) {
        return false;
    }
    bool ok = station_campus_open(&campus, config.data, true, why);
    if (ok) {
        ok = public_url(&campus, &config, url, why) &&
             station_enrolment_invite(
                     &campus, options->name, url, station_clock_utc(), out_code, why);
        station_campus_close(&campus);
    }
    if (!ok) {
        snprintf(err, KM_ERR_MAX, "Could not make a code: %.350s", why);
    }
    return ok;
}

int station_enrol(const struct station_options *options)
{
    char text[KM_ENROL_CODE_SIZE], err[KM_ERR_MAX];
    if (!invite(options, text, err)) {
        fprintf(stderr, "%s\n", err);
        return 1;
    }
    /* On a screen nothing is torn or stained: better larger modules, and a window of 24 lines. */
    QRcode *code = QRcode_encodeString(text, 0, QR_ECLEVEL_L, QR_MODE_8, 1);
    if (code != NULL) {
        print_code(code);
        QRcode_free(code);
    }
    printf("%s\n", text);
    fprintf(stderr, "For \"%s\", once, within an hour: kaimen-kiosk enrol CODE\n", options->name);
    return 0;
}
