"""The schemas: described in two languages, within the subset on which both validators agree.

What they refuse in words is `test_codes`'s; here the schemas themselves are held to their rules.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kinerja import resources
from kinerja.content.folder.looking import text_of, walk
from kinerja.content.meant import explain
from kinerja.content.shape import refusals, schema
from kinerja.content.shape.columns import observed
from kinerja.content.shape.layout import LAYOUT
from kinerja.content.shape.refusals import errors
from kinerja.content.shape.schema import Schema, at, is_valid, resolve, schemas, without_nulls
from kinerja.content.text.yaml import read
from kinerja.messages import translator
from kinerja.model.generate import modules

CONTENT = Path(__file__).parents[2] / "content"
KINDS = [kind for kind in schemas() if kind != "common"]

KEYWORDS = frozenset(
    (
        *("$schema", "$ref", "$defs", "title", "description", "default", "type", "enum", "const"),
        *("properties", "required", "additionalProperties", "propertyNames", "minProperties"),
        *("maxProperties", "items", "minItems", "maxItems", "uniqueItems", "minLength"),
        *("maxLength", "pattern", "format", "minimum", "maximum", "exclusiveMinimum"),
        *("exclusiveMaximum", "allOf", "if", "then", "else", "enumDescriptions", "examples"),
        *("x-version", "x-relation", "x-unit", "x-multiline", "x-pattern-message", "x-event"),
        *("x-column", "x-roles", "x-guess", "x-sentences"),
    )
)
RELATIONS = {"unit", "person", "position", "goal", "area", "indicator", "policy", "package"}
UNITS = {"rupiah", "percent", "working_days", "days", "count"}
ROLES = {
    *resolve(schemas()["people"])["properties"]["people"]["items"]["properties"]["roles"]["items"][
        "properties"
    ]["role"]["enum"]
}
ONE_SCHEMA = ("items", "additionalProperties", "propertyNames")
CONDITIONS = ("if", "then", "else", "allOf")


def declared(told: Any, where: str) -> Iterator[tuple[str, Schema]]:
    """Every schema that declares a value, with where it stands; conditions declare nothing."""
    if not isinstance(told, dict):
        return
    yield where, told
    for key in ("properties", "$defs"):
        for name, inner in told.get(key, {}).items():
            yield from declared(inner, f"{where}/{name}")
    for key in ONE_SCHEMA:
        yield from declared(told.get(key), f"{where}/{key}")


def everything(told: Any, where: str) -> Iterator[tuple[str, Schema]]:
    """Every schema, those in conditions too."""
    if not isinstance(told, dict):
        return
    yield where, told
    for key in ("properties", "$defs"):
        for name, inner in told.get(key, {}).items():
            yield from everything(inner, f"{where}/{name}")
    for key in (*ONE_SCHEMA, "if", "then", "else"):
        yield from everything(told.get(key), f"{where}/{key}")
    for place, inner in enumerate(told.get("allOf", ())):
        yield from everything(inner, f"{where}/allOf/{place}")


DECLARED = [entry for kind, told in schemas().items() for entry in declared(told, kind)]
EVERYTHING = [entry for kind, told in schemas().items() for entry in everything(told, kind)]
PROPERTIES = [
    (f"{where}/{name}", told)
    for where, holder in DECLARED
    if not where.endswith(("/two_parts", "/one_part", "/no_part"))  # they only forbid and require
    for name, told in holder.get("properties", {}).items()
]


def typed(*kinds: str) -> list[tuple[str, Schema]]:
    """Declared schemas of a type, references followed."""
    found = [(where, resolve(told)) for where, told in DECLARED]
    return [
        (where, told)
        for where, told in found
        if set(kinds)
        & set(told["type"] if isinstance(told.get("type"), list) else [told.get("type")])
    ]


# --- words -------------------------------------------------------------------------------------


def test_every_property_has_a_title_and_a_description() -> None:
    assert len(PROPERTIES) > 200
    bare = [
        where
        for where, told in PROPERTIES
        if not (str(told.get("title", "")).strip() and str(told.get("description", "")).strip())
    ]
    assert bare == []


def test_every_schema_has_a_title_a_description_and_a_version() -> None:
    for kind, told in schemas().items():
        assert told["$schema"] == "https://json-schema.org/draft/2020-12/schema", kind
        assert told["x-version"] == 1
        assert told["title"]
        assert told["description"].endswith(".")
        assert "$id" not in told


def test_every_description_is_a_sentence_and_no_title_is() -> None:
    for where, told in PROPERTIES:
        assert re.search(r"[.!?]$", told["description"]), where
        assert not told["title"].endswith("."), where
        assert told["title"][0].isupper(), where


def test_every_word_of_the_schemas_has_its_english() -> None:
    english = translator("en")
    said = {
        text
        for _, told in EVERYTHING
        for text in (
            *(told[key] for key in ("title", "description", "x-pattern-message") if key in told),
            *told.get("enumDescriptions", ()),
        )
    }
    assert len(said) > 200
    assert [text for text in said if not english.gettext(text).strip()] == []
    same = {text for text in said if english.gettext(text) == text}
    assert not [text for text in same if " " in text]


def test_every_code_of_a_list_has_its_label() -> None:
    for where, told in EVERYTHING:
        if "enum" in told:
            assert len(told["enumDescriptions"]) == len(told["enum"]), where
            assert all(label.strip() for label in told["enumDescriptions"]), where
            assert len(set(told["enum"])) == len(told["enum"]), where
        else:
            assert "enumDescriptions" not in told, where


def test_every_pattern_says_what_it_expects() -> None:
    assert [where for where, told in EVERYTHING if "pattern" in told and not told.get(
        "x-pattern-message")] == []  # fmt: skip


# --- the subset --------------------------------------------------------------------------------


def test_only_the_keywords_of_the_subset_are_used() -> None:
    assert {
        (where, key) for where, told in EVERYTHING for key in told if key not in KEYWORDS
    } == set()


def test_our_own_words_hold_only_what_they_may() -> None:
    for where, told in EVERYTHING:
        assert told.get("x-relation", "unit") in RELATIONS, where
        assert told.get("x-unit", "count") in UNITS, where
        assert set(told.get("x-roles", ())) <= ROLES, where
        assert "x-roles" not in told or told["x-relation"] == "person", where
        assert told.get("x-multiline", True) is True, where
        assert told.get("x-event", True) is True, where
        assert told.get("x-column", False) is False, where
        if told.get("x-event"):
            assert resolve(told)["format"] == "date", where


def test_every_object_is_closed() -> None:
    for where, told in typed("object"):
        free = told.get("additionalProperties")
        if free is False:
            assert told["properties"], where
        else:
            assert isinstance(free, dict), where
            assert "properties" not in told, where
            assert resolve(told["propertyNames"])["maxLength"], where
            assert told["maxProperties"], where
        assert set(told.get("required", ())) <= set(told.get("properties", ())), where


def test_every_number_is_bounded() -> None:
    for where, told in typed("integer", "number"):
        assert "maximum" in told, where
        assert "minimum" in told or "exclusiveMinimum" in told, where
        assert -(2**63) <= told.get("minimum", 0) <= told["maximum"] < 2**63, where


def test_every_text_and_list_is_bounded() -> None:
    for where, told in typed("string"):
        assert "enum" in told or told["maxLength"] <= 4000, where
    for where, told in typed("array"):
        assert told["maxItems"] <= 100_000, where
        assert "items" in told, where


def test_every_pattern_is_anchored_and_plain() -> None:
    """`$` also stands before a last newline, `\\d` and `\\w` mean different things to the two."""
    for where, told in EVERYTHING:
        pattern = told.get("pattern")
        if pattern is not None:
            assert pattern.startswith("^"), where
            assert pattern.endswith("(?!\\n)$") or "$" not in pattern, where
            assert not re.search(r"\\[dwsDWSbB]", pattern), where
            assert pattern.isascii(), where


def test_every_reference_leads_somewhere_and_keeps_the_files_together() -> None:
    for where, told in EVERYTHING:
        if "$ref" in told:
            assert re.fullmatch(r"[a-z-]+\.schema\.json#/\$defs/[a-z_]+", told["$ref"]), where
            assert resolve(told), where


def test_every_required_key_is_one_that_the_domain_shows_to_be_required() -> None:
    row = at("realization", ("packages", 0))
    line = at("register", ("packages", 0))
    assert row is not None
    assert line is not None
    assert row["required"] == ["package_id"]
    assert set(line["required"]) == {
        *("package_id", "title", "category", "method", "provision", "budget_amount"),
        "register_status",
    }


def test_every_file_of_the_layout_may_say_who_submitted_it_and_notes() -> None:
    assert set(LAYOUT) == set(KINDS)
    for kind in (kind for kind in KINDS if kind != "approval"):  # a record says it of itself
        for key in ("submitted_by", "submitted_on", "notes"):
            assert key in schemas()[kind]["properties"], (kind, key)
            assert key not in schemas()[kind]["required"], (kind, key)


def test_what_can_be_retracted_is_every_reported_fact() -> None:
    row = at("realization", ("packages", 0))
    retract = at("realization", ("packages", 0, "retract", 0))
    assert row is not None
    assert retract is not None
    assert set(retract["enum"]) == set(row["properties"]) - {"package_id", "note", "retract"}


@pytest.mark.parametrize("kind", [*KINDS, "common"])
def test_every_schema_is_valid_by_its_own_metaschema(kind: str) -> None:
    from jsonschema import Draft202012Validator

    Draft202012Validator.check_schema(schemas()[kind])


def test_columns_of_observations_are_those_of_the_domain() -> None:
    types = observed()
    assert list(types)[:3] == ["package_id", "unit", "fiscal_year"]
    assert list(types)[-3:] == ["period_start", "period_end", "year_start"]
    assert types["handover_date"] == "DATE"
    assert types["paid_amount"] == types["bidders"] == "BIGINT"
    assert types["progress"] == types["supplier_score"] == "DECIMAL(18,4)"
    assert types["e_contract"] == "BOOLEAN"
    assert types["fund_sources"] == types["rup_codes"] == "VARCHAR[]"
    assert "note" not in types
    assert "retract" not in types


# --- records -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", modules())
def test_a_written_module_of_records_is_what_the_schemas_make(name: str) -> None:
    written = resources.data() / "model" / "records" / name
    assert written.read_text("utf-8") == modules()[name], "run python -m kinerja.model.generate"


def test_no_module_of_records_is_left_over() -> None:
    folder = resources.data() / "model" / "records"
    assert {path.name for path in folder.glob("*.py")} == set(modules())


# --- two validators ----------------------------------------------------------------------------


def agree(kind: str, data: Any) -> bool:
    """What both validators say; they must say the same."""
    quick = is_valid(kind, data)
    assert quick == (next(errors(kind, data), None) is None), (kind, data)
    return quick


def sample() -> list[Any]:
    """About eighty files of the example, all kinds among them."""
    sources, faults = walk(CONTENT)
    assert faults == []
    by_kind: dict[str, list[Any]] = {}
    for source in sources:
        by_kind.setdefault(source.kind, []).append(source)
    assert set(by_kind) == set(KINDS)
    return [
        source for found in by_kind.values() for source in found[:: max(1, len(found) // 6)][:6]
    ]


SAMPLE = sample()
DECIMALS = ("1.5", "-0.5", "100.0001", "1000000000000000.1", "0.00000000001")
WRONG: list[Any] = [
    None, True, 0, -1, 10**18, 10**39, *map(Decimal, DECIMALS), "", " ", "x", "X y", "x\n",
    "2026-02-30", "2026-06-30", "2026-Q1", "2026-Q1\n", "٢٠٢٦", "é" * 70, "x" * 5000, [], [1, 2],
    [2, 1, 3], ["x", "x"], {}, {"id": "x"}, {"x": 1},
]  # fmt: skip


def variations(data: Any) -> Iterator[Any]:
    """The data with one thing wrong: each value replaced, each key dropped, a key too many."""
    ways = list(ways_into(data, ()))
    for number, way in enumerate(ways):
        changed = copy.deepcopy(data)
        place: Any = changed
        for step in way[:-1]:
            place = place[step]
        if isinstance(place, dict) and number % 3 == 0:
            place.pop(way[-1])
        elif isinstance(place, dict) and number % 3 == 1:
            place["x-tra"] = 1
        elif isinstance(place, list):
            place.append(copy.deepcopy(place[way[-1]]))
        yield changed
    for number, wrong in enumerate(WRONG):
        changed = copy.deepcopy(data)
        way = ways[(number * 7) % len(ways)]
        place = changed
        for step in way[:-1]:
            place = place[step]
        place[way[-1]] = wrong
        yield changed


def ways_into(data: Any, way: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    if way:
        yield way
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(
        data, list) else ()  # fmt: skip
    for step, value in inner:
        yield from ways_into(value, (*way, step))


def shortened(data: Any) -> Any:
    """Long lists cut: a hundred rows say no more than two."""
    if isinstance(data, dict):
        return {key: shortened(value) for key, value in data.items()}
    if isinstance(data, list):
        return [shortened(value) for value in data[:2]]
    return data


@pytest.mark.parametrize("source", SAMPLE, ids=lambda source: source.name)
def test_both_validators_agree_on_a_file_and_its_mutations(source: Any) -> None:
    data, faults = read(text_of(source.path), source.name)
    assert faults == []
    assert agree(source.kind, data)
    verdicts = [agree(source.kind, changed) for changed in variations(shortened(data))]
    assert not all(verdicts)


def values_of(told: Schema) -> Iterator[Any]:
    yield from WRONG
    yield from told.get("enum", ())
    for key in ("minimum", "maximum", "exclusiveMinimum"):
        if key in told:
            yield from (told[key] - 1, told[key], told[key] + 1)
    if told.get("maxLength", 9999) < 600:
        yield "a" * told["maxLength"]
        yield "a" * (told["maxLength"] + 1)
        yield "a" * told["maxLength"] + "\n"


@pytest.mark.parametrize("kind", KINDS)
def test_both_validators_agree_on_every_property_at_its_bounds(kind: str) -> None:
    """Each property of the file alone, so that what is required elsewhere says the same of all."""
    for key in schemas()[kind]["properties"]:
        told = at(kind, (key,))
        assert told is not None
        for value in values_of(told):
            agree(kind, {key: value})
    if "packages" in schemas()[kind]["properties"] and kind != "mapping":
        row = at(kind, ("packages", 0))
        assert row is not None
        head = {"unit": "a", "year": 2026, "source": {"system": "s", "data_date": "2026-01-02"}}
        if kind == "realization":
            head = {"unit": "a", "period": "2026-Q1", "as_of": "2026-01-02"}
        for key, told in row["properties"].items():
            for value in values_of(resolve(told)):
                agree(kind, head | {"packages": [{key: value}]})


def test_a_null_is_not_stated_but_where_the_schema_allows_it() -> None:
    version = {"cap": None, "floor": None, "version": 1, "zero_bonus": None}
    assert without_nulls("policy", {"versions": [version], "notes": None}) == {
        "versions": [{"cap": None, "floor": None, "version": 1}]
    }
    assert schema.at("policy", ("nowhere",)) is None


def test_an_unknown_key_without_a_value_stays_to_be_told() -> None:
    """An unquoted comma makes one: `{id: Kontrak selesai, tepat waktu, en: ...}`."""
    cut = {"name": {"id": "Kontrak selesai", "tepat waktu": None, "en": "On time"}}
    assert without_nulls("unit", cut) == cut


def test_what_only_the_fast_validator_refuses_is_refused_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(refusals, "errors", lambda _kind, _data: iter(()))
    (told,) = explain.findings("content/units/a.yml", "unit", {"id": 1}, {"id": 1})
    assert told.code == "schema-refused"
