"""Two runs at once: into one place, the last one whole; into two places, both."""

from pathlib import Path

import pytest

from faults.commands import Tree, alive, ended, litter, start, stop, tree


def both(office: Path, *lines: tuple[str, ...]) -> None:
    """Run commands at the same time; each must end well."""
    for process in [start(*line, cwd=office) for line in lines]:
        said = ended(process)
        assert said.code == 0, said.all
        assert "Traceback" not in said.all


def test_compiling_twice_into_one_place_leaves_one_whole(office: Path, tables: Tree) -> None:
    for place in ("out", "out", "deep/er/out"):
        both(office, *[("compile", "--out", place)] * 3)
        assert tree(office / place) == tables
        assert litter(office) == []


def test_of_two_different_results_one_stands_whole(office: Path, tables: Tree) -> None:
    part = ("compile", "--out", "out", "--period", "2026-Q1")
    both(office, part)
    first = tree(office / "out")
    for _again in range(3):
        both(office, part, ("compile", "--out", "out"))
        assert tree(office / "out") in (first, tables)
        assert litter(office) == []


def test_two_places_get_a_result_each(office: Path, tables: Tree) -> None:
    both(office, ("compile", "--out", "one"), ("compile", "--out", "other"))
    assert tree(office / "one") == tree(office / "other") == tables


def test_of_two_that_begin_one_folder_only_one_can(tmp_path: Path) -> None:
    for number in range(3):
        place = tmp_path / f"new-{number}"
        said = [ended(p) for p in [start("init", place, cwd=tmp_path) for _ in range(3)]]
        assert sorted(one.code for one in said) == [0, 2, 2]
        assert not any("Traceback" in one.all for one in said)
        assert (place / "content/organisation.yml").is_file()
        assert litter(tmp_path) == []


def test_of_two_that_write_one_new_file_only_one_can(office: Path) -> None:
    for number in range(3):
        line = ("new", "unit", f"biro-{number}")
        said = [ended(process) for process in [start(*line, cwd=office) for _ in range(3)]]
        assert sorted(one.code for one in said) == [0, 2, 2]
        assert not any("Traceback" in one.all for one in said)
    assert litter(office) == []


@pytest.mark.slow
def test_building_twice_into_one_place_leaves_one_whole(office: Path) -> None:
    line = ("build", "--quiet", "--site", "site")
    both(office, line, line)
    found = tree(office / "site")
    assert found is not None
    assert {"index.html", "en/index.html", "data/achievements.csv", ".kinerja-output"} <= set(found)
    assert not any(name.startswith(".run") for name in found)
    assert sorted(path.name for path in office.iterdir()) == ["content", "site"]


def test_a_run_that_is_alive_keeps_what_it_makes_when_another_tidies_up(
    office: Path, tables: Tree
) -> None:
    slow = start("sample", "slow", "--packages", "20000", cwd=office)
    while not litter(office) and slow.poll() is None:
        pass
    both(office, ("compile", "--out", "out"))
    assert tree(office / "out") == tables
    if alive(slow.pid):  # else it was done before
        assert len(litter(office)) == 1
    assert stop(slow, 15, lambda: True).code in (0, 143)
    assert litter(office) == []
