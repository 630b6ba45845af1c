"""HTML blocks taken past the Markdown converter, which would parse them tag by tag, twice.

They make up most of a page and come out of it unchanged, so a comment holds their place. Four
fifths of a run's time went there (decision of speed only: the page is the same without).
"""

from __future__ import annotations

import re

_BLOCK = re.compile(
    r"(?:(?<=\n\n)|\A)<(div|dl|details|figure|nav|ol|p|section|table|ul)\b"
    r"(?:[^\n]|\n(?!\n))*?</\1>(?=\n\n|\n?\Z)"
)
_PLACE = re.compile(r"<!--kinerja:([0-9]+)-->")


def take_out(markdown: str) -> tuple[str, list[str]]:
    """The Markdown with a numbered comment for each HTML block, and the blocks."""
    blocks: list[str] = []

    def place(block: re.Match[str]) -> str:
        blocks.append(block.group())
        return f"<!--kinerja:{len(blocks) - 1}-->"

    return _BLOCK.sub(place, markdown), blocks


def put_back(html: str, blocks: list[str]) -> str:
    """The converted page with each block in its place."""
    return _PLACE.sub(lambda place: blocks[int(place.group(1))], html)
