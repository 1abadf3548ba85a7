"""Measures how the cost of a case grows with its size: `python3 benches/scale.py`, standard library only.

Invents cases of the size classes with the binary, and runs commands on each: `validate`, and `solve --engine search`
with a little effort. Prints wall clock, CPU seconds and peak memory of each run beside the candidates of the case, and
the slope of their logarithms against that of the candidates: 1 is linear. The goal is a slope of at most 1.1.

    python3 benches/scale.py                          S to XL, validate and solve
    python3 benches/scale.py --sizes L XL XXL --only validate
    python3 benches/scale.py --tightness tight --effort 50 --seed 3
"""

import argparse
import json
import math
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent


def run(command, limit):
    """Runs a command; returns its status, wall seconds, CPU seconds, peak MB, and what it said."""
    start = time.monotonic()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)
        deadline = start + limit
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() > deadline:
                process.kill()
                _, status, usage = os.wait4(process.pid, 0)
                break
            time.sleep(0.005)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read().decode("utf-8", "replace")
    return {
        "status": process.returncode,
        "wall": time.monotonic() - start,
        "cpu": usage.ru_utime + usage.ru_stime,
        "mb": usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024),
        "said": text,
    }


def slope(points):
    """Returns the slope of a line through logarithms, by least squares; none for fewer than two points."""
    logs = [(math.log(x), math.log(y)) for x, y in points if x > 0 and y > 0]
    if len(logs) < 2:
        return None
    mean_x, mean_y = (sum(axis) / len(logs) for axis in zip(*logs))
    spread = sum((x - mean_x) ** 2 for x, _ in logs)
    return sum((x - mean_x) * (y - mean_y) for x, y in logs) / spread if spread else None


def commands(binary, case, plan, args):
    """Returns the commands to measure, by name."""
    solve = [binary, "solve", case, "-o", plan, "--force", "--unmet-ok", "-v", "--engine", args.engine]
    solve += ["--effort", str(args.effort), "--threads", str(args.threads)]
    all_commands = {"validate": [binary, "validate", case, "-q"], "solve": solve}
    return {name: all_commands[name] for name in args.only}


def measure(size, folder, args):
    """Invents a case and measures every command on it; returns its rows."""
    case, plan = folder / size, folder / f"{size}-plan"
    invent = [args.binary, "generate", size, "--seed", str(args.seed), "--tightness", args.tightness, "-o", str(case), "-q"]
    subprocess.run(invent, check=True, stdout=subprocess.DEVNULL)
    rows = []
    for name, command in commands(args.binary, str(case), str(plan), args).items():
        seen = run(command, args.limit)
        counted = re.search(r"(\d+) candidates", seen["said"])
        record = plan / "plan.json"
        unmet = json.loads(record.read_text())["totals"]["unmet"] if name == "solve" and record.exists() else None
        rows.append({"size": size, "command": name, "candidates": int(counted[1]) if counted else None, "unmet": unmet, **seen})
    known = next((row["candidates"] for row in rows if row["candidates"]), None)
    for row in rows:
        row["candidates"] = row["candidates"] or known
    return rows


def show(rows):
    """Prints the table and the slopes."""
    print(f"{'size':5} {'command':9} {'candidates':>11} {'wall s':>8} {'CPU s':>8} {'MB':>7} {'unmet':>7}  status")
    for row in rows:
        candidates, unmet = ("-" if row[what] is None else f"{row[what]:,}" for what in ("candidates", "unmet"))
        print(
            f"{row['size']:5} {row['command']:9} {candidates:>11} {row['wall']:8.2f} {row['cpu']:8.2f} {row['mb']:7.0f}"
            f" {unmet:>7}  {row['status']}"
        )
    for name in dict.fromkeys(row["command"] for row in rows):
        of_command = [row for row in rows if row["command"] == name and row["candidates"] and row["status"] >= 0]
        for what in ("cpu", "mb"):
            found = slope([(row["candidates"], row[what]) for row in of_command])
            if found is not None:
                print(f"slope of {what} of {name} against candidates: {found:.2f}")
        if len(of_command) > 1:
            large = of_command[-2:]
            found = slope([(row["candidates"], row["cpu"]) for row in large])
            if found is not None:
                print(f"  between {large[0]['size']} and {large[1]['size']}: {found:.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=str(HERE / "target" / "release" / "roomblock"))
    parser.add_argument("--sizes", nargs="+", default=["S", "M", "L", "XL"])
    parser.add_argument("--only", nargs="+", default=["validate", "solve"], choices=["validate", "solve"])
    parser.add_argument("--engine", default="search")
    parser.add_argument("--effort", type=int, default=1, help="effort of a solve")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tightness", default="loose", choices=["loose", "tight"])
    parser.add_argument("--limit", type=float, default=600, help="seconds after which a run is killed")
    parser.add_argument("--json", action="store_true", help="print the rows as JSON instead")
    args = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for size in args.sizes:
            rows += measure(size, Path(folder), args)
    if args.json:
        for row in rows:
            row.pop("said")
        print(json.dumps(rows, indent=1))
    else:
        show(rows)


if __name__ == "__main__":
    main()
