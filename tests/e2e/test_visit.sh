#!/usr/bin/env bash
# One whole visit through the real programs, and what must hold around it: the ticket's picture is read by zbarimg and
# admitted at the other kiosk, station, CSV and page show exactly that visit, a second scan is refused with when and
# where, a kiosk killed right after it showed a ticket has lost nothing. Usage: test_visit.sh BUILD
set -uo pipefail
cd "$(dirname "$0")/../.."
BUILD=${1:-build}
PROGRAMME=$PWD/config/programmes/zhongxiang-2026.yaml
REHEARSE=2026-05-14
. tests/e2e/lib.sh
. tests/e2e/visit.sh
OUT=$WORK/out
mkdir -p "$OUT"

visit_open
visit_take_ticket
wait_for 10 "the ticket in the station's figures" zone_is $ZONE waiting 1
[ "$(zone_figure $ZONE waiting_people)" = 2 ] || fail "the station counts $(zone_figure $ZONE waiting_people) people waiting, not 2"
visit_check_in
zone_is $ZONE waiting 0 || fail "the station still counts the party as waiting"
zone_is $ZONE inside 2 || fail "the station counts $(zone_figure $ZONE inside) people inside, not 2"

# The same ticket once more: refused, with when and where it was used.
shown door checkin 20
cp "$OUT/ticket.png" "$WORK/camera/again.png"
shown door verdict
[ "$(last door .values.verdict)" = used ] || fail "a second scan gave $(last door .values.verdict)"
[[ $(last door .values.when) =~ ^[0-9-]{10}\ [0-9]{2}:[0-9]{2}$ ]] || fail "the refusal does not say when: $(last door .values.when)"
[ "$(last door .values.where)" = 艺术楼门口 ] || fail "the refusal does not say where: $(last door .values.where)"

# And at another door.
enrol "$WORK/side" 侧门
display_start 1024x600
mkdir -p "$WORK/camera-side"
cp "$OUT/ticket.png" "$WORK/camera-side/ticket.png"
kiosk_start side "$DISPLAY_STARTED" 1024x600 --role checkin --zone $ZONE --camera "files:$WORK/camera-side"
shown side verdict 30
[ "$(last side .values.verdict)" = used ] || fail "a scan at another door gave $(last side .values.verdict)"
[ "$(last side .values.where)" = 艺术楼门口 ] || fail "the refusal does not say where: $(last side .values.where)"
zone_is $ZONE admitted 1 || fail "a second scan was counted"

# Exports and page, read by others: the BOM, one visit, LibreOffice's reading of the workbook.
visit_figures
[ "$(head -c 3 "$OUT/visits.csv" | od -An -tx1 | tr -d ' ')" = efbbbf ] || fail "the CSV has no byte order mark"
[ "$(grep -c "$NUMBER" "$OUT/visits.csv")" = 1 ] || fail "the CSV does not hold the visit once"
soffice --headless -env:UserInstallation="file://$WORK/office" --convert-to pdf --outdir "$WORK" "$OUT/visits.xlsx" >"$WORK/office.log" 2>&1
[ -s "$WORK/visits.pdf" ] || fail "LibreOffice could not read the workbook"
"$BUILD/kaimen-station" export --format json --out "$WORK/visits.json" --data "$WORK/station" >"$WORK/export.log" 2>&1 || fail "the JSON export failed"
jq -e . "$WORK/visits.json" >/dev/null || fail "the JSON export is no JSON"
grep -q "$NUMBER" "$WORK/visits.json" || fail "$NUMBER is not in the JSON"
"$BUILD/kaimen-station" verify --data "$WORK/station" >"$WORK/verify.log" 2>&1 || fail "verify found a fault: $(cat "$WORK/verify.log")"
"$BUILD/kaimen-station" journal --json --data "$WORK/station" | jq -e . >/dev/null || fail "the journal is no JSON"

# The visitor's own page, as a phone opens it.
curl -fsS "$URL/T/${TOKEN##*/T/}" | grep -q "$NUMBER" || fail "the visitor's page does not show $NUMBER"

# The plug is pulled right after a ticket was shown, while the station is dead too.
kill -9 "$STATION_PID"
wait "$STATION_PID" 2>/dev/null
click hall "$HALL" done
shown hall home
click hall "$HALL" "zone.$ZONE"
shown hall zone
click hall "$HALL" plus.0
click hall "$HALL" take
shown hall ticket
kill -9 "$HALL_PID"
wait "$HALL_PID" 2>/dev/null
SECOND=$(last hall .values.number)
[ "$SECOND" != "$NUMBER" ] || fail "the number $NUMBER was given twice"
station_start "$PROGRAMME" --rehearse "$REHEARSE"
zone_is $ZONE admitted 1 || fail "the station lost the visit when it was killed"
kiosk_start hall "$HALL" 1080x1920 --role ticket --camera none
wait_for 20 "$SECOND at the station" zone_is $ZONE waiting 1
"$BUILD/kaimen-station" verify --data "$WORK/station" >"$WORK/verify.log" 2>&1 || fail "verify found a fault: $(cat "$WORK/verify.log")"
echo "a whole visit, $NUMBER, and $SECOND after a pulled plug"
