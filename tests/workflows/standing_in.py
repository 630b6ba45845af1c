"""What stands in for the actions and installations of our workflows, and how.

| in a workflow | here |
|---|---|
| `actions/checkout` | clone of the bare repository at the same commit and depth; may push as the owner of its token, or not at all |
| `actions/setup-python` | nothing: the Python that runs the tests |
| `actions/upload-artifact`, `download-artifact` | folders copied; another run's only with `actions: read` |
| `actions/create-github-app-token` | a token of the stand-in of the forge, for the right key only |
| `actions/upload-pages-artifact`, `deploy-pages` | folder copied; only with the two permissions |
| `python -m pip install -r requirements.txt` | the program of this environment, if it is the version asked for |
| `make venv` | the libraries of this environment with the checkout's own `generator/` |

An action that is not in the table is an error.
"""  # noqa: E501 - a table

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinerja import __version__
from review.standin_git import git

if TYPE_CHECKING:
    from workflows.executor import Job

Given = Mapping[str, Any]
Ended = tuple[str, dict[str, str] | None]
"""What an action said, and its outputs; None where it failed."""


def action(name: str, job: Job, given: Given) -> Ended:
    """Do what an action does."""
    assert name in STANDING_IN, f"nothing stands in for {name}"
    return STANDING_IN[name](job, given)


def _checkout(job: Job, given: Given) -> Ended:
    known = {"ref", "fetch-depth", "token", "persist-credentials"}
    assert given.keys() <= known, given
    wanted = given.get("ref") or job.sha
    bare, depth = job.actions.bare, int(given.get("fetch-depth", 1))
    commit = git(bare, "rev-parse", f"{wanted}^{{commit}}")
    place = job.workspace
    if not (place / ".git").exists():
        git(place, "init", "-q", "-b", "main")
        git(place, "remote", "add", "origin", f"file://{bare}")
        git(place, "config", "gc.auto", "0")
    limit = [f"--depth={depth}"] if depth else []
    git(place, "fetch", "-q", "--no-tags", *limit, "origin", f"+{commit}:refs/remotes/origin/got")
    if not depth:
        git(place, "fetch", "-q", "--tags", "origin", "+refs/heads/*:refs/remotes/origin/*")
    git(place, "clean", "-q", "-ffdx")
    branch = "main" if wanted in ("main", git(bare, "rev-parse", "refs/heads/main")) else ""
    how = ["-B", branch] if branch else ["--detach"]
    git(place, "checkout", "-q", "--force", *how, commit)
    # The other end learns who pushes, as it would from a token; the hook there decides.
    token = str(given.get("token") or job.token)
    assert isinstance(given["persist-credentials"], bool), "whether it is kept must be said"
    login = job.actions.forge.tokens[token][0] if given["persist-credentials"] else "nobody"
    may = job.actions.rights[token].get("contents") == "write"
    pusher = f"PUSHER='{login if may else 'nobody'}' git-receive-pack"
    git(place, "config", "remote.origin.receivepack", pusher)
    return commit, {}


def _setup_python(_job: Job, given: Given) -> Ended:
    assert given.keys() == {"python-version"}
    return "", {}


def _upload(job: Job, given: Given) -> Ended:
    assert given.keys() <= {"name", "path", "retention-days", "if-no-files-found"}, given
    source = job.workspace / given["path"]
    if not source.is_dir() or not any(source.iterdir()):
        return "nothing to upload", {} if given.get("if-no-files-found") == "ignore" else None
    target = job.actions.folder / f"artifact-{job.run.id}-{given['name']}"
    shutil.copytree(source, target, symlinks=True)
    job.run.artifacts[given["name"]] = target
    return "", {}


def _download(job: Job, given: Given) -> Ended:
    assert given.keys() == {"name", "path", "run-id", "github-token"}, given
    assert job.actions.rights[given["github-token"]].get("actions") == "read"
    run = next(one for one in job.actions.runs if one.id == int(given["run-id"]))
    if given["name"] not in run.artifacts:
        return "no such artifact", None
    shutil.copytree(
        run.artifacts[given["name"]], job.workspace / given["path"],
        symlinks=True, dirs_exist_ok=True,
    )  # fmt: skip
    return "", {}


def _app_token(job: Job, given: Given) -> Ended:
    rights = {
        name.removeprefix("permission-").replace("-", "_"): how
        for name, how in given.items()
        if name.startswith("permission-")
    }
    assert given.keys() == {"client-id", "private-key"} | {
        f"permission-{name.replace('_', '-')}" for name in rights
    }
    login = job.actions.apps.get(given["client-id"])
    if given["private-key"] != f"key-of-{login}":
        return "no such key", None
    token = job.actions.forge.token(f"{login}[bot]", **rights)
    job.actions.rights[token] = rights
    return "", {"token": token}


def _upload_pages(job: Job, given: Given) -> Ended:
    assert given.keys() == {"path"}
    target = job.actions.folder / f"pages-{job.run.id}"
    shutil.copytree(job.workspace / given["path"], target)
    job.run.artifacts["github-pages"] = target
    return "", {}


def _deploy_pages(job: Job, given: Given) -> Ended:
    assert not given
    assert job.permissions == {"pages": "write", "id-token": "write"}
    job.actions.site = job.run.artifacts["github-pages"]
    return "", {"page_url": "https://kantor.example/kinerja/"}


def _install_release(job: Job) -> Ended:
    asked = (job.workspace / "requirements.txt").read_text("utf-8").strip()
    if asked != f"kinerja=={__version__}":
        return f"no such release: {asked}", None
    return _program(job, _beside(job) / "bin" / "kinerja", "")


def _install_checkout(job: Job) -> Ended:
    source = job.workspace / "generator"
    assert (source / "kinerja" / "__main__.py").is_file(), "there is no program in the checkout"
    return _program(job, job.workspace / ".venv" / "bin" / "kinerja", f"PYTHONPATH='{source}' ")


def _program(_job: Job, place: Path, environ: str) -> Ended:
    place.parent.mkdir(parents=True, exist_ok=True)
    call = f'{environ}exec "{sys.executable}" -m kinerja "$@"'
    place.write_text(f"#!/bin/sh\nPYTHONDONTWRITEBYTECODE=1 {call}\n")
    place.chmod(0o755)
    return "", {}


def _beside(job: Job) -> Path:
    return job.workspace.with_name(f"{job.workspace.name}-runner")


STANDING_IN: Mapping[str, Callable[[Job, Given], Ended]] = {
    "actions/checkout": _checkout,
    "actions/setup-python": _setup_python,
    "actions/upload-artifact": _upload,
    "actions/download-artifact": _download,
    "actions/create-github-app-token": _app_token,
    "actions/upload-pages-artifact": _upload_pages,
    "actions/deploy-pages": _deploy_pages,
}

OUTPUTS = {
    "actions/create-github-app-token": ("token",),
    "actions/deploy-pages": ("page_url",),
}

INSTALLING: Mapping[str, Callable[[Job], Ended]] = {
    "python -m pip install -r requirements.txt": _install_release,
    "make venv": _install_checkout,
}
