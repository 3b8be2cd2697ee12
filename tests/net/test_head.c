/* The strict look at heads, without a socket. */

#include "core/net/head.h"

#include "core/bounds.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static enum km_head_refusal check(const char *head)
{
    uint64_t body = 0;
    return km_head_check(head, strlen(head), &body);
}

static void test_takes_plain_requests(void **state)
{
    (void)state;
    uint64_t body = 99;
    const char *get = "GET /a/b?x=%C3%A4&y HTTP/1.1\r\nHost: k:80\r\nX:\t v\xe9 \r\n\r\n";
    assert_int_equal(km_head_check(get, strlen(get), &body), KM_HEAD_OK);
    assert_int_equal(body, 0);
    const char *post = "POST / HTTP/1.0\r\ncontent-length:12\r\nHOST: [::1]:80\r\n\r\n";
    assert_int_equal(km_head_check(post, strlen(post), &body), KM_HEAD_OK);
    assert_int_equal(body, 12);
}

static void test_says_why_not(void **state)
{
    (void)state;
    static const struct {
        const char *head;
        enum km_head_refusal refusal;
    } cases[] = {
            {"GET  / HTTP/1.1\r\nHost: k\r\n\r\n", KM_HEAD_TARGET},
            {"G(T / HTTP/1.1\r\nHost: k\r\n\r\n", KM_HEAD_REQUEST_LINE},
            {"GET /\r\nHost: k\r\n\r\n", KM_HEAD_REQUEST_LINE},
            {"GET http://k/ HTTP/1.1\r\nHost: k\r\n\r\n", KM_HEAD_TARGET},
            {"GET /%0 HTTP/1.1\r\nHost: k\r\n\r\n", KM_HEAD_TARGET},
            {"GET /%00 HTTP/1.1\r\nHost: k\r\n\r\n", KM_HEAD_TARGET},
            {"GET /\xe4 HTTP/1.1\r\nHost: k\r\n\r\n", KM_HEAD_TARGET},
            {"GET / HTTP/2.0\r\nHost: k\r\n\r\n", KM_HEAD_VERSION},
            {"GET / HTTP/1.1 \r\nHost: k\r\n\r\n", KM_HEAD_VERSION},
            {"GET / HTTP/1.1\r\nHost : k\r\n\r\n", KM_HEAD_NAME},
            {"GET / HTTP/1.1\r\nHost: k\r\n folded\r\n\r\n", KM_HEAD_NAME},
            {"GET / HTTP/1.1\r\n\r\n", KM_HEAD_HOST},
            {"GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", KM_HEAD_HOST},
            {"POST / HTTP/1.1\r\nHost: k\r\n\r\n", KM_HEAD_LENGTH_NEEDED},
            {"POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 12345678901\r\n\r\n", KM_HEAD_LENGTH},
            {"HEAD / HTTP/1.1\r\nHost: k\r\nContent-Length: 1\r\n\r\n", KM_HEAD_BODY_UNEXPECTED},
            {"post / HTTP/1.1\r\nHost: k\r\nContent-Length: 1\r\n\r\n", KM_HEAD_BODY_UNEXPECTED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        enum km_head_refusal got = check(cases[i].head);
        if (got != cases[i].refusal) {
            fail_msg("%s: %s", cases[i].head, km_head_reason(got));
        }
    }
}

static void test_every_refusal_has_status_and_reason(void **state)
{
    (void)state;
    for (int r = KM_HEAD_OK + 1; r < KM_HEAD_REFUSALS; r++) {
        int status = km_head_status((enum km_head_refusal)r);
        assert_true((status >= 400 && status < 500) || status == 503);
        assert_non_null(km_head_reason((enum km_head_refusal)r));
    }
}

static void test_finds_the_end_in_any_portions(void **state)
{
    (void)state;
    const char *bytes = "GET / HTTP/1.1\r\nHost: k\r\n\r\nrest\n";
    size_t head_len = strlen(bytes) - 5, found = 0, from = 0;
    for (size_t len = 0; len < head_len; len++) {
        assert_int_equal(km_head_scan(bytes, len, &from, &found), KM_HEAD_MORE);
    }
    assert_int_equal(km_head_scan(bytes, head_len, &from, &found), KM_HEAD_WHOLE);
    assert_int_equal(found, head_len);
    from = 0;
    assert_int_equal(km_head_scan(bytes, strlen(bytes), &from, &found), KM_HEAD_WHOLE);
    assert_int_equal(found, head_len);
}

static void test_sees_control_characters(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t len;
    } cases[] = {
            {"GET /\n", 6}, {"GET /\rX", 7}, {"GET /\0", 6}, {"GET /\x7f", 6}, {"\x16\3\1", 3}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t from = 0, found;
        assert_int_equal(km_head_scan(cases[i].bytes, cases[i].len, &from, &found), KM_HEAD_BAD);
    }
}

/* Any bytes at all: no crash under the sanitizers, and never a body with a method that has none. */
static void test_survives_noise(void **state)
{
    (void)state;
    static const char *const words[] = {"GET", "POST", " ", "/", "HTTP/1.1", "\r\n", "\r", "\n",
            ":", "Host", "Content-Length", "7", "%", "\xff", "k", "Transfer-Encoding: chunked"};
    srand(7);
    for (int n = 0; n < 50000; n++) {
        char text[200] = "";
        for (int k = rand() % 12; k > 0; k--) {
            strcat(text, words[(size_t)rand() % (sizeof words / sizeof words[0])]);
        }
        uint64_t body = 0;
        if (km_head_check(text, strlen(text), &body) == KM_HEAD_OK && body > 0) {
            assert_memory_equal(text, "POST ", 5);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(test_takes_plain_requests),
            cmocka_unit_test(test_says_why_not),
            cmocka_unit_test(test_every_refusal_has_status_and_reason),
            cmocka_unit_test(test_finds_the_end_in_any_portions),
            cmocka_unit_test(test_sees_control_characters),
            cmocka_unit_test(test_survives_noise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
