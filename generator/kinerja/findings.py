"""What is wrong, as data: findings about content, and the error of wrong use.

A finding carries a code and parameters and becomes words only where it is printed; the words of
each code are in `codes`. Where it stands in a file is found by `content.text.marks`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from gettext import NullTranslations

Pointer = tuple[str | int, ...]
"""The way to a value in a parsed file: keys and list positions from the top."""

LONGEST_VALUE, _LONGEST_LIST = 120, 2000
"""Letters of a parameter, and of one that lists codes; what is longer is cut."""

_LONGEST_GUESS, _SHOWN = 80, 12
_LIKENESS = 0.6
"""Of a guess: a slip or two in a word; what merely begins alike is none."""

_LIKENESS_OF_IDS = 0.75
"""Of an id: who takes another one for it mends nothing."""

_BETWEEN = re.compile(r"(; | / |, | \(|\))")

_IN_WORDS = ("title", "expected", "problem", "pattern", "state", "role", "basis", "old", "new")
"""Parameters that are words of the program, to be translated; all others are shown as they are."""

_LISTS = ("roles", "titles", "instead")
"""Parameters that are lists of such words, as `judging.listed` writes roles; codes stay."""

_CODES = "options"
"""The parameter that lists codes with their names, as `guessing.listed` writes them."""

_NAME = re.compile(r"(?<= \().*(?=\)$)")


class Severity(StrEnum):
    """An error forbids compiling; a warning asks a person to look."""

    ERROR = "error"
    WARNING = "warning"


ERROR, WARNING = Severity.ERROR, Severity.WARNING


@dataclass(frozen=True, slots=True)
class Rule:
    """One code of the list: its severity and its words, Indonesian, with {named} parameters."""

    severity: Severity
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong in one file.

    `file` is relative to the content folder's parent (`content/indicators/x.yml`), `pointer` the
    value it is about (`at_key`: its key), line and column count from 1. `also` is a file and a
    value in it that it is about as much: nobody can know which of the two is meant to go, so it is
    told at both, and each has the other's place as a parameter of that name.
    """

    file: str
    code: str
    pointer: Pointer = ()
    params: tuple[tuple[str, str], ...] = ()
    at_key: bool = False
    line: int = 0
    column: int = 0
    also: tuple[str, Pointer] | None = None

    @property
    def order(self) -> tuple[str, int, int, str, tuple[tuple[str, str], ...]]:
        """How findings are listed: by file, place and code."""
        return self.file, self.line, self.column, self.code, self.params


class Firsts:
    """Where each thing stood first, of those that may stand once only."""

    def __init__(self) -> None:
        """Nothing has been seen yet."""
        self._known: dict[object, tuple[str, Pointer]] = {}

    def before(self, thing: object, file: str, pointer: Pointer) -> tuple[str, Pointer] | None:
        """The file and value where a thing stood before; None where it is the first."""
        place = self._known.setdefault(thing, (file, pointer))
        return None if place == (file, pointer) else place


def finding(
    file: str,
    code: str,
    pointer: Pointer = (),
    *,
    at_key: bool = False,
    also: tuple[str, Pointer] | None = None,
    **params: object,
) -> Finding:
    """A finding at a value; parameters are turned into text, long ones cut."""
    texts = tuple(sorted((name, _shown(name, value)) for name, value in params.items()))
    return Finding(file, code, pointer, texts, at_key, also=also)


def guess(word: object, known: Iterable[str], likeness: float = _LIKENESS) -> str:
    """The known word that a wrong one is a slip of; empty where none is near enough."""
    text = str(word)
    # Comparing grows with the product of lengths: a hostile text gets no guess.
    if len(text) > _LONGEST_GUESS:
        return ""
    return next(iter(get_close_matches(text, sorted(known), n=1, cutoff=likeness)), "")


def slip(id: str, known: Iterable[str]) -> str:
    """The known id that a wrong one is a slip of the hand of; empty where it is rather another one.

    Ids that differ in a figure are two things, however alike they look: `pkt-12` is no `pkt-13`.
    """
    if len(id) > _LONGEST_GUESS:
        return ""
    close = get_close_matches(id, sorted(known), n=_SHOWN, cutoff=_LIKENESS_OF_IDS)
    return next((one for one in close if _figures(one) == _figures(id)), "")


def is_numbered(id: str) -> bool:
    """Whether an id tells by its figures which of many it is."""
    return any(letter.isdecimal() for letter in id)


def _figures(id: str) -> list[str]:
    return [figures.lstrip("0") for figures in re.findall("[0-9]+", id)]


def whole(found: Finding) -> Finding:
    """The same finding about its file as a whole: at its beginning."""
    return replace(found, line=1, column=1)


def nearest(word: object, known: Iterable[str]) -> str:
    """The known word that a wrong one is a slip of; where none is, the first few; for hints."""
    words = sorted(known)
    return guess(word, words) or few(words)


def few(known: Iterable[str]) -> str:
    """The first few of what is known, in order, for hints."""
    names = sorted(known)
    return ", ".join((*names[:_SHOWN], *["…"] * (len(names) > _SHOWN))) or "–"


def fill(template: str, translations: NullTranslations, params: Iterable[tuple[str, str]]) -> str:
    """The words of a template in the language of the translations, with parameters put in."""
    told = {
        name: _each(value, translations)
        if name in _LISTS
        else _named(value, translations)
        if name == _CODES
        else translations.gettext(value)
        if name in _IN_WORDS and value
        else value
        for name, value in params
    }
    return translations.gettext(template).format_map(told)


def _each(value: str, translations: NullTranslations) -> str:
    """The words of a list in a language, and what stands between them."""
    parts = (" atau " if part == " / " else part for part in _BETWEEN.split(value) if part)
    return "".join(translations.gettext(part) for part in parts)


def _named(value: str, translations: NullTranslations) -> str:
    """Codes with the names of those that have one in a language."""
    each = value.split("; ")
    return "; ".join(_NAME.sub(lambda name: translations.gettext(name[0]), one) for one in each)


class UserError(Exception):
    """Why a command does not go on; `message` is an Indonesian template.

    The program was called wrongly, unless a kind of it says otherwise: then what was read is wrong.
    """

    exit_code = 2

    def __init__(self, message: str, **params: object) -> None:
        """`params` fill the {names} of the template."""
        super().__init__(message)
        self.template = message
        self.params = tuple(sorted((name, str(value)) for name, value in params.items()))

    def words(self, translations: NullTranslations) -> str:
        """The message in the language of the translations."""
        return fill(self.template, translations, self.params)


def _shown(name: str, value: object) -> str:
    """A value on one line, without what a terminal would act on, cut where it is long."""
    longest = _LONGEST_LIST if name == _CODES else LONGEST_VALUE
    text = "".join(c if c.isprintable() else "\ufffd" for c in _as_yaml(value)[: longest + 1])
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _as_yaml(value: object) -> str:
    """A value as a person would write it in a file, rather than as Python does."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_as_yaml(one)}' for key, one in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_as_yaml, value))}]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(value)
