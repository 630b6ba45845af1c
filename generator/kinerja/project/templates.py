"""Fills in the templates of `files/`, in the language of messages, for one kind of repository.

They lie there as they will lie in a project, without the dot of hidden names. Who writes them, and
where, is decided elsewhere; what they mean is explained in themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from gettext import NullTranslations

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kinerja import __version__, resources

_HIDDEN = ("github/", "gitattributes", "gitignore", "pre-commit-config.yaml")


@dataclass(frozen=True, slots=True)
class Setup:
    """How the program comes to a machine that runs workflows, and how it is called there."""

    python: str
    install: str
    kinerja: str


OFFICE = Setup("3.13", "python -m pip install -r requirements.txt", "kinerja")
"""The repository of an office: the released program, in the version that it states."""

CHECKOUT = Setup("3.11", "make venv", ".venv/bin/kinerja")
"""The repository of the program itself: what was checked out is what runs."""


def filled(
    translations: NullTranslations, setup: Setup, below: str = ""
) -> Iterator[tuple[str, str]]:
    """The files of a project by path, in order; only those whose path begins with `below`."""
    env = Environment(
        loader=FileSystemLoader(resources.data("project", "files")),
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
        if place.startswith(below):
            yield place, env.get_template(name).render(version=__version__, setup=setup)
