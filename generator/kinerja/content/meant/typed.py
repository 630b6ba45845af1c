"""A value of another type than its schema wants, with the very one to write where that is clear."""

from __future__ import annotations

from typing import Any

from jsonschema import ValidationError

from kinerja.content.shape import refusals, schema
from kinerja.content.text import numerals
from kinerja.content.text.scalars import DoubtfulNumberError, scalar
from kinerja.findings import Finding, Pointer, finding
from kinerja.messages import mark as _

_MIXED: dict[tuple[str, ...], str] = {
    ("number", "array"): "target-expected",
    ("string", "object"): "denominator-expected",
}
"""Values of two shapes, each with a code of its own."""

_A_TEXT = _('misalnya "2026"')
_WHOLE = "integer-expected"
_NUMBERS_LIKE = {
    _WHOLE: _("misalnya 2026"),
    "number-expected": _("misalnya 85.5"),
    "target-expected": _("misalnya 92 (bukan 92% atau >= 92)"),
}
"""What a number looks like where it is not clear which was meant, by the code that asks for one."""
_OF_UNITS = {"rupiah": _("misalnya 592640000"), "count": _("misalnya 12")}
"""The same of numbers with a unit of their own."""
_SMALL, _USUAL = _("misalnya 2"), 100
"""The same where less than usual is allowed: a score from 1 to 3."""


def of_type(file: str, pointer: Pointer, error: ValidationError) -> Finding:
    """What is said of a value of the wrong type."""
    value: Any = error.instance
    told: schema.Schema = error.schema if isinstance(error.schema, dict) else {}
    wanted: Any = error.validator_value
    code = _code(wanted)
    if isinstance(value, str) and _is_only_quoted(value, told):
        return finding(file, "value-quoted", pointer, value=value)
    if code == "string-expected":
        # Of a decimal number nobody knows any more with how many zeros it was written.
        quoted = f'"{value}"'.lower() if isinstance(value, int) else _A_TEXT
        return finding(file, code, pointer, value=value, expected=quoted)
    if code == "object-expected":
        return finding(file, code, pointer, value=value, expected=_keys_like(told))
    if code not in _NUMBERS_LIKE:
        return finding(file, code, pointer, value=value)
    number = numerals.meant(value, is_whole=code == _WHOLE) if isinstance(value, str) else ""
    return finding(file, code, pointer, value=value, expected=number or _number_like(code, told))


def _code(expected: str | list[str]) -> str:
    """A wrong type has a code of its own for each type expected, so that its hint can teach."""
    types = [expected] if isinstance(expected, str) else expected
    told = tuple(type_ for type_ in types if type_ != "null")  # a value that may be missing
    return _MIXED.get(told) or f"{told[0]}-expected"


def _number_like(code: str, told: schema.Schema) -> str:
    if told.get("maximum", _USUAL) < _USUAL:
        return _SMALL
    return _OF_UNITS.get(told.get("x-unit", ""), _NUMBERS_LIKE[code])


def _keys_like(told: schema.Schema) -> str:
    """What a part of a file looks like: its required keys, or those that it has of its own."""
    names = told.get("required") or list(told.get("properties", ()))
    if not names and "period" in str(told.get("propertyNames", "")):
        names = ["2026-Q1", "2026-Q2"]
    return "{" + ", ".join(f"{name}: …" for name in names or ["…"]) + "}"


def _is_only_quoted(text: str, told: schema.Schema) -> bool:
    """Whether a text would be right without its quotation marks, and mean what it seems to."""
    try:
        bare = scalar(text)
    except DoubtfulNumberError:
        return False
    is_clear = isinstance(bare, bool) or numerals.meant(text) == text
    return is_clear and refusals.fits(told, bare)
