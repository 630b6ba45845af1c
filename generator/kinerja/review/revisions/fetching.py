"""Commits that a pull request speaks of, brought into this clone as data: nothing is checked out.

A branch may come from elsewhere, and may be gone after the merge; a forge keeps its commits.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from kinerja.git.writing import SendingError, bring_commit
from kinerja.review.revisions.pulls import Pull

REMOTE = "origin"


def fetch(top: Path, pull: Pull, remote: str = REMOTE) -> None:
    """Bring the head, the base, the result and what was reviewed, as far as the remote has them.

    What is missing afterwards is missing: a review of it does not count.
    """
    wanted = (pull.base, pull.head, pull.merged, *(review.commit for review in pull.reviews))
    for commit in dict.fromkeys(filter(None, wanted)):
        with contextlib.suppress(SendingError):
            bring_commit(top, remote, commit)
