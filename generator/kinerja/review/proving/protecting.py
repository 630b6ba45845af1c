"""The forge's own protection of the branch beside what the repository says that it should be.

Somebody with rights may have switched something off, or nobody ever installed it (approvals,
pitfall 23). The file is `kinerja generate`'s; without it there is nothing to compare.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from kinerja.findings import Finding, finding
from kinerja.git.trees import blob_at
from kinerja.review.forge.door import Forge

RULES, OWNERS = ".github/rulesets/main.json", ".github/CODEOWNERS"

_MAIN = ("~DEFAULT_BRANCH", "~ALL", "refs/heads/main")
_Told = Mapping[str, Any]


def protected(top: Path, forge: Forge) -> Iterator[Finding]:
    """What the forge enforces otherwise than the files at HEAD say, or cannot follow in them.

    Raises ForgeError where it cannot be asked.
    """
    data = blob_at(top, "HEAD", RULES)
    if data is not None:
        for problem in missing(_read(data), forge.rules()):
            yield _about(RULES, 1, 1, "approval-forge-rules", problem)
    if blob_at(top, "HEAD", OWNERS) is not None:
        for error in forge.codeowners_errors():
            yield _about(OWNERS, error.line, error.column, "approval-forge-owners", error.kind)


def missing(wanted: _Told, live: Sequence[_Told]) -> Iterator[str]:
    """The rules and parameters that no ruleset in force holds, and exceptions that none may make.

    What the forge asks for beyond is no difference. Who may pass by is only told to those who may
    change it; where it is not told, nothing is said of it.
    """
    told = [one for one in live if one.get("enforcement") == "active" and _is_for_main(one)]
    rules = [rule for one in told for rule in one.get("rules", ())]
    for rule in wanted.get("rules", ()):
        same = [one.get("parameters") or {} for one in rules if one.get("type") == rule["type"]]
        if not same:
            yield rule["type"]
        for name, value in (rule.get("parameters") or {}).items():
            if same and not any(_holds(name, value, one.get(name)) for one in same):
                yield f"{rule['type']}.{name}"
    most = len(wanted.get("bypass_actors", ()))
    for one in told:
        actors = one.get("bypass_actors") or ()
        if len(actors) > most or any(who.get("actor_type") != "Integration" for who in actors):
            yield "bypass_actors"


def _holds(name: str, wanted: object, live: object) -> bool:
    """Whether a parameter in force is as strict as the one asked for."""
    if isinstance(wanted, bool):
        # Only what is asked for can be missing; stricter is the office's own choice.
        return live is True or not wanted
    if isinstance(wanted, int):
        return isinstance(live, int) and live >= wanted
    if not isinstance(wanted, list) or not isinstance(live, list):
        return live == wanted
    if name == "required_status_checks":
        keys = ("context", "integration_id")
        there = [tuple(one.get(key) for key in keys) for one in live if isinstance(one, dict)]
        return all(tuple(one.get(key) for key in keys) in there for one in wanted)
    return bool(live) and set(live) <= set(wanted)


def _is_for_main(told: _Told) -> bool:
    named = (told.get("conditions") or {}).get("ref_name") or {}
    if any(fnmatchcase(one, told) for told in named.get("exclude", ()) for one in _MAIN):
        return False
    return told.get("target") == "branch" and any(one in named.get("include", ()) for one in _MAIN)


def _read(data: bytes) -> _Told:
    """The file as it is meant; what is no JSON asks for nothing that a forge could have."""
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        told = None
    return told if isinstance(told, dict) else {"rules": [{"type": "JSON"}]}


def _about(file: str, line: int, column: int, code: str, problem: str) -> Finding:
    return replace(finding(file, code, problem=problem), line=line, column=column)
