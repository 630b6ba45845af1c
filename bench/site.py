"""The two-language site, against bare MkDocs on the same pages, and how it grows with its pages.

`python bench/site.py [PAGES ...]`: invented offices of about so many pages in both languages
together, by default 500 and 5,000, grown by work units with their registers. Ours is `kinerja
build` from start to end with nothing kept, check and compile included; the floor is `mkdocs build`
with Material and nothing but its defaults, given the pages with Markdown tables. Bounds: a ratio of
0.8, and a page costing the same at 5,000 as at 500. The floor draws every page's name on every page
and takes an hour at 5,000, so it is measured up to 1,000 only.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path

from measure import Step, in_turn, run

SETTINGS = """
site_name: Kinerja
docs_dir: pages
site_dir: bare
theme:
  name: material
plugins:
  - search
"""
FIXED = 110
"""Pages of one language that do not depend on units; each unit adds three."""

FLOOR_UP_TO = 1_000


def main(sizes: list[int]) -> None:
    """Measure each size."""
    cost: dict[int, float] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder, store = Path(name), Path(name, "cache")
            os.environ["XDG_CACHE_HOME"] = str(store)
            forget = partial(shutil.rmtree, store, ignore_errors=True)
            steps = {"kinerja": Step(_office(folder, size), forget)}
            if size <= FLOOR_UP_TO:
                steps["mkdocs"] = Step(_floor(folder))
            measured = in_turn(steps, 3 if size <= FLOOR_UP_TO else 1)
            count = sum(1 for _ in (folder / "site").rglob("index.html"))
            cost[count] = measured.seconds("kinerja") / count
            print(f"{count:,} pages: {cost[count] * 1000:.1f} ms each,", end=" ")
            print(f"{measured.mebibytes('kinerja'):.0f} MiB")
            if "mkdocs" in steps:
                print(f"{count:,} pages: ratio to MkDocs {measured.ratio('kinerja', 'mkdocs'):.2f}")
    if len(cost) > 1:
        few, many = min(cost), max(cost)
        print(f"a page at {many:,} against {few:,}: ratio {cost[many] / cost[few]:.2f}")


KINERJA = (sys.executable, "-m", "kinerja")


def _office(folder: Path, size: int) -> list[str]:
    """The command that builds the site of an invented office, of about so many pages."""
    units = max(1, round((size / 2 - FIXED) / 3))
    grown = ["--units", str(units), "--packages", str(units * 20), "--years", "2025-2026"]
    run([*KINERJA, "sample", str(folder / "content"), *grown])
    return [*KINERJA, *_content(folder), "build", "--site", str(folder / "site")]


def _floor(folder: Path) -> list[str]:
    """The command that builds the same pages with MkDocs alone."""
    run([*KINERJA, *_content(folder), "pages", str(folder / "pages"), "--tables", "markdown"])
    (folder / "bare.yml").write_text(SETTINGS, encoding="utf-8")
    return [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(folder / "bare.yml")]


def _content(folder: Path) -> list[str]:
    return ["--content", str(folder / "content")]


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [500, 5_000])
