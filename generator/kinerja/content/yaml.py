"""The one reader of YAML: a strict subset, so that every program reads the same data.

Text comes in, plain data goes out: dict, list, str, int, Decimal, bool, None. A date stays its
ISO text (the schema says that it is a date), a decimal is taken as written. What other readers
would take differently, or what could attack one, is a finding. The rules of content are not here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kinerja.findings import Finding, Pointer, finding

try:
    from yaml._yaml import CParser as _Parser
except ImportError:  # PyYAML without libyaml: the same rules, slower
    from yaml.composer import Composer
    from yaml.parser import Parser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class _Parser(Reader, Scanner, Parser, Composer):  # type: ignore[no-redef]
        def __init__(self, stream: str) -> None:
            Reader.__init__(self, stream)
            Scanner.__init__(self)
            Parser.__init__(self)
            Composer.__init__(self)


Data = Any
"""Parsed content: nested dict, list, str, int, Decimal, bool and None."""

Marks = Node
"""Composed nodes, which know where each value stands."""

YAMLError = yaml.YAMLError
"""What composing a broken text raises."""

LARGEST_FILE = 64 * 1024 * 1024
DEEPEST = 24
_LONGEST_NUMBER = 40

_PLAIN, _QUOTED = "plain", "quoted"
_EMPTY = frozenset(("", "~", "null", "Null", "NULL"))
_WORDS = {
    form: value
    for word, value in (
        ("true", True),
        ("yes", True),
        ("on", True),
        ("false", False),
        ("no", False),
        ("off", False),
    )
    for form in (word, word.capitalize(), word.upper())
}
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)").fullmatch
_DECIMAL = re.compile(r"(?:[-+]?[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+][0-9]{1,3})?").fullmatch
_OTHER_NUMBER = re.compile(
    r"[-+]?(?:(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9_]+)?"
    r"|0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"
    r"|\.(?:inf|Inf|INF))|\.(?:nan|NaN|NAN)"
).fullmatch
"""What YAML 1.1 or 1.2 takes for a number and the other does not, or reads differently."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]").search
_BREAKS = re.compile("\r(?!\n)|[\x85\u2028\u2029]").search
"""What ends a line for a YAML reader, and with it a comment, but not in every editor."""

_SIGNS = re.compile(r"(?:^|[\s\[{,:?-])(?:[&*]\S|!)", re.MULTILINE).search
_MOST_FAULTS = 200
_MAY_START_NUMBER = frozenset("+-.0123456789")


class Strict(_Parser):
    """Composes nodes without PyYAML's resolver: a scalar's tag only says plain or quoted."""

    def resolve(self, kind: type[Node], _value: str | None, implicit: tuple[bool, bool]) -> str:
        """Called for each untagged node; the meaning of scalars is `_scalar`'s."""
        if kind is ScalarNode:
            return _PLAIN if implicit[0] else _QUOTED
        return "list" if kind is SequenceNode else "map"

    def descend_resolver(self, _parent: object, _index: object) -> None:
        """Nothing to keep track of."""

    def ascend_resolver(self) -> None:
        """Nothing to keep track of."""


class _FaultError(Exception):
    """A value that has no reading; `_Reading` turns it into a finding."""

    def __init__(self, code: str) -> None:
        self.code = code


def compose(text: str) -> Node | None:
    """The nodes of one document with their marks; None when the text holds nothing."""
    return Strict(text).get_single_node()


def read(text: str, file: str) -> tuple[Data, list[Finding]]:
    """Parse one document; `file` is only named in the findings. With findings the data is None."""
    faults = list(_forbidden(text, file))
    if faults:
        return None, faults
    try:
        node = compose(text)
    except (YAMLError, RecursionError) as error:
        return None, [_syntax(error, file)]
    if node is None:
        return None, [finding(file, "yaml-empty")]
    reading = _Reading(file)
    data = reading.value(node, 0)
    return (None, sorted(reading.faults, key=_place)) if reading.faults else (data, [])


def locate(node: Node | None, pointer: Pointer, *, at_key: bool) -> tuple[int, int]:
    """Line and column, from 1, of the value (or its key) that a pointer names.

    A way that ends early (a key that is missing) is answered by the deepest place that is there.
    """
    mark = node.start_mark if node else None
    for step in pointer:
        if isinstance(node, MappingNode):
            found = next((pair for pair in node.value if pair[0].value == step), None)
            if found is None:
                break
            node = found[1]
            mark = (found[0] if at_key or not _has_text(node) else node).start_mark
        elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            mark = node.start_mark
        else:
            break
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _has_text(node: Node) -> bool:
    """A block below its key starts on a later line; the key is where a person looks."""
    return isinstance(node, ScalarNode) or bool(getattr(node, "flow_style", False))


class _Reading:
    """Turns nodes into data and collects what has no reading."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Finding] = []
        self.known: dict[str, Data] = {}
        self.keys: set[str] = set()

    def value(self, node: Node, depth: int) -> Data:
        if isinstance(node, ScalarNode):
            if node.tag == _PLAIN:
                return self.plain(node)
            if node.tag != _QUOTED:
                return self.fault(node, "yaml-tag", tag=node.tag)
            if _CONTROL(node.value):
                return self.fault(node, "yaml-control-character")
            return node.value
        if depth > DEEPEST:
            return self.fault(node, "yaml-too-deep", most=DEEPEST)
        if isinstance(node, MappingNode) and node.tag == "map":
            return self.mapping(node, depth)
        if isinstance(node, SequenceNode) and node.tag == "list":
            return [self.value(child, depth + 1) for child in node.value]
        return self.fault(node, "yaml-tag", tag=node.tag)

    def mapping(self, node: MappingNode, depth: int) -> dict[str, Data]:
        result = {self.key(key): self.value(child, depth + 1) for key, child in node.value}
        if len(result) != len(node.value):
            seen: set[str] = set()
            for key, _ in node.value:
                if isinstance(key, ScalarNode) and key.value in seen:
                    self.fault(key, "yaml-duplicate-key", key=key.value)
                seen.add(str(key.value))
        return result

    def key(self, node: Node) -> str:
        if not isinstance(node, ScalarNode):
            self.fault(node, "yaml-key-not-text", key="…")
            return f"\0{node.start_mark.index}"
        text: str = node.value
        if text in self.keys and node.tag == _PLAIN:
            return text
        if node.tag == _PLAIN:
            if type(self.plain(node)) is str:
                self.keys.add(text)
            else:
                self.fault(node, "yaml-key-not-text", key=text)
        elif node.tag != _QUOTED:
            self.fault(node, "yaml-tag", tag=node.tag)
        elif _CONTROL(text):
            self.fault(node, "yaml-control-character")
        return text

    def plain(self, node: ScalarNode) -> Data:
        text: str = node.value
        try:
            return self.known[text]
        except KeyError:
            pass
        try:
            result = _scalar(text)
        except _FaultError as fault:
            return self.fault(node, fault.code, value=text)
        self.known[text] = result
        return result

    def fault(self, node: Node, code: str, **params: str | int) -> None:
        if len(self.faults) >= _MOST_FAULTS:
            return
        at = node.start_mark
        found = finding(self.file, code, **dict[str, Any](params))
        self.faults.append(_at(found, at.line + 1, at.column + 1))


def _scalar(text: str) -> Data:
    """What an unquoted text means."""
    if text[:1] in _MAY_START_NUMBER:
        if len(text) > _LONGEST_NUMBER and (_INTEGER(text) or _DECIMAL(text)):
            raise _FaultError("yaml-number-form")
        if _INTEGER(text):
            return int(text)
        if _DECIMAL(text):
            number = Decimal(text)
            if abs(number.adjusted()) > _LONGEST_NUMBER:
                raise _FaultError("yaml-number-form")
            return int(number) if number == number.to_integral_value() else number
        if _OTHER_NUMBER(text):
            raise _FaultError("yaml-number-form")
        return text
    if text in _EMPTY:
        return None
    return _WORDS.get(text, text)


def _forbidden(text: str, file: str) -> Iterator[Finding]:
    """Hidden line breaks, anchors, aliases and tags, looked for only where their signs occur."""
    hidden = _BREAKS(text)
    if hidden:
        before = text[: hidden.start()]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        yield _at(finding(file, "yaml-control-character"), line, column)
        return
    if not _SIGNS(text):
        return
    parser = Strict(text)
    try:
        while parser.check_token():
            token = parser.get_token()
            if isinstance(token, (yaml.AnchorToken, yaml.AliasToken)):
                mark = token.start_mark
                yield _at(finding(file, "yaml-alias"), mark.line + 1, mark.column + 1)
                return
            if isinstance(token, yaml.TagToken):
                mark = token.start_mark
                tag = "".join(part or "" for part in token.value)
                yield _at(finding(file, "yaml-tag", tag=tag), mark.line + 1, mark.column + 1)
                return
    except (YAMLError, RecursionError):
        return  # composing will say it


def _place(found: Finding) -> tuple[int, int]:
    return found.line, found.column


def _syntax(error: Exception, file: str) -> Finding:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if isinstance(error, yaml.composer.ComposerError):
        return _at(finding(file, "yaml-several-documents"), line, column)
    if isinstance(error, yaml.reader.ReaderError):
        return _at(finding(file, "yaml-control-character"), line, column)
    if isinstance(error, RecursionError) or "nesting" in str(getattr(error, "problem", "")):
        return _at(finding(file, "yaml-too-deep", most=DEEPEST), line, column)
    problem = getattr(error, "problem", None) or ""
    return _at(finding(file, "yaml-syntax", problem=problem), line, column)


def _at(found: Finding, line: int, column: int) -> Finding:
    return Finding(found.file, found.code, found.pointer, found.params, found.at_key, line, column)
