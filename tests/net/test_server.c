/* Routes, answers now and later, posts and timers, over real sockets. */

#include "core/net/reply.h"
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

struct app {
    pthread_mutex_t mutex;
    struct km_reply *kept[64]; /* guarded by mutex */
    atomic_int n_kept;
    atomic_int ran;
};

static void on_hello(void *ctx, const struct km_request *request, struct km_reply *reply)
{
    (void)ctx;
    const char *name = km_request_query(request, "name");
    km_reply_send_text(reply, 200, "hello %s", name != NULL ? name : "you");
}

static void on_ticket(void *ctx, const struct km_request *request, struct km_reply *reply)
{
    (void)ctx;
    km_reply_header(reply, "X-Zone", km_request_param(request, "zone"));
    km_reply_send_text(reply, 200, "%s/%s", km_request_param(request, "zone"),
            km_request_param(request, "ticket"));
}

static void on_rest(void *ctx, const struct km_request *request, struct km_reply *reply)
{
    (void)ctx;
    km_reply_send_text(reply, 200, "rest=%s", km_request_param(request, "*"));
}

static void on_echo(void *ctx, const struct km_request *request, struct km_reply *reply)
{
    (void)ctx;
    char *copy = malloc(request->body_len + 1);
    memcpy(copy, request->body, request->body_len);
    km_reply_send_owned(reply, 201, "application/octet-stream", copy, request->body_len);
}

static void on_keep(void *ctx, const struct km_request *request, struct km_reply *reply)
{
    (void)request;
    struct app *app = ctx;
    pthread_mutex_lock(&app->mutex);
    app->kept[app->n_kept] = reply;
    atomic_fetch_add(&app->n_kept, 1);
    pthread_mutex_unlock(&app->mutex);
}

static void on_cookie(void *ctx, const struct km_request *request, struct km_reply *reply)
{
    (void)ctx;
    char value[8] = "none";
    bool found = km_request_cookie(request, "sid", value, sizeof value);
    km_reply_send_text(reply, 200, "%d %s", found, value);
}

static const struct km_route routes[] = {
        {"GET", "/hello", on_hello, 0},
        {"POST", "/echo", on_echo, 0},
        {"GET", "/zones/:zone/tickets/:ticket", on_ticket, 0},
        {"GET", "/files/*", on_rest, 0},
        {"GET", "/keep", on_keep, 0},
        {"GET", "/cookie", on_cookie, 0},
        {"GET", "/staff", on_hello, 1},
};

static bool guard(void *ctx, const struct km_route *route, const struct km_request *request,
        struct km_reply *reply)
{
    (void)ctx;
    (void)request;
    if (route->access != 0) {
        km_reply_send_text(reply, 401, "Log in first");
        return false;
    }
    return true;
}

static struct app app;

static struct km_server *start(void)
{
    app = (struct app){.mutex = PTHREAD_MUTEX_INITIALIZER};
    return raw_start((struct km_server_options){.routes = routes,
            .n_routes = sizeof routes / sizeof routes[0],
            .ctx = &app,
            .before = guard,
            .body_max = 10000});
}

static char answer[20000];

/* Asks with method, target and extra headers on a connection of its own; the answer is in `answer`,
 * its status comes back. */
static int ask(
        const struct km_server *server, const char *method, const char *target, const char *headers)
{
    char text[1000];
    snprintf(text, sizeof text, "%s %s HTTP/1.1\r\nHost: k\r\n%sConnection: close\r\n\r\n", method,
            target, headers);
    int fd = raw_connect(server), status = 0;
    raw_say(fd, text);
    raw_read(fd, NULL, answer, sizeof answer);
    close(fd);
    sscanf(answer, "HTTP/1.1 %d", &status);
    return status;
}

static void test_routes(void **state)
{
    (void)state;
    struct km_server *server = start();
    assert_int_equal(ask(server, "GET", "/hello?a=1&name=%E9%97%A8+x", ""), 200);
    assert_non_null(strstr(answer, "\r\n\r\nhello \xe9\x97\xa8 x"));
    assert_non_null(strstr(answer, "X-Content-Type-Options: nosniff"));
    assert_non_null(strstr(answer, "Cache-Control: no-store"));
    assert_int_equal(ask(server, "GET", "/zones/B%2F/tickets/17", ""), 200);
    assert_non_null(strstr(answer, "\r\n\r\nB//17"));
    assert_non_null(strstr(answer, "X-Zone: B/\r\n"));
    assert_int_equal(ask(server, "GET", "/files/a/b.js", ""), 200);
    assert_non_null(strstr(answer, "rest=a/b.js"));
    assert_int_equal(ask(server, "GET", "/files/", ""), 200);
    assert_int_equal(ask(server, "GET", "/cookie", "Cookie: a=b; sid=xyz; c=d\r\n"), 200);
    assert_non_null(strstr(answer, "1 xyz"));
    ask(server, "GET", "/cookie", "Cookie: ssid=1; sid=muchtoolong\r\n");
    assert_non_null(strstr(answer, "0 none"));
    assert_int_equal(ask(server, "GET", "/staff", ""), 401);
    raw_stop(server);
}

static void test_no_such_route(void **state)
{
    (void)state;
    struct km_server *server = start();
    static const char *const missing[] = {"/", "/hell", "/hello/", "/hello/x", "/zones/B/tickets/",
            "/zones//tickets/1", "/zones/B/tickets/1/2", "/files", "//hello"};
    for (size_t i = 0; i < sizeof missing / sizeof missing[0]; i++) {
        assert_int_equal(ask(server, "GET", missing[i], ""), 404);
    }
    assert_int_equal(ask(server, "POST", "/hello", "Content-Length: 0\r\n"), 405);
    assert_non_null(strstr(answer, "Allow: GET\r\n"));
    assert_int_equal(ask(server, "DELETE", "/echo", ""), 405);
    assert_non_null(strstr(answer, "Allow: POST\r\n"));
    assert_int_equal(ask(server, "BREW", "/hello", ""), 501);
    raw_stop(server);
}

static void test_head_has_length_and_no_body(void **state)
{
    (void)state;
    struct km_server *server = start();
    assert_int_equal(ask(server, "HEAD", "/hello", ""), 200);
    assert_non_null(strstr(answer, "Content-Length: 9\r\n"));
    assert_string_equal(strstr(answer, "\r\n\r\n"), "\r\n\r\n");
    assert_int_equal(ask(server, "HEAD", "/nothing", ""), 404);
    assert_string_equal(strstr(answer, "\r\n\r\n"), "\r\n\r\n");
    raw_stop(server);
}

static void test_one_connection_many_requests(void **state)
{
    (void)state;
    struct km_server *server = start();
    int fd = raw_connect(server);
    for (int i = 0; i < 3; i++) {
        raw_say(fd, "POST /echo HTTP/1.1\r\nHost: k\r\nContent-Length: 5\r\n\r\nabc");
        raw_say(fd, "\r\n");
        raw_read(fd, "abc\r\n", answer, sizeof answer);
        assert_memory_equal(answer, "HTTP/1.1 201", 12);
    }
    /* Three at once, the last one bad: two are answered, in order, and nothing is read after. */
    raw_say(fd, "GET /hello?name=1 HTTP/1.1\r\nHost: k\r\n\r\n"
                "POST /echo HTTP/1.1\r\nHost: k\r\nContent-Length: 2\r\n\r\nxy"
                "GET /hello HTTP/1.1\r\nHost: k\r\nHost: k\r\n\r\n"
                "GET /hello?name=never HTTP/1.1\r\nHost: k\r\n\r\n");
    raw_read(fd, NULL, answer, sizeof answer);
    close(fd);
    char *first = strstr(answer, "hello 1"), *second = strstr(answer, "\r\n\r\nxy");
    assert_true(first != NULL && second > first);
    assert_non_null(strstr(second, " 400 "));
    assert_null(strstr(answer, "never"));
    raw_stop(server);
}

static void *answer_late(void *arg)
{
    struct app *a = arg;
    pthread_mutex_lock(&a->mutex);
    for (int i = 0; i < a->n_kept; i++) {
        km_reply_header(a->kept[i], "X-Late", "yes");
        km_reply_send(a->kept[i], 200, "text/plain", "late", 4);
    }
    a->n_kept = 0;
    pthread_mutex_unlock(&a->mutex);
    return NULL;
}

static void answer_from_thread(void)
{
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, answer_late, &app), 0);
    pthread_join(thread, NULL);
}

static void test_late_reply_from_another_thread(void **state)
{
    (void)state;
    struct km_server *server = start();
    int fd = raw_connect(server);
    for (int round = 0; round < 2; round++) {
        /* The second request is sent before the first is answered: it waits its turn. */
        raw_say(fd, "GET /keep HTTP/1.1\r\nHost: k\r\n\r\n");
        assert_true(raw_wait(&app.n_kept, 1));
        raw_say(fd, "GET /hello HTTP/1.1\r\nHost: k\r\n\r\n");
        answer_from_thread();
        raw_read(fd, "hello you", answer, sizeof answer);
        assert_non_null(strstr(answer, "X-Late: yes"));
        assert_true(strstr(answer, "late") < strstr(answer, "hello you"));
    }
    close(fd);
    raw_stop(server);
}

static void test_client_vanishes_during_long_poll(void **state)
{
    (void)state;
    struct km_server *server = start();
    int before = raw_sockets(), fds[40];
    for (int i = 0; i < 40; i++) {
        fds[i] = raw_connect(server);
        raw_say(fds[i], "GET /keep HTTP/1.1\r\nHost: k\r\n\r\n");
    }
    assert_true(raw_wait(&app.n_kept, 40));
    struct linger reset = {1, 0};
    for (int i = 0; i < 39; i++) {
        if (i % 2 == 0) {
            setsockopt(fds[i], SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
        }
        close(fds[i]);
    }
    for (int ms = 0; ms < 5000 && raw_sockets() > before + 2; ms++) {
        usleep(1000);
    }
    assert_int_equal(raw_sockets(), before + 2); /* the last client and its other end */
    int gone = 0;
    for (int i = 0; i < 40; i++) {
        gone += km_reply_gone(app.kept[i]);
    }
    assert_int_equal(gone, 39);
    answer_from_thread();
    raw_read(fds[39], "late", answer, sizeof answer);
    assert_non_null(strstr(answer, "late"));
    close(fds[39]);
    raw_stop(server);
}

static void test_stop_with_replies_pending(void **state)
{
    (void)state;
    struct km_server *server = start();
    int fd = raw_connect(server), other = raw_connect(server);
    raw_say(fd, "GET /keep HTTP/1.1\r\nHost: k\r\n\r\n");
    raw_say(other, "GET /keep HTTP/1.1\r\nHost: k\r\n\r\n");
    assert_true(raw_wait(&app.n_kept, 2));
    km_server_stop(server);
    km_server_stop(server);
    km_server_join(server);
    app.n_kept = 1; /* one is answered after the loop ended, one never; free takes both */
    answer_from_thread();
    km_server_free(server);
    assert_true(raw_closed(fd) && raw_closed(other));
    close(fd);
    close(other);
}

static struct km_timer *ticker;

static void on_tick(void *arg)
{
    struct app *a = arg;
    if ((atomic_fetch_add(&a->ran, 1) + 1) % 3 != 0) {
        km_timer_set(ticker, 1);
    }
}

static void start_ticker(void *arg)
{
    km_timer_set(arg, 0);
}

static void count(void *arg)
{
    atomic_fetch_add((atomic_int *)arg, 1);
}

static void test_posts_and_timers(void **state)
{
    (void)state;
    char err[KM_ERR_MAX];
    app = (struct app){.mutex = PTHREAD_MUTEX_INITIALIZER};
    struct km_server *server =
            km_server_new(&(struct km_server_options){.listen = "127.0.0.1:0"}, err);
    assert_non_null(server);
    ticker = km_timer_new(server, on_tick, &app);
    km_timer_set(ticker, 1);
    assert_true(km_server_start(server, err));
    assert_true(raw_wait(&app.ran, 3));
    km_server_post(server, start_ticker, ticker);
    assert_true(raw_wait(&app.ran, 6));
    atomic_int posted = 0;
    for (int i = 0; i < 1000; i++) {
        km_server_post(server, count, &posted);
    }
    km_server_stop(server);
    km_server_post(server, count, &posted);
    km_server_join(server);
    assert_int_equal(posted, 1001);
    km_server_post(server, count, &posted);
    km_server_free(server);
    assert_int_equal(posted, 1002);
}

static void test_cannot_listen(void **state)
{
    (void)state;
    struct km_server *server = start();
    char err[KM_ERR_MAX] = "", address[40];
    snprintf(address, sizeof address, "127.0.0.1:%u", km_server_port(server));
    assert_null(km_server_new(&(struct km_server_options){.listen = address}, err));
    assert_non_null(strstr(err, "port in use"));
    static const char *const wrong[] = {
            "", "8080", ":8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "h:70000", "::1:80"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_null(km_server_new(&(struct km_server_options){.listen = wrong[i]}, err));
        assert_non_null(strstr(err, "is not HOST:PORT"));
    }
    assert_null(km_server_new(&(struct km_server_options){.listen = "192.0.2.1:0"}, err));
    assert_non_null(strstr(err, "192.0.2.1:0: "));
    raw_stop(server);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_routes),
            cmocka_unit_test(test_no_such_route),
            cmocka_unit_test(test_head_has_length_and_no_body),
            cmocka_unit_test(test_one_connection_many_requests),
            cmocka_unit_test(test_late_reply_from_another_thread),
            cmocka_unit_test(test_client_vanishes_during_long_poll),
            cmocka_unit_test(test_stop_with_replies_pending),
            cmocka_unit_test(test_posts_and_timers),
            cmocka_unit_test(test_cannot_listen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
