#!/usr/bin/env bash
# What goes wrong around a kiosk: a printer out of paper, open or unplugged, a camera that vanishes. The kiosk says what it
# is, goes on, and is well again when the thing is; a ticket printed again is the same ticket. Usage: test_trouble.sh BUILD
set -uo pipefail
cd "$(dirname "$0")/../.."
BUILD=${1:-build}
PROGRAMME=$PWD/config/programmes/zhongxiang-2026.yaml
REHEARSE=2026-05-14
. tests/e2e/lib.sh
. tests/e2e/touch.sh
OUT=$WORK/out
mkdir -p "$OUT"

# printed N: the double has so many tickets on paper, the last of which is the one on the glass.
printed() {
    wait_for 10 "ticket $1 on paper" test -s "$WORK/printer/ticket-$1.png"
    sleep 0.2
    [ "$(zbarimg -q --raw "$WORK/printer/ticket-$1.png" 2>/dev/null)" = "$TOKEN" ] || fail "ticket $1 on paper is another"
}

# says PRINT: what is wrong with the printer, where one would touch to print.
says() {
    becomes hall print "$1" 20
    shot "${SCREEN[hall]}" "$OUT/print-$1.png"
    has_area hall print && [ "$1" != failed ] && fail "with its printer $1 the kiosk offers to print"
}

reprints() {
    "$BUILD/kaimen-station" journal --json --data "$WORK/station" 2>>"$WORK/export.log" | grep -c '"kind":"reprint"'
}

reprinted() {
    [ "$(reprints)" = $((before + 1)) ]
}

display_start 1080x1920
SCREEN[hall]=$DISPLAY_STARTED
printer_start
touch_config hall "printer: $PRINTER\n"
station_start "$PROGRAMME" --rehearse "$REHEARSE"
enrol "$WORK/hall" 大厅一号机
hall_start
ticket first $CALLING normal 2

echo out >"$WORK/printer/state" # seen before anybody asks
says paper
echo ok >"$WORK/printer/state"
becomes hall print ready 20
echo cover >"$WORK/printer/state" # found out by asking
touch_on hall print
says cover
echo ok >"$WORK/printer/state"
becomes hall print ready 20
[ ! -e "$WORK/printer/ticket-1.png" ] || fail "a ticket that could not be printed was printed later"
touch_on hall print
becomes hall print done
printed 1
touch_on hall done

# unplugged, and back on the same port
ticket second $CALLING normal 1
kill "$PRINTER_PID"
wait "$PRINTER_PID" 2>/dev/null
touch_on hall print
says failed
rm -rf "$WORK/printer"
printer_start "${PRINTER##*:}"
becomes hall print ready 20
touch_on hall print
becomes hall print done
printed 1
wait_for 15 "both tickets at the station" zone_is $CALLING waiting 2
touch_on hall done

# the camera
awake hall
touch_on hall find
shown hall find
rm -rf "$WORK/camera-hall"
becomes hall camera lost 20
mkdir -p "$WORK/camera-hall"
becomes hall camera ok 20
held_to hall "$OUT/first.png"
shown hall mine
becomes hall number "${NUMBER[first]}"

# the same ticket on paper again: the same number, and written down
before=$(reprints)
touch_on hall reprint
becomes hall print done
TOKEN=$(zbarimg -q --raw "$OUT/first.png")
printed 2
wait_for 15 "word of the reprint at the station" reprinted
zone_is $CALLING waiting 2 || fail "a reprint made another number"
[ ! -e "$WORK/printer/error" ] || fail "the printer did not understand: $(cat "$WORK/printer/error")"
echo "a kiosk went on beside a printer and a camera that did not"
