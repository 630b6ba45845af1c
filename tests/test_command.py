"""The command line: where options may stand, exit codes, languages, and what is written where.

Which findings there are is `test_codes`'s, what the table holds `table`'s.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from content_tree import (
    ON_TIME,
    Result,
    Tree,
    add_indicator,
    add_package,
    add_target,
    due,
    first_day,
    flat,
    loaded,
    office,
    read_rows,
    report,
    run,
    spread_weights,
    write,
)
from kinerja import __version__
from kinerja.cli.main import main

COMMANDS = (
    *("check", "compile", "build", "pages", "preview", "sample", "init", "new", "format"),
    *("catalogue", "explain", "close", "revise", "reproduce", "audit", "propose"),
    *("diff", "gate", "record", "verify", "generate"),
)
FILES = ["achievements.csv", "achievements.json", "achievements.parquet", "actions.csv"]


def small_office() -> Tree:
    """One indicator over two reported quarters."""
    tree = office()
    add_indicator(tree, "x", ON_TIME)
    add_target(tree, "x", flat(90))
    spread_weights(tree)
    add_package(tree, "biro-a", "a1")
    add_package(tree, "biro-a", "a2")
    early, late = first_day("2026-02"), first_day("2026-05")
    report(tree, "biro-a", "2026-Q1", {"a1": due(early, early)})
    report(tree, "biro-a", "2026-Q2", {"a2": due(late)})
    return tree


def broken_office() -> Tree:
    tree = small_office()
    tree["indicators/x.yml"]["owner"] = "nobody"
    return tree


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with valid `content/`, no repository, to stand in."""
    write(small_office(), tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


def kinerja(folder: Path, *arguments: str, **environment: str) -> Result:
    """The program as its own process, as a person would start it."""
    done = subprocess.run(
        [sys.executable, "-m", "kinerja", *arguments],
        cwd=folder,
        env={**os.environ, "XDG_CACHE_HOME": str(folder / "cache"), **environment},
        capture_output=True,
        timeout=120,
        check=False,
    )
    return Result(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def run_bare(*arguments: str) -> Result:
    """The program in this process, where we stand, with these arguments alone."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(list(arguments))
    return Result(code, out.getvalue(), err.getvalue())


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def touched(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> set[str]:
    """The files that are new, changed or gone."""
    return {name for name in {*before, *after} if before.get(name) != after.get(name)}


# --- options -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        ("--lang", "en", "--as-of", "2026-03-31", "compile", "--out", "out"),
        ("compile", "--lang", "en", "--as-of", "2026-03-31", "--out", "out"),
        ("--lang", "en", "compile", "--out", "out", "--as-of", "2026-03-31"),
        ("--quiet", "compile", "--out=out", "--as-of=2026-03-31", "--verbose"),
    ],
    ids=" ".join,
)
def test_common_options_stand_before_or_after_the_command(
    line: tuple[str, ...], project: Path
) -> None:
    assert run_bare(*line).exit_code == 0
    assert {key[0] for key in read_rows(project / "out" / "achievements.csv")} == {"2026-Q1"}


def test_the_option_after_the_command_wins(project: Path) -> None:
    result = run_bare("--as-of", "2026-12-31", "compile", "--out", "out", "--as-of", "2026-03-31")
    assert result.exit_code == 0
    assert {key[0] for key in read_rows(project / "out" / "achievements.csv")} == {"2026-Q1"}


def test_today_is_what_content_states_unless_told(project: Path) -> None:
    run_bare("compile", "--out", "stated")
    run_bare("compile", "--out", "told", "--as-of", "2026-12-31")
    stated, told = (
        {key[0] for key in read_rows(project / name / "achievements.csv")}
        for name in ("stated", "told")
    )
    assert stated == {"2026-Q1", "2026-Q2", "2026-S1"}
    assert told == stated | {"2026-Q3", "2026-Q4", "2026-S2", "2026"}


def test_one_period_can_be_compiled_alone(project: Path) -> None:
    run_bare("compile", "--out", "all")
    assert run_bare("compile", "--out", "one", "--period", "2026-S1").exit_code == 0
    whole = read_rows(project / "all" / "achievements.csv")
    part = read_rows(project / "one" / "achievements.csv")
    assert part == {key: row for key, row in whole.items() if key[0] == "2026-S1"}
    assert part


def test_a_period_that_has_no_rows_is_2_and_the_line_says_which_there_are(project: Path) -> None:
    for period in ("2031", "2026-Q4", "2026-03"):
        result = run_bare("compile", "--out", "out", "--period", period)
        assert result.exit_code == 2
        assert "2026-Q1, 2026-S1, 2026-Q2" in result.stderr
    assert not (project / "out").exists()


def test_content_is_the_nearest_folder_upwards(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = project / "a" / "b"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    assert run_bare("check").exit_code == 0
    monkeypatch.chdir(project / "content" / "units")
    assert run_bare("check").exit_code == 0
    write(broken_office(), deep / "content")
    monkeypatch.chdir(deep)
    assert run_bare("check").exit_code == 1


def test_content_may_lie_elsewhere_and_bear_another_name(tmp_path: Path) -> None:
    write(broken_office(), tmp_path / "isi kantor")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    result = kinerja(elsewhere, "check", "--content", "../isi kantor")
    assert result.exit_code == 1
    assert "isi kantor/indicators/x.yml" in result.stdout


def test_the_default_place_of_the_tables_is_build_data(project: Path) -> None:
    assert kinerja(project, "compile").exit_code == 0
    shown = [name for name in bytes_of(project / "build" / "data") if not name.startswith(".")]
    assert shown == FILES


# --- exit codes --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        (), ("unknown",), ("check", "--unknown"), ("--unknown", "check"), ("check", "extra"),
        ("check", "--format", "xml"), ("check", "--lang", "fr"), ("check", "--as-of", "yesterday"),
        ("check", "--as-of", "2026-02-30"), ("check", "--content", "nowhere"),
        ("check", "--content", "content/organisation.yml"), ("compile", "--period", "2026-Q5"),
        ("compile", "--period", "Q1"), ("compile", "--out"), ("build",), ("pages",), ("sample",),
        ("init",), ("sample", "s", "--units", "0"), ("sample", "s", "--packages", "x"),
        ("sample", "s", "--years", "26"), ("sample", "s", "--years", "2026-2025"),
        ("compile", "--out", "content"), ("compile", "--out", "content/out"), ("init", "content"),
        ("compile", "--out", "."), ("compile", "--out", "content/organisation.yml"),
        ("pages", "out", "--tables", "latex"), ("check", "--strict=yes"),
    ],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_wrong_command_line_is_2_with_a_reason_and_nothing_written(
    line: tuple[str, ...], language: str, project: Path
) -> None:
    before = bytes_of(project)
    result = run_bare("--lang", language, *line) if line else run_bare()
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr
    assert result.stderr.strip() or result.stdout.strip()
    assert bytes_of(project) == before


def test_no_content_anywhere_is_2_and_an_empty_one_is_1(tmp_path: Path) -> None:
    for command in (("check",), ("compile", "--out", "out")):
        assert kinerja(tmp_path, *command).exit_code == 2
    (tmp_path / "content").mkdir()
    for command in (("check",), ("compile", "--out", "out")):
        assert kinerja(tmp_path, *command).exit_code == 1
    assert not (tmp_path / "out").exists()


def test_warnings_are_0_and_1_when_strict_errors_are_1(project: Path) -> None:
    assert run_bare("check").exit_code == 0
    assert run_bare("check", "--strict").exit_code == 1
    write(broken_office(), project / "content")
    assert run_bare("check").exit_code == 1
    assert run_bare("compile", "--out", "out").exit_code == 1


def test_the_script_and_the_module_are_one_program(project: Path) -> None:
    script = Path(sys.executable).with_name("kinerja")
    told = subprocess.run([script, "--version"], capture_output=True, text=True, check=True)
    assert told.stdout == f"kinerja {__version__}\n" == kinerja(project, "--version").stdout


# --- words -------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_in_both_languages(command: str) -> None:
    shown = {language: run_bare("--lang", language, command, "--help") for language in ("id", "en")}
    after = {language: run_bare(command, "--help", "--lang", language) for language in ("id", "en")}
    for language, result in shown.items():
        assert result.exit_code == 0
        assert result.stderr == ""
        assert "--content" in result.stdout
        assert result.stdout == after[language].stdout
    assert shown["id"].stdout == run_bare(command, "--help").stdout
    assert shown["id"].stdout != shown["en"].stdout


def test_help_names_every_command_and_only_those() -> None:
    told = run_bare("--help").stdout
    listed = [line.split()[0] for line in told.split("Perintah:")[-1].splitlines() if line.strip()]
    assert sorted(listed) == sorted(COMMANDS)


@pytest.mark.parametrize(
    "line",
    [
        ("check", "--content", "nowhere"), ("check", "--as-of", "x"), ("compile", "--period", "x"),
        ("check", "--unknown"), ("sample",), ("check", "--format", "xml"), ("unknown",),
        ("sample", "s", "--years", "26"), ("compile", "--out", "content"),
        ("sample", "s", "--units", "9999"), ("sample", "s", "--seed", "-1"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_is_wrong_with_the_line_is_said_in_the_language_asked_for(
    line: tuple[str, ...], project: Path
) -> None:
    told = {language: run_bare(*line, "--lang", language) for language in ("id", "en")}
    assert told["id"].stderr == run_bare(*line).stderr
    assert told["id"].stderr != told["en"].stderr
    assert not {"is", "not", "the"} & set(told["id"].stderr.split())
    assert all(result.stderr.startswith("kinerja: ") for result in told.values())
    assert project.exists()


def test_results_go_to_stdout_and_progress_to_stderr_unless_quiet(project: Path) -> None:
    assert run_bare("check", "--quiet").stderr == ""
    assert run_bare("check").stdout == run_bare("check", "--quiet").stdout
    assert run_bare("compile", "--out", "out").stdout == ""
    write(broken_office(), project / "content")
    refused = run_bare("compile", "--out", "out", "--quiet")
    assert refused.stdout == ""
    assert "[reference-unknown]" in refused.stderr


def test_there_is_no_colour_where_there_is_no_terminal(project: Path) -> None:
    assert "\x1b" not in run_bare("check").stdout
    assert "\x1b" not in kinerja(project, "check", NO_COLOR="1").stdout


# --- what is written ---------------------------------------------------------------------------


def test_compile_writes_its_four_files_and_nothing_else_anywhere(project: Path) -> None:
    (project / "note.txt").write_text("mine")
    before = bytes_of(project)
    assert run_bare("compile", "--out", "deep/out").exit_code == 0
    after = bytes_of(project)
    written = {name for name in touched(before, after) if not name.startswith("cache/")}
    assert {name for name in written if not Path(name).name.startswith(".")} == {
        f"deep/out/{name}" for name in FILES
    }
    assert all(name.startswith("deep/out/") for name in written)
    assert not [path for path in (project / "deep").iterdir() if path.name != "out"]


def test_compiling_again_replaces_an_earlier_output_whole(project: Path) -> None:
    run_bare("compile", "--out", "out", "--as-of", "2026-12-31")
    (project / "out" / "left-over.csv").write_text("old")
    assert run_bare("compile", "--out", "out").exit_code == 0
    assert not (project / "out" / "left-over.csv").exists()
    assert {key[0] for key in read_rows(project / "out" / "achievements.csv")} == {
        *("2026-Q1", "2026-Q2", "2026-S1")
    }


def test_an_empty_folder_may_become_the_output(project: Path) -> None:
    (project / "out").mkdir()
    assert run_bare("compile", "--out", "out").exit_code == 0
    assert (project / "out" / "achievements.csv").is_file()


@pytest.mark.parametrize("name", ["mine.txt", ".hidden", "achievements.csv"])
def test_a_folder_of_somebodys_files_is_never_replaced(name: str, project: Path) -> None:
    (project / "out").mkdir()
    (project / "out" / name).write_text("mine")
    before = bytes_of(project)
    assert run_bare("compile", "--out", "out").exit_code == 2
    assert bytes_of(project) == before


def test_a_link_to_a_folder_of_somebodys_files_is_not_followed(project: Path) -> None:
    (project / "mine").mkdir()
    (project / "mine" / "file.txt").write_text("mine")
    (project / "out").symlink_to("mine")
    assert run_bare("compile", "--out", "out").exit_code == 2
    assert (project / "mine" / "file.txt").read_text() == "mine"


def test_the_output_may_not_lie_in_reports_nor_hold_them(project: Path) -> None:
    (project / "reports").mkdir()
    for place in ("reports", "reports/out"):
        assert run_bare("compile", "--out", place).exit_code == 2
    (project / "rekaman").mkdir()
    line = ("compile", "--reports", "rekaman", "--out", "rekaman/out")
    assert run_bare(*line).exit_code == 2
    assert list((project / "reports").iterdir()) == list((project / "rekaman").iterdir()) == []


def test_after_an_error_the_earlier_output_stands_as_it_was(project: Path) -> None:
    run_bare("compile", "--out", "out")
    before = bytes_of(project / "out")
    write(broken_office(), project / "content")
    assert run_bare("compile", "--out", "out").exit_code == 1
    assert run_bare("compile", "--out", "new").exit_code == 1
    assert bytes_of(project / "out") == before
    assert not (project / "new").exists()
    assert not [path for path in project.iterdir() if "kinerja" in path.name]


def test_commands_never_change_content(project: Path) -> None:
    before = bytes_of(project / "content")
    for line in (("check",), ("compile", "--out", "out"), ("pages", "pages")):
        assert run_bare(*line).exit_code == 0
    assert bytes_of(project / "content") == before


def test_init_makes_a_project_that_checks_and_compiles(tmp_path: Path) -> None:
    assert run_bare("init", str(tmp_path / "kantor")).exit_code == 0
    assert kinerja(tmp_path / "kantor", "check").exit_code == 0
    assert kinerja(tmp_path / "kantor", "compile").exit_code == 0


# --- the same result everywhere ----------------------------------------------------------------

ELSEWHERE = [
    {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"},
    {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "2", "LC_ALL": "C"},
    {"TZ": "UTC", "PYTHONHASHSEED": "3", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    {"PYTHONHASHSEED": "4", "PYTHONIOENCODING": "latin-1", "COLUMNS": "40", "HOME": "/nowhere"},
]


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Tables and findings made once, to hold others against."""
    folder = tmp_path_factory.mktemp("reference")
    write(small_office(), folder / "content")
    assert kinerja(folder, "compile", "--out", "out").exit_code == 0
    (folder / "check.json").write_text(kinerja(folder, "check", "--format", "json").stdout)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize("environment", ELSEWHERE, ids=lambda one: one.get("TZ", "encoding"))
def test_the_same_content_gives_the_same_bytes_everywhere(
    environment: dict[str, str], reference: Path, tmp_path: Path
) -> None:
    shutil.copytree(reference / "content", tmp_path / "content")
    out = tmp_path / "out"
    assert kinerja(tmp_path, "compile", "--out", str(out), **environment).exit_code == 0
    assert bytes_of(out) == bytes_of(reference / "out")
    environment = {key: value for key, value in environment.items() if key != "PYTHONIOENCODING"}
    told = kinerja(tmp_path, "check", "--format", "json", **environment)
    assert told.stdout == (reference / "check.json").read_text()


def test_twice_is_the_same_bytes_also_with_files_written_in_another_order(
    reference: Path, tmp_path: Path
) -> None:
    tree = small_office()
    write(dict(reversed(tree.items())), tmp_path / "content")
    for name in ("one", "two"):
        assert run({}, tmp_path, "compile", "--out", str(tmp_path / name)).exit_code == 0
        assert bytes_of(tmp_path / name) == bytes_of(reference / "out")


def test_a_repository_around_it_changes_nothing(reference: Path, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    shutil.copytree(reference / "content", tmp_path / "content")
    assert kinerja(tmp_path, "compile", "--out", "out").exit_code == 0
    assert bytes_of(tmp_path / "out") == bytes_of(reference / "out")


def test_a_lost_or_unwritable_cache_changes_nothing(reference: Path, tmp_path: Path) -> None:
    shutil.copytree(reference / "content", tmp_path / "content")
    (tmp_path / "file").write_text("no folder")
    result = kinerja(tmp_path, "compile", "--out", "out", XDG_CACHE_HOME=str(tmp_path / "file"))
    assert result.exit_code == 0
    assert bytes_of(tmp_path / "out") == bytes_of(reference / "out")


# --- what a command loads ----------------------------------------------------------------------


@pytest.mark.parametrize("line", [("check",), ("compile", "--out", "out"), ("pages", "pages")])
def test_no_command_loads_pandas_but_those_that_write_workbooks(
    project: Path, line: tuple[str, ...]
) -> None:
    place = project / "content/mapping/biro-a/2026.yml"
    place.parent.mkdir(parents=True)
    areas = "[{area: contract-delivery, packages: [a1, a2], excluded: []}]"
    place.write_text(f"unit: biro-a\nyear: 2026\ndata_date: 2026-06-30\nareas: {areas}\n")
    assert "pandas" not in loaded(project, *line)


def test_whoever_only_reads_content_loads_neither_arrow_nor_a_database() -> None:
    """Processes that read beside the first one are forked before these are there."""
    heavy = {"pyarrow", "numpy", "duckdb"}
    script = f"import sys, kinerja.content.checking as _; print({heavy} & sys.modules.keys())"
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "set()"


def test_a_code_is_explained_by_its_examples_in_the_language_asked_for() -> None:
    told = run_bare("explain", "yaml-no-colon")
    assert (told.exit_code, told.stderr) == (0, "")
    assert all(words in told.stdout for words in ("Keliru, dalam", "Benar:", "Rumah Tangga"))
    assert "Right:" in run_bare("explain", "yaml-no-colon", "--lang", "en").stdout
    assert run_bare("explain", "contract-on-time").exit_code == 2
