"""Runs whole programs in turn and compares them: seconds, peak memory, ratio of the medians.

Not a program of its own: the benchmarks beside it import it.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# Programs may keep their compiled modules, as on anybody's machine.


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a program: wall seconds and the peak memory of its largest process in MiB."""

    seconds: float
    mebibytes: float


def run(command: Sequence[str]) -> Run:
    """Run a program to its end; it must succeed."""
    begun = perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"failed: {' '.join(command)}")
    return Run(perf_counter() - begun, usage.ru_maxrss / 1024)


def typical(command: Sequence[str], before: Callable[[], None] = lambda: None) -> Run:
    """The median of three runs, of time and of memory each; `before` prepares every one."""
    runs = []
    for _ in range(3):
        before()
        runs.append(run(command))
    return Run(
        statistics.median(one.seconds for one in runs),
        statistics.median(one.mebibytes for one in runs),
    )


def compare(name: str, ours: Sequence[str], floor: Sequence[str], runs: int = 3) -> float:
    """Run both in turn, print their medians and the ratio of ours to the floor, and give it."""
    run(ours), run(floor)  # warm the disk
    pairs = [(run(ours), run(floor)) for _ in range(runs)]
    mine = statistics.median(one.seconds for one, _ in pairs)
    base = statistics.median(other.seconds for _, other in pairs)
    ratio = statistics.median(one.seconds / other.seconds for one, other in pairs)
    peak = max(one.mebibytes for one, _ in pairs)
    print(f"{name:34} {mine:7.2f} s {base:7.2f} s   ratio {ratio:5.2f}   peak {peak:6.0f} MiB")
    return ratio
