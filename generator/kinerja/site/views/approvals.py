"""The register of approvals: exceptions first, then every object by year with its history.

A page for each year, and one for what belongs to no year, hold the histories at anchors: a page for
each object would double the site, and one for all would grow without end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from kinerja.content.shape.objects import KINDS, kind_of
from kinerja.ledger.holders import day_of, moment
from kinerja.ledger.records import chains
from kinerja.ledger.standing import SETTLED, Standing
from kinerja.model.content import Content
from kinerja.model.records import Approval
from kinerja.site.approvals import (
    LASTING,
    PATH,
    approvals,
    decided_on,
    name_of,
    year_of,
)
from kinerja.site.report import Report
from kinerja.site.views.view import SECTIONS, View
from kinerja.site.words import Said, words

CARE = ("needs_revision", "stale", "suspect")
"""States in which somebody has to look at an object again."""

MOST = 25
"""Rows of an exception that are shown; the others are counted, and stand on the pages of years."""


@dataclass(frozen=True, slots=True)
class Count:
    """Of how many objects how many are settled, need care, or wait to be decided on."""

    all: int
    settled: int
    care: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Pair:
    """How often somebody approved what somebody else proposed; `mutual` if also the other way."""

    author: str
    approver: str
    count: int
    mutual: bool


@dataclass(frozen=True, slots=True)
class Exceptions:
    """Objects that are not plainly approved, of one sort; `rest` are not shown."""

    sort: str
    shown: tuple[Standing, ...]
    rest: int


@dataclass(frozen=True, slots=True)
class Kind:
    """The objects of one kind, in order of their names."""

    kind: str
    objects: tuple[Standing, ...]
    count: Count


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """What the register shows; `pairs` are of all records, `years` the pages with their kinds.

    `gone` are the records of objects that are no more, or that nobody has to approve any longer.
    """

    count: Count
    exceptions: tuple[Exceptions, ...]
    decisions: int
    pairs: tuple[Pair, ...]
    rest: int
    years: tuple[tuple[str, tuple[Kind, ...]], ...]
    gone: tuple[tuple[str, tuple[Approval, ...]], ...]


@dataclass(frozen=True, slots=True)
class YearPage:
    """The objects of one year, or (`year` empty) of none."""

    year: str
    count: Count
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One decision, to be told: names instead of ids, days instead of moments.

    `in_force` is the day of the merge where it is another one; `is_current` says whether it is
    about the object as it is now; `url` is empty where there is none that a reader may follow.
    """

    record: Approval
    day: date
    in_force: date | None
    is_current: bool
    authors: tuple[str, ...]
    signatories: tuple[str, ...]
    recorder: str
    url: str


def views(told: Report) -> Iterator[View]:
    """The register, then each year; nothing where nothing has to be approved."""
    if not told.standings:
        return
    years = _years(told.standings)
    yield View(
        path=PATH,
        template="approvals.html",
        title=words("Register persetujuan"),
        description=words("Keadaan persetujuan setiap berkas, yang perlu perhatian lebih dulu."),
        nav=(SECTIONS["approvals"],),
        data=partial(_register, told, years),
        contents=True,
    )
    for year, kinds in years:
        yield View(
            path=f"{PATH}{year or LASTING}/",
            template="approvals_year.html",
            title=_title(year),
            description=words("Siapa yang mengusulkan, meminta perbaikan, dan menyetujui, beserta"
                              " apa yang berubah."),
            nav=(SECTIONS["approvals"],),
            data=partial(_of_year, year, kinds),
            contents=True,
        )  # fmt: skip


def _register(told: Report, years: tuple[tuple[str, tuple[Kind, ...]], ...]) -> RegisterPage:
    pairs = _pairs(told.content, told.standings.values())
    return RegisterPage(
        _count(told.standings.values()),
        tuple(_exceptions(told.standings.values())),
        sum(len(one.records) for one in told.standings.values()),
        pairs[:MOST],
        len(pairs[MOST:]),
        years,
        tuple(
            (name, tuple(entry.record for entry in entries))
            for name, entries in chains(told.content).items()
            if name not in told.standings
        ),
    )


def _of_year(year: str, kinds: tuple[Kind, ...]) -> YearPage:
    return YearPage(year, _count(one for kind in kinds for one in kind.objects), kinds)


def events(content: Content, standing: Standing) -> tuple[Event, ...]:
    """Everything that was decided on an object, the newest first."""
    return tuple(_event(content, standing, one.record) for one in reversed(standing.records))


def submission(told: Report, name: str) -> tuple[str, date] | None:
    """Who handed an object in, and when; None where its file does not say."""
    file = told.files_by_object.get(name)
    if file is None or not file.submitted_by or not file.submitted_on:
        return None
    return name_of(told.content, file.submitted_by), file.submitted_on


def before(standing: Standing) -> tuple[Approval, ...]:
    """The approvals of the last state of an object that was approved, which is not the present."""
    told = [one.record for one in standing.records if one.record.decision == "approved"]
    last = told[-1].fingerprint if told else ""
    return tuple(record for record in told if record.fingerprint == last)


def _title(year: str) -> Said:
    if year:
        return words("Persetujuan tahun %(year)s", year=year)
    return words("Persetujuan berkas yang berlaku terus")


def _years(standings: Mapping[str, Standing]) -> tuple[tuple[str, tuple[Kind, ...]], ...]:
    """The objects by year, the latest first, at the end those of none; kinds in their order."""
    found: dict[str, dict[str, list[Standing]]] = {}
    for name, standing in standings.items():
        found.setdefault(year_of(name), {}).setdefault(kind_of(name), []).append(standing)
    return tuple(
        (
            year,
            tuple(
                Kind(kind, tuple(found[year][kind]), _count(found[year][kind]))
                for kind in KINDS
                if kind in found[year]
            ),
        )
        for year in sorted(found, reverse=True)
    )


def _count(standings: Iterable[Standing]) -> Count:
    states = [one.state for one in standings]
    settled = sum(1 for state in states if state in SETTLED)
    care = sum(1 for state in states if state in CARE)
    return Count(len(states), settled, care, len(states) - settled - care)


def _exceptions(standings: Iterable[Standing]) -> Iterator[Exceptions]:
    """By sort, what needs care first, then what was approved otherwise than usual."""
    found: dict[str, list[Standing]] = {
        sort: [] for sort in (*CARE, "vacancy", "minutes", "acting")
    }
    for one in standings:
        if one.state in CARE:
            found[one.state].append(one)
        told = approvals(one) if one.records else ()
        if any(entry.record.by.vacancy for entry in one.records):
            found["vacancy"].append(one)
        if any(record.source.kind == "minutes" for record in told):
            found["minutes"].append(one)
        if any(record.by.capacity != "definitive" for record in told):
            found["acting"].append(one)
    for sort, told_of in found.items():
        if told_of:
            yield Exceptions(sort, tuple(told_of[:MOST]), len(told_of[MOST:]))


def _pairs(content: Content, standings: Iterable[Standing]) -> tuple[Pair, ...]:
    """Who approved whose proposals: who do so for one another first, then the most frequent."""
    names: dict[str, str] = {}
    counted: Counter[tuple[str, str]] = Counter()
    for one in standings:
        for entry in one.records:
            if entry.record.decision == "approved":
                for author in entry.record.authors:
                    if author not in names:
                        names[author] = name_of(content, author)
                authors = {names[author] for author in entry.record.authors}
                counted.update((author, entry.record.by.name) for author in authors)
    told = (
        Pair(author, approver, count, (approver, author) in counted)
        for (author, approver), count in counted.items()
    )
    return tuple(sorted(told, key=lambda p: (not p.mutual, -p.count, p.author, p.approver)))


def _event(content: Content, standing: Standing, record: Approval) -> Event:
    source, day = record.source, decided_on(content, record)
    merged = day_of(moment(record.merged_at), content.organisation.time_zone)
    url = source.url or ""
    return Event(
        record,
        day,
        merged if merged != day else None,
        record in standing.said,
        tuple(sorted({name_of(content, one) for one in record.authors})),
        tuple(name_of(content, one) for one in source.signatories or ()),
        name_of(content, source.recorded_by) if source.recorded_by else "",
        url if url.startswith(("https://", "http://")) else "",
    )
