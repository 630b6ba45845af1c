"""The example's site as its readers meet it: links, browser, phone, figures, ways."""

import csv
import re
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from e2e.looking import PHONE, Looks, looked_at
from e2e.running import REPOSITORY, broken_links

KINDS = (
    "",
    "periods/",
    "periods/2026-Q3/",
    "periods/2026-08/",
    "goals/",
    "goals/timely-supply/",
    "areas/planning-and-selection/",
    "indicators/",
    "indicators/award-on-time/",
    "indicators/contract-absorption/",
    "indicators/delayed-handovers/",
    "indicators/integrity-survey/",
    "units/",
    "units/pusat-pelatihan/",
    "packages/",
    "packages/pusat-data/2026/",
    "action-plans/",
    "approvals/",
    "approvals/2026/",
    "approvals/lasting/",
    "duties/",
    "method/",
    "handbook/",
    "handbook/formulas/",
    "handbook/reference/",
    "handbook/reference/indicator/",
)
"""One page of each kind, and of each kind of indicator."""

LANGUAGES = ("", "en/")
NOTICES = {"": "Data sintetis", "en/": "Synthetic data"}

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="session")
def figures(example: Path) -> dict[tuple[str, str], dict[str, str]]:
    """The organisation's rows of the published table by period and node, basis `period`."""
    with (example / "data/achievements.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["period"], row["node"]): row
            for row in csv.DictReader(file)
            if row["basis"] == "period" and row["scope_type"] == "organisation"
        }


def in_indonesian(figure: str) -> str:
    whole, _, decimals = figure.partition(".")
    return f"{whole},{decimals}"


# ------------------------------------------------------------------ in the files


def test_every_link_and_anchor_leads_somewhere(pages: dict[str, str], example: Path) -> None:
    assert broken_links(pages, example) == set()


def test_each_page_exists_in_both_languages(pages: dict[str, str]) -> None:
    english = {address.removeprefix("en/") for address in pages if address.startswith("en/")}
    indonesian = {address for address in pages if not address.startswith("en/")}
    assert english == indonesian
    assert set(KINDS) <= indonesian
    for address, text in pages.items():
        code = "en" if address.startswith("en/") else "id"
        assert f'<html lang="{code}"' in text, address


def test_every_page_says_that_the_data_are_synthetic(pages: dict[str, str]) -> None:
    for address, text in pages.items():
        notice = NOTICES["en/" if address.startswith("en/") else ""]
        assert notice in text.partition("<header")[0], address


def test_titles_tell_pages_apart(pages: dict[str, str]) -> None:
    titles = [re.findall(r"<title>(.*?)</title>", text)[0] for address, text in pages.items()
              if not address.startswith("en/")]  # fmt: skip
    assert len(titles) == len(set(titles))


def test_the_handbook_is_read_from_reading_to_running(pages: dict[str, str]) -> None:
    chapters = re.findall(r'href="\.\./([a-z-]+)/">', pages["handbook/running/"].split("Bab")[-1])
    assert chapters == ["reading-the-site", "reporting", "planning", "achievement", "proposing",
                        "comparing", "approving", "on-paper", "closing", "auditing", "content",
                        "columns", "formulas", "checking", "findings", "reference"]  # fmt: skip


# ---------------------------------------------------------------- in the browser


@pytest.fixture(scope="module")
def looks(browser: Browser, address: str) -> Looks:
    # English has the same templates and scripts; what differs are its words and addresses.
    english = [f"en/{kind}" for kind in KINDS]
    third = english[::3]
    rest = [place for place in english if place not in third]
    return looked_at(browser, address, [*KINDS, *third], rest)


def test_no_page_asks_another_host_or_complains(looks: Looks) -> None:
    assert looks[1] == []


def test_axe_finds_nothing(looks: Looks) -> None:
    assert [(one.place, one.in_light, one.in_dark) for one in looks[0]
            if one.in_light or one.in_dark] == []  # fmt: skip


def test_a_phone_never_scrolls_sideways(looks: Looks) -> None:
    assert [(one.place, one.width) for one in looks[0] if one.width > PHONE["width"]] == []


def test_on_a_desk_no_table_reaches_out_of_its_column(looks: Looks) -> None:
    assert [(one.place, one.beyond) for one in looks[0] if one.beyond] == []


@pytest.mark.parametrize(("wished", "given"), [("light", "default"), ("dark", "slate")])
def test_a_page_is_as_dark_as_the_desk(
    page: Page, address: str, wished: Literal["light", "dark"], given: str
) -> None:
    page.emulate_media(color_scheme=wished)
    page.goto(address)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", given)


def test_the_language_switch_keeps_the_page(page: Page, address: str) -> None:
    for kind in ("", "indicators/award-on-time/", "handbook/formulas/"):
        page.goto(f"{address}{kind}")
        page.click(".k-language")
        expect(page).to_have_url(f"{address}en/{kind}")
        expect(page.locator("html")).to_have_attribute("lang", "en")
        page.click(".k-language")
        expect(page).to_have_url(f"{address}{kind}")


@pytest.mark.parametrize(
    ("language", "words", "found"),
    [
        ("", "integritas", "indicators/integrity-survey/"),
        ("", "terlambat", "indicators/delayed-handovers/"),
        ("en/", "Award on time", "en/indicators/award-on-time/"),
    ],
)
def test_search_finds_an_indicator_by_an_everyday_word(
    page: Page, address: str, language: str, words: str, found: str
) -> None:
    page.goto(f"{address}{language}")
    page.click(".md-search__input")
    page.keyboard.type(words)
    result = page.locator(f'.md-search-result__link[href*="/{found}"]').first
    expect(result).to_be_visible()


def test_a_newcomer_walks_from_the_score_to_the_packages_behind_it(
    page: Page, address: str, figures: dict[tuple[str, str], dict[str, str]]
) -> None:
    page.set_viewport_size(PHONE)
    page.goto(address)
    expect(page.locator(".k-score-figure")).to_be_in_viewport()
    worst = page.locator("table").first.locator("tbody tr").first
    name = worst.locator("th a").inner_text()
    worst.locator("td a").click()
    expect(page.locator("h1")).to_have_text(name)
    expect(page.get_by_role("heading", name="paket menjauhkan angka ini")).to_be_in_viewport()
    package = page.locator("h2:has-text('paket menjauhkan') ~ table tbody tr").first
    link = package.locator("th a")
    title, identity = link.inner_text(), str(link.get_attribute("href")).partition("#")[2]
    link.click()
    there = page.locator(f"[id='{identity}']")
    expect(there).to_have_text(title)
    expect(there).to_be_in_viewport()
    scored = {
        node: float(row["published"])
        for (period, node), row in figures.items()
        if period == "2026-Q3" and row["level"] == "indicator" and row["published"]
    }
    page.goto(f"{address}indicators/{min(scored, key=lambda node: scored[node])}/")
    expect(page.locator("h1")).to_have_text(name)


def test_pages_show_what_the_published_table_says(
    page: Page, address: str, figures: dict[tuple[str, str], dict[str, str]]
) -> None:
    page.goto(address)
    total = figures["2026-Q3", "total"]["published"]
    expect(page.locator(".k-score-figure")).to_have_text(in_indonesian(total))
    row = figures["2026-Q3", "award-on-time"]
    page.goto(f"{address}indicators/award-on-time/")
    expect(page.locator(".k-lede strong")).to_have_text(in_indonesian(row["published"]))
    cells = page.locator("table").first.locator("tbody tr").first.locator("td").all_inner_texts()
    assert cells[0] == f"{float(row['realization']):.2f}".replace(".", ",")
    assert cells[1] == row["target"]
    assert cells[2] == in_indonesian(row["published"])
    assert cells[4] == row["n"]


@pytest.mark.parametrize(
    ("indicator", "action"),
    [("contract-absorption", "payment-clinic"), ("award-on-time", "schedule-review")],
    ids=["late", "done, and folded away"],
)
def test_an_indicator_leads_to_its_actions(
    page: Page, address: str, indicator: str, action: str
) -> None:
    page.goto(f"{address}indicators/{indicator}/")
    link = page.locator(f"a[href$='action-plans/#{indicator}/{action}']")
    name = link.inner_text()
    link.click()
    there = page.locator(f"[id='{indicator}/{action}']")
    expect(there).to_have_text(name)
    expect(there).to_be_in_viewport()


def test_without_scripts_a_page_is_readable_and_the_menu_works(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport=PHONE, java_script_enabled=False)
    page.goto(address)
    expect(page.locator(".k-lede")).to_be_visible()
    page.click(".k-menu summary")
    page.click(".k-menu a[href='indicators/']")
    expect(page).to_have_url(f"{address}indicators/")
    expect(page.locator("h1")).to_be_visible()
    page.close()


def test_the_example_names_no_machine(pages: dict[str, str], example: Path) -> None:
    for address, text in pages.items():
        assert str(example.parent) not in text, address
        assert str(REPOSITORY) not in text, address
