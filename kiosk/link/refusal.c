#include "kiosk/link/refusal.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "core/bounds.h"

enum kiosk_refusal kiosk_refusal_read(const struct km_client_answer *answer, char *err)
{
    static const char *const codes[] = {
            [KIOSK_REFUSED_UNKNOWN] = "unknown_kiosk",
            [KIOSK_REFUSED_REVOKED] = "revoked",
            [KIOSK_REFUSED_RETIRED] = "retired",
    };
    enum kiosk_refusal refusal = KIOSK_REFUSED;
    json_t *root = json_loadb((const char *)answer->body, answer->body_len, 0, NULL);
    const char *text = json_string_value(json_object_get(root, "text"));
    const char *code = json_string_value(json_object_get(root, "error"));
    snprintf(err, KM_ERR_MAX, "the station refused (%d): %.200s", answer->status,
            text ? text : "it does not say why");
    for (int i = KIOSK_REFUSED_UNKNOWN; code && i <= KIOSK_REFUSED_RETIRED; i++)
        if (answer->status == 403 && strcmp(code, codes[i]) == 0)
            refusal = (enum kiosk_refusal)i;
    json_decref(root);
    return refusal;
}
