#include "tests/station/process.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

const char *process_directory(void)
{
    static char path[40];
    strcpy(path, "/tmp/kaimen-test-XXXXXX");
    assert_non_null(mkdtemp(path));
    return path;
}

void process_forget(const char *directory)
{
    char command[100];
    assert_int_equal(strncmp(directory, "/tmp/kaimen-test-", 17), 0);
    snprintf(command, sizeof command, "rm -rf '%s'", directory);
    assert_int_equal(system(command), 0);
}

/* Reads a line of the child's log, at most 20 s. */
static bool read_line(int fd, char *out, size_t size)
{
    size_t len = 0;
    alarm(20);
    while (len + 1 < size && read(fd, out + len, 1) == 1 && out[len] != '\n') {
        len++;
    }
    alarm(0);
    out[len] = '\0';
    return len > 0;
}

struct process process_serve(const char *directory, const char *programme, const char *rehearse)
{
    struct process process = {0};
    char data[100], line[600];
    int log[2];
    snprintf(data, sizeof data, "%s/data", directory);
    assert_int_equal(pipe2(log, O_CLOEXEC), 0);
    process.pid = fork();
    assert_true(process.pid >= 0);
    if (process.pid == 0) {
        dup2(log[1], STDERR_FILENO);
        execl(STATION_PROGRAM, STATION_PROGRAM, "serve", "--config", "/dev/null", "--data", data,
                "--listen", "127.0.0.1:0", "--programme", programme,
                rehearse != NULL ? "--rehearse" : NULL, rehearse, NULL);
        _exit(127);
    }
    close(log[1]);
    process.log = log[0];
    if (!read_line(process.log, line, sizeof line) || strstr(line, "on port ") == NULL) {
        fail_msg("serve said: %s", line);
    }
    process.port = (uint16_t)atoi(strstr(line, "on port ") + 8);
    return process;
}

int process_end(struct process *process, int signal_number)
{
    int status = 0;
    kill(process->pid, signal_number);
    assert_int_equal(waitpid(process->pid, &status, 0), process->pid);
    close(process->log);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

void process_slurp(const char *path, char *out, size_t size)
{
    FILE *file = fopen(path, "re");
    assert_non_null(file);
    size_t len = fread(out, 1, size - 1, file);
    out[len] = '\0';
    fclose(file);
}

int process_run(const char *args, char *out, size_t out_size, char *err, size_t err_size)
{
    char command[1200], said[40] = "/tmp/kaimen-test-out-XXXXXX", why[60];
    int fd = mkstemp(said);
    assert_true(fd >= 0);
    close(fd);
    snprintf(why, sizeof why, "%s.err", said);
    snprintf(command, sizeof command, "%s %s >%s 2>%s", STATION_PROGRAM, args, said, why);
    int status = system(command);
    process_slurp(said, out, out_size);
    process_slurp(why, err, err_size);
    unlink(said);
    unlink(why);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}
