"""What a template prints is safe, and written as the reader's language writes it."""

import html
import re
from datetime import date
from decimal import Decimal

import markdown
import pytest
from gallery import HOSTILE, language, site
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, UndefinedError

from kinerja.site import formats
from kinerja.site.blocks import put_back, take_out
from kinerja.site.escaping import text, visible
from kinerja.site.marks import Band, shape
from kinerja.site.pages import Page, file_text, relative
from kinerja.site.render import environment, render

ID, EN = language("id"), language("en")
D = Decimal


def printed(template: str, view: object, code: str = "id") -> str:
    env = environment(language(code), DictLoader({"t": template}))
    return render(env, "t", view, "indicators/x/")


@given(st.text(max_size=60))
def test_any_text_in_markdown_shows_exactly_its_visible_characters(value: str) -> None:
    page = markdown.markdown(f"# {text(value)}\n\nA {text(value)} z", extensions=["tables", "toc"])
    shown = html.unescape(re.sub(r"<[^>]*>", "", page))
    assert shown.count(visible(value)) >= 2
    assert set(re.findall(r"<(\w+)", page)) <= {"h1", "p"}


@pytest.mark.parametrize(
    "opening", ["- a", "+ a", "1. a", "12) a", "# a", "> a", ": a", "| a", "    a"]
)
def test_text_at_the_start_of_a_line_begins_no_block(opening: str) -> None:
    page = markdown.markdown(str(text(opening)), extensions=["tables", "def_list"])
    assert re.findall(r"<(\w+)", page) == ["p"]


def test_hostile_text_is_text_in_html_attribute_heading_and_sentence() -> None:
    places = (
        '<p title="{{ view }}">{{ view }}</p>',
        "## {{ view }}",
        '{{ _("Data per %(date)s", date=view) }}',
    )
    out = printed("\n\n".join(places), HOSTILE)
    assert "<script" not in out
    assert "](" not in out
    assert "{{" not in out
    assert "\u202e" not in out
    assert "\x07" not in out


@pytest.mark.parametrize("value", [D("1.5"), None, date(2026, 1, 1), 1.5, True])
def test_a_value_without_a_filter_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        printed("{{ view }}", value)


def test_a_missing_name_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        printed("{{ view.nothing }}", "x")


@pytest.mark.parametrize(
    ("value", "decimals", "indonesian", "english"),
    [
        (D("1234.5"), 1, "1.234,5", "1,234.5"),
        (D("91.395"), 2, "91,40", "91.40"),
        (D("0.125"), 2, "0,13", "0.13"),
        (D("-3.25"), 1, "−3,3", "−3.3"),
        (D("-0.001"), 2, "0,00", "0.00"),
        (12, 0, "12", "12"),
        (None, 2, "–", "–"),
    ],
)
def test_numbers_are_rounded_half_up_and_written_by_locale(
    value: Decimal | None, decimals: int, indonesian: str, english: str
) -> None:
    assert formats.number(ID, value, decimals) == indonesian
    assert formats.number(EN, value, decimals) == english


@pytest.mark.parametrize(
    ("value", "long", "short", "english"),
    [
        (1_234_567, "Rp 1.234.567", "Rp 1,2 juta", "Rp 1.2 million"),
        (1_240_500_000, "Rp 1.240.500.000", "Rp 1,2 miliar", "Rp 1.2 billion"),
        (999_960_000, "Rp 999.960.000", "Rp 1,0 miliar", "Rp 1.0 billion"),
        (950, "Rp 950", "Rp 950", "Rp 950"),
        (0, "Rp 0", "Rp 0", "Rp 0"),
    ],
)
def test_rupiah(value: int, long: str, short: str, english: str) -> None:
    space = "\N{NO-BREAK SPACE}"
    assert formats.rupiah(ID, value).replace(space, " ") == long
    assert formats.rupiah_short(ID, value).replace(space, " ") == short
    assert formats.rupiah_short(EN, value).replace(space, " ") == english


@pytest.mark.parametrize(
    ("written", "indonesian", "english", "short"),
    [
        ("2026-Q2", "Triwulan II 2026", "Q2 2026", "TW II"),
        ("2026-S1", "Semester I 2026", "First half 2026", "Smt I"),
        ("2026-03", "Maret 2026", "March 2026", "Mar"),
        ("2026", "Tahun 2026", "2026", "2026"),
    ],
)
def test_names_of_periods(written: str, indonesian: str, english: str, short: str) -> None:
    assert formats.period(ID, written) == indonesian
    assert formats.period(EN, written) == english
    assert formats.period_short(ID, written) == short


def test_figures_carry_their_unit_and_dates_their_month() -> None:
    assert formats.figure(ID, D("91.4"), "percent") == "91,40%"
    assert formats.figure(ID, D(12), "working_days", 0) == "12 hari kerja"
    assert formats.figure(EN, D(1), "working_days", 0) == "1 working day"
    assert formats.day(ID, date(2026, 6, 30)) == "30 Juni 2026"
    assert formats.day(EN, date(2026, 6, 30)) == "30 June 2026"
    assert formats.natural(ID, D("2.50")) == "2,5"


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (D("86"), "percent", "86%"),
        ((D("90"), D("110")), "percent", "90–110%"),
        ((D("2.5"), D("4")), "working_days", "2,5–4 hari kerja"),
        (D("1500000"), "rupiah", "Rp\N{NO-BREAK SPACE}1.500.000"),
        ((D("5"), D("15")), "", "5–15"),
        (None, "percent", "–"),
    ],
)
def test_a_target_is_written_as_it_was_set(
    value: Decimal | tuple[Decimal, Decimal] | None, unit: str, shown: str
) -> None:
    assert formats.target(ID, value, unit) == shown


@pytest.mark.parametrize("bands", range(1, 8))
def test_shapes_of_a_scheme_differ_without_colour(bands: int) -> None:
    shapes = {shape(Band("x", rank, bands)) for rank in range(bands)} | {shape(None)}
    assert len(shapes) == bands + 1


@pytest.mark.parametrize(
    ("origin", "target", "link"),
    [
        ("", "", "./"),
        ("", "packages/", "packages/"),
        ("areas/x/", "indicators/y/", "../../indicators/y/"),
        ("areas/x/", "", "../../"),
        ("areas/x/", "areas/x/#a", "#a"),
        ("areas/x/", "data/a.csv", "../../data/a.csv"),
    ],
)
def test_links_are_relative(origin: str, target: str, link: str) -> None:
    assert relative(origin, target) == link


def test_a_page_becomes_a_markdown_file_with_safe_front_matter() -> None:
    it = file_text(Page("units/x/", 'A "b": <i>\n---', lambda: "text", "d: {x}"))
    front, body = it.removeprefix("---\n").split("\n---\n")
    assert front.splitlines()[0] == 'title: "A &quot;b&quot;: &lt;i&gt; ---"'
    assert "<i>" not in body


def test_blocks_go_past_the_converter_and_the_page_stays_the_same() -> None:
    extensions = ["tables", "toc", "fenced_code"]
    taken = 0
    for page in site("", "id").pages:
        whole = file_text(page).split("\n---\n")[1]
        rest, blocks = take_out(whole)
        taken += len(blocks)
        short = put_back(markdown.markdown(rest, extensions=extensions), blocks)
        assert short == markdown.markdown(whole, extensions=extensions)
    assert taken > 20
