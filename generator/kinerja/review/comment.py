"""A difference as Markdown: the one comment that a reviewer reads, kept up to date by its marker.

Most important first, short above the fold, within the length that a forge takes; every text of
content shows as it is and acts nowhere. The sentences are `telling`'s, the cells `rows`'.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kinerja.compare.difference import Difference
from kinerja.messages import mark as _
from kinerja.review import plans, rows, telling
from kinerja.review.attention import attention
from kinerja.review.escaping import literal
from kinerja.review.rows import Table
from kinerja.review.speech import Speech, speech
from kinerja.review.telling import Section, Verdict
from kinerja.site.language import Language

MARKER = "<!-- kinerja:diff -->"
_BEGIN, _END = "<!-- kinerja:verdict -->", "<!-- /kinerja:verdict -->"
"""Around what the gate says, which is renewed by itself when a review comes in."""

LONGEST = 65_536
"""Characters that a forge takes; counted in bytes, of which there are never fewer."""

_FOLD = 40
"""Lines above the fold."""

_FEW, _TABLE = 3, 8
"""Lines that a warning may take of each thing, and that stay for the table in any case."""

_SENTENCE, _CELL = 1000, 400
"""Bytes of one above the fold, so that no name can push the rest out of the comment."""


_WARNED, _PRINT = _("Perlu perhatian"), _("Sidik isi:")
_MORE = _("dan %(count)s lagi; lihat rincian di bawah")


@dataclass(frozen=True, slots=True)
class _Fold:
    """What stands behind a summary: lines that frame it, and rows that may be left out."""

    title: str
    frame: tuple[str, ...]
    rows: tuple[str, ...]


def comment(
    language: Language,
    told: Difference,
    verdict: Verdict | None = None,
    warning: str = "",
    longest: int = LONGEST,
) -> str:
    """The comment in a language, of at most so many bytes.

    `verdict` says what is to be decided and who is missing; without one the kinds of changed
    objects say what is asked for. A `warning` of the program's own stands before everything.
    """
    say = speech(language, told)
    top = _top(say, told, verdict, warning)
    folds = [fold for fold in _folds(say, told) if not _is_told(fold, top)]
    return _fitted(say, told, top, folds, longest).replace("\N{NO-BREAK SPACE}", " ")


def renewed(language: Language, text: str, verdict: Verdict) -> str:
    """A comment of ours with what the gate says now; as it is where that stands nowhere in it."""
    lines = text.splitlines()
    if _BEGIN not in lines or _END not in lines:
        return text
    begin, end = lines.index(_BEGIN), lines.index(_END)
    said = (line.replace("\N{NO-BREAK SPACE}", " ") for line in _said(language, verdict))
    new = "\n".join([*lines[: begin + 1], *said, *lines[end:]])
    return new if len(new.encode()) <= LONGEST else text


# --- above the fold ----------------------------------------------------------------------------


def _top(say: Speech, told: Difference, verdict: Verdict | None, warning: str) -> list[str]:
    head = [MARKER, f"## {_short(telling.title(say, told), _SENTENCE)}", ""]
    head += [f"❗ **{literal(say(warning))}**", ""] if warning else []
    empty = telling.empty(say, told)
    if empty.lines:
        head += _items(say, f"❗ **{literal(empty.title)}**", empty.lines, _FEW)
    head += _asked(say, told, verdict)
    nothing = telling.nothing(say, told)
    if nothing:
        head += [f"**{literal(nothing)}**", ""]
    outcomes = telling.decisions(say, told)
    if outcomes.lines:
        head += _items(say, f"**{literal(outcomes.title)}**", outcomes.lines, _FEW + 1)
    foot = _foot(say, told)
    room = _FOLD - len(head) - len(foot)
    warned = _warnings(say, attention(say, told), room - _TABLE - 2)
    others = list(plans.other_aims(say, told.aims))
    if others:
        title = say(_("Target lain yang berubah"))
        warned += _items(say, f"**{literal(title)}**", others, _FEW)
    total = telling.total(say, told)
    warned += [f"**{_short(total, _SENTENCE)}**", ""] if total else []
    table = _short_table(say, rows.main_figures(say, told), room - len(warned))
    return [*head, *warned, *table, *foot]


def _asked(say: Speech, told: Difference, verdict: Verdict | None) -> list[str]:
    if verdict:
        return [_BEGIN, *_said(say.language, verdict), _END, ""]
    lines = [f"- ⏳ {_short(line, _SENTENCE)}" for line in telling.askers(say, told)[:_FEW]]
    return [_decision(say.language, telling.asked(say, told)), *lines, ""]


def _said(language: Language, verdict: Verdict) -> list[str]:
    say = language.translations.gettext
    lines = [_decision(language, verdict.asked)]
    if verdict.proposed:
        proposed = say(_("Diajukan oleh:"))
        lines.append(f"- {proposed} {_short(verdict.proposed, _SENTENCE)}")
    approved, missing = say(_("Sudah menyetujui:")), say(_("Belum:"))
    lines += [f"- ✅ {approved} {_short(one, _SENTENCE)}" for one in verdict.approved[:4]]
    lines += [f"- ⏳ {missing} {_short(one, _SENTENCE)}" for one in verdict.missing[:4]]
    return lines


def _decision(language: Language, asked: str) -> str:
    return f"**{language.translations.gettext(telling.ASKED)}** {_short(asked, _SENTENCE)}"


def _items(say: Speech, title: str, lines: Sequence[str], most: int) -> list[str]:
    """A title and its sentences, of many the first and how many more."""
    told = [f"- {_short(line, _SENTENCE)}" for line in lines[:most]]
    if len(lines) > most:
        rest = say.count(len(lines) - most)
        told.append(f"- {say(_MORE, count=rest)}")
    return [title, *told, ""]


def _warnings(say: Speech, sections: Sequence[Section], room: int) -> list[str]:
    """What asks for a look, within so many lines; every thing gets one before any gets two."""
    if not sections:
        return []
    free = room - 3  # the title, what was left out, and a blank line
    taken = dict.fromkeys(range(len(sections)), 0)
    for most in range(1, _FEW + 1):
        for place, section in enumerate(sections):
            if sum(taken.values()) < free and len(section.lines) >= most:
                taken[place] = most
    lines = [f"⚠️ **{say(_WARNED)}**"]
    for place, section in enumerate(sections):
        lines += [f"- {_short(line, _SENTENCE)}" for line in section.lines[: taken[place]]]
    left = sum(len(section.lines) for section in sections) - sum(taken.values())
    if left:
        rest = say(_("dan %(count)s hal lain; semuanya ada dalam rincian"), count=say.count(left))
        lines.append(f"- {rest}")
    return [*lines, ""]


def _short_table(say: Speech, table: Table, room: int) -> list[str]:
    """As many of the first rows as have room."""
    if not table.rows:
        return []
    most = max(1, room - 5)
    lines = [*_heads(table), *(_row(row, _CELL) for row in table.rows[:most]), ""]
    left = len(table.rows) - most
    if left > 0:
        rest = say(_("dan %(count)s angka lain; semuanya ada dalam rincian"), count=say.count(left))
        lines[-1:] = ["", f"… {rest}"]
        lines.append("")
    return lines


def _foot(say: Speech, told: Difference) -> list[str]:
    same = say(_("Indikator yang tidak berubah: %(count)s."), count=say.count(told.unchanged))
    if not told.sealed:
        same += " " + say(_("Periode yang sudah ditutup tidak berubah."))
    between = literal(telling.between(say, told))
    for commit in (told.base.commit, told.head.commit):
        name = say.revision(commit) if commit else ""
        between = between.replace(literal(name), f"`{name}`") if name else between
    lines = [f"{literal(same)} {between}", ""]
    marked = [one for one in told.objects if one.fingerprint]
    if len(marked) == 1:
        note = say(_("persetujuan hanya berlaku untuk isi dengan sidik ini; bila isi diubah,"
                     " persetujuan diminta lagi"))  # fmt: skip
        lines += [f"{say(_PRINT)} `{marked[0].fingerprint}` ({note})", ""]
    elif marked:
        note = say(_("Sidik isi setiap berkas ada dalam rincian; persetujuan hanya berlaku untuk"
                     " isi dengan sidik itu. Bila isi suatu berkas diubah, persetujuannya diminta"
                     " lagi."))  # fmt: skip
        lines += [literal(note), ""]
    return lines


# --- below it ----------------------------------------------------------------------------------


def _folds(say: Speech, told: Difference) -> Iterator[_Fold]:
    yield _tabled(rows.files(say, told))  # what is approved; first, so that nothing crowds it out
    every = (telling.empty(say, told), telling.decisions(say, told))
    lines = [
        line
        for section in (*every, *attention(say, told))
        if section.lines
        for line in (f"\n**{literal(section.title)}**\n", *_listed(section.lines))
    ]
    yield _Fold(say(_("Semua hal yang perlu perhatian")), (), tuple(lines))
    yield _tabled(rows.main_figures(say, told))
    yield _tabled(rows.packages(say, told))
    yield _tabled(rows.actions(say, told))
    others = [*plans.other_aims(say, told.aims), *plans.other_rules(say, told.rules)]
    yield _Fold(say(_("Target, teks, dan keterangan lain yang berubah")), (),
                tuple(_listed(others)))  # fmt: skip
    yield _tabled(rows.other_figures(say, told))


def _is_told(fold: _Fold, top: Sequence[str]) -> bool:
    """Whether everything in a fold stands above it already."""
    return all(row in top or row.startswith("\n") for row in fold.rows)


def _listed(lines: Iterable[str]) -> Iterator[str]:
    return (f"- {literal(line)}" for line in lines)


def _tabled(table: Table) -> _Fold:
    return _Fold(table.title, tuple(_heads(table)), tuple(_row(row) for row in table.rows))


def _heads(table: Table) -> list[str]:
    rule = ("---:" if place in table.right else "---" for place in range(len(table.heads)))
    return [_row(table.heads), "|".join(("", *rule, ""))]


def _row(cells: Iterable[str], longest: int = LONGEST) -> str:
    return "| " + " | ".join(_short(cell, longest) for cell in cells) + " |"


def _short(text: str, longest: int) -> str:
    """A text as Markdown of at most so many bytes; what is longer is cut as text, not as signs."""
    told = literal(text)
    while len(told.encode()) > longest:
        text = text[: len(text) * 3 // 4]
        told = literal(f"{text}…")
    return told


def _fitted(
    say: Speech, told: Difference, top: Sequence[str], folds: Sequence[_Fold], longest: int
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


def _framed(fold: _Fold, kept: Sequence[str], note: str) -> list[str]:
    head = [f"<details><summary>{literal(fold.title)}</summary>", "", *fold.frame]
    return [*head, *kept, *(("", note) if note else ()), "", "</details>", ""]


def _cut(say: Speech, count: int, command: str) -> str:
    said = say(
        _("%(count)s baris tidak ditampilkan karena batas panjang komentar. Teks lengkapnya ada"
          " pada ringkasan pekerjaan (job summary), atau dengan perintah:"),
        count=say.count(count),
    )  # fmt: skip
    return f"{literal(said)} `{command}`"
