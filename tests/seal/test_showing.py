"""The site shows a sealed period from its record, says so, and hands its files out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from content_tree import measure, report
from seal.offices import PERIOD, cli, done, files, small_office

REASON = "Tanggal serah terima yang benar sudah ada."


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two ended quarters, of which the first was closed and revised; then a unit was founded."""
    folder = tmp_path_factory.mktemp("office")
    tree = small_office()
    report(tree, "biro-a", "2026-Q2")
    done(folder, "close", PERIOD, tree=tree)
    facts = tree[f"realizations/biro-a/{PERIOD}.yml"]["packages"]
    facts[0]["handover_date"] = date(2026, 3, 20)
    done(folder, "revise", PERIOD, "--kind", "revision", "--reason", REASON, tree=tree)
    tree["units/biro-c.yml"] = {"id": "biro-c", "name": {"id": "Biro C", "en": "Bureau C"}}
    done(folder, "pages", str(folder / "pages"), tree=tree)
    return folder


def page(office: Path, address: str) -> str:
    return (office / "pages" / f"{address}.md").read_text("utf-8")


def test_a_sealed_period_says_which_state_it_shows_and_why(office: Path) -> None:
    told = page(office, f"periods/{PERIOD}")
    assert "Angka tersegel, keadaan ke-2" in told
    assert REASON in told
    assert "Revised, for there are better data" in page(office, f"en/periods/{PERIOD}")


def test_both_values_of_a_revised_figure_are_shown(office: Path) -> None:
    told = page(office, f"periods/{PERIOD}").partition("Rekaman tersegel")[2]
    assert "Indikator x" in told
    assert "83,33" in told
    assert "55,56" in told


def test_every_state_keeps_its_reason_and_what_it_changed(tmp_path: Path) -> None:
    tree = small_office()
    done(tmp_path, "close", PERIOD, tree=tree)
    facts = tree[f"realizations/biro-a/{PERIOD}.yml"]["packages"]
    facts[0]["handover_date"] = date(2026, 3, 20)
    done(tmp_path, "revise", PERIOD, "--kind", "revision", "--reason", REASON, tree=tree)
    facts[0]["handover_date"] = date(2026, 2, 14)
    mistake = "Paket itu memang diserahkan pada Februari."
    done(tmp_path, "revise", PERIOD, "--kind", "correction", "--reason", mistake, tree=tree)
    done(tmp_path, "pages", str(tmp_path / "pages"))
    told = page(tmp_path, f"periods/{PERIOD}")
    assert "Angka tersegel, keadaan ke-3" in told
    shown = told.partition("Rekaman tersegel")[2]
    assert shown.index(mistake) < shown.index(REASON)
    assert "Angka yang berubah oleh keadaan ke-2" in shown
    assert "Angka yang berubah oleh keadaan ke-3" in shown


def test_a_revised_figure_says_so_on_the_page_of_its_indicator(office: Path) -> None:
    told = page(office, "indicators/x")
    assert "semula 83,33" in told
    assert "semula" not in page(office, "indicators/y")


def test_an_open_period_says_that_it_is_provisional(office: Path) -> None:
    told = page(office, "periods/2026-Q2")
    assert "Angka sementara" in told
    assert "Rekaman tersegel" not in told


def test_a_unit_founded_later_is_not_in_the_sealed_table(office: Path) -> None:
    assert "Biro C" in page(office, "periods/2026-Q2")
    assert "Biro C" not in page(office, f"periods/{PERIOD}")


def test_of_periods_that_end_on_one_day_the_closed_one_is_the_headline(tmp_path: Path) -> None:
    tree = small_office()
    for unit in ("biro-a", "biro-b"):
        report(tree, unit, "2026-Q2")
    measure(tree, "y", "2026-Q2", {"value": 81})
    done(tmp_path, "pages", str(tmp_path / "pages"), tree=tree)
    assert "Semester I 2026" in page(tmp_path, "index").partition("<dl")[0]
    done(tmp_path, "close", "2026-Q2")
    done(tmp_path, "pages", str(tmp_path / "pages"))
    first = page(tmp_path, "index").partition("<dl")[0]
    assert "Triwulan II 2026" in first
    assert "Semester" not in first


@pytest.mark.parametrize("root", ["", "en/"])
def test_the_files_of_all_states_can_be_taken_away(root: str, office: Path) -> None:
    told = files(office / "pages" / root / "data" / "reports")
    assert told == files(office / "reports")
    written = page(office, f"{root}periods/{PERIOD}")
    assert all(f"data/reports/{name}" in written for name in told)


def test_the_built_site_hands_out_every_byte_of_a_record(office: Path) -> None:
    done(office, "build", "--site", str(office / "site"))
    assert files(office / "site" / "data" / "reports") == files(office / "reports")


def test_no_site_is_built_while_a_sealed_figure_would_differ(office: Path, tmp_path: Path) -> None:
    target = office / "content" / "targets" / "2026" / "x.yml"
    before = target.read_text("utf-8")
    target.write_text(before.replace("90", "95"), "utf-8")
    told = cli(office, "build", "--site", str(tmp_path / "site"))
    target.write_text(before, "utf-8")
    assert told.exit_code == 1
    assert "[sealed-figure-differs]" in told.stderr
