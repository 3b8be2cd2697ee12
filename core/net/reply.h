#ifndef KM_NET_REPLY_H
#define KM_NET_REPLY_H

/* The one answer to a request, now or later. The holder of a km_reply may take it to any thread;
 * one thread at a time. Exactly one km_reply_send… (or km_stream_open) uses it up. If the client
 * went away meanwhile, sending drops the answer and frees the handle all the same, so the holder
 * need not know. Keep an answer no longer than 25 s: kiosks and routers lose patience. */

#include <stdbool.h>
#include <stddef.h>

struct km_reply;

/* Adds a header, copied. A name or value that would break the head is a bug of ours, asserted; so
 * hand in checked values only. Without Cache-Control "no-store" is sent; nosniff always is. */
void km_reply_header(struct km_reply *reply, const char *name, const char *value);

/* True once the client is known to be gone: the answer need not be made any more. */
bool km_reply_gone(const struct km_reply *reply);

/* Sends and uses up the reply. type: Content-Type, NULL without a body. The body is copied. */
void km_reply_send(
        struct km_reply *reply, int status, const char *type, const void *body, size_t len);

/* The same for a body from malloc, which is taken over (freed in every case). */
void km_reply_send_owned(
        struct km_reply *reply, int status, const char *type, void *body, size_t len);

/* The same with an open file of len bytes, which is taken over (closed in every case). */
void km_reply_send_file(struct km_reply *reply, int status, const char *type, int fd, size_t len);

/* The same for a short text (UTF-8, text/plain), as errors are told. */
void km_reply_send_text(struct km_reply *reply, int status, const char *format, ...)
        __attribute__((format(printf, 3, 4)));

#endif
