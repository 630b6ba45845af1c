"""Kills `build` two hundred times, at any moment of its run, and counts what it leaves.

The site must be the old one whole or the new one whole, and no process may go on. Ends with 1
where one was not. Another number of kills is the first argument.
"""

from __future__ import annotations

import random
import shutil
import signal
import sys
import tempfile
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from faults.commands import all_gone, done, litter, start, stop, tree

_SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
_LATEST = 1.5
"""When the last kill comes, in builds: the swap at the end shall be met on a slow day as well."""

_BUILD = ("build", "--quiet", "--site", "site")


def main(kills: int) -> int:
    """Build two sites that differ, then build over the first again and again; print the tally."""
    with tempfile.TemporaryDirectory() as place:
        office = Path(place)
        done("sample", "content", "--units", "3", "--packages", "40", "--years", "2026", cwd=office)
        done(*_BUILD, "--label", "old", cwd=office)
        shutil.copytree(office / "site", office / "old")
        begun = perf_counter()
        done(*_BUILD, cwd=office)
        longest = _LATEST * (perf_counter() - begun)
        old, new = tree(office / "old"), tree(office / "site")
        chance = random.Random(1)
        tally = dict.fromkeys(("old", "new", "mixtures", "processes that went on"), 0)
        most = 0
        for number in range(kills):
            shutil.rmtree(office / "site")
            shutil.copytree(office / "old", office / "site")
            process = start(*_BUILD, cwd=office)
            moment = perf_counter() + chance.uniform(0, longest)
            stop(process, _SIGNALS[number % len(_SIGNALS)], lambda m=moment: perf_counter() > m)
            tally["processes that went on"] += not all_gone(process.pid)
            found = tree(office / "site")
            tally["old" if found == old else "new" if found == new else "mixtures"] += 1
            most = max(most, len(list(office.glob(".site.kinerja-*"))))
        done("compile", "--out", "tables", cwd=office)
        left = len(litter(office))
    counted = ", ".join(f"{count} {name}" for name, count in tally.items())
    print(f"{kills} kills of build: {counted}; at most {most} left aside, {left} at the end")
    return int(bool(tally["mixtures"] or tally["processes that went on"] or most > 1 or left))


if __name__ == "__main__":
    sys.exit(main(int(next(iter(sys.argv[1:]), "200"))))
