/* One table of commands, one of options; a letter per command says which options it takes. */
#include "kiosk/options.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

static const struct command {
    const char *name;
    char letter;
    int least, most; /* arguments */
    const char *needs;
    kiosk_command_fn *run;
} commands[] = {
        {"", 'r', 0, 0, "", kiosk_command_run},
        {"enrol", 'e', 1, 1, "needs the code that `kaimen-station enrol` shows, once",
                kiosk_command_enrol},
        {"pin", 'p', 0, 0, "", kiosk_command_pin},
        {"scan-file", 'f', 1, 1000, "needs picture files", kiosk_command_scan_file},
        {"self-test", 't', 0, 0, "", kiosk_command_self_test},
        {"screenshots", 's', 0, 100, "", kiosk_command_screenshots},
};

static const struct option {
    const char *name;
    const char *commands; /* letters */
    size_t offset;        /* of its string in kiosk_options */
} options[] = {
        {"--config", "repft", offsetof(struct kiosk_options, config)},
        {"--data", "repft", offsetof(struct kiosk_options, data)},
        {"--station", "ret", offsetof(struct kiosk_options, station)},
        {"--camera", "rt", offsetof(struct kiosk_options, camera)},
        {"--role", "rt", offsetof(struct kiosk_options, role)},
        {"--windowed", "r", offsetof(struct kiosk_options, windowed)},
        {"--lang", "rs", offsetof(struct kiosk_options, lang)},
        {"--zone", "rf", offsetof(struct kiosk_options, zone)},
        {"--trace", "r", offsetof(struct kiosk_options, trace)},
        {"--out", "s", offsetof(struct kiosk_options, out)},
        {"--size", "s", offsetof(struct kiosk_options, size)},
        {"--access", "s", offsetof(struct kiosk_options, access)},
        {"--printer", "rt", offsetof(struct kiosk_options, printer)},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

const char *kiosk_options_usage(void)
{
    return "usage:\n"
           "  kaimen-kiosk [--config F] [--data DIR] [--windowed WxH] [--lang zh|en] [--zone "
           "CODE]\n"
           "               [--role all|ticket|checkin|board] [--camera "
           "auto|v4l2:DEVICE|files:PATHS|none]\n"
           "               [--printer /dev/usb/lpN|tcp:HOST[:PORT]|none] [--station URL] [--trace "
           "FILE]\n"
           "  kaimen-kiosk enrol CODE        join a campus; kaimen-station enrol shows the code\n"
           "  kaimen-kiosk pin               set the staff PIN: asked twice, or one line of "
           "standard input\n"
           "  kaimen-kiosk scan-file [--data DIR] [--zone CODE] IMG...\n"
           "                                 read the QR codes in pictures and, with a kiosk's "
           "data, "
           "judge its\n"
           "                                 tickets; a line each: FILE, ms, verdict, about, text\n"
           "  kaimen-kiosk self-test         look at disk, station, PIN, camera, printer, paper, "
           "fonts, "
           "sound and voice\n"
           "  kaimen-kiosk screenshots --out DIR [--size WxH] [--lang zh|en]\n"
           "               [--access low,contrast,large] [NAME...]\n"
           "                                 draw every screen (or those of that name) into DIR\n"
           "  kaimen-kiosk --version\n"
           "enrol, pin and self-test also take [--config F] [--data DIR]; enrol and self-test "
           "[--station URL]\n"
           "exit codes: 0 done, 1 failed, 2 usage\n";
}

static const struct command *find_command(const char *name, char *err)
{
    size_t used = (size_t)snprintf(err, KM_ERR_MAX, "unknown command %.60s; there are:", name);
    for (size_t i = 0; i < COUNT(commands); i++) {
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
        if (commands[i].name[0])
            used += (size_t)snprintf(err + used, KM_ERR_MAX - used, " %s", commands[i].name);
    }
    return NULL;
}

/* One option with its value. */
static bool take(const struct command *command, const char *name, const char *value,
        struct kiosk_options *out, char *err)
{
    for (size_t i = 0; i < COUNT(options); i++) {
        const char **place = (const char **)(void *)((char *)out + options[i].offset);
        if (strcmp(options[i].name, name) != 0 || !strchr(options[i].commands, command->letter))
            continue;
        if (!value || *place) {
            snprintf(err, KM_ERR_MAX, "%s %s", name, value ? "is given twice" : "needs a value");
            return false;
        }
        *place = value;
        return true;
    }
    snprintf(err, KM_ERR_MAX, "%s%sthere is no option %.100s", command->name,
            *command->name ? ": " : "", name);
    return false;
}

bool kiosk_options_parse(int argc, char **argv, struct kiosk_options *out_options, char *err)
{
    struct kiosk_options out = {0};
    int first = 1;
    if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0)) {
        *out_options = out;
        return true;
    }
    if (argc > 1 && strcmp(argv[1], "--version") == 0) {
        out.version = true;
        *out_options = out;
        return true;
    }
    const char *name = argc > 1 && argv[1][0] != '-' ? argv[first++] : "";
    const struct command *command = find_command(name, err);
    if (!command)
        return false;
    /* Arguments are moved to the front, over what was read already. */
    out.arguments = argv + first;
    for (int i = first; i < argc; i++) {
        if (argv[i][0] != '-')
            argv[first + out.argument_count++] = argv[i];
        else if (!take(command, argv[i], argv[i + 1], &out, err))
            return false;
        else
            i++;
    }
    if (out.argument_count < command->least || out.argument_count > command->most) {
        if (command->most == 0)
            snprintf(err, KM_ERR_MAX, "what is %.100s?", out.arguments[0]);
        else
            snprintf(err, KM_ERR_MAX, "%s %s", command->name, command->needs);
        return false;
    }
    out.run = command->run;
    *out_options = out;
    return true;
}
