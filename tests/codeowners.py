"""CODEOWNERS as GitHub reads it: the last line that matches decides, letter case counts."""

from __future__ import annotations

import re
from functools import cache

_WORD = re.compile(r"(?:\\.|[^\\\s])+")


def owners(text: str, path: str) -> set[str]:
    """The logins that own a path of the repository."""
    found: set[str] = set()
    for line in text.splitlines():
        words = _WORD.findall(line.partition("#")[0] if line.startswith("#") else line)
        if words and _pattern(words[0]).fullmatch(path):
            assert all(word.startswith("@") for word in words[1:]), line
            found = {word[1:] for word in words[1:]}
    return found


@cache
def _pattern(told: str) -> re.Pattern[str]:
    """A pattern as a regular expression of whole paths; a folder's is for all that is in it."""
    assert not told.startswith("!"), told
    assert not re.search(r"(?<!\\)[\[\]]", told), told
    anchored = "/" in told.rstrip("/")
    is_folder = told.endswith("/")
    parts = re.findall(r"\\.|\*\*/?|\*|\?|.", told.strip("/"))
    meant = {"*": "[^/]*", "?": "[^/]", "**/": "(?:.*/)?", "**": ".*"}
    inner = "".join(meant.get(one) or re.escape(one[-1]) for one in parts)
    return re.compile(
        ("" if anchored else "(?:.*/)?") + inner + ("/.+" if is_folder else "(?:/.+)?")
    )
