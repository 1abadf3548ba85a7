"""Lab cases, made by the generator and the converter beside the peers, and the judge that counts every plan again."""
import json
import subprocess
import sys

SIZES = ("S", "M", "L", "XL", "XXL")
VARIANTS = ("loose", "tight")


def name(size, variant, seed):
    """The name of a case, as everywhere in results and ledger."""
    return f"{size}-{variant}-{seed}"


def make(shared, folder, case):
    """Makes a case once: the arrays (`.npz`) and the case folder. Returns both."""
    arrays, target = folder / "cases" / f"{case}.npz", folder / "cases" / case
    arrays.parent.mkdir(parents=True, exist_ok=True)
    if not arrays.exists():
        subprocess.run([sys.executable, shared / "lab" / "gen.py", *case.split("-"), arrays], check=True, capture_output=True)
    if not target.exists():
        subprocess.run([sys.executable, shared / "bench" / "convert.py", "lab", arrays, target], check=True, capture_output=True)
    return arrays, target


def judge(shared, case, plan):
    """The value of a plan by the independent re-count, with its levels and every rule that it breaks."""
    done = subprocess.run([sys.executable, shared / "bench" / "peers" / "judge.py", case, plan], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1) or not done.stdout:
        return {"value": None, "broken": [done.stderr.strip()[-200:]]}
    said = json.loads(done.stdout.splitlines()[-1])
    return {"value": said["objective"], "unmet": said["unmet_weighted"], "splits": said["splits"],
            "guest_km": said["guest_km"], "money": said["money"], "broken": said["broken"]}
