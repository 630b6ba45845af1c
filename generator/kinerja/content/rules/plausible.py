"""Doubts about package rows: facts that can hardly be right, on what was known when they were told.

Each is a question to the tables of `packages`, where rows contradict each other outright.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from decimal import Decimal
from typing import Any

from kinerja.content.shape.columns import REPORT, columns, last_stated
from kinerja.findings import Finding, finding
from kinerja.numbers import plain

Ask = Callable[[str], list[tuple[Any, ...]]]
"""Puts a question in SQL to the tables `register` and `reports`."""

_ORDER = "period_end, as_of, months"
"""The order in which the reports of a package follow each other."""

_NEWEST = "period_end DESC, as_of DESC, months DESC"

_PLANNED = {
    "plan_published_date": (1, 1),
    "plan_due_date": (1, 1),
    "planned_selection_end": (1, 1),
    "planned_contract_end": (0, 5),
}
"""How many years before and after its fiscal year a package's plan may be dated."""

_AGREED = dict.fromkeys(("scheduled_award_date", "original_due_date", "due_date"), (2, 5))
"""The same for days that a report tells ahead; what has happened is never after its report."""

_COMPARED = (
    ("contract-before-notice", "contract_date", "<", "notice_date"),
    ("handover-before-contract", "handover_date", "<", "contract_date"),
    ("contract-above-estimate", "contract_amount", ">", "estimate_amount"),
    ("amount-far-below", "contract_amount", "* 10 <", "estimate_amount"),
    ("amount-far-below", "estimate_amount", "* 100 <", "budget_amount"),
    ("amount-far-below", "negotiated_amount", "* 100 <", "bid_amount"),
    ("amount-far-below", "paid_amount", "* 10 =", "contract_amount"),
    ("payment-above-contract", "paid_amount", ">", "contract_amount"),
    ("date-before-other", "award_date", "<", "notice_date"),
    ("date-before-other", "contract_date", "<", "award_date"),
    ("date-before-other", "due_date", "<", "contract_date"),
    ("number-above-other", "domestic_amount", ">", "contract_amount"),
    ("number-above-other", "small_business_amount", ">", "contract_amount"),
    ("number-above-other", "estimate_amount", ">", "budget_amount"),
    ("number-above-other", "contract_amount", ">", "budget_amount"),
    ("number-above-other", "negotiated_amount", ">", "bid_amount"),
    ("number-above-other", "time_addenda", ">", "addenda"),
    ("number-above-other", "bidders", ">", "registrants"),
    ("number-above-other", "failed_attempts", ">", "attempts"),
    ("number-above-other", "objections_on_time", ">", "objections"),
    ("number-above-other", "objections_upheld", ">", "objections"),
)
"""What is said of a fact that stands so to another, and that other."""

_SMALLEST = 100_000
"""Rupiah; what costs less is no package, but an amount written in thousands or millions."""

_DOUBTS = (
    *((code, key, beside, f"{key} {stands} {beside}") for code, key, stands, beside in _COMPARED),
    ("amount-far-below", "contract_amount", "budget_amount",
     "estimate_amount IS NULL AND contract_amount * 100 < budget_amount"),
    ("number-above-other", "paid_amount", "budget_amount",
     "contract_amount IS NULL AND paid_amount > budget_amount"),
    *(("amount-far-below", part, "contract_amount",  # a share of it, in percent
       f"{part} BETWEEN 1 AND 100 AND contract_amount >= {_SMALLEST}")
      for part in ("domestic_amount", "small_business_amount")),
    ("status-against-fact", "selection_status", "contract_date",
     ("selection_status IN ('failed', 'cancelled') AND contract_date IS NOT NULL"
      " AND coalesce(contract_status, '') NOT IN ('stopped', 'terminated')")),
)  # fmt: skip
"""The same and more: what is said, of which fact, the one beside it, and when.

A selection that failed may be the second one, after a contract that was ended early.
"""

_PLAN = "budget_amount"
"""The one of them that the register tells, and not the reports."""

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
    for doubts in (_far, _planned, _doubtful, _alone, _changed, _disagreeing):
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
    small = f"SELECT file, row, package_id, {_PLAN} FROM register WHERE {_PLAN} < {_SMALLEST}"
    for file, row, package, value in ask(small):
        yield finding(
            file, "amount-tiny", ("packages", row, _PLAN), package=package, key=_PLAN, value=value
        )
    key, beside = "planned_contract_end", "planned_selection_end"
    question = f"SELECT file, row, package_id, {key}, {beside} FROM register WHERE {key} < {beside}"
    for file, row, package, value, other in ask(question):
        yield finding(
            file, "date-before-other", ("packages", row, key),
            package=package, key=key, value=value, beside=beside, other=other,
        )  # fmt: skip


def _doubtful(ask: Ask) -> Iterator[Finding]:
    """Facts known so far that do not go together, at the first row of each package."""
    fields = dict.fromkeys(field for _, key, other, _ in _DOUBTS for field in (key, other))
    taken_back = {field for (field,) in ask("SELECT DISTINCT unnest(retract) FROM reports")}
    known = ", ".join(
        last_stated(field, retracted=field in taken_back)
        for field in (*fields, "contract_status")
        if field != _PLAN
    )
    holds = " ".join(f"WHEN {n} THEN {when}" for n, (*_, when) in enumerate(_DOUBTS))
    numbers = ", ".join(f"({n})" for n in range(len(_DOUBTS)))
    question = f"""
        SELECT doubt, file, row, package_id, {", ".join(fields)} FROM (
            SELECT file, row, package_id, period_end, as_of, months, {known} FROM reports
            WINDOW so_far AS (PARTITION BY package_id ORDER BY {_ORDER}
                ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW))
        LEFT JOIN (SELECT package_id, any_value({_PLAN}) AS {_PLAN} FROM register GROUP BY ALL)
            USING (package_id)
        JOIN (VALUES {numbers}) AS doubts(doubt) ON CASE doubt {holds} END
        QUALIFY row_number() OVER (
            PARTITION BY doubt, package_id ORDER BY {_ORDER}) = 1
    """
    for doubt, file, row, package, *values in ask(question):
        (code, key, beside, _), told = _DOUBTS[doubt], dict(zip(fields, values, strict=True))
        yield finding(
            file, code, ("packages", row), package=package, value=told[key], other=told[beside],
            key=key, beside=beside,
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
        QUALIFY row_number() OVER (PARTITION BY package_id ORDER BY {_NEWEST}) = 1
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
                    PARTITION BY package_id ORDER BY {_ORDER}) AS before
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
            row_number() OVER (PARTITION BY package_id ORDER BY {_ORDER}) AS turn
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
