#!/usr/bin/env bash
# What is installed works from where it lies: the station finds its pages beside itself, kiosks find words and fonts, and
# the Debian package holds both programs with their units and names what they need.
# Usage: test_install.sh BUILD
set -uo pipefail
cd "$(dirname "$0")/../.."
BUILD=${1:-build}
. tests/e2e/lib.sh
ROOT=$WORK/root

DESTDIR=$ROOT cmake --install "$BUILD" >"$WORK/install.log" || fail "cmake --install ended with an error"
for file in usr/bin/kaimen-station usr/bin/kaimen-kiosk usr/share/kaimen/web/index.html usr/share/locale/en/LC_MESSAGES/kaimen.mo \
    etc/kaimen/station.yaml etc/kaimen/programmes/zhongxiang-2026.yaml usr/lib/systemd/system/kaimen-station.service \
    usr/lib/systemd/system/kaimen-kiosk.service; do
    [ -s "$ROOT/$file" ] || fail "$file was not installed"
done

# its own pages, not the tree's
echo "/* installed */" >>"$ROOT/usr/share/kaimen/web/style.css"
port=$(free_port)
(cd / && exec "$ROOT/usr/bin/kaimen-station" serve --config "$ROOT/etc/kaimen/station.yaml" --data "$WORK/data" \
    --listen "127.0.0.1:$port") >"$WORK/station.log" 2>&1 &
PIDS+=($!)
wait_for 20 "the installed station" curl -fsS -o /dev/null "http://127.0.0.1:$port/healthz" 2>/dev/null
curl -fsS "http://127.0.0.1:$port/assets/style.css" | grep -q '/\* installed \*/' || fail "the installed station serves other pages"
curl -fsS "http://127.0.0.1:$port/api/v1/zones" | jq -e 'length == 6' >/dev/null || fail "the installed programme is not in force"
"$ROOT/usr/bin/kaimen-kiosk" --help >"$WORK/kiosk.log" 2>&1 || fail "the installed kiosk does not start"

if command -v systemd-analyze >/dev/null; then
    mkdir -p "$WORK/units"
    for unit in station kiosk; do
        sed "s|/usr/bin/|$ROOT/usr/bin/|" "config/kaimen-$unit.service" >"$WORK/units/kaimen-$unit.service"
        said=$(systemd-analyze verify --man=no "$WORK/units/kaimen-$unit.service" 2>&1 | grep "kaimen-$unit")
        [ -z "$said" ] || fail "$said"
    done
fi

if command -v cpack >/dev/null && command -v dpkg-shlibdeps >/dev/null; then
    (cd "$BUILD" && cpack -G DEB -B "$WORK/deb") >"$WORK/cpack.log" 2>&1 || fail "cpack -G DEB ended with an error"
    deb=$(ls "$WORK"/deb/*.deb)
    for package in libsqlite3-0 libsdl2-2.0-0 libevent fonts-noto-cjk; do
        dpkg-deb -f "$deb" Depends | grep -q "$package" || fail "the package does not depend on $package"
    done
    dpkg-deb -I "$deb" conffiles | grep -q '^/etc/kaimen/station.yaml$' || fail "an upgrade would overwrite station.yaml"
else
    echo "cpack or dpkg-shlibdeps is missing: the Debian package is not tested"
fi
echo "what is installed works from where it lies"
