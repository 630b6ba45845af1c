"""What every test may use: one browser, and property tests that find the same cases each time."""

import os
import shutil
import signal
from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

# Hypothesis' own profile for continuous integration: no random choice, no database, no deadline.
# HYPOTHESIS_PROFILE=default goes looking for new cases.
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

# A run in the background ignores Ctrl-C, and the programs that tests start would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)

# The names that the Makefile looks for too. None of them: the browser that Playwright installed.
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Slow files come first, so that of several processes none waits at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium without window; a test opens its own pages with `browser.new_page(...)`."""
    executable = next(filter(None, map(shutil.which, CHROMIUM)), None)
    # Chromium refuses its sandbox to root, which is who runs in a container.
    sandbox = os.geteuid() != 0
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=executable, chromium_sandbox=sandbox, args=["--disable-gpu"]
        )
        yield chromium
        chromium.close()
