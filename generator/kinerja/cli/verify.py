"""`kinerja verify`: the whole chain of approvals once more, from a clone alone."""

from __future__ import annotations

import os

import click

from kinerja.cli.check import approvals, language, refuse, sealed, stood
from kinerja.cli.options import common, printable, settings, tell, words
from kinerja.cli.reporting import REPORTERS, report
from kinerja.messages import mark as _


@click.command("verify", help=_("Membuktikan semua persetujuan dari riwayat git."))
@click.option("--forge", is_flag=True, help=_("Bandingkan juga dengan ulasan di forge."))
@click.option("--format", "form", type=click.Choice(list(REPORTERS)), default="text",
              help=_("Bentuk hasil: text, json, atau github."))  # fmt: skip
@common
def verify_command(forge: bool, form: str) -> int:
    """Print every disagreement; 0 where there is none, 1 also where history is not whole."""
    from kinerja.codes import has_errors
    from kinerja.content.checking import check, located
    from kinerja.git.asking import HistoryError
    from kinerja.ledger.records import chains
    from kinerja.review.forge.choosing import forge_of
    from kinerja.review.proving.appending import uncommitted
    from kinerja.review.proving.protecting import protected
    from kinerja.review.proving.verifying import verify
    from kinerja.review.proving.witnessing import compare
    from kinerja.review.revisions.snapshot import Library, ground_of
    from kinerja.seal.approving import unsettled

    told = settings()
    shelf = sealed(told)
    checked = check(told.content_folder(), as_of=told.as_of)
    if checked.content is None:
        return refuse(told, language(told, checked), checked.findings)
    standings = stood(checked, shelf)
    found = [*checked.findings, *shelf.findings, *approvals(told, checked, shelf, standings)]
    spoken = words(language(told, checked))
    try:
        library = Library(ground_of(told.content_folder(), told.reports_folder()))
        records = chains(checked.content)
        wrong = [*verify(library, checked.content, records, standings)]
        wrong += unsettled(shelf, checked.content, records, standings)
        if forge:
            asked = forge_of(os.environ)
            wrong += compare(library, checked.content, asked)
            wrong += protected(library.ground.top, asked)
    except HistoryError as error:
        tell(printable(f"kinerja: {error.words(spoken)}"), err=True)
        return 1
    errors = [one for one in found if has_errors([one])]
    everything = [*errors, *located(told.content_folder(), wrong)]
    tell(REPORTERS[form](report(told.content_folder(), everything, spoken)))
    if not has_errors(everything):
        count, loose = sum(map(len, records.values())), uncommitted(library.ground, records)
        line = spoken.gettext(_("{count} rekaman persetujuan terbukti dari riwayat."))
        told.say(line.format(count=count - loose))
        if loose:
            line = spoken.gettext(_("{count} rekaman lain belum dicatat dalam commit mana pun."))
            told.say(line.format(count=loose))
    return int(has_errors(everything))
