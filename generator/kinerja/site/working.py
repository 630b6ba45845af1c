"""A worked calculation in words: the steps that `explain` prints and an indicator's page shows.

What was calculated is `achievement.retracing.explanation`'s; how the steps are laid out is the
printer's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from kinerja.achievement.measuring.observations import ACTIONS
from kinerja.achievement.retracing.explanation import Portion, Sides, Tally, Weighed, Worked
from kinerja.achievement.terms.signs import signs
from kinerja.model.content import Content
from kinerja.model.manual import divisor
from kinerja.model.records import Indicator
from kinerja.site import formats
from kinerja.site.language import Language
from kinerja.site.words import code, column_title, edge, fact, left_out, reason, say, state

_SHOWN = 12
"""Ids of packages on a line; `--format json` has them all."""

Lines = Iterator[str]


class Named(NamedTuple):
    """The packages behind a figure by their names: on which side they stand, and their facts."""

    sides: Sides
    each: Sequence[Weighed]


class Section(NamedTuple):
    """A step of the calculation: what it is called, and its lines."""

    title: str
    lines: tuple[str, ...]


def head(language: Language, content: Content, worked: Worked) -> tuple[str, ...]:
    """What the figure is about, and what it is."""
    return tuple(_head(language, content, worked))


def sections(
    language: Language,
    content: Content,
    worked: Worked,
    packages: Tally | None,
    named: Named | None,
) -> tuple[Section, ...]:
    """The steps from the formula to the status; those that have nothing to say are left out.

    `packages` are those behind the figure (None for direct values). Unless they are `named`, their
    facts and the SQL are left out, too.
    """
    _ = language.translations.gettext
    over_actions = worked.indicator.source.kind == ACTIONS
    rows = _("Aksi yang dihitung") if over_actions else _("Paket yang dihitung")
    steps = (
        (_("Rumus"), _formula(language, worked.indicator, with_sql=named is not None)),
        (rows, _packages(language, worked.indicator, packages, named) if packages else ()),
        (_("Faktanya, yang terjauh lebih dulu"), _facts(language, worked, named) if named else ()),
        (_("Realisasi"), _realization(language, content, worked)),
        (_("Target"), _target(language, worked)),
        (_("Capaian"), _achievement(language, content, worked)),
    )
    told = (Section(title, tuple(lines)) for title, lines in steps)
    return tuple(section for section in told if section.lines)


def _head(language: Language, content: Content, worked: Worked) -> Lines:
    _ = language.translations.gettext
    row = worked.row
    scope = content.units[worked.unit].name if worked.unit else content.organisation.name
    when = formats.period(language, worked.period)
    if row.basis == "to_date":
        when = _("Sejak Januari sampai %(period)s") % {"period": when}
    yield f"{say(language, worked.indicator.name)} ({worked.indicator.code})"
    yield f"{when} · {say(language, scope)}"
    if row.published is not None:
        status = _status(language, content, worked)
        yield _("Capaian: %(value)s — %(status)s") % {
            "value": formats.number(language, row.published),
            "status": status,
        }
    else:
        yield _missing(language, row.state, row.reason)


def _formula(language: Language, indicator: Indicator, *, with_sql: bool) -> Lines:
    _ = language.translations.gettext
    told = indicator.formula
    version = _("versi %(version)s") % {"version": told.version}
    yield f"{say(language, told.words)} ({version})"
    if not with_sql:
        return
    held = code(
        language, "indicator", "formula.anchor.mode", told.anchor.mode if told.anchor else None
    )
    below = told.denominator if isinstance(told.denominator, str) else divisor(indicator)
    yield from _named(
        (_("Cakupan"), told.scope),
        (
            _("Jangkar waktu"),
            ": ".join(filter(None, (held, told.anchor.date))) if told.anchor else None,
        ),
        (_("Pembilang"), told.numerator),
        (_("Penyebut"), below),
        (_("Pengukuran"), told.measurement),
    )


def _packages(
    language: Language, indicator: Indicator, packages: Tally, named: Named | None
) -> Lines:
    _ = language.translations.gettext
    ids = named.sides if named else Sides((), (), ())
    yield _listed(language, _("Dalam pembilang"), packages.counted, ids.counted)
    if isinstance(indicator.formula.denominator, str):
        yield _listed(language, _("Dalam penyebut"), packages.in_denominator, ids.in_denominator)
    yield _listed(language, _("Tidak ikut"), sum(packages.excluded.values()))
    for why, count in sorted(packages.excluded.items(), key=lambda one: (-one[1], one[0])):
        left = [id for id, told in ids.excluded if told == why]
        yield "– " + _listed(language, left_out(language, why), count, left)


def _facts(language: Language, worked: Worked, named: Named) -> Lines:
    """What is known of each package, and what it alone would give."""
    _ = language.translations.gettext
    indicator = worked.indicator
    for one in named.each[:_SHOWN]:
        told = ", ".join(
            f"{column_title(language, name)} {fact(language, name, value)}"
            for name, value in one.facts.items()
        )
        value = ""
        if one.value is not None:
            value = formats.figure(language, one.value, indicator.unit, indicator.precision)
        yield " ".join(filter(None, (f"{one.package}:", value, f"({told})" if told else "")))
    if len(named.each) > _SHOWN:
        rest = formats.number(language, len(named.each) - _SHOWN, 0)
        yield _("dan %(count)s lagi; semuanya dengan --format json") % {"count": rest}


def _listed(language: Language, name: str, count: int, ids: Sequence[str] = ()) -> str:
    _ = language.translations.gettext
    shown = ", ".join(ids[:_SHOWN])
    if len(ids) > _SHOWN:
        rest = formats.number(language, len(ids) - _SHOWN, 0)
        shown += ", " + _("dan %(count)s lagi") % {"count": rest}
    return f"{name}: {formats.number(language, count, 0)}" + (f" ({shown})" if shown else "")


def _realization(language: Language, content: Content, worked: Worked) -> Lines:
    _ = language.translations.gettext
    indicator, row = worked.indicator, worked.row
    if not worked.portions:
        return
    several = len(worked.portions) > 1
    for portion in worked.portions:
        if several:
            name = formats.period(language, portion.period)
            yield _of_portion(language, indicator, portion, name)
        if any(one.enters for one in portion.units):
            for one in portion.units:
                name = say(language, content.units[one.unit or ""].name)
                yield "– " + _of_portion(language, indicator, one, name)
            told = code(language, "indicator", "unit_consolidation", indicator.unit_consolidation)
            yield "– " + _("Konsolidasi unit: %(way)s") % {"way": told.lower()}
    if several:
        told = code(language, "indicator", "period_consolidation", indicator.period_consolidation)
        yield _("Konsolidasi periode: %(way)s") % {"way": told.lower()}
    if worked.age:
        yield _("Nilai terakhir dinyatakan %(age)s bagian sebelum bagian terakhir.") % {
            "age": worked.age
        }
    result = _divided(language, indicator, row.numerator, row.denominator, row.realization)
    together = several or any(portion.units for portion in worked.portions)
    if result and together and " = " not in result:
        result = f"= {result}"
    yield result or _missing(language, row.state, row.reason)
    if row.coverage is not None:
        share = f"{formats.number(language, row.coverage, 2)}%"
        yield _("Cakupan data: %(share)s") % {"share": share}


def _of_portion(language: Language, indicator: Indicator, portion: Portion, name: str) -> str:
    _ = language.translations.gettext
    told = portion.realized
    value = _divided(language, indicator, told.numerator, told.denominator, told.value)
    line = f"{name}: {value or _missing(language, told.state, told.reason)}"
    if value and indicator.unit_consolidation == "weighted" and told.weight is not None:
        weight = formats.natural(language, told.weight)
        line += " · " + _("bobot %(weight)s") % {"weight": weight}
    if value and not portion.enters:
        line += " · " + _("tidak dipakai")
    return line


def _divided(
    language: Language,
    indicator: Indicator,
    numerator: Decimal | int | None,
    denominator: Decimal | int | None,
    value: Decimal | None,
) -> str:
    """A realization as it was divided: `47 ÷ 50 × 100 = 94,00%`; empty without a value."""
    if value is None:
        return ""
    result = formats.figure(language, value, indicator.unit, indicator.precision)
    if numerator is None or denominator is None:
        return result
    above, below = formats.natural(language, numerator), formats.natural(language, denominator)
    if indicator.formula.kind == "difference":
        return f"{above} − {below} = {result}"
    hundred = indicator.unit == "percent" and indicator.formula.kind != "mean"
    return f"{above} ÷ {below}{' × 100' if hundred else ''} = {result}"


def _target(language: Language, worked: Worked) -> Lines:
    _ = language.translations.gettext
    indicator = worked.indicator
    for one in worked.targets:
        whose = _("target unit sendiri") if one.unit else ""
        value = formats.target(language, one.value, indicator.unit)
        told = _("%(value)s, ditulis untuk %(period)s, versi %(version)s") % {
            "value": value,
            "period": formats.period(language, one.period),
            "version": one.version,
        }
        yield ", ".join(filter(None, (told, whose)))
    if len(worked.targets) > 1:
        total = formats.target(language, worked.row.target, indicator.unit)
        yield _("Jumlah: %(value)s") % {"value": total}


def _achievement(language: Language, content: Content, worked: Worked) -> Lines:
    _ = language.translations.gettext
    row, version = worked.row, worked.version
    if row.published is None or row.realization is None or row.target is None:
        return
    raw = formats.number(language, row.achievement_raw, 4)
    told = signs(row.realization, row.target, worked.aim, version)
    if isinstance(told, str):
        shown = edge(language, told)
    else:
        shown = told.text.format(
            r=formats.natural(language, row.realization),
            t=formats.natural(language, told.against),
        )
    yield f"{shown} = {raw}"
    limits = [
        formats.natural(language, bound) if bound is not None else _("tidak dipakai")
        for bound in (version.floor, version.cap)
    ]
    policy = say(language, content.policies[worked.policy].name)
    yield _(
        "Batas bawah %(floor)s, atas %(cap)s: %(value)s (aturan %(policy)s, versi %(version)s)"
    ) % {
        "floor": limits[0],
        "cap": limits[1],
        "value": formats.number(language, row.achievement, 4),
        "policy": policy,
        "version": version.version,
    }
    scheme = say(language, content.policies[worked.scheme].name)
    yield _("Diterbitkan: %(value)s — %(status)s (skema %(scheme)s)") % {
        "value": formats.number(language, row.published),
        "status": _status(language, content, worked),
        "scheme": scheme,
    }


def _status(language: Language, content: Content, worked: Worked) -> str:
    bands = content.policies[worked.scheme].bands
    for band in bands:
        if band.status == worked.row.status:
            return say(language, band.name)
        if band.year_end is not None and band.year_end.status == worked.row.status:
            return say(language, band.year_end.name)
    return worked.row.status


def _missing(language: Language, told: str, why: str) -> str:
    because = reason(language, why)
    return state(language, told) + (f" ({because})" if because else "")


def _named(*pairs: tuple[str, str | None]) -> Lines:
    width = max(len(name) for name, _value in pairs)
    yield from (f"{name:{width}}  {value}" for name, value in pairs if value)
