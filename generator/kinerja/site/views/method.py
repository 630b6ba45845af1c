"""The page of the method: how figures are made, from the policies and weights in force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from kinerja.achievement.figures.rollup import TOTAL, weights_in_force
from kinerja.achievement.figures.rows import ORGANISATION, policy_in_force
from kinerja.achievement.terms.score import Aim, Target, achieve
from kinerja.achievement.terms.table import STATES
from kinerja.model.records import Policy, PolicyVersion, WeightsVersion
from kinerja.numbers import publish
from kinerja.periods import Period
from kinerja.site.report import Report
from kinerja.site.views.edges import Ruled, rules
from kinerja.site.views.rule_tables import Explained, explained
from kinerja.site.views.view import SECTIONS, View
from kinerja.site.views.weighing import Worked, worked
from kinerja.site.words import words


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example, calculated by the same function as every figure of the site."""

    way: str
    target: Target
    realization: Decimal
    raw: Decimal
    achievement: Decimal


@dataclass(frozen=True, slots=True)
class MethodPage:
    """The policies and weights in force, and worked examples of each polarity and of roll-ups.

    `whole` is the current total as a calculation, `lacking` a roll-up that lacks a part; `rules`
    are the edges of every achievement policy in use, `tables` those of outside assessments.
    """

    policy: Policy
    version: PolicyVersion
    scheme: Policy
    examples: tuple[Example, ...]
    states: tuple[str, ...]
    period: Period
    weights: WeightsVersion | None
    whole: Worked | None
    lacking: Worked | None
    rules: tuple[Ruled, ...]
    tables: tuple[Explained, ...]


_WHOLE = 100

_CASES: tuple[tuple[str, Target, Decimal], ...] = (
    ("maximize", Decimal(92), Decimal(88)),
    ("minimize/standard", Decimal(15), Decimal(17)),
    ("minimize/ratio", Decimal(10), Decimal(14)),
    ("stabilize", Decimal(50), Decimal(55)),
    ("stabilize", (Decimal(5), Decimal(15)), Decimal(4)),
)


def views(told: Report) -> Iterator[View]:
    """One page."""
    yield View(
        path="method/",
        template="method.html",
        title=words("Cara menghitung"),
        description=words("Dari laporan paket sampai nilai: aturan yang dipakai situs ini."),
        nav=(SECTIONS["method"],),
        data=partial(_page, told),
        contents=True,
    )


def _page(told: Report) -> MethodPage:
    chosen = told.content.organisation.policies
    version = policy_in_force(told.content, chosen.achievement, told.current)
    total = told.row(TOTAL, TOTAL, told.current)
    examples = []
    for way, target, realization in _CASES:
        raw, achieved = achieve(realization, target, Aim(way), version)
        examples.append(Example(way, target, realization, publish(raw), publish(achieved)))
    return MethodPage(
        told.content.policies[chosen.achievement],
        version,
        told.content.policies[chosen.status_scheme],
        tuple(examples),
        ("computed", *STATES),
        told.current,
        weights_in_force(told.content, told.current),
        worked(told, total) if total is not None and total.published is not None else None,
        _lacking(told),
        rules(told),
        explained(told),
    )


def _lacking(told: Report) -> Worked | None:
    """The roll-up of the current period that lacks a part: the organisation's, else a unit's."""
    rows = [
        row
        for row in told.rows.of(str(told.current))
        if row.basis == "period"
        and row.level != "indicator"
        and row.published is not None
        and row.coverage is not None
        and row.coverage < _WHOLE
    ]
    chosen = min(rows, key=lambda row: (row.scope_type != ORGANISATION, row.key), default=None)
    return worked(told, chosen) if chosen is not None else None
