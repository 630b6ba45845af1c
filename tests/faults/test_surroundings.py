"""No home, no cache, no temporary folder, odd masks and letters: the same right result."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from faults.commands import Tree, bound_by_modes, done, read_only, run, tree

HERE = {
    "no home": ({}, ("HOME", "XDG_CACHE_HOME")),
    "a home that is not there": ({"HOME": "/nonexistent"}, ("XDG_CACHE_HOME",)),
    "a home that is a file": ({"HOME": "{here}/file"}, ("XDG_CACHE_HOME",)),
    "an empty home": ({"HOME": "", "XDG_CACHE_HOME": ""}, ()),
    "a cache that is a file": ({"XDG_CACHE_HOME": "{here}/file"}, ()),
    "a cache at a link": ({"XDG_CACHE_HOME": "{here}/link"}, ()),
    "a cache at a link to nothing": ({"XDG_CACHE_HOME": "{here}/astray"}, ()),
    "a cache named from here": ({"XDG_CACHE_HOME": "cache"}, ()),
    "no temporary folder": ({"TMPDIR": "/nonexistent"}, ("TEMP", "TMP")),
    "a temporary folder that is a file": ({"TMPDIR": "{here}/file"}, ()),
    "no locale": ({"LC_ALL": "C", "LANG": "C", "PYTHONCOERCECLOCALE": "0"}, ("PYTHONUTF8",)),
    "letters of ASCII only": ({"PYTHONIOENCODING": "ascii:strict"}, ()),
    "no path to programs": ({"PATH": ""}, ()),
}


@pytest.mark.parametrize("fault", HERE)
def test_the_result_does_not_depend_on(fault: str, office: Path, tables: Tree) -> None:
    (office / "file").touch()
    (office / "elsewhere").mkdir()
    (office / "link").symlink_to("elsewhere")
    (office / "astray").symlink_to("/nonexistent/cache")
    variables, without = HERE[fault]
    told = {name: value.format(here=office) for name, value in variables.items()}
    before = set(office.iterdir())
    done("compile", "--out", "out", cwd=office, without=without, **told)
    assert tree(office / "out") == tables
    assert set(office.iterdir()) - {office / "out"} == before


def test_the_result_does_not_depend_on_a_cache_that_cannot_be_written(
    office: Path, tables: Tree
) -> None:
    (office / "home/.cache").mkdir(parents=True)
    with read_only(office / "home/.cache", office / "home"):
        for variables in ({"HOME": "home"}, {"XDG_CACHE_HOME": f"{office}/home/.cache"}):
            done("compile", "--out", "out", cwd=office, before=bound_by_modes,
                 without=("XDG_CACHE_HOME",) * ("HOME" in variables), **variables)  # fmt: skip
            assert tree(office / "out") == tables
    assert tree(office / "home") == {".cache/": b""}


def test_content_that_changes_is_read_again_whatever_the_cache_holds(
    office: Path, tables: Tree
) -> None:
    done("compile", "--out", "out", cwd=office)
    organisation = office / "content/organisation.yml"
    right = organisation.read_bytes()
    told = organisation.stat()
    organisation.write_bytes(right.replace(b"language", b"languagf", 1))  # as long, as old
    os.utime(organisation, ns=(told.st_atime_ns, told.st_mtime_ns))
    assert run("check", cwd=office).code == 1
    organisation.write_bytes(right)
    done("compile", "--out", "out", cwd=office)
    assert tree(office / "out") == tables


def mask(bits: int) -> Callable[[], object]:
    return lambda: os.umask(bits)


@pytest.mark.parametrize("bits", [0o000, 0o022, 0o077, 0o777])
@pytest.mark.parametrize("command", ["compile", "sample", "init", "new"])
def test_the_mask_of_modes_is_obeyed_but_never_against_oneself(
    bits: int, command: str, office: Path
) -> None:
    line, place = {
        "compile": (("compile", "--out", "out"), office / "out"),
        "sample": (("sample", "out", "--units", "2", "--packages", "20"), office / "out"),
        "init": (("init", "out"), office / "out"),
        "new": (("new", "weights", "2031"), office / "content/weights/2031.yml"),
    }[command]
    done(*line, cwd=office, before=lambda: (os.umask(bits), bound_by_modes()))
    for path in [place, *place.rglob("*")]:
        most = 0o777 if path.is_dir() else 0o666
        assert stat.S_IMODE(path.stat().st_mode) == most & ~(bits & 0o077), path


def test_a_folder_that_is_replaced_keeps_its_mode(office: Path) -> None:
    done("compile", "--out", "out", cwd=office)
    (office / "out").chmod(0o2750)
    done("compile", "--out", "out", cwd=office)
    assert stat.S_IMODE((office / "out").stat().st_mode) == 0o2750


@pytest.mark.slow
def test_a_site_can_be_read_by_a_web_server_and_needs_no_home(office: Path) -> None:
    done("build", "--quiet", "--site", "site", cwd=office, before=mask(0o022),
         without=("HOME", "XDG_CACHE_HOME"), TMPDIR="/nonexistent", PATH="")  # fmt: skip
    found = list((office / "site").rglob("*"))
    assert len(found) > 50
    for path in [office / "site", *found]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o755 if path.is_dir() else 0o644), path


@pytest.mark.parametrize("command", ["check", "format", "compile", "init"])
def test_a_working_folder_that_is_gone_is_told_in_a_sentence(
    command: str, office: Path, made: Path
) -> None:
    (office / "gone").mkdir()
    line = {"init": ("init", "new"), "format": ("format", made / "content")}
    said = run(*line.get(command, (command, "--content", made / "content")), "--lang", "en",
               cwd=office / "gone", before=(office / "gone").rmdir)  # fmt: skip
    assert said.code == 2
    assert said.err.startswith("kinerja: The folder in which this command was started is no longer")


def test_a_working_folder_that_may_not_be_looked_into_is_no_hindrance(
    made: Path, office: Path, tables: Tree
) -> None:
    (office / "shut").mkdir()

    def shut() -> None:
        (office / "shut").chmod(0)
        bound_by_modes()

    said = run("check", "--lang", "en", cwd=office / "shut", before=shut)
    assert said.code == 2
    assert "cannot be read or written: you have no right to that place." in said.err
    (office / "shut").chmod(0o700)
    done("compile", "--content", made / "content", "--out", office / "out",
         cwd=office / "shut", before=shut)  # fmt: skip
    assert tree(office / "out") == tables
