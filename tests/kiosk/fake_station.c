#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/local_time.h"
#include "tests/kiosk/fake_station.h"

static char err[KM_ERR_MAX];

static void good(bool ok)
{
    if (!ok)
        fail_msg("fake station: %s", err);
}

static void seed_of(unsigned number, uint8_t out_seed[KM_SEED_SIZE])
{
    memset(out_seed, (int)(0x20 + number), KM_SEED_SIZE);
}

static km_day_no today(const struct fake_station *station)
{
    return km_local_time_at(station->now, 480).day;
}

void fake_station_write(struct fake_station *station, struct km_record record)
{
    record.time = station->now;
    record.day = record.day != 0 ? record.day : today(station);
    good(km_ledger_write(&station->ledger, &record, 1, NULL, err));
}

static void write_node(
        struct fake_station *station, const struct km_keys *keys, uint16_t number, const char *name)
{
    struct km_record record = km_record_of(KM_NODE, 0, 0);
    record.state = KM_NODE_ENROLLED;
    record.about = keys->node;
    record.key = keys->public_key;
    record.kiosk = number;
    record.name = (struct km_span){(const uint8_t *)name, strlen(name)};
    fake_station_write(station, record);
}

void fake_station_open(struct fake_station *station, int64_t now)
{
    struct km_journal *journal = NULL;
    struct km_keys keys;
    uint8_t seed[KM_SEED_SIZE];
    *station = (struct fake_station){.now = now};
    seed_of(0, seed);
    km_keys_from_seed(seed, &keys);
    good(km_journal_open_memory(&journal, err));
    good(km_ledger_open(&station->ledger, journal, seed, keys.public_key, err));
    write_node(station, &keys, 0, "station");
}

void fake_station_close(struct fake_station *station)
{
    km_ledger_close(&station->ledger);
}

struct kiosk_identity fake_station_enrol(
        struct fake_station *station, uint16_t number, const char *name)
{
    struct kiosk_identity identity = {.has_seed = true, .enrolled = true, .number = number};
    struct km_keys keys;
    seed_of(number, identity.seed);
    km_keys_from_seed(identity.seed, &keys);
    memcpy(identity.station_key, station->ledger.keys.public_key, KM_KEY_SIZE);
    strcpy(identity.url, FAKE_URL);
    write_node(station, &keys, number, name);
    return identity;
}

void fake_station_plan(struct fake_station *station, const char *path, km_day_no rehearsal)
{
    char text[16384];
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("no programme %s", path);
    struct km_record record = km_record_of(KM_PROGRAMME, 0, 0);
    record.text = (struct km_span){(const uint8_t *)text, fread(text, 1, sizeof text, file)};
    record.url = (struct km_span){(const uint8_t *)FAKE_URL, strlen(FAKE_URL)};
    record.rehearsal = rehearsal;
    fclose(file);
    fake_station_write(station, record);
}

static void grant(struct fake_station *station, const struct km_sync_request *request,
        struct km_list_writer *grants)
{
    struct km_list wants = request->wants;
    struct km_seats want;
    while (km_seats_next(&wants, &want)) {
        want.seats = station->seats < want.seats ? station->seats : want.seats;
        km_seats_put(grants, &want);
        struct km_record record = km_record_of(KM_GRANT_SEATS, 0, want.day);
        record.zone = want.zone;
        record.session = want.session;
        record.about = request->node;
        record.count = want.seats;
        if (want.seats > 0)
            fake_station_write(station, record);
    }
}

static void refuse_all(const struct km_sync_request *request, struct km_list_writer *refused)
{
    struct km_list runs = request->runs;
    struct km_run run;
    while (km_run_next(&runs, &run))
        km_refusal_put(refused, &(struct km_refusal){run.node, KM_RUN_BAD_CHAIN});
}

bool fake_station_answer(struct fake_station *station, const uint8_t *bytes, size_t len,
        int64_t received, struct km_buffer *out)
{
    struct km_sync_request request;
    struct km_envelope envelope;
    struct km_list_writer refused, grants, vector;
    struct km_runs runs;
    good(km_sync_request_read(bytes, len, &request, &envelope, err));
    const struct km_member *member =
            km_roster_find(km_fold_roster(station->ledger.fold), request.node);
    assert_non_null(member);
    assert_true(km_sync_request_verify(&request, &envelope, member->key));
    km_list_init(&refused, KM_SYNC_MAX);
    km_list_init(&grants, KM_SYNC_MAX);
    km_list_init(&vector, KM_SYNC_MAX);
    km_runs_init(&runs, KM_SYNC_MAX / 2, KM_SYNC_RUNS_MAX);
    if (station->deaf)
        refuse_all(&request, &refused);
    else
        good(km_ledger_take_runs(&station->ledger, request.runs, &refused, err));
    grant(station, &request, &grants);
    good(km_ledger_missing(&station->ledger, request.vector, &runs, err));
    good(km_ledger_vector(&station->ledger, &vector, err));
    struct km_sync_answer reply = {.node = station->ledger.keys.node,
            .received = received,
            .sent = station->now,
            .vector = km_list_view(&vector),
            .runs = km_list_view(&runs.list),
            .refused = km_list_view(&refused),
            .grants = km_list_view(&grants)};
    memcpy(reply.nonce, request.nonce, KM_NONCE_SIZE);
    good(km_sync_answer_write(&reply, &station->ledger.keys, out, err));
    km_list_destroy(&refused);
    km_list_destroy(&grants);
    km_list_destroy(&vector);
    km_runs_destroy(&runs);
    return request.wait;
}

static void pass(struct fake_station *station, struct kiosk_instant *now, int ms)
{
    station->now += ms;
    now->steady += ms;
    now->utc += ms;
}

bool fake_station_sync(struct fake_station *station, struct kiosk_keeper *keeper,
        struct kiosk_instant *now, int round_trip)
{
    struct km_buffer request, reply;
    struct kiosk_answer came = {.asked = *now};
    km_buffer_init(&request, KM_SYNC_MAX);
    km_buffer_init(&reply, KM_SYNC_MAX);
    good(kiosk_keeper_compose(keeper, false, *now, &request, came.nonce, err));
    pass(station, now, round_trip / 2);
    fake_station_answer(station, request.bytes, request.len, station->now, &reply);
    pass(station, now, round_trip - round_trip / 2);
    came.heard = *now;
    came.bytes = reply.bytes;
    came.len = reply.len;
    bool ok = kiosk_keeper_absorb(keeper, &came, err);
    km_buffer_destroy(&request);
    km_buffer_destroy(&reply);
    return ok;
}
