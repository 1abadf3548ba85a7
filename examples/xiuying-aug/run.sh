#!/bin/sh
# Ten mornings, one plan on top of the other, and the report of the last: run.sh [FOLDER [OPTIONS]]
set -eu
folder=${1:-xiuying-aug}
[ $# -eq 0 ] || shift # the other options are those of planning, such as --time-limit 10s
roomblock generate xiuying-aug --seed 89 -o "$folder/town"
sh "$folder/town/daily.sh"
roomblock verify "$folder/town/plan"
roomblock roster "$folder/town/plan" -o "$folder/rosters"
roomblock report "$folder/town/plan" -o "$folder/report.html" --mail "$folder/plan.eml" --to desk@hq.example
