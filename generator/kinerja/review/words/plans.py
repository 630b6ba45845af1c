"""Sentences on plans and rules: targets as they hold, formulas, baselines, weights, policies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from kinerja.compare.difference import Aim, Difference, Rule
from kinerja.content.shape.objects import kind_of
from kinerja.findings import Pointer
from kinerja.ledger.judging import LEADERSHIP_DECIDES
from kinerja.messages import mark as _
from kinerja.model.records import Bilingual
from kinerja.review.words import values
from kinerja.review.words.escaping import shown
from kinerja.review.words.speech import Speech

_LANGUAGES = Bilingual.__struct_fields__
_IN_WORDS = ("formula", "words")

_ENTRIES = ("people", "positions", "actions", "versions")
"""Lists of things that come and go whole."""

_FIRST = ("target", "indicator", "weights", "goal", "area", "action-plan")
"""What a plan is decided by, the weightiest first."""


def aims(speech: Speech, told: Sequence[Aim], rules: Iterable[Rule] = ()) -> Iterator[str]:
    """For each indicator, scope and direction, its periods; the reasons are among the `rules`."""
    reasons = {rule.object: rule.after for rule in rules if rule.pointer[-1] == "reason"}

    def alike(aim: Aim) -> tuple[str, str, str]:
        return aim.indicator, aim.unit or "", str(aim.eased)

    for (indicator, unit, _eased), group in groupby(sorted(told, key=alike), key=alike):
        found = list(group)
        said = speech.listed([_moved(speech, one) for one in found], 4)
        scope = speech.unit(unit) if unit else speech.name(speech.names.organisation, "")
        template = _verb(speech, found[0])
        line = speech(template, indicator=speech.indicator(indicator), scope=scope, changes=said)
        reason = reasons.get(f"target/{found[0].year}/{indicator}")
        because = speech(_("Alasan: %(reason)s"), reason=shown(reason or ""))
        yield f"{line} {because}" if reason else line


def eased_aims(speech: Speech, told: Difference) -> Iterator[str]:
    """The targets that became easier."""
    return aims(speech, [one for one in told.aims if one.eased], told.rules)


def other_aims(speech: Speech, told: Difference) -> Iterator[str]:
    """The targets that did not become easier."""
    return aims(speech, [one for one in told.aims if not one.eased], told.rules)


def rules(speech: Speech, told: Difference) -> Iterator[str]:
    """The values that can change a figure, those of indicators first."""
    weighty = sorted(
        filter(_is_weighty, told.rules), key=lambda rule: not rule.object.startswith("ind")
    )
    reworded = {rule.object for rule in told.rules if rule.pointer[:2] == _IN_WORDS}
    for name, group in groupby(weighty, key=lambda rule: rule.object):
        found = list(group)
        yield from _told(speech, found)
        yield from _on_formula(speech, found[-1], name in reworded, is_told=bool(told.sealed))


def _on_formula(speech: Speech, rule: Rule, reworded: bool, *, is_told: bool) -> Iterator[str]:
    """What a reader who knows no SQL needs beside it, and which closed periods it would touch."""
    kind, _slash, id = rule.object.partition("/")
    manual = speech.names.indicators.get(id)
    name = speech.indicator(id)
    if kind == "indicator" and manual and rule.pointer[0] == "formula":
        template = _("Penjelasan rumus %(name)s belum disesuaikan; masih berbunyi: %(words)s.")
        if reworded:
            template = _("Penjelasan rumus %(name)s sekarang: %(words)s.")
        yield speech(template, name=name, words=speech.name(manual.words, "").rstrip("."))
    if rule.sealed and not is_told:
        yield speech(
            _("%(name)s dipakai pula dalam %(count)s periode yang sudah ditutup (%(periods)s);"
              " angka tersegelnya tetap sampai periode itu direvisi."),
            name=speech.object(rule.object), count=speech.count(len(rule.sealed)),
            periods=speech.listed([speech.period(one) for one in rule.sealed], 4),
        )  # fmt: skip


def other_rules(speech: Speech, told: Iterable[Rule]) -> Iterator[str]:
    """The values that `rules` does not tell; those of targets are told as targets."""
    return _told(
        speech,
        [one for one in told if not _is_weighty(one) and one.pointer[:1] != ("versions",)],
    )


def _told(speech: Speech, told: Iterable[Rule]) -> Iterator[str]:
    """A sentence for each value, and one for all that an entry says that came or went whole."""

    def entry(rule: Rule) -> tuple[str, Pointer, bool, bool] | Rule:
        is_entry = len(rule.pointer) > 2 and rule.pointer[0] in _ENTRIES
        is_whole = is_entry and None in (rule.before, rule.after)
        key = (rule.object, rule.pointer[:2], rule.before is None, rule.after is None)
        return key if is_whole else rule

    told, versions = _without_new_versions(list(told))
    for found in versions:
        yield _version(speech, found)
    for _entry, group in groupby(told, key=entry):
        found = list(group)
        if len(found) == 1:
            yield _rule(speech, found[0])
            continue
        first = found[0]
        template = _("%(name)s, tambahan: %(values)s.")
        if first.after is None:
            template = _("%(name)s, dihapus: %(values)s.")
        said = [rule for rule in found if not _is_understood(speech, rule)]
        yield speech(template, name=speech.object(first.object),
                     values=_listed(speech, said).rstrip("."))  # fmt: skip


def _without_new_versions(told: Sequence[Rule]) -> tuple[list[Rule], list[list[Rule]]]:
    """Values of versions that are new (each as one list), and all others."""
    new: dict[tuple[str, Pointer], list[Rule]] = {
        (rule.object, rule.pointer[:2]): []
        for rule in told
        if _is_start(rule) and rule.before is None
    }
    others: list[Rule] = []
    for rule in told:
        new.get((rule.object, rule.pointer[:2]), others).append(rule)
    return others, list(new.values())


def _version(speech: Speech, told: Sequence[Rule]) -> str:
    """From when a new version holds, and what it says otherwise than the one before it."""
    since = next(rule for rule in told if _is_start(rule))
    said = [
        speech(
            _("%(place)s dari %(before)s menjadi %(after)s"),
            place=" / ".join(tuple(values.way(speech, rule.object, rule.pointer))[2:]),
            before=values.value(speech, rule, rule.before),
            after=values.value(speech, rule, rule.after),
        )
        for rule in told
        if rule is not since
    ]  # fmt: skip
    return speech(
        _("%(name)s, versi %(version)s berlaku sejak %(since)s: %(changes)s."),
        name=speech.object(since.object), version=since.pointer[1],
        since=values.value(speech, since, since.after),
        changes="; ".join(said).rstrip(".") or speech(_("isinya sama")),
    )  # fmt: skip


def _is_start(rule: Rule) -> bool:
    return rule.pointer[0] == "versions" and rule.pointer[2:] == ("valid_from",)


def stated(speech: Speech, told: Sequence[Rule]) -> Iterator[str]:
    """What each new object says, in one sentence; what can change a figure comes first."""

    def weight(rule: Rule) -> tuple[int, str]:
        kind = kind_of(rule.object)
        return _FIRST.index(kind) if kind in _FIRST else len(_FIRST), rule.object

    for (_weight, name), group in groupby(sorted(told, key=weight), key=weight):
        said = [rule for rule in group if not _is_understood(speech, rule)]
        said.sort(key=lambda rule: not (rule.counts or rule.pointer[:2] == _IN_WORDS))
        if said:
            yield speech(
                _("%(name)s (baru): %(values)s."),
                name=speech.object(name), values=_listed(speech, said).rstrip("."),
            )  # fmt: skip


def _listed(speech: Speech, told: Sequence[Rule]) -> str:
    """Values with their titles; those that stand together under a common one."""
    parts = []
    for above, group in groupby(told, key=lambda rule: _way(speech, rule)[:-1]):
        said = [
            f"{_way(speech, one)[-1]} {values.value(speech, one, one.after or one.before)}"
            for one in group
        ]
        title = " / ".join(above)
        parts.append(f"{title}: {', '.join(said)}" if title else "; ".join(said))
    return "; ".join(parts)


def _way(speech: Speech, rule: Rule) -> tuple[str, ...]:
    """The way to a value; that of a text in the reader's language is the text's own."""
    pointer = rule.pointer
    is_text = len(pointer) > 1 and pointer[-1] == speech.language.code
    return tuple(values.way(speech, rule.object, pointer[:-1] if is_text else pointer))


def _is_understood(speech: Speech, rule: Rule) -> bool:
    """Whether a value only names its object or entry, or says the same in another language."""
    *above, key = rule.pointer
    is_other = bool(above) and key in _LANGUAGES and key != speech.language.code
    is_entry = key in ("id", "version") and str(rule.after) in map(str, above)
    return is_other or is_entry or rule.after in rule.object.split("/")


def _verb(speech: Speech, aim: Aim) -> str:
    manual = speech.names.indicators.get(aim.indicator)
    falls = manual is not None and manual.polarity == "maximize"
    if aim.eased is None:
        return _("Target %(indicator)s (%(scope)s) berubah: %(changes)s.")
    if aim.eased:
        if falls:
            return _("Target %(indicator)s (%(scope)s) diturunkan: %(changes)s.")
        return _("Target %(indicator)s (%(scope)s) dilonggarkan: %(changes)s.")
    if falls:
        return _("Target %(indicator)s (%(scope)s) dinaikkan: %(changes)s.")
    return _("Target %(indicator)s (%(scope)s) diperketat: %(changes)s.")


def _moved(speech: Speech, aim: Aim) -> str:
    said = {
        "period": speech.period(aim.period),
        "before": speech.target(aim.indicator, aim.before),
        "after": speech.target(aim.indicator, aim.after),
    }
    if aim.after is None:
        return speech(_("%(period)s semula %(before)s, sekarang tanpa target"), **said)
    if aim.before is None:
        return speech(_("%(period)s semula tanpa target, sekarang %(after)s"), **said)
    return speech(_("%(period)s dari %(before)s menjadi %(after)s"), **said)


def _is_weighty(rule: Rule) -> bool:
    """Whether a value can change a figure and is not told as a target; a version changes none."""
    kind = rule.object.partition("/")[0]
    if rule.pointer == ("formula", "version"):
        return False
    if kind in LEADERSHIP_DECIDES:
        return True
    if kind == "target":
        return rule.counts and (rule.pointer[0] == "baseline" or "tolerance" in rule.pointer)
    return rule.counts and kind != "action-plan"


def _rule(speech: Speech, rule: Rule) -> str:
    kind, _slash, id = rule.object.partition("/")
    told = {
        "place": values.place(speech, rule),
        "before": values.value(speech, rule, rule.before),
        "after": values.value(speech, rule, rule.after).rstrip("."),
    }
    if kind == "indicator" and rule.pointer[0] == "formula" and rule.counts:
        template = _("Rumus %(name)s berubah (%(place)s): semula %(before)s, menjadi %(after)s.")
        return speech(template, name=speech.indicator(id), **told)
    if kind == "target" and rule.pointer[0] == "baseline":
        name = speech.indicator(id.partition("/")[2])
        template = _("Nilai awal %(name)s berubah (%(place)s): semula %(before)s, menjadi"
                     " %(after)s.")  # fmt: skip
        return speech(template, name=name, **told)
    template = _("%(name)s berubah (%(place)s): semula %(before)s, menjadi %(after)s.")
    return speech(template, name=speech.object(rule.object), **told)
