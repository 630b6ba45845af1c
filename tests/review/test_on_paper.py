"""The handbook's year without a forge: its commands are lived as they stand there."""

from __future__ import annotations

import io
import re
import shlex
import shutil
from collections.abc import Iterator
from contextlib import chdir, redirect_stdout
from pathlib import Path

import pytest

from kinerja.cli.main import main
from review.stage import NOBODY
from review.standin_git import git

HANDBOOK = Path(__file__).parents[2] / "docs" / "handbook"
WHO = {"GIT_AUTHOR_NAME": "Uji", "GIT_AUTHOR_EMAIL": "uji@example.org",
       "GIT_COMMITTER_NAME": "Uji", "GIT_COMMITTER_EMAIL": "uji@example.org"}  # fmt: skip


def commands(language: str) -> list[list[str]]:
    """The lines of the chapter's blocks, as words."""
    text = (HANDBOOK / language / "on-paper.md").read_text("utf-8")
    blocks = re.findall(r"^```\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    lines = "".join(blocks).replace("\\\n", " ").splitlines()
    return [shlex.split(line) for line in lines]


def kinerja(place: Path, *words: str) -> tuple[int, str]:
    """How the program ends in a folder, and what it prints."""
    out = io.StringIO()
    with chdir(place), redirect_stdout(out):
        return main(list(words)), out.getvalue()


def test_both_languages_tell_the_same_commands() -> None:
    assert commands("id") == commands("en")


@pytest.fixture
def lived(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of an office that did what the chapter says, but for building its site."""
    for name, value in {**WHO, **NOBODY, "HOME": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    place = tmp_path
    for program, *words in commands("id"):
        match program, words:
            case "cd", [folder]:
                place = place / folder
                (place / "BA-01.pdf").write_bytes(b"%PDF-1.7 BA-01")
            case "git", _:
                git(place, *words, HOME=str(tmp_path), **NOBODY, **WHO)
            case "kinerja", ["build", *_]:
                continue
            case "kinerja", _:
                assert kinerja(place, *words)[0] == 0, words
    yield place
    shutil.rmtree(tmp_path / "cache", ignore_errors=True)


def test_the_commands_lead_to_an_office_whose_rules_are_approved(lived: Path) -> None:
    told = git(lived, "ls-tree", "-r", "--name-only", "origin/main", "content/approvals")
    assert {place.split("/")[3] for place in told.split()} == {"people", "approval-policy"}
    assert "0 galat, 0 peringatan" in kinerja(lived, "verify")[1]
