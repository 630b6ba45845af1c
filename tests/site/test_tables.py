"""Tables in Markdown show what the HTML tables show, to Markdown's own readers."""

import html
import re
from dataclasses import replace
from functools import partial

import gallery
import pytest
from markdown import Markdown
from markupsafe import Markup

from kinerja.site.language import Language
from kinerja.site.pages import Page
from kinerja.site.render import environment
from kinerja.site.tables import in_markdown

HOSTILE = "a | b \\| `c` *d* _e_ [f](javascript:x) <script>g</script> # &amp; ~~h~~"


def cells(markup: str) -> list[str]:
    """What a reader sees in each cell of each table, in order; empty cells fill a wider one up."""
    found = re.findall(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", markup, re.DOTALL)
    seen = (re.sub(r"<svg.*?</svg>|<[^>]*>", "", cell, flags=re.DOTALL) for cell in found)
    told = (" ".join(html.unescape(cell).split()) for cell in seen)
    return [cell for cell in told if cell]


def converted(body: str) -> str:
    return Markdown(extensions=["tables", "toc"]).convert(body)


def page_of(*rows: list[object], path: str = "units/x/") -> Page:
    """A page with one table of a text and a number, made by the component."""
    env = environment(Language.of("id"))
    template = (
        '{% import "components.html" as c with context %}'
        '{% set col = {"a": column("Nama"), "b": column("Nilai", "%", true)} %}\n'
        '{% call(row) c.table(col, view, "Judul | tabel") %}'
        "{{ c.cell(col.a, row[0], head=true) }}{{ c.cell(col.b, row[1]) }}{% endcall %}\n"
    )
    body = env.from_string(template).render(view=rows, path=path).strip()
    return Page(path, "x", lambda: body)


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_of_the_gallery_shows_the_same_cells(language: str) -> None:
    site = gallery.site("", language)
    for page, rewritten in zip(site.pages, in_markdown(site.pages), strict=True):
        assert "<table" not in rewritten.body
        assert cells(converted(rewritten.body)) == cells(page.body), page.path
        assert replace(rewritten, write=page.write) == page


def test_text_that_means_something_to_markdown_is_shown_as_it_is() -> None:
    (page,) = in_markdown([page_of([HOSTILE, "1"], ["satu", Markup("a<br>b")])])
    shown = converted(page.body)
    assert HOSTILE in cells(shown)
    assert "<script>" not in shown
    assert 'href="javascript' not in shown
    assert "a<br />b" in shown or "a<br>b" in shown
    assert shown.count("<tr>") == 3
    assert 'style="text-align: right;">1<' in shown


def test_code_and_anchors_survive() -> None:
    code = Markup('<span id="p-1">nama</span> <code>a&#42;b</code> <code>x&#124;y</code>')
    (page,) = in_markdown([page_of([code, "1"])])
    shown = converted(page.body)
    assert "<code>a*b</code>" in shown
    assert cells(shown)[2] == "nama a*b x|y"
    assert 'id="p-1"' in shown


def test_a_link_to_a_page_names_its_file_and_any_other_stays() -> None:
    def link(target: str) -> Markup:
        return Markup('<a href="{}">ke sana</a>').format(target)

    links = ["../../goals/a/", "../../", "../y/#kutip", "../../data/a.csv", "https://a.invalid/"]
    pages = [
        page_of(*([link(target), "1"] for target in links)),
        Page("goals/a/", "a", str),
        Page("units/y/", "y", str),
        Page("", "home", str),
    ]
    rewritten = next(in_markdown(pages))
    told = re.findall(r"\[ke sana\]\((.*?)\)", rewritten.body)
    assert told == ["../goals/a.md", "../index.md", "y.md#kutip", *links[3:]]


def test_a_table_inside_a_fold_is_a_table() -> None:
    env = environment(Language.of("id"))
    template = (
        '{% import "components.html" as c with context %}'
        '{% call c.more("Lebih jauh") %}{% call(row) c.table({"a": column("A")}, view, "J") %}'
        "{{ c.cell(column('A'), row) }}{% endcall %}{% endcall %}"
    )
    body = env.from_string(template).render(view=["satu"], path="").strip()
    (page,) = in_markdown([Page("", "x", partial(str, body))])
    assert cells(converted(page.body)) == ["A", "satu"]
    assert "Lebih jauh" in page.body
