#include "core/sync.h"

#include "core/big_endian.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#define REQUEST_PARTS 9
#define ANSWER_PARTS 9
#define ENVELOPE_MAX 80 /* heads and signature around a body */

static const char request_context[] = "kaimen sync request 1";
static const char answer_context[] = "kaimen sync answer 1";

enum { H_CAMERA, H_PRINTER, H_PAPER, H_DISK_FREE, H_UNSENT, H_VERSION, H_ROLE, H_END };

static void put_node(struct km_buffer *out, km_node node)
{
    uint8_t bytes[8];
    km_write_be64(bytes, node);
    km_cbor_put_bytes(out, bytes, sizeof(bytes));
}

static km_node read_node(struct km_cbor_reader *reader)
{
    uint8_t bytes[8];
    km_cbor_fixed(reader, bytes, sizeof(bytes));
    return km_read_be64(bytes);
}

bool km_refusal_put(struct km_list_writer *refused, const struct km_refusal *refusal)
{
    struct km_buffer *items = &refused->items;
    size_t start = items->len;
    km_cbor_put_array(items, 2);
    put_node(items, refusal->node);
    km_cbor_put_uint(items, refusal->verdict);
    return km_list_end_item(refused, start);
}

static void refusal_read(struct km_cbor_reader *reader, void *out_refusal)
{
    struct km_refusal *refusal = out_refusal;
    km_cbor_tuple(reader, 2);
    refusal->node = read_node(reader);
    refusal->verdict = (enum km_run_verdict)km_cbor_uint(reader, UINT8_MAX);
}

bool km_refusal_next(struct km_list *refused, struct km_refusal *out_refusal)
{
    return km_list_next(refused, refusal_read, out_refusal);
}

static void put_health(struct km_buffer *out, const struct km_health *health)
{
    km_cbor_put_map(out, H_END);
    km_cbor_put_uint(out, H_CAMERA);
    km_cbor_put_uint(out, health->camera);
    km_cbor_put_uint(out, H_PRINTER);
    km_cbor_put_uint(out, health->printer);
    km_cbor_put_uint(out, H_PAPER);
    km_cbor_put_uint(out, health->paper);
    km_cbor_put_uint(out, H_DISK_FREE);
    km_cbor_put_uint(out, health->disk_free_mb);
    km_cbor_put_uint(out, H_UNSENT);
    km_cbor_put_uint(out, health->unsent);
    km_cbor_put_uint(out, H_VERSION);
    km_cbor_put_text(out, health->version.bytes, health->version.len);
    km_cbor_put_uint(out, H_ROLE);
    km_cbor_put_text(out, health->role.bytes, health->role.len);
}

static uint8_t read_device(struct km_cbor_reader *reader)
{
    uint64_t state = km_cbor_uint(reader, UINT8_MAX);
    return state < KM_DEVICE_END ? (uint8_t)state : KM_DEVICE_UNKNOWN;
}

static void read_health(struct km_cbor_reader *reader, struct km_health *health)
{
    size_t pairs = km_cbor_map(reader, UINT8_MAX);
    int64_t last = -1;
    for (size_t i = 0; i < pairs && !reader->fault; i++) {
        switch (km_cbor_key(reader, &last)) {
        case H_CAMERA:
            health->camera = read_device(reader);
            break;
        case H_PRINTER:
            health->printer = read_device(reader);
            break;
        case H_PAPER:
            health->paper = read_device(reader);
            break;
        case H_DISK_FREE:
            health->disk_free_mb = (uint32_t)km_cbor_uint(reader, UINT32_MAX);
            break;
        case H_UNSENT:
            health->unsent = (uint32_t)km_cbor_uint(reader, UINT32_MAX);
            break;
        case H_VERSION:
            health->version = km_cbor_text(reader, 0, KM_VERSION_TEXT_MAX);
            break;
        case H_ROLE:
            health->role = km_cbor_text(reader, 0, KM_ROLE_TEXT_MAX);
            break;
        default:
            km_cbor_skip(reader);
            break;
        }
    }
}

/* Rising order: no node twice. */
static bool is_vector(struct km_list vector)
{
    struct km_head head;
    km_node last = 0;
    while (km_vector_next(&vector, &head)) {
        if (head.node <= last) {
            return false;
        }
        last = head.node;
    }
    return true;
}

static struct km_list read_vector(struct km_cbor_reader *reader)
{
    struct km_head scratch;
    struct km_list vector = km_list_read(reader, KM_VECTOR_MAX, km_head_read, &scratch);
    if (!reader->fault && !is_vector(vector)) {
        km_cbor_fail(reader, "has a vector out of order");
    }
    return vector;
}

static struct km_list read_runs(struct km_cbor_reader *reader)
{
    struct km_run scratch;
    return km_list_read(reader, KM_RUNS_MAX, km_run_read, &scratch);
}

static struct km_list read_seats(struct km_cbor_reader *reader)
{
    struct km_seats scratch;
    return km_list_read(reader, KM_WANTS_MAX, km_seats_read, &scratch);
}

/* Signs the body, frees it and appends the message. */
static bool seal_message(const struct km_keys *keys, const char *context, struct km_buffer *body,
        struct km_buffer *out, char *err)
{
    bool good = !body->full && km_envelope_write(keys, context, body, out);
    if (!good) {
        snprintf(err, KM_ERR_MAX, "the message is larger than %u bytes", KM_SYNC_MAX);
    }
    km_buffer_destroy(body);
    return good;
}

bool km_sync_request_write(const struct km_sync_request *request, const struct km_keys *keys,
        struct km_buffer *out, char *err)
{
    assert(request->node == keys->node && is_vector(request->vector));
    assert(request->vector.count <= KM_VECTOR_MAX && request->wants.count <= KM_WANTS_MAX);
    struct km_buffer body;
    km_buffer_init(&body, KM_SYNC_MAX - ENVELOPE_MAX);
    km_cbor_put_array(&body, REQUEST_PARTS);
    km_cbor_put_uint(&body, KM_SYNC_VERSION);
    put_node(&body, request->node);
    km_cbor_put_bytes(&body, request->nonce, KM_NONCE_SIZE);
    km_cbor_put_int(&body, request->time);
    km_cbor_put_uint(&body, request->wait);
    put_health(&body, &request->health);
    km_list_put(&body, &request->vector);
    km_list_put(&body, &request->runs);
    km_list_put(&body, &request->wants);
    return seal_message(keys, request_context, &body, out, err);
}

bool km_sync_answer_write(const struct km_sync_answer *answer, const struct km_keys *keys,
        struct km_buffer *out, char *err)
{
    assert(answer->node == keys->node && is_vector(answer->vector));
    assert(answer->vector.count <= KM_VECTOR_MAX && answer->grants.count <= KM_WANTS_MAX);
    assert(answer->refused.count <= KM_RUNS_MAX);
    struct km_buffer body;
    km_buffer_init(&body, KM_SYNC_MAX - ENVELOPE_MAX);
    km_cbor_put_array(&body, ANSWER_PARTS);
    km_cbor_put_uint(&body, KM_SYNC_VERSION);
    put_node(&body, answer->node);
    km_cbor_put_bytes(&body, answer->nonce, KM_NONCE_SIZE);
    km_cbor_put_int(&body, answer->received);
    km_cbor_put_int(&body, answer->sent);
    km_list_put(&body, &answer->vector);
    km_list_put(&body, &answer->runs);
    km_list_put(&body, &answer->refused);
    km_list_put(&body, &answer->grants);
    return seal_message(keys, answer_context, &body, out, err);
}

/* Opens a message up to its version: a later one may have other parts, and is told apart first. */
static bool open_message(const uint8_t *bytes, size_t len, const char *what, size_t parts,
        struct km_envelope *envelope, struct km_cbor_reader *reader, char *err)
{
    if (!km_envelope_read(bytes, len, KM_SYNC_MAX, what, envelope, err)) {
        return false;
    }
    km_cbor_open(reader, envelope->body.bytes, envelope->body.len);
    size_t found = km_cbor_array(reader, UINT8_MAX);
    uint64_t version = km_cbor_uint(reader, UINT32_MAX);
    if (!reader->fault && version != KM_SYNC_VERSION) {
        snprintf(err, KM_ERR_MAX,
                "%s of version %llu, this program speaks version %d: update the older one", what,
                (unsigned long long)version, KM_SYNC_VERSION);
        return false;
    }
    if (found != parts) {
        km_cbor_fail(reader, "has the wrong number of parts");
    }
    return true;
}

static bool close_message(struct km_cbor_reader *reader, const char *what, char *err)
{
    if (!km_cbor_close(reader)) {
        snprintf(err, KM_ERR_MAX, "%s %s", what, reader->fault);
        return false;
    }
    return true;
}

bool km_sync_request_read(const uint8_t *bytes, size_t len, struct km_sync_request *out_request,
        struct km_envelope *out_envelope, char *err)
{
    static const char what[] = "sync request";
    struct km_envelope envelope;
    struct km_cbor_reader reader;
    if (!open_message(bytes, len, what, REQUEST_PARTS, &envelope, &reader, err)) {
        return false;
    }
    struct km_sync_request request = {.node = read_node(&reader)};
    km_cbor_fixed(&reader, request.nonce, KM_NONCE_SIZE);
    request.time = km_cbor_int(&reader, 0, KM_TIME_MAX);
    request.wait = km_cbor_uint(&reader, 1) == 1;
    read_health(&reader, &request.health);
    request.vector = read_vector(&reader);
    request.runs = read_runs(&reader);
    request.wants = read_seats(&reader);
    if (!close_message(&reader, what, err)) {
        return false;
    }
    *out_request = request;
    *out_envelope = envelope;
    return true;
}

bool km_sync_answer_read(const uint8_t *bytes, size_t len, struct km_sync_answer *out_answer,
        struct km_envelope *out_envelope, char *err)
{
    static const char what[] = "sync answer";
    struct km_envelope envelope;
    struct km_cbor_reader reader;
    if (!open_message(bytes, len, what, ANSWER_PARTS, &envelope, &reader, err)) {
        return false;
    }
    struct km_sync_answer answer = {.node = read_node(&reader)};
    struct km_refusal scratch;
    km_cbor_fixed(&reader, answer.nonce, KM_NONCE_SIZE);
    answer.received = km_cbor_int(&reader, 0, KM_TIME_MAX);
    answer.sent = km_cbor_int(&reader, 0, KM_TIME_MAX);
    answer.vector = read_vector(&reader);
    answer.runs = read_runs(&reader);
    answer.refused = km_list_read(&reader, KM_RUNS_MAX, refusal_read, &scratch);
    answer.grants = read_seats(&reader);
    if (!close_message(&reader, what, err)) {
        return false;
    }
    *out_answer = answer;
    *out_envelope = envelope;
    return true;
}

bool km_sync_request_verify(const struct km_sync_request *request,
        const struct km_envelope *envelope, const uint8_t public_key[KM_KEY_SIZE])
{
    return km_node_of_key(public_key) == request->node &&
           km_envelope_verify(envelope, request_context, public_key);
}

bool km_sync_answer_verify(const struct km_sync_answer *answer, const struct km_envelope *envelope,
        const uint8_t nonce[KM_NONCE_SIZE], const uint8_t public_key[KM_KEY_SIZE])
{
    return memcmp(answer->nonce, nonce, KM_NONCE_SIZE) == 0 &&
           km_node_of_key(public_key) == answer->node &&
           km_envelope_verify(envelope, answer_context, public_key);
}

int64_t km_sync_offset(
        const struct km_sync_answer *answer, int64_t asked, int64_t heard, int64_t *out_error)
{
    int64_t travel = (heard - asked) - (answer->sent - answer->received);
    *out_error = travel > 0 ? (travel + 1) / 2 : 0;
    return ((answer->received - asked) + (answer->sent - heard)) / 2;
}
