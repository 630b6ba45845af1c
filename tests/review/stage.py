"""An office with a forge: a bare repository, the stand-in before it, and a clone to act in.

    with stage(tmp_path) as office:
        number = office.propose("budis", {"content/…": document}, submitted_by="budi-s")
        office.forge.review(number, "srahma")
        assert office.run("gate", "--pr", str(number)).exit_code == 0

People: budi-s hands in for biro-a and rina-k for biro-b, siti-r is the team, hadi-k heads the
UKPBJ, lukman-a is the secretary, maya-g administrates. Each has an account without the hyphen.
"""

from __future__ import annotations

import copy
import io
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml

import content_tree as ct
from kinerja.cli.main import main
from review.standin import RIGHTS, StandIn
from review.standin_git import git

PLAN = ["goal", "area", "indicator", "target", "action-plan", "weights"]
RULES: list[ct.Document] = [
    {
        "kinds": PLAN,
        "step": "6",
        "all_of": ["head_ukpbj", "leadership"],
        "ranks": {"leadership": "jpt_madya"},
    },
    {
        "kinds": ["realization", "register", "mapping"],
        "step": "12",
        "any_of": ["managing_team", "head_ukpbj"],
    },
    {"kinds": ["report", "decision"], "step": "17", "any_of": ["leadership"]},
]
NOBODY = {"GIT_CONFIG_NOSYSTEM": "1"}


def person(id: str, role: str, **keys: Any) -> ct.Document:
    """Somebody with one role and an account of the same name without the hyphen."""
    held = {"role": role, "capacity": "definitive", "from": date(2025, 1, 1)} | keys
    name = id.replace("-", " ").title() + "."
    return {"id": id, "name": name, "logins": {"github": id.replace("-", "")}, "roles": [held]}


def office_tree() -> ct.Tree:
    """A small office that has a plan, a register, a report and an approval policy."""
    tree = ct.office()
    tree["people.yml"] = {
        "positions": [
            {"id": "sekretaris", "name": ct.both("Sekretaris"), "rank": "jpt_madya"},
            {"id": "kepala-ukpbj", "name": ct.both("Kepala UKPBJ"), "rank": "jpt_pratama"},
        ],
        "people": [
            person("budi-s", "performance_owner", unit="biro-a"),
            person("rina-k", "performance_owner", unit="biro-b"),
            person("siti-r", "managing_team"),
            person("tono-w", "managing_team"),
            person("hadi-k", "head_ukpbj", position="kepala-ukpbj"),
            person("lukman-a", "leadership", position="sekretaris"),
            person("maya-g", "administrator"),
        ],
    }
    tree["approval-policy.yml"] = {
        "versions": [{"version": 1, "valid_from": date(2025, 1, 1), "rules": copy.deepcopy(RULES)}]
    }
    ct.add_indicator(tree, "on-time", ct.ON_TIME)
    ct.add_target(tree, "on-time", ct.flat(80))
    ct.spread_weights(tree)
    for unit in ("biro-a", "biro-b"):
        ct.add_package(tree, unit, f"pkt-{unit}")
    return tree


def realization(
    unit: str = "biro-a", handover: date = date(2026, 3, 1), **keys: Any
) -> ct.Document:
    """A unit's report of the first quarter."""
    rows = [{"package_id": f"pkt-{unit}", "contract_date": date(2026, 1, 20),
             "due_date": date(2026, 3, 10), "handover_date": handover}]  # fmt: skip
    head = {"unit": unit, "period": "2026-Q1", "as_of": date(2026, 3, 31)}
    return head | keys | {"packages": rows}


REPORT = "content/realizations/biro-a/2026-Q1.yml"


UNRULED = "approval-rules-unapproved"


@dataclass
class Stage:
    """The office. `work` is the clone in which commands run and branches are made."""

    bare: Path
    work: Path
    home: Path
    forge: StandIn

    def git(self, *arguments: str, by: str = "maya-g", folder: Path | None = None) -> str:
        login = by.replace("-", "")
        who = {
            f"GIT_{role}_{part}": value
            for role in ("AUTHOR", "COMMITTER")
            for part, value in (
                ("NAME", login),
                ("EMAIL", f"{login}@users.noreply.github.com"),
                ("DATE", self.forge.now.isoformat()),
            )
        }
        return git(folder or self.work, *arguments, HOME=str(self.home), **NOBODY, **who)

    def run(
        self, *arguments: str, folder: Path | None = None, online: bool = True, by: str = ""
    ) -> ct.Result:
        """A command in the clone, which may ask the forge unless it is to be offline.

        `by` is a login whose token it has; else that of a workflow.
        """
        out, err = io.StringIO(), io.StringIO()
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("GITHUB_", "GIT_"))}
        kept |= {"HOME": str(self.home), "XDG_CACHE_HOME": str(self.home / "cache"), **NOBODY}
        token = self.forge.token(by, **dict.fromkeys(RIGHTS, "write")) if by else ""
        kept |= self.forge.environ(token) if online else {}
        with (
            patch.dict(os.environ, kept, clear=True),
            redirect_stdout(out),
            redirect_stderr(err),
            chdir(folder or self.work),
        ):
            code = main(arguments)
        return ct.Result(code, out.getvalue(), err.getvalue())

    def write(self, files: Mapping[str, Any], folder: Path | None = None) -> None:
        """Documents or texts by path; None removes one."""
        for name, document in files.items():
            path = (folder or self.work) / name
            if document is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            plain = isinstance(document, str)
            text = document if plain else yaml.safe_dump(document, sort_keys=False)
            path.write_text(text, "utf-8")

    def commit(self, files: Mapping[str, Any], by: str, message: str = "Perbarui isi") -> str:
        """A commit by a person on the branch that is checked out."""
        self.write(files)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message, by=by)
        return self.git("rev-parse", "HEAD")

    def propose(
        self, files: Mapping[str, Any], by: str = "budi-s", branch: str = "usul",
        opened_by: str = "", message: str = "Perbarui isi",
    ) -> int:  # fmt: skip
        """A branch with one commit from main, pushed, and its pull request."""
        self.update()
        self.git("checkout", "-q", "-B", branch, "origin/main")
        self.commit(files, by, message)
        self.push(branch)
        return self.forge.open(opened_by or by.replace("-", ""), head=branch, title=message)

    def push(self, branch: str, *options: str) -> None:
        self.git("push", "-q", *options, "origin", f"HEAD:refs/heads/{branch}")

    def more(self, files: Mapping[str, Any], by: str = "budi-s", branch: str = "usul") -> str:
        """One more commit on a branch that is proposed already."""
        self.git("checkout", "-q", branch)
        sha = self.commit(files, by)
        self.push(branch)
        return sha

    def update(self) -> None:
        """Make the clone hold main as it is now."""
        self.git("fetch", "-q", "origin")
        self.git("checkout", "-q", "-B", "main", "origin/main")

    def gate(self, number: int, *more: str) -> ct.Result:
        return self.run("gate", "--pr", str(number), *more)

    def verdict(self, number: int) -> Any:
        """What the gate says, as data."""
        return json.loads(self.gate(number, "--format", "json").stdout)

    def merge(self, number: int, by: str = "mayag", how: str = "squash") -> str:
        """Merge on the forge, and take main over."""
        sha = self.forge.merge(number, by, how=how)
        self.update()
        return sha

    def record(self, number: int) -> ct.Result:
        """Record a merge and put the records on main."""
        done = self.run("record", "--pr", str(number))
        self.keep("Catat persetujuan")
        return done

    def keep(self, message: str) -> None:
        """Commit what lies in the clone, if anything, and put it on main."""
        self.git("add", "-A")
        if self.git("status", "--porcelain"):
            self.git("commit", "-q", "-m", message)
        self.push("main")

    def approved(self, files: Mapping[str, Any], *reviewers: str, by: str = "budi-s",
                 how: str = "squash", branch: str = "usul") -> int:  # fmt: skip
        """The whole way: proposed, approved, merged, recorded."""
        number = self.propose(files, by, branch)
        for login in reviewers or ("sitir",):
            self.forge.review(number, login)
        self.merge(number, how=how)
        done = self.record(number)
        assert done.exit_code == 0, done.stderr
        return number

    def records(self) -> list[Path]:
        """The records that lie in the clone, in order of their paths."""
        return sorted((self.work / "content/approvals").rglob("*.yml"))

    def verify(self, *more: str, folder: Path | None = None) -> ct.Result:
        return self.run("verify", *more, folder=folder, online=False)

    def doubts(self, folder: Path | None = None) -> set[str]:
        """The codes that verify prints, but for one: no stage has its rules approved by itself."""
        said = self.verify("--format", "json", folder=folder)
        codes = {one["code"] for one in json.loads(said.stdout)} if said.stdout else {"history"}
        return codes - {UNRULED}

    def clone(self, name: str, *options: str) -> Path:
        """A fresh clone beside."""
        place = self.work.parent / name
        self.git("clone", "-q", *options, f"file://{self.bare}", str(place), folder=self.home)
        return place


@contextmanager
def stage(folder: Path, tree: ct.Tree | None = None) -> Iterator[Stage]:
    """The office in a folder, with the tree as its first commit on main."""
    bare, work, home = folder / "bare.git", folder / "work", folder / "home"
    home.mkdir(parents=True)
    git(home, "init", "-q", "--bare", "-b", "main", str(bare))
    git(bare, "config", "uploadpack.allowAnySHA1InWant", "true")
    with StandIn("kantor/kinerja", git=bare) as forge:
        for id in ("budi-s", "rina-k", "siti-r", "tono-w", "hadi-k", "lukman-a", "maya-g"):
            login = id.replace("-", "")
            forge.account(login, email=f"{login}@users.noreply.github.com")
        git(home, "clone", "-q", str(bare), str(work))
        office = Stage(bare, work, home, forge)
        office.git("checkout", "-q", "-B", "main")
        files = office_tree() if tree is None else tree
        ct.write(files, work / "content")
        office.git("add", "-A")
        office.git("commit", "-q", "-m", "Isi awal")
        office.push("main")
        office.update()
        yield office
