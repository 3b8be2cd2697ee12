#ifndef TEST_STATION_FAKE_KIOSK_H
#define TEST_STATION_FAKE_KIOSK_H

/* A kiosk without a screen: a ledger in memory that enrols and syncs over real HTTP. Failures are
 * cmocka's. */

#include "core/ledger.h"
#include "core/net/client.h"
#include "core/sync.h"
#include "core/ticket.h"

struct fake_kiosk {
    struct km_ledger ledger;
    struct km_keys keys;
    struct km_client *client;
    uint16_t number;
    char url[100];                /* of the station */
    struct km_list_writer wants;  /* for the next sync */
    struct km_sync_answer answer; /* the last one; borrows from body */
    struct km_client_answer body;
};

/* Enrols at the station on that port with the code; the address in the code is not used. who seeds
 * the key. */
void fake_kiosk_enrol(struct fake_kiosk *kiosk, uint8_t who, const char *code, uint16_t port);
void fake_kiosk_close(struct fake_kiosk *kiosk);

/* Only asks; gives the HTTP status. */
int fake_kiosk_ask(uint8_t who, const char *code, uint16_t port, char *out_text, size_t size);

/* One sync; gives the HTTP status. At 200 the answer is verified and its runs are taken in. */
int fake_kiosk_sync(struct fake_kiosk *kiosk, bool wait);

/* Syncs until the station has nothing more to give. */
void fake_kiosk_catch_up(struct fake_kiosk *kiosk);

/* Writes an issue of two people in a zone, with that running number, and gives its name. */
struct km_name fake_kiosk_issue(
        struct fake_kiosk *kiosk, const char *zone, km_day_no day, uint16_t number);

/* Writes the check-in of a party of two. */
void fake_kiosk_check_in(
        struct fake_kiosk *kiosk, struct km_name ticket, const char *zone, km_day_no day);

/* The token of that ticket. */
void fake_kiosk_token(const struct fake_kiosk *kiosk, struct km_name name, const char *zone,
        km_day_no day, char out_token[KM_TOKEN_CHARS + 1]);

#endif
