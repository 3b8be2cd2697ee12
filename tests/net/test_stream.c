/* Event streams to several viewers, of whom one does not read and one leaves. */

#include "core/net/reply.h"
#include "core/net/stream.h"
#include "tests/net/raw.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#define VIEWERS 8

static struct km_stream *streams[VIEWERS];
static atomic_bool gone[VIEWERS];
static atomic_int n_streams, n_closed;

static void on_closed(struct km_stream *stream, void *arg)
{
    (void)arg;
    for (int i = 0; i < VIEWERS; i++) {
        if (streams[i] == stream) {
            gone[i] = true;
        }
    }
    atomic_fetch_add(&n_closed, 1);
}

static void on_live(void *ctx, const struct km_request *request, struct km_reply *reply)
{
    (void)ctx;
    (void)request;
    struct km_stream *stream = km_stream_open(reply, on_closed, NULL);
    if (stream != NULL) {
        streams[n_streams] = stream;
        atomic_fetch_add(&n_streams, 1);
    }
}

static const struct km_route routes[] = {{"GET", "/live", on_live, 0}};

static struct km_server *start(void)
{
    n_streams = 0;
    n_closed = 0;
    for (int i = 0; i < VIEWERS; i++) {
        streams[i] = NULL;
        gone[i] = false;
    }
    return raw_start((struct km_server_options){.routes = routes, .n_routes = 1});
}

/* Opens a viewer's stream; its number is the order of these calls. */
static int view(const struct km_server *server, const char *version)
{
    char text[100];
    int n = n_streams, fd = raw_connect(server);
    snprintf(text, sizeof text, "GET /live HTTP/1.%s\r\nHost: k\r\n\r\n", version);
    raw_say(fd, text);
    assert_true(raw_wait(&n_streams, n + 1));
    return fd;
}

static char got[300000];

static void test_events_reach_every_viewer(void **state)
{
    (void)state;
    struct km_server *server = start();
    int fds[VIEWERS];
    for (int i = 0; i < VIEWERS; i++) {
        fds[i] = view(server, i % 2 == 0 ? "1" : "0");
    }
    for (int i = 0; i < VIEWERS; i++) {
        km_stream_send(streams[i], "zones", "{\"a\":1}", 7);
        km_stream_send(streams[i], NULL, "two\nlines", 9);
        km_stream_close(streams[i]);
    }
    for (int i = 0; i < VIEWERS; i++) {
        raw_read(fds[i], NULL, got, sizeof got);
        assert_non_null(strstr(got, "Content-Type: text/event-stream"));
        assert_non_null(strstr(got, "retry: 2000\n\n"));
        char *first = strstr(got, "event: zones\ndata: {\"a\":1}\n\n");
        assert_non_null(first);
        assert_non_null(strstr(first, "data: two\ndata: lines\n\n"));
        close(fds[i]);
    }
    assert_int_equal(n_closed, 0); /* ended by us, not by them */
    raw_stop(server);
}

static void test_viewer_who_leaves_or_does_not_read(void **state)
{
    (void)state;
    struct km_server *server = start();
    int reader = view(server, "1"), leaver = view(server, "1"), sleeper = view(server, "1");
    close(leaver);
    assert_true(raw_wait(&n_closed, 1));
    assert_true(gone[1]);
    static char data[4000];
    memset(data, 'x', sizeof data);
    for (int i = 0; i < 5000 && n_closed < 2; i++) {
        for (int k = 0; k < 3; k++) {
            km_stream_send(streams[k], "big", data, sizeof data);
        }
        raw_read(reader, "x\n\n", got, sizeof got);
        assert_non_null(strstr(got, "xxx"));
    }
    assert_true(raw_wait(&n_closed, 2));
    assert_true(gone[2]);
    assert_false(gone[0]);
    assert_true(raw_closed(sleeper)); /* after what the kernel had taken */
    for (int k = 0; k < 3; k++) {
        km_stream_close(streams[k]);
    }
    assert_true(raw_closed(reader));
    close(reader);
    close(sleeper);
    raw_stop(server);
}

static void test_stop_with_streams_open(void **state)
{
    (void)state;
    struct km_server *server = start();
    int a = view(server, "1"), b = view(server, "1");
    close(a);
    assert_true(raw_wait(&n_closed, 1));
    km_stream_close(streams[0]); /* closed already: gives the handle back */
    km_stream_send(streams[1], NULL, "x", 1);
    km_server_stop(server);
    km_server_join(server);
    km_server_free(server);
    assert_int_equal(n_closed, 2);
    km_stream_send(streams[1], NULL, "x", 1);
    km_stream_close(streams[1]);
    close(b);
}

static void test_head_opens_no_stream(void **state)
{
    (void)state;
    struct km_server *server = start();
    const char *head = "HEAD /live HTTP/1.1\r\nHost: k\r\n\r\n";
    assert_int_equal(raw_status(server, head, strlen(head)), 200);
    assert_int_equal(n_streams, 0);
    raw_stop(server);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_events_reach_every_viewer),
            cmocka_unit_test(test_viewer_who_leaves_or_does_not_read),
            cmocka_unit_test(test_stop_with_streams_open),
            cmocka_unit_test(test_head_opens_no_stream),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
