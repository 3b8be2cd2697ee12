/* Some thousand clients that break off at any point, beside answers from another thread and event
 * streams: nothing is left of them, and the sanitizers have nothing to say. */

#include "core/net/reply.h"
#include "core/net/stream.h"
#include "tests/net/raw.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#define CLIENTS 3000
#define KEPT 16

/* Answers of the worker thread, the oldest when there is no more room. Guarded by mutex. */
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static struct km_reply *kept[KEPT];
static size_t n_kept;
static atomic_int n_streams, n_closed;
static atomic_bool done;

static void on_now(void *ctx, const struct km_request *request, struct km_reply *reply)
{
    (void)ctx;
    km_reply_send(reply, 200, "text/plain", request->body, request->body_len);
}

static void on_later(void *ctx, const struct km_request *request, struct km_reply *reply)
{
    (void)ctx;
    pthread_mutex_lock(&mutex);
    if (n_kept < KEPT) {
        kept[n_kept++] = reply;
        reply = NULL;
    }
    pthread_mutex_unlock(&mutex);
    if (reply != NULL) {
        on_now(NULL, request, reply);
    }
}

static void on_closed(struct km_stream *stream, void *arg)
{
    (void)arg;
    atomic_fetch_add(&n_closed, 1);
    km_stream_close(stream);
}

static void on_live(void *ctx, const struct km_request *request, struct km_reply *reply)
{
    (void)ctx;
    (void)request;
    struct km_stream *stream = km_stream_open(reply, on_closed, NULL);
    if (stream != NULL) {
        atomic_fetch_add(&n_streams, 1);
        km_stream_send(stream, "hello", "a\nb", 3);
    }
}

static const struct km_route routes[] = {
        {"POST", "/now", on_now, 0}, {"POST", "/later", on_later, 0}, {"GET", "/live", on_live, 0}};

static void *answer_later(void *arg)
{
    (void)arg;
    bool last = false;
    while (!last) {
        last = atomic_load(&done);
        pthread_mutex_lock(&mutex);
        struct km_reply *replies[KEPT];
        size_t n = n_kept;
        memcpy(replies, kept, sizeof kept);
        n_kept = 0;
        pthread_mutex_unlock(&mutex);
        for (size_t i = 0; i < n; i++) {
            km_reply_send_text(
                    replies[i], 200, "later%s", km_reply_gone(replies[i]) ? " gone" : "");
        }
        usleep(300);
    }
    return NULL;
}

/* What a client would say: a few requests on one connection, some of them bad. */
static size_t make_text(char *to)
{
    static const char *const requests[] = {
            "POST /now HTTP/1.1\r\nHost: k\r\nContent-Length: 10\r\n\r\n0123456789",
            "POST /later HTTP/1.1\r\nHost: k\r\nContent-Length: 10\r\n\r\n0123456789",
            "POST /later HTTP/1.1\r\nHost: k\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            "GET /live HTTP/1.1\r\nHost: k\r\n\r\n",
            "POST /now HTTP/1.1\r\nHost: k\r\nContent-Length: 2000\r\n\r\n0123456789",
            "POST /now HTTP/1.1\r\nHost: k\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n01234",
    };
    size_t len = 0;
    for (int n = 1 + rand() % 4; n > 0; n--) {
        const char *request = requests[(size_t)rand() % (sizeof requests / sizeof requests[0])];
        memcpy(to + len, request, strlen(request));
        len += strlen(request);
    }
    return len;
}

static void be_rude(const struct km_server *server)
{
    char text[1000], junk[100];
    size_t len = make_text(text), part = (size_t)rand() % (len + 1);
    int fd = raw_connect(server);
    raw_write(fd, text, part);
    if (rand() % 2 == 0) {
        usleep((unsigned)rand() % 500);
    }
    if (rand() % 2 == 0) {
        raw_write(fd, text + part, len - part);
    }
    if (rand() % 3 == 0 && recv(fd, junk, sizeof junk, MSG_DONTWAIT) < 0) {
        usleep((unsigned)rand() % 500);
    }
    struct linger reset = {1, 0};
    if (rand() % 2 == 0) {
        setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    }
    close(fd);
}

static void test_rude_clients_leave_nothing(void **state)
{
    (void)state;
    srand(20260);
    struct km_server *server = raw_start(
            (struct km_server_options){.routes = routes, .n_routes = 3, .body_max = 1000});
    int before = raw_sockets();
    pthread_t worker;
    assert_int_equal(pthread_create(&worker, NULL, answer_later, NULL), 0);
    for (int i = 0; i < CLIENTS; i++) {
        be_rude(server);
    }
    for (int ms = 0; ms < 10000 && raw_sockets() != before; ms++) {
        usleep(1000);
    }
    assert_int_equal(raw_sockets(), before);
    const char *fine = "POST /later HTTP/1.1\r\nHost: k\r\nContent-Length: 0\r\n"
                       "Connection: close\r\n\r\n";
    assert_int_equal(raw_status(server, fine, strlen(fine)), 200);
    assert_true(n_streams > 0);
    assert_int_equal(n_closed, n_streams);
    atomic_store(&done, true);
    pthread_join(worker, NULL);
    raw_stop(server);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rude_clients_leave_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
