/* kaimen-kiosk pin: sets the staff PIN. At a terminal it is asked for twice and not shown; else one
 * line of standard input is it. */
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "kiosk/config.h"
#include "kiosk/identity.h"
#include "kiosk/pin.h"

#define LINE_MAX_BYTES 64

/* One line without its end; false when there is none or it is too long to be a PIN. */
static bool read_line(char out[LINE_MAX_BYTES])
{
    if (!fgets(out, LINE_MAX_BYTES, stdin))
        return false;
    size_t length = strcspn(out, "\r\n");
    bool whole = out[length] != 0 || feof(stdin);
    out[length] = 0;
    return whole;
}

static bool ask(const char *prompt, char out[LINE_MAX_BYTES])
{
    struct termios shown, hidden;
    if (tcgetattr(STDIN_FILENO, &shown) != 0)
        return false;
    hidden = shown;
    hidden.c_lflag &= ~(tcflag_t)ECHO;
    fprintf(stderr, "%s", prompt);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    bool read = read_line(out);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
    fputc('\n', stderr);
    return read;
}

static bool read_pin(char out[LINE_MAX_BYTES], char *err)
{
    char again[LINE_MAX_BYTES] = "";
    bool terminal = isatty(STDIN_FILENO);
    bool read = terminal ? ask("PIN for the staff: ", out) : read_line(out);
    if (!read) {
        snprintf(err, KM_ERR_MAX, "one line with %d to %d digits was expected", KIOSK_PIN_LEAST,
                KIOSK_PIN_MOST);
        return false;
    }
    if (!kiosk_pin_fit(out, err))
        return false;
    bool same = !terminal || (ask("The same again: ", again) && strcmp(out, again) == 0);
    if (!same)
        snprintf(err, KM_ERR_MAX, "the two were not the same");
    sodium_memzero(again, sizeof again);
    return same;
}

int kiosk_command_pin(const struct kiosk_options *options)
{
    struct kiosk_config config;
    struct km_journal *journal = NULL;
    char err[KM_ERR_MAX];
    char digits[LINE_MAX_BYTES] = "";
    if (!kiosk_config_make(options, &config, err)) {
        fprintf(stderr, "%s\n", err);
        return 1;
    }
    bool done = kiosk_data_open(config.data, &journal, err) && read_pin(digits, err) &&
                kiosk_pin_set(journal, digits, err);
    sodium_memzero(digits, sizeof digits);
    if (journal)
        journal->ops->close(journal);
    if (!done) {
        fprintf(stderr, "Could not set the PIN: %s\n", err);
        return 1;
    }
    printf("The PIN is set.\n");
    return 0;
}
