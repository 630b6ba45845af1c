"""What a proposal says of itself: the title and the text of its pull request, in words.

Titles are plain text for a forge's list; in the text only names that cannot hold markup stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from gettext import NullTranslations
from typing import Any

from kinerja.content.shape.objects import REPORT, keys_of_object, kind_of
from kinerja.git.writing import Identity
from kinerja.messages import mark as _
from kinerja.model.content import Content
from kinerja.project.pull_forms import form_for
from kinerja.review.sending.proposing import Proposal
from kinerja.review.words.verdicts import kind_name
from kinerja.site import formats
from kinerja.site.language import Language
from kinerja.site.words import say

LONGEST_TITLE = 200
_MOST_FILES = 50


def title_of(proposal: Proposal, content: Content, language: Language) -> str:
    """What is proposed, in a line: `Realisasi: Biro Umum, Triwulan I 2026, dan 2 lainnya`."""
    words = language.translations.gettext
    if not proposal.objects:
        return words(_("Perubahan isi"))
    first, *others = proposal.objects
    told = kind_name(language, kind_of(first))
    about = _about(first, content, language)
    told = f"{told}: {about}" if about else told
    if others:
        told = words(_("{first}, dan {n} lainnya")).format(first=told, n=len(others))
    return one_line(told)


def text_of(
    proposal: Proposal, person: str, day: date, translations: NullTranslations, template: str
) -> str:
    """The text of the pull request: its files, who hands it in, then the template of the office."""
    words = translations.gettext
    removed = words(_("dihapus"))
    lines = [words(_("Diserahkan oleh `{person}` pada {day}.")).format(person=person, day=day), ""]
    for one in proposal.files[:_MOST_FILES]:
        gone = f" ({removed})" if one.data is None else ""
        lines.append(f"- `{one_line(str(one.place)).replace('`', chr(0xFFFD))}`{gone}")
    more = len(proposal.files) - _MOST_FILES
    if more > 0:
        lines.append(words(_("- dan {n} berkas lain")).format(n=more))
    return "\n".join([*lines, "", template.strip()]).strip() + "\n"


def message_of(title: str, person: str, shares: Identity, translations: NullTranslations) -> str:
    """The message of the commit, which names who hands in as one of those who share in it.

    Not every file has a place for that, and whoever runs the command may be somebody else.
    """
    told = translations.gettext(_("Diserahkan oleh {person}.")).format(person=person)
    return f"{title}\n\n{told}\n\nCo-authored-by: {shares.name} <{shares.email}>\n"


def one_line(text: str) -> str:
    """A text on one line that can be shown anywhere, cut where it is long."""
    shown = "".join(sign if sign.isprintable() else " " for sign in text)
    line = " ".join(shown.split())
    return line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1] + "…"


def template_name(objects: tuple[str, ...]) -> str:
    """Which of the office's templates fits what is proposed: that of the first object."""
    kind = kind_of(objects[0]) if objects else ""
    if kind == REPORT:
        first = all(keys_of_object(one).get("state") == "1" for one in objects)
        return "report" if first else "correction"
    return form_for(kind)


def _about(name: str, content: Content, language: Language) -> str:
    """What an object is about: names where the content knows them, else what its path says."""
    known: dict[str, Mapping[str, Any]] = {
        "unit": content.units,
        "indicator": content.indicators,
        "goal": content.goals,
        "area": content.areas,
        "policy": content.policies,
    }
    parts = []
    for key, value in keys_of_object(name).items():
        if key == "period":
            parts.append(formats.period(language, value))
        elif key == "state":
            template = language.translations.gettext(_("keadaan {n}"))
            parts.append(template.format(n=value))
        else:
            record = known.get(kind_of(name) if key == "id" else key, {}).get(value)
            parts.append(say(language, record.name) if record else value)
    return ", ".join(parts)
