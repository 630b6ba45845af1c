"""What a forge reads of policy and people: owners of files, the ruleset, forms of pull requests."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from codeowners import owners
from content_tree import Tree, both, office, run, write
from kinerja.cli.main import main
from kinerja.content.checking import check
from kinerja.content.folder.looking import walk
from kinerja.content.shape.objects import object_at, unit_of
from kinerja.ledger.holders import holdings
from kinerja.ledger.judging import may_speak, rule_for
from kinerja.project.codeowners import GUARDED
from kinerja.project.forge_files import forge_files

ROOT = Path(__file__).resolve().parents[1]
OWNERS = ".github/CODEOWNERS"
TODAY = "2026-06-30"
RULES: list[dict[str, Any]] = [
    {"kinds": ["target", "goal"], "step": "6", "all_of": ["head_ukpbj", "leadership"],
     "in_order": True, "ranks": {"leadership": "jpt_madya"}},
    {"kinds": ["realization", "unit"], "step": "12",
     "any_of": ["managing_team", "performance_owner"]},
    {"kinds": ["report"], "step": "16", "any_of": ["leadership"]},
]  # fmt: skip


def held(role: str, **keys: Any) -> dict[str, Any]:
    return {"role": role, "capacity": "definitive", "from": date(2025, 1, 1)} | keys


def one(id: str, *roles: dict[str, Any], login: str = "") -> dict[str, Any]:
    told = {"id": id, "name": id, "roles": list(roles)}
    return told | ({"logins": {"github": login}} if login else {})


def tree() -> Tree:
    """Two units, a policy, and people of whom some have an account."""
    made = office()
    made["approval-policy.yml"] = {
        "versions": [{"version": 1, "valid_from": date(2025, 1, 1), "rules": RULES}]
    }
    made["people.yml"] = {
        "positions": [
            {"id": "sekjen", "name": both("Sekjen"), "rank": "jpt_madya"},
            {"id": "kepala", "name": both("Kepala")},
        ],
        "people": [
            one("lukman", held("leadership", position="sekjen"), login="Lukman-A"),
            one("oki", held("head_ukpbj", position="kepala"), login="oki-z"),
            one("sari", held("managing_team"), login="sari-f"),
            one("umi", held("managing_team")),
            one("rina", held("performance_owner", unit="biro-a"), login="rina-k"),
            one("budi", held("performance_owner", unit="biro-b")),
            one("putri", held("administrator"), login="putri-r"),
        ],
    }
    return made


def generated(told: Tree, folder: Path, day: str = TODAY) -> str:
    """The owners that the command writes beside the content."""
    assert run(told, folder, "generate", "--as-of", day).exit_code == 0
    return (folder / OWNERS).read_text("utf-8")


# --- owners ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The worked example, every one of its people with an account."""
    folder = tmp_path_factory.mktemp("example")
    shutil.copytree(ROOT / "content", folder / "content")
    place = folder / "content" / "people.yml"
    people = yaml.safe_load(place.read_text("utf-8"))
    for person in people["people"]:
        person.setdefault("logins", {"github": f"akun-{person['id']}"})
    place.write_text(yaml.safe_dump(people, allow_unicode=True, sort_keys=False), "utf-8")
    policy = folder / "content" / "approval-policy.yml"
    if not policy.exists():
        policy.write_text(yaml.safe_dump(tree()["approval-policy.yml"]), "utf-8")
    return folder / "content"


def test_every_file_of_the_example_is_owned_by_whom_the_gate_would_hear(example: Path) -> None:
    checked = check(example)
    content = checked.content
    assert content is not None
    told = forge_files(content, checked.today)[OWNERS]
    logins = {one.id: one.logins.github for one in content.people.people if one.logins}
    sources, faults = walk(example)
    assert not faults
    ruled = 0
    for source in sources:
        name = object_at(source.place)
        if name is None:
            continue
        rule = rule_for(content.approval_policy, source.kind, checked.today)
        heard = {
            logins[one.person]
            for one in holdings(content.people, checked.today)
            if rule and may_speak(rule, one, unit_of(name))
        }
        ruled += bool(heard)
        assert owners(told, f"content/{source.place}") == heard, source.place
    assert ruled > 100


def test_a_role_of_a_unit_counts_in_the_folder_of_that_unit_only(tmp_path: Path) -> None:
    told = generated(tree(), tmp_path)
    assert owners(told, "content/realizations/biro-a/2026-Q1.yml") == {"sari-f", "rina-k"}
    assert owners(told, "content/realizations/biro-b/2026-Q1.yml") == {"sari-f"}
    assert owners(told, "content/units/biro-a.yml") == {"sari-f", "rina-k"}
    assert owners(told, "content/targets/2026/x.yml") == {"oki-z", "Lukman-A"}


def test_who_has_no_account_is_named_by_id_and_owns_nothing(tmp_path: Path) -> None:
    told = generated(tree(), tmp_path)
    assert "# Belum punya akun: budi, umi." in told
    assert "@umi" not in told


def test_a_path_whose_approvers_have_no_account_has_a_line_without_owners(tmp_path: Path) -> None:
    made = tree()
    for person in made["people.yml"]["people"]:
        person.pop("logins", None)
    told = generated(made, tmp_path)
    assert "/content/targets/*/*.yml\n" in told
    assert "@" not in told


def test_who_lacks_the_rank_or_holds_the_role_no_longer_is_no_owner(tmp_path: Path) -> None:
    made = tree()
    made["people.yml"]["positions"][0]["rank"] = "pengawas"
    made["people.yml"]["people"][1]["roles"] = [held("head_ukpbj", until=date(2025, 6, 1))]
    told = generated(made, tmp_path)
    assert owners(told, "content/goals/timely-supply.yml") == set()
    assert owners(told, "content/people.yml") == {"Lukman-A"}


def test_people_policy_records_and_program_are_owned_by_the_last_lines(tmp_path: Path) -> None:
    told = generated(tree(), tmp_path)
    lines = [line for line in told.splitlines() if line and not line.startswith("#")]
    assert [line.split()[0] for line in lines[-3 - len(GUARDED) :]] == [
        "/content/people.yml", "/content/approval-policy.yml", "/content/approvals/",
        *(f"/{path}" for path in GUARDED),
    ]  # fmt: skip
    assert owners(told, "content/approvals/2026/goal--x/1.yml") == {"Lukman-A"}
    for path in (".github/workflows/gate.yml", "schemas/x.json", "generator/kinerja/a.py"):
        assert owners(told, path) == {"putri-r"}
    assert owners(told, "reports/2026-Q1/1/record.json") == {"Lukman-A"}
    assert owners(told, "docs/x.md") == set()


def test_without_a_policy_leadership_owns_the_first_one_and_people(tmp_path: Path) -> None:
    made = tree()
    del made["approval-policy.yml"]
    told = generated(made, tmp_path)
    for path in ("content/people.yml", "content/approval-policy.yml"):
        assert owners(told, path) == {"Lukman-A"}
    assert owners(told, "content/goals/timely-supply.yml") == set()


def test_owners_hold_what_github_can_read(tmp_path: Path) -> None:
    told = generated(tree(), tmp_path)
    for line in told.splitlines():
        assert re.fullmatch(r"|# .+|/[A-Za-z0-9_./*-]+( @[A-Za-z0-9-]+)*", line), line
    assert len(told.encode()) < 3_000_000


def test_a_folder_with_odd_letters_is_meant_as_it_is(tmp_path: Path) -> None:
    write(tree(), tmp_path / "isi [2026] #a*")
    assert main(["--content", str(tmp_path / "isi [2026] #a*"), "generate", "--as-of", TODAY]) == 0
    told = (tmp_path / OWNERS).read_text("utf-8")
    assert owners(told, "isi [2026] #a*/people.yml") == {"Lukman-A"}
    assert owners(told, "isi [2026] #abc/people.yml") == set()


def test_owners_change_with_roles_and_not_with_the_day(tmp_path: Path) -> None:
    made = tree()
    made["people.yml"]["people"][1]["roles"][0]["until"] = date(2026, 9, 1)
    first = generated(made, tmp_path)
    assert generated(made, tmp_path, "2026-08-31") == first
    assert generated(made, tmp_path, "2026-09-01") == first.replace(" @oki-z", "")


# --- the command -------------------------------------------------------------------------------


def test_what_is_up_to_date_is_left_alone(tmp_path: Path) -> None:
    generated(tree(), tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    done = run(tree(), tmp_path, "generate", "--check", "--as-of", TODAY)
    assert (done.exit_code, done.stdout) == (0, "")
    assert run(tree(), tmp_path, "generate", "--as-of", TODAY).stdout == ""
    after = {path: path.stat().st_mtime_ns for path in before if "content" not in path.parts}
    assert after.items() <= before.items()


def test_the_check_names_file_and_line_and_writes_nothing(tmp_path: Path) -> None:
    told = generated(tree(), tmp_path)
    edited = told.replace("@oki-z", "@oki-z @mallory", 1)
    (tmp_path / OWNERS).write_text(edited, "utf-8")
    (tmp_path / ".github/PULL_REQUEST_TEMPLATE/plan.md").unlink()
    done = run(tree(), tmp_path, "generate", "--check", "--as-of", TODAY)
    line = next(n for n, text in enumerate(edited.splitlines(), 1) if "@mallory" in text)
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        f"{OWNERS}:{line}: berbeda dari isi",
        ".github/PULL_REQUEST_TEMPLATE/plan.md:1: belum ada",
    ]
    assert (tmp_path / OWNERS).read_text("utf-8") == edited
    assert not (tmp_path / ".github/PULL_REQUEST_TEMPLATE/plan.md").exists()
    assert generated(tree(), tmp_path) == told


def test_other_files_of_the_forge_are_not_touched(tmp_path: Path) -> None:
    own = tmp_path / ".github/PULL_REQUEST_TEMPLATE/rapat.md"
    own.parent.mkdir(parents=True)
    own.write_text("milik kantor")
    generated(tree(), tmp_path)
    assert own.read_text() == "milik kantor"
    assert not list(tmp_path.rglob(".*kinerja-aside*"))


def test_wrong_content_writes_nothing(tmp_path: Path) -> None:
    made = tree()
    made["goals/timely-supply.yml"]["name"] = 5
    assert run(made, tmp_path, "generate").exit_code == 1
    assert not (tmp_path / ".github").exists()


def test_a_new_project_has_the_files_of_its_own_content(tmp_path: Path) -> None:
    assert main(["--quiet", "init", str(tmp_path / "kantor")]) == 0
    assert main(["--content", str(tmp_path / "kantor/content"), "generate", "--check"]) == 0
    assert (tmp_path / "kantor" / OWNERS).is_file()


def test_this_repository_has_the_files_of_its_example() -> None:
    assert main(["--content", str(ROOT / "content"), "generate", "--check"]) == 0


# --- ruleset and forms -------------------------------------------------------------------------


def test_the_ruleset_protects_the_branch_from_all_but_the_recorder(tmp_path: Path) -> None:
    generated(tree(), tmp_path)
    told = json.loads((tmp_path / ".github/rulesets/main.json").read_text("utf-8"))
    rules = {rule["type"]: rule.get("parameters", {}) for rule in told["rules"]}
    assert rules.keys() == {
        "deletion", "non_fast_forward", "pull_request", "required_status_checks"
    }  # fmt: skip
    asked = rules["pull_request"]
    assert asked["allowed_merge_methods"] == ["merge", "squash"]
    assert asked["required_approving_review_count"] == 1
    assert asked["dismiss_stale_reviews_on_push"]
    assert asked["require_code_owner_review"]
    assert asked["require_last_push_approval"]
    checks = rules["required_status_checks"]["required_status_checks"]
    assert checks == [{"context": "kinerja/gate", "integration_id": 15368}]
    assert told["bypass_actors"] == [
        {"actor_id": "RECORDER_APP_ID", "actor_type": "Integration", "bypass_mode": "always"}
    ]
    assert (told["target"], told["enforcement"]) == ("branch", "active")
    assert told["conditions"]["ref_name"] == {"include": ["~DEFAULT_BRANCH"], "exclude": []}
    assert "kinerja generate" in told["name"]


def test_each_form_says_who_approves_in_the_language_of_the_office(tmp_path: Path) -> None:
    forms = tmp_path / ".github" / "PULL_REQUEST_TEMPLATE"
    generated(tree(), tmp_path)
    assert {path.stem for path in forms.iterdir()} == {
        "plan", "realization", "report", "decision", "correction"
    }  # fmt: skip
    plan = (forms / "plan.md").read_text("utf-8")
    assert plan.startswith("<!-- Dibuat oleh kinerja generate")
    assert "Kepala UKPBJ, lalu Pimpinan (paling rendah JPT Madya)" in plan
    spoken = tree()
    spoken["organisation.yml"]["language"] = "en"
    generated(spoken, tmp_path)
    plan = (forms / "plan.md").read_text("utf-8")
    assert plan.startswith("<!-- Made by kinerja generate")
    assert "Head of UKPBJ, then Leadership" in plan


def test_everything_is_the_same_whatever_the_order_of_people(tmp_path: Path) -> None:
    generated(tree(), tmp_path / "one")
    turned = tree()
    turned["people.yml"]["people"].reverse()
    generated(turned, tmp_path / "other")
    done = subprocess.run(
        ["diff", "-r", tmp_path / "one/.github", tmp_path / "other/.github"], check=False
    )
    assert done.returncode == 0
