"""With every right to push, and none to what leaders sign or the forge knows: what is found.

Each story ends with content or people that nobody entitled approved; verify must not be green.
"""

from __future__ import annotations

import json
import shutil
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

import content_tree as ct
from review.invented import (
    OBJECT,
    PEOPLE,
    POLICY,
    TARGET,
    commit_of,
    ending,
    invented,
    proved,
    read,
    with_mallory,
)
from review.stage import REPORT, Stage, person, realization
from review.standin import stamp
from review.test_minutes import put, sign

RULES = ("people", "approval-policy")
OLD = date(2026, 3, 20)


def signed(office: Stage, number: str, *who: str, day: str = "2026-04-14", **more: Any) -> int:
    """Minutes recorded as they should be; the exit code."""
    told = sign(office, *who, number=number, scan=number.encode(), day=day, **more)
    return told.exit_code


@pytest.fixture
def begun(office: Stage) -> Stage:
    """People and policy are approved by leadership."""
    assert signed(office, "BA-0", "lukman-a", objects=RULES) == 0
    return office


@pytest.fixture
def settled(begun: Stage) -> Stage:
    """And a report, in an earlier state."""
    put(begun, {REPORT: realization(handover=OLD)}, "budi-s")
    assert signed(begun, "BA-1", "siti-r") == 0
    return begun


def kept(office: Stage) -> set[str]:
    """Put what lies there on main, and see what verify finds; it must not end well."""
    office.keep("Catat persetujuan")
    code, found = proved(office)
    assert code == 1
    return found


# ------------------------------------------------------------- rules that nobody approved


def test_people_who_appoint_themselves_by_an_invented_review(begun: Stage) -> None:
    leads = {"position": "sekretaris", "from": date(2026, 4, 1)}
    put(begun, {PEOPLE: with_mallory(begun, "leadership", **leads)}, "maya-g")
    before = commit_of(begun)
    put(begun, {PEOPLE: ending(read(begun, PEOPLE), "lukman-a", date(2026, 4, 1))}, "maya-g")
    invented(begun, "people", "mallory-x", "leadership", commit_of(begun), before, step="6")
    assert "approval-policy-elsewhere" in kept(begun)


def test_people_who_are_there_for_one_commit_only(settled: Stage) -> None:
    right = (settled.work / PEOPLE).read_text()
    put(settled, {PEOPLE: with_mallory(settled)}, "maya-g")
    passing = commit_of(settled)
    put(settled, {REPORT: realization()}, "budi-s")
    merged = commit_of(settled)
    put(settled, {PEOPLE: right}, "maya-g")
    invented(settled, OBJECT, "mallory-x", "managing_team", merged, passing)
    assert "approval-policy-elsewhere" in kept(settled)


def test_a_branch_from_people_of_long_ago(settled: Stage) -> None:
    base = commit_of(settled, "HEAD~2")
    people = ending(read(settled, PEOPLE), "tono-w", date(2026, 4, 10))
    put(settled, {PEOPLE: people}, "maya-g")
    assert signed(settled, "BA-2", "lukman-a", objects=("people",)) == 0
    settled.git("checkout", "-q", "-b", "lama", base)
    merged = settled.commit({REPORT: realization()}, "budi-s")
    settled.git("checkout", "-q", "main")
    settled.git("merge", "-q", "--no-ff", "-X", "theirs", "-m", "Gabung", "lama")
    settled.push("main")
    invented(settled, OBJECT, "tono-w", "managing_team", merged, base)
    assert "approval-policy-elsewhere" in kept(settled)


def test_minutes_on_a_beginning_of_its_own(settled: Stage) -> None:
    """A second root, merged so that it seems to be the older line."""
    files = {PEOPLE: with_mallory(settled), REPORT: realization()}
    settled.git("checkout", "-q", "--orphan", "akar")
    settled.git("rm", "-rq", "--cached", "content/approvals")
    shutil.rmtree(settled.work / "content/approvals")
    root = settled.commit(files, "budi-s")
    settled.git("merge", "-q", "--allow-unrelated-histories", "-X", "ours", "--no-ff",
                "--no-commit", "main")  # fmt: skip
    settled.git("checkout", "-q", "main", "--", PEOPLE)
    settled.git("commit", "-q", "-m", "Gabung")
    settled.git("checkout", "-q", "-B", "main")
    settled.push("main")
    invented(settled, OBJECT, "mallory-x", "managing_team", root, root, kind="minutes")
    assert "approval-policy-elsewhere" in kept(settled)


def test_minutes_that_name_a_commit_of_long_ago(settled: Stage) -> None:
    first = commit_of(settled, "HEAD~1")
    put(settled, {REPORT: realization()}, "budi-s")
    assert signed(settled, "BA-2", "siti-r") == 0
    people = ending(read(settled, PEOPLE), "tono-w", date(2026, 4, 10))
    put(settled, {PEOPLE: people}, "maya-g")
    assert signed(settled, "BA-3", "lukman-a", objects=("people",)) == 0
    put(settled, {REPORT: realization(handover=OLD)}, "budi-s")
    invented(settled, OBJECT, "tono-w", "managing_team", first, first, kind="minutes")
    assert "approval-policy-elsewhere" in kept(settled)


def test_people_who_have_a_record_of_their_own_beside(settled: Stage) -> None:
    base = commit_of(settled)
    people = ending(read(settled, PEOPLE), "tono-w", date(2026, 4, 10))
    put(settled, {PEOPLE: people}, "maya-g")
    assert signed(settled, "BA-2", "lukman-a", objects=("people",)) == 0
    put(settled, {REPORT: realization()}, "budi-s")
    merged = commit_of(settled)
    refuses = {"step": "6", "decision": "needs_revision"}
    invented(settled, "people", "lukman-a", "leadership", merged, base, **refuses)
    invented(settled, OBJECT, "tono-w", "managing_team", merged, base)
    assert "approval-policy-elsewhere" in kept(settled)


def test_two_newcomers_do_not_pass_a_leader_who_is_in_office(office: Stage) -> None:
    policy, people = read(office, POLICY), read(office, PEOPLE)
    both = {"kinds": list(RULES), "step": "6", "any_of": ["leadership"], "minimum": 2}
    policy["versions"][0]["rules"].insert(0, both)
    for place in ("deputi-a", "deputi-b", "deputi-c"):
        named = {"id": place, "name": ct.both(place), "rank": "jpt_madya"}
        people["positions"].append(named)
    second = person("wati-d", "leadership", position="deputi-a", until=date(2026, 4, 20))
    people["people"].append(second)
    put(office, {POLICY: policy, PEOPLE: people}, "maya-g")
    assert signed(office, "BA-0", "lukman-a", "wati-d", objects=RULES) == 0
    more = ending(deepcopy(people), "lukman-a", date(2026, 4, 1))
    more["people"] += [person("mallory-x", "leadership", position="deputi-b"),
                       person("nadia-y", "leadership", position="deputi-c")]  # fmt: skip
    put(office, {PEOPLE: more}, "maya-g")
    told: dict[str, Any] = {"day": "2026-04-21", "objects": ("people",)}
    assert signed(office, "BA-1", "mallory-x", "nadia-y", **told) == 1


# ------------------------------------------------------------------- what is recorded when


def landed(office: Stage, number: int, commit: str) -> None:
    """Main was pushed by hand, and the forge calls the proposal merged."""
    pull = office.forge.pulls[number]
    pull.merged, pull.merged_at, pull.state = commit, stamp(office.forge.now), "closed"
    pull.brought = {commit, *(one[0] for one in pull.commits)}
    office.forge.tick()
    office.update()


def test_a_branch_that_is_its_own_base_is_not_recorded(begun: Stage) -> None:
    begun.forge.account("malloryx", email="malloryx@users.noreply.github.com")
    number = begun.propose({PEOPLE: with_mallory(begun)}, by="budi-s")
    head = begun.more({REPORT: realization()}, by="budi-s")
    begun.forge.review(number, "malloryx")
    begun.forge.refresh(begun.forge.pulls[number])
    begun.git("push", "-q", "origin", f"{head}:refs/heads/main")
    landed(begun, number, head)
    done = begun.run("record", "--pr", str(number))
    assert done.exit_code == 1
    assert "bukan yang terakhir disetujui" in done.stderr
    assert len(begun.records()) == 2


def test_a_branch_that_was_put_back_to_where_it_was_is_told_by_the_forge(begun: Stage) -> None:
    before = begun.git("rev-parse", "HEAD")
    begun.approved({REPORT: realization()}, "sitir")
    assert begun.run("verify", "--forge").exit_code == 0
    begun.git("reset", "-q", "--hard", before)
    assert begun.verify().exit_code == 0
    told = begun.run("verify", "--forge")
    assert told.exit_code == 1
    assert "approval-forge-lost" in told.stdout


def test_records_that_are_gone_with_their_commit_are_told_by_the_forge(begun: Stage) -> None:
    begun.approved({REPORT: realization()}, "sitir")
    begun.git("reset", "-q", "--hard", "HEAD~1")  # the merge stays, its records do not
    assert begun.verify().exit_code == 0
    told = begun.run("verify", "--forge")
    assert told.exit_code == 1
    assert "approval-forge-unrecorded" in told.stdout


def test_what_is_not_about_content_needs_no_record(begun: Stage) -> None:
    number = begun.propose({"docs/catatan.txt": "Catatan\n"})
    begun.merge(number)
    assert begun.run("verify", "--forge").exit_code == 0


def test_a_review_of_what_was_replaced_does_not_bring_it_back(begun: Stage) -> None:
    first = begun.approved({REPORT: realization(handover=OLD)}, "sitir")
    begun.forge.review(first, "tonow")
    begun.approved({REPORT: realization()}, "sitir", branch="dua")
    assert begun.run("verify", "--forge").exit_code == 0  # nothing is missing
    assert begun.record(first).exit_code == 0
    assert proved(begun) == (0, set())
    put(begun, {REPORT: realization(handover=OLD)}, "budi-s")
    assert "approval-content-stale" in kept(begun)


def test_runs_of_the_recorder_may_come_in_any_order(begun: Stage) -> None:
    numbers = []
    for branch, handover in (("satu", OLD), ("dua", date(2026, 3, 1))):
        number = begun.propose({REPORT: realization(handover=handover)}, branch=branch)
        begun.forge.review(number, "sitir")
        begun.merge(number)
        numbers.append(number)
    for number in reversed(numbers):
        assert begun.record(number).exit_code == 0
    assert proved(begun) == (0, set())


def test_paper_from_before_the_last_approval_does_not_bring_it_back(settled: Stage) -> None:
    put(settled, {REPORT: realization()}, "budi-s")
    assert signed(settled, "BA-2", "siti-r", day="2026-04-15") == 0
    put(settled, {REPORT: realization(handover=OLD)}, "budi-s")
    signed(settled, "BA-1", "hadi-k")
    assert "approval-content-stale" in kept(settled)


def test_an_objection_is_not_forgotten_by_a_detour(begun: Stage) -> None:
    for branch, day, who, said in (
        ("a", 9, "sitir", "CHANGES_REQUESTED"), ("b", 3, "hadik", "APPROVED"),
        ("c", 9, "hadik", "APPROVED"),
    ):  # fmt: skip
        report = {REPORT: realization(handover=date(2026, 3, day))}
        number = begun.propose(report, branch=branch)
        begun.forge.review(number, who, said)
        begun.merge(number)
        begun.record(number)
    assert "approval-objected" in kept(begun)


def test_a_day_that_content_states_does_not_change_what_is_asked(office: Stage) -> None:
    policy = read(office, POLICY)
    later = deepcopy(policy["versions"][0]) | {"version": 2, "valid_from": date(2027, 1, 1)}
    later["rules"] = [one for one in later["rules"] if "target" not in one["kinds"]]
    policy["versions"].append(later)
    put(office, {POLICY: policy}, "maya-g")
    assert signed(office, "BA-0", "lukman-a", objects=RULES) == 0
    text = (office.work / TARGET).read_text()
    put(office, {TARGET: text.replace("80", "85")}, "budi-s")
    objects = ("target/2026/on-time",)
    assert signed(office, "BA-1", "hadi-k", "lukman-a", objects=objects) == 0
    unit = "content/units/biro-b.yml"
    stated = (office.work / unit).read_text() + "submitted_on: 2027-01-01\nsubmitted_by: budi-s\n"
    put(office, {TARGET: text.replace("80", "40"), unit: stated}, "budi-s")
    assert "approval-content-stale" in kept(office)


def test_a_review_of_other_content_is_no_review_of_what_the_record_names(begun: Stage) -> None:
    number = begun.propose({REPORT: realization(handover=date(2026, 3, 20))})
    begun.forge.review(number, "sitir")
    begun.more({REPORT: realization()})
    begun.git("checkout", "-q", "usul")
    seen = begun.git("rev-parse", "HEAD")
    begun.merge(number)
    bundle = deepcopy(begun.forge.bundle(number))
    bundle["reviews"][0]["commit_id"] = seen  # as if what was pushed later had been reviewed
    file = begun.home / "reviews.json"
    file.write_text(json.dumps(bundle))
    assert begun.run("record", "--reviews", str(file), online=False).exit_code == 0
    begun.keep("Catat")
    assert begun.verify().exit_code == 0
    told = begun.run("verify", "--forge")
    assert told.exit_code == 1
    assert "approval-forge-differs" in told.stdout


def test_what_merging_makes_of_two_proposals_is_reviewed_by_nobody(begun: Stage) -> None:
    text = (begun.work / TARGET).read_text()
    first = begun.propose({TARGET: text.replace("Q4: 80", "Q4: 85")}, branch="satu")
    other = begun.propose({TARGET: text.replace("value: 50", "value: 55")}, branch="dua")
    for number in (first, other):
        for login in ("hadik", "lukmana"):
            begun.forge.review(number, login)
        assert begun.verdict(number)["passes"]
    begun.merge(first)
    assert begun.record(first).exit_code == 0
    told = json.loads(begun.gate(other, "--format", "json", "--base", "origin/main").stdout)
    assert [one["code"] for one in told["faults"]] == ["moved"]
    assert not told["passes"]


def test_the_gate_hears_nobody_by_rules_that_nobody_approved(begun: Stage) -> None:
    people = read(begun, PEOPLE)
    people["people"].append(person("wulan-p", "managing_team"))
    put(begun, {PEOPLE: people}, "maya-g")  # straight on main
    begun.forge.account("wulanp")
    number = begun.propose({REPORT: realization()})
    begun.forge.review(number, "wulanp")
    told = begun.verdict(number)
    assert [(one["code"], one["what"]) for one in told["faults"]] == [("unapproved", "people")]
    begun.update()
    assert signed(begun, "BA-2", "lukman-a", objects=("people",)) == 0
    begun.git("checkout", "-q", "usul")
    begun.git("rebase", "-q", "origin/main")
    begun.git("push", "-q", "--force", "origin", "HEAD:usul")
    begun.forge.review(number, "wulanp")
    assert begun.verdict(number)["faults"] == []


def test_an_account_may_be_called_otherwise_if_people_say_so(begun: Stage) -> None:
    number = begun.approved({REPORT: realization()}, "sitir")
    for review in begun.forge.pulls[number].reviews:
        review["user"] = begun.forge.user("siti-rahma")
    assert "approval-forge-differs" in begun.run("verify", "--forge").stdout
    people = read(begun, PEOPLE)
    next(one for one in people["people"] if one["id"] == "siti-r")["logins"]["github"] = (
        "siti-rahma"
    )
    put(begun, {PEOPLE: people}, "maya-g")
    assert signed(begun, "BA-2", "lukman-a", objects=("people",)) == 0
    assert begun.run("verify", "--forge").exit_code == 0


# ----------------------------------------------------------------------------- by whom


def test_a_merge_that_brings_back_is_the_work_of_whoever_made_it(begun: Stage) -> None:
    put(begun, {REPORT: realization(handover=OLD)}, "siti-r")
    first = commit_of(begun)
    put(begun, {REPORT: realization()}, "budi-s")
    assert signed(begun, "BA-1", "tono-w") == 0
    begun.git("checkout", "-q", first, "--", REPORT)
    begun.git("add", "-A")
    tree = begun.git("write-tree")
    merge = begun.git("commit-tree", tree, "-p", "HEAD", "-p", first, "-m", "Gabung", by="siti-r")
    begun.git("reset", "-q", "--hard", merge)
    begun.push("main")
    assert signed(begun, "BA-2", "siti-r", day="2026-04-15") == 1


def test_who_undid_what_a_leader_wrote_leaves_no_trace_of_it(begun: Stage) -> None:
    right = (begun.work / PEOPLE).read_text()
    put(begun, {PEOPLE: right.replace("Budi S.", "Budi Santoso")}, "lukman-a")
    put(begun, {PEOPLE: right}, "maya-g")
    put(begun, {PEOPLE: right.replace("Rina K.", "Rina Kartika")}, "maya-g")
    assert signed(begun, "BA-2", "lukman-a", objects=("people",)) == 0
    assert proved(begun) == (0, set())


def test_a_commit_that_changes_nothing_hides_no_author(settled: Stage) -> None:
    put(settled, {REPORT: realization()}, "siti-r")
    written = commit_of(settled)
    put(settled, {"content/catatan.txt": "x"}, "budi-s")
    invented(settled, OBJECT, "siti-r", "managing_team", commit_of(settled), written)
    assert "approval-policy-elsewhere" in kept(settled)


def test_whoever_merges_is_no_author_of_what_git_puts_together(begun: Stage) -> None:
    lines = "".join(f"baris {number}\n" for number in range(20))
    note = "content/catatan.txt"
    put(begun, {note: lines}, "maya-g")
    number = begun.propose({REPORT: realization(), note: "atas\n" + lines})
    put(begun, {note: lines + "bawah\n"}, "maya-g")
    begun.forge.review(number, "sitir")
    begun.merge(number, by="sitir", how="merge")
    assert begun.record(number).exit_code == 0
    assert proved(begun) == (0, set())


def test_minutes_decide_on_their_own_day(office: Stage) -> None:
    people = ending(read(office, PEOPLE), "tono-w", date(2026, 4, 1))
    put(office, {PEOPLE: people}, "maya-g")
    put(office, {REPORT: realization()}, "budi-s")
    here = commit_of(office)
    early = {"kind": "minutes", "decided_at": "2026-03-01T05:00:00Z"}
    invented(office, OBJECT, "tono-w", "managing_team", here, here, **early)
    assert "approval-policy-elsewhere" in kept(office)


# --------------------------------------------------------------------- records and clones


def test_a_record_that_came_otherwise_on_another_line(begun: Stage) -> None:
    put(begun, {REPORT: realization()}, "budi-s")
    here = commit_of(begun)
    assert signed(begun, "BA-1", "siti-r", decision="needs_revision") == 0
    begun.git("checkout", "-q", "-b", "samping", here)
    invented(begun, OBJECT, "tono-w", "managing_team", here, here, kind="minutes")
    begun.git("add", "-A")
    begun.git("commit", "-q", "-m", "Catat")
    begun.git("merge", "-q", "--no-ff", "-X", "ours", "-m", "Gabung", "main")
    begun.git("checkout", "-q", "-B", "main")
    assert "approval-rewritten" in kept(begun)


@pytest.mark.parametrize("number", ["N" * 130, "BA\x7f1"])
def test_a_number_that_no_record_can_hold_is_refused(begun: Stage, number: str) -> None:
    put(begun, {REPORT: realization()}, "budi-s")
    assert signed(begun, number, "siti-r") == 2
    assert len(begun.records()) == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [("goal/timely-supply", "target/x"), ("goal/timely-supply", "people/x"),
     ("2026-04-14T05:00:00Z", "2026-02-30T05:00:00Z")],
)  # fmt: skip
def test_records_of_nothing_are_found_and_break_nothing(begun: Stage, old: str, new: str) -> None:
    here, goal = commit_of(begun), "goal/timely-supply"
    place = invented(begun, goal, "hadi-k", "head_ukpbj", here, here, kind="minutes", step="6")
    place.write_text(place.read_text().replace(old, new))
    assert kept(begun)
    assert begun.run("check").exit_code == 1


def test_a_clone_without_the_records_proves_nothing(settled: Stage) -> None:
    place = settled.clone("sparse", "--no-checkout")
    told = ("set", "--no-cone", "/*", "!/content/approvals/")
    settled.git("sparse-checkout", *told, folder=place)
    settled.git("checkout", "-q", "main", folder=place)
    done = settled.verify(folder=place)
    assert done.exit_code == 1
    assert "sparse" in done.stderr


def test_the_settings_of_whoever_proves_change_nothing(begun: Stage) -> None:
    put(begun, {REPORT: realization()}, "budi-s")
    here = commit_of(begun)
    assert signed(begun, "BA-1", "siti-r", decision="needs_revision") == 0
    begun.git("checkout", "-q", "-b", "samping", here)
    begun.commit({"content/x.txt": "x"}, "budi-s")
    begun.git("merge", "-q", "--no-ff", "-s", "ours", "-m", "Gabung", "main")
    begun.git("checkout", "-q", "-B", "main")
    begun.push("main")
    (begun.home / ".gitconfig").write_text("[log]\n\tdiffMerges = first-parent\n")
    assert "approval-rewritten" in proved(begun)[1]


@pytest.mark.parametrize("moment", [" 253402300800 +0000", ""])
def test_a_commit_of_an_impossible_day_breaks_nothing(begun: Stage, moment: str) -> None:
    lines = (f"tree {commit_of(begun, 'HEAD^{tree}')}", f"parent {commit_of(begun)}",
             "author a <a@b> 1700000000 +0000", f"committer a <a@b>{moment}",
             "", "x", "")  # fmt: skip
    raw = begun.home / "commit"
    raw.write_text("\n".join(lines))
    made = begun.git("hash-object", "-t", "commit", "-w", "--literally", str(raw))
    begun.git("push", "-q", "origin", f"{made}:refs/heads/main")
    assert proved(begun) == (0, set())


def test_a_link_below_content_breaks_nothing(begun: Stage) -> None:
    (begun.work / "content/lagi.txt").symlink_to("organisation.yml")
    put(begun, {}, "maya-g")
    assert proved(begun) == (0, set())


@pytest.mark.parametrize("names", [["app"], ["app", "mayag"]])
def test_a_recorder_who_is_named_later_does_not_undo_what_was_recorded(
    settled: Stage, names: list[str]
) -> None:
    put(settled, {POLICY: read(settled, POLICY) | {"recorders": names}}, "maya-g")
    paper = settled.home / "scan.pdf"
    paper.write_bytes(b"5")
    told = (
        "record",
        "--minutes",
        str(paper),
        "--number",
        "BA-5",
        "--date",
        "2026-04-14",
        "--signed-by",
        "lukman-a",
        "--recorded-by",
        "maya-g",
        "--object",
        "approval-policy",
    )
    refused = settled.run(*told, "--push", "origin")
    settled.git("config", "user.name", "Maya")
    assert "rekaman hanya dikirim oleh app" in (
        refused.stderr + settled.run(*told, "--push", "origin").stderr
    )
    assert settled.run(*told).exit_code == 0
    settled.git("add", "-A")
    settled.git("commit", "-q", "-m", "Catat", "--author", "app <app@x.invalid>")
    settled.push("main")
    code, found = proved(settled)
    assert (code, found) == ((0, set()) if names == ["app"] else (1, {"approval-recorder-strays"}))


# ---------------------------------------------------------------------------- the gate


def opened(office: Stage, branch: str = "usul", by: str = "budis") -> int:
    office.push(branch)
    return office.forge.open(by, head=branch, title="x")


@pytest.mark.parametrize("recorders", [[], ["kinerja-recorder"]])
def test_records_are_not_handed_in_by_anybody(office: Stage, recorders: list[str]) -> None:
    if recorders:
        put(office, {POLICY: read(office, POLICY) | {"recorders": recorders}}, "maya-g")
    put(office, {REPORT: realization()}, "budi-s")
    here = commit_of(office)
    office.git("checkout", "-q", "-b", "usul")
    invented(office, OBJECT, "siti-r", "managing_team", here, commit_of(office, "HEAD~1"))
    office.git("add", "-A")
    author = "kinerja-recorder <budis@users.noreply.github.com>"
    office.git("commit", "-q", "-m", "Catat", "--author", author, by="budi-s")
    told = office.verdict(opened(office))
    assert "records_by" in str(told["faults"])


def test_a_closed_period_is_not_proposed_to_go(begun: Stage) -> None:
    put(begun, {"reports/2026-Q1/1/SHA256SUMS": "x"}, "maya-g")
    number = begun.propose({"reports/2026-Q1/1/SHA256SUMS": None}, by="maya-g")
    assert "records" in str(begun.verdict(number)["faults"])


def test_content_that_is_a_link_cannot_be_looked_at(begun: Stage) -> None:
    begun.git("checkout", "-q", "-b", "usul")
    begun.write({"content/realizations/biro-a/q1.txt": realization()})
    (begun.work / REPORT).symlink_to("q1.txt")
    begun.git("add", "-A")
    begun.git("commit", "-q", "-m", "x", by="budi-s")
    assert begun.gate(opened(begun)).exit_code == 1


def test_branches_that_were_merged_crosswise_are_not_compared(begun: Stage) -> None:
    text, root = (begun.work / TARGET).read_text(), commit_of(begun)
    begun.approved({TARGET: text.replace("80", "85")}, "hadik", "lukmana")
    squash = commit_of(begun, "HEAD~1")
    begun.git("checkout", "-q", "-b", "p", root)
    begun.forge.tick()
    side = begun.commit({"content/catatan.txt": "x"}, "budi-s")
    begun.merge(opened(begun, "p"), how="merge")
    begun.git("checkout", "-q", "-b", "silang", side)
    begun.git("merge", "-q", "--no-ff", "--no-commit", squash)
    (begun.work / TARGET).write_text(text)
    begun.git("add", "-A")
    begun.git("commit", "-q", "-m", "x", by="budi-s")
    begun.commit({"content/catatan.txt": "y"}, "budi-s")
    done = begun.gate(opened(begun, "silang"))
    assert done.exit_code == 1
    assert "saling digabungkan" in done.stderr


def test_what_lies_among_the_records_and_is_none_is_refused(begun: Stage) -> None:
    number = begun.propose({"content/approvals/.gitattributes": "* eol=crlf\n"}, by="maya-g")
    assert begun.gate(number).exit_code == 1


def test_a_record_that_was_amended_inside_a_branch_is_refused(begun: Stage) -> None:
    put(begun, {REPORT: realization()}, "budi-s")
    here = commit_of(begun)
    begun.git("checkout", "-q", "-b", "usul")
    for number in ("BA-1", "BA-2"):
        shutil.rmtree(begun.work / "content/approvals/2026/realization--biro-a--2026-q1",
                      ignore_errors=True)  # fmt: skip
        told = {"kind": "minutes", "number": number}
        invented(begun, OBJECT, "siti-r", "managing_team", here, here, **told)
        begun.git("add", "-A")
        begun.git("commit", "-q", "-m", "Catat")
    assert begun.gate(opened(begun, by="mayag")).exit_code == 1
