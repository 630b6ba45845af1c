"""Output takes the place of the old one in whole, and of nobody else's files."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from builder import contents, environment

from kinerja import aside
from kinerja.findings import UserError
from kinerja.output import MARKER, replace_folder


def write(target: Path, words: str, **options: object) -> None:
    with replace_folder(target, **options) as folder:
        (folder / "a.txt").write_text(words)


def fail(target: Path) -> None:
    with replace_folder(target) as folder:
        (folder / "a.txt").write_text("half")
        raise ZeroDivisionError


def litter(folder: Path) -> list[str]:
    return [item.name for item in folder.iterdir() if item.name.startswith(".")]


def test_new_empty_and_earlier_outputs_are_replaced(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "site"
    write(target, "one")
    (target / "old.txt").touch()
    write(target, "two")
    assert sorted(contents(target)) == [MARKER, "a.txt"]
    assert (target / "a.txt").read_text() == "two"
    (tmp_path / "empty").mkdir()
    write(tmp_path / "empty", "three")
    assert litter(target.parent) + litter(tmp_path) == []


def test_somebody_elses_folder_or_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").touch()
    (tmp_path / "file").touch()
    for name in ("mine", "file"):
        with pytest.raises(UserError):
            write(tmp_path / name, "x")
    assert (tmp_path / "mine" / "thesis.txt").exists()
    assert litter(tmp_path) == []


def test_a_target_in_or_around_what_is_read_is_refused(tmp_path: Path) -> None:
    content = tmp_path / "work" / "content"
    content.mkdir(parents=True)
    for target in (content, content / "site", tmp_path / "work", content / ".."):
        with pytest.raises(UserError):
            write(target, "x", sources=[content])
    write(tmp_path / "work" / "site", "x", sources=[content])


def test_a_failure_leaves_the_old_output(tmp_path: Path) -> None:
    write(tmp_path / "site", "old")
    with pytest.raises(ZeroDivisionError):
        fail(tmp_path / "site")
    assert (tmp_path / "site" / "a.txt").read_text() == "old"
    assert litter(tmp_path) == []


def test_a_link_stays_a_link_and_its_folder_is_replaced(tmp_path: Path) -> None:
    write(tmp_path / "real", "old")
    (tmp_path / "site").symlink_to("real")
    write(tmp_path / "site", "new")
    assert (tmp_path / "site").is_symlink()
    assert (tmp_path / "real" / "a.txt").read_text() == "new"


def test_without_exchange_two_renames_do_it(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(aside, "_rename", lambda *_: False)
    write(tmp_path / "site", "old")
    write(tmp_path / "site", "new")
    assert (tmp_path / "site" / "a.txt").read_text() == "new"
    assert litter(tmp_path) == []


def test_a_folder_lost_between_two_renames_comes_back(tmp_path: Path) -> None:
    write(tmp_path / "site", "old")
    (tmp_path / "site").rename(tmp_path / ".site.kinerja-old")
    with pytest.raises(ZeroDivisionError):
        fail(tmp_path / "site")
    assert (tmp_path / "site" / "a.txt").read_text() == "old"


@pytest.mark.parametrize("mask", [0o000, 0o077, 0o277, 0o777])
def test_any_umask_lets_the_owner_write(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        with replace_folder(tmp_path / "site") as folder:
            assert folder.stat().st_mode & 0o700 == 0o700
    finally:
        os.umask(before)


def test_a_parent_that_is_no_folder_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError):
        write(tmp_path / "file" / "site", "x")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_parent_that_may_not_be_written_is_told_in_words(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(UserError):
            write(tmp_path / "site", "x")
    finally:
        tmp_path.chmod(0o700)


def test_a_killed_run_leaves_the_old_and_the_next_one_tidies_up(tmp_path: Path) -> None:
    target = tmp_path / "place" / "site"
    write(target, "old")
    code = (
        "import sys, time; from pathlib import Path; from kinerja.output import replace_folder\n"
        "with replace_folder(Path(sys.argv[1])) as aside:\n"
        "    (aside / 'a.txt').write_text('half'); print('ready', flush=True); time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(target)],
        stdout=subprocess.PIPE,
        env=environment(tmp_path),
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        write(target, "beside")  # the lock of a living run is respected
        assert len(litter(target.parent)) == 1
        process.send_signal(signal.SIGKILL)
    assert (target / "a.txt").read_text() == "beside"
    write(target, "new")
    assert (target / "a.txt").read_text() == "new"
    assert litter(target.parent) == []
