/* Static files: types, tags, and nothing outside of the directory. */

#include "core/net/assets.h"
#include "tests/net/raw.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char dir[] = "/tmp/kaimen-assets-XXXXXX";

static void on_asset(void *ctx, const struct km_request *request, struct km_reply *reply)
{
    (void)ctx;
    km_assets_send(dir, km_request_param(request, "*"), request, reply);
}

static const struct km_route routes[] = {{"GET", "/assets/*", on_asset, 0}};

static void put(const char *name, const char *text)
{
    char path[100];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static char answer[4000];

static int ask(
        const struct km_server *server, const char *method, const char *name, const char *headers)
{
    char text[1000];
    snprintf(text, sizeof text, "%s /assets/%s HTTP/1.1\r\nHost: k\r\n%sConnection: close\r\n\r\n",
            method, name, headers);
    int fd = raw_connect(server), status = 0;
    raw_say(fd, text);
    raw_read(fd, NULL, answer, sizeof answer);
    close(fd);
    sscanf(answer, "HTTP/1.1 %d", &status);
    return status;
}

static void test_serves_files(void **state)
{
    (void)state;
    struct km_server *server =
            raw_start((struct km_server_options){.routes = routes, .n_routes = 1});
    assert_int_equal(ask(server, "GET", "a.js", ""), 200);
    assert_non_null(strstr(answer, "Content-Type: text/javascript"));
    assert_non_null(strstr(answer, "\r\n\r\nalert(1)"));
    char tag[100], header[200];
    assert_int_equal(sscanf(strstr(answer, "ETag: "), "ETag: %99s", tag), 1);
    snprintf(header, sizeof header, "If-None-Match: %s\r\n", tag);
    assert_int_equal(ask(server, "GET", "a.js", header), 304);
    assert_string_equal(strstr(answer, "\r\n\r\n"), "\r\n\r\n");
    assert_int_equal(ask(server, "GET", "a.js", "If-None-Match: \"old\"\r\n"), 200);
    assert_int_equal(ask(server, "HEAD", "a.js", ""), 200);
    assert_non_null(strstr(answer, "Content-Length: 8\r\n"));
    assert_string_equal(strstr(answer, "\r\n\r\n"), "\r\n\r\n");
    assert_int_equal(ask(server, "GET", "sub/empty.css", ""), 200);
    assert_non_null(strstr(answer, "Content-Length: 0\r\n"));
    raw_stop(server);
}

static void test_serves_nothing_else(void **state)
{
    (void)state;
    struct km_server *server =
            raw_start((struct km_server_options){.routes = routes, .n_routes = 1});
    static const char *const names[] = {"", "no.js", "sub", "sub/", "../a.js", "sub/../a.js",
            "%2e%2e/etc/passwd", "..%2fa.js", ".hidden", "sub/.hidden", "/etc/passwd", "a.js/",
            "a%5cjs", "pipe", "sub//empty.css", "%e4.js"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (ask(server, "GET", names[i], "") != 404) {
            fail_msg("served %s", names[i]);
        }
    }
    raw_stop(server);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_serves_files),
            cmocka_unit_test(test_serves_nothing_else),
    };
    if (mkdtemp(dir) == NULL || chdir(dir) != 0 || mkdir("sub", 0700) != 0 ||
            mkfifo("pipe", 0600) != 0) {
        return 1;
    }
    put("a.js", "alert(1)");
    put(".hidden", "no");
    put("sub/.hidden", "no");
    put("sub/empty.css", "");
    int result = cmocka_run_group_tests(tests, NULL, NULL);
    static const char *const made[] = {"a.js", ".hidden", "sub/.hidden", "sub/empty.css", "pipe"};
    for (size_t i = 0; i < sizeof made / sizeof made[0]; i++) {
        unlink(made[i]);
    }
    rmdir("sub");
    rmdir(dir);
    return result;
}
