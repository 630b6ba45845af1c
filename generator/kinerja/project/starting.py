"""Makes the files of a new project from templates, in the language of messages.

The templates lie in `files/` as they will lie in the project, without the dot of hidden names;
policies come from the catalogue. What the files mean is explained in themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kinerja import __version__, resources
from kinerja.project.editor import SCHEMAS, editor_files, schema_files

_HIDDEN = ("github/", "gitignore", "pre-commit-config.yaml")
_POLICIES = ("standard.yml", "traffic-light.yml", "five-labels.yml", "two-state.yml")


def start(folder: Path, translations: NullTranslations) -> None:
    """Write a project into an existing empty folder; its content passes `kinerja check`."""
    for name, text in _files(translations):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _files(translations: NullTranslations) -> Iterator[tuple[str, str]]:
    templates = resources.data("project", "files")
    env = Environment(
        loader=FileSystemLoader(templates),
        autoescape=False,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        variable_start_string="<<",
        variable_end_string=">>",
        keep_trailing_newline=True,
    )
    env.install_gettext_translations(translations)  # type: ignore[attr-defined]
    for name in env.list_templates():
        place = f".{name}" if name.startswith(_HIDDEN) else name
        yield place, env.get_template(name).render(version=__version__)
    for policy in _POLICIES:
        text = resources.data("catalogue", "policies", policy).read_text("utf-8")
        yield f"content/policies/{policy}", text
    yield from editor_files(translations, SCHEMAS).items()
    yield from schema_files().items()
