#ifndef STATION_HTTP_ERROR_H
#define STATION_HTTP_ERROR_H

/* How the API says no: {"error":"CODE","text":"…"}. Programs branch on the code, people read the
 * text. Any thread. */

struct km_reply;

/* Sends and uses up the reply. code: static, lower case with underscores. */
void station_error_send(struct km_reply *reply, int status, const char *code, const char *format,
        ...) __attribute__((format(printf, 4, 5)));

#endif
