"""An office whose period is approved and closed, and one flipped byte of what that rests on.

Used by the tests for some flips and by `bench/approval_flips.py` for very many.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random

import content_tree as ct
from review.stage import REPORT, Stage, realization

OTHER = "content/realizations/biro-b/2026-Q1.yml"
PLANNED = ("goal/timely-supply", "area/contract-delivery", "indicator/on-time",
           "target/2026/on-time", "weights/2026")  # fmt: skip
REPORTED = ("register/biro-a/2026", "register/biro-b/2026", "realization/biro-a/2026-Q1",
            "realization/biro-b/2026-Q1")  # fmt: skip


def reported(told: Stage) -> None:
    """Both units have reported, and nothing is approved."""
    told.commit({REPORT: realization(), OTHER: realization("biro-b")}, "maya-g")
    told.push("main")


def close(told: Stage) -> ct.Result:
    return told.run("close", "2026-Q1", "--as-of", "2026-04-30")


def sign(
    told: Stage, number: str, objects: Sequence[str], people: Sequence[str], *more: str
) -> None:
    """Objects are approved by minutes, which are recorded."""
    scan = told.home / f"{number}.pdf"
    scan.write_text(f"%PDF-1.7 {number}")
    line = ["record", "--minutes", str(scan), "--number", number, "--date", "2026-04-14"]
    line += [part for one in people for part in ("--signed-by", one)]
    line += [part for one in objects for part in ("--object", one)]
    done = told.run(*line, "--recorded-by", "rina-k", *more)
    assert done.exit_code == 0, done.stderr
    told.keep("Catat berita acara")


def signed(told: Stage) -> None:
    """Plan and reports are approved by minutes, which are recorded on main."""
    sign(told, "BA-1", PLANNED, ("hadi-k", "lukman-a"))
    sign(told, "BA-2", REPORTED, ("siti-r",))


def closed(told: Stage) -> None:
    """Reported, approved, closed and on main."""
    reported(told)
    signed(told)
    done = close(told)
    assert done.exit_code == 0, done.stderr
    told.keep("Tutup")


def bound(told: Stage) -> list[Path]:
    """The files in which no byte may differ unseen: records, sealed reports, approved content."""
    objects = [REPORT, OTHER, "content/targets/2026/on-time.yml", "content/indicators/on-time.yml"]
    sealed = (one for one in (told.work / "reports/2026-Q1").rglob("*") if one.is_file())
    return [*told.records(), *sorted(sealed), *(told.work / one for one in objects)]


@contextmanager
def flipped(place: Path, draw: Random) -> Iterator[str]:
    """One bit of a file is another one, for a while; says which."""
    before = place.read_bytes()
    spot, bit = draw.randrange(len(before)), 1 << draw.randrange(8)
    place.write_bytes(before[:spot] + bytes([before[spot] ^ bit]) + before[spot + 1 :])
    try:
        yield f"{place.name}, byte {spot}, bit {bit}"
    finally:
        place.write_bytes(before)
