"""The home page: the current period's scoreboard, and the ways onward."""

from __future__ import annotations

from collections.abc import Iterator

from kinerja.site.report import Report
from kinerja.site.views.scoreboard import scoreboard
from kinerja.site.views.view import View
from kinerja.site.words import words


def views(told: Report) -> Iterator[View]:
    """One page, at the root."""
    name = told.content.organisation.name
    yield View(
        path="",
        template="home.html",
        title=words("Beranda"),
        heading=words("Kinerja pengadaan %(name)s", name=name),
        description=words("Capaian kinerja pengadaan, sampai ke paket di baliknya."),
        nav=(),
        data=lambda: scoreboard(told, told.current),
    )
