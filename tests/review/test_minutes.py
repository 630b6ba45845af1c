"""Approvals by minutes: who may sign, which role counts, and what paper serves for (pitfall 30)."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

import content_tree as ct
from review.stage import REPORT, Stage, office_tree, person, realization, stage

OBJECT = "realization/biro-a/2026-Q1"
TARGET = "content/targets/2026/on-time.yml"
OTHER = "content/realizations/biro-b/2026-Q1.yml"


def put(told: Stage, files: dict[str, object], by: str) -> None:
    """A commit of somebody, straight on main."""
    told.update()
    told.commit(files, by)
    told.push("main")


def record(
    told: Stage, *signatories: str, number: str = "BA-1", day: str = "2026-04-14",
    scan: bytes = b"BA-1", objects: tuple[str, ...] = (OBJECT,), decision: str = "approved",
) -> ct.Result:  # fmt: skip
    """Minutes signed and recorded, to be committed."""
    paper = told.home / "scan.pdf"
    paper.write_bytes(scan)
    named = [part for one in signatories for part in ("--signed-by", one)]
    about = [part for one in objects for part in ("--object", one)]
    return told.run("record", "--minutes", str(paper), "--number", number, "--date", day, *named,
                    "--recorded-by", "maya-g", "--decision", decision, *about)  # fmt: skip


def sign(told: Stage, *signatories: str, **paper: Any) -> ct.Result:
    """The same; what is new lies on main afterwards."""
    done = record(told, *signatories, **paper)
    if done.exit_code == 0:
        told.keep("Catat berita acara")
    return done


def roles(told: Stage) -> dict[str, str]:
    """In which role each person is recorded."""
    records = (yaml.safe_load(place.read_text()) for place in told.records())
    return {one["by"]["person"]: one["by"]["role"] for one in records}


def test_who_wrote_what_is_approved_may_not_sign_though_somebody_tidied_it_since(
    office: Stage,
) -> None:
    put(office, {REPORT: realization()}, "siti-r")
    text = (office.work / REPORT).read_text()
    put(office, {REPORT: "# dirapikan\n" + text}, "maya-g")
    assert sign(office, "siti-r").exit_code == 1
    assert office.records() == []
    assert sign(office, "tono-w").exit_code == 0
    assert office.verify().exit_code == 0


def test_who_was_once_said_to_have_handed_it_in_may_not_sign(office: Stage) -> None:
    put(office, {REPORT: realization(submitted_by="siti-r")}, "maya-g")
    put(office, {REPORT: realization(submitted_by="budi-s")}, "maya-g")
    assert sign(office, "siti-r").exit_code == 1


def test_who_wrote_an_earlier_approved_state_may_sign_the_next(office: Stage) -> None:
    put(office, {REPORT: realization(handover=date(2026, 3, 20))}, "siti-r")
    assert sign(office, "tono-w").exit_code == 0
    put(office, {REPORT: realization()}, "budi-s")
    done = sign(office, "siti-r", number="BA-2", day="2026-04-15", scan=b"BA-2")
    assert done.exit_code == 0, done.stderr
    assert len(office.records()) == 2
    assert office.verify().exit_code == 0


def test_minutes_do_not_serve_for_other_content(office: Stage) -> None:
    put(office, {REPORT: realization()}, "budi-s")
    assert sign(office, "siti-r").exit_code == 0
    put(office, {REPORT: realization(handover=date(2026, 3, 9))}, "budi-s")
    done = sign(office, "siti-r")
    assert done.exit_code == 1
    assert "isi lain" in done.stderr
    assert len(office.records()) == 1


def test_minutes_do_not_serve_for_the_other_decision(office: Stage) -> None:
    put(office, {REPORT: realization()}, "budi-s")
    assert sign(office, "siti-r", decision="needs_revision").exit_code == 0
    assert sign(office, "siti-r").exit_code == 1
    assert len(office.records()) == 1


@pytest.mark.parametrize("other", [{"number": "BA-2"}, {"day": "2026-04-15"}, {"scan": b"lain"}])
def test_a_scan_is_of_one_number_and_date_and_the_other_way_round(
    office: Stage, other: dict[str, Any]
) -> None:
    put(office, {REPORT: realization(), OTHER: realization("biro-b")}, "budi-s")
    assert sign(office, "siti-r").exit_code == 0
    more: dict[str, Any] = {"objects": ("realization/biro-b/2026-Q1",)}
    done = sign(office, "siti-r", **(more | other))
    assert done.exit_code == 2
    assert "BA-1" in done.stderr
    assert len(office.records()) == 1
    assert sign(office, "siti-r", **more).exit_code == 0
    assert len(office.records()) == 2


def two_hats() -> ct.Tree:
    """An office in which hadi-k is head and acting leader, and wawan-h stands in as head."""
    tree = office_tree()
    people = tree["people.yml"]["people"]
    held = {"role": "leadership", "capacity": "plt", "from": date(2025, 1, 1)}
    for one in people:
        if one["id"] == "hadi-k":
            one["roles"].append(held | {"position": "sekretaris"})
    people.append(person("wawan-h", "head_ukpbj", capacity="plh"))
    people[:] = [one for one in people if one["id"] != "lukman-a"]
    return tree


def test_of_somebody_with_two_roles_the_one_is_recorded_that_is_needed(tmp_path: Path) -> None:
    with stage(tmp_path, two_hats()) as office:
        told = (office.work / TARGET).read_text().replace("80", "85")
        put(office, {TARGET: told}, "maya-g")
        done = sign(office, "hadi-k", "wawan-h", objects=("target/2026/on-time",))
        assert done.exit_code == 0, done.stderr
        assert roles(office) == {"hadi-k": "leadership", "wawan-h": "head_ukpbj"}
        assert office.verify().exit_code == 0


def test_who_signs_later_fills_the_role_that_is_still_open(tmp_path: Path) -> None:
    with stage(tmp_path, two_hats()) as office:
        told = (office.work / TARGET).read_text().replace("80", "85")
        put(office, {TARGET: told}, "maya-g")
        objects = ("target/2026/on-time",)
        assert sign(office, "wawan-h", objects=objects).exit_code == 0
        done = sign(office, "hadi-k", number="BA-2", scan=b"BA-2", objects=objects)
        assert done.exit_code == 0, done.stderr
        assert roles(office) == {"wawan-h": "head_ukpbj", "hadi-k": "leadership"}


PEOPLE = "content/people.yml"


def with_team(told: Stage, *more: ct.Document, until: date | None = None) -> object:
    """The office's people with others in addition; tono-w may leave."""
    people = yaml.safe_load((told.work / PEOPLE).read_text())
    people["people"] += more
    if until:
        next(one for one in people["people"] if one["id"] == "tono-w")["roles"][0]["until"] = until
    return people


def test_an_office_may_write_its_people_and_its_content_in_one_commit(tmp_path: Path) -> None:
    tree = office_tree()
    people = tree["people.yml"]
    tree["people.yml"] = {"positions": people["positions"], "people": [
        person("pimpinan-a", "leadership", position="sekretaris"), person("tim-a", "managing_team"),
        person("kepala-a", "head_ukpbj"), *people["people"][:2],
    ]}  # fmt: skip
    with stage(tmp_path, tree) as office:
        put(office, {PEOPLE: people, REPORT: realization()}, "budi-s")
        done = sign(office, "lukman-a", objects=("people",))
        assert done.exit_code == 0, done.stderr
        done = sign(office, "siti-r", number="BA-2", scan=b"BA-2")
        assert done.exit_code == 0, done.stderr
        assert office.verify().exit_code == 0


def test_whoever_is_appointed_later_may_sign_once_that_is_approved(office: Stage) -> None:
    put(office, {REPORT: realization()}, "budi-s")
    assert sign(office, "lukman-a", objects=("people",)).exit_code == 0
    late = person("wulan-p", "managing_team")
    put(office, {PEOPLE: with_team(office, late)}, "maya-g")
    told: dict[str, Any] = {"number": "BA-2", "scan": b"BA-2"}
    refused = sign(office, "wulan-p", **told)
    assert refused.exit_code == 1
    assert "people.yml berubah sejak terakhir disetujui" in refused.stderr
    agreed = sign(office, "lukman-a", number="BA-3", scan=b"BA-3", objects=("people",))
    assert agreed.exit_code == 0, agreed.stderr
    done = sign(office, "wulan-p", **told)
    assert done.exit_code == 0, done.stderr
    assert office.verify().exit_code == 0


def test_nobody_grants_themselves_the_right_to_approve_that(office: Stage) -> None:
    assert sign(office, "lukman-a", objects=("people",)).exit_code == 0
    own = person("wulan-p", "leadership", position="sekretaris", capacity="plh")
    put(office, {PEOPLE: with_team(office, own)}, "maya-g")
    done = sign(office, "wulan-p", number="BA-2", scan=b"BA-2", objects=("people",))
    assert done.exit_code == 1
    assert "lukman-a" in done.stderr
    assert len(office.records()) == 1


def test_who_is_no_longer_in_office_may_not_sign(office: Stage) -> None:
    put(office, {REPORT: realization()}, "budi-s")
    put(office, {PEOPLE: with_team(office, until=date(2026, 4, 1))}, "maya-g")
    done = sign(office, "tono-w")
    assert done.exit_code == 1
    assert "Tim Pengelolaan Kelembagaan UKPBJ" in done.stderr
    assert "siti-r" in done.stderr  # who may


def test_minutes_see_what_an_object_rests_on_as_it_is_now(office: Stage) -> None:
    indicator = "content/indicators/on-time.yml"
    both = ("hadi-k", "lukman-a")
    target = ("target/2026/on-time",)
    assert sign(office, *both, objects=target).exit_code == 0
    text = (office.work / indicator).read_text().replace("<= due_date", "< due_date")
    put(office, {indicator: text}, "maya-g")
    assert "approval-suspect" in office.verify().stdout
    more = ("indicator/on-time", *target)
    done = sign(office, *both, number="BA-2", scan=b"BA-2", objects=more)
    assert done.exit_code == 0, done.stderr
    assert "approval-suspect" not in office.verify().stdout
    assert office.verify().exit_code == 0


def test_an_author_who_signs_is_told_so_and_who_may(office: Stage) -> None:
    put(office, {REPORT: realization()}, "siti-r")
    done = sign(office, "siti-r")
    assert done.exit_code == 1
    assert "siti-r ikut menulis" in done.stderr
    assert "tono-w" in done.stderr


def test_minutes_of_a_day_to_come_are_refused(office: Stage) -> None:
    put(office, {REPORT: realization()}, "budi-s")
    assert sign(office, "siti-r", day="2099-04-14").exit_code == 2
    assert office.records() == []


def test_what_is_not_committed_yet_is_told_so(office: Stage) -> None:
    office.write({REPORT: realization()})
    done = sign(office, "siti-r")
    assert done.exit_code == 2
    assert "belum dicatat dalam git" in done.stderr


def changes(told: Stage, number: int) -> list[tuple[str | None, str | None]]:
    record = yaml.safe_load(told.records()[number].read_text())
    return [(one["before"], one["after"]) for one in record["changes"]]


def test_what_changed_is_told_since_the_last_decision_whatever_was_drafted_between(
    office: Stage,
) -> None:
    days = [date(2026, 3, day) for day in (2, 3, 4, 5, 6)]
    for day in days[:2]:
        put(office, {REPORT: realization(handover=day)}, "budi-s")
    assert sign(office, "siti-r").exit_code == 0
    assert changes(office, 0) == []  # the first draft was nobody's to decide on
    put(office, {REPORT: realization(handover=days[2])}, "budi-s")
    more: dict[str, Any] = {"decision": "needs_revision", "number": "BA-2", "scan": b"2"}
    assert sign(office, "siti-r", **more).exit_code == 0
    for day in days[3:]:
        put(office, {REPORT: realization(handover=day)}, "budi-s")
    for number, who in (("BA-3", "siti-r"), ("BA-4", "tono-w")):
        assert sign(office, who, number=number, scan=number.encode()).exit_code == 0
    assert changes(office, 1) == [("2026-03-03", "2026-03-04")]
    assert changes(office, 2) == changes(office, 3) == [("2026-03-04", "2026-03-06")]
    assert office.verify().exit_code == 0


def test_the_removal_of_what_was_approved_may_be_approved_too(office: Stage) -> None:
    put(office, {REPORT: realization()}, "budi-s")
    assert sign(office, "siti-r").exit_code == 0
    put(office, {REPORT: None}, "budi-s")
    assert "approval-object-gone" in office.verify().stdout
    done = sign(office, "siti-r", number="BA-2", scan=b"2")
    assert done.exit_code == 0, done.stderr
    assert office.verify().exit_code == 0
    put(office, {REPORT: realization()}, "budi-s")  # back again is not approved any more
    assert "approval-content-stale" in office.verify().stdout


def test_a_working_copy_that_says_otherwise_is_asked_about_first(office: Stage) -> None:
    put(office, {REPORT: realization()}, "budi-s")
    office.write({REPORT: realization(handover=date(2026, 3, 9))})
    done = sign(office, "siti-r")
    assert done.exit_code == 2
    assert "lain daripada yang tercatat pada HEAD" in done.stderr
    assert office.records() == []


def test_a_clone_that_is_behind_does_not_send_records_of_what_is_no_more(office: Stage) -> None:
    put(office, {REPORT: realization()}, "budi-s")
    put(office, {REPORT: realization(handover=date(2026, 3, 9))}, "budi-s")
    office.git("reset", "-q", "--hard", "HEAD~1")
    paper = office.home / "scan.pdf"
    paper.write_bytes(b"x")
    told = ("record", "--minutes", str(paper), "--number", "BA-1", "--date", "2026-04-14",
            "--signed-by", "siti-r", "--recorded-by", "maya-g", "--object", OBJECT,
            "--push", "origin")  # fmt: skip
    done = office.run(*told)
    assert done.exit_code == 1
    assert "git pull" in done.stderr
    office.update()
    assert office.run(*told).exit_code == 0
    assert office.verify().exit_code == 0


def test_what_lay_there_before_a_rule_came_is_signed_by_the_rule_of_that_day(
    tmp_path: Path,
) -> None:
    tree = deepcopy(office_tree())
    [version] = tree["approval-policy.yml"]["versions"]
    later = deepcopy(version) | {"version": 2, "valid_from": date(2026, 5, 1)}
    later["rules"].append({"kinds": ["unit"], "step": "6", "any_of": ["leadership"]})
    tree["approval-policy.yml"]["versions"].append(later)
    with stage(tmp_path, tree) as told:
        objects = ("unit/biro-a",)
        assert sign(told, "lukman-a", day="2026-04-30", objects=objects).exit_code == 1
        assert sign(told, "lukman-a", day="2026-05-01", objects=objects).exit_code == 0
        assert told.verify().exit_code == 0


def test_papers_of_one_day_count_in_the_order_in_which_they_were_recorded(office: Stage) -> None:
    put(office, {REPORT: realization()}, "budi-s")
    assert sign(office, "siti-r", decision="needs_revision").exit_code == 0
    done = sign(office, "tono-w", number="BA-2", scan=b"2")
    assert done.exit_code == 0
    assert "meminta perbaikan" not in done.stderr
    assert office.verify().exit_code == 0


def test_paper_of_the_day_of_a_review_comes_after_it(office: Stage) -> None:
    number = office.propose({REPORT: realization()})
    office.forge.review(number, "sitir", at=datetime(2026, 4, 14, 6, tzinfo=UTC))  # 13.00 WIB
    office.merge(number)
    assert office.record(number).exit_code == 0
    assert sign(office, "siti-r", decision="needs_revision").exit_code == 0
    office.run("pages", str(office.home / "docs"), "--quiet")
    assert "Perlu perbaikan: 1 berkas" in (office.home / "docs/approvals.md").read_text("utf-8")


def test_paper_of_the_day_of_a_merge_may_approve_what_came_after_it(office: Stage) -> None:
    office.forge.now = datetime(2026, 4, 14, 9, tzinfo=UTC)  # in the afternoon of the office
    office.approved({REPORT: realization(handover=date(2026, 3, 20))}, "sitir")
    put(office, {REPORT: realization()}, "budi-s")
    assert sign(office, "tono-w").exit_code == 0
    assert office.verify().exit_code == 0


def test_an_author_whom_nobody_knows_is_told(office: Stage) -> None:
    office.commit({REPORT: realization()}, "maya")  # on another computer, under a shorter name
    office.push("main")
    done = sign(office, "siti-r")
    assert done.exit_code == 0
    assert "tidak dikenal people.yml: " in done.stderr
    assert "approval-author-unknown" in office.run("check").stdout


def test_an_unknown_name_beside_known_authors_is_told_too(office: Stage) -> None:
    put(office, {REPORT: realization(submitted_by="budi-s")}, "budi-s")
    office.write({REPORT: realization(submitted_by="budi-s", handover=date(2026, 3, 20))})
    office.git("add", "-A")
    office.git("-c", "user.name=laptop umum", "commit", "-q", "-m", "x", "--author",
               "laptop umum <laptop@kantor.invalid>", by="budi-s")  # fmt: skip
    office.push("main")
    done = sign(office, "siti-r")
    assert done.exit_code == 0
    assert "laptop umum" in done.stderr
    record = yaml.safe_load(office.records()[0].read_text())
    assert record["authors"] == ["budi-s", "git:laptop umum"]
    assert "laptop umum" in office.run("check").stdout
    office.run("pages", str(office.home / "docs"), "--quiet")
    page = (office.home / "docs/approvals/2026.md").read_text("utf-8")
    assert "laptop umum" in page
    assert "git:" not in page


@pytest.mark.parametrize("harm", ["foo: 1\n", "a: [\n"])
def test_what_cannot_be_read_is_not_approved(office: Stage, harm: str) -> None:
    text = (office.work / TARGET).read_text()
    put(office, {TARGET: text + harm}, "budi-s")
    both = ("hadi-k", "lukman-a")
    done = record(office, *both, objects=("target/2026/on-time",))
    assert done.exit_code == 2
    assert "targets/2026/on-time.yml pada HEAD memuat galat" in done.stderr
    assert office.records() == []
    indicator = "content/indicators/on-time.yml"
    put(office, {TARGET: text, indicator: (office.work / indicator).read_text() + harm}, "budi-s")
    done = record(office, *both, objects=("target/2026/on-time",))
    assert "indicators/on-time.yml pada HEAD memuat galat" in done.stderr
    put(office, {indicator: None}, "budi-s")
    done = record(office, *both, objects=("target/2026/on-time",))
    assert "bersandar pada indicator/on-time, yang tidak ada" in done.stderr
    assert office.records() == []


def test_an_objection_that_its_author_answered_leaves_nothing_changed(tmp_path: Path) -> None:
    tree = deepcopy(office_tree())
    [version] = tree["approval-policy.yml"]["versions"]
    version["rules"][0]["in_order"] = True
    with stage(tmp_path, tree) as told:
        told.commit({"catatan.txt": "x"}, "maya-g")
        told.push("main")
        papers = [("hadi-k", "approved"), ("lukman-a", "approved"), ("hadi-k", "needs_revision"),
                  ("hadi-k", "approved")]  # fmt: skip
        for number, (who, decision) in enumerate(papers, 1):
            paper = {"number": f"BA-{number}", "scan": b"%d" % number, "day": f"2026-04-1{number}"}
            done = sign(told, who, decision=decision, objects=("goal/timely-supply",), **paper)
            assert done.exit_code == 0, done.stderr
        told.run("pages", str(told.home / "docs"), "--quiet")
        page = (told.home / "docs/approvals.md").read_text("utf-8")
        assert "Berubah setelah disetujui: " not in page


def test_a_record_that_is_in_no_commit_yet_is_not_called_proved(office: Stage) -> None:
    put(office, {REPORT: realization()}, "budi-s")
    assert record(office, "siti-r").exit_code == 0
    told = office.verify().stderr
    assert "0 rekaman persetujuan terbukti" in told
    assert "1 rekaman lain belum dicatat dalam commit" in told
    office.keep("Catat")
    told = office.verify().stderr
    assert "1 rekaman persetujuan terbukti" in told
    assert "belum dicatat" not in told


def test_what_is_not_merged_yet_is_not_approved_by_minutes(office: Stage) -> None:
    office.propose({REPORT: realization()})
    done = record(office, "siti-r")
    assert done.exit_code == 1
    assert f"{OBJECT} belum digabungkan ke main" in done.stderr
    assert office.records() == []
    office.git("checkout", "-q", "main")
    office.git("merge", "-q", "--no-ff", "usul", by="maya-g")
    assert record(office, "siti-r").exit_code == 0


def test_without_a_branch_it_is_said_how_to_open_one(office: Stage) -> None:
    put(office, {REPORT: realization()}, "budi-s")
    office.git("checkout", "-q", "--detach")
    paper = office.home / "scan.pdf"
    paper.write_bytes(b"BA-1")
    line = ("record", "--minutes", str(paper), "--number", "BA-1", "--date", "2026-04-14")
    done = office.run(*line, "--signed-by", "siti-r", "--recorded-by", "maya-g", "--object", OBJECT,
                      "--push", "origin")  # fmt: skip
    assert done.exit_code == 1
    assert "git switch main" in done.stderr
    assert "fatal" not in done.stderr


def test_people_that_cannot_be_read_are_told_as_such(office: Stage) -> None:
    text = (office.work / PEOPLE).read_text() + "kunci_asing: 1\n"
    put(office, {PEOPLE: text}, "maya-g")
    done = sign(office, "siti-r", objects=("goal/tujuan",))
    assert done.exit_code == 2
    assert "people.yml pada HEAD memuat galat" in done.stderr


def test_it_is_said_which_approval_is_still_missing(office: Stage) -> None:
    done = sign(office, "hadi-k", objects=("target/2026/on-time",))
    assert done.exit_code == 0, done.stderr
    assert "menunggu Pimpinan" in done.stderr


def test_an_empty_scan_proves_nothing_and_is_refused(office: Stage) -> None:
    put(office, {REPORT: realization()}, "budi-s")
    done = sign(office, "siti-r", scan=b"")
    assert done.exit_code == 2
    assert "kosong" in done.stderr
    assert office.records() == []


def test_who_asked_for_changes_is_named_as_long_as_nobody_in_that_role_answered(
    office: Stage,
) -> None:
    put(office, {REPORT: realization()}, "budi-s")
    assert sign(office, "siti-r", decision="needs_revision").exit_code == 0
    done = sign(office, "hadi-k", number="BA-2", scan=b"BA-2", day="2026-04-15")
    assert "siti-r pernah meminta perbaikan" in done.stderr
    assert "peran Tim Pengelolaan" in done.stderr
    done = sign(office, "tono-w", number="BA-3", scan=b"BA-3", day="2026-04-16")
    assert "meminta perbaikan" not in done.stderr
    assert office.verify().exit_code == 0


def test_refusals_of_paper_say_what_was_recorded_and_what_to_do(office: Stage) -> None:
    put(office, {REPORT: realization(), OTHER: realization("biro-b")}, "maya-g")
    assert sign(office, "siti-r").exit_code == 0
    other = ("realization/biro-b/2026-Q1",)
    same_scan = sign(office, "siti-r", number="BA-9", objects=other)
    assert "Pindaian ini sudah direkam sebagai berita acara BA-1" in same_scan.stderr
    same_number = sign(office, "siti-r", scan=b"lain", objects=other)
    assert "Berita acara BA-1 tanggal 2026-04-14 sudah direkam dengan pindaian lain" in (
        same_number.stderr
    )


def test_in_order_an_early_signature_is_refused_and_it_is_said_why(tmp_path: Path) -> None:
    tree = deepcopy(office_tree())
    [version] = tree["approval-policy.yml"]["versions"]
    version["rules"][0]["in_order"] = True
    with stage(tmp_path, tree) as told:
        goal = ("goal/timely-supply",)
        done = sign(told, "lukman-a", objects=goal)
        assert done.exit_code == 1
        assert "lukman-a menandatangani sebelum gilirannya: Kepala UKPBJ" in done.stderr
        done = sign(told, "hadi-k", number="BA-2", scan=b"2", day="2026-04-15", objects=goal)
        assert "masih menunggu Pimpinan" in done.stderr
        done = sign(told, "lukman-a", number="BA-3", scan=b"3", day="2026-04-16", objects=goal)
        assert "menunggu" not in done.stderr
        assert told.verify().exit_code == 0
        done = sign(told, "hadi-k", number="BA-4", scan=b"4", day="2026-04-17", objects=goal)
        assert "menunggu" not in done.stderr
        assert yaml.safe_load(told.records()[-1].read_text())["by"]["position"]
        told.keep("Sekali lagi")
        proved = told.verify()
        assert proved.exit_code == 0
        assert "approval-content" not in proved.stdout


def test_in_order_minutes_that_are_dated_too_early_say_before_whose_approval(
    tmp_path: Path,
) -> None:
    tree = deepcopy(office_tree())
    [version] = tree["approval-policy.yml"]["versions"]
    version["rules"][0]["in_order"] = True
    with stage(tmp_path, tree) as told:
        goal = ("goal/timely-supply",)
        done = sign(told, "hadi-k", day="2026-04-15", objects=goal)
        assert "belum dihitung" not in done.stderr
        done = sign(told, "lukman-a", number="BA-2", scan=b"2", day="2026-04-14", objects=goal)
        assert done.exit_code == 1
        assert "2026-04-14, lebih awal daripada persetujuan Kepala UKPBJ pada 2026-04-15" in (
            done.stderr
        )


@pytest.mark.parametrize("is_turned", [False, True])
def test_in_order_one_paper_signed_by_both_approves_whoever_stands_first_in_people(
    tmp_path: Path, is_turned: bool
) -> None:
    tree = deepcopy(office_tree())
    [version] = tree["approval-policy.yml"]["versions"]
    version["rules"][0] |= {"all_of": ["head_ukpbj", "leadership"], "in_order": True}
    if is_turned:
        tree["people.yml"]["people"].reverse()
    with stage(tmp_path, tree) as told:
        done = sign(told, "hadi-k", "lukman-a", objects=("goal/timely-supply",))
        assert done.exit_code == 0, done.stderr
        assert "menunggu" not in done.stderr
        assert roles(told) == {"hadi-k": "head_ukpbj", "lukman-a": "leadership"}
        assert told.verify().exit_code == 0


@pytest.mark.parametrize("told", ["targets/2026/on-time", "content/targets/2026/on-time.yml"])
def test_who_names_a_file_is_told_the_object(office: Stage, told: str) -> None:
    done = sign(office, "hadi-k", objects=(told,))
    assert done.exit_code == 2
    assert "Mungkin maksudnya: target/2026/on-time." in done.stderr


def test_minutes_older_than_the_content_are_recorded_with_a_word_of_caution(office: Stage) -> None:
    put(office, {REPORT: realization()}, "budi-s")
    committed = office.forge.now.date()
    done = sign(office, "siti-r", day=str(committed - timedelta(days=3)))
    assert done.exit_code == 0
    assert f"baru dicatat {committed}" in done.stderr
    put(office, {REPORT: realization(handover=date(2026, 3, 9))}, "budi-s")
    done = sign(office, "siti-r", number="BA-2", scan=b"2", day=str(committed))
    assert "baru dicatat" not in done.stderr


def test_content_of_the_next_morning_in_the_office_is_younger_than_the_minutes(
    office: Stage,
) -> None:
    office.forge.now = datetime(2026, 4, 14, 20, tzinfo=UTC)  # three in the morning in Jakarta
    put(office, {REPORT: realization()}, "budi-s")
    done = sign(office, "siti-r", day="2026-04-14")
    assert "baru dicatat 2026-04-15" in done.stderr


def test_who_signed_without_a_role_is_named(tmp_path: Path) -> None:
    tree = deepcopy(office_tree())
    [leader] = [one for one in tree["people.yml"]["people"] if one["id"] == "lukman-a"]
    leader["roles"][0]["until"] = date(2026, 4, 1)
    with stage(tmp_path, tree) as told:
        done = sign(told, "hadi-k", "lukman-a", objects=("goal/timely-supply",))
        assert "lukman-a tidak memegang peran apa pun pada 2026-04-14" in done.stderr
        assert "masih menunggu Pimpinan" in done.stderr
