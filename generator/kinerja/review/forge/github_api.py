"""GitHub's REST interface, spoken for one repository.

How requests are sent, repeated and refused is in `speaking`; what is answered about a pull request
is read in `github`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

import msgspec

from kinerja.review.forge.door import ForgeError, OwnersError, StatusState
from kinerja.review.forge.github import FullName, Number, Sha, User, pull_from, understood
from kinerja.review.forge.speaking import Line, once_more
from kinerja.review.revisions.pulls import Pull

LONGEST_COMMENT = 65_536
"""Letters that one comment may have."""

MOST_FILES = 3_000
"""Files of a pull request that GitHub lists."""

_LONGEST_STATUS = 140


class _Numbered(msgspec.Struct):
    number: Number
    html_url: str = ""


class _Closed(msgspec.Struct):
    number: Number
    merged_at: str | None = None
    merge_commit_sha: Sha | None = None


class _Known(msgspec.Struct):
    id: Number


class _Comment(msgspec.Struct):
    id: Number
    html_url: str
    user: User | None
    body: str | None = None


class _File(msgspec.Struct):
    filename: str
    previous_filename: str = ""


class _Owners(msgspec.Struct):
    errors: list[OwnersError]


class _Viewer(msgspec.Struct):
    viewer: User


class _Answer(msgspec.Struct):
    data: _Viewer


class GitHub:
    """One repository on GitHub, or on a server of an office that speaks like it."""

    def __init__(self, api: str, repository: str, token: str) -> None:
        """`api` is the address of the REST interface, `repository` owner and name.

        Raises ForgeError where they cannot be meant.
        """
        understood(repository, FullName)
        self._repository = repository
        self._line = Line(api, token)
        self._own = ""

    def pull(self, number: int) -> Pull:
        """One pull request with all its commits and reviews."""
        place = self._place(f"pulls/{number}")
        return pull_from(
            {
                "forge": "github",
                "repository": self._repository,
                # Asked last: a head that moved meanwhile is then not among the commits.
                "commits": list(self._line.pages(f"{place}/commits")),
                "reviews": list(self._line.pages(f"{place}/reviews")),
                "pull_request": self._line.ask("GET", place),
            }
        )

    def pulls_of(self, sha: str) -> tuple[int, ...]:
        """The numbers of the pull requests that a commit came with, lowest first."""
        told = self._line.pages(self._place(f"commits/{understood(sha, Sha)}/pulls"))
        return tuple(sorted({understood(one, _Numbered).number for one in told}))

    def open_pulls(self, base: str) -> tuple[int, ...]:
        """The numbers of the open pull requests into a branch, lowest first."""
        told = self._line.pages(self._place(f"pulls?{urlencode({'state': 'open', 'base': base})}"))
        return tuple(sorted(understood(one, _Numbered).number for one in told))

    def merged_pulls(self, base: str) -> Mapping[int, str]:
        """What each pull request that was merged into a branch became there, by its number."""
        asked = urlencode({"state": "closed", "base": base})
        told = (understood(one, _Closed) for one in self._line.pages(self._place(f"pulls?{asked}")))
        return {one.number: one.merge_commit_sha or "" for one in told if one.merged_at}

    def files(self, number: int) -> tuple[str, ...]:
        """The paths that a pull request changes; GitHub tells no more than 3,000 of them."""
        told = [
            understood(one, _File) for one in self._line.pages(self._place(f"pulls/{number}/files"))
        ]
        if len(told) >= MOST_FILES:
            raise ForgeError("Usulan {number} mengubah terlalu banyak berkas.", number=number)
        paths = {path for one in told for path in (one.filename, one.previous_filename)}
        return tuple(sorted(paths - {""}))

    def say(self, number: int, marker: str, text: str, *, only_update: bool = False) -> str:
        """Keep one comment of our own up to date; the forge's limit is the writer's to keep."""
        if not text.startswith(marker) or len(text) > LONGEST_COMMENT:
            raise ForgeError(
                "Komentar harus diawali penandanya dan paling panjang {most} huruf.",
                most=LONGEST_COMMENT,
            )
        return once_more(lambda: self._say(number, marker, text, only_update=only_update))

    def amend(self, number: int, marker: str, change: Callable[[str], str]) -> None:
        """Let that comment say otherwise, if there is one."""
        once_more(lambda: self._amend(number, marker, change))

    def report(
        self, sha: str, state: StatusState, description: str, context: str, url: str
    ) -> None:
        """Set the status of a commit; what the forge would refuse as too long is cut."""
        told = {"state": state, "description": _cut(description), "context": context}
        place = self._place(f"statuses/{understood(sha, Sha)}")
        # The newest status of a name is the one that holds, so a second one does no harm.
        once_more(
            lambda: self._line.ask("POST", place, told | ({"target_url": url} if url else {}))
        )

    def open_pull(self, title: str, body: str, head: str, base: str) -> tuple[int, str]:
        """Number and address of the open pull request from one branch to another; opened if new."""
        return once_more(lambda: self._open_pull(title, body, head, base))

    def rules(self) -> tuple[Mapping[str, Any], ...]:
        """The rulesets of the repository and of its owner, each with its rules and conditions."""
        told = list(self._line.pages(self._place("rulesets")))
        numbers = sorted(understood(one, _Known).id for one in told)
        whole = [self._line.ask("GET", self._place(f"rulesets/{number}")) for number in numbers]
        return tuple(understood(one, dict[str, Any]) for one in whole)

    def codeowners_errors(self, ref: str = "") -> tuple[OwnersError, ...]:
        """What is wrong with the file of code owners, on the default branch unless told."""
        asked = f"?{urlencode({'ref': ref})}" if ref else ""
        told = self._line.ask("GET", self._place(f"codeowners/errors{asked}"))
        return tuple(understood(told, _Owners).errors)

    def _say(self, number: int, marker: str, text: str, *, only_update: bool) -> str:
        newest = self._newest(number, marker)
        if newest is None:
            place = self._place(f"issues/{number}/comments")
            made = None if only_update else self._line.ask("POST", place, {"body": text})
            return understood(made, _Comment).html_url if made else ""
        self._edit(newest, text)
        return newest.html_url

    def _amend(self, number: int, marker: str, change: Callable[[str], str]) -> None:
        newest = self._newest(number, marker)
        if newest is not None:
            self._edit(newest, change(newest.body or ""))

    def _edit(self, comment: _Comment, text: str) -> None:
        if comment.body != text:
            self._line.ask("PATCH", self._place(f"issues/comments/{comment.id}"), {"body": text})

    def _newest(self, number: int, marker: str) -> _Comment | None:
        """The newest comment of our own that begins with a marker."""
        pages = self._line.pages(self._place(f"issues/{number}/comments"))
        told = [understood(one, _Comment) for one in pages]
        own = [one for one in told if one.user and one.user.login == self._login()]
        mine = (one for one in own if (one.body or "").partition("\n")[0].rstrip() == marker)
        return max(mine, key=lambda one: one.id, default=None)

    def _login(self) -> str:
        """Whose token it is. A workflow's token may not ask `/user`, but this it may."""
        if not self._own:
            told = self._line.ask("POST", self._line.graphql, {"query": "{viewer{login}}"})
            self._own = understood(told, _Answer).data.viewer.login
        return self._own

    def _open_pull(self, title: str, body: str, head: str, base: str) -> tuple[int, str]:
        owner = self._repository.partition("/")[0]
        asked = urlencode({"state": "open", "head": f"{owner}:{head}", "base": base})
        there = [*self._line.pages(self._place(f"pulls?{asked}"))]
        told = {"title": title, "body": body, "head": head, "base": base}
        made = there[0] if there else self._line.ask("POST", self._place("pulls"), told)
        opened = understood(made, _Numbered)
        return opened.number, opened.html_url

    def _place(self, rest: str) -> str:
        return f"repos/{self._repository}/{rest}"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_STATUS else line[: _LONGEST_STATUS - 1] + "…"
