"""A pen that draws through matplotlib and gives SVG that can live inside a page.

Matplotlib names each thing with the `gid` it was given; that name becomes its class, and style,
metadata and shared definitions go, so that the page's style sheet decides in light, dark and print
and several charts on a page cannot clash. What is drawn is decided in `charts`.
"""

from __future__ import annotations

import io
import logging
import os
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markupsafe import Markup

from kinerja.site.escaping import visible

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Scale = Callable[[Decimal], float]
"""From a value to its place in the drawing."""

_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_CLASS = re.compile(r"k-c-[a-z-]+(?: k-c-[a-z-]+)*")
_ANCHOR = re.compile(r"text-anchor: (start|middle|end)")
_NUMBER = re.compile(r"-?\d+\.\d+")


class Pen:
    """Draws on a sheet whose origin is at the top left, in the units of the SVG's view box."""

    def __init__(self, width: float, height: float) -> None:
        """An empty sheet."""
        self._figure, self._axes = _sheet(width, height)

    def box(self, classes: str, x0: float, y0: float, x1: float, y1: float) -> None:
        """A rectangle between two corners."""
        self._axes.bar(
            [(x0 + x1) / 2], [y1 - y0], width=[x1 - x0], bottom=[y0], gid=classes, clip_on=False
        )

    def line(self, classes: str, points: Sequence[tuple[float, float]]) -> None:
        """A line through points."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        self._axes.plot(xs, ys, gid=classes, clip_on=False)

    def text(self, classes: str, x: float, y: float, words: str, side: str = "left") -> None:
        """Text on a base line; `side` is what stands at x: left, center or right."""
        if not words:
            return
        self._axes.text(
            x,
            y,
            visible(words),
            gid=f"k-c-text {classes}".strip(),
            horizontalalignment=side,
            verticalalignment="baseline",
            parse_math=False,
            clip_on=False,
        )

    def drawn(self, title: str, description: str) -> Markup:
        """What was drawn as an `<svg>`, with its title and description for those who cannot see.

        Only title and description stand between its tags besides shapes and text: no styles, no
        scripts, no identifiers.
        """
        from matplotlib import rc_context

        written = io.StringIO()
        with rc_context({"svg.fonttype": "none", "svg.hashsalt": "kinerja"}):
            self._figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
        drawn = ET.fromstring(written.getvalue())
        shared = {node.get("id", ""): node for node in drawn.iter(f"{_SVG}path") if node.get("id")}
        size = " ".join(_short(value) for value in drawn.get("viewBox", "0 0 0 0").split())
        svg = ET.Element("svg", {"class": "k-chart", "role": "img", "viewBox": size})
        ET.SubElement(svg, "title").text = visible(title)
        ET.SubElement(svg, "desc").text = visible(description)
        for group in drawn.iter(f"{_SVG}g"):
            classes = group.get("id", "")
            if _CLASS.fullmatch(classes):
                for node in group.iter():
                    _copy(node, classes, shared, svg)
        return Markup(ET.tostring(svg, encoding="unicode"))


def _sheet(width: float, height: float) -> tuple[Figure, Axes]:
    """Matplotlib with its built-in settings, whatever the machine's say, one unit a point."""
    # Its cache of fonts belongs to ours; it says on stderr when it cannot keep one.
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    os.environ.setdefault("MPLCONFIGDIR", str(cache / "kinerja" / "matplotlib"))
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context():
        mpl.rcdefaults()
        figure = Figure(figsize=(width / 72, height / 72), dpi=72)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.set_autoscale_on(False)
        axes.set_xlim(0, width)
        axes.set_ylim(height, 0)
    return figure, axes


def _copy(node: ET.Element, classes: str, shared: dict[str, ET.Element], svg: ET.Element) -> None:
    match node.tag.removeprefix(_SVG):
        case "path" if not node.get("id"):
            ET.SubElement(svg, "path", {"class": classes, "d": _short(node.get("d", ""))})
        case "use":
            shape = shared[node.get(_LINK, "#")[1:]]
            place = f"translate({_short(node.get('x', '0'))} {_short(node.get('y', '0'))})"
            ET.SubElement(
                svg,
                "path",
                {"class": classes, "d": _short(shape.get("d", "")), "transform": place},
            )
        case "text":
            _copy_text(node, classes, svg)
        case _:
            pass


def _copy_text(node: ET.Element, classes: str, svg: ET.Element) -> None:
    anchor = _ANCHOR.search(node.get("style", ""))
    place = {"x": _short(node.get("x", "")), "y": _short(node.get("y", ""))}
    if anchor and anchor.group(1) != "start":
        place["text-anchor"] = anchor.group(1)
    ET.SubElement(svg, "text", {"class": classes, **place}).text = node.text


def _short(numbers: str) -> str:
    """Coordinates with one decimal: a tenth of a pixel is enough."""
    shorter = _NUMBER.sub(lambda found: f"{float(found.group()):.1f}".removesuffix(".0"), numbers)
    return " ".join(shorter.split())
