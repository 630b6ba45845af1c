"""`kinerja record`: writes approval records, after a merge or from signed minutes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kinerja.cli.awaiting import tell_what_lacks, tell_what_waits
from kinerja.cli.filing import laid_down, sent
from kinerja.cli.options import common, printable, settings, tell, words
from kinerja.findings import UserError
from kinerja.messages import mark as _

if TYPE_CHECKING:
    from kinerja.cli.awaiting import Lacking
    from kinerja.cli.filing import Act, Decide
    from kinerja.review.deciding.minutes import Known, Minutes
    from kinerja.review.revisions.pulls import Pull
    from kinerja.review.revisions.snapshot import Library

_NOW = _(
    "Catat rekaman itu sekarang dalam commit tersendiri, tanpa berkas lain, lalu kirim (git push)"
    " sebelum orang lain mencatat. kinerja record --push origin melakukan keduanya sendiri."
)
_LONGEST = 120
"""As many signs as the schema lets a number of minutes have."""

_EARLIEST = timedelta(hours=14)
"""How far ahead of UTC a day begins somewhere: what is later is a slip of the pen."""


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
    from kinerja.review.revisions.fetching import fetch
    from kinerja.review.revisions.snapshot import Library, ground_of

    told = settings()
    if sum(one is not None for one in (number, merge, reviews, scan)) != 1:
        raise UserError("Sebutkan salah satu: --pr, --merge, --reviews, atau --minutes.")
    library = Library(ground_of(told.content_folder(), told.reports_folder()))
    lacking: list[Lacking] = []
    decide: Decide
    if scan is not None:
        minutes = _minutes(scan, document, day, signatories, recorded_by)
        decide = partial(_by_minutes, library, minutes, objects, decision)
    else:
        pulls = _pulls(number, merge, reviews)
        if reviews is None:
            for pull in pulls:
                fetch(library.ground.top, pull)
        acts, lacking = _by_pulls(library, pulls)
        decide = partial(_given, acts)
    if remote is None:
        filed = laid_down(told, library, decide)
    else:
        filed = sent(told, library, decide, remote)
    if filed is None:
        return 1
    for place in filed.fresh:
        tell(printable(str(told.content_folder() / place)))
    say, count = words(told.lang).gettext, len(filed.fresh)
    template = _("{count} rekaman baru.") if count else _("Tidak ada yang baru untuk dicatat.")
    told.say(say(template).format(count=count))
    with filed.folders(told, library) as there:
        tell_what_waits(there, filed.fresh.values())
        wanting = tell_what_lacks(there, lacking)
    if count and remote is None:
        told.say(say(_NOW))
    return int(wanting)


def _pulls(number: int | None, merge: str | None, reviews: Path | None) -> tuple[Pull, ...]:
    """The pull requests asked for, those merged first first."""
    from kinerja.review.forge.choosing import forge_of, read_bundles

    if reviews is not None:
        told = read_bundles(reviews)
        return tuple(sorted(told, key=lambda one: (str(one.merged_at or ""), one.number)))
    forge = forge_of(os.environ)
    if number is not None:
        return (forge.pull(number),)
    pulls = (forge.pull(one) for one in forge.pulls_of(merge or ""))
    return tuple(one for one in pulls if one.merged == merge)  # others may hold the commit, too


def _by_pulls(library: Library, pulls: Iterable[Pull]) -> tuple[list[Act], list[Lacking]]:
    """What was decided on pull requests, and what was merged without its approvals."""
    from kinerja.git.history import branch_of
    from kinerja.review.deciding.taking import taken_from

    branch = branch_of(library.ground.top)
    acts: list[Act] = []
    lacking: list[Lacking] = []
    for pull in pulls:
        if pull.base_ref != branch:
            raise UserError(
                "Usulan {number} ditujukan ke cabang {base}, bukan {branch}, jadi tidak menyetujui"
                " apa pun di sini.",
                number=pull.number, base=pull.base_ref, branch=branch,
            )  # fmt: skip
        taken = taken_from(library, pull)
        acts.append((taken.merge, taken.decisions))
        lacking += [(pull.merged, one) for one in taken.lacking]
    return acts, lacking


def _given(acts: Iterable[Act], _known: Known) -> Iterable[Act]:
    return acts


def _by_minutes(
    library: Library, minutes: Minutes, objects: tuple[str, ...], decision: str, known: Known
) -> Iterator[Act]:
    from kinerja.review.deciding.minutes import decided_by

    if not objects:
        raise UserError("Sebutkan yang diputuskan dengan --object.")
    yield from decided_by(library, minutes, objects, known, approves=decision == "approved")


def _minutes(
    scan: Path,
    number: str | None,
    day: str | None,
    signatories: tuple[str, ...],
    recorded_by: str | None,
) -> Minutes:
    """The minutes that the command line describes; the scan is only hashed."""
    from kinerja.review.deciding.minutes import Minutes

    if not (number and number.strip() and day and signatories and recorded_by):
        raise UserError("Berita acara memerlukan --number, --date, --signed-by, dan --recorded-by.")
    try:
        dated = date.fromisoformat(day)
    except ValueError:
        raise UserError("{value} bukan tanggal; tulis misalnya 2026-06-30.", value=day) from None
    if dated > (datetime.now(UTC) + _EARLIEST).date():
        raise UserError("Tanggal berita acara {value} masih akan datang.", value=day)
    if scan.is_file() and not scan.stat().st_size:
        raise UserError("Pindaian {file} kosong. Pindai berita acaranya sekali lagi.", file=scan)
    with scan.open("rb") as file:
        told = hashlib.file_digest(file, "sha256").hexdigest()
    number = " ".join(number.split())
    if len(number) > _LONGEST or not number.isprintable():
        raise UserError("Nomor berita acara terlalu panjang atau memuat tanda yang tak terbaca.")
    return Minutes(number, dated, told, signatories, recorded_by)
