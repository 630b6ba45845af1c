"""How findings are printed: the line with a caret, commands for GitHub, and nothing live in either.

That findings are right is `test_codes`'s; here hostile ones are made by hand as well.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from pathlib import Path

import click
import pytest

from content_tree import Tree, both, office, run
from kinerja.cli import reporting
from kinerja.cli.excerpt import around, excerpt, lines, safe
from kinerja.cli.reporting import REPORTERS, Report, github, report, text
from kinerja.content.folder.personal import is_personal
from kinerja.findings import Finding
from kinerja.messages import translator

HOSTILE = ["::error::x", "x\n::error::y", "x\r\n::set-env name=a::b", "%0A::error::x", "##[group]x",
           "x ##[add-mask]y", "\x1b[31mred", "\u202egnp", "###[error]"]  # fmt: skip


def finding(code: str = "key-unknown", value: str = "x", line: int = 3, file: str = "") -> Finding:
    """A finding that repeats a value of content in message and hint."""
    params = tuple((name, value) for name in ("key", "options", "package", "value", "other"))
    return Finding(file or "content/units/biro-a.yml", code, ("key",), params, line=line, column=1)


def told(*findings: Finding, root: Path = Path("nowhere/content")) -> Report:
    return report(root, findings, translator("id"))


def broken(unit: str) -> Tree:
    """An office whose unit has a text that is written as it is told."""
    tree = office(("biro-a",))
    tree["units/biro-a.yml"] = {"id": "biro-a", "name": both("A"), unit: "x"}
    return tree


# --- the order of what a person reads ------------------------------------------------------------


def test_errors_come_first_and_content_before_what_was_made_of_it() -> None:
    doubt = "amount-far-below"
    places = [
        (doubt, 1, "content/a.yml"), (doubt, 1, "content/b.yml"),
        ("key-unknown", 9, "content/b.yml"),
        (doubt, 4, "reports/2026-Q1/a.csv"), ("key-unknown", 2, "reports/2026-Q1/b.csv"),
        ("key-unknown", 5, "content/c.yml"),
    ]  # fmt: skip
    found = [finding(code, line=line, file=file) for code, line, file in sorted(places)]
    found = [replace(one, params=(*one.params, ("beside", "x"))) for one in found]
    printed = text(told(*sorted(found, key=lambda one: one.order)))
    files = [line for line in printed.splitlines() if line.startswith(("content/", "reports/"))]
    assert files == [
        "content/b.yml", "content/c.yml", "reports/2026-Q1/b.csv", "content/a.yml",
        "reports/2026-Q1/a.csv",
    ]  # fmt: skip
    lines = [line.split()[0] for line in printed.splitlines() if line.startswith("  ")]
    assert [one for one in lines if ":" in one][:2] == ["9:1", "1:1"]


# --- the line and its caret --------------------------------------------------------------------


def test_each_finding_shows_its_line_with_a_caret_under_the_place(tmp_path: Path) -> None:
    printed = run(broken("unit_code"), tmp_path, "check").stdout
    block = printed[printed.index("content/units/biro-a.yml") :].splitlines()
    assert re.fullmatch(r"  5:1  galat  Kunci unit_code tidak dikenal\.  \[key-unknown\]", block[1])
    assert block[2].endswith("│ unit_code: x")
    assert block[3].index("^") == block[2].index("unit_code")
    assert block[4] == "      → Mungkin maksudnya: unit_codes."
    assert re.fullmatch(r"1 galat, \d+ peringatan\.", printed.splitlines()[-1])


@pytest.mark.parametrize(
    ("line", "column"),
    [("a: b", 4), ("a:\tb", 4), ("a: [\t\tb]", 7), ("nama: 局 x", 9), ("a: e\u0301b", 6), ("a", 9)],
)
def test_caret_stands_under_its_column_with_tabs_and_wide_letters(line: str, column: int) -> None:
    shown, blanks = excerpt(line, column)
    assert shown == line
    before = line[: column - 1]
    assert blanks.count("\t") == before.count("\t")
    wide, combining = before.count("局"), before.count("\u0301")
    assert len(blanks) == len(before) + wide - combining


@pytest.mark.parametrize("column", [1, 50, 5000, 9995, 10_000])
def test_long_line_is_cut_around_the_place(column: int) -> None:
    line = "".join(chr(ord("a") + n % 26) for n in range(10_000))
    shown, blanks = excerpt(line, column)
    assert len(shown) <= 102
    assert shown[len(blanks)] == line[column - 1]
    assert shown.startswith("…") == (column > 61)


@pytest.mark.parametrize("text", HOSTILE)
def test_shown_text_is_one_line_of_plain_characters(text: str) -> None:
    for shown in (safe(text), excerpt(text, 3)[0]):
        assert shown.isprintable()
        assert "##[" not in shown


def test_a_line_is_read_from_regular_files_within_the_folder_only(tmp_path: Path) -> None:
    root = tmp_path / "content"
    root.mkdir()
    (tmp_path / "secret.yml").write_text("secret: 1\n")
    (root / "link.yml").symlink_to("../secret.yml")
    (root / "own.yml").write_bytes(b"\xef\xbb\xbfone\r\ntwo")
    (root / "latin.yml").write_bytes(b"\xff\n")
    os.mkfifo(root / "pipe.yml")
    for name in ("link.yml", "latin.yml", "pipe.yml", "missing.yml", "../secret.yml", "a\0b"):
        assert lines(root, root / name, [1]) == {}
    assert lines(root, root / "own.yml", [1, 2, 3]) == {1: "one", 2: "two"}


def test_many_findings_alike_in_one_file_are_counted_instead_of_printed() -> None:
    many = [finding(line=n) for n in range(1, 223)]
    other = [finding("text-empty", line=300), finding(file="content/units/biro-b.yml")]
    made = told(*many, *other)
    printed = text(made)
    assert printed.count("[key-unknown]") == 10 + 1 + 1
    more = "… dan 212 lagi seperti ini; semuanya ada dalam kinerja check --format json"
    assert f"{more}  [key-unknown]" in printed
    assert "[text-empty]" in printed
    assert printed.splitlines()[-1] == "224 galat, 0 peringatan."
    assert len(json.loads(REPORTERS["json"](made))) == 224


def test_line_with_personal_data_is_never_printed(tmp_path: Path) -> None:
    tree = office(("biro-a",))
    tree["units/biro-a.yml"]["notes"] = "NIK " + "0" * 16
    printed = run(tree, tmp_path, "check").stdout
    assert "[personal-data]" in printed
    assert "0" * 16 not in printed


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("notes: [" + "1, " * 300_000 + "]", True),
        ("notes: " + "x" * 300 + " NIK 3273014107900001", True),  # far from what is shown
        ("notes: " + "x" * 80 + " NIK 3273014107900001", False),  # would be shown in part
    ],
)
def test_of_an_endless_line_only_what_is_near_the_place_decides(line: str, shown: bool) -> None:
    assert is_personal(around(line, 1)) != shown


def test_finding_about_a_whole_file_shows_no_line(tmp_path: Path) -> None:
    tree = office()
    del tree["organisation.yml"]
    printed = run(tree, tmp_path, "check").stdout
    assert "[organisation-missing]" in printed
    assert "^" not in printed


def test_colour_appears_where_it_is_wanted_and_only_there(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = text(told(finding()))
    monkeypatch.setattr(reporting, "colours", lambda: True)
    coloured = text(told(finding(value="\x1b[5m")))
    assert "\x1b[31m" in coloured
    assert "\x1b[5m" not in coloured
    assert click.unstyle(text(told(finding()))) == plain
    assert "\x1b" not in plain


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("form", ["text", "json"])
def test_text_of_content_begins_no_command_in_any_format(form: str, value: str) -> None:
    printed = REPORTERS[form](told(finding(value=value), finding(file=f"content/{value}.yml")))
    assert all(not line.lstrip().startswith("::") for line in printed.split("\n"))
    assert "##[" not in printed
    assert all(c.isprintable() or c == "\n" for c in printed)
    if form == "json":
        assert json.loads(printed)[0]["message"] == f"Kunci {value} tidak dikenal."


# --- GitHub ------------------------------------------------------------------------------------

COMMAND = re.compile(
    r"::(error|warning) file=([^,:]*),line=(\d+),col=(\d+),title=([a-z0-9-]+)::(.*)"
)


def commands(printed: str) -> list[tuple[str, ...]]:
    return [found.groups() for line in printed.split("\n") if (found := COMMAND.fullmatch(line))]


def unescaped(words: str) -> str:
    return words.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def test_a_command_is_what_github_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    said = github(told(finding(file="content/units/a,b:100%.yml", value="50%")))
    assert said == (
        "::error file=content/units/a%2Cb%3A100%25.yml,line=3,col=1,title=key-unknown"
        "::Kunci 50%25 tidak dikenal.%0A→ Mungkin maksudnya: 50%25.\n"
        "1 galat, 0 peringatan."
    )


@pytest.mark.parametrize("value", HOSTILE)
def test_text_of_content_begins_no_command_of_its_own(
    value: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    printed = github(told(finding(value=value, file=f"content/units/{value}.yml")))
    (command,) = commands(printed)
    assert [line for line in printed.splitlines() if "::" in line or "##[" in line] == [
        printed.splitlines()[0]
    ]
    for line in unescaped(command[-1]).splitlines():  # as the runner writes them to the log
        assert not line.lstrip().startswith(("::", "##["))
    written = summary.read_text("utf-8")
    assert "::" not in written
    assert "##[" not in written
    assert all(c.isprintable() or c == "\n" for c in written)


def test_ten_of_a_kind_are_commands_worst_first_and_the_rest_is_counted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    warnings = [finding("contract-above-estimate", line=n) for n in range(1, 16)]
    errors = [finding(line=n, file="content/units/z.yml") for n in range(1, 13)]
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    printed = github(told(*warnings, *errors))
    kinds = [command[0] for command in commands(printed)]
    assert kinds == ["error"] * 10 + ["warning"] * 10
    assert printed.split("\n")[-2:] == [
        "12 galat, 15 peringatan.",
        "Masih ada 7 temuan lain; lihat semuanya dengan kinerja check.",
    ]
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    assert "ringkasan langkah ini" in github(told(*warnings, *errors))
    written = (tmp_path / "summary.md").read_text("utf-8")
    assert len(re.findall(r"^- \d+:\d+ ", written, re.MULTILINE)) == 27
    assert written.index("galat**") < written.index("peringatan**")


def test_summary_is_literal_markdown_added_to_what_is_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    github(told(finding(value="<img src=x> [a](b) `c` | *d*")))
    written = summary.read_text("utf-8")
    assert written.startswith("before\n")
    assert r"\<img src\=x\> \[a\]\(b\) \`c\` \| \*d\*" in written


@pytest.mark.parametrize("there", [0, 1_000_000, 1_048_570, 2_000_000])
def test_summary_stays_within_what_github_takes(
    there: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    summary = tmp_path / "summary.md"
    summary.write_bytes(b"x" * there)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    github(told(*(finding(value="x" * 100, line=n) for n in range(1, 5000))))
    written = summary.read_bytes()
    assert len(written) <= max(there, 1024 * 1024)
    if there < 1_048_000:
        shown = len(re.findall(rb"^- ", written, re.MULTILINE))
        last = written.decode().splitlines()[-1]
        assert last == f"Masih ada {4999 - shown} temuan lain."
        assert shown > 1_000 if there == 0 else shown > 50


def test_summary_that_cannot_be_written_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "none" / "summary.md"))
    assert len(commands(github(told(finding())))) == 1


def test_the_command_line_prints_annotations(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    result = run(broken("unit_code"), tmp_path, "check", "--format", "github", "--lang", "en")
    assert result.exit_code == 1
    first = commands(result.stdout)[0]
    assert first[:5] == ("error", "content/units/biro-a.yml", "5", "1", "key-unknown")
    assert unescaped(first[5]).startswith("The key unit_code is not known.\n→ ")
