#!/usr/bin/env bash
# Windows, on Debian: makes omvgen.exe and runs it, and runs the tests that need neither
# LibreOffice nor a browser, with CPython for Windows under Wine.
#
#   bash scripts/windows/run.sh [tests|executable|ci]
#
# Without a word both tests and executable; docs/installing.md has the figures of a run. `ci` is
# what ten minutes are enough for: the tests of what only Windows has, and the same bytes. What
# cannot be set up, such as a package that is not to be had, ends with 75 before any test.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=scripts/windows folder=build/windows what=${1-all}
linux=$folder/linux/bin
python=(bash "$here/wine.sh" "$folder" "$folder/python/python.exe")
of_windows=(tests/test_windows.py tests/test_windows_names.py tests/test_dropped.py
  tests/test_output.py tests/test_streams.py)

set_up() {
  local needed=(wine wine64 osslsigncode gcc-mingw-w64-x86-64 ca-certificates python3-venv)
  export DEBIAN_FRONTEND=noninteractive
  if ! dpkg -s "${needed[@]}" >/dev/null 2>&1; then
    apt-get update -qq && apt-get install -y -qq --no-install-recommends "${needed[@]}" >/dev/null
  fi
  python3 -m venv "$folder/linux"
  "$linux/python" -m pip install -q .
  "$linux/python" "$here/setup.py" "$folder"
}

set_up || { echo "Windows could not be set up, so nothing of it was tried." && exit 75; }
# omvgen is installed, as on any other system: the executable is made of that one.
rm -rf "$folder/wheel" build/lib "$folder/python/Lib/site-packages"/omvgen*
"$linux/python" -m pip wheel -q --no-deps -w "$folder/wheel" .
"$linux/python" -m zipfile -e "$folder"/wheel/*.whl "$folder/python/Lib/site-packages"

status=0
case $what in
  ci)
    "$linux/python" "$here/suite.py" "$folder" "${of_windows[@]}" || status=1
    bash "$here/same_bytes.sh" "$linux/omvgen" "${python[@]}" -m omvgen || status=1
    ;;
  tests | all) "$linux/python" "$here/suite.py" "$folder" || status=1 ;;&
  executable | all)
    "${python[@]}" scripts/executable/make.py || status=1
    bash "$here/same_bytes.sh" "$linux/omvgen" bash "$here/wine.sh" "$folder" dist/omvgen.exe || status=1
    ;;
esac
exit $status
