"""Charts: the same bytes each time, readable without colour or eyes, safe inside a page."""

import re
from decimal import Decimal
from xml.etree import ElementTree as ET

from builder import HERE, environment, run
from gallery import HOSTILE

from kinerja.site import charts

D = Decimal
POINTS = (
    charts.Point("TW I", D(88), "88,0", D(90)),
    charts.Point("TW II", None, "", D(92), "belum dilaporkan"),
    charts.Point("TW III", D("91.4"), "91,4", (D(90), D(95))),
)
CHART = charts.Trajectory("Judul", "Uraian", POINTS, "Target 95", D(85), "2025: 85")


def texts(svg: str) -> list[str]:
    return ["".join(node.itertext()) for node in ET.fromstring(svg).iter("text")]


def test_a_chart_has_title_description_and_its_figures_as_text() -> None:
    svg = charts.trajectory(CHART)
    root = ET.fromstring(svg)
    assert root.get("role") == "img"
    assert [root.findtext("title"), root.findtext("desc")] == ["Judul", "Uraian"]
    assert {"TW I", "88,0", "91,4", "Target 95", "2025: 85", "–"} <= set(texts(svg))


def test_a_chart_has_no_identifier_style_script_or_colour_of_its_own() -> None:
    svg = charts.trajectory(CHART)
    assert not re.search(r"\bid=|style=|<script|<style|href|#[0-9a-f]{3,6}\b|url\(", svg)


def test_missing_is_drawn_as_missing_and_not_as_zero() -> None:
    svg = charts.trajectory(CHART)
    assert svg.count('"k-c-bar"') == 2
    assert svg.count('"k-c-missing"') == 1


def test_what_is_not_due_yet_is_left_empty() -> None:
    svg = charts.trajectory(
        charts.Trajectory("t", "d", (charts.Point("TW IV", None, target=D(95)),))
    )
    assert "k-c-missing" not in svg
    assert "k-c-target" in svg


def test_odd_figures_are_drawn() -> None:
    for values in ([], [D(0)], [D(-5), D(3)], [D(10) ** 12]):
        points = tuple(charts.Point("x", value, "y") for value in values)
        ET.fromstring(charts.trajectory(charts.Trajectory("t", "d", points)))
        bars = tuple(charts.Bar("x", value, "y") for value in values)
        ET.fromstring(charts.comparison(charts.Comparison("t", "d", bars)))


def test_units_share_a_scale_with_the_mark_named() -> None:
    bars = (charts.Bar("A", D(50), "50,0"), charts.Bar("B", None, missing="belum dilaporkan"))
    svg = charts.comparison(charts.Comparison("t", "d", bars))
    assert {"A", "B", "50,0", "100", "belum dilaporkan"} <= set(texts(svg))


def test_hostile_labels_stay_text() -> None:
    points = (charts.Point(HOSTILE, D(1), "$x$ \\frac", missing=HOSTILE),)
    svg = charts.trajectory(charts.Trajectory(HOSTILE, HOSTILE, points, HOSTILE))
    assert "<script" not in svg
    assert "$x$ \\frac" in texts(svg)


def test_the_machine_has_no_say_in_the_bytes(tmp_path) -> None:
    (tmp_path / "matplotlibrc").write_text(
        "lines.linewidth: 9\nfont.size: 30\nsvg.fonttype: path\n"
    )
    code = "import test_charts as t; print(t.charts.trajectory(t.CHART))"
    seen = {
        run(
            "-c",
            code,
            cwd=tmp_path if seed == "1" else HERE,
            variables=environment(tmp_path, PYTHONHASHSEED=seed, XDG_CACHE_HOME=str(tmp_path)),
        ).stdout
        for seed in ("1", "2")
    }
    assert seen == {charts.trajectory(CHART) + "\n"}
