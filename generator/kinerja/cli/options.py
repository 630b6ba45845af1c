"""Options that every command knows, wherever they stand on the line, and what follows from them.

Here and in the other files of `cli` is the only place that prints.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from gettext import NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kinerja.findings import UserError
from kinerja.messages import mark as _

if TYPE_CHECKING:
    from kinerja.periods import Period

_F = TypeVar("_F", bound=Callable[..., Any])
_KEY = "kinerja.settings"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the common options say; None is not said."""

    content: Path | None = None
    reports: Path | None = None
    lang: str | None = None
    as_of: date | None = None
    label: str = ""
    quiet: bool = False
    verbose: bool = False

    def content_folder(self) -> Path:
        """The folder that holds `organisation.yml`: as told, else the nearest `content/` upwards.

        Raises UserError where there is none.
        """
        if self.content is not None:
            if not self.content.is_dir():
                raise UserError("Folder isi {folder} tidak ada.", folder=self.content)
            return self.content
        here = Path.cwd()
        for folder in (here, *here.parents):
            if (folder / "content").is_dir():
                return folder / "content"
        raise UserError(
            "Tidak ada folder content di sini atau di atasnya. Sebutkan dengan --content FOLDER."
        )

    def reports_folder(self) -> Path:
        """The folder of sealed records, beside the content folder unless told."""
        return self.reports or self.content_folder().absolute().parent / "reports"

    def say(self, text: str) -> None:
        """A hint or progress, to standard error, unless asked to be quiet."""
        if not self.quiet:
            tell(printable(text), err=True)


@contextmanager
def busy(told: Settings, text: str, translations: NullTranslations) -> Iterator[None]:
    """Say what is going on if it takes over a second; with `--verbose`, how long it took."""
    said = threading.Timer(1, told.say, [translations.gettext(text)])
    said.daemon = True
    said.start()
    begun = time.perf_counter()
    try:
        yield
    finally:
        said.cancel()
        if told.verbose:
            took = time.perf_counter() - begun
            told.say(f"{translations.gettext(text)} {took:.1f} s")


def common(command: _F) -> _F:
    """Give a command the common options; they are kept for `settings` and not passed on."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return click.help_option("-h", "--help", help=_("Tampilkan bantuan ini."))(command)


def settings() -> Settings:
    """The common options of the running command, those after the command's name winning."""
    told = click.get_current_context().find_root().meta.get(_KEY, {})
    return Settings(**told)


def tell(text: str, *, err: bool = False) -> None:
    """Print a result, or with `err` what stands beside it.

    A reader who has seen enough (`| head`) and a hint that nobody can get are no faults; a result
    that cannot be written is a UserError.
    """
    from kinerja.output import reason

    try:
        click.echo(text, err=err)
    except OSError as error:
        # What the stream still holds would fail again at the very end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), (sys.stderr if err else sys.stdout).fileno())
        if not err and not isinstance(error, BrokenPipeError):
            raise UserError(
                "Hasil tidak dapat ditulis: {problem}.", problem=reason(error)
            ) from error


def period_told(text: str) -> Period:
    """The period that the command line names. Raises UserError."""
    from kinerja.periods import Period

    try:
        return Period.parse(text)
    except ValueError:
        raise UserError(
            "{value} bukan periode; tulis misalnya 2026, 2026-S1, 2026-Q3, atau 2026-03.",
            value=text,
        ) from None


def words(language: str | None) -> NullTranslations:
    """The translations into the language of messages; Indonesian unless told otherwise."""
    from kinerja.messages import SOURCE_LANGUAGE, translator

    return translator(language or SOURCE_LANGUAGE)


def printable(text: str) -> str:
    """Text from content without what a terminal would act on; line breaks stay."""
    return "".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in text)


def colours() -> bool:
    """Colour only on a terminal, and never with NO_COLOR."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _keep(context: click.Context, option: click.Parameter, value: object) -> None:
    if value not in (None, False, ""):
        context.find_root().meta.setdefault(_KEY, {})[option.name] = value


def _keep_day(context: click.Context, option: click.Parameter, value: str | None) -> None:
    try:
        _keep(context, option, date.fromisoformat(value) if value else None)
    except ValueError:
        raise UserError("{value} bukan tanggal; tulis misalnya 2026-06-30.", value=value) from None


_option = partial(click.option, expose_value=False, callback=_keep)


_OPTIONS = (
    _option("--content", type=click.Path(path_type=Path), metavar=_("FOLDER"),
            help=_("Folder isi, yang memuat organisation.yml.")),
    _option("--reports", type=click.Path(path_type=Path), metavar=_("FOLDER"),
            help=_("Folder rekaman periode yang sudah ditutup.")),
    _option("--lang", type=click.Choice(["id", "en"]), is_eager=True,
            help=_("Bahasa pesan: id atau en.")),
    _option("--as-of", callback=_keep_day, metavar=_("TANGGAL"),
            help=_("Tanggal yang dianggap hari ini; bawaan: tanggal terakhir dalam isi.")),
    _option("--label", metavar=_("TEKS"), help=_("Penanda versi isi, misalnya nomor commit.")),
    _option("--quiet", is_flag=True, help=_("Jangan tampilkan kemajuan dan saran.")),
    _option("--verbose", is_flag=True, help=_("Tampilkan juga rincian waktu.")),
)  # fmt: skip
