"""A new content file, drafted from its schema: what is required, explained, with fitting examples.

What the arguments or the content folder tell is filled in; what only a person knows is an example
or a mark to be replaced. Nothing is written to disk here; what a key means stands in the schemas.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from gettext import NullTranslations
from typing import cast

from kinerja.content.authoring.known import NOTHING, Known
from kinerja.content.authoring.remarks import description, lines, remarks_on
from kinerja.content.shape import refusals, schema
from kinerja.content.shape.schema import Schema
from kinerja.content.shape.unfinished import UNFINISHED
from kinerja.content.text.write import Comments, dump
from kinerja.content.text.yaml import Data, read
from kinerja.findings import Pointer
from kinerja.messages import mark as _
from kinerja.periods import Period

EXAMPLE_YEAR = 2026
"""The year in which the examples of the schemas are set."""

_EXAMPLE = re.compile(r"Contoh: (.+?)(?:\. |\.?$)")
_EXAMPLES_OF = {
    "unit": ("unit", ("id",)),
    "goal": ("goal", ("id",)),
    "area": ("area", ("id",)),
    "indicator": ("indicator", ("id",)),
    "policy": ("policy", ("id",)),
    "person": ("people", ("people", 0, "id")),
    "position": ("people", ("positions", 0, "id")),
    "package": ("register", ("packages", 0, "package_id")),
}
"""Where the schemas give an example of the id that a relation names."""

_NUMBERED = re.compile(r"\b[A-Z]+-[0-9]+/|/[0-9]{4}$")
"""The number of some document, which is never that of the next one."""

_NO_DATA: Mapping[str, Data] = {}
_YEAR = re.compile(r"\b20[0-9]{2}\b")
_ROUNDS = 5
"""A key that another one demands may demand further ones; no schema goes deeper."""


def draft(
    kind: str,
    keys: Mapping[str, str],
    translations: NullTranslations,
    known: Known = NOTHING,
    given: Mapping[str, Data] = _NO_DATA,
    remarks: Sequence[str] = (),
) -> str:
    """The text of a new file.

    Args:
        kind: A kind of the layout.
        keys: What its path and its arguments say: id, unit, year, period, indicator, source.
        translations: The language of the comments.
        known: What the content folder holds already.
        given: Values that are settled: they stand as they are and need no explanation.
        remarks: Sentences for the head of the file, in the language of the comments.

    Returns:
        Canonical YAML that obeys the schema.
    """
    data = _Drafting(kind, keys, translations.gettext(UNFINISHED), known, given).document()
    told = schema.resolve(schema.schemas()[kind])
    open_keys = {key: value for key, value in data.items() if key not in given}
    said = remarks_on(told, open_keys, translations)
    body = dump(schema.with_dates(kind, data), Comments(inside=said.inside))
    title: str = told["title"]
    head = lines(f"{translations.gettext(title)}. {description(told, translations)}")
    if translations.gettext(UNFINISHED) in body:
        hint = translations.gettext(_("Ganti setiap {mark} dan periksa contoh lainnya."))
        head += lines(hint.format(mark=translations.gettext(UNFINISHED)))
    head += [line for remark in remarks for line in lines(remark)]
    return "\n".join([*head, "", body])


class _Drafting:
    """Makes the data of one file; remembers which ids it has used, so that they take turns."""

    def __init__(
        self,
        kind: str,
        keys: Mapping[str, str],
        mark: str,
        known: Known,
        given: Mapping[str, Data],
    ) -> None:
        self.kind, self.keys, self.mark, self.known, self.given = kind, keys, mark, known, given
        period = Period.parse(keys["period"]) if "period" in keys else None
        self.last_day = period.end.isoformat() if period else None
        self.year = period.year if period else int(keys.get("year", known.year or EXAMPLE_YEAR))
        self.used: Counter[tuple[str, str]] = Counter()

    def document(self) -> Data:
        """The whole data, in the order of the schema."""
        data = self.root()
        for _round in range(_ROUNDS):
            missing = list(self.missing(data))
            if not missing:
                break
            for pointer, key in missing:
                holder: Data = data
                for step in pointer:
                    holder = holder[step]
                told = schema.at(self.kind, (*pointer, key))
                if told is not None and key not in holder:
                    holder[key] = self.value(told)
        return _ordered(schema.resolve(schema.schemas()[self.kind]), data)

    def root(self) -> dict[str, Data]:
        """The keys that the schema requires, given ones as they are."""
        told = schema.resolve(schema.schemas()[self.kind])
        data = self.object(told, skip=self.given)
        named = {key: self.keys[key] for key in data if key in self.keys}
        year = {"year": int(named["year"])} if "year" in named else {}
        return data | named | year | dict(self.given)

    def missing(self, data: Data) -> Iterator[tuple[Pointer, str]]:
        """Keys that the values of others make required."""
        for error in refusals.errors(self.kind, data):
            if error.validator == "required":
                wanted, there = cast(list[str], error.validator_value), cast(Data, error.instance)
                yield from ((tuple(error.absolute_path), key) for key in wanted if key not in there)

    def object(self, told: Schema, skip: Collection[str] = ()) -> dict[str, Data]:
        """The keys that are required, but for those that are settled."""
        wanted = set(told.get("required", ())) - set(skip)
        required = [key for key in told["properties"] if key in wanted]
        return {key: self.value(schema.resolve(told["properties"][key])) for key in required}

    def value(self, told: Schema) -> Data:
        """A fitting value for a part of a schema, references followed."""
        if "x-relation" in told:
            return self.related(told)
        chosen = [*told.get("examples", ()), told.get("default"), *told.get("enum", ())]
        if any(choice is not None for choice in chosen):
            return next(choice for choice in chosen if choice is not None)
        own = self.keys.get("period") if _is_period(told) else None
        example = own or self.example(told)
        match schema.type_of(told):
            case "object" if "properties" in told:
                return self.object(told)
            case "object":
                return self.map(told, example)
            case "array":
                return self.array(told, example)
            case "string" if told.get("format") == "date" and self.last_day:
                return self.last_day
            case _ if self.is_usable(told, example):
                return example
            case "string":
                return f"{self.year}-01-01" if told.get("format") == "date" else self.mark
            case "boolean":
                return False
            case _:
                return told.get("minimum", 1)

    def is_usable(self, told: Schema, example: Data) -> bool:
        """Whether an example can stand: it fits and is not somebody's already."""
        if example is None or example in self.known.codes or _NUMBERED.search(str(example)):
            return False
        return refusals.fits(told, example)

    def related(self, told: Schema) -> str:
        """An id that exists, the example if it does; else the example all the same."""
        relation, example = told["x-relation"], self.example(told)
        there = self.known.ids.get(relation, ())
        ids = tuple(id for id in there if self.is_fit(told, id)) or there
        if not ids or example in ids:
            kind, pointer = _EXAMPLES_OF[relation]
            return str(example or self.example(schema.at(kind, pointer) or {}))
        chosen = min(ids, key=lambda id: self.used[relation, id])
        self.used[relation, chosen] += 1
        return chosen

    def is_fit(self, told: Schema, person: str) -> bool:
        """Whether somebody's work is what is asked for, and not over before the file's year."""
        wanted = told.get("x-roles")
        held = self.known.roles.get(person, ())
        return wanted is None or any(
            role in wanted and (not until or until > f"{self.year}-01-01") for role, until in held
        )

    def array(self, told: Schema, example: Data) -> list[Data]:
        """One entry to follow; none where it would name what is not there, or an exception."""
        items = schema.resolve(told["items"])
        nothing_there = self.known.ids.get(items.get("x-relation") or _subject(items)) == ()
        if not told.get("minItems") and (nothing_there or _is_exclusion(items)):
            return []
        given = "x-relation" not in items and example is not None
        fitting = given and refusals.fits(items, example)
        return [example if fitting else self.value(items)]

    def map(self, told: Schema, example: Data) -> dict[str, Data]:
        """Free keys: weights for all siblings, numbers for all periods of a year."""
        names = schema.resolve(told["propertyNames"])
        if "x-relation" in names:
            siblings = self.known.siblings.get(names["x-relation"]) or ((self.related(names),),)
            return {id: share for ids in siblings for id, share in _shares(ids)}
        values = example.values() if isinstance(example, dict) else ()
        first = next(iter(values), self.value(schema.resolve(told["additionalProperties"])))
        months = self.known.months.get(self.keys.get("indicator", ""), 3)
        year = Period(self.year, 1, 12)
        return {str(period): first for period in dict.fromkeys((*year.parts(months), year))}

    def example(self, told: Schema) -> Data:
        """The example that the description gives, in the year of the file; None without one."""
        found = _EXAMPLE.search(told.get("description", ""))
        if not found:
            return None
        shift = self.year - EXAMPLE_YEAR
        text = _YEAR.sub(lambda year: str(int(year[0]) + shift), found[1])
        data, faults = read(f"example: {text}", "")
        return text if faults else data["example"]


def _is_period(told: Schema) -> bool:
    """Whether a text of this part is a period: of a file about one period, that one."""
    period = schema.resolve({"$ref": "common.schema.json#/$defs/period"})
    return bool(told.get("pattern") == period["pattern"])


def _subject(told: Schema) -> str:
    """What an entry of a list is about: the relation of the first key that it requires, if any."""
    relations = (
        schema.resolve(told["properties"][key]).get("x-relation", "")
        for key in told.get("required", ())
    )
    return str(next(relations, ""))


def _is_exclusion(told: Schema) -> bool:
    """An entry that needs a reason is the exception, never the rule."""
    return "reason" in told.get("required", ())


def _shares(ids: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """Whole weights that add up to 100, as even as can be."""
    for place, id in enumerate(ids):
        yield id, 100 * (place + 1) // len(ids) - 100 * place // len(ids)


def _ordered(told: Schema, data: Data) -> Data:
    """The keys in the order of the schema."""
    if isinstance(data, list):
        items = schema.resolve(told["items"]) if "items" in told else {}
        return [_ordered(items, item) for item in data]
    if not isinstance(data, dict) or "properties" not in told:
        return data
    declared = told["properties"]
    return {
        key: _ordered(schema.resolve(declared[key]), data[key]) for key in declared if key in data
    }
