"""`kinerja sample` and `kinerja init`: a synthetic office to look at, a project to start from."""

from __future__ import annotations

import re
from pathlib import Path

import click

from kinerja.cli.options import common, settings, words
from kinerja.findings import UserError
from kinerja.messages import mark as _


def _years(_context: click.Context, _option: click.Parameter, value: str) -> tuple[int, ...]:
    """`2026` or `2025-2026` as the years one after the other."""
    found = re.fullmatch(r"(20[0-9]{2})(?:-(20[0-9]{2}))?", value)
    years = tuple(range(int(found[1]), int(found[2] or found[1]) + 1)) if found else ()
    if not years:
        raise UserError("{value} bukan tahun; tulis misalnya 2026 atau 2025-2026.", value=value)
    return years


@click.command("sample", help=_("Membuat folder isi sintetis yang lengkap, sebagai contoh."))
@click.argument("folder", type=click.Path(path_type=Path), metavar=_("FOLDER"))
@click.option("--seed", type=click.IntRange(0), default=1,
              help=_("Angka awal acak; angka yang sama memberi hasil yang sama."))  # fmt: skip
@click.option("--units", type=click.IntRange(1, 2_000), default=12, help=_("Jumlah unit kerja."))
@click.option("--packages", type=click.IntRange(1, 5_000_000), default=1000,
              help=_("Jumlah paket untuk semua tahun."))  # fmt: skip
@click.option("--years", callback=_years, default="2025-2026", metavar=_("TAHUN"),
              help=_("Tahun, misalnya 2026 atau 2025-2026."))  # fmt: skip
@common
def sample_command(
    folder: Path, seed: int, units: int, packages: int, years: tuple[int, ...]
) -> int:
    """Write an invented office into a folder; the same arguments give the same bytes."""
    from kinerja.content.text.write import write_tree
    from kinerja.output import replace_folder
    from kinerja.sample.generate import generate

    files = generate(seed, units, packages, years)
    with replace_folder(folder) as aside:
        write_tree(aside, files)
    return 0


@click.command("init", help=_("Membuat proyek awal bagi sebuah kantor: isi, situs, alur kerja."))
@click.argument("folder", type=click.Path(path_type=Path), metavar=_("FOLDER"))
@common
def init_command(folder: Path) -> int:
    """Write a project into a new or empty folder."""
    from kinerja.output import new_folder
    from kinerja.project.starting import start

    told = settings()
    translations = words(told.lang)
    with new_folder(folder) as aside:
        start(aside, translations)
    told.say(
        translations.gettext("Proyek dibuat di {folder}. Mulailah dari content/organisation.yml.")
        .format(folder=folder.absolute())
    )  # fmt: skip
    return 0
