"""Starts the real command in a session of its own, stops it at some moment, looks what is left."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

Tree = dict[str, bytes]

LITTER = ".*.kinerja-*"
"""The names of what is made aside."""

_PR_CAPBSET_DROP = 24
_RIGHTS_OF_ROOT = (1, 2, 3)  # to write, read and search anything, and to change anybody's modes
_PATIENCE = 120


@dataclass(frozen=True, slots=True)
class Said:
    """How a command ended: its exit code (negative: the signal that killed it), what it said."""

    code: int
    out: str
    err: str

    @property
    def all(self) -> str:
        return self.out + self.err


def start(
    *arguments: str | Path,
    cwd: Path,
    shell: str = "",
    without: tuple[str, ...] = (),
    before: Callable[[], object] | None = None,
    **variables: str,
) -> subprocess.Popen[str]:
    """`kinerja …` in a folder, not waited for.

    `shell` is what follows on the line of a shell (`>&-`), `without` are variables it lacks,
    `before` is done in the process before it begins.
    """
    line = [sys.executable, "-m", "kinerja", *map(str, arguments)]
    if shell:
        line = ["/bin/bash", "-c", f'set -o pipefail; "$@" {shell}', "bash", *line]
    surroundings = {**os.environ, **variables}
    return subprocess.Popen(
        line,
        cwd=cwd,
        env={name: value for name, value in surroundings.items() if name not in without},
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=before,  # noqa: PLW1509  no other thread runs here
    )


def ended(process: subprocess.Popen[str]) -> Said:
    """How a started command ends."""
    out, err = process.communicate(timeout=_PATIENCE)
    return Said(process.returncode, out, err)


def run(*arguments: str | Path, cwd: Path, **options: object) -> Said:
    """A command from its start to its end, without a traceback on its way."""
    said = ended(start(*arguments, cwd=cwd, **options))  # type: ignore[arg-type]
    assert "Traceback" not in said.all, said.all
    return said


def done(*arguments: str | Path, cwd: Path, **options: object) -> Said:
    """A command that ends well."""
    said = run(*arguments, cwd=cwd, **options)
    assert said.code == 0, said.all
    return said


def stop(
    process: subprocess.Popen[str], number: int, moment: Callable[[], bool], delay: float = 0
) -> Said:
    """Send a signal at a moment, or some time after; where the command is faster, it just ends.

    Ctrl-C reaches the whole group, as from a terminal, other signals only the command itself.
    """
    until = time.monotonic() + _PATIENCE
    while not moment() and process.poll() is None and time.monotonic() < until:
        time.sleep(0.0005)
    time.sleep(delay)
    if process.poll() is None:
        (os.killpg if number == signal.SIGINT else os.kill)(process.pid, number)
    return ended(process)


def alive(group: int) -> list[int]:
    """The processes of a group that still run; those that only wait to be buried do not count."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _parent, its_group = status.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(its_group) == group and state not in "ZX":
            found.append(int(status.parent.name))
    return found


def all_gone(group: int, within: float = 10) -> bool:
    """Whether all processes of a group have ended, after so many seconds at most."""
    until = time.monotonic() + within
    while alive(group):
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True


def tree(folder: Path) -> Tree | None:
    """Every file of a folder by its path, folders as empty texts; None where there is none."""
    if not folder.exists():
        return None
    return {
        f"{path.relative_to(folder)}{'/' * path.is_dir()}": b"" if path.is_dir() else _bytes(path)
        for path in sorted(folder.rglob("*"))
    }


def _bytes(path: Path) -> bytes:
    return os.fsencode(path.readlink()) if path.is_symlink() else path.read_bytes()


def litter(folder: Path) -> list[Path]:
    """What bears a name of things made aside, at any depth."""
    return list(folder.rglob(LITTER))


def bound_by_modes() -> None:
    """Give up the rights by which root writes everywhere; done in a process before it begins."""
    if os.geteuid() == 0:
        system = ctypes.CDLL(None)
        for right in _RIGHTS_OF_ROOT:
            system.prctl(_PR_CAPBSET_DROP, right, 0, 0, 0)


@contextmanager
def read_only(*places: Path) -> Iterator[None]:
    """Files and folders without the right to write, and with it again at the end."""
    for place in places:
        place.chmod(place.stat().st_mode & ~0o222)
    try:
        yield
    finally:
        for place in reversed(places):
            place.chmod(place.stat().st_mode | 0o200)
