"""The worked example, built once by the real command and served below a path like an office's."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from e2e.running import REPOSITORY, kinerja, served


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the example's site, in a folder of its own: below a path when served."""
    folder = tmp_path_factory.mktemp("example")
    site = folder / "kantor"
    kinerja("build", "--quiet", "--content", REPOSITORY / "content", "--site", site, cwd=folder)
    return site


@pytest.fixture(scope="session")
def address(example: Path) -> Iterator[str]:
    """Where the example is served: not at the root of its host."""
    with served(example.parent) as root:
        yield f"{root}kantor/"
