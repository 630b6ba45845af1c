"""Charts of the pages: from rows to labelled shapes, in the reader's language."""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup

from kinerja.site import charts, formats
from kinerja.site.language import Language
from kinerja.site.views.indicators import IndicatorPage
from kinerja.site.words import say, state


def trajectory(language: Language, page: IndicatorPage) -> Markup:
    """The indicator's realizations against its targets, in its own frequency."""
    _ = language.translations.gettext
    indicator = page.indicator
    named = {"name": say(language, indicator.name)}
    baseline = page.points[-1][1].baseline if page.points else None
    target = next((row.target for _, row in reversed(page.points) if row.target is not None), None)
    chart = charts.Trajectory(
        title=_("Realisasi dan target %(name)s") % named,
        description=_("Batang menunjukkan realisasi setiap periode, garis menunjukkan targetnya."
                      " Angkanya ada dalam tabel di bawah."),
        points=tuple(
            charts.Point(
                label=formats.period_short(language, period),
                group=_year(page, place),
                value=row.realization,
                shown=_figure(language, page, row.realization),
                target=row.target,
                missing="" if row.realization is not None else state(language, row.state),
            )
            for place, (period, row) in enumerate(page.points)
        ),
        target_label=_("Target %(target)s")
        % {"target": formats.target(language, target, indicator.unit)},
        baseline=baseline,
        baseline_label=_("Baseline %(value)s")
        % {"value": formats.target(language, baseline, indicator.unit)},
    )  # fmt: skip
    return charts.trajectory(chart)


def comparison(language: Language, page: IndicatorPage) -> Markup:
    """The units' achievements side by side, 100 marked."""
    _ = language.translations.gettext
    named = {"name": say(language, page.indicator.name)}
    bars = tuple(
        charts.Bar(
            label=say(language, one.unit.name),
            value=one.row.published,
            shown=formats.number(language, one.row.published, 2)
            if one.row.published is not None
            else "",
            missing="" if one.row.published is not None else state(language, one.row.state),
        )
        for one in page.units
    )
    highest = max((bar.value for bar in bars if bar.value is not None), default=Decimal(0))
    return charts.comparison(
        charts.Comparison(
            title=_("Capaian %(name)s menurut unit kerja") % named,
            description=_("Batang mendatar menunjukkan capaian dalam persen; 100 berarti sesuai"
                          " target. Angkanya ada dalam tabel di bawah."),
            bars=bars,
            mark_label=_("100 = sesuai target"),
            top=max(Decimal(120), highest),
        )
    )  # fmt: skip


_CROWDED = 8
"""More figures than this stand side by side with one decimal; the table has them in full."""


def _figure(language: Language, page: IndicatorPage, value: Decimal | None) -> str:
    """A figure on the chart: without its unit, which the caption names."""
    if value is None:
        return ""
    decimals = page.indicator.precision
    return formats.number(language, value, min(decimals, 1 if len(page.points) > _CROWDED else 2))


def _year(page: IndicatorPage, place: int) -> str:
    """The year where it begins on the axis; a year's own name says it already."""
    period = page.points[place][0]
    begins = place == 0 or page.points[place - 1][0].year != period.year
    return str(period.year) if begins and period.months < 12 else ""
