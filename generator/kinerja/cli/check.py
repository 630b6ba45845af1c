"""`kinerja check`: the findings of every floor below, put together and printed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from gettext import NullTranslations
from typing import TYPE_CHECKING

import click

from kinerja.cli.options import Settings, busy, colours, common, printable, settings, words
from kinerja.messages import mark as _

if TYPE_CHECKING:
    from kinerja.achievement.compiling import Compiled
    from kinerja.content.checking import Checked
    from kinerja.findings import Finding


_UNPRINTABLE = re.compile(r"[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def examine(told: Settings) -> tuple[Checked, Compiled | None, tuple[Finding, ...]]:
    """Check the content and, where it is sound, compile it: formulas and bounds show only then."""
    from kinerja.achievement.compiling import compile_content
    from kinerja.content.checking import check, located

    root = told.content_folder()
    with busy(told, _("Isi sedang diperiksa…"), words(told.lang)):
        checked = check(root, as_of=told.as_of)
    if checked.content is None or not checked.is_sound:
        return checked, None, checked.findings
    with busy(told, _("Capaian sedang dihitung…"), words(language(told, checked))):
        compiled = compile_content(checked.content, checked.today)
    found = located(root, [*checked.findings, *compiled.findings])
    return checked, None if compiled.findings else compiled, found


def language(told: Settings, checked: Checked) -> str | None:
    """The language of messages: as told, else the organisation's."""
    return told.lang or (checked.content.organisation.language if checked.content else None)


@click.command("check", help=_("Memeriksa isi dan menunjukkan setiap kesalahan beserta letaknya."))
@click.option("--strict", is_flag=True, help=_("Peringatan juga dianggap kesalahan."))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text",
              help=_("Bentuk hasil: text atau json."))  # fmt: skip
@common
def check_command(strict: bool, form: str) -> int:
    """Print the findings; 1 where there are errors, with `strict` also for warnings."""
    from kinerja.content.checking import has_errors

    told = settings()
    checked, _, found = examine(told)
    translations = words(language(told, checked))
    click.echo(as_json(found, translations) if form == "json" else as_text(found, translations))
    return int(has_errors(found) or (strict and bool(found)))


def refuse(told: Settings, checked: Checked, found: Iterable[Finding]) -> int:
    """Say why nothing is compiled: the errors, to standard error; the exit code is 1."""
    from kinerja.codes import RULES
    from kinerja.findings import Severity

    errors = [one for one in found if RULES[one.code].severity is Severity.ERROR]
    click.echo(as_text(errors, words(language(told, checked))), err=True)
    return 1


def as_json(found: Iterable[Finding], translations: NullTranslations) -> str:
    """Findings as the contract's JSON list."""
    rows = [
        {
            "code": one.code,
            "severity": severity,
            "file": one.file,
            "line": one.line,
            "column": one.column,
            "message": message,
            "hint": hint,
        }
        for one, severity, message, hint in _told(found, translations)
    ]
    text = json.dumps(rows, ensure_ascii=False, indent=1)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def as_text(found: Iterable[Finding], translations: NullTranslations) -> str:
    """Findings for a person: grouped by file, each with its place, words and what to do."""
    names = {"error": translations.gettext("galat"), "warning": translations.gettext("peringatan")}
    lines: list[str] = []
    counts = {"error": 0, "warning": 0}
    file = ""
    for one, severity, message, hint in _told(found, translations):
        if one.file != file:
            file = one.file
            lines += ["", _bold(file)] if lines else [_bold(file)]
        counts[severity] += 1
        lines.append(f"  {one.line}:{one.column}  {names[severity]}  {message}  [{one.code}]")
        lines.append(f"      → {hint}")
    summary = translations.gettext("{errors} galat, {warnings} peringatan.").format(
        errors=counts["error"], warnings=counts["warning"]
    )
    return printable("\n".join([*lines, "", summary] if lines else [summary]))


def _told(
    found: Iterable[Finding], translations: NullTranslations
) -> Iterable[tuple[Finding, str, str, str]]:
    from kinerja.codes import RULES
    from kinerja.findings import fill

    for one in found:
        rule = RULES[one.code]
        yield (
            one,
            str(rule.severity),
            fill(rule.message, translations, one.params),
            fill(rule.hint, translations, one.params),
        )


def _bold(text: str) -> str:
    return click.style(text, bold=True) if colours() else text
