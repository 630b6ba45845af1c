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
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from xml.etree import ElementTree as ET

from markupsafe import Markup

from kinerja.site.escaping import visible

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.backend_bases import RendererBase
    from matplotlib.figure import Figure
    from matplotlib.text import Text

Side = Literal["left", "center", "right"]

Scale = Callable[[Decimal], float]
"""From a value to its place in the drawing."""

_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_CLASS = re.compile(r"k-c-[a-z-]+(?: k-c-[a-z-]+)*")
_ANCHOR = re.compile(r"text-anchor: (start|middle|end)")
_NUMBER = re.compile(r"-?\d+\.\d+")
_BRACES = str.maketrans({"{": "&#123;", "}": "&#125;"})
"""Pages may pass a template engine on their way, to which braces in somebody's text are code."""


class Pen:
    """Draws on a sheet whose origin is at the top left, in the units of the SVG's view box."""

    def __init__(self, width: float, height: float) -> None:
        """An empty sheet."""
        self._figure = _sheet(width, height)
        self._height = height

    def box(self, classes: str, x0: float, y0: float, x1: float, y1: float) -> None:
        """A rectangle between two corners."""
        from matplotlib.patches import Rectangle

        self._put(Rectangle((x0, self._height - y0), x1 - x0, y0 - y1), classes)

    def line(self, classes: str, points: Sequence[tuple[float, float]]) -> None:
        """A line through points."""
        from matplotlib.lines import Line2D

        self._put(Line2D([x for x, _ in points], [self._height - y for _, y in points]), classes)

    def text(self, classes: str, x: float, y: float, words: str, side: Side = "left") -> None:
        """Text on a base line; `side` is what stands at x: left, center or right."""
        if words:
            text = _text_artist()(
                x,
                self._height - y,
                visible(words),
                horizontalalignment=side,
                verticalalignment="baseline",
                parse_math=False,
            )
            self._put(text, f"k-c-text {classes}".strip())

    def _put(self, artist: Artist, classes: str) -> None:
        """On the figure itself, in its points from below: axes would cost more than the chart."""
        from matplotlib.transforms import IdentityTransform

        artist.set_gid(classes)
        artist.set_transform(IdentityTransform())
        self._figure.add_artist(artist)

    def drawn(self, title: str, description: str) -> Markup:
        """What was drawn as an `<svg>`, with its title and description for those who cannot see.

        Only title and description stand between its tags besides shapes and text: no styles, no
        scripts, no identifiers.
        """
        written = io.StringIO()
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
        return Markup(ET.tostring(svg, encoding="unicode").translate(_BRACES))


def _sheet(width: float, height: float) -> Figure:
    """An empty figure whose unit is a point."""
    settle()
    from matplotlib.figure import Figure

    return Figure(figsize=(width / 72, height / 72), dpi=72)


@cache
def _text_artist() -> type[Text]:
    """Text that is written where it is put; to measure it took longer than all else of a chart."""
    from matplotlib.text import Text

    class Words(Text):
        def draw(self, renderer: RendererBase) -> None:
            renderer.open_group("text", self.get_gid())
            brush = renderer.new_gc()
            (x, y), (_, height) = self.get_position(), renderer.get_canvas_width_height()
            renderer.draw_text(
                brush, x, height - y, self.get_text(), self.get_fontproperties(), 0, mtext=self
            )
            brush.restore()
            renderer.close_group("text")

    return Words


@cache
def settle() -> None:
    """Matplotlib with its built-in settings, whatever the machine's say, for this process."""
    # Its cache of fonts belongs to ours; it says on stderr when it cannot keep one.
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    os.environ.setdefault("MPLCONFIGDIR", str(home / "kinerja" / "matplotlib"))
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    import matplotlib as mpl
    import matplotlib.backends.backend_svg
    import matplotlib.figure

    mpl.rcdefaults()
    mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "kinerja"})


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
