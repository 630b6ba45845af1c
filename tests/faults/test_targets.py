"""Where an output is asked for: the odd places that are right, and those that are refused."""

import shutil
from pathlib import Path

import pytest

from faults.commands import Tree, done, litter, run, tree

NAMES = ["dua kata", "hasil–é✓", "dua\nbaris", "-- x", "*[a]?", "$HOME", "n" * 200, "'\""]


def put(place: Path, target: str) -> None:
    """Let a place that a test names exist as it says."""
    kind, _, to = target.partition(" ")
    if kind == "file":
        place.write_text("mine")
    elif kind == "link":
        place.symlink_to(to)
    elif kind == "folder":
        place.mkdir()
        (place / "thesis.txt").write_text("mine")


@pytest.mark.parametrize("name", NAMES)
def test_a_name_may_hold_anything(name: str, office: Path, tables: Tree) -> None:
    for _again in range(2):
        done("compile", f"--out=./{name}", cwd=office)
    assert tree(office / name) == tables
    assert sorted(path.name for path in office.iterdir()) == sorted(["content", name])


def test_content_may_lie_at_a_path_that_holds_anything(
    office: Path, tables: Tree, tmp_path: Path
) -> None:
    odd = tmp_path / "dua kata" / "é\n*[a]"
    odd.mkdir(parents=True)
    shutil.move(office / "content", odd / "isi")
    done("check", "--content", odd / "isi", cwd=tmp_path)
    done("compile", "--content", odd / "isi", "--out", "out", cwd=tmp_path)
    assert tree(tmp_path / "out") == tables


@pytest.mark.parametrize(("exists", "why"), [
    ("file", "is not a folder"),
    ("link real", "holds other files"),
    ("link out", "the link leads back to itself"),
    ("folder", "holds other files"),
])  # fmt: skip
def test_what_is_somebody_elses_is_refused(exists: str, why: str, office: Path) -> None:
    put(office / "real", "folder")
    put(office / "out", exists)
    before = tree(office)
    for line in (("compile", "--out", "out"), ("pages", "out"), ("sample", "out")):
        said = run(*line, "--lang", "en", cwd=office)
        assert said.code == 2
        assert why in said.err
    assert run("init", "out", cwd=office).code == 2
    assert tree(office) == before


def test_a_link_to_nothing_or_to_an_earlier_output_leads_to_the_new_one(
    office: Path, tables: Tree
) -> None:
    put(office / "out", "link real")
    for _again in range(2):
        done("compile", "--out", "out", cwd=office)
        assert (office / "out").is_symlink()
        assert tree(office / "real") == tables


@pytest.mark.parametrize("place", [
    "content", "content/out", ".", "..", "/", "reports", "reports/2026", "content/../content",
    "link", "link/out",
])  # fmt: skip
def test_what_is_read_and_what_is_written_may_not_lie_in_each_other(
    place: str, office: Path
) -> None:
    (office / "reports").mkdir()
    put(office / "link", "link content")
    before = tree(office)
    for line in (("compile", "--out", place), ("pages", place)):
        said = run(*line, "--lang", "en", cwd=office)
        assert said.code == 2
        assert "overlaps" in said.err
    assert tree(office) == before


@pytest.mark.parametrize("place", [".", "", "~", "..", "/"])
def test_a_home_a_root_or_the_folder_one_stands_in_stays(
    place: str, made: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home" / "inner"
    home.mkdir(parents=True)
    (home.parent / ".profile").write_text("mine")
    target = str(home.parent) if place == "~" else place
    lines = [("compile", f"--out={target}", "--content", made / "content")]
    if place not in (".", ""):
        lines += [("sample", target), ("init", target)]
    for line in lines:
        said = run(*line, cwd=home, HOME=str(home.parent))
        assert said.code == 2, said.all
    assert tree(home.parent) == {".profile": b"mine", "inner/": b""}


def test_the_empty_folder_one_stands_in_becomes_a_project(tmp_path: Path) -> None:
    here = tmp_path.stat().st_ino
    done("init", ".", cwd=tmp_path)
    assert (tmp_path / "content/organisation.yml").is_file()
    assert tmp_path.stat().st_ino == here
    assert run("init", ".", cwd=tmp_path).code == 2


def test_an_output_may_not_be_pulled_from_under_ones_feet(office: Path, tables: Tree) -> None:
    done("compile", "--out", "out", cwd=office)
    (office / "out/deep").mkdir()
    for target in ("..", "../../out"):
        said = run("compile", "--out", target, "--content", "../../content", "--lang", "en",
                   cwd=office / "out/deep")  # fmt: skip
        assert said.code == 2
        assert "Run the command from another folder." in said.err
    (office / "out/deep").rmdir()
    assert tree(office / "out") == tables


@pytest.mark.parametrize("command", ["compile", "pages", "sample", "init", "check"])
def test_a_name_that_is_too_long_is_told_in_a_sentence(command: str, office: Path) -> None:
    name = "n" * 300
    line = {
        "compile": ("compile", "--out", name),
        "check": ("check", "--content", name),
    }.get(command, (command, name))
    said = run(*line, "--lang", "en", cwd=office)
    assert said.code == 2
    assert said.err.count("the name is too long.") == 1
    assert litter(office) == []
