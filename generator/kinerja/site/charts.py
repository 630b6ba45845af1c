"""Charts as SVG inside the page: figures over periods against their targets, and units compared.

What is drawn comes as numbers for the shapes and finished words for the labels; colours are the
style sheet's. Positions of text never depend on a font's metrics, so the same input gives the same
bytes on every machine.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from kinerja.site.escaping import visible
from kinerja.site.svg import Pen, Scale

_WIDTH = 560.0
_LINE = 20.0
"""Between two lines of text; leaves room for the larger type that a phone gets."""
_FIGURE = 66.0
"""Room that a figure beside a bar takes."""
_NAME = 22
"""Letters of a unit's name that stay clear of the bars in the larger type of a phone."""


@dataclass(frozen=True, slots=True)
class Point:
    """One period: its short name, its figure and its target, each with its words.

    `group` is what begins here on the axis, a year, and stands below the name. A target is a
    number, a range, or None. Without a figure, `missing` says in a few words why ("belum
    dilaporkan"); empty where nothing is due yet.
    """

    label: str
    value: Decimal | None
    shown: str = ""
    target: Decimal | tuple[Decimal, ...] | None = None
    missing: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Trajectory:
    """A figure over periods against its target.

    `target_label` names the target's line ("Target 95%"), `baseline_label` the baseline's. Title
    and description are for those who cannot see the chart: say what it shows, then what follows.
    """

    title: str
    description: str
    points: tuple[Point, ...]
    target_label: str = ""
    baseline: Decimal | None = None
    baseline_label: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One unit: its name, its figure with words, or why there is none; `focus` sets it apart."""

    label: str
    value: Decimal | None
    shown: str = ""
    missing: str = ""
    focus: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Units side by side on one scale, with the mark that all are measured by (100)."""

    title: str
    description: str
    bars: tuple[Bar, ...]
    mark: Decimal = Decimal(100)
    mark_label: str = "100"
    top: Decimal = Decimal(120)


def trajectory(chart: Trajectory) -> Markup:
    """Bars from zero for the figures, a line or band for each target, a dashed one for baseline."""
    low, high = _reach(chart)
    left, right, base, top = 6.0, _WIDTH - 112, 232.0, 26.0
    slot = (right - left) / max(1, len(chart.points))
    half = min(slot * 0.3, 30.0)

    def y(value: Decimal) -> float:
        return base - float(value - low) / float(high - low) * (base - top)

    pen = Pen(_WIDTH, 282 if any(point.group for point in chart.points) else 264)
    middles = [left + slot * (index + 0.5) for index in range(len(chart.points))]
    for x, point in zip(middles, chart.points, strict=True):
        if isinstance(point.target, tuple):
            lower, upper = (y(bound) for bound in point.target)
            pen.box("k-c-band", x - slot * 0.46, lower, x + slot * 0.46, upper)
        if point.value is not None:
            pen.box("k-c-bar", x - half, y(Decimal(0)), x + half, y(point.value))
        elif point.missing:
            pen.box("k-c-missing", x - half, y(Decimal(0)), x + half, y(Decimal(0)) - 54)
    pen.line("k-c-axis", [(left, y(Decimal(0))), (right, y(Decimal(0)))])
    if chart.baseline is not None:
        pen.line("k-c-baseline", [(left, y(chart.baseline)), (right, y(chart.baseline))])
    for x, point in zip(middles, chart.points, strict=True):
        for bound in _bounds(point.target):
            pen.line("k-c-target", [(x - slot * 0.46, y(bound)), (x + slot * 0.46, y(bound))])
    _label_points(pen, chart.points, middles, half, y)
    names = [
        (y(value), words, classes)
        for value, words, classes in (
            (_last_target(chart.points), chart.target_label, "k-c-strong"),
            (chart.baseline, chart.baseline_label, "k-c-quiet"),
        )
        if value is not None and words
    ]
    for place, words, classes in _apart(names):
        pen.text(classes, right + 8, place + 4.5, words)
    return pen.drawn(chart.title, chart.description)


def comparison(chart: Comparison) -> Markup:
    """Horizontal bars from zero in the order given, with a line at the mark."""
    row, left, right, head = 42.0, 230.0, _WIDTH - 66, 26.0
    height = head + row * len(chart.bars) + 6
    values = [bar.value for bar in chart.bars if bar.value is not None]
    high = max([chart.top, chart.mark, *values])
    low = min([Decimal(0), *values])

    def x(value: Decimal) -> float:
        return left + float(value - low) / float(high - low) * (right - left)

    pen = Pen(_WIDTH, height)
    for index, bar in enumerate(chart.bars):
        middle = head + row * (index + 0.5)
        lines = textwrap.wrap(
            visible(bar.label), _NAME, max_lines=2, placeholder="…", break_on_hyphens=False
        )
        for number, line in enumerate(lines):
            offset = (number - (len(lines) - 1) / 2) * 18
            pen.text("k-c-strong" if bar.focus else "", 0, middle + 4.5 + offset, line)
        if bar.value is None:
            pen.box("k-c-missing", x(Decimal(0)), middle - 8, x(Decimal(0)) + 22, middle + 8)
            pen.text("k-c-quiet", x(Decimal(0)) + 30, middle + 4.5, bar.missing)
            continue
        pen.box("k-c-bar", x(Decimal(0)), middle - 8, x(bar.value), middle + 8)
    pen.line("k-c-axis", [(x(Decimal(0)), head), (x(Decimal(0)), height - 4)])
    pen.line("k-c-target", [(x(chart.mark), head - 4), (x(chart.mark), height - 4)])
    pen.text("k-c-strong", x(chart.mark), head - 9, chart.mark_label, "center")
    for index, bar in enumerate(chart.bars):
        if bar.value is not None:
            end, base = max(x(bar.value), x(Decimal(0))), head + row * (index + 0.5) + 4.5
            if end < x(chart.mark) < end + _FIGURE and end - x(Decimal(0)) > _FIGURE:
                pen.text("k-c-inside", end - 7, base, bar.shown, "right")
            else:
                pen.text("k-c-strong", end + 6, base, bar.shown)
    return pen.drawn(chart.title, chart.description)


def _label_points(
    pen: Pen, points: Sequence[Point], middles: Sequence[float], half: float, y: Scale
) -> None:
    # Where slots are narrow, a phone shows every second name only, the last figure's among them.
    many = len(points) > 6
    last = max((i for i, point in enumerate(points) if point.value is not None), default=0)
    for index, (x, point) in enumerate(zip(middles, points, strict=True)):
        wide = " k-c-wide" if many and (last - index) % 2 else ""
        pen.text(f"k-c-quiet{wide}", x, 252, point.label, "center")
        pen.text("k-c-quiet", x, 272, point.group, "center")
        zero = y(Decimal(0))
        if point.value is not None:
            end = y(point.value)
            lines = [y(bound) for bound in _bounds(point.target)]
            crossed = any(end < line < end + 24 for line in lines)
            if half >= 30 and zero - end >= 34 and not crossed:
                pen.text("k-c-inside", x, end + 19, point.shown, "center")
            else:
                near = [line for line in lines if end - 24 < line < end]
                above = min([end, zero, *near])
                pen.text(f"k-c-strong{wide}", x, above - 7, point.shown, "center")
        elif point.missing:
            pen.text("k-c-quiet", x, zero - 22, "–", "center")
            reason = textwrap.wrap(visible(point.missing), 12)
            for number, words in enumerate(reversed(reason)):
                pen.text("k-c-quiet k-c-wide", x, zero - 61 - 15 * number, words, "center")


def _reach(chart: Trajectory) -> tuple[Decimal, Decimal]:
    """The scale: from zero, or below where a figure is negative, to a little above the highest."""
    values = [point.value for point in chart.points if point.value is not None]
    values += [bound for point in chart.points for bound in _bounds(point.target)]
    if chart.baseline is not None:
        values.append(chart.baseline)
    low, high = min([Decimal(0), *values]), max([Decimal(0), *values])
    return low, high if high > low else low + 1


def _bounds(target: Decimal | tuple[Decimal, ...] | None) -> tuple[Decimal, ...]:
    if target is None:
        return ()
    return target if isinstance(target, tuple) else (target,)


def _last_target(points: Sequence[Point]) -> Decimal | None:
    for point in reversed(points):
        bounds = _bounds(point.target)
        if bounds:
            return sum(bounds, Decimal(0)) / len(bounds)
    return None


def _apart(names: Iterable[tuple[float, str, str]]) -> list[tuple[float, str, str]]:
    """Names at their heights, pushed down where two would touch."""
    placed: list[tuple[float, str, str]] = []
    for place, words, classes in sorted(names):
        for line in textwrap.wrap(visible(words), 13):
            floor = placed[-1][0] + _LINE if placed else place
            placed.append((max(place, floor), line, classes))
    return placed
