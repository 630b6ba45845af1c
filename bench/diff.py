"""`kinerja diff` of two commits, beside two cached compiles of the same content.

`python bench/diff.py [PACKAGES ...]`: an invented office of one year of four quarters under git, by
default of 1,000 and 10,000 packages, with three commits, of which each changes one realization. A
compile with nothing changed is the floor, twice; bound: 1.3. Measured are a comparison made
before, one of commits that were compiled before but never compared, and one of which nothing is
known.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from measure import Step, in_turn, run

KINERJA = [sys.executable, "-m", "kinerja"]


def main(sizes: list[int]) -> None:
    """Measure each size."""
    for packages in sizes:
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), packages)


def measure(folder: Path, packages: int) -> None:
    """The ratios of one size."""
    content, store = folder / "content", folder / "cache"
    os.environ["XDG_CACHE_HOME"] = str(store)
    run([*KINERJA, "sample", str(content), "--packages", str(packages), "--years", "2026"])
    git(folder, "init", "--quiet")
    commits = [commit(folder, content, turn) for turn in range(3)]
    compiled = [*KINERJA, "--content", str(content), "compile", "--out", str(folder / "out")]
    command = [*KINERJA, "--content", str(content), "diff"]
    pairs = [[*command, *pair] for pair in (commits[:2], commits[1:])]

    def forget() -> None:
        shutil.rmtree(store, ignore_errors=True)

    measured = in_turn(
        {
            "cold": Step(pairs[0], forget),
            "compile": Step(compiled, lambda: run(compiled)),
            "compared before": Step(pairs[0]),
            # the last comparison alone is kept
            "compiled before": Step(pairs[1], lambda: (run(pairs[1]), run(pairs[0]))),
        }
    )
    print(f"{packages:>9,} packages, two cached compiles {2 * measured.seconds('compile'):.2f} s")
    for name in ("compared before", "compiled before", "cold"):
        seconds, ratio = measured.seconds(name), measured.ratio(name, "compile", 2)
        print(f"    {name:16} {seconds:6.2f} s   ratio {ratio:5.2f}")


def commit(folder: Path, content: Path, turn: int) -> str:
    """One amount of a realization changed and everything committed; the commit."""
    report = sorted((content / "realizations").rglob("2026-Q3.yml"))[turn]
    before, key, after = report.read_text("utf-8").partition("paid_amount: ")
    report.write_text(f"{before}{key}{int(after[0]) % 9 + 1}{after[1:]}", "utf-8")
    git(folder, "add", "content")
    git(folder, "commit", "--quiet", "--message", f"{turn}")
    return git(folder, "rev-parse", "HEAD")


def git(folder: Path, *arguments: str) -> str:
    """Git with an identity of its own."""
    who = ("-c", "user.name=Bench", "-c", "user.email=bench@example.invalid")
    line = ["git", *who, "-c", "commit.gpgsign=false", *arguments]
    return subprocess.run(
        line, cwd=folder, check=True, capture_output=True, text=True
    ).stdout.strip()


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1_000, 10_000])
