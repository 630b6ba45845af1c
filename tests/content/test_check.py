"""`kinerja check`: many faults at once, hostile texts, what it says and what it leaves alone.

What a text of YAML means is `test_reader`'s; what is computed from sound content `table`'s.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from content_tree import (
    run,
    write,
)
from kinerja.content.shape import schema
from kinerja.content.text.write import dump
from small_office import (
    CALENDAR,
    INDICATOR,
    MEASUREMENT,
    REPORT,
    TARGET,
    TRAJECTORY,
    UNIT,
    USUAL,
    WEIGHTS,
    Mutation,
    checked,
    drop,
    facts,
    formula,
    found_with,
    link,
    put,
    raw,
    small_office,
    text_of_check,
    together,
    told_later,
)


def test_every_fault_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    mutation = together(
        put(INDICATOR, "polarty", value="x"),
        put(INDICATOR, "kind", value="hasil"),
        put(INDICATOR, "code", value=7),
        drop(INDICATOR, "owner"),
        put(INDICATOR, "valid_from", value="2026-Q9"),
        put(INDICATOR, "natural_max", value="seratus"),
    )
    assert {code for code, _ in found_with(mutation, tmp_path)} == {
        *("key-unknown", "value-not-listed", "string-expected", "key-missing"),
        *("value-malformed", "number-expected"),
    }


COUNTING = formula(numerator="count(*) FILTER (WHERE working_days(due_date, handover_date) <= 0)")


@pytest.mark.parametrize(
    ("mutation", "file"),
    [
        (together(COUNTING, raw(CALENDAR, "year: 2026\ndays: [\n")), CALENDAR),
        (together(COUNTING, put(CALENDAR, "days", value="libur")), CALENDAR),
        (together(told_later(contract_date=date(2026, 5, 4)), raw(REPORT, "a: [\n")), REPORT),
    ],
    ids=("syntax", "schema", "report"),
)
def test_what_cannot_be_read_is_not_missing(mutation: Mutation, file: str, tmp_path: Path) -> None:
    assert {place for _, place in found_with(mutation, tmp_path)} == {f"content/{file}"}


def test_faults_of_several_files_and_kinds_are_told_at_once(tmp_path: Path) -> None:
    mutation = together(
        raw("goals/b.yml", "id: b\nid: c\n"),
        put(INDICATOR, "owner", value="nobody"),
        put(TARGET, *TRAJECTORY, "2025-Q1", value=9),
        facts(paid_amount="1.000"),
    )
    assert found_with(mutation, tmp_path) >= {
        ("yaml-duplicate-key", "content/goals/b.yml"),
        ("reference-unknown", f"content/{INDICATOR}"),
        ("period-other-year", f"content/{TARGET}"),
        ("integer-expected", f"content/{REPORT}"),
    }


def test_findings_are_sorted_by_file_and_place(tmp_path: Path) -> None:
    mutation = together(put(INDICATOR, "kind", value="x"), drop(UNIT, "name"))
    _, found, _ = checked(mutation, tmp_path)
    order = [(one["file"], one["line"], one["column"], one["code"]) for one in found]
    assert order == sorted(order)
    assert len(set(order)) == len(order)


NEAREST = {
    "polarity": put(INDICATOR, "polarty", value="x"),
    "numerator": put(INDICATOR, "formula", "numerater", value="x"),
    "time_zone": put("organisation.yml", "timezone", value="x"),
    "award_date": facts(awards_date="2026-02-01"),
    "outcome (Hasil)": put(INDICATOR, "kind", value="outcomes"),
    "output (Keluaran)": put(INDICATOR, "kind", value="Keluaran"),
    "formula (Rumus)": put(INDICATOR, "rumus", value="x"),
    "paid_amount (Sudah dibayar)": facts(nilai_bayar=1000),
    "contract_amount (Nilai kontrak)": facts(nilai_kontrak=1000),
    "quarterly (Triwulanan)": put(INDICATOR, "frequency", value="triwulan"),
    "percent (Persen)": put(INDICATOR, "unit", value="%"),
    "minimize (Makin rendah makin baik)": put(INDICATOR, "polarity", value="rendah"),
    "rina-k": put(INDICATOR, "owner", value="rina-x"),
    "x/early": put(REPORT, "actions", 0, "action", value="x/erly"),
    "a1": facts(package_id="a01"),
    "handover_date": formula(numerator="count(handover_dat)"),
    "median": formula(numerator="medan(budget_amount)"),
    "due_date": formula(anchor={"date": "due_dates", "mode": "in"}),
}


@pytest.mark.parametrize("meant", NEAREST)
def test_a_wrong_word_is_answered_with_the_nearest_right_one(meant: str, tmp_path: Path) -> None:
    code, found, _ = checked(NEAREST[meant], tmp_path)
    assert code == 1
    assert any(f" {meant}." in one["hint"] for one in found if one["severity"] == "error")


UNCLEAR = {
    "a date is no amount, whatever its name": (
        facts(tanggal_bayar="2026-02-01"), ("award_date (Tanggal penetapan)", "paid_amount"),
    ),
    "several names have the words": (
        facts(nilai="x"), ("bid_amount (Nilai penawaran)", "contract_amount (Nilai kontrak)"),
    ),
    "no name has the word": (
        put(INDICATOR, "xyz", value=1), ("timing (Sifat waktu)", "notes (Catatan)"),
    ),
    "of a code": (
        put(INDICATOR, "polarity", value="baik"),
        ("minimize (Makin rendah makin baik); stabilize (Makin dekat target makin baik)",),
    ),
    "no code": (put(INDICATOR, "unit", value="kg"), ("percent (Persen)", "days (Hari kalender)")),
}  # fmt: skip


@pytest.mark.parametrize("case", UNCLEAR)
def test_where_it_is_not_clear_what_was_meant_all_that_may_be_is_told(
    case: str, tmp_path: Path
) -> None:
    mutation, among = UNCLEAR[case]
    _, found, _ = checked(mutation, tmp_path)
    (hint,) = [one["hint"] for one in found if one["severity"] == "error"]
    assert "; " in hint
    for one in among:
        assert one in hint


def test_a_misspelt_key_is_not_told_once_more_as_missing(tmp_path: Path) -> None:
    mutation = together(drop(INDICATOR, "polarity"), put(INDICATOR, "polarty", value="maximize"))
    assert {code for code, _ in found_with(mutation, tmp_path)} == {"key-unknown"}


def test_where_nothing_is_like_a_wrong_word_the_choices_are_told(tmp_path: Path) -> None:
    _, found, _ = checked(put(INDICATOR, "kind", value="xyz"), tmp_path)
    listed = "input (Masukan); process (Proses); output (Keluaran); outcome (Hasil)"
    assert any(listed in one["hint"] for one in found)


def test_weights_that_do_not_add_up_are_named_with_their_children(tmp_path: Path) -> None:
    _, found, _ = checked(put(WEIGHTS, "versions", 0, "indicators", "x", value=60), tmp_path)
    assert any("x 60, y 50" in one["message"] for one in found)


def test_personal_data_is_named_in_the_language_of_messages(tmp_path: Path) -> None:
    tree = small_office()
    tree[UNIT]["notes"] = "Hubungi 0812-0000-0000"
    (tmp_path / "content").mkdir()
    assert "nomor telepon" in run(tree, tmp_path, "check").stdout
    assert "telephone number" in run(tree, tmp_path, "check", "--lang", "en").stdout


HOSTILE = {
    "a bomb of aliases": raw(UNIT, "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"),
    "an object of Python": raw(UNIT, "id: !!python/object/apply:os.system ['true']\n"),
    "nothing but brackets": raw(UNIT, "[" * 100_000),
    "bytes": raw(UNIT, bytes(range(256))),
    "an endless line": raw(UNIT, "id: " + "x" * 1_000_000),
    "a huge number": facts(paid_amount=10**39),
    "braces in a value": put(INDICATOR, "kind", value="{x} {0} %s {nearest}"),
    "braces in a key": put(INDICATOR, "{x}", value=1),
    "a formula of brackets": formula(numerator="(" * 900 + "count(*)" + ")" * 900),
    "a formula of NOT": formula(scope="NOT " * 450 + "true"),
    "a formula of minus": formula(numerator="- " * 900 + "count(*)"),
    "a formula of CASE": formula(
        numerator="sum(" + "CASE WHEN true THEN " * 60 + "1" + " END" * 60 + ")"
    ),
    "a formula that reads files": formula(numerator="count(*) FROM read_csv('/etc/passwd')"),
    "a formula that ends": formula(numerator="count(*); DROP TABLE packages"),
    "a formula with a comment": formula(numerator="count(*) -- x"),
    "a formula with a subquery": formula(numerator="(SELECT count(*) FROM packages)"),
    "a formula with a window": formula(numerator="count(*) OVER ()"),
    "a formula that repeats": formula(numerator="count(repeat('a', 2000000000))"),
    "a formula that divides": formula(numerator="count(*) // 0"),
    "a formula of a quote": formula(numerator="count('"),
    "a formula with NUL": formula(scope="register_status = '\\x00'"),
    "a formula that casts": formula(numerator="sum(title::INTEGER)"),
    "a formula with a parameter": formula(numerator="count(?)"),
    "a formula with a star": formula(numerator="count(packages.*)"),
    "a list where a mapping is": raw("people.yml", "[]"),
    "a mapping of lists": raw("people.yml", "positions: {}\npeople: {a: []}\n"),
    "a target of text": put(TARGET, *TRAJECTORY, value=[1, 2]),
    "nothing anywhere": put(INDICATOR, "formula", value=None),
    "a date that is none": facts(due_date="2026-02-31"),
    "a key of nothing": raw(UNIT, "? \n: x\n"),
}


@pytest.mark.parametrize("mutation", HOSTILE.values(), ids=HOSTILE)
def test_hostile_content_is_told_and_never_raises(mutation: Mutation, tmp_path: Path) -> None:
    code, found, _ = checked(mutation, tmp_path)
    errors = [one for one in found if one["severity"] == "error"]
    assert code == int(bool(errors))
    assert all(one["message"] and one["hint"] and one["line"] >= 1 for one in found)


def test_a_formula_never_leaves_its_table(tmp_path: Path) -> None:
    """Whatever is refused above is refused as an error; these by name."""
    for name in (
        *("a formula that reads files", "a formula that ends", "a formula with a subquery"),
        *("a formula with a window", "a formula that repeats", "a formula that casts"),
    ):
        folder = tmp_path / name.replace(" ", "-")
        folder.mkdir()
        code, found, _ = checked(HOSTILE[name], folder)
        assert code == 1
        assert any(one["code"].startswith("formula-") for one in found)


CONTROL = "\x1b[31m\x9b31m\x07\u202e"


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize(
    "mutation",
    [raw(UNIT, f'id: "{CONTROL}"\n'), raw(f"units/{CONTROL}.txt.yml", "id: x\n"),
     link(f"units/{CONTROL}.svg", "/etc/hostname")],
    ids=["in a value", "in a name", "in a link"],
)  # fmt: skip
def test_control_characters_of_content_never_reach_a_terminal_raw(
    mutation: Mutation, form: str, tmp_path: Path
) -> None:
    tree = small_office()
    (tmp_path / "content").mkdir()
    mutation(tree, tmp_path / "content")
    result = run(tree, tmp_path, "check", "--format", form)
    assert result.exit_code == 1
    for sign in ("\x1b", "\x07"):
        assert sign not in result.stdout + result.stderr


def test_a_wrong_formula_is_told_beside_other_errors(tmp_path: Path) -> None:
    wrong = together(
        put(INDICATOR, "kind", value="output"),
        put(REPORT, "as_of", value="2026-02-30"),
        put(INDICATOR, "formula", "numerator", value="count(handover_dat)"),
    )
    codes = {one["code"] for one in checked(wrong, tmp_path)[1]}
    assert {"date-impossible", "formula-unknown-name"} <= codes


def test_the_text_says_where_what_and_how_many(tmp_path: Path) -> None:
    text = text_of_check(put(INDICATOR, "kind", value="hasil"), tmp_path)
    lines = text.splitlines()
    assert lines[0] == f"content/{INDICATOR}"
    assert lines[1].endswith("[value-not-listed]")
    assert "hasil" in lines[1]
    assert lines[2].strip().endswith("kind: hasil")
    assert any(line.strip().startswith("→") for line in lines[3:5])
    assert lines[-1].startswith("1 ")


def test_the_json_of_sound_content_is_an_empty_list_or_warnings(tmp_path: Path) -> None:
    _, found, _ = checked(lambda _tree, _content: None, tmp_path)
    assert isinstance(found, list)
    assert {one["severity"] for one in found} <= {"warning"}


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_organisation_chooses_the_language_and_the_option_wins(
    form: str, tmp_path: Path
) -> None:
    tree = small_office()
    tree["organisation.yml"]["language"] = "en"
    plain = run(tree, tmp_path, "check", "--format", form).stdout
    assert plain == run(tree, tmp_path, "check", "--format", form, "--lang", "en").stdout
    assert plain != run(tree, tmp_path, "check", "--format", form, "--lang", "id").stdout


def test_checking_changes_nothing_in_the_folder(tmp_path: Path) -> None:
    content = tmp_path / "content"
    write(small_office(), content)
    before = {path: path.stat().st_mtime_ns for path in content.rglob("*")}
    run({}, tmp_path, "check")
    assert {path: path.stat().st_mtime_ns for path in content.rglob("*")} == before
    assert {path.name for path in tmp_path.iterdir()} <= {"content", "cache"}


SELECTING = next(path for path in small_office() if path.startswith("areas/"))


@pytest.mark.parametrize(
    ("selector", "code"),
    [
        ({"title_pattern": "((("}, "value-malformed"),
        ({"title_pattern": "[a-"}, "value-malformed"),
        ({"budget_min": 50_000_000, "budget_max": 1_000}, "bounds-backwards"),
        ({"title_pattern": "sewa|[[]kendaraan", "budget_min": 1, "budget_max": 1}, None),
    ],
)
def test_a_selector_that_no_package_can_fit_is_an_error_at_its_line(
    selector: dict[str, Any], code: str | None, tmp_path: Path
) -> None:
    found = found_with(put(SELECTING, "selector", value=selector), tmp_path)
    assert found == ({(code, f"content/{SELECTING}")} if code else set())


@pytest.mark.parametrize("key", ["code", "name", "area", "kind", "polarity", "formula", "status"])
def test_a_missing_key_is_told_where_it_would_stand(key: str, tmp_path: Path) -> None:
    """The key behind it in the schema's order is where a person writes it, and where it was."""
    order = list(schema.schemas()["indicator"]["properties"])
    write(small_office(), tmp_path / "content")
    file = tmp_path / "content" / INDICATOR
    told = yaml.safe_load(file.read_text("utf-8"))
    kept = {name: told[name] for name in sorted(told, key=order.index)}
    whole = dump(kept).splitlines()
    line = next(n for n, text in enumerate(whole, 1) if text.startswith(f"{key}:"))
    file.write_text(dump({name: value for name, value in kept.items() if name != key}), "utf-8")
    found = json.loads(run({}, tmp_path, "check", "--format", "json").stdout)
    assert (line, 1) in {
        (one["line"], one["column"]) for one in found if one["code"] == "key-missing"
    }


def test_the_last_key_missing_is_told_beside_the_one_before_it(tmp_path: Path) -> None:
    _, found, line = checked(drop(REPORT, "as_of"), tmp_path)
    (told,) = [one for one in found if one["code"] == "key-missing"]
    assert line(told).strip()


def test_a_source_that_nobody_measured_is_dangling_where_another_lies_unused(
    tmp_path: Path,
) -> None:
    mutation = put(INDICATOR.replace("x", "y"), "formula", "measurement", value="z")
    assert ("reference-unknown", "content/indicators/y.yml") in found_with(mutation, tmp_path)


def test_a_source_may_be_named_before_it_is_measured(tmp_path: Path) -> None:
    _, found, _ = checked(drop(MEASUREMENT), tmp_path)
    assert {one["code"] for one in found} - USUAL == {"measurement-missing"}
