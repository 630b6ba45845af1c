"""The page of the method: how figures are made, from the policies in force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kinerja.achievement.rows import policy_in_force
from kinerja.achievement.score import Aim, Target, achieve
from kinerja.achievement.table import STATES
from kinerja.model.records import Policy, PolicyVersion
from kinerja.numbers import publish
from kinerja.site.report import Report
from kinerja.site.views.view import SECTIONS, View
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
    """The policies in force and worked examples of each polarity."""

    policy: Policy
    version: PolicyVersion
    scheme: Policy
    examples: tuple[Example, ...]
    states: tuple[str, ...]


_CASES: tuple[tuple[str, Target, Decimal], ...] = (
    ("maximize", Decimal(92), Decimal(88)),
    ("minimize/standard", Decimal(15), Decimal(17)),
    ("minimize/ratio", Decimal(10), Decimal(14)),
    ("stabilize", Decimal(50), Decimal(55)),
    ("stabilize", (Decimal(5), Decimal(15)), Decimal(4)),
)


def views(told: Report) -> Iterator[View]:
    """One page."""
    chosen = told.content.organisation.policies
    version = policy_in_force(told.content, chosen.achievement, told.current)
    examples = []
    for way, target, realization in _CASES:
        raw, achieved = achieve(realization, target, Aim(way), version)
        examples.append(Example(way, target, realization, publish(raw), publish(achieved)))
    yield View(
        path="method/",
        template="method.html",
        title=words("Cara menghitung"),
        description=words("Dari laporan paket sampai nilai: aturan yang dipakai situs ini."),
        nav=(SECTIONS["method"],),
        data=MethodPage(
            told.content.policies[chosen.achievement],
            version,
            told.content.policies[chosen.status_scheme],
            tuple(examples),
            ("computed", *STATES),
        ),
        contents=True,
    )
