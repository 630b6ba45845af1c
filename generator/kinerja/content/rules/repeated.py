"""What is said of a thing that stands twice where it may stand once."""

from __future__ import annotations

from kinerja.content.shape import schema
from kinerja.content.shape.layout import told_by_name
from kinerja.findings import Finding, Pointer, finding


def repeated(file: str, pointer: Pointer, value: object, also: tuple[str, Pointer]) -> Finding:
    """The finding at the second one, called as its key is called; `also` is the first."""
    return finding(
        file, "id-repeated", pointer, value=value, title=_title(file, pointer), also=also
    )


def _title(file: str, pointer: Pointer) -> str:
    """The title of a key of a file; an item of a list is called as the list is."""
    place = told_by_name(file)
    while pointer and isinstance(pointer[-1], int):
        pointer = pointer[:-1]
    told = schema.at(place[0], pointer) if place else None
    return str((told or {}).get("title", ""))
