"""The register of packages: a summary, and a page for each unit and fiscal year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kinerja.achievement.measuring.stage import STAGES
from kinerja.model.records import Register, Unit
from kinerja.periods import Period
from kinerja.site.report import Report
from kinerja.site.views.view import SECTIONS, View, ready
from kinerja.site.words import words

Package = Mapping[str, Any]
"""The facts of a package by column, with its `stage`."""


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """One register: its packages with what is known of them as of the period's end."""

    unit: Unit
    year: int
    register: Register
    period: Period
    packages: tuple[Package, ...]
    stages: Mapping[str, int]

    @property
    def path(self) -> str:
        """The page's address."""
        return f"packages/{self.unit.id}/{self.year}/"

    @property
    def count(self) -> int:
        """How many packages there are."""
        return len(self.packages)

    @property
    def budget(self) -> int:
        """The ceiling of all packages, in rupiah."""
        return sum(package["budget_amount"] for package in self.packages)

    @property
    def contracted(self) -> int:
        """The contract value of all packages, in rupiah."""
        return sum(package["contract_amount"] or 0 for package in self.packages)


def views(told: Report) -> Iterator[View]:
    """The summary, then each register."""
    registers = tuple(_registers(told))
    yield View(
        path="packages/",
        template="packages.html",
        title=words("Register paket"),
        description=words("Paket pengadaan setiap unit kerja dan tahun anggaran."),
        nav=(SECTIONS["packages"],),
        data=ready(registers),
    )
    for page in registers:
        yield View(
            path=page.path,
            template="register.html",
            title=words("Paket %(unit)s %(year)s", unit=page.unit.name, year=str(page.year)),
            description=words("Rencana dan keadaan setiap paket pada akhir %(period)s.",
                              period=page.period),
            nav=(SECTIONS["packages"],),
            data=ready(page),
            places=tuple((one["package_id"], _found(one)) for one in page.packages),
        )  # fmt: skip


def _found(package: Package) -> str:
    """How search calls a package; signs beside the id would keep it from being found by it."""
    return f"{package['title']} · {package['package_id']}"


def _registers(told: Report) -> Iterator[RegisterPage]:
    by_register: dict[tuple[str, int], list[Package]] = {}
    for package in told.packages:
        by_register.setdefault((package["unit"], package["fiscal_year"]), []).append(package)
    registers = told.content.registers
    for unit, year in sorted(registers, key=lambda key: (-key[1], key[0])):
        packages = tuple(by_register.get((unit, year), ()))
        counted = Counter(package["stage"] for package in packages)
        stages = {stage: counted[stage] for stage in STAGES if counted[stage]}
        yield RegisterPage(
            told.content.units[unit], year, registers[unit, year], told.current, packages, stages
        )
