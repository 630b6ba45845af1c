"""The quick way through package rows: the same data as the one reader gives, or no answer."""

from __future__ import annotations

import string
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja.content.folder.lines import read_lines
from kinerja.content.text.yaml import read

HEAD = "unit: biro-a\nperiod: 2026-Q2\nas_of: 2026-06-30\n"
ROW = '  - {package_id: p-1, paid_amount: 5, note: Ada kendala, fund_sources: [apbn, "0123"]}\n'

VALUES = st.one_of(
    st.sampled_from(
        ["yes", "no", "On", "true", "null", "Null", "~", "010", "1:30", "1_000", "0x1F", "<<"]
    ),
    st.sampled_from(["1.5", "1.50", "-5", ".5", "1e5", "2026-01-31"]),
    st.text(string.printable, max_size=12),
    st.text(string.ascii_letters + string.digits + " .,:#'\"-_[]{}&*!?|>%@`\\", max_size=20),
    st.text(max_size=6),
)
QUOTED = VALUES.map(lambda text: f'"{text}"')
LISTS = st.lists(VALUES | QUOTED, max_size=3).map(lambda items: f"[{', '.join(items)}]")
KEYS = st.sampled_from(["package_id", "note", "title", "yes", "null", "on", "paid_amount", "x"])
PAIRS = st.tuples(KEYS, VALUES | QUOTED | LISTS).map(": ".join)
LINES = st.lists(PAIRS, min_size=1, max_size=4).map(lambda pairs: f"  - {{{', '.join(pairs)}}}\n")
HEADS = st.sampled_from(
    [
        HEAD,
        "",
        "- a\n",
        "a: |\n x\n",
        'a: "b\n',
        "a: [\n",
        "# x\n",
        "a: b\n c\n",
        "? a\n",
        "packages: 1\n",
    ]
)
TAILS = st.sampled_from(
    ["", "notes: x\n", "packages: []\n", '"\n', "]\n", "  more\n", "# x\n", "\n", "...\n", "x"]
)


def types(value: Any) -> Any:
    """The same shape with the type in the place of each value."""
    if isinstance(value, dict):
        return {key: types(child) for key, child in value.items()}
    return [types(child) for child in value] if isinstance(value, list) else type(value)


def agrees(text: str) -> bool:
    """Whether the quick way answered; if it did, with just what the reader says."""
    quick = read_lines(text)
    if quick is None:
        return False
    data, faults = read(text, "x.yml")
    assert faults == []
    assert quick == data
    assert types(quick) == types(data)
    assert list(quick) == list(data)
    return True


def test_rows_as_the_program_writes_them_are_read_quickly() -> None:
    assert agrees(f"{HEAD}packages:\n{ROW}{ROW}")
    assert agrees(f"{HEAD}packages:\n{ROW}actions: []\n")


@given(HEADS, st.lists(LINES | st.just(ROW), max_size=4), TAILS)
def test_no_text_is_read_differently(head: str, lines: list[str], tail: str) -> None:
    agrees(f"{head}packages:\n{''.join(lines)}{tail}")


@given(VALUES | QUOTED | LISTS)
def test_no_value_is_read_differently(value: str) -> None:
    agrees(f"{HEAD}packages:\n  - {{package_id: p-1, note: {value}}}\n")


@given(st.data())
def test_one_letter_anywhere_is_read_alike(data: st.DataObject) -> None:
    text = f"{HEAD}packages:\n{ROW}{ROW}notes: x\n"
    place = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.characters(codec="utf-8"))
    agrees(text[:place] + letter + text[place + data.draw(st.integers(0, 1)) :])


@pytest.mark.parametrize(
    "text",
    [
        f"packages:\n{ROW}",
        f"{HEAD}packages:\n",
        f"{HEAD}packages:\n{ROW}  - {{package_id: p-2, note: é}}\n",
        f"{HEAD}packages:\n{ROW}  - package_id: p-2\n",
        f"{HEAD}packages:\n  - {{package_id: p-1, package_id: p-1}}\n",
        f"{HEAD}packages:\n  - {{package_id: p-1, note: 010}}\n",
        f'a: "\npackages:\n{ROW}"\n',
        f"a: |\n  x\npackages:\n{ROW}packages:\n{ROW}",
    ],
)
def test_other_forms_are_left_to_the_reader(text: str) -> None:
    assert read_lines(text) is None
