"""Texts that break the rule of their field: a name with a unit, a definition of many sentences.

Both languages are judged. What must never stand in a text is `personal`'s, broken letters are
`encoding`'s, what a draft left to be written `unfinished`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kinerja.content.folder.load import Document
from kinerja.content.shape import schema
from kinerja.findings import Finding, Pointer, finding
from kinerja.model.content import Content
from kinerja.model.records import Bilingual, Indicator

_LONGEST_NAME = 100
"""Letters of an indicator's name that still stand on one line of a table or a slide."""

_IN_BRACKETS = re.compile(
    r"\((?:dalam |in |satuan |unit )?"
    r"(?:%|‰|persen(?:tase)?|per ?cent(?:age)?|rp\.?|rupiah|idr|juta(?: rupiah)?"
    r"|miliar(?: rupiah)?|(?:million|billion)(?: rupiah)?|hari(?: kerja| kalender)?"
    r"|(?:working |calendar )?days?|jam|hours?|bulan|months?|rasio|ratio|indeks|index"
    r"|skala(?: \d.*)?|scale(?: \d.*)?|poin|points?|jumlah|count|paket|packages|buah|orang|people)"
    r"\)",
    re.IGNORECASE,
)
"""A unit that stands in brackets, whatever the indicator's own."""

_DAYS = re.compile(r"\bhari\b|\bdays?\b", re.IGNORECASE)
_OF_UNIT = {
    "percent": re.compile(r"%|\bpersen(?:tase)?\b|\bper ?cent(?:age)?\b", re.IGNORECASE),
    "working_days": _DAYS,
    "days": _DAYS,
    "rupiah": re.compile(r"\brp\b|\brupiah\b|\bidr\b", re.IGNORECASE),
}
"""The indicator's own unit in words; indices, scales and counts are often proper names."""

_END = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-ZÀ-Þ]|\s*$)")
"""The end of a sentence: a capital follows, or nothing."""

_ABBREVIATED = frozenset((
    "dll", "dsb", "dst", "dkk", "rp", "no", "s.d", "a.n", "d.a", "d.h", "u.p", "u.b", "ps", "psl",
    "jl", "jln", "dr", "drs", "ir", "prof", "hj", "tgl", "hlm", "vs", "cf", "e.g", "i.e", "etc",
    "mr", "mrs", "ms", "st", "art", "fig", "approx", "plt", "plh", "pt", "cv", "tbk", "kep", "kab",
    "kec", "prov", "th",
))  # fmt: skip


def findings(content: Content, documents: Iterable[Document]) -> Iterator[Finding]:
    """What texts say too much of, as warnings, each at its text; `documents` are all files."""
    for indicator in content.indicators.values():
        file = content.file(f"indicators/{indicator.id}.yml")
        yield from _indicator(file, indicator)
    for document in documents:
        yield from _wordy(document)
    for place, pointer, name in _names(content):
        for language, text in _spoken(name):
            if text.endswith(".") and not _is_abbreviated(text.split()[-1].rstrip(".")):
                way = (*pointer, language)
                yield finding(content.file(place), "name-full-stop", way, value=text)


def _indicator(file: str, indicator: Indicator) -> Iterator[Finding]:
    own = _OF_UNIT.get(indicator.unit)
    for language, text in _spoken(indicator.name):
        found = _IN_BRACKETS.search(text) or (own.search(text) if own else None)
        pointer: Pointer = ("name", language)
        if found:
            yield finding(file, "name-with-unit", pointer, value=found[0], unit=indicator.unit)
        if len(text) > _LONGEST_NAME:
            yield finding(file, "name-too-long", pointer, value=len(text), most=_LONGEST_NAME)


def _wordy(document: Document) -> Iterator[Finding]:
    """Texts of more sentences than their schemas want (`x-sentences`)."""
    source = document.source
    for pointer, most, told in schema.marked(source.kind, "x-sentences", document.data):
        spoken = told.items() if isinstance(told, dict) else ()
        for way, text in [((*pointer, key), text) for key, text in spoken] or [(pointer, told)]:
            if (count := sentences(text)) > most:
                yield finding(source.name, "text-too-wordy", way, value=count, most=most)


def sentences(text: str) -> int:
    """How many sentences a text holds, abbreviations and decimal numbers not taken for ends.

    Where an abbreviation may end a sentence it is taken not to: a doubt is no reason to warn.
    """
    flat = " ".join(text.split())
    ends = [
        found
        for found in _END.finditer(flat)
        if found.end() == len(flat)
        or not _is_abbreviated(flat[flat.rfind(" ", 0, found.start()) + 1 : found.start()])
    ]
    return len(ends) + (not ends or ends[-1].end() < len(flat))


def _is_abbreviated(word: str) -> bool:
    """Whether a word before a full stop is short for something; single letters are initials."""
    bare = word.lstrip("(\"'“‘[").lower()
    return len(bare) == 1 or bare in _ABBREVIATED


def _spoken(name: Bilingual) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("id", name.id), ("en", name.en)


def _names(content: Content) -> Iterator[tuple[str, Pointer, Bilingual]]:
    """Every name that stands in two languages, with its file and place."""
    yield "organisation.yml", ("name",), content.organisation.name
    for place, position in enumerate(content.people.positions):
        yield "people.yml", ("positions", place, "name"), position.name
    for unit in content.units.values():
        yield f"units/{unit.id}.yml", ("name",), unit.name
    for goal in content.goals.values():
        yield f"goals/{goal.id}.yml", ("name",), goal.name
    for area in content.areas.values():
        yield f"areas/{area.id}.yml", ("name",), area.name
    for indicator in content.indicators.values():
        yield f"indicators/{indicator.id}.yml", ("name",), indicator.name
    for policy in content.policies.values():
        yield f"policies/{policy.id}.yml", ("name",), policy.name
        for number, band in enumerate(policy.bands):
            yield f"policies/{policy.id}.yml", ("bands", number, "name"), band.name
    yield from _planned_names(content)


def _planned_names(content: Content) -> Iterator[tuple[str, Pointer, Bilingual]]:
    for (year, id), plan in content.plans.items():
        file = f"action-plans/{year}/{id}.yml"
        for number, action in enumerate(plan.actions):
            yield file, ("actions", number, "name"), action.name
            for step, milestone in enumerate(action.milestones):
                yield file, ("actions", number, "milestones", step, "name"), milestone.name
