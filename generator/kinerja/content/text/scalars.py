"""What an unquoted text of YAML means, where every reader agrees on it.

YAML 1.1 and 1.2 read some forms differently (`010`, `1:30`, `1_000`, `.5e3`): these have no meaning
here. The words of YAML 1.1 for true and false are those of PyYAML.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal

Scalar = str | int | Decimal | bool | None

_LONGEST_NUMBER = 40
_EXACT = Context(prec=2 * _LONGEST_NUMBER)
"""More digits than a number may have, so that nothing is rounded."""

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
_MAY_START_NUMBER = frozenset("+-.0123456789")


class DoubtfulNumberError(ValueError):
    """A number in a form that readers take differently, or beyond any that content needs."""


def scalar(text: str) -> Scalar:
    """What an unquoted text means. Raises `DoubtfulNumberError`."""
    if text[:1] in _MAY_START_NUMBER:
        if len(text) > _LONGEST_NUMBER and (_INTEGER(text) or _DECIMAL(text)):
            raise DoubtfulNumberError(text)
        if _INTEGER(text):
            return int(text)
        if _DECIMAL(text):
            number = Decimal(text)
            if abs(number.adjusted()) > _LONGEST_NUMBER:
                raise DoubtfulNumberError(text)
            if number == number.to_integral_value():
                return int(number)
            return number.normalize(_EXACT)  # 85.50 says what 85.5 says
        if _OTHER_NUMBER(text):
            raise DoubtfulNumberError(text)
        return text
    if text in _EMPTY:
        return None
    return _WORDS.get(text, text)
