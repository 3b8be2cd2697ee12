#include "kiosk/trace.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define ID_MAX 40

static const char *const screens[] = {
        [KIOSK_SCREEN_MESSAGE] = "message",
        [KIOSK_SCREEN_HOME] = "home",
        [KIOSK_SCREEN_SCHEDULE] = "schedule",
        [KIOSK_SCREEN_ZONE] = "zone",
        [KIOSK_SCREEN_TICKET] = "ticket",
        [KIOSK_SCREEN_CHECKIN] = "checkin",
        [KIOSK_SCREEN_VERDICT] = "verdict",
};

static const char *const verdicts[KIOSK_VERDICTS] = {
        [KIOSK_VERDICT_ADMIT] = "admit",
        [KIOSK_VERDICT_USED] = "used",
        [KIOSK_VERDICT_WRONG_DAY] = "wrong_day",
        [KIOSK_VERDICT_WRONG_ZONE] = "wrong_zone",
        [KIOSK_VERDICT_TOO_EARLY] = "too_early",
        [KIOSK_VERDICT_NOT_CALLED] = "not_called",
        [KIOSK_VERDICT_NO_SHOW] = "no_show",
        [KIOSK_VERDICT_CANCELLED] = "cancelled",
        [KIOSK_VERDICT_TRANSFERRED] = "transferred",
        [KIOSK_VERDICT_FULL] = "full",
        [KIOSK_VERDICT_PAUSED] = "paused",
        [KIOSK_VERDICT_FORGED] = "forged",
        [KIOSK_VERDICT_REVOKED] = "revoked",
        [KIOSK_VERDICT_FOREIGN] = "foreign",
        [KIOSK_VERDICT_UNREADABLE] = "unreadable",
        [KIOSK_VERDICT_CANNOT_CHECK] = "cannot_check",
};

static const char *const messages[] = {
        [KIOSK_MESSAGE_NO_PROGRAMME] = "no_programme",
        [KIOSK_MESSAGE_NOT_ENROLLED] = "not_enrolled",
        [KIOSK_MESSAGE_ASK_CLOCK] = "ask_clock",
        [KIOSK_MESSAGE_FATAL] = "fatal",
};

static const char *const links[] = {
        [KIOSK_LINK_NEVER] = "never",
        [KIOSK_LINK_FRESH] = "fresh",
        [KIOSK_LINK_OFFLINE] = "offline",
};

static const char *const cameras[] = {
        [KIOSK_CAMERA_NONE] = "none",
        [KIOSK_CAMERA_OK] = "ok",
        [KIOSK_CAMERA_LOST] = "lost",
};

bool kiosk_trace_open(struct kiosk_trace *trace, const char *path, char *err)
{
    *trace = (struct kiosk_trace){.file = fopen(path, "ae")};
    if (trace->file)
        return true;
    snprintf(err, KM_ERR_MAX, "Could not open the trace %.200s: %s", path, strerror(errno));
    return false;
}

void kiosk_trace_close(struct kiosk_trace *trace)
{
    if (trace->file)
        fclose(trace->file);
    free(trace->last);
    *trace = (struct kiosk_trace){0};
}

static const char *zone_code(const struct kiosk_model *model, uint16_t zone)
{
    for (size_t i = 0; i < model->zone_count; i++)
        if (model->zones[i].id == zone)
            return model->zones[i].code;
    return "?";
}

static void print_id(
        const struct kiosk_model *model, const struct kiosk_action *action, char out[ID_MAX])
{
    static const char *const plain[] = {
            [KIOSK_ACTION_OPEN_SCHEDULE] = "schedule",
            [KIOSK_ACTION_OPEN_SCAN] = "scan",
            [KIOSK_ACTION_BACK] = "back",
            [KIOSK_ACTION_LANGUAGE] = "language",
            [KIOSK_ACTION_TAKE_TICKET] = "take",
            [KIOSK_ACTION_PRINT] = "print",
            [KIOSK_ACTION_DONE] = "done",
            [KIOSK_ACTION_UNDO] = "undo",
            [KIOSK_ACTION_ADMIT_ANYWAY] = "admit",
            [KIOSK_ACTION_SET_CLOCK] = "set_clock",
            [KIOSK_ACTION_RETRY] = "retry",
    };
    const char *name =
            (size_t)action->kind < sizeof plain / sizeof *plain ? plain[action->kind] : NULL;
    bool more = action->value % 2;
    if (action->kind == KIOSK_ACTION_OPEN_ZONE)
        snprintf(out, ID_MAX, "zone.%s", zone_code(model, action->zone));
    else if (action->kind == KIOSK_ACTION_PAGE)
        snprintf(out, ID_MAX, "%s", action->value > 0 ? "next" : "previous");
    else if (action->kind == KIOSK_ACTION_PARTY)
        snprintf(out, ID_MAX, "%s.%d", more ? "plus" : "minus", action->value / 2);
    else if (action->kind == KIOSK_ACTION_LANE)
        snprintf(out, ID_MAX, "lane.%d", action->value);
    else if (action->kind == KIOSK_ACTION_SESSION)
        snprintf(out, ID_MAX, "session.%d", action->value);
    else if (action->kind == KIOSK_ACTION_CLOCK_FIELD)
        snprintf(out, ID_MAX, "clock.%d.%s", action->value / 2, more ? "plus" : "minus");
    else
        snprintf(out, ID_MAX, "%s", name ? name : "other");
}

/* The first words inside an area. */
static const char *label_of(const struct kiosk_frame *frame, struct kiosk_rect area)
{
    for (size_t i = 0; i < frame->item_count; i++) {
        const struct kiosk_item *item = &frame->items[i];
        struct kiosk_rect r = item->rect;
        if (item->kind == KIOSK_ITEM_TEXT &&
                kiosk_rect_contains(area, r.x + r.w / 2, r.y + r.h / 2))
            return (const char *)kiosk_frame_bytes(frame, item);
    }
    return "";
}

static json_t *areas_of(const struct kiosk_model *model, const struct kiosk_frame *frame)
{
    json_t *areas = json_array();
    for (size_t i = 0; i < frame->hit_count; i++) {
        const struct kiosk_hit *hit = &frame->hits[i];
        char id[ID_MAX];
        print_id(model, &hit->action, id);
        json_array_append_new(areas, json_pack("{s:s, s:s, s:i, s:i, s:i, s:i}", "id", id, "label",
                                             label_of(frame, hit->rect), "x", hit->rect.x, "y",
                                             hit->rect.y, "w", hit->rect.w, "h", hit->rect.h));
    }
    return areas;
}

static json_t *moment_of(const struct kiosk_moment *m)
{
    return json_sprintf("%04d-%02d-%02d %02d:%02d", m->year, m->month, m->day, m->hour, m->minute);
}

static json_t *values_of(const struct kiosk_model *model)
{
    json_t *values = json_pack("{s:s, s:s}", "lang", model->lang == KIOSK_ZH ? "zh" : "en", "link",
            links[model->link]);
    if (model->now.year != 0)
        json_object_set_new(values, "day",
                json_sprintf("%04d-%02d-%02d", model->now.year, model->now.month, model->now.day));
    switch (model->screen) {
    case KIOSK_SCREEN_MESSAGE:
        json_object_set_new(values, "message", json_string(messages[model->message]));
        break;
    case KIOSK_SCREEN_ZONE:
        json_object_set_new(values, "zone", json_string(zone_code(model, model->zone)));
        break;
    case KIOSK_SCREEN_TICKET:
        json_object_set_new(values, "number", json_string(model->ticket.number));
        json_object_set_new(values, "ahead", json_integer(model->ticket.ahead_people));
        break;
    case KIOSK_SCREEN_VERDICT:
        json_object_set_new(values, "verdict", json_string(verdicts[model->verdict.verdict]));
        json_object_set_new(values, "number", json_string(model->verdict.number));
        if (model->verdict.when.year != 0)
            json_object_set_new(values, "when", moment_of(&model->verdict.when));
        if (model->verdict.where.zh)
            json_object_set_new(values, "where", json_string(model->verdict.where.zh));
        /* fall through */
    case KIOSK_SCREEN_CHECKIN:
        json_object_set_new(values, "camera", json_string(cameras[model->checkin.camera]));
        break;
    default:
        break;
    }
    if (model->notice != KIOSK_NOTICE_NONE && model->notice_text.zh)
        json_object_set_new(values, "notice", json_string(model->notice_text.zh));
    return values;
}

void kiosk_trace_put(
        struct kiosk_trace *trace, const struct kiosk_model *model, const struct kiosk_frame *frame)
{
    if (!trace->file)
        return;
    json_t *line = json_pack("{s:s, s:o, s:o}", "screen", screens[model->screen], "areas",
            areas_of(model, frame), "values", values_of(model));
    char *text = json_dumps(line, JSON_COMPACT);
    json_decref(line);
    if (!text || (trace->last && strcmp(text, trace->last) == 0)) {
        free(text);
        return;
    }
    fprintf(trace->file, "%s\n", text);
    fflush(trace->file);
    free(trace->last);
    trace->last = text;
}
