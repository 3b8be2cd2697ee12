#!/usr/bin/env bash
# How much the real kiosk takes while nobody touches it: enrolled, the programme there, no camera, once resting on home and
# once inviting. Says "rest SCREEN SHARE RSS_MB OWN_MB" for each: the share of a core, the resident memory, and what of it
# is not shared with files. Called by bench_ui. Usage: rest.sh BUILD SECONDS
set -uo pipefail
cd "$(dirname "$0")/../.."
BUILD=${1:?usage: rest.sh BUILD SECONDS}
REST=${2:?usage: rest.sh BUILD SECONDS}
for needed in Xvfb curl jq; do
    command -v $needed >/dev/null || { echo "$needed is not installed: the kiosk at rest is not measured"; exit 0; }
done
. tests/e2e/lib.sh

# rest SCREEN CONFIG: runs a kiosk so configured until it shows that screen, and lets it rest there.
rest() {
    local screen=$1 ticks before pid
    printf 'camera: none\n%s\n' "$2" >"$WORK/$screen.yaml"
    kiosk_start kiosk "$DISPLAY_STARTED" 1080x1920 --config "$WORK/$screen.yaml"
    pid=$KIOSK_PID
    shown kiosk "$screen" 40
    sleep 5 # the first figures, fonts and sync are not rest
    before=$(awk '{ print $14 + $15 }' "/proc/$pid/stat")
    sleep "$REST"
    ticks=$(($(awk '{ print $14 + $15 }' "/proc/$pid/stat") - before))
    shows kiosk "$screen" || fail "the kiosk went from $screen to $(last kiosk .screen)"
    awk -v screen="$screen" -v share="$(awk "BEGIN { print $ticks / $(getconf CLK_TCK) / $REST }")" \
        '/^VmRSS/ { rss = $2 } /^RssAnon/ { own = $2 } END { print "rest", screen, share, rss / 1024, own / 1024 }' "/proc/$pid/status"
    kill "$pid"
    wait "$pid" 2>/dev/null
}

station_start "$PWD/config/programmes/zhongxiang-2026.yaml" --rehearse 2026-05-14
enrol "$WORK/kiosk" 大厅一号机
display_start 1080x1920
rest home 'attract_after: 600'
rest attract 'attract_after: 1'
