/* One table of commands, one of options; a letter per command says which options it takes. */
#include "station/options.h"

#include "station/commands.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

static const struct command {
    const char *name;
    char letter;
    station_command_fn *run;
} commands[] = {
        {"serve", 's', station_serve},
        {"check", 'c', station_check},
        {"enrol", 'e', station_enrol},
        {"nodes", 'n', station_nodes},
        {"export", 'x', station_export},
        {"journal", 'j', station_journal},
        {"verify", 'v', station_verify},
};

static const struct option {
    const char *name;
    const char *commands; /* letters */
    bool needed;
    size_t offset; /* of its string in station_options */
} options[] = {
        {"--config", "senxjv", false, offsetof(struct station_options, config)},
        {"--data", "senxjv", false, offsetof(struct station_options, data)},
        {"--programme", "s", false, offsetof(struct station_options, programme)},
        {"--listen", "s", false, offsetof(struct station_options, listen)},
        {"--rehearse", "s", false, offsetof(struct station_options, rehearse)},
        {"--assets", "s", false, offsetof(struct station_options, assets)},
        {"--name", "e", true, offsetof(struct station_options, name)},
        {"--format", "x", true, offsetof(struct station_options, format)},
        {"--out", "x", true, offsetof(struct station_options, out)},
        {"--day", "x", false, offsetof(struct station_options, day)},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

const char *station_options_usage(void)
{
    return "usage:\n"
           "  kaimen-station serve   [--config F] [--programme F] [--data DIR] [--listen "
           "HOST:PORT]\n"
           "                         [--rehearse YYYY-MM-DD] [--assets DIR]\n"
           "  kaimen-station check F                       check a programme file\n"
           "  kaimen-station enrol --name N                make a one-time code for a kiosk\n"
           "  kaimen-station nodes                         list the kiosks\n"
           "  kaimen-station export --format csv|xlsx|json --out F [--day YYYY-MM-DD]\n"
           "  kaimen-station journal [--json]              print all records\n"
           "  kaimen-station verify                        check every chain and seal\n"
           "all but check also take [--config F] [--data DIR]\n"
           "kaimen-station --version | --help\n"
           "exit codes: 0 done, 1 failed, 2 usage\n";
}

static const char **string_at(struct station_options *out, size_t offset)
{
    return (const char **)(void *)((char *)out + offset);
}

static const struct command *find_command(const char *name, char *err)
{
    size_t used = (size_t)snprintf(err, KM_ERR_MAX, "unknown command %.60s; there are:", name);
    for (size_t i = 0; i < COUNT(commands); i++) {
        if (strcmp(commands[i].name, name) == 0) {
            return &commands[i];
        }
        used += (size_t)snprintf(err + used, KM_ERR_MAX - used, " %s", commands[i].name);
    }
    return NULL;
}

/* One argument, with its value when it takes one; returns how many were used, 0 with the reason. */
static int take(const struct command *command, char **argv, struct station_options *out, char *err)
{
    if (argv[0][0] != '-' && command->letter == 'c' && out->file == NULL) {
        out->file = argv[0];
        return 1;
    }
    if (strcmp(argv[0], "--json") == 0 && command->letter == 'j') {
        out->json = true;
        return 1;
    }
    for (size_t i = 0; i < COUNT(options); i++) {
        const char **value = string_at(out, options[i].offset);
        if (strcmp(options[i].name, argv[0]) != 0 ||
                strchr(options[i].commands, command->letter) == NULL) {
            continue;
        }
        if (argv[1] == NULL || *value != NULL) {
            snprintf(err, KM_ERR_MAX, "%s %s", argv[0],
                    argv[1] == NULL ? "needs a value" : "is given twice");
            return 0;
        }
        *value = argv[1];
        return 2;
    }
    snprintf(err, KM_ERR_MAX, "%s does not take %.100s", command->name, argv[0]);
    return 0;
}

static bool complete(const struct command *command, struct station_options *out, char *err)
{
    if (command->letter == 'c' && out->file == NULL) {
        snprintf(err, KM_ERR_MAX, "check needs the programme file");
        return false;
    }
    for (size_t i = 0; i < COUNT(options); i++) {
        if (options[i].needed && strchr(options[i].commands, command->letter) != NULL &&
                *string_at(out, options[i].offset) == NULL) {
            snprintf(err, KM_ERR_MAX, "%s needs %s", command->name, options[i].name);
            return false;
        }
    }
    return true;
}

static bool is_one_of(const char *word, const char *a, const char *b)
{
    return strcmp(word, a) == 0 || strcmp(word, b) == 0;
}

bool station_options_parse(int argc, char **argv, struct station_options *out_options, char *err)
{
    struct station_options out = {0};
    if (argc < 2) {
        snprintf(err, KM_ERR_MAX, "a command is missing");
        return false;
    }
    for (int i = 1; i < argc; i++) { /* also behind a command */
        if (strcmp(argv[i], "--help") == 0 || (i == 1 && is_one_of(argv[i], "help", "-h"))) {
            *out_options = out;
            return true;
        }
    }
    if (is_one_of(argv[1], "--version", "version")) {
        out.version = true;
        *out_options = out;
        return true;
    }
    const struct command *command = find_command(argv[1], err);
    if (command == NULL) {
        return false;
    }
    for (int i = 2, used; i < argc; i += used) {
        used = take(command, argv + i, &out, err);
        if (used == 0) {
            return false;
        }
    }
    if (!complete(command, &out, err)) {
        return false;
    }
    out.run = command->run;
    *out_options = out;
    return true;
}
