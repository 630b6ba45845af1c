"""What content makes of sealed periods now: figures that would differ, by how much, and why.

Whether the records are whole is `shelf`'s. Nothing is changed here, neither records nor figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from gettext import NullTranslations
from itertools import islice

from kinerja import __version__
from kinerja.achievement.compiling import Compiled
from kinerja.achievement.writing import achievements_csv, actions_csv
from kinerja.findings import Finding, finding
from kinerja.messages import mark as _
from kinerja.periods import Period
from kinerja.seal.causes import causes
from kinerja.seal.inputs import inputs
from kinerja.seal.known import given_again, keep, keys_of
from kinerja.seal.names import ACHIEVEMENTS, ACTIONS, RECORD
from kinerja.seal.record import State
from kinerja.seal.shelf import Shelf
from kinerja.seal.table import NONE, TITLES, Difference, differences

_SHOWN = 5
"""Causes in one period of which the worst row is told; the other rows are counted."""

_FILES_SHOWN = 3


def findings(
    shelf: Shelf, compiled: Compiled, fingerprints: Mapping[str, str], until: date | None = None
) -> list[Finding]:
    """Hold the latest state of every sealed period against what content gives now.

    `fingerprints` are those of all content files; a period that ends after `until` is left out.
    What changed without changing a figure is told once, whatever number of periods it lies under.
    """
    found: list[Finding] = []
    unmoved: dict[str, list[State]] = {}
    keys = keys_of(shelf, fingerprints, compiled.today)
    before = given_again(shelf, keys)
    now = set(before)
    for state in shelf.latest:
        if until is None or state.period.end <= until:
            own, others = changed_inputs(state, compiled, fingerprints)
            if state.name not in before:
                told = list(_of_state(shelf, state, compiled, own or others))
                found += told
                if not told:
                    now.add(state.name)
            if own and state.name in now:
                unmoved.setdefault(_shown(own), []).append(state)
    if now != before:
        keep(shelf, keys, now)
    return [*found, *(_unmoved(shelf, states, why) for why, states in unmoved.items())]


def tables(compiled: Compiled, period: Period) -> dict[str, bytes]:
    """The rows of a period in both tables, as `compile` writes them."""
    told = str(period)
    return {
        ACHIEVEMENTS: achievements_csv(compiled.rows.of(told)),
        ACTIONS: actions_csv([row for row in compiled.actions if row.period == told]),
    }


def differing(state: State, compiled: Compiled) -> list[tuple[str, Difference]]:
    """The rows of a sealed state that would be other ones now, each with the name of its table."""
    now = tables(compiled, state.period)
    return [(name, one) for name in now for one in differences(name, state.files[name], now[name])]


def changed_inputs(
    state: State, compiled: Compiled, fingerprints: Mapping[str, str]
) -> tuple[list[str], list[str]]:
    """Files that changed, came (`+`) or went (`-`) since a state was sealed.

    First those that its figures rest on, then those that could matter all the same.
    """
    own, beside = inputs(compiled.content, fingerprints, state.period)
    record = state.record
    known = {**record.beside, **record.inputs}
    mine = {place for place in own if place not in known} | set(record.inputs)
    others = ({*beside, *own, *record.beside}) - mine
    return (
        list(_changes(sorted(mine), known, fingerprints)),
        list(_changes(sorted(others), known, fingerprints)),
    )


def _changes(places: list[str], known: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for place in places:
        if known.get(place) != now.get(place):
            mark = "+" if place not in known else "-" if place not in now else ""
            yield f"{mark}{place}"


def _of_state(
    shelf: Shelf, state: State, compiled: Compiled, changed: Sequence[str]
) -> Iterator[Finding]:
    by_cause: dict[tuple[str, str], list[Difference]] = {}
    for name, one in differing(state, compiled):
        why = _shown(causes(compiled.content, one.row, changed)) or _program(state)
        by_cause.setdefault((name, why), []).append(one)
    worst = {told: min(group, key=_rank) for told, group in islice(by_cause.items(), _SHOWN)}
    for (name, why), one in worst.items():
        yield _differs(shelf, state, name, one, why)
    place = f"{shelf.name}/{state.name}"
    rest = [one for group in by_cause.values() for one in group if one not in worst.values()]
    if rest:
        nodes = dict.fromkeys(_node(one) for one in sorted(rest, key=_rank))
        name, line = max((name, one.line) for (name, _why), one in worst.items())
        more = finding(
            f"{place}/{name}", "sealed-rows-differ",
            count=len(rest), period=state.period, nodes=", ".join(nodes),
        )  # fmt: skip
        yield replace(more, line=line, column=1)


def _unmoved(shelf: Shelf, states: Sequence[State], why: str) -> Finding:
    """What changed under periods and no figure of theirs; told at the latest of them."""
    last = states[-1]
    warning = finding(
        f"{shelf.name}/{last.name}/{RECORD}", "sealed-inputs-changed",
        period=last.period, periods=", ".join(str(one.period) for one in states), why=why,
    )  # fmt: skip
    lines = last.files[RECORD].split(b"\n")
    line = next((n for n, text in enumerate(lines, 1) if b'"inputs"' in text), 1)
    return replace(warning, line=line, column=1)


def _rank(one: Difference) -> tuple[bool, bool, Decimal, int]:
    """What is told before what: indicators, the organisation, the greatest difference.

    What is put together from others follows from them; a figure that came or went is the worst.
    """
    below = one.row.get("level", "indicator") != "indicator"
    far = Decimal("Infinity" if one.column == "published" else 0)
    if far and one.old and one.new:
        far = abs(Decimal(one.new) - Decimal(one.old))
    return below, one.row.get("scope_type") == "unit", -far, one.line


def in_short(one: Difference, translations: NullTranslations) -> str:
    """A difference on one line: what it is about, and the cell as it was and is."""
    say = translations.gettext
    about = ", ".join(filter(None, (_scope(one), say(_basis(one)) if _basis(one) else "")))
    title, (old, new) = say(TITLES[one.column]), one.in_words
    return f"{_node(one)} ({about}): {title} {say(old)} → {say(new)}"


_BASES = {"period": _("periode itu"), "to_date": _("sejak awal tahun")}


def _basis(one: Difference) -> str:
    return _BASES.get(one.row.get("basis", ""), "")


def _node(one: Difference) -> str:
    return one.row["node"] if "node" in one.row else f"{one.row['indicator']}/{one.row['action']}"


def _differs(shelf: Shelf, state: State, name: str, one: Difference, why: str) -> Finding:
    is_action = name == ACTIONS
    old, new = one.in_words
    found = finding(
        f"{shelf.name}/{state.name}/{name}",
        "sealed-action-differs" if is_action else "sealed-figure-differs",
        period=state.period,
        node=_node(one),
        scope=_scope(one),
        basis=_basis(one),
        title=TITLES[one.column],
        old=old,
        new=new,
        why=why,
    )
    return replace(found, line=one.line, column=1)


def _scope(one: Difference) -> str:
    return one.row["scope"] if "scope" in one.row else one.row["unit"] or NONE


def _shown(files: Sequence[str]) -> str:
    more = len(files) - _FILES_SHOWN
    return ", ".join(files[:_FILES_SHOWN]) + (f" (+{more})" if more > 0 else "")


def _program(state: State) -> str:
    """What else can have changed a figure; the same program over the same files changes none."""
    tool = state.record.tool
    return NONE if tool == __version__ else f"kinerja {tool} → {__version__}"
