"""The texts people read: every one is translated, every finding has its words, nothing else speaks.

What a text says is judged by people; here the catalogues are held against the sources.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from kinerja import resources
from kinerja.codes import RULES
from kinerja.messages import SOURCE_LANGUAGE, languages
from kinerja.messages.extract import sources, updated

PACKAGE = resources.data()
TRANSLATED = [language for language in languages() if language != SOURCE_LANGUAGE]
NAMED = re.compile(r"%\((\w+)\)s|\{(\w+)\}")
BRACES = re.compile(r"(?<!\{)\{(\w+)\}(?!\})")


def catalogue(language: str) -> Path:
    return PACKAGE / "messages" / f"{language}.po"


def messages(language: str) -> list[Message]:
    with catalogue(language).open("rb") as file:
        return [message for message in read_po(file, locale=language) if message.id]


def forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """A text in its one form, or in its singular and plurals."""
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def named(text: str) -> set[str]:
    return {one or other for one, other in NAMED.findall(text)}


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path, ast.parse(path.read_text("utf-8"))


def findings_made() -> Iterator[tuple[str, ast.Call]]:
    """Every call of `finding(file, code, ...)`, with where it stands."""
    for path, module in modules():
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "finding":
                yield f"{path.name}:{node.lineno}", node


def texts_of_modules() -> set[str]:
    """Every string in the package but in the list of codes itself."""
    return {
        node.value
        for path, module in modules()
        if path != PACKAGE / "codes.py"
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def types_of_schemas() -> set[str]:
    """The types that schemas ask for: a wrong one gives the code `<type>-expected`."""

    def of(schema: Any) -> Iterator[str]:
        if isinstance(schema, dict):
            if isinstance(schema.get("type"), str):
                yield schema["type"]
            for value in schema.values():
                yield from of(value)
        elif isinstance(schema, list):
            for value in schema:
                yield from of(value)

    return {
        name
        for path in resources.schemas().glob("*.schema.json")
        for name in of(json.loads(path.read_text("utf-8")))
    }


@pytest.mark.parametrize("language", TRANSLATED)
def test_catalogue_is_up_to_date_with_the_sources(language: str) -> None:
    assert catalogue(language).read_bytes() == updated(language), (
        "run python -m kinerja.messages.extract and translate what is new"
    )


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_translated(language: str) -> None:
    missing = [m.id for m in messages(language) if not all(forms(m.string)) or m.fuzzy]
    assert missing == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_translation_names_the_same_parameters(language: str) -> None:
    differing = [
        (message.id, text)
        for message in messages(language)
        for text in forms(message.string)
        if named(text) != named(forms(message.id)[0])
    ]
    assert differing == []


@pytest.mark.parametrize("code", RULES)
def test_code_has_message_and_hint(code: str) -> None:
    rule = RULES[code]
    assert rule.message.strip()
    assert rule.hint.strip()
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)


def test_every_code_used_is_in_the_list() -> None:
    used = {
        (where, call.args[1].value)
        for where, call in findings_made()
        if isinstance(call.args[1], ast.Constant)
    }
    assert used
    assert [(where, code) for where, code in used if code not in RULES] == []


def test_every_code_in_the_list_is_used() -> None:
    said = texts_of_modules() | {f"{name}-expected" for name in types_of_schemas()}
    assert [code for code in RULES if code not in said] == []


def test_finding_gives_every_parameter_that_its_words_name() -> None:
    silent = []
    for where, call in findings_made():
        given = {keyword.arg for keyword in call.keywords}
        if not isinstance(call.args[1], ast.Constant) or None in given:
            continue  # the code or its parameters are known only when it is made
        rule = RULES[str(call.args[1].value)]
        wanted = set(BRACES.findall(rule.message + rule.hint))
        silent += [(where, name) for name in sorted(wanted - given)]
    assert silent == []


def test_no_text_hides_in_a_formatted_one_where_it_is_not_collected() -> None:
    hidden = [
        f"{path.name}: {ast.unparse(text)}"
        for path, module in modules()
        for text in ast.walk(module)
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "_"
    ]
    assert hidden == []


def test_no_module_decides_by_a_language() -> None:
    deciding = [
        f"{path.name}: {ast.unparse(node)}"
        for path, module in modules()
        for node in ast.walk(module)
        if _decides_by_language(node)
    ]
    assert deciding == []


def test_no_template_decides_by_a_language() -> None:
    deciding = re.compile(
        r"\b(?:if|elif|not)\s+[\w.]*\blang(?:uage)?\b"  # if language
        r"|\b(?:lang|language|code)\s*[!=]=|[!=]=\s*[\"'](?:id|en)[\"']"
    )
    found = [
        f"{path.name}: {one[0]}"
        for path in sorted(PACKAGE.rglob("*.html"))
        for one in deciding.finditer(path.read_text("utf-8"))
    ]
    assert found == []


def _decides_by_language(node: ast.AST) -> bool:
    """`if language`, `== "en"`, `case "en"`; a key may be called "id", a language rarely is."""
    match node:
        case ast.If(test=test) | ast.IfExp(test=test):
            asked = test.operand if isinstance(test, ast.UnaryOp) else test
            return re.search(r"(^|\.)(lang|language)$", ast.unparse(asked)) is not None
        case ast.Compare(left=left, ops=[ast.Eq() | ast.NotEq()], comparators=[right]):
            sides = {ast.unparse(left), ast.unparse(right)}
            about = any(re.search(r"(^|\.)(lang|language|locale)$", side) for side in sides)
            return "'en'" in sides or (about and "'id'" in sides)
        case ast.MatchValue(value=ast.Constant(value="en")):
            return True
        case _:
            return False


def test_the_words_of_every_kind_of_error_are_collected() -> None:
    trees = [ast.parse(file.read_text("utf-8")) for file in sorted(PACKAGE.rglob("*.py"))]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    kinds = {"UserError"}
    for _depth in range(3):
        kinds |= {
            node.name
            for node in nodes
            if isinstance(node, ast.ClassDef)
            and any(isinstance(base, ast.Name) and base.id in kinds for base in node.bases)
        }
    said = {
        node.args[0].value
        for node in nodes
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in kinds
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    assert {"HistoryError", "ForgeError"} <= kinds
    assert said <= {message.id for message in sources()}
