"""CODEOWNERS: who GitHub asks for a review of which path, from policy and people.

The owners of a path are those whose approval the gate would count, no more and no fewer; that all
of several roles approve, and in which order, only the gate can ask for. The last line that matches
decides, so what is special stands below what is general.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from gettext import NullTranslations

from kinerja.content.shape.layout import glob_of, names
from kinerja.content.shape.objects import REPORT
from kinerja.findings import UserError
from kinerja.ledger.judging import LEADERSHIP_DECIDES, Rule
from kinerja.messages import mark as _
from kinerja.model.content import Content
from kinerja.project.approvers import (
    Approvers,
    approvers,
    holders,
    in_words,
    kinds_in_words,
    rules,
)

PLACE = ".github/CODEOWNERS"

LARGEST = 3_000_000
"""Bytes: GitHub does not read a larger file."""

GUARDED = (
    ".github/",
    "schemas/",
    "generator/",
    "Makefile",
    "pyproject.toml",
    "requirements.txt",
    "requirements.lock",
    "*.whl",
    "mkdocs.yml",
)
"""What decides how proposals are checked and judged: whoever changes it could change approvals."""

_Say = Callable[[str], str]
_Owned = list[tuple[str, Approvers]]
"""Paths from the repository's root, each with its owners, in the order of the file."""


def codeowners(content: Content, day: date, translations: NullTranslations) -> str:
    """The text of the file, for the roles held on a day.

    The day is not in it, so that it changes only when a role does. Raises UserError where it would
    be larger than GitHub reads.
    """
    say = translations.gettext
    made = _(
        "Dibuat oleh kinerja generate dari {folder}/approval-policy.yml dan {folder}/people.yml."
        " Jangan diubah di sini."
    )
    order = _("Baris terakhir yang cocok dengan sebuah berkas yang menentukan.")
    lines = [
        f"# {say(made).format(folder=_name(content.folder))}",
        f"# {say(order)}",
    ]
    for head, owned in _blocks(content, day, translations):
        lines += ["", f"# {head}", *_of_block(owned, say)]
    text = "\n".join(lines) + "\n"
    if len(text.encode()) >= LARGEST:
        raise UserError("CODEOWNERS akan lebih besar daripada 3 MB, jadi tidak ditulis.")
    return text


def _blocks(
    content: Content, day: date, translations: NullTranslations
) -> Iterator[tuple[str, _Owned]]:
    """What stands together under one heading, the general first."""
    say = translations.gettext
    told = list(rules(content, day))
    for are_last in (False, True):
        for rule, kinds in told:
            group = [kind for kind in kinds if (kind in LEADERSHIP_DECIDES) is are_last]
            owned = [one for kind in group for one in _of_kind(content, rule, kind, day)]
            head = say(_("{kinds}. Langkah {step}: {roles}.")).format(
                kinds=kinds_in_words(group, translations),
                step=rule.step,
                roles=in_words(rule, translations),
            )
            if owned:
                yield head, owned
    folder, leaders = _name(content.folder), holders(content, "leadership", day)
    if content.approval_policy is None:  # whoever writes the first one decides on all others
        yield (
            say(_("Yang menentukan siapa yang berwenang.")),
            [(f"/{folder}/{glob_of(kind)}", leaders) for kind in LEADERSHIP_DECIDES],
        )
    yield (
        say(_("Catatan persetujuan. Hanya pencatat yang menulis di sini.")),
        [(f"/{folder}/approvals/", leaders)],
    )
    keepers = holders(content, "administrator", day)
    yield (
        say(_("Yang menentukan bagaimana usulan diperiksa dan dinilai.")),
        [(f"/{path}", keepers) for path in GUARDED],
    )


def _of_kind(content: Content, rule: Rule, kind: str, day: date) -> _Owned:
    """The line for all files of a kind, and one for each unit whose own people count there."""
    if kind == REPORT:
        return [("/reports/", approvers(content, rule, "", day))]
    folder, pattern = _name(content.folder), glob_of(kind)
    everywhere = approvers(content, rule, "", day)
    owned = [(f"/{folder}/{pattern}", everywhere)]
    if kind == "unit" or "unit" in names(kind):
        for unit in content.units:
            own = approvers(content, rule, unit, day)
            if own != everywhere:
                owned.append((f"/{folder}/{pattern.replace('*', unit, 1)}", own))
    return owned


def _of_block(owned: _Owned, say: _Say) -> Iterator[str]:
    """The paths with their owners; without any, a path loses those that a line above gave it."""
    missing = sorted({person for _path, told in owned for person in told.without_login})
    if missing:
        yield "# " + say(_("Belum punya akun: {people}.")).format(people=", ".join(missing))
    if any(told == Approvers() for _path, told in owned):
        yield "# " + say(_("Tidak ada yang memegang peran itu saat ini."))
    for path, told in owned:
        yield " ".join([path, *(f"@{login}" for login in told.logins)])


def _name(folder: str) -> str:
    """The name of a folder as a pattern for it; what a pattern cannot mean becomes any letter."""
    return re.sub(r"[\[\]\x00-\x1f\x7f]", "?", re.sub(r"([\\ *?#!])", r"\\\1", folder))
