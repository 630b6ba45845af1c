"""What is said where a side cannot be compiled: which one, and its errors, as text and Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import NullTranslations

from kinerja.codes import RULES
from kinerja.findings import Finding, Severity, fill
from kinerja.messages import mark as _
from kinerja.review.revisions.differing import Unready
from kinerja.review.words.escaping import literal, shown

_MOST = 25


def head(translations: NullTranslations, told: Unready) -> str:
    """Which side cannot be compiled."""
    say = translations.gettext
    if told.is_base:
        return say(_("Keadaan sekarang tidak dapat dihitung, jadi tidak ada yang dibandingkan."))
    return say(_("Isi usulan ini tidak dapat dihitung, jadi belum ada yang dapat disetujui."))


def comment(translations: NullTranslations, told: Unready, marker: str) -> str:
    """The comment in place of a comparison: the first errors, with place and hint."""
    errors = list(_errors(told))
    lines = [marker, f"## {literal(head(translations, told))}", ""]
    for one in errors[:_MOST]:
        rule = RULES[one.code]
        message = shown(fill(rule.message, translations, one.params))
        hint = shown(fill(rule.hint, translations, one.params))
        place = f"{shown(one.file)}:{one.line}"
        lines.append(f"- **{literal(place)}** {literal(message)}<br>→ {literal(hint)}")
    left = len(errors) - _MOST
    if left > 0:
        more = translations.gettext(_("Masih ada {more} temuan lain."))
        lines.append(f"- {literal(more.format_map({'more': left}))}")
    return "\n".join([*lines, ""])


def _errors(told: Unready) -> Iterator[Finding]:
    found = told.refused.findings
    return (one for one in found if RULES[one.code].severity is Severity.ERROR)
