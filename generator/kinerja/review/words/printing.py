"""A difference for a terminal: the same sentences and cells as the comment's, as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kinerja.compare.difference import Difference
from kinerja.messages import mark as _
from kinerja.review.words import plans, rows, telling
from kinerja.review.words.attention import attention
from kinerja.review.words.rows import Table
from kinerja.review.words.speech import speech
from kinerja.site.language import Language

_NBSP = "\N{NO-BREAK SPACE}"


def text(language: Language, told: Difference) -> str:
    """Everything of a difference, the most important first; nothing is left out."""
    say = speech(language, told)
    empty, outcomes = telling.empty(say, told), telling.decisions(say, told)
    closed = telling.closings(say, told)
    asked = f"{say(telling.ASKED)} {telling.asked(say, told)}"
    others = [*plans.other_aims(say, told), *plans.other_rules(say, told.rules)]
    parts = [
        telling.title(say, told),
        _section(empty.title, empty.lines),
        "\n".join([asked, *(f"  - {line}" for line in telling.askers(say, told))]),
        telling.nothing(say, told),
        _section(outcomes.title, outcomes.lines),
        _section(closed.title, closed.lines),
        *(_section(one.title, one.lines) for one in attention(say, told)),
        "\n".join(telling.totals(say, told)),
        *map(_table, rows.closings(say, told)),
        _table(rows.main_figures(say, told)),
        _table(rows.packages(say, told)),
        _table(rows.actions(say, told)),
        _section(say(telling.NEW), plans.stated(say, told.stated)),
        _section(say(_("Target, teks, dan keterangan lain yang berubah")), others),
        _table(rows.other_figures(say, told)),
        _table(rows.files(say, told)),
        say(
            _("Indikator yang hasilnya tidak berubah: %(count)s."), count=say.count(told.unchanged)
        ),
        telling.between(say, told),
    ]
    return "\n\n".join(part for part in parts if part).replace(_NBSP, " ")


def _section(title: str, lines: Iterable[str]) -> str:
    told = [f"  - {line}" for line in lines]
    return "\n".join([title, *told]) if told else ""


def _table(table: Table) -> str:
    """One block for each row, for no terminal is as wide as the table."""
    return "\n".join([table.title, *_blocks(table)]) if table.rows else ""


def _blocks(table: Table) -> Iterator[str]:
    for row in table.rows:
        told = [(head, cell) for head, cell in zip(table.heads, row, strict=True) if cell]
        first, *rest = told
        yield f"  {first[1]}"
        yield "    " + " · ".join(f"{head}: {cell}" for head, cell in rest)
