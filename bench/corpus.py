"""Two thousand broken and hostile changes: what is refused, where, and what it costs.

`python bench/corpus.py [CHANGES [FIRST_SEED]]`: each change of `tests/corpus` in a process of its
own; two run side by side. A hang is one that takes more than ten seconds of processor time, or
gives no answer in a minute. Prints a line per kind, then the
totals, and ends with 1 if something is not as it must be.
"""

from __future__ import annotations

import os
import pickle
import select
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from corpus.editing import free_texts
from corpus.families import KINDS
from corpus.judging import Verdict, case_of, judge, prepare
from corpus.mutation import Rejected

_SECONDS = 10
"""Of processor time, for on a busy machine the clock would blame the program."""

_PATIENCE = 60
_SIDE_BY_SIDE = 2
_PAGES_EVERY = 4
"""Pages are looked at for every fourth change that is a text."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one change: the verdict (None: no answer in time), and the cost."""

    kind: str
    seed: int
    wrong: bool
    verdict: Verdict | None
    seconds: float
    mebibytes: float

    @property
    def hangs(self) -> bool:
        """Whether nobody would have waited for the answer to a check."""
        return self.verdict is None or (self.wrong and self.seconds > _SECONDS)


def main(changes: int, first: int) -> int:
    """Judge the changes, the kinds in turn, and print what came of them."""
    free_texts()  # what every process needs is made once, before they are forked
    kinds = list(KINDS)
    told = [(kinds[n % len(kinds)], first + n // len(kinds)) for n in range(changes)]
    with tempfile.TemporaryDirectory() as folder:
        rooms = [Path(folder, str(number)) for number in range(_SIDE_BY_SIDE)]
        for room in rooms:
            room.mkdir()
            _answer(_start(room, "", 0))
        return _report(list(_outcomes(told, rooms)))


@dataclass(frozen=True, slots=True)
class _Running:
    """A forked process, the pipe on which it will answer, and the folder that it works in."""

    kind: str
    seed: int
    room: Path
    process: int
    pipe: BinaryIO
    begun: float


def _outcomes(told: Iterable[tuple[str, int]], rooms: Sequence[Path]) -> Iterator[Outcome]:
    """The changes in turn, one at a time in each room."""
    free, running = list(rooms), list[_Running]()
    for kind, seed in told:
        if not free:
            done = _first(running)
            running.remove(done)
            free.append(done.room)
            yield _answer(done)
        running.append(_start(free.pop(), kind, seed))
    yield from map(_answer, running)


def _first(running: Sequence[_Running]) -> _Running:
    """The first that answers; where none does in time, the one that began first."""
    oldest = min(running, key=lambda one: one.begun)
    answered = select.select([one.pipe for one in running], [], [], _left(oldest))[0]
    return next((one for one in running if one.pipe in answered), oldest)


def _left(one: _Running) -> float:
    return max(0.0, one.begun + _PATIENCE - time.perf_counter())


def _start(room: Path, kind: str, seed: int) -> _Running:
    begun = time.perf_counter()
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.setsid()
        os.close(reading)
        with os.fdopen(writing, "wb") as answer:
            try:
                said = _child(room, kind, seed)
            except Exception:  # noqa: BLE001 - told as what came of the change
                said = False, Verdict(False, traceback=traceback.format_exc(), faults=("bench",))
            pickle.dump(said, answer)
        os._exit(0)
    os.close(writing)
    return _Running(kind, seed, room, process, os.fdopen(reading, "rb"), begun)


def _answer(one: _Running) -> Outcome:
    """What a process says; it is stopped when it does not answer in time."""
    wrong, verdict = True, None
    with one.pipe:
        limit = _left(one) if one.kind else None
        if select.select([one.pipe], [], [], limit)[0]:
            wrong, verdict = pickle.load(one.pipe)
        else:
            os.killpg(one.process, signal.SIGKILL)
    _, _, usage = os.wait4(one.process, 0)
    took = usage.ru_utime + usage.ru_stime
    if verdict is None and one.kind:  # it left its change behind
        shutil.rmtree(one.room)
        one.room.mkdir()
        _answer(_start(one.room, "", 0))
    return Outcome(one.kind, one.seed, wrong, verdict, took, usage.ru_maxrss / 1024)


def _child(room: Path, kind: str, seed: int) -> tuple[bool, Verdict | None]:
    """Whether a change is wrong, and its verdict; without a kind the room is prepared."""
    if not kind:
        prepare(room)
        return False, None
    case = case_of(kind, seed)
    verdict = judge(case, room / "content", pages=seed % _PAGES_EVERY == 0)
    return isinstance(case.expected, Rejected), verdict


def _report(outcomes: Sequence[Outcome]) -> int:
    heads = ("rejected", "accepted", "tracebacks", "hangs", "file", "line", "odd", "peak MiB")
    print(f"{'kind':58}" + "".join(f"{head:>11}" for head in heads))
    for kind in KINDS:
        told = [one for one in outcomes if one.kind == kind]
        if told:
            print(_line(kind, told))
    print(_line("all", outcomes))
    odd = [one for one in outcomes if one.verdict is None or one.verdict.faults]
    for one in odd:
        said = one.verdict.traceback[-400:] or one.verdict.faults if one.verdict else "no answer"
        print(f"{one.kind} {one.seed}: {str(said)[:600]}")
    wrong = [one for one in outcomes if one.wrong]
    judged = [one.verdict for one in wrong if one.verdict]
    print(f"{len(outcomes)} changes of {len({one.kind for one in outcomes})} kinds")
    print(f"{_share(v.rejected for v in judged)} of {len(wrong)} wrong ones rejected")
    print(f"{_share(v.file_named for v in judged)} with the file named")
    print(f"{_share(v.line_near for v in judged)} with a line within three")
    verdicts = [one.verdict for one in outcomes if one.verdict]
    print(f"{sum(v.escapes for v in verdicts)} escapes, {sum(v.living for v in verdicts)} living")
    print(f"longest {max(one.seconds for one in outcomes if one.wrong):.1f} s of a wrong one")
    return int(bool(odd))


def _line(kind: str, told: Sequence[Outcome]) -> str:
    verdicts = [one.verdict for one in told if one.verdict]
    wrong = [one.verdict for one in told if one.verdict and one.wrong]
    cells = (
        sum(v.rejected for v in verdicts),
        sum(not v.rejected for v in verdicts),
        sum(bool(v.traceback) for v in verdicts),
        sum(one.hangs for one in told),
        sum(v.file_named for v in wrong),
        sum(v.line_near for v in wrong),
        sum(bool(v.faults) for v in verdicts),
        f"{max(one.mebibytes for one in told):.0f}",
    )
    return f"{kind:58}" + "".join(f"{cell:>11}" for cell in cells)


def _share(said: Iterable[bool]) -> str:
    told = list(said)
    return f"{100 * sum(told) / max(1, len(told)):.2f}%"


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*(numbers + [2_000, 0][len(numbers) :])))
