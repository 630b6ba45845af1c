"""`kinerja audit`: a sample of the records behind a period's figures, on the auditor's worksheet.

The draw and the sheet are `achievement.retracing`'s. What the auditor found comes back as content:
`audits/<period>.yml`.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import click

from kinerja.cli.check import examine, language, refuse, sealed
from kinerja.cli.named import reported_period
from kinerja.cli.options import common, printable, settings, tell
from kinerja.findings import UserError
from kinerja.messages import SOURCE_LANGUAGE
from kinerja.messages import mark as _

_SIZES = ("29", "61")
_FORMS = (".csv",)


@click.command("audit", help=_("Menarik sampel rekaman di balik angka terbit untuk diperiksa."))
@click.argument("period")
@click.option("--sample", type=click.Choice(_SIZES), required=True,
              help=_("Banyaknya rekaman: 29 (keyakinan 90%) atau 61 (95%)."))  # fmt: skip
@click.option("--seed", type=click.IntRange(0, 999_999_999), required=True, metavar=_("ANGKA"),
              help=_("Angka pilihan auditor; angka yang sama, sampel yang sama."))  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar=_("BERKAS"),
              help=_("Kertas kerja yang ditulis; berakhiran .csv."))  # fmt: skip
@common
def audit_command(period: str, sample: str, seed: int, out: Path) -> int:
    """Write the worksheet; one that is there already may be filled in and is never replaced."""
    if out.suffix.lower() not in _FORMS:
        raise UserError(
            "Kertas kerja tidak dapat ditulis sebagai {name}. Yang dapat: {known}.",
            name=out.name,
            known=", ".join(_FORMS),
        )
    if out.exists():
        raise UserError("{target} sudah ada, jadi tidak ditulis.", target=out)
    from kinerja.achievement.retracing.sampling import draw
    from kinerja.achievement.retracing.worksheet import worksheet
    from kinerja.output import new_file
    from kinerja.site.formats import natural
    from kinerja.site.language import Language

    told = settings()
    checked, compiled, found = examine(told, sealed(told))
    if compiled is None:
        return refuse(told, language(told, checked), found)
    asked = reported_period(compiled, period)
    drawn = draw(compiled, asked, int(sample), seed)
    if not drawn.records:
        raise UserError("Tidak ada angka yang terbit pada {period}.", period=asked)
    new_file(out, worksheet(compiled, checked.root, asked, drawn, told.label))
    tell(printable(str(out)))
    code = language(told, checked) or SOURCE_LANGUAGE
    spoken = Language.of(code)
    summary = _(
        "{drawn} dari {population} rekaman ditarik. Bila semuanya cocok, dengan keyakinan"
        " {confidence}% paling banyak {most}% rekaman keliru."
    )
    numbers: dict[str, Decimal | int] = {
        "drawn": len(drawn.records),
        "population": drawn.population,
        "confidence": drawn.confidence,
        "most": drawn.error_at_most,
    }
    shown = {name: natural(spoken, value) for name, value in numbers.items()}
    told.say(spoken.translations.gettext(summary).format(**shown))
    return 0
