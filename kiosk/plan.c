#include "kiosk/plan.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

struct kiosk_plan {
    atomic_int references;
    struct km_programme *programme; /* owned */
    struct km_logo logo;
};

/* The station let no bad picture through; but a record may come from another version of it. */
static void unpack_logo(struct kiosk_plan *plan, char *fault)
{
    uint8_t *png = NULL;
    size_t len = 0;
    char why[KM_ERR_MAX];
    const char *base64 = plan->programme->logo_png;
    fault[0] = 0;
    if (base64 && (!km_logo_from_base64(base64, &png, &len, why) ||
                          !km_logo_unpack(png, len, &plan->logo, why)))
        snprintf(fault, KM_ERR_MAX, "its logo is left out: it %.350s", why);
    free(png);
}

struct kiosk_plan *kiosk_plan_new(struct km_programme *programme, char *logo_fault)
{
    struct kiosk_plan *plan = calloc(1, sizeof *plan);
    if (!plan)
        abort();
    atomic_init(&plan->references, 1);
    plan->programme = programme;
    unpack_logo(plan, logo_fault);
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
    km_logo_destroy(&plan->logo);
    free(plan);
}

const struct km_programme *kiosk_plan_programme(const struct kiosk_plan *plan)
{
    return plan->programme;
}

const struct km_logo *kiosk_plan_logo(const struct kiosk_plan *plan)
{
    return &plan->logo;
}
