"""A difference as Markdown: the one comment that a reviewer reads, kept up to date by its marker.

Most important first, short above the fold, within the length that a forge takes; every text of
content shows as it is and acts nowhere. The sentences are `telling`'s, the cells `rows`'.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kinerja.compare.difference import Difference
from kinerja.messages import mark as _
from kinerja.review.words import plans, rows, telling
from kinerja.review.words.attention import attention
from kinerja.review.words.escaping import literal
from kinerja.review.words.fitting import Fold, fitted
from kinerja.review.words.rows import Table
from kinerja.review.words.speech import Speech, speech
from kinerja.review.words.telling import Section, Verdict
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
    return fitted(say, told, top, folds, longest).replace("\N{NO-BREAK SPACE}", " ")


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
    head += _items(say, f"❗ **{literal(empty.title)}**", empty.lines, _FEW)
    head += _asked(say, told, verdict)
    nothing = telling.nothing(say, told)
    if nothing:
        head += [f"**{literal(nothing)}**", ""]
    for one in (telling.decisions(say, told), telling.closings(say, told)):
        head += _items(say, f"**{literal(one.title)}**", one.lines, _FEW + 1)
    foot = _foot(say, told)
    room = _FOLD - len(head) - len(foot)
    besides: list[str] = []
    for title, lines in (
        (_("Paket yang berubah"), rows.few_packages(say, told)),
        (_("Target lain yang berubah"), plans.other_aims(say, told)),
        (telling.NEW, plans.stated(say, told.stated)),
    ):
        besides += _items(say, f"**{literal(say(title))}**", list(lines), _FEW)
    warned = _warnings(say, attention(say, told), room - len(besides) - _TABLE - 2) + besides
    for total in telling.totals(say, told):
        warned += [f"**{_short(total, _SENTENCE)}**", ""]
    tables = [*rows.closings(say, told), rows.main_figures(say, told)]
    first = next((table for table in tables if table.rows), tables[-1])
    return [*head, *warned, *_short_table(say, first, room - len(warned)), *foot]


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
    """A title and its sentences, of many the first and how many more; nothing without any."""
    if not lines:
        return []
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
        rest = say(_("dan %(count)s hal lain; lihat rincian di bawah"), count=say.count(left))
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
        rest = say(_("dan %(count)s angka lain; lihat rincian di bawah"), count=say.count(left))
        lines[-1:] = ["", f"… {rest}"]
        lines.append("")
    return lines


def _foot(say: Speech, told: Difference) -> list[str]:
    same = say(
        _("Indikator yang hasilnya tidak berubah: %(count)s."), count=say.count(told.unchanged)
    )
    if not told.sealed and all(one.kind == "close" for one in told.closings):
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


def _folds(say: Speech, told: Difference) -> Iterator[Fold]:
    yield _tabled(rows.files(say, told))  # what is approved; first, so that nothing crowds it out
    every = (
        telling.empty(say, told),
        telling.decisions(say, told),
        telling.closings(say, told),
    )
    lines = [
        line
        for section in (*every, *attention(say, told))
        if section.lines
        for line in (f"\n**{literal(section.title)}**\n", *_listed(section.lines))
    ]
    yield Fold(say(_("Semua hal yang perlu perhatian")), (), tuple(lines))
    yield from map(_tabled, rows.closings(say, told))
    yield Fold(say(telling.NEW), (), tuple(_listed(plans.stated(say, told.stated))))
    yield _tabled(rows.main_figures(say, told))
    yield _tabled(rows.packages(say, told))
    yield _tabled(rows.actions(say, told))
    others = [*plans.other_aims(say, told), *plans.other_rules(say, told.rules)]
    yield Fold(say(_("Target, teks, dan keterangan lain yang berubah")), (),
                tuple(_listed(others)))  # fmt: skip
    yield _tabled(rows.other_figures(say, told))


def _is_told(fold: Fold, top: Sequence[str]) -> bool:
    """Whether everything in a fold stands above it already."""
    return all(row in top or row.startswith("\n") for row in fold.rows)


def _listed(lines: Iterable[str]) -> Iterator[str]:
    return (f"- {literal(line)}" for line in lines)


def _tabled(table: Table) -> Fold:
    return Fold(table.title, tuple(_heads(table)), tuple(_row(row) for row in table.rows))


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
