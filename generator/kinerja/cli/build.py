"""`kinerja build` and `kinerja pages`: the published site, and its pages for any builder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kinerja.cli.check import examine, language, refuse, sealed, stood
from kinerja.cli.options import Settings, busy, common, settings, words
from kinerja.messages import mark as _

if TYPE_CHECKING:
    from kinerja.site.views import Source


def _source(told: Settings) -> tuple[Source | None, int]:
    """The site's source, compiled once for all languages; None with the exit code of a refusal."""
    from kinerja.site.report import report
    from kinerja.site.views import Source

    shelf = sealed(told)
    checked, compiled, found = examine(told, shelf)
    if compiled is None:
        return None, refuse(told, language(told, checked), found)
    with busy(told, _("Halaman sedang disiapkan…"), words(language(told, checked))):
        source = Source(report(compiled, told.label, shelf, stood(checked, shelf)))
        source.told.complete()
    return source, 0


@click.command("build", help=_("Membangun situs dari isi, dalam semua bahasa."))
@click.option("--site", type=click.Path(path_type=Path), required=True, metavar=_("FOLDER"),
              help=_("Folder situs; isinya diganti seluruhnya."))  # fmt: skip
@common
def build_command(site: Path) -> int:
    """Check, compile and render; the folder becomes the site, in whole or not at all."""
    from kinerja.messages import languages
    from kinerja.output import check_target
    from kinerja.site.building import build
    from kinerja.site.config import project_file

    told = settings()
    content = told.content_folder()
    reading = [content, told.reports_folder()]
    check_target(site, reading)
    source, code = _source(told)
    if source is None:
        return code
    translations = words(told.lang or source.told.content.organisation.language)

    def progress(language: str, done: int, total: int) -> None:
        text = (
            translations.gettext("Bahasa {language} selesai ({done} dari {total}).")
            if done
            else translations.gettext("Halaman sedang dibuat dalam {total} bahasa…")
        )
        told.say(text.format(language=language, done=done, total=total))

    warnings = build(
        source,
        site,
        day=source.told.today,
        languages=languages(),
        project=project_file(content),
        reading=reading,
        progress=progress,
    )
    for warning in warnings:
        told.say(warning)
    ready = translations.gettext(_("Situs siap: {address}"))
    told.say(ready.format(address=(site / "index.html").absolute()))
    return 0


@click.command("pages", help=_("Menulis halaman situs sebagai berkas Markdown."))
@click.argument("folder", type=click.Path(path_type=Path), metavar=_("FOLDER"))
@click.option("--tables", type=click.Choice(["html", "markdown"]), default="html",
              help=_("Bentuk tabel: html seperti di situs, atau markdown."))  # fmt: skip
@common
def pages_command(folder: Path, tables: str) -> int:
    """Write the pages and data files of the site, one subfolder per further language."""
    from kinerja.messages import SOURCE_LANGUAGE, languages
    from kinerja.output import check_target, replace_folder
    from kinerja.site.pages import write_pages
    from kinerja.site.tables import in_markdown

    told = settings()
    reading = [told.content_folder(), told.reports_folder()]
    check_target(folder, reading)
    source, code = _source(told)
    if source is None:
        return code
    with replace_folder(folder, reading) as aside:
        for name in languages():
            place = aside if name == SOURCE_LANGUAGE else aside / name
            place.mkdir(exist_ok=True)
            site = source(name)
            write_pages(in_markdown(site.pages) if tables == "markdown" else site.pages, place)
            for address, content in site.files.items():
                file = place / address
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
    return 0
