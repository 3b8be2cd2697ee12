#ifndef KM_NET_HEAD_H
#define KM_NET_HEAD_H

/* The strict look at the head of an HTTP request, before any parser sees it. Parsers forgive, each
 * in its own way, and where two differ a request can be smuggled past one of them; libevent's took
 * 8 of 17 malformed requests. So what is not plain HTTP/1.0 or 1.1 with exactly one Host, a length
 * in digits and no Transfer-Encoding is refused here. Pure functions; any thread. */

#include <stddef.h>
#include <stdint.h>

/* Why a head is refused. The numbers are private to a process. */
enum km_head_refusal {
    KM_HEAD_OK,
    KM_HEAD_CONTROL,
    KM_HEAD_TOO_LONG,
    KM_HEAD_REQUEST_LINE,
    KM_HEAD_TARGET,
    KM_HEAD_TARGET_LONG,
    KM_HEAD_VERSION,
    KM_HEAD_NAME,
    KM_HEAD_TOO_MANY,
    KM_HEAD_HOST,
    KM_HEAD_LENGTH,
    KM_HEAD_LENGTH_NEEDED,
    KM_HEAD_ENCODING,
    KM_HEAD_EXPECT,
    KM_HEAD_BODY_UNEXPECTED,
    KM_HEAD_BODY_LONG,
    KM_HEAD_BUSY,
    KM_HEAD_REFUSALS
};

/* HTTP status of a refusal (4xx or 503), and one English line for the client; static. */
int km_head_status(enum km_head_refusal refusal);
const char *km_head_reason(enum km_head_refusal refusal);

enum km_head_end { KM_HEAD_MORE, KM_HEAD_WHOLE, KM_HEAD_BAD };

/* Looks for the end of the head in the first len bytes received, going on from *from (0 at first).
 * KM_HEAD_WHOLE sets *out_len to its length with the empty line. KM_HEAD_BAD: a control character,
 * or CR and LF not in pairs, which no more bytes can mend. */
enum km_head_end km_head_scan(const char *bytes, size_t len, size_t *from, size_t *out_len);

/* Checks a whole head as km_head_scan found it. KM_HEAD_OK sets *out_body to the length of the body
 * that follows, in bytes (not yet checked against any cap; below 10^10). */
enum km_head_refusal km_head_check(const char *head, size_t len, uint64_t *out_body);

#endif
