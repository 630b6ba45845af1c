"""What records are worth: merges of every kind, tampering, clones, minutes, closing."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from random import Random

import msgspec
import pytest
import yaml

from kinerja.ledger.records import to_yaml
from kinerja.model.records import Approval
from review.flips import bound, closed, flipped
from review.stage import REPORT, UNRULED, Stage, realization
from review.standin_git import git
from review.test_minutes import sign

OTHER = "content/realizations/biro-b/2026-Q1.yml"
INDICATOR = "content/indicators/on-time.yml"
TARGET = "content/targets/2026/on-time.yml"
POLICY = "content/approval-policy.yml"


def found(told: Stage) -> set[str]:
    """The codes that verify prints."""
    return told.doubts()


@pytest.mark.parametrize("how", ["merge", "squash", "rebase"])
def test_every_way_to_merge_is_recorded_and_proved(office: Stage, how: str) -> None:
    number = office.propose({REPORT: realization(handover=date(2026, 3, 20))})
    office.more({REPORT: realization()})
    office.forge.review(number, "sitir")
    office.merge(number, how=how)
    done = office.record(number)
    assert done.exit_code == 0, done.stderr
    assert len(office.records()) == 1
    assert office.verify().exit_code == 0


def test_a_squash_whose_branch_is_gone_is_proved_from_a_fresh_clone(office: Stage) -> None:
    office.approved({REPORT: realization()})
    office.git("push", "-q", "origin", "--delete", "usul")
    git(office.bare, "gc", "-q", "--prune=now")
    place = office.clone("fresh")
    done = office.verify(folder=place)
    assert done.exit_code == 0, done.stdout + done.stderr


def test_a_merge_without_approvals_is_told_and_not_recorded(office: Stage) -> None:
    number = office.propose({REPORT: realization()})
    office.merge(number)
    done = office.record(number)
    assert done.exit_code == 1
    assert "realization/biro-a/2026-Q1" in done.stderr
    assert office.records() == []


def test_what_a_merge_made_of_it_is_not_what_was_approved(office: Stage) -> None:
    number = office.propose({REPORT: realization()})
    office.forge.review(number, "sitir")
    office.update()
    office.git("merge", "-q", "--no-ff", "--no-commit", "usul")
    sha = office.commit({REPORT: realization(handover=date(2026, 3, 20))}, "maya-g", "Gabung")
    office.push("main")
    bundle = office.forge.bundle(number)
    bundle["pull_request"] |= {"merged_at": "2026-04-15T03:00:00Z", "merge_commit_sha": sha}
    file = office.home / "reviews.json"
    file.write_text(json.dumps(bundle))
    done = office.run("record", "--reviews", str(file), online=False)
    assert done.exit_code == 1, done.stdout
    assert office.records() == []


def test_recorders_that_push_one_after_the_other_make_one_chain(office: Stage) -> None:
    numbers = []
    for branch, path, unit in (("a", REPORT, "biro-a"), ("b", OTHER, "biro-b")):
        number = office.propose({path: realization(unit)}, by="tono-w", branch=branch)
        office.forge.review(number, "sitir")
        office.merge(number)
        numbers.append(number)
    for number in (*numbers, numbers[0]):
        done = office.run("record", "--pr", str(number), "--push", "origin")
        assert done.exit_code == 0, done.stderr
    office.git("reset", "-q", "--hard")
    office.git("clean", "-qfd")
    office.update()
    assert len(office.records()) == 2
    assert office.verify().exit_code == 0


def test_a_changed_formula_makes_an_approved_target_suspect(office: Stage) -> None:
    changed = office.work.joinpath(TARGET).read_text().replace("80", "85")
    office.approved({TARGET: changed}, "hadik", "lukmana")
    manual = office.work.joinpath(INDICATOR).read_text().replace("<= due_date", "< due_date")
    office.approved({INDICATOR: manual}, "hadik", "lukmana", branch="rumus")
    assert office.verify().exit_code == 0
    assert "approval-suspect" in found(office)


def test_a_base_that_moved_makes_suspect_what_was_approved_on_the_older_one(office: Stage) -> None:
    changed = office.work.joinpath(TARGET).read_text().replace("80", "85")
    number = office.propose({TARGET: changed}, branch="target")
    for login in ("hadik", "lukmana"):
        office.forge.review(number, login)
    manual = office.work.joinpath(INDICATOR).read_text().replace("<= due_date", "< due_date")
    office.approved({INDICATOR: manual}, "hadik", "lukmana", branch="rumus")
    office.merge(number)
    assert office.record(number).exit_code == 0
    assert "approval-suspect" in found(office)
    proved = office.verify()
    assert proved.exit_code == 0, proved.stdout
    office.git("push", "-q", "origin", "--delete", "target")
    git(office.bare, "gc", "-q", "--prune=now")
    proved = office.verify(folder=office.clone("segar"))
    assert proved.exit_code == 0, proved.stdout


Harm = Callable[[Stage], object]


def edit(told: Stage, number: int = 0) -> None:
    place = told.records()[number]
    place.write_text(place.read_text().replace("Siti R", "Sita R"))


HARMS: dict[str, Harm] = {
    "edited": edit,
    "newest deleted": lambda told: told.records()[-1].unlink(),
    "first deleted": lambda told: told.records()[0].unlink(),
    "renamed": lambda told: told.records()[0].rename(told.records()[0].with_name("7.yml")),
    "all deleted": lambda told: [place.unlink() for place in told.records()],
    "content changed": lambda told: told.write({REPORT: realization(handover=date(2026, 3, 9))}),
    "content deleted": lambda told: told.write({REPORT: None}),
}


@pytest.mark.parametrize("committed", [True, False])
@pytest.mark.parametrize("harm", HARMS)
def test_whatever_is_done_to_records_or_content_is_found(
    office: Stage, harm: str, committed: bool
) -> None:
    office.approved({REPORT: realization(handover=date(2026, 3, 20))})
    office.approved({REPORT: realization()}, branch="lagi")
    assert office.verify().exit_code == 0
    HARMS[harm](office)
    if committed:
        office.keep("Ubah")
    done = office.verify()
    assert done.exit_code == 1, done.stdout


@pytest.mark.parametrize("harm", ["edited", "newest deleted", "all deleted"])
def test_a_record_that_is_put_back_as_it_was_is_told_and_harms_nothing(
    office: Stage, harm: str
) -> None:
    office.approved({REPORT: realization(handover=date(2026, 3, 20))})
    office.approved({REPORT: realization()}, branch="lagi")
    before = office.git("rev-parse", "HEAD")
    HARMS[harm](office)
    office.keep("Ubah")
    assert "approval-rewritten" in found(office)
    office.git("checkout", "-q", before, "--", "content/approvals")
    office.keep("Kembalikan")
    assert office.verify().exit_code == 0
    assert found(office) == {"approval-restored"}


def test_what_was_put_back_otherwise_than_it_was_first_stays_an_error(office: Stage) -> None:
    office.approved({REPORT: realization()})
    place = office.records()[0]
    first = place.read_text()
    place.write_text(first.replace("Siti R", "Sita R"))
    office.keep("Ubah")
    place.write_text(first.replace("Siti R", "Siti  R"))
    office.keep("Hampir")
    assert "approval-rewritten" in found(office)


@pytest.mark.parametrize(
    ("key", "value"),
    [("merged_at", "2026-04-15T09:00:00Z"), ("authors", ["tono-w"]), ("changes", [])],
)
def test_a_record_that_is_deleted_and_added_anew_as_another_one_was_rewritten(
    office: Stage, key: str, value: object
) -> None:
    office.approved({REPORT: realization(handover=date(2026, 3, 20))})
    office.approved({REPORT: realization()}, branch="lagi")
    place = office.records()[-1]
    told = yaml.safe_load(place.read_text())
    place.unlink()
    office.keep("Hapus")
    assert told[key] != value
    record = msgspec.convert(told | {key: value}, Approval)
    place.write_bytes(to_yaml(record))
    office.keep("Tambah lagi")
    assert office.verify().exit_code == 1
    assert "approval-rewritten" in found(office)


def test_recording_again_says_nothing_new_where_the_reviewed_commit_is_gone(
    office: Stage,
) -> None:
    number = office.approved({REPORT: realization()})
    bundle = office.home / "reviews.json"
    bundle.write_text(json.dumps(office.forge.bundle(number)))
    office.git("push", "-q", "origin", "--delete", "usul")
    git(office.bare, "gc", "-q", "--prune=now")
    place = office.clone("fresh")
    again = office.run("record", "--reviews", str(bundle), folder=place, online=False)
    assert again.exit_code == 0, again.stderr
    assert "Tidak ada yang baru" in again.stderr
    for record in (place / "content/approvals").rglob("*.yml"):
        record.unlink()
    never = office.run("record", "--reviews", str(bundle), folder=place, online=False)
    assert never.exit_code == 1
    assert "tanpa semua persetujuan" in never.stderr


def test_rules_that_nobody_approved_are_told_as_soon_as_they_are_used(office: Stage) -> None:
    def told() -> list[str]:
        found = json.loads(office.verify("--format", "json").stdout)
        return [one["file"] for one in found if one["code"] == UNRULED]

    assert told() == []
    office.approved({REPORT: realization()})
    assert told() == ["content/approval-policy.yml", "content/people.yml"]
    assert office.verify().exit_code == 0
    done = sign(office, "lukman-a", objects=("people", "approval-policy"))
    assert done.exit_code == 0, done.stderr
    assert told() == []


def test_a_cosmetic_change_is_told_and_harms_nothing(office: Stage) -> None:
    office.approved({REPORT: realization()})
    place = office.work / REPORT
    place.write_text("# dirapikan\n" + place.read_text())
    office.keep("Rapikan")
    assert office.verify().exit_code == 0
    assert found(office) == {"approval-cosmetic"}


@pytest.mark.parametrize("recorders", [[], ["mayag"]])
def test_a_record_beside_content_in_one_commit_is_found_and_a_fault_of_a_recorder_only(
    office: Stage, recorders: list[str]
) -> None:
    policy = yaml.safe_load((office.work / POLICY).read_text())
    office.commit({POLICY: policy | ({"recorders": recorders} if recorders else {})}, "maya-g")
    office.push("main")
    number = office.propose({REPORT: realization()})
    office.forge.review(number, "sitir")
    office.merge(number)
    office.run("record", "--pr", str(number))
    office.write({"content/units/biro-c.yml": {"id": "biro-c", "name": {"id": "C", "en": "C"}}})
    office.keep("Campur")
    assert f"approval-commit-{'mixed' if recorders else 'together'}" in found(office)
    assert office.verify().exit_code == bool(recorders)


def test_a_shallow_clone_proves_nothing(office: Stage) -> None:
    office.approved({REPORT: realization()})
    place = office.clone("shallow", "--depth", "1")
    done = office.verify(folder=place)
    assert done.exit_code == 1
    assert "Riwayat tidak lengkap" in done.stderr


def minutes(told: Stage, *more: str, by: str = "siti-r", recorder: str = "maya-g") -> list[str]:
    scan = told.home / "ba.pdf"
    scan.write_bytes(b"%PDF-1.7 BA-1")
    return ["record", "--minutes", str(scan), "--number", "BA-1", "--date", "2026-04-14",
            "--signed-by", by, "--recorded-by", recorder, *more]  # fmt: skip


def test_minutes_are_refused_where_they_cannot_be_right(office: Stage) -> None:
    office.commit({REPORT: realization()}, "budi-s")
    office.push("main")
    one = ("--object", "realization/biro-a/2026-Q1")
    assert office.run(*minutes(office, *one, recorder="siti-r")).exit_code == 2
    assert office.run(*minutes(office, *one, by="siapa")).exit_code == 2
    assert office.run(*minutes(office, "--object", "realization/biro-x/2026-Q1")).exit_code == 2
    assert office.run(*minutes(office, *one, by="rina-k")).exit_code == 1
    assert office.records() == []


def test_minutes_serve_several_objects_and_each_once(office: Stage) -> None:
    office.commit({REPORT: realization(), OTHER: realization("biro-b")}, "maya-g")
    office.push("main")
    told = minutes(office, "--object", "realization/biro-a/2026-Q1",
                   "--object", "realization/biro-b/2026-Q1", recorder="lukman-a")  # fmt: skip
    for _time in range(2):
        done = office.run(*told)
        assert done.exit_code == 0, done.stderr
        office.keep("Catat berita acara")
    assert len(office.records()) == 2
    assert office.verify().exit_code == 0
    office.write({REPORT: realization(handover=date(2026, 3, 9))})
    office.keep("Ubah")
    assert "approval-content-stale" in found(office)


def test_fifty_flipped_bytes_are_found_each_time(office: Stage) -> None:
    closed(office)
    draw = Random(7)
    for _time in range(50):
        with flipped(draw.choice(bound(office)), draw) as what:
            assert found(office), what
    assert found(office) == set()
