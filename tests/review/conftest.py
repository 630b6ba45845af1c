"""What the tests of approvals stand on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from review.stage import Stage, stage


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Stage]:
    with stage(tmp_path) as told:
        yield told
