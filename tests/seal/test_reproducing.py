"""`kinerja reproduce`: a record made once more from history, with real git, or a clear no."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from seal.offices import PERIOD, cli, commit, done, git, small_office


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office that closed a period, worked on, and revised it; one commit for each step."""
    folder = tmp_path_factory.mktemp("history")
    git(folder, "init", "--quiet", "--initial-branch", "main")
    tree = small_office()
    done(folder, "close", PERIOD, tree=tree)
    commit(folder, "close")
    facts = tree[f"realizations/biro-a/{PERIOD}.yml"]["packages"]
    facts[0]["handover_date"] = date(2026, 3, 20)
    told = ("--kind", "revision", "--reason", "Data serah terima datang kemudian.")
    done(folder, "revise", PERIOD, *told, tree=tree)
    commit(folder, "revise")
    tree["people.yml"]["people"][0]["name"] = "Rina Kusuma"
    cli(folder, "check", tree=tree)
    commit(folder, "later")
    return folder


@pytest.fixture
def clone(history: Path, tmp_path: Path) -> Path:
    """Another person's clone."""
    git(tmp_path, "clone", "--quiet", str(history), "office")
    return tmp_path / "office"


def test_every_state_is_made_again_from_the_commit_that_added_it(clone: Path) -> None:
    told = done(clone, "reproduce", PERIOD)
    commits = git(clone, "log", "--format=%H", "--reverse").split()
    assert told.stdout.splitlines() == [
        f"{PERIOD}/1: sama, dari commit {commits[0][:12]}.",
        f"{PERIOD}/2: sama, dari commit {commits[1][:12]}.",
    ]
    assert git(clone, "status", "--porcelain") in ("", "?? cache/")


def test_a_record_that_was_removed_and_put_back_comes_from_where_it_came_first(
    clone: Path,
) -> None:
    first, second, *_later = git(clone, "log", "--format=%H", "--reverse").split()
    git(clone, "rm", "-rq", "reports")
    commit(clone, "removed")
    git(clone, "checkout", "-q", "HEAD^", "--", "reports")
    commit(clone, "put back")
    told = done(clone, "reproduce", PERIOD).stdout
    assert first[:12] in told
    assert second[:12] in told


def test_what_is_written_today_does_not_matter(clone: Path) -> None:
    shutil.rmtree(clone / "content" / "units")
    done(clone, "reproduce", PERIOD)


def test_surroundings_do_not_matter(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hook = clone / "run"
    hook.write_text(f"#!/bin/sh\ntouch {clone}/it-ran\n")
    hook.chmod(0o755)
    for name in ("core.fsmonitor", "core.pager", "diff.external", "core.sshCommand"):
        git(clone, "config", name, str(hook))
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", str(hook))
    monkeypatch.chdir("/")
    done(clone, "reproduce", PERIOD)
    assert not (clone / "it-ran").exists()


def test_a_record_that_its_content_does_not_give_is_told_with_file_and_line(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    tree = small_office()
    done(tmp_path, "close", PERIOD, tree=tree)
    tree["indicators/x.yml"]["formula"]["words"]["en"] = "Said otherwise."
    cli(tmp_path, "check", tree=tree)
    commit(tmp_path, "other content beside the record")
    told = cli(tmp_path, "reproduce", PERIOD)
    assert told.exit_code == 1
    assert f"{PERIOD}/1: berbeda pada record.json baris" in told.stdout


def test_outside_of_git_history_cannot_tell(clone: Path) -> None:
    shutil.rmtree(clone / ".git")
    told = cli(clone, "reproduce", PERIOD)
    assert told.exit_code == 1
    assert "tidak berada dalam repositori git" in told.stderr


def test_a_shallow_clone_says_that_it_is_one(history: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{history}", "office")
    told = cli(tmp_path / "office", "reproduce", PERIOD)
    assert told.exit_code == 1
    assert "git fetch --unshallow" in told.stderr


def test_a_record_that_was_never_committed_says_so(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    cli(tmp_path, "check", tree=small_office())
    commit(tmp_path, "content")
    done(tmp_path, "close", PERIOD)
    told = cli(tmp_path, "reproduce", PERIOD)
    assert told.exit_code == 1
    assert "belum pernah dicatat dalam git" in told.stderr


def test_an_open_period_has_nothing_to_reproduce(clone: Path) -> None:
    told = cli(clone, "reproduce", "2026-Q2")
    assert told.exit_code == 2
    assert PERIOD in told.stderr


def test_links_and_odd_modes_in_history_are_put_back_as_they_were(clone: Path) -> None:
    unit = clone / "content" / "units" / "biro-b.yml"
    target = clone / "content" / "units" / ".biro-b.txt"
    unit.rename(target)
    unit.symlink_to(target.name)
    (clone / "content" / "people.yml").chmod(0o755)
    shutil.rmtree(clone / "reports")
    commit(clone, "links")
    done(clone, "close", PERIOD)
    commit(clone, "close again")
    assert unit.readlink() == Path(".biro-b.txt")
    done(clone, "reproduce", PERIOD)
