#!/usr/bin/env bash
# Leaves pictures of the real kiosk's home and of its first zones, for every programme, in both languages, to be looked
# at. Usage: look.sh BUILD OUT [SIZE...]
set -uo pipefail
cd "$(dirname "$0")/../.."
BUILD=${1:?usage: look.sh BUILD OUT [SIZE...]}
OUT=${2:?usage: look.sh BUILD OUT [SIZE...]}
shift 2
[ $# -gt 0 ] || set -- 1080x1920 1920x1080 1024x600
mkdir -p "$OUT"
OUT=$(cd "$OUT" && pwd)
. tests/e2e/lib.sh
base=$WORK

# look NAME DAY: the programme on that day.
look() {
    local size lang code
    PROGRAMME=$PWD/config/programmes/$1.yaml
    WORK=$base/$1
    PORT=
    mkdir -p "$WORK"
    station_start "$PROGRAMME" --rehearse "$2"
    enrol "$WORK/kiosk" 大厅一号机
    for size in "${@:3}"; do
        display_start "$size"
        for lang in zh en; do
            kiosk_start kiosk "$DISPLAY_STARTED" "$size" --camera none --role ticket --lang $lang
            shown kiosk home 20
            shot "$DISPLAY_STARTED" "$OUT/$1-home-$size-$lang.png"
            for code in $(last kiosk '.areas[] | select(.id | startswith("zone.")) | .id' | head -n 3); do
                click kiosk "$DISPLAY_STARTED" "$code"
                shown kiosk zone
                shot "$DISPLAY_STARTED" "$OUT/$1-$code-$size-$lang.png"
                click kiosk "$DISPLAY_STARTED" back
                shown kiosk home
            done
            kill "$KIOSK_PID"
            wait "$KIOSK_PID" 2>/dev/null
        done
    done
    kill "$STATION_PID"
    wait "$STATION_PID" 2>/dev/null
}

look zhongxiang-2026 2026-05-14 "$@"
look hunan-chemical-2026 2026-05-13 "$@"
look chongqing-2024 2024-05-20 "$@"
look wuhan-2024 2024-05-14 "$@"
look zigong-2025 2025-05-14 "$@"
