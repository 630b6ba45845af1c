"""The formulas of content, prepared: read and bound once, then kept as long as they stay the same.

Reading one is `sql`'s, and costs more than evaluating it.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import msgspec

from kinerja import cache
from kinerja.achievement.formulas.formula import Formula
from kinerja.achievement.measuring.actions import ACTION_COLUMNS
from kinerja.achievement.measuring.observations import ACTIONS, PACKAGES, declare
from kinerja.content.shape.columns import observed
from kinerja.findings import Finding
from kinerja.model.content import Content
from kinerja.model.records import Indicator

_KEPT = msgspec.json.Decoder(dict[str, Formula])


def prepare_all(
    content: Content, connection: duckdb.DuckDBPyConnection
) -> tuple[dict[str, Formula], list[Finding]]:
    """The formulas by indicator, those of proposals too, and what is wrong with them.

    `connection` lends them empty tables to be bound on.
    """
    areas = mapped_areas(content)
    key = cache.digest([cache.program(), msgspec.json.encode([areas, _told(content)])])
    slot = f"formulas of {content.organisation.id}"
    known = cache.recall(slot, key)
    if known is not None:
        return _KEPT.decode(known[0]), []
    formulas, faults = _read(content, areas, connection)
    if not faults:
        cache.keep(slot, key, msgspec.json.encode(formulas))
    return formulas, faults


def mapped_areas(content: Content) -> tuple[str, ...]:
    """The areas for which a unit has frozen packages, by id."""
    return tuple(sorted({area.area for told in content.mappings.values() for area in told.areas}))


def _told(content: Content) -> list[tuple[object, ...]]:
    """All that reading the formulas depends on."""
    return [(i.id, i.area, i.source.kind, i.formula) for i in _with_sql(content)]


def _with_sql(content: Content) -> list[Indicator]:
    """Indicators over a table; others have a direct value, or an error that the rules tell."""
    return [i for i in content.indicators.values() if i.source.kind in (PACKAGES, ACTIONS)]


def _read(
    content: Content, areas: Sequence[str], connection: duckdb.DuckDBPyConnection
) -> tuple[dict[str, Formula], list[Finding]]:
    from kinerja.achievement.formulas.sql import prepare  # only where a formula is new

    declare(connection)
    formulas: dict[str, Formula] = {}
    faults: list[Finding] = []
    for indicator in _with_sql(content):
        file = content.file(f"indicators/{indicator.id}.yml")
        over_packages = indicator.source.kind == PACKAGES
        columns = observed() if over_packages else ACTION_COLUMNS
        mapped = over_packages and indicator.area in areas
        formula, found = prepare(indicator, columns, file, connection, mapped=mapped)
        faults += found
        if formula is not None:
            formulas[indicator.id] = formula
    return formulas, faults
