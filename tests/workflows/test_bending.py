"""What a proposal may try against the workflows, and what comes of it (approvals, pitfalls)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kinerja.project.templates import CHECKOUT
from review.standin import StandIn
from review.standin_git import git
from workflows.executor import Run
from workflows.office import Office, found

pytestmark = pytest.mark.slow

GOAL = "content/goals/timely-supply.yml"
PROGRAM = "generator/kinerja/review/deciding/gate.py"
OTHERS = "content/goals/other.yml"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with two proposals; the check of the first has run, with a fork's rights."""
    with StandIn() as forge:
        told = found(forge, tmp_path_factory.mktemp("kantor"))
        for number, name in ((1, "satu"), (2, "dua")):
            told.branch(f"usul/{name}", "pelapor", edited(told, f"Tujuan {name}"))
            assert forge.open("pelapor", f"usul/{name}") == number
        told.actions.forks.add(1)
        told.actions.happened("pull_request", 1, "opened", "check.yml")
        yield told


def edited(office: Office, name: str) -> dict[str, str]:
    """The goal of main with another name."""
    told = office.read(GOAL)
    return {GOAL: told.replace("Barang dan jasa tersedia tepat waktu", name)}


def checked(office: Office) -> Run:
    """The run of the check."""
    return next(run for run in office.actions.runs if run.file == "check.yml")


def claimed(office: Office, folder: Path) -> tuple[Run, Path]:
    """The run of the check once more, with a copy of what it left, for a test to forge."""
    run = checked(office)
    review = folder / "review"
    shutil.copytree(run.artifacts["review"], review)
    again = replace(run, id=len(office.actions.runs) + 1, artifacts={"review": review})
    office.actions.runs.append(again)
    return again, review


def bodies(office: Office) -> dict[int, list[str]]:
    """The comments on each proposal."""
    told = office.forge.comments.items()
    return {number: [one["body"] for one in comments] for number, comments in told}


# --- a proposal from a fork ----------------------------------------------------------------------


def test_a_forks_proposal_is_checked_without_rights_and_commented_with_them(
    office: Office,
) -> None:
    run = checked(office)
    assert run.conclusion == "success", [(done.command, done.said) for done in run.steps]
    [body] = bodies(office)[1]
    assert "Tujuan satu" in body
    assert bodies(office)[2] == []


def test_a_forks_proposal_is_gated(office: Office) -> None:
    office.actions.happened("pull_request", 1, "synchronize", "gate-signal.yml")
    assert office.gate(1) == "failure"
    assert office.gate(2) == ""


# --- what the comment is given (24) --------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "forged"),
    [
        ("number", b"2\n"),
        ("number", b"999\n"),
        ("number", b"1; touch pwned\n"),
        ("number", b"1" * 5_000_000),
        ("number", None),
        ("difference.json", b"\x00\xff\xfe" * 1000),
        ("difference.json", b"[" * 5_000_000),
        ("difference.json", b'{"text": "# disetujui @all"}'),
        ("difference.json", None),
    ],
    ids=["another", "unknown", "a command", "5 MB", "no number", "binary", "5 MB of brackets",
         "text of their own", "nothing"],
)  # fmt: skip
def test_a_forged_claim_is_refused_and_nothing_is_posted(
    office: Office, tmp_path: Path, name: str, forged: bytes | None
) -> None:
    before = bodies(office)
    run, review = claimed(office, tmp_path)
    (review / name).unlink() if forged is None else (review / name).write_bytes(forged)
    [posting] = office.actions.follow(run)
    assert posting.conclusion == "failure"
    assert bodies(office) == before
    assert not list(office.actions.folder.rglob("pwned"))


def test_a_link_to_a_file_of_the_machine_is_not_followed(office: Office, tmp_path: Path) -> None:
    run, review = claimed(office, tmp_path)
    before = bodies(office)
    (review / "difference.json").unlink()
    (review / "difference.json").symlink_to("/etc/passwd")
    [posting] = office.actions.follow(run)
    assert posting.conclusion == "failure"
    assert bodies(office) == before


def test_a_summary_of_an_earlier_head_is_not_posted(office: Office, tmp_path: Path) -> None:
    run, _review = claimed(office, tmp_path)
    before = bodies(office)
    [posting] = office.actions.follow(replace(run, head_sha=git(office.bare, "rev-parse", "main")))
    assert posting.conclusion == "failure"
    assert bodies(office) == before


def test_no_summary_at_all_ends_the_run_and_nothing_else(office: Office, tmp_path: Path) -> None:
    run, _review = claimed(office, tmp_path)
    run.artifacts.clear()
    [posting] = office.actions.follow(run)
    assert posting.conclusion == "failure"
    assert posting.steps[-1].outcome == "skipped"


# --- a proposal that changes the rules (12) ------------------------------------------------------


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A repository of the program itself, in which a proposal lets the gate always pass."""
    with StandIn() as forge:
        office = found(forge, tmp_path_factory.mktemp("program"), CHECKOUT)
        source = office.read(PROGRAM)
        judging = "return not self.faults and all("
        assert judging in source
        harmless = "steps:\n      - run: 'true'\n"
        files = edited(office, "Tujuan baru") | {
            PROGRAM: source.replace(judging, "return True or all("),
            "generator/kinerja/review/words/comment.py": "raise SystemExit('pwned')\n",
            ".github/workflows/gate.yml": office.read(".github/workflows/gate.yml").partition(
                "steps:"
            )[0] + harmless,
            ".github/workflows/comment.yml": "name: Comment\non: workflow_run\njobs: {}\n",
        }  # fmt: skip
        office.branch("usul/lolos", "pelapor", files)
        assert forge.open("pelapor", "usul/lolos") == 1
        yield office


def test_a_gate_that_always_passes_is_not_asked(program: Office) -> None:
    [_signal, gate] = program.actions.happened("pull_request", 1, "opened", "gate-signal.yml")
    assert gate.conclusion == "success", gate.said("gate")
    assert program.gate(1) == "failure"
    assert "alur kerja" in gate.said("gate")


def test_the_proposals_own_program_only_runs_where_nothing_can_be_written(program: Office) -> None:
    runs = program.actions.happened("pull_request", 1, "opened", "check.yml")
    check = runs[0]
    assert check.file == "check.yml"
    told = [done for done in check.steps if " diff " in done.command]
    assert [done.outcome for done in told] == ["failure"]
    assert "pwned" in told[0].said
    assert all(body == [] for body in bodies(program).values())


def test_a_comment_on_a_proposal_that_changes_the_program_says_so_first(
    program: Office,
) -> None:
    files = edited(program, "Tujuan lain") | {"schemas/README.md": "ubah\n"}
    program.branch("usul/skema", "pelapor", files)
    number = program.forge.open("pelapor", "usul/skema")
    program.actions.happened("pull_request", number, "opened", "check.yml")
    [body] = bodies(program)[number]
    assert "mengubah program atau alur kerjanya" in body.splitlines()[2] + body.splitlines()[3]


# --- rules that somebody switched off (23) -------------------------------------------------------


def test_a_rule_that_was_switched_off_stops_the_publication(office: Office) -> None:
    told = office.forge.rulesets[0]
    told["enforcement"] = "disabled"
    office.forge.owners_errors.append({
        "line": 5, "column": 3, "kind": "Unknown owner", "source": "@x", "message": "", "path": "",
    })  # fmt: skip
    [run] = office.actions.happened("push")
    told["enforcement"] = "active"
    office.forge.owners_errors.clear()
    assert run.conclusion == "failure"
    said = run.said("verify --forge")
    assert "file=.github/rulesets/main.json,line=1" in said
    assert "file=.github/CODEOWNERS,line=5,col=3" in said
    assert office.actions.site is None
