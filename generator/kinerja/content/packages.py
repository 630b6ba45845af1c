"""Checks of package rows, as questions to the tables: one answer for a hundred thousand rows.

What one row says by itself is the schema's; here is what rows say of each other and of the file
they stand in. Plausibility is judged on what was known when the row was reported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from kinerja.content.columns import REPORT, columns
from kinerja.content.layout import place_of
from kinerja.content.load import Loaded
from kinerja.database import connect
from kinerja.findings import Finding, finding, nearest
from kinerja.periods import Period

Ask = Callable[[str], list[tuple[Any, ...]]]
"""Puts a question in SQL to the tables `register` and `reports`."""

_MOST_GUESSES = 20
_PLANNED = {
    "plan_published_date": (1, 1),
    "plan_due_date": (1, 1),
    "planned_selection_end": (1, 1),
    "planned_contract_end": (0, 5),
}
"""How many years before and after its fiscal year a package's plan may be dated."""


def findings(loaded: Loaded) -> Iterator[Finding]:
    """What is wrong or doubtful in the rows of registers and reports."""
    connection = connect()
    connection.register("register", loaded.register)
    connection.register("reports", loaded.reports)

    def ask(question: str) -> list[tuple[Any, ...]]:
        return connection.execute(question).fetchall()

    for file, row, package, other in ask(_REPEATED):
        yield finding(
            file, "package-repeated", ("packages", row, "package_id"), value=package, other=other
        )
    yield from _unknown(ask, loaded)
    for file, row, package, owner in ask(_OTHER_UNIT):
        place = ("packages", row, "package_id")
        yield finding(file, "package-other-unit", place, value=package, owner=owner)
    for file, row, package in ask(_TWICE):
        yield finding(file, "package-stated-twice", ("packages", row, "package_id"), value=package)
    yield from _far(ask)
    yield from _late(ask)
    yield from _taken_back(ask)
    yield from _doubtful(ask)
    yield from _fallen(ask)


_ADDING_UP = ("paid_amount", "attempts", "failed_attempts", "objections", "objections_upheld")
"""What a report states as of its day from the beginning on, so that it never falls."""

_DOUBTS = (
    ("contract-before-notice", "contract_date", "<", "notice_date"),
    ("handover-before-contract", "handover_date", "<", "contract_date"),
    ("contract-above-estimate", "contract_amount", ">", "estimate_amount"),
    ("payment-above-contract", "paid_amount", ">", "contract_amount"),
    ("date-before-other", "award_date", "<", "notice_date"),
    ("date-before-other", "due_date", "<", "contract_date"),
    ("number-above-other", "domestic_amount", ">", "contract_amount"),
    ("number-above-other", "small_business_amount", ">", "contract_amount"),
    ("number-above-other", "negotiated_amount", ">", "bid_amount"),
    ("number-above-other", "bidders", ">", "registrants"),
    ("number-above-other", "failed_attempts", ">", "attempts"),
    ("number-above-other", "objections_on_time", ">", "objections"),
    ("number-above-other", "objections_upheld", ">", "objections"),
)
"""What is said of a fact that stands so to another, and that other."""

_REPEATED = """
    SELECT file, row, package_id, first_value(file) OVER same
    FROM register
    WINDOW same AS (PARTITION BY package_id ORDER BY file, row)
    QUALIFY row_number() OVER same > 1
"""
_OTHER_UNIT = """
    SELECT reports.file, reports.row, package_id, min(register.unit)
    FROM reports JOIN register USING (package_id)
    GROUP BY ALL
    HAVING NOT bool_or(register.unit = reports.unit)
"""
_TWICE = """
    SELECT file, row, package_id FROM reports
    QUALIFY row_number() OVER (PARTITION BY file, package_id ORDER BY row) > 1
"""


def _doubtful(ask: Ask) -> Iterator[Finding]:
    """Facts known so far that do not go together, at the first row of each package."""
    fields = dict.fromkeys(field for _, key, _, other in _DOUBTS for field in (key, other))
    known = ", ".join(
        f'last_value("{field}" IGNORE NULLS) OVER so_far AS "{field}"' for field in fields
    )
    holds = " ".join(f"WHEN {n} THEN {' '.join(told)}" for n, (_, *told) in enumerate(_DOUBTS))
    numbers = ", ".join(f"({n})" for n in range(len(_DOUBTS)))
    question = f"""
        SELECT doubt, file, row, package_id, {", ".join(fields)} FROM (
            SELECT file, row, package_id, period_end, as_of, months, {known} FROM reports
            WINDOW so_far AS (PARTITION BY package_id ORDER BY period_end, as_of, months
                ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW))
        JOIN (VALUES {numbers}) AS doubts(doubt) ON CASE doubt {holds} END
        QUALIFY row_number() OVER (
            PARTITION BY doubt, package_id ORDER BY period_end, as_of, months) = 1
    """
    for doubt, file, row, package, *values in ask(question):
        (code, key, _, beside), told = _DOUBTS[doubt], dict(zip(fields, values, strict=True))
        yield finding(
            file, code, ("packages", row), package=package, value=told[key], other=told[beside],
            key=key, beside=beside,
        )  # fmt: skip


def _fallen(ask: Ask) -> Iterator[Finding]:
    """Facts that add up and are less than what was reported before: perhaps of one period only."""
    question = " UNION ALL ".join(
        f"""
        SELECT file, row, package_id, '{key}', "{key}", earlier FROM (
            SELECT file, row, package_id, "{key}", lag("{key}") OVER (
                PARTITION BY package_id ORDER BY period_end, as_of, months) AS earlier
            FROM reports WHERE "{key}" IS NOT NULL)
        WHERE "{key}" < earlier
        """
        for key in _ADDING_UP
    )
    for file, row, package, key, value, earlier in ask(question):
        yield finding(
            file, "fact-fell", ("packages", row, key),
            subject=package, key=key, value=value, other=earlier,
        )  # fmt: skip


def _far(ask: Ask) -> Iterator[Finding]:
    """Plan dates far from the fiscal year that a package is registered for."""
    question = " UNION ALL ".join(
        f"""
        SELECT file, row, package_id, fiscal_year, '{key}', "{key}" FROM register
        WHERE year("{key}") NOT BETWEEN fiscal_year - {before} AND fiscal_year + {after}
        """
        for key, (before, after) in _PLANNED.items()
    )
    for file, row, package, year, key, value in ask(question):
        yield finding(
            file, "plan-date-far", ("packages", row, key),
            key=key, value=value, package=package, year=year,
        )  # fmt: skip


def _late(ask: Ask) -> Iterator[Finding]:
    """Events dated after the day on which they are reported."""
    events = [column.name for column in columns(REPORT) if column.event]
    told = ", ".join(f'"{name}"' for name in events)
    late = f"SELECT file, row, as_of, {told} FROM reports WHERE greatest({told}) > as_of"
    for file, row, as_of, *dates in ask(late):
        for name, value in zip(events, dates, strict=True):
            if value is not None and value > as_of:
                yield finding(
                    file, "event-after-report", ("packages", row, name),
                    key=name, value=value, as_of=as_of,
                )  # fmt: skip


def _taken_back(ask: Ask) -> Iterator[Finding]:
    """Fields that one row both states and takes back."""
    facts = [column.name for column in columns(REPORT) if column.name != "package_id"]
    told = ", ".join(f'"{name}"' for name in facts)
    for file, row, retract, *values in ask(
        f"SELECT file, row, retract, {told} FROM reports WHERE retract IS NOT NULL"
    ):
        for name, value in zip(facts, values, strict=True):
            if name in retract and value is not None:
                yield finding(file, "retract-and-value", ("packages", row, name), key=name)


def _unknown(ask: Ask, loaded: Loaded) -> Iterator[Finding]:
    """Packages reported but not registered, unless their register could not be read.

    Only the first few get a guess, among the unit's own packages: guessing is slow.
    """
    missing = ask(
        "SELECT file, row, package_id, unit FROM reports"
        " WHERE package_id NOT IN (SELECT package_id FROM register) ORDER BY file, row"
    )
    own: dict[str, list[str]] = {}
    if missing:
        for unit, package in ask("SELECT unit, package_id FROM register"):
            own.setdefault(unit, []).append(package)
    unread = {name.split("/")[2] for name in loaded.broken if name.split("/")[1] == "packages"}
    known = registered(loaded)
    without = {file: unit for file, _row, _package, unit in missing if unit not in known}
    for document in loaded.of("realization"):
        unit = without.get(document.source.name, "")
        if unit and unit not in unread:
            yield register_missing(document.source.name, unit, document.data["period"][:4])
    for number, (file, row, package, unit) in enumerate(missing):
        if unit not in unread and file not in without:
            guess = nearest(package, own.get(unit, ()) if number < _MOST_GUESSES else ())
            place = ("packages", row, "package_id")
            yield finding(file, "package-unknown", place, value=package, nearest=guess)


def registered(loaded: Loaded) -> set[str]:
    """The units that have a register."""
    return {document.data["unit"] for document in loaded.of("register")}


def register_missing(file: str, unit: str, year: int | str) -> Finding:
    """What is said of a file that tells of packages of a unit without any register."""
    place = place_of("register", {"unit": unit, "year": str(year)})
    return finding(file, "register-missing", ("unit",), value=unit, expected=place)


def dates(loaded: Loaded) -> Iterator[Finding]:
    """Reports whose `as_of` lies outside their period."""
    for document in loaded.of("realization"):
        period = Period.parse(document.data["period"])
        as_of = document.data["as_of"]
        if not str(period.start) <= as_of <= str(period.end):
            yield finding(
                document.source.name, "report-outside-period", ("as_of",),
                value=as_of, period=period, start=period.start, end=period.end,
            )  # fmt: skip
