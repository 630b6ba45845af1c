"""A content folder → its checked content and the findings on the way, each at its line.

The one door of this floor: `check`. Formulas are checked and compiled on the floor above.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath

import msgspec

from kinerja import cache
from kinerja.codes import has_errors
from kinerja.content.folder import records
from kinerja.content.folder.load import Loaded, Meanwhile, load, wait
from kinerja.content.folder.looking import Seen, folder_name, refused, text_of
from kinerja.content.folder.reading import ROWS
from kinerja.content.meant import misnamed
from kinerja.content.rules import (
    audits,
    compared,
    conditions,
    dates,
    decisions,
    entries,
    mappings,
    overlaps,
    packages,
    practice,
    references,
    rollover,
    series,
    settings,
    targets,
    trajectories,
    unfit,
    versions,
    weights,
    wording,
)
from kinerja.content.shape.layout import told_by_name
from kinerja.content.text.marks import Marks, YAMLError, compose, locate, placed
from kinerja.findings import Finding, Pointer, finding
from kinerja.model.content import Content


@dataclass(frozen=True)
class Checked:
    """What a folder holds: content (None where it cannot be told), its day, and the findings.

    `digests` name the bytes of the files that were read, `fingerprints` what those say that are
    sound, by their places in the folder.
    """

    root: Path
    content: Content | None
    today: date
    findings: tuple[Finding, ...]
    digests: Mapping[str, str]
    fingerprints: Mapping[str, str]

    @property
    def is_sound(self) -> bool:
        """Whether there is content without errors, so that it may be compiled."""
        return self.content is not None and not has_errors(self.findings)


def check(
    root: Path,
    *,
    as_of: date | None = None,
    seen: Seen | None = None,
    meanwhile: Meanwhile = wait,
    copy_of: Path | None = None,
) -> Checked:
    """Read and check a content folder; `as_of` replaces the latest date that content states.

    `seen` is the folder where somebody has just looked at it; `meanwhile` is called if there is
    time, while other processes read; `copy_of` names the folder of which this one is an earlier or
    later state, put aside for a while.
    """
    loaded = load(root, seen, meanwhile, copy_of)
    folder = folder_name(root)
    content = records.content(loaded, folder)
    found = list(loaded.findings)
    if content is None:
        if (organisation := f"{folder}/organisation.yml") not in loaded.broken:
            found.append(finding(organisation, "organisation-missing"))
        return Checked(
            root,
            None,
            as_of or date.min,
            located(root, found),
            loaded.digests,
            loaded.fingerprints,
        )
    found = list(misnamed.answered(found, content))
    today = as_of or records.today(content)
    found += references.findings(loaded, content)
    found += packages.dates(loaded)
    found += _of_rows(root, loaded, copy_of)
    found += settings.findings(content, loaded.broken_ids("calendars"))
    found += entries.findings(content)
    found += mappings.findings(content)
    found += dates.findings(content)
    found += audits.findings(content)
    found += compared.findings(content, loaded.broken_ids("units"))
    found += conditions.findings(content)
    found += decisions.findings(content, loaded.broken_ids("indicators"))
    found += series.findings(content)
    found += targets.findings(content)
    found += trajectories.findings(content, today)
    found += versions.findings(content)
    found += unfit.findings(content)
    found += overlaps.findings(content)
    found += rollover.findings(content)
    found += wording.findings(content, loaded.documents)
    found = _without_what_follows(loaded, found)
    told = {one.code for one in found}
    if not loaded.broken and told.isdisjoint(_GONE):
        found += weights.findings(content, today)
    if not loaded.broken and "people-missing" not in told:  # that says it all
        found += practice.findings(content, today)
        if "path-disagrees" not in told:
            found += mappings.lacking(content)
    return Checked(root, content, today, located(root, found), loaded.digests, loaded.fingerprints)


_GONE = {"reference-unknown", "reference-gone"}
"""What leads nowhere: sums over areas and goals would only tell it again."""

_FOLLOWING = {
    "data-date-far",
    "package-other-register",
    "package-other-unit",
    "plan-date-far",
    "register-missing",
}
"""What is said of packages whose files only lie in the wrong place."""

_MISNAMED = {"file-misnamed", "folder-misnamed"}
"""What is said of files that nobody read because of their names."""


def _without_what_follows(loaded: Loaded, found: list[Finding]) -> list[Finding]:
    """The findings without those that go once files of packages lie where they say they do.

    A register that is not there is told in the first of the files that need it.
    """
    astray = {
        unit
        for kind in (*ROWS, "mapping")
        for told in loaded.of(kind)
        if any(references.astray(told))
        for unit in (told.source.key("unit"), told.data.get("unit"))
    }
    missing = [one for one in found if one.code == "register-missing"]
    first = {one.params: one for one in sorted(missing, key=lambda one: one.file, reverse=True)}
    unread = any(one.code in _MISNAMED and "/packages/" in one.file for one in found)

    def is_of_them(one: Finding) -> bool:
        if one.code == "register-missing" and (unread or first[one.params] != one):
            return True
        place = told_by_name(one.file)
        return place is not None and place[1].get("unit") in astray

    return [one for one in found if one.code not in _FOLLOWING or not is_of_them(one)]


_ROWS = msgspec.msgpack.Decoder(tuple[Finding, ...])


def _of_rows(root: Path, loaded: Loaded, copy_of: Path | None) -> tuple[Finding, ...]:
    """What is found in the rows of packages: known from before where none of their files changed.

    A question to a million rows takes long, and a plan is edited more often than a register.
    """
    read = {
        name: told
        for name, told in loaded.digests.items()
        if (place := told_by_name(name)) and place[0] in ROWS
    }
    slot = f"rows of {(copy_of or root).absolute()}"
    beside = repr(packages.context(loaded)).encode()
    key = cache.digest([cache.program(), *cache.named(read), beside])
    is_whole = not loaded.broken and all(read.values())
    kept = cache.recall(slot, key) if is_whole else None
    if kept is not None:
        return _ROWS.decode(kept[0])
    found = tuple(packages.findings(loaded))
    if is_whole and copy_of is None:
        cache.keep(slot, key, msgspec.msgpack.encode(found))
    return found


def located(root: Path, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings with line and column, in order; each file is read again once for its marks."""
    by_file: dict[str, list[Finding]] = {}
    for found in _at_both(root, findings):
        by_file.setdefault(found.file, []).append(found)
    told: list[Finding] = []
    for file, group in by_file.items():
        if all(found.line for found in group):
            told += group
            continue
        node = _nodes(root, file)
        told += (placed(node, found) for found in group)
    return tuple(sorted(set(told), key=lambda found: found.order))


def _at_both(root: Path, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those that are about two places at either, naming the other."""
    told = list(findings)
    pairs = [(one, ((one.file, one.pointer), one.also)) for one in told if one.also]
    wanted: dict[str, list[Pointer]] = {}
    for file, pointer in {place for _one, places in pairs for place in places}:
        wanted.setdefault(file, []).append(pointer)
    place_of = {
        (file, pointer): f"{file}:{line}"
        for file, pointers in wanted.items()
        for pointer, line in zip(pointers, lines(root, file, pointers), strict=True)
    }
    yield from (one for one in told if not one.also)
    for one, (here, there) in pairs:
        for (file, pointer), other in ((here, there), (there, here)):
            params = tuple(sorted((*one.params, ("also", place_of[other]))))
            yield replace(one, file=file, pointer=pointer, params=params, also=None)


def lines(root: Path, file: str, pointers: Iterable[Pointer]) -> list[int]:
    """The lines on which values of a file stand, from 1; the file is read once."""
    node = _nodes(root, file)
    return [locate(node, pointer, at_key=False)[0] for pointer in pointers]


def _nodes(root: Path, file: str) -> Marks | None:
    """The marks of a file; None where it was not read, for what was refused stays closed."""
    path = root / PurePosixPath(file).relative_to(folder_name(root))
    if refused(path, root.resolve()):
        return None
    try:
        return compose(text_of(path))
    except (OSError, UnicodeDecodeError, YAMLError, RecursionError):  # told by the reader already
        return None
