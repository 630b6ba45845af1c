"""What each object rests on, directly and through others: a change there makes it suspect.

Only what gives an object its meaning counts. People, calendars and the organisation's file change
without touching what was approved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kinerja.content.shape.objects import report_of
from kinerja.model.content import Records
from kinerja.model.manual import measured


def depends_on(
    content: Records, reports: Mapping[str, tuple[str, ...]]
) -> Mapping[str, tuple[str, ...]]:
    """Every object with the whole closure of what it rests on, sorted, itself not among it.

    Args:
        content: The content.
        reports: The objects that each sealed state rests on, by its folder (`2025-Q3/1`).
    """
    direct = {name: tuple(told) for name, told in _direct(content)}
    direct |= {report_of(state): told for state, told in reports.items()}
    closures: dict[str, frozenset[str]] = {}
    for name in direct:
        _close(name, direct, closures)
    found = {name: tuple(sorted(closures[name] - {name})) for name in sorted(direct)}
    for name, report in _corrected(content, reports):
        found[name] = tuple(sorted((*found[name], report)))
    return found


def _corrected(content: Records, states: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Decisions with the corrected report of the period that they are about.

    Itself only: what it rests on is under its seal. A first report may come after the decision.
    """
    for state in states:
        period, _slash, number = state.partition("/")
        for decided, decision in content.decisions.items():
            if number != "1" and str(decision.basis.report) == period:
                yield f"decision/{decided}", report_of(state)


def _close(
    name: str, direct: Mapping[str, tuple[str, ...]], closures: dict[str, frozenset[str]]
) -> frozenset[str]:
    """What an object rests on; the references of content make no circle, a report ends each way."""
    if name not in closures:
        closures[name] = frozenset()  # should there be a circle after all
        told = direct.get(name, ())
        closures[name] = frozenset(told).union(*(_close(one, direct, closures) for one in told))
    return closures[name]


Named = Iterator[tuple[str, tuple[str, ...]]]
"""Objects, each with the objects that its own file names."""


def _direct(content: Records) -> Named:
    yield from ((name, ()) for name, _file in content.files())
    for told in (_plan, _weighed, _facts, _measured, _judged):
        yield from told(content)


def _plan(content: Records) -> Named:
    for id, area in content.areas.items():
        yield f"area/{id}", (f"goal/{area.goal}",)
    for id, indicator in content.indicators.items():
        own = indicator.policies
        policies = (own.achievement, own.status_scheme) if own else ()
        named = (f"policy/{policy}" for policy in policies if policy)
        yield f"indicator/{id}", (f"area/{indicator.area}", *named)
    for kind, files in (("target", content.targets), ("action-plan", content.plans)):
        for year, id in files:
            yield f"{kind}/{year}/{id}", (f"indicator/{id}",)


def _weighed(content: Records) -> Named:
    for year, weights in content.weights.items():
        yield (
            f"weights/{year}",
            tuple(
                f"{kind}/{id}"
                for version in weights.versions
                for kind, told in (
                    ("goal", version.goals),
                    ("area", version.areas),
                    ("indicator", version.indicators),
                )
                for id in told
            ),
        )


def _facts(content: Records) -> Named:
    """Realizations rest on the registers of their packages and the plans they report on."""
    years: dict[str, list[int]] = {}
    for unit, year in content.registers:
        yield f"register/{unit}/{year}", (f"unit/{unit}",)
        years.setdefault(unit, []).append(year)
    for (unit, year), mapping in content.mappings.items():
        areas = (f"area/{told.area}" for told in mapping.areas)
        yield f"mapping/{unit}/{year}", (f"register/{unit}/{year}", *areas)
    for (unit, period), told in content.realizations.items():
        known = (year for year in years.get(unit, ()) if year <= period.year)
        plans = {action.action.partition("/")[0] for action in told.actions}
        yield (
            f"realization/{unit}/{period}",
            (
                f"unit/{unit}",
                *(f"register/{unit}/{year}" for year in known),
                *(f"action-plan/{period.year}/{plan}" for plan in sorted(plans)),
            ),
        )


def _measured(content: Records) -> Named:
    """Measurements rest on the indicators that read their source."""
    readers: dict[str | None, list[str]] = {}
    for id, indicator in content.indicators.items():
        readers.setdefault(measured(indicator), []).append(f"indicator/{id}")
    for source, period in content.measurements:
        yield f"measurement/{period}/{source}", tuple(readers.get(source, ()))


def _judged(content: Records) -> Named:
    for period, audit in content.audits.items():
        yield f"audit/{period}", tuple(f"indicator/{one.indicator}" for one in audit.findings)
    for period, decision in content.decisions.items():
        yield f"decision/{period}", tuple(one.object for one in decision.decisions)
