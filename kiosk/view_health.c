#include "kiosk/view_health.h"

#include <limits.h>
#include <string.h>

void kiosk_view_health(
        struct kiosk_scene *scene, const struct kiosk_keeper *keeper, struct kiosk_instant now)
{
    int64_t ahead = now.utc - kiosk_keeper_time(keeper, now);
    ahead = ahead > INT_MAX ? INT_MAX : ahead < -INT_MAX ? -INT_MAX : ahead;
    _Static_assert(sizeof scene->station == sizeof keeper->identity.url, "an address fits");
    memcpy(scene->station, keeper->identity.url, sizeof scene->station);
    scene->model.health = (struct kiosk_health_view){.clock_known = keeper->clock.measured,
            .clock_ms = (int)ahead,
            .disk_free_mb = kiosk_keeper_disk_free(keeper),
            .unsent = (int)kiosk_keeper_unsent(keeper),
            .number = keeper->identity.number,
            .version = KAIMEN_VERSION,
            .station = scene->station,
            .camera_fault = "",
            .printer_fault = ""};
}
