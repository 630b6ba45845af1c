"""Check and compile from nothing, against merely parsing the same files with PyYAML's C loader.

`python bench/cold.py [PACKAGES ...]`: an invented office for one year of four quarters in a
temporary folder, by default of 1,000 and 10,000 packages. Bound: a ratio of 2.0 at 10,000.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from measure import compare, run

PARSE = """
import pathlib, sys, yaml
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.yml")):
    with path.open(encoding="utf-8") as file:
        yaml.load(file, Loader=yaml.CSafeLoader)
"""


def main(sizes: list[int]) -> None:
    """Measure each size."""
    print(f"{'':34} {'kinerja':>9} {'parse':>9}")
    for packages in sizes:
        with tempfile.TemporaryDirectory() as folder:
            content = Path(folder, "content")
            kinerja = [sys.executable, "-m", "kinerja"]
            size = ["--packages", str(packages), "--years", "2026"]
            run([*kinerja, "sample", str(content), *size])
            compare(
                f"check + compile, {packages:,} packages",
                [*kinerja, "--content", str(content), "compile", "--out", str(Path(folder, "out"))],
                [sys.executable, "-c", PARSE, str(content)],
            )


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1_000, 10_000])
