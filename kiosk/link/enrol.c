#include "kiosk/link/enrol.h"

#include "core/enrol.h"
#include "kiosk/link/refusal.h"

#include <stdio.h>
#include <string.h>

#define ENROL_PATH "/api/v1/enrol"

static bool ask(struct km_client *client, const char *url, const struct km_buffer *request,
        struct km_client_answer *answer, char *err)
{
    struct km_client_request post = {.method = "POST",
            .url = url,
            .type = "application/cbor",
            .body = request->bytes,
            .body_len = request->len,
            .timeout_ms = 15000,
            .answer_max = KM_ENROL_MAX};
    return km_client_send(client, &post, answer, err);
}

static enum kiosk_enrol_end judge(const struct km_client_answer *answer,
        const struct km_enrol_code *code, const uint8_t own_key[KM_KEY_SIZE],
        struct km_enrol_answer *out_enrolled, char *err)
{
    if (answer->status != 200) {
        kiosk_refusal_read(answer, err);
        return KIOSK_ENROL_REFUSED;
    }
    bool ok =
            km_enrol_answer_read(answer->body, answer->body_len, code, own_key, out_enrolled, err);
    return ok ? KIOSK_ENROL_DONE : KIOSK_ENROL_STRANGER;
}

/* Fills in what enrolment gives. */
static enum kiosk_enrol_end exchange(struct km_client *client, const struct km_enrol_code *code,
        const char *station, const char *name, struct kiosk_identity *identity, char *err)
{
    struct km_keys keys;
    struct km_buffer request;
    struct km_client_answer answer;
    struct km_enrol_answer enrolled;
    char url[KM_URL_MAX + sizeof ENROL_PATH];
    snprintf(url, sizeof url, "%.*s" ENROL_PATH, KM_URL_MAX, station ? station : code->url);
    km_keys_from_seed(identity->seed, &keys);
    km_buffer_init(&request, KM_ENROL_MAX);
    struct km_span own_name = {(const uint8_t *)name, strnlen(name, KM_NAME_MAX)};
    if (!km_enrol_request_write(code->secret, own_name, &keys, &request)) {
        snprintf(err, KM_ERR_MAX, "the enrolment request does not fit");
        km_buffer_destroy(&request);
        return KIOSK_ENROL_FAILED;
    }
    bool answered = ask(client, url, &request, &answer, err);
    km_buffer_destroy(&request);
    if (!answered)
        return KIOSK_ENROL_AWAY;
    enum kiosk_enrol_end end = judge(&answer, code, keys.public_key, &enrolled, err);
    km_client_answer_destroy(&answer);
    if (end != KIOSK_ENROL_DONE)
        return end;
    memcpy(identity->station_key, enrolled.station_key, KM_KEY_SIZE);
    snprintf(identity->url, sizeof identity->url, "%s", code->url);
    identity->number = enrolled.kiosk;
    return KIOSK_ENROL_DONE;
}

enum kiosk_enrol_end kiosk_enrol_by(struct km_client *client, struct km_journal *journal,
        const char *code_text, const char *station, const char *name,
        struct kiosk_identity *out_identity, char *err)
{
    struct kiosk_identity identity;
    struct km_enrol_code code;
    if (!kiosk_identity_load(journal, &identity, err))
        return KIOSK_ENROL_FAILED;
    if (identity.enrolled) {
        snprintf(err, KM_ERR_MAX,
                "this kiosk is enrolled already, as number %u at %s; to enrol it anew, give it an "
                "empty data directory",
                identity.number, identity.url);
        return KIOSK_ENROL_FAILED;
    }
    if (!km_enrol_code_read(code_text, &code, err))
        return KIOSK_ENROL_NO_CODE;
    if (!kiosk_identity_make_seed(journal, &identity, err))
        return KIOSK_ENROL_FAILED;
    enum kiosk_enrol_end end = exchange(client, &code, station, name, &identity, err);
    if (end != KIOSK_ENROL_DONE)
        return end;
    if (!kiosk_identity_enrol(journal, &identity, err))
        return KIOSK_ENROL_FAILED;
    identity.enrolled = true;
    *out_identity = identity;
    return KIOSK_ENROL_DONE;
}

bool kiosk_enrol(struct km_journal *journal, const char *code, const char *station,
        const char *name, struct kiosk_identity *out_identity, char *err)
{
    struct km_client *client = km_client_new();
    enum kiosk_enrol_end end =
            kiosk_enrol_by(client, journal, code, station, name, out_identity, err);
    km_client_free(client);
    return end == KIOSK_ENROL_DONE;
}
