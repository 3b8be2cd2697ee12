#!/usr/bin/env bash
# A whole day at one zone by touch alone, beginning with kiosks that nobody enrolled yet: every screen for visitors and
# staff is passed, tickets go through glass, paper and camera, and the station has it all. Usage: test_touch.sh BUILD
set -uo pipefail
cd "$(dirname "$0")/../.."
BUILD=${1:-build}
PROGRAMME=$PWD/config/programmes/zhongxiang-2026.yaml
REHEARSE=2026-05-14
ALONE=
STAFFED=door
. tests/e2e/lib.sh
. tests/e2e/touch.sh
OUT=$WORK/out
mkdir -p "$OUT"

# The hall's kiosk is shown its enrolment code, and staff choose their PIN on its glass.
hall_joins() {
    local code
    shown hall message 30
    value hall message not_enrolled || fail "a new kiosk says $(last hall .values.message)"
    code=$("$BUILD/kaimen-station" enrol --name 大厅一号机 --data "$WORK/station" 2>>"$WORK/enrol.log" |
        grep -oE 'HTTP://[^ ]+/E/[A-Z2-7]+' | head -n 1)
    qrencode -s 6 -o "$OUT/code.png" "$code"
    held_to hall "$OUT/code.png"
    shown hall pin 30
    becomes hall pin choose
    keys hall $PIN
    touch_on hall enter
    becomes hall pin repeat
    keys hall $PIN
    touch_on hall enter
    shown hall pick # whoever chose it is signed in
    touch_on hall "pick.$CALLING"
    shown hall staff
    touch_on hall sign_out
}

touch_displays
station_start "$PROGRAMME" --rehearse "$REHEARSE"
enrol "$WORK/door" 护理室门口
enrol "$WORK/board" 大厅大屏
set_pin "$WORK/door" $PIN
hall_start
door_start
board_start
hall_joins

visitors_queue

staff_sign_in
staff_page 0
becomes door waiting 4
touch_on door call
board_calls priority
touch_on door undo
has_area door yes && touch_on door yes
day_is_worked
staff_exit

day_at_station
screens_passed
echo "a day by touch: $(tr ' ' '\n' <<<"${NUMBER[*]}" | sort | tr '\n' ' ')"
