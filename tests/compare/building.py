"""Two states of the small office, compared: what tests of `compare` and its words begin with."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from content_tree import Tree, write
from kinerja.compare.comparing import Asks, Beside, compare
from kinerja.compare.difference import Difference
from kinerja.compare.sides import Side, side_of
from seal.offices import small_office

REALIZATION = "realizations/biro-a/2026-Q1.yml"
FACTS = "realization/biro-a/2026-Q1"


@dataclass(frozen=True)
class Voice:
    """Somebody who asked for changes."""

    person: str


@dataclass(frozen=True)
class Stood:
    """How an object stands, as the ledger would say."""

    state: str
    moved: tuple[str, ...] = field(default=())
    objections: tuple[Voice, ...] = field(default=())


def side(tree: Tree) -> Side:
    """The side of a tree, which must be sound."""
    with TemporaryDirectory() as folder:
        root = Path(folder, "content")
        write(tree, root)
        found = side_of(root, "", None)
    assert isinstance(found, Side), found.findings
    return found


def after(
    *changes: Callable[[Tree], object],
    base: Tree | None = None,
    sealed: tuple[str, ...] = (),
    stood: tuple[Mapping[str, Stood], Mapping[str, Stood]] = ({}, {}),
    asks: Asks | None = None,
) -> Difference:
    """What differs when the small office (or another base) is changed."""
    old = base or small_office()
    new = copy.deepcopy(old)
    for change in changes:
        change(new)
    reports = dict.fromkeys(sealed, "v1:0")
    before, later = (Beside(reports, one, asks or {}) for one in stood)
    return compare(side(old), side(new), before, later)
