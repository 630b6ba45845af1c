"""The period that a command line names, among those that content reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja.findings import UserError, nearest
from kinerja.periods import Period

if TYPE_CHECKING:
    from kinerja.achievement.compiling import Compiled

_QUARTER = 3


def reported_period(compiled: Compiled, text: str, months: int = _QUARTER) -> Period:
    """The reported period of that name.

    Of one that has not ended it is told what has been reported of it, in periods of so many months.
    """
    known = {str(period): period for period in compiled.periods}
    if text in known:
        return known[text]
    running = _running(compiled, text)
    if running is None:
        raise UserError(
            "Periode {period} tidak ada dalam tabel capaian. Mungkin maksudnya: {nearest}.",
            period=text,
            nearest=nearest(text, known),
        )
    of_length = [one for one in compiled.periods if one.months == months]
    within = [str(one) for one in of_length if running.start <= one.start <= running.end]
    if not within:
        last = of_length[-1] if of_length else "–"
        raise UserError(
            "Periode {period} belum berakhir (isi sampai {day}) dan belum ada yang dilaporkan"
            " darinya. Yang terakhir dilaporkan: {last}.",
            period=text,
            day=compiled.today,
            last=last,
        )
    raise UserError(
        "Periode {period} belum berakhir (isi sampai {day}). Yang sudah dilaporkan darinya:"
        " {known}. Angka sejak Januari: kinerja explain INDIKATOR {last} --basis to_date.",
        period=text,
        day=compiled.today,
        known=", ".join(within),
        last=within[-1],
    )


def _running(compiled: Compiled, text: str) -> Period | None:
    """The period of that name, if it has not ended on the day of the content."""
    try:
        period = Period.parse(text)
    except ValueError:
        return None
    return period if period.end > compiled.today else None
