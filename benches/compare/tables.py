"""Tables of what was measured: one for each size and variant with medians over the seeds, or one for each case."""
from statistics import median

import ledger
from solvers import OURS

HEAD = ("solver", "CPU limit", "seeds", "value", "bound", "gap", "unmet", "splits", "CPU s", "wall s", "MB", "÷ roomblock", "÷ best known")
NOTES = """value, unmet (weighted) and splits: the independent re-count. bound: the solver's own; gap = (value − bound) / value.
Medians over the seeds with a plan. CPU: the whole tree of processes, model building included. ÷: the value over that of roomblock
at the same limit (or the next one below) and over the best value known, the median of the seeds. An asterisk: a bound, but no plan for some seed."""


def line(row):
    """One row while it is measured."""
    broken = f"BROKEN {row['broken'][:1]}" if row["broken"] else ""
    return (f"{row['case']:12} {row['solver']:10} {row['seconds']:g} s: value {row['value']}, bound {row['bound']}, {row['cpu']} CPU s, "
            f"{row['wall']} s, {row['rss_mb']} MB, {row['status']} {broken}")


def newest(rows):
    """The last row of each case, solver, limit and set of options; of roomblock, those of the version measured last."""
    ours = [row.get("commit") for row in rows if row["solver"] == OURS]
    kept = {}
    for row in rows:
        if row["solver"] != OURS or row.get("commit") == ours[-1]:
            kept[row["case"], name(row), row["seconds"]] = row
    return list(kept.values())


def name(row):
    """The solver, with what it was told beyond the limit."""
    return f"{row['solver']} {row['options']}" if row.get("options") else row["solver"]


def reference(rows, case, seconds):
    """The value of roomblock at the same limit, else at the next one below, else at any."""
    ours = sorted((row["seconds"], row["value"]) for row in rows if row["solver"] == OURS and row["case"] == case and row["value"])
    below = [value for limit, value in ours if limit <= seconds]
    return (below[-1] if below else ours[0][1]) if ours else None


def middle(values, shape):
    """The median of what is there, as text."""
    there = [value for value in values if value is not None]
    return shape.format(median(there)) if there else "–"


def cells(group, rows, known):
    """One line of a table: the runs of one solver with one limit over the seeds."""
    good = [row for row in group if row["value"] is not None and not row["broken"]]

    def over(other):
        pairs = [(row["value"], other(row)) for row in good]
        return middle([value / base for value, base in pairs if base], "{:.4f}")

    gap = middle([(row["value"] - row["bound"]) / row["value"] for row in good if row["bound"] is not None and row["value"]], "{:.2%}")
    bound = middle([row["bound"] for row in group], "{:,.0f}") + ("*" if len(good) < len(group) else "")
    value = middle([row["value"] for row in good], "{:,.1f}")
    count = str(len(group)) if len(good) == len(group) else f"{len(good)} of {len(group)}"
    return [name(group[0]), f"{group[0]['seconds']:g}", count, value, bound, gap, middle([row["unmet"] for row in good], "{:,.0f}"),
            middle([row["splits"] for row in good], "{:,.0f}"), middle([row["cpu"] for row in group], "{:,.1f}"),
            middle([row["wall"] for row in group], "{:,.1f}"), middle([row["rss_mb"] for row in group], "{:,.0f}"),
            over(lambda row: reference(rows, row["case"], row["seconds"])), over(lambda row: best(known, row["case"]))]


def best(known, case):
    """The best value known of a case, or none."""
    return float(known[case]["objective"]) if case in known else None


def report(rows, known, each):
    """All tables, as Markdown."""
    rows = newest(rows)
    known = ledger.best(known, rows)
    tables = {}
    for row in rows:
        where = row["case"] if each else row["case"].rpartition("-")[0]
        tables.setdefault(where, {}).setdefault((name(row), row["seconds"]), []).append(row)
    text = []
    for where, lines in sorted(tables.items(), key=lambda item: ledger.rank(item[0])):
        made = sorted((cells(group, rows, known) for group in lines.values()), key=lambda cell: float(cell[3].replace(",", "")) if cell[3] != "–" else 1e99)
        text += [f"### {where}", "", row_text(HEAD), "|" + "---|" * len(HEAD), *map(row_text, made), ""]
    return "\n".join([*text, NOTES])


def row_text(cells_of_row):
    """One line of a table."""
    return "| " + " | ".join(cells_of_row) + " |"
