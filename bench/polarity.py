"""A million random figures held against random targets under random policies.

`python bench/polarity.py [CASES [SEED]]`: for every polarity, variant and kind of target, a better
result never scores lower, exactly on plan is 100, and nothing is beyond number. Ends with 1 at the
first case that breaks this, which it prints.
"""

from __future__ import annotations

import decimal
import sys
from decimal import Decimal
from random import Random
from time import perf_counter

from kinerja.achievement.terms.score import Aim, Target, achieve
from kinerja.model.records import PolicyVersion
from kinerja.numbers import CALCULATE

WAYS = ("maximize", "minimize", "minimize/standard", "minimize/ratio", "stabilize")
CASES, SEED = 1_000_000, 1
SCALES = (1, 100, 10_000, 10_000_000_000)


def main(cases: int, seed: int) -> None:
    """Draw the cases one after the other; the same seed draws the same ones."""
    random, begun = Random(seed), perf_counter()
    with decimal.localcontext(CALCULATE):
        for number in range(cases):
            case(random, number)
    print(f"{cases:,} cases of seed {seed} hold, {perf_counter() - begun:.1f} s")


def case(random: Random, number: int) -> None:
    """One target, one policy, and two results of which one is better."""
    way, told = random.choice(WAYS), policy(random)
    scale = random.choice(SCALES)
    target = aim(random, way, scale)
    worse, better = ranked(random, way, target, scale)
    best = max(worse, better) if way == "maximize" and random.random() < 0.3 else None
    tolerance = amount(random, scale) if random.random() < 0.5 else None
    wanted = Aim(way, tolerance, best)
    low, high = (achieve(value, target, wanted, told) for value in (worse, better))
    plan = achieve(on_plan(random, target), target, Aim(way), told)[1]
    exact = told.cap if target == 0 and told.zero_bonus == "cap" and told.cap else Decimal(100)
    finite = all(value.is_finite() for value in (*low, *high))
    if not finite or low[1] > high[1] or plan != exact:
        print(f"case {number}: {way}, target {target}, {told}")
        print(f"  {worse} earns {low}, {better} earns {high}, on plan {plan}")
        sys.exit(1)


def policy(random: Random) -> PolicyVersion:
    """Cap, floor and bonuses at random; always a cap, without which a ratio has no best."""
    return PolicyVersion(
        version=1,
        valid_from="2025",
        cap=Decimal(random.choice((100, 110, 120, 150, 1000))),
        floor=random.choice((None, Decimal(0), Decimal(-50))),
        zero_bonus=random.choice(("none", "cap")),
        natural_max_bonus=random.choice(("none", "cap")),
        missing_at_year_end="exclude",
    )


def aim(random: Random, way: str, scale: int) -> Target:
    """A point, a range, or zero for what is to be minimized."""
    kind = random.random()
    if kind < 0.1 and way.startswith("minimize"):
        return Decimal(0)
    low = amount(random, scale)
    if kind < 0.4:
        low = Decimal(0) if kind < 0.2 else low
        return low, low + amount(random, scale)
    return low


def ranked(random: Random, way: str, target: Target, scale: int) -> tuple[Decimal, Decimal]:
    """Two results, the worse first; beside a range to stay in, both on the same side of it."""
    one, other = (amount(random, 2 * scale) for _ in range(2))
    if random.random() < 0.2 and not isinstance(target, tuple) and target:
        one = -one
    if way == "maximize":
        return min(one, other), max(one, other)
    if way.startswith("minimize"):
        return max(one, other), min(one, other)
    if not isinstance(target, tuple):
        nearer, farther = sorted((one, other), key=lambda value: abs(value - target))
        return farther, nearer
    low, high = target
    if random.random() < 0.5:
        return high + max(one, other), high + min(one, other)
    return low * min(one, other) / (2 * scale), low * max(one, other) / (2 * scale)


def on_plan(random: Random, target: Target) -> Decimal:
    """The target itself, or somewhere in its range."""
    if not isinstance(target, tuple):
        return target
    low, high = target
    return random.choice((low, high, (low + high) / 2))


def amount(random: Random, scale: int) -> Decimal:
    """A positive number of up to four decimals."""
    return Decimal(random.randint(1, scale * 10_000)) / 10_000


if __name__ == "__main__":
    given = [int(text) for text in sys.argv[1:]]
    main(given[0] if given else CASES, given[1] if len(given) > 1 else SEED)
