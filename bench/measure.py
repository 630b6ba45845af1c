"""Runs whole programs in turn and compares them: seconds, peak memory, ratio of the medians.

Not a program of its own: the benchmarks beside it import it.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class Step:
    """A program that is measured, and what prepares each of its runs."""

    command: Sequence[str]
    before: Callable[[], object] = lambda: None


@dataclass(frozen=True, slots=True)
class Rounds:
    """The runs of several programs, each once in every round."""

    runs: Mapping[str, Sequence[Run]]

    def seconds(self, name: str) -> float:
        """The median of a program's wall seconds."""
        return statistics.median(one.seconds for one in self.runs[name])

    def mebibytes(self, name: str) -> float:
        """The median of its peak memory in MiB."""
        return statistics.median(one.mebibytes for one in self.runs[name])

    def ratio(self, name: str, floor: str, times: int = 1) -> float:
        """The median of how much longer it took than so many runs of the floor in its round."""
        pairs = zip(self.runs[name], self.runs[floor], strict=True)
        return statistics.median(one.seconds / (times * other.seconds) for one, other in pairs)


def in_turn(steps: Mapping[str, Step], rounds: int = 5) -> Rounds:
    """Run the programs in turn, round by round; the first round warms the disk and is forgotten.

    A machine that slows down meanwhile does so for all of them.
    """
    runs: dict[str, list[Run]] = {name: [] for name in steps}
    for turn in range(rounds + 1):
        for name, step in steps.items():
            step.before()
            one = run(step.command)
            if turn:
                runs[name].append(one)
    return Rounds(runs)
