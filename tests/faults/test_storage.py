"""A disk that is full or may not be written: one clear sentence, the old as it was, no litter."""

import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from faults.commands import Tree, bound_by_modes, done, litter, read_only, run, tree

COMMANDS = {
    "compile": ("compile", "--out", "store/out"),
    "pages": ("pages", "store/out"),
    "build": ("build", "--quiet", "--site", "store/out"),
    "sample": ("sample", "store/out", "--units", "2", "--packages", "200"),
    "init": ("init", "store/new"),
}
OLD = {".kinerja-output": b"", "old.txt": b"old"}


def at_most(size: int) -> Callable[[], None]:
    """No file may be larger: the one refusal of a full disk that needs no disk of its own."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@contextmanager
def disk(place: Path, options: str) -> Iterator[None]:
    """A small disk of its own in a folder; where that needs rights we lack, the test is skipped."""
    place.mkdir(exist_ok=True)
    line = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
    made = subprocess.run(line, capture_output=True, text=True, check=False)
    if made.returncode:
        pytest.skip(f"no disk can be mounted here: {made.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", str(place)], check=True)


def put_old(place: Path) -> None:
    place.mkdir(parents=True)
    for name, content in OLD.items():
        (place / name).write_bytes(content)


def refused(office: Path, name: str, **options: object) -> str:
    """What a command says that cannot write, in one sentence and without touching the old."""
    said = run(*COMMANDS[name], "--lang", "en", cwd=office, **options)
    assert said.code == 2, said.all
    told = [line for line in said.err.splitlines() if line.startswith("kinerja: ")]
    assert len(told) == 1, said.err
    if name != "init":
        assert tree(office / "store/out") == OLD
    assert litter(office) == []
    assert not (office / "store/new").exists()
    return told[0]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_file_that_finds_no_room_is_told_in_a_sentence(name: str, office: Path) -> None:
    put_old(office / "store/out")
    told = refused(office, name, before=at_most(200))
    assert told.endswith("cannot be written: a file is larger than this computer allows.")


@pytest.mark.parametrize("name", ["compile", "sample", "init"])
def test_a_full_disk_is_told_in_a_sentence(name: str, office: Path) -> None:
    with disk(office / "store", "size=100k"):
        put_old(office / "store/out")
        (office / "store/filling").write_bytes(b"x" * 60_000)
        assert refused(office, name).endswith("cannot be written: the disk is full.")


def test_tables_fit_on_another_disk_than_the_one_for_temporary_files(
    office: Path, tables: Tree
) -> None:
    with disk(office / "store", "size=16m"):
        for _again in range(2):
            done("compile", "--out", "store/out", cwd=office)
            assert tree(office / "store/out") == tables
            assert litter(office) == []


def test_a_disk_itself_cannot_become_the_output(office: Path) -> None:
    with disk(office / "store", "size=16m"):
        said = run("compile", "--out", "store", "--lang", "en", cwd=office)
        assert said.code == 2
        assert "another disk is mounted on that folder; choose a folder inside it." in said.err
        assert litter(office) == []


def test_a_disk_for_reading_only_is_told_in_a_sentence(office: Path) -> None:
    with disk(office / "store", "size=16m"):
        put_old(office / "store/out")
        subprocess.run(["mount", "-o", "remount,ro", str(office / "store")], check=True)
        assert refused(office, "compile").endswith(
            "cannot be written: that place can only be read."
        )


@pytest.mark.parametrize("name", ["compile", "sample", "init"])
def test_a_folder_without_the_right_to_write_is_told_in_a_sentence(name: str, office: Path) -> None:
    put_old(office / "store/out")
    with read_only(office / "store"):
        told = refused(office, name, before=bound_by_modes)
    assert told.endswith("cannot be written: you have no right to that place.")


def test_an_old_output_that_was_made_read_only_is_replaced_without_remains(
    office: Path, tables: Tree
) -> None:
    put_old(office / "out")
    (office / "out/deep/er").mkdir(parents=True)
    (office / "out/deep/er/old.txt").touch()
    with read_only(office / "out/deep/er", office / "out/deep"):
        done("compile", "--out", "out", cwd=office, before=bound_by_modes)
        (office / "out/deep/er").mkdir(parents=True)  # for the modes to be given back
    shutil.rmtree(office / "out/deep")
    assert tree(office / "out") == tables
    assert litter(office) == []


@pytest.mark.parametrize("name", ["format", "new"])
def test_an_edit_that_finds_no_room_leaves_content_as_it_was(name: str, office: Path) -> None:
    unit = sorted((office / "content/units").iterdir())[0]
    unit.write_text(unit.read_text("utf-8").replace(": ", ":   ", 1), "utf-8")
    before = tree(office / "content")
    line = ("format",) if name == "format" else ("new", "unit", "biro-baru")
    said = run(*line, cwd=office, before=at_most(10))
    assert said.code == 2
    assert "lebih besar daripada yang diizinkan" in said.err
    assert tree(office / "content") == before


@pytest.mark.parametrize("name", ["format", "new"])
def test_an_edit_without_the_right_to_write_leaves_content_as_it_was(
    name: str, office: Path
) -> None:
    unit = sorted((office / "content/units").iterdir())[0]
    unit.write_text(unit.read_text("utf-8").replace(": ", ":   ", 1), "utf-8")
    before = tree(office / "content")
    line = ("format",) if name == "format" else ("new", "unit", "biro-baru")
    with read_only(office / "content/units"):
        said = run(*line, cwd=office, before=bound_by_modes)
    assert said.code == 2
    assert "Anda tidak berhak atas tempat itu" in said.err
    assert tree(office / "content") == before


def test_reading_needs_no_right_to_write(office: Path, tables: Tree) -> None:
    with read_only(*(office / "content").rglob("*"), office / "content"):
        done("check", cwd=office, before=bound_by_modes)
        done("compile", "--out", "out", cwd=office, before=bound_by_modes)
    assert tree(office / "out") == tables
