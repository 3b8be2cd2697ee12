/* printer_double --port N --out DIR [--state ok|low|out|cover|mute]: a ticket printer on TCP for
 * end-to-end tests. Says on standard output which port it listens on (--port 0: any), leaves every
 * ticket as DIR/ticket-N.png, and changes its state when DIR/state says another word. A command
 * that it does not know ends it with 1 and a line in DIR/error. Ends with 0 on SIGTERM or SIGINT.
 */

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/bounds.h"
#include "kiosk/sdl/png.h"
#include "tests/kiosk/device/fake_printer.h"

#define TURN_MS 50

struct options {
    int port; /* -1 = not given */
    const char *out, *state;
};

static volatile sig_atomic_t ended;

static void end(int number)
{
    (void)number;
    ended = 1;
}

static bool set_state(struct fake_printer *f, const char *word)
{
    static const char *const words[] = {"ok", "low", "out", "cover", "mute"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(word, words[i]) != 0)
            continue;
        fake_printer_lock(f);
        f->inside.paper_near = i == 1;
        f->inside.paper_out = i == 2;
        f->inside.cover_open = i == 3;
        f->inside.mute = i == 4;
        fake_printer_unlock(f);
        return true;
    }
    return false;
}

/* Takes over what DIR/state says, if it says anything. */
static void read_state(struct fake_printer *f, const char *folder)
{
    char path[512];
    char word[16] = "";
    snprintf(path, sizeof path, "%s/state", folder);
    FILE *file = fopen(path, "r");
    if (!file)
        return;
    if (fscanf(file, "%15s", word) == 1 && !set_state(f, word))
        fprintf(stderr, "%s says %s; allowed: ok, low, out, cover, mute\n", path, word);
    fclose(file);
}

static bool write_ticket(const struct kiosk_raster *ticket, const char *folder, int number)
{
    char path[512];
    char err[KM_ERR_MAX] = "";
    size_t count = (size_t)ticket->width * (size_t)ticket->rows;
    uint32_t *pixels = malloc(count * sizeof *pixels);
    if (!pixels)
        abort();
    for (size_t i = 0; i < count; i++) {
        int x = (int)(i % (size_t)ticket->width);
        int y = (int)(i / (size_t)ticket->width);
        pixels[i] = kiosk_raster_dot(ticket, x, y) ? 0xFF000000 : 0xFFFFFFFF;
    }
    snprintf(path, sizeof path, "%s/ticket-%d.png", folder, number);
    bool written = kiosk_png_write(path, pixels, ticket->width, ticket->rows, err);
    if (!written)
        fprintf(stderr, "Could not write a ticket: %s\n", err);
    free(pixels);
    return written;
}

static bool write_error(const char *error, const char *folder)
{
    char path[512];
    fprintf(stderr, "The kiosk sent what no printer knows: %s\n", error);
    snprintf(path, sizeof path, "%s/error", folder);
    FILE *file = fopen(path, "w");
    if (file) {
        fprintf(file, "%s\n", error);
        fclose(file);
    }
    return false;
}

static bool serve(struct fake_printer *f, const char *folder)
{
    bool good = true;
    for (int written = 0; good && !ended;) {
        read_state(f, folder);
        fake_printer_lock(f);
        while (good && written < f->inside.count) {
            good = write_ticket(&f->inside.tickets[written], folder, written + 1);
            written++;
        }
        if (f->inside.error[0])
            good = write_error(f->inside.error, folder);
        fake_printer_unlock(f);
        nanosleep(&(struct timespec){0, TURN_MS * 1000000}, NULL);
    }
    return good;
}

static bool read_options(int argc, char **argv, struct options *out_options)
{
    struct options options = {-1, NULL, "ok"};
    for (int i = 1; i + 1 < argc; i += 2) {
        if (strcmp(argv[i], "--port") == 0)
            options.port = atoi(argv[i + 1]);
        else if (strcmp(argv[i], "--out") == 0)
            options.out = argv[i + 1];
        else if (strcmp(argv[i], "--state") == 0)
            options.state = argv[i + 1];
        else
            return false;
    }
    *out_options = options;
    return argc % 2 == 1 && options.out && options.port >= 0 && options.port <= 65535;
}

int main(int argc, char **argv)
{
    struct options options;
    struct fake_printer printer;
    if (!read_options(argc, argv, &options)) {
        fprintf(stderr,
                "usage: printer_double --port N --out DIR [--state ok|low|out|cover|mute]\n");
        return 2;
    }
    signal(SIGTERM, end);
    signal(SIGINT, end);
    fake_printer_start_tcp(&printer, options.port);
    if (!set_state(&printer, options.state)) {
        fprintf(stderr, "--state is %s; allowed: ok, low, out, cover, mute\n", options.state);
        fake_printer_stop(&printer);
        return 2;
    }
    printf("The printer double listens on port %d\n", printer.port);
    fflush(stdout);
    bool good = serve(&printer, options.out);
    fake_printer_stop(&printer);
    return good ? 0 : 1;
}
