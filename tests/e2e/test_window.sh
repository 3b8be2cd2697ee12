#!/usr/bin/env bash
# The full screen of a real kiosk, with a window manager and without: keys, close requests, other windows and a smaller
# screen leave it there; the screen never blanks; SIGTERM ends it. In a window the close button does.
# Usage: test_window.sh BUILD
set -uo pipefail
cd "$(dirname "$0")/../.."
BUILD=${1:-build}
. tests/e2e/lib.sh

# kiosk NAME [ARGUMENTS]: on $DISPLAY_STARTED, not enrolled, which shows one screen and stays there. Sets KIOSK_PID, WINDOW.
kiosk() {
    local name=$1
    shift
    mkdir -p "$WORK/$name"
    : >"$WORK/$name.trace"
    DISPLAY=$DISPLAY_STARTED SDL_AUDIODRIVER=dummy "$BUILD/kaimen-kiosk" --data "$WORK/$name" --camera none \
        --trace "$WORK/$name.trace" "$@" >>"$WORK/$name.log" 2>&1 &
    KIOSK_PID=$!
    PIDS+=($KIOSK_PID)
    shown "$name" message 20
    wait_for 10 "the kiosk's window" has_window
    sleep 1 # a window manager moves and sizes it now
}

has_window() {
    WINDOW=$(x search --onlyvisible --pid "$KIOSK_PID" | tail -n 1)
    [ -n "$WINDOW" ]
}

x() {
    DISPLAY=$DISPLAY_STARTED xdotool "$@" 2>>"$WORK/xdotool.log"
}

wm() {
    DISPLAY=$DISPLAY_STARTED wmctrl "$@" 2>>"$WORK/wmctrl.log"
}

lives() {
    kill -0 "$KIOSK_PID" 2>/dev/null
}

# covers WxH: the kiosk's window is all there is to see and to touch, and has the keyboard.
covers() {
    local at id left
    has_window || return 1 # it may be another one by now
    for at in "5 5" "$((${1%x*} / 2)) $((${1#*x} / 2))" "$((${1%x*} - 5)) $((${1#*x} - 5))"; do
        # shellcheck disable=SC2086
        x mousemove $at
        id=$(x getmouselocation --shell | sed -n 's/^WINDOW=//p')
        # a window manager's frame counts as its window
        left=$(DISPLAY=$DISPLAY_STARTED xwininfo -id "$id" -children 2>/dev/null | grep -ciE "$(printf '0x%x' "$WINDOW")")
        [ "$left" -gt 0 ] || return 1
    done
    [ "$(x getwindowfocus)" = "$WINDOW" ] && [ "$(x getwindowgeometry "$WINDOW" | sed -n 's/.*Geometry: //p')" = "$1" ]
}

# stays WHAT WxH
stays() {
    wait_for 10 "the kiosk on top after $1" covers "$2"
    lives || fail "the kiosk ended by $1"
}

# ends CODE WHAT: the kiosk ends with that code within two seconds.
ends() {
    local ms=0 code
    while lives && [ $ms -lt 2000 ]; do
        sleep 0.05
        ms=$((ms + 50))
    done
    lives && fail "the kiosk did not end by $2"
    wait "$KIOSK_PID"
    code=$?
    [ $code -eq "$1" ] || fail "the kiosk ended by $2 with $code"
}

# intruder: another program's window over the middle of the screen, with the keyboard. Sets OTHER.
intruder() {
    DISPLAY=$DISPLAY_STARTED xev -geometry 300x300+200+150 >/dev/null 2>&1 &
    OTHER_PID=$!
    PIDS+=($OTHER_PID)
    wait_for 10 "another window" has_other
}

has_other() {
    OTHER=$(x search --onlyvisible --name 'Event Tester' | tail -n 1)
    [ -n "$OTHER" ]
}

keys() {
    local key
    for key in alt+F4 ctrl+c ctrl+q super alt+Tab ctrl+alt+Delete F11 Escape alt+space; do
        x key "$key"
    done
    sleep 0.5
}

# saver: what the X server's own screen saver does; "on" when it blanks.
saver() {
    DISPLAY=$DISPLAY_STARTED python3 - <<'END'
import ctypes
x, s = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXss.so.1")
class Info(ctypes.Structure):
    _fields_ = [("window", ctypes.c_ulong), ("state", ctypes.c_int), ("kind", ctypes.c_int),
                ("left", ctypes.c_ulong), ("idle", ctypes.c_ulong), ("mask", ctypes.c_ulong)]
x.XOpenDisplay.restype = ctypes.c_void_p
x.XDefaultRootWindow.restype = ctypes.c_ulong
x.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
s.XScreenSaverQueryInfo.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.POINTER(Info)]
display, info = x.XOpenDisplay(None), Info()
s.XScreenSaverQueryInfo(display, x.XDefaultRootWindow(display), ctypes.byref(info))
print({0: "off", 1: "on", 3: "disabled"}.get(info.state, info.state))
END
}

is_blank() {
    [ "$(saver)" = on ]
}

# ---- without a window manager, as a service runs it
display_start 1024x768
kiosk bare
stays "its start" 1024x768
keys
stays "keys" 1024x768
intruder
x windowfocus "$OTHER"
stays "a window that took the keyboard" 1024x768
x windowfocus "$OTHER" windowraise "$OTHER"
stays "a window that took it again" 1024x768
kill "$OTHER_PID"
stays "the end of that window" 1024x768
DISPLAY=$DISPLAY_STARTED xev -root >/dev/null 2>&1 & # a server that nobody uses forgets what it was told
PIDS+=($!)
DISPLAY=$DISPLAY_STARTED xset s 1 1
sleep 3
is_blank && fail "the screen went blank"
kill -TERM "$KIOSK_PID"
ends 0 SIGTERM
wait_for 10 "the screen to blank once there is no kiosk, or the test shows nothing" is_blank

# ---- with one
display_start 1024x768
DISPLAY=$DISPLAY_STARTED openbox --sm-disable >"$WORK/openbox.log" 2>&1 &
PIDS+=($!)
wait_for 10 "the window manager" wm -m >/dev/null
kiosk desk
stays "its start" 1024x768
keys
stays "keys" 1024x768
wm -ic "$WINDOW"
sleep 0.5
stays "a close request" 1024x768
x windowminimize "$WINDOW"
stays "being minimised" 1024x768
intruder
wm -ia "$OTHER"
stays "another window brought forward" 1024x768
wm -s 1
stays "another desktop" 1024x768
DISPLAY=$DISPLAY_STARTED xrandr --newmode 800x600 38 800 832 912 1024 600 603 607 624 2>>"$WORK/xrandr.log"
DISPLAY=$DISPLAY_STARTED xrandr --addmode screen 800x600 2>>"$WORK/xrandr.log"
DISPLAY=$DISPLAY_STARTED xrandr --output screen --mode 800x600 2>>"$WORK/xrandr.log" || fail "the screen could not be changed: $(cat "$WORK/xrandr.log")"
stays "a smaller screen" 800x600
DISPLAY=$DISPLAY_STARTED xrandr --output screen --mode 1024x768
stays "a larger screen" 1024x768
kill -TERM "$KIOSK_PID"
ends 0 "SIGTERM under a window manager"

# ---- in a window
kiosk window --windowed 640x480
wm -ic "$WINDOW"
ends 0 "its close button"
echo "full screen holds against keys, close requests, other windows and screens, and ends when told to"
