"""`kinerja diff` on real git: commits, the working tree, the forge, and what cannot be."""

from __future__ import annotations

import copy
import json
import os
import re
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest

from content_tree import Result, Tree, due, loaded, report
from kinerja.review.words.comment import LONGEST, MARKER
from review.rendering import live, read
from review.standin import StandIn
from seal.offices import FEBRUARY, PERIOD, cli, commit, done, files, git, small_office

REALIZATION = f"realizations/biro-a/{PERIOD}.yml"


@pytest.fixture
def office(tmp_path: Path) -> tuple[Path, Tree]:
    """A repository with one commit of the small office, and its tree."""
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    tree = small_office()
    cli(tmp_path, "check", tree=tree)
    commit(tmp_path, "isi")
    return tmp_path, tree


def late(tree: Tree) -> None:
    tree[REALIZATION]["packages"][0]["handover_date"] = date(2026, 3, 20)


def told(folder: Path, *arguments: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(
        done(folder, "diff", *arguments, "--format", "json").stdout
    )
    return found


def test_commits_that_were_compiled_before_are_compared_without_loading_tables_and_databases(
    office: tuple[Path, Tree],
) -> None:
    folder, tree = office
    for day in (20, 21):
        tree[REALIZATION]["packages"][0]["handover_date"] = date(2026, 3, day)
        cli(folder, "check", tree=tree)
        commit(folder, f"tanggal {day}")
    assert "pyarrow" in loaded(folder, "diff", "HEAD~2", "HEAD~1")
    loaded(folder, "diff", "HEAD~1", "HEAD")
    heavy = {"pyarrow", "numpy", "duckdb", "pandas"}
    assert not heavy & loaded(folder, "diff", "HEAD", "HEAD~1")


def test_two_dots_are_the_two_states_as_in_git(office: tuple[Path, Tree]) -> None:
    folder, tree = office
    late(tree)
    cli(folder, "check", tree=tree)
    commit(folder, "terlambat")
    assert told(folder, "HEAD~1..HEAD") == told(folder, "HEAD~1", "HEAD")
    assert told(folder, "HEAD~1..") == told(folder, "HEAD~1", "HEAD")


def in_workflow(folder: Path, environ: Mapping[str, str], *arguments: str) -> Result:
    with patch.dict(os.environ, environ):
        return cli(folder, *arguments)


def test_the_working_tree_is_compared_unless_another_head_is_named(
    office: tuple[Path, Tree],
) -> None:
    folder, tree = office
    assert told(folder, "main")["state"] == "unchanged"
    late(tree)
    cli(folder, "check", tree=tree)
    found = told(folder, "main")
    assert found["state"] == "changed"
    assert [one["object"] for one in found["objects"]] == [f"realization/biro-a/{PERIOD}"]  # type: ignore[index,attr-defined]
    later = commit(folder, "terlambat")
    assert told(folder, "main~1", "main")["head"] == {"commit": later, "today": "2026-03-31"}
    assert told(folder, "main")["state"] == "unchanged"


def test_the_forms_agree_and_a_second_run_says_the_same(office: tuple[Path, Tree]) -> None:
    folder, tree = office
    late(tree)
    cli(folder, "check", tree=tree)
    first = [
        done(folder, "diff", "main", "--format", form).stdout for form in ("text", "md", "json")
    ]
    again = [
        done(folder, "diff", "main", "--format", form).stdout for form in ("text", "md", "json")
    ]
    assert first == again
    shutil.rmtree(folder / "cache")
    cold = [
        done(folder, "diff", "main", "--format", form).stdout for form in ("text", "md", "json")
    ]
    assert cold == first
    text, markdown, _json = first
    for words in ("75,00%", "50,00%", "turun 25,00 poin", "yellow → red", "pkt-0"):
        assert words in text
        assert words in markdown
    assert markdown.startswith(MARKER)


def test_a_rewrite_that_says_the_same_changes_nothing(office: tuple[Path, Tree]) -> None:
    folder, _tree = office
    done(folder, "format")
    place = folder / "content" / REALIZATION
    place.write_text("# catatan\n" + place.read_text())
    found = told(folder, "main")
    assert found["state"] == "unchanged"
    assert found["objects"] == []
    assert found["approvals"] == []
    assert REALIZATION in found["cosmetic"]  # type: ignore[operator]
    assert "Usulan ini tidak mengubah hasil." in done(folder, "diff", "main").stdout


def test_a_branch_that_main_has_left_behind_is_compared_as_merged(
    office: tuple[Path, Tree],
) -> None:
    folder, tree = office
    git(folder, "switch", "--quiet", "--create", "usul")
    late(tree)
    cli(folder, "check", tree=tree)
    commit(folder, "usul")
    git(folder, "switch", "--quiet", "main")
    facts = {"pkt-9": due(FEBRUARY, date(2026, 2, 20))}
    report(tree := small_office(), "biro-b", PERIOD, facts)
    cli(folder, "check", tree=tree)
    before = commit(folder, "lain")
    mine, other = f"realization/biro-a/{PERIOD}", f"realization/biro-b/{PERIOD}"
    since = done(folder, "diff", "main...usul", "--format", "json")
    assert [one["object"] for one in json.loads(since.stdout)["objects"]] == [mine]
    assert "belum memuat" not in since.stderr
    both = done(folder, "diff", "main", "usul", "--format", "json")
    assert {one["object"] for one in json.loads(both.stdout)["objects"]} == {mine, other}
    assert "kinerja diff main...usul" in both.stderr
    git(folder, "merge", "--quiet", "--no-edit", "usul")
    real = json.loads(done(folder, "diff", before, "HEAD", "--format", "json").stdout)
    assert json.loads(since.stdout)["figures"] == real["figures"]


def test_branches_that_collide_are_compared_since_they_parted(office: tuple[Path, Tree]) -> None:
    folder, tree = office
    git(folder, "switch", "--quiet", "--create", "usul")
    late(tree)
    cli(folder, "check", tree=tree)
    commit(folder, "usul")
    git(folder, "switch", "--quiet", "main")
    tree = small_office()
    tree[f"realizations/biro-a/{PERIOD}.yml"]["packages"][0]["handover_date"] = date(2026, 2, 11)
    cli(folder, "check", tree=tree)
    commit(folder, "lain")
    since = done(folder, "diff", "main...usul", "--format", "json")
    assert [one["object"] for one in json.loads(since.stdout)["objects"]]
    assert "mengubah tempat yang sama" in since.stderr


def test_the_report_of_a_closed_period_says_what_its_figures_are(
    office: tuple[Path, Tree],
) -> None:
    folder, _tree = office
    done(folder, "close", PERIOD)
    found = told(folder, "main")
    closings = found["closings"]
    assert isinstance(closings, list)
    [closing] = closings
    assert (closing["object"], closing["kind"]) == (f"report/{PERIOD}/1", "close")
    first, *_others = closing["figures"]
    assert (first["level"], first["before"]) == ("total", None)
    said = read(done(folder, "diff", "main", "--format", "md").stdout)
    assert re.search(r"Laporan Triwulan I 2026, keadaan ke-1: nilai total [\d,]+ \(", said)
    assert "tidak mengubah hasil" not in said
    assert "Periode yang sudah ditutup tidak berubah" in said
    assert "| IK-01 " in done(folder, "diff", "main", "--format", "md").stdout


def test_a_correction_of_a_closed_period_says_its_reason_and_both_totals(
    office: tuple[Path, Tree],
) -> None:
    folder, tree = office
    _close(folder)
    late(tree)
    why = ("--kind", "correction", "--reason", "Tanggal salah ketik.")
    done(folder, "revise", PERIOD, *why, tree=tree)
    said = read(done(folder, "diff", "main", "--format", "md").stdout)
    total = r"koreksi karena ada kesalahan: nilai total dari [\d,]+ menjadi [\d,]+ \(\w+\)"
    assert re.search(total + r"\. Alasan: Tanggal salah ketik\.", said)
    assert "Periode yang sudah ditutup tidak berubah" not in said


def test_a_changed_formula_names_closed_periods(office: tuple[Path, Tree]) -> None:
    folder, tree = office
    _close(folder)
    numerator = "count(*) FILTER (WHERE handover_date < due_date)"
    tree["indicators/x.yml"]["formula"]["numerator"] = numerator
    late(tree)
    cli(folder, "check", tree=tree)
    found = told(folder, "main")
    assert [one["sealed"] for one in found["values"]] == [[PERIOD]]  # type: ignore[index,attr-defined]
    assert [one["period"] for one in found["sealed"]] == [PERIOD]  # type: ignore[index,attr-defined]
    assert "sudah ditutup" in done(folder, "diff", "main", "--format", "md").stdout


def _close(folder: Path) -> None:
    """Close the first quarter and commit its record."""
    done(folder, "close", PERIOD)
    commit(folder, "tutup")


def test_a_newly_sealed_state_is_an_object_that_asks_for_its_approval(
    office: tuple[Path, Tree],
) -> None:
    folder, _tree = office
    done(folder, "close", PERIOD)
    found = told(folder, "main")
    assert [one["object"] for one in found["objects"]] == [f"report/{PERIOD}/1"]  # type: ignore[index,attr-defined]
    assert "persetujuan laporan (langkah 16)" in done(folder, "diff", "main").stdout


@pytest.mark.parametrize("broken", ["base", "head"])
def test_a_side_with_errors_is_named_with_its_findings(
    office: tuple[Path, Tree], broken: str
) -> None:
    folder, _tree = office
    place = folder / "content" / REALIZATION
    sound = place.read_text()
    place.write_text("unit: [")
    if broken == "base":
        commit(folder, "rusak")
        place.write_text(sound)
    for form in ("text", "md", "json"):
        ended = cli(folder, "diff", "main", "--format", form)
        assert ended.exit_code == 1
        assert f"content/{REALIZATION}" in ended.stderr
    found = json.loads(cli(folder, "diff", "main", "--format", "json").stdout)
    assert (found["state"], found["side"]) == ("unreadable", broken)
    assert found["findings"][0]["file"] == f"content/{REALIZATION}"
    markdown = cli(folder, "diff", "main", "--format", "md").stdout
    assert markdown.startswith(MARKER)


def test_a_base_without_content_is_no_traceback(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    commit(tmp_path, "kosong")
    ended = cli(tmp_path, "diff", "main", tree=small_office())
    assert ended.exit_code == 1
    assert "organisation.yml" in ended.stderr


def test_an_unknown_revision_a_shallow_clone_and_no_repository_are_told(
    office: tuple[Path, Tree], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, tree = office
    ended = cli(folder, "diff", "cabang-lain")
    assert ended.exit_code == 1
    assert "cabang-lain bukan commit, cabang, atau tanda" in ended.stderr
    assert cli(folder, "diff", "--", "--help").exit_code == 1
    late(tree)
    cli(folder, "check", tree=tree)
    commit(folder, "kedua")
    away = tmp_path_factory.mktemp("away")
    git(away, "clone", "--quiet", "--depth", "1", f"file://{folder}", "office")
    ended = cli(away / "office", "diff", "HEAD~1")
    assert ended.exit_code == 1
    assert "git fetch --unshallow" in ended.stderr
    shutil.rmtree(away / "office" / ".git")
    ended = cli(away / "office", "diff", "main")
    assert ended.exit_code == 1
    assert "tidak berada dalam repositori git" in ended.stderr


def test_reading_leaves_the_tree_as_it_was(office: tuple[Path, Tree]) -> None:
    folder, tree = office
    late(tree)
    cli(folder, "check", tree=tree)
    before = {name: told for name, told in files(folder).items() if not name.startswith("cache/")}
    for form in ("text", "md", "json"):
        done(folder, "diff", "main", "--format", form)
    after = {name: told for name, told in files(folder).items() if not name.startswith("cache/")}
    assert before == after


def test_an_empty_submission_is_said_first(office: tuple[Path, Tree]) -> None:
    folder, tree = office
    report(tree, "biro-b", PERIOD, {"pkt-9": {}})
    cli(folder, "check", tree=tree)
    assert told(folder, "main")["empty"] == [f"realization/biro-b/{PERIOD}"]
    text = done(folder, "diff", "main").stdout
    assert text.index("tidak memuat satu nilai pun") < text.index("Keputusan yang diminta")


def test_the_summary_of_a_workflow_step_gets_the_markdown_too(office: tuple[Path, Tree]) -> None:
    folder, tree = office
    late(tree)
    cli(folder, "check", tree=tree)
    summary = folder / "cache" / "summary.md"
    ended = in_workflow(
        folder, {"GITHUB_STEP_SUMMARY": str(summary)}, "diff", "main", "--format", "md"
    )
    assert ended.exit_code == 0
    assert summary.read_text().startswith(MARKER)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("main", "--comment"),
        ("main", "--into", "x"),
        ("--post", "x"),
        ("main", "--pr", "0", "--comment"),
    ],
)
def test_what_cannot_be_meant_is_wrong_use(
    office: tuple[Path, Tree], arguments: tuple[str, ...]
) -> None:
    assert cli(office[0], "diff", *arguments).exit_code == 2


# --- the comment on the forge ------------------------------------------------------------------


def proposed(folder: Path, tree: Tree, forge: StandIn) -> tuple[int, str]:
    """A branch with a late package, and its pull request: number and head."""
    git(folder, "switch", "--quiet", "--create", "usul")
    late(tree)
    cli(folder, "check", tree=tree)
    head = commit(folder, "terlambat")
    number = forge.open("budis", head="usul", base="main", title="Realisasi")
    return number, head


def kept(folder: Path, tree: Tree, forge: StandIn) -> tuple[Mapping[str, str], int, str, Path]:
    """A proposal whose result was kept: who may post it, number, head, and where it lies."""
    environ = forge.environ(forge.token("github-actions[bot]", pull_requests="write"))
    number, head = proposed(folder, tree, forge)
    into = folder / "cache" / "review"
    done(folder, "diff", "main", "usul", "--pr", str(number), "--into", str(into))
    return environ, number, head, into


@pytest.fixture
def forge(office: tuple[Path, Tree]) -> StandIn:
    return StandIn("kantor/isi", git=office[0] / ".git")


def bodies(forge: StandIn, number: int) -> list[str]:
    return [str(one["body"]) for one in forge.comments[number]]


def test_one_comment_is_kept_up_to_date(office: tuple[Path, Tree], forge: StandIn) -> None:
    folder, tree = office
    with forge:
        forge.account("budis")
        environ = forge.environ(forge.token("github-actions[bot]", pull_requests="write"))
        number, _head = proposed(folder, tree, forge)
        arguments = ("diff", "main", "usul", "--pr", str(number), "--comment")
        for _turn in range(2):
            ended = in_workflow(folder, environ, *arguments)
            assert ended.exit_code == 0, ended.stderr
        (body,) = bodies(forge, number)
    assert body.startswith(f"{MARKER}\n")
    assert "50,00%" in body


def test_the_comment_says_who_has_approved_and_who_is_missing(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    tree = small_office()
    people = tree["people.yml"]["people"]
    people[2]["logins"] = {"github": "sitir"}
    people.append(copy.deepcopy(people[2]) | {"id": "tono-w", "name": "Tono W."})
    people[3]["logins"] = {"github": "tonow"}
    rule = {"kinds": ["realization"], "step": "12", "any_of": ["managing_team"], "minimum": 2}
    version = {"version": 1, "valid_from": date(2025, 1, 1), "rules": [rule]}
    tree["approval-policy.yml"] = {"versions": [version]}
    done(tmp_path, "check", tree=tree)
    commit(tmp_path, "isi")
    with StandIn("kantor/isi", git=tmp_path / ".git") as forge:
        for login in ("budis", "sitir", "tonow"):
            forge.account(login)
        environ = forge.environ(forge.token("github-actions[bot]", pull_requests="write"))
        number, _head = proposed(tmp_path, tree, forge)
        forge.review(number, "sitir", "APPROVED")
        arguments = ("diff", "main", "usul", "--pr", str(number), "--comment")
        ended = in_workflow(tmp_path, environ, *arguments)
        assert ended.exit_code == 0, ended.stderr
        told = read(bodies(forge, number)[0])
    assert "Siti R." in told[told.index("Sudah menyetujui:") : told.index("Belum:")]
    assert told.index("Keputusan yang diminta:") < told.index("Belum:") < told.index("Nilai total")


def test_a_result_travels_without_words_and_is_posted_by_who_may(
    office: tuple[Path, Tree], forge: StandIn
) -> None:
    folder, tree = office
    with forge:
        forge.account("budis")
        environ, number, head, into = kept(folder, tree, forge)
        ended = in_workflow(folder, environ, "diff", "--post", str(into), "--run-head", head)
        assert ended.exit_code == 0, ended.stderr
        (body,) = bodies(forge, number)
        assert "juga mengubah program" not in body

        stale = in_workflow(folder, environ, "diff", "--post", str(into), "--run-head", "0" * 40)
        assert stale.exit_code == 1
        assert "tidak lagi berada pada commit" in stale.stderr


def test_a_result_of_a_changed_program_is_posted_with_a_warning_first(
    office: tuple[Path, Tree], forge: StandIn
) -> None:
    folder, tree = office
    with forge:
        forge.account("budis")
        environ = forge.environ(forge.token("github-actions[bot]", pull_requests="write"))
        git(folder, "switch", "--quiet", "--create", "usul")
        late(tree)
        cli(folder, "check", tree=tree)
        (folder / "pyproject.toml").write_text("# lain\n")
        head = commit(folder, "program")
        number = forge.open("budis", head="usul", base="main", title="Program")
        into = folder / "cache" / "review"
        done(folder, "diff", "main", "usul", "--pr", str(number), "--into", str(into))
        ended = in_workflow(folder, environ, "diff", "--post", str(into), "--run-head", head)
        assert ended.exit_code == 0, ended.stderr
        (body,) = bodies(forge, number)
    assert body.index("juga mengubah program") < body.index("Keputusan yang diminta")


@pytest.mark.parametrize(
    "claim",
    [
        ("number", b"1; rm\n"),
        ("number", b"9" * 5_000_000),
        ("number", "١٢".encode()),
        ("difference.json", b"{}"),
        ("difference.json", b"\xff\xfe"),
        ("difference.json", b"[" * 200_000),
        ("difference.json", b'{"type":"Difference"}'),
    ],
)
def test_a_forged_result_is_refused(
    office: tuple[Path, Tree], forge: StandIn, claim: tuple[str, bytes]
) -> None:
    folder, tree = office
    with forge:
        forge.account("budis")
        environ, number, head, into = kept(folder, tree, forge)
        (into / claim[0]).write_bytes(claim[1])
        ended = in_workflow(folder, environ, "diff", "--post", str(into), "--run-head", head)
        assert ended.exit_code == 1
        assert "Traceback" not in ended.stderr
        assert not forge.comments.get(number)


def test_words_smuggled_into_a_result_are_dead_in_the_comment(
    office: tuple[Path, Tree], forge: StandIn
) -> None:
    folder, tree = office
    with forge:
        forge.account("budis")
        environ, number, head, into = kept(folder, tree, forge)
        place = into / "difference.json"
        told = place.read_text()
        for sound in ("Indikator x", "v1:", "biro-a", "pkt-0", "IK-01", head):
            forged = told.replace(sound, f"{sound}` @all <img src=x> www.jahat.example `")
            place.write_text(forged)
            ended = in_workflow(folder, environ, "diff", "--post", str(into), "--run-head", head)
            for body in bodies(forge, number) if ended.exit_code == 0 else ():
                assert live(body) == []


def test_the_limit_holds_for_what_is_posted(office: tuple[Path, Tree], forge: StandIn) -> None:
    folder, tree = office
    with forge:
        forge.account("budis")
        environ = forge.environ(forge.token("github-actions[bot]", pull_requests="write"))
        git(folder, "switch", "--quiet", "--create", "usul")
        late(tree)
        packages = tree["packages/biro-a/2026.yml"]["packages"]
        packages += [packages[0] | {"package_id": f"pkt-b{n}"} for n in range(900)]
        cli(folder, "check", tree=tree)
        commit(folder, "banyak")
        number = forge.open("budis", head="usul", base="main", title="Banyak")
        ended = in_workflow(folder, environ, "diff", "main", "--pr", str(number), "--comment")
        assert ended.exit_code == 0, ended.stderr
        (body,) = bodies(forge, number)
    assert len(body.encode()) <= LONGEST
    assert "baris tidak ditampilkan" in body


def test_nothing_is_kept_of_folders_that_were_put_aside(office: tuple[Path, Tree]) -> None:
    folder, tree = office
    late(tree)
    cli(folder, "check", tree=tree)
    commit(folder, "terlambat")
    done(folder, "diff", "main~1", "main")
    before = len(list((folder / "cache" / "kinerja").iterdir()))
    tree[REALIZATION]["packages"][1]["handover_date"] = date(2026, 3, 21)
    cli(folder, "check", tree=tree)
    commit(folder, "lagi")
    done(folder, "diff", "main~1", "main")
    assert len(list((folder / "cache" / "kinerja").iterdir())) == before + 1  # the new commit's
