#ifndef TEST_STATION_SERVED_H
#define TEST_STATION_SERVED_H

/* A campus that is served by the real program, in a rehearsal of a real school's day: the set-up of
 * the tests over HTTP, and how they ask it. Failures are cmocka's. */

#include "tests/station/fake_kiosk.h"
#include "tests/station/process.h"

#define SERVED_PROGRAMME "config/programmes/zhongxiang-2026.yaml"
#define SERVED_DAY_TEXT "2026-05-14"
#define SERVED_DAY (20587 | KM_DAY_REHEARSAL)

extern struct served {
    const char *directory; /* the campus is in DIRECTORY/data */
    struct process station;
    char said[40000]; /* the last answer, or what the last command wrote */
    char told[4000];  /* what it wrote to stderr */
} served;

/* cmocka's, around each test. */
int served_set_up(void **state);
int served_tear_down(void **state);

/* Ends it by that signal and starts it again; rehearse: NULL = none. */
void served_again(int signal_number, const char *programme, const char *rehearse);

/* A code from the command line, beside the running server; and a kiosk that enrols by one. */
void served_invite(const char *name, char *out_code, size_t size);
void served_join(struct fake_kiosk *kiosk, uint8_t who, const char *name);

/* GET; gives the status. */
int served_get(const char *path);

/* The same with the answer's head in said, over a bare socket. */
void served_get_raw(const char *path);

/* Runs `kaimen-station WORDS… --data` on the served directory; gives the exit code. */
int served_run(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* A number of a zone's figures, read again until it is what is expected, at most 5 s: figures are
 * published at most every 100 ms. */
void served_expect_zone(const char *code, const char *key, int64_t expected);

#endif
