"""What the leadership decided on a period (SOP step 17), on the page of that period."""

from __future__ import annotations

import html
import re
from pathlib import Path

from compare.test_comparing import decide
from content_tree import write
from seal.offices import PERIOD, done, small_office


def page(tmp_path: Path, language: str = "") -> str:
    """The text of the period's page as a reader sees it."""
    tree = small_office()
    decide(tree)
    write(tree, tmp_path / "content")
    done(tmp_path, "pages", str(tmp_path / "docs"))
    text = (tmp_path / "docs" / language / f"periods/{PERIOD}.md").read_text("utf-8")
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text)))


def test_a_period_says_what_was_decided_on_each_indicator_why_and_what_is_to_be_done(
    tmp_path: Path,
) -> None:
    said = page(tmp_path).partition("## Keputusan pimpinan")[2]
    assert "Ditetapkan 4 Mei 2026 Berita acara BA-1/2026" in said
    assert (
        "Setujui perbaikan Turun dua triwulan tinjau (Rina K., paling lambat 30 Juni 2026)" in said
    )


def test_the_english_page_names_the_outcome_in_english(tmp_path: Path) -> None:
    said = page(tmp_path, "en").partition("## Decision of the leadership")[2]
    assert "Decided 4 May 2026 Minutes BA-1/2026" in said
    assert "Approve improvement" in said
