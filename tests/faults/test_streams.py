"""Streams that are closed, full or read in part: the exit code tells the truth all the same."""

from pathlib import Path

import pytest

from faults.commands import Tree, done, run, tree


@pytest.fixture
def wrong(office: Path) -> Path:
    """The office with so many errors that they do not fit into a pipe."""
    for number in range(300):
        (office / f"content/units/salah-{number}.yml").write_text("id: salah\nnama: {id: A}\n")
    return office


@pytest.mark.parametrize("shell", [
    "| head -1", "| true", "2>&1 | true", ">&-", "2>&-", "<&-", "<&- >&- 2>&-", "2>/dev/full",
])  # fmt: skip
def test_check_tells_by_its_exit_code_whoever_listens(shell: str, office: Path) -> None:
    assert done("check", "--format", "json", cwd=office, shell=shell).code == 0
    assert run("check", "--strict", "--content", "content/units", cwd=office, shell=shell).code == 1


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_a_reader_who_has_seen_enough_hears_no_complaint(form: str, wrong: Path) -> None:
    said = run("check", "--format", form, cwd=wrong, shell="| head -1")
    assert said.code == 1
    assert len(said.out.splitlines()) == 1
    assert "Errno" not in said.err


@pytest.mark.parametrize("line", [("check",), ("new", "unit", "biro-baru"), ("--help",)])
def test_a_result_that_finds_no_room_is_2_and_told(line: tuple[str, ...], office: Path) -> None:
    said = run(*line, "--lang", "en", cwd=office, shell=">/dev/full")
    assert said.code == 2
    assert "the disk is full." in said.err
    assert "Exception" not in said.err


@pytest.mark.parametrize("shell", [">&-", "2>&-", "<&- >&- 2>&-", "2>/dev/full", "2>&1 | true"])
def test_writing_commands_need_no_streams(shell: str, office: Path, tables: Tree) -> None:
    done("compile", "--out", "out", cwd=office, shell=shell)
    assert tree(office / "out") == tables
    done("new", "unit", "biro-baru", cwd=office, shell=shell)
    assert (office / "content/units/biro-baru.yml").read_text("utf-8").startswith("#")
    done("format", cwd=office, shell=shell)
    done("init", "new", cwd=office, shell=shell)
    assert (office / "new/content/organisation.yml").is_file()


@pytest.mark.slow
def test_build_needs_no_streams(office: Path) -> None:
    done("build", "--site", "site", cwd=office, shell="<&- >&- 2>&-")
    assert (office / "site/en/index.html").is_file()
