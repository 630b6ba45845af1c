"""Every score of the example's site can be computed again from what its page says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from html import unescape

import pytest

pytestmark = pytest.mark.slow

CENT = Decimal("0.01")
ROW = re.compile(r'<tr role="row"(?: class="k-level-(\d)")?>(.*?)</tr>', re.DOTALL)
CELL = re.compile(r'<td role="cell" class="[^"]*" data-label="([^"]*)">(.*?)</td>', re.DOTALL)
NAME = re.compile(r'<th role="rowheader" scope="row">(.*?)</th>', re.DOTALL)
NOT_DUE = ("Tidak dijadwalkan", "Tidak ditargetkan")


@dataclass
class Node:
    """One row of a table of goals, areas and indicators, as a reader sees it."""

    name: str
    cells: dict[str, str]
    children: list[Node] = field(default_factory=list)

    def number(self, column: str) -> Decimal | None:
        return number(self.cells[column])


def number(shown: str) -> Decimal | None:
    """The number that a cell begins with; None where it says why there is none."""
    found = re.match(r"−?[\d.]+(?:,\d+)?", shown)
    if not found:
        return None
    return Decimal(found[0].replace("−", "-").replace(".", "").replace(",", "."))


def seen(markup: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", markup)).strip()


def ladder(page: str) -> Node:
    """The total of a page's ladder, over goals, areas and indicators."""
    (table,) = re.findall(r'<table role="table" class="k-table k-table-ladder">.*?</table>',
                          page, re.DOTALL)  # fmt: skip
    above: list[Node] = [Node("", {})]
    for level, row in ROW.findall(table):
        cells = {unescape(label): seen(cell) for label, cell in CELL.findall(row)}
        if not cells:
            continue
        name = NAME.search(row)
        assert name
        node = Node(seen(name[1]), cells)
        if not level:  # the total stands at the foot
            node.children = above[0].children
            return node
        above = [*above[: int(level) + 1], node]
        above[-2].children.append(node)
    raise AssertionError("the ladder has no total")


def rolled_up(node: Node) -> Iterator[Node]:
    """A node and all below it that have children."""
    if node.children:
        yield node
        for child in node.children:
            yield from rolled_up(child)


def at_zero(node: Node) -> Decimal | None:
    """The score of a node if what has no value below it had earned nothing, as its cell says."""
    return number(node.cells["Tercakup"].partition("bila nol: ")[2])


def reports(pages: dict[str, str]) -> dict[str, str]:
    """The pages with a whole ladder: periods and units, in Indonesian."""
    return {
        address: text
        for address, text in pages.items()
        if re.fullmatch(r"(periods/20[0-9A-Z-]+|units/[a-z-]+)/", address)
        and "k-table-ladder" in text
    }


def test_a_reader_can_compute_every_score_again_from_the_page(pages: dict[str, str]) -> None:
    counted = lacking = 0
    for address, text in reports(pages).items():
        for node in rolled_up(ladder(text)):
            told = (address, node.name)
            owing = [child for child in node.children if child.cells["Capaian (%)"] not in NOT_DUE]
            due = [(child.number("Bobot (%)") or Decimal(0), child.number("Capaian (%)"))
                   for child in owing]  # fmt: skip
            computed = [(weight, score) for weight, score in due if score is not None]
            weight, whole = sum(w for w, _ in computed), sum(w for w, _ in due)
            published = node.number("Capaian (%)")
            if not weight:
                assert published is None, told
                continue
            earned = sum((w * score for w, score in computed), Decimal(0))
            assert published is not None, told
            assert abs(earned / weight - published) <= CENT, told
            covered = (Decimal(100) * weight / whole).quantize(Decimal(1), ROUND_HALF_UP)
            assert number(node.cells["Tercakup"]) == covered, told
            zero = node.cells["Tercakup"].partition("bila nol: ")[2]
            deeper = [at_zero(child) for child in owing]
            assert bool(zero) == (weight < whole or any(deeper)), told
            if zero:
                low = sum(
                    (
                        (own or score or Decimal(0)) * share
                        for own, (share, score) in zip(deeper, due, strict=True)
                    ),
                    Decimal(0),
                )
                assert abs(low / whole - (number(zero) or 0)) <= CENT, told
                lacking += 1
            counted += 1
    assert counted > 300
    assert lacking > 10


def test_the_method_works_the_current_total_out(pages: dict[str, str]) -> None:
    total = ladder(pages["periods/2026-Q3/"])
    text = seen(pages["method/"].partition('id="weights"')[2])
    earned, weight, score = re.findall(r"Total: ([\d.,]+) ÷ ([\d.,]+) = ([\d.,]+)\.", text)[0]
    assert number(score) == total.number("Capaian (%)")
    quotient = (number(earned) or Decimal(0)) / (number(weight) or Decimal(1))
    assert abs(quotient - (number(score) or Decimal(0))) <= CENT
    shown = pages["method/"].partition('id="weights"')[2]
    table = shown.partition("</table>")[0]
    rows = [{label: seen(cell) for label, cell in CELL.findall(row)}
            for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL)]  # fmt: skip
    parts = {(row["Bobot (%)"], row["Capaian (%)"]) for row in rows[1:-1]}
    scored = {(goal.cells["Bobot (%)"], goal.cells["Capaian (%)"]) for goal in total.children
              if goal.number("Capaian (%)") is not None}  # fmt: skip
    assert parts == scored
    assert "Seandainya yang tidak bernilai dihitung nol" in text
    assert "Kebijakan untuk yang belum dilaporkan pada nilai tahunan: tidak ikut dihitung" in text
