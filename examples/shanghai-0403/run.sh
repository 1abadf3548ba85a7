#!/bin/sh
# The whole evening, from the polls to the report, and the evening with too few rooms: run.sh [FOLDER [OPTIONS]]
set -eu
folder=${1:-shanghai-0403}
[ $# -eq 0 ] || shift # the other options are those of planning, such as --time-limit 10s
roomblock generate shanghai-0403 --seed 403 -o "$folder/polls"
roomblock ingest "$folder/polls" -o "$folder/case"
roomblock run "$folder/case" -o "$folder/plan" "$@"
roomblock verify "$folder/plan"
roomblock report "$folder/plan" -o "$folder/report.html" --mail "$folder/plan.eml" --to desk@hq.example

roomblock generate shanghai-0403 --seed 403 --usable 5400 --capacity-only -o "$folder/short-polls"
roomblock run "$folder/short-polls" -o "$folder/short-plan" --unmet-ok "$@"
roomblock unmet "$folder/short-plan" > "$folder/short-unmet.txt"
roomblock report "$folder/short-plan" -o "$folder/short-report.html"
