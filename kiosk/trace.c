#include "kiosk/trace.h"

#include "kiosk/area.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char *const screens[KIOSK_SCREENS] = {
        [KIOSK_SCREEN_MESSAGE] = "message",
        [KIOSK_SCREEN_ATTRACT] = "attract",
        [KIOSK_SCREEN_HOME] = "home",
        [KIOSK_SCREEN_SCHEDULE] = "schedule",
        [KIOSK_SCREEN_ZONE] = "zone",
        [KIOSK_SCREEN_TICKET] = "ticket",
        [KIOSK_SCREEN_FIND] = "find",
        [KIOSK_SCREEN_MINE] = "mine",
        [KIOSK_SCREEN_GOODBYE] = "goodbye",
        [KIOSK_SCREEN_ACCESS] = "access",
        [KIOSK_SCREEN_CHECKIN] = "checkin",
        [KIOSK_SCREEN_VERDICT] = "verdict",
        [KIOSK_SCREEN_PIN] = "pin",
        [KIOSK_SCREEN_STAFF] = "staff",
        [KIOSK_SCREEN_CARD] = "card",
        [KIOSK_SCREEN_PICK] = "pick",
        [KIOSK_SCREEN_NUMBER] = "number",
        [KIOSK_SCREEN_COUNT] = "count",
        [KIOSK_SCREEN_CAMERA] = "camera",
        [KIOSK_SCREEN_BOARD] = "board",
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

static const char *const helds[KIOSK_HELDS] = {
        [KIOSK_HELD_UNKNOWN] = "unknown",
        [KIOSK_HELD_WAITING] = "waiting",
        [KIOSK_HELD_CALLED] = "called",
        [KIOSK_HELD_NO_SHOW] = "no_show",
        [KIOSK_HELD_INSIDE] = "inside",
        [KIOSK_HELD_LEFT] = "left",
        [KIOSK_HELD_CANCELLED] = "cancelled",
        [KIOSK_HELD_TRANSFERRED] = "transferred",
};

static const char *const pins[] = {
        [KIOSK_PIN_ASK] = "ask",
        [KIOSK_PIN_CHECKING] = "checking",
        [KIOSK_PIN_WRONG] = "wrong",
        [KIOSK_PIN_LOCKED] = "locked",
        [KIOSK_PIN_CHOOSE] = "choose",
        [KIOSK_PIN_REPEAT] = "repeat",
        [KIOSK_PIN_DIFFER] = "differ",
        [KIOSK_PIN_UNSET] = "unset",
};

static const char *const papers[] = {
        [KIOSK_PRINT_NONE] = "none",
        [KIOSK_PRINT_READY] = "ready",
        [KIOSK_PRINT_BUSY] = "busy",
        [KIOSK_PRINT_DONE] = "done",
        [KIOSK_PRINT_SENT] = "sent",
        [KIOSK_PRINT_PAPER] = "paper",
        [KIOSK_PRINT_COVER] = "cover",
        [KIOSK_PRINT_FAILED] = "failed",
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
        char id[KIOSK_AREA_MAX];
        kiosk_area_id(model, &hit->action, id);
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

static const char *const codes[] = {
        [KIOSK_CODE_NONE] = "none",
        [KIOSK_CODE_SEEN] = "seen",
        [KIOSK_CODE_READ] = "read",
};

static const char *const advices[] = {
        [KIOSK_ADVICE_NONE] = "none",
        [KIOSK_ADVICE_HOLD] = "hold",
        [KIOSK_ADVICE_CLOSER] = "closer",
        [KIOSK_ADVICE_DARK] = "dark",
        [KIOSK_ADVICE_GLARE] = "glare",
};

static void put_sight(json_t *values, const struct kiosk_checkin_view *checkin)
{
    json_object_set_new(values, "camera", json_string(cameras[checkin->camera]));
    json_object_set_new(values, "code", json_string(codes[checkin->sight.code]));
    json_object_set_new(values, "advice", json_string(advices[checkin->sight.advice]));
}

static const char *const reader_names[KIOSK_READER_KINDS] = {
        [KIOSK_BY_CAMERA] = "read", [KIOSK_BY_HAND] = "scanned"};

static void put_tried(json_t *values, const struct kiosk_camera_view *camera)
{
    for (int i = 0; i < KIOSK_READER_KINDS; i++) {
        const struct kiosk_tried_view *tried = &camera->tried[i];
        if (tried->any)
            json_object_set_new(values, reader_names[i],
                    json_pack("{s:s, s:b, s:b}", "number", tried->number, "good", tried->good,
                            "repaired", tried->repaired));
    }
}

static void put_held(json_t *values, const struct kiosk_held_view *held)
{
    json_object_set_new(values, "number", json_string(held->number));
    json_object_set_new(values, "state", json_string(helds[held->state]));
    json_object_set_new(values, "ahead", json_integer(held->ahead_people));
    json_object_set_new(values, "stamped", json_integer((json_int_t)held->stamped));
}

static void put_verdict(json_t *values, const struct kiosk_verdict_view *v)
{
    json_object_set_new(values, "verdict", json_string(verdicts[v->verdict]));
    json_object_set_new(values, "number", json_string(v->number));
    if (v->when.year != 0)
        json_object_set_new(values, "when", moment_of(&v->when));
    if (v->where.zh)
        json_object_set_new(values, "where", json_string(v->where.zh));
}

static void put_staff(json_t *values, const struct kiosk_staff_view *staff)
{
    json_object_set_new(values, "waiting", json_integer(staff->waiting_parties));
    json_object_set_new(values, "called", json_integer(staff->called_parties));
    json_object_set_new(values, "passed", json_integer(staff->passed_parties));
    json_object_set_new(values, "admitted", json_integer(staff->figures.admitted_people));
    if (staff->called_count > 0)
        json_object_set_new(values, "number", json_string(staff->called[0].number));
}

static void put_screen(json_t *values, const struct kiosk_model *model)
{
    switch (model->screen) {
    case KIOSK_SCREEN_MESSAGE:
        json_object_set_new(values, "message", json_string(messages[model->message]));
        break;
    case KIOSK_SCREEN_ZONE:
        json_object_set_new(values, "zone", json_string(kiosk_area_zone(model, model->zone)));
        break;
    case KIOSK_SCREEN_TICKET:
        json_object_set_new(values, "number", json_string(model->ticket.number));
        json_object_set_new(values, "ahead", json_integer(model->ticket.ahead_people));
        json_object_set_new(values, "print", json_string(papers[model->print]));
        break;
    case KIOSK_SCREEN_MINE:
    case KIOSK_SCREEN_CARD:
        put_held(values, &model->held);
        json_object_set_new(values, "print", json_string(papers[model->print]));
        break;
    case KIOSK_SCREEN_GOODBYE:
        json_object_set_new(values, "rating", json_integer(model->goodbye.rating));
        break;
    case KIOSK_SCREEN_PIN:
        json_object_set_new(values, "pin", json_string(pins[model->pin.state]));
        break;
    case KIOSK_SCREEN_STAFF:
        put_staff(values, &model->staff);
        break;
    case KIOSK_SCREEN_BOARD:
        json_object_set_new(values, "number",
                json_string(model->board.call_count > 0 ? model->board.calls[0].number : ""));
        break;
    case KIOSK_SCREEN_VERDICT:
        put_verdict(values, &model->verdict);
        json_object_set_new(values, "entered", json_integer((json_int_t)model->entered));
        /* fall through */
    case KIOSK_SCREEN_CHECKIN:
    case KIOSK_SCREEN_FIND:
        put_sight(values, &model->checkin);
        break;
    case KIOSK_SCREEN_CAMERA:
        put_sight(values, &model->checkin);
        put_tried(values, &model->camera);
        break;
    default:
        break;
    }
}

static json_t *values_of(const struct kiosk_model *model)
{
    json_t *values = json_pack("{s:s, s:s, s:i}", "lang", model->lang == KIOSK_ZH ? "zh" : "en",
            "link", links[model->link], "access", (int)model->access);
    if (model->now.year != 0)
        json_object_set_new(values, "day",
                json_sprintf("%04d-%02d-%02d", model->now.year, model->now.month, model->now.day));
    put_screen(values, model);
    if (model->signed_in)
        json_object_set_new(values, "signed_in", json_true());
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
    free(trace->last);
    trace->last = text;
    trace->due = true;
}

void kiosk_trace_shown(struct kiosk_trace *trace)
{
    struct timespec now;
    if (!trace->due)
        return;
    clock_gettime(CLOCK_MONOTONIC, &now);
    fprintf(trace->file, "{\"ms\":%lld.%03ld,%s\n",
            (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000, now.tv_nsec / 1000 % 1000,
            trace->last + 1);
    fflush(trace->file);
    trace->due = false;
}
