#!/usr/bin/env bash
# Conducts bench_door, which says what is measured: starts the programs, has visitors come, and says "watch FORMAT SCENE
# SHARE" (of a core, all threads but the camera's own) and "visits FORMAT TICKETS CAMERA-LOG TRACE" for each run.
# Usage: door.sh BUILD TICKETS SECONDS FORMAT[,FORMAT...] [WxH]
set -uo pipefail
cd "$(dirname "$0")/../.."
BUILD=${1:?usage: door.sh BUILD TICKETS SECONDS FORMATS [WxH]}
TICKETS=${2:-20} SECONDS_WATCHED=${3:-20} FORMATS=${4:-MJPG,YUYV,GREY} GLASS=${5:-1080x1920}
for needed in Xvfb curl jq; do
    command -v $needed >/dev/null || { echo "$needed is not installed: the door is not measured"; exit 0; }
done
. tests/e2e/lib.sh
ZONE=A     # does not call: a waiting ticket may come in
ROW=6      # visitors one right behind the other
HELD_LONG=5 # seconds

# before PICTURES [hold]: those that begin so, round and round or up to the last.
before() {
    printf 'log %s\ndevice /dev/video0\nformat %s 1280x720@30\nframes %s\nshow %s*\norder %s\nend\n' \
        "$WORK/$FORMAT.camera" "$FORMAT" "$WORK/$FORMAT.pictures" "$1" "${2:-loop}" >"$WORK/control.new"
    mv "$WORK/control.new" "$WORK/control"
}

# ticks: of all threads but the camera's.
ticks() {
    local task all=0
    for task in "/proc/$KIOSK_PID/task"/*; do
        [ "$(cat "$task/comm")" = v4l2-double ] || all=$((all + $(sed 's/.*) //' "$task/stat" | awk '{ print $12 + $13 }')))
    done
    echo $all
}

# watch NAME PICTURES: the share of a core while that is before the camera.
watch() {
    local start
    before "$2"
    sleep 4
    start=$(ticks)
    sleep "$SECONDS_WATCHED"
    echo "watch $FORMAT $1 $(awk "BEGIN { print ($(ticks) - $start) / $(getconf CLK_TCK) / $SECONDS_WATCHED }")"
}

# visit NUMBER: a hand brings that ticket, and holds it for a moment. What comes next is the caller's.
visit() {
    before "$1-in" hold
    sleep 0.2
    before "$1-held"
    sleep "${2:-1.1}"
}

# door_start: with the pictures of these tickets before its camera.
door_start() {
    local i
    mkdir -p "$WORK/$FORMAT.pictures"
    ln -f "$WORK/pictures"/{still,walk,pair}-* "$WORK/$FORMAT.pictures/"
    for i in "$@"; do
        ln -f "$WORK/pictures/$i"-* "$WORK/$FORMAT.pictures/"
    done
    before still
    BUILD=$WORK/under kiosk_start door "$DISPLAY_STARTED" "$GLASS" --role checkin --zone $ZONE
    shown door checkin 60
    wait_for 60 "the camera" grep -qs '^frame' "$WORK/$FORMAT.camera"
    sleep 2
}

door_stop() {
    kill "$KIOSK_PID"
    wait "$KIOSK_PID" 2>/dev/null
    mv "$WORK/door.trace" "$WORK/$FORMAT.trace"
}

# Each is there once, and nothing else.
check_ins() {
    "$BUILD/kaimen-station" journal --json --data "$WORK/station" | jq -s '[.[] | select(.kind == "check_in") | .ticket] | "\(length) \(unique | length)"' -r
}

# ---- tickets ----

mkdir -p "$WORK/pictures" "$WORK/under"
printf '#!/bin/sh\nexec "%s" "%s" "%s" "%s" "$@"\n' "$PWD/tests/v4l2/double.sh" "$BUILD" "$WORK/control" "$BUILD/kaimen-kiosk" \
    >"$WORK/under/kaimen-kiosk"
chmod +x "$WORK/under/kaimen-kiosk"
FORMAT_LIST=(${FORMATS//,/ })
ALL=$((TICKETS * ${#FORMAT_LIST[@]} + ROW + 3))
station_start "$PWD/config/programmes/zhongxiang-2026.yaml" --rehearse 2026-05-14
enrol "$WORK/hall" 大厅一号机
enrol "$WORK/door" 艺术楼门口
display_start "$GLASS"
kiosk_start hall "$DISPLAY_STARTED" "$GLASS" --role ticket --camera none
shown hall home 30 # it has the programme
kill "$KIOSK_PID"
wait "$KIOSK_PID" 2>/dev/null
"$BUILD/tests/bench/bench_door" --draw $ALL "$WORK/hall" "$WORK/pictures" || fail "no pictures were drawn"
kiosk_start hall "$DISPLAY_STARTED" "$GLASS" --role ticket --camera none
wait_for 30 "the tickets at the station" zone_is $ZONE waiting $ALL
kill "$KIOSK_PID"
wait "$KIOSK_PID" 2>/dev/null

# ---- each format: watching, then visitors with a pause between them ----

NEXT=0
for FORMAT in "${FORMAT_LIST[@]}"; do
    THESE=()
    for ((i = 0; i < TICKETS; i++)); do
        THESE+=("$(printf %03d $NEXT)")
        NEXT=$((NEXT + 1))
    done
    door_start "${THESE[@]}"
    if [ "$SECONDS_WATCHED" -gt 0 ]; then
        watch empty still
        watch peopled walk
    fi
    for i in "${THESE[@]}"; do
        before still
        sleep "0.6$((RANDOM % 10))"
        visit "$i"
    done
    sleep 1
    door_stop
    echo "visits $FORMAT $WORK/pictures/tickets $WORK/$FORMAT.camera $WORK/$FORMAT.trace"
done

# ---- one right behind the other, nobody touching anything; one that is held on; two at once ----

FORMAT=MJPG
rm -rf "$WORK/MJPG.pictures" "$WORK/MJPG.camera"
THESE=()
for ((i = 0; i < ROW + 1; i++)); do
    THESE+=("$(printf %03d $((NEXT + i)))")
done
door_start "${THESE[@]}"
for i in "${THESE[@]:0:ROW}"; do
    visit "$i" 1.3
done
visit "${THESE[ROW]}" $HELD_LONG
before still
sleep 1
before pair
sleep 1.5
before still
sleep 1
door_stop
echo "visits row $WORK/pictures/tickets $WORK/MJPG.camera $WORK/MJPG.trace"
[ "$(jq -s '[.[] | select(.values.verdict == "admit") | .values.number] | unique | length' "$WORK/MJPG.trace")" = $((ROW + 3)) ] &&
    PAIR=2 || PAIR=0
wait_for 20 "the visits at the station" zone_is $ZONE admitted "$ALL"
read -r WRITTEN TICKETS_WRITTEN < <(check_ins)
echo "$ALL tickets, $WRITTEN check-ins of $TICKETS_WRITTEN tickets in the journal; two in one frame: $PAIR admitted"
[ "$WRITTEN $TICKETS_WRITTEN" = "$ALL $ALL" ] || fail "not every visit is in the journal just once"
