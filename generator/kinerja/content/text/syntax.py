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
            return _told(file, _NO_SPACE, number, joined.end())
    for number, one in enumerate(lines, 1):
        opened = _OPENED.search(one)
        if opened:
            return _told(file, _QUOTE, number, opened.start(1) + 1)
    problem = next((words for part, words in _PROBLEMS.items() if part in told), _UNCLEAR)
    return _told(file, problem, line, column)


_QUOTE = (
    _("ada tanda kutip yang tidak ditutup"),
    _("Tutup teks ini dengan tanda kutip yang sama seperti pembukanya."),
)
_OPENED = re.compile(r"""(?:^ *- |: |[\[{]|, )(["'])(?:(?!\1).)*$""")
"""A quotation mark that begins a value and has no other behind it on its line."""

_PROBLEMS = {
    "tab character": (
        _("ada tab; gantilah dengan spasi"),
        _("Hapus tab di awal baris, lalu ketik spasi sebanyak di baris tetangganya."),
    ),
    "cannot start any token": (
        _("ada tab atau tanda yang tidak dapat memulai nilai"),
        _("Ganti tab dengan spasi. Teks yang diawali @, %, atau ` ditulis di antara tanda kutip."),
    ),
    "mapping values are not allowed": (
        _("ada titik dua di tempat yang tidak semestinya"),
        _("Beri tanda kutip pada teks yang memuat titik dua. Samakan jarak di awal baris."),
    ),
    "could not find expected ':'": (
        _("ada kunci tanpa titik dua"),
        _("Tulis titik dua dan spasi di antara kunci dan nilainya."),
    ),
    "did not find expected key": (
        _("jarak di awal baris tidak sama, atau ada tanda kutip di tengah"),
        _("Samakan jarak di awal baris. Teks dengan \" di tengah ditulis seluruhnya di antara '."),
    ),
    "did not find expected '-'": (
        _("jarak di awal baris daftar tidak sama"),
        _("Samakan jarak di awal setiap butir daftar; tiap butir diawali tanda - dan spasi."),
    ),
    "did not find expected ','": (
        _("ada kurung yang tidak ditutup, atau koma yang kurang"),
        _("Tutup setiap kurung, dan tulis koma di antara isinya. Teks dengan kurung diberi kutip."),
    ),
    "block sequence entries": (
        _("ada tanda hubung di tempat yang tidak semestinya"),
        _("Tulis setiap butir daftar di baris sendiri, di bawah kuncinya: tanda -, spasi, isi."),
    ),
    "unexpected end of stream": _QUOTE,
    "unknown escape character": (
        _("ada garis miring terbalik yang tidak dikenal"),
        _("Tulis teks ini di antara tanda kutip tunggal ('), atau garis miringnya dua kali."),
    ),
}
"""What a parser says, by a part of its words: the problem, and in a short sentence what to do."""
_UNCLEAR = (
    _("susunannya tidak dikenali"),
    _("Periksa tanda kutip, kurung, dan jarak di awal baris ini dan baris di atasnya."),
)
_NO_SPACE = (
    _("setelah titik dua kurang spasi"),
    _("Tulis satu spasi di antara titik dua dan nilainya."),
)
_JOINED = re.compile(r"[ -]*[a-z_]+:(?=[A-Za-z0-9])")
"""A key at the beginning of its line, with its value right behind the colon."""
_NEAR = 3
"""Lines in which to look for it: the parser notices late."""


def _told(file: str, problem: tuple[str, str], line: int, column: int) -> Finding:
    return _at(finding(file, "yaml-syntax", problem=problem[0], expected=problem[1]), line, column)


def _at(found: Finding, line: int, column: int) -> Finding:
    return replace(found, line=line, column=column)
