"""Packages of which something else is stated now, and which changed figures they stand behind."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from operator import attrgetter

from kinerja.compare.difference import Change, Changed, Fact, Figure, Package
from kinerja.compare.objects import of_kind
from kinerja.compare.rows import Row, Rows
from kinerja.compare.rules import text_of
from kinerja.compare.sides import Side
from kinerja.content.shape.columns import REGISTER, REPORT, columns
from kinerja.model.content import Content
from kinerja.periods import Period

_Indexed = dict[tuple[str, str], Row]
_OWN = ("file", "row")
"""Columns that tell where a row stands, not what it says."""


def packages(base: Side, head: Side, objects: Sequence[Changed]) -> list[Package]:
    """The packages that registers or realizations say something else of, by id.

    `facts` are those of the latest state that differ; where an earlier report was changed under a
    later one that says the same, what that report said.
    """
    names = {one.place for one in of_kind(objects, REGISTER, REPORT)}
    if not names:
        return []
    moved = _moved(base, head, names)
    states = [_states(side, moved) for side in (base, head)]
    said = [_said(side, moved, names) for side in (base, head)]
    found = []
    for id in sorted(moved):
        before, after = (told.get(id) for told in states)
        change: Change = "changed" if before and after else "added" if after else "removed"
        facts = _facts(before or {}, after or {})
        if not facts:
            facts = _facts(said[0].get(id, {}), said[1].get(id, {}))
        shown = after or before or {}
        found.append(Package(id, shown.get("unit", ""), shown.get("title", ""), change, facts))
    return found


def _facts(before: Row, after: Row) -> tuple[Fact, ...]:
    names = [c.name for kind in (REGISTER, REPORT) for c in columns(kind)]
    return tuple(
        Fact(name, _text(before.get(name)), _text(after.get(name)))
        for name in dict.fromkeys(names)
        if name not in ("package_id", "title") or (before and after)
        if before.get(name) != after.get(name)
    )


def _text(value: object) -> str | None:
    return None if value is None else text_of(value)


def _moved(base: Side, head: Side, places: Collection[str]) -> set[str]:
    """The ids of packages of which some row in these files is not as it was."""
    moved: set[str] = set()
    for rows in (attrgetter("packages"), attrgetter("reports")):
        old, new = (_indexed(side, rows(side), places) for side in (base, head))
        moved |= {key[1] for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
    return moved


def _indexed(side: Side, rows: Rows, places: Collection[str]) -> _Indexed:
    return {
        (row["file"], row["package_id"]): {k: v for k, v in row.items() if k not in _OWN}
        for row in rows.in_files([side.content.file(place) for place in places])
    }


def _states(side: Side, ids: AbstractSet[str]) -> dict[str, Row]:
    """What is known of packages at the very end: the plan, and of each fact the last stated."""
    found = {row["package_id"]: dict(row) for row in side.packages.of_packages(ids)}
    reports = side.reports.of_packages(ids)
    for row in sorted(reports, key=lambda row: (row["period_end"], row["as_of"], row["months"])):
        state = found.get(row["package_id"])
        if state is not None:
            state |= {k: v for k, v in row.items() if k not in _HEAD}
            state |= dict.fromkeys(row.get("retract", ()))
    return found


_HEAD = ("package_id", "unit", "file", "row", "retract", "period_end", "as_of", "months")


def _said(side: Side, ids: Collection[str], places: Collection[str]) -> dict[str, Row]:
    """What the changed files themselves say of packages."""
    told = _indexed(side, side.reports, places)
    return {id: row for (_file, id), row in told.items() if id in ids}


# --- behind figures ----------------------------------------------------------------------------


def behind(
    found: Sequence[Figure], moved: Iterable[Package], base: Side, head: Side
) -> list[Figure]:
    """The figures with the changed packages that either side counts or divides by."""
    ids = {one.id for one in moved}
    asked = [one for one in found if one.own]
    if not ids or not asked:
        return list(found)
    counted = [_counted(side, ids, asked) for side in (base, head)]
    return [_with_packages(one, counted) if one.own else one for one in found]


_Counted = Mapping[tuple[str, str], Collection[tuple[str, str]]]
"""By indicator and period: the packages that its formula takes, with their units."""


def _with_packages(figure: Figure, counted: Sequence[_Counted]) -> Figure:
    row = figure.row
    taken = (told.get((row.node, row.period), ()) for told in counted)
    units = None if row.scope_type == "organisation" else row.scope
    names = {id for one in taken for id, unit in one if units in (None, unit)}
    return Figure(figure.before, figure.after, figure.own, tuple(sorted(names)))


def _counted(side: Side, ids: AbstractSet[str], asked: Sequence[Figure]) -> _Counted:
    """Which of the packages the formulas take, asked of a database that holds only these."""
    from kinerja.achievement.measuring.membership import members_sql
    from kinerja.achievement.measuring.observations import PACKAGES, database, observe
    from kinerja.achievement.measuring.snapshots import with_areas, working_days
    from kinerja.achievement.terms.schedule import window

    wanted = {
        (one.row.node, one.row.period)
        for one in asked
        if one.row.node in side.content.indicators
        and one.row.node in side.formulas
        and side.formulas[one.row.node].table == PACKAGES
    }
    if not wanted:
        return {}
    packages = side.packages.table(side.packages.of_packages(ids))
    reports = side.reports.table(side.reports.of_packages(ids))
    content = Content.of(side.content, packages, reports)
    connection = database(working_days(content))
    names = {name for node, _ in wanted for name in side.formulas[node].columns}
    register = with_areas(content, connection, ids)
    seen = observe(connection, register, content.reports, names, "package_snapshots")
    days = {
        (node, period): window(content.indicators[node], Period.parse(period), to_date=False)
        for node, period in sorted(wanted)
    }
    seen.as_of(sorted({one.end for one in days.values()}))
    return {
        key: connection.sql(
            f"SELECT DISTINCT id, unit FROM ({members_sql(side.formulas[key[0]], one, None)})"
            " WHERE counted OR divides"
        ).fetchall()
        for key, one in days.items()
    }
