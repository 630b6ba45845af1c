"""The kinds of page, one file each: a view picks from the report what its page shows.

A view has no language; `pages` puts it into one through its template. A new kind of page is a
file here, a template, and a line in `KINDS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from kinerja.achievement.compiling import compile_content
from kinerja.achievement.measuring.actions import ActionRow
from kinerja.achievement.measuring.remembering import source_of
from kinerja.achievement.terms.table import Row
from kinerja.codes import has_errors
from kinerja.content.checking import check
from kinerja.content.shape.objects import kind_of, slug
from kinerja.findings import UserError
from kinerja.ledger.holders import Holding
from kinerja.ledger.standing import Standing, standings
from kinerja.model.records import Policy, PolicyBand
from kinerja.seal import comparing
from kinerja.seal.approving import seals_of
from kinerja.seal.files import read_files
from kinerja.seal.shelf import shelf_of
from kinerja.site import approvals as approved
from kinerja.site import formats, words, working
from kinerja.site.escaping import text
from kinerja.site.language import Language
from kinerja.site.marks import Band, approval_shape, approval_tone
from kinerja.site.pages import Page, Section, Site
from kinerja.site.render import environment, render
from kinerja.site.report import Report, report
from kinerja.site.views import (
    approvals,
    areas,
    drawing,
    duties,
    goals,
    home,
    indicators,
    method,
    packages,
    periods,
    plans,
    reference,
    units,
    weighing,
)
from kinerja.site.views.view import View

KINDS: tuple[Callable[[Report], Iterable[View]], ...] = (
    home.views,
    periods.views,
    goals.views,
    areas.views,
    indicators.views,
    units.views,
    packages.views,
    plans.views,
    approvals.views,
    duties.views,
    method.views,
    reference.views,
)
"""The kinds of page in the order of the site's navigation."""


def all_pages(told: Report, language: Language) -> Iterator[Page]:
    """Every page of the site in one language."""
    env = environment(language)
    env.globals.update(
        say=partial(words.say, language),
        code=partial(words.code, language),
        fact=partial(words.fact, language),
        column_title=partial(words.column_title, language),
        label=partial(words.label, language),
        is_number=words.is_number,
        band=partial(_band, told, language),
        scheme_band=partial(_scheme_band, language),
        stage=partial(words.stage, language),
        action_state=partial(words.action_state, language),
        action_place=plans.place,
        action_name=partial(_action_name, told, language),
        package_cell=_package_cell,
        if_missing_were_zero=partial(weighing.if_missing_were_zero, told),
        has_missing=partial(weighing.has_missing, told),
        example_file=partial(reference.example_file, language),
        trajectory_chart=partial(drawing.trajectory, language),
        comparison_chart=partial(drawing.comparison, language),
        calculation=partial(working.sections, language, told.content),
        language=language,
        report=told,
        **_of_approvals(told, language),
    )
    for kind in KINDS:
        for view in kind(told):
            yield Page(
                path=view.path,
                title=words.say(language, view.title),
                write=partial(_written, env, view),
                description=words.say(language, view.description),
                nav=tuple(Section(words.say(language, step.name), step.path) for step in view.nav),
                search=tuple(words.say(language, word) for word in view.search),
                places=tuple((anchor, words.say(language, it)) for anchor, it in view.places),
                heading=words.say(language, view.heading),
                contents=view.contents,
            )


def _written(env: Environment, view: View) -> str:
    return render(env, view.template, view.data(), view.path)


def _of_approvals(told: Report, language: Language) -> dict[str, object]:
    """What templates say of approvals (`site.approvals`)."""
    content = told.content
    kinds = "versions.0.rules.0.kinds.0"

    def called(name: str) -> str:
        return words.say(language, approved.called(content, name))

    return {
        "standing": told.standings.get,
        "asked_kinds": frozenset(kind_of(name) for name in told.standings),
        "approval_state": partial(words.approval_state, language),
        "approval_shape": approval_shape,
        "approval_tone": approval_tone,
        "approvals": approved.approvals,
        "requests": approved.requests,
        "called": called,
        "object_kind": partial(words.code, language, "approval-policy", kinds),
        "history": approved.history,
        "outcome": partial(words.code, language, "decision", "decisions.0.outcome"),
        "slug": slug,
        "role": partial(approved.role, language),
        "waits_for": partial(approved.waits_for, language),
        "awaited": partial(approved.awaited, language),
        "way": partial(words.way, language),
        "signed": partial(approved.signed, language, content),
        "listed": partial(approved.listed, language),
        "events": partial(approvals.events, content),
        "moved": partial(_moved, told, language),
        "submission": partial(approvals.submission, told),
        "before": approvals.before,
        "held": partial(_held, told, language),
        "most": duties.MOST,
        "unapproved": partial(periods.unapproved, told),
    }


def _moved(told: Report, language: Language, standing: Standing, most: int = 10) -> str:
    """What an object rests on that has changed, of many the first."""
    names = [words.say(language, approved.called(told.content, one)) for one in standing.moved]
    if len(names) <= most:
        return approved.listed(language, names)
    rest = language.translations.gettext("%(names)s, dan %(count)s lagi")
    count = formats.number(language, len(names) - most, 0)
    return rest % {"names": ", ".join(names[:most]), "count": count}


def _held(told: Report, language: Language, roles: Iterable[Holding]) -> list[str]:
    """The roles that somebody holds, with their units."""
    units = told.content.units
    return [
        approved.role(language, one.role, one.capacity)
        + (f" · {words.say(language, units[one.unit].name)}" if one.unit in units else "")
        for one in roles
    ]


def _band(told: Report, language: Language, row: Row | None) -> Band | None:
    """The status of a row as a word with its rank; None where it has none."""
    found = told.band(row) if row is not None else None
    if found is None or row is None:
        return None
    band, rank, bands = found
    year_end = band.year_end
    name = year_end.name if year_end and row.status == year_end.status else band.name
    return Band(words.say(language, name), rank, bands)


def _scheme_band(language: Language, scheme: Policy, band: PolicyBand) -> Band:
    """A band of a scheme, as it is explained."""
    return Band(words.say(language, band.name), scheme.bands.index(band), len(scheme.bands))


def _action_name(told: Report, language: Language, row: ActionRow) -> str:
    """The name of the action that a row tells of."""
    for (_, indicator), plan in told.content.plans.items():
        for action in plan.actions:
            if indicator == row.indicator and action.id == row.action:
                return words.say(language, action.name)
    return row.action


def _package_cell(package: Mapping[str, Any]) -> Markup:
    """A package's title with its id, at an anchor that other pages point to."""
    told = str(package["package_id"])
    title = text(str(package["title"]))
    shown = Markup('<span id="{0}">{1}</span> <span class="k-quiet k-whole">{0}</span>')
    return shown.format(told, title)


@dataclass(frozen=True)
class Source:
    """Makes the site of a report in the language of a code."""

    told: Report

    def __call__(self, code: str) -> Site:
        """The whole site in one language."""
        language = Language.of(code)
        organisation = self.told.content.organisation
        return Site(
            language=language,
            name=words.say(language, organisation.name),
            pages=tuple(all_pages(self.told, language)),
            files=self.told.files,
            notice=words.say(language, organisation.notice) if organisation.notice else "",
            data_date=self.told.today,
            label=self.told.label,
            address=organisation.site_url or "",
        )


def source(content: Path, reports: Path, label: str) -> Source:
    """The site of a content folder, checked and compiled here: what plain `mkdocs build` calls.

    Raises UserError where the content cannot be compiled, or where a sealed period would not be
    what it was; `kinerja check` says why.
    """
    shelf = shelf_of(read_files(reports))
    faults = list(shelf.findings)
    checked = check(content)
    compiled = None
    if checked.content is not None and checked.is_sound:
        compiled = compile_content(checked.content, checked.today, source_of(checked))
        faults += compiled.findings or comparing.findings(shelf, compiled, checked.fingerprints)
    if compiled is None or has_errors(faults):
        raise UserError(
            "Isi di {folder} belum dapat dihitung. Jalankan: kinerja check --content {folder}",
            folder=content,
        )
    standing = standings(compiled.content, checked.fingerprints, seals_of(shelf), checked.today)
    return Source(report(compiled, label, shelf, standing))
