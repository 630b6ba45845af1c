"""`kinerja compile`: the tables of achievements and action plans as files."""

from __future__ import annotations

from pathlib import Path

import click

from kinerja.cli.check import examine, language, outcome, refuse, sealed
from kinerja.cli.options import common, period_told, settings
from kinerja.messages import mark as _


@click.command("compile", help=_("Menghitung capaian dan menulis tabelnya sebagai berkas."))
@click.option("--out", type=click.Path(path_type=Path), default=Path("build/data"),
              metavar=_("FOLDER"), help=_("Folder hasil."))  # fmt: skip
@click.option("--period", metavar=_("PERIODE"), help=_("Hanya periode ini, misalnya 2026-Q3."))
@common
def compile_command(out: Path, period: str | None) -> int:
    """Write the compiled tables into a folder, in whole or not at all."""
    from kinerja.findings import UserError
    from kinerja.output import check_target, replace_folder

    told = settings()
    asked = None if period is None else period_told(period)
    sources = [told.content_folder(), told.reports_folder()]
    check_target(out, sources)
    if asked is None:
        made = outcome(told, files=True)
        if not made.files:
            return refuse(told, made.language, made.findings)
        results = made.files
    else:
        checked, compiled, found = examine(told, sealed(told))
        if compiled is None:
            return refuse(told, language(told, checked), found)
        if asked not in compiled.periods:
            raise UserError(
                "Periode {period} belum berakhir atau tidak punya target. Yang ada: {known}.",
                period=period,
                known=", ".join(str(known) for known in compiled.periods) or "–",
            )
        from kinerja.achievement.writing import files

        results = files(
            compiled.rows.of(str(asked)),
            [row for row in compiled.actions if row.period == period],
        )
    with replace_folder(out, sources) as folder:
        for name, content in results.items():
            (folder / name).write_bytes(content)
    return 0
