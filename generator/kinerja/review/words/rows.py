"""The rows of a difference's tables as plain cells: figures, packages, actions, files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kinerja.achievement.terms.table import Row
from kinerja.compare.difference import Difference, Fact, Figure, Progress
from kinerja.content.shape.objects import object_at
from kinerja.messages import mark as _
from kinerja.numbers import rounded
from kinerja.review.words import values
from kinerja.review.words.escaping import shown
from kinerja.review.words.speech import Speech
from kinerja.review.words.telling import focus, is_first
from kinerja.site import formats, words

_PACKAGES_SHOWN, _FEW_PACKAGES = 4, 5

_POLARITIES = ("maximize", "minimize")
"""Those in which more is always better, or always worse."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of plain cells; `right` are the columns of numbers, by place."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...] = ()


def main_figures(speech: Speech, told: Difference) -> Table:
    """The own figures of indicators and the organisation's total.

    Those of the unit that the proposal is about, if it is about one, come first.
    """
    unit = focus(told)
    found = [one for one in told.figures if is_first(one) and _shows(speech, one)]
    found.sort(key=lambda one: one.row.scope != unit)
    return _figures(speech, speech(_("Angka yang berubah")), found)


def closings(speech: Speech, told: Difference) -> Iterator[Table]:
    """What each report of a closed period says of the organisation, beside the one before it."""
    for one in told.closings:
        yield _figures(speech, speech.object(one.object), one.figures)


def other_figures(speech: Speech, told: Difference) -> Table:
    """What follows from those: since January, longer periods, areas, goals, units' totals."""
    found = [one for one in told.figures if not is_first(one) and _shows(speech, one)]
    return _figures(
        speech, speech(_("Angka turunan (kumulatif, periode panjang, gabungan)")), found
    )


def _figures(speech: Speech, title: str, found: Sequence[Figure]) -> Table:
    heads = (
        _("Indikator"), _("Unit"), _("Periode"), _("Target"), _("Realisasi semula"),
        _("Realisasi menjadi"), _("Selisih"), _("Capaian"), _("Status"),
        _("Paket yang berubah"),
    )  # fmt: skip
    rows = tuple(
        (
            speech.node(one.row),
            speech.scope(one.row),
            speech.when(one.row),
            _target(speech, one),
            _realization(speech, one.before),
            _realization(speech, one.after),
            _delta(speech, one),
            _score(speech, one),
            _status(speech, one),
            speech.listed([shown(id) for id in one.packages], _PACKAGES_SHOWN),
        )
        for one in found
    )
    return _without_empty(Table(title, tuple(map(speech, heads)), rows, (3, 4, 5, 6, 7)))


def _without_empty(told: Table) -> Table:
    """The table without columns in which nothing stands."""
    columns = list(zip(*told.rows, strict=True))
    kept = [place for place, cells in enumerate(columns) if {*cells} - {"", formats.NO_VALUE}]
    if not told.rows:
        return told
    return Table(
        told.title,
        tuple(told.heads[place] for place in kept),
        tuple(tuple(row[place] for place in kept) for row in told.rows),
        tuple(now for now, place in enumerate(kept) if place in told.right),
    )


def _target(speech: Speech, one: Figure) -> str:
    old, new = (speech.target(one.row.node, row.target if row else None)
                for row in (one.before, one.after))  # fmt: skip
    is_new = one.before is None or one.after is None or old == new
    return speech.target(one.row.node, one.row.target) if is_new else f"{old} → {new}"


def _shows(speech: Speech, one: Figure) -> bool:
    """Whether a reader would see any difference; why there is no figure may have changed alone."""

    def cells(row: Row | None) -> tuple[str, ...]:
        target = speech.target(one.row.node, row.target) if row else ""
        score = formats.number(speech.language, row.published) if row and row.published else ""
        return speech.figure(row), score, speech.status(row), target

    return one.before is None or cells(one.before) != cells(one.after)


def _realization(speech: Speech, row: Row | None) -> str:
    """What was measured, which a roll-up never is."""
    is_rolled = row is not None and row.level != "indicator"
    return formats.NO_VALUE if is_rolled else speech.figure(row)


def _score(speech: Speech, one: Figure) -> str:
    """The published score, before and after where it moved."""
    told = [row.published for row in (one.before, one.after) if row and row.published is not None]
    said = dict.fromkeys(formats.number(speech.language, value) for value in told)
    return " → ".join(said) or formats.NO_VALUE


def _delta(speech: Speech, one: Figure) -> str:
    before, after = _compared(one.before), _compared(one.after)
    if before is None or after is None:
        is_new = before is None and after is not None and one.before is not None
        return speech(_("baru")) if is_new else formats.NO_VALUE
    manual = speech.names.indicators.get(one.row.node) if one.row.level == "indicator" else None
    places = manual.precision if manual else 2
    change = rounded(after, places) - rounded(before, places)  # of what stands beside it
    if not change:
        return speech(_("tetap"))
    size = abs(change)
    if manual is None or manual.unit == "percent":
        shown_size = formats.number(speech.language, size, manual.precision if manual else 2)
        unit = _("%(number)s poin persen") if manual else _("%(number)s poin")
        said = speech(unit, number=shown_size)
    else:
        said = speech.value(one.row.node, size)
    moved = speech(_("▲ naik %(size)s") if change > 0 else _("▼ turun %(size)s"), size=said)
    improves = one.improves
    if improves is None and manual is not None and manual.polarity in _POLARITIES:
        improves = (change > 0) == (manual.polarity == "maximize")  # its score is at its limit
    if manual is None or improves is None:
        return moved
    judged = _("%(moved)s, membaik") if improves else _("%(moved)s, memburuk")
    return speech(judged, moved=moved)


def _compared(row: Row | None) -> Decimal | None:
    if row is None:
        return None
    return row.realization if row.level == "indicator" else row.published


def _status(speech: Speech, one: Figure) -> str:
    before, after = speech.status(one.before), speech.status(one.after)
    if one.before is None:
        return after
    return speech(_("tetap %(status)s"), status=after) if before == after else f"{before} → {after}"


def packages(speech: Speech, told: Difference) -> Table:
    """Each changed package with its facts, before and after."""
    words_of = {"added": _("baru"), "changed": _("berubah"), "removed": _("dihapus")}
    rows = (
        (
            shown(one.id),
            shown(one.title),
            speech.unit(one.unit),
            speech(words_of[one.change]),
            "; ".join(_fact(speech, one.change, fact) for fact in one.facts),
        )
        for one in told.packages
    )
    heads = (_("Paket"), _("Nama"), _("Unit"), _("Perubahan"), _("Data yang berubah"))
    return Table(speech(_("Per paket")), tuple(map(speech, heads)), tuple(rows))


def few_packages(speech: Speech, told: Difference) -> Iterator[str]:
    """A sentence for each changed package and its facts, where they are few."""
    if len(told.packages) <= _FEW_PACKAGES:
        for _id, title, unit, change, facts in packages(speech, told).rows:
            yield f"{title} ({_id}, {unit}), {change}: {facts}."


def _fact(speech: Speech, change: str, told: Fact) -> str:
    title, before, after = values.fact(speech, told)
    if change == "added":
        return f"{title} {after}"
    if told.before is None:
        return speech(_("%(title)s semula kosong, menjadi %(after)s"), title=title, after=after)
    return speech(_("%(title)s dari %(before)s menjadi %(after)s"), title=title, before=before,
                  after=after)  # fmt: skip


def actions(speech: Speech, told: Difference) -> Table:
    """Each action of which something else is reported."""
    rows = tuple(_actions(speech, told))
    heads = (_("Rencana aksi"), _("Unit"), _("Periode"), _("Semula"), _("Menjadi"), _("Kendala"))
    return Table(speech(_("Rencana aksi")), tuple(map(speech, heads)), rows)


def _actions(speech: Speech, told: Difference) -> Iterator[tuple[str, ...]]:
    for one in told.actions:
        name = speech.names.actions.get(f"{one.indicator}/{one.action}")
        yield (
            f"{speech.indicator(one.indicator)}: {speech.name(name, one.action)}",
            speech.unit(one.unit) if one.unit else formats.NO_VALUE,
            speech.period(one.period),
            _progress(speech, one.before),
            _progress(speech, one.after),
            shown(one.after.obstacle or "" if one.after else "") or formats.NO_VALUE,
        )


def _progress(speech: Speech, told: Progress | None) -> str:
    if told is None:
        return formats.NO_VALUE
    state = words.action_state(speech.language, told.state)
    if told.progress is None:
        return state
    return f"{formats.natural(speech.language, told.progress)}% ({state})"


def files(speech: Speech, told: Difference) -> Table:
    """The objects behind it all, and their fingerprints."""
    words_of = {"added": _("baru"), "changed": _("berubah"), "removed": _("dihapus")}
    rows = [
        (speech.object(one.object), speech(words_of[one.change]), one.place, one.fingerprint)
        for one in told.objects
    ]
    rows += [(speech.object(name), speech(_("diserahkan")), "", "") for name in told.handed_in]
    rows += [
        (speech.object(object_at(place) or ""), speech(_("hanya cara penulisan")), place, "")
        for place in told.cosmetic
    ]
    heads = (_("Isi"), _("Perubahan"), _("Berkas"), _("Sidik isi"))
    return Table(speech(_("Berkas dan sidik isi")), tuple(map(speech, heads)), tuple(rows))
