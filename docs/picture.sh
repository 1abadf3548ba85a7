#!/bin/sh
# Makes docs/report.png anew: the report of the tutorial's first plan, as Chromium shows it at 1280 pixels.
set -eu
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/evening"
cp examples/three-sheets/*.csv examples/three-sheets/rolf.xlsx "$folder/evening"
rm "$folder/evening/late.csv"
sed -i 's/see list/26/' "$folder/evening/teams.csv"
# The policy is the block of the tutorial.
sed -n '/roomblock.toml <<.END/,/^> END/s/^> \{0,1\}//p' docs/tutorial.md | grep -v '^END' > "$folder/evening/roomblock.toml"
roomblock ingest "$folder/evening" -o "$folder/night" --quiet > "$folder/said.txt"
roomblock run "$folder/night" -o "$folder/plan" --quiet --unmet-ok > "$folder/said.txt"
roomblock report "$folder/plan" -o "$folder/report.html"
chromium --headless --no-sandbox --hide-scrollbars --window-size=1280,990 --user-data-dir="$folder/profile" \
    --screenshot="$PWD/docs/report.png" "file://$folder/report.html"
