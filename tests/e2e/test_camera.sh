#!/usr/bin/env bash
# The real kiosk with a camera that speaks V4L2 (the double of tests/v4l2): at a door a ticket is held before it in each
# format, two at once, the plug is pulled (under a code that is held, too) and put in elsewhere, it stalls, it sends rubbish,
# refuses, or belongs to another program; every time the door says so, goes on, and reads the next ticket. Usage: test_camera.sh BUILD
set -uo pipefail
cd "$(dirname "$0")/../.."
BUILD=${1:-build}
PROGRAMME=$PWD/config/programmes/zhongxiang-2026.yaml
REHEARSE=2026-05-14
. tests/e2e/lib.sh
ZONE=A # does not call: a waiting ticket may come in

# plug LINES: the cameras that are there now.
plug() {
    printf 'log %s\nby-id %s\n%b\nend\n' "$WORK/camera.log" "$WORK/by-id" "$1" >"$WORK/control.new"
    mv "$WORK/control.new" "$WORK/control"
}

# before PICTURE [LINES]: a camera like most, with that picture before it.
before() {
    plug "device ${DEVICE:-/dev/video0}\ncard HD Webcam\nformat ${FORMAT:-MJPG} 1280x720@30\nframes $WORK/pictures\nshow $1\n${2:-}"
}

door_start() {
    local programs=$BUILD
    # kiosk_start runs $BUILD/kaimen-kiosk: the same, with the double before it.
    mkdir -p "$WORK/under"
    printf '#!/bin/sh\nexec "%s" "%s" "%s" "%s" "$@"\n' "$PWD/tests/v4l2/double.sh" "$programs" "$WORK/control" "$programs/kaimen-kiosk" \
        >"$WORK/under/kaimen-kiosk"
    chmod +x "$WORK/under/kaimen-kiosk"
    BUILD=$WORK/under kiosk_start door "$DISPLAY_STARTED" 1024x600 --role checkin --zone $ZONE "$@"
}

# ticket NAME: taken at the hall kiosk; its picture is $WORK/pictures/NAME.png.
ticket() {
    click hall "$HALL" "zone.$ZONE"
    shown hall zone
    click hall "$HALL" plus.0
    click hall "$HALL" take
    shown hall ticket
    shot "$HALL" "$WORK/pictures/$1.png"
    click hall "$HALL" done
    shown hall home
}

camera_is() {
    [ "$(last door .values.camera)" = "$1" ]
}

# admitted_on_glass COUNT: so many different tickets were shown as admitted.
admitted_on_glass() {
    [ "$(jq -s '[.[] | select(.values.verdict == "admit") | .values.number] | unique | length' "$WORK/door.trace")" = "$1" ]
}

# reads NAME: the ticket is admitted, with that before the camera.
reads() {
    wait_for 15 "a door that is ready for $1" shows door checkin
    before "$1.png" "${2:-}"
    shown door verdict 20
    [ "$(last door .values.verdict)" = admit ] || fail "$1 before the camera gave $(last door .values.verdict)"
    before empty.png "${2:-}"
    wait_for 40 "the door after $1" shows door checkin
}

mkdir -p "$WORK/pictures" "$WORK/by-id"
ln -s ../../video0 "$WORK/by-id/usb-HD_Webcam-index0"
convert -size 1280x720 xc:gray47 "$WORK/pictures/empty.png"
station_start "$PROGRAMME" --rehearse "$REHEARSE"
enrol "$WORK/hall" 大厅一号机
enrol "$WORK/door" 艺术楼门口
display_start 1080x1920
HALL=$DISPLAY_STARTED
display_start 1024x600
kiosk_start hall "$HALL" 1080x1920 --role ticket --camera none
shown hall home 30
for name in grey yuyv nv12 mjpg left right held typed replugged stalled refused; do
    ticket "$name"
done
convert "$WORK/pictures/left.png" "$WORK/pictures/right.png" +append "$WORK/pictures/both.png"

FORMAT=GREY
before empty.png
door_start # no camera is named: it finds the one that is there
shown door checkin 30
wait_for 10 "a picture" camera_is ok
for FORMAT in GREY YUYV NV12 MJPG; do
    plug ""
    wait_for 10 "word of the pulled plug" camera_is lost
    before empty.png
    wait_for 10 "the camera in $FORMAT" camera_is ok
    reads "${FORMAT,,}"
    grep -q "start /dev/video0 1280x720 $FORMAT 30" "$WORK/camera.log" || fail "the camera was not used in $FORMAT"
done

# Of two in one frame each is told, one after the other.
before both.png
wait_for 10 "two verdicts" admitted_on_glass 6
before empty.png
wait_for 40 "the door after two" shows door checkin

# The plug is pulled while a code is held, and comes back with the same code before it: let in once.
before held.png
shown door verdict 20
plug ""
wait_for 40 "the door after a pulled plug" shows door checkin
before held.png
wait_for 15 "the same code again" shows door verdict
[ "$(last door .values.verdict)" = used ] || fail "a code that was held all the while gave $(last door .values.verdict)"
before empty.png
wait_for 40 "the door after the same code" shows door checkin
grep -q 'control /dev/video0 exposure_auto_priority 0' "$WORK/camera.log" || fail "the exposure may outlast a frame"

plug ""
wait_for 10 "word of the pulled plug" camera_is lost
grep -q 'Could not use the camera: /dev/video0: was unplugged' "$WORK/door.log" || fail "nobody wrote down that the camera was unplugged"
type_in "$DISPLAY_STARTED" "$(zbarimg -q --raw "$WORK/pictures/typed.png" 2>/dev/null)" 5
wait_for 10 "a ticket by the hand scanner, without a camera" shows door verdict
[ "$(last door .values.verdict)" = admit ] || fail "the hand scanner's ticket gave $(last door .values.verdict)"
wait_for 40 "the door after that" shows door checkin

DEVICE=/dev/video3
before empty.png
wait_for 10 "the camera at another port" camera_is ok
reads replugged

before empty.png "fault stall"
wait_for 15 "word of the camera that hangs" camera_is lost
before empty.png "fault corrupt 2\nfault torn 3\nfault drop 5\n"
wait_for 15 "the camera again" camera_is ok
reads stalled "fault corrupt 2\nfault torn 3\nfault drop 5\n"

before empty.png "fault corrupt 1"
sleep 3
[ "$(last door .screen)" = checkin ] || fail "rubbish from the camera is taken for $(last door .screen)"
before empty.png
sleep 2 # what came of the rubbish is over
wait_for 10 "the camera after the rubbish" camera_is ok
plug ""
wait_for 10 "word of the pulled plug" camera_is lost
before empty.png "fault fail S_FMT EINVAL"
wait_for 10 "word of the refused format" grep -q 'Could not use the camera: /dev/video3: could not be set to a format' "$WORK/door.log"
before empty.png
wait_for 10 "the camera again" camera_is ok
reads refused
wait_for 10 "eleven visits at the station" zone_is $ZONE admitted 11

# asked for by its name, and seen by the self-test
DEVICE=/dev/video0
before empty.png
kill "$KIOSK_PID"
wait "$KIOSK_PID" 2>/dev/null
tests/v4l2/double.sh "$BUILD" "$WORK/control" "$BUILD/kaimen-kiosk" self-test --data "$WORK/door" >"$WORK/self-test.txt" 2>&1
grep -q '/dev/video0 · HD Webcam · 1280×720 · MJPG · 30/s' "$WORK/self-test.txt" || fail "the self-test does not tell of the camera: $(grep -i camera "$WORK/self-test.txt")"
before empty.png "fault fail S_FMT EBUSY"
door_start --camera v4l2:/dev/v4l/by-id/usb-HD_Webcam-index0
shown door checkin 30
wait_for 10 "word of the camera that another program has" camera_is lost
before empty.png
wait_for 10 "the camera by its name" camera_is ok
echo "a door read tickets in four formats, two at once, by hand without a camera, after a pulled plug, at another port, and from a camera that hangs, errs and refuses"
