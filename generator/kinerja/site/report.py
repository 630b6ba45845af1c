"""Everything the pages show, as plain data: compiled once, the same for every language.

It crosses into the process of each language, so it holds no connection. Views pick from it; words
and formats are theirs and the templates'.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from kinerja.achievement.actions import ActionRow
from kinerja.achievement.compiling import Compiled, with_areas
from kinerja.achievement.observations import observe
from kinerja.achievement.stage import stage
from kinerja.achievement.table import Key, Row
from kinerja.achievement.trace import Trace, trace
from kinerja.achievement.writing import files
from kinerja.content.columns import observed
from kinerja.model.content import Content
from kinerja.model.records import Indicator, PolicyBand
from kinerja.periods import MONTHS, Period

_FIRM = 3
"""Months of the shortest period that may be the site's headline."""


@dataclass(frozen=True)
class Report:
    """The compiled content as pages need it.

    `traces` holds the packages behind each indicator's latest figure and behind the lowest ones of
    each period, `packages` the facts of every package as of the current period's end, with its
    `stage`. `periods` are in order of their ends, the shorter first.
    """

    content: Content
    today: date
    label: str
    rows: Mapping[Key, Row]
    actions: tuple[ActionRow, ...]
    periods: tuple[Period, ...]
    traces: Mapping[tuple[str, str], Trace]
    packages: tuple[Mapping[str, Any], ...]
    files: Mapping[str, bytes]

    def row(
        self,
        level: str,
        node: str,
        period: Period,
        unit: str | None = None,
        basis: str = "period",
    ) -> Row | None:
        """One row of the table; `unit` None is the organisation."""
        scope = ("unit", unit) if unit else ("organisation", self.content.organisation.id)
        return self.rows.get(Key(str(period), basis, *scope, level, node))

    @cached_property
    def current(self) -> Period:
        """The period the site opens with: the latest quarter or longer that most units reported.

        A single early report must not become the headline. Where there is none, the latest period
        that has a total.
        """
        scored = [
            p for p in self.periods if (row := self.row("total", "total", p)) and row.published
        ]
        units = self.content.units
        firm = [
            p
            for p in scored
            if p.months >= _FIRM
            and 2 * sum((unit, p.end) in self.content.reported for unit in units) > len(units)
        ]
        known = firm or scored or self.periods or (Period(self.today.year, 1, 12),)
        return max(known, key=lambda p: (p.end, p.months))

    def lowest(self, period: Period, unit: str | None = None, count: int = 3) -> tuple[Row, ...]:
        """The indicators' rows with the lowest published figures of a period, below 100 only."""
        rows = (
            self.row("indicator", indicator, period, unit) for indicator in self.content.indicators
        )
        low = [row for row in rows if row and row.published is not None and row.published < 100]
        return tuple(sorted(low, key=lambda row: (row.published, row.node))[:count])

    def latest(self, indicator: Indicator, until: Period) -> Period | None:
        """The latest period of the indicator's own frequency that ends by a period's end."""
        own = [p for p in self.periods
               if p.months == MONTHS[indicator.frequency] and p.end <= until.end]  # fmt: skip
        due = [p for p in own if (row := self.row("indicator", indicator.id, p))
               and row.state != "not_scheduled"]  # fmt: skip
        return max(due, key=lambda p: p.end, default=None)

    def band(self, row: Row) -> tuple[PolicyBand, int, int] | None:
        """The status band of a row, its rank from the top and how many there are."""
        indicator = self.content.indicators.get(row.node) if row.level == "indicator" else None
        own = indicator.policies.status_scheme if indicator and indicator.policies else None
        scheme = self.content.policies[own or self.content.organisation.policies.status_scheme]
        for rank, band in enumerate(scheme.bands):
            if row.status in (band.status, band.year_end.status if band.year_end else None):
                return band, rank, len(scheme.bands)
        return None


def report(compiled: Compiled, label: str = "") -> Report:
    """Gather what the pages show from a compiled state whose tables are still open."""
    rows, content = compiled.rows, compiled.content
    found = Report(
        content,
        compiled.today,
        label,
        rows,
        compiled.actions,
        tuple(sorted(compiled.periods, key=lambda period: (period.end, period.months))),
        {},
        (),
        {},
    )
    latest = {(i.id, found.latest(i, found.current)) for i in content.indicators.values()}
    low = {(row.node, period) for period in found.periods for row in found.lowest(period)}
    traced = {
        (indicator, str(period)): told
        for indicator, period in sorted(latest | low, key=str)
        if period is not None
        and (formula := compiled.formulas.get(indicator))
        and (told := trace(rows, content, formula, compiled.connection, period))
    }
    return replace(
        found, traces=traced, packages=_packages(compiled, found.current), files=_files(compiled)
    )


def _packages(compiled: Compiled, current: Period) -> tuple[Mapping[str, Any], ...]:
    observe(
        compiled.connection,
        with_areas(compiled.content),
        compiled.content.reports,
        observed(),
        [current.end],
        name="current_packages",
    )
    table = compiled.connection.sql(
        "FROM current_packages ORDER BY unit, fiscal_year, package_id"
    ).to_arrow_table()
    return tuple({**row, "stage": stage(row)} for row in table.to_pylist())


def _files(compiled: Compiled) -> dict[str, bytes]:
    told = files(list(compiled.rows.values()), compiled.actions)
    return {f"data/{name}": content for name, content in told.items()}
