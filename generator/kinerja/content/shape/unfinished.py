"""What a draft leaves to a person, and finds again where it was left so.

A text is the mark itself; a number, a day, or a person is an example, which obeys the schema, with
the mark beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kinerja.content.text.yaml import Data, texts
from kinerja.findings import Finding, finding
from kinerja.messages import everywhere
from kinerja.messages import mark as _

CODES = (_TEXT, _VALUE) = ("text-unfinished", "value-unfinished")
"""What is found where a draft was left as it was."""

UNFINISHED = _("LENGKAPI")
"""What a draft holds where a person has to write."""


def findings(file: str, data: Data, text: str) -> Iterator[Finding]:
    """What still is as `kinerja new` left it, in any language, as warnings at its place."""
    if not any(mark in text for mark in _marks()):
        return
    for pointer, value in texts(data):
        if value in _marks():
            yield finding(file, _TEXT, pointer, value=value)
    for number, line in enumerate(text.splitlines(), 1):
        beside = _beside().search(line)
        if beside:
            found = finding(file, _VALUE, value=beside[1], mark=beside[2])
            yield replace(found, line=number, column=beside.start(1) + 1)


@cache
def _marks() -> frozenset[str]:
    return everywhere(UNFINISHED)


@cache
def _beside() -> re.Pattern[str]:
    """A value and the mark as the comment behind it, as the draft writes both."""
    return re.compile(rf"(?:^|[:-]) *([^ :#][^:#]*?) +# ({'|'.join(sorted(_marks()))})\s*$")
