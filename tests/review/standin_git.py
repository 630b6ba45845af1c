"""Git under the stand-in: real merges in a bare repository, as GitHub makes them."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from review.standin import PullState, StandIn


def git(folder: Path, *arguments: str, **environ: str) -> str:
    """What git says in a folder; what it refuses is a CalledProcessError."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=clean | environ,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def merged(forge: StandIn, pull: PullState, by: str, how: str) -> str:
    """Merge in a clone and take the result over, past the hooks that guard the branch."""
    assert forge.git
    committer, author, title = (
        _committer(forge),
        _author(forge, by),
        f"{pull.title} (#{pull.number})",
    )
    head, onto = f"origin/{pull.head_ref}", f"origin/{pull.base_ref}"
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        git(folder, "clone", "-q", str(forge.git), ".")
        if how == "rebase":
            git(folder, "checkout", "-q", "-B", "work", head)
            git(folder, "rebase", "-q", "--force-rebase", onto, **committer)
        elif how == "squash":
            git(folder, "checkout", "-q", "-B", "work", onto)
            git(folder, "merge", "-q", "--squash", head, **committer)
            git(folder, "commit", "-q", "-m", title, **committer, **_author(forge, pull.by))
        else:
            told = f"Merge pull request #{pull.number}\n\n{title}"
            git(folder, "checkout", "-q", "-B", "work", onto)
            git(folder, "merge", "-q", "--no-ff", "-m", told, head, **committer, **author)
        git(forge.git, "fetch", "-q", place, f"work:{pull.base_ref}")
    return forge.tip(pull.base_ref)


def _committer(forge: StandIn) -> dict[str, str]:
    told = {"NAME": "GitHub", "EMAIL": "noreply@github.com", "DATE": _date(forge)}
    return {f"GIT_COMMITTER_{name}": value for name, value in told.items()}


def _author(forge: StandIn, by: str) -> dict[str, str]:
    known = (email for email, login in forge.emails.items() if login == by)
    told = {"NAME": by, "EMAIL": next(known, f"{by}@kantor.invalid"), "DATE": _date(forge)}
    return {f"GIT_AUTHOR_{name}": value for name, value in told.items()}


def _date(forge: StandIn) -> str:
    return forge.now.isoformat()
