"""`kinerja propose`: changed content sent as a branch, for a pull request."""

from __future__ import annotations

import os
import re
import tempfile
from dataclasses import replace
from datetime import date, datetime
from gettext import NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from kinerja.cli.check import examine, language, refuse, sealed
from kinerja.cli.options import Settings, common, printable, settings, tell, words
from kinerja.findings import UserError, nearest
from kinerja.messages import mark as _

if TYPE_CHECKING:
    from kinerja.content.checking import Checked
    from kinerja.model.content import Content
    from kinerja.review.sending.proposing import Landing, Proposal

_GITHUB = re.compile(r"(?:https://|ssh://git@|git@)github\.com[/:]([\w.-]+/[\w.-]+?)(?:\.git)?/?")


@click.command("propose", help=_("Mengusulkan isi yang berubah: cabang, commit, dan usulan."))
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar=_("PATH"))
@click.option("--by", "person", required=True, metavar=_("ORANG"),
              help=_("Id orang yang menyerahkan, seperti dalam people.yml."))  # fmt: skip
@click.option("--title", metavar=_("TEKS"), help=_("Judul usulan; bawaan: apa yang berubah."))
@click.option("--remote", default="origin", metavar=_("NAMA"),
              help=_("Repositori tujuan; bawaan: origin."))  # fmt: skip
@click.option("--branch", metavar=_("CABANG"),
              help=_("Cabang usulan; untuk memperbaiki usulan yang sudah ada."))  # fmt: skip
@click.option("--base", default="main", metavar=_("CABANG"),
              help=_("Cabang yang hendak diubah; bawaan: main."))  # fmt: skip
@common
def propose_command(
    paths: tuple[Path, ...],
    person: str,
    title: str | None,
    remote: str,
    branch: str | None,
    base: str,
) -> int:
    """Check what is proposed, sign it, send it; 1 where it is wrong, nothing done then."""
    from kinerja.git.writing import Identity, identity
    from kinerja.review.sending import announcing, proposing
    from kinerja.site.language import Language

    told = settings()
    root = told.content_folder()
    name = _name_of(person, root)
    proposal = proposing.gather(root, told.reports_folder(), paths, remote, base)
    if not proposal.files:
        told.say(words(told.lang).gettext(_("Tidak ada isi yang berubah.")))
        return 0
    day = told.as_of or today(root)
    written, proposal = proposal, proposing.sign(proposal, person, day)
    landing = proposing.land(proposal, branch or proposing.branch_of(proposal))
    checked = _checked(told, proposal, landing, written)
    if checked is None or checked.content is None:
        return 1
    code = checked.content.organisation.language
    spoken = words(code)
    line = announcing.one_line(title or "") or announcing.title_of(
        proposal, checked.content, Language.of(code)
    )
    shares = Identity(name, f"{person}@kinerja.invalid")
    message = announcing.message_of(line, person, shares, spoken)
    proposing.send(proposal, landing, message, identity(proposal.top) or shares)
    text = announcing.text_of(proposal, person, day, spoken, pull_template(proposal))
    _tell_of_others(told, checked.content, proposal, person, day)
    _tell_of_drafts(told, checked, proposal)
    _open(told, words(language(told, checked)), proposal, landing, (line, text))
    return 0


def _name_of(person: str, root: Path) -> str:
    """The name of who hands in. Raises UserError for somebody whom people.yml does not know."""
    from kinerja.content.authoring.submission import people

    known = people(root)
    if known and person not in known:
        raise UserError(
            "{person} tidak ada dalam people.yml. Mungkin maksudnya: {nearest}.",
            person=person,
            nearest=nearest(person, known),
        )
    return known.get(person) or person


def today(root: Path) -> date:
    """The day it is at the office: handing in is an act, not a result."""
    from kinerja.content.authoring.submission import time_zone

    try:
        return datetime.now(ZoneInfo(time_zone(root) or "Asia/Jakarta")).date()
    except (OSError, ValueError):  # a zone that is none: the check will say so
        return datetime.now(ZoneInfo("Asia/Jakarta")).date()


def _checked(
    told: Settings, proposal: Proposal, landing: Landing, written: Proposal | None
) -> Checked | None:
    """The content as it would be, apart from what else lies in the working tree; None if wrong.

    What is wrong is told by the lines of what was `written`, before it was signed.
    """
    from kinerja.review.sending.proposing import lay_out

    with tempfile.TemporaryDirectory() as aside:
        content, reports = lay_out(proposal, landing, Path(aside))
        there = replace(told, content=content, reports=reports or told.reports_folder())
        checked, compiled, found = examine(there, sealed(there))
        if compiled is not None:
            return checked
        if written is None or _checked(told, written, landing, None) is not None:
            refuse(there, language(told, checked), found)
    return None


def _tell_of_others(
    told: Settings, content: Content, proposal: Proposal, person: str, day: date
) -> None:
    """Say of which other unit's files somebody hands in who works for some units only."""
    from kinerja.content.shape.objects import unit_of
    from kinerja.ledger.holders import holdings

    own = {one.unit for one in holdings(content.people, day) if one.person == person}
    units = dict.fromkeys(unit_of(one) for one in proposal.objects)
    others = [one for one in units if one and own and own.isdisjoint((one, ""))]
    if others:
        text = words(told.lang).gettext(_("{person} bertugas untuk {own}, bukan untuk {units}."))
        told.say(text.format(person=person, own=", ".join(sorted(own)), units=", ".join(others)))


def _tell_of_drafts(told: Settings, checked: Checked, proposal: Proposal) -> None:
    """Say which of the proposed files still hold what a draft leaves to be written."""
    from kinerja.content.shape.unfinished import CODES

    places = {str(one.place) for one in proposal.files}
    left = dict.fromkeys(
        one.file
        for one in checked.findings
        if one.code in CODES and any(place.endswith(one.file) for place in places)
    )
    for file in left:
        template = _(
            "{file} masih memuat isian yang belum diisi; kinerja check menyebut tempatnya."
        )
        told.say(words(told.lang).gettext(template).format(file=file))


def pull_template(proposal: Proposal) -> str:
    """The office's template for such a proposal, as it is where the work began."""
    from kinerja.git.trees import blob_at
    from kinerja.project.pull_forms import FOLDER
    from kinerja.review.sending.announcing import template_name

    place = f"{FOLDER}/{template_name(proposal.objects)}.md"
    return (blob_at(proposal.top, proposal.fork, place) or b"").decode("utf-8", "replace")


def _open(
    told: Settings,
    translations: NullTranslations,
    proposal: Proposal,
    landing: Landing,
    announced: tuple[str, str],
) -> None:
    """Open the pull request where the forge is known, else say how; the result is printed."""
    from kinerja.git.writing import address_of

    say = translations.gettext
    if landing.is_there:
        told.say(say(_("Isi ini sudah diusulkan; tidak ada yang ditambahkan.")))
    if os.environ.get("GITHUB_REPOSITORY") and os.environ.get("GITHUB_TOKEN"):
        from kinerja.review.forge.choosing import forge_of

        _number, url = forge_of(os.environ).open_pull(*announced, landing.branch, proposal.base)
        tell(printable(url))
        return
    tell(printable(landing.branch))
    address = address_of(proposal.top, proposal.remote)
    found = _GITHUB.fullmatch(address)
    if found:
        place = f"https://github.com/{found[1]}/compare/{proposal.base}...{landing.branch}?expand=1"
        template = _("Buka usulannya di {place}")
    else:
        place, template = (
            address,
            _(
                "Cabang itu ada di {place}. Yang berwenang menggabungkannya, di folder tanpa"
                " perubahan (git stash --include-untracked), dengan: git fetch {remote}; git merge"
                " --no-ff {remote}/{branch}; git push {remote} {base}"
            ),
        )
    line = {"remote": proposal.remote, "branch": landing.branch, "base": proposal.base}
    told.say(say(template).format(place=place, **line))
    told.say(say(_("Untuk memperbaikinya nanti: --branch {branch}")).format(branch=landing.branch))
