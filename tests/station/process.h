#ifndef TEST_STATION_PROCESS_H
#define TEST_STATION_PROCESS_H

/* The real program, run as a child with real sockets and a directory of its own. Failures are
 * cmocka's. */

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct process {
    pid_t pid;
    int log;       /* its stderr */
    uint16_t port; /* of a `serve` that came up */
};

/* A new directory under /tmp; its path is static. process_forget removes it with all in it. */
const char *process_directory(void);
void process_forget(const char *directory);

/* Starts `kaimen-station serve` on a free port with that programme in a data directory. rehearse:
 * NULL = none. */
struct process process_serve(const char *directory, const char *programme, const char *rehearse);

/* Ends it by that signal and gives its exit code, or -signal when the signal ended it. */
int process_end(struct process *process, int signal_number);

/* Runs `kaimen-station ARGS…` (a shell's words) to its end. Gives the exit code; out and err get
 * what it said, as far as it fits. */
int process_run(const char *args, char *out, size_t out_size, char *err, size_t err_size);

/* A file's text, as far as it fits. */
void process_slurp(const char *path, char *out, size_t size);

#endif
