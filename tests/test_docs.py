"""The documentation says what is true: its examples are valid and its lists are the program's."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path, PurePosixPath

import click
import msgspec
import pytest
from packaging.requirements import Requirement

from kinerja.achievement.compiling import Compiled, compile_content
from kinerja.achievement.formulas.sql import prepare
from kinerja.achievement.measuring.actions import ActionRow
from kinerja.achievement.measuring.observations import database, declare
from kinerja.achievement.terms.score import Aim, achieve
from kinerja.achievement.terms.table import STATES, Row
from kinerja.cli.main import kinerja, main
from kinerja.codes import RULES, has_errors
from kinerja.content.checking import check
from kinerja.content.shape import columns, refusals, schema
from kinerja.content.shape.layout import LAYOUT, RECORDED
from kinerja.content.text.yaml import read
from kinerja.ledger.judging import Rule
from kinerja.ledger.standing import Standing
from kinerja.messages import translator
from kinerja.model.records import Indicator, PolicyVersion
from kinerja.numbers import publish
from kinerja.site.report import report
from kinerja.site.views import Source
from kinerja.workdays import WorkingDays

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
HANDBOOK = DOCS / "handbook"
LANGUAGES = ("id", "en")
CONTRACT = (DOCS / "contract.md").read_text("utf-8")
CHAPTERS = sorted(path.name for path in (HANDBOOK / "id").glob("*.md"))
PAGES = sorted([*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "README.id.md"])

_FENCE = re.compile(r"^```([a-z]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SCHEMAS = "../../../schemas/"
"""What the site's reference is made from, as the handbook links to it."""

_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")


def chapter(language: str, name: str) -> str:
    return (HANDBOOK / language / name).read_text("utf-8")


def blocks(text: str, kind: str) -> list[str]:
    return [body for name, body in _FENCE.findall(text) if name == kind]


def first_cells(text: str) -> list[str]:
    """The names in backquotes that begin the rows of tables."""
    return re.findall(r"^\| `([^`]+)`", text, re.MULTILINE)


def section(heading: str) -> str:
    """A section of the contract, without its subsections."""
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", CONTRACT, re.M | re.S)
    assert found, f"docs/contract.md has no section {heading}"
    return found[1]


# ------------------------------------------------------------------ the figures of the handbook

_WORKED = re.compile(
    r"^\| `(\w+)`(.*?)\|.*\| R (\d+), (?:T (\d+)|\[(\d+), (\d+)\]): ([\d.,]+) \|$", re.M
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_worked_achievements_of_the_handbook_are_computed_so(language: str) -> None:
    rule = {"version": 1, "valid_from": "2025", "cap": None, "floor": None, "zero_bonus": "none"}
    rule |= {"natural_max_bonus": "none", "missing_at_year_end": "exclude"}
    policy = msgspec.convert(rule, PolicyVersion)
    found = _WORKED.findall(chapter(language, "achievement.md"))
    assert len(found) == 7
    for polarity, form, realized, point, low, high, told in found:
        target = Decimal(point) if point else (Decimal(low), Decimal(high))
        way = "minimize/ratio" if "ratio" in form else polarity
        raw, _ = achieve(Decimal(realized), target, Aim(way), policy)
        assert publish(raw) == Decimal(told.replace(",", ".")), (polarity, form)


# ------------------------------------------------------------------------ the handbook's examples


def content_files(language: str) -> Iterator[tuple[str, str, str]]:
    """Chapter, path and text of each example that begins with its path: `# units/x.yml`."""
    for name in CHAPTERS:
        for block in blocks(chapter(language, name), "yaml"):
            path = re.match(r"# (\S+\.yml)\n", block)
            if path:
                yield name, path[1], block


def kind_of(path: str) -> str:
    for kind, place in LAYOUT.items():
        if re.fullmatch(re.sub("<[a-z]+>", "[a-zA-Z0-9-]+", place), path):
            return kind
    raise AssertionError(f"{path} has no place in the layout")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_file_obeys_its_schema(language: str) -> None:
    examples = list(content_files(language))
    assert examples
    for name, path, text in examples:
        data, faults = read(text, path)
        assert not faults, (name, path, faults)
        problems = [error.message for error in refusals.errors(kind_of(path), data)]
        assert schema.is_valid(kind_of(path), data), (name, path, problems)


def test_both_languages_show_the_same_files() -> None:
    told = [
        {(name, path): read(text, path)[0] for name, path, text in content_files(language)}
        for language in LANGUAGES
    ]
    assert told[0] == told[1]


def test_every_kind_of_content_has_an_example() -> None:
    assert {kind_of(path) for _, path, _ in content_files("id")} == set(LAYOUT) - RECORDED


def office(folder: Path) -> Compiled:
    """The examples of the handbook, put together, are the content of a small office."""
    for _, path, text in content_files("id"):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    checked = check(folder)
    assert not has_errors(checked.findings), checked.findings
    assert checked.content is not None
    return compile_content(checked.content, checked.today)


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    return office(tmp_path_factory.mktemp("office") / "content")


def test_the_examples_together_are_an_office_that_compiles(compiled: Compiled) -> None:
    assert not compiled.findings
    computed = {row.node for row in compiled.rows.values() if row.state == "computed"}
    assert {"contract-on-time", "total"} <= computed


# ------------------------------------------------------------------------------------- formulas


def formula_findings(parts: dict[str, str], template: Indicator) -> list[str]:
    """The codes that the formula checker finds in parts of a formula over packages."""
    formula = msgspec.structs.replace(
        template.formula, **{"scope": "true", "numerator": "count(*)", **parts}
    )
    indicator = msgspec.structs.replace(template, formula=formula)
    connection = database(WorkingDays(()))
    declare(connection)
    _, found = prepare(indicator, columns.observed(), "x.yml", connection, mapped=False)
    return [one.code for one in found]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_formula_of_the_handbook_passes_or_is_refused_as_said(language: str) -> None:
    (text,) = [text for _, path, text in content_files("id") if path.startswith("indicators/")]
    template = msgspec.convert(read(text, "x.yml")[0], Indicator)
    shown = 0
    for name in CHAPTERS:
        for block in blocks(chapter(language, name), "sql"):
            refused = re.match(r"-- [a-z ]+: (formula-[a-z-]+)\n", block)
            named = re.findall(r"^-- (scope|numerator|denominator)\n((?:(?!--).*\n)+)", block, re.M)
            parts = dict(named) or {"numerator": re.sub(r"^--.*\n", "", block)}
            expected = [refused[1]] if refused else []
            assert formula_findings(parts, template) == expected, (name, block)
            shown += 1
    assert shown > 5


def test_both_languages_show_the_same_formulas() -> None:
    def told(language: str) -> list[str]:
        text = "".join(chapter(language, name) for name in CHAPTERS)
        return [re.sub(r"^-- [a-z]+:", "--", block) for block in blocks(text, "sql")]

    assert told("id") == told("en")


TYPES = {
    "id": {
        "VARCHAR": "teks", "VARCHAR[]": "daftar teks", "DATE": "tanggal",
        "BIGINT": "bilangan bulat", "DECIMAL(18,4)": "desimal", "BOOLEAN": "true atau false",
    },
    "en": {
        "VARCHAR": "text", "VARCHAR[]": "list of text", "DATE": "date",
        "BIGINT": "whole number", "DECIMAL(18,4)": "decimal", "BOOLEAN": "true or false",
    },
}  # fmt: skip


def column_rows(language: str) -> list[str]:
    """The rows of the handbook's table of columns, as the schemas have them."""
    titles = translator(language).gettext
    rows = []
    for kind in (columns.REGISTER, columns.REPORT):
        for column in columns.columns(kind):
            if kind == columns.REPORT and column.name == "package_id":
                continue
            told = "rupiah" if column.unit == "rupiah" else TYPES[language][column.type]
            rows.append(f"| `{column.name}` | {titles(column.title)} | {told} |")
    return rows


def code_rows(language: str) -> list[str]:
    """The rows of the handbook's table of codes: every column of a closed list, with its labels."""
    say = translator(language).gettext
    rows = []
    for kind in (columns.REGISTER, columns.REPORT):
        for column in columns.columns(kind):
            told = schema.at(kind, ("packages", 0, column.name)) or {}
            told = schema.resolve(told["items"]) if column.type == "VARCHAR[]" else told
            if "enum" in told:
                codes = zip(told["enum"], told["enumDescriptions"], strict=True)
                shown = ", ".join(f"`{code}` {say(label)}" for code, label in codes)
                rows.append(f"| `{column.name}` | {shown} |")
    return rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_columns_is_that_of_the_schemas(language: str) -> None:
    text = chapter(language, "columns.md")
    rows = re.findall(r"^\| `.*\|$", text, re.MULTILINE)
    for row in (*column_rows(language), *code_rows(language)):
        assert row in rows, f"docs/handbook/{language}/columns.md lacks: {row}"
    named = [name for name in first_cells(text) if name in columns.observed()]
    assert set(named) == set(columns.observed())
    assert len(rows) == len(columns.observed()) + len(code_rows(language))


# ------------------------------------------------------------------------------------- the pages


def test_every_chapter_has_its_twin() -> None:
    assert sorted(path.name for path in (HANDBOOK / "en").glob("*.md")) == CHAPTERS
    assert "index.md" in CHAPTERS


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_heading_of_the_handbook_occurs_twice(language: str) -> None:
    plain = "".join(_FENCE.sub("", chapter(language, name)) for name in CHAPTERS)
    headings = re.findall(r"^#+ (.+)$", plain, re.MULTILINE)
    assert sorted(set(headings)) == sorted(headings)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_index_leads_to_every_chapter(language: str) -> None:
    linked = {link.partition("#")[0] for link in _LINK.findall(chapter(language, "index.md"))}
    assert linked == set(CHAPTERS) - {"index.md"} | {SCHEMAS}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_relative_links_lead_to_files(page: Path) -> None:
    for link in _LINK.findall(_FENCE.sub("", page.read_text("utf-8"))):
        if "://" not in link and not link.startswith("#"):
            assert (page.parent / link.partition("#")[0]).exists(), link


def test_links_of_the_handbook_stay_in_it() -> None:
    for language in LANGUAGES:
        for name in CHAPTERS:
            for link in _LINK.findall(chapter(language, name)):
                assert "://" in link or "/" not in link or link.startswith(SCHEMAS), (
                    language,
                    name,
                    link,
                )


def test_the_index_of_decisions_lists_them_all() -> None:
    folder = DOCS / "decisions"
    listed = _LINK.findall((folder / "README.md").read_text("utf-8"))
    written = sorted(path.name for path in folder.glob("0*.md"))
    assert [link for link in listed if re.match(r"\d{4}-", link)] == written


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_message_that_the_handbook_shows_is_what_check_prints(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = chapter(language, "checking.md")
    shown = re.search(r"^```\n(content/units/.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert shown
    content = tmp_path / "content"
    office(content)
    unit = content / "units" / "biro-umum.yml"
    without_path = unit.read_text("utf-8").partition("\n")[2]
    unit.write_text(without_path + 'unit_code: "021212"\n', "utf-8")
    assert main(["check", "--content", str(content), "--lang", language]) == 1
    printed = capsys.readouterr().out
    assert all(line in printed for line in shown[1].splitlines()[:3])


@pytest.mark.parametrize("language", LANGUAGES)
def test_codes_of_findings_named_in_the_handbook_exist(language: str) -> None:
    named = re.findall(r"\[([a-z]+(?:-[a-z]+)+)\](?!\()", chapter(language, "checking.md"))
    assert named
    assert set(named) <= set(RULES)


# ---------------------------------------------------------------------------------- the contract


def options_of(command: click.Command) -> set[str]:
    return {
        option
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in (*parameter.opts, *parameter.secondary_opts)
    }


def test_the_contract_names_the_commands_there_are() -> None:
    context = click.Context(kinerja)
    told = re.findall(r"^### `([a-z]+)", CONTRACT, re.MULTILINE)
    assert told == kinerja.list_commands(context)


def test_the_contract_names_the_options_of_each_command() -> None:
    context = click.Context(kinerja)
    common = set(first_cells(section("Options that every command knows")))
    assert {name.split()[0] for name in common} == options_of(kinerja) - {
        "--version",
        "--help",
        "-h",
    }
    for name in kinerja.list_commands(context):
        command = kinerja.get_command(context, name)
        assert command is not None
        heading, own = re.search(  # type: ignore[union-attr]
            rf"^### (`{name}[^\n]*)\n(.*?)(?=^#|\Z)", CONTRACT, re.MULTILINE | re.DOTALL
        ).groups()
        told = {cell.split()[0] for cell in first_cells(own)}
        assert told == options_of(command) - options_of(kinerja), name
        arguments = [p for p in command.params if isinstance(p, click.Argument)]
        assert all(argument.human_readable_name in heading for argument in arguments), name


def test_the_contract_names_the_columns_of_the_tables() -> None:
    assert tuple(first_cells(section("Columns of achievements"))) == Row._fields
    assert tuple(first_cells(section("Columns of action plans"))) == ActionRow._fields


def test_the_contract_names_the_states_and_reasons_that_occur(compiled: Compiled) -> None:
    text = section("States and reasons")
    assert tuple(first_cells(text)) == ("computed", *STATES)
    named = set(re.findall(r"`([a-z_]+)`", text))
    for row in compiled.rows.values():
        assert {row.state, row.reason} - {""} <= named


def test_the_contract_names_the_addresses_of_the_site(compiled: Compiled) -> None:
    rule = Rule(kinds=("people", "target"), step="6", any_of=("leadership",))
    asked = ("people", "target/2026/award-on-time")
    standing = {name: Standing(name, "v1:", "draft", rule=rule) for name in asked}
    site = Source(report(compiled, "", None, standing))("id")
    made = {f"/{page.path}" for page in site.pages} | {f"/{name}" for name in site.files}
    told = first_cells(section("Addresses"))
    patterns = [re.sub("<[a-z]+>", "[A-Za-z0-9-]+", address) for address in told]
    for address in made:
        assert any(re.fullmatch(pattern, address) for pattern in patterns), address
    for pattern in patterns:
        beside = pattern == "/handbook/"
        assert beside or any(re.fullmatch(pattern, address) for address in made), pattern


# ---------------------------------------------------------------------------------- the decisions


def test_the_decision_on_dependencies_gives_a_reason_for_each() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = sorted(Requirement(line).name for line in project["dependencies"])
    (page,) = (DOCS / "decisions").glob("0010-*.md")
    assert sorted(first_cells(page.read_text("utf-8"))) == names


def test_paths_named_in_the_handbook_have_a_place() -> None:
    for language in LANGUAGES:
        text = chapter(language, "content.md")
        told = set(first_cells(text))
        assert told == {str(PurePosixPath(place)) for place in LAYOUT.values()}, language
        for kind, place in LAYOUT.items():
            row = rf"^\| `{place}` \| \[[^]]+\]\({SCHEMAS}{kind}.schema.json\)"
            assert re.search(row, text, re.MULTILINE), kind
