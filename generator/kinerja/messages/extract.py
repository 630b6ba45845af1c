"""Keeps the catalogues up to date: `python -m kinerja.messages.extract`.

Collects every text that a person reads from Python, templates and schemas, and lays it under each
language's file: new texts come untranslated, texts no longer said go. No dates, so that the same
sources give the same bytes; a test holds the files against the sources.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from kinerja import resources
from kinerja.messages import SOURCE_LANGUAGE, languages

_METHODS = [
    ("**.py", "python"),
    ("**/templates/**.html", "jinja2"),
    ("**/theme/**.html", "jinja2"),
    ("project/files/**", "jinja2"),
]
_OPTIONS = {"project/files/**": {"variable_start_string": "<<", "variable_end_string": ">>"}}
_KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "words": None,
    **dict.fromkeys(("UserError", "HistoryError", "SendingError", "ForgeError", "UnsettledError")),
}
_SAID = ("title", "description", "x-pattern-message")


def sources() -> Catalog:
    """All texts, in order of their files, without translations."""
    catalogue = Catalog(charset="utf-8")
    package = resources.data()
    found = extract_from_dir(package, _METHODS, _OPTIONS, _KEYWORDS)
    for file, _line, message, _comments, context in sorted(found, key=lambda entry: entry[:2]):
        catalogue.add(message, locations=[(f"kinerja/{file}", 0)], context=context)
    for name, text in _of_schemas():
        catalogue.add(text, locations=[(f"schemas/{name}", 0)])
    return catalogue


def updated(language: str) -> bytes:
    """The language's file as it should be: texts as now said, translations kept."""
    path = resources.data("messages") / f"{language}.po"
    with path.open("rb") as file:
        known = read_po(file, locale=language)
    wanted = sources()
    catalogue = Catalog(locale=language, charset="utf-8", fuzzy=False)
    for message in wanted:
        if not message.id:
            continue
        old = known.get(message.id, message.context)
        catalogue.add(
            message.id,
            old.string if old else None,
            locations=message.locations,
            context=message.context,
        )
    written = io.BytesIO()
    write_po(written, catalogue, width=99, omit_header=True, include_lineno=False)
    header = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {language}\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n\n'
    )
    return header.encode() + written.getvalue()


def _of_schemas() -> Iterator[tuple[str, str]]:
    for path in sorted(resources.schemas().glob("*.schema.json"), key=lambda path: path.name):
        for text in _said(json.loads(path.read_text("utf-8"))):
            yield path.name, text


def _said(schema: object) -> Iterator[str]:
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key in _SAID and isinstance(value, str):
                yield value
            elif key == "enumDescriptions":
                yield from value
            else:
                yield from _said(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _said(value)


def main() -> None:
    """Bring every language's file up to date."""
    for language in languages():
        if language != SOURCE_LANGUAGE:
            path: Path = resources.data("messages") / f"{language}.po"
            path.write_bytes(updated(language))


if __name__ == "__main__":
    main()
