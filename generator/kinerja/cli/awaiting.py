"""What recorded approvals still wait for, said to whoever recorded them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kinerja.cli.check import sealed, stood
from kinerja.cli.options import Settings, printable, tell, words
from kinerja.messages import SOURCE_LANGUAGE
from kinerja.messages import mark as _

if TYPE_CHECKING:
    from datetime import date

    from kinerja.ledger.standing import Standing
    from kinerja.model.content import Content
    from kinerja.model.records import Approval
    from kinerja.review.deciding.gate import Asked
    from kinerja.site.language import Language

    Lacking = tuple[str, Asked]

_IN_ORDER = _("Peran itu menyetujui berurutan; yang mendahului gilirannya belum dihitung.")
_OLDER = _(
    "{object}: berita acara bertanggal {day}, sedangkan isinya baru dicatat {merged}. Pastikan yang"
    " ditandatangani adalah isi ini."
)
_NO_ROLE = _("{person} tidak memegang peran apa pun pada {day}; tanda tangannya tidak dihitung.")
_STRANGERS = _(
    "{object} ikut ditulis oleh orang yang tidak dikenal people.yml: {names}. Pastikan ia bukan"
    " penanda tangan, lalu samakan nama git-nya."
)
_OBJECTED = _(
    "{object}: {person} pernah meminta perbaikan atas isi ini. Ia, atau pemegang peran {role} yang"
    " lain, harus menyetujuinya."
)


def tell_what_waits(told: Settings, fresh: Collection[Approval]) -> None:
    """Say of what was recorded what its approval still waits for, and minutes that are older."""
    from kinerja.content.checking import check
    from kinerja.ledger.holders import day_of, moment, strangers
    from kinerja.site.language import Language

    if told.quiet:
        return
    say = words(told.lang).gettext
    checked = check(told.content_folder(), as_of=told.as_of)
    if checked.content is None:
        return
    zone = checked.content.organisation.time_zone
    language = Language.of(told.lang or SOURCE_LANGUAGE)
    for record in fresh:
        merged, signed = (day_of(moment(m), zone) for m in (record.merged_at, record.decided_at))
        if record.source.kind == "minutes" and signed < merged:
            day, text = record.source.date, say(_OLDER)
            told.say(text.format(object=record.object, day=day, merged=merged))
    for record in fresh:
        if names := strangers(record.authors):
            told.say(say(_STRANGERS).format(object=record.object, names=names))
    for person, day in _without_role(checked.content, fresh):
        told.say(say(_NO_ROLE).format(person=person, day=day))
    standings = stood(checked, sealed(told))
    for name in sorted({record.object for record in fresh}):
        waiting = _waiting(language, standings[name]) if name in standings else ()
        for template, about in waiting:
            told.say(say(template).format(object=name, **about))


def tell_what_lacks(told: Settings, lacking: Sequence[Lacking]) -> bool:
    """Say what was merged, by its commit, without its approvals; whether there is something.

    What was recorded before counts, for a commit that was reviewed may be gone by now.
    """
    from kinerja.content.checking import check
    from kinerja.ledger.course import verdict
    from kinerja.ledger.records import chains
    from kinerja.site.approvals import waits_for
    from kinerja.site.language import Language

    if not lacking:
        return False
    content = check(told.content_folder(), as_of=told.as_of).content
    known = chains(content) if content else {}
    say, language = words(told.lang).gettext, Language.of(told.lang or SOURCE_LANGUAGE)
    found = False
    for merged, one in lacking:
        records = (entry.record for entry in known.get(one.object, ()))
        now = verdict(one.rule, (told for told in records if told.commits.merged == merged))
        if not now.satisfied:
            found = True
            roles = waits_for(language, one.verdict.missing) or "–"
            line = say(_("{object} digabungkan tanpa semua persetujuan; yang kurang: {roles}."))
            tell(printable(line.format(object=one.object, roles=roles)), err=True)
    return found


def _without_role(content: Content, fresh: Iterable[Approval]) -> Iterator[tuple[str, date]]:
    """Signatories of minutes who held no role at all on their day."""
    from kinerja.ledger.holders import holdings

    papers = {(one.source.number, one.source.date): one.source.signatories for one in fresh}
    counted = {one.by.person for one in fresh}
    for (_number, day), signatories in papers.items():
        if day is not None:
            held = counted | {one.person for one in holdings(content.people, day)}
            yield from ((person, day) for person in signatories if person not in held)


def _waiting(language: Language, standing: Standing) -> Iterator[tuple[str, Mapping[str, str]]]:
    """What an approval waits for, as sentences: who objects, who is missing, and in what order."""
    from kinerja.site.approvals import awaited, role

    for one in standing.objections:
        yield _OBJECTED, {"person": one.person, "role": role(language, one.role)}
    if standing.missing:
        yield (
            _("{object}: masih menunggu {roles}."),
            {"roles": awaited(language, standing)},
        )
        waiting = {role for roles in standing.missing for role in roles}
        spoken = {one.by.role for one in standing.said if one.decision == "approved"}
        if standing.rule and standing.rule.in_order and waiting & spoken:
            yield _IN_ORDER, {}
