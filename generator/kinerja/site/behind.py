"""What stands behind an indicator's latest figure: its calculation and what it is compared with.

Gathered while the tables of packages are open, and kept without them, as all of a report.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kinerja.achievement.compiling import Compiled
from kinerja.achievement.figures.comparison import Comparison, compare
from kinerja.achievement.retracing.explanation import Tally, Worked, count_sides, work
from kinerja.achievement.retracing.forecast import Forecast, forecast
from kinerja.achievement.retracing.provenance import files_of
from kinerja.achievement.terms.table import Key, Row
from kinerja.model.records import Indicator
from kinerja.periods import Period


@dataclass(frozen=True, slots=True)
class Behind:
    """The organisation's figure of one period, worked out; `age` is that of the one since January.

    `tally` counts packages (None for direct values), `forecast` is None where nothing can be said.
    """

    worked: Worked
    age: int
    tally: Tally | None
    files: tuple[str, ...]
    comparison: Comparison
    forecast: Forecast | None


def behind(
    compiled: Compiled, rows: Mapping[Key, Row], indicator: Indicator, period: Period
) -> Behind:
    """What stands behind the organisation's figure; `rows` are those that pages show."""
    worked = work(compiled, indicator, period, "period", None)
    row = rows[worked.row.key]
    return Behind(
        worked,
        work(compiled, indicator, period, "to_date", None).age,
        count_sides(compiled, worked),
        files_of(compiled, worked),
        compare(rows, compiled.content, row),
        forecast(compiled, row),
    )
