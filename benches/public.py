#!/usr/bin/env python3
"""Runs the binary on public instances with known values and prints a table.

    cargo build --release --locked
    python3 benches/public.py ../shared/bench [--only PATTERN] [--time-limit 60s] [--binary target/release/roomblock]

The instances are not part of this repository (their licences differ): the first argument is the folder that holds
`convert.py` and `instances/`. Every plan is verified by a second run of the binary; ratio is value over best known, CPU and
memory are those of the whole tree of processes. Standard library only.
"""
import argparse
import csv
import fnmatch
import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent / "compare"))
import measure  # noqa: E402 The path above leads to it.


def source(folder, row):
    """The file of an instance, by its set."""
    name, kind = row["instance"], row["set"]
    paths = {"mess": f"mess/{name}.dzn", "pas": f"pas/{name}.txt", "dc": f"dc/{name}.geojson"}
    return folder / "instances" / paths.get(kind, f"sscflp/{kind}/{name}")


def run(args, row, scratch):
    """One line of the table."""
    case, plan = scratch / "case", scratch / "plan"
    subprocess.run([sys.executable, args.bench / "convert.py", row["kind"], source(args.bench, row), case], check=True)
    done = measure.run([args.binary, "solve", case, "-o", plan, "--time-limit", args.time_limit, "--quiet", *args.option.split()])
    start = [row["set"], row["instance"], row["kind"]]
    if done.status not in (0, 4):
        return [*start, f"exit {done.status}: {done.err.strip()[:60]}"]
    verified = measure.run([args.binary, "verify", case, plan, "--quiet"]).status
    levels = json.loads((plan / "plan.json").read_text(encoding="utf-8"))["levels"]
    if len(levels) > 1:
        levels = [level for level in levels if level["value"]] or levels[-1:]
    shown = lambda key: ", ".join(f"{level['name']} {level[key]}" if len(levels) > 1 else str(level[key]) for level in levels)
    best, ratio = row["objective"], ""
    if best and len(levels) == 1:
        ratio = f"{levels[0]['value'] / float(best):.6f}"
    best += "" if row["proven"] == "yes" or not best else " (not proven)"
    gaps = ", ".join("–" if level["gap"] is None else f"{level['gap']:.3%}" for level in levels)
    proven = "yes" if all(level["proven"] for level in levels) else "no"
    trust = "silent" if verified == 0 else f"exit {verified}"
    return [*start, shown("value"), shown("bound"), gaps, best, ratio, proven, f"{done.wall:.1f}", f"{done.cpu:.1f}", f"{done.rss_mb:.0f}", trust]


def main():
    parser = argparse.ArgumentParser(description="Runs the binary on public instances with known values.")
    parser.add_argument("bench", type=Path, help="the folder with convert.py and instances/")
    parser.add_argument("--only", default="*", help="set/instance/kind, with * and ?: holmberg/*/sscflp")
    parser.add_argument("--time-limit", default="60s")
    parser.add_argument("--option", default="", help="more options for every solve: --option='--engine search'")
    parser.add_argument("--binary", type=Path, default=Path("target/release/roomblock"))
    args = parser.parse_args()
    if not (args.bench / "convert.py").is_file():
        print(f"skipped: {args.bench} does not hold convert.py", file=sys.stderr)
        return
    with open(args.bench / "instances" / "best_known.csv", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file)
                if fnmatch.fnmatch(f"{row['set']}/{row['instance']}/{row['kind']}", args.only)]
    head = ["set", "instance", "kind", "value", "bound", "gap", "best known", "ratio", "proven", "wall s", "CPU s", "MB", "verify"]
    print("| " + " | ".join(head) + " |\n|" + "---|" * len(head), flush=True)
    for row in rows:
        with tempfile.TemporaryDirectory() as scratch:
            print("| " + " | ".join(map(str, run(args, row, Path(scratch)))) + " |", flush=True)


if __name__ == "__main__":
    main()
