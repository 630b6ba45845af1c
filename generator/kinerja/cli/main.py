"""The command `kinerja`: finds the command's family, runs it, and turns errors into exit codes.

0 done, 1 something is wrong in what was read, 2 the command line is wrong, 130 interrupted. The
families are imported only when they are called, so that help comes at once.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import signal
import sys
from collections.abc import Sequence
from gettext import NullTranslations
from typing import NoReturn

import click

from kinerja import __version__
from kinerja.cli.options import common, printable, tell, words
from kinerja.cli.speech import asked_language, spoken
from kinerja.cli.surroundings import settle
from kinerja.findings import UserError, nearest
from kinerja.messages import mark as _

_FAMILIES = {
    "check": "check",
    "compile": "compile",
    "explain": "explain",
    "build": "build",
    "pages": "build",
    "preview": "preview",
    "sample": "start",
    "init": "start",
    "new": "edit",
    "format": "edit",
    "close": "close",
    "revise": "close",
    "reproduce": "close",
    "audit": "audit",
    "catalogue": "catalogue",
    "propose": "propose",
    "diff": "diff",
    "gate": "gate",
    "record": "record",
    "verify": "verify",
    "generate": "generate",
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


def program() -> NoReturn:
    """Run the program and end the process at once.

    All is written and closed by now. Taking millions of values apart before the end, as Python
    would, takes a tenth of the time, and a Ctrl-C meanwhile would look like a fault.
    """
    code = 130
    try:
        code = main()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
    except KeyboardInterrupt:  # before the work had begun, or when it was done
        pass
    os._exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with the arguments of the command line and give its exit code."""
    collecting = gc.isenabled()
    gc.disable()  # a command ends before its garbage would matter, and most of it is no garbage
    try:
        return _run(arguments)
    finally:
        if collecting:
            gc.enable()


def _run(arguments: Sequence[str] | None) -> int:
    told = list(sys.argv[1:] if arguments is None else arguments)
    translations = words(asked_language(told))
    try:
        settle()
        result = spoken(kinerja, translations).main(
            told, "kinerja", standalone_mode=False, obj=told
        )
    except click.exceptions.NoArgsIsHelpError as error:
        tell(error.format_message())
        return 2
    except click.ClickException as error:
        return _wrong(_usage(error, translations), translations, told)
    except UserError as error:
        return _wrong(error.words(translations), translations, told, error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        return 130
    except OSError as error:
        return _wrong(_refusal(error).words(translations), translations, told)
    return result if isinstance(result, int) else 0


def _load(name: str) -> click.Command:
    module = importlib.import_module(f"kinerja.cli.{_FAMILIES[name]}")
    command: click.Command = getattr(module, f"{name}_command")
    return command


_TOO_MANY = "Got unexpected extra argument"
"""How click begins to say it; there is no kind of error for it."""


def _usage(error: click.ClickException, translations: NullTranslations) -> str:
    """What is wrong with the command line, in the language of messages."""
    say = translations.gettext
    match error:
        case click.NoSuchOption():
            return say(_("Pilihan {name} tidak dikenal.")).format(name=error.option_name)
        case click.exceptions.NoSuchCommand():
            return say(_("Perintah {name} tidak dikenal. Mungkin maksudnya: {nearest}.")).format(
                name=error.command_name, nearest=nearest(error.command_name, _siblings(error))
            )
        case click.MissingParameter():
            name = _named(error.param)
            return say(_("{name} belum disebutkan.")).format(name=name)
        case click.BadParameter(param=click.Parameter(type=click.Choice(choices=choices))):
            return say(_("{name} harus salah satu dari: {choices}.")).format(
                name=_named(error.param), choices=", ".join(map(str, choices))
            )
        case click.BadParameter(
            param=click.Parameter(type=click.IntRange(min=least, max=most)) as param
        ):
            told = (
                _("{name} harus bilangan bulat, paling kecil {least}.")
                if most is None
                else _("{name} harus bilangan bulat dari {least} sampai {most}.")
            )
            return say(told).format(name=_named(param), least=least, most=most)
        case click.BadParameter():
            name = _named(error.param)
            return say(_("Nilai untuk {name} tidak sesuai: {problem}")).format(
                name=name, problem=error.message
            )
        case click.UsageError(message=str(told)) if told.startswith(_TOO_MANY):
            extra = told[told.index("(") + 1 : -1]
            return say(_("Terlalu banyak kata dalam perintah: {extra}.")).format(extra=extra)
        case _:
            return say(_("Perintah tidak dapat dibaca: {problem}")).format(problem=error.message)


def _named(param: click.Parameter | None) -> str:
    """A parameter as it is written: an option with its hyphens, an argument by its name."""
    if isinstance(param, click.Option):
        return param.opts[-1]
    return param.human_readable_name if param else ""


def _siblings(error: click.UsageError) -> list[str]:
    """The commands that there are where one was not found."""
    context = error.ctx
    group = context.command if context is not None else None
    return group.list_commands(context) if context and isinstance(group, click.Group) else []


def _refusal(error: OSError) -> UserError:
    """What the system would not do, where no command knew what to make of it."""
    from kinerja.output import reason

    if error.filename is None:
        return UserError("Perintah tidak dapat dijalankan: {problem}.", problem=reason(error))
    return UserError(
        "{target} tidak dapat dibaca atau ditulis: {problem}.",
        target=os.fsdecode(error.filename),
        problem=reason(error),
    )


def _wrong(
    message: str, translations: NullTranslations, arguments: Sequence[str], code: int = 2
) -> int:
    tell(printable(f"kinerja: {message}"), err=True)
    if code == 2:
        family = next((f"{one} " for one in arguments if one in _FAMILIES), "")
        hint = translations.gettext(_("Lihat: kinerja {command}--help"))
        tell(hint.format(command=family), err=True)
    return code
