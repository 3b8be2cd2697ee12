#include "kiosk/area.h"

#include "kiosk/ui/input.h"

#include <stdio.h>

const char *kiosk_area_zone(const struct kiosk_model *model, uint16_t zone)
{
    for (size_t i = 0; i < model->zone_count; i++)
        if (model->zones[i].id == zone)
            return model->zones[i].code;
    return "?";
}

/* The number of a ticket that is on the screen. */
static const char *number_of(const struct kiosk_model *model, struct km_name ticket)
{
    const struct kiosk_staff_view *staff = &model->staff;
    const struct {
        const struct kiosk_row_view *rows;
        size_t count;
    } lists[] = {{staff->next, staff->next_count}, {staff->called, staff->called_count},
            {staff->passed, staff->passed_count}};
    for (size_t l = 0; l < sizeof lists / sizeof *lists; l++)
        for (size_t i = 0; i < lists[l].count; i++)
            if (km_name_equal(lists[l].rows[i].ticket, ticket))
                return lists[l].rows[i].number;
    return km_name_equal(model->held.ticket, ticket) ? model->held.number : "?";
}

static const char *const deeds[KIOSK_DEEDS] = {
        [KIOSK_DEED_CALL] = "call",
        [KIOSK_DEED_CALL_BATCH] = "call_batch",
        [KIOSK_DEED_RECALL] = "recall",
        [KIOSK_DEED_NO_SHOW] = "no_show",
        [KIOSK_DEED_REQUEUE] = "requeue",
        [KIOSK_DEED_TRANSFER] = "transfer",
        [KIOSK_DEED_CANCEL] = "cancel",
        [KIOSK_DEED_ADMIT] = "admit",
        [KIOSK_DEED_CHECK_OUT] = "check_out",
        [KIOSK_DEED_RATE] = "rate",
        [KIOSK_DEED_REPRINT] = "reprint",
        [KIOSK_DEED_UNDO] = "undo",
        [KIOSK_DEED_OPEN] = "reopen",
        [KIOSK_DEED_PAUSE] = "pause",
        [KIOSK_DEED_CLOSE] = "close",
        [KIOSK_DEED_CAPACITY] = "capacity",
        [KIOSK_DEED_HEAD_COUNT] = "head_count",
};

/* Of a row among others the ticket's number goes behind: "recall.B2-017"; on its own card it does
 * not. */
static void move_id(const struct kiosk_model *model, const struct kiosk_move *move, char *out)
{
    bool row = model->screen == KIOSK_SCREEN_STAFF && !km_name_is_none(move->ticket);
    const char *name = deeds[move->deed];
    if (row)
        snprintf(out, KIOSK_AREA_MAX, "%s.%s", name, number_of(model, move->ticket));
    else if (move->deed == KIOSK_DEED_RATE || move->deed == KIOSK_DEED_CAPACITY)
        snprintf(out, KIOSK_AREA_MAX, "%s.%u", name, move->count);
    else if (move->deed == KIOSK_DEED_PAUSE || move->deed == KIOSK_DEED_CLOSE)
        snprintf(out, KIOSK_AREA_MAX, "%s.%d", name, (int)move->reason);
    else
        snprintf(out, KIOSK_AREA_MAX, "%s", name ? name : "other");
}

static void key_id(int key, char *out)
{
    if (key == KIOSK_KEY_BACKSPACE)
        snprintf(out, KIOSK_AREA_MAX, "key.back");
    else
        snprintf(out, KIOSK_AREA_MAX, "key.%c", (char)key);
}

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
        [KIOSK_ACTION_TYPED] = "enter",
        [KIOSK_ACTION_SET_CLOCK] = "set_clock",
        [KIOSK_ACTION_RETRY] = "retry",
        [KIOSK_ACTION_WAKE] = "wake",
        [KIOSK_ACTION_OPEN_ACCESS] = "access",
        [KIOSK_ACTION_OPEN_STAFF] = "staff",
        [KIOSK_ACTION_PIN] = "enter",
        [KIOSK_ACTION_SIGN_OUT] = "sign_out",
        [KIOSK_ACTION_OPEN_NUMBER] = "number",
        [KIOSK_ACTION_OPEN_COUNT] = "count",
        [KIOSK_ACTION_OPEN_CLOCK] = "clock",
        [KIOSK_ACTION_TEST_PRINT] = "test_print",
        [KIOSK_ACTION_TEST_VOICE] = "test_voice",
        [KIOSK_ACTION_OPEN_CAMERA] = "open_camera",
        [KIOSK_ACTION_EXIT] = "exit",
        [KIOSK_ACTION_LANE] = "lane",
        [KIOSK_ACTION_SESSION] = "session",
        [KIOSK_ACTION_ACCESS] = "access",
        [KIOSK_ACTION_DAY] = "day",
        [KIOSK_ACTION_TAB] = "tab",
        [KIOSK_ACTION_REASON] = "reason",
        [KIOSK_ACTION_YES] = "yes",
        [KIOSK_ACTION_NO] = "no",
};

void kiosk_area_id(const struct kiosk_model *model, const struct kiosk_action *action,
        char out[KIOSK_AREA_MAX])
{
    size_t kind = (size_t)action->kind;
    const char *name = kind < sizeof plain / sizeof *plain ? plain[kind] : NULL;
    const char *zone = kiosk_area_zone(model, action->zone);
    bool more = action->value % 2;
    switch (action->kind) {
    case KIOSK_ACTION_OPEN_ZONE:
        snprintf(out, KIOSK_AREA_MAX, "zone.%s", zone);
        break;
    case KIOSK_ACTION_PICK:
        snprintf(out, KIOSK_AREA_MAX, "pick.%s", zone);
        break;
    case KIOSK_ACTION_OPEN_PICK:
        snprintf(out, KIOSK_AREA_MAX, "%s",
                action->value == KIOSK_PICK_TRANSFER ? "transfer" : "zones");
        break;
    case KIOSK_ACTION_OPEN_FIND:
        snprintf(out, KIOSK_AREA_MAX, "%s", action->value == KIOSK_FIND_LEAVE ? "leave" : "find");
        break;
    case KIOSK_ACTION_OPEN_CARD:
        snprintf(out, KIOSK_AREA_MAX, "ticket.%s", number_of(model, action->ticket));
        break;
    case KIOSK_ACTION_MOVE:
        move_id(model, &action->move, out);
        break;
    case KIOSK_ACTION_PAGE:
        snprintf(out, KIOSK_AREA_MAX, "%s", action->value > 0 ? "next" : "previous");
        break;
    case KIOSK_ACTION_PARTY:
        snprintf(out, KIOSK_AREA_MAX, "%s.%d", more ? "plus" : "minus", action->value / 2);
        break;
    case KIOSK_ACTION_CLOCK_FIELD:
        snprintf(out, KIOSK_AREA_MAX, "clock.%d.%s", action->value / 2, more ? "plus" : "minus");
        break;
    case KIOSK_ACTION_TYPE:
        key_id(action->value, out);
        break;
    case KIOSK_ACTION_CAMERA:
        snprintf(out, KIOSK_AREA_MAX,
                action->value == KIOSK_CAMERA_CONFIGURED ? "camera.configured" : "camera.%d",
                action->value);
        break;
    case KIOSK_ACTION_LANE:
    case KIOSK_ACTION_SESSION:
    case KIOSK_ACTION_ACCESS:
    case KIOSK_ACTION_DAY:
    case KIOSK_ACTION_TAB:
    case KIOSK_ACTION_REASON:
        snprintf(out, KIOSK_AREA_MAX, "%s.%d", name, action->value);
        break;
    default:
        snprintf(out, KIOSK_AREA_MAX, "%s", name ? name : "other");
    }
}
