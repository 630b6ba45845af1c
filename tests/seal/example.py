"""Seals 2025 of the worked example anew, with the real commands; for whoever changed its figures.

    .venv/bin/python tests/seal/example.py close    # then commit: content and first states
    .venv/bin/python tests/seal/example.py revise   # then commit: the final score, its revision

Two commits, for `kinerja reproduce` takes each state from the content of the commit that added it.
In between the score of ITKP for 2025 is the provisional one, as it was when the year was closed.
"""

from __future__ import annotations

import shutil
import sys
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


def close() -> int:
    """Take the old records away and close every period."""
    for period, _day in CLOSED:
        shutil.rmtree(ROOT / "reports" / period, ignore_errors=True)
    _score(FINAL, PROVISIONAL)
    return max(_kinerja("close", period, "--as-of", day) for period, day in CLOSED)


def revise() -> int:
    """Put the final score in its place and revise the year."""
    _score(PROVISIONAL, FINAL)
    told = ("--kind", "revision", "--reason", REASON, "--as-of", "2026-03-31")
    return _kinerja("revise", "2025", *told)


def _score(old: str, new: str) -> None:
    text = SCORE.read_text("utf-8")
    assert old in text or new in text
    SCORE.write_text(text.replace(old, new), "utf-8")


def _kinerja(*arguments: str) -> int:
    content, reports = str(ROOT / "content"), str(ROOT / "reports")
    return main(["--quiet", "--content", content, "--reports", reports, *arguments])


if __name__ == "__main__":
    sys.exit({"close": close, "revise": revise}[sys.argv[1]]())
