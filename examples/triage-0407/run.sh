#!/bin/sh
# From the sheets to the mail, one command each: run.sh [FOLDER [OPTIONS]]
set -eu
folder=${1:-triage-0407}
[ $# -eq 0 ] || shift # the other options are those of planning, such as --time-limit 10s
roomblock generate triage-0407 --seed 407 -o "$folder/sheets"
roomblock ingest "$folder/sheets" -o "$folder/case"
roomblock run "$folder/case" -o "$folder/plan" --unmet-ok "$@"
roomblock unmet "$folder/plan" > "$folder/unmet.txt"
roomblock verify "$folder/plan"
roomblock report "$folder/plan" -o "$folder/report.html" --mail "$folder/plan.eml" --to desk@hq.example
