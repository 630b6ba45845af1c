"""`kinerja compile`: the tables of achievements and action plans as files."""

from __future__ import annotations

from pathlib import Path

import click

from kinerja.cli.check import examine, refuse
from kinerja.cli.options import common, settings
from kinerja.messages import mark as _


@click.command("compile", help=_("Menghitung capaian dan menulis tabelnya sebagai berkas."))
@click.option("--out", type=click.Path(path_type=Path), default=Path("build/data"),
              metavar=_("FOLDER"), help=_("Folder hasil."))  # fmt: skip
@click.option("--period", metavar=_("PERIODE"), help=_("Hanya periode ini, misalnya 2026-Q3."))
@common
def compile_command(out: Path, period: str | None) -> int:
    """Write the compiled tables into a folder, in whole or not at all."""
    from kinerja.achievement.writing import write
    from kinerja.findings import UserError
    from kinerja.output import replace_folder
    from kinerja.periods import Period

    told = settings()
    if period is not None:
        try:
            Period.parse(period)
        except ValueError:
            raise UserError(
                "{value} bukan periode; tulis misalnya 2026, 2026-S1, 2026-Q3, atau 2026-03.",
                value=period,
            ) from None
    sources = [told.content_folder(), told.reports_folder()]
    checked, compiled, found = examine(told)
    if compiled is None:
        return refuse(told, checked, found)
    if period is not None and Period.parse(period) not in compiled.periods:
        raise UserError(
            "Periode {period} belum berakhir atau tidak punya target. Yang ada: {known}.",
            period=period,
            known=", ".join(str(known) for known in compiled.periods) or "–",
        )
    rows = [row for row in compiled.rows.values() if period in (None, row.period)]
    actions = [row for row in compiled.actions if period in (None, row.period)]
    with replace_folder(out, sources) as folder:
        write(folder, rows, actions)
    return 0
