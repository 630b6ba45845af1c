"""Git, asked without a word of anybody's configuration that could run something.

No hook, pager, filter, prompt or replaced object; the network only where a caller says so. What
may be asked is in `history` and `trees`, what is written in `writing`.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from kinerja.findings import UserError

_SAFE = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.pager=cat",
    "core.quotePath=false",
    "log.showSignature=false",
    "log.showRoot=true",
    "log.follow=false",
    "protocol.allow=never",
)


class HistoryError(UserError):
    """History cannot tell: there is none here, or not all of it."""

    exit_code = 1


def ask(folder: Path, *arguments: str, given: bytes | None = None) -> bytes:
    """What git answers on its standard output, run in a folder with `given` as its input.

    Raises HistoryError with the first line of its complaint.
    """
    done = started(folder, *arguments, given=given)
    if done.returncode:
        problem = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise HistoryError("Git tidak dapat membaca riwayat: {problem}", problem=problem)
    return done.stdout


def started(
    folder: Path,
    *arguments: str,
    given: bytes | None = None,
    environ: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """How git ended and what it said, with `environ` added to a clean environment.

    Raises HistoryError where there is no git.
    """
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    clean |= {"LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"}
    clean |= {"GIT_TERMINAL_PROMPT": "0", "GIT_LITERAL_PATHSPECS": "1"}
    clean |= {"GIT_NO_REPLACE_OBJECTS": "1", "GIT_GRAFT_FILE": os.devnull}
    options = [part for setting in _SAFE for part in ("-c", setting)]
    try:
        return subprocess.run(
            ["git", "--no-pager", *options, *arguments],
            cwd=folder,
            env=clean | dict(environ or {}),
            input=given if given is not None else b"",
            capture_output=True,
            check=False,
        )
    except OSError:
        raise HistoryError("Program git tidak ada di komputer ini.") from None
