"""What happened in the example office: its proposals, who opened and reviewed them, and when.

Pure data for `history`. All of it is invented, like the rest of the example; hours are UTC.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

REPOSITORY = "contoh/kinerja"
TEAM, CHECKS, HEAD, LEADER = "rahmat-t", "sari-f", "oki-z", "lukman-a"
SOON = 5
"""How many units have their newest report approved already."""
QUARTER_ENDS = {"Q1": "04", "Q2": "07", "Q3": "10", "Q4": "01"}


@dataclass(frozen=True)
class Said:
    """One review: by whom, what, when; of the first head or of the last."""

    by: str
    state: str
    at: datetime
    first: bool = False


@dataclass(frozen=True)
class Proposal:
    """One pull request: the files it brings, as a test of their paths, and what became of it.

    `draft` changes the text of a file for the first head, before it was improved.
    """

    title: str
    opened_by: str
    holds: Callable[[str], bool]
    reviews: Sequence[Said]
    merged_at: datetime
    draft: Callable[[str, str], str] | None = None


def at(day: str, hour: int = 3, minute: int = 0) -> datetime:
    """A moment of a day."""
    year, month, number = map(int, day.split("-"))
    return datetime(year, month, number, hour, minute, tzinfo=UTC)


def proposals(units: dict[str, str]) -> Iterator[Proposal]:
    """All proposals in order; `units` gives the performance owner of each unit."""
    yield _plan("2025", "2025-01-10")
    yield from _registers(units, "2025", "2025-01-22")
    for quarter in ("Q1", "Q2", "Q3", "Q4"):
        yield from _reports(units, "2025", quarter)
    yield _measured("2025", "2026-01-26")
    yield _plan("2026", "2026-01-07")
    yield _asked_again()
    yield from _registers(units, "2026", "2026-01-21")
    for quarter in ("Q1", "Q2"):
        yield from _reports(units, "2026", quarter)
    yield from _reports(dict(list(units.items())[:SOON]), "2026", "Q3")
    late = "realizations/pusat-data/2026-Q3.yml"
    yield _single("Realisasi pusat-data 2026-Q3", late, "2026-10-07", ())
    yield _measured("2026", "2026-07-24")
    audited = (Said(HEAD, "APPROVED", at("2026-04-01")), Said(LEADER, "APPROVED", at("2026-04-02")))
    yield _single("Hasil audit 2025", "audits/2025.yml", "2026-04-02", audited)
    yield _single("Keputusan triwulan II 2026", "decisions/2026-Q2.yml", "2026-08-18", ())


def _plan(year: str, merged: str) -> Proposal:
    """A year's plan: what is new in it, proposed by the team and approved by leadership."""
    common = re.compile(r"(units|goals|areas|indicators|policies|calendars)/.*")
    own = re.compile(rf"(targets|action-plans)/{year}/.*|weights/{year}\.yml")
    late = ("targets/2026/contract-on-time.yml",)

    def holds(place: str) -> bool:
        return bool(own.fullmatch(place) or common.fullmatch(place)) and place not in late

    reviews = (Said(LEADER, "APPROVED", at(merged, 2, 40)),)
    return Proposal(f"Rencana kinerja {year}", TEAM, holds, reviews, at(merged, 3))


def _asked_again() -> Proposal:
    """One target that leadership found too low at first: step 6b, then 6a."""
    place = "targets/2026/contract-on-time.yml"
    reviews = (
        Said(LEADER, "CHANGES_REQUESTED", at("2026-01-07", 7), first=True),
        Said(LEADER, "APPROVED", at("2026-01-09", 2)),
    )
    return Proposal(
        "Target 2026: kontrak selesai tepat waktu", TEAM, lambda told: told == place,
        reviews, at("2026-01-09", 3), _lower,
    )  # fmt: skip


def _lower(_place: str, text: str) -> str:
    """The first draft: the year's target as low as the first quarter's."""
    return re.sub(r'"2026": [0-9.]+', '"2026": 85', text)


def _registers(units: dict[str, str], year: str, day: str) -> Iterator[Proposal]:
    """Every unit's register and its frozen areas."""
    for number, (unit, owner) in enumerate(units.items()):
        places = (f"packages/{unit}/{year}.yml", f"mapping/{unit}/{year}.yml")
        moment = at(day, 2) + timedelta(minutes=17 * number)
        yield Proposal(
            f"Daftar paket {year}: {unit}", owner, lambda told, p=places: told in p,
            (Said(CHECKS, "APPROVED", moment),), moment + timedelta(minutes=9),
        )  # fmt: skip


def _reports(units: dict[str, str], year: str, quarter: str) -> Iterator[Proposal]:
    """Every unit's reports of a quarter and of its months, each unit in its own proposal."""
    last = 3 * int(quarter[1])
    months = "|".join(f"{month:02}" for month in range(last - 2, last + 1))
    month = QUARTER_ENDS[quarter]
    after = f"{int(year) + (month == '01')}-{month}"
    for number, (unit, owner) in enumerate(units.items()):
        wanted = re.compile(rf"realizations/{unit}/{year}-({quarter}|{months})\.yml")
        day = at(f"{after}-{7 + number % 3:02}", 2) + timedelta(minutes=23 * number)
        yield Proposal(
            f"Realisasi {unit} {year}-{quarter}", owner,
            lambda told, w=wanted: bool(w.fullmatch(told)),
            (Said(CHECKS, "APPROVED", day),), day + timedelta(minutes=30),
        )  # fmt: skip


def _measured(year: str, day: str) -> Proposal:
    """The measurements of a year so far, handed in by the team and approved by the head."""
    later = ("2026-Q3",)
    wanted = re.compile(rf"measurements/{year}(-[QS][1-4])?/.*")

    def holds(place: str) -> bool:
        return bool(wanted.fullmatch(place)) and not any(one in place for one in later)

    reviews = (Said(HEAD, "APPROVED", at(day, 4)),)
    return Proposal(f"Pengukuran {year}", "umi-y", holds, reviews, at(day, 4, 20))


def _single(title: str, place: str, day: str, reviews: Sequence[Said]) -> Proposal:
    return Proposal(title, TEAM, lambda told: told == place, reviews, at(day, 8))


def sealings() -> Iterator[tuple[str, str, Sequence[Said], datetime]]:
    """What was closed or revised: subject of the commit, title, reviews, merged."""
    yield (
        "Close 2025 of the example", "Laporan 2025",
        (Said(HEAD, "APPROVED", at("2026-02-03")), Said(LEADER, "APPROVED", at("2026-02-04"))),
        at("2026-02-05"),
    )  # fmt: skip
    yield (
        "Revise 2025 of the example", "Revisi laporan 2025",
        (Said(HEAD, "APPROVED", at("2026-04-07")), Said(LEADER, "APPROVED", at("2026-04-08"))),
        at("2026-04-09"),
    )  # fmt: skip
    yield (
        "Close the second quarter of 2026 of the example", "Laporan triwulan II 2026",
        (Said(HEAD, "APPROVED", at("2026-08-06")), Said(LEADER, "APPROVED", at("2026-08-07"))),
        at("2026-08-10"),
    )  # fmt: skip


CORRECTED = (
    "Correct the second quarter of 2026 of the example", "Koreksi laporan triwulan II 2026",
    (Said(HEAD, "APPROVED", at("2026-10-12")), Said(LEADER, "APPROVED", at("2026-10-13"))),
    at("2026-10-14"),
)  # fmt: skip
"""What the office corrected when actions no longer inherited the progress of an earlier plan."""

DECIDED_AGAIN = "Contoh: Keputusan triwulan II 2026 sesudah koreksi"
"""The decision on the quarter once its report had been corrected."""

FINAL_SCORE = (
    "Put the final score of 2025 into the example", "Skor ITKP 2025 hasil penilaian akhir",
    (Said(HEAD, "APPROVED", at("2026-03-30")),), at("2026-03-30", 6),
)  # fmt: skip
