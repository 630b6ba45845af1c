"""The command `kinerja`: finds the command's family, runs it, and turns errors into exit codes.

0 done, 1 something is wrong in what was read, 2 the command line is wrong, 130 interrupted. The
families are imported only when they are called, so that help comes at once.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from gettext import NullTranslations

import click

from kinerja import __version__
from kinerja.cli.options import common, printable, words
from kinerja.cli.speech import asked_language, spoken
from kinerja.findings import UserError, nearest
from kinerja.messages import mark as _

_FAMILIES = {
    "check": "check",
    "compile": "compile",
    "build": "build",
    "pages": "build",
    "sample": "start",
    "init": "start",
    "new": "edit",
    "format": "edit",
}
"""The commands there are, with the file of this folder that holds each."""


class _Families(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(_FAMILIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _FAMILIES:
            raise UserError(
                "Perintah {name} tidak dikenal. Mungkin maksudnya: {nearest}.",
                name=cmd_name,
                nearest=nearest(cmd_name, _FAMILIES),
            )
        return spoken(_load(cmd_name), words(asked_language(ctx.find_root().obj or ())))


@click.group(
    cls=_Families,
    help=_("Manajemen kinerja pengadaan sebagai data dalam git."),
)
@click.version_option(__version__, prog_name="kinerja", message="%(prog)s %(version)s",
                      help=_("Tampilkan versi program."))  # fmt: skip
@common
def kinerja() -> None:
    """Hold the commands."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with the arguments of the command line and give its exit code."""
    told = list(sys.argv[1:] if arguments is None else arguments)
    translations = words(asked_language(told))
    try:
        result = spoken(kinerja, translations).main(
            told, "kinerja", standalone_mode=False, obj=told
        )
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return 2
    except click.ClickException as error:
        return _wrong(_usage(error, translations), translations)
    except UserError as error:
        return _wrong(error.words(translations), translations)
    except (KeyboardInterrupt, click.Abort):
        return 130
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return result if isinstance(result, int) else 0


def _load(name: str) -> click.Command:
    module = importlib.import_module(f"kinerja.cli.{_FAMILIES[name]}")
    command: click.Command = getattr(module, f"{name}_command")
    return command


def _usage(error: click.ClickException, translations: NullTranslations) -> str:
    """What is wrong with the command line, in the language of messages."""
    say = translations.gettext
    match error:
        case click.NoSuchOption():
            return say(_("Pilihan {name} tidak dikenal.")).format(name=error.option_name)
        case click.MissingParameter():
            name = error.param.human_readable_name if error.param else ""
            return say(_("{name} belum disebutkan.")).format(name=name)
        case click.BadParameter():
            name = error.param.human_readable_name if error.param else ""
            return say(_("Nilai untuk {name} tidak sesuai: {problem}")).format(
                name=name, problem=error.message
            )
        case _:
            return say(_("Perintah tidak dapat dibaca: {problem}")).format(problem=error.message)


def _wrong(message: str, translations: NullTranslations) -> int:
    click.echo(printable(f"kinerja: {message}"), err=True)
    click.echo(translations.gettext(_("Lihat: kinerja --help")), err=True)
    return 2
