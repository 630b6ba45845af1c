"""The catalogues: Indonesian is written in the source, every other language is a gettext file.

`messages/<language>.po` is the whole of a language. Nothing here formats numbers or dates.
"""

from __future__ import annotations

import io
import re
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from kinerja import resources

SOURCE_LANGUAGE = "id"


def mark(text: str) -> str:
    """Mark a text for the catalogues (imported as `_`); it is translated where it is printed."""
    return text


@cache
def translator(language: str) -> NullTranslations:
    """The translations into a language: `.gettext(text)`, `.ngettext(one, many, n)`.

    Texts are Indonesian, so Indonesian needs no file; an unknown language is a ValueError.
    """
    if language == SOURCE_LANGUAGE:
        return NullTranslations()
    if language not in languages():
        raise ValueError(language)
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with _catalogue(language).open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


def everywhere(text: str) -> frozenset[str]:
    """A text of one line in every language, found without understanding whole catalogues."""
    entry = re.compile(rf'^msgid "{re.escape(text)}"\nmsgstr "([^"\\\n]+)"$', re.MULTILINE)
    told = {SOURCE_LANGUAGE: text}
    for language in languages()[1:]:
        found = entry.search(_catalogue(language).read_text("utf-8"))
        told[language] = found[1] if found else translator(language).gettext(text)
    return frozenset(told.values())


def languages() -> tuple[str, ...]:
    """The languages there are, the source language first."""
    found = resources.data("messages").glob("*.po")
    return (SOURCE_LANGUAGE, *sorted(file.stem for file in found))


def _catalogue(language: str) -> Path:
    return resources.data("messages") / f"{language}.po"
