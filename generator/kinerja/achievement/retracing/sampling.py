"""Sampling: a seeded draw of the source records behind the published figures of a period.

Which rows stand behind a figure is `explanation`'s and `membership`'s; what each of them says, and
where, is `worksheet`'s. The method is written down in `docs/decisions/0016-audit-samples.md`.
"""

from __future__ import annotations

import decimal
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from typing import NamedTuple

from kinerja.achievement.compiling import Compiled
from kinerja.achievement.figures.measurements import serving
from kinerja.achievement.measuring.membership import members_sql
from kinerja.achievement.retracing.audited import figure
from kinerja.achievement.retracing.explanation import Portion, Worked, units_of, work
from kinerja.model.content import Content
from kinerja.model.manual import measured
from kinerja.model.records import Indicator
from kinerja.numbers import CALCULATE
from kinerja.periods import Period

MEASUREMENTS = "measurements"
"""The kind of a record that is a measured value, beside the tables of formulas."""

CONFIDENCE = {29: 90, 61: 95}
"""Sample sizes of attribute sampling, each with the confidence in percent of what it proves."""


class Record(NamedTuple):
    """A source record as it stands behind one figure: a package, an action or a measured value.

    `kind` is the formula's table or `MEASUREMENTS`; `id` the package's, `indicator/action`, or the
    file of the measurement (`2026-Q1/source`); `year` the register's or plan's; `until` the day as
    of which the figure takes what is known. `rank` orders the draw.
    """

    rank: str
    indicator: str
    kind: str
    id: str
    unit: str | None
    year: int
    until: date


@dataclass(frozen=True, slots=True)
class Stratum:
    """The records of one figure: how many there are, and the first of them in the seed's order."""

    count: int
    first: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """A draw: its records by indicator and rank, how many there were to draw from, and its proof.

    `error_at_most` is the upper bound in percent of wrong records, if every record drawn is right.
    """

    size: int
    seed: int
    records: tuple[Record, ...]
    population: int
    confidence: int
    error_at_most: Decimal


def draw(compiled: Compiled, period: Period, size: int, seed: int) -> Sample:
    """Draw records of a period, as many of each figure as its share, but at least one where it can.

    Figures are the organisation's, of the period itself, and have a realization. `size` is one of
    `CONFIDENCE`. The same content, size and seed give the same records, in whatever order files
    are read, and with every version of this program.
    """
    strata = {
        worked.indicator.id: _stratum(compiled, worked, size, seed)
        for worked in _published(compiled, period)
    }
    counts = {name: stratum.count for name, stratum in strata.items() if stratum.count}
    taken = shares(counts, size, seed)
    drawn = (one for name, many in taken.items() for one in strata[name].first[:many])
    return Sample(
        size,
        seed,
        tuple(sorted(drawn, key=lambda one: (one.indicator, one.rank))),
        sum(counts.values()),
        CONFIDENCE[size],
        bound(counts, taken, CONFIDENCE[size]),
    )


def shares(counts: Mapping[str, int], size: int, seed: int) -> dict[str, int]:
    """How many records each figure gives: one, then in turn whoever is furthest below its share.

    Without room for one of each the seed decides which, so that nobody knows beforehand what will
    not be looked at. Divisors of Sainte-Laguë (1, 3, 5, …), so that nothing is rounded; of equals
    the first by name.
    """
    names = sorted(counts, key=lambda name: sha256(f"{seed}/{name}".encode()).hexdigest())[:size]
    taken = dict.fromkeys(sorted(names), 1)
    for _turn in range(min(size, sum(counts.values())) - len(taken)):
        open_names = [name for name, many in taken.items() if many < counts[name]]
        short = {name: Fraction(counts[name], 2 * taken[name] + 1) for name in open_names}
        taken[max(open_names, key=lambda name: short[name])] += 1
    return taken


def bound(counts: Mapping[str, int], taken: Mapping[str, int], confidence: int) -> Decimal:
    """The greatest share of wrong records that a draw without a wrong one leaves possible.

    The most that the wrong shares of the figures can add up to while the chance of seeing none,
    Π (1 - p)^n, is not below 1 - confidence. Percent, rounded up to one decimal. A proportional
    draw gives the well-known 1 - (1 - confidence)^(1/n): 8% for 29 at 90, 5% for 61 at 95.
    """
    whole = sum(counts.values())
    with decimal.localcontext(CALCULATE):
        unseen = sum((Decimal(counts[name]) for name in counts if name not in taken), Decimal(0))
        # The worst case spends its luck where a drawn record stands for the most others.
        open_ = [(Decimal(counts[name]), many) for name, many in taken.items()
                 if many < counts[name]]  # fmt: skip
        open_.sort(key=lambda pair: pair[0] / pair[1], reverse=True)
        luck = -((1 - Decimal(confidence) / 100).ln())
        draws, logs, worst = 0, Decimal(0), Decimal(0)
        for place, (count, many) in enumerate(open_):
            draws, logs = draws + many, logs + many * (count / many).ln()
            level = ((logs - luck) / draws).exp()
            following = open_[place + 1] if place + 1 < len(open_) else None
            if following is None or following[0] / following[1] <= level:
                worst = sum((c - n * level for c, n in open_[: place + 1]), Decimal(0))
                break
        share = (unseen + worst) * 100 / whole if whole else Decimal(0)
        return share.quantize(Decimal("0.1"), rounding=decimal.ROUND_CEILING)


# --- the records behind a figure ---------------------------------------------------------------


def _published(compiled: Compiled, period: Period) -> Iterator[Worked]:
    for id, indicator in compiled.content.indicators.items():
        row = compiled.rows.get(figure(compiled.content, str(period), id))
        if row is not None and row.realization is not None:
            yield work(compiled, indicator, period, "period", None)


def _stratum(compiled: Compiled, worked: Worked, size: int, seed: int) -> Stratum:
    indicator = worked.indicator
    sources = [source for source in worked.entering if source.realized.value is not None]
    measured = {
        _measured(indicator, place, unit, seed)
        for source in sources
        for place, unit in _values(compiled.content, indicator, source)
    }
    count, found = _from_table(compiled, indicator, sources, size, seed)
    return Stratum(count + len(measured), tuple(sorted([*found, *measured])[:size]))


def _from_table(
    compiled: Compiled, indicator: Indicator, sources: list[Portion], size: int, seed: int
) -> tuple[int, list[Record]]:
    """Packages or actions, counted and ranked where they lie, for there may be a million."""
    formula = compiled.formulas.get(indicator.id)
    if formula is None or not sources:
        return 0, []
    behind = " UNION ALL ".join(
        f"SELECT id, unit, fiscal_year, DATE '{source.days.end}' AS until"
        f" FROM ({members_sql(formula, source.days, units_of(source))}) WHERE reason = ''"
        for source in sources
    )
    told = compiled.connection.sql(
        f"""
        SELECT count(*) OVER () AS many, sha256('{seed}/{indicator.id}/' || id || '/' ||
            coalesce(unit, '') || '/' || until::VARCHAR) AS rank, id, unit, fiscal_year, until
        FROM ({behind}) ORDER BY rank LIMIT {size}
        """
    ).fetchall()
    found = [Record(rank, indicator.id, formula.table, *rest) for _, rank, *rest in told]
    return (told[0][0] if told else 0), found


def _values(
    content: Content, indicator: Indicator, source: Portion
) -> Iterator[tuple[str, str | None]]:
    """The measured values that a source takes: their files and units (None: the organisation)."""
    name = measured(indicator)
    file = serving(content, indicator, name, source.period) if name else None
    if file is None:
        return
    stated = {value.unit for value in file.values}
    own = source.unit in stated or source.unit is not None
    for unit in (source.unit,) if own else content.units:
        if unit in stated:
            yield f"{file.period}/{file.source}", unit


def _measured(indicator: Indicator, place: str, unit: str | None, seed: int) -> Record:
    until = Period.parse(place.partition("/")[0]).end
    rank = sha256(f"{seed}/{indicator.id}/{place}/{unit or ''}/{until}".encode()).hexdigest()
    return Record(rank, indicator.id, MEASUREMENTS, place, unit, until.year, until)
