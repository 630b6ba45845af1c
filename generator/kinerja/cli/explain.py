"""`kinerja explain`: a figure as a worked calculation.

The calculation is `achievement.retracing.explanation`'s, its words are `site.working`'s; here are
the names that the command line may say wrongly, and the form for programs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

import click
import msgspec

from kinerja.cli.check import computed, language, refuse, sealed
from kinerja.cli.named import reported_period
from kinerja.cli.options import Settings, common, printable, settings, tell, words
from kinerja.findings import UserError, nearest
from kinerja.messages import SOURCE_LANGUAGE
from kinerja.messages import mark as _
from kinerja.numbers import plain
from kinerja.periods import MONTHS

if TYPE_CHECKING:
    from kinerja.achievement.compiling import Compiled
    from kinerja.achievement.retracing.explanation import Portion, Sides, Weighed, Worked
    from kinerja.achievement.terms.score import Target
    from kinerja.achievement.terms.table import Basis, Row
    from kinerja.model.records import Indicator
    from kinerja.numbers import Exact
    from kinerja.site.language import Language


@click.command("explain", help=_(
    "Menjelaskan satu angka sebagai hitungan yang dapat diulang; atau arti sebuah kode dari kinerja"
    " check, tanpa periode."
))  # fmt: skip
@click.argument("indicator")
@click.argument("period", required=False)
@click.option("--basis", type=click.Choice(["period", "to_date"]), default="period",
              help=_("period: periode itu sendiri; to_date: sejak Januari."))  # fmt: skip
@click.option("--unit", metavar=_("UNIT"), help=_("Id unit kerja; bawaan: seluruh organisasi."))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text",
              help=_("Bentuk hasil: text atau json."))  # fmt: skip
@common
@click.pass_context
def explain_command(
    context: click.Context,
    indicator: str,
    period: str | None,
    basis: Basis,
    unit: str | None,
    form: str,
) -> int:
    """Print the calculation, also of a figure that is not there; or what a code means."""
    from kinerja.achievement.retracing.explanation import count_sides, sides, weighed, work
    from kinerja.achievement.retracing.provenance import files_of
    from kinerja.site.language import Language
    from kinerja.site.working import Named, head, sections

    told = settings()
    if period is None:
        return _code(told, indicator, context)
    checked, compiled, found = computed(told)
    if compiled is None:
        return refuse(told, language(told, checked), found)
    asked = _indicator(compiled, indicator)
    when = reported_period(compiled, period, MONTHS[asked.frequency])
    worked = work(compiled, asked, when, basis, _unit(compiled, unit))
    files = files_of(compiled, worked)
    packages, each = sides(compiled, worked), weighed(compiled, worked)
    closed = _closed(told, worked)
    if form == "json":
        tell(_as_json(compiled, worked, packages, each, files, closed))
    else:
        code = language(told, checked) or SOURCE_LANGUAGE
        spoken = Language.of(code)
        tally = count_sides(compiled, worked)
        steps = sections(spoken, compiled.content, worked, tally, Named(packages, each))
        parts = [
            "\n".join(
                [*head(spoken, compiled.content, worked), *_otherwise(spoken, worked, closed)]
            ),
            *(_section(step.title, step.lines) for step in steps),
            _section(spoken.translations.gettext(_("Berkas asal")), files),
        ]
        tell(printable("\n\n".join(parts).replace("\N{NO-BREAK SPACE}", " ")))
    return 0


def _code(told: Settings, code: str, context: click.Context) -> int:
    """Print what the handbook says of a code of findings."""
    from kinerja.codes import RULES
    from kinerja.codes.handbook import entry

    if code not in RULES:
        missing = next(one for one in context.command.params if one.name == "period")
        raise click.MissingParameter(ctx=context, param=missing)
    tell(entry(code, words(told.lang)))
    return 0


def _closed(told: Settings, worked: Worked) -> Row | None:
    """The row with which the period was closed, if it was."""
    from kinerja.seal.names import ACHIEVEMENTS
    from kinerja.seal.table import rows

    states = sealed(told).states.get(worked.period)
    return rows(states[-1].files[ACHIEVEMENTS]).get(worked.row.key) if states else None


def _otherwise(spoken: Language, worked: Worked, closed: Row | None) -> Iterable[str]:
    """That the site publishes another figure than content gives now."""
    from kinerja.site.formats import number

    if closed is not None and closed.published != worked.row.published:
        old = "–" if closed.published is None else number(spoken, closed.published)
        yield spoken.translations.gettext(_SEALED_OTHERWISE) % {"published": old}


_SEALED_OTHERWISE = _(
    "Periode ini sudah ditutup dan situs menerbitkan %(published)s; hitungan ini menurut isi yang"
    " sekarang. kinerja check menyebut penyebabnya."
)


def _section(title: str, lines: Iterable[str]) -> str:
    return "\n".join([title, *(f"  {line}" for line in lines)])


def _indicator(compiled: Compiled, name: str) -> Indicator:
    """The indicator of an id or of a printed code; a proposal has no figures yet."""
    from kinerja.achievement.figures.rollup import TOTAL

    ids, content = compiled.content.indicators, compiled.content
    if name == TOTAL or name in content.areas or name in content.goals:
        raise UserError(
            "{name} dihitung dari capaian indikatornya menurut bobot. Jelaskan salah satu"
            " indikatornya; gabungannya ada pada halaman Cara menghitung.",
            name=name,
        )
    known = {one.code: one for one in ids.values()} | dict(ids)
    if name not in known:
        raise UserError(
            "Indikator {name} tidak ada. Mungkin maksudnya: {nearest}.",
            name=name,
            nearest=nearest(name, known),
        )
    if known[name].status == "proposed":
        raise UserError("Indikator {name} masih usulan, jadi belum dihitung.", name=name)
    return known[name]


def _unit(compiled: Compiled, id: str | None) -> str | None:
    if id is not None and id not in compiled.content.units:
        raise UserError(
            "Unit kerja {name} tidak ada. Mungkin maksudnya: {nearest}.",
            name=id,
            nearest=nearest(id, compiled.content.units),
        )
    return id


# --- json --------------------------------------------------------------------------------------


def _as_json(
    compiled: Compiled,
    worked: Worked,
    packages: Sides,
    each: tuple[Weighed, ...],
    files: tuple[str, ...],
    closed: Row | None,
) -> str:
    """The contract's object, with nothing live in a terminal."""
    row = worked.row
    told = {
        "indicator": worked.indicator.id,
        "period": row.period,
        "basis": row.basis,
        "scope_type": row.scope_type,
        "scope": row.scope,
        "numerator": _exact(row.numerator),
        "denominator": _exact(row.denominator),
        "n": row.n,
        "realization": _exact(row.realization),
        "target": _exact(row.target),
        "sealed": _published(closed.published) if closed else None,
        "achievement_raw": _exact(row.achievement_raw),
        "achievement": _exact(row.achievement),
        "published": _published(row.published),
        "state": row.state,
        "reason": row.reason or None,
        "status": row.status or None,
        "coverage": _exact(row.coverage),
        "baseline": _exact(row.baseline),
        "age": worked.age,
        "formula_version": worked.indicator.formula.version,
        "policy": {"id": worked.policy, "version": worked.version.version},
        "status_scheme": worked.scheme,
        "targets": [
            {"period": str(one.period), "version": one.version, "unit": one.unit}
            | {"value": _exact(one.value)}
            for one in worked.targets
        ],
        **_sides(packages),
        "packages": [_weighed(one) for one in each],
        "parts": [_portion(compiled, worked, portion) for portion in worked.portions],
        "files": files,
    }
    written = msgspec.json.format(msgspec.json.encode(told), indent=1).decode()
    return _LIVE.sub(lambda found: json.dumps(found[0])[1:-1], written)


def _sides(packages: Sides) -> dict[str, object]:
    return {
        "counted": packages.counted,
        "in_denominator": packages.in_denominator,
        "excluded": [{"package": id, "reason": reason} for id, reason in packages.excluded],
    }


def _weighed(one: Weighed) -> dict[str, object]:
    return {
        "package": one.package,
        "unit": one.unit,
        "period": str(one.period),
        "value": _exact(one.value),
        "adds": _exact(one.adds),
        "weighs": _exact(one.weighs),
        "facts": {
            name: _exact(fact) if isinstance(fact, Decimal) else fact
            for name, fact in one.facts.items()
        },
    }


def _portion(compiled: Compiled, worked: Worked, portion: Portion) -> dict[str, object]:
    """A part of the figure: a period of a scope, and the units it was put together from."""
    from kinerja.achievement.retracing.explanation import sides

    realized = portion.realized
    told: dict[str, object] = {
        "period": str(portion.period),
        "unit": portion.unit,
        "enters": portion.enters,
        "numerator": _exact(realized.numerator),
        "denominator": _exact(realized.denominator),
        "realization": _exact(realized.value),
        "weight": _exact(realized.weight),
        "state": realized.state,
        "reason": realized.reason or None,
    }
    if portion.units:
        return told | {"units": [_portion(compiled, worked, one) for one in portion.units]}
    return told | _sides(sides(compiled, worked, portion))


def _exact(value: Exact | Target | None) -> object:
    """A number as `achievements.json` has it, digit by digit; a range is text there too."""
    if isinstance(value, tuple):
        return "..".join(plain(bound) for bound in value)
    return None if value is None else msgspec.Raw(plain(value).encode())


def _published(value: Decimal | None) -> object:
    return None if value is None else msgspec.Raw(f"{value:.2f}".encode())


_LIVE = re.compile(r"[^\x20-\x7e\n]")
"""What a terminal might act on, for a folder may have any name."""
