"""Approvals in words: what an object is called, who approved it and when, whom it waits for.

What each page shows of them is the views'; states and records are `ledger`'s.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from kinerja.content.shape.objects import keys_of_object, kind_of, slug
from kinerja.ledger.holders import UNKNOWN, day_of, moment, person_of
from kinerja.ledger.standing import Standing
from kinerja.messages import mark as _
from kinerja.model.content import Content
from kinerja.model.records import Approval, Area, Goal, Indicator, Policy, Unit
from kinerja.periods import Period
from kinerja.site import formats
from kinerja.site.language import Language
from kinerja.site.words import Said, Text, code

PATH = "approvals/"
LASTING = "lasting"
"""The page of objects that belong to no year: goals, areas, indicators, people."""

OBJECTS = {
    "organisation": _("Berkas organisasi"),
    "people": _("Daftar orang dan jabatan"),
    "approval-policy": _("Aturan persetujuan"),
    "unit": _("Unit kerja %(name)s"),
    "goal": _("Tujuan %(name)s"),
    "area": _("Area %(name)s"),
    "indicator": _("Manual indikator %(name)s"),
    "target": _("Target %(name)s tahun %(year)s"),
    "weights": _("Bobot tahun %(year)s"),
    "action-plan": _("Rencana aksi %(name)s tahun %(year)s"),
    "register": _("Daftar paket %(name)s tahun %(year)s"),
    "mapping": _("Pemetaan area %(name)s tahun %(year)s"),
    "realization": _("Realisasi %(name)s, %(period)s"),
    "measurement": _("Pengukuran %(name)s, %(period)s"),
    "policy": _("Kebijakan %(name)s"),
    "calendar": _("Kalender tahun %(year)s"),
    "audit": _("Hasil audit %(period)s"),
    "decision": _("Keputusan %(period)s"),
    "report": _("Laporan %(period)s, keadaan ke-%(number)s"),
}
"""Each kind of object in words."""


def called(content: Content, name: str) -> Said:
    """What an object is called: `Realisasi Biro Umum, Triwulan II 2026`."""
    kind, keys = kind_of(name), keys_of_object(name)
    named: Mapping[str, Mapping[str, Unit | Goal | Area | Indicator | Policy]] = {
        "unit": content.units,
        "goal": content.goals,
        "area": content.areas,
        "indicator": content.indicators,
        "policy": content.policies,
    }
    whose = "indicator" if "indicator" in keys else "unit" if "unit" in keys else kind
    id = keys.get(whose) or keys.get("source") or keys.get("id", "")
    found = named.get(whose, {}).get(id)
    period = keys.get("period")
    said: dict[str, object] = {
        "name": found.name if found else id,
        "year": keys.get("year", ""),
        "period": Period.parse(period) if period else "",
        "number": keys.get("state", ""),
    }
    template = OBJECTS.get(kind)
    return Text(template, said) if template else name


def year_of(name: str) -> str:
    """The year that an object belongs to; empty where it belongs to none."""
    keys = keys_of_object(name)
    return keys.get("year") or keys.get("period", "")[:4]


def history(name: str) -> str:
    """The address of an object's history."""
    return f"{PATH}{year_of(name) or LASTING}/#{slug(name)}"


def name_of(content: Content, told: str) -> str:
    """The name of somebody by their id or their account; what is told where nobody has it."""
    person = content.person.get(told) or person_of(content.people, told)
    return person.name if person else told.removeprefix(UNKNOWN)


def approvals(standing: Standing) -> tuple[Approval, ...]:
    """The approvals of an object as it is now, each person's newest word only, in their order."""
    newest = {record.by.person: record for record in on_this_state(standing)}
    return tuple(record for record in newest.values() if record.decision == "approved")


def on_this_state(standing: Standing) -> list[Approval]:
    """What was decided on an object as it is now, in order of time."""
    return sorted(standing.said, key=lambda record: moment(record.decided_at))


def requests(standing: Standing) -> tuple[Approval, ...]:
    """The requests for changes to an object as it is now that still stand, by person."""
    newest = {record.by.person: record for record in on_this_state(standing)}
    return tuple(record for record in newest.values() if record.decision == "needs_revision")


def decided_on(content: Content, record: Approval) -> date:
    """The day of the office on which something was decided."""
    return day_of(moment(record.decided_at), content.organisation.time_zone)


def role(language: Language, held: str, capacity: str = "definitive") -> str:
    """A role with the capacity in which it is held: `Plt. Kepala UKPBJ`."""
    said = code(language, "approval", "by.role", held)
    if capacity == "definitive":
        return said
    return f"{code(language, 'approval', 'by.capacity', capacity)} {said}"


def waits_for(
    language: Language, missing: Iterable[Sequence[str]], *, in_order: bool = False
) -> str:
    """The roles still to approve: `Kepala UKPBJ dan Pimpinan`, `Pimpinan atau Auditor (2 orang)`.

    Where one of several will do, a semicolon stands between them; of those that approve in turn
    each follows the one before: `Kepala UKPBJ, lalu Pimpinan`.
    """
    gettext = language.translations.gettext
    either = gettext(_("atau"))
    told = [f" {either} ".join(role(language, one) for one in roles) for roles in missing]
    several = gettext(_("%(roles)s (%(count)s orang)"))
    said = [
        several % {"roles": roles, "count": count} if count > 1 else roles
        for roles, count in Counter(told).items()
    ]
    if in_order:
        return gettext(_(", lalu ")).join(said)
    has_choice = any(f" {either} " in roles for roles in said)
    return "; ".join(said) if has_choice else listed(language, said)


def awaited(language: Language, told: Standing) -> str:
    """The roles whose approval an object waits for, in their order where that counts."""
    in_order = told.rule is not None and told.rule.in_order
    return waits_for(language, told.missing, in_order=in_order)


def signed(language: Language, content: Content, records: Iterable[Approval]) -> str:
    """Who decided and when: `Lukman A. (Pimpinan), 14 April 2026`; empty where nobody did.

    Minutes are always named: their signatories never clicked anything.
    """
    told = tuple(records)
    if not told:
        return ""
    gettext = language.translations.gettext
    named = [f"{one.by.name} ({role(language, one.by.role, one.by.capacity)})" for one in told]
    people = listed(language, named)
    day = formats.day(language, max(decided_on(content, one) for one in told))
    minutes = {str(one.source.number): None for one in told if one.source.kind == "minutes"}
    if not minutes:
        return gettext(_("%(people)s, %(day)s")) % {"people": people, "day": day}
    return gettext(_("%(people)s, %(day)s, menurut berita acara %(number)s")) % {
        "people": people, "day": day, "number": ", ".join(minutes),
    }  # fmt: skip


def listed(language: Language, names: Sequence[str]) -> str:
    """Names as a list: `A, B dan C`."""
    if len(names) < 2:
        return "".join(names)
    return language.translations.gettext(_("%(names)s dan %(last)s")) % {
        "names": ", ".join(names[:-1]), "last": names[-1],
    }  # fmt: skip
