"""What the gate found, in words: who approved, who is missing and why, what no approval mends.

Plain text; whoever puts it into Markdown makes it harmless. Judging is `gate`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kinerja.content.shape.objects import REPORT, kind_of
from kinerja.content.shape.schema import schemas
from kinerja.ledger.holders import day_of, person_of
from kinerja.ledger.judging import Rule
from kinerja.messages import mark as _
from kinerja.review.deciding.gate import Asked, Gate
from kinerja.review.deciding.hearing import Reason
from kinerja.review.words.telling import Verdict
from kinerja.site import formats
from kinerja.site.approvals import role
from kinerja.site.language import Language
from kinerja.site.words import code, label

_LONGEST_STATUS = 140
"""Characters that a forge takes for the description of a status."""

_NAMED = 5
_FAULTS = {
    "broken": _("{what} tidak dapat dibaca atau melanggar skemanya; jalankan kinerja check."),
    "rules": _("{what} pada cabang dasar tidak terbaca, jadi tidak ada yang dapat menyetujui."),
    "unapproved": _(
        "{what} pada cabang dasar bukan yang terakhir disetujui, jadi yang digabungkan ke atasnya"
        " tidak dapat dicatat."
    ),
    "moved": _(
        "{what} berubah pula di cabang dasar, jadi hasil penggabungannya bukan isi yang dinilai."
        " Gabungkan cabang dasar ke usulan ini, lalu mintakan persetujuan lagi."
    ),
    "records": _("{what}: rekaman persetujuan tidak pernah diubah atau dihapus."),
    "records_mixed": _("{what}: rekaman persetujuan hanya ditambahkan dalam usulan tersendiri."),
    "records_by": _("{what}: rekaman persetujuan hanya ditulis oleh perekam."),
    "no_submitter": _(
        "{what} diusulkan oleh akun mesin tanpa submitted_by, jadi pengusulnya tidak diketahui."
    ),
}
_REASONS: Mapping[Reason, str] = {
    "bot": _("{who}: ulasan akun mesin tidak dihitung."),
    "unknown": _("{who}: akun ini tidak ada dalam people.yml."),
    "author": _("{who}: ikut mengusulkan, jadi tidak boleh menyetujui."),
    "role": _("{who}: tidak memegang peran atau jenjang yang diminta pada hari itu."),
    "older": _("{who}: menilai isi yang kemudian berubah; perlu meninjau lagi."),
    "gone": _("{who}: menilai commit yang tidak ada lagi; perlu meninjau lagi."),
}


def status(language: Language, told: Gate) -> str:
    """One line for the status of a commit."""
    words = language.translations.gettext
    if told.faults:
        line = words(_("Tidak dapat digabungkan: {what}")).format(what=_faults(language, told)[0])
    elif not told.asked:
        line = words(_("Tidak ada yang perlu disetujui."))
    elif told.passes:
        line = words(_("Semua persetujuan ada."))
    elif any(one.verdict.objections for one in told.asked):
        who = sorted({vote.person for one in told.asked for vote, _held in one.verdict.objections})
        line = words(_("Diminta perbaikan oleh {who}")).format(who=_people(told, who))
    else:
        roles = dict.fromkeys(_roles(language, one.rule, miss) for one in told.asked
                              for miss in one.verdict.missing)  # fmt: skip
        line = words(_("Menunggu {roles}")).format(roles=", ".join(roles))
    return line if len(line) <= _LONGEST_STATUS else line[: _LONGEST_STATUS - 1] + "…"


def verdict(language: Language, told: Gate) -> Verdict:
    """What the reviewer's comment says of approvals."""
    words = language.translations.gettext
    asked = words(_("persetujuan untuk {objects}")).format(objects=_objects(language, told.asked))
    return Verdict(
        asked if told.asked else words(_("tidak ada; usulan ini tidak memerlukan persetujuan")),
        tuple(_approved(language, told)),
        (*_faults(language, told), *_waiting(language, told)),
        _people(told, _proposers(told)),
    )


def text(language: Language, told: Gate) -> str:
    """The same for a terminal."""
    words = language.translations.gettext
    spoken = verdict(language, told)
    empty = [one.object for one in told.asked if one.is_empty]
    lines = [words(_("KOSONG: {object} tidak menyatakan satu nilai pun.")).format(object=one)
             for one in empty]  # fmt: skip
    lines.append(status(language, told))
    lines.append(words(_("Keputusan yang diminta: {asked}.")).format(asked=spoken.asked))
    lines += [f"  + {line}" for line in spoken.approved]
    lines += [f"  - {line}" for line in spoken.missing]
    if told.tool:
        line = words(_("Usulan ini mengubah program atau alur kerja: {files}."))
        lines.append(line.format(files=", ".join(told.tool[:_NAMED])))
    return "\n".join(lines)


def data(language: Language, told: Gate) -> dict[str, object]:
    """The same for programs."""
    return {
        "passes": told.passes,
        "description": status(language, told),
        "head": told.head,
        "base": told.base.commit,
        "faults": [{"code": code, "what": what} for code, what in told.faults],
        "tool": list(told.tool),
        "free": list(told.free),
        "objects": [
            {
                "object": one.object,
                "change": one.change,
                "fingerprint": one.fingerprint,
                "empty": one.is_empty,
                "step": one.rule.step,
                "approved_by": [
                    {"person": vote.person, "role": held.role, "capacity": held.capacity}
                    for vote, held in one.verdict.counted
                ],
                "missing": [list(roles) for roles in one.verdict.missing],
                "changes_requested_by": [vote.person for vote, _held in one.verdict.objections],
                "not_counted": [
                    {"who": other.who, "reason": other.reason} for other in one.unheard
                ],
            }
            for one in told.asked
        ],
    }


def _approved(language: Language, told: Gate) -> Iterator[str]:
    zone = told.rules.time_zone
    counted: dict[tuple[str, str, str], int] = {}
    for one in told.asked:
        for vote, held in one.verdict.counted:
            day = formats.day(language, day_of(vote.at, zone))
            spoken = role(language, held.role, held.capacity)
            key = (spoken, _name(told, vote.person), day)
            counted[key] = counted.get(key, 0) + 1
    words = language.translations.gettext
    for (spoken, name, day), count in counted.items():
        line = words(_("{role}: disetujui {name}, {day}, untuk {count} berkas"))
        yield line.format(role=spoken, name=name, day=day, count=count)


def _proposers(told: Gate) -> tuple[str, ...]:
    """Who is said to have handed it in, else who opened it."""
    said = {one for asked in told.asked for one in asked.submitted_by}
    opener = person_of(told.rules.people, told.pull.opened_by.login)
    return tuple(sorted(said)) or (opener.id if opener else told.pull.opened_by.login,)


def _waiting(language: Language, told: Gate) -> Iterator[str]:
    words = language.translations.gettext
    missing: dict[str, list[Asked]] = {}
    for one in told.asked:
        for vote, held in one.verdict.objections:
            line = words(_("{name} ({role}) meminta perbaikan"))
            said = line.format(name=_name(told, vote.person), role=role(language, held.role))
            missing.setdefault(said, []).append(one)
        waited = [_roles(language, one.rule, roles) for roles in one.verdict.missing]
        if one.rule.in_order and waited:
            waited = [words(_(", lalu ")).join(waited)]
        for roles in waited:
            said = words(_("menunggu {roles}")).format(roles=roles)
            missing.setdefault(said, []).append(one)
    for said, objects in missing.items():
        is_all = len(objects) == len(told.asked)
        yield said if is_all else f"{said}: {_objects(language, objects)}"
    reasons = {(other.reason, other.who) for one in told.asked for other in one.unheard}
    for reason, who in sorted(reasons):
        yield words(_REASONS[reason]).format(who=_name(told, who))


def _faults(language: Language, told: Gate) -> list[str]:
    words = language.translations.gettext
    return [words(_FAULTS[fault]).format(what=what) for fault, what in told.faults]


def _objects(language: Language, asked: Sequence[Asked]) -> str:
    """Objects by kind: `2 Realisasi (biro-umum/2026-Q1, …)`."""
    kinds: dict[str, list[str]] = {}
    for one in asked:
        kinds.setdefault(kind_of(one.object), []).append(one.object.partition("/")[2])
    told = []
    for kind, ids in kinds.items():
        named = ", ".join(dict.fromkeys(filter(None, ids[:_NAMED])))
        more = ", …" if len(ids) > _NAMED else ""
        name = kind_name(language, kind)
        told.append(f"{len(set(ids))} {name} ({named}{more})" if named else name)
    return "; ".join(told)


def kind_name(language: Language, kind: str) -> str:
    """What a kind of object is called."""
    if kind == REPORT:
        return language.translations.gettext(_("Laporan periode"))
    return label(language, schemas()[kind]["title"])


def _roles(language: Language, rule: Rule, roles: Iterable[str]) -> str:
    """Roles of which one is needed, with the rank that is asked for."""
    words = language.translations.gettext
    told = []
    for one in roles:
        rank = (rule.ranks or {}).get(one)
        name = role(language, one)
        least = words(_("{role} (sekurang-kurangnya {rank})"))
        shown = code(language, "people", "positions.0.rank", rank)
        told.append(least.format(role=name, rank=shown) if rank else name)
    return words(_(" atau ")).join(told)


def _name(told: Gate, who: str) -> str:
    """The name of a person of the base; a login as it is."""
    return next((one.name for one in told.rules.people.people if one.id == who), who)


def _people(told: Gate, who: Iterable[str]) -> str:
    return ", ".join(_name(told, one) for one in who)
