#!/usr/bin/env bash
# Windows, on Debian: makes omvgen.exe and runs it, and runs the tests that need neither
# LibreOffice nor a browser, with CPython for Windows under Wine.
#
#   bash scripts/windows/run.sh [tests|executable]
#
# Without a word both; docs/installing.md has the figures of a run.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=scripts/windows folder=build/windows what=${1-all}
export DEBIAN_FRONTEND=noninteractive

needed=(wine wine64 osslsigncode gcc-mingw-w64-x86-64 ca-certificates)
if ! dpkg -s "${needed[@]}" >/dev/null 2>&1; then
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${needed[@]}" >/dev/null
fi
python3 "$here/setup.py" "$folder"

python() { "$here/wine.sh" "$folder" "$folder/python/python.exe" "$@"; }

status=0
if [[ $what != executable ]]; then
  # `-p no:xdist`: processes that share the work speak through console handles, which Wine
  # does not give. `test_installing.py` needs venv, which the embeddable Python lacks.
  OMVGEN_PROGRAMS=no OMVGEN_EXAMPLES="${OMVGEN_EXAMPLES-3}" python -m pytest \
    -p no:cacheprovider -p no:xdist -q --timeout 600 --ignore tests/test_installing.py || status=1
fi
if [[ $what != tests ]]; then
  # The executable is made of an omvgen that is installed, as on any other system.
  rm -rf "$folder/wheel"
  python3 -m pip wheel -q --no-deps -w "$folder/wheel" .
  python3 -m zipfile -e "$folder"/wheel/*.whl "$folder/python/Lib/site-packages"
  python scripts/executable/make.py || status=1
  omvgen=${OMVGEN:-.venv/bin/omvgen}
  "$here/same_bytes.sh" "$omvgen" "$here/wine.sh" "$folder" dist/omvgen.exe || status=1
fi
exit $status
