"""The approvals of a small office in the browser: links, axe, phone, folds, hostile names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import content_tree as ct
from decided import Decided
from e2e.looking import PHONE, Looks, looked_at
from e2e.running import broken_links, kinerja, served, texts
from review.stage import office_tree, realization

KINDS = (
    "approvals/",
    "approvals/2026/",
    "approvals/lasting/",
    "duties/",
    "indicators/on-time/",
    "areas/contract-delivery/",
    "goals/timely-supply/",
    "periods/2026-Q1/",
    "units/biro-a/",
    "packages/",
    "packages/biro-a/2026/",
    "action-plans/",
)
"""The pages that say something of approvals."""

HOSTILE = "<img src=x onerror=alert(1)> \"'](javascript:alert(2)) `z` **t**"
LONG = "Pengadaan" * 12

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site of an office whose objects stand in every way that there is."""
    folder = tmp_path_factory.mktemp("office")
    tree = office_tree()
    for unit, person in (("biro-a", "budi-s"), ("biro-b", "rina-k")):
        handed_in = {"submitted_by": person, "submitted_on": date(2026, 4, 8)}
        tree[f"realizations/{unit}/2026-Q1.yml"] = realization(unit, **handed_in)
    tree["people.yml"]["people"][2]["name"] = HOSTILE
    tree["people.yml"]["people"][3]["name"] = LONG
    content = folder / "content"
    ct.write(tree, content)
    told = Decided(content)
    for name in ("goal/timely-supply", "area/contract-delivery", "indicator/on-time"):
        told.add(name, "hadi-k", minutes="BA-12/2026")
        told.add(name, "lukman-a", minutes="BA-12/2026")
    for name in ("target/2026/on-time", "weights/2026"):
        told.add(name, "hadi-k", authors=["maya-g"], capacity="plt", changes=[(LONG, "1", HOSTILE)])
        told.add(name, "lukman-a", authors=["maya-g"])
    told.add("register/biro-a/2026", "siti-r", position=HOSTILE, authors=[HOSTILE])
    told.add("realization/biro-a/2026-Q1", "siti-r", decision="needs_revision")
    target = content / "targets/2026/on-time.yml"
    target.write_text(target.read_text("utf-8").replace("value: 50", "value: 51"), "utf-8")
    definition = content / "indicators/on-time.yml"
    kept = definition.read_text("utf-8")
    definition.write_text(kept.replace("Indikator untuk uji.", "Artinya lain."), "utf-8")
    kinerja("build", "--quiet", "--content", content, "--site", folder / "kantor", cwd=folder)
    return folder / "kantor"


@pytest.fixture(scope="session")
def root(office: Path) -> Iterator[str]:
    with served(office.parent) as address:
        yield f"{address}kantor/"


def test_every_link_and_anchor_of_approvals_leads_somewhere(office: Path) -> None:
    found = texts(office)
    assert {f"{language}{kind}" for language in ("", "en/") for kind in KINDS} <= found.keys()
    assert broken_links(found, office) == set()


@pytest.fixture(scope="module")
def looks(browser: Browser, root: str) -> Looks:
    english = [f"en/{kind}" for kind in KINDS]
    third = english[::3]
    rest = [place for place in english if place not in third]
    return looked_at(browser, root, [*KINDS, *third], rest)


def test_axe_finds_nothing_on_pages_with_approvals(looks: Looks) -> None:
    assert [(one.place, one.in_light, one.in_dark) for one in looks[0]
            if one.in_light or one.in_dark] == []  # fmt: skip


def test_a_phone_never_scrolls_sideways_on_approvals(looks: Looks) -> None:
    assert [(one.place, one.width) for one in looks[0] if one.width > PHONE["width"]] == []


def test_a_badge_leads_to_the_history_that_is_folded_away(page: Page, root: str) -> None:
    page.goto(f"{root}units/biro-a/")
    page.get_by_role("link", name="Perlu perbaikan").click()
    there = page.locator("[id='realization--biro-a--2026-q1']")
    expect(there).to_contain_text("meminta perbaikan atas usulan Budi S.")
    expect(there.get_by_role("heading")).to_be_in_viewport()


def test_somebody_finds_what_waits_for_them_and_why(page: Page, root: str) -> None:
    page.goto(root)
    page.locator(".k-tabs").get_by_role("link", name="Persetujuan").click()
    page.get_by_role("link", name="Siapa yang ditunggu").first.click()
    expect(page.get_by_role("heading", name="Lukman A.")).to_be_visible()
    page.get_by_role("link", name="Realisasi biro-a, Triwulan I 2026").first.click()
    expect(page).to_have_url(f"{root}approvals/2026/#realization--biro-a--2026-q1")


def test_hostile_names_act_nowhere(looks: Looks, office: Path, page: Page, root: str) -> None:
    assert looks[1] == []
    for place, text in texts(office).items():
        assert not re.search(r"""href=["']?\s*(javascript|mailto):""", unescape(text)), place
    page.goto(f"{root}approvals/2026/")
    assert HOSTILE in str(page.locator("article").text_content())
