"""A forge for tests: GitHub's HTTP interface on loopback, with a state that a test plays on.

    with StandIn("kantor/kinerja", git=bare) as forge:
        forge.account("srahma", email="siti@kantor.invalid")
        token = forge.token("github-actions[bot]", pull_requests="read", statuses="write")
        number = forge.open("budis", head="usul/x", base="main", title="Realisasi")
        forge.review(number, "srahma", "APPROVED")
        sha = forge.merge(number, "srahma", how="squash")
        run(["kinerja", "gate", "--pr", str(number)], env=forge.environ(token))

With `git` (a bare repository) heads, commits and merges are real ones there; without it a test
states them (`commits=`, `push`). Time stands still but for a minute that every act takes. The
program's requests are in `log`; the next one fails as `fail` says. What is answered, and to whom,
is in `standin_http`.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha1
from http.server import ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from review.standin_git import git, merged

Json = dict[str, Any]

RIGHTS = ("contents", "pull_requests", "issues", "statuses")


@dataclass
class PullState:
    """One pull request as the forge holds it. `base` is the base branch's tip when last pushed."""

    number: int
    by: str
    title: str
    body: str
    head_ref: str
    base_ref: str
    head: str
    base: str
    commits: list[tuple[str, str, str]]
    reviews: list[Json] = field(default_factory=list)
    state: str = "open"
    merged_at: str | None = None
    merged: str | None = None
    brought: set[str] = field(default_factory=set)
    """Commits of the base branch that came with it."""


@dataclass(frozen=True)
class Failure:
    """An answer in place of the right one, to the next request whose line holds `about`."""

    status: int
    headers: Mapping[str, str]
    about: str


class StandIn:
    """The forge. Everything a test may do with it is a method or a field without underscore."""

    def __init__(
        self,
        repository: str = "kantor/kinerja",
        git: Path | None = None,
        now: datetime = datetime(2026, 4, 14, 3, 0, tzinfo=UTC),
    ) -> None:
        self.repository = repository
        self.git = git
        self.now = now
        self.accounts: dict[str, Json] = {}
        self.emails: dict[str, str] = {}
        self.tokens: dict[str, tuple[str, Mapping[str, str]]] = {}
        self.pulls: dict[int, PullState] = {}
        self.comments: dict[int, list[Json]] = {}
        self.statuses: dict[str, list[Json]] = {}
        self.rulesets: list[Json] = []
        self.owners_errors: list[Json] = []
        self.failures: list[Failure] = []
        self.log: list[tuple[str, str, int]] = []
        self.lock = threading.RLock()
        self._server: ThreadingHTTPServer | None = None
        self._ids = 1000
        self.account("github-actions[bot]", kind="Bot")
        self.account("web-flow", email="noreply@github.com")

    # ------------------------------------------------------------------------- being there

    def __enter__(self) -> Self:
        from review.standin_http import handler

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler(self))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._server
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        """The address of the REST interface."""
        assert self._server, "the stand-in is used in a with statement"
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def environ(self, token: str = "") -> dict[str, str]:
        """What a workflow's step finds in its environment; a token with all rights unless told."""
        told = token or self.token("github-actions[bot]", **dict.fromkeys(RIGHTS, "write"))
        return {
            "GITHUB_API_URL": self.url,
            "GITHUB_REPOSITORY": self.repository,
            "GITHUB_TOKEN": told,
        }

    # ------------------------------------------------------------------------ who there is

    def account(self, login: str, *, email: str = "", kind: str = "User") -> str:
        """An account; commits with its address are its own. An app is a `Bot`."""
        self.accounts[login] = {"login": login, "id": len(self.accounts) + 1, "type": kind}
        if email:
            self.emails[email] = login
        return login

    def token(self, login: str, **rights: str) -> str:
        """A token of an account with rights as a workflow writes them: `statuses="write"`."""
        assert set(rights) <= set(RIGHTS), rights
        if login not in self.accounts:
            self.account(login, kind="Bot" if login.endswith("[bot]") else "User")
        name = f"token-{len(self.tokens) + 1}"
        self.tokens[name] = (login, rights)
        return name

    # ---------------------------------------------------------------------- pull requests

    def open(
        self,
        by: str,
        head: str,
        base: str = "main",
        title: str = "Usulan",
        body: str = "",
        commits: Sequence[tuple[str, str, str]] = (),
    ) -> int:
        """Open a pull request; without `git` its commits are told as (sha, author, committer)."""
        with self.lock:
            number = len(self.pulls) + 1
            told = list(commits) or [(made_sha(head), by, by)]
            pull = PullState(number, by, title, body, head, base, told[-1][0], made_sha(base), told)
            self.pulls[number] = pull
            self.comments[number] = []
            self.refresh(pull)
            self.tick()
            return number

    def push(self, number: int, *commits: tuple[str, str, str], force: bool = False) -> str:
        """Without `git`: more commits on the branch, with `force` in place of those there were."""
        with self.lock:
            pull = self.pulls[number]
            pull.commits = [*([] if force else pull.commits), *commits]
            pull.head = pull.commits[-1][0]
            self.tick()
            return pull.head

    def review(
        self,
        number: int,
        by: str,
        state: str = "APPROVED",
        commit: str | None = None,
        at: datetime | None = None,
        body: str = "",
    ) -> int:
        """Hand in a review of the head, or of the commit told; `at` is when, now unless told."""
        with self.lock:
            pull = self.pulls[number]
            self.refresh(pull)
            self._ids += 1
            address = f"https://github.com/{self.repository}/pull/{number}"
            review = {
                "id": self._ids,
                "user": self.user(by),
                "state": state,
                "body": body,
                "commit_id": pull.head if commit is None else commit or None,
                "submitted_at": stamp(at or self.now),
                "html_url": f"{address}#pullrequestreview-{self._ids}",
                "pull_request_url": f"{self.url_of_api()}/repos/{self.repository}/pulls/{number}",
                "author_association": "MEMBER",
            }
            if state == "PENDING":
                del review["submitted_at"]
            pull.reviews.append(review)
            self.tick()
            return self._ids

    def dismiss(self, review: int) -> None:
        """Take a review's word away, as somebody who may manage reviews does."""
        with self.lock:
            every = (one for pull in self.pulls.values() for one in pull.reviews)
            next(one for one in every if one["id"] == review)["state"] = "DISMISSED"
            self.tick()

    def comment(self, number: int, by: str, body: str) -> int:
        """Write a comment; its number."""
        with self.lock:
            self._ids += 1
            self.comments[number].append(
                {
                    "id": self._ids,
                    "user": self.user(by),
                    "body": body,
                    "html_url": f"https://github.com/{self.repository}/pull/{number}"
                    f"#issuecomment-{self._ids}",
                    "created_at": stamp(self.now),
                    "updated_at": stamp(self.now),
                }
            )
            self.tick()
            return self._ids

    def merge(
        self, number: int, by: str, how: str = "merge", at: datetime | None = None, sha: str = ""
    ) -> str:
        """Merge in one of the three ways and give the merge commit.

        With `git` it is really done there (a conflict is a CalledProcessError); else `sha` is it.
        """
        with self.lock:
            pull = self.pulls[number]
            self.refresh(pull)
            assert pull.state == "open", "it is closed already"
            before = self.tip(pull.base_ref)
            self.now = at or self.now
            pull.merged = merged(self, pull, by, how) if self.git else sha or made_sha(f"{number}")
            pull.merged_at, pull.state = stamp(self.now), "closed"
            pull.brought = {pull.merged, *(one[0] for one in pull.commits if how == "merge")}
            if self.git and how == "rebase":
                new = git(self.git, "rev-list", f"{before}..{pull.merged}")
                pull.brought |= set(new.split())
            self.tick()
            return pull.merged

    def close(self, number: int) -> None:
        """Close a pull request without merging it."""
        self.pulls[number].state = "closed"

    def bundle(self, number: int) -> Json:
        """The forge's answers about a pull request, as `--reviews FILE` takes them."""
        from review.standin_http import commit_json, pull_json

        with self.lock:
            pull = self.pulls[number]
            self.refresh(pull)
            return {
                "forge": "github",
                "repository": self.repository,
                "pull_request": pull_json(self, pull),
                "commits": [commit_json(self, *one) for one in pull.commits],
                "reviews": list(pull.reviews),
            }

    # ------------------------------------------------------------------------------ faults

    def fail(self, status: int, about: str = "", times: int = 1, **headers: str) -> None:
        """Answer the next requests with a fault: `fail(429, "reviews", Retry_After="0")`."""
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        self.failures += [Failure(status, told, about)] * times

    # -------------------------------------------------------------- for `standin_http` too

    def user(self, login: str) -> Json | None:
        """An account as it is shown; one that nobody made is made, none for no login."""
        if login and login not in self.accounts:
            self.account(login, kind="Bot" if login.endswith("[bot]") else "User")
        return self.accounts.get(login)

    def url_of_api(self) -> str:
        """The address that stands in answers."""
        return self.url if self._server else "https://api.github.com"

    def tick(self) -> None:
        """Let a minute pass."""
        self.now += timedelta(minutes=1)

    def tip(self, branch: str) -> str:
        """The commit of a branch; a made one without `git`, empty where there is none."""
        if not self.git:
            return made_sha(branch)
        return git(self.git, "for-each-ref", "--format=%(objectname)", f"refs/heads/{branch}")

    def refresh(self, pull: PullState) -> None:
        """Take in what was pushed to an open pull request's branch since."""
        tip = self.tip(pull.head_ref) if self.git else ""
        if not tip or pull.state != "open":
            return
        pull.head, pull.base = tip, self.tip(pull.base_ref)
        told = git(self.git, "log", "--reverse", "--format=%H %ae %ce", f"{pull.base}..{pull.head}")
        parts = [line.split() for line in told.splitlines()]
        pull.commits = [
            (sha, self.emails.get(author, ""), self.emails.get(committer, ""))
            for sha, author, committer in parts
        ]


def made_sha(text: str) -> str:
    """A commit that exists nowhere."""
    return sha1(text.encode(), usedforsecurity=False).hexdigest()


def stamp(moment: datetime) -> str:
    """A moment as the forge writes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
