"""A mapping whose values are made when somebody first asks for them, and then kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

_K = TypeVar("_K")
_V = TypeVar("_V")


class OnDemand(Mapping[_K, _V]):
    """All keys are known at once; `make` gives the value of one of them.

    Values are made in the thread that asks; whoever has several lets one ask at a time.
    """

    def __init__(self, keys: Iterable[_K], make: Callable[[_K], _V]) -> None:
        """The keys keep their order."""
        self._keys = dict.fromkeys(keys)
        self._make = make
        self._made: dict[_K, _V] = {}

    def complete(self) -> None:
        """Make all values that nobody has asked for yet."""
        for key in self._keys:
            self[key]

    def __getitem__(self, key: _K) -> _V:
        """The value of a key; KeyError where it is none of the keys."""
        if key not in self._made:
            if key not in self._keys:
                raise KeyError(key)
            self._made[key] = self._make(key)
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        """Whether it is one of the keys; makes nothing."""
        return key in self._keys

    def __iter__(self) -> Iterator[_K]:
        """The keys in their order."""
        return iter(self._keys)

    def __len__(self) -> int:
        """How many keys there are."""
        return len(self._keys)
