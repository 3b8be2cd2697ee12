# What the end-to-end tests and ./demo --headless share: real programs, real windows under Xvfb, real clicks.
# Source it with BUILD set to the build folder. Everything started here ends with the caller.
# shellcheck shell=bash

# Absolute, so that programs may run anywhere.
BUILD=$(cd "${BUILD:?}" && pwd)
WORK=${WORK:-$(mktemp -d)}
mkdir -p "$WORK"
WORK=$(cd "$WORK" && pwd)
PIDS=()

finish() {
    local code=$?
    set +e
    local i report
    for ((i = ${#PIDS[@]} - 1; i >= 0; i--)); do # the last first: kiosks go before their displays
        kill "${PIDS[i]}" 2>/dev/null
        wait "${PIDS[i]}" 2>/dev/null
    done
    report=$(grep -lsE 'Sanitizer|runtime error' "$WORK"/*.log)
    if [ -n "$report" ]; then
        echo "FAILED: a sanitizer complains in ${report##*/}" >&2
        grep -hE -A 30 'Sanitizer|runtime error' $report | head -60 >&2
        code=1
    fi
    if [ $code -ne 0 ] && [ -n "${KEEP_LOGS:-1}" ]; then
        for log in "$WORK"/*.trace; do
            [ -s "$log" ] && { echo "--- ${log##*/} ends with"; tail -n 1 "$log" | cut -c 1-1000; }
        done >&2
        for log in "$WORK"/*.log; do
            [ -s "$log" ] && { echo "--- ${log##*/}"; tail -n 25 "$log"; }
        done >&2
    fi
    [ -n "${KEEP_WORK:-}" ] || rm -rf "$WORK"
    exit $code
}
trap finish EXIT
trap 'exit 130' INT TERM

fail() {
    echo "FAILED: $*" >&2
    exit 1
}

# wait_for SECONDS WHAT COMMAND...: until the command succeeds.
wait_for() {
    local until=$((SECONDS + $1)) what=$2
    shift 2
    until "$@"; do
        [ $SECONDS -lt $until ] || fail "waited in vain for $what"
        sleep 0.1
    done
}

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# display WxH: starts an X server without a screen; prints its number.
display_start() {
    local numbers=$WORK/display.$RANDOM
    Xvfb -displayfd 7 -screen 0 "$1x24" -nolisten tcp 7>"$numbers" >"$numbers.log" 2>&1 &
    PIDS+=($!)
    wait_for 10 "an X server" test -s "$numbers"
    DISPLAY_STARTED=:$(cat "$numbers")
}

# station_start PROGRAMME [ARGUMENTS]: on a free port, data in $WORK/station. Sets PORT, URL and STATION_PID.
station_start() {
    local programme=$1
    shift
    PORT=${PORT:-$(free_port)}
    URL=http://127.0.0.1:$PORT
    "$BUILD/kaimen-station" serve --programme "$programme" --data "$WORK/station" --listen "127.0.0.1:$PORT" "$@" \
        >>"$WORK/station.log" 2>&1 &
    STATION_PID=$!
    PIDS+=($STATION_PID)
    wait_for 20 "the station at $URL" curl -fsS -o /dev/null "$URL/healthz" 2>/dev/null
}

# enrol DATA NAME: shows the kiosk a one-time code.
enrol() {
    local code
    code=$("$BUILD/kaimen-station" enrol --name "$2" --data "$WORK/station" 2>>"$WORK/enrol.log" |
        grep -oE 'HTTP://[^ ]+/E/[A-Z2-7]+' | head -n 1)
    [ -n "$code" ] || fail "no enrolment code was printed"
    "$BUILD/kaimen-kiosk" enrol "$code" --data "$1" >>"$WORK/enrol.log" 2>&1 || fail "the kiosk could not be enrolled: $(tail -n 1 "$WORK/enrol.log")"
}

# set_pin DATA PIN: that lets the staff in.
set_pin() {
    echo "$2" | "$BUILD/kaimen-kiosk" pin --data "$1" >>"$WORK/enrol.log" 2>&1 || fail "the PIN could not be set: $(tail -n 1 "$WORK/enrol.log")"
}

# kiosk_start NAME DISPLAY SIZE [ARGUMENTS]: data in $WORK/NAME, trace in $WORK/NAME.trace. Sets KIOSK_PID.
kiosk_start() {
    local name=$1 display=$2 size=$3
    shift 3
    : >"$WORK/$name.trace"
    DISPLAY=$display SDL_AUDIODRIVER=${AUDIO:-dummy} "$BUILD/kaimen-kiosk" --data "$WORK/$name" --windowed "$size" --trace "$WORK/$name.trace" "$@" \
        >>"$WORK/$name.log" 2>&1 &
    KIOSK_PID=$!
    PIDS+=($KIOSK_PID)
}

# last NAME FILTER: a jq filter on what the kiosk shows now.
last() {
    tail -n 1 "$WORK/$1.trace" | jq -r "$2" 2>/dev/null
}

# shows NAME SCREEN: true when the kiosk shows that screen now.
shows() {
    [ "$(last "$1" .screen)" = "$2" ]
}

# shown NAME SCREEN [SECONDS]
shown() {
    wait_for "${3:-15}" "screen $2 on $1" shows "$1" "$2"
}

# click NAME DISPLAY AREA: touches the middle of the area with that id. A kiosk takes a touch right after a new screen
# for the second half of a double tap, so a touch comes as late as a person's; on the same screen it may come sooner.
click() {
    local at
    sleep "${CLICK_AFTER:-0.7}"
    wait_for 10 "$3 on $1" has_area "$1" "$3"
    at=$(last "$1" "[.areas[] | select(.id == \"$3\")][0] | \"\(.x + .w / 2 | floor) \(.y + .h / 2 | floor)\"")
    # shellcheck disable=SC2086
    DISPLAY=$2 xdotool mousemove $at click 1
}

# type_in DISPLAY TEXT MS: types at that pace and ends with Enter, as a hand scanner (5) or a person (200) does. The touch
# before gives the window the keyboard back, should another one have been there.
type_in() {
    DISPLAY=$1 xdotool mousemove 20 20 click 1
    sleep 0.3
    DISPLAY=$1 xdotool type --delay "$3" --args 1 "$2" key Return
}

has_area() {
    [ "$(last "$1" "[.areas[] | select(.id == \"$2\")] | length")" != 0 ]
}

# shot DISPLAY FILE: what is on the glass.
shot() {
    sleep 0.3
    DISPLAY=$1 import -window root "$2"
}

# page URL FILE WxH: what Chromium shows.
page() {
    timeout 60 chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
        --disable-component-update --disable-sync --hide-scrollbars --accept-lang=zh-CN --user-data-dir="$WORK/chromium.$RANDOM" \
        --timeout=4000 --window-size="${3/x/,}" --screenshot="$2" "$1" >>"$WORK/chromium.log" 2>&1
    [ -s "$2" ] || fail "Chromium could not show $1"
}

# zone_figure CODE FIELD: of the station's public figures.
zone_figure() {
    curl -fsS "$URL/api/v1/zones" | jq -r ".[] | select(.code == \"$1\") | .$2"
}

# zone_is CODE FIELD VALUE
zone_is() {
    [ "$(zone_figure "$1" "$2")" = "$3" ]
}
