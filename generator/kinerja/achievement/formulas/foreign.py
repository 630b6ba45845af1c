"""Words and signs of other languages than SQL in a formula, and what SQL has in their place."""

from __future__ import annotations

import re

from kinerja.content.rules.compared import QUOTED
from kinerja.messages import mark as _

_INSTEAD = {
    "DAN": "AND", "ATAU": "OR", "BUKAN": "NOT", "TIDAK": "NOT",
    "≥": ">=", "≤": "<=", "≠": "<>", "=>": ">=", "=<": "<=",
    "×": "*", "−": "-", "–": "-", "$$": "'",
    "÷": _("pembilang dan penyebut terpisah"),
    ";": _("satu ungkapan tanpa titik koma"),
}  # fmt: skip
_FOREIGN = re.compile(
    "|".join(rf"\b{one}\b" if one.isalpha() else re.escape(one) for one in _INSTEAD), re.IGNORECASE
)


def foreign(text: str) -> dict[str, str]:
    """The foreign words and signs of a formula in their order, each with what to write instead."""
    bare = QUOTED.sub(" ", text)
    return {found: _INSTEAD[found.upper()] for found in _FOREIGN.findall(bare)}
