"""The workflows of an office, run: propose, check, comment, gate, merge, record, publish, open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from review.standin import StandIn
from workflows.office import Office, found

TARGET = """\
indicator: contract-on-time
year: 2026
baseline: {value: 70, period: "2025", source: Laporan kinerja 2025}
versions:
  - version: 1
    valid_from: 2026-Q1
    trajectory: {2026-Q1: 80, 2026-Q2: 80, 2026-Q3: 85, 2026-Q4: 85, "2026": 85}
"""
PLACE = "content/targets/2026/contract-on-time.yml"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with StandIn() as forge:
        yield found(forge, tmp_path)


def proposed(office: Office, by: str, files: dict[str, str], title: str = "Usulan") -> int:
    """A pull request from a branch of its own, with what follows from its opening."""
    name = f"usul/{len(office.forge.pulls) + 1}"
    office.branch(name, by, files)
    number = office.forge.open(by, name, title=title)
    office.actions.happened("pull_request", number, "opened")
    return number


def show(office, n=0):
    for run in office.actions.runs[n:]:
        print(run.file, run.conclusion)
        for done in run.steps:
            print("  ", done.outcome, done.command, "\n", done.said[-3000:])

def test_story(office: Office) -> None:
    number = proposed(office, "pengelola", {PLACE: TARGET}, "Target 2026")
    show(office)
    n=len(office.actions.runs)
    for who in ("kepala", "pimpinan"):
        office.forge.review(number, who)
        office.actions.happened("pull_request_review", number, "submitted")
    show(office, n)
    n=len(office.actions.runs)
    office.forge.merge(number, "putri", how="squash")
    office.actions.happened("push")
    show(office, n)
    n=len(office.actions.runs)
    office.actions.happened("push")
    office.actions.happened("schedule")
    show(office, n)
    print(office.forge.statuses)
    from review.standin_git import git
    print(git(office.bare, "log", "--oneline", "--stat", "main"))
    assert 0
