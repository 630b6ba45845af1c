"""What the tests of content share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from content_tree import Tree, write
from kinerja.content.checking import check
from small_office import USUAL


@pytest.fixture
def told(tmp_path: Path) -> Callable[[Tree], Counter[str]]:
    """Codes that a tree has beyond the small office's own, with how often."""

    def codes(tree: Tree) -> Counter[str]:
        write(tree, tmp_path / "content")
        found = check(tmp_path / "content").findings
        return Counter(one.code for one in found if one.code not in USUAL)

    return codes
