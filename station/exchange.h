#ifndef STATION_EXCHANGE_H
#define STATION_EXCHANGE_H

/* One round of sync: proving who asks, taking in what they bring, granting what they want, telling
 * them what they lack. The requests of a round share one transaction. The writer's thread. */

#include "station/campus.h"
#include "station/job.h"
#include "station/presence.h"

/* Checks who sent it. False: the reply was sent with the reason (and is NULL now). */
bool station_exchange_prove(
        struct station_campus *campus, struct station_presence *presence, struct station_job *job);

/* Takes in the runs of all sync jobs of the list whose reply is still open, in one transaction;
 * when the store does not take that, each in its own. Whom it then does not take is told so. */
void station_exchange_take(struct station_campus *campus, struct station_job *jobs);

/* Grants what the job wants. */
void station_exchange_grant(struct station_campus *campus, struct station_job *job);

/* Whether the job may wait for news. It then keeps what it needs of the request's body. */
bool station_exchange_may_wait(struct station_campus *campus, struct station_job *job);

/* Answers with what its kiosk lacks. False, with nothing sent: that is nothing and it need not go.
 */
bool station_exchange_answer(struct station_campus *campus, struct station_job *job, bool must_go);

#endif
