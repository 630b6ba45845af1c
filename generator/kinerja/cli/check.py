"""`kinerja check`: the findings of every floor below, put together.

How they are printed is in `reporting`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from kinerja.cli.options import Settings, busy, common, settings, words
from kinerja.cli.reporting import REPORTERS, report, text
from kinerja.messages import mark as _

if TYPE_CHECKING:
    from kinerja.achievement.compiling import Compiled
    from kinerja.content.checking import Checked
    from kinerja.findings import Finding


def examine(told: Settings) -> tuple[Checked, Compiled | None, tuple[Finding, ...]]:
    """Check the content and, where it is sound, compile it: formulas and bounds show only then."""
    from kinerja.achievement.compiling import compile_content, formula_findings
    from kinerja.content.checking import check, located

    root = told.content_folder()
    with busy(told, _("Isi sedang diperiksa…"), words(told.lang)):
        checked = check(root, as_of=told.as_of)
    if checked.content is None:
        return checked, None, checked.findings
    if not checked.is_sound:
        wrong = formula_findings(checked.content)
        return checked, None, located(root, [*checked.findings, *wrong])
    with busy(told, _("Capaian sedang dihitung…"), words(language(told, checked))):
        compiled = compile_content(checked.content, checked.today)
    found = located(root, [*checked.findings, *compiled.findings])
    return checked, None if compiled.findings else compiled, found


def language(told: Settings, checked: Checked) -> str | None:
    """The language of messages: as told, else the organisation's."""
    return told.lang or (checked.content.organisation.language if checked.content else None)


@click.command("check", help=_("Memeriksa isi dan menunjukkan setiap kesalahan beserta letaknya."))
@click.option("--strict", is_flag=True, help=_("Peringatan juga dianggap kesalahan."))
@click.option("--format", "form", type=click.Choice(list(REPORTERS)), default="text",
              help=_("Bentuk hasil: text, json, atau github."))  # fmt: skip
@common
def check_command(strict: bool, form: str) -> int:
    """Print the findings; 1 where there are errors, with `strict` also for warnings."""
    from kinerja.content.checking import has_errors

    told = settings()
    checked, _, found = examine(told)
    click.echo(REPORTERS[form](report(checked.root, found, words(language(told, checked)))))
    return int(has_errors(found) or (strict and bool(found)))


def refuse(told: Settings, checked: Checked, found: Iterable[Finding]) -> int:
    """Say why nothing is compiled: the errors, to standard error; the exit code is 1."""
    from kinerja.codes import RULES
    from kinerja.findings import Severity

    errors = [one for one in found if RULES[one.code].severity is Severity.ERROR]
    click.echo(text(report(checked.root, errors, words(language(told, checked)))), err=True)
    return 1
