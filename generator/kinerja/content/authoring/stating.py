"""How many values a submission states: one without any is empty, whatever it looks like.

Of a realization every fact of a package and of an action counts, of a measurement every value.
"""

from __future__ import annotations

from kinerja.content.folder.reading import Read
from kinerja.content.shape import columns

SUBMISSIONS = (columns.REPORT, "measurement")
"""The kinds with which facts are handed in."""

_ENTRIES = ("packages", "actions", "values")
_FACTS = {"retract", "progress", "obstacle", "evidence", "value", "numerator", "denominator"}
"""What an entry may state, beside the columns of packages."""


def states_nothing(read: Read | None) -> bool:
    """Whether a file is a submission without a single stated value."""
    if read is None or read.data is None or read.source.kind not in SUBMISSIONS:
        return False
    facts = {one.name for one in columns.columns(columns.REPORT)} - {"package_id"} | _FACTS
    entries = (one for name in _ENTRIES for one in read.data.get(name) or ())
    return not any(
        value not in (None, []) for one in entries for key, value in one.items() if key in facts
    )
