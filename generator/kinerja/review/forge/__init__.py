"""Forges: the one narrow door that everything else knows, and the evidence that one left behind.

One adapter per forge stands beside; only they speak HTTP and know a forge's own words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

import msgspec

from kinerja.findings import UserError
from kinerja.review.revisions.pulls import Pull

LARGEST_EVIDENCE = 16 * 1024 * 1024
"""Bytes: a larger file of reviews is not read."""

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


def forge_of(environ: Mapping[str, str]) -> Forge:
    """The forge that the environment names, as the workflows of GitHub do.

    `GITHUB_REPOSITORY` and `GITHUB_TOKEN` must be there; `GITHUB_API_URL` is GitHub's own where it
    is not. Raises ForgeError that names what is missing.
    """
    from kinerja.review.forge.github_api import GitHub

    missing = [name for name in ("GITHUB_REPOSITORY", "GITHUB_TOKEN") if not environ.get(name)]
    if missing:
        raise ForgeError(
            "Forge belum dikenal: isi dahulu variabel lingkungan {names}.",
            names=", ".join(missing),
        )
    return GitHub(
        environ.get("GITHUB_API_URL") or "https://api.github.com",
        environ["GITHUB_REPOSITORY"],
        environ["GITHUB_TOKEN"],
    )


def read_bundles(path: Path) -> tuple[Pull, ...]:
    """The pull requests of a file of reviews: a forge's own answers, kept as evidence.

    The file is JSON, one object or a list of `{"forge", "repository", "pull_request", "commits",
    "reviews"}`. Raises ForgeError where it cannot be read or says something else.
    """
    from kinerja.review.forge.github import pull_from

    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_EVIDENCE + 1)
    except OSError as error:
        raise ForgeError(
            "Berkas ulasan {file} tidak dapat dibaca: {problem}.",
            file=path,
            problem=error.strerror or type(error).__name__,
        ) from None
    if len(raw) > LARGEST_EVIDENCE:
        raise ForgeError("Berkas ulasan {file} lebih besar daripada 16 MiB.", file=path)
    try:
        told = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise ForgeError("Berkas ulasan {file} bukan JSON yang utuh.", file=path) from None
    bundles = told if isinstance(told, list) else [told]
    if not bundles:
        raise ForgeError("Berkas ulasan {file} tidak memuat satu pun usulan.", file=path)
    return tuple(pull_from(bundle) for bundle in bundles)
