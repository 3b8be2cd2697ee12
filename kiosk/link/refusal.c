#include "kiosk/link/refusal.h"

#include <jansson.h>
#include <stdio.h>

#include "core/bounds.h"

void kiosk_refusal_text(const struct km_client_answer *answer, char *err)
{
    json_t *root = json_loadb((const char *)answer->body, answer->body_len, 0, NULL);
    const char *text = json_string_value(json_object_get(root, "text"));
    snprintf(err, KM_ERR_MAX, "the station refused (%d): %.300s", answer->status,
            text ? text : "it does not say why");
    json_decref(root);
}
