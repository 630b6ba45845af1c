"""What a drafted file says of its keys: their descriptions as comments, and marks on numbers."""

from __future__ import annotations

import textwrap
from gettext import NullTranslations

from kinerja.content.shape import schema
from kinerja.content.shape.schema import Schema
from kinerja.content.shape.unfinished import UNFINISHED
from kinerja.content.text.write import Comments
from kinerja.content.text.yaml import Data
from kinerja.messages import mark as _

_WIDTH = 92


def remarks_on(told: Schema, data: Data, translations: NullTranslations) -> Comments:
    """The description of every key over it; of a list over the keys of its first entry."""
    inside: dict[str | int, Comments] = {}
    if isinstance(data, list) and data:
        entry = remarks_on(schema.resolve(told["items"]), data[0], translations)
        inside[0] = _over_hyphen(entry, data[0])
    elif isinstance(data, dict) and "properties" in told and set(data) != {"id", "en"}:
        for key, value in data.items():
            part = schema.resolve(told["properties"][key])
            own = remarks_on(part, value, translations)
            above = lines(description(part, translations))
            inside[key] = Comments(above=above, beside=own.beside, inside=own.inside)
    elif isinstance(data, dict) and told.get("additionalProperties"):
        part = schema.resolve(told["additionalProperties"])
        # Numbers that go by ids are shares and add up already; others are examples.
        if "x-relation" not in schema.resolve(told["propertyNames"]):
            inside |= {key: remarks_on(part, value, translations) for key, value in data.items()}
    elif _is_guessed(told):
        return Comments(beside=f"# {translations.gettext(UNFINISHED)}")
    return Comments(inside=_told(inside))


def _is_guessed(told: Schema) -> bool:
    """Whether a draft can only give an example: a number, a day, somebody's name, a judgement."""
    return "default" not in told and (
        "x-unit" in told
        or told.get("x-guess") is True
        or schema.type_of(told) == "number"
        or told.get("format") == "date"
        or told.get("x-relation") == "person"
    )


def _told(inside: dict[str | int, Comments]) -> dict[str | int, Comments]:
    """Without the values that nothing is said of, which may so stay on one line."""
    return {key: one for key, one in inside.items() if one != Comments()}


def _over_hyphen(entry: Comments, data: Data) -> Comments:
    """The first key of an entry shares its line with the hyphen: its comment is the entry's."""
    if not isinstance(data, dict):
        return entry
    first = next(iter(data)) if data else ""
    own = entry.inside.get(first, Comments())
    inner: dict[str | int, Comments] = {first: Comments(beside=own.beside, inside=own.inside)}
    rest = {key: one for key, one in entry.inside.items() if key != first}
    return Comments(above=own.above, inside=_told(inner) | rest)


def description(told: Schema, translations: NullTranslations) -> str:
    """What a schema says of a key, and its choices where it has some."""
    text = translations.gettext(str(told["description"]))
    if "enum" not in told:
        return text
    pairs = zip(told["enum"], told["enumDescriptions"], strict=True)
    choices = ", ".join(f"{code} ({translations.gettext(label)})" for code, label in pairs)
    told_choices = translations.gettext(_("Pilihan: {choices}.")).format(choices=choices)
    return f"{text} {told_choices}"


def lines(text: str) -> list[str]:
    """A text as lines of comment."""
    wrapped = textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
    return [f"# {line}" for line in wrapped]
