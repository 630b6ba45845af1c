"""The one reader of YAML: a strict subset, so that every program reads the same data.

Text comes in, plain data goes out: dict, list, str, int, Decimal, bool, None. A date stays its
ISO text (the schema says that it is a date), a decimal is taken as written. What other readers
would take differently, or what could attack one, is a finding. The rules of content are not here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from kinerja.content.text.commas import meant
from kinerja.content.text.scalars import DoubtfulNumberError, scalar
from kinerja.content.text.syntax import DEEPEST, SIGNS, fault, hidden
from kinerja.findings import Finding, Pointer, finding

__all__ = ["DEEPEST", "Data", "Parser", "read", "texts"]

try:
    from yaml._yaml import CParser as Parser
except ImportError:  # PyYAML without libyaml: the same rules, slower
    from yaml.composer import Composer
    from yaml.parser import Parser as _EventParser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class Parser(Reader, Scanner, _EventParser, Composer):  # type: ignore[no-redef]
        """PyYAML's own parser with the interface of libyaml's."""

        def __init__(self, stream: str) -> None:
            Reader.__init__(self, stream)
            Scanner.__init__(self)
            _EventParser.__init__(self)
            Composer.__init__(self)


Data = Any
"""Parsed content: nested dict, list, str, int, Decimal, bool and None."""

Event = Any
"""An event of the parser, whose stubs do not tell which attributes it has."""

_MOST_FAULTS = 200
_INVISIBLE = (
    r"[\u00ad\u115f\u1160\u3164\uffa0\ufff9-\ufffb]|[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
    r"|(?<=[A-Za-z])[\u200c\u200d]|[\u200c\u200d](?=[A-Za-z])"
)
"""Directions, zero widths and tags: with them a reviewer approves another text than is there.
Joiners shape the letters of some scripts and pictures, but never Latin ones."""

_CONTROL = re.compile(rf"[{SIGNS}\r\u2028\u2029]|{_INVISIBLE}").search
_UNSEEN = re.compile(_INVISIBLE).search
_BREAKS = re.compile("\r(?!\n)|[\x85\u2028\u2029]").search
"""What ends a line for a YAML reader, and with it a comment, but not in every editor."""


class _StopError(Exception):
    """Reading cannot go on; what is wrong is among the faults."""


def read(text: str, file: str) -> tuple[Data, list[Finding]]:
    """Parse one document; `file` is only named in the findings. With findings the data is None."""
    unseen = _BREAKS(text) or (None if text.isascii() else _UNSEEN(text))
    if unseen:
        return None, [hidden(file, text, unseen.start())]
    reading = _Reading(text, file)
    try:
        reading.next = Parser(text).get_event
        data = reading.document()
    except _StopError:
        data = None
    except (yaml.YAMLError, RecursionError) as error:
        return None, [fault(error, text, file)]
    return (None, sorted(reading.faults, key=_place)) if reading.faults else (data, [])


def texts(data: Data, pointer: Pointer = ()) -> Iterator[tuple[Pointer, str]]:
    """Every text among the values of parsed data, with the way to it."""
    if isinstance(data, str):
        yield pointer, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from texts(value, (*pointer, key))
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from texts(value, (*pointer, place))


class _Reading:
    """Turns a parser's events into data and collects what has no reading."""

    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        self.faults: list[Finding] = []
        self.known: dict[str, Data] = {}
        self.keys: set[str] = set()
        self.next: Callable[[], Event]

    def document(self) -> Data:
        """The one document of the text."""
        self.next()
        start = self.next()
        if not isinstance(start, DocumentStartEvent):
            self.faults.append(_at(finding(self.file, "yaml-empty"), 1, 1))
            return None
        data = self.value(self.next(), 0)
        self.next()
        after = self.next()
        if not isinstance(after, StreamEndEvent):
            return self.fault(after, "yaml-several-documents")
        return data

    def value(self, event: Event, depth: int) -> Data:
        """The value that an event begins."""
        kind = type(event)
        if kind is ScalarEvent:
            return self.scalar(event)
        if kind is AliasEvent:
            self.stop(event, "yaml-alias")
        if depth > DEEPEST:
            self.stop(event, "yaml-too-deep", most=DEEPEST)
        self.refuse_signs(event)
        if kind is MappingStartEvent:
            return self.mapping(depth)
        items: list[Data] = []
        while type(item := self.next()) is not SequenceEndEvent:
            items.append(self.value(item, depth + 1))
        return items

    def mapping(self, depth: int) -> dict[str, Data]:
        """Keys and values up to the mapping's end."""
        result: dict[str, Data] = {}
        before: tuple[str, Event] | None = None
        cut: list[Event] = []
        while type(event := self.next()) is not MappingEndEvent:
            told = self.next() if type(event) is ScalarEvent else None
            if told is not None and self.is_cut(event, told):
                cut.append(event)
                continue
            self.tell_cut(before, cut)
            key = self.key(event, depth)
            if key in result:
                self.fault(event, "yaml-duplicate-key", key=key)
            before = (key, told) if type(told) is ScalarEvent and not told.style else None
            result[key] = self.value(told or self.next(), depth + 1)
        self.tell_cut(before, cut)
        return result

    def is_cut(self, key: Event, value: Event) -> bool:
        """Whether a key has neither colon nor value, as what stands behind a comma in a text."""
        if type(value) is not ScalarEvent or value.value or value.style or value.tag:
            return False
        start: Event = value.start_mark
        return ":" not in self.text[key.end_mark.index : start.index]

    def tell_cut(self, before: tuple[str, Event] | None, cut: list[Event]) -> None:
        """Tell once of keys without colon that follow each other, and forget them."""
        if not cut:
            return
        first, end = cut[0].start_mark.index, cut[-1].end_mark.index
        key, start = (before[0], before[1].start_mark.index) if before else ("", first)
        told, whole = (" ".join(self.text[since:end].split()) for since in (first, start))
        self.fault(cut[0], "yaml-no-colon", value=told, meant=meant(key, whole, told))
        cut.clear()

    def key(self, event: Event, depth: int) -> str:
        """A key, which must be text for every reader."""
        if not isinstance(event, ScalarEvent):
            self.fault(event, "yaml-key-not-text", key="…")
            self.value(event, depth + 1)
            return f"\0{event.start_mark.index}"
        text: str = event.value
        if text == "<<" and not event.style:
            self.stop(event, "yaml-alias")
        if text in self.keys and not (event.style or event.tag or event.anchor):
            return text
        if type(self.scalar(event)) is str:
            if not event.style:
                self.keys.add(text)
        elif not (event.style or event.tag):
            self.fault(event, "yaml-key-not-text", key=text)
        return text

    def scalar(self, event: Event) -> Data:
        """A scalar: text where it is quoted, else what its form means."""
        text: str = event.value
        self.refuse_signs(event)
        if event.style:
            return self.fault(event, "yaml-control-character") if _CONTROL(text) else text
        if " - " in text:
            self.tell_swallowed(event)
        try:
            return self.known[text]
        except KeyError:
            pass
        try:
            result = self.known[text] = scalar(text)
        except DoubtfulNumberError:
            return self.fault(event, "yaml-number-form", value=text)
        return result

    def tell_swallowed(self, event: Event) -> None:
        """Tell of items that stand too far right, so that they became words of the item before."""
        start, end = event.start_mark, event.end_mark
        if start.line == end.line or self.text[start.index - 2 : start.index] != "- ":
            return
        for line, words in enumerate(self.text[start.index : end.index].split("\n"), start.line):
            own = len(words) - len(words.lstrip(" "))
            if line > start.line and words[own:].startswith("- "):
                self.tell(line, own, "yaml-indent", value=own, meant=start.column - 2)

    def refuse_signs(self, event: Event) -> None:
        """Neither tags nor anchors: types are the schemas' business, and nothing stands for two."""
        if event.tag:
            self.stop(event, "yaml-tag", tag=event.tag.replace("tag:yaml.org,2002:", "!!"))
        if event.anchor:
            self.stop(event, "yaml-alias")

    def stop(self, event: Event, code: str, **params: str | int) -> NoReturn:
        """What could attack a reader is told alone, and reading ends."""
        self.faults = []
        self.fault(event, code, **params)
        raise _StopError

    def fault(self, event: Event, code: str, **params: str | int) -> None:
        """Keep a finding at an event's place."""
        self.tell(event.start_mark.line, event.start_mark.column, code, **params)

    def tell(self, line: int, column: int, code: str, **params: str | int) -> None:
        """Keep a finding at a line and column, counted from 0 as marks do."""
        if len(self.faults) < _MOST_FAULTS:
            found = finding(self.file, code, **dict[str, Any](params))
            self.faults.append(_at(found, line + 1, column + 1))


def _place(found: Finding) -> tuple[int, int]:
    return found.line, found.column


def _at(found: Finding, line: int, column: int) -> Finding:
    return Finding(found.file, found.code, found.pointer, found.params, found.at_key, line, column)
