"""A difference carried from a run that may not write to the run that may, and posted there.

What a proposal's own run says is data of strangers: it travels as a record without words, is read
strictly and within bounds, and is put into words by the program that posts it (approvals, pitfalls
24 and 25).
"""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path

import msgspec

from kinerja.compare.difference import Difference
from kinerja.messages import SOURCE_LANGUAGE, languages, translator
from kinerja.messages import mark as _
from kinerja.output import replace_folder
from kinerja.review.deciding.gate import Gate, is_tool
from kinerja.review.forge.door import Forge, ForgeError
from kinerja.review.revisions.differing import Told, Unready
from kinerja.review.words import refusing, verdicts
from kinerja.review.words.comment import LONGEST, MARKER, comment
from kinerja.site.language import Language

LARGEST = 64 * 1024 * 1024
"""Bytes: a larger record is not read."""

_TOLD, _NUMBER = "difference.json", "number"
_LARGEST_NUMBER = 9
_OWN_MARKER = ".kinerja-review"
_READ: msgspec.json.Decoder[Told] = msgspec.json.Decoder(Told)
_TOOL = _(
    "Usulan ini juga mengubah program atau alur kerjanya, jadi angka di bawah dihitung oleh program"
    " yang ikut diubah. Periksa perubahan itu dahulu."
)


def pack(folder: Path, told: Told, number: int, sources: Sequence[Path]) -> None:
    """Make the folder hold a difference and the number of its proposal, for `unpack` elsewhere."""
    with replace_folder(folder, sources, _OWN_MARKER) as inside:
        (inside / _TOLD).write_bytes(msgspec.json.encode(told))
        (inside / _NUMBER).write_text(f"{number}\n", "ascii")


def unpack(folder: Path) -> tuple[Told, int]:
    """The difference and the number that a folder claims. Raises ForgeError for anything else."""
    number = _plain(folder / _NUMBER, _LARGEST_NUMBER + 1).strip()
    if not number.isdigit() or not number.isascii():
        raise _wrong(folder / _NUMBER)
    try:
        return _READ.decode(_plain(folder / _TOLD, LARGEST)), int(number)
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError, ArithmeticError, RecursionError):
        raise _wrong(folder / _TOLD) from None


def post(
    forge: Forge,
    number: int,
    told: Told,
    gate: Gate | None = None,
    run_head: str = "",
    language: str | None = None,
) -> str:
    """Keep the comment of a proposal up to date; its address, empty where there is none.

    `gate` says who is missing; None where this clone cannot tell.
    With `run_head` the difference is a stranger's claim: the proposal must still be at that commit,
    and where it changes the program itself, that is said first. A new comment is written only if
    there is something to tell. Raises ForgeError.
    """
    warning = ""
    if run_head:
        if forge.pull(number).head != run_head:
            raise ForgeError(
                "Usulan {number} tidak lagi berada pada commit {commit}; komentar tidak ditulis.",
                number=number, commit=run_head,
            )  # fmt: skip
        if any(is_tool(path) for path in forge.files(number)):
            warning = _TOOL
    try:
        text = written(told, language, gate, warning)
    except (ValueError, KeyError, ArithmeticError, TypeError):
        if not run_head:
            raise
        raise ForgeError("Ringkasan dari pemeriksaan tidak dapat dibaca.") from None
    quiet = isinstance(told, Difference) and not (told.objects or told.handed_in)
    return forge.say(number, MARKER, text, only_update=quiet)


def written(
    told: Told,
    language: str | None = None,
    gate: Gate | None = None,
    warning: str = "",
    longest: int = LONGEST,
) -> str:
    """The comment in a language, by default the organisation's."""
    own = told.refused.language if isinstance(told, Unready) else told.names.language
    code = language or own
    code = code if code in languages() else SOURCE_LANGUAGE
    translations = translator(code)
    if isinstance(told, Unready):
        return refusing.comment(translations, told, MARKER)
    spoken = Language.of(code)
    verdict = verdicts.verdict(spoken, gate) if gate else None
    return comment(spoken, told, verdict, warning, longest)


def _plain(file: Path, most: int) -> str:
    """The text of a plain file of bearable size."""
    try:
        handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(handle, "rb") as opened:
            if stat.S_ISREG(os.fstat(handle).st_mode):
                told = opened.read(most + 1)
                if len(told) <= most:
                    return told.decode("utf-8")
    except (OSError, UnicodeDecodeError):
        pass
    raise _wrong(file)


def _wrong(file: Path) -> ForgeError:
    return ForgeError("{file} tidak dapat dibaca sebagai hasil kinerja diff.", file=file.name)
