"""A small office whose first quarter can be closed, in a folder with a git history of its own."""

from __future__ import annotations

import copy
import json
import os
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

from content_tree import (
    ON_TIME,
    Result,
    Tree,
    add_indicator,
    add_package,
    add_target,
    direct,
    due,
    flat,
    measure,
    office,
    report,
    run,
    spread_weights,
)

PERIOD = "2026-Q1"
FEBRUARY = date(2026, 2, 15)
HANDED_OVER = (10, 12, 14, 19)


def small_office() -> Tree:
    """`x` from the packages of two units, of which one is silent; `y` measured; an action plan."""
    tree = office()
    add_indicator(tree, "x", ON_TIME)
    add_target(tree, "x", flat(90) | {"2026": 90})
    add_indicator(tree, "y", direct("y"), dimension="cost", natural_max=100)
    add_target(tree, "y", flat(80))
    action = {"id": "warn", "name": {"id": "Peringatan", "en": "Warning"}, "owner": "rina-k"}
    action |= {"origin": "plan", "start": date(2026, 1, 5), "due": date(2026, 6, 30)}
    tree["action-plans/2026/x.yml"] = {"indicator": "x", "year": 2026, "actions": [action]}
    for number in range(4):
        add_package(tree, "biro-a", f"pkt-{number}", budget_amount=600_000_000)
    add_package(tree, "biro-b", "pkt-9")
    facts = {f"pkt-{n}": due(FEBRUARY, date(2026, 2, day)) for n, day in enumerate(HANDED_OVER)}
    told = [{"action": "x/warn", "progress": 40}]
    report(tree, "biro-a", PERIOD, facts, actions=told)
    measure(tree, "y", PERIOD, {"value": 84.5})
    spread_weights(tree)
    return copy.deepcopy(tree)  # the builder's formulas are shared


def cli(folder: Path, *arguments: str, tree: Tree | None = None) -> Result:
    """A command in the office's folder; a tree is written into its content first."""
    return run(tree or {}, folder, *arguments)


def done(folder: Path, *arguments: str, tree: Tree | None = None) -> Result:
    """A command that ends well."""
    told = cli(folder, *arguments, tree=tree)
    assert told.exit_code == 0, told.stdout + told.stderr
    return told


def findings(folder: Path) -> list[dict[str, Any]]:
    """What `check` finds, without the warnings that the small office always has."""
    told = json.loads(cli(folder, "check", "--format", "json").stdout)
    usual = {"dimension-without-indicator", "role-without-holder", "indicator-without-action"}
    return [one for one in told if one["code"] not in usual | {"unit-without-owner"}]


def codes(folder: Path) -> set[str]:
    return {one["code"] for one in findings(folder)}


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def git(folder: Path, *arguments: str) -> str:
    """Git as a person uses it, untouched by who runs the tests."""
    identity = ("-c", "user.name=Uji", "-c", "user.email=uji@example.org")
    clean = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    line = ["git", *identity, "-c", "commit.gpgsign=false", *arguments]
    done = subprocess.run(line, cwd=folder, env=clean, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit(folder: Path, message: str) -> str:
    """Everything but the cache, as one commit."""
    (folder / ".gitignore").write_text("/cache/\n")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)
    return git(folder, "rev-parse", "HEAD")
