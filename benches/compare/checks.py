"""Checks of roomblock alone on lab cases: cost against size, the same bytes whatever the threads and the load, interrupts."""
import csv
import hashlib
import json
import math
import random
import re
import subprocess
import sys

from cases import judge
from measure import run
from solvers import fresh
from tables import row_text

BUSY = "while True: pass"


def solve(setup, case, plan, options, **limits):
    """Runs `solve` and returns the outcome."""
    return run([setup.binary, "solve", case, "-o", plan, "-v", *options], niceness=setup.niceness, **limits)


def heading(*names):
    """The first two lines of a table."""
    print(row_text(names) + "\n|" + "---|" * len(names), flush=True)


def scale(setup, names, seconds, options):
    """Time and memory to the first plan (reading and writing included), then what a run of so many seconds reaches."""
    heading("case", "candidates", "first plan, s", "CPU s", "MB", "unmet", f"{seconds:g} s: unmet", "of weighted guests", "value", "bound", "gap", "MB", "verify")
    points = []
    for name in names:
        _, case = setup.case(name)
        plan = fresh(setup.results / "plans" / name / "scale")
        first = solve(setup, case, plan, ["--engine", "search", "--effort", "0", *options])
        found = re.search(r"([\d,]+) candidates", first.err)
        candidates = int(found[1].replace(",", "")) if found else 0
        start = judge(setup.shared, case, plan)
        done = solve(setup, case, plan, ["--time-limit", f"{seconds:g}s", *options])
        end = judge(setup.shared, case, plan)
        level = json.loads((plan / "plan.json").read_text(encoding="utf-8"))["levels"][-1]
        verified = run([setup.binary, "verify", case, plan, "--quiet"]).status
        share = end["unmet"] / weighted(case)
        gap = f"{level['gap']:.2%}" if level["gap"] is not None else "–"
        print(row_text([name, f"{candidates:,}", f"{first.wall:.2f}", f"{first.cpu:.2f}", f"{first.rss_mb:.0f}", f"{start['unmet']:,}", f"{end['unmet']:,}", f"{share:.3%}",
                        f"{end['value']:,.0f}", f"{level['bound'] or 0:,.0f}", gap, f"{done.rss_mb:.0f}", "silent" if verified == 0 else f"exit {verified}"]), flush=True)
        points.append((candidates, first.cpu, first.rss_mb))
    if len(points) > 1:
        print(f"\nlog-log slope against candidates: CPU to the first plan {slope([(c, t) for c, t, _ in points]):.2f}, memory {slope([(c, m) for c, _, m in points]):.2f}")


def weighted(case):
    """The weighted guests of a case: each times the weight of its tier."""
    weights = dict(re.findall(r'"(\d+)" = (\d+)', (case / "roomblock.toml").read_text(encoding="utf-8")))
    with open(case / "groups.csv", encoding="utf-8", newline="") as file:
        return sum(int(row["guests"]) * int(weights[row["priority"]]) for row in csv.DictReader(file))


def slope(points):
    """The slope of the straight line through the logarithms."""
    logs = [(math.log(x), math.log(y)) for x, y in points if x > 0 and y > 0]
    if len(logs) < 2:
        return math.nan
    mx, my = (sum(values) / len(logs) for values in zip(*logs))
    return sum((x - mx) * (y - my) for x, y in logs) / sum((x - mx) ** 2 for x, _ in logs)


def same(setup, names, effort, busy_loops, options):
    """Solves with 1 and 2 threads, on the machine as it is and with busy loops beside it: the plan folders, byte by byte."""
    heading("case", "threads", "busy loops", "wall s", "CPU s", "value", "SHA-256 of the plan folder")
    good = True
    for name in names:
        _, case = setup.case(name)
        seen = set()
        for busy in sorted({0, busy_loops}):
            for threads in (1, 2):
                plan = fresh(setup.results / "plans" / name / "same")
                loops = [subprocess.Popen([sys.executable, "-c", BUSY]) for _ in range(busy)]
                try:
                    done = solve(setup, case, plan, ["--effort", str(effort), "--threads", str(threads), *options])
                finally:
                    for loop in loops:
                        loop.kill()
                        loop.wait()
                digest = folder_digest(plan)
                seen.add(digest)
                value = judge(setup.shared, case, plan)["value"]
                print(row_text([name, str(threads), str(busy), f"{done.wall:.1f}", f"{done.cpu:.1f}", f"{value:,.1f}", digest[:16]]), flush=True)
        print(f"\n{name}: {'the same bytes' if len(seen) == 1 else 'DIFFERENT BYTES'}\n", flush=True)
        good &= len(seen) == 1
    return good


def folder_digest(folder):
    """One digest over the names and bytes of all files of a folder."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(str(path.relative_to(folder)).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def interrupt(setup, names, count, seconds, clock, options):
    """Interrupts runs at random moments: each leaves a verified plan marked interrupted, within a second of the clock."""
    dice = random.Random(1)
    heading("case", "interrupted after, s", "ended, s later", "CPU s later", "exit", "marked", "verify", "value", "good")
    all_good = True
    for name in names:
        _, case = setup.case(name)
        for _ in range(count):
            plan = fresh(setup.results / "plans" / name / "interrupt")
            moment = seconds * dice.random() ** 2
            done = solve(setup, case, plan, ["--time-limit", "none", *options], interrupt_after=moment, clock="wall")
            marked, verified, value = "no plan", None, None
            if (plan / "plan.json").is_file():
                marked = "yes" if json.loads((plan / "plan.json").read_text(encoding="utf-8"))["interrupted"] else "no"
                verified = run([setup.binary, "verify", case, plan, "--quiet"]).status
                value = judge(setup.shared, case, plan)["value"]
            good = marked == "yes" and verified == 0 and (done.late_cpu if clock == "cpu" else done.late) <= 1 or not done.stopped and verified == 0
            all_good &= good
            print(row_text([name, f"{moment:.2f}", f"{done.late:.2f}", f"{done.late_cpu:.2f}", str(done.status), marked, str(verified), str(value), "yes" if good else "NO"]), flush=True)
    return all_good
