"""The workflows of an office, run: propose, check, comment, gate, merge, record, publish, open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
import yaml

from kinerja.project.templates import CHECKOUT
from review.standin import StandIn
from review.standin_git import git
from workflows.executor import Run
from workflows.office import Office, found

pytestmark = pytest.mark.slow

PLACE = "content/targets/2026/contract-on-time.yml"
TITLE = 'Target $(touch pwned) `touch pwned` "; touch pwned #\n::error::pwned'
"""What a command line would do with it if it ever came near one."""


def target(year: int) -> str:
    return (
        "indicator: contract-on-time\nyear: 2026\n"
        'baseline: {value: 70, period: "2025", source: LKj}\n'
        "versions:\n  - version: 1\n    valid_from: 2026-Q1\n"
        f'    trajectory: {{2026-Q1: 80, 2026-Q2: 80, 2026-Q3: 85, 2026-Q4: 85, "2026": {year}}}\n'
        "submitted_by: pengelola-a\nsubmitted_on: 2026-01-05\n"
    )


@dataclass
class Life:
    """What happened in an office, by the name of the act."""

    office: Office
    number: int = 0
    runs: dict[str, list[Run]] = field(default_factory=dict)
    gates: dict[str, str] = field(default_factory=dict)
    tips: dict[str, str] = field(default_factory=dict)

    def act(self, name: str, runs: list[Run]) -> None:
        """Remember an act, and how things stood after it."""
        self.runs[name] = runs
        self.gates[name] = self.office.gate(self.number)
        self.tips[name] = git(self.office.bare, "rev-parse", "main")

    def run(self, act: str, file: str) -> Run:
        """The run of a workflow that followed from an act."""
        [told] = [run for run in self.runs[act] if run.file == file]
        return told


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    """A target proposed, sent back, revised, approved, squashed, recorded and published."""
    with StandIn() as forge:
        office = found(forge, tmp_path_factory.mktemp("kantor"))
        happened = office.actions.happened
        told = Life(office)
        office.branch("usul/target", "pengelola", {PLACE: target(84)})
        told.number = number = forge.open("pengelola", "usul/target", title=TITLE, body=TITLE)
        told.act("opened", happened("pull_request", number, "opened"))
        forge.review(number, "kepala", "CHANGES_REQUESTED", body="Naikkan.")
        told.act("sent back", happened("pull_request_review", number, "submitted"))
        office.branch("usul/target", "pengelola", {PLACE: target(85)})
        told.act("revised", happened("pull_request", number, "synchronize", "gate-signal.yml"))
        forge.review(number, "pimpinan")
        told.act("too early", happened("pull_request_review", number, "submitted"))
        for who in ("kepala", "pimpinan"):
            forge.review(number, who)
        told.act("approved", happened("pull_request_review", number, "submitted"))
        forge.merge(number, "putri", how="squash")
        git(office.bare, "update-ref", "-d", "refs/heads/usul/target")
        told.act("merged", happened("push"))
        told.act("recorded", happened("push"))
        told.act("opened a period", happened("workflow_dispatch", inputs={"period": "2026-Q1"}))
        told.act("opened it again", happened("workflow_dispatch", inputs={"period": "2026-Q1"}))
        told.act("the day of the month", happened("schedule"))
        yield told


# --- a proposal ----------------------------------------------------------------------------------


def test_the_check_annotates_builds_and_prepares_the_comment(life: Life) -> None:
    run = life.run("opened", "check.yml")
    assert run.conclusion == "success", [(done.command, done.said) for done in run.steps]
    assert "::warning file=content/" in run.said("check --format github")
    assert (run.artifacts["site"] / "index.html").is_file()
    assert (run.artifacts["review"] / "number").read_text().strip() == str(life.number)
    assert run.artifacts.keys() == {"review", "site"}
    assert "Ringkasan perubahan" in run.summary


def test_the_comment_is_written_once_by_the_workflows_own_account(life: Life) -> None:
    run = life.run("opened", "comment.yml")
    assert run.conclusion == "success"
    [comment] = life.office.forge.comments[life.number]
    assert comment["user"]["login"] == "github-actions[bot]"
    assert comment["body"].startswith("<!-- kinerja:diff -->\n## Ringkasan perubahan: Target")
    assert "program" not in comment["body"].splitlines()[2]


def test_the_gate_follows_every_review(life: Life) -> None:
    assert life.gates["opened"] == "failure"
    assert life.gates["sent back"] == "failure"
    assert "Kepala A" in life.run("sent back", "gate.yml").said("gate")
    assert life.gates["revised"] == "failure"
    assert life.gates["too early"] == "failure"
    assert life.gates["approved"] == "success"
    assert {run.file for run in life.runs["sent back"]} == {"gate-signal.yml", "gate.yml"}
    assert all(run.conclusion == "success" for run in life.runs["approved"])


def test_the_comment_says_who_has_approved_after_every_review(life: Life) -> None:
    [comment] = life.office.forge.comments[life.number]
    told = comment["body"]
    assert "Pimpinan A" in told[told.index("Sudah menyetujui:") :]
    assert "Belum:" not in told


def test_no_title_and_no_text_of_a_proposal_is_ever_run(life: Life) -> None:
    assert not list(life.office.actions.folder.rglob("pwned"))
    said = "".join(done.said for run in life.office.actions.runs for done in run.steps)
    assert "\n::error::pwned" not in said


# --- after the merge -----------------------------------------------------------------------------


def test_the_merge_is_recorded_on_main_though_its_branch_is_gone(life: Life) -> None:
    office = life.office
    assert life.run("merged", "record.yml").conclusion == "success"
    places = office.listed("content/approvals")
    records = [yaml.safe_load(office.read(place)) for place in places]
    told = sorted((one["decided_at"], one["by"]["person"], one["decision"]) for one in records)
    assert [(who, what) for _at, who, what in told] == [
        ("kepala-a", "needs_revision"), ("kepala-a", "approved"), ("pimpinan-a", "approved")
    ]  # fmt: skip
    assert {one["source"]["pull_request"] for one in records} == {life.number}
    changed = git(office.bare, "show", "--format=", "--name-only", life.tips["merged"])
    assert changed.splitlines() == places


def test_records_are_proven_and_the_site_is_published_in_the_same_run(life: Life) -> None:
    run = life.run("merged", "record.yml")
    assert "3 rekaman persetujuan terbukti" in run.said("verify --forge")
    assert life.office.actions.site is not None
    assert (life.office.actions.site / "en" / "index.html").is_file()


def test_the_recorders_own_push_ends_quietly(life: Life) -> None:
    run = life.run("recorded", "record.yml")
    assert run.conclusion == "success"
    assert life.tips["recorded"] == life.tips["merged"]
    assert "Tidak ada yang baru" in run.said("record --merge")


def test_a_period_is_opened_once_as_a_proposal_for_each_unit(life: Life) -> None:
    office = life.office
    assert life.run("opened a period", "period.yml").conclusion == "success"
    branch = "usul/realization--unit-a--2026-q1"
    [pull] = [one for one in office.forge.pulls.values() if one.head_ref == branch]
    assert pull.by == "kinerja-opener[bot]"
    assert "Isi usulan" in pull.body
    told = yaml.safe_load(office.read("content/realizations/unit-a/2026-Q1.yml", branch))
    assert told["packages"] == []
    assert "submitted_by" not in told
    assert "0 unit kerja dibuka, 1 sudah ada" in life.run("opened it again", "period.yml").said(
        "new"
    )
    assert life.run("the day of the month", "period.yml").conclusion == "success"
    assert life.tips["the day of the month"] == life.tips["merged"]


# --- other offices -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def beginner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A repository of the program itself without any App, on the day of its first push."""
    with StandIn() as forge:
        office = found(forge, tmp_path_factory.mktemp("awal"), CHECKOUT)
        office.actions.vars = dict.fromkeys(office.actions.vars, "")
        office.actions.secrets = {}
        office.actions.happened("push")
        office.actions.happened("schedule")
        yield office


def test_a_repository_without_apps_is_verified_and_published_all_the_same(beginner: Office) -> None:
    record, period = beginner.actions.runs
    assert record.conclusion == "success", [(done.command, done.said) for done in record.steps]
    assert beginner.actions.site is not None
    assert beginner.listed("content/approvals") == []
    assert {done.outcome for done in period.steps} == {"skipped"}


def test_a_proposal_that_touches_documents_only_passes_without_approval(beginner: Office) -> None:
    number = beginner.forge.open("pelapor", head_of(beginner, {"docs/baru.md": "# Baru\n"}))
    beginner.actions.happened("pull_request", number, "opened", "gate-signal.yml")
    assert beginner.gate(number) == "success"
    [told] = beginner.forge.statuses[beginner.forge.pulls[number].head]
    assert told["description"] == "Tidak ada yang perlu disetujui."


def head_of(office: Office, files: dict[str, str]) -> str:
    name = f"usul/{len(office.forge.pulls) + 1}"
    office.branch(name, "pelapor", files)
    return name


@pytest.fixture(scope="module")
def ruled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    """An office in which a proposal is approved, then a leader's account is another one."""
    with StandIn() as forge:
        office = found(forge, tmp_path_factory.mktemp("aturan"))
        happened = office.actions.happened
        told = Life(office)
        office.branch("usul/target", "pengelola", {PLACE: target(84)})
        told.number = number = forge.open("pengelola", "usul/target", title="Target")
        for who in ("kepala", "pimpinan"):
            forge.review(number, who)
        signal = "gate-signal.yml"
        told.act("approved", happened("pull_request_review", number, "submitted", signal))
        people = office.edited(
            "content/people.yml", lambda text: text.replace("github: pimpinan", "github: lain")
        )
        office.branch("usul/orang", "putri", people)
        forge.merge(forge.open("putri", "usul/orang"), "putri")
        told.act("other rules", happened("push", only="gate-again.yml"))
        office.branch("usul/tujuan", "putri", {"content/goals/baru.yml": "id: baru\n"})
        forge.merge(forge.open("putri", "usul/tujuan"), "putri")
        told.act("no rules", happened("push", only="gate-again.yml"))
        yield told


def test_open_proposals_are_judged_again_when_the_rules_change(ruled: Life) -> None:
    assert ruled.gates["approved"] == "success"
    assert ruled.run("other rules", "gate-again.yml").conclusion == "success"
    assert ruled.gates["other rules"] == "failure"
    assert ruled.runs["no rules"] == []


def test_every_step_of_every_workflow_was_executed(
    life: Life, beginner: Office, ruled: Life
) -> None:
    steps = life.office.actions.steps()
    assert len(steps) == 39, "a step came or went: does a test look at what it does?"
    told = [life.office.actions, beginner.actions, ruled.office.actions]
    assert steps <= set[object]().union(*(one.executed for one in told))


def test_every_step_that_was_left_out_was_left_out_on_purpose(life: Life) -> None:
    skipped = {done.step for run in life.office.actions.runs for done in run.steps
               if done.outcome == "skipped"}  # fmt: skip
    told = yaml.safe_load(life.office.read(".github/workflows/record.yml"))
    [plain] = [
        ("record.yml", "record", number)
        for number, step in enumerate(told["jobs"]["record"]["steps"])
        if step.get("run", "").endswith("verify --format github")
    ]
    assert skipped == {plain}
