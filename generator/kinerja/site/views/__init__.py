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

from markupsafe import Markup

from kinerja.achievement.actions import ActionRow
from kinerja.achievement.compiling import compile_content
from kinerja.achievement.table import Row
from kinerja.codes import has_errors
from kinerja.content.checking import check
from kinerja.findings import UserError
from kinerja.messages import translator
from kinerja.model.records import Policy, PolicyBand
from kinerja.seal import comparing
from kinerja.seal.files import read_files
from kinerja.seal.shelf import shelf_of
from kinerja.site import words, working
from kinerja.site.escaping import text
from kinerja.site.language import Language
from kinerja.site.marks import Band
from kinerja.site.pages import Page, Section, Site
from kinerja.site.render import environment, render
from kinerja.site.report import Report, report
from kinerja.site.views import (
    areas,
    drawing,
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
    )
    for kind in KINDS:
        for view in kind(told):
            yield Page(
                path=view.path,
                title=words.say(language, view.title),
                write=partial(render, env, view.template, view.data, view.path),
                description=words.say(language, view.description),
                nav=tuple(Section(words.say(language, step.name), step.path) for step in view.nav),
                search=tuple(words.say(language, word) for word in view.search),
                places=tuple((anchor, words.say(language, it)) for anchor, it in view.places),
                heading=words.say(language, view.heading),
                contents=view.contents,
            )


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
        language = Language.of(code, translator(code))
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
        compiled = compile_content(checked.content, checked.today)
        faults += compiled.findings or comparing.findings(shelf, compiled, checked.fingerprints)
    if compiled is None or has_errors(faults):
        raise UserError(
            "Isi di {folder} belum dapat dihitung. Jalankan: kinerja check --content {folder}",
            folder=content,
        )
    return Source(report(compiled, label, shelf))
