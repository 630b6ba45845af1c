"""Runs workflows as GitHub would: which there are for an event, their jobs, and every step in bash.

    actions = Actions(forge, bare, folder, OFFICE)
    runs = actions.happened("pull_request", number=1, action="opened")

A workflow is read from the commit from which GitHub reads it: the merged proposal for a proposal's
own events, main for all others. What follows a run (`workflow_run`) is run, too. Actions (`uses:`)
are stood in for by `standing_in`, expressions are `expressions`'; whatever neither knows fails.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from review.standin import RIGHTS, StandIn
from review.standin_git import git
from workflows import standing_in
from workflows.expressions import condition, filled

Step = tuple[str, str, int]
"""A step: the workflow's file, the job, its number from 0."""


@dataclass
class Done:
    """How a step ended: `success`, `failure` or `skipped`."""

    step: Step
    outcome: str
    command: str = ""
    said: str = ""


@dataclass
class Run:
    """One run of a workflow: how it ended, its steps, what it left."""

    id: int
    file: str
    name: str
    event: str
    head_sha: str
    conclusion: str = "success"
    steps: list[Done] = field(default_factory=list)
    artifacts: dict[str, Path] = field(default_factory=dict)
    summary: str = ""

    def said(self, part: str) -> str:
        """What the steps whose command holds a part said."""
        return "".join(done.said for done in self.steps if part in done.command)


@dataclass
class Job:
    """A job while it runs; what stand-ins for actions may look at and change."""

    actions: Actions
    run: Run
    event: dict[str, Any]
    sha: str
    ref: str
    workspace: Path
    told: Mapping[str, Any]
    token: str
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)
    failed: bool = False

    @property
    def permissions(self) -> Mapping[str, str]:
        """What the job's own token may do."""
        told = self.told.get("permissions")
        assert isinstance(told, dict), f"{self.run.file}: a job without permissions of its own"
        return {} if self.actions.is_from_fork(self.event) and self.is_proposals else told

    @property
    def is_proposals(self) -> bool:
        """Whether it runs for a proposal itself, with the rights that a fork has."""
        return self.run.event.startswith("pull_request")

    def contexts(self) -> dict[str, Any]:
        """What its expressions may name."""
        environment = self.told.get("environment", {}).get("name", "")
        return {
            "github": {
                "event": self.event,
                "ref": self.ref,
                "sha": self.sha,
                "token": self.token,
            },
            "vars": self.actions.vars,
            # A fork's proposal gets no secret, and an environment gives its own to main only.
            "secrets": {} if self.is_proposals else self.actions.secrets.get(environment, {}),
            "steps": {id: {"outputs": told} for id, told in self.outputs.items()},
            "inputs": self.event.get("inputs", {"period": ""}),
            "success": lambda: not self.failed,
            "failure": lambda: self.failed,
            "cancelled": lambda: False,
            "always": lambda: True,
        }


class Actions:
    """GitHub Actions for one repository: a bare one, and the forge that stands before it."""

    def __init__(self, forge: StandIn, bare: Path, folder: Path) -> None:
        self.forge, self.bare, self.folder = forge, bare, folder
        self.vars = {"RECORDER_CLIENT_ID": "", "OPENER_CLIENT_ID": ""}
        self.secrets: dict[str, dict[str, str]] = {}
        self.apps: dict[str, str] = {}
        self.forks: set[int] = set()
        self.runs: list[Run] = []
        self.rights: dict[str, Mapping[str, str]] = {}
        self.site: Path | None = None
        self.environ: dict[str, str] = {}
        self.executed: set[Step] = set()
        self.only = ""

    def app(self, variable: str, environment: str, secret: str, login: str) -> None:
        """Set an App up as the handbook says: its id as a variable, its key in an environment."""
        self.vars[variable] = f"id-of-{login}"
        self.secrets[environment] = {secret: f"key-of-{login}"}
        self.apps[f"id-of-{login}"] = login
        self.forge.account(f"{login}[bot]", kind="Bot")

    def happened(
        self, name: str, number: int = 0, action: str = "", only: str = "", **more: Any
    ) -> list[Run]:
        """Let an event happen, and all that follows from it; the runs in their order.

        `only` names the one workflow that is to see it, where a test has no use for the others.
        """
        before = len(self.runs)
        self.only = only
        event = {"action": action, "repository": {"full_name": self.forge.repository}, **more}
        main = git(self.bare, "rev-parse", "refs/heads/main")
        if number:
            pull = self.forge.pulls[number]
            self.forge.refresh(pull)
            sha, ref = self._merge(number, pull.head), f"refs/pull/{number}/merge"
            head = {"sha": pull.head, "ref": pull.head_ref, "repo": {"fork": number in self.forks}}
            event["pull_request"] = {
                "number": number, "title": pull.title, "body": pull.body, "head": head,
                "base": {"sha": main, "ref": pull.base_ref},
            }  # fmt: skip
            self._dispatch(name, event, sha, ref, pull.head)
        else:
            self._dispatch(name, event, main, "refs/heads/main", main)
        return self.runs[before:]

    def is_from_fork(self, event: Mapping[str, Any]) -> bool:
        """Whether an event is about a proposal from another repository."""
        return bool(event.get("pull_request", {}).get("head", {}).get("repo", {}).get("fork"))

    def steps(self, commit: str = "refs/heads/main") -> set[Step]:
        """All steps of all workflows of a commit."""
        return {
            (file, job, number)
            for file, told in self._workflows(commit)
            for job, one in told["jobs"].items()
            for number in range(len(one["steps"]))
        }

    def _dispatch(self, name: str, event: dict[str, Any], sha: str, ref: str, head: str) -> None:
        for file, told in self._workflows(sha):
            wanted = told.get("on", told.get(True))
            if self.only not in ("", file) and name != "workflow_run":
                continue
            if name in wanted and _concerns(wanted[name] or {}, event, self._brought(sha)):
                run = Run(len(self.runs) + 1, file, told["name"], name, head)
                self.runs.append(run)
                self._run(run, told, event, sha, ref)
                self.follow(run)

    def follow(self, run: Run) -> list[Run]:
        """A run that is over starts others, which are main's and know it by its number and head."""
        before = len(self.runs)
        if run.event == "workflow_run":
            return []
        told = {
            "id": run.id, "name": run.name, "event": run.event, "head_sha": run.head_sha,
            "conclusion": run.conclusion, "pull_requests": [],
        }  # fmt: skip
        main = git(self.bare, "rev-parse", "refs/heads/main")
        event = {"action": "completed", "workflow_run": told}
        self._dispatch("workflow_run", event, main, "refs/heads/main", main)
        return self.runs[before:]

    def _run(
        self, run: Run, told: Mapping[str, Any], event: dict[str, Any], sha: str, ref: str
    ) -> None:
        assert told["permissions"] == {}, f"{run.file}: rights are given to jobs, one by one"
        failed: set[str] = set()
        for name, one in told["jobs"].items():
            workspace = self.folder / f"run-{run.id}-{name}"
            workspace.mkdir(parents=True)
            job = Job(self, run, event, sha, ref, workspace, one, "")
            needs = one.get("needs", ())
            job.failed = bool({needs} & failed if isinstance(needs, str) else set(needs) & failed)
            job.token = self._token(job)
            if condition(one.get("if"), job.contexts()):
                for number, step in enumerate(one["steps"]):
                    self._step(job, (run.file, name, number), step)
            else:
                run.steps += [
                    Done((run.file, name, n), "skipped") for n in range(len(one["steps"]))
                ]
            if job.failed:
                failed.add(name)
                run.conclusion = "failure"

    def _step(self, job: Job, step: Step, told: Mapping[str, Any]) -> None:
        strange = told.keys() - {"id", "name", "if", "uses", "with", "run", "env"}
        assert not strange, f"{step}: {strange} is not known here"
        command = told.get("uses", "").partition("@")[0]
        # What a step that is left out would have said is empty, and only that.
        job.outputs[told.get("id", "")] = dict.fromkeys(standing_in.OUTPUTS.get(command, ()), "")
        if not condition(told.get("if"), job.contexts()):
            job.run.steps.append(Done(step, "skipped"))
            return
        given = {key: filled(text, job.contexts()) for key, text in told.get("with", {}).items()}
        if "uses" in told:
            said, outputs = standing_in.action(command, job, given)
        else:
            command = told["run"]
            assert "${{" not in command, f"{step}: a value in a command that bash reads"
            environ = {k: str(filled(v, job.contexts())) for k, v in told.get("env", {}).items()}
            said, outputs = self._bash(job, command, environ)
        if outputs is None:
            job.failed = True
        job.outputs[told.get("id", "")] = outputs or {}
        job.run.steps.append(Done(step, "failure" if outputs is None else "success", command, said))
        self.executed.add(step)

    def _bash(
        self, job: Job, command: str, told: Mapping[str, str]
    ) -> tuple[str, dict[str, str] | None]:
        """Run a command as a runner does; None for its outputs where it fails."""
        if command in standing_in.INSTALLING:
            return standing_in.INSTALLING[command](job)
        beside = job.workspace.with_name(f"{job.workspace.name}-runner")
        beside.mkdir(exist_ok=True)
        files = {name: beside / name for name in ("GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_PATH")}
        for file in (*files.values(), beside / "GITHUB_STEP_SUMMARY"):
            file.write_text("")
        (beside / "event.json").write_text(json.dumps(job.event))
        (beside / "step.sh").write_text(command)
        environ = {
            "PATH": f"{beside / 'bin'}{os.pathsep}/usr/local/bin:/usr/bin:/bin",
            "HOME": str(beside),
            "LANG": "C.UTF-8",
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_API_URL": self.forge.url,
            "GITHUB_EVENT_NAME": job.run.event,
            "GITHUB_EVENT_PATH": str(beside / "event.json"),
            "GITHUB_REF": job.ref,
            "GITHUB_REPOSITORY": self.forge.repository,
            "GITHUB_SHA": job.sha,
            "GITHUB_STEP_SUMMARY": str(beside / "GITHUB_STEP_SUMMARY"),
            "GITHUB_WORKSPACE": str(job.workspace),
            **{name: str(file) for name, file in files.items()},
            **self.environ,
            **told,
        }
        done = subprocess.run(
            ["bash", "-e", str(beside / "step.sh")],
            cwd=job.workspace, env=environ, capture_output=True, text=True, check=False,
        )  # fmt: skip
        job.run.summary += (beside / "GITHUB_STEP_SUMMARY").read_text()
        assert not any(file.read_text() for file in files.values()), "nobody asked for an output"
        said = done.stdout + done.stderr
        assert "Traceback" not in said, f"{command}\n{said}"
        return said, None if done.returncode else {}

    def _token(self, job: Job) -> str:
        known = {name.replace("-", "_"): how for name, how in job.permissions.items()}
        if job.is_proposals and self.is_from_fork(job.event):
            known = dict.fromkeys(known, "read")
        token = self.forge.token(
            "github-actions[bot]", **{name: how for name, how in known.items() if name in RIGHTS}
        )
        self.rights[token] = known
        return token

    def _merge(self, number: int, head: str) -> str:
        """The commit by which GitHub tries a merge: what a proposal's own workflows check out."""
        main = git(self.bare, "rev-parse", "refs/heads/main")
        tree = git(self.bare, "merge-tree", "--write-tree", main, head)
        told = {"NAME": "GitHub", "EMAIL": "noreply@github.com"}
        names = {f"GIT_{who}_{k}": v for who in ("AUTHOR", "COMMITTER") for k, v in told.items()}
        merged = git(self.bare, "commit-tree", tree, "-p", main, "-p", head, "-m", "merge", **names)
        git(self.bare, "update-ref", f"refs/pull/{number}/merge", merged)
        git(self.bare, "update-ref", f"refs/pull/{number}/head", head)
        return merged

    def _brought(self, commit: str) -> list[str]:
        """The files that a commit changes; plain paths only are known here."""
        told = git(self.bare, "diff-tree", "-m", "-r", "--name-only", "--no-commit-id", commit)
        return told.split()

    def _workflows(self, commit: str) -> Iterator[tuple[str, dict[str, Any]]]:
        listed = git(self.bare, "ls-tree", "--name-only", commit, ".github/workflows/")
        for file in listed.splitlines():
            yield Path(file).name, yaml.safe_load(git(self.bare, "show", f"{commit}:{file}"))


def _concerns(
    wanted: Mapping[str, Any] | list[Any], event: Mapping[str, Any], changed: Collection[str]
) -> bool:
    """Whether an event of the right name is also of the right kind; `changed` are files."""
    if isinstance(wanted, list):  # a schedule
        return True
    strange = wanted.keys() - {"types", "branches", "workflows", "inputs", "paths"}
    assert not strange, f"{strange} is not known here"
    after = event.get("workflow_run", {}).get("name")
    return (
        event["action"] in wanted.get("types", (event["action"],))
        and after in wanted.get("workflows", (after,))
        and set(wanted.get("branches", ("main",))) == {"main"}
        and ("paths" not in wanted or not {*changed}.isdisjoint(wanted["paths"]))
    )


def kinerja() -> Path:
    """The program of the environment that runs the tests."""
    found = shutil.which("kinerja", path=str(Path(sys.executable).parent))
    assert found
    return Path(found)
