"""How 2025 of the worked example was sealed, with the real commands; `review.example` calls it.

Two commits, for `kinerja reproduce` takes each state from the content of the commit that added it.
In between the score of ITKP for 2025 is the provisional one, as it was when the year was closed.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from kinerja.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
CLOSED = (
    ("2025-Q1", "2025-04-30"),
    ("2025-Q2", "2025-07-31"),
    ("2025-S1", "2025-07-31"),
    ("2025-Q3", "2025-10-31"),
    ("2025-Q4", "2026-01-31"),
    ("2025-S2", "2026-01-31"),
    ("2025", "2026-01-31"),
)
"""Each period with the day on which it was closed."""

SCORE = ROOT / "content" / "measurements" / "2025" / "itkp-score.yml"
PROVISIONAL, FINAL = "value: 69.10", "value: 70.43"
REASON = "Skor ITKP 2025 hasil penilaian akhir terbit sesudah tahun ditutup."

CORRECTION = (
    "Kemajuan yang dilaporkan untuk rencana aksi 2025 ikut dihitung pada aksi 2026 yang idnya sama."
)


def close_each(periods: Sequence[tuple[str, str]]) -> None:
    """Take the old records of periods away and close each on its day."""
    for period, _day in periods:
        shutil.rmtree(ROOT / "reports" / period, ignore_errors=True)
    for period, day in periods:
        assert _kinerja("close", period, "--as-of", day) == 0, period


def provisional_score() -> None:
    """The score as it was when the year was closed."""
    _score(FINAL, PROVISIONAL)


def final_score() -> None:
    """The score that was published later."""
    _score(PROVISIONAL, FINAL)


def revise() -> None:
    """Revise the year for its final score."""
    told = ("--kind", "revision", "--reason", REASON, "--as-of", "2026-03-31")
    assert _kinerja("revise", "2025", *told) == 0


def correct() -> None:
    """Correct the quarter whose actions had inherited the progress of the plan before."""
    told = ("--kind", "correction", "--reason", CORRECTION, "--as-of", "2026-09-30")
    assert _kinerja("revise", "2026-Q2", *told) == 0


def _score(old: str, new: str) -> None:
    text = SCORE.read_text("utf-8")
    assert old in text or new in text
    SCORE.write_text(text.replace(old, new), "utf-8")


def _kinerja(*arguments: str) -> int:
    content, reports = str(ROOT / "content"), str(ROOT / "reports")
    return main(["--quiet", "--content", content, "--reports", reports, *arguments])
