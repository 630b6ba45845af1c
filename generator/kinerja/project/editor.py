"""Settings for Visual Studio Code: schemas by path, tasks, snippets; for a project and this one.

`python -m kinerja.project.editor` writes those of this repository anew; a test holds them to it.

An editor reads schemas from files, so that it explains and completes content without network or
installation. What stands in them is `schemas/`'s and `content.authoring.drafting`'s.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path
from typing import Any

from kinerja import resources
from kinerja.content.authoring.reference import Reference, example, references
from kinerja.content.shape.layout import LAYOUT, glob_of
from kinerja.messages import SOURCE_LANGUAGE, translator
from kinerja.messages import mark as _

FOLDER = ".vscode"
SCHEMAS = f"{FOLDER}/schemas"
"""Where a project keeps its copies: beside what reads them, the same in every clone."""

_KINERJA = ".venv/bin/kinerja"
_PROBLEM = (
    r"^::(error|warning) file=(.+?),line=(\d+),col=(\d+),title=([a-z0-9-]+)::(.+?)(?:%0A.*)?$"
)
"""A finding as `check --format github` prints it."""


def editor_files(translations: NullTranslations, schemas: str) -> dict[str, str]:
    """The files of `.vscode/` by path, but for schemas; those lie in the folder `schemas`."""
    made = {
        "settings.json": _settings(schemas),
        "extensions.json": {"recommendations": ["redhat.vscode-yaml"]},
        "tasks.json": {"version": "2.0.0", "tasks": list(_tasks(translations))},
        "kinerja.code-snippets": {
            translations.gettext(reference.title): _snippet(reference, translations)
            for reference in references()
        },
    }
    return {
        f"{FOLDER}/{name}": json.dumps(data, ensure_ascii=False, indent=2) + "\n"
        for name, data in made.items()
    }


def schema_files() -> dict[str, str]:
    """The schemas by path, for a project that has none of its own."""
    return {
        f"{SCHEMAS}/{path.name}": path.read_text("utf-8")
        for path in sorted(resources.schemas().glob("*.schema.json"), key=lambda path: path.name)
    }


def _settings(schemas: str) -> dict[str, Any]:
    return {
        "yaml.schemas": {
            f"./{schemas}/{kind}.schema.json": [f"content/{glob_of(kind)}"] for kind in LAYOUT
        },
        "yaml.schemaStore.enable": False,
        "yaml.format.enable": False,
        "[yaml]": {"editor.tabSize": 2, "editor.insertSpaces": True, "editor.wordWrap": "on"},
        "files.eol": "\n",
        "files.encoding": "utf8",
        "files.insertFinalNewline": True,
    }


def _tasks(translations: NullTranslations) -> Iterator[dict[str, Any]]:
    say = translations.gettext
    matcher = {
        "owner": "kinerja",
        "fileLocation": ["relative", "${workspaceFolder}"],
        "pattern": {
            "regexp": _PROBLEM,
            "severity": 1,
            "file": 2,
            "line": 3,
            "column": 4,
            "code": 5,
            "message": 6,
        },
    }
    shown = {"reveal": "silent", "revealProblems": "onProblem"}
    yield {
        **_task(say(_("Periksa")), "check", "--format", "github"),
        "group": {"kind": "test", "isDefault": True},
        "problemMatcher": matcher,
        "presentation": shown,
    }
    yield {
        **_task(say(_("Bangun")), "build", "--site", "site"),
        "group": {"kind": "build", "isDefault": True},
    }
    yield _task(say(_("Rapikan")), "format")


def _task(label: str, *arguments: str) -> dict[str, Any]:
    return {
        "label": label,
        "type": "process",
        "command": f"${{workspaceFolder}}/{_KINERJA}",
        "args": list(arguments),
        "problemMatcher": [],
    }


def _snippet(reference: Reference, translations: NullTranslations) -> dict[str, Any]:
    """A draft of a kind, to be had by typing its name in an empty file."""
    _path, text = example(reference.kind, translations)
    return {
        "scope": "yaml",
        "prefix": reference.kind,
        "body": text.replace("\\", "\\\\").replace("$", "\\$").splitlines(),
        "description": translations.gettext(reference.description),
    }


if __name__ == "__main__":
    for place, written in editor_files(translator(SOURCE_LANGUAGE), "schemas").items():
        Path(place).write_text(written, encoding="utf-8", newline="\n")
