"""A reporting period opened: each unit's realization file prepared, in a pull request of its own.

What is drafted states nothing and was handed in by nobody, so nothing in it can be approved yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path, PurePosixPath

from kinerja.content.authoring.drafting import draft
from kinerja.content.authoring.known import known
from kinerja.content.shape.layout import place_of
from kinerja.content.shape.objects import object_at, slug
from kinerja.findings import UserError
from kinerja.git import writing
from kinerja.git.changes import Change
from kinerja.git.history import repository
from kinerja.git.trees import blob_at
from kinerja.messages import mark as _
from kinerja.messages import translator
from kinerja.model.content import Content
from kinerja.periods import MONTHS, Period
from kinerja.review.sending.proposing import Landing, Proposal

KIND = "realization"

_QUARTER = 3
"""Months: units report at least so often, and no more than once for the same months."""

_FROM_PACKAGES = "packages"


@dataclass(frozen=True, slots=True)
class Opening:
    """A file to be proposed: the unit that has to fill it in, its place in the folder, its text."""

    unit: str
    place: str
    text: str


def last_ended(content: Content, day: date) -> Period:
    """The period that units have to report next to a day: the last that is over.

    The longest among the frequencies of indicators, up to a quarter, that ended with a month.
    """
    told = {MONTHS[one.frequency] for one in content.indicators.values()} or {_QUARTER}
    frequencies = {months for months in told if months <= _QUARTER} or {min(told)}
    month = day.replace(day=1)
    while True:
        end = month - timedelta(days=1)
        fitting = [months for months in frequencies if end.month % months == 0]
        if fitting:
            months = max(fitting)
            return Period(end.year, end.month - months + 1, months)
        month = end.replace(day=1)


def openings(content: Content, root: Path, period: Period) -> Iterator[Opening]:
    """The drafts for all units of which the folder has no file of the period yet, by unit."""
    translations = translator(content.organisation.language)
    remark = translations.gettext(
        _(
            "Isi packages dengan paket yang berubah dan actions dengan kemajuan rencana aksi, lalu"
            " submitted_by dan submitted_on; setelah itu mintalah persetujuan."
        )
    )
    for unit in content.units:
        keys = {"unit": unit, "period": str(period)}
        place = place_of(KIND, keys)
        if not (root / place).exists():
            text = draft(KIND, keys, translations, known(root, keys), {"packages": []}, [remark])
            yield Opening(unit, place, text)


def proposals(
    root: Path, openings: Sequence[Opening], remote: str, base: str
) -> Iterator[tuple[Opening, Proposal, Landing]]:
    """Each draft as a proposal on the tip of a remote's branch; opened ones are left out.

    One is opened where the remote has its branch, or its file on the base. Raises UserError where
    the base is not there, HistoryError without a repository, SendingError without the remote.
    """
    top = repository(root)
    folder = PurePosixPath(root.resolve().relative_to(top))
    named = {one: f"usul/{slug(object_at(one.place) or one.place)}" for one in openings}
    there = writing.branches_of(top, remote, [base, *named.values()])
    if base not in there:
        raise UserError("Cabang {base} tidak ada di {remote}.", base=base, remote=remote)
    tip = there[base]
    writing.bring(top, remote, base, tip)
    for one, branch in named.items():
        place = folder / one.place
        if branch in there or blob_at(top, tip, str(place)) is not None:
            continue
        data = one.text.encode()
        change = Change(place, data)
        told = Proposal(top, folder, None, remote, base, tip, (change,), {place: data})
        yield one, told, Landing(branch, tip, is_there=False)
