#!/usr/bin/env bash
# The layer test bites: each wall broken once in a small tree of its own is found.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
failures=0

# breaks FILE LINE: with only that line in that file, the layer test must end with 1.
breaks() {
    rm -rf "${tree:?}"/*
    mkdir -p "$tree"/{core/net,core/journal,kiosk/screens,kiosk/sdl,kiosk/scan,station}
    mkdir -p "$tree/$(dirname "$1")"
    printf '%s\n' "$2" >"$tree/$1"
    if "$here/layers.sh" "$tree" >/dev/null; then
        echo "not found: $2 in $1"
        failures=1
    fi
}

breaks core/a.c '#include "kiosk/app.h"'
breaks core/a.c '#include "station/app.h"'
breaks kiosk/a.c '#include "station/app.h"'
breaks station/a.c '#include "kiosk/app.h"'
breaks station/a.c '#include <sqlite3.h>'
breaks kiosk/a.c '#include <curl/curl.h>'
breaks station/a.c '#include <event2/event.h>'
breaks kiosk/screens/a.c '#include <SDL2/SDL.h>'
breaks kiosk/screens/a.c '#include "core/ledger.h"'
breaks kiosk/a.c '#include <zbar.h>'
breaks kiosk/a.c '#include <espeak-ng/espeak_ng.h>'
breaks kiosk/device/a.c '#include "kiosk/ui/frame.h"'
breaks kiosk/device/a.c '#include "kiosk/keeper.h"'
breaks kiosk/gallery/a.c '#include "core/day.h"'
breaks kiosk/gallery/a.c '#include "kiosk/sdl/font.h"'
breaks kiosk/screens/a.c '#include "kiosk/keeper.h"'
breaks kiosk/screens/a.c '#include "kiosk/gallery/gallery.h"'
breaks kiosk/ui/a.c '#include "kiosk/screens/screens.h"'
breaks core/a.c '#include <pthread.h>'
breaks core/a.c '    int64_t now = time(NULL);'
breaks core/a.c '    printf("hello");'
breaks core/a.c '#include "../station/app.h"'

rm -rf "${tree:?}"/*
mkdir -p "$tree/core" "$tree/kiosk" "$tree/station"
echo '#include "core/b.h"' >"$tree/kiosk/a.c"
mkdir "$tree/kiosk/screens"
echo '#include "kiosk/model.h"' >"$tree/kiosk/screens/a.c"
if ! "$here/layers.sh" "$tree"; then
    echo "a sound tree was refused"
    failures=1
fi
exit $failures
