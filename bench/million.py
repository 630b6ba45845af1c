"""A million packages: compiling what was read before, beside pandas and the bare parse.

`python bench/million.py [TIMES]`: an invented office of 100,000 packages over four quarters whose
rows are repeated TIMES (10) under other ids, in 60 units so that no register grows beyond the
100,000 packages that a file may hold. Prints seconds and peak memory of the first run, of a
run that finds everything read but nothing computed, of pandas counting one indicator from rows in
memory, and of merely parsing the files with PyYAML's C loader. Takes a quarter of an hour.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import yaml
from cold import PARSE
from measure import run

PACKAGES = 100_000
UNITS = 60

PANDAS = """
import sys
import pandas as pd
count = int(sys.argv[1])
rows = pd.DataFrame({
    "unit": [n % 12 for n in range(count)],
    "due": [n % 365 for n in range(count)],
    "handover": [n % 371 for n in range(count)],
})
rows["on_time"] = rows.handover <= rows.due
for quarter in range(4):
    held = rows[(rows.due >= 91 * quarter) & (rows.due < 91 * (quarter + 1))]
    held.groupby("unit").on_time.agg(["sum", "count"])
"""
"""One indicator of the thirty-six, from rows that are in memory already, without units together."""


def main(times: int) -> None:
    """Measure, and print a line for each."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        content, out = folder / "content", folder / "out"
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        kinerja = [sys.executable, "-m", "kinerja"]
        size = ["--packages", str(PACKAGES), "--units", str(UNITS), "--years", "2026"]
        run([*kinerja, "sample", str(content), *size])
        for place in ("packages", "realizations"):
            for path in sorted((content / place).rglob("*.yml")):
                repeat(path, times)
        for path in sorted((content / "mapping").rglob("*.yml")):
            repeat_mapped(path, times)
        compiled = [*kinerja, "--content", str(content), "compile", "--out", str(out)]
        print(f"{PACKAGES * times:,} packages over four quarters")
        told("nothing read before", compiled)
        told("everything read before", [*compiled, "--as-of", "2026-12-31"])
        told("pandas, one indicator", [sys.executable, "-c", PANDAS, str(PACKAGES * times)])
        told("merely parsing", [sys.executable, "-c", PARSE, str(content)])


def told(name: str, command: list[str]) -> None:
    """Run once and print what it took."""
    took = run(command)
    print(f"{name:24} {took.seconds:8.1f} s   peak {took.mebibytes:7.0f} MiB")


def repeat(path: Path, times: int) -> None:
    """Write each line of a package that many times, under ids of its own."""
    lines = path.read_text("utf-8").splitlines(keepends=True)
    with path.open("w", encoding="utf-8") as file:
        for line in lines:
            file.writelines(copies(line, times) if line.startswith("  - {pa") else [line])


def repeat_mapped(path: Path, times: int) -> None:
    """Write those ids into the areas, too, in which the first of them is."""
    mapping = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    for area in mapping["areas"]:
        area["packages"] = [one for id in area["packages"] for one in copies(id, times)]
    path.write_text(yaml.dump(mapping, Dumper=yaml.CSafeDumper), "utf-8")


def copies(text: str, times: int) -> list[str]:
    """A text about a package, and the same about as many others as are missing."""
    others = (text.replace("pkt-2026-", f"pkt-2026-{number}-") for number in range(1, times))
    return [text, *others]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
