#ifndef KM_TEST_FAKE_STATION_H
#define KM_TEST_FAKE_STATION_H

/* A station of pure core in memory: enrols kiosks by record, answers their sync messages, grants
 * seats. Fails the test on any error. Times are set by the test. */

#include "kiosk/keeper.h"

/* 2026-05-15 09:15 at +08:00: a day of tests/data/programmes/small.yaml. */
#define FAKE_NOW 1778807700000ll
#define FAKE_URL "HTTP://STATION.LAN:8080"

struct fake_station {
    struct km_ledger ledger;
    int64_t now;    /* UTC ms by its clock */
    uint32_t seats; /* that it grants when asked; 0 = none */
    bool deaf;      /* refuses every run, as after a fault */
};

void fake_station_open(struct fake_station *station, int64_t now);
void fake_station_close(struct fake_station *station);
void fake_station_write(struct fake_station *station, struct km_record record);
/* Writes the kiosk's `node` record; returns the identity it would have from enrolment. */
struct kiosk_identity fake_station_enrol(
        struct fake_station *station, uint16_t number, const char *name);

/* The programme file at path, changed by the caller where wanted. rehearsal 0 = none. */
void fake_station_plan(struct fake_station *station, const char *path, km_day_no rehearsal);

/* Appends the answer to a message that came; true when the kiosk would wait for news. */
bool fake_station_answer(struct fake_station *station, const uint8_t *bytes, size_t len,
        int64_t received, struct km_buffer *out);

/* One exchange: the kiosk asks now, the answer is there after `round_trip` ms of both clocks; *now
 * moves on with it. False when the kiosk did not take the answer. */
bool fake_station_sync(struct fake_station *station, struct kiosk_keeper *keeper,
        struct kiosk_instant *now, int round_trip);

#endif
