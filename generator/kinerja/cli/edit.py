"""`kinerja format` and `kinerja new`: writing content files as the program would."""

from __future__ import annotations

from collections.abc import Mapping
from gettext import NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kinerja.cli.options import common, printable, settings, tell, words
from kinerja.content.shape.layout import LAYOUT, RECORDED
from kinerja.findings import UserError, few, slip
from kinerja.messages import mark as _

if TYPE_CHECKING:
    from kinerja.content.authoring.known import Known
    from kinerja.content.text.yaml import Data

_KINDS = "\n".join(f"  {kind:<16}{place}" for kind, place in LAYOUT.items() if kind not in RECORDED)
_NAMED = {
    "unit": (
        _("Unit kerja {name} belum ada. Mungkin maksudnya: {known}."),
        _("Unit kerja {name} belum ada. Yang ada: {known}."),
    ),
    "indicator": (
        _("Indikator {name} belum ada. Mungkin maksudnya: {known}."),
        _("Indikator {name} belum ada. Yang ada: {known}."),
    ),
}
"""What a path may name that should be there already: said of a slip, and of any other name."""

_NEXT = _(
    "Langkah berikutnya: buka {file}, ganti setiap {mark}, cocokkan contoh lainnya, lalu jalankan"
    " kinerja check."
)
_NEXT_UNMARKED = _(
    "Langkah berikutnya: buka {file}, cocokkan setiap contohnya, lalu jalankan kinerja check."
)


@click.command(
    "new",
    help="\n\n".join((
        _("Membuat satu berkas isi baru di tempatnya, siap dilengkapi."),
        _("Jenis isi dan tempat berkasnya:"),
        f"\b\n{_KINDS}",
    )),
)  # fmt: skip
@click.argument("kind", metavar=_("KIND"))
@click.argument("id", required=False, metavar=_("ID"))
@click.option("--year", metavar=_("TAHUN"), help=_("Tahun, misalnya 2026."))
@click.option("--unit", metavar=_("UNIT"), help=_("Id unit kerja."))
@click.option("--period", metavar=_("PERIODE"), help=_("Periode, misalnya 2026-Q2."))
@click.option("--all-units", is_flag=True,
              help=_("Realisasi semua unit kerja yang belum ada untuk satu periode."))  # fmt: skip
@click.option("--push", "remote", metavar=_("NAMA"),
              help=_("Dengan --all-units: kirim tiap berkas sebagai usulan ke sana."))  # fmt: skip
@common
def new_command(
    kind: str,
    id: str | None,
    year: str | None,
    unit: str | None,
    period: str | None,
    all_units: bool,
    remote: str | None,
) -> int:
    """Draft one file from its schema and what the folder holds; nothing is ever replaced."""
    from kinerja.content.authoring.drafting import draft
    from kinerja.content.authoring.known import known
    from kinerja.content.shape.layout import keys_of, place_of
    from kinerja.content.shape.unfinished import UNFINISHED
    from kinerja.output import new_file

    told = settings()
    if all_units:
        from kinerja.cli.opening import open_period

        return open_period(told, kind, period, remote)
    if remote is not None:
        raise UserError("--push hanya berlaku bersama --all-units.")
    options = {"year": year, "unit": unit, "period": period}
    given = {name: value for name, value in options.items() if value is not None}
    keys = keys_of(kind, id, given)
    root = told.content_folder()
    place = root / place_of(kind, keys)
    if place.exists():
        raise UserError("{target} sudah ada, jadi tidak ditulis.", target=place)
    translations = words(told.lang)
    settled, remarks = _calendar(keys, translations) if kind == "calendar" else ({}, [])
    there = known(root, keys)
    text = draft(kind, keys, translations, there, settled, remarks)
    new_file(place, text)
    tell(_shown(place))
    for line in (*remarks, *_doubts(keys, there, translations)):
        told.say(line)
    mark = translations.gettext(UNFINISHED)
    step = translations.gettext(_NEXT if mark in text else _NEXT_UNMARKED)
    told.say(step.format(file=_shown(place), mark=mark))
    return 0


def _doubts(keys: Mapping[str, str], there: Known, translations: NullTranslations) -> list[str]:
    """That the folder does not hold what the path names; it may come later."""
    said: list[str] = []
    for name, (of_slip, of_other) in _NAMED.items():
        if name in keys and keys[name] not in (ids := there.ids.get(name, ())):
            near = slip(keys[name], ids)
            words = translations.gettext(of_slip if near else of_other)
            said.append(words.format(name=keys[name], known=near or few(ids)))
    return said


def _calendar(
    keys: Mapping[str, str], translations: NullTranslations
) -> tuple[Mapping[str, Data], list[str]]:
    """The days off of a year, and what an office has still to do about them."""
    from kinerja.content.authoring.days_off import days_off, has_joint_leave

    days = days_off(int(keys["year"]))
    remarks = [
        _(
            "Tambahkan hari yang ditetapkan kantor dengan kind office, misalnya hari pemilihan"
            " kepala daerah."
        )
    ]
    if not has_joint_leave(days):
        remarks.append(
            _(
                "Cuti bersama {year} belum ditetapkan: tambahkan dengan kind joint_leave setelah"
                " keputusannya terbit, dan cocokkan tanggal libur yang masih perkiraan."
            )
        )
    told = [translations.gettext(remark).format(year=keys["year"]) for remark in remarks]
    return {"days": days}, told


@click.command("format", help=_("Merapikan berkas isi tanpa mengubah data dan komentarnya."))
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True), metavar=_("PATH"))
@click.option("--check", is_flag=True, help=_("Hanya tunjukkan berkas yang belum rapi."))
@common
def format_command(paths: tuple[Path, ...], check: bool) -> int:
    """Name the files that change; 1 where one cannot be read, or with `check` would change."""
    from kinerja.cli.reporting import report, text
    from kinerja.content.authoring.formatting import files, format_file
    from kinerja.output import replace_file, tidy

    told = settings()
    translations = words(told.lang)
    root = told.content_folder() if not paths or told.content else Path("content")
    done = [format_file(path, _name(path, root)) for path in files(paths or (root,))]
    if not check:
        tidy({made.path.parent for made in done})
    for made in done:
        if made.is_changed:
            tell(_shown(made.path))
        if made.is_changed and made.text is not None and not check:
            replace_file(made.path, made.text)
        if made.is_kept:
            template = translations.gettext("{file} tidak dapat dirapikan tanpa mengubah isinya.")
            tell(template.format(file=_shown(made.path)), err=True)
    found = [one for made in done for one in made.findings]
    if found:
        tell(text(report(root, found, translations)), err=True)
    changed = sum(made.is_changed for made in done)
    ngettext = translations.ngettext
    summary = (
        ngettext(
            "{changed} dari {total} berkas belum rapi.",
            "{changed} dari {total} berkas belum rapi.",
            changed,
        )
        if check
        else ngettext(
            "{changed} dari {total} berkas berubah.",
            "{changed} dari {total} berkas berubah.",
            changed,
        )
    )
    told.say(summary.format(changed=changed, total=len(done)))
    return int(any(made.text is None for made in done) or (check and changed > 0))


def _shown(path: Path) -> str:
    """A path on one line, whatever its name holds."""
    return printable(str(path)).replace("\n", "\ufffd")


def _name(path: Path, root: Path) -> str:
    """A file as `check` names it where it lies in the content folder, else as it was given."""
    from kinerja.content.folder.looking import folder_name

    inside = path.absolute().is_relative_to(root.absolute())
    relative = path.absolute().relative_to(root.absolute()) if inside else path
    return f"{folder_name(root)}/{relative.as_posix()}" if inside else path.as_posix()
