"""Check and compile: from nothing, after nothing has changed, and after one file has.

`python bench/cold.py [PACKAGES ...]`: an invented office for one year of four quarters in a
temporary folder, by default of 1,000, 10,000 and 100,000 packages. The cold run is divided by
merely parsing the same files with PyYAML's C loader, the others by the cold run, each in turn. At
the end, how time and memory grow from the second size to the last.
"""

from __future__ import annotations

import math
import os
import shutil
import sys
import tempfile
from pathlib import Path

from measure import Run, Step, in_turn, run

QUARTERS = 4

PARSE = """
import pathlib, sys, yaml
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.yml")):
    with path.open(encoding="utf-8") as file:
        yaml.load(file, Loader=yaml.CSafeLoader)
"""


def main(sizes: list[int]) -> None:
    """Measure each size, then the growth."""
    cold: list[Run] = []
    for packages in sizes:
        with tempfile.TemporaryDirectory() as folder:
            cold.append(measure(Path(folder), packages))
    if len(sizes) > 1:
        (small, few), (large, many) = list(zip(cold, sizes, strict=True))[-2:]
        exponent = math.log(large.seconds / small.seconds) / math.log(many / few)
        more = (large.mebibytes - small.mebibytes) * 1024 * 1024 / (many - few) / QUARTERS
        print(f"exponent of time {exponent:.2f}, {more:,.0f} bytes more per package and quarter")


def measure(folder: Path, packages: int) -> Run:
    """The runs of one size; gives the cold one."""
    content, store = folder / "content", folder / "cache"
    os.environ["XDG_CACHE_HOME"] = str(store)
    kinerja = [sys.executable, "-m", "kinerja"]
    run([*kinerja, "sample", str(content), "--packages", str(packages), "--years", "2026"])
    compiled = [*kinerja, "--content", str(content), "compile", "--out", str(folder / "out")]
    checked = [*kinerja, "--content", str(content), "check"]
    report = sorted((content / "realizations").rglob("2026-Q3.yml"))[0]

    def forget() -> None:
        shutil.rmtree(store, ignore_errors=True)

    def edit() -> None:
        """One package has been paid another amount."""
        before, key, after = report.read_text("utf-8").partition("paid_amount: ")
        report.write_text(f"{before}{key}{int(after[0]) % 9 + 1}{after[1:]}", "utf-8")

    measured = in_turn(
        {
            "parse": Step([sys.executable, "-c", PARSE, str(content)]),
            "compile": Step(compiled, forget),
            "compile, nothing changed": Step(compiled),
            "compile, one file changed": Step(compiled, edit),
            "check, nothing changed": Step(checked),
            "check, one file changed": Step(checked, edit),
        }
    )
    told = f"{packages:,} packages:"
    cold = Run(measured.seconds("compile"), measured.mebibytes("compile"))
    print(
        f"{told} parse {measured.seconds('parse'):.2f} s, compile {cold.seconds:.2f} s,"
        f" ratio {measured.ratio('compile', 'parse'):.2f}, peak {cold.mebibytes:.0f} MiB"
    )
    for name in list(measured.runs)[2:]:
        share = 100 * measured.ratio(name, "compile")
        print(f"{told} {name} {measured.seconds(name):.2f} s, {share:.0f}% of cold")
    return cold


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1_000, 10_000, 100_000])
