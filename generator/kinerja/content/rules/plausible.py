"""Doubts about package rows: facts that can hardly be right, beside the other rows of a package.

Each is a question to the tables of `packages`, where rows contradict each other outright; facts
that contradict each other are `together`'s.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Any

from kinerja.content.rules.rows import NEWEST, ORDER, Ask
from kinerja.content.shape.columns import REPORT, columns
from kinerja.findings import Finding, finding
from kinerja.numbers import plain

_PLANNED = {
    "plan_published_date": (1, 1),
    "plan_due_date": (1, 1),
    "planned_selection_end": (1, 1),
    "planned_contract_end": (0, 5),
}
"""How many years before and after its fiscal year a package's plan may be dated."""

_SELECTED = "'tender', 'fast_tender', 'consultant_selection'"
_ELSEWHERE = (
    ("method", "tender", "'direct_procurement', 'direct_appointment', 'e_purchasing'"),
    ("method", "non_tender", f"{_SELECTED}, 'e_purchasing'"),
    ("method", "e_purchasing", f"{_SELECTED}, 'direct_procurement', 'direct_appointment'"),
    ("method", "online_shop", f"{_SELECTED}, 'direct_appointment'"),
    ("provision", "recorded_self_managed", "'provider'"),
)
"""Of each channel, which methods and provisions are recorded in another one (LKPP's data sets)."""

_AGREED = dict.fromkeys(("scheduled_award_date", "original_due_date", "due_date"), (2, 5))
"""The same for days that a report tells ahead; what has happened is never after its report."""

_SMALLEST = 100_000
"""Rupiah; what costs less is no package, but an amount written in thousands or millions."""

_BUDGET = "budget_amount"

_TOGETHER = (
    ("contract_date", "contract_amount"),
    ("contract_amount", "contract_date"),
    ("handover_date", "due_date"),
)
"""Facts that say little without the other: a formula leaves them out, or counts half of them."""

_LASTING = (
    ("fact-fell", "<",
     ("paid_amount", "attempts", "failed_attempts", "objections", "objections_upheld",
      "progress")),
    ("first-fact-changed", "<>", ("scheduled_award_date", "original_due_date")),
)  # fmt: skip
"""What is said of facts that differ so from what was reported before.

The first are stated as of a day from the beginning on, so that they never fall; progress does where
an addendum has added work. The others are what was agreed first: what came of it has columns of
its own.
"""


def findings(ask: Ask, anchors: Collection[str]) -> Iterator[Finding]:
    """What is doubtful in the rows of registers and reports.

    `anchors` are the dates by which the office's formulas look for what happened in a period.
    """
    for doubts in (_far, _planned, _elsewhere, _alone, _changed, _disagreeing):
        yield from doubts(ask)
    yield from _behind(ask, anchors)


def _far(ask: Ask) -> Iterator[Finding]:
    """Days to come far from the fiscal year that a package is registered for."""
    years = "SELECT package_id, any_value(fiscal_year) AS fiscal_year FROM register GROUP BY ALL"
    reported = f"(FROM reports JOIN ({years}) USING (package_id))"
    question = " UNION ALL ".join(
        f"""
        SELECT file, row, package_id, fiscal_year, '{key}', "{key}" FROM {table}
        WHERE year("{key}") NOT BETWEEN fiscal_year - {before} AND fiscal_year + {after}
        """
        for table, days in (("register", _PLANNED), (reported, _AGREED))
        for key, (before, after) in days.items()
    )
    for file, row, package, year, key, value in ask(question):
        yield finding(
            file, "plan-date-far", ("packages", row, key),
            key=key, value=value, package=package, year=year,
        )  # fmt: skip


def _planned(ask: Ask) -> Iterator[Finding]:
    """Budgets in millions, and contracts that are planned to end before their selection."""
    small = f"SELECT file, row, package_id, {_BUDGET} FROM register WHERE {_BUDGET} < {_SMALLEST}"
    for file, row, package, value in ask(small):
        yield finding(
            file,
            "amount-tiny",
            ("packages", row, _BUDGET),
            package=package,
            key=_BUDGET,
            value=value,
        )
    key, beside = "planned_contract_end", "planned_selection_end"
    question = f"SELECT file, row, package_id, {key}, {beside} FROM register WHERE {key} < {beside}"
    for file, row, package, value, other in ask(question):
        yield finding(
            file, "date-before-other", ("packages", row, key),
            package=package, key=key, value=value, beside=beside, other=other,
        )  # fmt: skip


def _elsewhere(ask: Ask) -> Iterator[Finding]:
    """Packages in a channel that does not record what is chosen as they are."""
    question = " UNION ALL ".join(
        f"""
        SELECT file, row, package_id, '{key}', {key}, channel FROM register
        WHERE channel = '{channel}' AND {key} IN ({others})
        """
        for key, channel, others in _ELSEWHERE
    )
    for file, row, package, key, value, channel in ask(question):
        yield finding(
            file, "channel-unfit", ("packages", row, "channel"),
            package=package, value=channel, key=key, other=value,
        )  # fmt: skip


def _alone(ask: Ask) -> Iterator[Finding]:
    """Facts that no report gives the one they need, at the last row that states them."""
    question = " UNION ALL ".join(
        f"""
        SELECT file, row, package_id, '{key}', '{beside}' FROM reports SEMI JOIN (
            SELECT package_id FROM reports GROUP BY ALL
            HAVING count("{key}") > 0 AND count("{beside}") = 0
                AND NOT coalesce(bool_or(list_contains(retract, '{key}')), false)
            ) AS lacking USING (package_id)
        WHERE "{key}" IS NOT NULL
        QUALIFY row_number() OVER (PARTITION BY package_id ORDER BY {NEWEST}) = 1
        """
        for key, beside in _TOGETHER
    )
    for file, row, package, key, beside in ask(question):
        place = ("packages", row, key)
        yield finding(file, "fact-alone", place, package=package, key=key, beside=beside)


def _changed(ask: Ask) -> Iterator[Finding]:
    """Facts that a later report states as they cannot have become: less, or another first one."""
    for code, differs, keys in _LASTING:
        question = " UNION ALL ".join(
            f"""
            SELECT file, row, package_id, '{key}', "{key}", before FROM (
                SELECT file, row, package_id, addenda, "{key}", lag("{key}") OVER (
                    PARTITION BY package_id ORDER BY {ORDER}) AS before
                FROM reports WHERE "{key}" IS NOT NULL OR list_contains(retract, '{key}'))
            WHERE "{key}" {differs} before{_unless(key)}
            """
            for key in keys
        )
        for file, row, package, key, value, before in ask(question):
            yield finding(
                file, code, ("packages", row, key),
                subject=package, key=key, value=_shown(value), other=_shown(before),
            )  # fmt: skip


def _unless(key: str) -> str:
    """What explains that a fact has become less, as SQL behind the question."""
    return " AND addenda IS NULL" if key == "progress" else ""


def _shown(value: object) -> object:
    return plain(value) if isinstance(value, Decimal) else value


def _disagreeing(ask: Ask) -> Iterator[Finding]:
    """Two reports of one day that state different facts of a package: only one can be right."""
    keys = [each.name for each in columns(REPORT) if each.name != "package_id"]
    told = ", ".join(f'"{key}"' for key in keys)
    question = f"""
        SELECT unit, package_id, as_of, file, row, {told} FROM reports
        SEMI JOIN (SELECT unit, package_id, as_of FROM reports
            GROUP BY ALL HAVING count(*) > 1) AS twice USING (unit, package_id, as_of)
        ORDER BY unit, package_id, as_of, months, file
    """
    known: dict[tuple[Any, ...], tuple[Any, str]] = {}
    for unit, package, day, file, row, *values in ask(question):
        for key, value in zip(keys, values, strict=True):
            if value is None:
                continue
            other, where = known.setdefault((unit, package, day, key), (value, file))
            if other != value and where != file:  # in one file it stands twice, which is told
                yield finding(
                    file, "reports-disagree", ("packages", row, key),
                    package=package, key=key, value=value, other=other, day=day, place=where,
                )  # fmt: skip


def _behind(ask: Ask, anchors: Collection[str]) -> Iterator[Finding]:
    """Reports that tell of events in earlier quarters of their year: no quarter counts those.

    Told once for a report, at the first such package.
    """
    events = [each.name for each in columns(REPORT) if each.event and each.name in anchors]
    if not events:
        return
    told = " UNION ALL ".join(
        f"""
        SELECT file, row, package_id, period_end, months, '{name}' AS key, "{name}" AS day,
            row_number() OVER (PARTITION BY package_id ORDER BY {ORDER}) AS turn
        FROM reports WHERE "{name}" IS NOT NULL
        """
        for name in events
    )
    question = f"""
        SELECT file, min(row), count(DISTINCT package_id), arg_min(package_id, row),
            arg_min(key, (day, key)), min(day)
        FROM ({told})
        WHERE turn = 1 AND year(day) = year(period_end) AND
            date_trunc('quarter', day) < date_trunc('quarter', period_end - to_months(months - 1))
        GROUP BY file
    """
    for file, row, count, package, key, day in ask(question):
        yield finding(
            file, "facts-behind", ("packages", row),
            count=count, package=package, key=key, value=day,
        )  # fmt: skip
