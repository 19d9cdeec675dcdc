#!/usr/bin/env bash
# Runs a program for Windows: `wine.sh build/windows PROGRAM.exe [ARGUMENT…]`. Wine keeps its
# system in that folder too. Its console and files are not such handles as Python expects, so
# the program's output is a pipe. The services that Wine starts hold that pipe open for as long
# as any other program runs: what is read from it ends with a line of ours, not with the pipe.
set -euo pipefail
folder=$(realpath "$1")
shift
export WINEPREFIX="$folder/wine" WINEARCH=win64 WINEDEBUG=-all PYTHONUTF8="${PYTHONUTF8-}"
if [[ ! -d $WINEPREFIX ]]; then
  wineboot -i >/dev/null 2>&1
  cp "$folder/python/bcryptprimitives.dll" "$WINEPREFIX/drive_c/windows/system32/"
fi
end="--- end of $$ ---"
{
  status=0
  wine "$@" </dev/null 2>&1 || status=$?
  echo "$end"
  exit $status
} | LC_ALL=C sed -u "/$end\$/{s/$end\$//;/./p;Q}"
