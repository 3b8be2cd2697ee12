#!/usr/bin/env bash
# Runs a program with the cameras that a control file describes (tests/v4l2/calls.c has its words), sanitizers or not.
# Usage: double.sh BUILD CONTROL PROGRAM [ARGUMENTS]
set -euo pipefail
LIBRARY=$(cd "$1" && pwd)/tests/v4l2_double.so
CONTROL=$2
shift 2
# A sanitizer's library wants to come first.
SANITIZERS=$(ldd "$(command -v "$1")" | grep -oE '/[^ ]*lib[at]san\.so[^ ]*' | head -n 1 || true)
exec env V4L2_DOUBLE="$CONTROL" LD_PRELOAD="${SANITIZERS:+$SANITIZERS:}$LIBRARY" "$@"
