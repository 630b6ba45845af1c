"""Everything the pages show, as plain data: compiled once, the same for every language.

What only some pages show is worked out when one of them asks; before it crosses into the process of
each language all of it is. Views pick from it; words and formats are theirs and the templates'.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from kinerja.achievement.compiling import Compiled
from kinerja.achievement.figures.rollup import Ladder, ladder
from kinerja.achievement.measuring.actions import ActionRow
from kinerja.achievement.measuring.observations import observe
from kinerja.achievement.measuring.snapshots import with_areas
from kinerja.achievement.measuring.stage import stage
from kinerja.achievement.retracing.audited import figure, judges
from kinerja.achievement.retracing.trace import Trace, trace
from kinerja.achievement.terms.table import Key, Row, Rows
from kinerja.achievement.writing import files
from kinerja.content.shape.columns import observed
from kinerja.content.shape.objects import place_of_object
from kinerja.ledger.standing import Standing
from kinerja.model.content import Content, ContentFile
from kinerja.model.manual import status_scheme
from kinerja.model.records import Indicator, PolicyBand
from kinerja.ondemand import OnDemand
from kinerja.periods import MONTHS, Period
from kinerja.seal.shelf import Shelf
from kinerja.seal.showing import Sealed, records, sealed_by, sealed_rows
from kinerja.site.behind import Behind, behind

_DATA = "data/"
_FIRM = 3
"""Months of the shortest period that may be the site's headline."""


@dataclass(frozen=True)
class Report:
    """The compiled content as pages need it.

    `periods` are in order of their ends, the shorter first. The rows of a period in `sealed` are
    those of its record. `standings` are those of the objects that the approval policy asks
    something for, by their names; without a policy, none.
    """

    compiled: Compiled
    label: str
    rows: Rows
    periods: tuple[Period, ...]
    files: Files
    sealed: Mapping[Period, Sealed]
    standings: Mapping[str, Standing]

    @property
    def content(self) -> Content:
        """The content that all of it comes from."""
        return self.compiled.content

    @property
    def today(self) -> date:
        """The day as of which it is told."""
        return self.compiled.today

    @property
    def actions(self) -> tuple[ActionRow, ...]:
        """The compiled action plans."""
        return self.compiled.actions

    @cached_property
    def traces(self) -> OnDemand[tuple[str, str], Trace | None]:
        """The packages behind each indicator's latest figure and the lowest ones of each period."""
        low = {(row.node, str(period)) for period in self.periods for row in self.lowest(period)}
        latest = {(indicator, str(period)) for indicator, period in self._latest.items()}
        return OnDemand(sorted(low | latest), self._traced)

    def _traced(self, key: tuple[str, str]) -> Trace | None:
        indicator, period = key
        compiled = self.compiled
        formula = compiled.formulas.get(indicator)
        if formula is None:
            return None
        open_tables = compiled.connection
        return trace(compiled.rows, compiled.content, formula, open_tables, Period.parse(period))

    @cached_property
    def behind(self) -> OnDemand[str, Behind]:
        """The calculation of each indicator's latest figure."""
        return OnDemand(self._latest, self._behind)

    def _behind(self, indicator: str) -> Behind:
        compiled, period = self.compiled, self._latest[indicator]
        return behind(compiled, self.rows, self.content.indicators[indicator], period)

    @cached_property
    def _latest(self) -> Mapping[str, Period]:
        """The period of each indicator's latest figure, where it has one."""
        found = {
            indicator.id: self.latest(indicator, self.current)
            for indicator in self.content.indicators.values()
        }
        return {indicator: period for indicator, period in found.items() if period is not None}

    @cached_property
    def packages(self) -> tuple[Mapping[str, Any], ...]:
        """The facts of every package as of the current period's end, with its `stage`."""
        compiled, name = self.compiled, "current_packages"
        register = with_areas(compiled.content, compiled.connection)
        seen = observe(compiled.connection, register, compiled.content.reports, observed(), name)
        seen.as_of([self.current.end])
        found = compiled.connection.sql(f"FROM {name} ORDER BY unit, fiscal_year, package_id")
        return tuple({**row, "stage": stage(row)} for row in found.to_arrow_table().to_pylist())

    def complete(self) -> None:
        """Work out all that nobody has asked for yet: forked processes have no open tables."""
        self.traces.complete()
        self.behind.complete()
        len(self.packages)
        self.files.make()

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

        A single early report must not become the headline, and of those that end on one day a
        closed one goes first. Where there is none, the latest period that has a total.
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
        return max(known, key=lambda p: (p.end, p in self.sealed, p.months))

    @cached_property
    def ladders(self) -> Mapping[str, Ladder]:
        """Goals, areas and indicators with their weights in force, by period."""
        return {str(period): ladder(self.content, period) for period in self.periods}

    @cached_property
    def files_by_object(self) -> Mapping[str, ContentFile]:
        """The files of the content by their objects: who handed them in, and when."""
        return dict(self.content.files())

    @cached_property
    def standings_by_place(self) -> Mapping[str, Standing]:
        """The standings of content files by their paths in the folder."""
        told = ((place_of_object(name), one) for name, one in self.standings.items())
        return {place: one for place, one in told if place is not None}

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

    def audit_result(self, row: Row) -> str | None:
        """What an auditor said of the figure in a row, as it stands; None where nobody did."""
        audit = self.content.audits.get(Period.parse(row.period))
        if audit is None or row.key != figure(self.content, row.period, row.node):
            return None
        precision = self.content.indicators[row.node].precision
        for told in audit.findings:
            if told.indicator == row.node and judges(told, row, precision):
                return told.result
        return None

    def band(self, row: Row) -> tuple[PolicyBand, int, int] | None:
        """The status band of a row, its rank from the top and how many there are."""
        indicator = self.content.indicators.get(row.node) if row.level == "indicator" else None
        scheme = self.content.policies[status_scheme(indicator, self.content.organisation)]
        for rank, band in enumerate(scheme.bands):
            if row.status in (band.status, band.year_end.status if band.year_end else None):
                return band, rank, len(scheme.bands)
        return None


def report(
    compiled: Compiled,
    label: str = "",
    shelf: Shelf | None = None,
    standings: Mapping[str, Standing] | None = None,
) -> Report:
    """What pages show of a compiled state, whose tables stay open as long as somebody may ask.

    Periods on the shelf are shown as they were sealed; `standings` say how every object stands.
    """
    states = shelf.states if shelf else {}
    return Report(
        compiled,
        label,
        sealed_rows(compiled.rows, states),
        tuple(sorted(compiled.periods, key=lambda period: (period.end, period.months))),
        Files(compiled.rows, compiled.actions, records(states)),
        {period: sealed_by(told) for period, told in states.items() if period in compiled.periods},
        {name: told for name, told in (standings or {}).items() if told.rule is not None},
    )


class Files(Mapping[str, bytes]):
    """The files of `compile` and of sealed records at their addresses.

    Those of `compile` are written when the first is asked for.
    """

    def __init__(
        self,
        rows: Rows,
        actions: tuple[ActionRow, ...],
        sealed: Mapping[str, bytes],
    ) -> None:
        """Nothing is written yet; `sealed` are the records' files by their places."""
        self._rows = rows
        self._actions = actions
        self._sealed = sealed

    def make(self) -> None:
        """Write them now: once, before the processes of the languages part."""
        len(self._written)

    @cached_property
    def _written(self) -> Mapping[str, bytes]:
        told = {**files(self._rows.in_order(), self._actions), **self._sealed}
        return {f"{_DATA}{name}": content for name, content in told.items()}

    def __getitem__(self, address: str) -> bytes:
        if not address.startswith(_DATA):
            raise KeyError(address)
        return self._written[address]

    def __iter__(self) -> Iterator[str]:
        return iter(self._written)

    def __len__(self) -> int:
        return len(self._written)
