"""The list of codes: the severity and the words of every finding, by the floor that finds it.

A code is public and stable. Words are Indonesian, other languages come by catalogue; templates
name parameters in {braces}. What a code means is decided where it is found.
"""

from __future__ import annotations

from kinerja.codes import doubts, formulas, reading, records, shape
from kinerja.findings import Rule

RULES: dict[str, Rule] = {
    **reading.RULES,
    **shape.RULES,
    **records.RULES,
    **formulas.RULES,
    **doubts.RULES,
}
"""Every code there is."""
