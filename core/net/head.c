/* Checks request heads; see head.h. One pass over the lines, no allocation. Each rule refuses more
 * than RFC 9112 must: our clients are browsers, phones and kiosks, and they all write plain HTTP.
 */

#include "core/net/head.h"

#include "core/bounds.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

static const struct {
    int status;
    const char *reason;
} refusals[KM_HEAD_REFUSALS] = {
        [KM_HEAD_OK] = {200, "fine"},
        [KM_HEAD_CONTROL] = {400, "control character in the head"},
        [KM_HEAD_TOO_LONG] = {431, "head too long"},
        [KM_HEAD_REQUEST_LINE] = {400, "not a request line"},
        [KM_HEAD_TARGET] = {400, "not a path of this server"},
        [KM_HEAD_TARGET_LONG] = {414, "path too long"},
        [KM_HEAD_VERSION] = {400, "neither HTTP/1.0 nor HTTP/1.1"},
        [KM_HEAD_NAME] = {400, "not a header line"},
        [KM_HEAD_TOO_MANY] = {431, "too many headers"},
        [KM_HEAD_HOST] = {400, "exactly one Host is needed"},
        [KM_HEAD_LENGTH] = {400, "not one Content-Length in digits"},
        [KM_HEAD_LENGTH_NEEDED] = {411, "Content-Length is needed"},
        [KM_HEAD_ENCODING] = {400, "no Transfer-Encoding is taken"},
        [KM_HEAD_EXPECT] = {417, "nothing but 100-continue can be expected"},
        [KM_HEAD_BODY_UNEXPECTED] = {400, "a body only with POST, PUT or PATCH"},
        [KM_HEAD_BODY_LONG] = {413, "body too long"},
        [KM_HEAD_BUSY] = {503, "too many bodies at once"},
};

int km_head_status(enum km_head_refusal refusal)
{
    assert(refusal < KM_HEAD_REFUSALS);
    return refusals[refusal].status;
}

const char *km_head_reason(enum km_head_refusal refusal)
{
    assert(refusal < KM_HEAD_REFUSALS);
    return refusals[refusal].reason;
}

static bool is_control(char c)
{
    return ((unsigned char)c < 0x20 && c != '\t') || c == 0x7f;
}

enum km_head_end km_head_scan(const char *bytes, size_t len, size_t *from, size_t *out_len)
{
    size_t i = *from;
    while (i < len) {
        if (bytes[i] != '\r') {
            if (is_control(bytes[i])) {
                return KM_HEAD_BAD;
            }
            i++;
            continue;
        }
        if (i + 1 == len) {
            break; /* its LF may still come */
        }
        if (bytes[i + 1] != '\n') {
            return KM_HEAD_BAD;
        }
        i += 2;
        if (i == 2 || (i >= 4 && bytes[i - 4] == '\r')) {
            *out_len = i;
            return KM_HEAD_WHOLE;
        }
    }
    *from = i;
    return KM_HEAD_MORE;
}

/* A line of the head without its CRLF, or a part of one. Borrowed from the head. */
struct text {
    const char *at;
    size_t len;
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_hex(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* RFC 9110 section 5.6.2. */
static bool is_token(struct text t)
{
    for (size_t i = 0; i < t.len; i++) {
        char c = t.at[i];
        if (!is_letter(c) && !is_digit(c) && (c == '\0' || strchr("!#$%&'*+-.^_`|~", c) == NULL)) {
            return false;
        }
    }
    return t.len > 0;
}

static bool is(struct text t, const char *word)
{
    return t.len == strlen(word) && strncasecmp(t.at, word, t.len) == 0;
}

/* Cuts the part before the first `end` off the front of t; false without one. */
static bool cut(struct text *t, char end, struct text *out_part)
{
    const char *found = memchr(t->at, end, t->len);
    if (found == NULL) {
        return false;
    }
    *out_part = (struct text){t->at, (size_t)(found - t->at)};
    t->len -= out_part->len + 1;
    t->at = found + 1;
    return true;
}

static struct text trim(struct text t)
{
    while (t.len > 0 && (t.at[0] == ' ' || t.at[0] == '\t')) {
        t.at++;
        t.len--;
    }
    while (t.len > 0 && (t.at[t.len - 1] == ' ' || t.at[t.len - 1] == '\t')) {
        t.len--;
    }
    return t;
}

static enum km_head_refusal check_target(struct text t)
{
    if (t.len == 0 || t.at[0] != '/') {
        return KM_HEAD_TARGET;
    }
    if (t.len > KM_NET_TARGET_MAX) {
        return KM_HEAD_TARGET_LONG;
    }
    for (size_t i = 0; i < t.len; i++) {
        char c = t.at[i];
        if (c <= ' ' || c > '~' || strchr("#\"<>\\^`{|}", c) != NULL) {
            return KM_HEAD_TARGET; /* above '~': negative as a signed char, or DEL */
        }
        if (c != '%') {
            continue;
        }
        if (i + 2 >= t.len || !is_hex(t.at[i + 1]) || !is_hex(t.at[i + 2]) ||
                (t.at[i + 1] == '0' && t.at[i + 2] == '0')) {
            return KM_HEAD_TARGET;
        }
    }
    return KM_HEAD_OK;
}

static enum km_head_refusal check_request_line(struct text line, struct text *out_method)
{
    struct text method, target;
    if (!cut(&line, ' ', &method) || !cut(&line, ' ', &target) || !is_token(method)) {
        return KM_HEAD_REQUEST_LINE;
    }
    enum km_head_refusal refusal = check_target(target);
    if (refusal != KM_HEAD_OK) {
        return refusal;
    }
    if (line.len != 8 ||
            (memcmp(line.at, "HTTP/1.1", 8) != 0 && memcmp(line.at, "HTTP/1.0", 8) != 0)) {
        return KM_HEAD_VERSION;
    }
    *out_method = method;
    return KM_HEAD_OK;
}

static bool is_host(struct text t)
{
    for (size_t i = 0; i < t.len; i++) {
        char c = t.at[i];
        if (!is_letter(c) && !is_digit(c) && (c == '\0' || strchr("-._:[]", c) == NULL)) {
            return false;
        }
    }
    return t.len > 0 && t.len <= 260;
}

/* What the headers said so far that decides about the framing. */
struct framing {
    int hosts, lengths, headers;
    uint64_t body;
};

static bool parse_length(struct text t, uint64_t *out_length)
{
    if (t.len == 0 || t.len > 10) {
        return false;
    }
    uint64_t length = 0;
    for (size_t i = 0; i < t.len; i++) {
        if (!is_digit(t.at[i])) {
            return false;
        }
        length = length * 10 + (uint64_t)(t.at[i] - '0');
    }
    *out_length = length;
    return true;
}

static enum km_head_refusal check_header(struct text line, struct framing *framing)
{
    struct text name;
    if (!cut(&line, ':', &name) || !is_token(name)) {
        return KM_HEAD_NAME; /* also a folded line: it begins with a blank */
    }
    if (++framing->headers > KM_NET_HEADERS_MAX) {
        return KM_HEAD_TOO_MANY;
    }
    struct text value = trim(line);
    if (is(name, "Host")) {
        return ++framing->hosts > 1 || !is_host(value) ? KM_HEAD_HOST : KM_HEAD_OK;
    }
    if (is(name, "Content-Length")) {
        bool fine = ++framing->lengths == 1 && parse_length(value, &framing->body);
        return fine ? KM_HEAD_OK : KM_HEAD_LENGTH;
    }
    if (is(name, "Transfer-Encoding")) {
        return KM_HEAD_ENCODING;
    }
    if (is(name, "Expect") && !is(value, "100-continue")) {
        return KM_HEAD_EXPECT;
    }
    return KM_HEAD_OK;
}

/* Methods are told apart by case, and libevent reads a body after no others. */
static bool carries_body(struct text method)
{
    return (method.len == 4 && memcmp(method.at, "POST", 4) == 0) ||
           (method.len == 3 && memcmp(method.at, "PUT", 3) == 0) ||
           (method.len == 5 && memcmp(method.at, "PATCH", 5) == 0);
}

enum km_head_refusal km_head_check(const char *head, size_t len, uint64_t *out_body)
{
    struct text rest = {head, len}, line, method = {0};
    struct framing framing = {0};
    for (int n = 0; cut(&rest, '\n', &line); n++) {
        if (line.len == 0 || line.at[line.len - 1] != '\r') {
            return KM_HEAD_CONTROL;
        }
        line.len--;
        if (n > 0 && line.len == 0) {
            break;
        }
        enum km_head_refusal refusal =
                n == 0 ? check_request_line(line, &method) : check_header(line, &framing);
        if (refusal != KM_HEAD_OK) {
            return refusal;
        }
    }
    if (framing.hosts != 1) {
        return KM_HEAD_HOST;
    }
    bool carries = carries_body(method);
    if (carries && framing.lengths != 1) {
        return KM_HEAD_LENGTH_NEEDED;
    }
    if (!carries && framing.body > 0) {
        return KM_HEAD_BODY_UNEXPECTED;
    }
    *out_body = framing.body;
    return KM_HEAD_OK;
}
