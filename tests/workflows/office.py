"""An office on a forge for tests of workflows: a bare repository as `kinerja init` begins it.

People have accounts, the Apps are set up as the handbook says, and the repository lets itself be
written as GitHub would: main by the recorder only, branches by whoever may write.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kinerja import resources
from kinerja.content.checking import check
from kinerja.messages import translator
from kinerja.project.forge_files import forge_files
from kinerja.project.templates import CHECKOUT, OFFICE, Setup, filled
from review.standin import StandIn
from review.standin_git import git
from workflows.executor import Actions

RECORDER, OPENER = "kinerja-recorder", "kinerja-opener"
ROOT = Path(__file__).resolve().parents[2]
LOGINS = {
    "pimpinan-a": "pimpinan", "kepala-a": "kepala", "pengelola-a": "pengelola",
    "pelapor-a": "pelapor",
}  # fmt: skip
"""Accounts by the ids of the people whom `kinerja init` invents."""

_HOOK = f"""#!/bin/sh
[ -n "$ALLOWED" ] && exit 0
case "$1:$PUSHER" in
refs/heads/main:{RECORDER}\\[bot\\]) exit 0 ;;
refs/heads/main:*) echo "protected branch: $PUSHER may not push" >&2; exit 1 ;;
*:nobody | *:) echo "$PUSHER may not push" >&2; exit 1 ;;
esac
"""


@dataclass
class Office:
    """A repository on the stand-in of a forge, with its Actions and one clone to work in."""

    forge: StandIn
    actions: Actions
    bare: Path
    clone: Path

    def branch(self, name: str, author: str, files: Mapping[str, str | bytes | None]) -> str:
        """Push a branch from main, or more onto it, with files changed by an account; its tip."""
        there = git(self.bare, "for-each-ref", "--format=%(objectname)", f"refs/heads/{name}")
        git(self.clone, "fetch", "-q", "origin", "+refs/heads/*:refs/remotes/origin/*")
        git(self.clone, "checkout", "-q", "-B", name, f"origin/{name if there else 'main'}")
        for place, text in files.items():
            path = self.clone / place
            if text is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        git(self.clone, "add", "-A")
        mail = f"{author}@kantor.invalid"
        who = {f"GIT_{role}_{part}": told for role in ("AUTHOR", "COMMITTER")
               for part, told in (("NAME", author), ("EMAIL", mail))}  # fmt: skip
        git(self.clone, "commit", "-q", "-m", f"Usulan {name}", **who)
        git(self.clone, "push", "-q", "origin", name, PUSHER=author)
        return git(self.clone, "rev-parse", "HEAD")

    def read(self, place: str, at: str = "main") -> str:
        """A file of a branch."""
        return git(self.bare, "show", f"{at}:{place}") + "\n"

    def edited(self, place: str, change: Callable[[str], str]) -> dict[str, str]:
        """A file of main, changed."""
        return {place: change(self.read(place))}

    def listed(self, folder: str, at: str = "main") -> list[str]:
        """The files below a folder."""
        return git(self.bare, "ls-tree", "-r", "--name-only", at, f"{folder}/").splitlines()

    def gate(self, number: int) -> str:
        """The newest word of the gate on a proposal's head; empty where it has said nothing."""
        told = self.forge.statuses.get(self.forge.pulls[number].head, [])
        states = [one["state"] for one in told if one["context"] == "kinerja/gate"]
        return states[-1] if states else ""


def found(forge: StandIn, folder: Path, setup: Setup = OFFICE) -> Office:
    """Begin an office in a folder, with the forge's doors to it."""
    clone, bare = folder / "clone", folder / "kantor.git"
    clone.mkdir()
    write_project(clone, setup)
    git(clone, "init", "-q", "-b", "main")
    git(clone, "add", "-A")
    who = {f"GIT_{role}_{part}": told for role in ("AUTHOR", "COMMITTER")
           for part, told in (("NAME", "putri"), ("EMAIL", "putri@kantor.invalid"))}  # fmt: skip
    git(clone, "commit", "-q", "-m", "Mulai", **who)
    git(folder, "clone", "-q", "--bare", str(clone), str(bare))
    # What GitHub allows: any commit that it still has may be fetched by its name.
    git(bare, "config", "uploadpack.allowAnySHA1InWant", "true")
    hook = bare / "hooks" / "update"
    hook.write_text(_HOOK)
    hook.chmod(0o755)
    git(clone, "remote", "add", "origin", str(bare))
    git(clone, "fetch", "-q", "origin")
    forge.git = bare
    forge.rulesets = [installed((clone / ".github/rulesets/main.json").read_text("utf-8"))]
    for login in (*LOGINS.values(), "putri"):
        forge.account(login, email=f"{login}@kantor.invalid")
    runner = folder / "runner"
    runner.mkdir()
    actions = Actions(forge, bare, runner)
    actions.app("RECORDER_CLIENT_ID", "recorder", "RECORDER_PRIVATE_KEY", RECORDER)
    actions.app("OPENER_CLIENT_ID", "opener", "OPENER_PRIVATE_KEY", OPENER)
    actions.environ = {"XDG_CACHE_HOME": str(folder / "cache")}
    return Office(forge, actions, bare, clone)


def installed(text: str) -> dict[str, Any]:
    """The ruleset as the handbook has it installed: with the number of the recorder's App."""
    told: dict[str, Any] = json.loads(text.replace('"RECORDER_APP_ID"', "4711"))
    return told | {"id": 1, "source_type": "Repository"}


def write_project(folder: Path, setup: Setup) -> None:
    """What `kinerja init` writes, for a repository of a kind, with accounts for the people."""
    files = dict(filled(translator("id"), setup))
    for policy in resources.data("catalogue", "policies").glob("*.yml"):
        files[f"content/policies/{policy.name}"] = policy.read_text("utf-8")
    for id, login in LOGINS.items():
        before = f"  - id: {id}\n"
        files["content/people.yml"] = files["content/people.yml"].replace(
            before, f"{before}    logins: {{github: {login}}}\n"
        )
    for place, text in files.items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(text, "utf-8")
    if setup is CHECKOUT:
        for name in ("generator", "schemas", "docs/handbook"):
            ignored = shutil.ignore_patterns("__pycache__", "files" if name == "docs" else "\0")
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        (folder / "requirements.txt").unlink()
    checked = check(folder / "content")
    assert checked.content is not None
    for place, text in forge_files(checked.content, checked.today).items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(text, "utf-8")


def clean_environment() -> dict[str, str]:
    """The environment without what git would take from whoever runs the tests."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
