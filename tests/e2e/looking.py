"""Every page looked at once, in light, in the dark and on a phone: loading them takes the time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
SMALL_DESK = {"width": 1000, "height": 900}

_UNFOLD = "document.querySelectorAll('details').forEach(one => one.open = true)"
_ONE_OF_EACH_KIND = """
    const seen = new Set();
    for (const one of document.querySelectorAll("article :is(tbody tr, li, .k-history)")) {
        const marks = [...one.querySelectorAll("*")].map(each => each.tagName + each.className);
        const kind = [one.parentNode.className, one.tagName, one.className, ...marks].join(" ");
        if (seen.has(kind)) one.remove();
        seen.add(kind);
    }
"""
"""Rows and entries of the same marks and classes look alike; of hundreds axe is shown one."""


_BEYOND = """
    [...document.querySelectorAll("article :is(table, figure)")]
        .filter(one => one.getBoundingClientRect().right
            > one.parentElement.getBoundingClientRect().right + 1)
        .map(one => one.className)
"""
"""Tables and charts that reach out of their column, over the table of contents."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a page shows: what axe finds wrong in it, how many pixels wide it is on a phone.

    `beyond` are tables and charts that do not fit into their column on a desk.
    """

    place: str
    in_light: list[str]
    in_dark: list[str]
    width: int
    beyond: list[str] = field(default_factory=list)


Looks = tuple[list[Look], list[str]]
"""What there is to see on pages, and what they complained of."""


def looked_at(
    browser: Browser, root: str, places: Iterable[str], narrow: Iterable[str] = ()
) -> Looks:
    """A look at each page with everything unfolded, and what all of them complained of.

    Those of `narrow` are looked at on a phone only. Complaints are messages, errors, failed
    requests, and requests that leave the site.
    """
    page, troubles = browser.new_page(viewport=DESK), list[str]()
    page.on("console", lambda said: troubles.append(f"{said.type}: {said.text}"))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("dialog", lambda dialog: (troubles.append(dialog.message), dialog.dismiss()))
    page.on("requestfailed", lambda request: troubles.append(f"failed: {request.url}"))
    page.on("request", lambda request: request.url.startswith((root, "blob:", "data:"))
            or troubles.append(f"elsewhere: {request.url}"))  # fmt: skip
    page.on("response", lambda answer: answer.status < 400
            or troubles.append(f"{answer.status}: {answer.url}"))  # fmt: skip
    looks = [_looked_at(page, root, place) for place in places]
    looks += [Look(place, [], [], _width(page, root, place)) for place in narrow]
    page.wait_for_load_state("networkidle")
    page.close()
    return looks, troubles


def _looked_at(page: Page, root: str, place: str) -> Look:
    width = _width(page, root, place)
    beyond: list[str] = []
    for size in (SMALL_DESK, DESK):
        page.set_viewport_size(size)
        beyond += page.evaluate(_BEYOND)
    page.evaluate(_ONE_OF_EACH_KIND)
    light = _axe(page, {})
    page.add_style_tag(content="* { transition: none !important }")  # the dark comes at once
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    dark = _axe(page, {"runOnly": ["color-contrast"]})  # it differs by its colours only
    return Look(place, light, dark, width, beyond)


def _width(page: Page, root: str, place: str) -> int:
    page.goto(f"{root}{place}", wait_until="networkidle")  # leaving cuts off no request
    page.evaluate(_UNFOLD)
    page.set_viewport_size(PHONE)
    return int(page.evaluate("document.documentElement.scrollWidth"))


def _axe(page: Page, options: dict[str, object]) -> list[str]:
    found = Axe().run(page, options={"resultTypes": ["violations"], **options})
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found.response["violations"]]
