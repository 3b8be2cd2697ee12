#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/core/desk_world.h"

#include "core/local_time.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct km_programme *read_programme(void)
{
    static char text[KM_PROGRAMME_MAX];
    struct km_programme *programme = NULL;
    char err[KM_ERR_MAX] = "";
    FILE *f = fopen("tests/data/programmes/small.yaml", "rb");
    assert_non_null(f);
    size_t len = fread(text, 1, sizeof text, f);
    fclose(f);
    if (!km_programme_parse(text, len, "small.yaml", &programme, err)) {
        fail_msg("%s", err);
    }
    return programme;
}

int campus_open(void **state)
{
    assert_true(sodium_init() >= 0);
    struct campus *campus = calloc(1, sizeof *campus);
    assert_non_null(campus);
    campus->programme = read_programme();
    for (int i = 0; i < NODES; i++) {
        uint8_t seed[KM_SEED_SIZE] = {(uint8_t)(i + 1)};
        km_keys_from_seed(seed, &campus->keys[i]);
    }
    campus->fold = km_fold_new(campus->keys[STATION].node);
    for (int i = 0; i < NODES; i++) {
        campus->desk[i] = (struct km_desk){
                .fold = campus->fold,
                .programme = campus->programme,
                .self = campus->keys[i].node,
                .kiosk = (uint16_t)i,
        };
    }
    campus_at(campus, CAMPUS_DAY, 9 * 60 + 5);
    for (int i = 0; i < NODES; i++) {
        campus_enrol(campus, i);
    }
    *state = campus;
    return 0;
}

int campus_close(void **state)
{
    struct campus *campus = *state;
    km_fold_free(campus->fold);
    km_programme_free(campus->programme);
    free(campus);
    return 0;
}

static void set_now(struct campus *campus, int64_t now)
{
    campus->now = now;
    for (int i = 0; i < NODES; i++) {
        campus->desk[i].now = now;
    }
}

void campus_at(struct campus *campus, km_day_no day, int minute)
{
    set_now(campus, km_local_time_utc(KM_DAY_DATE(day), minute, 480));
    for (int i = 0; i < NODES; i++) {
        campus->desk[i].day = day;
        campus->desk[i].minute = minute;
    }
}

struct km_name campus_name(struct campus *campus, int node)
{
    return (struct km_name){campus->keys[node].node, ++campus->seq[node]};
}

void campus_take(struct campus *campus, struct km_name name, const struct km_record *record)
{
    /* through its bytes, as in life: what the desk fills in must be a record */
    uint8_t bytes[KM_RECORD_SMALL];
    char err[KM_ERR_MAX] = "";
    struct km_record decoded;
    if (!km_record_check(record, err)) {
        fail_msg("%s", err);
    }
    size_t len = km_record_encode(record, bytes, sizeof bytes);
    assert_true(km_record_decode(bytes, len, &decoded, err));
    assert_true(km_fold_take(campus->fold, name, &decoded));
}

struct km_name campus_write(struct campus *campus, int node, struct km_record record)
{
    struct km_name name = campus_name(campus, node);
    campus_take(campus, name, &record);
    set_now(campus, campus->now + 1000);
    return name;
}

struct km_issue_order campus_order(km_zone zone, unsigned people)
{
    return (struct km_issue_order){
            .zone = zone, .session = KM_NO_SESSION, .people = {(uint8_t)people}};
}

struct km_name campus_issue(
        struct campus *campus, int node, km_zone zone, uint8_t lane, unsigned people)
{
    struct km_issue_order order = campus_order(zone, people);
    struct km_record record;
    order.lane = lane;
    assert_int_equal(km_desk_issue(&campus->desk[node], &order, &record), KM_ISSUE_OK);
    return campus_write(campus, node, record);
}

static void write_node(struct campus *campus, int node, struct km_record record)
{
    record.about = campus->keys[node].node;
    campus_write(campus, STATION, record);
}

void campus_enrol(struct campus *campus, int node)
{
    struct km_record record = km_record_of(KM_NODE, campus->now, CAMPUS_DAY);
    record.state = KM_NODE_ENROLLED;
    record.key = campus->keys[node].public_key;
    record.kiosk = (uint16_t)node;
    write_node(campus, node, record);
}

void campus_revoke(struct campus *campus, int node, uint32_t from)
{
    struct km_record record = km_record_of(KM_NODE, campus->now, CAMPUS_DAY);
    record.state = KM_NODE_REVOKED;
    record.from = from;
    write_node(campus, node, record);
}

void campus_sign(
        struct campus *campus, int node, const struct km_ticket *ticket, char out[CAMPUS_URL])
{
    char token[KM_TOKEN_CHARS + 1];
    km_token_make(ticket, &campus->keys[node], token);
    snprintf(out, CAMPUS_URL, "HTTP://10.0.0.2:8080/T/%s", token);
}

void campus_url(struct campus *campus, int node, struct km_name name, char out[CAMPUS_URL])
{
    struct km_ticket_facts facts = campus_facts(campus, name);
    struct km_record issue = km_record_of(KM_ISSUE, facts.issued_at, campus->desk[node].day);
    issue.zone = facts.zone;
    issue.session = facts.session;
    memcpy(issue.people, facts.people, sizeof issue.people);
    struct km_ticket ticket = km_desk_ticket(&campus->desk[node], name, &issue, 7);
    campus_sign(campus, node, &ticket, out);
}

struct km_scan campus_scan(struct campus *campus, int node, const char *url, km_zone zone)
{
    struct km_scan scan;
    km_desk_scan(&campus->desk[node], url, strlen(url), zone, &scan);
    return scan;
}

struct km_ticket_facts campus_facts(struct campus *campus, struct km_name name)
{
    struct km_ticket_facts facts = {0};
    const struct km_day *day = km_fold_day(campus->fold, campus->desk[STATION].day);
    assert_true(km_queue_ticket(day, name, &facts));
    return facts;
}
