#include "tests/station/fake_kiosk.h"

#include "core/enrol.h"
#include "station/clock.h"

#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static _Thread_local char err[KM_ERR_MAX];

/* Sends the bytes; NULL answer body allowed for none. */
static int post(struct km_client *client, const char *url, const struct km_buffer *message,
        struct km_client_answer *out_answer)
{
    struct km_client_request request = {.method = "POST",
            .url = url,
            .type = "application/cbor",
            .body = message->bytes,
            .body_len = message->len};
    if (!km_client_send(client, &request, out_answer, err)) {
        fail_msg("%s", err);
    }
    return out_answer->status;
}

static struct km_keys keys_of(uint8_t who, uint8_t out_seed[KM_SEED_SIZE])
{
    struct km_keys keys;
    memset(out_seed, who, KM_SEED_SIZE);
    km_keys_from_seed(out_seed, &keys);
    return keys;
}

static int ask(const struct km_enrol_code *code, const struct km_keys *keys, uint16_t port,
        struct km_client_answer *out_answer)
{
    struct km_client *client = km_client_new();
    struct km_buffer message;
    char url[100];
    km_buffer_init(&message, KM_ENROL_MAX);
    assert_true(km_enrol_request_write(code->secret, (struct km_span){NULL, 0}, keys, &message));
    snprintf(url, sizeof url, "http://127.0.0.1:%u/api/v1/enrol", port);
    int status = post(client, url, &message, out_answer);
    km_buffer_destroy(&message);
    km_client_free(client);
    return status;
}

int fake_kiosk_ask(uint8_t who, const char *code, uint16_t port, char *out_text, size_t size)
{
    uint8_t seed[KM_SEED_SIZE];
    struct km_keys keys = keys_of(who, seed);
    struct km_enrol_code read;
    struct km_client_answer answer;
    assert_true(km_enrol_code_read(code, &read, err));
    int status = ask(&read, &keys, port, &answer);
    snprintf(out_text, size, "%s", (const char *)answer.body);
    km_client_answer_destroy(&answer);
    return status;
}

void fake_kiosk_enrol(struct fake_kiosk *kiosk, uint8_t who, const char *code, uint16_t port)
{
    uint8_t seed[KM_SEED_SIZE];
    struct km_enrol_code read;
    struct km_enrol_answer answer;
    struct km_client_answer body;
    struct km_journal *journal;
    *kiosk = (struct fake_kiosk){.keys = keys_of(who, seed)};
    if (!km_enrol_code_read(code, &read, err)) {
        fail_msg("%s: %s", code, err);
    }
    assert_int_equal(ask(&read, &kiosk->keys, port, &body), 200);
    assert_true(km_enrol_answer_read(
            body.body, body.body_len, &read, kiosk->keys.public_key, &answer, err));
    km_client_answer_destroy(&body);
    kiosk->number = answer.kiosk;
    kiosk->client = km_client_new();
    snprintf(kiosk->url, sizeof kiosk->url, "http://127.0.0.1:%u/api/v1/sync", port);
    assert_true(km_journal_open_memory(&journal, err));
    assert_true(km_ledger_open(&kiosk->ledger, journal, seed, answer.station_key, err));
    km_list_init(&kiosk->wants, 10000);
}

void fake_kiosk_close(struct fake_kiosk *kiosk)
{
    km_client_answer_destroy(&kiosk->body);
    km_list_destroy(&kiosk->wants);
    km_client_free(kiosk->client);
    km_ledger_close(&kiosk->ledger);
}

/* What the station's last answer said it holds. */
static struct km_list known(const struct fake_kiosk *kiosk)
{
    return kiosk->answer.vector;
}

static void write_request(
        struct fake_kiosk *kiosk, bool wait, uint8_t nonce[KM_NONCE_SIZE], struct km_buffer *out)
{
    struct km_list_writer vector;
    struct km_runs runs;
    struct km_sync_request request = {
            .node = kiosk->keys.node, .time = station_clock_utc(), .wait = wait};
    randombytes_buf(nonce, KM_NONCE_SIZE);
    memcpy(request.nonce, nonce, KM_NONCE_SIZE);
    request.health.camera = KM_DEVICE_OK;
    request.health.version = (struct km_span){(const uint8_t *)"test", 4};
    km_list_init(&vector, KM_VECTOR_MAX * 50);
    km_runs_init(&runs, 1 << 20, KM_SYNC_RUNS_MAX);
    assert_true(km_ledger_vector(&kiosk->ledger, &vector, err));
    assert_true(km_ledger_missing(&kiosk->ledger, known(kiosk), &runs, err));
    request.vector = km_list_view(&vector);
    request.runs = km_list_view(&runs.list);
    request.wants = km_list_view(&kiosk->wants);
    assert_true(km_sync_request_write(&request, &kiosk->keys, out, err));
    km_list_destroy(&vector);
    km_runs_destroy(&runs);
}

int fake_kiosk_sync(struct fake_kiosk *kiosk, bool wait)
{
    uint8_t nonce[KM_NONCE_SIZE];
    struct km_buffer message;
    struct km_envelope envelope;
    struct km_client_answer body;
    struct km_list_writer refused;
    km_buffer_init(&message, KM_SYNC_MAX);
    write_request(kiosk, wait, nonce, &message);
    int status = post(kiosk->client, kiosk->url, &message, &body);
    km_buffer_destroy(&message);
    km_client_answer_destroy(&kiosk->body);
    kiosk->body = body;
    kiosk->answer = (struct km_sync_answer){0};
    if (status != 200) {
        return status;
    }
    if (!km_sync_answer_read(body.body, body.body_len, &kiosk->answer, &envelope, err)) {
        fail_msg("answer: %s", err);
    }
    assert_true(km_sync_answer_verify(&kiosk->answer, &envelope, nonce, kiosk->ledger.station_key));
    km_list_init(&refused, 10000);
    assert_true(km_ledger_take_runs(&kiosk->ledger, kiosk->answer.runs, &refused, err));
    assert_int_equal(refused.count, 0);
    km_list_destroy(&refused);
    km_list_destroy(&kiosk->wants);
    km_list_init(&kiosk->wants, 10000);
    return status;
}

void fake_kiosk_catch_up(struct fake_kiosk *kiosk)
{
    do {
        assert_int_equal(fake_kiosk_sync(kiosk, false), 200);
    } while (kiosk->answer.runs.count > 0);
    assert_int_equal(fake_kiosk_sync(kiosk, false), 200);
}

struct km_name fake_kiosk_issue(
        struct fake_kiosk *kiosk, const char *zone, km_day_no day, uint16_t number)
{
    struct km_record record = km_record_of(KM_ISSUE, station_clock_utc(), day);
    struct km_name name;
    assert_true(km_zone_parse(zone, &record.zone));
    record.people[0] = 2;
    record.number = number;
    if (!km_ledger_write(&kiosk->ledger, &record, 1, &name, err)) {
        fail_msg("%s", err);
    }
    return name;
}

void fake_kiosk_check_in(
        struct fake_kiosk *kiosk, struct km_name ticket, const char *zone, km_day_no day)
{
    struct km_record record = km_record_of(KM_CHECK_IN, station_clock_utc(), day);
    struct km_name name;
    assert_true(km_zone_parse(zone, &record.zone));
    record.ticket = ticket;
    record.count = 2;
    if (!km_ledger_write(&kiosk->ledger, &record, 1, &name, err)) {
        fail_msg("%s", err);
    }
}

void fake_kiosk_token(const struct fake_kiosk *kiosk, struct km_name name, const char *zone,
        km_day_no day, char out_token[KM_TOKEN_CHARS + 1])
{
    struct km_ticket ticket = {.kiosk = kiosk->number,
            .seq = name.seq,
            .day = day,
            .session = KM_NO_SESSION,
            .party = 2};
    assert_true(km_zone_parse(zone, &ticket.zone));
    km_token_make(&ticket, &kiosk->keys, out_token);
}
