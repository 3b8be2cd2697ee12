#!/usr/bin/env bash
# A hand scanner at the real kiosk: whatever layout, caps lock or pauses, its ticket gets its verdict, and no key of it
# does anything on the screen under it; a person who types fast loses nothing. Usage: test_wedge.sh BUILD
set -uo pipefail
cd "$(dirname "$0")/../.."
BUILD=${1:-build}
PROGRAMME=$PWD/config/programmes/zhongxiang-2026.yaml
REHEARSE=2026-05-14
. tests/e2e/lib.sh
. tests/e2e/visit.sh
OUT=$WORK/out
mkdir -p "$OUT"
FOREIGN=HTTPS://EXAMPLE.ORG/A/B-C:7

# The keys of a US keyboard by X's numbers, plain and with Shift.
declare -A KEYS
row() {
    local i
    for ((i = 0; i < ${#2}; i++)); do
        KEYS[${2:i:1}]=$(($1 + i))
        KEYS[${3:i:1}]=shift+$(($1 + i))
    done
}
row 10 '1234567890-=' '!@#$%^&*()_+'
row 24 'qwertyuiop[]' 'QWERTYUIOP{}'
row 38 "asdfghjkl;'\`" 'ASDFGHJKL:"~'
row 52 'zxcvbnm,./' 'ZXCVBNM<>?'

# presses TEXT: sets PRESSED to what a scanner for US keyboards presses.
presses() {
    local i
    PRESSED=()
    for ((i = 0; i < ${#1}; i++)); do
        PRESSED+=("${KEYS[${1:i:1}]}")
    done
}

x() {
    DISPLAY=$DOOR xdotool "$@" 2>>"$WORK/xdotool.log"
}

# scan TEXT [KEY...]: by its places on a US keyboard, and then those keys.
scan() {
    presses "$1"
    shift
    x key --delay 3 "${PRESSED[@]}" "$@"
}

layout() {
    DISPLAY=$DOOR setxkbmap "$@" || fail "no layout $*"
    sleep 0.3
}

verdict_is() {
    [ "$(last door .screen) $(last door .values.verdict)" = "verdict $1" ]
}

# gets VERDICT WHAT
gets() {
    wait_for 10 "the verdict $1 for $2 (now: $(last door .screen) $(last door .values.verdict))" verdict_is "$1"
}

# Nothing but codes did anything since that line of the trace.
only_verdicts() {
    tail -n "+$(($1 + 1))" "$WORK/door.trace" | jq -e -s 'all(.[]; .screen == "checkin" or .screen == "verdict")' >/dev/null ||
        fail "keys of a scan led to $(tail -n "+$(($1 + 1))" "$WORK/door.trace" | jq -r .screen | sort -u | tr '\n' ' ')"
}

lines() {
    wc -l <"$WORK/door.trace"
}

staff_in() {
    shows door staff || shows door pick
}

visit_open
visit_take_ticket
TICKET=$TOKEN
shown door checkin 30
x mousemove 20 20 click 1
sleep 0.3
begun=$(lines)
presses "$TICKET"
x key --delay 3 "${PRESSED[@]}" Return "${PRESSED[@]}" Return
gets admit "a US keyboard"
sleep 1
verdict_is admit || fail "a scanner that reads a ticket twice took it for two: $(last door .values.verdict)"

# A US scanner on every layout, and a scanner of the layout's own (xdotool finds its keys there).
for layout in us de fr es jp ru "us -variant dvorak"; do
    # shellcheck disable=SC2086
    layout $layout
    scan "$FOREIGN" Return
    gets foreign "another code on $layout"
    scan "$TICKET" Return
    gets used "a US scanner on $layout"
    case $layout in
    de | fr | es)
        scan "$FOREIGN" Return
        gets foreign "another code on $layout"
        x type --delay 3 "$TICKET"
        x key Return
        gets used "a scanner for $layout on $layout"
        ;;
    esac
done

# Caps lock; no end; Tab; ends and prefixes that would press something; a pause after the first key and in the middle.
layout us
x key Caps_Lock
scan "$FOREIGN" Return
gets foreign "another code with caps lock"
scan "$TICKET" Return
gets used "caps lock"
x key Caps_Lock
scan "$FOREIGN"
gets foreign "another code without an end"
scan "$TICKET"
gets used "a scan without an end"
scan "$FOREIGN" Tab
gets foreign "another code with Tab"
presses "]Q1$TICKET"
x key --delay 3 Return Escape "${PRESSED[@]}" Return Return Escape
gets used "a scan with a prefix, CR and LF"
scan "$FOREIGN" Return
gets foreign "another code"
presses "$TICKET"
x key --delay 3 "${PRESSED[0]}" sleep 0.09 key --delay 3 "${PRESSED[@]:1:60}" sleep 0.15 key --delay 3 "${PRESSED[@]:61}" Return
gets used "a scanner that falters"

# 8 kB of keys that would all press something, had a person typed them.
long=
for ((i = 0; i < 8192 / 26; i++)); do long+=abcdefghijklmnopqrstuvwxyz; done
x type --delay 1 "$long"
x key Return
gets foreign "8 kB"
sleep 0.5
only_verdicts "$begun"

# While staff are asked for their PIN: not a digit is typed, nothing pressed, and the PIN of one who types fast is taken.
click door "$DOOR" staff
shown door pin
begun=$(lines)
scan "$TICKET" Return
scan "1234567890" Return
sleep 0.5
[ "$(lines)" = "$begun" ] || fail "a scan did something on the PIN screen: $(last door .screen) $(last door .values.pin)"
x type --delay 160 --args 1 $PIN key Return # 80 ms from key to key
wait_for 10 "the staff after the PIN was typed" staff_in
click door "$DOOR" sign_out
shown door checkin
click door "$DOOR" staff
shown door pin
x type --delay 60 --args 1 $PIN key Return # fingers that roll over the keys
wait_for 10 "the staff after the PIN was typed all at once" staff_in

# The ticket's picture, judged by the door's data beside the running kiosk, and by none.
judged() {
    local pattern=$1
    shift
    "$BUILD/kaimen-kiosk" scan-file "$@" "$OUT/ticket.png" >"$WORK/judged" 2>&1 || fail "scan-file $* failed: $(cat "$WORK/judged")"
    grep -qP "^$OUT/ticket.png\t[0-9.]+\t$pattern\t$TICKET\$" "$WORK/judged" || fail "scan-file $* says: $(cat "$WORK/judged")"
}

records() {
    sqlite3 -readonly "$WORK/door/journal.db" 'SELECT count(*) FROM record'
}
before=$(records)
judged "already\tticket of kiosk 1, zone $ZONE, $REHEARSE \(rehearsal\), 2 people; $NUMBER; came in at [0-9:]{5}" --data "$WORK/door"
judged "already\t.*" --data "$WORK/door" --zone B
judged "ticket\tticket of kiosk 1, zone $ZONE, .*; signature not checked: no data folder"
[ "$(records)" = "$before" ] || fail "scan-file wrote records"
"$BUILD/kaimen-kiosk" scan-file --data "$WORK/nothing" "$OUT/ticket.png" 2>"$WORK/judged" && fail "scan-file judged by no data"
grep -q "is no kiosk's data folder" "$WORK/judged" || fail "scan-file says of no data: $(cat "$WORK/judged")"
[ -e "$WORK/nothing" ] && fail "scan-file made a data folder"
echo "a hand scanner is read on 7 layouts, with caps lock and faltering, and types nothing"
