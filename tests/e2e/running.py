"""Runs the real command and MkDocs in processes of their own, and serves what they make."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

REPOSITORY = Path(__file__).parents[2]
_ADDRESS = re.compile(r"""\s(?:href|src)="([^"]*)\"""")
_ANCHOR = re.compile(r"""\s(?:id|name)="([^"]*)\"""")


def run(module: str, *arguments: str | Path, cwd: Path, **variables: str) -> tuple[int, str]:
    """`python -m MODULE …` in a folder; its exit code, and what it said on either stream."""
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **variables},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        timeout=300,
    )
    return done.returncode, done.stdout


def kinerja(*arguments: str | Path, cwd: Path, **variables: str) -> str:
    """The command, which must succeed; what it said."""
    code, said = run("kinerja", *arguments, cwd=cwd, **variables)
    assert code == 0, said
    return said


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, by its path inside."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def broken_links(pages: Mapping[str, str], folder: Path) -> set[tuple[str, str]]:
    """The links of pages (their texts by address) that lead nowhere in a site's folder."""
    anchors = {address: set(_ANCHOR.findall(text)) for address, text in pages.items()}
    files = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    broken = set()
    for address, text in pages.items():
        for link in {unescape(found) for found in _ADDRESS.findall(text)}:
            target, anchor = urldefrag(urljoin(f"site:///{address}", link))
            if not target.startswith("site:///"):
                continue
            place = unquote(target.removeprefix("site:///"))
            if place in pages:
                if anchor and unquote(anchor) not in anchors[place]:
                    broken.add((address, link))
            elif place not in files:
                broken.add((address, link))
    return broken


def texts(folder: Path) -> dict[str, str]:
    """The text of every page of a site by its address."""
    found = sorted(folder.rglob("index.html"))
    return {f"{path.parent.relative_to(folder)}/".removeprefix("./"): path.read_text("utf-8")
            for path in found}  # fmt: skip


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *_: object) -> None:  # noqa: A002 - the library's name
        """Nothing: the browser's requests are not the test's output."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder on a port of this machine: its address, ending in a slash."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
