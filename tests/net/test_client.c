/* The client against our server, and against nobody. */

#include "core/net/client.h"
#include "core/net/reply.h"
#include "tests/net/raw.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static atomic_int n_asked;
static uint16_t ports[8];

static void on_echo(void *ctx, const struct km_request *request, struct km_reply *reply)
{
    (void)ctx;
    ports[n_asked % 8] = request->peer_port;
    n_asked++;
    const char *type = km_request_header(request, "Content-Type");
    km_reply_send(reply, 202, type, request->body, request->body_len);
}

static void on_big(void *ctx, const struct km_request *request, struct km_reply *reply)
{
    (void)ctx;
    (void)request;
    km_reply_send_owned(reply, 200, "application/cbor", calloc(1, 300000), 300000);
}

static void on_away(void *ctx, const struct km_request *request, struct km_reply *reply)
{
    (void)ctx;
    (void)request;
    km_reply_header(reply, "Location", "/big");
    km_reply_send(reply, 302, NULL, NULL, 0);
}

static void on_wait(void *ctx, const struct km_request *request, struct km_reply *reply)
{
    (void)ctx;
    (void)request;
    (void)reply; /* never answered; the server frees it */
    atomic_fetch_add(&n_asked, 1);
}

static const struct km_route routes[] = {{"POST", "/echo", on_echo, 0}, {"GET", "/big", on_big, 0},
        {"GET", "/away", on_away, 0}, {"GET", "/wait", on_wait, 0}};

static struct km_server *start(void)
{
    n_asked = 0;
    return raw_start((struct km_server_options){.routes = routes, .n_routes = 4});
}

static char url[100], err[KM_ERR_MAX];

static const char *url_of(const struct km_server *server, const char *path)
{
    snprintf(url, sizeof url, "http://127.0.0.1:%u%s", km_server_port(server), path);
    return url;
}

static void test_posts_and_keeps_its_connection(void **state)
{
    (void)state;
    struct km_server *server = start();
    struct km_client *client = km_client_new();
    static char body[2000000]; /* libcurl would ask for leave first, with Expect */
    memset(body, 'b', sizeof body);
    for (int i = 0; i < 3; i++) {
        struct km_client_answer answer;
        size_t len = i == 0 ? 0 : i == 1 ? 5 : sizeof body;
        struct km_client_request request = {.method = "POST",
                .url = url_of(server, "/echo"),
                .type = "application/cbor",
                .body = body,
                .body_len = len};
        assert_true(km_client_send(client, &request, &answer, err));
        assert_int_equal(answer.status, 202);
        assert_string_equal(answer.type, "application/cbor");
        assert_int_equal(answer.body_len, len);
        assert_memory_equal(answer.body, body, len);
        assert_int_equal(answer.body[len], 0);
        km_client_answer_destroy(&answer);
    }
    km_client_free(client);
    raw_stop(server);
    assert_int_equal(ports[0], ports[1]);
    assert_int_equal(ports[0], ports[2]);
}

static void test_says_what_went_wrong(void **state)
{
    (void)state;
    struct km_server *server = start();
    struct km_client *client = km_client_new();
    struct km_client_answer answer = {.status = 77};
    struct km_client_request request = {.method = "GET", .url = url_of(server, "/big")};
    request.answer_max = 299999;
    assert_false(km_client_send(client, &request, &answer, err));
    assert_non_null(strstr(err, "too long"));
    request.answer_max = 300000;
    request.url = url_of(server, "/wait");
    request.timeout_ms = 50;
    assert_false(km_client_send(client, &request, &answer, err));
    assert_non_null(strstr(err, "no answer in time"));
    assert_int_equal(answer.status, 77);
    request.timeout_ms = 0;

    setenv("http_proxy", "http://127.0.0.1:9", 1); /* not our way */
    request.url = url_of(server, "/big");
    assert_true(km_client_send(client, &request, &answer, err));
    assert_int_equal(answer.body_len, 300000);
    km_client_answer_destroy(&answer);
    request.url = url_of(server, "/away");
    assert_true(km_client_send(client, &request, &answer, err));
    assert_int_equal(answer.status, 302); /* not followed */
    km_client_answer_destroy(&answer);

    request.url = url_of(server, "/big");
    raw_stop(server);
    assert_false(km_client_send(client, &request, &answer, err));
    assert_memory_equal(err, "Could not reach http://127.0.0.1:", 33);
    assert_non_null(strstr(err, "Connection refused"));
    request.url = "file:///etc/passwd";
    assert_false(km_client_send(client, &request, &answer, err));
    assert_non_null(strstr(err, "only http"));
    request.url = "http://";
    assert_false(km_client_send(client, &request, &answer, err));
    km_client_free(client);
}

struct waiter {
    struct km_client *client;
    const char *url;
    bool ok;
    char err[KM_ERR_MAX];
};

static void *wait_for_answer(void *arg)
{
    struct waiter *waiter = arg;
    struct km_client_answer answer;
    struct km_client_request request = {.method = "GET", .url = waiter->url};
    waiter->ok = km_client_send(waiter->client, &request, &answer, waiter->err);
    return NULL;
}

static void test_abort_ends_a_long_poll(void **state)
{
    (void)state;
    struct km_server *server = start();
    struct waiter waiter = {.client = km_client_new(), .url = url_of(server, "/wait")};
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, wait_for_answer, &waiter), 0);
    assert_true(raw_wait(&n_asked, 1));
    km_client_abort(waiter.client);
    pthread_join(thread, NULL); /* the poll itself would take 30 s, CTest's patience is shorter */
    assert_false(waiter.ok);
    assert_non_null(strstr(waiter.err, "aborted"));
    wait_for_answer(&waiter);
    assert_non_null(strstr(waiter.err, "aborted"));
    km_client_free(waiter.client);
    raw_stop(server);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_posts_and_keeps_its_connection),
            cmocka_unit_test(test_says_what_went_wrong),
            cmocka_unit_test(test_abort_ends_a_long_poll),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
