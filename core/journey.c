#include "core/journey.h"

/* Nothing leads back to KM_TICKET_UNKNOWN, so its 0 stands for "not offered". */
static const uint8_t moves[KM_TICKET_STATE_END][KM_KIND_END] = {
        [KM_TICKET_UNKNOWN] =
                {
                        [KM_ISSUE] = KM_TICKET_WAITING,
                        [KM_CHECK_IN] = KM_TICKET_ADMITTED, /* a good token is enough */
                },
        [KM_TICKET_WAITING] =
                {
                        [KM_CALL] = KM_TICKET_CALLED,
                        [KM_REQUEUE] = KM_TICKET_WAITING, /* let others go first */
                        [KM_TRANSFER] = KM_TICKET_TRANSFERRED,
                        [KM_CANCEL] = KM_TICKET_CANCELLED,
                        [KM_CHECK_IN] = KM_TICKET_ADMITTED,
                        [KM_REPRINT] = KM_TICKET_WAITING,
                },
        [KM_TICKET_CALLED] =
                {
                        [KM_RECALL] = KM_TICKET_CALLED,
                        [KM_NO_SHOW] = KM_TICKET_NO_SHOW,
                        [KM_REQUEUE] = KM_TICKET_WAITING,
                        [KM_TRANSFER] = KM_TICKET_TRANSFERRED,
                        [KM_CANCEL] = KM_TICKET_CANCELLED,
                        [KM_CHECK_IN] = KM_TICKET_ADMITTED,
                        [KM_REPRINT] = KM_TICKET_CALLED,
                },
        [KM_TICKET_NO_SHOW] =
                {
                        [KM_CALL] = KM_TICKET_CALLED,
                        [KM_REQUEUE] = KM_TICKET_WAITING,
                        [KM_TRANSFER] = KM_TICKET_TRANSFERRED,
                        [KM_CANCEL] = KM_TICKET_CANCELLED,
                        [KM_REPRINT] = KM_TICKET_NO_SHOW,
                },
        [KM_TICKET_ADMITTED] =
                {
                        [KM_CHECK_OUT] = KM_TICKET_ADMITTED,
                        [KM_RATE] = KM_TICKET_ADMITTED,
                },
};

static const uint8_t timeouts[KM_TICKET_STATE_END] = {[KM_TICKET_CALLED] = KM_NO_SHOW};

enum km_ticket_state km_journey_next(enum km_ticket_state from, enum km_kind move)
{
    bool known = from < KM_TICKET_STATE_END && move < KM_KIND_END;
    return known ? (enum km_ticket_state)moves[from][move] : KM_TICKET_UNKNOWN;
}

bool km_journey_allows(enum km_ticket_state from, enum km_kind move)
{
    return km_journey_next(from, move) != KM_TICKET_UNKNOWN;
}

enum km_kind km_journey_timeout(enum km_ticket_state state)
{
    return state < KM_TICKET_STATE_END ? (enum km_kind)timeouts[state] : (enum km_kind)0;
}
