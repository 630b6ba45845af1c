"""A closing or revision that is killed leaves the whole state or none, and the next run works."""

from __future__ import annotations

import random
import signal
from pathlib import Path

import pytest

from content_tree import write
from faults.commands import done, litter, start, stop
from seal.offices import PERIOD, files, small_office

MOMENTS = 6


@pytest.mark.parametrize("seed", range(MOMENTS))
def test_a_killed_closing_leaves_the_whole_or_nothing(seed: int, tmp_path: Path) -> None:
    write(small_office(), tmp_path / "content")
    chance = random.Random(seed)
    records = tmp_path / "reports" / PERIOD
    process = start("close", PERIOD, cwd=tmp_path, XDG_CACHE_HOME=str(tmp_path / "cache"))

    def begun() -> bool:
        return records.exists() and any(records.iterdir())

    stop(process, signal.SIGKILL, begun, delay=chance.uniform(0, 0.004))
    left = files(records / "1") if (records / "1").exists() else {}
    assert len(left) in (0, 5)
    if not left:
        done("close", PERIOD, cwd=tmp_path)
    assert litter(tmp_path / "reports") == []
    said = done("check", "--format", "json", cwd=tmp_path)
    assert "seal" not in said.out
