"""Rules of frozen areas and of the selectors they come from (SOP step 10)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from kinerja.content.rules.entries import each_once
from kinerja.findings import Finding, Pointer, finding, whole
from kinerja.model.content import Content


def findings(content: Content) -> Iterator[Finding]:
    """Packages where they do not belong, or counted and left out at once."""
    yield from _mappings(content)
    yield from _selectors(content)


def lacking(content: Content) -> Iterator[Finding]:
    """What has not been frozen though it is elsewhere: there all packages of the unit count.

    Until most units are mapped, the step is still being done.
    """
    frozen: dict[int, set[str]] = {}
    for (_, year), mapping in content.mappings.items():
        frozen.setdefault(year, set()).update(told.area for told in mapping.areas)
    mapped = Counter(year for _, year in content.mappings)
    registered = Counter(year for _, year in content.registers)
    for unit, year in content.registers:
        if mapped[year] * 2 <= registered[year]:
            continue
        if (mine := content.mappings.get((unit, year))) is None:
            file, place = content.file(f"packages/{unit}/{year}.yml"), f"mapping/{unit}/{year}.yml"
            yield whole(finding(file, "mapping-missing", unit=unit, year=year, expected=place))
        elif others := frozen[year] - {told.area for told in mine.areas}:
            yield finding(
                content.file(f"mapping/{unit}/{year}.yml"), "mapping-without-area", ("areas",),
                at_key=True, value=", ".join(sorted(others)), year=year,
            )  # fmt: skip


def _mappings(content: Content) -> Iterator[Finding]:
    """A mapping freezes packages of its own unit and year, each counted or excluded, not both."""
    own: dict[tuple[str, int], set[str]] = {}
    columns = (content.packages[name].to_pylist() for name in ("unit", "fiscal_year", "package_id"))
    for unit, year, package in zip(*columns, strict=True):
        own.setdefault((unit, year), set()).add(package)
    known = set().union(*own.values())
    for (unit, year), mapping in content.mappings.items():
        file = content.file(f"mapping/{unit}/{year}.yml")
        yield from each_once(file, ("areas",), [told.area for told in mapping.areas], "area")
        mine = own.get((unit, year), set())
        for place, area in enumerate(mapping.areas):
            for number, package in enumerate(area.packages):
                pointer: Pointer = ("areas", place, "packages", number)
                if package in known and package not in mine:
                    yield finding(file, "package-other-register", pointer, value=package)
            out = [excluded.package for excluded in area.excluded]
            yield from _left_out(file, ("areas", place, "excluded"), out, area.packages)


def _selectors(content: Content) -> Iterator[Finding]:
    """A selector takes a package in any case or in none, not both."""
    for area in content.areas.values():
        if told := area.selector:
            file, out = content.file(f"areas/{area.id}.yml"), [one.package for one in told.exclude]
            yield from _left_out(file, ("selector", "exclude"), out, told.include)


def _left_out(
    file: str, pointer: Pointer, out: Sequence[str], counted: Sequence[str]
) -> Iterator[Finding]:
    """Packages that are left out twice, or in spite of being counted."""
    yield from each_once(file, pointer, out, "package")
    held = set(counted)
    for number, package in enumerate(out):
        if package in held:
            place = (*pointer, number, "package")
            yield finding(file, "package-counted-excluded", place, value=package)
