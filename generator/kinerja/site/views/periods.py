"""A page for each reporting period, and the list of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from kinerja.ledger.standing import SETTLED, Standing
from kinerja.periods import Period
from kinerja.seal.inputs import inputs
from kinerja.site.report import Report
from kinerja.site.views.scoreboard import scoreboard
from kinerja.site.views.view import SECTIONS, Dated, View
from kinerja.site.words import words


@dataclass(frozen=True, slots=True)
class PeriodList:
    """All periods, the latest first: a year's longer ones, then its months."""

    latest: Dated | None
    count: int
    years: tuple[tuple[int, tuple[Dated, ...], tuple[Dated, ...]], ...]


def views(told: Report) -> Iterator[View]:
    """The list, then each period, the latest first."""
    latest_first = sorted(told.periods, key=lambda p: (p.end, p.months), reverse=True)
    yield View(
        path="periods/",
        template="periods.html",
        title=words("Laporan menurut periode"),
        description=words("Nilai setiap bulan, triwulan, semester, dan tahun."),
        nav=(SECTIONS["periods"],),
        data=lambda: _list(told, latest_first),
    )
    for period in latest_first:
        if told.row("total", "total", period) is not None:
            yield View(
                path=f"periods/{period}/",
                template="period.html",
                title=words("Laporan kinerja %(period)s", period=period),
                description=words("Capaian setiap tujuan, area, dan indikator %(period)s.",
                                  period=period),
                nav=(SECTIONS["periods"],),
                data=partial(scoreboard, told, period),
                contents=True,
            )  # fmt: skip


def _list(told: Report, latest_first: Sequence[Period]) -> PeriodList:
    entries = tuple(
        Dated(p, told.row("total", "total", p), told.row("total", "total", p, basis="to_date"))
        for p in latest_first
    )
    return PeriodList(
        next((entry for entry in entries if entry.period == told.current), None),
        len(entries),
        tuple(_year(entries, year) for year in sorted({p.year for p in latest_first})[::-1]),
    )


def unapproved(told: Report, period: Period) -> tuple[Standing, ...]:
    """What a period's figures rest on and is not approved as it is.

    Of a sealed period only what it was sealed with: a correction that was approved later by nobody.
    """
    known = {place: one.fingerprint for place, one in told.standings_by_place.items()}
    sealed = told.sealed.get(period)
    if sealed is None:
        own, _beside = inputs(told.content, known, period)
    else:
        own = {p: told for p, told in sealed.record.inputs.items() if known.get(p) == told}
    asked = (told.standings_by_place[place] for place in own)
    return tuple(one for one in asked if one.state not in SETTLED)


def _year(
    entries: tuple[Dated, ...], year: int
) -> tuple[int, tuple[Dated, ...], tuple[Dated, ...]]:
    of_year = [entry for entry in entries if entry.period.year == year]
    longer = tuple(entry for entry in of_year if entry.period.months > 1)
    return year, longer, tuple(entry for entry in of_year if entry.period.months == 1)
