#!/usr/bin/env bash
# The walls of the house: who may include what. Prints every include that breaks one and ends with 1.
# Usage: layers.sh [ROOT]
set -uo pipefail
cd "${1:-$(dirname "$0")/..}" || exit 1
broken=0

# wall NAME FOLDERS FORBIDDEN [EXCEPT]: no file under FOLDERS (but those matching EXCEPT) includes what matches FORBIDDEN.
wall() {
    local name=$1 folders=$2 forbidden=$3 except=${4:-^$}
    local found
    # shellcheck disable=SC2086
    found=$(grep -rnE --include='*.[ch]' "^[[:space:]]*#[[:space:]]*include[[:space:]]+[<\"]($forbidden)" $folders 2>/dev/null |
        grep -vE "$except")
    if [ -n "$found" ]; then
        printf 'The wall "%s" is broken:\n%s\n' "$name" "$found"
        broken=1
    fi
}

wall 'core knows neither program' core '(kiosk|station)/'
wall 'the kiosk does not know the station' kiosk 'station/'
wall 'the station does not know the kiosk' station 'kiosk/'
wall 'SQL lives in core/journal' 'core kiosk station' 'sqlite3\.h' '^core/journal/'
wall 'HTTP lives in core/net' 'core kiosk station' '(curl/|event2/|evhttp\.h)' '^core/net/'
wall 'SDL lives in kiosk/sdl' 'core kiosk station' 'SDL' '^kiosk/sdl/'
wall 'zbar, cameras and QR live in kiosk/scan' 'core kiosk' '(zbar\.h|linux/videodev2\.h|turbojpeg\.h|qrencode\.h)' '^kiosk/scan/'
wall 'espeak lives in kiosk/device' 'core kiosk station' 'espeak(-ng)?/' '^kiosk/device/'
wall 'devices know no screens' kiosk/device 'kiosk/(screens|ui|sdl|gallery)/'
wall 'devices know no keeper' kiosk/device 'kiosk/(app|counter|keeper|view|link/|scan/)'
wall 'core is pure' core \
    '(pthread\.h|threads\.h|time\.h|sys/time\.h|sys/stat\.h|fcntl\.h|unistd\.h|sys/socket\.h|syslog\.h|signal\.h)' \
    '^core/(journal|net)/'
wall 'only what needs it knows the journal or the net' core 'core/net/' '^core/net/'
wall 'screens do not know the records' 'kiosk/screens kiosk/ui kiosk/gallery' \
    'core/(fold|day|queue|ledger|journal|record|sync|net|desk)'
wall 'screens know the model alone' 'kiosk/screens kiosk/ui kiosk/gallery' 'kiosk/([a-z_]+\.h|(device|link|scan|sdl)/)' \
    '"kiosk/model[a-z_]*\.h"'
wall 'widgets know no screens' kiosk/ui 'kiosk/(screens|gallery)/'
wall 'the gallery is for pictures and tests' 'kiosk/screens kiosk/ui kiosk/sdl' 'kiosk/gallery/'
wall 'includes are written from the root' 'core kiosk station' '\.\.?/'

# Core has no files, no output and no clock of its own either, whatever header declares them.
calls=$(grep -rnE --include='*.[ch]' '(^|[^_[:alnum:]\"])(fopen|printf|fprintf|puts|perror|time|gettimeofday|clock_gettime|rand|random|getenv)\(' core |
    grep -vE '^core/(journal|net)/|:[[:space:]]*(\*|/\*|//)')
if [ -n "$calls" ]; then
    printf 'The wall "core is pure" is broken by a call:\n%s\n' "$calls"
    broken=1
fi
exit $broken
