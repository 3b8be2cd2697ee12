#ifndef KM_TICKET_H
#define KM_TICKET_H

/* The ticket in a visitor's hand: a token in a QR, and a number to call.
 * Token: 77 bytes in base32 (RFC 4648 alphabet, no padding, upper case) = 124 characters:
 *   104 bits big-endian: version 4 (= 1) | kiosk number 12 | seq 30 | zone 15 | day 16 | session 11
 * | party 8 | spare 8, then an Ed25519 signature by the issuing kiosk over "kaimen ticket 1" and
 * these 13 bytes. All widths are fixed, the four bits left over in the last character are 0. With
 * HTTP://255.255.255.255:8080/T/ before it the text fills a version 6-M QR code exactly. The spare
 * byte lets a token be made anew until its picture reads well. Session 2047 stands for none. Pure
 * functions; any thread. */

#include "core/chain.h"
#include "core/name.h"

#define KM_TOKEN_BYTES 77
#define KM_TOKEN_CHARS 124
#define KM_NUMBER_CHARS 16

struct km_ticket {
    uint16_t kiosk; /* number of the issuing kiosk, 1..KM_KIOSK_MAX; 0 the station */
    uint32_t seq;   /* of its issue record, 1..KM_SEQ_MAX */
    km_zone zone;
    km_day_no day;    /* with the rehearsal bit */
    uint16_t session; /* start minute or KM_NO_SESSION */
    uint8_t party;    /* 1..KM_PARTY_MAX */
    uint8_t spare;
};

/* A token read from outside: its fields, and the bytes its signature stands over. */
struct km_token {
    struct km_ticket ticket;
    uint8_t bytes[KM_TOKEN_BYTES];
};

enum km_token_error {
    KM_TOKEN_OK = 0,
    KM_TOKEN_FOREIGN,     /* no "/T/" in it: some other QR code */
    KM_TOKEN_BAD_LENGTH,  /* ours by its form, not 124 characters */
    KM_TOKEN_BAD_LETTER,  /* a character outside the alphabet, or left-over bits set */
    KM_TOKEN_BAD_VERSION, /* by a later version */
    KM_TOKEN_BAD_FIELD,   /* a field outside its range */
};
const char *km_token_error_text(enum km_token_error error); /* English, static */

void km_token_make(const struct km_ticket *ticket, const struct km_keys *keys,
        char out_token[KM_TOKEN_CHARS + 1]);

/* Reads the text of a QR code: a URL with "/T/TOKEN" at its end (any letter case, any host), or the
 * bare token. */
enum km_token_error km_token_read(const char *text, size_t len, struct km_token *out_token);

bool km_token_verify(const struct km_token *token, const uint8_t public_key[KM_KEY_SIZE]);

/* "B2-017": zone code, kiosk number, running number with at least three digits. People type it, so
 * parsing takes lower case, fewer or more zeros, spaces around and in place of the hyphen
 * ("b2 17"), and no hyphen where that leaves one reading ("b2017"); false for anything else. */
void km_number_print(km_zone zone, uint16_t kiosk, uint16_t number, char out[KM_NUMBER_CHARS]);
bool km_number_parse(
        const char *text, km_zone *out_zone, uint16_t *out_kiosk, uint16_t *out_number);

#endif
