#ifndef KM_ENROL_H
#define KM_ENROL_H

/* How a kiosk joins a campus. The station shows a code, once and for a short time:
 * "HTTP://HOST[:PORT]/E/SECRET", SECRET being base32 of 10 secret bytes and the first 16 bytes of
 * BLAKE2b-256(the station's public key). So the code tells the kiosk where to ask, with what right,
 * and whose answer to believe. The kiosk makes a new key and asks with it; the station answers with
 * the kiosk's number, and all else comes by sync. Both messages are signed (core/envelope.h):
 *
 *   request [1, secret, kiosk's key, name]          signed by the kiosk's new key
 *   answer  [1, station's key, kiosk's key, number] signed by the station
 *
 * Pure functions; any thread. */

#include "core/bounds.h"
#include "core/buffer.h"
#include "core/chain.h"
#include "core/span.h"

#define KM_ENROL_SECRET_SIZE 10
#define KM_ENROL_PIN_SIZE 16
#define KM_ENROL_SECRET_CHARS 42
#define KM_ENROL_CODE_SIZE (KM_URL_MAX + 3 + KM_ENROL_SECRET_CHARS + 1) /* with the NUL */

struct km_enrol_code {
    char url[KM_URL_MAX + 1]; /* "HTTP://HOST[:PORT]" */
    uint8_t secret[KM_ENROL_SECRET_SIZE];
    uint8_t pin[KM_ENROL_PIN_SIZE]; /* of the station's key */
};

/* Makes the text of a code. False with the reason when url is no "HTTP://HOST[:PORT]". */
bool km_enrol_code_make(const char *url, const uint8_t secret[KM_ENROL_SECRET_SIZE],
        const uint8_t station_key[KM_KEY_SIZE], char out_text[KM_ENROL_CODE_SIZE], char *err);

/* Reads a code, in any letter case. False with the reason. */
bool km_enrol_code_read(const char *text, struct km_enrol_code *out_code, char *err);

struct km_enrol_request {
    uint8_t secret[KM_ENROL_SECRET_SIZE];
    uint8_t key[KM_KEY_SIZE]; /* the kiosk's, new */
    struct km_span name;      /* UTF-8, <= KM_NAME_MAX; what the kiosk calls itself, may be empty */
};

struct km_enrol_answer {
    uint8_t station_key[KM_KEY_SIZE];
    uint8_t kiosk_key[KM_KEY_SIZE];
    uint16_t kiosk; /* its number, 1..KM_KIOSK_MAX */
};

/* Appends the signed request of the kiosk that owns keys. Asserts the name's length. */
bool km_enrol_request_write(const uint8_t secret[KM_ENROL_SECRET_SIZE], struct km_span name,
        const struct km_keys *keys, struct km_buffer *out);

/* Reads a request and checks that its sender owns the key. Whether the secret is a good one is for
 * the station to say. name borrows from bytes. */
bool km_enrol_request_read(
        const uint8_t *bytes, size_t len, struct km_enrol_request *out_request, char *err);

/* Appends the station's signed answer. */
bool km_enrol_answer_write(const uint8_t kiosk_key[KM_KEY_SIZE], uint16_t kiosk,
        const struct km_keys *station_keys, struct km_buffer *out);

/* Reads an answer and checks that it is to this kiosk's key, by the station of the code. */
bool km_enrol_answer_read(const uint8_t *bytes, size_t len, const struct km_enrol_code *code,
        const uint8_t kiosk_key[KM_KEY_SIZE], struct km_enrol_answer *out_answer, char *err);

#endif
