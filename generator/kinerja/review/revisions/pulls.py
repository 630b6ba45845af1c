"""A pull request as a forge tells it, whatever the forge: who opened, wrote and reviewed what.

Only what approvals are judged by. How a forge is asked is in `forge`; what follows is judged
elsewhere. A login is text of a forge: who it belongs to is the ledger's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

ReviewState = Literal["APPROVED", "CHANGES_REQUESTED", "COMMENTED", "DISMISSED", "PENDING"]


@dataclass(frozen=True, slots=True)
class Account:
    """Who acted on a forge; without a login where the account is gone."""

    login: str
    is_bot: bool


@dataclass(frozen=True, slots=True)
class PullCommit:
    """One commit of a pull request; logins are empty where the forge knows no account."""

    sha: str
    author: str
    committer: str


@dataclass(frozen=True, slots=True)
class Review:
    """One review that was handed in: `commit` is what was looked at, empty where it is gone.

    `submitted_at` is in UTC.
    """

    id: int
    by: Account
    state: ReviewState
    commit: str
    submitted_at: datetime
    url: str


@dataclass(frozen=True, slots=True)
class Pull:
    """One pull request with all its commits, and its reviews, oldest first.

    `base`, `head` and `merged` are commits, `base_ref` and `head_ref` branches; `merged` is empty
    and `merged_at` (UTC) None while it is not merged.
    """

    forge: str
    repository: str
    number: int
    url: str
    title: str
    body: str
    opened_by: Account
    base: str
    base_ref: str
    head: str
    head_ref: str
    merged: str
    merged_at: datetime | None
    commits: tuple[PullCommit, ...]
    reviews: tuple[Review, ...]
