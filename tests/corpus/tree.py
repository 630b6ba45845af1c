"""The sound content that mutations start from: an invented office of all kinds of file, made small.

Made by the same function as `kinerja sample`, then thinned to a few indicators so that two
thousand changes can be checked one by one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from kinerja.content.shape.layout import LAYOUT
from kinerja.content.text.write import dump
from kinerja.sample.generate import generate

KEPT = (
    "award-on-time",
    "plan-value-to-budget",
    "contract-on-time",
    "unit-satisfaction",
    "open-audit-findings",
    "actions-done",
)
"""Indicators of each kind of source: packages, measurements under and beside them, actions."""

YEAR = 2026


@dataclass(frozen=True)
class Tree:
    """Content by path: the data, the canonical text of each file, and the kind of each path."""

    data: Mapping[str, Any]
    texts: Mapping[str, str]
    kinds: Mapping[str, str]

    def of(self, kind: str) -> list[str]:
        """The paths of a kind, in order."""
        return [path for path, name in self.kinds.items() if name == kind]


@cache
def base() -> Tree:
    """The tree; always the same one."""
    made = generate(1, 3, 9, (YEAR,), date(YEAR, 6, 30))
    data = {path: _thinned(path, told) for path, told in sorted(made.items()) if _kept(path, made)}
    data[f"weights/{YEAR}.yml"] = _weights(data)
    _enrich(data)
    return Tree(data, {path: dump(told) for path, told in data.items()}, _kinds(data))


def _kept(path: str, made: Mapping[str, Any]) -> bool:
    folder, _, name = path.rpartition("/")
    id = name.removesuffix(".yml")
    match path.partition("/")[0]:
        case "indicators" | "targets" | "action-plans":
            return id in KEPT
        case "measurements":
            return id in (*KEPT, "procurement-budget")
        case "areas":
            return id in _areas(made)
        case "goals":
            return id in {made[f"areas/{area}.yml"]["goal"] for area in _areas(made)}
        case "calendars":
            return id == str(YEAR)
        case "realizations":
            return "Q" in id or folder.endswith("biro-umum")
    return True


def _areas(made: Mapping[str, Any]) -> set[str]:
    return {made[f"indicators/{id}.yml"]["area"] for id in KEPT}


def _thinned(path: str, told: Any) -> Any:
    """A file without what names indicators that are not kept."""
    if path.startswith("realizations/"):
        actions = [row for row in told.get("actions", ()) if row["action"].split("/")[0] in KEPT]
        rest = {key: value for key, value in told.items() if key != "actions"}
        return rest | ({"actions": actions} if actions else {})
    if path.startswith("mapping/"):
        unit, year = told["unit"], told["year"]
        area = {"area": "contract-delivery", "packages": [], "excluded": []}
        return {"unit": unit, "year": year, "data_date": told["data_date"], "areas": [area]}
    return told


def _weights(data: Mapping[str, Any]) -> Any:
    """Even weights of what is left, 100 under every parent."""
    parents: dict[str, dict[str, list[str]]] = {"goals": {}, "areas": {}, "indicators": {}}
    for path, told in data.items():
        level = path.split("/")[0]
        if level in parents:
            parent = str(told.get("goal") or told.get("area") or "total")
            parents[level].setdefault(parent, []).append(told["id"])
    version = {"version": 1, "valid_from": f"{YEAR}-Q1"}
    shared = {level: _even(children) for level, children in parents.items()}
    return {"year": YEAR, "versions": [version | shared]}


def _even(children: Mapping[str, list[str]]) -> dict[str, int]:
    return {
        id: 100 // len(ids) + (100 % len(ids) if place == 0 else 0)
        for ids in children.values()
        for place, id in enumerate(ids)
    }


def _enrich(data: dict[str, Any]) -> None:
    """Optional parts that the invented office leaves out, so that they are changed too."""
    organisation = data["organisation.yml"]
    data["organisation.yml"] = organisation | {
        "limits": {"indicators_per_goal": 10, "indicators": 25},
        "site_url": "https://contoh.example/kinerja/",
    }
    target = data[f"targets/{YEAR}/contract-on-time.yml"]
    data[f"targets/{YEAR}/contract-on-time.yml"] = target | {
        "plan_end": {"year": YEAR + 3, "value": 99}
    }
    people = data["people.yml"]
    auditor = {"id": "wulan-p", "name": "Wulan P.", "roles": []}
    data["people.yml"] = people | {"people": [*people["people"], auditor]}
    data[f"audits/{YEAR}-S1.yml"] = {
        "period": f"{YEAR}-S1",
        "auditor": "wulan-p",
        "audited_on": f"{YEAR}-06-30",
        "sample": {"size": 29, "seed": 1},
        "document": {"number": "LHA-1", "date": f"{YEAR}-06-30"},
        "findings": [
            {
                "indicator": "unit-satisfaction",
                "published": 80,
                "result": "certification_prevented",
                "note": "Lembar jawaban tidak disimpan.",
            }
        ],
    }
    rules = [
        {"kinds": ["target", "weights"], "step": "6", "all_of": ["head_ukpbj", "leadership"],
         "minimum": 2, "in_order": True},
        {"kinds": ["realization"], "step": "12", "any_of": ["managing_team", "head_ukpbj"]},
    ]  # fmt: skip
    version = {"version": 1, "valid_from": f"{YEAR}-01-01", "rules": rules}
    data["approval-policy.yml"] = {"versions": [version], "recorders": ["Perekam"]}
    data[f"decisions/{YEAR}-Q2.yml"] = {
        "period": f"{YEAR}-Q2",
        "step": "17",
        "meeting": "rapat-akhir",
        "decided_on": f"{YEAR}-06-30",
        "decided_by": {"position": "sekretaris-jenderal", "capacity": "definitive"},
        "basis": {"report": f"{YEAR}-Q2"},
        "document": {"number": "BA-1", "date": f"{YEAR}-06-30"},
        "decisions": [
            {
                "object": "indicator/contract-on-time",
                "outcome": "improve",
                "reason": "Turun dua triwulan.",
                "follow_up": [{"action": "rapat", "owner": "rina-k", "due": f"{YEAR}-07-31"}],
            }
        ],
    }


def _kinds(data: Mapping[str, Any]) -> dict[str, str]:
    """Which kind each path is, by the layout's first folder or whole name."""
    first = {place.split("/")[0]: kind for kind, place in LAYOUT.items()}
    return {path: first[path.split("/")[0]] for path in data}
