"""`kinerja record`: writes approval records, after a merge or from signed minutes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kinerja.cli.check import examine, language, refuse, sealed
from kinerja.cli.options import Settings, common, printable, settings, tell, words
from kinerja.findings import UserError
from kinerja.messages import mark as _

if TYPE_CHECKING:
    from kinerja.ledger.records import Entry
    from kinerja.model.records import Approval
    from kinerja.review.minutes import Minutes
    from kinerja.review.pulls import Pull
    from kinerja.review.recording import Decided, Merge
    from kinerja.review.snapshot import Library

    Act = tuple[Merge, Sequence[Decided]]

DAMAGE = (
    "approval-record-form",
    "approval-record-place",
    "approval-record-missing",
    "approval-chain-broken",
)
"""Findings after which nothing may be added to the records."""

_RECORDER = ("kinerja-recorder", "recorder@kinerja.invalid")
"""Whom a commit names where git is not told who is at work, as on a machine for workflows."""

_ATTEMPTS = 5


@click.command("record", help=_("Mencatat persetujuan setelah usulan digabungkan."))
@click.option("--pr", "number", type=click.IntRange(min=1), metavar=_("NOMOR"),
              help=_("Nomor usulan yang sudah digabungkan."))  # fmt: skip
@click.option("--merge", metavar=_("COMMIT"),
              help=_("Commit hasil gabungan; usulannya dicari di forge."))  # fmt: skip
@click.option("--reviews", type=click.Path(path_type=Path), metavar=_("BERKAS"),
              help=_("Berkas berisi jawaban forge, sebagai ganti forge itu sendiri."))  # fmt: skip
@click.option("--minutes", "scan", type=click.Path(path_type=Path), metavar=_("PINDAIAN"),
              help=_("Pindaian berita acara yang ditandatangani."))  # fmt: skip
@click.option("--number", "document", metavar=_("NOMOR"), help=_("Nomor berita acara."))
@click.option("--date", "day", metavar=_("TANGGAL"), help=_("Tanggal berita acara."))
@click.option("--signed-by", "signatories", multiple=True, metavar=_("ORANG"),
              help=_("Id penanda tangan; boleh diulang."))  # fmt: skip
@click.option("--recorded-by", metavar=_("ORANG"), help=_("Id orang yang merekam."))
@click.option("--object", "objects", multiple=True, metavar=_("BERKAS"),
              help=_("Yang diputuskan, misalnya target/2026/mutu; boleh diulang."))  # fmt: skip
@click.option("--decision", type=click.Choice(["approved", "needs_revision"]), default="approved",
              help=_("Putusan dalam berita acara."))  # fmt: skip
@click.option("--push", "remote", metavar=_("NAMA"),
              help=_("Kirim rekaman itu sebagai commit ke repositori ini."))  # fmt: skip
@common
def record_command(
    number: int | None,
    merge: str | None,
    reviews: Path | None,
    scan: Path | None,
    document: str | None,
    day: str | None,
    signatories: tuple[str, ...],
    recorded_by: str | None,
    objects: tuple[str, ...],
    decision: str,
    remote: str | None,
) -> int:
    """Write what is new; 1 where something was merged without its approvals."""
    from kinerja.ledger.records import chains, to_yaml
    from kinerja.output import new_file
    from kinerja.review.fetching import fetch
    from kinerja.review.snapshot import Library, ground_of

    told = settings()
    if sum(one is not None for one in (number, merge, reviews, scan)) != 1:
        raise UserError("Sebutkan salah satu: --pr, --merge, --reviews, atau --minutes.")
    library = Library(ground_of(told.content_folder(), told.reports_folder()))
    code = 0
    if scan is not None:
        minutes = _minutes(scan, document, day, signatories, recorded_by)
        acts = _by_minutes(library, minutes, objects, decision)
    else:
        pulls = _pulls(number, merge, reviews)
        if reviews is None:
            for pull in pulls:
                fetch(library.ground.top, pull)
        acts, code = _by_pulls(told, library, pulls)
    if remote is None:
        checked, _compiled, found = examine(told, sealed(told))
        if checked.content is None or any(one.code in DAMAGE for one in found):
            return refuse(told, language(told, checked), found)
        fresh = _fresh(library, acts, chains(checked.content))
    else:
        fresh = _sent(told, library, acts, remote)
    for place, record in fresh.items():
        target = told.content_folder() / place
        if not target.exists():
            new_file(target, to_yaml(record).decode("utf-8"))
        tell(printable(str(target)))
    template = _("{count} rekaman baru.") if fresh else _("Tidak ada yang baru untuk dicatat.")
    told.say(words(told.lang).gettext(template).format(count=len(fresh)))
    return code


def _pulls(number: int | None, merge: str | None, reviews: Path | None) -> tuple[Pull, ...]:
    """The pull requests asked for, those merged first first."""
    from kinerja.review.forge import forge_of, read_bundles

    if reviews is not None:
        told = read_bundles(reviews)
        return tuple(sorted(told, key=lambda one: (str(one.merged_at or ""), one.number)))
    forge = forge_of(os.environ)
    numbers = [number] if number is not None else list(forge.pulls_of(merge or ""))
    return tuple(forge.pull(one) for one in numbers)


def _by_pulls(told: Settings, library: Library, pulls: Iterable[Pull]) -> tuple[list[Act], int]:
    """What was decided on pull requests, and 1 where one was merged without its approvals."""
    from kinerja.review.recording import taken_from

    say = words(told.lang).gettext
    acts: list[Act] = []
    code = 0
    for pull in pulls:
        taken = taken_from(library, pull)
        acts.append((taken.merge, taken.decisions))
        for one in taken.lacking:
            code = 1
            roles = "; ".join(" / ".join(roles) for roles in one.verdict.missing) or "–"
            line = say(_("{object} digabungkan tanpa semua persetujuan; yang kurang: {roles}."))
            tell(printable(line.format(object=one.object, roles=roles)), err=True)
    return acts, code


def _by_minutes(
    library: Library, minutes: Minutes, objects: tuple[str, ...], decision: str
) -> list[Act]:
    from kinerja.review.minutes import decided_by

    if not objects:
        raise UserError("Sebutkan yang diputuskan dengan --object.")
    return list(decided_by(library, minutes, objects, approves=decision == "approved"))


def _fresh(
    library: Library, acts: Iterable[Act], known: Mapping[str, Sequence[Entry]]
) -> dict[str, Approval]:
    """The records of what was decided that follow those known, by path in the content folder."""
    from kinerja.review.recording import records

    chained = {name: list(entries) for name, entries in known.items()}
    return {
        place: record
        for merge, decisions in acts
        for place, record in records(library, merge, decisions, chained)
    }


def _sent(told: Settings, library: Library, acts: list[Act], remote: str) -> dict[str, Approval]:
    """Commit the records on the tip of the remote's branch; once more where it moved meanwhile."""
    from kinerja.git.changes import Change
    from kinerja.git.history import branch_of
    from kinerja.git.writing import (
        Identity,
        SendingError,
        branches_of,
        bring,
        identity,
        send,
        written,
    )
    from kinerja.ledger.records import chains, to_yaml

    ground = library.ground
    branch, who = branch_of(ground.top), identity(ground.top) or Identity(*_RECORDER)
    message = words(told.lang).gettext(_("Catat persetujuan"))
    for _attempt in range(_ATTEMPTS):
        tip = branches_of(ground.top, remote, [branch]).get(branch, "")
        if not tip:
            raise SendingError("Repositori tujuan tidak punya cabang {branch}.", branch=branch)
        bring(ground.top, remote, branch, tip)
        whole = library.whole(tip)
        fresh = _fresh(library, acts, chains(whole.content) if whole else {})
        files = [Change(ground.content / place, to_yaml(one)) for place, one in fresh.items()]
        commit = written(ground.top, tip, files, f"{message}\n", who)
        if commit == tip:
            return fresh
        try:
            send(ground.top, remote, commit, branch)
        except SendingError:
            if branches_of(ground.top, remote, [branch]).get(branch) == tip:
                raise
        else:
            return fresh
    raise SendingError("Cabang {branch} terus berubah; coba lagi nanti.", branch=branch)


def _minutes(
    scan: Path,
    number: str | None,
    day: str | None,
    signatories: tuple[str, ...],
    recorded_by: str | None,
) -> Minutes:
    """The minutes that the command line describes; the scan is only hashed."""
    from kinerja.review.minutes import Minutes

    if not (number and number.strip() and day and signatories and recorded_by):
        raise UserError("Berita acara memerlukan --number, --date, --signed-by, dan --recorded-by.")
    try:
        dated = date.fromisoformat(day)
    except ValueError:
        raise UserError("{value} bukan tanggal; tulis misalnya 2026-06-30.", value=day) from None
    with scan.open("rb") as file:
        told = hashlib.file_digest(file, "sha256").hexdigest()
    return Minutes(" ".join(number.split()), dated, told, signatories, recorded_by)
