"""The reference of content on the site: every kind, every key, and an example that is accepted."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from content_tree import (
    ON_TIME,
    Tree,
    add_indicator,
    add_package,
    add_target,
    findings,
    flat,
    office,
    spread_weights,
)
from kinerja.achievement.compiling import compile_content
from kinerja.content.checking import check
from kinerja.content.shape import schema
from kinerja.content.shape.layout import LAYOUT, RECORDED
from kinerja.site.pages import Site
from kinerja.site.report import report
from kinerja.site.views import Source

LANGUAGES = ("id", "en")


def small_office() -> Tree:
    """An office that knows the ids which the examples name."""
    tree = office(("biro-umum",))
    tree["people.yml"]["people"].append({"id": "wulan-p", "name": "Wulan P.", "roles": []})
    add_indicator(tree, "contract-on-time", ON_TIME)
    add_target(tree, "contract-on-time", flat(90))
    add_package(tree, "biro-umum", "pkt-2026-0147")
    spread_weights(tree)
    return tree


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Site]:
    """The site of the office in every language."""
    folder = tmp_path_factory.mktemp("office")
    findings(small_office(), folder)
    checked = check(folder / "content")
    assert checked.content is not None
    source = Source(report(compile_content(checked.content, checked.today)))
    return {language: source(language) for language in LANGUAGES}


def body(site: Site, kind: str) -> str:
    (page,) = [page for page in site.pages if page.path == f"handbook/reference/{kind}/"]
    return page.body


def keys(told: Any, way: str = "") -> Iterator[str]:
    """Every key that a schema lets be written, however it is nested or made conditional."""
    if not isinstance(told, dict):  # `false` forbids a key under a condition
        return
    told = schema.resolve(told)
    for name, part in told.get("properties", {}).items():
        yield f"{way}{name}"
        yield from keys(part, f"{way}{name}.")
    for word in ("items", "additionalProperties", "then", "else", "if"):
        if isinstance(told.get(word), dict):
            yield from keys(told[word], way)
    for word in ("allOf", "anyOf", "oneOf"):
        for part in told.get(word, ()):
            yield from keys(part, way)


def values(told: Any) -> Iterator[tuple[str, str]]:
    """Every code of a closed list with its label."""
    if isinstance(told, dict):
        if "$ref" in told:
            told = schema.resolve(told)
        yield from zip(told.get("enum", ()), told.get("enumDescriptions", ()), strict=False)
        for part in told.values():
            yield from values(part)
    elif isinstance(told, list):
        for part in told:
            yield from values(part)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_a_page_and_the_list_leads_to_it(
    sites: dict[str, Site], language: str
) -> None:
    site = sites[language]
    made = {page.path for page in site.pages if page.path.startswith("handbook/")}
    own = {f"handbook/reference/{kind}/" for kind in LAYOUT}
    assert made == {"handbook/reference/"} | own
    (index,) = [page for page in site.pages if page.path == "handbook/reference/"]
    assert re.findall(r'href="([a-z-]+)/"', index.body) == list(LAYOUT)
    for place in LAYOUT.values():
        assert f"<code>{html.escape(place)}</code>" in plain(index.body)


def plain(text: str) -> str:
    """Markup in which characters are written as references only where HTML needs it."""
    shown = re.sub(r"&#(\d+);", lambda number: chr(int(number[1])), text)
    return re.sub(r"<code>(.*?)</code>", lambda it: f"<code>{html.escape(it[1])}</code>", shown)


@pytest.mark.parametrize("kind", LAYOUT)
def test_every_key_of_the_schema_is_on_the_page_of_its_kind(
    sites: dict[str, Site], kind: str
) -> None:
    told = schema.schemas()[kind]
    for language in LANGUAGES:
        shown = body(sites[language], kind)
        anchors = re.findall(r'<span id="([^"]+)">', shown)
        assert len(anchors) == len(set(anchors))
        missing = set(keys(told)) - {html.unescape(anchor) for anchor in anchors}
        assert missing == set(), f"{kind} in {language}"


@pytest.mark.parametrize("kind", LAYOUT)
def test_allowed_values_stand_there_with_their_labels(sites: dict[str, Site], kind: str) -> None:
    shown = plain(body(sites["id"], kind))
    for value, label in values(schema.schemas()[kind]):
        assert f"<code>{value}</code> {label}" in shown


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", LAYOUT)
def test_the_example_on_the_page_is_accepted_in_its_place(
    sites: dict[str, Site], kind: str, language: str, tmp_path: Path
) -> None:
    shown = body(sites[language], kind)
    (text,) = re.findall(r"^```yaml\n(.*?)^```$", shown, re.MULTILINE | re.DOTALL)
    place = re.compile(re.sub("<[a-z]+>", "[a-zA-Z0-9-]+", LAYOUT[kind]))
    (path,) = {it for it in re.findall(r"<code>([^<]+)</code>", html.unescape(shown))
               if place.fullmatch(it)}  # fmt: skip
    if kind in RECORDED:
        return  # a record is believed only as it was written, without an explanation in it
    tree = small_office()
    name = {"id": "Sekretaris Jenderal", "en": "Secretary General"}
    tree["people.yml"]["positions"].append({"id": "sekretaris-jenderal", "name": name})
    tree.pop(path, None)
    file = tmp_path / "content" / path
    file.parent.mkdir(parents=True)
    file.write_text(text, "utf-8")
    errors = [one for one in findings(tree, tmp_path) if one["severity"] == "error"]
    assert [one for one in errors if one["file"] == f"content/{path}"] == []
    if kind not in ("organisation", "people"):  # the office's own files name other ids
        assert errors == []


def test_a_key_is_found_by_its_name(sites: dict[str, Site]) -> None:
    (page,) = [it for it in sites["id"].pages if it.path == "handbook/reference/indicator/"]
    assert ("formula.numerator", "formula.numerator") in page.places
