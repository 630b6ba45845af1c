"""The workflows of this repository: those of an office, with the program from the checkout.

`python -m kinerja.project.workflows` writes them anew; a test holds them to it. `tests.yml` is not
among them, for an office has no tests of the program.
"""

from __future__ import annotations

from pathlib import Path

from kinerja.messages import translator
from kinerja.project.templates import CHECKOUT, filled

FOLDER = ".github/workflows/"


def workflow_files() -> dict[str, str]:
    """The workflow files by path; their comments are English, as this repository's are."""
    return dict(filled(translator("en"), CHECKOUT, below=FOLDER))


if __name__ == "__main__":
    for place, text in workflow_files().items():
        Path(place).write_text(text, encoding="utf-8", newline="\n")
