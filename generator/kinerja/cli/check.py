"""`kinerja check`: the findings of every floor below, put together.

How they are printed is in `reporting`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import click

from kinerja.cli.options import Settings, busy, common, settings, tell, words
from kinerja.cli.reporting import REPORTERS, report, text
from kinerja.messages import mark as _

if TYPE_CHECKING:
    from kinerja.achievement.compiling import Compiled
    from kinerja.achievement.outcome import Outcome
    from kinerja.content.checking import Checked
    from kinerja.content.folder.looking import Seen
    from kinerja.findings import Finding
    from kinerja.ledger.standing import Standing
    from kinerja.seal.shelf import Shelf


def outcome(told: Settings, *, files: bool = False) -> Outcome:
    """What the content comes to, from memory where nothing has changed since the last time.

    `files` says whether the files of results are wanted.
    """
    from kinerja.achievement import outcome as kept
    from kinerja.seal.files import read_files

    reports = read_files(told.reports_folder())

    def work(seen: Seen) -> tuple[kept.Outcome, Mapping[str, str]]:
        from kinerja.seal.shelf import shelf_of

        checked, compiled, found = examine(told, shelf_of(reports), seen)
        results: Mapping[str, bytes] = {}
        if files and compiled is not None:
            from kinerja.achievement.writing import files as written

            results = written(compiled.rows.in_order(), compiled.actions)
        language = checked.content.organisation.language if checked.content else None
        return kept.Outcome(language, found, results if files else None), checked.digests

    folder = told.content_folder()
    return kept.outcome(folder, told.as_of, work, beside=reports.digest, files=files)


def sealed(told: Settings) -> Shelf:
    """The sealed periods, with what is wrong with their records."""
    from kinerja.seal.files import read_files
    from kinerja.seal.shelf import shelf_of

    return shelf_of(read_files(told.reports_folder()))


def examine(
    told: Settings, shelf: Shelf, seen: Seen | None = None
) -> tuple[Checked, Compiled | None, tuple[Finding, ...]]:
    """Check and compile the content, and hold it against the sealed periods.

    Nothing counts as compiled where there is an error. `seen` is the folder where somebody has just
    looked at it.
    """
    from kinerja.codes import has_errors

    checked, compiled, found = computed(told, seen)
    from kinerja.seal.comparing import findings  # with libraries that reading does without

    faults = [*shelf.findings, *approvals(told, checked, shelf, stood(checked, shelf))]
    if compiled is not None:
        faults += findings(shelf, compiled, checked.fingerprints, told.as_of)
    if not faults:
        return checked, compiled, found
    together = tuple(sorted({*found, *faults}, key=lambda one: one.order))
    return checked, None if has_errors(faults) else compiled, together


def approvals(
    told: Settings, checked: Checked, shelf: Shelf, standings: Mapping[str, Standing]
) -> Iterable[Finding]:
    """What is wrong with the approval policy and its records."""
    from kinerja.content.checking import located
    from kinerja.ledger.findings import findings
    from kinerja.ledger.records import chains, looked_at
    from kinerja.seal.approving import gone, lost, replaced

    if checked.content is None:
        return ()
    root, content = told.content_folder(), checked.content
    records = looked_at(root, chains(content))
    found = [*findings(content, records, standings, checked.today)]
    found += [*lost(shelf, content, records), *replaced(shelf, content, records)]
    # Where there is no closed period at all, content is looked at without its reports.
    return located(root, [*found, *(gone(shelf, records) if shelf.states else ())])


def stood(checked: Checked, shelf: Shelf) -> Mapping[str, Standing]:
    """How every object stands, by its name; nothing where there is no content."""
    from kinerja.ledger.standing import standings
    from kinerja.seal.approving import seals_of

    if checked.content is None:
        return {}
    return standings(checked.content, checked.fingerprints, seals_of(shelf), checked.today)


def computed(
    told: Settings, seen: Seen | None = None
) -> tuple[Checked, Compiled | None, tuple[Finding, ...]]:
    """Check the content and, where it is sound, compile it: formulas and bounds show only then."""
    from kinerja.codes import has_errors
    from kinerja.content.checking import check, located

    root = told.content_folder()
    with busy(told, _("Isi sedang diperiksa…"), words(told.lang)):
        checked = check(root, as_of=told.as_of, seen=seen, meanwhile=_fetch)
    from kinerja.achievement.compiling import compile_content, formula_findings
    from kinerja.achievement.measuring.remembering import source_of
    from kinerja.achievement.retracing import audited

    if checked.content is None:
        return checked, None, checked.findings
    if not checked.is_sound:
        wrong = formula_findings(checked.content)
        return checked, None, located(root, [*checked.findings, *wrong])
    with busy(told, _("Capaian sedang dihitung…"), words(language(told, checked))):
        compiled = compile_content(checked.content, checked.today, source_of(checked))
    wrong = [*compiled.findings]
    wrong += audited.findings(compiled.content, compiled.rows, compiled.today) if not wrong else ()
    found = located(root, [*checked.findings, *wrong])
    return checked, None if has_errors(wrong) else compiled, found


def _fetch() -> None:
    """Import what compiling takes: a third of a second for libraries."""
    from kinerja.achievement import compiling
    from kinerja.achievement.retracing import audited
    from kinerja.seal import comparing

    del audited, compiling, comparing


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
    from kinerja.codes import has_errors

    told = settings()
    made = outcome(told)
    translations = words(told.lang or made.language)
    tell(REPORTERS[form](report(told.content_folder(), made.findings, translations)))
    return int(has_errors(made.findings) or (strict and bool(made.findings)))


def refuse(told: Settings, language: str | None, found: Iterable[Finding]) -> int:
    """Say why nothing is compiled: the errors, to standard error; the exit code is 1."""
    tell(refusal(told, language, found), err=True)
    return 1


def refusal(told: Settings, language: str | None, found: Iterable[Finding]) -> str:
    """Why nothing is compiled, in words: the errors among the findings."""
    from kinerja.codes import RULES
    from kinerja.findings import Severity

    errors = [one for one in found if RULES[one.code].severity is Severity.ERROR]
    return text(report(told.content_folder(), errors, words(told.lang or language)))
