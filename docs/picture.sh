#!/bin/sh
# Makes docs/report.png anew: the report of a tenth of an evening in Shanghai, as Chromium shows it at 1280 pixels.
set -eu
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
roomblock run examples/shanghai-0403 -o "$folder/plan" --quiet --effort 7 > "$folder/said.txt"
roomblock report "$folder/plan" -o "$folder/report.html"
chromium --headless --no-sandbox --hide-scrollbars --force-device-scale-factor=1 --window-size=1280,1500 --virtual-time-budget=2000 \
    --user-data-dir="$folder/profile" --screenshot="$PWD/docs/report.png" "file://$folder/report.html"
