# A whole day at one zone by touch alone, every screen passed: used by test_touch.sh (with the station) and
# test_touch_alone.sh (without it). Needs lib.sh, PROGRAMME, REHEARSE. STAFFED is the kiosk where staff work and where the
# zone's door is: the door kiosk, or without a station the hall's, which is then the only one that knows of its tickets.
# shellcheck shell=bash

CALLING=C # called in batches of 8, with a priority lane
OPEN=A    # a waiting ticket may come in
OTHER=B   # another one that calls
PIN=4071
declare -A SCREEN # the X display of each kiosk
declare -A NUMBER # of each ticket, by a name of ours; its picture is in $OUT/NAME.png

# ---- touches ----

# touch KIOSK AREA
touch_on() {
    click "$1" "${SCREEN[$1]}" "$2"
}

# keys KIOSK TEXT: on the keys of the screen, as fast as fingers are.
keys() {
    local i
    sleep 0.6
    for ((i = 0; i < ${#2}; i++)); do
        CLICK_AFTER=0.12 touch_on "$1" "key.${2:i:1}"
    done
}

# sure KIOSK AREA: something that is asked back.
sure() {
    touch_on "$1" "$2"
    touch_on "$1" yes
}

# awake KIOSK: at the hall's first screen, however long it was left alone.
awake() {
    if shows "$1" checkin || shows "$1" mine; then
        touch_on "$1" back
    fi
    wait_for 20 "home on $1" at_home "$1"
    shows "$1" home || touch_on "$1" wake
    shown "$1" home
}

at_home() {
    shows "$1" home || shows "$1" attract
}

# value KIOSK FILTER VALUE
value() {
    [ "$(last "$1" ".values.$2")" = "$3" ]
}

# becomes KIOSK FILTER VALUE [SECONDS]
becomes() {
    wait_for "${4:-15}" "$2 = $3 on $1" value "$1" "$2" "$3"
}

# held_to KIOSK PICTURE: a picture is held to its camera.
held_to() {
    cp "$2" "$WORK/camera-$1/picture.$RANDOM$RANDOM.png"
}

# ---- opening ----

# touch_config KIOSK LINES
touch_config() {
    printf '%b' "attract_after: 4\nhome_after: 60\nticket_for: 120\nverdict_for: 4\nstaff_for: 300\n$2" >"$WORK/$1.yaml"
    mkdir -p "$WORK/camera-$1"
}

# printer_start [PORT]: a printer double; its tickets are in $WORK/printer.
printer_start() {
    mkdir -p "$WORK/printer"
    "$BUILD/tests/kiosk/printer_double" --port "${1:-0}" --out "$WORK/printer" >"$WORK/printer.out" 2>"$WORK/printer.log" &
    PRINTER_PID=$!
    PIDS+=("$PRINTER_PID")
    wait_for 10 "the printer" grep -qE 'port [0-9]+' "$WORK/printer.out"
    PRINTER=tcp:127.0.0.1:$(grep -oE '[0-9]+' "$WORK/printer.out" | tail -n 1)
}

hall_start() {
    kiosk_start hall "${SCREEN[hall]}" 1080x1920 --config "$WORK/hall.yaml" --role all --camera "files:$WORK/camera-hall"
    HALL_PID=$KIOSK_PID
}

door_start() {
    kiosk_start door "${SCREEN[door]}" 1920x1080 --config "$WORK/door.yaml" --role checkin --camera "files:$WORK/camera-door"
}

# What it says is written down.
board_start() {
    AUDIO=disk SDL_DISKAUDIOFILE=$WORK/board.pcm \
        kiosk_start board "${SCREEN[board]}" 1920x1080 --config "$WORK/board.yaml" --role board --camera none
}

touch_displays() {
    local size name
    for name in hall:1080x1920 door:1920x1080 board:1920x1080; do
        size=${name#*:}
        display_start "$size"
        SCREEN[${name%:*}]=$DISPLAY_STARTED
    done
    printer_start
    touch_config hall "printer: $PRINTER\n"
    touch_config door ''
    touch_config board ''
}

# ---- the visitor ----

# ticket NAME ZONE LANE PEOPLE: takes one at the hall; leaves its number, and its picture as it is on the glass.
ticket() {
    local name=$1 i
    awake hall
    touch_on hall "zone.$2"
    shown hall zone
    [ "$3" = normal ] || touch_on hall lane.1
    sleep 0.6
    for ((i = 0; i < $4; i++)); do
        CLICK_AFTER=0.2 touch_on hall plus.$((i % 2))
    done
    touch_on hall take
    ticket_on_glass "$name"
}

# ticket_on_glass NAME [KIOSK]
ticket_on_glass() {
    local kiosk=${2:-hall}
    shown "$kiosk" ticket
    sleep 0.4
    shot "${SCREEN[$kiosk]}" "$OUT/$1.png"
    NUMBER[$1]=$(last "$kiosk" .values.number)
    TOKEN=$(zbarimg -q --raw "$OUT/$1.png" 2>/dev/null | head -n 1)
    [[ $TOKEN =~ ^HTTP://[^/]+/T/[A-Z2-7]{124}$ ]] || fail "zbarimg read \"$TOKEN\" from the ticket ${NUMBER[$1]}"
}

# mine NAME: the visitor asks where he stands.
mine() {
    awake hall
    touch_on hall find
    shown hall find
    held_to hall "$OUT/$1.png"
    shown hall mine
    becomes hall number "${NUMBER[$1]}"
}

visitor_looks_around() {
    shown hall attract 30
    touch_on hall wake
    shown hall home
    touch_on hall language
    becomes hall lang en
    touch_on hall language
    becomes hall lang zh
    touch_on hall schedule
    shown hall schedule
    touch_on hall day.0
    touch_on hall back
    shown hall home
    touch_on hall access
    shown hall access
    local bit all=0
    for bit in 1 2 4 8; do
        touch_on hall access.$bit
        all=$((all + bit))
        becomes hall access $all
    done
    touch_on hall access.0
    becomes hall access 0
    touch_on hall back
    shown hall home
}

visitor_prints() {
    local token=$TOKEN
    touch_on hall print
    becomes hall print done
    wait_for 10 "the printed ticket" test -s "$WORK/printer/ticket-1.png"
    sleep 0.2
    [ "$(zbarimg -q --raw "$WORK/printer/ticket-1.png" 2>/dev/null)" = "$token" ] || fail "the printed ticket is another"
    touch_on hall done
}

# Others first, another zone with the same ticket, and out of that queue again.
visitor_waits() {
    mine first
    value hall state waiting || fail "the first ticket is $(last hall .values.state)"
    sure hall requeue
    wait_for 15 "the first ticket behind the others" sh -c "tail -n 1 '$WORK/hall.trace' | jq -e '.values.ahead > 3' >/dev/null"
    touch_on hall "zone.$OTHER"
    shown hall zone
    touch_on hall plus.0
    touch_on hall take
    ticket_on_glass second
    touch_on hall done
    mine second
    sure hall cancel
    becomes hall state cancelled
    touch_on hall back
}

visitor_leaves() {
    local kiosk=$1
    if [ "$kiosk" = hall ]; then
        mine first
        touch_on hall check_out
        has_area hall yes && touch_on hall yes
    else
        shown door checkin 20
        touch_on door leave
        shown door find
        held_to door "$OUT/first.png"
    fi
    shown "$kiosk" goodbye
    touch_on "$kiosk" rate.5
    becomes "$kiosk" rating 5
    touch_on "$kiosk" done
}

# ---- the staff ----

staff_sign_in() {
    local kiosk=$STAFFED
    [ "$kiosk" != hall ] || awake hall
    touch_on "$kiosk" staff
    shown "$kiosk" pin
    keys "$kiosk" 9630
    touch_on "$kiosk" enter
    becomes "$kiosk" pin wrong
    keys "$kiosk" $PIN
    touch_on "$kiosk" enter
    shown "$kiosk" pick # no zone is configured: staff say where they work
    touch_on "$kiosk" "pick.$CALLING"
    shown "$kiosk" staff
    touch_on "$kiosk" tab.0
}

# checks_in NAME: the ticket is held to the camera at the zone's door.
checks_in() {
    if [ "$STAFFED" = hall ]; then
        awake hall
        touch_on hall scan
    fi
    shown "$STAFFED" checkin 20
    held_to "$STAFFED" "$OUT/$1.png"
    shown "$STAFFED" verdict
    [ "$(last "$STAFFED" .values.verdict)" = admit ] || fail "${NUMBER[$1]} was not admitted: $(last "$STAFFED" .values.verdict)"
}

# staff_page N: that page of the staff screen, from wherever they are.
staff_page() {
    wait_for 15 "a first screen on $STAFFED" at_first "$STAFFED"
    shows "$STAFFED" attract && touch_on "$STAFFED" wake
    shows "$STAFFED" staff || touch_on "$STAFFED" staff
    wait_for 10 "the staff screen or its PIN on $STAFFED" at_staff "$STAFFED"
    if shows "$STAFFED" pin; then # visitors could touch the screen meanwhile
        keys "$STAFFED" $PIN
        touch_on "$STAFFED" enter
    fi
    shown "$STAFFED" staff
    touch_on "$STAFFED" "tab.$1"
}

at_staff() {
    shows "$1" staff || shows "$1" pin
}

at_first() {
    shows "$1" staff || shows "$1" checkin || at_home "$1"
}

# staff_leave: from the staff screen to the door, still signed in, or to home.
staff_leave() {
    touch_on "$STAFFED" back
    wait_for 10 "the first screen on $STAFFED" at_first "$STAFFED"
}

staff_call() {
    staff_page 0
    becomes "$STAFFED" waiting 4
    touch_on "$STAFFED" call
    becomes "$STAFFED" number "${NUMBER[priority]}"
    staff_leave
    checks_in priority
    staff_page 0
    becomes "$STAFFED" waiting 3
    touch_on "$STAFFED" call
    becomes "$STAFFED" number "${NUMBER[third]}"
    touch_on "$STAFFED" "recall.${NUMBER[third]}"
    touch_on "$STAFFED" "no_show.${NUMBER[third]}"
    becomes "$STAFFED" passed 1
    touch_on "$STAFFED" "requeue.${NUMBER[third]}"
    becomes "$STAFFED" passed 0
    touch_on "$STAFFED" call_batch
    becomes "$STAFFED" waiting 0
    becomes "$STAFFED" called 3
}

staff_transfer() {
    touch_on "$STAFFED" "ticket.${NUMBER[third]}"
    shown "$STAFFED" card
    touch_on "$STAFFED" transfer
    shown "$STAFFED" pick
    touch_on "$STAFFED" "pick.$OPEN"
    has_area "$STAFFED" yes && touch_on "$STAFFED" yes
    ticket_on_glass moved "$STAFFED"
    [[ ${NUMBER[moved]} == $OPEN* ]] || fail "the transferred ticket is ${NUMBER[moved]}"
    touch_on "$STAFFED" done
}

# A ticket whose code cannot be read is let in by its number; that is taken back, and the code is read after all.
staff_admit() {
    staff_page 0
    touch_on "$STAFFED" number
    shown "$STAFFED" number
    keys "$STAFFED" "${NUMBER[first]}"
    touch_on "$STAFFED" enter
    shown "$STAFFED" card
    becomes "$STAFFED" number "${NUMBER[first]}"
    sure "$STAFFED" admit
    becomes "$STAFFED" state inside
    touch_on "$STAFFED" back
    staff_page 0
    becomes "$STAFFED" admitted 5
    touch_on "$STAFFED" undo
    has_area "$STAFFED" yes && touch_on "$STAFFED" yes
    becomes "$STAFFED" admitted 2
    staff_leave
    checks_in first
}

staff_room() {
    staff_page 1
    touch_on "$STAFFED" count
    shown "$STAFFED" count
    keys "$STAFFED" 9
    touch_on "$STAFFED" reason.6
    touch_on "$STAFFED" head_count
    shown "$STAFFED" staff
    touch_on "$STAFFED" reason.1
    touch_on "$STAFFED" pause.1
    has_area "$STAFFED" yes && touch_on "$STAFFED" yes
    wait_for 10 "the way to reopen the zone" has_area "$STAFFED" reopen
    [ -z "$ALONE" ] && wait_for 10 "the pause at the station" zone_is $CALLING state paused
    touch_on "$STAFFED" reopen
    wait_for 10 "the way to pause the zone" has_area "$STAFFED" pause.1
    touch_on "$STAFFED" capacity.17
    touch_on "$STAFFED" capacity.16
    touch_on "$STAFFED" close.5
    touch_on "$STAFFED" no
    staff_page 2
    becomes "$STAFFED" admitted 5
    staff_page 3
    touch_on "$STAFFED" test_voice
    if [ "$STAFFED" = hall ]; then # which has the printer
        touch_on hall test_print
        wait_for 10 "the printer's test" test -s "$WORK/printer/ticket-2.png"
    fi
    touch_on "$STAFFED" open_camera
    shown "$STAFFED" camera
    touch_on "$STAFFED" back
    shown "$STAFFED" staff
}

staff_sign_out() {
    staff_page 3
    touch_on "$STAFFED" sign_out
    wait_for 10 "the first screen on $STAFFED" at_first "$STAFFED"
    shows "$STAFFED" staff && fail "signed out and still on the staff screen"
    [ "$(last "$STAFFED" .values.signed_in)" = null ] || fail "signed out and still signed in"
}

staffed_hall() {
    shows hall staff || shows hall pick
}

# The only way out of the kiosk.
staff_exit() {
    awake hall
    touch_on hall staff
    shown hall pin
    keys hall $PIN
    touch_on hall enter
    wait_for 10 "the staff screen on the hall" staffed_hall
    shows hall staff || touch_on hall "pick.$CALLING"
    shown hall staff
    touch_on hall tab.3
    sure hall exit
    wait "$HALL_PID" || fail "the kiosk ended with $?"
    jq -se '[.[] | select(.values.signed_in != true) | .areas[].id | select(. == "exit")] == []' "$WORK/hall.trace" >/dev/null ||
        fail "the way out was open without the PIN"
}

# ---- the day ----

# Four parties queue up for one zone; the first looks around before, prints, and lets the others go first.
visitors_queue() {
    visitor_looks_around
    ticket first $CALLING normal 3
    visitor_prints
    ticket third $CALLING normal 2
    touch_on hall done
    ticket priority $CALLING priority 2
    touch_on hall done
    ticket fifth $CALLING normal 1
    touch_on hall done
    visitor_waits
}

# Staff who signed in bring all of them through, and the first party leaves.
day_is_worked() {
    staff_call
    staff_transfer
    staff_admit
    staff_room
    staff_sign_out
    visitor_leaves "$STAFFED"
    mine first
    value hall state left || fail "the first ticket is $(last hall .values.state)"
}

# ---- what must have come of it ----

# The board shows who is called, and says it.
board_calls() {
    becomes board number "${NUMBER[$1]}"
    wait_for 20 "the call to be heard" heard "$WORK/board.pcm"
}

heard() {
    [ "$(tr -d '\0' <"$1" | head -c 20000 | wc -c)" = 20000 ]
}

# records FOLDER: what a node holds, by author.
records() {
    sqlite3 -readonly "$WORK/$1/journal.db" 'SELECT hex(node), seq, hex(body) FROM record ORDER BY node, seq'
}

same_records() {
    local name
    for name in hall door board; do
        [ "$(records $name)" = "$(records station)" ] || return 1
    done
}

# Everything is at the station, once.
day_at_station() {
    wait_for 30 "all records at every node" same_records
    zone_is $CALLING admitted 2 || fail "the station counts $(zone_figure $CALLING admitted) admissions to $CALLING, not 2"
    zone_is $CALLING waiting 0 || fail "the station counts $(zone_figure $CALLING waiting) waiting for $CALLING"
    zone_is $CALLING inside 6 || fail "the station counts $(zone_figure $CALLING inside) people inside $CALLING, not 6"
    zone_is $CALLING state open || fail "$CALLING is $(zone_figure $CALLING state)"
    zone_is $OTHER waiting 0 || fail "the cancelled ticket still waits for $OTHER"
    zone_is $OPEN admitted "${OPEN_ADMITTED:-0}" || fail "the station counts $(zone_figure $OPEN admitted) admissions to $OPEN"
    "$BUILD/kaimen-station" export --format csv --out "$WORK/day.csv" --data "$WORK/station" >>"$WORK/export.log" 2>&1 || fail "the CSV export failed"
    local name
    for name in "${!NUMBER[@]}"; do
        [ "$(grep -c "^\"${NUMBER[$name]}\"," "$WORK/day.csv")" = 1 ] || fail "${NUMBER[$name]} is not in the CSV once"
    done
    grep "^\"${NUMBER[second]}\"" "$WORK/day.csv" | grep -q "\"${NUMBER[first]}\"" || fail "${NUMBER[second]} is not of the visitor with ${NUMBER[first]}"
    "$BUILD/kaimen-station" verify --data "$WORK/station" >"$WORK/verify.log" 2>&1 || fail "verify found a fault: $(cat "$WORK/verify.log")"
    "$BUILD/kaimen-station" journal --json --data "$WORK/station" >"$WORK/journal.json" 2>>"$WORK/export.log" || fail "the journal cannot be read"
}

# screens_passed [BUT]: no screen that there is was left out.
screens_passed() {
    local all passed missed
    all=$(sed -nE 's/.*\[KIOSK_SCREEN_[A-Z]+\] = "([a-z]+)".*/\1/p' kiosk/trace.c | sort)
    [ -n "$all" ] || fail "kiosk/trace.c names no screens"
    passed=$(cat "$WORK"/{hall,door,board}.trace | jq -r .screen | sort -u)
    missed=$(comm -23 <(echo "$all") <(echo "$passed") | grep -vx "${1:-}" | tr '\n' ' ')
    [ -z "$missed" ] || fail "these screens were not passed: $missed"
}
