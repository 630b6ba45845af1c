"""An achievement in signs is the achievement: whoever computes it by hand gets the same."""

from __future__ import annotations

import decimal
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja.achievement.terms.score import Aim, achieve
from kinerja.achievement.terms.signs import EDGES, Signs, signs
from kinerja.messages import languages
from kinerja.model.records import PolicyVersion
from kinerja.numbers import CALCULATE
from kinerja.site.language import Language
from kinerja.site.words import edge

WAYS = ("maximize", "minimize", "minimize/standard", "minimize/ratio", "stabilize")
MEANING = (("÷", "/"), ("×", "*"), ("−", "-"), (";", ","), ("|{r} - {t}|", "abs({r} - {t})"))

positive = st.decimals("0.0001", 10**9, places=4)
values = st.decimals(-(10**9), 10**9, places=4) | st.sampled_from([Decimal(0), Decimal(100)])
ranges = st.tuples(st.decimals(0, 10**6, places=4), positive).map(lambda t: (t[0], t[0] + t[1]))
targets = positive | ranges | st.just(Decimal(0))
bonuses = st.sampled_from(["none", "cap"])


def policy(cap: int | None = None, zero: str = "none", best: str = "none") -> PolicyVersion:
    return msgspec.convert(
        {"version": 1, "valid_from": "2025", "cap": cap, "floor": None, "zero_bonus": zero,
         "natural_max_bonus": best, "missing_at_year_end": "exclude"},
        PolicyVersion,
    )  # fmt: skip


policies = st.builds(policy, st.sampled_from([None, 100, 120, 150]), bonuses, bonuses)
aims = st.builds(
    Aim,
    st.sampled_from(WAYS),
    tolerance=st.none() | positive,
    natural_max=st.none() | st.just(Decimal(100)),
)


def computed(told: Signs, realization: Decimal) -> Decimal:
    text = told.text
    for sign, python in MEANING:
        text = text.replace(sign, python)
    numbers = {"r": f"Decimal('{realization}')", "t": f"Decimal('{told.against}')"}
    found: Any = eval(text.format(**numbers), {"Decimal": Decimal, "abs": abs, "max": max})
    return Decimal(found)


@given(values, targets, aims, policies)
def test_the_signs_compute_to_the_achievement(
    realization: Decimal, target: Any, aim: Aim, version: PolicyVersion
) -> None:
    best = version.cap if version.cap is not None else Decimal(100)
    given = {
        "best_possible": {best},
        "zero_reached": {Decimal(100), best},
        "zero_missed": {Decimal(0)},
        "ratio_of_zero": {best},
        "inside_range": {Decimal(100)},
        "range_from_zero": {Decimal(0), best},
    }
    with decimal.localcontext(CALCULATE):
        raw, _ = achieve(realization, target, aim, version)
        told = signs(realization, target, aim, version)
        if isinstance(told, str):
            assert raw in given[told]
        else:
            found = computed(told, realization)
            assert abs(found - raw) <= abs(raw) * Decimal("1e-20") + Decimal("1e-18")


@pytest.mark.parametrize(
    ("realization", "target", "aim", "version", "expected"),
    [
        (88, 92, Aim("maximize"), policy(), Signs("{r} ÷ {t} × 100", Decimal(92))),
        (2, 0, Aim("minimize", Decimal(5)), policy(),
         Signs("max(0; 100 − {r} ÷ {t} × 100)", Decimal(5))),
        (2, 0, Aim("minimize"), policy(), "zero_missed"),
        (0, 0, Aim("minimize"), policy(120, zero="cap"), "zero_reached"),
        (0, 10, Aim("minimize/ratio"), policy(120), "ratio_of_zero"),
        (10, (5, 15), Aim("stabilize"), policy(), "inside_range"),
        (18, (5, 15), Aim("stabilize"), policy(),
         Signs("200 − {r} ÷ {t} × 100", Decimal(15))),
        (100, 95, Aim("maximize", natural_max=Decimal(100)), policy(120, best="cap"),
         "best_possible"),
        (100, 80, Aim("maximize", natural_max=Decimal(100)), policy(120, best="cap"),
         Signs("{r} ÷ {t} × 100", Decimal(80))),
    ],
)  # fmt: skip
def test_what_is_said(
    realization: int, target: Any, aim: Aim, version: PolicyVersion, expected: Any
) -> None:
    held = tuple(map(Decimal, target)) if isinstance(target, tuple) else Decimal(target)
    with decimal.localcontext(CALCULATE):
        assert signs(Decimal(realization), held, aim, version) == expected


def test_every_rule_has_its_words() -> None:
    for code in languages():
        assert len({edge(Language.of(code), told) for told in EDGES}) == len(EDGES)
