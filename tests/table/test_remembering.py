"""Measures known from before: the same table as without them, whatever changed in between."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path

import pytest

from kinerja.achievement.measuring.measures import Measures
from kinerja.achievement.measuring.snapshots import Moment, Snapshots
from kinerja.cli.main import main


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    content = tmp_path_factory.mktemp("sample") / "content"
    size = ["--seed", "5", "--units", "2", "--packages", "40", "--years", "2026"]
    assert main(["--quiet", "sample", str(content), *size]) == 0
    return content


@pytest.fixture
def office(sample: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample, tmp_path / "content"))


def compiled(
    content: Path, home: Path, monkeypatch: pytest.MonkeyPatch, *more: str
) -> dict[str, bytes]:
    """The tables of a folder, with the cache of that home."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    out = home / "out"
    assert main(["--quiet", "--content", str(content), "compile", "--out", str(out), *more]) == 0
    return {path.name: path.read_bytes() for path in sorted(out.glob("*.csv"))}


def swap(place: str, pattern: str, new: str) -> Callable[[Path], None]:
    """The first match in the first file of a pattern becomes something else."""

    def change(content: Path) -> None:
        for path in sorted(content.glob(place)):
            text = path.read_text("utf-8")
            if re.search(pattern, text):
                path.write_text(re.sub(pattern, new, text, count=1), "utf-8")
                return
        raise AssertionError(place)

    return change


def without(place: str) -> Callable[[Path], None]:
    def change(content: Path) -> None:
        sorted(content.glob(place))[0].unlink()

    return change


def holiday(content: Path) -> None:
    path = content / "calendars/2026.yml"
    entry = "  - {date: 2026-02-04, name: Pilkada, kind: office, source: SK}\n"
    text = path.read_text("utf-8")
    path.write_text(text.replace("days:\n", f"days:\n{entry}", 1), "utf-8")


ON_TIME = "indicators/contract-on-time.yml"

CHANGES = {
    "an early report": swap("realizations/*/2026-Q1.yml", r"paid_amount: \d+", "paid_amount: 7"),
    "a late report": swap("realizations/*/2026-Q4.yml", r"paid_amount: \d+", "paid_amount: 7"),
    "a report gone": without("realizations/*/2026-Q2.yml"),
    "a register": swap("packages/*/2026.yml", r"budget_amount: (\d+)", r"budget_amount: 9\1"),
    "a mapping": swap("mapping/*/2026.yml", r"packages: \[pkt-[0-9-]+, ", "packages: ["),
    "working days": holiday,
    "a formula": swap(ON_TIME, r"handover_date <= due_date", "handover_date < due_date"),
    "a code": swap(ON_TIME, r"(?m)^code: .*$", "code: IK-99"),
    "actions": swap("realizations/*/2026-Q2.yml", r"progress: \d+", "progress: 3"),
    "a plan": swap(
        "action-plans/2026/*.yml", r"(?m)^    due: 2026-(?!12).*$", "    due: 2026-12-30"
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_changes_the_table_is_the_one_that_nothing_remembered_gives(
    name: str, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = compiled(office, tmp_path / "warm", monkeypatch)
    CHANGES[name](office)
    told = compiled(office, tmp_path / "warm", monkeypatch)
    assert told == compiled(office, tmp_path / "cold", monkeypatch)
    assert (told != before) == (name != "a code")


def asked(monkeypatch: pytest.MonkeyPatch) -> list[Moment]:
    """The tables and days of which measures are made from now on."""
    moments: list[Moment] = []
    made = Snapshots.measures

    def measures(self: Snapshots, wanted: Collection[Moment]) -> Measures:
        moments.extend(sorted(wanted))
        return made(self, wanted)

    monkeypatch.setattr(Snapshots, "measures", measures)
    return moments


def measured_after(
    change: str, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> list[Moment]:
    """The tables and days of which a change has measures made, where all was measured before."""
    compiled(office, tmp_path, monkeypatch)
    moments = asked(monkeypatch)
    CHANGES[change](office)
    compiled(office, tmp_path, monkeypatch)
    return moments


def test_a_report_on_the_newest_period_has_only_its_days_measured(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = measured_after("a late report", office, tmp_path, monkeypatch)
    assert moments == [("action_plans", date(2026, 12, 31)), ("packages", date(2026, 12, 31))]


def test_an_action_plan_has_no_packages_measured(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = measured_after("a plan", office, tmp_path, monkeypatch)
    assert {table for table, _ in moments} == {"action_plans"}


def test_an_earlier_today_needs_no_measure(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled(office, tmp_path, monkeypatch)
    moments = asked(monkeypatch)
    told = compiled(office, tmp_path, monkeypatch, "--as-of", "2026-09-30")
    assert moments == []
    assert told == compiled(office, tmp_path / "cold", monkeypatch, "--as-of", "2026-09-30")


def test_what_somebody_else_put_in_its_place_is_not_believed(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = compiled(office, tmp_path, monkeypatch)
    for path in (tmp_path / "kinerja").iterdir():
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
    assert compiled(office, tmp_path, monkeypatch) == told
