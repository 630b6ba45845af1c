"""`kinerja generate`: the files that a forge reads of policy and people."""

from __future__ import annotations

from collections.abc import Mapping
from gettext import NullTranslations
from itertools import zip_longest
from pathlib import Path

import click

from kinerja.cli.check import language, refuse
from kinerja.cli.options import common, printable, settings, tell, words
from kinerja.messages import mark as _


@click.command("generate", help=_("Menulis berkas forge dari isi: pemilik berkas, aturan cabang,"
                                  " formulir usulan."))  # fmt: skip
@click.option("--check", is_flag=True,
              help=_("Hanya tunjukkan berkas yang berbeda dari isi."))  # fmt: skip
@common
def generate_command(check: bool) -> int:
    """Write what differs beside the content folder, or with `check` name it and give 1."""
    from kinerja.content import checking
    from kinerja.project.forge_files import forge_files

    told = settings()
    root = told.content_folder()
    checked = checking.check(root, as_of=told.as_of)
    if checked.content is None or not checked.is_sound:
        return refuse(told, language(told, checked), checked.findings)
    files = forge_files(checked.content, checked.today)
    translations = words(language(told, checked))
    beside = root.absolute().parent
    different = {
        place: line for place, text in files.items() if (line := _difference(beside / place, text))
    }
    if check:
        return _told(different, beside, translations)
    _write({beside / place: files[place] for place in different})
    for place in different:
        tell(place)
    summary = translations.ngettext(
        "{changed} dari {total} berkas berubah.", "{changed} dari {total} berkas berubah.",
        len(different),
    )  # fmt: skip
    told.say(summary.format(changed=len(different), total=len(files)))
    return 0


def _difference(place: Path, text: str) -> int:
    """The first line, from 1, in which a file differs from a text; 0 where it is the same."""
    try:
        there = place.read_bytes()
    except OSError:
        return 1
    wanted = text.encode()
    if there == wanted:
        return 0
    pairs = zip_longest(there.split(b"\n"), wanted.split(b"\n"))
    return next(number for number, (one, other) in enumerate(pairs, 1) if one != other)


def _told(different: Mapping[str, int], beside: Path, translations: NullTranslations) -> int:
    """Name what differs; the exit code."""
    say = translations.gettext
    for place, line in different.items():
        missing = not (beside / place).exists()
        text = _("belum ada") if missing else _("berbeda dari isi")
        tell(printable(f"{place}:{line}: {say(text)}"))
    if different:
        tell(say(_("Jalankan kinerja generate, lalu usulkan hasilnya.")), err=True)
    return int(bool(different))


def _write(files: Mapping[Path, str]) -> None:
    """Each file in one step; nothing else is touched."""
    from kinerja.output import new_file, replace_file, tidy

    tidy({place.parent for place in files if place.parent.is_dir()})
    for place, text in files.items():
        if place.exists():
            replace_file(place, text)
        else:
            new_file(place, text)
