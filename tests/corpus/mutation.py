"""What a mutation is: a named pure function that changes a content tree and says what must follow.

The families beside this file register their functions with `kind`. How a case is put on disk and
judged is in `judging`; how data are changed and their lines found is in `editing`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from corpus.tree import Tree


@dataclass(frozen=True)
class Rejected:
    """Wrong: an error in this file, within three lines of one of `lines` (none: any line)."""

    file: str
    lines: tuple[int, ...] = ()


@dataclass(frozen=True)
class Accepted:
    """Right, or harmless: no error, and each file of `data` is read as exactly these data."""

    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Link:
    """A symbolic link; a target that begins with `/` is absolute."""

    target: str


@dataclass(frozen=True)
class Pipe:
    """A named pipe, at which a careless reader waits for ever."""


@dataclass(frozen=True)
class Sparse:
    """A file of so many bytes that takes no room on the disk."""

    size: int


Entry = bytes | Link | Pipe | Sparse | None
"""What stands at a path after the change; None deletes it. A path ending in `/` is a folder."""


@dataclass(frozen=True)
class Case:
    """One change: what stands where, and what the program must say to it.

    `text` is a text that reached free text of the content, so that every output is looked at too.
    """

    files: Mapping[str, Entry]
    expected: Rejected | Accepted
    text: str | None = None


Mutation = Callable[[Random, Tree], Case]
KINDS: dict[str, Mutation] = {}
"""Every mutation by its name, in the order of the families."""


def kind(mutation: Mutation) -> Mutation:
    """Register a mutation under its function's name."""
    name = mutation.__name__.replace("_", " ")
    assert name not in KINDS, name
    KINDS[name] = mutation
    return mutation
