#include "core/enrol.h"

#include "core/base32.h"
#include "core/cbor.h"
#include "core/envelope.h"
#include "core/url.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#define SECRET_BYTES (KM_ENROL_SECRET_SIZE + KM_ENROL_PIN_SIZE)
#define VERSION 1
#define PARTS 4

_Static_assert(KM_BASE32_CHARS(SECRET_BYTES) == KM_ENROL_SECRET_CHARS, "the code's length");

static const char request_context[] = "kaimen enrol 1";
static const char answer_context[] = "kaimen enrolled 1";
static const char path[] = "/E/";

static void pin_of(const uint8_t key[KM_KEY_SIZE], uint8_t out_pin[KM_ENROL_PIN_SIZE])
{
    uint8_t hash[KM_HASH_SIZE];
    km_hash(key, KM_KEY_SIZE, hash);
    memcpy(out_pin, hash, KM_ENROL_PIN_SIZE);
}

static bool check_url(const char *url, size_t len, char *err)
{
    if (!km_url_is_valid((struct km_span){(const uint8_t *)url, len})) {
        snprintf(err, KM_ERR_MAX, "the address is not HTTP://HOST[:PORT] of at most %d characters",
                KM_URL_MAX);
        return false;
    }
    return true;
}

bool km_enrol_code_make(const char *url, const uint8_t secret[KM_ENROL_SECRET_SIZE],
        const uint8_t station_key[KM_KEY_SIZE], char out_text[KM_ENROL_CODE_SIZE], char *err)
{
    if (!check_url(url, strnlen(url, KM_URL_MAX + 1), err)) {
        return false;
    }
    uint8_t bytes[SECRET_BYTES];
    char letters[KM_ENROL_SECRET_CHARS + 1];
    memcpy(bytes, secret, KM_ENROL_SECRET_SIZE);
    pin_of(station_key, bytes + KM_ENROL_SECRET_SIZE);
    km_base32_encode(bytes, sizeof(bytes), letters);
    snprintf(out_text, KM_ENROL_CODE_SIZE, "%s%s%s", url, path, letters);
    return true;
}

bool km_enrol_code_read(const char *text, struct km_enrol_code *out_code, char *err)
{
    char upper[KM_ENROL_CODE_SIZE] = "";
    size_t len = strnlen(text, KM_ENROL_CODE_SIZE);
    for (size_t i = 0; i < len && len < KM_ENROL_CODE_SIZE; i++) {
        upper[i] = (char)(text[i] >= 'a' && text[i] <= 'z' ? text[i] - 'a' + 'A' : text[i]);
    }
    const char *at = strstr(upper, path);
    if (!at || strlen(at) != sizeof(path) - 1 + KM_ENROL_SECRET_CHARS) {
        snprintf(err, KM_ERR_MAX, "the code is not HTTP://HOST[:PORT]/E/ and %d letters and digits",
                KM_ENROL_SECRET_CHARS);
        return false;
    }
    uint8_t bytes[SECRET_BYTES];
    if (!km_base32_decode(at + sizeof(path) - 1, bytes, sizeof(bytes))) {
        snprintf(err, KM_ERR_MAX, "the code has a character that no code has (allowed: A-Z, 2-7)");
        return false;
    }
    if (!check_url(upper, (size_t)(at - upper), err)) {
        return false;
    }
    struct km_enrol_code code = {0};
    memcpy(code.url, upper, (size_t)(at - upper));
    memcpy(code.secret, bytes, KM_ENROL_SECRET_SIZE);
    memcpy(code.pin, bytes + KM_ENROL_SECRET_SIZE, KM_ENROL_PIN_SIZE);
    *out_code = code;
    return true;
}

bool km_enrol_request_write(const uint8_t secret[KM_ENROL_SECRET_SIZE], struct km_span name,
        const struct km_keys *keys, struct km_buffer *out)
{
    assert(name.len <= KM_NAME_MAX);
    struct km_buffer body;
    km_buffer_init(&body, KM_ENROL_MAX);
    km_cbor_put_array(&body, PARTS);
    km_cbor_put_uint(&body, VERSION);
    km_cbor_put_bytes(&body, secret, KM_ENROL_SECRET_SIZE);
    km_cbor_put_bytes(&body, keys->public_key, KM_KEY_SIZE);
    km_cbor_put_text(&body, name.bytes, name.len);
    bool good = !body.full && km_envelope_write(keys, request_context, &body, out);
    km_buffer_destroy(&body);
    return good;
}

/* Opens a message of four parts of which the first is the version. */
static bool open_message(const uint8_t *bytes, size_t len, const char *what,
        struct km_envelope *envelope, struct km_cbor_reader *reader, char *err)
{
    if (!km_envelope_read(bytes, len, KM_ENROL_MAX, what, envelope, err)) {
        return false;
    }
    km_cbor_open(reader, envelope->body.bytes, envelope->body.len);
    km_cbor_tuple(reader, PARTS);
    if (km_cbor_uint(reader, UINT32_MAX) != VERSION) {
        km_cbor_fail(reader, "is of a version unknown to this program");
    }
    return true;
}

bool km_enrol_request_read(
        const uint8_t *bytes, size_t len, struct km_enrol_request *out_request, char *err)
{
    struct km_envelope envelope;
    struct km_cbor_reader reader;
    if (!open_message(bytes, len, "enrolment request", &envelope, &reader, err)) {
        return false;
    }
    struct km_enrol_request request;
    km_cbor_fixed(&reader, request.secret, KM_ENROL_SECRET_SIZE);
    km_cbor_fixed(&reader, request.key, KM_KEY_SIZE);
    request.name = km_cbor_text(&reader, 0, KM_NAME_MAX);
    if (!km_cbor_close(&reader)) {
        snprintf(err, KM_ERR_MAX, "enrolment request %s", reader.fault);
        return false;
    }
    if (!km_envelope_verify(&envelope, request_context, request.key)) {
        snprintf(err, KM_ERR_MAX, "enrolment request is not signed by its own key");
        return false;
    }
    *out_request = request;
    return true;
}

bool km_enrol_answer_write(const uint8_t kiosk_key[KM_KEY_SIZE], uint16_t kiosk,
        const struct km_keys *station_keys, struct km_buffer *out)
{
    assert(kiosk >= 1 && kiosk <= KM_KIOSK_MAX);
    struct km_buffer body;
    km_buffer_init(&body, KM_ENROL_MAX);
    km_cbor_put_array(&body, PARTS);
    km_cbor_put_uint(&body, VERSION);
    km_cbor_put_bytes(&body, station_keys->public_key, KM_KEY_SIZE);
    km_cbor_put_bytes(&body, kiosk_key, KM_KEY_SIZE);
    km_cbor_put_uint(&body, kiosk);
    bool good = !body.full && km_envelope_write(station_keys, answer_context, &body, out);
    km_buffer_destroy(&body);
    return good;
}

/* Why the answer cannot be believed, NULL when it can. */
static const char *doubt_of(const struct km_enrol_answer *answer,
        const struct km_envelope *envelope, const struct km_enrol_code *code,
        const uint8_t kiosk_key[KM_KEY_SIZE])
{
    uint8_t pin[KM_ENROL_PIN_SIZE];
    pin_of(answer->station_key, pin);
    if (memcmp(pin, code->pin, KM_ENROL_PIN_SIZE) != 0) {
        return "is by another station than the code's";
    }
    if (!km_envelope_verify(envelope, answer_context, answer->station_key)) {
        return "is not signed by the station";
    }
    if (memcmp(answer->kiosk_key, kiosk_key, KM_KEY_SIZE) != 0) {
        return "is meant for another kiosk";
    }
    return NULL;
}

bool km_enrol_answer_read(const uint8_t *bytes, size_t len, const struct km_enrol_code *code,
        const uint8_t kiosk_key[KM_KEY_SIZE], struct km_enrol_answer *out_answer, char *err)
{
    struct km_envelope envelope;
    struct km_cbor_reader reader;
    if (!open_message(bytes, len, "enrolment answer", &envelope, &reader, err)) {
        return false;
    }
    struct km_enrol_answer answer;
    km_cbor_fixed(&reader, answer.station_key, KM_KEY_SIZE);
    km_cbor_fixed(&reader, answer.kiosk_key, KM_KEY_SIZE);
    answer.kiosk = (uint16_t)km_cbor_uint(&reader, KM_KIOSK_MAX);
    if (answer.kiosk == 0) {
        km_cbor_fail(&reader, "gives no kiosk number");
    }
    const char *doubt =
            km_cbor_close(&reader) ? doubt_of(&answer, &envelope, code, kiosk_key) : reader.fault;
    if (doubt) {
        snprintf(err, KM_ERR_MAX, "enrolment answer %s", doubt);
        return false;
    }
    *out_answer = answer;
    return true;
}
