"""`kinerja preview`: the site on this computer, following what is written into the content."""

from __future__ import annotations

import gc
import secrets
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kinerja.cli.check import examine, language, refusal, sealed, stood
from kinerja.cli.options import Settings, common, settings, tell, words
from kinerja.findings import UserError
from kinerja.messages import mark as _

if TYPE_CHECKING:
    from kinerja.site.previewing import Preview

_PAUSE = 0.15
"""Seconds between two looks at the files; at least, for looking at many takes its time too."""


@click.command("preview", help=_("Menampilkan situs di komputer ini dan mengikuti perubahan isi."))
@click.option("--port", type=click.IntRange(0, 65535), metavar="N",
              help=_("Port; bawaan: 8000, atau yang lain bila sedang dipakai."))  # fmt: skip
@common
def preview_command(port: int | None) -> int:
    """Serve until interrupted; only this computer can reach it, and nothing is written."""
    from kinerja.messages import SOURCE_LANGUAGE, languages
    from kinerja.site.previewing import Preview, stamps
    from kinerja.site.serving import serve

    gc.enable()  # unlike other commands this one stays
    told = settings()
    content = told.content_folder()
    project = content.resolve().parent / "mkdocs.yml"
    places = (content, told.reports_folder(), project)
    with tempfile.TemporaryDirectory() as empty:
        preview = Preview(languages(), Path(empty), secrets.token_hex(4))
        address = serve(preview, port)
        before = stamps(places)
        _follow(told, preview)
        translations = words(told.lang or SOURCE_LANGUAGE)
        tell(translations.gettext(_("Pratinjau: {address}")).format(address=address))
        told.say(translations.gettext(_("Berkas isi diikuti. Hentikan dengan Ctrl-C.")))
        while True:
            begun = time.monotonic()
            now = stamps(places)
            looking = time.monotonic() - begun
            if now != before and now == stamps(places):  # else still being written
                if now.get(str(project)) != before.get(str(project)):
                    preview.settings_changed()
                before = now
                _follow(told, preview)
            time.sleep(max(_PAUSE, 3 * looking))


def _follow(told: Settings, preview: Preview) -> None:
    """Show what the files have become, or say what is wrong with them."""
    from kinerja.messages import SOURCE_LANGUAGE, languages
    from kinerja.site.config import project_file
    from kinerja.site.previewing import Trouble
    from kinerja.site.report import report
    from kinerja.site.views import Source

    begun = time.monotonic()
    try:
        shelf = sealed(told)
        checked, compiled, found = examine(told, shelf)
        spoken = language(told, checked) or SOURCE_LANGUAGE
        if compiled is not None:
            source = Source(report(compiled, told.label, shelf, stood(checked, shelf)))
            preview.show(source, project_file(told.content_folder()))
            took = time.monotonic() - begun
            template = words(spoken).gettext(_("Diperbarui dalam {seconds} detik."))
            told.say(template.format(seconds=f"{took:.1f}"))
            return
        wrong = {code: refusal(replace(told, lang=code), code, found) for code in languages()}
    except UserError as error:
        spoken = told.lang or SOURCE_LANGUAGE
        wrong = {code: error.words(words(code)) for code in languages()}
    preview.tell(Trouble({code: click.unstyle(text) for code, text in wrong.items()}))
    tell(wrong[spoken], err=True)
