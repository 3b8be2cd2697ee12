# One whole visit through the real programs: used by test_visit.sh and by ./demo --headless. Needs lib.sh, PROGRAMME,
# REHEARSE and OUT. Leaves home.png, ticket.png, checkin.png, dashboard.png, visits.csv and visits.xlsx in OUT.
# shellcheck shell=bash

ZONE=A   # a zone that does not call: a waiting ticket may come in
PIN=4071 # of the staff

# visit_open: station, ticket kiosk and check-in kiosk, each kiosk on a screen of its own.
visit_open() {
    station_start "$PROGRAMME" --rehearse "$REHEARSE"
    enrol "$WORK/hall" 大厅一号机
    enrol "$WORK/door" 艺术楼门口
    set_pin "$WORK/door" $PIN
    display_start 1080x1920
    HALL=$DISPLAY_STARTED
    display_start 1920x1080
    DOOR=$DISPLAY_STARTED
    mkdir -p "$WORK/camera"
    kiosk_start hall "$HALL" 1080x1920 --role ticket --camera none
    HALL_PID=$KIOSK_PID
    kiosk_start door "$DOOR" 1920x1080 --role checkin --zone $ZONE --camera "files:$WORK/camera"
    DOOR_PID=$KIOSK_PID
}

# visit_take_ticket: a party of two takes a ticket by touch; leaves its picture and TOKEN, NUMBER.
visit_take_ticket() {
    shown hall home 30
    shot "$HALL" "$OUT/home.png"
    click hall "$HALL" "zone.$ZONE"
    shown hall zone
    click hall "$HALL" plus.0
    click hall "$HALL" plus.1
    click hall "$HALL" take
    shown hall ticket
    shot "$HALL" "$OUT/ticket.png"
    NUMBER=$(last hall .values.number)
    TOKEN=$(zbarimg -q --raw "$OUT/ticket.png" 2>/dev/null | head -n 1)
    [[ $TOKEN =~ ^HTTP://[^/]+/T/[A-Z2-7]{124}$ ]] || fail "zbarimg read \"$TOKEN\" from the ticket on the screen"
}

# visit_check_in: the ticket's picture is held to the camera of the kiosk at the door.
visit_check_in() {
    shown door checkin 30
    cp "$OUT/ticket.png" "$WORK/camera/ticket.png"
    shown door verdict
    shot "$DOOR" "$OUT/checkin.png"
    [ "$(last door .values.verdict)" = admit ] || fail "the ticket was not admitted: $(last door .values.verdict)"
    wait_for 10 "the visit in the station's figures" zone_is $ZONE admitted 1
}

# visit_figures: the same visit in the station's page and exports.
visit_figures() {
    page "$URL/" "$OUT/dashboard.png" 1440x1180
    "$BUILD/kaimen-station" export --format csv --out "$OUT/visits.csv" --data "$WORK/station" >>"$WORK/export.log" 2>&1 ||
        fail "the CSV export failed"
    "$BUILD/kaimen-station" export --format xlsx --out "$OUT/visits.xlsx" --data "$WORK/station" >>"$WORK/export.log" 2>&1 ||
        fail "the XLSX export failed"
    grep -q "$NUMBER" "$OUT/visits.csv" || fail "$NUMBER is not in the CSV"
}
