#include "kiosk/link/enrol.h"

#include "core/enrol.h"
#include "core/net/client.h"
#include "kiosk/link/refusal.h"

#include <stdio.h>
#include <string.h>

#define ENROL_PATH "/api/v1/enrol"

static bool ask(const char *url, const struct km_buffer *request, struct km_client_answer *answer,
        char *err)
{
    struct km_client *client = km_client_new();
    struct km_client_request post = {.method = "POST",
            .url = url,
            .type = "application/cbor",
            .body = request->bytes,
            .body_len = request->len,
            .timeout_ms = 15000,
            .answer_max = KM_ENROL_MAX};
    bool ok = km_client_send(client, &post, answer, err);
    km_client_free(client);
    return ok;
}

static bool exchange(const struct km_enrol_code *code, const char *station, const char *name,
        struct kiosk_identity *identity, char *err)
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
    bool ok = km_enrol_request_write(code->secret, own_name, &keys, &request);
    if (!ok)
        snprintf(err, KM_ERR_MAX, "the enrolment request does not fit");
    ok = ok && ask(url, &request, &answer, err);
    km_buffer_destroy(&request);
    if (!ok)
        return false;
    if (answer.status != 200)
        kiosk_refusal_read(&answer, err);
    ok = answer.status == 200 &&
         km_enrol_answer_read(answer.body, answer.body_len, code, keys.public_key, &enrolled, err);
    km_client_answer_destroy(&answer);
    if (!ok)
        return false;
    memcpy(identity->station_key, enrolled.station_key, KM_KEY_SIZE);
    snprintf(identity->url, sizeof identity->url, "%s", code->url);
    identity->number = enrolled.kiosk;
    return true;
}

bool kiosk_enrol(struct km_journal *journal, const char *code_text, const char *station,
        const char *name, struct kiosk_identity *out_identity, char *err)
{
    struct kiosk_identity identity;
    struct km_enrol_code code;
    if (!kiosk_identity_load(journal, &identity, err))
        return false;
    if (identity.enrolled) {
        snprintf(err, KM_ERR_MAX,
                "this kiosk is enrolled already, as number %u at %s; to enrol it anew, give it an "
                "empty data directory",
                identity.number, identity.url);
        return false;
    }
    if (!km_enrol_code_read(code_text, &code, err) ||
            !kiosk_identity_make_seed(journal, &identity, err) ||
            !exchange(&code, station, name, &identity, err) ||
            !kiosk_identity_enrol(journal, &identity, err))
        return false;
    identity.enrolled = true;
    *out_identity = identity;
    return true;
}
