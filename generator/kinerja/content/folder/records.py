"""From parsed documents to `Content`: every file becomes its record, keyed as the layout says.

The schema has been obeyed by now, so nothing can fail here; what the records say together is
judged by `references` and `rules`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, TypeVar

import msgspec

from kinerja.content.folder.load import Document, Loaded
from kinerja.findings import Pointer
from kinerja.model import records
from kinerja.model.content import Content
from kinerja.periods import Period

_T = TypeVar("_T")

_NUMBERS = ("year", "n")
"""Names in paths whose values are numbers."""


def content(loaded: Loaded, folder: str) -> Content | None:
    """The content of a folder; None where `organisation.yml` is missing or broken."""
    by_kind: dict[str, list[Document]] = {}
    for document in loaded.documents:
        by_kind.setdefault(document.source.kind, []).append(document)

    def all_of(kind: str, record: type[_T], *names: str) -> dict[Any, _T]:
        """The records of a kind, keyed by what their paths say under these names."""
        return {
            _key(document, names): msgspec.convert(_as_named(document), record)
            for document in by_kind.get(kind, ())
        }

    organisation = all_of("organisation", records.Organisation)
    people = all_of("people", records.People)
    policy = all_of("approval-policy", records.ApprovalPolicy)
    if not organisation:
        return None
    return Content(
        organisation=organisation[()],
        people=people.get((), records.People(positions=(), people=())),
        approval_policy=policy.get(()),
        units=all_of("unit", records.Unit, "id"),
        goals=all_of("goal", records.Goal, "id"),
        areas=all_of("area", records.Area, "id"),
        indicators=all_of("indicator", records.Indicator, "id"),
        targets=all_of("target", records.Target, "year", "indicator"),
        weights=all_of("weights", records.Weights, "year"),
        plans=all_of("action-plan", records.ActionPlan, "year", "indicator"),
        registers=all_of("register", records.Register, "unit", "year"),
        mappings=all_of("mapping", records.Mapping, "unit", "year"),
        realizations=all_of("realization", records.Realization, "unit", "period"),
        measurements=all_of("measurement", records.Measurement, "source", "period"),
        policies=all_of("policy", records.Policy, "id"),
        calendars=all_of("calendar", records.Calendar, "year"),
        audits=all_of("audit", records.Audit, "period"),
        decisions=all_of("decision", records.Decision, "period"),
        approvals=all_of("approval", records.Approval, "year", "slug", "n"),
        packages=loaded.register,
        reports=loaded.reports,
        folder=folder,
    )


def stated_days(content: Content) -> Iterator[tuple[str, Pointer, date]]:
    """The days that content states of itself, each with its object's name and its place there."""
    for name, file in content.files():
        if file.submitted_on is not None:
            yield name, ("submitted_on",), file.submitted_on
        match file:
            case records.Realization():
                yield name, ("as_of",), file.as_of
            case records.Register():
                yield name, ("source", "data_date"), file.source.data_date
            case records.Mapping():
                yield name, ("data_date",), file.data_date
            case records.Decision():
                yield name, ("decided_on",), file.decided_on


def today(content: Content) -> date:
    """The latest date that content states of itself: reports, registers, hand-ins.

    Without any, the last day of the latest measured period, failing that of the latest year with
    targets (contract, "Today"), and before there is any plan the day on which the latest rule or
    role begins.
    """
    latest = max((day for _name, _place, day in stated_days(content)), default=None)
    if latest is not None:
        return latest
    measured = [period.end for _, period in content.measurements]
    years = [date(year, 12, 31) for year in content.years]
    begun = [role.from_ for person in content.people.people for role in person.roles]
    if content.approval_policy:
        begun += [version.valid_from for version in content.approval_policy.versions]
    return max(measured or years or begun or [date(2000, 1, 1)])


def _as_named(document: Document) -> dict[str, Any]:
    """What a file says, in its path's name: where both disagree the path is what others know."""
    return document.data | {
        name: int(text) if name in _NUMBERS else text
        for name, text in document.source.keys
        if name in document.data
    }


def _key(document: Document, names: tuple[str, ...]) -> object:
    """One name gives its value, several a tuple; years are numbers and periods `Period`s."""
    parts = tuple(_typed(name, document.source.key(name)) for name in names)
    return parts[0] if len(parts) == 1 else parts


def _typed(name: str, text: str) -> str | int | Period:
    if name in _NUMBERS:
        return int(text)
    return Period.parse(text) if name == "period" else text
