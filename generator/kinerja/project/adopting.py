"""Takes ready-made indicators and policies from the catalogue into a content folder.

The catalogue holds the manual; what only the office knows (area, people, code) is drafted as for
any new file. Nothing is replaced, and of several ids all become files or none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from gettext import NullTranslations
from pathlib import Path
from typing import cast

from kinerja import resources
from kinerja.content.authoring.drafting import draft
from kinerja.content.authoring.known import Known, known
from kinerja.content.shape.layout import place_of
from kinerja.content.text.write import dump
from kinerja.content.text.yaml import Data, read
from kinerja.findings import UserError, nearest
from kinerja.messages import mark as _
from kinerja.output import new_file

_BEYOND = 41
"""The catalogue's own codes end with IK-40."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One ready-made file: its kind in the layout, its data, and where it would fit best.

    `area` is the id of the area in which the example's office has it, `example` a baseline and a
    target as somewhere met; of a policy both are empty.
    """

    kind: str
    data: Mapping[str, Data]
    area: str = ""
    example: Mapping[str, Data] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """Its path in a content folder."""
        return place_of(self.kind, {"id": self.data["id"]})


@cache
def entries() -> Mapping[str, Entry]:
    """All that is ready-made by id: indicators, then policies, each in the order of their ids."""
    found: dict[str, Entry] = {}
    for file in sorted(resources.data("catalogue").glob("*.yml")):
        told = _document(file)
        example = told.get("example", {})
        found[file.stem] = Entry("indicator", told["indicator"], told["suggested_area"], example)
    for file in sorted(resources.data("catalogue", "policies").glob("*.yml")):
        found[file.stem] = Entry("policy", _document(file))
    return found


def adopt(root: Path, ids: Iterable[str], translations: NullTranslations) -> tuple[Path, ...]:
    """Write ready-made files into a content folder.

    Args:
        root: The content folder.
        ids: Of the catalogue; one that is named twice is taken once.
        translations: The language of the comments.

    Returns:
        The files that were written, in the order of the ids.

    Raises:
        UserError: An id is unknown, a file is there already or cannot be written; then none is.
    """
    chosen = [entry_of(id) for id in dict.fromkeys(ids)]
    for entry in chosen:
        if (root / entry.place).exists():
            raise UserError("{target} sudah ada, jadi tidak ditulis.", target=root / entry.place)
    there = known(root, {})
    files: dict[Path, str] = {}
    for entry in chosen:
        if entry.kind == "indicator":
            code = _code(entry.data["code"], there)
            there = replace(there, codes=there.codes | {code})
            files[root / entry.place] = _manual(entry, code, there, translations)
        else:
            files[root / entry.place] = dump(entry.data)
    _write(files)
    return tuple(files)


def _manual(entry: Entry, code: str, there: Known, translations: NullTranslations) -> str:
    """The manual as a draft: what the catalogue says is settled, the rest is the office's."""
    areas = there.ids.get("area", ())
    area = entry.area if entry.area in areas else there.areas.get(entry.data["dimension"])
    keys = {"code": code} | ({"area": area} if area else {})
    given = {key: value for key, value in entry.data.items() if key != "code"}
    remark = translations.gettext(
        _("Diambil dari katalog. Periksa isian yang diberi keterangan: kode, area, dan orangnya.")
    )
    return draft("indicator", keys, translations, there, given, [remark])


def _code(wanted: str, there: Known) -> str:
    """The catalogue's code if it is free, else the first free one beyond the catalogue's."""
    codes = (wanted, *(f"IK-{number}" for number in range(_BEYOND, _BEYOND + len(there.codes) + 1)))
    return next(code for code in codes if code not in there.codes)


def entry_of(id: str) -> Entry:
    """The ready-made file of that id; raises `UserError`."""
    if id not in entries():
        raise UserError(
            "{id} tidak ada dalam katalog. Mungkin maksudnya: {nearest}.",
            id=id,
            nearest=nearest(id, entries()),
        )
    return entries()[id]


def _write(files: Mapping[Path, str]) -> None:
    """All files or none: what was written before one failed is taken back."""
    written: list[Path] = []
    try:
        for place, text in files.items():
            new_file(place, text)
            written.append(place)
    except BaseException:
        for place in written:
            place.unlink(missing_ok=True)
        raise


def _document(file: Path) -> Mapping[str, Data]:
    data, _faults = read(file.read_text("utf-8"), file.name)
    return cast(Mapping[str, Data], data)
