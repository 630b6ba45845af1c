"""The worked example, built once by the real command and served below a path like an office's."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Page

from e2e.running import REPOSITORY, kinerja, served, texts


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the example's site, in a folder of its own: below a path when served.

    It is built once, though tests may run in several processes.
    """
    everybody = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        everybody = everybody.parent
    folder = everybody / "example"
    site = folder / "kantor"
    with FileLock(everybody / "example.lock"):
        if not site.exists():
            folder.mkdir()
            kinerja("build", "--quiet", "--content", REPOSITORY / "content", "--site", site,
                    cwd=folder)  # fmt: skip
    return site


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A desk's screen."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    yield page
    page.close()


@pytest.fixture(scope="session")
def pages(example: Path) -> dict[str, str]:
    """The text of every page of the example by its address."""
    return texts(example)


@pytest.fixture(scope="session")
def address(example: Path) -> Iterator[str]:
    """Where the example is served: not at the root of its host."""
    with served(example.parent) as root:
        yield f"{root}kantor/"
