#include "core/ticket.h"

#include "core/base32.h"
#include "core/bounds.h"

#include <assert.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(KM_BASE32_CHARS(KM_TOKEN_BYTES) == KM_TOKEN_CHARS, "the token's length in base32");

#define FIELD_BYTES (KM_TOKEN_BYTES - KM_SIGNATURE_SIZE)
#define VERSION 1
#define SESSION_NONE 2047
#define MINUTES_OF_DAY 1440

static const char context[] = "kaimen ticket 1";
#define CONTEXT_LEN (sizeof(context) - 1)

/* The fixed widths, in this order. */
enum {
    W_VERSION = 4,
    W_KIOSK = 12,
    W_SEQ = 30,
    W_ZONE = 15,
    W_DAY = 16,
    W_SESSION = 11,
    W_BYTE = 8
};
_Static_assert(
        W_VERSION + W_KIOSK + W_SEQ + W_ZONE + W_DAY + W_SESSION + 2 * W_BYTE == FIELD_BYTES * 8,
        "104 bits");

/* A place in the 13 bytes, counted in bits from the most significant one. */
struct bits {
    uint8_t *bytes;
    unsigned at;
};

static void put(struct bits *bits, unsigned width, uint32_t value)
{
    assert(value >> width == 0);
    for (unsigned i = width; i-- > 0; bits->at++) {
        bits->bytes[bits->at / 8] |= (uint8_t)((value >> i & 1) << (7 - bits->at % 8));
    }
}

static uint32_t take(struct bits *bits, unsigned width)
{
    uint32_t value = 0;
    for (unsigned i = 0; i < width; i++, bits->at++) {
        value = value << 1 | (bits->bytes[bits->at / 8] >> (7 - bits->at % 8) & 1);
    }
    return value;
}

static bool is_ticket(const struct km_ticket *ticket)
{
    return ticket->kiosk <= KM_KIOSK_MAX && ticket->seq >= 1 && ticket->seq <= KM_SEQ_MAX &&
           km_zone_is_valid(ticket->zone) &&
           (ticket->session < MINUTES_OF_DAY || ticket->session == KM_NO_SESSION) &&
           ticket->party >= 1 && ticket->party <= KM_PARTY_MAX;
}

static void signed_text(const uint8_t *bytes, uint8_t out[CONTEXT_LEN + FIELD_BYTES])
{
    memcpy(out, context, CONTEXT_LEN);
    memcpy(out + CONTEXT_LEN, bytes, FIELD_BYTES);
}

void km_token_make(const struct km_ticket *ticket, const struct km_keys *keys,
        char out_token[KM_TOKEN_CHARS + 1])
{
    assert(is_ticket(ticket));
    uint8_t bytes[KM_TOKEN_BYTES] = {0};
    struct bits bits = {bytes, 0};
    put(&bits, W_VERSION, VERSION);
    put(&bits, W_KIOSK, ticket->kiosk);
    put(&bits, W_SEQ, ticket->seq);
    put(&bits, W_ZONE, ticket->zone);
    put(&bits, W_DAY, ticket->day);
    put(&bits, W_SESSION, ticket->session == KM_NO_SESSION ? SESSION_NONE : ticket->session);
    put(&bits, W_BYTE, ticket->party);
    put(&bits, W_BYTE, ticket->spare);
    uint8_t text[CONTEXT_LEN + FIELD_BYTES];
    signed_text(bytes, text);
    crypto_sign_detached(bytes + FIELD_BYTES, NULL, text, sizeof(text), keys->secret_key);
    km_base32_encode(bytes, sizeof(bytes), out_token);
}

/* The part of a scanned text that is the token: behind the last "/T/", or all of a text as long as
 * a token. NULL when it is somebody else's code. */
static const char *find_token(const char *text, size_t len)
{
    for (size_t i = len; i-- > 2;) {
        if (text[i] == '/' && (text[i - 1] == 'T' || text[i - 1] == 't') && text[i - 2] == '/') {
            return text + i + 1;
        }
    }
    return len == KM_TOKEN_CHARS && !memchr(text, '/', len) ? text : NULL;
}

enum km_token_error km_token_read(const char *text, size_t len, struct km_token *out_token)
{
    const char *at = find_token(text, len);
    if (!at) {
        return KM_TOKEN_FOREIGN;
    }
    if (text + len - at != KM_TOKEN_CHARS) {
        return KM_TOKEN_BAD_LENGTH;
    }
    struct km_token token = {0};
    if (!km_base32_decode(at, token.bytes, KM_TOKEN_BYTES)) {
        return KM_TOKEN_BAD_LETTER;
    }
    struct bits bits = {token.bytes, 0};
    if (take(&bits, W_VERSION) != VERSION) {
        return KM_TOKEN_BAD_VERSION;
    }
    struct km_ticket *ticket = &token.ticket;
    ticket->kiosk = (uint16_t)take(&bits, W_KIOSK);
    ticket->seq = take(&bits, W_SEQ);
    ticket->zone = (km_zone)take(&bits, W_ZONE);
    ticket->day = (km_day_no)take(&bits, W_DAY);
    ticket->session = (uint16_t)take(&bits, W_SESSION);
    ticket->session = ticket->session == SESSION_NONE ? KM_NO_SESSION : ticket->session;
    ticket->party = (uint8_t)take(&bits, W_BYTE);
    ticket->spare = (uint8_t)take(&bits, W_BYTE);
    if (!is_ticket(ticket)) {
        return KM_TOKEN_BAD_FIELD;
    }
    *out_token = token;
    return KM_TOKEN_OK;
}

bool km_token_verify(const struct km_token *token, const uint8_t public_key[KM_KEY_SIZE])
{
    uint8_t text[CONTEXT_LEN + FIELD_BYTES];
    signed_text(token->bytes, text);
    return crypto_sign_verify_detached(
                   token->bytes + FIELD_BYTES, text, sizeof(text), public_key) == 0;
}

const char *km_token_error_text(enum km_token_error error)
{
    static const char *const texts[] = {
            [KM_TOKEN_OK] = "a ticket",
            [KM_TOKEN_FOREIGN] = "not a ticket of ours",
            [KM_TOKEN_BAD_LENGTH] = "a ticket cut short or with something after it",
            [KM_TOKEN_BAD_LETTER] = "a ticket with letters that no ticket has",
            [KM_TOKEN_BAD_VERSION] = "a ticket of another version of Kaimen",
            [KM_TOKEN_BAD_FIELD] = "a ticket that says something impossible",
    };
    return (size_t)error < sizeof(texts) / sizeof(texts[0]) ? texts[error] : "unknown";
}

void km_number_print(km_zone zone, uint16_t kiosk, uint16_t number, char out[KM_NUMBER_CHARS])
{
    char code[4];
    km_zone_print(zone, code);
    snprintf(out, KM_NUMBER_CHARS, "%s%u-%03u", code, (unsigned)kiosk, (unsigned)number);
}

/* Digits as a number; false for none, for more than `most`, for anything else among them. */
static bool read_digits(const char *text, size_t len, size_t most, unsigned *out_value)
{
    unsigned value = 0;
    for (size_t i = 0; i < len && len <= most; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return false;
        }
        value = value * 10 + (unsigned)(text[i] - '0');
    }
    *out_value = value;
    return len > 0 && len <= most;
}

static bool read_parts(const char *kiosk, size_t kiosk_len, const char *number, size_t number_len,
        unsigned *out_kiosk, unsigned *out_number)
{
    return read_digits(kiosk, kiosk_len, 4, out_kiosk) && *out_kiosk <= KM_KIOSK_MAX &&
           read_digits(number, number_len, 4, out_number) && *out_number >= 1;
}

/* Kiosk and number run together, as far as only one number would be printed so: "2017" is 2-017,
 * but "12017" could be 12-017 and 1-2017. */
static bool split_digits(const char *digits, size_t len, unsigned *out_kiosk, unsigned *out_number)
{
    unsigned readings = 0;
    for (size_t tail = 3; tail <= 4 && tail < len; tail++) {
        unsigned kiosk, number;
        size_t head = len - tail;
        bool printed = (digits[0] != '0' || head == 1) && (tail == 3 || digits[head] != '0');
        if (printed && read_parts(digits, head, digits + head, tail, &kiosk, &number)) {
            *out_kiosk = kiosk;
            *out_number = number;
            readings++;
        }
    }
    return readings == 1;
}

/* The letters of a zone in either case; moves text behind them. */
static bool read_code(const char **text, km_zone *out_zone)
{
    char code[5] = "";
    for (size_t i = 0; i < 4; i++, (*text)++) {
        if (**text >= 'a' && **text <= 'z') {
            code[i] = (char)(**text - 'a' + 'A');
        } else if (**text >= 'A' && **text <= 'Z') {
            code[i] = **text;
        } else {
            break;
        }
    }
    return km_zone_parse(code, out_zone);
}

bool km_number_parse(const char *text, km_zone *out_zone, uint16_t *out_kiosk, uint16_t *out_number)
{
    km_zone zone;
    unsigned kiosk, number;
    text += strspn(text, " ");
    if (!read_code(&text, &zone)) {
        return false;
    }
    size_t head = strspn(text, "0123456789"), gap = strspn(text + head, " -");
    const char *rest = text + head + gap;
    size_t tail = strspn(rest, "0123456789");
    bool read = tail > 0 ? read_parts(text, head, rest, tail, &kiosk, &number)
                         : strchr(text, '-') == NULL && split_digits(text, head, &kiosk, &number);
    if (!read || rest[tail + strspn(rest + tail, " ")] != '\0') {
        return false;
    }
    *out_zone = zone;
    *out_kiosk = (uint16_t)kiosk;
    *out_number = (uint16_t)number;
    return true;
}
