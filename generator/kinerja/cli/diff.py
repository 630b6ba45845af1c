"""`kinerja diff`: what a proposal changes in the compiled results, for people and for programs.

The comparison is `review.revisions.differing`'s, its forms are `review.words`'; here is which of
them is printed, written or posted.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kinerja.cli.check import refusal
from kinerja.cli.options import Settings, busy, common, printable, settings, tell, words
from kinerja.findings import UserError
from kinerja.messages import SOURCE_LANGUAGE
from kinerja.messages import mark as _

if TYPE_CHECKING:
    from kinerja.review.deciding.gate import Gate
    from kinerja.review.forge.door import Forge
    from kinerja.review.revisions.differing import Told, Unready

_LACKING = _(
    "{head} belum memuat semua yang ada di {base}; yang belum dimuat itu tampak seperti dihapus."
    " Untuk melihat akibat penggabungannya: kinerja diff {base}...{head}"
)
_COLLIDING = _(
    "{base} tidak dapat digabungkan begitu saja, sebab keduanya mengubah tempat yang sama. Yang"
    " ditunjukkan hanya yang diubah sejak keduanya berpisah."
)
_LARGEST_SUMMARY = 1024 * 1024
"""Bytes that GitHub takes as the summary of one step."""


@click.command(
    "diff", help=_("Menunjukkan apa yang berubah dalam hasil di antara dua keadaan isi.")
)
@click.argument("base", required=False)
@click.argument("head", required=False)
@click.option("--format", "form", type=click.Choice(["text", "md", "json"]), default="text",
              help=_("Bentuk hasil: text, md, atau json."))  # fmt: skip
@click.option("--pr", "number", type=click.IntRange(min=1), metavar=_("NOMOR"),
              help=_("Nomor usulan (pull request)."))  # fmt: skip
@click.option("--comment", "posts", is_flag=True,
              help=_("Tulis hasilnya sebagai satu komentar pada usulan itu."))  # fmt: skip
@click.option("--into", type=click.Path(path_type=Path), metavar=_("FOLDER"),
              help=_("Simpan hasil untuk ditulis sebagai komentar oleh langkah lain."))  # fmt: skip
@click.option("--post", type=click.Path(path_type=Path), metavar=_("FOLDER"),
              help=_("Tulis komentar dari hasil yang disimpan dengan --into."))  # fmt: skip
@click.option("--run-head", metavar=_("COMMIT"),
              help=_("Commit yang diperiksa ketika hasil itu disimpan."))  # fmt: skip
@common
def diff_command(
    base: str | None,
    head: str | None,
    form: str,
    number: int | None,
    posts: bool,
    into: Path | None,
    post: Path | None,
    run_head: str | None,
) -> int:
    """Print, keep or post the difference; 1 where a side cannot be compiled."""
    told = settings()
    if post is not None:
        if base or not run_head:
            raise UserError(
                "--post memerlukan --run-head, dan tidak membandingkan apa pun sendiri."
            )
        return _post(told, post, run_head)
    if base is None:
        raise UserError("Sebutkan keadaan semula, misalnya: kinerja diff main")
    if head is None and ".." in base and "..." not in base:  # as git writes two states
        base, head = (part or "HEAD" for part in base.split("..", 1))
    if (posts or into) and number is None:
        raise UserError("--comment dan --into memerlukan nomor usulan: --pr NOMOR.")
    from kinerja.review.revisions.differing import Unready, collides, differ, is_behind

    content, reports = told.content_folder(), told.reports_folder()
    with busy(told, _("Kedua keadaan sedang dihitung…"), words(told.lang)):
        found = differ(content, reports, base, head or "", told.as_of)
    if into is not None:
        from kinerja.review.sending.posting import pack

        pack(into, found, number or 0, (content, reports))
    if posts:
        _comment(told, found, number or 0)
    if isinstance(found, Unready):
        return _refuse(told, found, form)
    _print(told, found, form)
    is_merge = "..." in base and not head
    if collides(content, found, base) if is_merge else is_behind(content, found):
        template = _COLLIDING if is_merge else _LACKING
        told.say(words(told.lang).gettext(template).format(base=base, head=head))
    return 0


def _print(told: Settings, found: Told, form: str) -> None:
    from kinerja.compare.difference import Difference
    from kinerja.site.language import Language

    if form == "json":
        from kinerja.review.words.machine import as_json

        tell(as_json(found))
    elif form == "md":
        from kinerja.review.sending.posting import written

        tell(printable(written(found, told.lang)))
        _summarise(found, told.lang)
    elif isinstance(found, Difference):
        from kinerja.review.words.printing import text

        code = told.lang or found.names.language
        tell(printable(text(Language.of(code), found)))


def _refuse(told: Settings, found: Unready, form: str) -> int:
    """Say which side cannot be compiled, and its errors; the exit code is 1."""
    from kinerja.review.words.refusing import head

    language = told.lang or found.refused.language or SOURCE_LANGUAGE
    if form != "text":
        _print(told, found, form)
    tell(printable(head(words(language), found)), err=True)
    tell(refusal(told, language, found.refused.findings), err=True)
    return 1


def _summarise(found: Told, language: str | None) -> None:
    """The same for the summary of a step, where a forge's workflow has one: it takes more."""
    from kinerja.review.sending.posting import written

    place = os.environ.get("GITHUB_STEP_SUMMARY")
    if not place:
        return
    with Path(place).open("ab") as summary:
        room = _LARGEST_SUMMARY - summary.tell()
        text = written(found, language, longest=room).encode() + b"\n"
        summary.write(text if len(text) <= room else b"")


def _comment(told: Settings, found: Told, number: int) -> None:
    from kinerja.review.forge.choosing import forge_of
    from kinerja.review.sending.posting import post

    forge = forge_of(os.environ)
    told.say(post(forge, number, found, _gate(told, forge, number), language=told.lang))


def _post(told: Settings, folder: Path, run_head: str) -> int:
    """Post what another run has kept."""
    from kinerja.review.forge.choosing import forge_of
    from kinerja.review.sending.posting import post, unpack

    found, number = unpack(folder)
    forge = forge_of(os.environ)
    told.say(post(forge, number, found, _gate(told, forge, number), run_head, told.lang))
    return 0


def _gate(told: Settings, forge: Forge, number: int) -> Gate | None:
    """Who has approved and who is missing; None where this clone cannot tell."""
    from kinerja.git.asking import HistoryError
    from kinerja.review.deciding.gate import gate
    from kinerja.review.revisions.fetching import fetch
    from kinerja.review.revisions.snapshot import Library, ground_of

    try:
        library = Library(ground_of(told.content_folder(), told.reports_folder()))
        pull = forge.pull(number)
        fetch(library.ground.top, pull)
        return gate(library, pull)
    except HistoryError as error:
        told.say(error.words(words(told.lang)))
        return None
