"""Which changed inputs could move one figure: where a person looks first, not a proof.

Only what can be told from the path of a file and the manual of the indicator.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kinerja.content.shape.layout import told_by
from kinerja.model.content import Content
from kinerja.model.manual import measured
from kinerja.model.records import Indicator

_ABOVE = ("weights", "goal")
"""What only moves the rows above the indicators."""


def causes(content: Content, row: Mapping[str, str], files: Sequence[str]) -> Sequence[str]:
    """Those of the changed files (`+` came, `-` went) that a row of a sealed table can rest on.

    A row above the indicators can rest on all of them.
    """
    indicator = content.indicators.get(row.get("indicator") or row["node"])
    if indicator is None or row.get("level", "indicator") != "indicator":
        return files
    if "action" in row:
        found = [one for one in files if _moves_action(indicator, row["unit"], *_told(one))]
    else:
        unit = row["scope"] if row["scope_type"] == "unit" else ""
        found = [one for one in files if _moves_figure(indicator, unit, *_told(one))]
    return found or files


def _told(file: str) -> tuple[str, Mapping[str, str]]:
    return told_by(file.lstrip("+-")) or ("", {})


def _moves_action(indicator: Indicator, unit: str, kind: str, keys: Mapping[str, str]) -> bool:
    """Whether a file says something of the actions of an indicator in a unit."""
    if kind == "realization":
        return keys["unit"] == unit or not unit
    return kind == "action-plan" and keys["indicator"] == indicator.id


def _moves_figure(indicator: Indicator, unit: str, kind: str, keys: Mapping[str, str]) -> bool:
    """Whether a file can move the figure of an indicator; `unit` empty: of the organisation."""
    match kind:
        case "indicator":
            return keys["id"] == indicator.id
        case "target":
            return keys["indicator"] == indicator.id
        case "action-plan":
            return indicator.source.kind == "action_plans"
        case "measurement":
            return keys["source"] == measured(indicator)
        case "calendar":
            return "working_days" in str(indicator.formula)
        case "unit":
            return unit in ("", keys["id"])
        case "register" | "mapping" | "realization":
            return indicator.formula.kind != "direct" and unit in ("", keys["unit"])
        case "area":
            return indicator.formula.kind != "direct" and keys["id"] == indicator.area
        case _:
            return kind not in _ABOVE
