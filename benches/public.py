#!/usr/bin/env python3
"""Runs the binary on public instances with known values and prints a table.

    cargo build --release --locked
    python3 benches/public.py ../shared/bench [--only PATTERN] [--time-limit 60s] [--binary target/release/roomblock]

The instances are not part of this repository (their licences differ): the first argument is the folder that holds
`convert.py` and `instances/`. Every plan is verified by a second run of the binary. Standard library only.
"""
import argparse
import csv
import fnmatch
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def source(folder, row):
    """The file of an instance, by its set."""
    name, kind = row["instance"], row["set"]
    paths = {"mess": f"mess/{name}.dzn", "pas": f"pas/{name}.txt", "dc": f"dc/{name}.geojson"}
    return folder / "instances" / paths.get(kind, f"sscflp/{kind}/{name}")


def timed(command):
    """Exit status, wall seconds and CPU seconds of a command, and what it printed on stderr."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic() - start
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.returncode, wall, cpu, done.stderr


def run(args, row, scratch):
    """One line of the table."""
    case, plan = scratch / "case", scratch / "plan"
    subprocess.run([sys.executable, args.bench / "convert.py", row["kind"], source(args.bench, row), case], check=True)
    solve = [args.binary, "solve", case, "-o", plan, "--time-limit", args.time_limit, "--quiet"]
    status, wall, cpu, said = timed(solve)
    if status not in (0, 4):
        return [row["set"], row["instance"], row["kind"], f"exit {status}: {said.strip()[:60]}"]
    verified, *_ = timed([args.binary, "verify", case, plan, "--quiet"])
    levels = json.loads((plan / "plan.json").read_text())["levels"]
    shown = ", ".join(f"{level['name']} {level['value']:.10g} / {level['bound']}" for level in levels if level["value"])
    value = levels[-1]["value"]
    best = row["objective"]
    ratio = f"{value / float(best):.6f}" if best and len(levels) == 1 else ""
    proven = "yes" if all(level["proven"] for level in levels) else "no"
    trust = "silent" if verified == 0 else f"exit {verified}"
    return [row["set"], row["instance"], row["kind"], shown, best, ratio, proven, f"{wall:.1f}", f"{cpu:.1f}", trust]


def main():
    parser = argparse.ArgumentParser(description="Runs the binary on public instances with known values.")
    parser.add_argument("bench", type=Path, help="the folder with convert.py and instances/")
    parser.add_argument("--only", default="*", help="set/instance/kind, with * and ?: holmberg/*/sscflp")
    parser.add_argument("--time-limit", default="60s")
    parser.add_argument("--binary", type=Path, default=Path("target/release/roomblock"))
    args = parser.parse_args()
    with open(args.bench / "instances" / "best_known.csv", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file)
                if fnmatch.fnmatch(f"{row['set']}/{row['instance']}/{row['kind']}", args.only)]
    head = ["set", "instance", "kind", "value / bound", "best known", "ratio", "proven", "wall s", "CPU s", "verify"]
    print("| " + " | ".join(head) + " |\n|" + "---|" * len(head), flush=True)
    for row in rows:
        with tempfile.TemporaryDirectory() as scratch:
            print("| " + " | ".join(map(str, run(args, row, Path(scratch)))) + " |", flush=True)


if __name__ == "__main__":
    main()
