"""Writes `records/` from the schemas: `python -m kinerja.model.generate`.

Types derive from the schemas, so that a new field is a property there and nothing else. A test
holds the written files against what this makes.
"""

from __future__ import annotations

import json
import keyword
import re
from pathlib import Path
from typing import Any

from kinerja import resources

Schema = dict[str, Any]

_HEAD = '''"""Made from `schemas/{kind}.schema.json` by `kinerja.model.generate`, not by hand."""

from __future__ import annotations
'''
_INDEX = '''"""The records of content, one module for each schema, all to be imported from here.

Made from `schemas/` by `kinerja.model.generate`: change the schema, not these files.
"""
'''
_IMPORTS = {
    "abc.": "from collections import abc",
    "date": "from datetime import date",
    "Decimal": "from decimal import Decimal",
}
_SCALARS = {"string": "str", "integer": "int", "number": "Decimal", "boolean": "bool"}
_SHARED = {"name": "Bilingual", "bilingual_text": "Bilingual", "exclusion": "Exclusion"}
_UNSUNG = {"versions": "version", "packages": "package", "people": "person", "days": "day"}


class Writer:
    """Collects classes in the order in which they are needed, the innermost first."""

    def __init__(self, schemas: dict[str, Schema]) -> None:
        """`schemas` by kind, `common` among them."""
        self.schemas = schemas
        self.classes: dict[str, tuple[str, str]] = {}

    def modules(self) -> dict[str, str]:
        """The text of every module by file name."""
        for kind, schema in self.schemas.items():
            if kind != "common":
                self.record(_camel(kind), schema, kind)
        kinds = sorted({kind for kind, _ in self.classes.values()})
        imports = "".join(
            f"from kinerja.model.records.{_module(kind)} import (\n"
            + "".join(f"    {name},\n" for name in self.names(kind))
            + ")\n"
            for kind in kinds
        )
        listed = "".join(f'    "{name}",\n' for name in sorted(self.classes))
        index = f"{_INDEX}\n{imports}\n__all__ = [\n{listed}]\n"
        return {f"{_module(kind)}.py": self.module(kind) for kind in kinds} | {"__init__.py": index}

    def names(self, kind: str) -> list[str]:
        """The classes of one schema's module, sorted."""
        return sorted(name for name, (where, _) in self.classes.items() if where == kind)

    def module(self, kind: str) -> str:
        """The module of one schema: its classes, and what they need."""
        own = {name: text for name, (where, text) in self.classes.items() if where == kind}
        body = "".join(f"\n\n{text}" for text in own.values())
        code = re.sub(r'""".*?"""', "", body, flags=re.DOTALL)
        needed = [line for word, line in _IMPORTS.items() if re.search(rf": .*\b{word}", code)]
        shared = [name for name in self.names("common") if re.search(rf": .*\b{name}\b", code)]
        blocks = ["\n".join(needed)] if needed else []
        blocks.append("from msgspec import Struct")
        if shared and kind != "common":
            blocks.append(f"from kinerja.model.records.common import {', '.join(shared)}")
        return _HEAD.format(kind=kind) + "\n" + "\n\n".join(blocks) + "\n" + body

    def record(self, name: str, schema: Schema, kind: str) -> str:
        """Write the class of an object and give its name."""
        if name in self.classes:
            return name
        required = set(schema.get("required", ()))
        fields, documented = [], []
        for key, told in schema["properties"].items():
            if kind in ("register", "realization") and key == "packages":
                continue  # rows are columns of a table, not records
            merged, where = self.resolved(told, kind)
            type_ = self.type_of(merged, where, name, key, told)
            default = merged.get("default")
            if key not in required and type_.startswith("tuple"):
                default = ()
            elif key not in required and default is None:
                type_ += " | None"
            value = "" if key in required else f" = {_literal(default, type_)}"
            attribute = f"{key}_" if keyword.iskeyword(key) else key
            fields.append((key in required, f"    {attribute}: {type_}{value}"))
            documented.append(f"    {attribute}: {merged['title']}.")
        words = {f"{key}_": key for key in schema["properties"] if keyword.iskeyword(key)}
        renamed = f", rename={json.dumps(words)}" if words else ""
        lines = [line for needed in (True, False) for is_required, line in fields
                 if is_required is needed]  # fmt: skip
        where = "common" if name in _SHARED.values() else kind
        text = "\n".join(
            [
                f"class {name}(Struct, frozen=True, kw_only=True{renamed}):",
                f'    """{schema.get("title", name)}.',
                "",
                *documented,
                '    """',
                "",
                *lines,
                "",
            ]
        )
        self.classes[name] = where, text
        return name

    def resolved(self, schema: Schema, kind: str) -> tuple[Schema, str]:
        """A schema with its references followed, and the kind whose file it stands in."""
        merged, where = dict(schema), kind
        while "$ref" in merged:
            file, _, way = merged.pop("$ref").partition("#/")
            where = file.removesuffix(".schema.json") or where
            found: Any = self.schemas[where]
            for step in way.split("/"):
                found = found[step]
            merged = {**found, **merged}
        return merged, where

    def type_of(self, schema: Schema, kind: str, parent: str, key: str, told: Schema) -> str:
        """The annotation of a value."""
        told_type = schema.get("type", "object")
        if isinstance(told_type, list):
            kinds = [k for k in told_type if k != "null"]
            union = " | ".join(
                self.type_of({**schema, "type": k}, kind, parent, key, {}) for k in kinds
            )
            return union + (" | None" if "null" in told_type else "")
        if schema.get("format") == "date":
            return "date"
        if told_type in _SCALARS:
            return _SCALARS[told_type]
        reference = told.get("$ref", "").rpartition("/")[2]
        if told_type == "array":
            item, where = self.resolved(schema["items"], kind)
            singular = _UNSUNG.get(key, key.removesuffix("s"))
            return f"tuple[{self.type_of(item, where, parent, singular, schema['items'])}, ...]"
        if isinstance(schema.get("additionalProperties"), dict):
            value, where = self.resolved(schema["additionalProperties"], kind)
            inner = self.type_of(value, where, parent, key, schema["additionalProperties"])
            return f"abc.Mapping[str, {inner}]"
        shared = _SHARED.get(reference) if "common" in told.get("$ref", "") else None
        name = shared or self.class_name(parent, key)
        return self.record(name, schema, kind)

    def class_name(self, parent: str, key: str) -> str:
        """`Organisation` and `policies` give `OrganisationPolicies`."""
        return f"{parent}{_camel(key)}"


def _camel(name: str) -> str:
    return "".join(part.capitalize() for part in name.replace("-", "_").split("_"))


def _literal(default: object, type_: str) -> str:
    if type_ == "Decimal" and default is not None:
        return f'Decimal("{default}")'
    return json.dumps(default) if isinstance(default, str) else repr(default)


def _module(kind: str) -> str:
    return kind.replace("-", "_")


def modules() -> dict[str, str]:
    """The modules of `records/` by file name, for the schemas as they stand."""
    return Writer(
        {
            path.name.removesuffix(".schema.json"): json.loads(path.read_text("utf-8"))
            for path in sorted(resources.schemas().glob("*.schema.json"), key=lambda p: p.name)
        }
    ).modules()


if __name__ == "__main__":
    for name, text in modules().items():
        Path(__file__).with_name("records").joinpath(name).write_text(text, "utf-8")
