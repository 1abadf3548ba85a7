#!/bin/sh
# From the sheets to the mail, one command each: run.sh [FOLDER [OPTIONS]]
set -eu
folder=${1:-sorters-1000}
[ $# -eq 0 ] || shift # the other options are those of planning, such as --time-limit 10s
roomblock generate sorters-1000 --seed 1000 -o "$folder/sheets"
roomblock ingest "$folder/sheets" -o "$folder/case"
roomblock run "$folder/case" -o "$folder/plan" "$@"
roomblock verify "$folder/plan"
roomblock report "$folder/plan" -o "$folder/report.html" --mail "$folder/plan.eml" --to desk@hq.example
