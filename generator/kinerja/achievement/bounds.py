"""Natural bounds: realizations that cannot be, such as more than all of something (domain §3).

Nothing is published while there is one: the indicator's formula or its facts are wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from kinerja.achievement.realization import Facts, realize
from kinerja.achievement.rows import UNIT, scopes
from kinerja.achievement.schedule import Due, Schedule
from kinerja.findings import Finding, finding
from kinerja.numbers import publish


def findings(facts: Facts, owed: Schedule) -> Iterator[Finding]:
    """Of every indicator and scope the first realization that is beyond what is possible."""
    seen: set[tuple[str, str]] = set()
    for due in owed.values():
        for type_, scope in scopes(facts.content):
            for one in due:
                found = _beyond(facts, one, scope, scope if type_ == UNIT else None)
                if found is not None and (one.indicator.id, scope) not in seen:
                    seen.add((one.indicator.id, scope))
                    yield found


def _beyond(facts: Facts, owed: Due, scope: str, unit: str | None) -> Finding | None:
    if owed.reason:
        return None
    indicator, value = owed.indicator, realize(facts, owed, unit).value
    most = indicator.natural_max
    if value is None or (indicator.natural_min <= value and (most is None or value <= most)):
        return None
    return finding(
        facts.content.file(f"indicators/{indicator.id}.yml"),
        "realization-beyond-bound",
        ("natural_min" if value < indicator.natural_min else "natural_max",),
        period=str(owed.period),
        scope=scope,
        value=publish(value),
        least=indicator.natural_min,
        most="…" if most is None else most,
    )
