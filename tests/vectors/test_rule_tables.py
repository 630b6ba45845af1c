"""§6, points by rule tables: the policies of the catalogue, read as content of an office."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from content_tree import Document, both, findings, office, write
from kinerja import resources
from kinerja.achievement.terms.rule_table import measure, points
from kinerja.achievement.terms.score import band_of
from kinerja.codes import has_errors
from kinerja.content.checking import check
from kinerja.model.content import Content
from kinerja.model.records import PolicyTableItem
from kinerja.model.validity import in_force
from kinerja.numbers import publish
from kinerja.periods import Period

OF_2025, OF_2026 = "itkp-2025", "governance-score-2026"
YEARS = {OF_2025: Period(2025, 1, 12), OF_2026: Period(2026, 1, 12)}

VECTORS = (
    # table, item, measure, points
    (OF_2025, "sirup", "0.50", "0"),
    (OF_2025, "sirup", "0.51", "5.10"),
    (OF_2025, "sirup", "0.88", "8.80"),
    (OF_2025, "sirup", "1", "10"),
    (OF_2025, "sirup", "1.35", "6.50"),
    (OF_2025, "sirup", "2.40", "0"),
    (OF_2025, "e-tendering", "0.72", "3.60"),
    (OF_2025, "non-e-tendering", "0.72", "3.60"),
    (OF_2025, "e-contract", "0.35", "1.75"),
    (OF_2025, "e-contract", "0.20", "0"),
    (OF_2025, "e-catalogue", "0.75", "3.00"),
    (OF_2025, "online-shop", "0", "0"),
    (OF_2025, "online-shop", "7", "1"),
    (OF_2026, "a1", "109.99", "5"),
    (OF_2026, "a1", "110", "4"),
    (OF_2026, "a1", "150", "0"),
    (OF_2026, "a1", "49.99", "0"),
    (OF_2026, "a2", "80", "2.5"),
    (OF_2026, "a2", "39.9", "0"),
    (OF_2026, "a3", "20", "0.5"),
    (OF_2026, "a4", "47.3", "6"),
    (OF_2026, "a5", "10", "0.5"),
    (OF_2026, "a6", "49", "2"),
    (OF_2026, "a7", "100", "5"),
    (OF_2026, "b1", "95", "11"),
    (OF_2026, "b1", "85", "15"),
)
PREDICATES = {
    "90.01": "very_good", "90": "good", "70.01": "good", "70": "fair", "50": "fair",
    "49.99": "poor",
}  # fmt: skip


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    root = tmp_path_factory.mktemp("tables") / "content"
    write(office(), root)
    for table in YEARS:
        text = resources.data("catalogue", "policies", f"{table}.yml").read_text("utf-8")
        (root / "policies" / f"{table}.yml").write_text(text, "utf-8")
    checked = check(root)
    assert not has_errors(checked.findings), checked.findings
    assert checked.content is not None
    return checked.content


def items(content: Content, table: str) -> dict[str, PolicyTableItem]:
    found = in_force(content.policies[table].tables, YEARS[table])
    assert found is not None
    assert not found.confirmed
    return {item.id: item for item in found.items}


@pytest.mark.parametrize(("table", "item", "measured", "earned"), VECTORS)
def test_points_of_section_6(
    content: Content, table: str, item: str, measured: str, earned: str
) -> None:
    found = points(items(content, table)[item], Decimal(measured))
    assert found is not None
    assert publish(found) == Decimal(earned)


@pytest.mark.parametrize(("table", "parts"), [
    (OF_2025, {"sirup": 10, "e-tendering": 5, "non-e-tendering": 5, "e-contract": 5,
               "e-catalogue": 4, "online-shop": 1, "staff": 30, "maturity": 40}),
    (OF_2026, {"a1": 5, "a2": Decimal("2.5"), "a3": Decimal("2.5"), "a4": 10,
               "a5": Decimal("2.5"), "a6": Decimal("2.5"), "a7": 5, "b1": 15, "b2": 9, "b3": 6,
               "c": 30, "d": 10}),
])  # fmt: skip
def test_the_maxima_are_those_of_section_6(
    content: Content, table: str, parts: dict[str, Decimal]
) -> None:
    assert {item.id: item.maximum for item in items(content, table).values()} == parts
    assert sum(parts.values()) == 100


def test_a_zero_denominator_earns_nothing_and_what_others_assess_is_not_estimated(
    content: Content,
) -> None:
    table = items(content, OF_2025)
    assert measure(table["sirup"], Decimal(5), Decimal(0)) is None
    assert points(table["sirup"], None) == 0
    assert points(table["staff"], None) is None
    assert points(table["maturity"], Decimal(9)) is None


def test_below_the_bands_that_are_printed_nothing_is_said(content: Content) -> None:
    assert points(items(content, OF_2026)["b1"], Decimal("79.9")) is None


def test_a_measure_is_a_quotient_in_the_unit_of_its_bands(content: Content) -> None:
    contract, plan = items(content, OF_2025)["e-contract"], items(content, OF_2026)["a4"]
    assert measure(contract, Decimal(52), Decimal(67)) == Decimal(52) / Decimal(67)
    assert measure(plan, Decimal(473), Decimal(1000)) == Decimal("47.3")


@pytest.mark.parametrize(("score", "status"), PREDICATES.items())
def test_predicates_of_section_6(content: Content, score: str, status: str) -> None:
    band = band_of(Decimal(score), content.policies[OF_2026].bands)
    assert band is not None
    assert band.status == status


def test_no_unconfirmed_table_bears_an_official_name_alone(content: Content) -> None:
    for table in YEARS:
        name = content.policies[table].name
        assert "bukan skor resmi" in name.id or "belum dipastikan" in name.id
        assert "not the official" in name.en or "Unconfirmed" in name.en


def broken(bands: list[Document], id: str = "b") -> Document:
    """A table of two items, the second as told."""
    item: Document = {"name": both("Butir"), "measured": both("Ukuran"), "unit": "ratio"}
    items = [item | {"id": "a", "maximum": 1}, item | {"id": id, "maximum": 1, "bands": bands}]
    version = {"version": 1, "valid_from": "2026", "source": both("Uji"), "confirmed": False}
    table = {"id": "t", "kind": "rule_table", "name": both("Tabel uji")}
    return table | {"tables": [version | {"items": items}]}


@pytest.mark.parametrize(
    ("code", "table"),
    [
        ("bands-disordered", broken([{"from": 1, "points": 0.5}, {"above": 1, "points": 1}])),
        ("band-without-bound", broken([{"points": 1}, {"from": 1, "points": 0}])),
        ("id-repeated", broken([{"points": 1}], id="a")),
        ("key-excluded", broken([{"from": 1, "above": 1, "points": 1}])),
        ("number-blank", broken([{"from": 1}])),
    ],
)
def test_a_table_that_hides_a_part_of_itself_is_refused(
    code: str, table: Document, tmp_path: Path
) -> None:
    tree = office()
    tree["policies/t.yml"] = table
    found = [one["code"] for one in findings(tree, tmp_path) if one["severity"] == "error"]
    assert found == [code] * (2 if code == "id-repeated" else 1)  # told at both places


def test_a_rule_table_is_no_policy_of_achievement(tmp_path: Path) -> None:
    tree = office()
    tree["policies/t.yml"] = broken([{"points": 1}])
    tree["organisation.yml"]["policies"]["achievement"] = "t"
    found = [one["code"] for one in findings(tree, tmp_path) if one["severity"] == "error"]
    assert found == ["policy-wrong-kind"]
