#!/usr/bin/env bash
# Runs a program for Windows: `wine.sh build/windows PROGRAM.exe [ARGUMENT…]`. Wine keeps its
# system in that folder too. Its console handles are not those that Python expects, so the
# standard streams are never a console.
set -euo pipefail
folder=$(realpath "$1")
shift
export WINEPREFIX="$folder/wine" WINEARCH=win64 WINEDEBUG=-all PYTHONUTF8="${PYTHONUTF8-}"
if [[ ! -d $WINEPREFIX ]]; then
  wineboot -i >/dev/null 2>&1
  cp "$folder/python/bcryptprimitives.dll" "$WINEPREFIX/drive_c/windows/system32/"
fi
wine "$@" </dev/null 2>&1 | cat
