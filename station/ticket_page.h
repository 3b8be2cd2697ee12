#ifndef STATION_TICKET_PAGE_H
#define STATION_TICKET_PAGE_H

/* The page a visitor's phone opens from the ticket's QR code: its number, where it stands, how long
 * it takes. Plain HTML from here, light enough for a crowded network; it loads itself again. No
 * name, phone or face is in it, and whoever holds the link may see it. The writer's thread. */

#include "station/campus.h"
#include "station/presence.h"

/* The page for a token as the link has it (any letter case); one that is not ours gives a friendly
 * page with status 404. Owned: free. */
char *station_ticket_page(struct station_campus *campus, struct station_presence *presence,
        const char *token, bool is_english, int *out_status);

#endif
