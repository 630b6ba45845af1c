"""Settings of the editor follow the layout: here, and in a project that an office starts."""

from __future__ import annotations

import json
import re
from pathlib import Path, PurePosixPath

import pytest

from kinerja import resources
from kinerja.cli.main import main
from kinerja.cli.reporting import github, report
from kinerja.content.folder.looking import walk
from kinerja.content.shape import schema
from kinerja.content.shape.layout import LAYOUT
from kinerja.content.text.yaml import read
from kinerja.findings import finding
from kinerja.messages import translator
from kinerja.project.editor import SCHEMAS, editor_files

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office") / "kantor"
    assert main(["--quiet", "init", str(folder)]) == 0
    return folder


def test_the_settings_of_this_repository_are_what_the_layout_gives() -> None:
    for name, text in editor_files(translator("id"), "schemas").items():
        assert (ROOT / name).read_text("utf-8") == text, f"write {name} anew"


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_file_is_json(language: str) -> None:
    assert all(json.loads(text) for text in editor_files(translator(language), SCHEMAS).values())


def test_every_content_file_has_its_schema_by_its_path(project: Path) -> None:
    for root in (ROOT, project):
        told = json.loads((root / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
        assert len(told) == len(LAYOUT)
        for source in walk(root / "content")[0]:
            matching = [
                path for path, globs in told.items()
                if any(PurePosixPath(source.name).match(one) for one in globs)
            ]  # fmt: skip
            assert [Path(path).name for path in matching] == [f"{source.kind}.schema.json"]
            assert (root / matching[0]).is_file()


def test_a_project_carries_the_schemas_that_its_settings_name(project: Path) -> None:
    for path in resources.schemas().glob("*.schema.json"):
        assert (project / SCHEMAS / path.name).read_bytes() == path.read_bytes()


def test_tasks_call_commands_that_there_are() -> None:
    told = json.loads(editor_files(translator("id"), SCHEMAS)[".vscode/tasks.json"])
    assert [task["label"] for task in told["tasks"]] == ["Periksa", "Bangun", "Rapikan"]
    for task in told["tasks"]:
        assert main([*task["args"], "--help"]) == 0


def test_the_task_finds_the_findings_that_check_prints() -> None:
    found = finding("content/units/x.yml", "yaml-duplicate-key", key="id")
    printed = github(report(ROOT, [found], translator("id"))).splitlines()[0]
    told = json.loads(editor_files(translator("id"), SCHEMAS)[".vscode/tasks.json"])
    pattern = told["tasks"][0]["problemMatcher"]["pattern"]
    match = re.match(pattern["regexp"], printed)
    assert match
    assert match[pattern["file"]] == "content/units/x.yml"
    assert match[pattern["code"]] == "yaml-duplicate-key"
    assert match[pattern["message"]] == "Kunci id ditulis dua kali."


def test_a_snippet_of_every_kind_becomes_a_valid_file() -> None:
    told = json.loads(editor_files(translator("id"), SCHEMAS)[".vscode/kinerja.code-snippets"])
    assert [snippet["prefix"] for snippet in told.values()] == list(LAYOUT)
    for snippet in told.values():
        text = re.sub(r"\\([$}\\])", r"\1", "\n".join(snippet["body"]))
        assert schema.is_valid(snippet["prefix"], read(text, "x.yml")[0])


def test_a_project_is_checked_at_each_commit_by_commands_that_there_are(project: Path) -> None:
    told, faults = read((project / ".pre-commit-config.yaml").read_text("utf-8"), "x.yml")
    assert faults == []
    for hook in told["repos"][0]["hooks"]:
        assert main([*hook["entry"].split()[1:], "--help"]) == 0
        assert re.search(hook["files"], "content/units/biro-umum.yml")
        assert not re.search(hook["files"], "docs/content.yml")
