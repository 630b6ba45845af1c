"""What GitHub answers about a pull request, read strictly: it is data from elsewhere.

The same for an answer of now and for one that was kept as evidence. How it is asked is in
`github_api`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, TypeVar

import msgspec

from kinerja.review.forge.door import ForgeError
from kinerja.review.revisions.pulls import Account, Pull, PullCommit, Review, ReviewState

Sha = Annotated[str, msgspec.Meta(pattern=r"\A(?:[0-9a-f]{40}|[0-9a-f]{64})\Z")]
Number = Annotated[int, msgspec.Meta(ge=1)]
FullName = Annotated[str, msgspec.Meta(pattern=r"\A[A-Za-z0-9._-]+/(?!\.\.?\Z)[A-Za-z0-9._-]+\Z")]
_Moment = Annotated[datetime, msgspec.Meta(tz=True)]
_T = TypeVar("_T")


class User(msgspec.Struct):
    """An account as GitHub names it."""

    login: str
    type: str = ""


class _Repository(msgspec.Struct):
    full_name: str


class _Tip(msgspec.Struct):
    sha: Sha
    ref: str
    repo: _Repository | None = None


class _PullRequest(msgspec.Struct):
    number: Number
    html_url: str
    title: str
    base: _Tip
    head: _Tip
    user: User | None
    body: str | None = None
    merged_at: _Moment | None = None
    merge_commit_sha: Sha | None = None
    commits: int | None = None


class _Commit(msgspec.Struct):
    sha: Sha
    author: User | None
    committer: User | None


class _Review(msgspec.Struct):
    id: Number
    user: User | None
    state: ReviewState
    html_url: str = ""
    commit_id: Sha | None = None
    submitted_at: _Moment | None = None
    pull_request_url: str = ""


class _Bundle(msgspec.Struct):
    forge: str
    repository: FullName
    pull_request: _PullRequest
    commits: list[_Commit]
    reviews: list[_Review]


def pull_from(bundle: object) -> Pull:
    """A pull request from GitHub's own answers about it.

    Args:
        bundle: `{"forge": "github", "repository": "o/r", "pull_request", "commits", "reviews"}`
            with what `pulls/N`, `pulls/N/commits` and `pulls/N/reviews` answered, parsed.

    Raises:
        ForgeError: Something is missing, of another form, incomplete, or about another pull
            request.
    """
    told = understood(bundle, _Bundle)
    asked = told.pull_request
    if told.forge != "github":
        raise ForgeError("Forge {forge} tidak dikenal; yang dikenal: github.", forge=told.forge)
    _same_pull(told)
    _complete(told)
    merged = asked.merged_at is not None
    return Pull(
        forge=told.forge,
        repository=told.repository,
        number=asked.number,
        url=asked.html_url,
        title=asked.title,
        body=asked.body or "",
        opened_by=_account(asked.user),
        base=asked.base.sha,
        base_ref=asked.base.ref,
        head=asked.head.sha,
        head_ref=asked.head.ref,
        # Before the merge this is a commit that GitHub only tries whether it could be merged with.
        merged=asked.merge_commit_sha or "" if merged else "",
        merged_at=_utc(asked.merged_at) if asked.merged_at else None,
        commits=tuple(
            PullCommit(one.sha, _account(one.author).login, _account(one.committer).login)
            for one in told.commits
        ),
        reviews=_reviews(told.reviews),
    )


def _reviews(told: Sequence[_Review]) -> tuple[Review, ...]:
    """Those that were handed in; a review without a date is still being written."""
    handed_in = [(one, _utc(one.submitted_at)) for one in told if one.submitted_at]
    found = [
        Review(one.id, _account(one.user), one.state, one.commit_id or "", moment, one.html_url)
        for one, moment in handed_in
    ]
    return tuple(sorted(found, key=lambda one: (one.submitted_at, one.id)))


def _same_pull(told: _Bundle) -> None:
    """Refuse answers that belong to another repository or pull request."""
    asked, name = told.pull_request, told.repository.lower()
    into = asked.base.repo
    about = f"/repos/{name}/pulls/{asked.number}"
    strange = [one for one in told.reviews if one.pull_request_url]
    if (into and into.full_name.lower() != name) or any(
        not one.pull_request_url.lower().endswith(about) for one in strange
    ):
        raise ForgeError(
            "Jawaban forge tentang usulan {number} berasal dari repositori atau usulan lain.",
            number=asked.number,
        )


def _complete(told: _Bundle) -> None:
    """Refuse a list of commits that lacks some: their authors could approve their own work."""
    asked = told.pull_request
    known = {one.sha for one in told.commits}
    if asked.head.sha not in known or (asked.commits or 0) > len(known):
        raise ForgeError(
            "Daftar commit usulan {number} tidak lengkap (forge menyebut paling banyak 250), jadi"
            " penulisnya tidak dapat dipastikan. Ambil ulang, atau pecah usulan itu.",
            number=asked.number,
        )


def _account(user: User | None) -> Account:
    if user is None:
        return Account("", is_bot=False)
    return Account(user.login, user.type == "Bot" or user.login.endswith("[bot]"))


def _utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:  # in the first or the last hours of all
        raise ForgeError(
            "Jawaban forge tidak berbentuk seperti yang diharapkan: {place}.", place=str(moment)
        ) from None


def understood(told: object, form: type[_T]) -> _T:
    """What the forge said, in the form that it must have; ForgeError tells where it is not."""
    try:
        return msgspec.convert(told, form)
    except (msgspec.ValidationError, RecursionError) as error:
        place = ", ".join(re.findall("`([^`]*)`", str(error))[-2:]) or "$"
        raise ForgeError(
            "Jawaban forge tidak berbentuk seperti yang diharapkan: {place}.", place=place
        ) from None
