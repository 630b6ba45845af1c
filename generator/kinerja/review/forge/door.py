"""The door to a forge: what is asked of it and told to it, whichever it is.

One adapter per forge stands beside; only they speak HTTP and know a forge's own words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from kinerja.findings import UserError
from kinerja.review.revisions.pulls import Pull

StatusState = Literal["success", "failure", "pending", "error"]


class ForgeError(UserError):
    """A forge cannot be asked, refuses, or says what cannot be understood."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class OwnersError:
    """What the forge cannot follow in its file of code owners; line and column from 1."""

    line: int
    column: int
    kind: str
    message: str
    path: str


class Forge(Protocol):
    """What is asked of a forge and told to it. Every call may raise ForgeError."""

    def pull(self, number: int) -> Pull:
        """One pull request with all its commits and reviews."""

    def pulls_of(self, sha: str) -> tuple[int, ...]:
        """The numbers of the pull requests that a commit came with, lowest first."""

    def open_pulls(self, base: str) -> tuple[int, ...]:
        """The numbers of the open pull requests into a branch, lowest first."""

    def merged_pulls(self, base: str) -> Mapping[int, str]:
        """What each pull request that was merged into a branch became there, by its number."""

    def files(self, number: int) -> tuple[str, ...]:
        """The paths that a pull request changes, sorted; of a renamed file the earlier one too."""

    def say(self, number: int, marker: str, text: str, *, only_update: bool = False) -> str:
        """Keep one comment up to date; its address, empty where there is none.

        It is the newest one of our own account whose first line is the marker; else a new one is
        written, unless only an earlier one is to be updated. The text begins with the marker.
        """

    def amend(self, number: int, marker: str, change: Callable[[str], str]) -> None:
        """Let that comment say otherwise, if there is one and `change` gives another text."""

    def report(
        self, sha: str, state: StatusState, description: str, context: str, url: str
    ) -> None:
        """Set the status of a commit under a name (`context`); `url` may be empty."""

    def open_pull(self, title: str, body: str, head: str, base: str) -> tuple[int, str]:
        """Number and address of the open pull request from one branch to another; opened if new."""

    def rules(self) -> tuple[Mapping[str, Any], ...]:
        """The rulesets in force in the repository, in the forge's own form."""

    def codeowners_errors(self, ref: str = "") -> tuple[OwnersError, ...]:
        """What is wrong with the file of code owners, on the default branch unless told."""
