"""Who hands a file in, and when: written into it, and left aside where it does not matter.

The file becomes canonical on the way, with a person's comments. Files of kinds that say nothing of
it stay as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from kinerja.content.folder.looking import text_of
from kinerja.content.shape import schema
from kinerja.content.shape.fingerprint import fingerprint
from kinerja.content.text import comments
from kinerja.content.text.write import dump
from kinerja.content.text.yaml import Data, read
from kinerja.findings import UserError

BY, ON = "submitted_by", "submitted_on"


def signed(text: str, kind: str, person: str, day: date, name: str) -> str:
    """A text with the person who hands it in and the day.

    A text that the strict reader refuses is given back as it is: whoever checks will say why.
    Raises UserError that names the file where writing anew would lose something.
    """
    data, faults = read(text, name)
    wanted = {BY: person, ON: day.isoformat()}
    if faults or not isinstance(data, dict) or not says_who(kind):
        return text
    if wanted.items() <= data.items():
        return text
    told = dict(_in_order(data, wanted, list(schema.schemas()[kind]["properties"])))
    made = dump(schema.with_dates(kind, told), comments.comments(text))
    again, faults = read(made, name)
    if faults or again != told or Counter(comments.texts(text)) != Counter(comments.texts(made)):
        raise UserError(
            "{file} tidak dapat diisi {keys} tanpa mengubah isinya. Tulis keduanya sendiri.",
            file=name,
            keys=f"{BY}: {person}, {ON}: {day}",
        )
    return made


def says_who(kind: str) -> bool:
    """Whether files of a kind may say who hands them in."""
    return BY in schema.schemas()[kind].get("properties", {})


def meaning(text: str, kind: str, id: str) -> str:
    """What a text says apart from the day it was handed in, as a fingerprint.

    Empty where the strict reader refuses it.
    """
    data, faults = read(text, "")
    if faults or not isinstance(data, dict):
        return ""
    return fingerprint(kind, id, {key: data[key] for key in data if key != ON})


def people(root: Path) -> dict[str, str]:
    """Names of the people of a content folder by id; none where their file cannot be read."""
    listed = _top(root, "people.yml").get("people")
    told = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    return {str(one["id"]): str(one.get("name", "")) for one in told if "id" in one}


def time_zone(root: Path) -> str:
    """The organisation's time zone, as its file says; empty where it cannot be read."""
    return str(_top(root, "organisation.yml").get("time_zone") or "")


def _top(root: Path, name: str) -> dict[str, Data]:
    try:
        data, faults = read(text_of(root / name), name)
    except (OSError, UnicodeDecodeError):
        return {}
    return data if isinstance(data, dict) and not faults else {}


def _in_order(
    data: dict[str, Data], added: dict[str, str], order: list[str]
) -> Iterator[tuple[str, Data]]:
    """The keys of a file with others among them, where the schema's order would have them."""
    new = [key for key in added if key not in data]
    later = {key: set(order[order.index(key) + 1 :]) for key in new}
    for key, value in data.items():
        for one in [one for one in new if key in later[one]]:
            new.remove(one)
            yield one, added[one]
        yield key, added.get(key, value)
    yield from ((key, added[key]) for key in new)
