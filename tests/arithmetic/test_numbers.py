"""Numbers."""

from __future__ import annotations

import decimal
import json
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from kinerja.numbers import plain, publish

anything = st.decimals(-(10**20), 10**20, allow_nan=False, places=10) | st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-(10**18), max_value=10**18
)


@given(anything | st.integers(-(10**30), 10**30))
def test_a_number_is_written_without_exponent_and_reads_back(value: Decimal | int) -> None:
    text = plain(value)
    assert not set(text) - set("-.0123456789")
    assert text != "-0"
    if "." in text:
        assert not text.endswith("0")
        assert len(text.partition(".")[2]) <= 10
        assert text.lstrip("-")[0] != "."
    assert abs(Decimal(text) - value) <= Decimal("0.5e-10")
    assert plain(Decimal(text)) == text
    assert json.loads(text) is not None


@given(anything)
def test_a_published_figure_has_two_decimals_half_up(value: Decimal) -> None:
    figure = publish(value)
    assert figure.as_tuple().exponent == -2
    assert abs(figure - value) <= Decimal("0.005")
    assert publish(figure) == figure
    assert publish(-value) == -figure  # half up is away from zero on both sides
    wide = decimal.Context(prec=80)
    assert figure == value.quantize(Decimal("0.01"), ROUND_HALF_UP, context=wide)


@given(st.integers(-(10**12), 10**12))
def test_just_half_is_rounded_up_and_just_below_is_not(cents: int) -> None:
    value = Decimal(cents) / 100
    step = Decimal("0.005").copy_sign(value)
    if cents:
        assert publish(value + step) == value + 2 * step
        assert publish(value + step * Decimal("0.9999999999")) == value
