#!/bin/sh
# From the sheets to the mail, and again after the last 24 hours: run.sh [FOLDER [OPTIONS]]
set -eu
folder=${1:-wuzhen-2021}
[ $# -eq 0 ] || shift # the other options are those of planning, such as --time-limit 10s
roomblock generate wuzhen-2021 --seed 926 -o "$folder/sheets"
roomblock ingest "$folder/sheets/resort" "$folder/sheets/manifest-1" -o "$folder/case-1" --as-of 2021-09-24T00:00
roomblock run "$folder/case-1" -o "$folder/plan-1" --as-of 2021-09-24T00:00 "$@"
roomblock ingest "$folder/sheets/resort" "$folder/sheets/manifest-2" -o "$folder/case-2" --as-of 2021-09-25T00:00
roomblock replan "$folder/case-2" --previous "$folder/plan-1" -o "$folder/plan-2" --rosters --as-of 2021-09-25T00:00 "$@"
roomblock verify "$folder/plan-2"
roomblock diff "$folder/plan-1" "$folder/plan-2" > "$folder/changes.txt"
roomblock report "$folder/plan-2" -o "$folder/report.html" --mail "$folder/plan.eml" --to desk@hq.example
