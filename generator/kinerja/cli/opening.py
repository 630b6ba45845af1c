"""`kinerja new realization --all-units`: a reporting period opened for every unit."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kinerja.cli.check import computed, language, refuse
from kinerja.cli.options import Settings, period_told, printable, tell, words
from kinerja.cli.propose import pull_template, today
from kinerja.findings import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kinerja.model.content import Content
    from kinerja.review.sending.opening import Opening


def open_period(told: Settings, kind: str, period: str | None, remote: str | None) -> int:
    """Write the drafts into the content folder, or with a remote send each as a proposal.

    Without a period it is the last that is over. Names what was made; 1 where content is wrong.
    """
    from kinerja.output import new_file
    from kinerja.review.sending.opening import KIND, last_ended, openings

    if kind != KIND:
        raise UserError("--all-units hanya untuk {kind}.", kind=KIND)
    root = told.content_folder()
    checked, _compiled, found = computed(told)
    if checked.content is None:
        return refuse(told, language(told, checked), found)
    translations = words(language(told, checked))
    day = told.as_of or today(root)
    asked = period_told(period) if period else last_ended(checked.content, day)
    drafts = list(openings(checked.content, root, asked))
    if remote:
        made = _sent(told, checked.content, drafts, remote)
    else:
        made = len(drafts)
        for one in drafts:
            new_file(root / one.place, one.text)
            tell(printable(str(root / one.place)))
    summary = translations.gettext("{period}: {made} unit kerja dibuka, {there} sudah ada.")
    there = len(checked.content.units) - made
    told.say(summary.format(period=asked, made=made, there=there))
    return 0


def _sent(told: Settings, content: Content, drafts: Sequence[Opening], remote: str) -> int:
    """Send each draft and open its pull request where the forge is known; how many there are."""
    from kinerja.git.history import MAIN
    from kinerja.git.writing import OPENER, identity
    from kinerja.review.forge.choosing import forge_of
    from kinerja.review.sending.announcing import title_of
    from kinerja.review.sending.opening import proposals
    from kinerja.review.sending.proposing import send
    from kinerja.site.language import Language

    code = content.organisation.language
    speaks = Language.of(code)
    forge = forge_of(os.environ) if os.environ.get("GITHUB_TOKEN") else None
    made = 0
    for one, proposal, landing in proposals(told.content_folder(), drafts, remote, MAIN):
        title = title_of(proposal, content, speaks)
        who = identity(proposal.top) or OPENER
        send(proposal, landing, f"{title}\n", who)
        address = landing.branch
        if forge is not None:
            text = pull_template(proposal)
            _number, address = forge.open_pull(title, text, landing.branch, proposal.base)
        tell(printable(f"{one.unit}: {address}"))
        made += 1
    return made
