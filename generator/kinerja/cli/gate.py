"""`kinerja gate`: whether a pull request has the approvals that the policy asks for."""

from __future__ import annotations

import json
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kinerja.cli.options import common, printable, settings, tell, words
from kinerja.findings import UserError
from kinerja.messages import SOURCE_LANGUAGE
from kinerja.messages import mark as _

if TYPE_CHECKING:
    from kinerja.review.revisions.pulls import Pull

CONTEXT = "kinerja/gate"


@click.command("gate", help=_("Menilai apakah sebuah usulan sudah mendapat semua persetujuan."))
@click.option("--pr", "number", type=click.IntRange(min=1), metavar=_("NOMOR"),
              help=_("Nomor usulan (pull request) di forge."))  # fmt: skip
@click.option("--reviews", type=click.Path(path_type=Path), metavar=_("BERKAS"),
              help=_("Berkas berisi jawaban forge, sebagai ganti forge itu sendiri."))  # fmt: skip
@click.option("--base", default="", metavar=_("COMMIT"),
              help=_("Commit yang aturannya berlaku; bawaan: pangkal usulan."))  # fmt: skip
@click.option("--head", default="", metavar=_("COMMIT"),
              help=_("Commit yang dinilai; bawaan: ujung usulan."))  # fmt: skip
@click.option("--run-head", default="", metavar=_("COMMIT"),
              help=_("Nilai usulan yang ujungnya commit ini."))  # fmt: skip
@click.option("--open", "branch", default="", metavar=_("CABANG"),
              help=_("Nilai semua usulan yang terbuka untuk cabang ini."))  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json", "md"]), default="text",
              help=_("Bentuk hasil: text, json, atau md."))  # fmt: skip
@click.option("--post", is_flag=True, help=_("Tulis hasilnya sebagai status pada usulan."))
@common
def gate_command(
    number: int | None,
    reviews: Path | None,
    base: str,
    head: str,
    run_head: str,
    branch: str,
    form: str,
    post: bool,
) -> int:
    """Print how the approvals stand; 0 where the pull request may be merged, else 1.

    A workflow asks with `run_head` or `branch` and posts: then the status is the answer, and 1 a
    fault.
    """
    from kinerja.git.asking import HistoryError
    from kinerja.git.history import commit_of
    from kinerja.review.deciding.gate import gate
    from kinerja.review.forge.choosing import forge_of, read_bundles
    from kinerja.review.forge.door import StatusState
    from kinerja.review.revisions.snapshot import Library, ground_of
    from kinerja.review.words import verdicts
    from kinerja.review.words.comment import MARKER, renewed
    from kinerja.review.words.escaping import literal, shown
    from kinerja.site.language import Language

    asked = [number is not None, reviews is not None, bool(run_head), bool(branch)]
    if asked.count(True) != 1:
        raise UserError(
            "Sebutkan --pr NOMOR, --reviews BERKAS, --run-head COMMIT, atau --open CABANG, satu"
            " saja."
        )
    if post and reviews is not None:
        raise UserError("--post tidak dapat dipakai bersama --reviews.")
    told = settings()
    library = Library(ground_of(told.content_folder(), told.reports_folder()))
    top = library.ground.top
    pulls = read_bundles(reviews) if reviews else _asked(top, number, run_head, branch)
    ends = {"base": commit_of(top, base) if base else "",
            "head": commit_of(top, head) if head else ""}  # fmt: skip
    passes, is_whole, shown_all = True, True, []
    forge = forge_of(os.environ) if post else None
    for pull in pulls:
        try:
            found = gate(library, pull, **ends)
        except HistoryError as error:
            if not branch:
                raise
            is_whole = False  # one proposal that cannot be fetched does not keep the others back
            tell(printable(f"#{pull.number}: {error.words(words(told.lang))}"), err=True)
            continue
        organisation = found.base.organisation
        code = told.lang or (organisation.language if organisation else SOURCE_LANGUAGE)
        language = Language.of(code)
        passes = passes and found.passes
        shown_all.append(verdicts.data(language, found))
        if form == "text":
            tell(printable(verdicts.text(language, found)))
        elif form == "md":
            lines = verdicts.text(language, found).splitlines()
            tell(printable("\n\n".join(literal(shown(line)) for line in lines)))
        if forge is not None:
            line = verdicts.status(language, found)
            state: StatusState = "success" if found.passes else "failure"
            forge.report(found.head, state, line, CONTEXT, "")
            verdict = verdicts.verdict(language, found)
            forge.amend(pull.number, MARKER, partial(renewed, language, verdict=verdict))
    if form == "json":
        tell(json.dumps(shown_all[0] if len(shown_all) == 1 else shown_all,
                        ensure_ascii=False, indent=1))  # fmt: skip
    return int(not is_whole or (not passes and not ((run_head or branch) and post)))


def _asked(top: Path, number: int | None, run_head: str, branch: str) -> tuple[Pull, ...]:
    """The pull requests that the forge is asked for, with their commits brought into this clone.

    None is at a commit that has been followed by another one since.
    """
    from kinerja.review.forge.choosing import forge_of
    from kinerja.review.revisions.fetching import fetch

    forge = forge_of(os.environ)
    if number is not None:
        numbers: tuple[int, ...] = (number,)
    else:
        numbers = forge.open_pulls(branch) if branch else forge.pulls_of(run_head)
    pulls = tuple(forge.pull(one) for one in numbers)
    found = tuple(pull for pull in pulls if not run_head or pull.head == run_head)
    for pull in found:
        fetch(top, pull)
    return found
