#ifndef STATION_LOG_H
#define STATION_LOG_H

/* The program's only way to say something: one line on stderr, which the service manager keeps and
 * dates. Any thread. */

void station_log(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
