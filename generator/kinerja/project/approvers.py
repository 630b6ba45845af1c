"""Who may approve which files on a day, as logins and in words; for the files that a forge reads.

The judgement itself is the ledger's. What is made of it is in `codeowners` and `pull_forms`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from gettext import NullTranslations

from kinerja.content.shape import schema
from kinerja.content.shape.objects import KINDS
from kinerja.findings import Pointer
from kinerja.ledger.holders import holdings
from kinerja.ledger.judging import Rule, entitled, rule_for
from kinerja.messages import mark as _
from kinerja.model.content import Content

_RULE: Pointer = ("versions", 0, "rules", 0)


@dataclass(frozen=True, slots=True)
class Approvers:
    """The people who may approve: their logins, and the ids of those who have none; both sorted."""

    logins: tuple[str, ...] = ()
    without_login: tuple[str, ...] = ()


def rules(content: Content, day: date) -> Iterator[tuple[Rule, tuple[str, ...]]]:
    """The rules in force on a day, each with the kinds of objects that it is for.

    In the order of the layout; kinds that need no approval are in none.
    """
    kinds: dict[int, list[str]] = {}
    by_identity: dict[int, Rule] = {}
    for kind in KINDS:
        rule = rule_for(content.approval_policy, kind, day)
        if rule is not None:
            by_identity[id(rule)] = rule
            kinds.setdefault(id(rule), []).append(kind)
    for identity, told in kinds.items():
        yield by_identity[identity], tuple(told)


def approvers(content: Content, rule: Rule, unit: str, day: date) -> Approvers:
    """Who may approve an object of a unit (empty: of no unit) under a rule on a day."""
    held = entitled(content.people, rule, unit, day)
    return _with_logins(content, {one.person for one in held})


def holders(content: Content, role: str, day: date) -> Approvers:
    """Who holds a role for the whole organisation on a day."""
    held = holdings(content.people, day)
    return _with_logins(content, {one.person for one in held if one.role == role and not one.unit})


def in_words(rule: Rule, translations: NullTranslations) -> str:
    """What a rule asks for: `Kepala UKPBJ, lalu Pimpinan (paling rendah JPT Madya)`."""
    say = translations.gettext
    ranks = rule.ranks or {}

    def role(code: str) -> str:
        name = _label((*_RULE, "all_of", 0), code, translations)
        if code not in ranks:
            return name
        rank = _label((*_RULE, "ranks", ""), ranks[code], translations)
        return say(_("{role} (paling rendah {rank})")).format(role=name, rank=rank)

    names = [role(code) for code in rule.all_of or rule.any_of]
    joint = _(", lalu ") if rule.in_order else _(" dan ") if rule.all_of else _(" atau ")
    told = say(joint).join(names)
    if (rule.minimum or 1) > max(len(rule.all_of), 1):
        few = _("{roles}; paling sedikit {count} orang")
        return say(few).format(roles=told, count=rule.minimum)
    return told


def kinds_in_words(kinds: Iterable[str], translations: NullTranslations) -> str:
    """The names of kinds, one after the other."""
    return ", ".join(_label((*_RULE, "kinds", 0), kind, translations) for kind in kinds)


def _with_logins(content: Content, people: Iterable[str]) -> Approvers:
    """The same people whatever the order of the file."""
    logins = {
        id: told.github
        for id in people
        if (told := content.person[id].logins) is not None and told.github
    }
    known = sorted(set(logins.values()), key=lambda login: (login.lower(), login))
    return Approvers(tuple(known), tuple(sorted(set(people) - set(logins))))


def _label(pointer: Pointer, code: str, translations: NullTranslations) -> str:
    """What the schema of the policy calls a code."""
    told = schema.at("approval-policy", pointer) or {}
    return translations.gettext(schema.labels(told).get(code, code))
