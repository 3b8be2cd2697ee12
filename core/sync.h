#ifndef KM_SYNC_H
#define KM_SYNC_H

/* The two messages of a sync. A node says how far it holds every journal and sends what it believes
 * the other lacks; the answer does the same. Each is signed by its sender and names it; the answer
 * carries the request's nonce, so an old one cannot be played back, and the two times of the
 * answering side, so that the asker can measure its clock. On the wire: the CBOR array [body,
 * signature], body being a byte string that holds one array (tests/core/test_sync.c pins it):
 *
 *   request [1, node, nonce, time, wait, health, vector, runs, wants]
 *   answer  [1, node, nonce, received, sent, vector, runs, refused, grants]
 *
 * Reading checks the whole structure before anything of it can be used and allocates nothing: all
 * lists and texts borrow from the message's bytes. A read message is not proven yet: look up the
 * key of its node and verify. Pure functions; any thread. */

#include "core/bounds.h"
#include "core/envelope.h"
#include "core/run.h"

#define KM_SYNC_VERSION 1
#define KM_NONCE_SIZE 16

enum km_device_state {
    KM_DEVICE_UNKNOWN = 0,
    KM_DEVICE_OK = 1,
    KM_DEVICE_LOW = 2,    /* works, needs somebody soon */
    KM_DEVICE_FAILED = 3, /* does not work */
    KM_DEVICE_NONE = 4,   /* this kiosk has none */
    KM_DEVICE_END
};

/* What a kiosk says of itself; no record. Keys and states of later versions are passed over. */
struct km_health {
    uint8_t camera, printer, paper; /* enum km_device_state */
    uint32_t disk_free_mb;
    uint32_t unsent;        /* records the station has not confirmed */
    struct km_span version; /* of the program, UTF-8, <= KM_VERSION_TEXT_MAX */
    struct km_span role;    /* UTF-8, <= KM_ROLE_TEXT_MAX */
};

struct km_refusal {
    km_node node; /* whose run was refused */
    enum km_run_verdict verdict;
};
bool km_refusal_put(struct km_list_writer *refused, const struct km_refusal *refusal);
bool km_refusal_next(struct km_list *refused, struct km_refusal *out_refusal);

struct km_sync_request {
    km_node node; /* the sender */
    uint8_t nonce[KM_NONCE_SIZE];
    int64_t time; /* UTC ms by the sender's system clock */
    bool wait;    /* hold the answer until there is news */
    struct km_health health;
    struct km_list vector; /* km_vector_next */
    struct km_list runs;   /* km_run_next */
    struct km_list wants;  /* km_seats_next; seats this kiosk would like to hold */
};

struct km_sync_answer {
    km_node node;                 /* the answering node */
    uint8_t nonce[KM_NONCE_SIZE]; /* the request's */
    int64_t received;      /* UTC ms by the station's clock: when the request was there, … */
    int64_t sent;          /* … and when the answer was made */
    struct km_list vector; /* after what the request brought */
    struct km_list runs;
    struct km_list refused; /* km_refusal_next */
    struct km_list grants;  /* km_seats_next; answers to wants, 0 seats: none left */
};

/* Appends the signed message to out. False when it is larger than KM_SYNC_MAX or out is full, with
 * the reason; asserts that lists keep their bounds and node is the signer's. */
bool km_sync_request_write(const struct km_sync_request *request, const struct km_keys *keys,
        struct km_buffer *out, char *err);
bool km_sync_answer_write(const struct km_sync_answer *answer, const struct km_keys *keys,
        struct km_buffer *out, char *err);

/* Reads a message, at most KM_SYNC_MAX bytes; outputs borrow from bytes. False with the reason. */
bool km_sync_request_read(const uint8_t *bytes, size_t len, struct km_sync_request *out_request,
        struct km_envelope *out_envelope, char *err);
bool km_sync_answer_read(const uint8_t *bytes, size_t len, struct km_sync_answer *out_answer,
        struct km_envelope *out_envelope, char *err);

/* Was it signed by the owner of this key, and is that the node it names? */
bool km_sync_request_verify(const struct km_sync_request *request,
        const struct km_envelope *envelope, const uint8_t public_key[KM_KEY_SIZE]);
/* Also: is it the answer to the request of this nonce? */
bool km_sync_answer_verify(const struct km_sync_answer *answer, const struct km_envelope *envelope,
        const uint8_t nonce[KM_NONCE_SIZE], const uint8_t public_key[KM_KEY_SIZE]);

/* How far the station's clock is ahead of the asker's, in ms, from one exchange: the midpoint of
 * (received - asked) and (sent - heard), as in NTP (RFC 5905 section 8). *out_error gets half the
 * round trip, the most it can be wrong. asked and heard: the asker's clock. */
int64_t km_sync_offset(
        const struct km_sync_answer *answer, int64_t asked, int64_t heard, int64_t *out_error);

#endif
