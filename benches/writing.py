"""Measures what the report of a plan of size L takes when every hotel is in use: `python3 benches/writing.py`, standard library only.

Invents the hotels of L with the binary, gives each of them up to three groups, plans that, and runs `report` with the page, the
workbook and every sheet in every form. Prints wall clock and CPU seconds of each run, and what was written. The goal is 2 s
on two cores that have nothing else to do, and a page under 3 MB.

    python3 benches/writing.py              five runs
    python3 benches/writing.py --runs 1 --keep FOLDER
"""

import argparse
import csv
import resource
import subprocess
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
BINARY = HERE / "target" / "release" / "roomblock"
PAGE_MAX = 3 << 20


def case(folder):
    """Writes a case in which every hotel of L has groups of its own, and room for them."""
    invented = folder / "invented"
    subprocess.run([BINARY, "generate", "L", "-o", invented], check=True, stdout=subprocess.DEVNULL)
    town = folder / "town"
    town.mkdir()
    (town / "hotels.csv").write_bytes((invented / "hotels.csv").read_bytes())
    rooms, seen = {}, set()
    with open(town / "availability.csv", "w", newline="") as out, open(invented / "availability.csv") as source:
        table = csv.writer(out)
        table.writerow(["hotel", "room_type", "rooms", "rate"])
        for row in csv.DictReader(source):
            if (row["hotel"], row["room_type"]) in seen:
                continue
            seen.add((row["hotel"], row["room_type"]))
            count = max(int(row["rooms"] or 0), 2)
            rooms[row["hotel"]] = rooms.get(row["hotel"], 0) + count
            table.writerow([row["hotel"], row["room_type"], count, row["rate"]])
    with open(town / "groups.csv", "w", newline="") as groups, open(town / "pins.csv", "w", newline="") as pins:
        groups, pins = csv.writer(groups), csv.writer(pins)
        groups.writerow(["group", "guests", "arrive", "depart"])
        pins.writerow(["group", "hotel", "relation"])
        for hotel, count in sorted(rooms.items()):
            guests = min(4, count // 3)
            for nth in range(3 if guests else 1):
                groups.writerow([f"{hotel}-{nth}", guests or 1, "2022-01-03", f"2022-01-{14 + 3 * nth}"])
                pins.writerow([f"{hotel}-{nth}", hotel, "must"])
    return town


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="leave everything in this folder")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        plan = folder / "plan"
        subprocess.run([BINARY, "solve", case(folder), "-o", plan, "--quiet"], check=True)
        for nth in range(chosen.runs):
            # A place of its own each time: ext4 is slow to give out again what was deleted within the last seconds.
            before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
            into = folder / f"run-{nth}"
            page, sheets, book = into / "report.html", into / "sheets", into / "plan.xlsx"
            subprocess.run([BINARY, "report", plan, "-o", page, "--sheets", sheets, "--workbook", book], check=True)
            wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
            cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
            files = [file for file in sheets.rglob("*") if file.is_file()]
            size = sum(file.stat().st_size for file in files)
            lists = sum(file.parent.name == "rosters" and file.suffix == ".xlsx" for file in files)
            print(
                f"{wall:6.2f} s wall {cpu:6.2f} s CPU: {lists} rooming lists, {len(files)} files of sheets, "
                f"{size / 1e6:.1f} MB; page {page.stat().st_size / 1e6:.2f} MB, workbook {book.stat().st_size / 1e6:.2f} MB"
            )
            assert page.stat().st_size < PAGE_MAX, "the page is too large"


if __name__ == "__main__":
    main()
