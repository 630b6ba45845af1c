"""Small content trees for tests: one valid office, and plain functions that vary it.

A tree maps a path below `content/` to that file's document. Nothing here knows how figures are
made: a tree is written as YAML, the real command reads it, and its output comes back as text.
"""

from __future__ import annotations

import calendar
import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml

from kinerja.cli.main import main

Document = dict[str, Any]
Tree = dict[str, Document]
Row = dict[str, str]
Key = tuple[str, str, str, str, str, str]
Rows = dict[Key, Row]

KEY = ("period", "basis", "scope_type", "scope", "level", "node")
COLUMNS = (
    *KEY,
    *("numerator", "denominator", "n", "realization", "target", "baseline"),
    *("achievement_raw", "achievement", "published", "state", "reason", "status", "coverage"),
)
ORGANISATION, GOAL, AREA = "kantor-uji", "timely-supply", "contract-delivery"
ACTIVE = "register_status = 'active'"
QUALITY = ("verification", "source", "accuracy", "limits", "remedy")
QUARTERS = tuple(f"2026-Q{n}" for n in range(1, 5))
TRAFFIC_LIGHT: list[Document] = [
    {"status": "green", "from": 100},
    {"status": "yellow", "from": 80},
    {"status": "red"},
]


def both(text: str) -> dict[str, str]:
    """The same text in both languages."""
    return {"id": text, "en": text}


# --- periods -----------------------------------------------------------------------------------


def months(period: str) -> tuple[int, int]:
    """First and last month of a period: 2026-Q2 gives (4, 6)."""
    part = period[5:]
    if not part:
        return 1, 12
    if part[0] == "S":
        return (1, 6) if part == "S1" else (7, 12)
    if part[0] == "Q":
        last = 3 * int(part[1])
        return last - 2, last
    return int(part), int(part)


def first_day(period: str) -> date:
    return date(int(period[:4]), months(period)[0], 1)


def last_day(period: str) -> date:
    year, month = int(period[:4]), months(period)[1]
    return date(year, month, calendar.monthrange(year, month)[1])


# --- the office --------------------------------------------------------------------------------


def office(units: Sequence[str] = ("biro-a", "biro-b")) -> Tree:
    """An organisation with units, people, one goal, one area and policies; no indicator yet."""
    tree: Tree = {
        "organisation.yml": {
            "id": ORGANISATION,
            "name": both("Kantor Uji"),
            "language": "id",
            "time_zone": "Asia/Jakarta",
            "policies": {"achievement": "standard", "status_scheme": "traffic-light"},
            "letterhead": {"lines": ["SEKRETARIAT UJI"], "address": "Jakarta"},
        },
        "people.yml": {
            "positions": [{"id": "sekretaris", "name": both("Sekretaris")}],
            "people": [
                person("rina-k", "performance_owner", "Rina K."),
                person("budi-s", "performance_owner", "Budi S."),
                person("siti-r", "managing_team", "Siti R."),
            ],
        },
    }
    for unit in units:
        tree[f"units/{unit}.yml"] = {"id": unit, "name": both(unit)}
    add_goal(tree, GOAL)
    add_area(tree, AREA, GOAL)
    set_achievement_policy(tree)
    set_status_scheme(tree, TRAFFIC_LIGHT)
    tree["calendars/2026.yml"] = {
        "year": 2026,
        "days": [
            {"date": date(2026, 1, 1), "name": "Tahun Baru", "kind": "holiday", "source": "SKB"},
            {"date": date(2026, 12, 24), "name": "Natal", "kind": "joint_leave", "source": "SKB"},
        ],
    }
    return tree


def person(id: str, role: str, name: str) -> Document:
    holder = {"role": role, "capacity": "definitive", "from": date(2025, 1, 1)}
    return {"id": id, "name": name, "roles": [holder]}


def add_goal(tree: Tree, id: str) -> None:
    tree[f"goals/{id}.yml"] = {"id": id, "name": both(id)}


def add_area(tree: Tree, id: str, goal: str = GOAL) -> None:
    tree[f"areas/{id}.yml"] = {"id": id, "goal": goal, "name": both(id)}


def set_achievement_policy(tree: Tree, **keys: Any) -> None:
    """The achievement policy in force; `keys` replace the version's defaults."""
    version = {"version": 1, "valid_from": "2025", "cap": 120, "floor": 0, "zero_bonus": "none"}
    version |= {"natural_max_bonus": "none", "missing_at_year_end": "exclude"} | keys
    head = {"id": "standard", "kind": "achievement", "name": both("Baku")}
    tree["policies/standard.yml"] = head | {"versions": [version]}


def set_status_scheme(tree: Tree, bands: Sequence[Mapping[str, Any]]) -> None:
    """The status scheme in force; a band without name is called by its status."""
    named = [{"name": both(band["status"])} | dict(band) for band in bands]
    head = {"id": "traffic-light", "kind": "status_scheme", "name": both("Lampu lalu lintas")}
    tree["policies/traffic-light.yml"] = head | {"bands": named}


# --- indicators, targets, weights --------------------------------------------------------------


def aggregate(
    kind: str,
    numerator: str,
    denominator: str | Document | None = None,
    *,
    scope: str = ACTIVE,
    due: str | None = "due_date",
    mode: str = "in",
) -> Document:
    """A formula over packages, anchored `in` (default) or `ytd` a date, or on `all` packages."""
    anchor = {"mode": "all"} if mode == "all" else {"date": due, "mode": mode}
    formula = {"version": 1, "kind": kind, "words": both("Rumus uji"), "scope": scope}
    formula |= {"anchor": anchor, "numerator": numerator}
    return formula if denominator is None else formula | {"denominator": denominator}


def direct(source: str) -> Document:
    """A formula that takes its value from the measurements of one source."""
    return {"version": 1, "kind": "direct", "words": both("Nilai ukur"), "measurement": source}


ON_TIME = aggregate("ratio", "count(*) FILTER (WHERE handover_date <= due_date)", "count(*)")


def add_indicator(tree: Tree, id: str, formula: Document | None = None, **keys: Any) -> None:
    """A quarterly percentage to maximize, by default measured directly from a source of its name.

    Its consolidation over periods follows from the formula (§5); `keys` replace any default.
    """
    formula = formula or direct(id)
    number = sum(path.startswith("indicators/") for path in tree) + 1
    anchored = formula.get("anchor", {}).get("mode") == "in"
    document = {
        "id": id,
        "code": f"IK-{number:02}",
        "name": both(f"Indikator {id}"),
        "area": AREA,
        "dimension": "timeliness",
        "definition": both("Indikator untuk uji."),
        "purpose": both("Menguji hitungan."),
        "kind": "output",
        "validity": "exact",
        "controllability": "moderate",
        "unit": "percent",
        "polarity": "maximize",
        "formula": formula,
        "source": {"kind": "external" if formula["kind"] == "direct" else "packages"},
        "frequency": "quarterly",
        "period_consolidation": "recompute" if anchored else "last_known",
        "unit_consolidation": "recompute",
        "owner": "rina-k",
        "data_provider": "budi-s",
        "verifier": "siti-r",
        "status": "active",
        "valid_from": "2026-Q1",
        "quality": dict.fromkeys(QUALITY, "Dinyatakan untuk uji."),
    }
    tree[f"indicators/{id}.yml"] = document | keys


def add_target(tree: Tree, id: str, trajectory: Mapping[str, Any], **keys: Any) -> None:
    """One more version of an indicator's target for 2026; `keys` are the version's own.

    The first begins with the year; a later one needs its `valid_from`.
    """
    path = f"targets/2026/{id}.yml"
    baseline = {"value": 50, "period": "2025", "source": "Laporan kinerja 2025"}
    document = tree.setdefault(
        path, {"indicator": id, "year": 2026, "baseline": baseline, "versions": []}
    )
    version = {"version": len(document["versions"]) + 1, "valid_from": "2026-Q1"}
    document["versions"].append(version | {"trajectory": dict(trajectory)} | keys)


def flat(value: Any) -> dict[str, Any]:
    """The same target in every quarter."""
    return dict.fromkeys(QUARTERS, value)


def shares(children: Sequence[str]) -> dict[str, Decimal]:
    """Equal weights that add up to 100, with four decimals; the first child takes the rest."""
    each = (Decimal(100) / len(children)).quantize(Decimal("0.0001"), ROUND_DOWN)
    return dict.fromkeys(children, each) | {children[0]: 100 - each * (len(children) - 1)}


def spread_weights(
    tree: Tree, share: Callable[[Sequence[str]], Mapping[str, Any]] = shares
) -> None:
    """Weights per parent, equal unless told, with a new version wherever they change."""
    versions: list[Document] = []
    for quarter in QUARTERS:
        children: dict[str, dict[str, list[str]]] = {"goals": {}, "areas": {}, "indicators": {}}
        for indicator in indicators(tree):
            if is_valid(indicator, quarter):
                area = indicator["area"]
                goal = tree[f"areas/{area}.yml"]["goal"]
                ladder = {
                    "goals": ("", goal),
                    "areas": (goal, area),
                    "indicators": (area, indicator["id"]),
                }
                for level, (parent, child) in ladder.items():
                    siblings = children[level].setdefault(parent, [])
                    if child not in siblings:
                        siblings.append(child)
        weights = {
            level: {
                child: weight
                for siblings in of.values()
                for child, weight in share(siblings).items()
            }
            for level, of in children.items()
        }
        if not versions or any(versions[-1][level] != weights[level] for level in weights):
            versions.append({"version": len(versions) + 1, "valid_from": quarter} | weights)
    tree["weights/2026.yml"] = {"year": 2026, "versions": versions}


def indicators(tree: Tree) -> list[Document]:
    """The indicators that count: all but the proposed ones."""
    found = [document for path, document in sorted(tree.items()) if path.startswith("indicators/")]
    return [document for document in found if document["status"] != "proposed"]


def is_valid(indicator: Document, period: str) -> bool:
    begins, ends = indicator["valid_from"], indicator.get("valid_until")
    return first_day(begins) <= last_day(period) and (
        ends is None or last_day(ends) >= first_day(period)
    )


# --- facts -------------------------------------------------------------------------------------


def add_package(tree: Tree, unit: str, id: str, year: int = 2026, **keys: Any) -> None:
    """A line of a unit's register."""
    register = tree.setdefault(
        f"packages/{unit}/{year}.yml",
        {
            "unit": unit,
            "year": year,
            "source": {"system": "sirup", "data_date": date(year, 1, 2)},
            "packages": [],
        },
    )
    package: Document = {
        "package_id": id,
        "title": f"Paket {id}",
        "category": "goods",
        "method": "tender",
    }
    package |= {"provision": "provider", "budget_amount": 1_000_000, "register_status": "active"}
    register["packages"].append(package | keys)


def report(
    tree: Tree,
    unit: str,
    period: str,
    facts: Mapping[str, Mapping[str, Any]] | None = None,
    as_of: date | None = None,
    **keys: Any,
) -> None:
    """A unit's realization: facts per package, as of the period's last day unless told."""
    rows = [{"package_id": id} | dict(stated) for id, stated in (facts or {}).items()]
    head = {"unit": unit, "period": period, "as_of": as_of or last_day(period)}
    tree[f"realizations/{unit}/{period}.yml"] = head | {"packages": rows} | keys


def due(due: date, handover: date | None = None) -> Document:
    """Facts of a contract due on a day and, perhaps, handed over on another."""
    return {"due_date": due} | ({} if handover is None else {"handover_date": handover})


def measure(tree: Tree, source: str, period: str, *values: Any) -> None:
    """A measurement file: a bare number is the organisation's own, a dict is written as it is."""
    tree[f"measurements/{period}/{source}.yml"] = {
        "source": source,
        "period": period,
        "document": "Nota uji",
        "values": [value if isinstance(value, dict) else {"value": value} for value in values],
    }


# --- writing, running, reading -----------------------------------------------------------------


class Plain(yaml.CSafeDumper):
    """Writes as a person would: no aliases, decimals by their digits."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def _decimal(dumper: yaml.CSafeDumper, value: Decimal) -> yaml.Node:
    if value == value.to_integral_value():
        return dumper.represent_int(int(value))
    return dumper.represent_scalar("tag:yaml.org,2002:float", f"{value.normalize():f}")


Plain.add_representer(Decimal, _decimal)


def write(tree: Tree, content: Path) -> None:
    """Write every document as YAML below `content`."""
    for path, document in tree.items():
        file = content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        text = yaml.dump(document, Dumper=Plain, sort_keys=False, allow_unicode=True, width=1000)
        file.write_text(text, encoding="utf-8")


@dataclass(frozen=True)
class Result:
    """How a command ended, and what it said."""

    exit_code: int
    stdout: str
    stderr: str


def run(tree: Tree, folder: Path, *arguments: str) -> Result:
    """Write the tree into `folder/content` and run the command line on it, in this process."""
    content = folder / "content"
    write(tree, content)
    out, err = io.StringIO(), io.StringIO()
    with (
        patch.dict(os.environ, {"XDG_CACHE_HOME": str(folder / "cache")}),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        code = main(["--content", str(content), *arguments])
    return Result(code, out.getvalue(), err.getvalue())


def loaded(folder: Path, *line: str) -> set[str]:
    """The modules that a command has loaded at its end, in a process of its own; it succeeds."""
    code = (
        "import sys; from kinerja.cli.main import main; code = main(sys.argv[1:]);"
        " print(*sys.modules, file=sys.stderr); sys.exit(code)"
    )
    environ = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
    command = [sys.executable, "-c", code, *line]
    done = subprocess.run(command, cwd=folder, env=environ, check=True, capture_output=True)
    return set(done.stderr.decode().splitlines()[-1].split())


def compile_tree(tree: Tree, folder: Path, *options: str) -> Path:
    """Compile into `folder/out`; the command must succeed."""
    out = folder / "out"
    result = run(tree, folder, "compile", "--out", str(out), *options)
    assert result.exit_code == 0, result.stdout + result.stderr
    return out


def compile_rows(tree: Tree, folder: Path, *options: str) -> Rows:
    """The table of achievements that the command writes, as text, by its key."""
    return read_rows(compile_tree(tree, folder, *options) / "achievements.csv")


def read_rows(file: Path) -> Rows:
    with file.open(encoding="utf-8", newline="") as stream:
        lines = list(csv.DictReader(stream))
    rows: Rows = {tuple(line[name] for name in KEY): line for line in lines}  # type: ignore[misc]
    assert len(rows) == len(lines), "two rows of one key"
    return rows


def findings(tree: Tree, folder: Path) -> list[dict[str, Any]]:
    """What `check --format json` finds."""
    found: list[dict[str, Any]] = json.loads(run(tree, folder, "check", "--format", "json").stdout)
    return found


def key(
    node: str,
    period: str = "2026-Q1",
    *,
    basis: str = "period",
    unit: str | None = None,
    level: str = "indicator",
) -> Key:
    """The key of a row: the organisation's in 2026-Q1 unless told."""
    scope = ("organisation", ORGANISATION) if unit is None else ("unit", unit)
    return (period, basis, *scope, level, node)
