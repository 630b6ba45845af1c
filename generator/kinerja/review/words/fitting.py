"""What a comment holds below its summary, within the length that a forge takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kinerja.compare.difference import Difference
from kinerja.messages import mark as _
from kinerja.review.words.escaping import literal
from kinerja.review.words.speech import Speech


@dataclass(frozen=True, slots=True)
class Fold:
    """What stands behind a summary: lines that frame it, and rows that may be left out."""

    title: str
    frame: tuple[str, ...]
    rows: tuple[str, ...]


def fitted(
    say: Speech, told: Difference, top: Sequence[str], folds: Sequence[Fold], longest: int
) -> str:
    """Everything, or as many rows of the folds as fit; then it says how many were left out."""
    ends = (told.base.commit[:7], told.head.commit[:7])
    command = " ".join(("kinerja diff", *filter(None, ends)))
    frames = [_framed(fold, (), "") for fold in folds]
    spare = longest - sum(map(_size, top)) - sum(_size(line) for frame in frames for line in frame)
    all_rows = sum(_size(row) for fold in folds for row in fold.rows)
    lines = list(top)
    if all_rows <= spare:
        for fold in folds:
            lines += _framed(fold, fold.rows, "")
        return "\n".join(lines)
    notes = {fold.title: _cut(say, len(fold.rows), command) for fold in folds}
    spare -= sum(_size(note) + 1 for note in notes.values())
    for fold in folds:
        kept: list[str] = []
        for row in fold.rows:
            if _size(row) > spare:
                break
            spare -= _size(row)
            kept.append(row)
        left = len(fold.rows) - len(kept)
        lines += _framed(fold, kept, _cut(say, left, command) if left else "")
    return "\n".join(lines)


def _size(line: str) -> int:
    """The bytes of a line with its end."""
    return len(line.encode()) + 1


def _framed(fold: Fold, kept: Sequence[str], note: str) -> list[str]:
    head = [f"<details><summary>{literal(fold.title)}</summary>", "", *fold.frame]
    return [*head, *kept, *(("", note) if note else ()), "", "</details>", ""]


def _cut(say: Speech, count: int, command: str) -> str:
    said = say(
        _("%(count)s baris tidak ditampilkan karena batas panjang komentar. Teks lengkapnya ada"
          " pada ringkasan pekerjaan (job summary), atau dengan perintah:"),
        count=say.count(count),
    )  # fmt: skip
    return f"{literal(said)} `{command}`"
