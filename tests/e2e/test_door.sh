#!/usr/bin/env bash
# A door where nobody waits: two visitors one right behind the other, a code that is held on, the same ticket once more, and
# people who leave while others come; staff try the camera and let nobody in by it; a camera that goes and comes back.
# Usage: test_door.sh BUILD
set -uo pipefail
cd "$(dirname "$0")/../.."
BUILD=${1:-build}
PROGRAMME=$PWD/config/programmes/zhongxiang-2026.yaml
REHEARSE=2026-05-14
. tests/e2e/lib.sh
. tests/e2e/visit.sh
OUT=$WORK/out
mkdir -p "$OUT"

# hold NAME...: these tickets are held to the door's camera, one after the other.
HELD=0
hold() {
    local name
    for name in "$@"; do
        HELD=$((HELD + 1))
        cp "$WORK/$name.png" "$WORK/camera/$(printf %03d $HELD).new"
        mv "$WORK/camera/$(printf %03d $HELD).new" "$WORK/camera/$(printf %03d $HELD).png"
    done
}

# verdict_is WHAT NUMBER: the door shows that now.
verdict_is() {
    [ "$(last door '"\(.screen) \(.values.verdict) \(.values.number)"')" = "verdict $1 $2" ]
}

# verdicts: how many the door has shown, each counted once.
verdicts() {
    jq -s '[.[] | select(.screen == "verdict") | .values.entered] | unique | length' "$WORK/door.trace"
}

visit_open
for i in 1 2 3; do
    visit_take_ticket
    cp "$OUT/ticket.png" "$WORK/t$i.png"
    declare "N$i=$NUMBER"
    click hall "$HALL" done
    shown hall home
done
shown door checkin 30

# One right behind the other: both come in, nobody touches anything, and the screen has said that it saw the code.
hold t1 t2
wait_for 15 "the first one in" verdict_is admit "$N1"
wait_for 15 "the next one right behind" verdict_is admit "$N2"
[ "$(verdicts)" = 2 ] || fail "a code that was held on was judged again: $(verdicts) verdicts for 2 visitors"
jq -se 'any(.[]; .values.code == "read")' "$WORK/door.trace" >/dev/null || fail "the screen never said that the code was read"
jq -se '[.[].ms] | . == sort and all(. > 0)' "$WORK/door.trace" >/dev/null || fail "the trace does not run on by the clock"
hold t1
wait_for 15 "the same ticket refused" verdict_is used "$N1"
wait_for 10 "two parties in the station's figures" zone_is $ZONE admitted 2

# Somebody leaves, the next right behind as well, and a third comes in before the goodbye is over.
shown door checkin 20
click door "$DOOR" leave
shown door find
hold t1
shown door goodbye
GONE=$(date +%s)
hold t2
wait_for 10 "the second one out" zone_is $ZONE inside 0
[ "$(last door .screen)" = goodbye ] || fail "the second one who left was not said goodbye to"
hold t3
wait_for 10 "the third one in" verdict_is admit "$N3"
[ $(($(date +%s) - GONE)) -lt 20 ] || fail "the goodbye kept the next visitor waiting"
wait_for 10 "three parties in the station's figures" zone_is $ZONE admitted 3

# Staff try the camera: the ticket is told, and nothing is written.
shown door checkin 20
BEFORE=$(verdicts)
click door "$DOOR" staff
shown door pin
type_in "$DOOR" $PIN 200
shown door staff
click door "$DOOR" tab.3
click door "$DOOR" open_camera
shown door camera
hold t3
read_is() {
    [ "$(last door .values.read.number)" = "$1" ]
}
wait_for 15 "the ticket on the staff page" read_is "$N3"
[ "$(last door .values.read.good)" = true ] || fail "the staff's page takes a good ticket for a bad one"
[ "$(verdicts)" = "$BEFORE" ] || fail "a trial on the staff's page was judged as at the door"
zone_is $ZONE admitted 3 || fail "a trial on the staff's page let somebody in"
shot "$DOOR" "$OUT/camera.png"

# The camera goes while the door is open, and comes back by itself.
click door "$DOOR" back
shown door staff
click door "$DOOR" sign_out
shown door checkin
mv "$WORK/camera" "$WORK/unplugged"
camera_is() {
    [ "$(last door .values.camera)" = "$1" ]
}
wait_for 15 "the lost camera on the screen" camera_is lost
shot "$DOOR" "$OUT/lost.png"
mv "$WORK/unplugged" "$WORK/camera"
wait_for 15 "the camera back" camera_is ok
hold t2
wait_for 15 "a verdict after that" verdict_is used "$N2"
"$BUILD/kaimen-station" verify --data "$WORK/station" >"$WORK/verify.log" 2>&1 || fail "verify found a fault: $(cat "$WORK/verify.log")"
echo "a door that lets $N1, $N2 and $N3 in and out without a wait"
