"""Commits made beside the working tree, and branches sent to another repository.

No hook of this repository runs, and only `forward` touches what is checked out. The network is
used only by what is told a remote.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kinerja.findings import UserError
from kinerja.git.asking import started
from kinerja.git.changes import Change

_TRANSPORTS = ("file", "git", "http", "https", "ssh")
_REACHING = ("GIT_ASKPASS", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSH_VARIANT", "GIT_SSL_CAINFO",
             "GIT_SSL_NO_VERIFY", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM")  # fmt: skip
"""What of the environment a person may need to reach a remote and to be let in."""

_BRANCH = re.compile(r"(?!refs/)[A-Za-z0-9][A-Za-z0-9._/+-]*")
_CREDENTIALS = re.compile(r"(?<=://)[^/@\s]+@")


class SendingError(UserError):
    """A remote could not be reached, or refused what was sent."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom a commit names as its author."""

    name: str
    email: str


OPENER = Identity("kinerja-opener", "opener@kinerja.invalid")
RECORDER = Identity("kinerja-recorder", "recorder@kinerja.invalid")
"""Whom a commit names where git is not told who is at work, as on a machine for workflows."""


def identity(top: Path) -> Identity | None:
    """Who the configuration says is at work; None where it does not say so in whole."""
    told = [started(top, "config", "--get", f"user.{key}").stdout for key in ("name", "email")]
    name, email = (one.decode("utf-8", "replace").strip() for one in told)
    return Identity(name, email) if name and email else None


def branches_of(top: Path, remote: str, names: Iterable[str]) -> dict[str, str]:
    """The commits of those branches that a remote has, by name. Raises SendingError."""
    wanted = [f"refs/heads/{name}" for name in names]
    told = _reach(top, "ls-remote", "--quiet", _named(remote), *wanted).decode("utf-8", "replace")
    lines = [line.partition("\t") for line in told.splitlines()]
    return {ref.removeprefix("refs/heads/"): sha for sha, _tab, ref in lines if ref in wanted}


def bring(top: Path, remote: str, branch: str, commit: str) -> None:
    """See to it that a commit, the tip of a remote's branch, is in this clone."""
    _fetch(top, remote, commit, f"refs/heads/{branch}")


def bring_commit(top: Path, remote: str, commit: str) -> None:
    """See to it that a commit is in this clone, which a remote may give by its name alone.

    Raises SendingError where it does not.
    """
    _fetch(top, remote, commit, commit)


def _fetch(top: Path, remote: str, commit: str, by: str) -> None:
    """Ask a remote for what it calls so, unless the commit is here."""
    if started(top, "cat-file", "-e", f"{commit}^{{commit}}").returncode:
        quietly = ("--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules")
        _reach(top, "fetch", *quietly, _named(remote), by)


def is_branch_name(top: Path, name: str) -> bool:
    """Whether git takes a name for a branch, and nothing takes it for something else.

    Nor for a part of a command: what is printed may be copied into a terminal.
    """
    if not _BRANCH.fullmatch(name) or name in ("HEAD", "FETCH_HEAD", "ORIG_HEAD", "MERGE_HEAD"):
        return False
    return not started(top, "check-ref-format", f"refs/heads/{name}").returncode


def written(top: Path, parent: str, files: Iterable[Change], message: str, who: Identity) -> str:
    """Make a commit of a parent's files with these changed; the parent where nothing differs."""
    with tempfile.TemporaryDirectory() as aside:
        index = {"GIT_INDEX_FILE": str(Path(aside, "index"))}
        _do(top, "read-tree", parent, environ=index)
        lines = [_entry(top, one, len(parent)) for one in files]
        _do(top, "update-index", "-z", "--index-info", given=b"".join(lines), environ=index)
        tree = _do(top, "write-tree", environ=index)
    if tree == _do(top, "rev-parse", "--verify", f"{parent}^{{tree}}"):
        return parent
    named = {
        f"GIT_{role}_{part}": value
        for role in ("AUTHOR", "COMMITTER")
        for part, value in (("NAME", who.name), ("EMAIL", who.email))
    }
    told = ("-c", "i18n.commitEncoding=UTF-8", "commit-tree", tree, "-p", parent, "-F", "-")
    return _do(top, *told, given=message.encode(), environ=named)


def merged(top: Path, one: str, other: str) -> str:
    """A commit of what merging two would give, always the same one; empty where they collide.

    No branch names it, so git forgets it by itself. Empty as well where nothing can be written.
    """
    tree = started(top, "merge-tree", "--write-tree", "--no-messages", one, other)
    if tree.returncode:
        return ""
    nobody = {
        f"GIT_{role}_{part}": value
        for role in ("AUTHOR", "COMMITTER")
        for part, value in (("NAME", "kinerja"), ("EMAIL", "kinerja@invalid"), ("DATE", "@0 +0000"))
    }
    told = ("commit-tree", tree.stdout.decode("ascii").strip(), "-p", one, "-p", other, "-m", "-")
    made = started(top, *told, environ=nobody)
    return "" if made.returncode else made.stdout.decode("ascii").strip()


def send(top: Path, remote: str, commit: str, branch: str) -> None:
    """Make a commit the tip of a remote's branch, which may only grow. Raises SendingError."""
    _reach(top, "push", "--quiet", "--no-verify", "--no-follow-tags", "--recurse-submodules=no",
           "--no-signed", _named(remote), f"{commit}:refs/heads/{branch}")  # fmt: skip


def forward(top: Path, commit: str) -> bool:
    """Let what is checked out grow to a commit; False where it holds something else of its own."""
    return not started(top, "merge", "--quiet", "--ff-only", commit).returncode


def set_branch(top: Path, branch: str, commit: str, before: str) -> bool:
    """Let a local branch name a commit if it still names `before` (empty: does not exist)."""
    done = started(top, "update-ref", "--no-deref", f"refs/heads/{branch}", commit, before)
    return not done.returncode


def address_of(top: Path, remote: str) -> str:
    """Where a remote lies, without the words that let one in."""
    done = started(top, "remote", "get-url", "--push", "--", _named(remote))
    told = done.stdout.decode("utf-8", "replace").strip() if not done.returncode else remote
    return _CREDENTIALS.sub("", told)


def _entry(top: Path, file: Change, digits: int) -> bytes:
    """A file as a line for the index; its bytes are stored just as they are."""
    place = os.fsencode(file.place)
    if file.data is None:
        return b"0 %s\t%s\0" % (b"0" * digits, place)
    blob = _do(top, "hash-object", "-w", "--stdin", "--no-filters", given=file.data)
    return b"%s %s\t%s\0" % (file.mode.encode(), blob.encode(), place)


def _do(
    top: Path, *arguments: str, given: bytes = b"", environ: Mapping[str, str] | None = None
) -> str:
    done = started(top, *arguments, given=given, environ=environ)
    if done.returncode:
        problem = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise SendingError("Git tidak dapat menulis usulan: {problem}", problem=problem)
    return done.stdout.decode("ascii").strip()


def _named(remote: str) -> str:
    """A remote's name or address, which must not be read as an option."""
    if not remote or remote.startswith("-"):
        raise UserError("{remote} bukan nama repositori tujuan.", remote=remote or "–")
    return remote


def _reach(top: Path, *arguments: str) -> bytes:
    """Run what speaks to a remote, and tell what the remote said where it fails."""
    allowed = [part for one in _TRANSPORTS for part in ("-c", f"protocol.{one}.allow=always")]
    environ = {name: os.environ[name] for name in _REACHING if name in os.environ}
    environ["GIT_TERMINAL_PROMPT"] = "1"  # where there is no terminal, git gives up at once
    done = started(top, *allowed, *arguments, environ=environ)
    if done.returncode:
        raise SendingError(
            "Repositori tujuan tidak menerima: {problem}", problem=_complaint(done.stderr)
        )
    return done.stdout


def _complaint(told: bytes) -> str:
    """What a remote's own words and git's say, on one line and without credentials."""
    lines = [line.strip() for line in told.decode("utf-8", "replace").splitlines()]
    own = [line.removeprefix("remote:").strip() for line in lines if line.startswith("remote:")]
    refused = [line.strip("! ") for line in lines if line.startswith("!")]
    chosen = [line for line in [*own, *refused] if line] or [line for line in lines if line]
    return _CREDENTIALS.sub("", " · ".join(chosen[:6]))[:600] or "–"
