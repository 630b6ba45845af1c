"""Builds of small content: hostile text, other surroundings, errors, other builders."""

import html
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser

from e2e.running import REPOSITORY, contents, kinerja, run, served

HOSTILE = (
    "<script>document.title='owned'</script></td><img src=//evil.invalid/x>"
    " {{ 7*7 }} [x](javascript:alert(2)) ![y](//evil.invalid/y) {% raw %} <!-- & \" ' ` * _ | # $"
)
TEXTS = frozenset({
    "id", "en", "title", "words", "definition", "purpose", "obstacle", "evidence", "document",
    "verification", "source", "accuracy", "limits", "remedy", "reason", "decree", "notes", "name",
    "address", "letterhead", "notice", "synonyms", "system",
})  # fmt: skip
"""Keys under which a person writes free text; `id` where it is a name in Indonesian."""

LIMITS = {"system": 64, "name": 119, "synonyms": 80}
"""The longest that a text may be, where that is less than 200."""
ID = re.compile("[a-z0-9-]+")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content folder of a small office."""
    content = tmp_path_factory.mktemp("small") / "content"
    kinerja("sample", content, "--units", "2", "--packages", "20", "--years", "2026",
            cwd=content.parent)  # fmt: skip
    return content


@pytest.fixture(scope="module")
def hostile(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of an office that writes markup into every field of text."""
    folder = tmp_path_factory.mktemp("hostile")
    shutil.copytree(small, folder / "content")
    written = 0
    for file in sorted((folder / "content").rglob("*.yml")):
        document = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
        spoiled, count = _spoiled(yaml.safe_load(file.read_text("utf-8")), document)
        if count:
            file.write_text(yaml.safe_dump(spoiled, allow_unicode=True, sort_keys=False), "utf-8")
        written += count
    assert written > 300
    kinerja("build", "--quiet", "--site", "site", cwd=folder)
    return folder / "site"


def _spoiled(value: Any, written: Any, key: str = "") -> tuple[Any, int]:
    """The document with hostile words at the end of its texts, and how many there were."""
    match value:
        case dict():
            found = {name: _spoiled(item, written[name], _key(name, value))
                     for name, item in value.items()}  # fmt: skip
            return {name: item for name, (item, _) in found.items()}, _sum(found.values())
        case list():
            items = [_spoiled(*pair, key) for pair in zip(value, written, strict=True)]
            return [item for item, _ in items], _sum(items)
        case str() if key in TEXTS and not (key == "source" and ID.fullmatch(value)):
            return f"{value} {HOSTILE}"[: LIMITS.get(key, 199)].rstrip(), 1
        case str() | bool() | int() | float():
            return value, 0
        case _:
            return written, 0


def _key(name: str, of: dict[str, Any]) -> str:
    """`id` is free text only beside `en`."""
    return "" if name == "id" and "en" not in of else name


def _sum(found: Any) -> int:
    return sum(count for _, count in found)


def test_hostile_text_is_shown_as_text(hostile: Path) -> None:
    pages = {path: path.read_text("utf-8") for path in hostile.rglob("index.html")}
    shown = sum(html.unescape(text).count("document.title='owned'") for text in pages.values())
    assert shown > 500
    for path, text in pages.items():
        live = re.findall(r"<script>document|<img src=//|href=.javascript:alert|src=.//evil", text)
        assert live == [], path
        assert "evil.invalid/x> 49" not in html.unescape(text), path


@pytest.mark.browser
def test_hostile_text_does_nothing_in_a_browser(hostile: Path, browser: Browser) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    with served(hostile) as root:
        for path in ("", "periods/2026/", "indicators/", "indicators/award-on-time/", "units/",
                     "packages/", "action-plans/", "method/", "goals/", "en/"):  # fmt: skip
            page.goto(root + path, wait_until="networkidle")
            assert page.title() != "owned"
            assert page.locator("main img").count() == 0
        page.goto(root)
        page.click(".md-search__input")
        page.keyboard.type("tender")
        page.locator(".md-search-result__item").first.wait_for()
        assert page.locator(".md-search-result img, .md-search-result script").count() == 0
        assert [url for url in asked if not url.startswith((root, "blob:", "data:"))] == []
    page.close()


def test_surroundings_have_no_say_in_the_bytes(small: Path, tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there" / "deep"
    for folder in (here, there):
        folder.mkdir(parents=True)
    kinerja("build", "--quiet", "--content", small, "--site", "site", cwd=here,
            TZ="Asia/Jayapura", LC_ALL="C.UTF-8", PYTHONHASHSEED="1")  # fmt: skip
    kinerja("build", "--quiet", "--content", small, "--site", there / "other", cwd=there,
            TZ="America/Los_Angeles", LC_ALL="C", LANG="id_ID.UTF-8", PYTHONHASHSEED="77",
            SOURCE_DATE_EPOCH="1")  # fmt: skip
    one, other = contents(here / "site"), contents(there / "other")
    assert sorted(one) == sorted(other)
    assert [path for path in one if one[path] != other[path]] == []


def test_content_with_an_error_leaves_the_old_site(small: Path, tmp_path: Path) -> None:
    shutil.copytree(small, tmp_path / "content")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/.kinerja-output").touch()
    (tmp_path / "site/index.html").write_text("old")
    organisation = tmp_path / "content/organisation.yml"
    organisation.write_text(organisation.read_text("utf-8") + "unknown-key: 1\n", "utf-8")
    code, said = run("kinerja", "build", "--site", "site", cwd=tmp_path)
    assert code == 1
    assert "organisation.yml" in said
    assert "Traceback" not in said
    assert (tmp_path / "site/index.html").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "site"]


def test_plain_mkdocs_builds_the_repository_in_indonesian(tmp_path: Path) -> None:
    code, said = run("mkdocs", "build", "--quiet", "--site-dir", tmp_path / "site", cwd=REPOSITORY)
    assert code == 0, said
    home = (tmp_path / "site/index.html").read_text("utf-8")
    assert '<html lang="id"' in home
    assert "k-score-figure" in home
    for file in ("assets/kinerja.css", "data/achievements.csv", "handbook/formulas/index.html",
                 "periods/2026-Q3/index.html"):  # fmt: skip
        assert (tmp_path / "site" / file).is_file(), file


def test_pages_are_built_by_mkdocs_and_material_alone(small: Path, tmp_path: Path) -> None:
    kinerja("pages", "docs", "--content", small, cwd=tmp_path)
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Any\ntheme: {name: material, font: false}\nplugins: []\n"
    )
    code, said = run("mkdocs", "build", "--quiet", cwd=tmp_path)
    assert code == 0, said
    for folder, words in (("site", "Capaian terendah"), ("site/en", "lowest achievements")):
        page = (tmp_path / folder / "index.html").read_text("utf-8")
        assert "k-score-figure" in page
        assert words in page
    assert "&lt;td" not in (tmp_path / "site/periods/2026-Q3/index.html").read_text("utf-8")
