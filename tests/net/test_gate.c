/* Hostile clients: malformed requests, too long ones, half-sent and slow ones. */

#include "core/net/reply.h"
#include "tests/net/raw.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

#define BODY_MAX 100000

static atomic_int handled;

static void on_any(void *ctx, const struct km_request *request, struct km_reply *reply)
{
    (void)ctx;
    atomic_fetch_add(&handled, 1);
    km_reply_send_text(reply, 200, "%zu", request->body_len);
}

static const struct km_route routes[] = {{"GET", "/*", on_any, 0}, {"POST", "/*", on_any, 0}};

static struct km_server *start(int request_ms)
{
    handled = 0;
    return raw_start((struct km_server_options){
            .routes = routes, .n_routes = 2, .body_max = BODY_MAX, .request_ms = request_ms});
}

#define CASE(text)             \
    {                          \
        text, sizeof(text) - 1 \
    }

static const struct {
    const char *text;
    size_t len;
} malformed[] = {
        CASE("GET / HTTP/1.1\r\n\r\n"),
        CASE("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
        CASE("GET / HTTP/1.1\r\nHost: a b\r\n\r\n"),
        CASE("GET / HTTP/1.1\r\nHost:\r\n\r\n"),
        CASE("POST / HTTP/1.1\r\nHost: k\r\n\r\nabc"),
        CASE("POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc"),
        CASE("POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 3\r\nContent-Length: 0\r\n\r\nabc"),
        CASE("POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 3, 3\r\n\r\nabc"),
        CASE("POST / HTTP/1.1\r\nHost: k\r\nContent-Length: +3\r\n\r\nabc"),
        CASE("POST / HTTP/1.1\r\nHost: k\r\nContent-Length: -3\r\n\r\nabc"),
        CASE("POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 0x3\r\n\r\nabc"),
        CASE("POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 3 3\r\n\r\nabc"),
        CASE("POST / HTTP/1.1\r\nHost: k\r\nContent-Length:\r\n\r\nabc"),
        CASE("POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 18446744073709551619\r\n\r\nabc"),
        CASE("POST / HTTP/1.1\r\nHost: k\r\nTransfer-Encoding: "
             "chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"),
        CASE("POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
             "0\r\n\r\n"),
        CASE("POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 3\r\nTransfer-Encoding: "
             "xchunked\r\n\r\n"
             "abc"),
        CASE("POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 3\r\ntransfer-encoding: "
             "identity\r\n\r\n"
             "abc"),
        CASE("POST / HTTP/1.1\r\nHost: k\r\nContent-Length : 3\r\n\r\nabc"),
        CASE("POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 3\r\nExpect: wonders\r\n\r\nabc"),
        CASE("GET / HTTP/1.1\r\nHost: k\r\nContent-Length: 3\r\n\r\nabc"),
        CASE("HEAD / HTTP/1.1\r\nHost: k\r\nContent-Length: 40\r\n\r\n"
             "GET /smuggled HTTP/1.1\r\nHost: k\r\n\r\n   "),
        CASE("post / HTTP/1.1\r\nHost: k\r\nContent-Length: 3\r\n\r\nabc"),
        CASE("GET / HTTP/1.1\r\nHost: k\r\nBad Name: 1\r\n\r\n"),
        CASE("GET / HTTP/1.1\r\nHost: k\r\nBad\"Name: 1\r\n\r\n"),
        CASE("GET / HTTP/1.1\r\nHost: k\r\n: nameless\r\n\r\n"),
        CASE("GET / HTTP/1.1\r\nHost: k\r\nNo colon\r\n\r\n"),
        CASE("GET / HTTP/1.1\r\nHost: k\r\nX: a\r\n folded\r\n\r\n"),
        CASE("GET / HTTP/1.1\r\n Host: k\r\n\r\n"),
        CASE("GET / HTTP/1.1\r\nHost: k\r\nX: a\0b\r\n\r\n"),
        CASE("GET / HTTP/1.1\r\nHost: k\r\nX\0: a\r\n\r\n"),
        CASE("GET /\0 HTTP/1.1\r\nHost: k\r\n\r\n"),
        CASE("GET / HTTP/1.1\r\nHost: k\r\nX: a\rb\r\n\r\n"),
        CASE("GET / HTTP/1.1\nHost: k\n\n"),
        CASE("GET / HTTP/1.1\r\nHost: k\nX: 1\r\n\r\n"),
        CASE("GET / HTTP/1.1\r\nHost: k\r\nX: \x01\r\n\r\n"),
        CASE("\r\nGET / HTTP/1.1\r\nHost: k\r\n\r\n"),
        CASE("GET  / HTTP/1.1\r\nHost: k\r\n\r\n"),
        CASE("GET / HTTP/1.1 \r\nHost: k\r\n\r\n"),
        CASE("GET /a b HTTP/1.1\r\nHost: k\r\n\r\n"),
        CASE("GET /\r\n\r\n"),
        CASE("GET / HTTP/1.2\r\nHost: k\r\n\r\n"),
        CASE("GET / HTTP/2.0\r\nHost: k\r\n\r\n"),
        CASE("GET / http/1.1\r\nHost: k\r\n\r\n"),
        CASE("G\xc3\x89T / HTTP/1.1\r\nHost: k\r\n\r\n"),
        CASE("GET http://k/ HTTP/1.1\r\nHost: k\r\n\r\n"),
        CASE("GET refuse/0 HTTP/1.1\r\nHost: k\r\n\r\n"),
        CASE("GET * HTTP/1.1\r\nHost: k\r\n\r\n"),
        CASE("CONNECT k:80 HTTP/1.1\r\nHost: k\r\n\r\n"),
        CASE("GET /%zz HTTP/1.1\r\nHost: k\r\n\r\n"),
        CASE("GET /%00 HTTP/1.1\r\nHost: k\r\n\r\n"),
        CASE("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        CASE("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"),
};

static void test_refuses_malformed(void **state)
{
    (void)state;
    struct km_server *server = start(0);
    for (size_t i = 0; i < sizeof malformed / sizeof malformed[0]; i++) {
        int status = raw_status(server, malformed[i].text, malformed[i].len);
        if (status < 400 || status > 499) {
            fail_msg("status %d for: %s", status, malformed[i].text);
        }
    }
    assert_int_equal(handled, 0);
    raw_stop(server);
}

/* The same in portions of one byte: what is refused does not depend on how it arrives. */
static void test_refuses_malformed_by_bytes(void **state)
{
    (void)state;
    struct km_server *server = start(0);
    for (size_t i = 0; i < sizeof malformed / sizeof malformed[0]; i += 5) {
        int fd = raw_connect(server);
        for (size_t k = 0; k < malformed[i].len; k++) {
            raw_write(fd, malformed[i].text + k, 1);
            usleep(100);
        }
        assert_true(raw_closed(fd));
        close(fd);
    }
    assert_int_equal(handled, 0);
    raw_stop(server);
}

static void test_takes_good_request_by_bytes(void **state)
{
    (void)state;
    struct km_server *server = start(0);
    const char *text =
            "POST /x HTTP/1.1\r\nHost: k\r\nContent-Length: 6\r\nConnection: close\r\n\r\n"
            "a\0\r\n\r\n";
    int fd = raw_connect(server);
    for (size_t k = 0; k < strlen(text) + 5; k++) {
        raw_write(fd, text + k, 1);
        usleep(100);
    }
    char answer[1000];
    raw_read(fd, NULL, answer, sizeof answer);
    assert_non_null(strstr(answer, "200 OK"));
    assert_string_equal(strstr(answer, "\r\n\r\n"), "\r\n\r\n6");
    close(fd);
    raw_stop(server);
}

static int post(const struct km_server *server, size_t body_len)
{
    char *text = calloc(1, body_len + 200);
    int head = sprintf(text,
            "POST / HTTP/1.1\r\nHost: k\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n",
            body_len);
    int status = raw_status(server, text, (size_t)head + body_len);
    free(text);
    return status;
}

static void test_caps(void **state)
{
    (void)state;
    struct km_server *server = start(0);
    assert_int_equal(post(server, BODY_MAX), 200);
    assert_int_equal(post(server, BODY_MAX + 1), 413);
    assert_int_equal(post(server, 4 * BODY_MAX), 413);
    const char *huge = "POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 9999999999\r\n\r\n";
    assert_int_equal(raw_status(server, huge, strlen(huge)), 413);
    assert_int_equal(handled, 1);

    static char text[KM_NET_HEAD_MAX + 1000];
    int n = sprintf(text, "GET / HTTP/1.1\r\nHost: k\r\nX: ");
    memset(text + n, 'x', sizeof text - (size_t)n);
    assert_int_equal(raw_status(server, text, sizeof text), 431);
    n = sprintf(text, "GET /");
    memset(text + n, 'x', 3000);
    n += 3000 + sprintf(text + n + 3000, " HTTP/1.1\r\nHost: k\r\n\r\n");
    assert_int_equal(raw_status(server, text, (size_t)n), 414);
    n = sprintf(text, "GET / HTTP/1.1\r\nHost: k\r\n");
    for (int i = 0; i < KM_NET_HEADERS_MAX; i++) {
        n += sprintf(text + n, "X%d: 1\r\n", i);
    }
    n += sprintf(text + n, "\r\n");
    assert_int_equal(raw_status(server, text, (size_t)n), 431);
    assert_int_equal(handled, 1);
    raw_stop(server);
}

static void test_asks_for_the_body_when_expected(void **state)
{
    (void)state;
    struct km_server *server = start(0);
    int fd = raw_connect(server);
    char answer[1000];
    raw_say(fd, "POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 3\r\nExpect: 100-continue\r\n"
                "Connection: close\r\n\r\n");
    raw_read(fd, "\r\n\r\n", answer, sizeof answer);
    assert_memory_equal(answer, "HTTP/1.1 100 ", 13);
    raw_say(fd, "abc");
    raw_read(fd, NULL, answer, sizeof answer);
    assert_memory_equal(answer, "HTTP/1.1 200 ", 13);
    close(fd);
    raw_stop(server);
}

static void hold_loop(void *arg)
{
    pthread_mutex_lock(arg);
    pthread_mutex_unlock(arg);
}

static void set_open_files(rlim_t n)
{
    struct rlimit limit;
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
    limit.rlim_cur = n;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
}

/* Clients that come while no descriptor is left wait in the backlog, and are served later. */
static void test_out_of_descriptors(void **state)
{
    (void)state;
    struct km_server *server = start(0);
    pthread_mutex_t hold = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&hold);
    km_server_post(server, hold_loop, &hold);
    int fds[20];
    for (int i = 0; i < 20; i++) {
        fds[i] = raw_connect(server);
        raw_say(fds[i], "GET / HTTP/1.1\r\nHost: k\r\n\r\n");
    }
    set_open_files((rlim_t)fds[19] + 6);
    pthread_mutex_unlock(&hold);
    assert_true(raw_wait(&handled, 1));
    usleep(250000); /* two failed tries to accept */
    assert_true(handled < 20);
    set_open_files(1000);
    assert_true(raw_wait(&handled, 20));
    for (int i = 0; i < 20; i++) {
        close(fds[i]);
    }
    raw_stop(server);
}

static void wait_for_sockets(int n)
{
    for (int ms = 0; ms < 10000 && raw_sockets() != n; ms++) {
        usleep(1000);
    }
    assert_int_equal(raw_sockets(), n);
}

static void test_half_sent_posts_leave_nothing(void **state)
{
    (void)state;
    static const char *const halves[] = {"", "PO", "POST / HTTP/1.1\r\nHost: k\r\n",
            "POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 90000\r\n\r\nabc",
            "POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 200000\r\n\r\nabc"};
    struct km_server *server = start(0);
    int before = raw_sockets(), fds[200];
    for (int i = 0; i < 200; i++) {
        fds[i] = raw_connect(server);
        raw_say(fds[i], halves[i % 5]);
    }
    for (int i = 0; i < 200; i++) {
        close(fds[i]);
    }
    wait_for_sockets(before);
    assert_int_equal(handled, 0);
    assert_int_equal(post(server, 10), 200);
    raw_stop(server);
}

static void test_slow_requests_are_ended(void **state)
{
    (void)state;
    struct km_server *server = start(200);
    int fds[3];
    static const char *const slow[] = {"GET / HT", "GET / HTTP/1.1\r\nHost: k\r\nX: 1",
            "POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 90000\r\n\r\nabc"};
    for (int i = 0; i < 3; i++) {
        fds[i] = raw_connect(server);
        raw_say(fds[i], slow[i]);
    }
    int quiet = raw_connect(server); /* between requests it may rest */
    raw_say(quiet, "GET / HTTP/1.1\r\nHost: k\r\n\r\n");
    char answer[1000];
    for (int i = 0; i < 3; i++) {
        assert_true(raw_closed(fds[i]));
        close(fds[i]);
    }
    raw_read(quiet, "\r\n\r\n0", answer, sizeof answer);
    raw_say(quiet, "GET / HTTP/1.1\r\nHost: k\r\n\r\n");
    raw_read(quiet, "\r\n\r\n0", answer, sizeof answer);
    assert_non_null(strstr(answer, "200 OK"));
    close(quiet);
    raw_stop(server);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_refuses_malformed),
            cmocka_unit_test(test_refuses_malformed_by_bytes),
            cmocka_unit_test(test_takes_good_request_by_bytes),
            cmocka_unit_test(test_caps),
            cmocka_unit_test(test_asks_for_the_body_when_expected),
            cmocka_unit_test(test_out_of_descriptors),
            cmocka_unit_test(test_half_sent_posts_leave_nothing),
            cmocka_unit_test(test_slow_requests_are_ended),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
