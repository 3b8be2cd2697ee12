#include "kiosk/ui/motion.h"

bool kiosk_motion_still(const struct kiosk_model *m)
{
    return m->ms == 0 || m->access & KIOSK_ACCESS_CONTRAST;
}

static uint64_t since_entered(const struct kiosk_model *m)
{
    return m->ms > m->entered ? m->ms - m->entered : 0;
}

/* Fast first, slow at its end (cubic). */
static float eased(float part)
{
    float left = 1 - part;
    return 1 - left * left * left;
}

float kiosk_motion_entered(const struct kiosk_model *m)
{
    uint64_t age = since_entered(m);
    if (kiosk_motion_still(m) || age >= KIOSK_ENTER_MS)
        return 1;
    return eased((float)age / KIOSK_ENTER_MS);
}

float kiosk_motion_hint(const struct kiosk_model *m, uint64_t moving, uint64_t period)
{
    uint64_t phase = since_entered(m) % period;
    if (kiosk_motion_still(m) || phase >= moving)
        return 1;
    return (float)phase / (float)moving;
}

int kiosk_motion_entered_due(const struct kiosk_model *m)
{
    return kiosk_motion_still(m) || since_entered(m) >= KIOSK_ENTER_MS ? -1 : KIOSK_STEP_MS;
}

int kiosk_motion_hint_due(const struct kiosk_model *m, uint64_t moving, uint64_t period)
{
    uint64_t phase = since_entered(m) % period;
    if (kiosk_motion_still(m))
        return -1;
    return phase < moving ? KIOSK_STEP_MS : (int)(period - phase);
}

int kiosk_motion_sooner(int a, int b)
{
    return a < 0 ? b : b < 0 ? a : a < b ? a : b;
}
