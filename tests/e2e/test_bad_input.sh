#!/usr/bin/env bash
# What comes from outside and is wrong gets a clear message and the right exit code or verdict, and nothing is lost.
# Usage: test_bad_input.sh BUILD
set -uo pipefail
cd "$(dirname "$0")/../.."
BUILD=${1:-build}
PROGRAMME=$PWD/config/programmes/zhongxiang-2026.yaml
REHEARSE=2026-05-14
. tests/e2e/lib.sh
. tests/e2e/visit.sh
OUT=$WORK/out
mkdir -p "$OUT"
STATION=$BUILD/kaimen-station
KIOSK=$BUILD/kaimen-kiosk

# says CODE PATTERN COMMAND...: ends with that code and says something that matches.
says() {
    local code=$1 pattern=$2 out got
    shift 2
    out=$(timeout 20 "$@" 2>&1)
    got=$?
    [ $got -eq "$code" ] || fail "$* ended with $got, not $code: $out"
    grep -qE -- "$pattern" <<<"$out" || fail "$* does not say /$pattern/: $out"
}

# scanned FILE VERDICT: held to the door's camera, the picture gets that verdict.
scanned() {
    shown door checkin 20
    cp "$1" "$WORK/camera/picture.$RANDOM.png"
    shown door verdict
    [ "$(last door .values.verdict)" = "$2" ] || fail "$1 got the verdict $(last door .values.verdict), not $2"
}

# wedged TEXT VERDICT: typed by the door's hand scanner, the text gets that verdict.
wedged() {
    shown door checkin 20
    type_in "$DOOR" "$1" 5
    shown door verdict
    [ "$(last door .values.verdict)" = "$2" ] || fail "$1 from the hand scanner got the verdict $(last door .values.verdict), not $2"
}

# flags
says 2 'usage' "$STATION"
says 2 'usage' "$STATION" dance
says 2 'usage' "$STATION" serve --listen
says 2 'usage' "$KIOSK" --windowed big
says 2 'usage' "$KIOSK" --role cook

# programmes; the kinds of mistakes are pinned one by one in tests/core/test_programme_errors.c
sed 's/capacity: 30/capacity: 0/' "$PROGRAMME" >"$WORK/broken.yaml"
says 1 'broken.yaml:[0-9]+: .*capacity.*allowed: 1 to' "$STATION" check "$WORK/broken.yaml"
says 1 'broken.yaml:[0-9]+: .*capacity' "$STATION" serve --programme "$WORK/broken.yaml" --data "$WORK/never" --listen 127.0.0.1:0
says 1 'nowhere.yaml' "$STATION" check "$WORK/nowhere.yaml"
for programme in config/programmes/*.yaml; do
    says 0 'ok' "$STATION" check "$programme"
done

# stores
mkdir -p "$WORK/newer" "$WORK/other"
says 1 'no .*journal|not|Could not' "$STATION" export --format csv --out "$WORK/x.csv" --data "$WORK/nothing"
visit_open
sqlite3 "$WORK/station/journal.db" ".backup $WORK/newer/journal.db"
sqlite3 "$WORK/newer/journal.db" 'PRAGMA user_version = 99'
says 1 'newer' "$STATION" nodes --data "$WORK/newer"
sqlite3 "$WORK/other/journal.db" 'CREATE TABLE t (x)'
says 1 'Could not' "$STATION" nodes --data "$WORK/other"

# the port
says 1 "$PORT.*in use|in use.*$PORT" "$STATION" serve --programme "$PROGRAMME" --data "$WORK/second" --listen "127.0.0.1:$PORT"

# requests
answer() {
    curl -s -o "$WORK/answer" -w '%{http_code}' "$@"
}
head -c 9000000 /dev/zero >"$WORK/big"
[ "$(answer --data-binary "@$WORK/big" "$URL/api/v1/sync")" = 413 ] || fail "a body of 9 MB was not refused with 413"
[ "$(answer --data-binary 'hello' "$URL/api/v1/sync")" = 400 ] || fail "a sync that is no message was not refused with 400"
[ "$(answer --data-binary 'hello' "$URL/api/v1/enrol")" = 400 ] || fail "an enrolment that is no message was not refused with 400"
[ "$(answer "$URL/api/v1/nothing")" = 404 ] || fail "an unknown path was not 404"
[ "$(answer -X DELETE "$URL/api/v1/zones")" = 405 ] || fail "a wrong method was not 405"
[ "$(answer "$URL/assets/../../../etc/passwd" --path-as-is)" != 200 ] || fail "a path out of the assets was served"
[ "$(answer "$URL/T/AAAA")" = 404 ] || fail "a ticket that is none was not 404"

# enrolment
says 1 'Could not' "$KIOSK" enrol HELLO --data "$WORK/new"
says 1 'Could not' "$KIOSK" enrol "HTTP://127.0.0.1:1/E/$(printf 'A%.0s' {1..42})" --data "$WORK/new"
says 1 'Could not' "$KIOSK" enrol "HTTP://127.0.0.1:$PORT/E/$(printf 'A%.0s' {1..42})" --data "$WORK/new"
says 1 'already' "$KIOSK" enrol "HTTP://127.0.0.1:$PORT/E/$(printf 'A%.0s' {1..42})" --data "$WORK/hall"

# the kiosk's own house
printf '<?xml version="1.0"?><fontconfig><dir>%s/nofonts</dir><cachedir>%s/nofonts</cachedir></fontconfig>' "$WORK" "$WORK" >"$WORK/fonts.conf"
says 1 'fonts-noto-cjk' env DISPLAY="$DOOR" FONTCONFIG_FILE="$WORK/fonts.conf" "$KIOSK" --data "$WORK/fontless" --windowed 800x600
says 1 'another kaimen-kiosk is running' env DISPLAY="$DOOR" "$KIOSK" --data "$WORK/hall" --windowed 800x600
printf 'role: ticket\nrolle: x\n' >"$WORK/kiosk.yaml"
says 1 'kiosk.yaml:2' "$KIOSK" --config "$WORK/kiosk.yaml" --data "$WORK/hall" --windowed 800x600
says 1 'Could not' "$KIOSK" scan-file "$WORK/nothing.png"

# codes
visit_take_ticket
qrencode -o "$WORK/foreign.png" -s 8 'https://example.org/hello'
scanned "$WORK/foreign.png" foreign
flipped=A
[ "${TOKEN:(-20):1}" = A ] && flipped=B
qrencode -o "$WORK/forged.png" -s 8 "${TOKEN:0:(-20)}$flipped${TOKEN:(-19)}"
scanned "$WORK/forged.png" forged
qrencode -o "$WORK/short.png" -s 8 "${TOKEN:0:(-8)}"
scanned "$WORK/short.png" unreadable
wedged 'https://example.org/hello' foreign
wedged "${TOKEN:0:(-20)}$flipped${TOKEN:(-19)}" forged
wedged "${TOKEN:0:(-8)}" unreadable
shown door checkin 20
type_in "$DOOR" "${ZONE}1-999" 200
shown door pin
type_in "$DOOR" $PIN 200
wait_for 5 "word of the number that nobody has" sh -c "tail -n 1 '$WORK/door.trace' | jq -e '.values.notice != null' >/dev/null"
click door "$DOOR" back
shown door checkin # where the number was typed
says 0 "$TOKEN" "$KIOSK" scan-file "$OUT/ticket.png"
zone_is $ZONE admitted 0 || fail "something was admitted"

# a camera that is not there: the kiosk says so and goes on
display_start 1024x600
kiosk_start third "$DISPLAY_STARTED" 1024x600 --camera none --role checkin
shown third message 20
mkdir -p "$WORK/third"
kill "$KIOSK_PID" && wait "$KIOSK_PID" 2>/dev/null
enrol "$WORK/third" 三号机
kiosk_start third "$DISPLAY_STARTED" 1024x600 --camera v4l2:/dev/video99 --role checkin --zone B
wait_for 20 "word of the missing camera" sh -c "tail -n 1 '$WORK/third.trace' | jq -e '.values.camera == \"lost\"' >/dev/null"
kill "$KIOSK_PID" && wait "$KIOSK_PID" 2>/dev/null

# a full disk: no ticket is shown, the kiosk says why, and goes on when there is room again
if mkdir -p "$WORK/tiny" && mount -t tmpfs -o size=4m tmpfs "$WORK/tiny" 2>/dev/null; then
    enrol "$WORK/tiny/kiosk" 四号机
    mkdir -p "$WORK/full"
    ln -s "$WORK/tiny/kiosk" "$WORK/fourth"
    kiosk_start fourth "$DISPLAY_STARTED" 1024x600 --camera none --role ticket
    shown fourth home 20
    before=$(zone_figure D waiting)
    dd if=/dev/zero of="$WORK/tiny/fill" bs=4k >/dev/null 2>&1
    click fourth "$DISPLAY_STARTED" zone.D
    shown fourth zone
    click fourth "$DISPLAY_STARTED" plus.0
    click fourth "$DISPLAY_STARTED" take
    wait_for 15 "word of the full disk" sh -c "tail -n 1 '$WORK/fourth.trace' | jq -e '.values.notice != null' >/dev/null"
    shows fourth ticket && fail "a ticket was shown that is on no disk"
    rm "$WORK/tiny/fill"
    wait_for 20 "the notice to end" sh -c "! tail -n 1 '$WORK/fourth.trace' | jq -e '.values.notice != null' >/dev/null"
    click fourth "$DISPLAY_STARTED" take
    shown fourth ticket
    wait_for 15 "the ticket at the station" zone_is D waiting $((before + 1))
    kill "$KIOSK_PID" && wait "$KIOSK_PID" 2>/dev/null
    umount "$WORK/tiny"
else
    echo "no rights to mount a small file system: a full disk is tested by tests/core/test_journal.c alone"
fi

# another day: yesterday's ticket is refused
kill "$STATION_PID"
wait "$STATION_PID" 2>/dev/null
station_start "$PROGRAMME" --rehearse 2026-05-15
wait_for 20 "the other day at the door" sh -c "tail -n 1 '$WORK/door.trace' | jq -e '.values.day == \"2026-05-15\"' >/dev/null"
scanned "$OUT/ticket.png" wrong_day
wedged "$TOKEN" wrong_day
echo "bad input was told from good"
