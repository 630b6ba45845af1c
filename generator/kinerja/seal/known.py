"""Sealed states that content was found to give again, so that it is not worked out at each turn.

Kept by all that their figures could rest on: the program, the day, the state itself, and every
content file but those of which no figure ever comes and the reports of later periods.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from kinerja import cache
from kinerja.content.shape.layout import told_by
from kinerja.periods import Period
from kinerja.seal.record import State
from kinerja.seal.shelf import Shelf

_NO_FIGURE = frozenset(("people", "approval-policy", "approval", "decision", "audit"))

_KEPT = msgspec.msgpack.Decoder(dict[str, str])


def keys_of(shelf: Shelf, fingerprints: Mapping[str, str], today: date) -> dict[str, str]:
    """What names each state that holds, together with what its figures could rest on."""
    return {state.name: _key(state, fingerprints, today) for state in shelf.latest}


def given_again(shelf: Shelf, keys: Mapping[str, str]) -> set[str]:
    """The names of the states that content gave under the same key before."""
    kept = cache.recall(_slot(shelf), cache.program())
    told = _KEPT.decode(kept[0]) if kept else {}
    return {name for name, key in told.items() if keys.get(name) == key}


def keep(shelf: Shelf, keys: Mapping[str, str], given: Iterable[str]) -> None:
    """Remember these states, and no others."""
    told = {name: keys[name] for name in sorted(given)}
    cache.keep(_slot(shelf), cache.program(), msgspec.msgpack.encode(told))


def _slot(shelf: Shelf) -> str:
    return f"sealed states of {shelf.root.absolute()}"


def _key(state: State, fingerprints: Mapping[str, str], today: date) -> str:
    end = state.period.end
    read = (part for one in sorted(fingerprints.items()) if _counts(one[0], end) for part in one)
    return cache.digest([state.seal, today.isoformat(), *read])


def _counts(place: str, end: date) -> bool:
    kind, keys = told_by(place) or ("", {})
    if kind == "realization":
        return Period.parse(keys["period"]).end <= end
    return kind not in _NO_FIGURE
