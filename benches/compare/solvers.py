"""One run of one solver on one case: the figures that go into the results.

A peer is run as `../shared/bench/peers` runs it, options untouched. roomblock is limited by the same clock: its CPU seconds,
children included, are watched from outside, and when they are spent it is interrupted, as a user would.
"""
import json
import re
import shutil
import sys

from cases import judge
from measure import run

PEERS = ("first-fit", "highs", "cpsat", "scip", "cbc", "timefold")
PROTO = "proto"
OURS = "roomblock"


def peer(setup, case, solver, limit):
    """One of the peers, CPU clock, one thread (CP-SAT: its portfolio of 8 workers)."""
    arrays, folder = setup.case(case)
    plan = setup.plan(case, solver, limit)
    command = [sys.executable, setup.shared / "bench" / "peers" / "peers.py", arrays, "--case", folder, "--solver",
               "greedy" if solver == "first-fit" else solver, "--time", limit, "--clock", "cpu", "--threads", 1, "--out", plan]
    done = run(command, kill_after=4 * limit + 200, niceness=setup.niceness)
    said = last_json(done.out)
    row = {"bound": said.get("bound"), "status": said.get("status", last_words(done)), "version": said.get("version"),
           "pairs": said.get("pairs")}
    return figures(row, done) | counted(setup, folder, plan)


def proto(setup, case, limit):
    """The prototype of the lab: a quarter of the time for its bound (in bed-km: not comparable), the rest for its search."""
    arrays, folder = setup.case(case)
    plan = setup.plan(case, PROTO, limit)
    flat, rooms = plan.with_suffix(".bin"), plan.with_suffix(".sol")
    python = [sys.executable]
    run([*python, setup.shared / "lab" / "dump.py", arrays, 0, flat], niceness=setup.niceness)
    done = run([setup.proto, flat, limit / 4, limit * 3 / 4, 1, rooms], kill_after=4 * limit + 200, niceness=setup.niceness)
    peers = setup.shared / "bench" / "peers" / "peers.py"
    run([*python, peers, arrays, "--case", folder, "--solver", "file", "--rooms", rooms, "--out", plan], niceness=setup.niceness)
    bound = re.findall(r"lb=([\d.]+) gap", done.out)
    row = {"bound": None, "bed_km_bound": float(bound[-1]) if bound else None, "status": "ran" if done.status == 0 else last_words(done)}
    return figures(row, done) | counted(setup, folder, plan)


def roomblock(setup, case, limit, options):
    """roomblock, interrupted when its CPU seconds (or, with `stop: wall`, its wall seconds) are spent."""
    _, folder = setup.case(case)
    plan = setup.plan(case, OURS, limit)
    guard = [] if "--time-limit" in options.arguments else ["--time-limit", "none"]
    command = [setup.binary, "solve", folder, "-o", plan, "--quiet", *guard, *options.arguments]
    done = run(command, interrupt_after=limit, clock=options.clock, kill_after=4 * limit + 200, niceness=setup.niceness)
    row = {"bound": None, "status": last_words(done), "verify": None, "late": round(done.late, 2)}
    if (plan / "plan.json").is_file():
        record = json.loads((plan / "plan.json").read_text(encoding="utf-8"))
        last = record["levels"][-1]
        row |= {"bound": last["bound"], "said": last["value"], "proven": last["proven"], "status": done.stopped or "ended"}
        row["effort"] = record.get("effort", record.get("run", {}).get("effort"))
        checked = run([setup.binary, "verify", folder, plan, "--quiet"], niceness=setup.niceness)
        row["verify"] = "silent" if checked.status == 0 else f"exit {checked.status}"
    return figures(row, done) | counted(setup, folder, plan)


def figures(row, done):
    """The measured part of a row."""
    return row | {"exit": done.status, "cpu": round(done.cpu, 2), "wall": round(done.wall, 2), "rss_mb": round(done.rss_mb, 1)}


def counted(setup, case, plan):
    """The judged part of a row; nothing but a word where there is no plan."""
    if not (plan / "allocation.csv").is_file():
        return {"value": None, "broken": ["no plan"]}
    return judge(setup.shared, case, plan)


def last_json(text):
    """The last line of a text that is a JSON object, or nothing."""
    for line in reversed(text.splitlines()):
        if line.startswith("{"):
            return json.loads(line)
    return {}


def last_words(done):
    """What a run that gave no figures said last."""
    words = (done.err.strip() or done.out.strip()).splitlines()
    return f"{done.stopped or 'exit ' + str(done.status)}: {words[-1][:120] if words else ''}"


def fresh(plan):
    """An empty place for a plan."""
    shutil.rmtree(plan, ignore_errors=True)
    plan.parent.mkdir(parents=True, exist_ok=True)
    return plan
