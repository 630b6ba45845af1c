"""Killed at any moment: the old or the new whole, no litter that grows, nobody who goes on.

Moments are counted from the first sign of the work on disk, where a kill can hurt; `bench/kills.py`
kills two hundred builds at any moment at all.
"""

import random
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from faults.commands import Tree, alive, all_gone, done, litter, start, stop, tree

SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
POLITE = {signal.SIGTERM: 143, signal.SIGINT: 130}
OLD = {".kinerja-output": b"", "old.txt": b"old"}


def write(folder: Path, files: Tree) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in files.items():
        path = folder / name
        if not name.endswith("/"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def begun(folder: Path) -> Callable[[], bool]:
    """The moment at which something new stands in a folder."""
    before = set(folder.iterdir())
    return lambda: set(folder.iterdir()) != before


def after(seconds: float) -> Callable[[], bool]:
    begin = time.monotonic()
    return lambda: time.monotonic() - begin > seconds


def kill_again_and_again(
    arguments: tuple[str, ...], place: Path, old: Tree | None, new: Tree, moments: list[float]
) -> set[bool]:
    """Kill a command at moments after its first sign (negative: that long after its start).

    Gives whether old and whether new were seen; everything else is a failure.
    """
    seen = set()
    for number, moment in enumerate(moments):
        shutil.rmtree(place, ignore_errors=True)
        if old is not None:
            write(place, old)
        sent = SIGNALS[number % len(SIGNALS)]
        when = begun(place.parent) if moment >= 0 else after(-moment)
        process = start(*arguments, cwd=place.parent)
        said = stop(process, sent, when, max(moment, 0))
        assert all_gone(process.pid)
        if moment >= 0:
            assert "Traceback" not in said.all, said.all
            assert said.code in (0, -sent, POLITE.get(sent)), said
        found = tree(place)
        assert found in (old, new), (moment, sent, sorted(found or ()))
        assert len(litter(place.parent)) <= 1
        seen.add(found == new)
    return seen


def moments(count: int, longest: float) -> list[float]:
    """Most of them after the first sign, a third anywhere from the start."""
    chance = random.Random(count)
    late = [chance.uniform(0, longest) for _ in range(count - count // 3)]
    return late + [-chance.uniform(0, 2) for _ in range(count // 3)]


def test_compile_leaves_the_old_or_the_new_tables(office: Path, tables: Tree) -> None:
    arguments = ("compile", "--out", "out")
    kill_again_and_again(arguments, office / "out", OLD, tables, moments(8, 0.03))
    kill_again_and_again(arguments, office / "out", None, tables, moments(4, 0.03))
    done(*arguments, cwd=office)
    assert tree(office / "out") == tables
    assert sorted(path.name for path in office.iterdir()) == ["content", "out"]


@pytest.mark.parametrize(("arguments", "longest"), [
    (("sample", "new", "--units", "2", "--packages", "20"), 0.3),
    (("init", "new"), 0.1),
])  # fmt: skip
def test_a_folder_that_is_begun_is_there_whole_or_not_at_all(
    arguments: tuple[str, ...], longest: float, tmp_path: Path
) -> None:
    done(*arguments, cwd=tmp_path)
    new = tree(tmp_path / "new")
    assert new is not None
    kill_again_and_again(arguments, tmp_path / "new", None, new, moments(9, longest))
    shutil.rmtree(tmp_path / "new", ignore_errors=True)
    done(*arguments, cwd=tmp_path)
    assert tree(tmp_path / "new") == new
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def test_pages_leaves_the_old_or_the_new_ones(office: Path) -> None:
    arguments = ("pages", "out")
    done(*arguments, cwd=office)
    new = tree(office / "out")
    assert new is not None
    kill_again_and_again(arguments, office / "out", OLD, new, [0, 0.03])
    done(*arguments, cwd=office)
    assert litter(office) == []


def test_a_new_file_is_there_whole_or_not_at_all(office: Path) -> None:
    place = office / "content/units/biro-baru.yml"
    done("new", "unit", "biro-baru", cwd=office)
    whole = place.read_bytes()
    chance = random.Random(1)
    for number in range(14):
        place.unlink(missing_ok=True)
        near = number % 3 > 0
        when = begun(place.parent) if near else after(chance.uniform(0, 0.4))
        process = start("new", "unit", "biro-baru", cwd=office)
        stop(process, SIGNALS[number % 2], when, chance.uniform(0, 0.003) if near else 0)
        assert not place.exists() or place.read_bytes() == whole
        assert len(litter(office)) <= 1
    done("new", "unit", "biro-lain", cwd=office)  # whatever comes next into that folder
    assert litter(office) == []


def test_format_leaves_each_file_old_or_new_and_content_that_checks(office: Path) -> None:
    files = sorted((office / "content").rglob("*.yml"))
    new = {path: path.read_bytes() for path in files}
    old = {path: text.replace(b": ", b":   ", 1) for path, text in new.items()}
    partly = 0
    chance = random.Random(2)
    for number in range(10):
        for path in files:
            path.write_bytes(old[path])
        process = start("format", cwd=office)
        changed = files[chance.randrange(len(files))]

        def reached(path: Path = changed) -> bool:
            return path.read_bytes() == new[path]

        stop(process, SIGNALS[number % 3], reached, chance.uniform(0, 0.004))
        found = {path: path.read_bytes() for path in files}
        assert all(found[path] in (old[path], new[path]) for path in files)
        partly += found not in (old, new)
        assert len(litter(office)) <= 1
    assert partly > 2
    left = office / "content/units/.biro.yml.kinerja-aside-0123abcd"
    left.write_text("id: bir")  # of a kill between two steps, in a folder of its own
    done("check", cwd=office)
    done("format", cwd=office)
    assert {path: path.read_bytes() for path in files} == new
    assert litter(office) == []


@pytest.mark.slow
@pytest.mark.parametrize(("processes", "sent"), [
    (1, signal.SIGKILL), (3, signal.SIGKILL), (3, signal.SIGTERM), (3, signal.SIGINT),
])  # fmt: skip
def test_build_leaves_the_old_site_and_no_process_that_goes_on(
    processes: int, sent: int, office: Path
) -> None:
    write(office / "site", OLD)
    process = start("build", "--site", "site", cwd=office)

    def working() -> bool:
        time.sleep(0.01)
        return bool(litter(office)) and len(alive(process.pid)) >= processes

    said = stop(process, sent, working, 0.5 * (processes > 1))
    assert said.code in (-sent, POLITE.get(sent)), said
    assert "Traceback" not in said.all, said.all
    assert all_gone(process.pid)
    assert tree(office / "site") == OLD
    assert len(litter(office)) == (sent == signal.SIGKILL)
    done("compile", "--out", "out", cwd=office)  # whatever comes next into that folder
    assert litter(office) == []
