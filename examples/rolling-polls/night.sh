#!/bin/sh
# A plan from the polls of the day, for cron: night.sh POLLS MANIFEST FOLDER
#
# FOLDER gets tables/ (clean), plan/ and said.txt. Ends as `roomblock run` does: 0 when everybody has a room, 4 when
# somebody has none or a row was rejected, 3 when the sheets cannot be used, 8 when another run is at work.
set -u
polls=$1 manifest=$2 folder=$3
mkdir -p "$folder"

roomblock ingest "$polls" "$manifest" -o "$folder/tables" > "$folder/said.txt" 2>&1
status=$?
# 3 says that rows were rejected: the tables are there, and the plan will list the rows.
if [ "$status" -ne 0 ] && [ "$status" -ne 3 ]; then
    exit "$status"
fi
roomblock run "$folder/tables" -o "$folder/plan" --accept-rejects --quiet >> "$folder/said.txt" 2>&1
