#!/usr/bin/env bash
# The files that omvgen makes on Windows are those that it makes on Linux, byte for byte:
# `same_bytes.sh LINUX_OMVGEN WINDOWS_COMMAND…`.
set -euo pipefail
linux=$1
shift
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/linux" "$scratch/windows"
old=examples/omavalvontasuunnitelma-2025.xlsx new=examples/omavalvontasuunnitelma-2026.xlsx
commands=(
  "template -o työkirja.xlsx"
  "build $new --previous $old -o suunnitelma.docx"
  "build $new --public -o julkinen.docx"
  "build $new --format html -o suunnitelma.html"
  "build $new --format md -o suunnitelma.md"
  "diff $old $new --format redline -o jälki.docx"
  "diff $old $new --format json -o muutokset.json"
  "notice $old $new -o tiedote.docx"
  "export $new -o suunnitelma.json"
  "new $new -o uusi.xlsx"
)
for command in "${commands[@]}"; do
  words=(${command% -o *}) file=${command##* }
  "$linux" "${words[@]}" -o "$scratch/linux/$file" >/dev/null 2>&1
  "$@" "${words[@]}" -o "$scratch/windows/$file" >/dev/null 2>&1
done
diff -r "$scratch/linux" "$scratch/windows"
echo "${#commands[@]} files are the same, byte for byte, on Linux and Windows"
