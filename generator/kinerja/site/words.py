"""Words that stand for data: texts of views, names of codes, facts of packages.

Labels of codes and columns come from the schemas (Indonesian there, other languages by catalogue);
numbers and dates from `formats`. What is said where is the views' and templates'.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from kinerja.achievement.terms.table import STATE_NAMES
from kinerja.content.shape import schema
from kinerja.content.shape.columns import REGISTER, REPORT, Column, columns
from kinerja.findings import Pointer
from kinerja.ledger.standing import STATES, State
from kinerja.model.records import Bilingual
from kinerja.periods import Period
from kinerja.site import formats
from kinerja.site.language import Language


@dataclass(frozen=True)
class Text:
    """A sentence a view says: an Indonesian template of the catalogues, and its parameters."""

    template: str
    params: Mapping[str, object]


def words(template: str, **params: object) -> Text:
    """Say something; parameters may be names of content, periods, dates and numbers."""
    return Text(template, params)


Said = Text | Bilingual | str
"""What becomes text in a language: a sentence, a name in both languages, or official text."""


def say(language: Language, said: object) -> str:
    """The plain text of something said, in a language; not yet safe for HTML or Markdown."""
    match said:
        case Text():
            told = {name: say(language, value) for name, value in said.params.items()}
            return language.translations.gettext(said.template) % told
        case Bilingual():
            return str(getattr(said, language.code, said.id))
        case Period():
            return formats.period(language, said)
        case date():
            return formats.day(language, said)
        case Decimal():
            return formats.number(language, said, 2)
        case _:
            return str(said)


def code(language: Language, kind: str, key: str, value: str | None) -> str:
    """The label of a code: `code(language, "indicator", "polarity", "maximize")`.

    `key` is the way to it in the schema of a kind, with dots; positions of lists are numbers.
    """
    if value is None:
        return formats.NO_VALUE
    label = _labels(kind, key).get(value)
    return language.translations.gettext(label) if label else value


@cache
def _labels(kind: str, key: str) -> Mapping[str, str]:
    way: Pointer = tuple(int(step) if step.isdigit() else step for step in key.split("."))
    return schema.labels(schema.at(kind, way) or {})


class Step(NamedTuple):
    """A step on the way to a value: a key with its title (empty: a free one), or an entry."""

    key: str
    title: str
    is_entry: bool


def steps(kind: str, way: Iterable[str | int]) -> Iterator[Step]:
    """The steps of a way through a kind of file; entries may be told by place or by name."""
    pointer: Pointer = ()
    for step in way:
        told = schema.at(kind, pointer) or {}
        is_entry, is_declared = "items" in told, step in told.get("properties", {})
        pointer = (*pointer, 0 if is_entry else str(step))
        title = (schema.at(kind, pointer) or {}).get("title", "") if is_declared else ""
        yield Step(str(step), title, is_entry)


def way(language: Language, kind: str, told: str) -> str:
    """The way to a value as a record tells it, in words: `Paket, pkt-001, Tanggal serah terima`.

    Keys of the schema get their titles; names of entries, and what is no key any more, stay.
    """
    said = steps(kind, told.split())
    return ", ".join(label(language, one.title) if one.title else one.key for one in said)


@cache
def _columns() -> Mapping[str, tuple[str, Column]]:
    return {column.name: (kind, column) for kind in (REPORT, REGISTER) for column in columns(kind)}


def column_title(language: Language, name: str) -> str:
    """The title of a column of packages, as the schema gives it."""
    known = _columns().get(name)
    return language.translations.gettext(known[1].title) if known else name


def label(language: Language, source: str) -> str:
    """A text of the schemas (a title, a description, a type) in a language."""
    return language.translations.gettext(source)


def is_number(name: str) -> bool:
    """Whether a column's facts are numbers, to be aligned at the right."""
    known = _columns().get(name)
    return known is not None and known[1].type in ("BIGINT", "DECIMAL(18,4)")


def fact(language: Language, name: str, value: object) -> str:
    """A fact of a package as its column is written: a date, an amount, a code's label."""
    if value is None:
        return formats.NO_VALUE
    kind, column = _columns()[name]
    match value:
        case bool():
            yes, no = language.translations.gettext("Ya"), language.translations.gettext("Tidak")
            return yes if value else no
        case date():
            return formats.day_short(language, value)
        case Decimal() | int():
            if column.unit == "rupiah":
                return formats.rupiah(language, value)
            return formats.natural(language, value)
        case list():
            return ", ".join(str(one) for one in value)
        case _:
            return code(language, kind, f"packages.0.{name}", str(value))


def state(language: Language, value: str) -> str:
    """The state of a row in words (contract, `state`)."""
    return language.translations.gettext(STATE_NAMES[value])


def reason(language: Language, value: str) -> str:
    """Why a row has no figure, in words (contract, `reason`); empty where it has one."""
    _ = language.translations.gettext
    return {
        "": "",
        "frequency": _("belum waktunya menurut frekuensi"),
        "not_valid_yet": _("belum berlaku"),
        "closed": _("sudah berakhir"),
        "not_consolidated": _("tidak digabung antarunit"),
        "organisation_only": _("hanya diukur untuk organisasi"),
        "no_target": _("tanpa target"),
        "no_report": _("tidak ada laporan"),
        "no_value": _("nilai tidak diisi"),
        "zero_denominator": _("penyebut nol atau tidak diketahui"),
        "nothing_observed": _("tidak ada yang diamati"),
        "no_child": _("tanpa indikator bernilai"),
    }[value]


def edge(language: Language, value: str) -> str:
    """The rule that gave an achievement where nothing was divided, in words (`signs.EDGES`)."""
    _ = language.translations.gettext
    return {
        "best_possible": _("Batas alami tercapai, sebesar batas atas"),
        "zero_reached": _("Target nol tercapai"),
        "zero_missed": _("Target nol tidak tercapai, tanpa toleransi"),
        "ratio_of_zero": _("Realisasi tidak di atas nol, sebesar batas atas"),
        "inside_range": _("Di dalam rentang target"),
        "range_from_zero": _("Realisasi di bawah nol, rentang target mulai dari nol"),
    }[value]


def left_out(language: Language, value: str) -> str:
    """Why a package does not count, in words: a reason of its own, or one of `membership`'s."""
    _ = language.translations.gettext
    known = {
        "unit_not_reported": _("unitnya belum melapor"),
        "not_in_area": _("tidak termasuk area indikator ini"),
        "out_of_scope": _("di luar cakupan rumus"),
        "date_missing": _("tanggalnya belum dinyatakan"),
        "not_in_period": _("di luar periode ini"),
        "not_counted": _("datanya belum dinyatakan atau tidak memenuhi syarat"),
    }.get(value)
    if known is not None:
        return known
    own = code(language, REGISTER, "packages.0.exclusion_reason", value)
    return _("dikeluarkan: %(reason)s") % {"reason": own.lower()}


def direction(language: Language, value: str | None) -> str:
    """Whether a figure came nearer to what is wanted, in words (domain §7, comparison)."""
    _ = language.translations.gettext
    return {
        None: formats.NO_VALUE,
        "improved": _("Membaik"),
        "worsened": _("Memburuk"),
        "unchanged": _("Tetap"),
    }[value]


def stage(language: Language, value: str) -> str:
    """How far a package has come, in words (domain §4)."""
    _ = language.translations.gettext
    return {
        "planned": _("Direncanakan"),
        "in_selection": _("Pemilihan"),
        "awarded": _("Pemenang ditetapkan"),
        "contracted": _("Berkontrak"),
        "in_progress": _("Pelaksanaan"),
        "handed_over": _("Serah terima"),
        "settled": _("Lunas"),
        "failed": _("Gagal"),
        "cancelled": _("Batal"),
    }[value]


def action_state(language: Language, value: str) -> str:
    """The state of an action in words (contract, `actions.csv`)."""
    _ = language.translations.gettext
    return {
        "done": _("Selesai"),
        "late": _("Terlambat"),
        "not_started": _("Belum mulai"),
        "in_progress": _("Berjalan"),
        "not_reported": _("Belum dilaporkan"),
    }[value]


def approval_state(language: Language, value: State) -> str:
    """How an object stands, in words (approvals, "State")."""
    return language.translations.gettext(STATES[value])
