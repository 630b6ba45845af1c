"""Broken and hostile changes: wrong is refused where it stands, odd is read as it was meant.

One change of each kind here; `bench/corpus.py` makes two thousand. A kind that comes to light is a
function in one of the families beside this file.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from corpus.editing import at, free_texts, places, planted
from corpus.families import FAMILIES, KINDS
from corpus.judging import ask, case_of, changed, formulas_in, judge, prepare
from corpus.live_texts import ALL, MARK, everywhere
from corpus.mutation import Accepted, Case, Rejected
from corpus.pages import EXTENSIONS, live_in_pages, living
from corpus.tree import base
from kinerja.content.shape.schema import schemas

SECONDS = 10
"""Longer nobody waits for an answer."""

IN_A_PROCESS = (
    "python tag",
    "alias bomb",
    "nesting without end",
    "not utf 8",
    "control character",
    "pipe",
    "link in place of a file",
    "file of gigabytes",
    "formula that never ends",
    "formula that reads a file",
    "command in what a message quotes",
    "name that is a command",
)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepare(tmp_path_factory.mktemp("corpus"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_change_is_judged_as_it_must_be(kind: str, content: Path) -> None:
    verdict = judge(case_of(kind, 0), content)
    assert verdict.faults == (), verdict.traceback


@pytest.mark.parametrize("kind", IN_A_PROCESS)
def test_the_command_as_people_call_it_says_the_same(kind: str, content: Path) -> None:
    case = case_of(kind, 1)
    assert isinstance(case.expected, Rejected)
    with changed(content, case):
        told = subprocess.run(
            [sys.executable, "-m", "kinerja", "check", "--format", "json", "--quiet"],
            cwd=content.parent,
            env={**os.environ, "XDG_CACHE_HOME": str(content.parent / "cache")},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=SECONDS * 6,  # a hang is caught, a busy machine is not
            check=False,
        )
    files = {one["file"] for one in json.loads(told.stdout)}
    assert (told.returncode, told.stderr) == (1, "")
    assert f"content/{case.expected.file}" in files


# --- texts that would act ----------------------------------------------------------------------


@pytest.mark.parametrize("turn", range(0, 60, 10))
def test_nothing_in_any_text_lives_on_a_page(turn: int, content: Path) -> None:
    """A payload in every text at once, each time another in each."""
    with changed(content, everywhere(turn)):
        assert ask(content, "check").code == 0
        assert list(live_in_pages(content)) == []


def test_a_living_page_would_be_noticed() -> None:
    noticed = [
        "<script>x</script>", "<p onclick=x>", "<a href='javascript:x'>", "<img src=x>",
        "<a href='//x.example'>", "<a href=' JavaScript:x'>", "<p>\u202ex</p>",
    ]  # fmt: skip
    assert [one for one in noticed if not living(one)] == []
    assert living("<p title='javascript:x'>&lt;script&gt; <a href='../x/'>x</a></p>") == []
    assert "tables" in EXTENSIONS


@pytest.mark.slow
def test_nothing_in_any_text_lives_in_the_finished_site(content: Path) -> None:
    """The theme has scripts of its own: the hostile site has what the sound one has, no more."""
    alive = []
    for case in (Case({}, Accepted()), everywhere(3)):
        with changed(content, case):
            site = content.parent / f"site-{len(alive)}"
            said = ask(content, "build", "--site", str(site))
            assert said.code == 0, said
        pages = [file for file in sorted(site.rglob("index.html")) if "handbook" not in file.parts]
        texts = {str(file.relative_to(site)): file.read_text("utf-8") for file in pages}
        alive.append({name: Counter(living(text)) for name, text in texts.items()})
        index = json.loads((site / "search/search_index.json").read_text("utf-8"))
    assert alive[0] == alive[1]
    assert any(MARK in text for text in texts.values())
    assert [one for told in index["docs"] for one in living(told["text"] + told["title"])] == []


def test_every_payload_stands_in_some_text() -> None:
    told = "".join(
        str(entry) for turn in range(len(ALL)) for entry in everywhere(turn).files.values()
    )
    assert len(set(ALL)) == len(ALL)
    assert MARK in told


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+kena", "-kena", "@SUM(1)"])
def test_no_table_holds_a_formula_for_a_workbook(text: str, content: Path) -> None:
    files = {}
    for path in base().of("realization"):
        if base().data[path].get("actions"):
            whole, _line = planted(base(), at(path, "actions", 0, "obstacle"), f'"{text}"')
            files[path] = whole.encode()
    with changed(content, Case(files, Accepted())):
        out = content.parent / "tables"
        assert ask(content, "compile", "--out", str(out)).code == 0
        assert formulas_in(out / "actions.csv") == []
        assert formulas_in(out / "achievements.csv") == []


# --- the corpus itself -------------------------------------------------------------------------


def test_the_corpus_has_at_least_fifty_kinds_in_its_families() -> None:
    assert len(KINDS) >= 50
    assert {mutation.__module__ for mutation in KINDS.values()} == {
        family.__name__ for family in FAMILIES
    }


def test_a_kind_with_a_seed_is_always_the_same_change() -> None:
    for kind in KINDS:
        assert case_of(kind, 7) == case_of(kind, 7), kind


def test_the_tree_holds_every_kind_of_file_and_most_of_their_fields() -> None:
    # A record may not even be written otherwise: its changes are in the tests of approvals.
    assert set(base().kinds.values()) == set(schemas()) - {"common", "approval"}
    there = {(place.kind, place.field) for place in places() if place.is_there}
    known = {(place.kind, place.field) for place in places()}
    assert len(there) > len(known) / 2
    assert len({place.kind for place in free_texts()}) == len(set(base().kinds.values()))
