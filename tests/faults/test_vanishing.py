"""Content that changes or may not be read while it is read: a finding or a result, no traceback."""

import contextlib
import json
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from faults.commands import Tree, bound_by_modes, done, ended, run, start, tree


@pytest.mark.parametrize("line", [("check",), ("compile", "--out", "out"), ("format", "--check")])
def test_files_that_come_and_go_are_no_traceback(
    line: tuple[str, ...], office: Path, made: Path
) -> None:
    files = sorted(path for path in (office / "content").rglob("*.yml"))
    source = {path: made / path.relative_to(office) for path in files}
    chance = random.Random(3)
    for number in range(3):
        cache = str(office / f"cache-{number}")
        process = start(*line, cwd=office, XDG_CACHE_HOME=cache)
        while process.poll() is None:
            path = chance.choice(files)
            path.unlink(missing_ok=True)
            path.with_name(f".{path.name}.swp").write_text("x")
            shutil.copy(source[path], path)
            path.with_name(f".{path.name}.swp").unlink()
        said = ended(process)
        assert said.code in (0, 1), said.all
        assert "Traceback" not in said.all, said.all
        assert ".swp" not in said.all
    done("check", cwd=office)  # what was read amid the changes is not kept for later


def test_a_whole_content_folder_that_vanishes_is_no_traceback(office: Path) -> None:
    for wait in (0.1, 0.2, 0.3, 0.5):
        shutil.copytree(office / "content", office / "isi", dirs_exist_ok=True)
        process = start("check", "--content", "isi", cwd=office,
                        XDG_CACHE_HOME=str(office / f"cache-{wait}"))  # fmt: skip
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(wait)
        shutil.rmtree(office / "isi")
        said = ended(process)
        assert said.code in (0, 1, 2), said.all
        assert "Traceback" not in said.all, said.all


@pytest.mark.parametrize("name", ["units", "units/{unit}", "realizations", "organisation.yml"])
def test_what_may_not_be_read_is_a_finding_and_never_left_out(name: str, office: Path) -> None:
    unit = sorted(path.name for path in (office / "content/units").iterdir())[0]
    place = office / "content" / name.format(unit=unit)
    mode = place.stat().st_mode
    place.chmod(0)
    try:
        said = run("check", "--format", "json", cwd=office, before=bound_by_modes)
        assert said.code == 1
        found = [one for one in json.loads(said.out) if one["code"] == "file-unreadable"]
        assert [one["file"] for one in found] == [str(place.relative_to(office))]
        assert run("compile", "--out", "out", cwd=office, before=bound_by_modes).code == 1
        assert not (office / "out").exists()
    finally:
        place.chmod(mode)


def test_remains_of_a_killed_edit_are_not_content(office: Path, tables: Tree) -> None:
    (office / "content/units/.biro.yml.kinerja-aside-0123abcd").write_text("id: bir")
    said = done("check", "--format", "json", cwd=office)
    assert "kinerja-aside" not in said.all
    done("compile", "--out", "out", cwd=office)
    assert tree(office / "out") == tables
