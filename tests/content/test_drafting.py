"""`new`: a draft of every kind is valid, in its place, and speaks of what is there."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kinerja.cli.main import main
from kinerja.codes import has_errors
from kinerja.content.authoring.drafting import draft
from kinerja.content.authoring.formatting import canonical
from kinerja.content.authoring.known import Known, known
from kinerja.content.authoring.reference import example, references
from kinerja.content.checking import check
from kinerja.content.shape import refusals, schema
from kinerja.content.shape.layout import LAYOUT, RECORDED, keys_of, names, place_of
from kinerja.content.text.yaml import read
from kinerja.findings import UserError
from kinerja.messages import translator

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("id", "en")
KEYS = {
    "id": "baru", "indicator": "contract-on-time", "source": "survei-baru", "unit": "biro-umum",
    "year": "2027", "period": "2026-Q4", "slug": "unit--biro-umum", "n": "1",
}  # fmt: skip
INSIDE = ("organisation", "people", "approval-policy")
"""Kinds of which every content folder has its one file already."""


def drafted(kind: str, there: Known | None = None, language: str = "id") -> tuple[str, Any]:
    keys = {name: KEYS[name] for name in names(kind)}
    text = draft(kind, keys, translator(language), *([there] if there else []))
    data, faults = read(text, "x.yml")
    assert faults == []
    return text, data


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", LAYOUT)
def test_a_draft_of_every_kind_obeys_its_schema_and_is_canonical(kind: str, language: str) -> None:
    for there in (None, Known(), known(ROOT / "content", KEYS)):
        text, data = drafted(kind, there, language)
        assert [error.message for error in refusals.errors(kind, data)] == []
        assert canonical(text, "x.yml", kind) == (text, [])


@pytest.mark.parametrize("kind", LAYOUT)
def test_a_draft_states_only_what_is_required_and_says_what_each_key_means(kind: str) -> None:
    text, data = drafted(kind)
    told = schema.schemas()[kind]
    conditional = {"policy": {"versions"}}.get(kind, set())
    assert set(data) == set(told["required"]) | conditional
    for key in data:
        description = told["properties"][key]["description"]
        comments = re.search(rf"((?:^# .*\n)+){key}:", text, re.MULTILINE)
        assert comments
        assert description.split()[0] in comments[1]


def test_comments_are_in_the_language_of_messages() -> None:
    assert "# Nama unit kerja dalam dua bahasa." in drafted("unit")[0]
    assert "# The name of the work unit in two languages." in drafted("unit", language="en")[0]


def test_a_draft_names_what_the_folder_holds_and_people_take_turns() -> None:
    there = Known(
        ids={"area": ("area-a", "area-b"), "person": ("a", "b", "c")}, codes=frozenset({"IK-07"})
    )
    _, data = drafted("indicator", there)
    assert data["area"] == "area-a"
    assert [data[key] for key in ("owner", "data_provider", "verifier")] == ["a", "b", "c"]
    assert data["code"] == "LENGKAPI"


def test_a_draft_names_people_whose_work_it_is_and_who_still_do_it() -> None:
    there = Known(
        ids={"person": ("old", "lead", "team", "head")},
        roles={
            "old": (("performance_owner", "2026-01-01"),),
            "lead": (("leadership", ""),),
            "team": (("managing_team", "2030-01-01"),),
            "head": (("head_ukpbj", ""),),
        },
    )
    _, data = drafted("indicator", there)
    people = [data[key] for key in ("owner", "data_provider", "verifier")]
    assert people == ["team", "team", "head"]


def test_weights_add_up_to_100_among_siblings() -> None:
    there = Known(siblings={"goal": (("g", "h", "i"),), "area": (("a",), ("b", "c"))})
    version = drafted("weights", there)[1]["versions"][0]
    assert version["goals"] == {"g": 33, "h": 33, "i": 34}
    assert version["areas"] == {"a": 100, "b": 50, "c": 50}


def test_a_target_has_a_number_for_every_period_of_its_indicator() -> None:
    _, data = drafted("target", Known(months={"contract-on-time": 6}))
    assert list(data["versions"][0]["trajectory"]) == ["2027-S1", "2027-S2", "2027"]
    assert data["baseline"]["period"] == "2026"


def test_a_report_is_as_of_the_last_day_and_begins_with_a_package_of_the_register() -> None:
    _, data = drafted("realization", Known(ids={"package": ("pkt-a", "pkt-b")}))
    assert data["as_of"] == "2026-12-31"
    assert data["packages"] == [{"package_id": "pkt-a"}]
    assert drafted("realization", Known(ids={"package": ()}))[1]["packages"] == []


# --- the command -------------------------------------------------------------------------------


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "content", tmp_path / "content")
    return tmp_path / "content"


LINES = [
    "unit baru", "goal baru", "area baru", "indicator baru",
    "target contract-on-time --year 2027", "weights 2027",
    "action-plan contract-on-time --year 2027", "register biro-umum --year 2027",
    "mapping 2027 --unit biro-umum", "realization 2026-12 --unit biro-umum",
    "measurement survei-baru --period 2026-Q4", "policy baru", "calendar --year 2029",
    "audit 2026-Q4", "decision 2026-Q3",
]  # fmt: skip


def test_new_files_of_every_kind_leave_the_content_without_errors(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert {line.split()[0] for line in LINES} == set(LAYOUT) - set(INSIDE) - RECORDED
    for line in LINES:
        assert main(["new", *line.split()]) == 0
        made = Path(capsys.readouterr().out.strip())
        assert made.is_relative_to(office)
    checked = check(office)
    assert not has_errors(checked.findings), checked.findings


def test_a_decision_rests_on_its_own_period_and_leaves_the_number_of_its_minutes_open() -> None:
    text = draft("decision", {"period": "2026-Q1"}, translator("id"))
    told, faults = read(text, "decision.yml")
    assert not faults
    assert told["basis"] == {"report": "2026-Q1"}
    assert told["document"]["number"] == "LENGKAPI"


@pytest.mark.parametrize(
    ("kind", "keys", "settled"),
    [
        ("decision", {"period": "2026-Q1"}, "period step capacity report"),
        ("register", {"unit": "biro-a", "year": "2026"}, "unit year system register_status"),
        ("mapping", {"unit": "biro-a", "year": "2026"}, "unit year"),
        ("action-plan", {"indicator": "x", "year": "2026"}, "indicator year origin"),
        ("audit", {"period": "2026-Q1"}, "period size"),
        ("area", {"id": "a"}, "id"),
        ("people", {}, "capacity"),
    ],
)
def test_what_only_a_person_knows_is_marked(kind: str, keys: dict[str, str], settled: str) -> None:
    text = draft(kind, keys, translator("id"))
    told = [line.strip("- ") for line in text.splitlines() if line and "#" not in line.lstrip()[:1]]
    stated = [line.partition(":") for line in told if ": " in line and not line.endswith("[]")]
    assert [key for key, _, value in stated if "LENGKAPI" not in value] == settled.split()


def test_new_never_replaces(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (office / "units/biro-umum.yml").read_bytes()
    assert main(["new", "unit", "biro-umum"]) == 2
    assert "biro-umum.yml sudah ada" in capsys.readouterr().err
    assert (office / "units/biro-umum.yml").read_bytes() == before
    assert main(["new", "people"]) == 2


def test_each_number_of_a_new_target_is_told_until_a_person_has_written_it(office: Path) -> None:
    assert main(["new", "target", "contract-on-time", "--year", "2027"]) == 0
    place = office / "targets/2027/contract-on-time.yml"

    def open_numbers() -> list[str]:
        found = [one for one in check(office).findings if one.code == "value-unfinished"]
        return [dict(one.params)["value"] for one in found]

    assert open_numbers() == ["88", "Laporan kinerja 2026", "90", "90", "90", "90", "90"]
    place.write_text(place.read_text("utf-8").replace("88 # LENGKAPI", "87.5"), "utf-8")
    assert open_numbers() == ["Laporan kinerja 2026", *["90"] * 5]


@pytest.mark.usefixtures("office")
def test_new_says_what_comes_next(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "goal", "baru"]) == 0
    told = capsys.readouterr()
    assert "buka" in told.err
    assert told.out.strip() in told.err
    assert "kinerja check" in told.err


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("register biro-umun --year 2029", "biro-umun belum ada. Mungkin maksudnya: biro-umum."),
        ("realization biro-xyz --period 2029-Q1", "biro-xyz belum ada. Yang ada: biro-"),
        ("target contract-on-tme --year 2029", "Indikator contract-on-tme belum ada. Mungkin"),
    ],
)
def test_new_doubts_what_the_folder_does_not_hold_and_names_the_nearest(
    line: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", *line.split()]) == 0
    said = capsys.readouterr().err
    assert told in said
    assert "biro-umum" in said or "contract-on-time" in said


def test_the_help_of_new_lists_the_kinds(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "--help"]) == 0
    told = capsys.readouterr().out
    assert {kind for kind, place in LAYOUT.items() if place not in told} == RECORDED


def test_new_makes_an_organisation_with_its_id(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert main(["--content", str(tmp_path / "content"), "new", "organisation", "kantor"]) == 0
    text = (tmp_path / "content/organisation.yml").read_text("utf-8")
    assert read(text, "x.yml")[0]["id"] == "kantor"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("unti biro", "unti bukan jenis isi"),
        ("approval 1 --year 2026", "hanya ditulis oleh kinerja record"),
        ("unit", "memerlukan juga ID"),
        ("target x", "memerlukan juga --year"),
        ("register biro-umum", "memerlukan juga --year"),
        ("register --year 2026", "memerlukan juga --unit"),
        ("realization --unit biro-umum", "memerlukan juga --period"),
        ("unit Biro", "tidak dapat menjadi id"),
        ("unit ../../x", "tidak dapat menjadi id"),
        (f"unit {'x' * 65}", "tidak dapat menjadi id"),
        ("target x --year 26", "tidak dapat menjadi tahun"),
        ("measurement x --period 2026-Q5", "tidak dapat menjadi period"),
    ],
)
def test_a_wrong_line_says_what_is_needed_and_writes_nothing(
    line: str, told: str, office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(office.rglob("*"))
    assert main(["new", *line.split()]) == 2
    assert told in capsys.readouterr().err
    assert sorted(office.rglob("*")) == before


def test_an_id_may_stand_for_the_part_of_a_path_that_no_option_names() -> None:
    wanted = {"unit": "biro-umum", "period": "2026-Q2"}
    assert keys_of("realization", "biro-umum", {"period": "2026-Q2"}) == wanted
    assert keys_of("realization", "2026-Q2", {"unit": "biro-umum"}) == wanted
    assert place_of("realization", wanted) == "realizations/biro-umum/2026-Q2.yml"
    with pytest.raises(UserError):
        keys_of("realization", None, {})


# --- calendars ---------------------------------------------------------------------------------


def days(content: Path, year: int) -> list[dict[str, Any]]:
    return read((content / f"calendars/{year}.yml").read_text("utf-8"), "x")[0]["days"]


def test_a_new_calendar_holds_the_national_holidays_and_joint_leave_of_its_year(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for file in (office / "calendars").iterdir():
        file.unlink()
    for year, leave in ((2024, 10), (2025, 11), (2026, 8), (2027, 8)):
        assert main(["new", "calendar", "--year", str(year)]) == 0
        assert "belum ditetapkan" not in capsys.readouterr().err
        kinds = [day["kind"] for day in days(office, year)]
        assert kinds.count("joint_leave") == leave
        assert set(kinds) == {"holiday", "joint_leave"}
    assert {day["date"]: day["kind"] for day in days(office, 2025)}["2025-08-18"] == "joint_leave"
    assert not any("perkiraan" in day["name"] for day in days(office, 2027))
    assert not has_errors(check(office).findings)


def test_a_year_whose_joint_leave_is_not_decreed_says_so_in_the_file_and_on_the_screen(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "calendar", "--year", "2028"]) == 0
    told = capsys.readouterr()
    assert "Cuti bersama 2028 belum ditetapkan" in told.err
    assert "Cuti bersama 2028 belum ditetapkan" in Path(told.out.strip()).read_text("utf-8")
    assert {day["source"] for day in days(office, 2028)} == {"Perkiraan, belum ada SKB"}


def test_only_drafting_a_calendar_reads_the_library_of_holidays(office: Path) -> None:
    code = (
        "import sys; from kinerja.cli.main import main; main(sys.argv[1:]);"
        "print('holidays' in sys.modules)"
    )

    def reads(*line: str) -> bool:
        done = subprocess.run(
            [sys.executable, "-c", code, *line], cwd=office.parent, capture_output=True,
            encoding="utf-8", check=True,
        )  # fmt: skip
        return done.stdout.splitlines()[-1] == "True"

    assert reads("new", "calendar", "--year", "2029")
    for line in (["check"], ["new", "unit", "baru"], ["catalogue", "list"]):
        assert not reads(*line), line


# --- the reference -----------------------------------------------------------------------------


def test_the_reference_has_every_key_of_every_kind_translated() -> None:
    said = translator("en").gettext
    found = references()
    assert [one.kind for one in found] == list(LAYOUT)
    for one in found:
        top = [key.path for key in one.keys if re.fullmatch("[a-z_]+", key.path)]
        assert top == list(schema.schemas()[one.kind]["properties"])
        for key in one.keys:
            texts = [key.title, key.description, *key.types, *(label for _, label in key.values)]
            assert key.types
            assert [text for text in texts if not text] == []
            # Words that are the same in both languages are names of things.
            assert said(key.description) != key.description


def test_the_reference_tells_what_a_value_may_be() -> None:
    keys = {f"{one.kind}/{key.path}": key for one in references() for key in one.keys}
    assert keys["unit/unit_codes"].types == ("daftar",)
    assert keys["area/selector.methods"].values[0] == ("tender", "Tender")
    assert keys["area/selector.units"].relation == "unit"
    assert keys["realization/packages[].due_date"].types == ("tanggal",)
    assert keys["register/packages[].budget_amount"].unit == "rupiah"
    assert keys["target/versions[].trajectory"].types == ("pasangan kunci dan nilai",)
    assert keys["policy/versions[].cap"].types == ("desimal", "null")
    assert keys["weights/versions[].goals"].is_required
    assert not keys["unit/notes"].is_required


@pytest.mark.parametrize("kind", LAYOUT)
def test_every_kind_has_a_valid_example(kind: str) -> None:
    path, text = example(kind, translator("id"))
    assert re.fullmatch(re.sub("<[a-z]+>", "[a-zA-Z0-9-]+", LAYOUT[kind]), path)
    assert schema.is_valid(kind, read(text, path)[0])
