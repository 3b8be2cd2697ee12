#include "station/http/error.h"

#include "core/bounds.h"
#include "core/net/reply.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void station_error_send(
        struct km_reply *reply, int status, const char *code, const char *format, ...)
{
    char text[KM_ERR_MAX + 100];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    json_t *json = json_pack("{s:s, s:s}", "error", code, "text", text);
    char *body = json != NULL ? json_dumps(json, JSON_COMPACT) : NULL;
    json_decref(json);
    if (body == NULL) { /* a text that is not UTF-8 */
        km_reply_send_text(reply, status, "%s", code);
        return;
    }
    km_reply_send_owned(reply, status, "application/json", body, strlen(body));
}
