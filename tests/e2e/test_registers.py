"""Registers of packages, which are long: found in by search, narrowed to a stage."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

PHONE = {"width": 390, "height": 844}

VISIBLE = "rows => rows.filter(one => one.checkVisibility()).length"

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_register_is_narrowed_to_one_stage_without_scripts(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport=PHONE, java_script_enabled=False)
    page.goto(f"{address}packages/pusat-data/2026/")
    rows, choices = page.locator("tbody tr"), page.locator(".k-stages label")
    shown = {}
    for choice in choices.all():
        choice.click()
        counted = int(choice.locator(".k-quiet").inner_text())
        shown[choice.inner_text()] = counted
        assert rows.evaluate_all(VISIBLE) == counted
    assert len(shown) > 3
    page.close()


def test_search_leads_to_the_row_of_a_package_and_shows_no_whole_register(
    page: Page, address: str, example: Path
) -> None:
    page.goto(address)
    page.click(".md-search__input")
    page.keyboard.type("pkt-2026-0029")
    result = page.locator(".md-search-result__link[href$='#pkt-2026-0029']").first
    expect(result).to_be_visible()
    expect(result.locator("del")).to_have_count(0)
    index = json.loads((example / "search/search_index.json").read_text("utf-8"))
    registers = [entry for entry in index["docs"] if entry["location"].startswith("packages/")]
    assert len(registers) > 500
    assert max(len(entry["text"]) for entry in registers) < 200
