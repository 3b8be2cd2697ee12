#include "kiosk/plan.h"

#include <stdatomic.h>
#include <stdlib.h>

struct kiosk_plan {
    atomic_int references;
    struct km_programme *programme; /* owned */
};

struct kiosk_plan *kiosk_plan_new(struct km_programme *programme)
{
    struct kiosk_plan *plan = malloc(sizeof *plan);
    if (!plan)
        abort();
    atomic_init(&plan->references, 1);
    plan->programme = programme;
    return plan;
}

struct kiosk_plan *kiosk_plan_ref(struct kiosk_plan *plan)
{
    if (plan)
        atomic_fetch_add(&plan->references, 1);
    return plan;
}

void kiosk_plan_unref(struct kiosk_plan *plan)
{
    if (!plan || atomic_fetch_sub(&plan->references, 1) != 1)
        return;
    km_programme_free(plan->programme);
    free(plan);
}

const struct km_programme *kiosk_plan_programme(const struct kiosk_plan *plan)
{
    return plan->programme;
}
