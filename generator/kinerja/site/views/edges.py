"""What the page of the method says of the edges: caps, zeros, ranges, each with an example.

The examples are calculated by the function that makes every achievement, under each achievement
policy that is in use; the plain polarities are `method`'s.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kinerja.achievement.figures.rows import policy_in_force
from kinerja.achievement.terms.score import Aim, Target, achieve
from kinerja.model.records import Policy, PolicyVersion
from kinerja.numbers import publish
from kinerja.site.report import Report
from kinerja.site.words import Text, words

Case = tuple[Text, Aim, Target, int]
"""A rule, how the indicator wants to move, target and realization."""

_MORE, _LESS, _NEAR = Aim("maximize"), Aim("minimize/standard"), Aim("stabilize")
_RATIO = Aim("minimize/ratio")


def _between(low: int, high: int) -> tuple[Decimal, Decimal]:
    return Decimal(low), Decimal(high)


_RANGES: tuple[Case, ...] = (
    (words("Di dalam rentang: 100"), _NEAR, _between(5, 15), 10),
    (
        words("Makin tinggi makin baik, di atas rentang: realisasi / batas atas rentang"),
        _MORE,
        _between(80, 90),
        92,
    ),
    (
        words("Makin tinggi makin baik, di bawah rentang: realisasi / batas bawah rentang"),
        _MORE,
        _between(70, 75),
        63,
    ),
    (
        words("Makin rendah makin baik, di bawah rentang: 2 − realisasi / batas bawah rentang"),
        _LESS,
        _between(10, 12),
        9,
    ),
    (
        words("Makin rendah makin baik, di atas rentang: 2 − realisasi / batas atas rentang"),
        _LESS,
        _between(10, 12),
        15,
    ),
    (
        words("Makin dekat target makin baik, di atas rentang: 2 − realisasi / batas atas rentang"),
        _NEAR,
        _between(5, 15),
        18,
    ),
)


@dataclass(frozen=True, slots=True)
class Edge:
    """A rule in words with its example; `raw` before, `achievement` after cap and floor."""

    rule: Text
    target: Target
    realization: Decimal
    raw: Decimal
    achievement: Decimal


@dataclass(frozen=True, slots=True)
class Ruled:
    """A policy in use, its version in force in the current period, and its edges."""

    policy: Policy
    version: PolicyVersion
    edges: tuple[Edge, ...]


def rules(told: Report) -> tuple[Ruled, ...]:
    """The achievement policies in use: the organisation's first, then those of indicators."""
    chosen = [told.content.organisation.policies.achievement] + [
        indicator.policies.achievement
        for indicator in told.content.indicators.values()
        if indicator.policies and indicator.policies.achievement
    ]
    found = []
    for id in dict.fromkeys(chosen):
        version = policy_in_force(told.content, id, told.current)
        found.append(Ruled(told.content.policies[id], version, tuple(edges(version))))
    return tuple(found)


def edges(version: PolicyVersion) -> Iterator[Edge]:
    """Each rule beside the plain polarities, as this version of a policy has it."""
    for rule, aim, target, realized in _cases(version):
        raw, achieved = achieve(Decimal(realized), target, aim, version)
        yield Edge(rule, target, Decimal(realized), publish(raw), publish(achieved))


def _cases(version: PolicyVersion) -> Iterator[Case]:
    """The examples in the order of the page."""
    yield words("Tepat sesuai target: 100 untuk setiap polarisasi"), _LESS, Decimal(15), 15
    cut = words("Di atas batas atas: dipotong menjadi batas atas, sebelum ditimbang")
    uncut = words("Tanpa batas atas: tidak dipotong")
    yield cut if version.cap is not None else uncut, _MORE, Decimal(80), 100
    lifted = words("Di bawah batas bawah: dinaikkan menjadi batas bawah")
    negative = words("Tanpa batas bawah: dapat negatif")
    yield lifted if version.floor is not None else negative, _MORE, Decimal(10), -3
    yield from _RANGES
    yield from _zeros(version)
    plain = words("Batas atas alami tercapai: menurut rumus")
    bonus = words("Batas atas alami tercapai: sebesar batas atas")
    best = Aim("maximize", natural_max=Decimal(100))
    yield bonus if version.natural_max_bonus == "cap" else plain, best, Decimal(95), 100


def _zeros(version: PolicyVersion) -> Iterator[Case]:
    """A target of zero is never divided by, nor is a realization of zero."""
    zero = Decimal(0)
    reached = words("Target nol tercapai: 100")
    bonus = words("Target nol tercapai: sebesar batas atas")
    earns_cap = version.zero_bonus == "cap" and version.cap is not None
    yield bonus if earns_cap else reached, _LESS, zero, 0
    sinks = words("Target nol dengan toleransi 5: turun sebanding dengan realisasi / toleransi")
    yield sinks, Aim("minimize/standard", tolerance=Decimal(5)), zero, 2
    yield words("Target nol tanpa toleransi, tidak tercapai: 0"), _LESS, zero, 2
    if version.cap is not None:  # a ratio needs one
        yield words("Rasio dengan realisasi nol: sebesar batas atas"), _RATIO, Decimal(10), 0
