"""Whatever happens to a sealed record, or to the content under it, `check` says so and where."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from content_tree import report
from seal.flips import flipped
from seal.offices import PERIOD, cli, codes, done, findings, small_office

FIRST, SECOND = f"reports/{PERIOD}/1", f"reports/{PERIOD}/2"
Damage = Callable[[Path], object]


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with a period that was closed and revised."""
    folder = tmp_path_factory.mktemp("sealed")
    done(folder, "close", PERIOD, tree=small_office())
    tree = small_office()
    facts = tree[f"realizations/biro-a/{PERIOD}.yml"]["packages"]
    facts[0]["handover_date"] = date(2026, 3, 20)
    told = ("--kind", "correction", "--reason", "Tanggal serah terima salah ketik.")
    done(folder, "revise", PERIOD, *told, tree=tree)
    assert findings(folder) == []
    return folder


@pytest.fixture
def folder(sealed: Path, tmp_path: Path) -> Path:
    """The same office, to be damaged."""
    shutil.copytree(sealed, tmp_path / "office")
    return tmp_path / "office"


@pytest.mark.parametrize("seed", range(50))
def test_a_random_change_is_always_noticed(seed: int, sealed: Path) -> None:
    with flipped(sealed, random.Random(seed)) as what:
        assert findings(sealed), what


def replaced(place: str, old: str, new: str) -> Damage:
    def damage(folder: Path) -> None:
        file = folder / place
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")

    return damage


def reordered(folder: Path) -> None:
    file = folder / FIRST / "record.json"
    told = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps(told, ensure_ascii=False, indent=1) + " \n", "utf-8")


DAMAGES: dict[str, tuple[Damage, str, str]] = {
    "a figure": (replaced(f"{SECOND}/achievements.csv", ",55.56,", ",99.56,"),
                 "seal-broken", f"{SECOND}/achievements.csv"),
    "a word of the summary": (replaced(f"{FIRST}/README.md", "Laporan", "Laporam"),
                              "seal-broken", f"{FIRST}/README.md"),
    "a hash": (replaced(f"{FIRST}/manifest.sha256", "  README", "0  README"),
               "seal-manifest-wrong", f"{FIRST}/manifest.sha256"),
    "a line of the manifest": (replaced(f"{SECOND}/manifest.sha256", "actions.csv\n", ""),
                               "seal-manifest-wrong", f"{SECOND}/manifest.sha256"),
    "a key of the record": (replaced(f"{FIRST}/record.json", '"as_of"', '"as_off"'),
                            "seal-record-wrong", f"{FIRST}/record.json"),
    "the layout of the record": (reordered, "seal-record-wrong", f"{FIRST}/record.json"),
    "another period": (replaced(f"{SECOND}/record.json", f'"period": "{PERIOD}"',
                                '"period": "2026-Q2"'),
                       "seal-record-wrong", f"{SECOND}/record.json"),
    "depth": (lambda f: (f / FIRST / "record.json").write_bytes(b'{"a":' + b"[" * 100_000),
              "seal-record-wrong", f"{FIRST}/record.json"),
    "a line without end": (lambda f: (f / FIRST / "achievements.csv").write_bytes(b"," * 10**7),
                           "seal-record-wrong", f"{FIRST}/achievements.csv"),
    "lines without number": (lambda f: (f / FIRST / "manifest.sha256").write_bytes(b"\n" * 10**7),
                             "seal-manifest-wrong", f"{FIRST}/manifest.sha256"),
    "a missing file": (lambda f: (f / FIRST / "actions.csv").unlink(),
                       "seal-file-missing", f"{FIRST}/actions.csv"),
    "a file too many": (lambda f: (f / FIRST / ".catatan").write_text("x"),
                        "seal-file-foreign", f"{FIRST}/.catatan"),
    "a folder of somebody's": (lambda f: (f / "reports" / "lama").mkdir(),
                               "seal-file-foreign", "reports/lama"),
    "a link": (lambda f: link(f / FIRST / "README.md"),
               "seal-file-unreadable", f"{FIRST}/README.md"),
    "a pipe": (lambda f: pipe(f / FIRST / "README.md"),
               "seal-file-unreadable", f"{FIRST}/README.md"),
    "a gap": (lambda f: (f / SECOND).rename(f / "reports" / PERIOD / "3"),
              "seal-state-missing", f"reports/{PERIOD}/3"),
    "the first state": (lambda f: shutil.rmtree(f / FIRST), "seal-state-missing", SECOND),
    "the latest state": (lambda f: shutil.rmtree(f / SECOND),
                         "sealed-figure-differs", f"{FIRST}/achievements.csv"),
}  # fmt: skip


def link(place: Path) -> None:
    place.unlink()
    place.symlink_to("/etc/hostname")


def pipe(place: Path) -> None:
    place.unlink()
    os.mkfifo(place)


@pytest.mark.parametrize("what", DAMAGES)
def test_damage_is_an_error_at_its_file(what: str, folder: Path) -> None:
    damage, code, file = DAMAGES[what]
    damage(folder)
    found = [one for one in findings(folder) if (one["code"], one["file"]) == (code, file)]
    assert found
    assert {one["severity"] for one in found} == {"error"}
    assert all(one["line"] >= 1 for one in found)
    assert cli(folder, "compile", "--out", str(folder / "out")).exit_code == 1


def test_a_changed_figure_is_told_at_its_line(folder: Path) -> None:
    replaced(f"{SECOND}/achievements.csv", ",55.56,", ",99.56,")(folder)
    (told,) = (one for one in findings(folder) if one["code"] == "sealed-figure-differs")
    lines = (folder / told["file"]).read_text("utf-8").splitlines()
    assert ",99.56," in lines[told["line"] - 1]


def test_an_earlier_record_cannot_be_taken_away_unnoticed(tmp_path: Path) -> None:
    tree = small_office()
    done(tmp_path, "close", PERIOD, tree=tree)
    report(tree, "biro-a", "2026-Q2")
    done(tmp_path, "close", "2026-Q2", tree=tree)
    shutil.rmtree(tmp_path / "reports" / PERIOD)
    assert codes(tmp_path) == {"seal-state-missing"}


def test_changed_progress_of_an_action_is_told(folder: Path) -> None:
    replaced(f"content/realizations/biro-a/{PERIOD}.yml", "progress: 40", "progress: 60")(folder)
    (told,) = (one for one in findings(folder) if one["code"] == "sealed-action-differs")
    assert "x/warn" in told["message"]
    assert told["file"] == f"{SECOND}/actions.csv"


def test_one_cause_is_told_once_with_its_worst_figure_and_the_others_are_counted(
    folder: Path,
) -> None:
    replaced("content/targets/2026/x.yml", "2026-Q1: 90", "2026-Q1: 80")(folder)
    worst, rest = findings(folder)
    assert worst["code"] == "sealed-figure-differs"
    assert "x (kantor-uji" in worst["message"]
    assert rest["code"] == "sealed-rows-differ"
    assert (rest["file"], rest["line"]) == (worst["file"], worst["line"])
    assert rest["message"].endswith(": x, contract-delivery, timely-supply, total.")


def test_every_cause_has_its_own_figure(folder: Path) -> None:
    replaced("content/targets/2026/x.yml", "2026-Q1: 90", "2026-Q1: 80")(folder)
    replaced("content/targets/2026/y.yml", "2026-Q1: 80", "2026-Q1: 70")(folder)
    replaced(f"content/realizations/biro-a/{PERIOD}.yml", "progress: 40", "progress: 60")(folder)
    told = {one["message"].partition("Yang berubah: ")[2] for one in findings(folder)}
    report = f"realizations/biro-a/{PERIOD}.yml"
    assert told >= {f"{report}, targets/2026/x.yml.", "targets/2026/y.yml.", f"{report}."}


def test_what_a_killed_closing_left_is_no_record(folder: Path) -> None:
    (folder / "reports" / PERIOD / ".3.kinerja-aside-0a1b2c3d").mkdir()
    (folder / "reports" / "2026-Q2").mkdir()
    assert findings(folder) == []


def test_a_warm_cache_notices_what_a_cold_one_does(folder: Path) -> None:
    assert findings(folder) == []
    replaced(f"{FIRST}/README.md", "Laporan", "Laporam")(folder)
    assert codes(folder) == {"seal-broken"}
    replaced(f"{FIRST}/README.md", "Laporam", "Laporan")(folder)
    assert findings(folder) == []
