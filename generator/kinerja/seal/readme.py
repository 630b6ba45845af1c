"""What a sealed state says to a person: its README, in every language one after the other.

The same words for the same state for ever; figures are the table's, to two decimals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from gettext import NullTranslations

from babel.dates import format_date
from babel.numbers import format_decimal

from kinerja.achievement.terms.table import Row
from kinerja.messages import languages, translator
from kinerja.messages import mark as _
from kinerja.model.content import Content
from kinerja.model.manual import status_scheme
from kinerja.model.records import Bilingual
from kinerja.seal.names import ACHIEVEMENTS, MANIFEST, RECORD
from kinerja.seal.record import Record, State
from kinerja.seal.table import rows

KINDS = {
    "close": _("penutupan"),
    "revision": _("revisi: data yang lebih baik"),
    "correction": _("koreksi: kesalahan"),
}
"""Why a state was made, in words."""

_STATES = {
    "not_targeted": _("Tidak ditargetkan"),
    "not_reported": _("Belum dilaporkan"),
    "not_computable": _("Belum dapat dihitung"),
}
_LEVELS = {"total": _("Nilai"), "goal": _("Tujuan"), "area": _("Area"), "indicator": _("Indikator")}
_PUNCTUATION = re.compile(r"([\\`*_\[\]<>|#&~])")
_NONE = "–"


@dataclass(frozen=True, slots=True)
class _Said:
    """What a README tells of, in one language."""

    language: str
    translations: NullTranslations
    content: Content
    record: Record

    def say(self, template: str, **params: object) -> str:
        """A sentence; what content puts in is shown as it is."""
        return self.translations.gettext(template).format_map(
            {name: _literal(str(value)) for name, value in params.items()}
        )

    def heading(self, template: str, **params: object) -> str:
        """The heading of a section."""
        return f"## {self.say(template, **params)}"

    def name(self, said: Bilingual) -> str:
        """A name of content."""
        return _literal(str(getattr(said, self.language, said.id)))

    def node(self, row: Row) -> str:
        """What a row is about."""
        named: Mapping[str, Mapping[str, object]] = {
            "goal": self.content.goals,
            "area": self.content.areas,
            "indicator": self.content.indicators,
        }
        told = named.get(row.level, {row.node: self.content.organisation}).get(row.node)
        said = getattr(told, "name", None)
        return self.name(said) if isinstance(said, Bilingual) else _literal(row.node)

    def figure(self, row: Row | None) -> str:
        """The published figure, or why there is none."""
        if row is None:
            return _NONE
        if row.published is None:
            return self.say(_STATES.get(row.state, row.state))
        return format_decimal(row.published, format="0.00", locale=self.language)

    def status(self, row: Row) -> str:
        """The name of the band that a row is in."""
        indicator = self.content.indicators.get(row.node) if row.level == "indicator" else None
        scheme = self.content.policies[status_scheme(indicator, self.content.organisation)]
        for band in scheme.bands:
            for told in (band, band.year_end):
                if told is not None and told.status == row.status:
                    return self.name(told.name)
        return _NONE


def readme(
    content: Content,
    record: Record,
    files: Mapping[str, bytes],
    before: State | None,
    changed: Sequence[str],
) -> str:
    """The README of a state; `changed` are the content files that changed since `before`."""
    now = rows(files[ACHIEVEMENTS])
    was = rows(before.files[ACHIEVEMENTS]) if before else {}
    figures = [row for row in now.values() if row.scope_type == "organisation"
               and row.basis == "period" and row.state != "not_scheduled"]  # fmt: skip
    ordered = sorted(figures, key=lambda row: _place(content, row))
    moved = [(row, was.get(row.key)) for row in now.values() if row.basis == "period"]
    differing = [(row, old) for row, old in moved
                 if (old.published if old else None) != row.published]  # fmt: skip
    blocks: list[str] = []
    for language in languages():
        said = _Said(language, translator(language), content, record)
        blocks += _blocks(said, ordered)
        if before is not None:
            blocks += _since(said, before, differing, changed)
        blocks += _proof(said)
    return "\n\n".join(blocks) + "\n"


def _place(content: Content, row: Row) -> tuple[str, ...]:
    """Where a row stands in the list: the total, then each goal with its areas and indicators."""
    if row.level == "total":
        return ()
    area = content.indicators[row.node].area if row.level == "indicator" else row.node
    goal = content.areas[area].goal if row.level != "goal" else row.node
    return {"goal": (goal,), "area": (goal, area), "indicator": (goal, area, row.node)}[row.level]


def _blocks(said: _Said, figures: Sequence[Row]) -> Iterator[str]:
    say, record = said.say, said.record
    title = say(_("Laporan tersegel {period}"), period=record.period)
    yield f"# {title}: {said.name(said.content.organisation.name)}"
    if said.content.organisation.notice is not None:
        yield f"> {said.name(said.content.organisation.notice)}"
    yield say(
        _(
            "Keadaan {number} ({kind}), dari data sampai {day}. Angka di sini tidak berubah lagi;"
            " perbaikan disegel sebagai keadaan baru di samping yang ini."
        ),
        number=record.state,
        kind=say(KINDS[record.kind]),
        day=format_date(record.as_of, "d MMMM y", said.language),
    )
    if record.reason:
        yield say(_("Alasan: {reason}"), reason=record.reason)
    yield said.heading(_("Angka"))
    heads = (_("Tingkat"), _("Nama"), _("Capaian (%)"), _("Status"))
    lines = (
        (say(_LEVELS[row.level]), said.node(row), said.figure(row), said.status(row))
        for row in figures
    )
    yield _table([say(head) for head in heads], lines)
    yield said.heading(_("Belum melapor"))
    silent = [said.name(said.content.units[unit].name) for unit in record.not_reported]
    yield "\n".join(f"- {name}" for name in silent) or say(_("Semua unit melapor."))


def _since(
    said: _Said,
    before: State,
    differing: Sequence[tuple[Row, Row | None]],
    changed: Sequence[str],
) -> Iterator[str]:
    say = said.say
    yield said.heading(_("Perubahan dari keadaan {number}"), number=before.record.state)
    if differing:
        heads = (_("Nama"), _("Lingkup"), _("Semula (%)"), _("Menjadi (%)"))
        lines = (
            (said.node(row), _literal(row.scope), said.figure(old), said.figure(row))
            for row, old in differing
        )
        yield _table([say(head) for head in heads], lines)
    else:
        yield say(_("Tidak ada angka yang diumumkan berubah."))
    if changed:
        yield say(_("Berkas isi yang berubah (+ baru, - hilang):"))
        yield "\n".join(f"- `{file}`" for file in changed)


def _proof(said: _Said) -> Iterator[str]:
    say = said.say
    yield said.heading(_("Memeriksa keaslian"))
    yield say(_("Di folder ini, setiap berkas dibandingkan dengan sidiknya oleh:"))
    yield f"```\nsha256sum --check {MANIFEST}\n```"
    yield say(_("Dari riwayat git, semua angka dihitung ulang dan dibandingkan oleh:"))
    yield f"```\nkinerja reproduce {said.record.period}\n```"
    yield say(
        _("Aturan, rumus, dan sidik isi yang menghasilkan angka ini ada dalam {file}."),
        file=RECORD,
    )


def _table(heads: Iterable[str], lines: Iterable[Iterable[str]]) -> str:
    top = [f"| {' | '.join(heads)} |"]
    rule = "|" + "---|" * (top[0].count("|") - 1)
    return "\n".join([*top, rule, *(f"| {' | '.join(line)} |" for line in lines)])


def _literal(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    shown = "".join(c if c.isprintable() else " " for c in text)
    return _PUNCTUATION.sub(r"\\\1", shown)
