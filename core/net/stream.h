#ifndef KM_NET_STREAM_H
#define KM_NET_STREAM_H

/* Server-sent events: one open answer per viewer. A comment goes out every 15 s, so that vanished
 * viewers show. A viewer with more than KM_NET_UNSENT_MAX bytes unsent is dropped: its browser
 * reconnects and starts afresh. The handle stays its holder's until km_stream_close, also when the
 * viewer went before; sending to a closed stream does nothing. */

#include <stdbool.h>
#include <stddef.h>

struct km_reply;
struct km_stream;

/* Turns a reply into a stream (and uses it up). Loop thread. `closed` (may be NULL) is called once
 * on the loop thread when the viewer went, was dropped, or the server is freed; not once
 * km_stream_close was called. NULL when the client is gone already or asked by HEAD (which
 * is answered). */
struct km_stream *km_stream_open(
        struct km_reply *reply, void (*closed)(struct km_stream *stream, void *arg), void *arg);

/* Sends one event; `event` NULL for the unnamed kind; data: text, may have lines; copied. Events
 * sent from one thread arrive in order. Keep one event well below KM_NET_UNSENT_MAX. Any thread. */
void km_stream_send(struct km_stream *stream, const char *event, const char *data, size_t len);

/* Ends the stream and gives the handle back: the last thing its holder does with it, also when the
 * stream is closed already (and in `closed`). Any thread; off the loop thread `closed` may be
 * running at that moment. */
void km_stream_close(struct km_stream *stream);

#endif
