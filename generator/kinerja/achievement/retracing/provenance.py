"""Provenance: the content files that a figure came from.

Of registers and realizations only those are named that say something the formula reads of a
package that counts; all others could change without the figure changing by what they state.
"""

from __future__ import annotations

from collections.abc import Iterator

from kinerja.achievement.compiling import Compiled
from kinerja.achievement.figures.measurements import serving
from kinerja.achievement.formulas.formula import Formula
from kinerja.achievement.measuring.membership import members_sql
from kinerja.achievement.measuring.observations import PACKAGES
from kinerja.achievement.retracing.explanation import Worked, units_of
from kinerja.content.shape.columns import REPORT, columns
from kinerja.model.content import Content
from kinerja.model.manual import measured
from kinerja.model.records import Indicator


def files_of(compiled: Compiled, worked: Worked) -> tuple[str, ...]:
    """The names of the files behind a figure, as findings name them, in order of their kinds."""
    content, indicator = compiled.content, worked.indicator
    formula = compiled.formulas.get(indicator.id)
    found = [f"indicators/{indicator.id}.yml"]
    if (worked.period.year, indicator.id) in content.targets:
        found.append(f"targets/{worked.period.year}/{indicator.id}.yml")
    if worked.portions:
        found += [] if _chooses(indicator) else ["organisation.yml"]
        found += [f"policies/{worked.policy}.yml", f"policies/{worked.scheme}.yml"]
    found += _measurements(content, worked)
    if formula is not None and formula.table == PACKAGES:
        found += _of_packages(compiled, worked, formula)
    elif formula is not None:
        found += _of_actions(content, worked)
    if formula is not None and "working_days" in f"{formula.adds} {formula.weighs}".lower():
        found += [f"calendars/{year}.yml" for year in content.calendars]
    return tuple(content.file(name) for name in dict.fromkeys(found))


def _chooses(indicator: Indicator) -> bool:
    """Whether both policies are the indicator's own, and not the organisation's."""
    own = indicator.policies
    return own is not None and None not in (own.achievement, own.status_scheme)


def _measurements(content: Content, worked: Worked) -> Iterator[str]:
    source = measured(worked.indicator)
    for portion in worked.portions if source else ():
        file = serving(content, worked.indicator, source or "", portion.period)
        if file is not None and portion.enters:
            yield f"measurements/{file.period}/{file.source}.yml"


def _of_packages(compiled: Compiled, worked: Worked, formula: Formula) -> Iterator[str]:
    """Registers, frozen areas and realizations of the packages that count."""
    connection, content = compiled.connection, compiled.content
    connection.register("given_reports", content.reports)
    read = [column.name for column in columns(REPORT) if column.name in formula.columns]
    says = " OR ".join(f'"{name}" IS NOT NULL' for name in read) or "false"
    names = ", ".join(f"'{name}'" for name in read)
    registers: set[tuple[str, int]] = set()
    reports: set[str] = set()
    for portion in worked.entering:
        taken = members_sql(formula, portion.days, units_of(portion))
        held = f"(SELECT id, unit, fiscal_year FROM ({taken}) WHERE reason = '')"
        of_units = connection.execute(f"SELECT DISTINCT unit, fiscal_year FROM {held}")
        registers |= set(of_units.fetchall())
        told = connection.execute(
            f"SELECT DISTINCT file FROM given_reports SEMI JOIN {held} AS held"
            f" ON package_id = id WHERE period_end <= DATE '{portion.days.end}'"
            f" AND ({says} OR list_has_any(retract, [{names}]::VARCHAR[]))"
        )
        reports |= {str(file).removeprefix(f"{content.folder}/") for (file,) in told.fetchall()}
    yield from (f"packages/{unit}/{year}.yml" for unit, year in sorted(registers))
    for unit, year in sorted(registers):
        mapping = content.mappings.get((unit, year))
        if mapping and any(told.area == worked.indicator.area for told in mapping.areas):
            yield f"mapping/{unit}/{year}.yml"
    yield from sorted(reports)


def _of_actions(content: Content, worked: Worked) -> Iterator[str]:
    """All action plans, and the realizations that tell of actions by the period's end."""
    yield from (f"action-plans/{year}/{name}.yml" for year, name in content.plans)
    ends = {portion.days.end for portion in worked.entering}
    for (unit, period), file in content.realizations.items() if ends else ():
        if file.actions and worked.unit in (None, unit) and period.end <= max(ends):
            yield f"realizations/{unit}/{period}.yml"
