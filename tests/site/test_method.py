"""The page of the method: each rule in words, with an example worked out when the site is built."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from content_tree import add_indicator, add_target, flat, measure, office, spread_weights, write
from kinerja.achievement.compiling import compile_content
from kinerja.content.checking import check
from kinerja.messages import translator
from kinerja.model.records import PolicyVersion
from kinerja.project.adopting import adopt
from kinerja.site.report import report
from kinerja.site.views import Source
from kinerja.site.views.edges import edges

STANDARD = PolicyVersion(
    version=1, valid_from="2020", cap=Decimal(120), floor=Decimal(0), zero_bonus="none",
    natural_max_bonus="none", missing_at_year_end="exclude",
)  # fmt: skip
OFF = PolicyVersion(
    version=1, valid_from="2020", cap=None, floor=None, zero_bonus="cap", natural_max_bonus="cap",
    missing_at_year_end="exclude",
)  # fmt: skip


def worked(version: PolicyVersion) -> dict[str, tuple[str, str]]:
    return {it.rule.template: (str(it.raw), str(it.achievement)) for it in edges(version)}


def test_every_edge_of_section_7_has_an_example() -> None:
    assert list(worked(STANDARD).values()) == [
        ("100.00", "100.00"),  # on plan
        ("125.00", "120.00"),  # cap
        ("-30.00", "0.00"),  # floor
        ("100.00", "100.00"),  # within a range
        ("102.22", "102.22"),
        ("90.00", "90.00"),
        ("110.00", "110.00"),
        ("75.00", "75.00"),
        ("80.00", "80.00"),
        ("100.00", "100.00"),  # target zero, reached
        ("60.00", "60.00"),  # with a tolerance of 5
        ("0.00", "0.00"),  # without
        ("120.00", "120.00"),  # ratio at zero
        ("105.26", "105.26"),  # natural maximum
    ]


def test_what_a_policy_switches_off_is_said_in_other_words() -> None:
    on, off = worked(STANDARD), worked(OFF)
    assert off["Tanpa batas atas: tidak dipotong"] == ("125.00", "125.00")
    assert off["Tanpa batas bawah: dapat negatif"] == ("-30.00", "-30.00")
    assert "Target nol tercapai: 100" in off  # what would earn the cap, where there is none
    assert not {"Tanpa batas atas: tidak dipotong"} & set(on)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The page in both languages, of an office that adopted both rule tables."""
    tree = office(("biro-a",))
    add_indicator(tree, "x", caution={"id": "Hati-hati.", "en": "Take care."}, maps="MAPS 9(b)")
    add_target(tree, "x", flat(90))
    measure(tree, "x", "2026-Q1", 81)
    spread_weights(tree)
    folder = tmp_path_factory.mktemp("method") / "content"
    write(tree, folder)
    adopt(folder, ["itkp-2025", "governance-score-2026"], translator("id"))
    checked = check(folder)
    assert checked.content is not None, checked.findings
    told = report(compile_content(checked.content, date(2026, 12, 31)), "")
    return {
        f"{language}/{page.path}": page.write()
        for language in ("id", "en")
        for page in Source(told)(language).pages
        if page.path in ("method/", "indicators/x/")
    }


def row(page: str, head: str) -> list[str]:
    """The cells of the row that begins with a text."""
    (found,) = [line for line in re.findall(r"<tr.*?</tr>", page, re.S) if f">{head}<" in line]
    return [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[dh].*?</t[dh]>", found, re.S)]


def test_a_rule_table_stands_with_its_bands_and_a_worked_example(pages: dict[str, str]) -> None:
    page = pages["id/method/"]
    assert row(page, "SiRUP")[2:] == [
        "di atas 1: (2 − p) × 10; di atas 0,5: p × 10; selebihnya: 0", "10", "0,88", "8,80",
    ]  # fmt: skip
    assert row(page, "E-kontrak")[2].endswith("di atas 0,2: p × 5; selebihnya: 0")
    assert row(page, "B1 Formasi")[2:] == ["mulai 90: 11; mulai 80: 15", "15", "85", "15,00"]
    assert row(page, "D Survei integritas")[2] == "dinilai pihak luar"


def test_the_words_for_a_whole_score_stand_below_the_table(pages: dict[str, str]) -> None:
    told = "Sangat Baik (di atas 90), Baik (di atas 70), Cukup (mulai 50), Kurang (selebihnya)."
    assert told in re.sub(r"<[^>]+>|\\", "", pages["id/method/"])


def test_a_rule_table_is_never_shown_without_its_caveat(pages: dict[str, str]) -> None:
    assert pages["id/method/"].count("Perkiraan sendiri, bukan skor resmi") == 2
    assert pages["en/method/"].count("An own estimate, not an official score") == 2
    assert "belum dicocokkan dengan naskah resminya" in pages["id/method/"]


def test_special_cases_stand_on_the_page_in_both_languages(pages: dict[str, str]) -> None:
    zero = "Target nol dengan toleransi 5: turun sebanding dengan realisasi / toleransi"
    assert row(pages["id/method/"], zero)[1:] == ["0", "2", "60,00", "60,00"]
    english = translator("en").gettext(zero)
    assert english != zero
    assert row(pages["en/method/"], english)[1:] == ["0", "2", "60.00", "60.00"]


def test_the_page_of_an_indicator_names_its_trap(pages: dict[str, str]) -> None:
    assert "Hati-hati." in pages["id/indicators/x/"]
    assert "Take care." in pages["en/indicators/x/"]
    assert "MAPS 9(b)" in pages["id/indicators/x/"]
