"""A small synthetic office and a cache of its own for the commands that are disturbed."""

import shutil
from pathlib import Path

import pytest

from faults.commands import Tree, done, tree


@pytest.fixture(autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """One cache for all of a session, away from that of whoever runs the tests."""
    cache = tmp_path_factory.getbasetemp() / "faults-cache"
    cache.mkdir(exist_ok=True)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the office's content and its tables, as they are without any fault."""
    folder = tmp_path_factory.mktemp("office")
    cache = str(tmp_path_factory.getbasetemp() / "faults-cache")
    done("sample", "content", "--units", "2", "--packages", "20", "--years", "2026",
         cwd=folder, XDG_CACHE_HOME=cache)  # fmt: skip
    done("compile", "--out", "tables", cwd=folder, XDG_CACHE_HOME=cache)
    return folder


@pytest.fixture(scope="session")
def tables(made: Path) -> Tree:
    """What `compile` makes of the office, by file."""
    found = tree(made / "tables")
    assert found is not None
    return found


@pytest.fixture
def office(made: Path) -> Path:
    """A folder with the office's content, to be disturbed; each time the same, for the cache."""
    folder = made.parent / f"{made.name}-disturbed"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(made / "content", folder / "content")
    return folder
