"""Achievement: a realization held against its target, by polarity and the edge policy in force.

The only place that divides by a target (domain §7). Status bands are here too; what was realized
and which target applies is decided in `realization` and `targets`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from kinerja.model.records import PolicyBand, PolicyTableItemBand, PolicyVersion

_B = TypeVar("_B", PolicyBand, PolicyTableItemBand)

HUNDRED, ZERO = Decimal(100), Decimal(0)

Target = Decimal | tuple[Decimal, Decimal]
"""One number, or a range from its lower to its upper bound."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What decides an achievement beside realization and target: how the indicator wants to move.

    `way` is polarity, or polarity and variant (`minimize/ratio`); `tolerance` serves a target of
    zero; `natural_max` is the best value possible, if there is one.
    """

    way: str
    tolerance: Decimal | None = None
    natural_max: Decimal | None = None


def achieve(
    realization: Decimal, target: Target, aim: Aim, policy: PolicyVersion
) -> tuple[Decimal, Decimal]:
    """Achievement in percent, raw and after cap and floor; exactly on plan is 100.

    Both in the precision of the current decimal context. Realization and target are in the
    indicator's unit; a zero target only makes sense for what is to be minimized.
    """
    best = policy.cap if policy.cap is not None else HUNDRED
    if isinstance(target, tuple):
        raw = _IN_RANGE[aim.way](realization, *target, best)
    elif target == 0:
        raw = _of_zero(realization, aim.tolerance, policy)
    else:
        raw = _AT_POINT[aim.way](realization, target, best)
    if policy.natural_max_bonus == "cap" and realization == aim.natural_max:
        raw = max(raw, best)
    capped = raw if policy.cap is None else min(raw, policy.cap)
    return raw, capped if policy.floor is None else max(capped, policy.floor)


def _of_zero(realization: Decimal, tolerance: Decimal | None, policy: PolicyVersion) -> Decimal:
    """A target of zero is never divided by: reached is 100, the rest falls with the tolerance."""
    if realization == 0 and policy.zero_bonus == "cap" and policy.cap is not None:
        return policy.cap
    if realization <= 0:
        return HUNDRED
    if not tolerance:
        return ZERO
    return max(ZERO, HUNDRED - realization * HUNDRED / tolerance)


def _more(realization: Decimal, target: Decimal, _best: Decimal) -> Decimal:
    return realization * HUNDRED / target


def _less(realization: Decimal, target: Decimal, _best: Decimal) -> Decimal:
    return 2 * HUNDRED - realization * HUNDRED / target


def _less_by_ratio(realization: Decimal, target: Decimal, best: Decimal) -> Decimal:
    return target * HUNDRED / realization if realization > 0 else best


def _near(realization: Decimal, target: Decimal, _best: Decimal) -> Decimal:
    return HUNDRED - abs(realization - target) * HUNDRED / target


def _more_in(realization: Decimal, low: Decimal, high: Decimal, _best: Decimal) -> Decimal:
    if realization > high:
        return realization * HUNDRED / high
    if realization >= low:
        return HUNDRED
    return realization * HUNDRED / low if low else ZERO


def _less_in(realization: Decimal, low: Decimal, high: Decimal, best: Decimal) -> Decimal:
    if realization > high:
        return 2 * HUNDRED - realization * HUNDRED / high
    if realization >= low:
        return HUNDRED
    return 2 * HUNDRED - realization * HUNDRED / low if low else best


def _within(realization: Decimal, low: Decimal, high: Decimal, _best: Decimal) -> Decimal:
    if realization > high:
        return 2 * HUNDRED - realization * HUNDRED / high
    if realization >= low:
        return HUNDRED
    return realization * HUNDRED / low if low else ZERO


_AT_POINT: dict[str, Callable[[Decimal, Decimal, Decimal], Decimal]] = {
    "maximize": _more,
    "minimize": _less,
    "minimize/standard": _less,
    "minimize/ratio": _less_by_ratio,
    "stabilize": _near,
}
_IN_RANGE: dict[str, Callable[[Decimal, Decimal, Decimal, Decimal], Decimal]] = {
    "maximize": _more_in,
    "minimize": _less_in,
    "minimize/standard": _less_in,
    "minimize/ratio": _less_in,
    "stabilize": _within,
}


def status_of(published: Decimal, bands: Sequence[PolicyBand], *, whole_year: bool) -> str:
    """The id of the band that holds a published figure, first match from the top.

    Rows of a year may carry another word (`year_end`) in the same band.
    """
    band = band_of(published, bands)
    if band is None:
        raise ValueError(published)
    return band.year_end.status if whole_year and band.year_end else band.status


def band_of(value: Decimal, bands: Iterable[_B]) -> _B | None:
    """The first band from the top whose lower bound the value reaches; None below them all."""
    for band in bands:
        reaches = band.from_ is None or value >= band.from_
        if reaches and (band.above is None or value > band.above):
            return band
    return None
