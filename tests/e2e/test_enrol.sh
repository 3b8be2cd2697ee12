#!/usr/bin/env bash
# A kiosk that nobody enrolled yet: a wrong code and the station's own are held to its camera; whoever does it chooses the
# PIN, and has to say it twice. Usage: test_enrol.sh [BUILD]
set -euo pipefail
cd "$(dirname "$0")/../.."
BUILD=${1:-build}
. tests/e2e/lib.sh

station_start config/programmes/zhongxiang-2026.yaml --rehearse 2026-05-14
display_start 1024x600
GLASS=$DISPLAY_STARTED
mkdir -p "$WORK/camera"
kiosk_start kiosk "$GLASS" 1024x600 --role all --camera "files:$WORK/camera"
shown kiosk message 20
[ "$(last kiosk .values.message)" = not_enrolled ] || fail "the kiosk says $(last kiosk .values.message)"

# hold TEXT: as a code before the camera.
hold() {
    qrencode -s 8 -o "$WORK/code.png" "$1"
    mv "$WORK/code.png" "$WORK/camera/code-$RANDOM.png"
}

hold "HTTPS://EXAMPLE.ORG/MENU"
wait_for 10 "a word about the wrong code" sh -c "tail -n 1 '$WORK/kiosk.trace' | jq -e '.values.notice' >/dev/null"
shows kiosk message || fail "a wrong code led to $(last kiosk .screen)"

hold "$("$BUILD/kaimen-station" enrol --name 门口一号机 --data "$WORK/station" | grep -oE 'HTTP://[^ ]+/E/[A-Z2-7]+' | head -n 1)"
shown kiosk pin 20
[ "$(last kiosk .values.pin)" = choose ] || fail "after enrolment the PIN is \"$(last kiosk .values.pin)\""

digits() {
    local digit
    for digit in "$@"; do
        click kiosk "$GLASS" "key.$digit"
    done
    click kiosk "$GLASS" enter
}
pin_is() {
    [ "$(last kiosk .values.pin)" = "$1" ]
}

digits 1 2 3 4
sleep 0.5
pin_is choose || fail "1234 was taken as a PIN"
digits 2 5 8 0
wait_for 5 "the PIN to be asked for again" pin_is repeat
digits 2 5 8 1
wait_for 5 "the two to differ" pin_is differ
digits 2 5 8 0
wait_for 5 "the PIN to be asked for again" pin_is repeat
digits 2 5 8 0
shown kiosk pick
[ "$(last kiosk .values.signed_in)" = true ] || fail "who chose the PIN is not signed in"
! grep -q 2580 "$WORK/kiosk.trace" "$WORK/kiosk.log" || fail "the PIN stands in the trace or the log"
! strings -n 4 "$WORK/kiosk/journal.db" | grep -q 2580 || fail "the PIN stands in the journal"
echo "enrolment by camera: passed"
