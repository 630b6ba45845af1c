"""MkDocs that knows Kinerja's plugin and theme, installed or not, and small things around it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
GENERATOR = HERE.parents[1] / "generator"
_ENTRY_POINTS = """[mkdocs.plugins]
kinerja = kinerja.site.plugin:KinerjaPlugin

[mkdocs.themes]
kinerja = kinerja.site.theme
"""


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Variables under which a Python process finds package, gallery and entry points."""
    info = folder / "entry" / "kinerja-0.dist-info"
    info.mkdir(parents=True, exist_ok=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: kinerja\nVersion: 0\n")
    (info / "entry_points.txt").write_text(_ENTRY_POINTS)
    paths = (str(info.parent), str(GENERATOR), str(HERE))
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), **more}


def run(*arguments: str, cwd: Path, variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """A Python process with these arguments; its output is text."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env=variables,
        text=True,
        capture_output=True,
        check=False,
        timeout=120,
    )


BUILD = """
import sys
from datetime import date
from functools import partial
from pathlib import Path
import gallery
from kinerja.findings import UserError
from kinerja.site.building import build
def broken(code):
    raise ValueError("a view is wrong")
if __name__ == "__main__":
    source = broken if sys.argv[2:] == ["broken"] else partial(gallery.site, "")
    try:
        build(source, Path(sys.argv[1]), day=date(2026, 9, 30), reading=[Path("content")])
    except UserError as error:
        print(error.template.format_map(dict(error.params)))
        sys.exit(2)
"""


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, by its path inside."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
