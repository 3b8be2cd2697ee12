/* The finder's sources once more, in plain C and under other names. */

#define KIOSK_LANES_PLAIN
#define kiosk_look_new plain_look_new
#define kiosk_look_free plain_look_free
#define kiosk_look_at plain_look_at
#define kiosk_finder_levels_take plain_finder_levels_take
#define kiosk_finder_levels_destroy plain_finder_levels_destroy
#define kiosk_finder_rows_scan plain_finder_rows_scan
#define kiosk_finder_likely plain_finder_likely
#define kiosk_finder_check plain_finder_check

#include "kiosk/scan/finder.c"
#include "kiosk/scan/finder_check.c"
#include "kiosk/scan/finder_levels.c"
#include "kiosk/scan/finder_rows.c"
