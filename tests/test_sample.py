"""The synthetic example is deterministic, as large as asked, and its life stories hold together."""

import subprocess
import sys
from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest

from kinerja.content.text.write import dump
from kinerja.periods import Period
from kinerja.sample import generate

EVENTS = (
    "request_date", "notice_date", "award_date", "selection_end_date", "appointment_date",
    "contract_date", "start_date", "handover_date",
)  # fmt: skip
IN_ORDER = (
    ("request_date", "notice_date"),
    ("notice_date", "bid_deadline_date"),
    ("bid_deadline_date", "award_date"),
    ("award_date", "appointment_date"),
    ("appointment_date", "contract_date"),
    ("award_date", "contract_date"),
    ("contract_date", "start_date"),
    ("start_date", "original_due_date"),
    ("original_due_date", "due_date"),
    ("start_date", "handover_date"),
    ("plan_published_date", "notice_date"),
)


@pytest.fixture(scope="module")
def files():
    return generate(1, 12, 400, (2025, 2026))


def of(files, folder):
    return [data for path, data in files.items() if path.startswith(folder + "/")]


def packages(files):
    return [row for register in of(files, "packages") for row in register["packages"]]


def latest(files):
    """Each package's facts at the end of everything."""
    known = defaultdict(dict)
    reports = sorted(of(files, "realizations"), key=lambda data: Period.parse(data["period"]).end)
    for report in reports:
        for row in report["packages"]:
            facts = known[row["package_id"]]
            for field in row.get("retract", ()):
                del facts[field]
            facts |= row
    return known


def test_the_same_arguments_give_the_same_bytes_in_another_process(files):
    code = (
        "from kinerja.sample import generate; from kinerja.content.text.write import dump;"
        "files = generate(1, 12, 400, (2025, 2026));"
        "print(end=''.join(path + dump(data) for path, data in files.items()))"
    )
    here = "".join(path + dump(data) for path, data in files.items())
    for seed, zone in (("1", "Asia/Jakarta"), ("2", "America/Lima")):
        settings = {"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path), "TZ": zone}
        done = subprocess.run(
            [sys.executable, "-X", "utf8", "-c", code],
            env=settings,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        assert done.stdout == here


def test_another_seed_gives_another_office(files):
    assert generate(2, 12, 400, (2025, 2026)) != files


@pytest.mark.parametrize(
    ("units", "number", "years"),
    [(1, 5, (2026,)), (3, 0, (2026,)), (60, 7, (2025, 2026)), (2, 33, (2024, 2025, 2026))],
)
def test_sizes_are_as_asked(units, number, years):
    small = generate(1, units, number, years)
    assert len(of(small, "units")) == units
    assert len(packages(small)) == number
    assert len(of(small, "packages")) == units * len(years)
    assert all(dump(data) for data in small.values())


def test_no_package_is_there_twice(files):
    names = [row["package_id"] for row in packages(files)]
    assert len(set(names)) == len(names) == 400


def test_no_event_lies_after_its_report(files):
    for report in of(files, "realizations"):
        period = Period.parse(report["period"])
        assert period.start <= report["as_of"] <= period.end
        for row in report["packages"]:
            assert all(row[field] <= report["as_of"] for field in EVENTS if field in row), row


def test_dates_are_in_order(files):
    known = latest(files)
    for row in packages(files):
        facts = row | known[row["package_id"]]
        for before, after in IN_ORDER:
            if before in facts and after in facts:
                assert facts[before] <= facts[after], (before, after, facts)


def test_amounts_hold_together_but_for_the_two_above_their_estimate(files):
    above = 0
    for facts in latest(files).values():
        contract = facts.get("contract_amount", 0)
        above += contract > facts.get("estimate_amount", contract)
        assert facts.get("paid_amount", 0) <= contract or "contract_date" not in facts
        assert facts.get("domestic_amount", 0) <= contract
        assert facts.get("small_business_amount", 0) <= contract
    assert 1 <= above <= 2


def test_weights_add_up_to_100_per_parent(files):
    parents = {data["id"]: data["area"] for data in of(files, "indicators")}
    goals = {data["id"]: data["goal"] for data in of(files, "areas")}
    for weights in of(files, "weights"):
        for version in weights["versions"]:
            assert sum(version["goals"].values()) == 100
            for children, parent in ((version["areas"], goals), (version["indicators"], parents)):
                sums = defaultdict(Decimal)
                for child, weight in children.items():
                    sums[parent[child]] += weight
                assert set(sums.values()) == {100}
                assert set(sums) == set(parent.values())


def test_every_period_of_a_valid_indicator_has_a_target_but_for_one(files):
    months = {"monthly": 1, "quarterly": 3, "semiannual": 6, "annual": 12}
    missing = []
    for data in of(files, "indicators"):
        last = Period.parse(data.get("valid_until", "2026-Q4")).end
        for year in range(2025, last.year + 1):
            target = files[f"targets/{year}/{data['id']}.yml"]
            for period in Period(year, 1, 12).parts(months[data["frequency"]]):
                valid = Period.parse(data["valid_from"]).start <= period.start <= last
                if valid and str(period) not in target["versions"][-1]["trajectory"]:
                    missing.append((data["id"], str(period)))
    assert missing == [("open-audit-findings", "2026-Q1")]


def test_one_unit_is_silent_for_a_quarter_and_tells_later(files):
    units = [data["id"] for data in of(files, "units")]
    silent = [unit for unit in units if f"realizations/{unit}/2025-Q3.yml" not in files]
    assert len(silent) == 1
    assert f"realizations/{silent[0]}/2025-08.yml" not in files
    assert f"realizations/{silent[0]}/2025-Q4.yml" in files


def test_the_story_is_there(files):
    rows, known = packages(files), latest(files)
    facts = list(known.values())
    assert {"active", "cancelled"} <= {row["register_status"] for row in rows}
    assert "budget_efficiency" in {row.get("exclusion_reason") for row in rows}
    assert {"candidate", "consolidated"} <= {row.get("consolidation") for row in rows}
    assert any(fact.get("failed_attempts", 0) > 0 for fact in facts)
    assert any(fact.get("attempts", 0) > 1 for fact in facts)
    assert any(fact.get("time_addenda", 0) > 0 for fact in facts)
    assert any(fact.get("objections", 0) > 0 for fact in facts)
    assert any("retract" in row for data in of(files, "realizations") for row in data["packages"])
    due = [fact for fact in facts if fact.get("due_date", date.max) <= date(2026, 12, 31)]
    late = [fact for fact in due if fact.get("handover_date", date.max) > fact["due_date"]]
    assert 0.06 <= len(late) / len(due) <= 0.14
    assert [data["id"] for data in of(files, "indicators") if data["status"] == "withdrawn"]


def test_reports_stop_where_told_and_nothing_else_changes():
    whole = generate(1, 3, 60, (2025, 2026))
    cut = generate(1, 3, 60, (2025, 2026), date(2026, 9, 30))
    for path, data in whole.items():
        kind, _, rest = path.partition("/")
        later = kind in ("realizations", "measurements") and "procurement-budget" not in rest
        if later and Period.parse(data["period"]).end > date(2026, 9, 30):
            assert path not in cut
        elif "submitted_by" in cut[path] or kind != "realizations":
            assert cut[path] == data
    assert set(cut) < set(whole)
    drafts = [data for data in of(cut, "realizations") if "submitted_by" not in data]
    assert [data["period"] for data in drafts] == ["2026-Q3"]


def test_calendars_reach_a_year_beyond_on_both_sides(files):
    assert {"calendars/2024.yml", "calendars/2027.yml"} <= set(files)
    days = {row["date"]: row["kind"] for data in of(files, "calendars") for row in data["days"]}
    assert days[date(2026, 2, 16)] == "joint_leave"
    assert days[date(2026, 2, 17)] == "holiday"
    assert not any(day.year == 2028 for day in days)
