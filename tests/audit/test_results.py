"""Audit results as content: what `check` asks of them, and where the site shows them."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from content_tree import (
    Document,
    Tree,
    add_indicator,
    add_target,
    compile_rows,
    findings,
    flat,
    measure,
    office,
    run,
    spread_weights,
)
from kinerja.content.checking import check

ROOT = Path(__file__).resolve().parents[2]
PERIOD = "2026-Q1"
AUDIT = f"audits/{PERIOD}.yml"
NOTE = "Dua tanggal tidak sesuai dengan dokumen."


def audited_office(figure: Any = Decimal("81.256"), **told: Any) -> Tree:
    """`x` measured as `figure`, audited by somebody who answers for nothing."""
    tree = office()
    tree["people.yml"]["people"].append({"id": "wulan-p", "name": "Wulan P.", "roles": []})
    add_indicator(tree, "x")
    add_target(tree, "x", flat(90))
    spread_weights(tree)
    measure(tree, "x", PERIOD, figure)
    finding: Document = {"indicator": "x", "published": Decimal("81.26"), "rebuilt": 80}
    finding |= {"result": "certified"} | told
    tree[AUDIT] = {
        "period": PERIOD,
        "auditor": "wulan-p",
        "audited_on": date(2026, 5, 14),
        "sample": {"size": 29, "seed": 4721},
        "document": {"number": "LHA-04/2026", "date": date(2026, 5, 18), "sha256": None},
        "findings": [{key: value for key, value in finding.items() if value is not None}],
    }
    return tree


def codes(tree: Tree, folder: Path) -> set[str]:
    """The codes found in the audit's file."""
    return {one["code"] for one in findings(tree, folder) if one["file"] == f"content/{AUDIT}"}


def test_a_result_of_the_figure_as_it_was_published_is_right(tmp_path: Path) -> None:
    assert codes(audited_office(), tmp_path) == set()


@pytest.mark.parametrize(
    ("published", "rebuilt", "result", "wrong"),
    [
        (100, 95, "certified", False),
        (100, 105, "certified_with_qualification", False),
        (100, Decimal("94.99"), "certified", True),
        (100, Decimal("105.01"), "certified_with_qualification", True),
        (100, 94, "inaccurate", False),
        (100, 100, "inaccurate", False),  # too many records were wrong
        (-10, Decimal("-10.5"), "certified", False),
        (-10, Decimal("-10.51"), "certified", True),
        (0, 0, "certified", False),
        (0, Decimal("0.01"), "certified", True),
    ],
)
def test_certified_means_rebuilt_within_five_percent(
    published: Any, rebuilt: Any, result: str, wrong: bool, tmp_path: Path
) -> None:
    told = {"published": published, "rebuilt": rebuilt, "result": result, "note": NOTE}
    tree = audited_office(published, **told)
    tree["indicators/x.yml"]["natural_min"] = -100
    assert codes(tree, tmp_path) == ({"audit-beyond-tolerance"} if wrong else set())


def test_without_documents_nothing_needs_to_be_rebuilt(tmp_path: Path) -> None:
    told = {"rebuilt": None, "result": "certification_prevented", "note": NOTE}
    assert codes(audited_office(**told), tmp_path) == set()


def test_every_other_result_needs_the_auditors_own_figure(tmp_path: Path) -> None:
    told = {"rebuilt": None, "result": "inaccurate", "note": NOTE}
    assert codes(audited_office(**told), tmp_path) == {"key-demanded"}


def test_every_result_but_certified_needs_a_note(tmp_path: Path) -> None:
    assert codes(audited_office(result="inaccurate"), tmp_path) == {"key-demanded"}


def test_an_auditor_is_a_person_of_the_office_and_no_part_of_the_figure(tmp_path: Path) -> None:
    tree = audited_office()
    for person, code in (
        ("nobody", "reference-unknown"),
        ("rina-k", "audit-not-independent"),
        ("budi-s", "audit-not-independent"),
        ("siti-r", "audit-not-independent"),
    ):
        tree[AUDIT]["auditor"] = person
        assert codes(tree, tmp_path) == {code}


def test_nobody_audits_what_they_handed_in_or_approved(tmp_path: Path) -> None:
    tree = audited_office()
    facts = next(path for path in tree if path.startswith("measurements/2026-Q1/"))
    tree[facts] |= {"submitted_by": "wulan-p", "submitted_on": date(2026, 4, 2)}
    assert codes(tree, tmp_path) == {"audit-of-own-work"}
    tree[facts]["submitted_by"] = "rina-k"
    assert codes(tree, tmp_path) == set()
    tree[AUDIT] |= {"submitted_by": "rina-k", "submitted_on": date(2026, 5, 20)}
    assert codes(tree, tmp_path) == {"audit-by-other"}


@pytest.mark.parametrize("approver", ["lukman-a", "oki-z"])
def test_who_approved_the_report_or_the_rules_audits_neither(approver: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    audit = tmp_path / "content/audits/2025.yml"
    text = audit.read_text("utf-8")
    audit.write_text(text.replace("auditor: wulan-p", f"auditor: {approver}"), "utf-8")
    found = [one for one in check(tmp_path / "content").findings if one.file.endswith("2025.yml")]
    assert "audit-of-own-work" in {one.code for one in found}
    audit.write_text(text, "utf-8")
    after = [one for one in check(tmp_path / "content").findings if one.code.startswith("audit-")]
    assert after == []


def test_a_result_that_nobody_has_approved_says_so_wherever_it_stands(tmp_path: Path) -> None:
    tree = audited_office()
    rule = {"kinds": ["audit"], "step": "16", "any_of": ["leadership"]}
    version = {"version": 1, "valid_from": date(2026, 1, 1), "rules": [rule]}
    tree["approval-policy.yml"] = {"versions": [version]}
    pages = tmp_path / "pages"
    assert run(tree, tmp_path, "pages", str(pages)).exit_code == 0
    for name in (f"periods/{PERIOD}", "indicators/x"):
        page = (pages / f"{name}.md").read_text("utf-8")
        assert "Disertifikasi</a> (draf)" in page, name
        assert "menunggu Pimpinan" in page, name


def test_a_figure_is_judged_once_for_a_period(tmp_path: Path) -> None:
    tree = audited_office()
    tree[AUDIT]["findings"] *= 2
    assert "id-repeated" in codes(tree, tmp_path)


def test_an_audit_on_the_last_day_is_early_enough(tmp_path: Path) -> None:
    tree = audited_office()
    for day, found in ((31, set()), (30, {"audit-too-early"})):
        tree[AUDIT]["audited_on"] = date(2026, 3, day)
        assert codes(tree, tmp_path) == found


def test_a_figure_that_was_revised_since_is_told(tmp_path: Path) -> None:
    assert codes(audited_office(Decimal("84.5")), tmp_path) == {"audit-outdated"}


def test_an_audit_of_a_period_that_has_not_ended_on_that_day_waits(tmp_path: Path) -> None:
    tree = audited_office()
    assert run(tree, tmp_path, "check", "--as-of", "2026-02-28").exit_code == 0


def test_an_audit_changes_no_figure(tmp_path: Path) -> None:
    tree = audited_office()
    with_audit = compile_rows(tree, tmp_path / "with")
    del tree[AUDIT]
    assert compile_rows(tree, tmp_path / "without") == with_audit


def test_a_new_audit_is_drafted_from_its_schema(tmp_path: Path) -> None:
    tree = audited_office()
    del tree[AUDIT]
    assert run(tree, tmp_path, "new", "audit", PERIOD).exit_code == 0
    assert "schema-refused" not in codes({}, tmp_path)
    left = {code for code in codes({}, tmp_path) if not code.startswith("audit-")}
    assert left == {"value-unfinished", "text-unfinished"}


def test_the_result_stands_beside_the_figure_and_nothing_where_there_is_none(
    tmp_path: Path,
) -> None:
    tree = audited_office(result="certified_with_qualification", note="Kendali <b>lemah</b>.")
    add_indicator(tree, "z")
    add_target(tree, "z", flat(90))
    measure(tree, "z", PERIOD, 70)
    spread_weights(tree)
    pages = tmp_path / "pages"
    result = run(tree, tmp_path, "pages", str(pages))
    assert result.exit_code == 0, result.stderr
    page = (pages / "indicators/x.md").read_text("utf-8")
    assert page.count("Disertifikasi dengan catatan") == 1  # in the table, beside the figure
    assert "disertifikasi dengan catatan</strong> menurut Wulan P. pada 14 Mei 2026" in page
    assert "Kendali &#60;b&#62;lemah&#60;/b&#62;." in page
    assert "LHA-04/2026" in page
    english = (pages / "en/indicators/x.md").read_text("utf-8")
    assert "certified with qualification</strong> according to Wulan P. on 14 May 2026" in english
    assert "ertifikasi" not in (pages / "indicators/z.md").read_text("utf-8")
    period = (pages / "periods" / f"{PERIOD}.md").read_text("utf-8")
    assert "1 angka diaudit oleh Wulan P. pada 14 Mei 2026" in period
    assert period.count("Disertifikasi dengan catatan") == 1
