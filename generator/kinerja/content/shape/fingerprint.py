"""Fingerprints: the meaning of a content file as one short text, whatever its bytes look like.

Layout, comments, quotes and the order of keys do not change it, a value does; `0.50` is `0.5`, and
`key:` without a value is no key. Approvals and sealed records hold fingerprints.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from hashlib import sha256

import msgspec

from kinerja.content.text.yaml import Data

OUTSIDE = ("submitted_by", "submitted_on")
"""Who handed a file in and when: no part of what it says."""

VERSION = 1
"""The number of the rule below; another rule would get another, and the old ones stay valid."""

_ENCODE = msgspec.json.Encoder(order="sorted").encode
_UNUSUAL = (b'\\n"', b'\\r"', b':""', b"E-", b"E+")
_TRAILING = re.compile(rb'\.[0-9]*0"').search
"""What only the slow way writes as the rule wants; anything else both write alike."""


def fingerprint(kind: str, id: str, data: Mapping[str, Data]) -> str:
    """The fingerprint of one object: `v1:` and 64 hexadecimal digits.

    Args:
        kind: The kind of file, as the layout calls it.
        id: What names the object among its kind, parts of a path joined by `/`.
        data: Its parsed data, valid by the schema of the kind; dates are ISO text.

    Returns:
        SHA-256 of `{"data":…,"id":…,"kind":…,"v":1}` as JSON in UTF-8: keys sorted, no blanks,
        Unicode in form NFC, whole numbers as numbers, decimals as text without trailing zeros;
        texts end without a line break, and a key with an empty text is left out, as are the
        keys `OUTSIDE`.
    """
    meant = {key: value for key, value in data.items() if key not in OUTSIDE}
    whole = {"v": VERSION, "kind": kind, "id": id, "data": meant}
    told = _ENCODE(whole)
    if not told.isascii() or any(sign in told for sign in _UNUSUAL) or _TRAILING(told):
        told = _ENCODE(_regular(whole))
    return f"v{VERSION}:{sha256(told).hexdigest()}"


def _regular(value: Data) -> Data:
    """The value as the rule writes it."""
    match value:
        case dict():
            told = {_text(key): _regular(child) for key, child in value.items()}
            return {key: child for key, child in told.items() if child != ""}
        case list():
            return [_regular(child) for child in value]
        case Decimal():
            written = f"{value:f}"
            return written.rstrip("0").rstrip(".") if "." in written else written
        case str():
            return _text(value)
        case _:
            return value


def _text(value: str) -> str:
    return unicodedata.normalize("NFC", value.replace("\r\n", "\n")).rstrip("\n")
