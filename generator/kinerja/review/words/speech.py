"""Words for what a difference is about: indicators with their codes, periods, values, objects.

Names of content are made harmless here, so that sentences can be put together anywhere; what is
said of a difference is `telling`'s.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kinerja.achievement.terms.score import Target
from kinerja.achievement.terms.table import Row
from kinerja.compare.difference import Difference
from kinerja.compare.naming import Names
from kinerja.messages import mark as _
from kinerja.model.records import Bilingual
from kinerja.review.words.escaping import shown
from kinerja.site import formats
from kinerja.site.approvals import OBJECTS
from kinerja.site.language import Language
from kinerja.site.words import say, state

_COMMIT_SHOWN, _LISTED = 7, 5


@dataclass(frozen=True)
class Speech:
    """A language, and the names of one difference."""

    language: Language
    names: Names

    def __call__(self, template: str, **params: object) -> str:
        """A sentence of the catalogues with its parameters; names among them are harmless."""
        return self.language.translations.gettext(template) % params

    def count(self, number: int) -> str:
        """A whole number."""
        return formats.number(self.language, number, 0)

    def listed(self, names: Sequence[str], most: int = _LISTED) -> str:
        """Names as a list, of many the first and how many more."""
        said = ", ".join(names[:most])
        if len(names) <= most:
            return said
        rest = self.count(len(names) - most)
        return self(_("%(names)s, dan %(count)s lagi"), names=said, count=rest)

    def name(self, told: Bilingual | None, id: str) -> str:
        """A name in the language, else the id."""
        return shown(say(self.language, told)) if told else shown(id)

    def indicator(self, id: str) -> str:
        """`IK-07 Kontrak selesai tepat waktu`."""
        manual = self.names.indicators.get(id)
        return f"{shown(manual.code)} {self.name(manual.name, id)}" if manual else shown(id)

    def node(self, row: Row) -> str:
        """What a row of the table is about."""
        match row.level:
            case "indicator":
                return self.indicator(row.node)
            case "area":
                return self(
                    _("Area %(name)s"), name=self.name(self.names.areas.get(row.node), row.node)
                )
            case "goal":
                goal = self.names.goals.get(row.node)
                return self(_("Tujuan %(name)s"), name=self.name(goal, row.node))
            case _:
                return self(_("Nilai total"))

    def related(self, relation: str, id: str) -> str:
        """What an id names that a schema's `x-relation` tells; the id where nobody knows."""
        names = self.names
        match relation:
            case "indicator":
                return self.indicator(id)
            case "person":
                return shown(names.people.get(id, id))
        known: Mapping[str, Mapping[str, Bilingual]] = {
            "area": names.areas, "goal": names.goals, "unit": names.units,
            "policy": names.policies, "position": names.positions,
        }  # fmt: skip
        return self.name(known.get(relation, {}).get(id), id)

    def unit(self, id: str) -> str:
        """The name of a work unit."""
        return self.name(self.names.units.get(id), id)

    def scope(self, row: Row) -> str:
        """The organisation or the work unit of a row."""
        if row.scope_type == "unit":
            return self.unit(row.scope)
        return self.name(self.names.organisation, row.scope)

    def period(self, told: str) -> str:
        """A period in words."""
        return formats.period(self.language, told)

    def when(self, row: Row) -> str:
        """The days of a row: the period, or from January to its end."""
        told = self.period(row.period)
        if row.basis == "period":
            return told
        return self(_("Januari s.d. akhir %(period)s"), period=told)

    def value(self, indicator: str, value: Decimal | None) -> str:
        """A realization with its unit and the decimals of its manual."""
        manual = self.names.indicators.get(indicator)
        if manual is None:
            return formats.natural(self.language, value)
        return formats.figure(self.language, value, manual.unit, manual.precision)

    def target(self, indicator: str, value: Target | None) -> str:
        """A target or a range with its unit."""
        manual = self.names.indicators.get(indicator)
        return formats.target(self.language, value, manual.unit if manual else "")

    def figure(self, row: Row | None) -> str:
        """An indicator's realization, a roll-up's score, or why there is none."""
        if row is None:
            return formats.NO_VALUE
        if row.level == "indicator" and row.realization is not None:
            return self.value(row.node, row.realization)
        if row.published is not None:
            return formats.number(self.language, row.published)
        return state(self.language, row.state)

    def status(self, row: Row | None) -> str:
        """The status of a row in words, else why there is none."""
        if row is None:
            return self(_("Belum ada"))
        if row.status:
            return self.name(self.names.statuses.get(row.status), row.status)
        if row.realization is not None and row.state == "not_targeted":
            return self(_("Tanpa target"))
        return state(self.language, row.state)

    def object(self, name: str) -> str:
        """An object in words: `Realisasi Biro Umum, Triwulan II 2026`."""
        kind, _slash, id = name.partition("/")
        first, _slash, second = id.partition("/")
        template = OBJECTS.get(kind)
        if template is None:
            return shown(name)
        said: Mapping[str, object] = {}
        match kind:
            case "indicator":
                said = {"name": self.indicator(id)}
            case "target" | "action-plan":
                said = {"name": self.indicator(second), "year": first}
            case "realization":
                said = {"name": self.unit(first), "period": self.period(second)}
            case "register" | "mapping":
                said = {"name": self.unit(first), "year": second}
            case "measurement":
                said = {"name": shown(second), "period": self.period(first)}
            case "report":
                said = {"period": self.period(first), "number": second}
            case "decision" | "audit":
                said = {"period": self.period(id)}
            case "weights" | "calendar":
                said = {"year": id}
            case _:
                known = {
                    "unit": self.names.units,
                    "area": self.names.areas,
                    "goal": self.names.goals,
                    "policy": self.names.policies,
                }.get(kind, {})
                said = {"name": self.name(known.get(id), id)}
        return self(template, **said)

    def revision(self, commit: str) -> str:
        """The short name of a commit; of the working tree its own words."""
        return commit[:_COMMIT_SHOWN] or self(_("isi di folder kerja"))


def speech(language: Language, difference: Difference) -> Speech:
    """The words for a difference in a language."""
    return Speech(language, difference.names)
