"""A language of the site: its code, its catalogue of words, its locale for numbers and dates.

Everything that differs between languages comes from these; nothing asks which language it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from gettext import NullTranslations

from babel import Locale

from kinerja.messages import translator


@dataclass(frozen=True)
class Language:
    """One language: `code` as in `<html lang>`, its translations, its Babel locale."""

    code: str
    translations: NullTranslations
    locale: Locale

    @classmethod
    def of(cls, code: str) -> Language:
        """The language of a code such as `id`, with the catalogue that belongs to it."""
        return cls(code, translator(code), Locale.parse(code))
