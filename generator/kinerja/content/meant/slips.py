"""Signs that YAML wants otherwise: Word's spaces, dashes and quotes, missing spaces and quotes.

Only a file that is refused is looked at, and a sign is only told if writing the right one mends
something: in a text that is read as it is meant every sign may stand. What is looked for are the
patterns of `signs`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kinerja.codes import RULES
from kinerja.content.meant.signs import PROBLEMS, Slip, signs
from kinerja.content.text.marks import compose, placed
from kinerja.findings import Finding, Severity, finding

Judge = Callable[[str], Sequence[Finding]]
"""What is found in a text of the file."""

MOST_LETTERS = 250_000
_MOST_TRIED = 500_000
"""Letters of a file to look at, and of all the texts in which signs are put back one by one."""
_MOST_TOLD = 20
_BEFORE, _SHOWN = 30, 100
"""Letters of a long line: before the sign, and in all."""


def told(file: str, text: str, found: Sequence[Finding], judge: Judge) -> list[Finding]:
    """Slips in a text that is refused, and what is found once they are mended; empty without any.

    `found` is what is found in the text, `judge` tells it of another text of the file.
    """
    if len(text) > MOST_LETTERS:
        return []
    slips = _known(text, list(signs(text)), judge)
    best, chosen = progress(found), []
    for tried in _tries(text, slips):
        after = progress(judge(_mended(text, tried)))
        if after > best:
            best, chosen = after, tried
        if after == SOUND:
            break
    if not chosen:
        return []
    needed = _needed(text, chosen, best, judge)
    mended = _mended(text, needed)
    shown, rest = list(_shown(file, text, mended, needed)), list(located(mended, judge(mended)))
    # Quotation marks are no help where no text is asked for.
    asked = {one.line for one in rest if one.code.endswith("-expected")}
    quotes = any(slip.kind == "text" for slip in needed)
    return [] if quotes and any(one.line in asked for one in shown) else [*shown, *rest]


def _known(text: str, slips: Sequence[Slip], judge: Judge) -> list[Slip]:
    """The slips without colons that make no key of ours: `kec:Sukamaju` is part of a text."""
    joined = [slip for slip in slips if slip.kind == "joined"]
    found = judge(_mended(text, joined)) if joined else ()
    unknown = {dict(one.params)["key"] for one in found if one.code == "key-unknown"}
    return [
        slip
        for slip in slips
        if slip.kind != "joined" or not text[: slip.start].endswith(tuple(unknown))
    ]


def _tries(text: str, slips: Sequence[Slip]) -> Iterator[list[Slip]]:
    """Slips to mend together: all, and those of each kind alone.

    A colon in a text in braces may stand behind a key before which a comma is missing, or belong
    to the text: what makes data of ours is seen by trying.
    """
    kinds = list(dict.fromkeys(slip.kind for slip in slips))
    ways = [[kind for kind in kinds if kind != other] for other in ("text", "split")]
    tries = [*ways, *([kind] for kind in kinds)]
    most = max(len(ways), _MOST_TRIED * 2 // max(len(text), 1))
    told: list[list[str]] = []
    for way in tries:
        if way and way not in told and len(told) < most:
            told.append(way)
            yield list(_without_overlap(slip for slip in slips if slip.kind in way))


def _without_overlap(slips: Iterator[Slip]) -> Iterator[Slip]:
    end = 0
    for slip in sorted(slips, key=lambda slip: slip.start):
        if slip.start >= end:
            end = slip.end
            yield slip


def _mended(text: str, slips: Sequence[Slip]) -> str:
    parts, end = [], 0
    for slip in slips:
        parts += [text[end : slip.start], slip.right]
        end = slip.end
    return "".join([*parts, text[end:]])


Progress = tuple[int, int, int, int]


def progress(found: Sequence[Finding]) -> Progress:
    """How far reading came: up to which line, else how much is wrong of structure, and at all.

    Greater is better, and `SOUND` the best.
    """
    errors = [one for one in found if RULES[one.code].severity is Severity.ERROR]
    shaped = [one for one in errors if one.code.startswith(_STRUCTURE) and one.code not in _VALUES]
    broken = [one for one in shaped if one.code.startswith("yaml-")]
    stopped = min((one.line for one in broken if one.code in STOPPING), default=0)
    reach = 0 if stopped else 1 if broken else 2
    return reach, stopped, -len(shaped), -len(errors)


SOUND = (2, 0, 0, 0)
"""How far a text is read in which nothing is wrong."""
STOPPING = ("yaml-syntax", "yaml-alias", "yaml-tag")
"""Behind these nothing has been read."""
_STRUCTURE = ("yaml-", "key-", "array-", "object-")
_VALUES = ("yaml-number-form",)


def _needed(text: str, slips: Sequence[Slip], reached: Progress, judge: Judge) -> list[Slip]:
    """The slips without those that may as well stand: a dash in a text, a note behind a hash."""
    needed = list(slips)
    tried = min(len(needed), _MOST_TRIED // max(len(text), 1))
    for slip in needed[:tried]:
        rest = [one for one in needed if one is not slip]
        if progress(judge(_mended(text, rest))) >= reached:
            needed = rest
    return needed


def _shown(file: str, text: str, mended: str, slips: Sequence[Slip]) -> Iterator[Finding]:
    """A finding for each slip, with its line as it should be written."""
    moved = 0
    told = set()
    for slip in slips[:_MOST_TOLD]:
        line = text.count("\n", 0, slip.start) + 1
        column = slip.start - text.rfind("\n", 0, slip.start)
        whole = _around(mended, slip.start + moved)
        moved += len(slip.right) - (slip.end - slip.start)
        kind = "space" if slip.sign.startswith("U+") else slip.kind
        found = finding(file, "yaml-sign", value=slip.sign, problem=PROBLEMS[kind], meant=whole)
        if (line, found.params) not in told:
            told.add((line, found.params))
            yield replace(found, line=line, column=column)


def _around(text: str, place: int) -> str:
    """The line at a place, of a long one whole words around it: half a number is not recognised."""
    start = text.rfind("\n", 0, place) + 1
    line, place = text[start:].partition("\n")[0], place - start
    if len(line.strip()) <= _SHOWN:
        return line.strip()
    first = line.find(" ", max(place - _BEFORE, 0), place) + 1 or place
    end = first + _SHOWN
    last = len(line) if end >= len(line) else line.rfind(" ", place, end)
    return f"… {line[first : last if last > place else end].strip()} …"


def located(text: str, found: Sequence[Finding]) -> Iterator[Finding]:
    """The findings of a text with their places in it, which the file itself does not show."""
    node = compose(text) if any(not one.line for one in found) else None
    return (placed(node, one) for one in found)
