"""`kinerja catalogue`: ready-made indicators and policies, to be seen and to be adopted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from gettext import NullTranslations
from operator import getitem
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kinerja.cli.options import Settings, common, printable, settings, tell, words
from kinerja.findings import UserError
from kinerja.messages import mark as _

if TYPE_CHECKING:
    from kinerja.project.adopting import Entry

_COLUMNS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "indicator": (("unit",), ("polarity",), ("frequency",), ("source", "kind")),
    "policy": (("kind",),),
}
"""What the lists tell beside id and name: codes with labels, by their place in the schema."""

_NEXT: Mapping[str, str] = {
    "rule_table": _(
        "Tabel aturan sudah tampil pada halaman Cara menghitung; tidak perlu disebut di"
        " organisation.yml."
    ),
    "policy": _(
        "Langkah berikutnya: sebut kebijakannya dalam policies di organisation.yml atau di manual"
        " indikator, lalu jalankan kinerja check."
    ),
    "indicator": _(
        "Langkah berikutnya: lengkapi kode, area, dan orang dalam manualnya, buat target dengan"
        " kinerja new target ID --year TAHUN, beri bobot, lalu jalankan kinerja check."
    ),
}
"""What is left to a person, by what was adopted."""


@click.group("catalogue", help=_("Indikator dan kebijakan siap pakai."))
@common
def catalogue_command() -> None:
    """Hold the two commands."""


@catalogue_command.command(
    "list", help=_("Menampilkan isi katalog dan mana yang sudah dipakai, atau manual yang disebut.")
)
@click.argument("ids", nargs=-1, metavar=_("[ID…]"))
@common
def list_command(ids: tuple[str, ...]) -> int:
    """Print the indicators, then the policies, each as a table; or the files of these ids."""
    from kinerja.messages import SOURCE_LANGUAGE
    from kinerja.project.adopting import entries, entry_of

    told = settings()
    if ids:
        chosen = [entry_of(id) for id in dict.fromkeys(ids)]
        tell(printable("\n".join(_shown(entry, words(told.lang)) for entry in chosen).rstrip()))
        return 0
    translations, root = words(told.lang), _content(told)
    tables = []
    for kind, columns in _COLUMNS.items():
        rows = [_heading(kind, columns, translations)]
        for entry in entries().values():
            if entry.kind == kind:
                name = entry.data["name"][told.lang or SOURCE_LANGUAGE]
                labels = [_label(entry, way, translations) for way in columns]
                used = root is not None and (root / entry.place).exists()
                yes = translations.gettext(_("ya")) if used else ""
                rows.append([entry.data["id"], name, *labels, yes])
        tables.append(_aligned(rows))
    tell(printable("\n\n".join(tables)))
    return 0


@catalogue_command.command("add", help=_("Menyalin isi katalog ke folder isi, siap dilengkapi."))
@click.argument("ids", nargs=-1, required=True, metavar=_("ID…"))
@common
def add_command(ids: tuple[str, ...]) -> int:
    """Write all of the files and print their paths, or refuse and write none."""
    from kinerja.project.adopting import adopt, entry_of

    told = settings()
    for place in adopt(told.content_folder(), ids, words(told.lang)):
        tell(printable(str(place)))
    kinds = [(entry.kind, str(entry.data["kind"])) for entry in map(entry_of, ids)]
    adopted = {own if own in _NEXT else kind for kind, own in kinds}
    for kind, step in _NEXT.items():
        if kind in adopted:
            told.say(words(told.lang).gettext(step))
    return 0


def _shown(entry: Entry, translations: NullTranslations) -> str:
    """The file as it would be, below an example of baseline and target."""
    from kinerja.content.text.write import dump

    if not entry.example:
        return dump(entry.data)
    example = translations.gettext(_("Contoh baseline {baseline}, target {target}."))
    return f"# {example.format_map(entry.example)}\n{dump(entry.data)}"


def _content(told: Settings) -> Path | None:
    """The content folder; a list can also be read where there is none, unless one is named."""
    try:
        return told.content_folder()
    except UserError:
        if told.content is not None:
            raise
        return None


def _heading(
    kind: str, columns: Sequence[tuple[str, ...]], translations: NullTranslations
) -> list[str]:
    from kinerja.content.shape import schema

    told = [schema.at(kind, way) or {} for way in (("id",), ("name",), *columns)]
    say = translations.gettext
    return [*(say(part["title"]) for part in told), say(_("Dipakai"))]


def _label(entry: Entry, way: tuple[str, ...], translations: NullTranslations) -> str:
    """The words for a code of the manual, in the language of messages."""
    from kinerja.content.shape import schema

    code = reduce(getitem, way, entry.data)
    told = schema.at(entry.kind, way) or {}
    return translations.gettext(schema.labels(told)[str(code)])


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as their widest cell, two blanks between them."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)
    return "\n".join(lines)
