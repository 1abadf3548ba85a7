"""The ledger of best known values: figures of plans that were counted again and keep every rule, whoever found them."""
import csv

HEAD = ("case", "seed", "objective", "who", "cpu_seconds")


def rank(case):
    """Where a case stands in lists: by size, then by name."""
    return "S M L XL XXL".split().index(case.split("-")[0]), case


def read(path):
    """Case name with seed -> row."""
    if not path.is_file():
        return {}
    with open(path, encoding="utf-8", newline="") as file:
        return {f"{row['case']}-{row['seed']}": row for row in csv.DictReader(file)}


def best(known, rows):
    """The rows of the ledger, lowered by what was measured."""
    known = dict(known)
    for row in rows:
        if row["value"] is None or row["broken"] or row.get("verify") not in (None, "silent"):
            continue
        case, _, seed = row["case"].rpartition("-")
        there = known.get(row["case"])
        if there is None or row["value"] < float(there["objective"]):
            who = row["solver"] if not row.get("commit") else f"{row['solver']} {row['commit']}"
            known[row["case"]] = dict(zip(HEAD, (case, seed, f"{row['value']:.1f}", who, f"{row['cpu']:.0f}")))
    return known


def update(path, rows):
    """Writes the ledger anew, in order of size, variant and seed."""
    known = best(read(path), rows)
    lines = sorted(known.values(), key=lambda row: (rank(row["case"]), int(row["seed"])))
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEAD, lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)
