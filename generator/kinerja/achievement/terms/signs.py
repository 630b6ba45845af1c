"""An achievement in signs: how it was computed, for whoever wants to do it again by hand.

`score` computes it, and this says what it did; the rules are those of domain §7. A property holds
the two together.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import msgspec

from kinerja.achievement.terms.score import HUNDRED, Aim, Target, achieve
from kinerja.model.records import PolicyVersion


class Signs(NamedTuple):
    """Signs around `{r}`, the realization, and `{t}`; `against` is the number that `{t}` is."""

    text: str
    against: Decimal


BEST, ZERO_REACHED, ZERO_MISSED = "best_possible", "zero_reached", "zero_missed"
RATIO_OF_ZERO, INSIDE, FROM_ZERO = "ratio_of_zero", "inside_range", "range_from_zero"
EDGES = (BEST, ZERO_REACHED, ZERO_MISSED, RATIO_OF_ZERO, INSIDE, FROM_ZERO)
"""Why nothing was computed: a rule gives the achievement."""


def signs(realization: Decimal, target: Target, aim: Aim, policy: PolicyVersion) -> Signs | str:
    """How the raw achievement came about; one of `EDGES` where a rule gave it."""
    if _is_lifted(realization, target, aim, policy):
        return BEST
    if isinstance(target, tuple):
        return _around(realization, *target, aim.way)
    if target:
        is_ratio = aim.way == _RATIO
        return RATIO_OF_ZERO if is_ratio and realization <= 0 else Signs(_AT[aim.way], target)
    if realization <= 0:
        return ZERO_REACHED
    return Signs("max(0; 100 − {r} ÷ {t} × 100)", aim.tolerance) if aim.tolerance else ZERO_MISSED


def _is_lifted(realization: Decimal, target: Target, aim: Aim, policy: PolicyVersion) -> bool:
    """Whether the best possible value earned more than the formula gives."""
    if policy.natural_max_bonus != "cap" or realization != aim.natural_max:
        return False
    plain = msgspec.structs.replace(policy, natural_max_bonus="none")
    best = policy.cap if policy.cap is not None else HUNDRED
    return achieve(realization, target, aim, plain)[0] < best


def _around(realization: Decimal, low: Decimal, high: Decimal, way: str) -> Signs | str:
    if low <= realization <= high:
        return INSIDE
    if realization < low and not low:
        return FROM_ZERO
    falls = realization > high if way == "stabilize" else way != "maximize"
    return Signs(_LESS if falls else _MORE, high if realization > high else low)


_MORE, _LESS = "{r} ÷ {t} × 100", "200 − {r} ÷ {t} × 100"
_RATIO = "minimize/ratio"
_AT = {
    "maximize": _MORE,
    "minimize": _LESS,
    "minimize/standard": _LESS,
    _RATIO: "{t} ÷ {r} × 100",
    "stabilize": "100 − |{r} − {t}| ÷ {t} × 100",
}
