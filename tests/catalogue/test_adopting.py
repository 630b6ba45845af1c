"""`catalogue`: what is ready-made becomes content that passes `check`, and replaces nothing."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kinerja import resources
from kinerja.cli.main import main
from kinerja.content.authoring.formatting import canonical
from kinerja.content.shape.layout import kind_of
from kinerja.content.text.yaml import read
from kinerja.messages import translator
from kinerja.project.adopting import adopt, entries

INDICATORS = [id for id, entry in entries().items() if entry.kind == "indicator"]
POLICIES = [id for id, entry in entries().items() if entry.kind == "policy"]
SHIPPED = ("standard", "traffic-light", "five-labels", "two-state")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new project, as an office starts."""
    assert main(["init", str(tmp_path / "kantor")]) == 0
    monkeypatch.chdir(tmp_path / "kantor")
    return tmp_path / "kantor" / "content"


def documents(root: Path, folder: str) -> dict[str, dict[str, Any]]:
    return {file.stem: read(file.read_text("utf-8"), "x")[0] for file in root.glob(f"{folder}/*")}


def files(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def errors(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    capsys.readouterr()
    main(["check", "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    return [one for one in found if one["severity"] == "error"]


def test_the_whole_catalogue_fits_into_a_new_project(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = [id for id in entries() if id not in ("contract-on-time", *SHIPPED)]
    assert main(["catalogue", "add", *wanted]) == 0
    made = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert [path.stem for path in made] == wanted
    for path in made:
        text = path.read_text("utf-8")
        assert canonical(text, "x.yml", kind_of(path) or "") == (text, [])
    manuals = documents(project, "indicators")
    assert {told["status"] for told in manuals.values()} == {"proposed"}
    assert len({told["code"] for told in manuals.values()}) == len(manuals) == 36
    assert errors(capsys) == []


@pytest.mark.usefixtures("project")
def test_what_is_left_to_do_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue", "add", "tender-lead-time"]) == 0
    told = capsys.readouterr()
    assert told.out.strip().endswith("indicators/tender-lead-time.yml")
    assert "kinerja new target" in told.err
    assert "policies" not in told.err


def test_adopted_manuals_can_be_put_in_force_as_they_are(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["catalogue", "add", "tender-lead-time", "actions-done", "unit-satisfaction"]) == 0
    for file in project.glob("indicators/*.yml"):
        text = file.read_text("utf-8")
        file.write_text(text.replace("status: proposed", "status: active"), "utf-8")
    assert errors(capsys) == []


def test_a_manual_keeps_what_the_catalogue_says_and_its_origin(project: Path) -> None:
    adopt(project, ["tender-lead-time"], translator("id"))
    told = documents(project, "indicators")["tender-lead-time"]
    assert told | entries()["tender-lead-time"].data == told
    assert told["catalogue"] == "tender-lead-time"
    open_keys = set(told) - set(entries()["tender-lead-time"].data)
    people = {"owner", "data_provider", "verifier"}
    assert open_keys == {"area", *people, "status", "valid_from"}
    assert told["data_provider"] != told["verifier"]


def test_a_code_that_is_taken_is_replaced_by_a_free_one(project: Path) -> None:
    file = project / "indicators" / "contract-on-time.yml"
    assert "code: IK-01\n" in file.read_text("utf-8")
    adopt(project, ["plan-published-on-time", "plan-value-to-budget"], translator("id"))
    told = documents(project, "indicators")
    assert told["plan-published-on-time"]["code"] == "IK-41"
    assert told["plan-value-to-budget"]["code"] == "IK-02"
    last = max(entries()[id].data["code"] for id in INDICATORS)
    assert last == "IK-40"


def test_the_area_is_the_usual_one_else_one_of_the_same_dimension(project: Path) -> None:
    goal, manual = "timely-supply", project / "indicators" / "contract-on-time.yml"
    for area in ("fair-competition", "zz-mutu"):
        text = f"id: {area}\ngoal: {goal}\nname: {{id: Area, en: Area}}\n"
        (project / "areas" / f"{area}.yml").write_text(text, "utf-8")
    quality = manual.read_text("utf-8").replace("contract-delivery", "zz-mutu")
    manual.write_text(quality.replace("timeliness", "quality"), "utf-8")
    adopt(project, ["single-bid-tenders", "supplier-score", "training-hours"], translator("id"))
    told = documents(project, "indicators")
    assert told["single-bid-tenders"]["area"] == "fair-competition"
    assert told["supplier-score"]["area"] == "zz-mutu"
    assert (project / "areas" / f"{told['training-hours']['area']}.yml").is_file()


@pytest.mark.parametrize(
    ("ids", "told"),
    [
        (["tender-lead-time", "contract-on-time"], "contract-on-time.yml sudah ada"),
        (["traffic-light"], "traffic-light.yml sudah ada"),
        (["tender-lead-time", "tender-lead-tim"], "Mungkin maksudnya: tender-lead-time"),
        (["../x"], "tidak ada dalam katalog"),
        ([], "belum disebutkan"),
    ],
)
def test_a_refusal_writes_nothing(
    ids: list[str], told: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(project)
    assert main(["catalogue", "add", *ids]) == 2
    assert told in capsys.readouterr().err
    assert files(project) == before


def test_what_cannot_be_written_whole_is_taken_back(project: Path) -> None:
    for file in project.glob("policies/*"):
        file.unlink()
    (project / "policies").rmdir()
    (project / "policies").write_text("a file in the place of the folder", "utf-8")
    before = files(project)
    assert main(["catalogue", "add", "tender-lead-time", "akip"]) == 2
    assert files(project) == before


def test_an_id_named_twice_is_taken_once(project: Path) -> None:
    assert len(adopt(project, ["akip", "akip"], translator("id"))) == 1


@pytest.mark.usefixtures("project")
def test_the_list_tells_what_is_there_and_what_is_used(
    capsys: pytest.CaptureFixture[str],
) -> None:
    capsys.readouterr()
    assert main(["catalogue", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines if line and not line.startswith("ID ")] == [
        *INDICATORS, *POLICIES,
    ]  # fmt: skip
    rows = {line.split()[0]: line for line in lines if line}
    for words in ("Waktu pemilihan tender", "Hari kerja", "Makin rendah", "Triwulanan", "paket"):
        assert words in rows["tender-lead-time"]
    assert rows["contract-on-time"].endswith("  ya")
    assert not rows["tender-lead-time"].endswith("  ya")
    assert main(["catalogue", "list", "--lang", "en"]) == 0
    assert "The lower the better" in capsys.readouterr().out


def test_the_list_needs_no_content_unless_one_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["catalogue", "list"]) == 0
    assert main(["catalogue", "list", "--content", "nowhere"]) == 2
    assert main(["catalogue", "lst"]) == 2
    assert "Mungkin maksudnya: list" in capsys.readouterr().err


@pytest.mark.parametrize("id", INDICATORS)
def test_a_ready_made_manual_names_its_trap_its_quality_and_everyday_words(id: str) -> None:
    told = entries()[id].data
    assert told["id"] == told["catalogue"] == id
    assert told["caution"]["id"] != told["caution"]["en"]
    assert set(told["quality"]) == {"verification", "source", "accuracy", "limits", "remedy"}
    assert told["synonyms"]


def test_the_shipped_schemes_have_the_bands_of_the_domain() -> None:
    def bands(id: str) -> list[tuple[str, Any]]:
        told = entries()[id].data["bands"]
        return [(band["status"], band.get("from", band.get("above"))) for band in told]

    assert bands("traffic-light") == [("green", 100), ("yellow", 80), ("red", None)]
    assert bands("two-state") == [("achieved", 100), ("not_yet", None)]
    assert bands("five-labels") == [
        ("very_high", 91), ("high", 76), ("medium", 66), ("low", 51), ("very_low", None),
    ]  # fmt: skip
    assert bands("akip") == [
        ("excellent", 85), ("very_good", 75), ("good", 65), ("fair", 50), ("rather_poor", 30),
        ("poor", None),
    ]  # fmt: skip
    assert "above" in entries()["akip"].data["bands"][0]
    rule = entries()["standard"].data["versions"][0]
    assert (rule["cap"], rule["floor"], rule["zero_bonus"]) == (Decimal(120), Decimal(0), "none")


def test_every_file_of_the_catalogue_is_listed() -> None:
    assert len(INDICATORS) == 36
    found = {file.stem for file in resources.data("catalogue").rglob("*.yml")}
    assert found == set(entries())


def test_a_manual_can_be_read_before_it_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)  # without any content
    assert main(["catalogue", "list", "tender-lead-time", "itkp-2025"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("# Contoh baseline 18, target 15.\nid: tender-lead-time\n")
    for part in ("median(working_days(notice_date, award_date))", "caution:", "kind: rule_table"):
        assert part in told
    assert main(["catalogue", "list", "tender-lead-tim"]) == 2
    assert "tender-lead-time" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_what_comes_next_depends_on_what_was_taken(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert project
    for ids, said in (
        (["itkp-2025"], "tidak perlu disebut"),
        (["akip"], "sebut kebijakannya dalam policies"),
        (["tender-lead-time"], "kinerja new target"),
    ):
        assert main(["catalogue", "add", *ids]) == 0
        assert said in capsys.readouterr().err
