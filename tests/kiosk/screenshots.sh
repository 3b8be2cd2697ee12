#!/usr/bin/env bash
# kaimen-kiosk screenshots, looked at from outside: every screen in both languages, of the size that was asked for, without
# a display; what cannot be done is said. Usage: screenshots.sh KAIMEN-KIOSK
set -uo pipefail
KIOSK=${1:?usage: screenshots.sh KAIMEN-KIOSK}
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
unset DISPLAY WAYLAND_DISPLAY
export HOME=$WORK/nowhere

fail() {
    echo "FAILED: $*" >&2
    exit 1
}

# says CODE PATTERN ARGUMENTS...: ends with that code and says something that matches.
says() {
    local code=$1 pattern=$2 out got
    shift 2
    out=$("$KIOSK" screenshots "$@" 2>&1)
    got=$?
    [ $got -eq "$code" ] || fail "$* ended with $got, not $code: $out"
    grep -qE -- "$pattern" <<<"$out" || fail "$* does not say /$pattern/: $out"
}

says 0 '^[0-9]+ pictures are in ' --out "$WORK/all" --size 1024x600
zh=$(ls "$WORK/all" | grep -c -- '-1024x600-zh.png$')
en=$(ls "$WORK/all" | grep -c -- '-1024x600-en.png$')
[ "$zh" -ge 50 ] || fail "only $zh screens"
[ "$zh" = "$en" ] || fail "$zh screens in Chinese, $en in English"
[ "$(ls "$WORK/all" | wc -l)" = $((zh + en)) ] || fail "there are files of other names: $(ls "$WORK/all" | head -3)"
for picture in "$WORK"/all/*-zh.png; do
    cmp -s "$picture" "${picture%-zh.png}-en.png" && fail "${picture##*/} is the same in English"
done
bad=$(identify -ping -format '%f %m %wx%h\n' "$WORK"/all/*.png | grep -v ' PNG 1024x600$')
[ -z "$bad" ] || fail "not a picture of that size: $bad"
colours=$(identify -format '%k' "$WORK/all/home-1024x600-zh.png")
[ "$colours" -ge 50 ] || fail "home is nearly empty: $colours colours"

says 0 '^1 pictures' --out "$WORK/one" --size 1080x1920 --lang en verdict-used
says 0 '^1 pictures' --out "$WORK/plain" --size 1024x600 --lang zh home-none
says 0 '^1 pictures' --out "$WORK/contrast" --size 1024x600 --lang zh --access contrast,large home-none
cmp -s "$WORK"/plain/*.png "$WORK"/contrast/*.png && fail "home is the same in high contrast"

says 1 'Could not fit a text on .*/home.*-320x320-zh.png' --out "$WORK/tiny" --size 320x320 --lang zh
says 1 'Could not find nothing-like-this' --out "$WORK/one" nothing-like-this
touch "$WORK/file"
says 1 'Could not write .*/file/home' --out "$WORK/file" --size 800x600 --lang zh home
says 1 'Could not take screenshots: .*/no/where' --out "$WORK/no/where"
says 2 'needs --out' --lang zh
says 2 '--size is big; allowed' --out "$WORK/one" --size big
says 2 '--size is 10x10; allowed' --out "$WORK/one" --size 10x10
says 2 '--access is loud; allowed' --out "$WORK/one" --access loud
says 2 '--lang' --out "$WORK/one" --lang fr
echo "$zh screens in two languages"
