#!/usr/bin/env python3
"""Runs roomblock beside its peers on the same lab cases and prints one table.

    cargo build --release --locked
    python3 -m venv VENV && VENV/bin/pip install -r ../shared/bench/peers/requirements.txt
    VENV/bin/python benches/compare run                        S and M, loose and tight, seeds 1 to 3, every solver
    VENV/bin/python benches/compare run --sizes L --seeds 1 --solvers roomblock,timefold --seconds 60
    VENV/bin/python benches/compare report [--each]            tables from what was run; medians over the seeds
    VENV/bin/python benches/compare ledger                     writes the best values known into benches/ledger.csv
    VENV/bin/python benches/compare scale --sizes S,M,L,XL     cost against size: first plan, and a run of --seconds
    VENV/bin/python benches/compare same --sizes L --effort 20 the same bytes with 1 and 2 threads, with and without load
    VENV/bin/python benches/compare interrupt --sizes L        ends runs at random moments

Seconds are CPU seconds of the whole tree of processes, for everybody. Values are those of the independent re-count
(`judge.py`). Results are appended to `results.jsonl` in a folder outside this repository (`--results`); what stands there is not
run again: peers by case, solver and seconds, roomblock also by its version. Peers are told nothing but what
`../shared/bench/peers` tells them. The prototype of the lab joins if `--proto` names its binary.
"""
import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import cases
import checks
import ledger
import solvers
import tables

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent


class Setup:
    """Where everything is."""

    def __init__(self, args):
        self.shared, self.results = args.shared, args.results
        self.binary, self.proto, self.niceness = args.binary, args.proto, args.nice
        self.file = self.results / "results.jsonl"

    def case(self, name):
        """The arrays and the folder of a case."""
        return cases.make(self.shared, self.results, name)

    def plan(self, case, solver, limit):
        """An empty place for a plan."""
        return solvers.fresh(self.results / "plans" / case / f"{solver}-{limit:g}")

    def rows(self):
        """Every row measured so far."""
        if not self.file.exists():
            return []
        with open(self.file, encoding="utf-8") as file:
            return [json.loads(line) for line in file if line.strip()]

    def append(self, row):
        """Keeps a row."""
        self.results.mkdir(parents=True, exist_ok=True)
        with open(self.file, "a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")


def version():
    """The commit that is measured, marked where files differ from it."""
    said = subprocess.run(["git", "describe", "--always", "--dirty", "--abbrev=9", "--exclude=*"], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    return said.stdout.strip() or "unknown"


def key(row):
    """What makes a run the same run."""
    return row["case"], row["solver"], row["seconds"], row.get("commit"), row.get("options")


def run(setup, args):
    """Runs what is missing, one at a time, and says each row."""
    there = {key(row) for row in setup.rows()}
    commit = args.label or version()
    for case in wanted_cases(args):
        for solver in args.solvers.split(","):
            row = {"case": case, "solver": solver, "seconds": args.seconds}
            if solver == solvers.OURS:
                row |= {"commit": commit, "options": " ".join(args.option)}
            if key(row) in there and not args.again:
                continue
            if solver == solvers.OURS:
                done = solvers.roomblock(setup, case, args.seconds, SimpleNamespace(arguments=[word for text in args.option for word in text.split()], clock=args.clock))
                done["clock"] = args.clock
            elif solver == solvers.PROTO:
                done = solvers.proto(setup, case, args.seconds)
            else:
                done = solvers.peer(setup, case, solver, args.seconds)
            setup.append(row | done)
            print(tables.line(row | done), flush=True)


def wanted_cases(args):
    """The names of the cases asked for, smallest first."""
    seeds = [int(seed) for seed in args.seeds.split(",")]
    return [cases.name(size, variant, seed) for size in args.sizes.split(",") for seed in seeds for variant in args.variants.split(",")]


def parser():
    """The command line."""
    result = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    result.add_argument("command", choices=("run", "report", "ledger", "scale", "same", "interrupt"))
    result.add_argument("--sizes", default="S,M")
    result.add_argument("--variants", default=",".join(cases.VARIANTS))
    result.add_argument("--seeds", default="1,2,3")
    result.add_argument("--solvers", default=",".join((solvers.OURS, *solvers.PEERS)), help="roomblock, proto and the peers")
    result.add_argument("--seconds", type=float, default=40, help="CPU seconds for each solver")
    result.add_argument("--clock", choices=("cpu", "wall"), default="cpu", help="the clock of roomblock's seconds (run), and of the second it may take to end (interrupt)")
    result.add_argument("--option", action="append", default=[], help="more options for roomblock: --option='--threads 1'")
    result.add_argument("--label", help="the version of roomblock in the results, instead of the commit")
    result.add_argument("--again", action="store_true", help="run what was run before as well")
    result.add_argument("--effort", type=int, default=20, help="same: the effort of every run")
    result.add_argument("--busy", type=int, default=2 * os.cpu_count(), help="same: busy loops beside half of the runs; 0 for none")
    result.add_argument("--count", type=int, default=20, help="interrupt: how many runs")
    result.add_argument("--each", action="store_true", help="report: a table a case instead of medians")
    result.add_argument("--nice", type=int, default=0, help="lower the priority of everything that is run")
    result.add_argument("--shared", type=Path, default=REPOSITORY.parent / "shared")
    result.add_argument("--results", type=Path, default=Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "roomblock" / "compare")
    result.add_argument("--binary", type=Path, default=REPOSITORY / "target" / "release" / "roomblock")
    result.add_argument("--proto", type=Path, help="the binary of lab/proto")
    result.add_argument("--ledger", type=Path, default=REPOSITORY / "benches" / "ledger.csv")
    return result


def main():
    args = parser().parse_args()
    setup = Setup(args)
    if args.command not in ("report", "ledger") and not (args.shared / "bench" / "peers" / "peers.py").is_file():
        print(f"skipped: {args.shared} does not hold bench/peers", file=sys.stderr)
        return
    words = [word for text in args.option for word in text.split()]
    good = True
    if args.command == "run":
        run(setup, args)
    elif args.command == "report":
        print(tables.report(setup.rows(), ledger.read(args.ledger), args.each))
    elif args.command == "ledger":
        ledger.update(args.ledger, setup.rows())
    elif args.command == "scale":
        checks.scale(setup, wanted_cases(args), args.seconds, words)
    elif args.command == "same":
        good = checks.same(setup, wanted_cases(args), args.effort, args.busy, words)
    else:
        good = checks.interrupt(setup, wanted_cases(args), args.count, args.seconds, args.clock, words)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
