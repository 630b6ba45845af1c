"""Help in the language of messages: texts of commands and options, and click's own few words."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from gettext import NullTranslations

import click

from kinerja.messages import mark as _

_USAGE = _("Pemakaian")
_HEADINGS = {"Options": _("Pilihan"), "Commands": _("Perintah")}


def asked_language(arguments: Sequence[str]) -> str | None:
    """The language asked for, known before the line is parsed, for help and for its errors."""
    for place, argument in enumerate(arguments):
        name, _equals, value = argument.partition("=")
        if name == "--lang":
            value = value or next(iter(arguments[place + 1 :]), "")
            return value if value in ("id", "en") else None
    return None


def spoken(command: click.Command, translations: NullTranslations) -> click.Command:
    """The command with its help in the language of the translations; the given one stays."""
    say = translations.gettext
    told = copy.copy(command)
    paragraphs = (command.help or "").split("\n\n")
    told.help = "\n\n".join(say(one) for one in paragraphs if one) or None
    told.params = [copy.copy(parameter) for parameter in command.params]
    for parameter in told.params:
        if isinstance(parameter, click.Option):
            parameter.help = say(parameter.help) if parameter.help else None
        if isinstance(parameter.metavar, str):
            parameter.metavar = say(parameter.metavar)
    if isinstance(told, click.Group):
        inner = told.commands.items()
        told.commands = {name: spoken(command, translations) for name, command in inner}
    told.context_class = _context(translations)
    return told


def _context(translations: NullTranslations) -> type[click.Context]:
    """The kind of context whose help speaks a language."""
    say = translations.gettext

    class Formatter(click.HelpFormatter):
        """Writes click's own words as the catalogue has them."""

        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            args = args.replace("[OPTIONS]", say(_("[PILIHAN]")))
            args = args.replace("COMMAND [ARGS]...", say(_("PERINTAH …")))
            super().write_usage(prog, args, prefix or f"{say(_USAGE)}: ")

        def write_heading(self, heading: str) -> None:
            super().write_heading(say(_HEADINGS.get(heading, heading)))

    class Context(click.Context):
        """A context with that formatter."""

        formatter_class = Formatter

    return Context
