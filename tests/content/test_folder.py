"""What lies in a content folder: files with right, wrong and nearly right names, and links."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from content_tree import (
    Tree,
    run,
)
from small_office import (
    GOES_ON,
    INDICATOR,
    REGISTER,
    REPORT,
    UNIT,
    checked,
    decision,
    found_with,
    link,
    put,
    raw,
    small_office,
    together,
)


@pytest.mark.parametrize(
    "path",
    [
        "procedure.yml", "analyses/2026-Q1/x.yml", "letters/edaran.yml",
        "meetings/rapat-2026-08-18.yml", "cycles/2026-q1.yml", "imports/sirup.yml",
        "aliases/2026.yml",
    ],
)  # fmt: skip
def test_a_file_of_a_later_capability_is_left_unread(path: str, tmp_path: Path) -> None:
    assert found_with(raw(path, "{[ bukan YAML"), tmp_path) == set()


@pytest.mark.parametrize(
    "path", ["README.md", "images/logo.svg", "units/biro-a.yml.bak", "units/notes.txt", "data.csv"]
)
def test_what_is_no_yaml_is_left_alone(path: str, tmp_path: Path) -> None:
    assert found_with(raw(path, b"\xff\0"), tmp_path) == set()


@pytest.mark.parametrize(
    "path",
    [
        "unit.yml", "units/sub/biro-c.yml", "targets/x.yml", "targets/26/x.yml",
        "packages/biro-a/2026-Q1.yml", "realizations/biro-a/2026-Q5.yml",
        "realizations/biro-a/2026-13.yml", "notes/a.yml", "measurements/y.yml",
        "weights/2026-Q1.yml", ".git/x.yml", "approvals/2026/unit--biro-a/01.yml",
    ],
)  # fmt: skip
def test_any_other_yaml_file_is_an_error(path: str, tmp_path: Path) -> None:
    assert found_with(raw(path, "id: x\n"), tmp_path) == {("file-out-of-place", f"content/{path}")}


MISNAMED = {
    "units/Biro.yml": "units/biro.yml",
    "units/biro_c.yml": "units/biro-c.yml",
    "units/-c.yml": "units/c.yml",
    "units/biro-c.yaml": "units/biro-c.yml",
    "units/biro-c.YML": "units/biro-c.yml",
    "realizations/biro-a/2026-TW3.yml": "realizations/biro-a/2026-Q3.yml",
    "realizations/biro-a/2026-q3.yml": "realizations/biro-a/2026-Q3.yml",
    "realizations/biro-a/Triwulan III 2026.yaml": "realizations/biro-a/2026-Q3.yml",
    "realizations/biro-a/2026-s2.yml": "realizations/biro-a/2026-S2.yml",
    "realizations/biro-a/2026-9.yml": "realizations/biro-a/2026-09.yml",
    "realizations/biro-a/2026-Q3 (1).yml": "realizations/biro-a/2026-Q3.yml",
    "goals/Mutu TW3.yml": "goals/mutu-tw3.yml",
}


@pytest.mark.parametrize("path", MISNAMED)
def test_of_a_file_with_a_wrong_name_the_right_one_is_told(path: str, tmp_path: Path) -> None:
    _, found, _ = checked(raw(path, "id: x\n"), tmp_path)
    told = [(one["code"], one["file"]) for one in found if one["severity"] == "error"]
    assert told == [("file-misnamed", f"content/{path}")]
    assert any(f" {MISNAMED[path]}." in one["hint"] for one in found)


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("packages/biro-a/2026.yaml", "file-misnamed"),
        ("packages/biro-a/2026.yml.txt", "file-misnamed"),
        ("packages/biro_a/2026.yml", "folder-misnamed"),
    ],
)
def test_a_register_that_is_misnamed_is_not_missed_by_every_file_that_needs_it(
    place: str, code: str, tmp_path: Path
) -> None:
    def misname(tree: Tree, _: Path) -> None:
        tree[place] = tree.pop(REGISTER)

    _, found, _ = checked(misname, tmp_path)
    errors = {(one["code"], one["file"]) for one in found if one["severity"] == "error"}
    assert errors == {(code, f"content/{place}")}


@pytest.mark.parametrize(
    "name",
    [
        "2026-Q1 (1).yml", "2026-Q1 - Copy.yml", "2026-Q1 - Copy (2).yml", "Salinan 2026-Q1.yml",
        "2026-Q1-copy.yml", "Copy of 2026-Q1.yml", "2026-Q1.yaml", "2026-TW1.yml",
    ],
)  # fmt: skip
def test_a_copy_beside_its_file_is_to_be_deleted(name: str, tmp_path: Path) -> None:
    path = f"{REPORT.rpartition('/')[0]}/{name}"
    assert found_with(raw(path, "id: x\n"), tmp_path) == {("file-beside", f"content/{path}")}


@pytest.mark.parametrize(
    ("folder", "below", "right"),
    [
        ("realisasi", "biro-a/", "realizations"), ("realization", "biro-a/", "realizations"),
        ("realizations/Biro-A", "", "realizations/biro-a"), ("Realizations", "biro-a/", "realiz"),
    ],
)  # fmt: skip
def test_a_folder_with_a_wrong_name_is_told_once(
    folder: str, below: str, right: str, tmp_path: Path
) -> None:
    files = (raw(f"{folder}/{below}2026-Q{quarter}.yml", "id: x\n") for quarter in (2, 3))
    _, found, _ = checked(together(*files), tmp_path)
    errors = [one for one in found if one["severity"] == "error"]
    assert [(one["code"], one["file"]) for one in errors] == [
        ("folder-misnamed", f"content/{folder}/{below}2026-Q2.yml")
    ]
    assert folder in errors[0]["message"]
    assert right in errors[0]["hint"]


@pytest.mark.parametrize("path", ["units/c.yml", "images/logo.svg", "images"])
def test_a_link_out_of_the_folder_is_an_error_whatever_its_name(path: str, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    mutation = link(path, str(tmp_path / "outside"))
    assert found_with(mutation, tmp_path) == {("file-link-outside", f"content/{path}")}


def test_a_link_within_the_folder_is_read_as_the_file_it_is(tmp_path: Path) -> None:
    found = found_with(link("units/biro-c.yml", "biro-a.yml"), tmp_path)
    assert found == {("path-disagrees", "content/units/biro-c.yml")}


def test_of_broken_people_nothing_else_is_told(tmp_path: Path) -> None:
    mutation = raw("people.yml", "positions: []\npeople:\n\t- {id: rina-k}\n")
    assert found_with(mutation, tmp_path) == {("yaml-syntax", "content/people.yml")}


def test_folders_may_be_absent_and_the_content_folder_may_be_a_link(tmp_path: Path) -> None:
    tree = {"organisation.yml": small_office()["organisation.yml"]}
    (tmp_path / "real").mkdir()
    (tmp_path / "content").symlink_to("real")
    result = run(tree, tmp_path, "check", "--format", "json")
    found = json.loads(result.stdout)
    assert {one["code"] for one in found} == {"reference-unknown", "role-without-holder"}
    assert {one["file"].split("/")[0] for one in found} == {"content"}


def test_an_empty_folder_lacks_its_organisation(tmp_path: Path) -> None:
    result = run({}, tmp_path, "check", "--format", "json", "--content", str(tmp_path))
    (told,) = json.loads(result.stdout)
    assert result.exit_code == 1
    assert told["code"] == "organisation-missing"
    assert told["file"] == f"{tmp_path.name}/organisation.yml"


@pytest.mark.parametrize("text", ["", "[", "id: x\n", "- 1\n", "id: !!str x\n"])
def test_a_broken_organisation_is_told_beside_the_faults_of_other_files(
    text: str, tmp_path: Path
) -> None:
    mutation = together(raw("organisation.yml", text), raw(UNIT, "id: 7\n"))
    found = found_with(mutation, tmp_path)
    assert {file for _, file in found} == {"content/organisation.yml", f"content/{UNIT}"}
    assert "organisation-missing" not in {code for code, _ in found}


def test_a_decision_about_a_broken_indicator_has_no_fault_of_its_own(tmp_path: Path) -> None:
    mutation = together(put(INDICATOR, "status", value="tidak"), decision(GOES_ON))
    assert {file for _, file in found_with(mutation, tmp_path)} == {f"content/{INDICATOR}"}
