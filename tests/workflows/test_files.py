"""The workflow files themselves: sound, bent by nobody, the same here and in an office."""

from __future__ import annotations

import re
import subprocess
import sysconfig
from pathlib import Path
from typing import Any

import pytest
import yaml

from kinerja.messages import translator
from kinerja.project.templates import CHECKOUT, OFFICE, filled
from kinerja.project.workflows import FOLDER, workflow_files
from workflows import standing_in
from workflows.expressions import UnknownExpressionError, condition, value
from workflows.expressions import filled as put_in

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = Path(sysconfig.get_path("scripts"))
OFFICES = dict(filled(translator("id"), OFFICE, FOLDER))
OURS = workflow_files()
WRITES = {
    ("comment.yml", "comment"): {"pull-requests"},
    ("gate.yml", "gate"): {"statuses", "pull-requests"},
    ("gate-again.yml", "gate"): {"statuses", "pull-requests"},
    ("record.yml", "publish"): {"pages", "id-token"},
}
"""All that the workflows' own tokens may write; what an App may write is on the App's token."""

CALLS = re.compile(
    r"true|make venv|python -m pip install -r requirements\.txt"
    r'|(?:\.venv/bin/)?kinerja [a-z]+(?: (?:--)?[a-zA-Z0-9^.-]+| "\$[A-Z_]+")*'
)


def read(text: str) -> dict[str, Any]:
    told: dict[Any, Any] = yaml.safe_load(text)
    told["on"] = told.pop(True)
    return told


def steps(told: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(name, step) for name, job in told["jobs"].items() for step in job["steps"]]


def laid_out(language: str, folder: Path) -> Path:
    for place, text in filled(translator(language), OFFICE, ".github/"):
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(text, "utf-8")
    return folder / ".github"


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_workflows_of_an_office_are_valid_and_have_no_known_weakness(
    language: str, tmp_path: Path
) -> None:
    folder = laid_out(language, tmp_path)
    files = sorted((folder / "workflows").iterdir())
    assert len(files) == len(OFFICES)
    schema = (SCRIPTS / "check-jsonschema", "--builtin-schema", "vendor.github-workflows")
    weakness = (SCRIPTS / "zizmor", "--offline", "--quiet", "--pedantic", folder)
    for command in ((*schema, *files), weakness):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_workflows_of_this_repository_are_an_offices_with_the_program_from_the_checkout() -> (
    None
):
    there = {f"{FOLDER}{path.name}" for path in (ROOT / FOLDER).iterdir()}
    assert there == {*OURS, f"{FOLDER}tests.yml"}
    for place, text in OURS.items():
        assert (ROOT / place).read_text("utf-8") == text, "python -m kinerja.project.workflows"
        here, office = read(text), read(OFFICES[place])
        for _job, step in steps(here):
            if "python-version" in step.get("with", {}):
                step["with"]["python-version"] = OFFICE.python
            command = step.get("run", "")
            if command == CHECKOUT.install:
                step["run"] = OFFICE.install
            elif command.startswith(CHECKOUT.kinerja):
                step["run"] = OFFICE.kinerja + command.removeprefix(CHECKOUT.kinerja)
        if "workflow_dispatch" in here["on"]:
            here["on"]["workflow_dispatch"] = office["on"]["workflow_dispatch"]
        assert here == office


@pytest.mark.parametrize("place", OFFICES)
def test_each_command_is_one_call_whose_values_come_from_its_environment(place: str) -> None:
    for text in (OFFICES[place], OURS[place]):
        for _job, step in steps(read(text)):
            if "run" in step:
                assert CALLS.fullmatch(step["run"]), step["run"]
                named = set(re.findall(r"\$([A-Z_]+)", step["run"]))
                assert named == step.get("env", {}).keys() - {"GITHUB_TOKEN"}


@pytest.mark.parametrize("place", OFFICES)
def test_rights_are_given_job_by_job_and_no_more_than_are_used(place: str) -> None:
    told = read(OFFICES[place])
    assert told["permissions"] == {}
    for name, job in told["jobs"].items():
        written = {right for right, how in job["permissions"].items() if how == "write"}
        assert written == WRITES.get((Path(place).name, name), set())
        assert job["timeout-minutes"] <= 30


@pytest.mark.parametrize("place", OFFICES)
def test_only_recorder_and_opener_keep_a_token_in_their_clone(place: str) -> None:
    told = read(OFFICES[place])
    for job, step in steps(told):
        if step.get("uses", "").startswith("actions/checkout@"):
            keeps = step["with"]["persist-credentials"]
            environment = told["jobs"][job].get("environment", {}).get("name")
            assert keeps is (environment in ("recorder", "opener"))
            assert not keeps or "app.outputs.token" in step["with"]["token"]


@pytest.mark.parametrize("place", OFFICES)
def test_secrets_are_read_in_their_environment_and_never_for_a_proposal(place: str) -> None:
    told = read(OFFICES[place])
    for job in told["jobs"].values():
        if "secrets." in yaml.safe_dump(job):
            assert job["environment"]["name"] in ("recorder", "opener")
            assert not told["on"].keys() & {"pull_request", "pull_request_review", "workflow_run"}
    assert "pull_request_target" not in told["on"]


def test_what_runs_after_a_proposal_never_stands_on_its_files() -> None:
    for name in ("comment.yml", "gate.yml", "gate-again.yml"):
        told = read(OFFICES[f"{FOLDER}{name}"])
        kept = [step.get("with", {}).get("ref") for _job, step in steps(told)
                if step.get("uses", "").startswith("actions/checkout@")]  # fmt: skip
        commands = [n for n, (_job, step) in enumerate(steps(told)) if "run" in step]
        checkouts = [n for n, (_job, step) in enumerate(steps(told))
                     if step.get("uses", "").startswith("actions/checkout@")]  # fmt: skip
        assert kept[-1] in (None, "main")
        assert max(checkouts) < min(commands)


def test_what_follows_a_workflow_names_one_that_there_is() -> None:
    names = {read(text)["name"] for text in OFFICES.values()}
    for text in OFFICES.values():
        followed = read(text)["on"].get("workflow_run", {}).get("workflows", [])
        assert set(followed) <= names


# --- the executor knows what it does not know ----------------------------------------------------


def test_every_action_has_something_that_stands_in_for_it() -> None:
    used = {
        step["uses"].partition("@")[0]
        for text in OFFICES.values()
        for _job, step in steps(read(text))
        if "uses" in step
    }
    assert used == standing_in.STANDING_IN.keys()


def test_an_unknown_action_fails() -> None:
    with pytest.raises(AssertionError, match="stands in for owner/other"):
        standing_in.action("owner/other", None, {})  # type: ignore[arg-type]


CONTEXTS = {
    "github": {"event": {"title": "$(id) 'x'"}, "token": ""}, "steps": {},
    "success": lambda: False, "cancelled": lambda: False, "always": lambda: True,
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("github.event.title", "$(id) 'x'"),
        ("github.token || 'other'", "other"),
        ("github.token == '' && 'yes'", "yes"),
        ("!cancelled()", True),
        ("(github.token != '') || always()", True),
        ("'it''s'", "it's"),
    ],
)
def test_known_expressions(text: str, expected: object) -> None:
    assert value(text, CONTEXTS) == expected


@pytest.mark.parametrize(
    "text",
    ["toJSON(github)", "github.actor", "github.event.number", "secrets.KEY", "1 + 1", "a == ",
     "hashFiles('x')", "steps.*.outputs", "(github.token"],
)  # fmt: skip
def test_unknown_expressions_fail(text: str) -> None:
    with pytest.raises(UnknownExpressionError):
        value(text, CONTEXTS)


def test_a_condition_asks_for_success_unless_it_says_when() -> None:
    assert not condition(None, CONTEXTS)
    assert not condition("github.token == ''", CONTEXTS)
    assert condition("${{ !cancelled() }}", CONTEXTS)
    assert put_in("a ${{ github.event.title }} b", CONTEXTS) == "a $(id) 'x' b"
