#!/bin/sh
# A plan from what the callers have left in a folder, for cron: morning.sh DESK [AS_OF]
#
#   DESK/sheets   what callers and groups send, as it comes, and roomblock.toml
#   DESK/case     clean tables of it, and rejects.csv
#   DESK/plans    a folder for each plan, the last KEEP (7) of them; `latest` leads to the last good one
#   DESK/mails    the mails that were sent last; hotels without an address have theirs there, unsent
#   DESK/said.txt what the last run said
#
# TO gets the report, and every alarm. Ends with the status of `roomblock run`.
set -u
umask 077
desk=$1 as_of=${2:-$(date +%Y-%m-%dT%H:%M)} to=${TO:-desk@hq.example} keep=${KEEP:-7}
name=$(printf %s "$as_of" | tr -d :)
plan=$desk/plans/$name latest=$desk/plans/latest said=$desk/said.txt
mkdir -p "$desk/plans" "$desk/mails"

# One at a time. A run that finds another at work leaves it alone: the next one is half an hour away.
exec 9> "$desk/lock"
flock -n 9 || exit 8

# alarm SUBJECT: mails what was said, and ends. The last good plan stays.
alarm() {
    printf 'To: %s\nSubject: %s\nContent-Type: text/plain; charset=utf-8\n\n' "$to" "$1" | cat - "$said" | sendmail -t
    exit "$status"
}

roomblock ingest "$desk/sheets" -o "$desk/case" --as-of "$as_of" --quiet > "$said" 2>&1
status=$?
case $status in
    0 | 3) ;; # 3: cells were refused. They are in rejects.csv, and the plan will say what it lacks.
    *) alarm 'roomblock: the sheets cannot be read' ;;
esac

set -- "$desk/case" -o "$plan" --as-of "$as_of" --accept-rejects --time-limit 10m --quiet
[ -e "$latest" ] && set -- "$@" --previous "$latest"
roomblock run "$@" >> "$said" 2>&1
status=$?
case $status in
    0) ;; # everybody has a room
    4) ;; # a plan, and somebody has no room, or a row was refused: the mail says which
    2) alarm 'roomblock: this script gives it options that it does not know' ;;
    3) alarm 'roomblock: the sheets are in error, the last plan stands' ;;
    5) alarm 'roomblock: orders contradict each other, the last plan stands' ;;
    6) alarm 'roomblock: no plan within ten minutes, the last plan stands' ;;
    7) alarm 'roomblock: A PLAN BROKE RULES AND WAS NOT PUBLISHED, see rejected' ;;
    8) exit 8 ;; # somebody writes this plan by hand
    *) alarm 'roomblock: failed (disk, memory, or a fault of the program)' ;;
esac

# Nothing has changed: nobody wants that mail.
if cmp -s "$latest/allocation.csv" "$plan/allocation.csv" && cmp -s "$latest/unmet.csv" "$plan/unmet.csv"; then
    [ "$(readlink "$latest")" = "$name" ] || rm -rf "$plan"
    exit "$status"
fi

# The mail to the desk first: if it does not go out, the plan is not published, and the next run tries again.
rm -f "$desk"/mails/*.eml
roomblock report "$plan" -o "$desk/report.html" --mail "$desk/plan.eml" --to "$to" --mail-hotels "$desk/mails" >> "$said" 2>&1 ||
    alarm 'roomblock: a plan was made, its mails were not'
sendmail -t < "$desk/plan.eml" || exit 1

# The new plan is the last good one, in one step; the oldest goes.
ln -sfn "$name" "$desk/plans/next" && mv -T "$desk/plans/next" "$latest"
(cd "$desk/plans" && ls -d [0-9]* | sort | head -n "-$keep" | while read -r old; do rm -rf "./$old"; done)

# To each hotel that has an address, its own guests.
for mail in "$desk"/mails/*.eml; do
    if grep -q '^To: <' "$mail"; then sendmail -t < "$mail" || status=1; fi
done
exit "$status"
