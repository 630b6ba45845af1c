"""Makes the files of a new project, in the language of messages.

Templates come from `templates`, policies from the catalogue, what follows from content from
`forge_files`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from gettext import NullTranslations
from pathlib import Path

from kinerja import resources
from kinerja.content.checking import check
from kinerja.project.editor import SCHEMAS, editor_files, schema_files
from kinerja.project.forge_files import forge_files
from kinerja.project.templates import OFFICE, filled

_POLICIES = ("standard.yml", "traffic-light.yml", "five-labels.yml", "two-state.yml")


def start(folder: Path, translations: NullTranslations) -> None:
    """Write a project into an existing empty folder; its content passes `kinerja check`.

    What follows from that content is written too, as `kinerja generate` would.
    """
    _write(folder, _files(translations))
    checked = check(folder / "content")
    if checked.content is not None:
        _write(folder, forge_files(checked.content, checked.today).items())


def _write(folder: Path, files: Iterable[tuple[str, str]]) -> None:
    for name, text in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _files(translations: NullTranslations) -> Iterator[tuple[str, str]]:
    yield from filled(translations, OFFICE)
    for policy in _POLICIES:
        text = resources.data("catalogue", "policies", policy).read_text("utf-8")
        yield f"content/policies/{policy}", text
    yield from editor_files(translations, SCHEMAS).items()
    yield from schema_files().items()
