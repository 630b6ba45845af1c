"""How many values a submission states: one without any is empty, whatever it looks like.

Of a realization every fact of a package and of an action counts, of a measurement every value.
"""

from __future__ import annotations

from kinerja.content import columns
from kinerja.content.reading import Read

SUBMISSIONS = (columns.REPORT, "measurement")
"""The kinds with which facts are handed in."""


def states_nothing(read: Read | None) -> bool:
    """Whether a file is a submission without a single stated value."""
    if read is None or read.data is None or read.source.kind not in SUBMISSIONS:
        return False
    entries = [*read.data.get("actions", ()), *read.data.get("values", ())]
    facts = ("progress", "obstacle", "evidence", "value", "numerator", "denominator")
    if any(one.get(key) is not None for one in entries for key in facts):
        return False
    rows = read.rows
    if rows is None:
        return True
    names = [one.name for one in columns.columns(columns.REPORT) if one.name != "package_id"]
    stated = any(rows[name].null_count < len(rows) for name in names)
    return not stated and not any(map(bool, rows["retract"].to_pylist()))
