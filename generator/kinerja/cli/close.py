"""`kinerja close`, `revise` and `reproduce`: a period sealed, sealed anew, and made once more."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kinerja.cli.check import computed, examine, language, refuse, sealed, stood
from kinerja.cli.options import (
    Settings,
    busy,
    common,
    period_told,
    printable,
    settings,
    tell,
    words,
)
from kinerja.messages import mark as _

if TYPE_CHECKING:
    from kinerja.achievement.compiling import Compiled
    from kinerja.content.checking import Checked
    from kinerja.periods import Period
    from kinerja.seal.closing import Act
    from kinerja.seal.record import Kind, State
    from kinerja.seal.shelf import Shelf

_PERIOD = click.argument("period")


@click.command("close", help=_("Menutup periode: angkanya disegel dalam folder laporan."))
@_PERIOD
@common
def close_command(period: str) -> int:
    """Write the first sealed state of a period; 1 with every reason where it may not be."""
    from kinerja.seal.closing import Act

    told, asked = settings(), period_told(period)
    shelf = sealed(told)
    checked, compiled, found = examine(told, shelf)
    if compiled is None:
        return refuse(told, language(told, checked), found)
    act = Act(1, "close", "", shelf.seals)
    code = _seal(told, checked, compiled, shelf, asked, act)
    if not code and found:
        template = _("Isi itu punya {count} peringatan; lihat kinerja check sebelum meminta"
                     " persetujuan.")  # fmt: skip
        told.say(words(language(told, checked)).gettext(template).format(count=len(found)))
    return code


@click.command("revise", help=_("Menyegel keadaan baru dari periode yang sudah ditutup."))
@_PERIOD
@click.option("--kind", type=click.Choice(["revision", "correction"]), required=True,
              help=_("revision: data yang lebih baik; correction: kesalahan."))  # fmt: skip
@click.option("--reason", required=True, metavar=_("TEKS"),
              help=_("Alasannya, seperti yang dibaca orang di samping angka."))  # fmt: skip
@click.option("--dry-run", is_flag=True,
              help=_("Hanya tunjukkan yang akan berbeda; tidak ada yang ditulis."))  # fmt: skip
@common
def revise_command(period: str, kind: Kind, reason: str, dry_run: bool) -> int:
    """Write one more state of a closed period; the earlier ones stay as they are."""
    from kinerja.findings import UserError
    from kinerja.seal.closing import Act

    told, asked = settings(), period_told(period)
    spoken = " ".join(reason.split())
    if not spoken:
        raise UserError("Alasan tidak boleh kosong. Tulis --reason TEKS.")
    shelf = sealed(told)
    checked, compiled, found = computed(told)
    # What the sealed figures have become is why one revises; a damaged record is not.
    if compiled is None or shelf.findings:
        return refuse(told, language(told, checked), [*found, *shelf.findings])
    act = Act(len(shelf.states.get(asked, ())) + 1, kind, spoken, shelf.seals)
    return _seal(told, checked, compiled, shelf, asked, act, dry_run=dry_run)


@click.command("reproduce", help=_("Menghitung ulang rekaman dari riwayat git dan membandingkan."))
@_PERIOD
@common
def reproduce_command(period: str) -> int:
    """Make every state of a period again; 1 where a byte differs or history cannot tell."""
    from kinerja.findings import UserError
    from kinerja.git.asking import HistoryError
    from kinerja.seal.reproducing import reproduce

    told, asked = settings(), period_told(period)
    shelf = sealed(told)
    if shelf.findings:
        return refuse(told, None, shelf.findings)
    if asked not in shelf.states:
        known = ", ".join(map(str, shelf.states)) or "–"
        raise UserError("{period} belum ditutup. Yang sudah: {known}.", period=asked, known=known)
    say = words(told.lang).gettext
    equal = True
    try:
        with busy(told, _("Rekaman sedang dihitung ulang…"), words(told.lang)):
            made = list(reproduce(shelf, shelf.states[asked], told.content_folder()))
    except HistoryError as error:
        tell(printable(f"kinerja: {error.words(words(told.lang))}"), err=True)
        return 1
    for one in made:
        template = _("{state}: sama, dari commit {commit}.")
        if one.file.endswith("/"):
            template = _("{state}: isi pada commit {commit} tidak dapat dihitung.")
        elif one.file:
            template = _(
                "{state}: berbeda pada {file} baris {line}, dari commit {commit}. Rekamannya"
                " disunting sebelum masuk git, atau programnya berubah sejak itu."
            )
        equal = equal and not one.file
        name, commit = one.state.name, one.commit[:12]
        tell(say(template).format(state=name, commit=commit, file=one.file, line=one.line))
    return int(not equal)


def _seal(
    told: Settings, checked: Checked, compiled: Compiled, shelf: Shelf, period: Period, act: Act,
    *, dry_run: bool = False,
) -> int:  # fmt: skip
    """Write a state in whole, or say what it would change, unless there are reasons against it."""
    from kinerja.content.checking import located
    from kinerja.content.shape.objects import report_of
    from kinerja.ledger.records import chains
    from kinerja.output import new_folder
    from kinerja.seal.approving import gone, unapproved
    from kinerja.seal.closing import sealed_files, silent
    from kinerja.seal.comparing import changed_inputs, tables
    from kinerja.seal.inputs import inputs
    from kinerja.seal.refusing import nothing_to_revise, refusals

    spoken = language(told, checked)
    first = act.kind == "close"
    found = refusals(compiled, shelf, period, first=first)
    if first and not found:
        under, _beside = inputs(compiled.content, checked.fingerprints, period)
        found += unapproved(compiled.content, stood(checked, shelf), under, period)
        found += gone(shelf, chains(compiled.content))
    before = None if first or found else shelf.states[period][-1]
    if before is not None:
        own, _others = changed_inputs(before, compiled, checked.fingerprints)
        now = tables(compiled, period)
        if not own and all(before.files[name] == now[name] for name in now):
            found.append(nothing_to_revise(shelf, period))
    if found:
        return refuse(told, spoken, located(told.content_folder(), found))
    if dry_run and before is not None:
        return _show(told, before, compiled, own, spoken)
    target: Path = shelf.root / str(period) / str(act.number)
    files = sealed_files(compiled, checked.fingerprints, period, act, before)
    with new_folder(target) as folder:
        for name, content in files.items():
            (folder / name).write_bytes(content)
    say = words(spoken).gettext
    tell(printable(str(target)))
    template = _("{period} disegel. Catat folder itu dalam git, lalu mintakan persetujuan untuk"
                 " {object}.")  # fmt: skip
    told.say(say(template).format(period=period, object=report_of(f"{period}/{act.number}")))
    if units := silent(compiled.content, period):
        told.say(say(_("Disegel tanpa laporan dari: {units}.")).format(units=", ".join(units)))
    return 0


def _show(
    told: Settings, before: State, compiled: Compiled, inputs: list[str], spoken: str | None
) -> int:
    """Print the files that changed and every figure that would differ from the state before."""
    from kinerja.seal.comparing import differing, in_short

    say = words(spoken)
    lines = [*inputs, *(in_short(one, say) for _name, one in differing(before, compiled))]
    tell(printable("\n".join(lines)))
    told.say(say.gettext(_("Tidak ada yang ditulis.")))
    return 0
