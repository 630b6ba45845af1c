"""Compiling: checked content becomes the table of achievements and the compiled action plans.

This is the walk of step 13 of the procedure (collect and process data): formulas, observations,
measures, realizations, achievements, roll-up, in that order and each on its own floor.
"""

from __future__ import annotations

import decimal
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import duckdb

from kinerja.achievement.figures import bounds
from kinerja.achievement.figures.realization import Facts
from kinerja.achievement.figures.rows import table_of
from kinerja.achievement.formulas.formula import Formula
from kinerja.achievement.measuring.actions import ActionRow, action_rows
from kinerja.achievement.measuring.measures import FormulaFailedError
from kinerja.achievement.measuring.observations import database
from kinerja.achievement.measuring.preparing import prepare_all
from kinerja.achievement.measuring.remembering import Source, measured
from kinerja.achievement.measuring.snapshots import Snapshots, working_days
from kinerja.achievement.terms.schedule import Due, schedule
from kinerja.achievement.terms.table import Rows, periods
from kinerja.findings import Finding, finding
from kinerja.model.content import Content
from kinerja.numbers import CALCULATE
from kinerja.periods import Period


@dataclass(frozen=True)
class Compiled:
    """The results of content as of a day: the table of achievements, and action plans.

    `snapshots` are those of packages from which the figures came, `facts` what was measured on
    them, `formulas` the SQL by indicator, `findings` what was wrong in formulas or
    realizations (then nothing is published).
    """

    content: Content
    today: date
    rows: Rows
    actions: tuple[ActionRow, ...]
    formulas: Mapping[str, Formula]
    snapshots: Snapshots
    facts: Facts
    findings: tuple[Finding, ...]

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The database that holds the snapshots, which are made when somebody first asks."""
        return self.snapshots.connection

    @property
    def periods(self) -> tuple[Period, ...]:
        """All reported periods, in order of time."""
        years = self.content.years
        return tuple(p for year in years for p in periods(self.content, year, self.today))


def compile_content(content: Content, today: date, source: Source | None = None) -> Compiled:
    """Compile everything that content as of `today` lets be computed.

    What was measured before is taken from the cache where a `source` says what content was read.
    Raises nothing for what is in content: a formula that is wrong, or a realization beyond a
    natural bound, is a finding.
    """
    connection = database(working_days(content))
    formulas, faults = prepare_all(content, connection)
    reported = tuple(p for year in content.years for p in periods(content, year, today))
    owed = schedule(content.indicators.values(), () if faults else reported)
    adopted = {told: [due for due in dues if _is_adopted(due)] for told, dues in owed.items()}
    snapshots = Snapshots(content, connection, formulas, owed)
    facts = Facts(content, {})
    if not faults:
        try:
            facts = Facts(content, measured(snapshots, source))
        except FormulaFailedError as failed:
            file = content.file(f"indicators/{failed.indicator}.yml")
            place = ("formula", "numerator")
            faults = [finding(file, "formula-failed", place, problem=failed.problem)]
            adopted = {}
        else:
            with decimal.localcontext(CALCULATE):
                faults = list(bounds.findings(facts, adopted, formulas, snapshots))
    return Compiled(
        content,
        today,
        table_of(facts, adopted),
        tuple(sorted(
            (row for period in reported for row in action_rows(content, period)),
            key=lambda row: (row.period, row.indicator, row.action, row.unit or ""),
        )),
        formulas,
        snapshots,
        facts,
        tuple(faults),
    )  # fmt: skip


def _is_adopted(due: Due) -> bool:
    """Whether it belongs in the table: what is only proposed is measured, so that faults show."""
    return due.indicator.status != "proposed"


def formula_findings(content: Content) -> list[Finding]:
    """What is wrong with the formulas of content that other errors keep from being compiled."""
    return prepare_all(content, database(working_days(content)))[1]
