"""A fingerprint names what a file says: not its layout, and every value."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_tree import write
from kinerja.content.folder.load import load
from kinerja.content.shape.fingerprint import fingerprint
from kinerja.content.text.yaml import read
from seal.offices import PERIOD, small_office

AS_IT_IS = """\
id: biro-umum
name: {id: Biro Umum, en: General Affairs}
unit_codes: ["0001"]
"""
SAME = {
    "another order": """\
unit_codes: ["0001"]
name: {en: General Affairs, id: Biro Umum}
id: biro-umum
""",
    "another layout": """\
id: "biro-umum"
name:
  id: Biro Umum
  en: General Affairs
unit_codes:
- '0001'
""",
    "comments": AS_IT_IS.replace("\n", "  # catatan\n"),
    "an empty text": f'{AS_IT_IS}notes: ""\n',
    "a last line break": """\
id: biro-umum
name:
  id: |
    Biro Umum
  en: General Affairs
unit_codes: ["0001"]
""",
}


def of(text: str) -> str:
    data, faults = read(text, "x.yml")
    assert faults == []
    assert isinstance(data, dict)
    return fingerprint("unit", "biro-umum", data)


@pytest.mark.parametrize("how", SAME)
def test_the_same_said_otherwise_has_the_same_fingerprint(how: str) -> None:
    assert of(SAME[how]) == of(AS_IT_IS)


@pytest.mark.parametrize("old", ["biro-umum", "Biro Umum", "0001", "unit_codes"])
def test_anything_else_said_has_another(old: str) -> None:
    assert of(AS_IT_IS.replace(old, f"{old}x", 1)) != of(AS_IT_IS)


def test_numbers_have_one_fingerprint_however_they_are_written() -> None:
    assert of("a: 85.50") == of("a: 85.5") == of("a: 8.55e+1") != of("a: 85.05")
    assert of("a: 85.0") == of("a: 85")
    assert of("a: 0.00000001") == of("a: 1.0e-8")
    assert of('a: "85"') != of("a: 85")


def test_letters_have_one_fingerprint_however_they_are_put_together() -> None:
    assert of("a: é") == of(f"a: {unicodedata.normalize('NFD', 'é')}")


def test_kind_and_id_belong_to_it() -> None:
    told: dict[str, Any] = {"a": 1}
    assert len({fingerprint(*who, told) for who in (("a", "b"), ("b", "b"), ("a", "c"))}) == 3


_TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=8)
_NUMBERS = st.one_of(st.decimals(-1000, 1000, places=4), st.decimals(10, 1000, places=0))
_DATA = st.recursive(
    st.one_of(_TEXTS, st.integers(), st.booleans(), _NUMBERS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text("abc", min_size=1), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.text("abc", min_size=1), _DATA, max_size=4))
def test_it_is_the_hash_that_anybody_can_compute(data: dict[str, Any]) -> None:
    whole = {"v": 1, "kind": "unit", "id": "x", "data": data}
    text = json.dumps(plain(whole), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    told = hashlib.sha256(text.encode("utf-8")).hexdigest()
    assert fingerprint("unit", "x", data) == f"v1:{told}"


def plain(value: Any) -> Any:
    """The rule once more, as a person would follow it."""
    if isinstance(value, dict):
        told = {key: plain(child) for key, child in value.items()}
        return {key: child for key, child in told.items() if child != ""}
    if isinstance(value, list):
        return [plain(child) for child in value]
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return unicodedata.normalize("NFC", value).rstrip("\n") if isinstance(value, str) else value


def test_package_rows_belong_to_the_fingerprint_of_their_file(tmp_path: Path) -> None:
    tree, place = small_office(), f"realizations/biro-a/{PERIOD}.yml"
    write(tree, tmp_path)
    before = load(tmp_path).fingerprints
    tree[place]["packages"][0]["bid_amount"] = 7
    write(tree, tmp_path)
    after = load(tmp_path).fingerprints
    assert {name for name in before if before[name] != after[name]} == {place}
