"""Why a text is no YAML: a parser's error as a finding, where the slip was probably made.

A parser notices late: an open quotation mark only at the next one, a missing colon one line below.
"""

from __future__ import annotations

import re
from dataclasses import replace

import yaml

from kinerja.findings import Finding, finding
from kinerja.messages import mark as _

DEEPEST = 24
"""Levels of a text."""

SIGNS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff"
"""Signs that no text of content holds, as a class of a regular expression."""

_REFUSED = re.compile(rf"[{SIGNS}]").search


def hidden(file: str, text: str, place: int) -> Finding:
    """A sign at a place of a text that nobody sees, or that no reader takes."""
    before = text[:place]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return _at(finding(file, "yaml-control-character"), line, column)


def fault(error: Exception, text: str, file: str) -> Finding:
    """What a parser could not read, at the place where the slip is rather than where it shows."""
    told = str(getattr(error, "problem", None) or "")
    marks = [getattr(error, f"{part}_mark", None) for part in ("problem", "context")]
    # A key without a colon is noticed below it.
    mark = next((one for one in (marks[::-1] if "expected ':'" in told else marks) if one), None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if isinstance(error, yaml.reader.ReaderError):  # it knows no line
        refused = _REFUSED(text)
        return hidden(file, text, refused.start() if refused else 0)
    if isinstance(error, RecursionError) or "nesting" in told:
        return _at(finding(file, "yaml-too-deep", most=DEEPEST), line, column)
    lines = text.split("\n")[:line]
    for number in range(line, max(line - _NEAR, 0), -1) if ":" in told or "mapping" in told else ():
        joined = _JOINED.match(lines[number - 1])
        if joined:
            return _at(finding(file, "yaml-syntax", problem=_NO_SPACE), number, joined.end())
    for number, one in enumerate(lines, 1):
        opened = _OPENED.search(one)
        if opened:
            place = opened.start(1) + 1
            return _at(finding(file, "yaml-syntax", problem=_QUOTE), number, place)
    problem = next((words for part, words in _PROBLEMS.items() if part in told), _UNCLEAR)
    return _at(finding(file, "yaml-syntax", problem=problem), line, column)


_QUOTE = _("ada tanda kutip yang tidak ditutup")
_OPENED = re.compile(r"""(?:^ *- |: |[\[{]|, )(["'])(?:(?!\1).)*$""")
"""A quotation mark that begins a value and has no other behind it on its line."""

_PROBLEMS = {
    "tab character": _("ada tab; gantilah dengan spasi"),
    "cannot start any token": _("ada tab atau tanda yang tidak dapat memulai nilai"),
    "mapping values are not allowed": _("ada titik dua di tempat yang tidak semestinya"),
    "could not find expected ':'": _("ada kunci tanpa titik dua"),
    "did not find expected key": _(
        "jarak di awal baris tidak sama, atau ada tanda kutip di tengah"
    ),
    "did not find expected '-'": _("jarak di awal baris daftar tidak sama"),
    "did not find expected ','": _("ada kurung yang tidak ditutup, atau koma yang kurang"),
    "block sequence entries": _("ada tanda hubung di tempat yang tidak semestinya"),
    "unexpected end of stream": _QUOTE,
    "unknown escape character": _("ada garis miring terbalik yang tidak dikenal"),
}
_UNCLEAR = _("susunannya tidak dikenali")
_NO_SPACE = _("setelah titik dua kurang spasi")
_JOINED = re.compile(r"[ -]*[a-z_]+:(?=[A-Za-z0-9])")
"""A key at the beginning of its line, with its value right behind the colon."""
_NEAR = 3
"""Lines in which to look for it: the parser notices late."""


def _at(found: Finding, line: int, column: int) -> Finding:
    return replace(found, line=line, column=column)
