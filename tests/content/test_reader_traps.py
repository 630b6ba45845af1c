"""Traps of YAML in which two readers, or a reader and a reviewer, would see different data."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja.content.text.yaml import read


def places(text):
    return [(one.code, one.line, one.column) for one in read(text, "x.yml")[1]]


@pytest.mark.parametrize(
    "text", ["1_", "1__0", "7_000_", "1.0e99999999999999999999999", "1.0e-99999999999999999999999"]
)
def test_a_number_that_python_cannot_take_is_a_finding(text):
    assert places(f"key: {text}") == [("yaml-number-form", 1, 6)]


def test_a_list_as_key_beside_a_repeated_key_are_both_findings():
    assert places("a: 1\na: 2\n? [x]\n: 3\n") == [
        ("yaml-duplicate-key", 2, 1),
        ("yaml-key-not-text", 3, 3),
    ]


@pytest.mark.parametrize(
    "text", ["1.5e3", "1.5E3", "-.5", "+.5", "1_000", "1_0.5", "1._5", "089", "08"]
)
def test_a_number_that_yaml_1_1_and_1_2_take_differently_is_a_finding(text):
    """PyYAML: '1.5e3', '-.5', '+.5', '089' are text, 1_000 a number; YAML 1.2: the reverse."""
    assert places(f"key: {text}") == [("yaml-number-form", 1, 6)]


def test_the_non_specific_tag_is_a_tag():
    assert places("a: ! 5") == [("yaml-tag", 1, 4)]  # PyYAML: '5'; here: 5


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x9b"])
def test_a_control_character_in_a_key_is_a_finding(sign):
    assert places(f'"x\\u{ord(sign):04x}": 1') == [("yaml-control-character", 1, 1)]


@pytest.mark.parametrize("end", ["\r", "\x85", "\u2028", "\u2029"])
def test_a_comment_hides_no_key(end):
    assert [code for code, _, _ in places(f"a: 1 # nota{end}b: 2\n")] == ["yaml-control-character"]


@settings(max_examples=3000, deadline=None, derandomize=True)
@given(st.text(st.sampled_from("0123456789._+-eE:xo~"), min_size=1, max_size=7))
def test_a_scalar_like_a_number_is_read_as_pyyaml_reads_it(text):
    try:
        wanted = yaml.load(f"key: {text}", yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError):
        return
    data, found = read(f"key: {text}", "x.yml")
    if not found and isinstance(wanted, dict) and isinstance(wanted["key"], (int, float, str)):
        assert isinstance(data["key"], str) is isinstance(wanted["key"], str)
        assert data["key"] == wanted["key"] or float(data["key"]) == wanted["key"]


@pytest.mark.parametrize(
    ("text", "cut", "meant"),
    [
        (
            "note: Diterima lengkap, tanpa cacat",
            "tanpa cacat",
            'note: "Diterima lengkap, tanpa cacat"',
        ),
        ("note: a, b, dan c", "b, dan c", 'note: "a, b, dan c"'),
        ("note: \u201cBaik, rapi\u201d", "rapi\u201d", 'note: "Baik, rapi"'),
        ('note: Kata "x", lagi', "lagi", "note: 'Kata \"x\", lagi'"),
        ("paid: 47,098,000", "098,000", "paid: 47098000"),
        ("paid: Rp47.098.000,00", "00", "paid: 47098000"),
        ("value: 81,25", "25", "value: 81.25"),
        ("value: 12,50", "50", "value: 12.5"),
        ("progress 100", "progress 100", "progress: 100"),
        ("id: x, progress:100", "progress:100", "progress: 100"),
        ("id: x, handover_date", "handover_date", "handover_date: \u2026"),
        ("a: [1, 2], c", "c", "c: \u2026"),
    ],
)
def test_what_a_comma_cut_off_is_told_once_with_what_was_meant(
    text: str, cut: str, meant: str
) -> None:
    data, (found,) = read(f"x: {{{text}}}\n", "x.yml")
    told = dict(found.params)
    assert (data, found.code, told["value"], told["meant"]) == (None, "yaml-no-colon", cut, meant)
    assert read(f"x: {{{text}, y: 1}}\n", "x.yml")[1] == [found]


@pytest.mark.parametrize("text", ["{a: , b: 1}", "{a: [b, c]}", "{a: 'b, c'}", "a:\nb: 1\n"])
def test_a_key_with_a_colon_may_lack_a_value(text: str) -> None:
    assert read(text, "x.yml")[1] == []


@pytest.mark.parametrize(
    ("text", "line"),
    [("unit: x\nperiod:2026-Q3\nas_of: y\n", 2), ("a: 1\nb:2\n", 2), ("- id:x\n  b: 1\n", 1)],
)
def test_a_value_right_behind_its_colon_is_told_at_its_line(text: str, line: int) -> None:
    (found,) = read(text, "x.yml")[1]
    assert (found.line, dict(found.params)["problem"]) == (line, "setelah titik dua kurang spasi")


def test_a_key_without_colon_is_told_where_it_stands() -> None:
    assert places("x: y\nfoo\nbar: z\n") == [("yaml-syntax", 2, 1)]


@pytest.mark.parametrize("mark", ["'", '"'])
@pytest.mark.parametrize("value", ["name: {m}Rina K.", "- {{id: {m}a, b: c}}", "x: [{m}a, b]"])
def test_an_open_quotation_mark_is_told_where_it_opens(mark: str, value: str) -> None:
    rest = "".join(f"k{n}: {{id: {mark}a{mark}, en: b}}\n" for n in range(20))
    text = f"a: {mark}b{mark}\n{value.format(m=mark)}\n{rest}"
    (found,) = read(text, "x.yml")[1]
    assert found.line == 2
    assert dict(found.params)["problem"] == "ada tanda kutip yang tidak ditutup"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a:\n- satu\n - dua\n - tiga\n", [3, 4]),
        ("a:\n  - é satu\n    - dua\nb: x - y\n", [3]),
        ("a:\n- satu\n  dua\n  - tiga\n", [4]),
        ("a: catatan\n  - satu\n", []),
        ("a:\n- satu - dua\n- satu\n  dua - tiga\n", []),
        ("a:\n- >\n  satu\n   - dua\n", []),
        ("a:\n- - satu\n  - dua\n", []),
    ],
)
def test_an_item_too_far_right_does_not_become_words_of_the_one_before(
    text: str, lines: list[int]
) -> None:
    data, found = read(text, "a.yml")
    assert [(one.code, one.line) for one in found] == [("yaml-indent", line) for line in lines]
    assert (data is None) == bool(lines)


def test_a_hostile_heap_of_such_items_is_not_told_one_by_one() -> None:
    _, found = read("a:\n- b\n" + " - c\n" * 10_000, "a.yml")
    assert len(found) == 200
