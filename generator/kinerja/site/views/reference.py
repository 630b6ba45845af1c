"""The reference of content: a page for each kind of file, and the list of them.

What stands there comes from the schemas by way of `content.authoring.reference`; it is a part of
the handbook, but made with the site, so that it cannot say anything else than the program does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from kinerja.content.authoring.reference import Key, Reference, example, references
from kinerja.site.language import Language
from kinerja.site.report import Report
from kinerja.site.views.view import SECTIONS, Step, View, ready
from kinerja.site.words import words

_COMMENT = re.compile(r"^ *#.*\n", re.MULTILINE)
_PATH = "handbook/reference/"
_DEFINED_IN = {"person": "people", "position": "people", "package": "register"}
"""Where the ids of a relation are given, if not by files of that name."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its anchor, how deep it lies, and the kind that gives the ids it names."""

    key: Key
    anchor: str
    level: int
    target: Reference | None


@dataclass(frozen=True, slots=True)
class ReferencePage:
    """One kind of content file with all of its keys."""

    reference: Reference
    entries: tuple[Entry, ...]
    required: int


def views(told: Report) -> Iterator[View]:
    """The list of kinds, then each; they are the same for every content."""
    del told
    known = {reference.kind: reference for reference in references()}
    step = Step(words("Rujukan isi"), _PATH)
    yield View(
        path=_PATH,
        template="references.html",
        title=words("Rujukan isi"),
        description=words("Setiap jenis berkas isi dengan semua isiannya."),
        nav=(SECTIONS["handbook"], step),
        data=ready(tuple(known.values())),
    )
    for reference in known.values():
        entries = tuple(_entry(key, known) for key in reference.keys)
        yield View(
            path=f"{_PATH}{reference.kind}/",
            template="reference.html",
            title=words("Rujukan: %(title)s", title=words(reference.title)),
            description=words(reference.description),
            nav=(SECTIONS["handbook"], step),
            data=ready(
                ReferencePage(
                    reference,
                    entries,
                    sum(entry.key.is_required and entry.level == 0 for entry in entries),
                )
            ),
            search=(reference.kind, reference.place),
            places=tuple((entry.anchor, entry.key.path) for entry in entries),
            contents=True,
        )


def example_file(language: Language, kind: str) -> tuple[str, Markup]:
    """The path of a valid file of a kind, and its text as a block of Markdown.

    Without the comments: they say of each key what the table below says.
    """
    path, text = example(kind, language.translations)
    return path, Markup(f"```yaml\n{_COMMENT.sub('', text).lstrip()}```")


def _entry(key: Key, known: dict[str, Reference]) -> Entry:
    relation = key.relation or ""
    anchor = key.path.replace("[]", "").replace(".*", "")
    return Entry(key, anchor, key.path.count("."), known.get(_DEFINED_IN.get(relation, relation)))
