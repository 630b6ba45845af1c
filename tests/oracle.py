"""A second calculation of the table of achievements: slow, plain, in exact fractions.

It reads the same tree as the program, but formulas as Python functions, and knows no DuckDB. It
covers what random_offices.py makes; where the contract leaves a cell open it says `ANY`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import Any

from content_tree import (
    COLUMNS,
    KEY,
    ORGANISATION,
    Document,
    Key,
    Tree,
    first_day,
    indicators,
    is_valid,
    last_day,
    months,
)

ANY = "(any)"
STATES = ("not_scheduled", "not_targeted", "not_reported", "not_computable")
REASONS = ("no_report", "no_value", "zero_denominator", "nothing_observed")  # as listed
LENGTHS = {"monthly": 1, "quarterly": 3, "semiannual": 6, "annual": 12}
YEAR = 2026

Facts = dict[str, Any]
Cells = dict[str, str]


@dataclass(frozen=True)
class Formula:
    """A formula over packages: as it is written into content, and as Python does it."""

    document: Document
    unit: str
    scope: Callable[[Facts], bool]
    numerator: Callable[[list[Facts]], Fraction | None]
    denominator: Callable[[list[Facts]], Fraction | None] | None = None


@dataclass(frozen=True)
class Figure:
    """A realization, or the state that explains why there is none."""

    value: Fraction | None = None
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    n: int | str | None = None
    coverage: Fraction | str | None = None
    state: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Span:
    """What a row looks at: a period, or the year from its start to the period's end."""

    period: str
    to_date: bool

    @property
    def begin(self) -> date:
        return date(YEAR, 1, 1) if self.to_date else first_day(self.period)

    @property
    def end(self) -> date:
        return last_day(self.period)

    def parts(self, indicator: Document) -> list[str]:
        """The valid periods of the indicator's frequency within the span."""
        parts = [p for p in periods() if length(p) == LENGTHS[indicator["frequency"]]]
        within = [p for p in parts if self.begin <= first_day(p) and last_day(p) <= self.end]
        return [p for p in within if is_valid(indicator, p)]


def periods() -> list[str]:
    """All periods of the year, shortest first, each length in order."""
    names = [*(f"{m:02}" for m in range(1, 13)), "Q1", "Q2", "Q3", "Q4", "S1", "S2"]
    return [*(f"{YEAR}-{name}" for name in names), str(YEAR)]


def length(period: str) -> int:
    first, last = months(period)
    return last - first + 1


# --- observations ---------------------------------------------------------------------------------


def documents(tree: Tree, folder: str) -> list[Document]:
    return [document for path, document in sorted(tree.items()) if path.startswith(f"{folder}/")]


def reported(tree: Tree, unit: str, end: date) -> bool:
    files = documents(tree, f"realizations/{unit}")
    return any(last_day(file["period"]) == end for file in files)


def observations(tree: Tree, unit: str, end: date) -> list[Facts]:
    """The unit's packages with the last facts stated by reports of periods ended by then."""
    packages: dict[str, Facts] = {}
    for register in documents(tree, f"packages/{unit}"):
        for row in register["packages"]:
            packages[row["package_id"]] = row | {"unit": unit, "fiscal_year": register["year"]}
    files = [f for f in documents(tree, f"realizations/{unit}") if last_day(f["period"]) <= end]
    files.sort(key=lambda f: (last_day(f["period"]), f["as_of"], length(f["period"])))
    for file in files:
        for row in file["packages"]:
            package = packages[row["package_id"]]
            for name in row.get("retract", []):
                package.pop(name, None)
            stated = {name: value for name, value in row.items() if name != "retract"}
            package |= {name: value for name, value in stated.items() if value is not None}
    return list(packages.values())


def frozen(tree: Tree, area: str, package: Facts) -> bool:
    """Whether the package is one that the area's frozen mapping, if there is one, holds."""
    mapping = tree.get(f"mapping/{package['unit']}/{package['fiscal_year']}.yml", {"areas": []})
    entries = [entry for entry in mapping["areas"] if entry["area"] == area]
    return not entries or package["package_id"] in entries[0]["packages"]


def anchored(anchor: Document, package: Facts, begin: date, end: date) -> bool:
    if anchor["mode"] == "all":
        return bool(package["fiscal_year"] == YEAR)
    day = package.get(anchor["date"])
    start = begin if anchor["mode"] == "in" else date(YEAR, 1, 1)
    return day is not None and start <= day <= end


# --- realization ----------------------------------------------------------------------------------


def evaluate(formula: Formula, rows: list[Facts]) -> Figure:
    """The formula over the rows in scope and anchor of somebody who reported."""
    kind = formula.document["kind"]
    if not rows and kind != "count":
        return Figure(n=0, state="not_computable", reason="nothing_observed")
    over = formula.numerator(rows)
    under = formula.denominator(rows) if formula.denominator else None
    figure = Figure(None, over, under, len(rows))
    if kind in ("ratio", "mean") and not under:
        return replace(figure, state="not_computable", reason="zero_denominator")
    if over is None and kind == "median":
        return replace(figure, state="not_computable", reason="nothing_observed")
    if over is None:
        return replace(figure, state="not_reported", reason="no_value")
    if kind == "difference":
        assert under is not None
        return replace(figure, value=over - under)
    if kind in ("ratio", "mean"):
        assert under
        return replace(figure, value=over / under * (100 if formula.unit == "percent" else 1))
    return replace(figure, value=over)


def observed(
    tree: Tree, indicator: Document, formula: Formula, units: Sequence[str], begin: date, end: date
) -> Figure:
    """The figure over these units' packages as of a day."""
    rows, heard = [], 0
    for unit in units:
        own = [
            package
            for package in observations(tree, unit, end)
            if formula.scope(package)
            and anchored(formula.document["anchor"], package, begin, end)
            and frozen(tree, indicator["area"], package)
        ]
        rows += own
        heard += len(own) if reported(tree, unit, end) else 0
    coverage = Fraction(heard * 100, len(rows)) if rows else None
    if not any(reported(tree, unit, end) for unit in units):
        nothing_due = not rows and len(units) == 1
        covered = ANY if nothing_due else Fraction(0)
        return Figure(None, None, None, len(rows), covered, "not_reported", "no_report")
    return replace(evaluate(formula, rows), coverage=coverage)


def measured(tree: Tree, indicator: Document, unit: str | None, period: str) -> Figure:
    """The direct value of a unit, or (None) the organisation's: its own, else from the units."""
    file = tree.get(f"measurements/{period}/{indicator['formula']['measurement']}.yml")
    if file is None:
        return Figure(n=ANY, coverage=Fraction(0), state="not_reported", reason="no_report")
    own = [entry for entry in file["values"] if entry.get("unit") == unit]
    if own:
        return replace(stated(own[0], indicator), coverage=Fraction(100))
    entries = [entry for entry in file["values"] if "unit" in entry] if unit is None else []
    if not entries:
        return Figure(n=ANY, coverage=Fraction(0), state="not_reported", reason="no_value")
    coverage = Fraction(100 * len(entries), len(documents(tree, "units")))
    return replace(over_units(entries, indicator), n=len(entries), coverage=coverage)


def stated(entry: Document, indicator: Document) -> Figure:
    if "value" in entry:
        return Figure(Fraction(str(entry["value"])), n=1)
    over, under = Fraction(str(entry["numerator"])), Fraction(str(entry["denominator"]))
    return Figure(over / under * (100 if indicator["unit"] == "percent" else 1), over, under, 1)


def over_units(entries: list[Document], indicator: Document) -> Figure:
    values = [stated(entry, indicator) for entry in entries]
    numbers = [figure.value for figure in values if figure.value is not None]
    how = indicator["unit_consolidation"]
    if how == "recompute":
        over = sum(Fraction(str(entry["numerator"])) for entry in entries)
        under = sum(Fraction(str(entry["denominator"])) for entry in entries)
        return stated({"numerator": over, "denominator": under}, indicator)
    if how == "sum":
        return Figure(sum(numbers, Fraction()))
    if how == "average":
        return Figure(sum(numbers, Fraction()) / len(numbers))
    assert how == "weighted"
    weights = [Fraction(str(entry["weight"])) for entry in entries]
    weighted = sum((w * v for w, v in zip(weights, numbers, strict=True)), Fraction())
    return Figure(weighted / sum(weights))


def over_parts(figures: list[Figure], how: str) -> Figure:
    """Consolidation over periods; a single part is itself."""
    if len(figures) == 1:
        return figures[0]
    known = [figure for figure in figures if figure.value is not None]
    coverage = Fraction(100 * len(known), len(figures))
    if not known:
        return replace(figures[-1], n=ANY, coverage=coverage)
    if how == "last_known":
        return replace(known[-1], coverage=coverage)
    total = sum((figure.value for figure in known if figure.value is not None), Fraction())
    value = total if how == "sum" else total / len(known)
    return Figure(value, n=len(known), coverage=coverage)


def consolidated(
    tree: Tree, indicator: Document, formula: Formula, begin: date, end: date
) -> Figure:
    """The organisation's figure made of its units' figures, not of all their packages."""
    units = [file["id"] for file in documents(tree, "units")]
    whole = observed(tree, indicator, formula, units, begin, end)
    if whole.reason == "no_report":
        return replace(whole, n=ANY)
    figures = [observed(tree, indicator, formula, [unit], begin, end) for unit in units]
    known = [(f.value, f.denominator) for f in figures if f.value is not None]
    if not known:
        first = min(figures, key=lambda f: (STATES.index(f.state), REASONS.index(f.reason)))
        return Figure(n=ANY, coverage=whole.coverage, state=first.state, reason=first.reason)
    values = [value for value, _ in known]
    value = sum(values, Fraction())
    if indicator["unit_consolidation"] == "average":
        value /= len(values)
    if indicator["unit_consolidation"] == "weighted":
        under = sum((weight for _, weight in known if weight), Fraction())
        value = sum((v * w for v, w in known if w), Fraction()) / under
    return Figure(value, n=len(known), coverage=whole.coverage)


def realization(
    tree: Tree, indicator: Document, formula: Formula | None, unit: str | None, span: Span
) -> Figure:
    how, parts = indicator["period_consolidation"], span.parts(indicator)
    if formula is None:
        return direct(tree, indicator, unit, span)

    def figure(begin: date, end: date) -> Figure:
        if unit is not None:
            return observed(tree, indicator, formula, [unit], begin, end)
        if indicator["unit_consolidation"] in ("average", "sum", "weighted"):
            return consolidated(tree, indicator, formula, begin, end)
        units = [file["id"] for file in documents(tree, "units")]
        return observed(tree, indicator, formula, units, begin, end)

    if how == "recompute":
        ends = min(span.end, last_day(indicator.get("valid_until", span.period)))
        return figure(max(span.begin, first_day(indicator["valid_from"])), ends)
    return over_parts([figure(first_day(part), last_day(part)) for part in parts], how)


def direct(tree: Tree, indicator: Document, unit: str | None, span: Span) -> Figure:
    """A measured value: of the period's own file if it has one, else from the parts."""
    own = f"measurements/{span.period}/{indicator['formula']['measurement']}.yml"
    if not span.to_date and own in tree:
        return measured(tree, indicator, unit, span.period)
    figures = [measured(tree, indicator, unit, part) for part in span.parts(indicator)]
    return over_parts(figures, indicator["period_consolidation"])


# --- target, achievement --------------------------------------------------------------------------


def in_force(versions: Iterable[Document], period: str) -> Document | None:
    begun = [
        version for version in versions if first_day(version["valid_from"]) <= last_day(period)
    ]
    return begun[-1] if begun else None


def target_of(tree: Tree, indicator: Document, unit: str | None, span: Span) -> Any:
    """The target of a row, or None."""
    versions = tree[f"targets/{YEAR}/{indicator['id']}.yml"]["versions"]

    def written(period: str) -> Any:
        version = in_force(versions, period)
        if version is None:
            return None
        if unit in version.get("units", {}):
            return version["units"][unit].get(period)
        lent = unit is None or indicator["unit_consolidation"] != "sum"
        return version["trajectory"].get(period) if lent else None

    def of_parts(parts: list[str]) -> Any:
        values = [written(part) for part in parts]
        if indicator["period_consolidation"] != "sum":
            return values[-1]
        return None if None in values else sum(Fraction(str(value)) for value in values)

    same_days = [p for p in periods() if first_day(p) == span.begin and last_day(p) == span.end]
    period = same_days[-1] if same_days else span.period
    if not same_days and indicator["period_consolidation"] == "sum":
        return of_parts(span.parts(indicator))
    direct = written(period)
    return direct if direct is not None else of_parts(Span(period, False).parts(indicator))


def raw_achievement(indicator: Document, target: Any, version: Document, r: Fraction) -> Any:
    """The formula of the polarity, in percent; `ANY` where only the result is told."""
    polarity = indicator["polarity"]
    if isinstance(target, list):
        low, high = (Fraction(str(end)) for end in target)
        if low <= r <= high:
            return Fraction(100)
        bound = low if r < low else high
        if bound == 0:
            return ANY
        ratio = r / bound
        falls = polarity == "minimize" or (polarity == "stabilize" and r > high)
        return 100 * (2 - ratio if falls else ratio)
    t = Fraction(str(target))
    if polarity == "maximize":
        return 100 * r / t
    if polarity == "stabilize":
        return 100 * (1 - abs(r - t) / t)
    if indicator.get("variant") == "ratio":
        return Fraction(120) if r <= 0 else 100 * t / r
    if t == 0:
        tolerance = version.get("tolerance")
        if r <= 0:
            return Fraction(100)
        return max(Fraction(0), 100 - 100 * r / tolerance) if tolerance else Fraction(0)
    return 100 * (2 - r / t)


def capped(indicator: Document, raw: Any) -> Fraction:
    """Cap 120 (stabilize 100) and floor 0, the standard policy of these trees."""
    if raw == ANY:
        return Fraction(120 if indicator["polarity"] == "minimize" else 0)
    cap = Fraction(100 if indicator["polarity"] == "stabilize" else 120)
    return max(Fraction(0), min(cap, Fraction(raw)))


# --- text -----------------------------------------------------------------------------------------


def rounded(number: Fraction, places: int) -> str:
    with localcontext() as context:
        context.prec = 60
        exact = Decimal(number.numerator) / Decimal(number.denominator)
        return f"{exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"


def text(number: Any) -> str:
    """Half up to 10 decimals without trailing zeros; a range is L..U; None is empty."""
    if number is None or isinstance(number, str):
        return number or ""
    if isinstance(number, list):
        return "..".join(text(end) for end in number)
    digits = rounded(Fraction(str(number)), 10).rstrip("0").rstrip(".")
    return "0" if digits in ("", "-0") else digits


def status_of(tree: Tree, published: str) -> str:
    for band in tree["policies/traffic-light.yml"]["bands"]:
        if "from" not in band or Decimal(published) >= band["from"]:
            return str(band["status"])
    raise AssertionError("the last band has no bound")


def scored(tree: Tree, raw: Any, achievement: Fraction) -> Cells:
    published = rounded(achievement, 2)
    cells = {"achievement_raw": text(raw), "achievement": text(achievement)}
    cells |= {"published": published, "state": "computed", "reason": ""}
    return cells | {"status": status_of(tree, published)}


# --- rows -----------------------------------------------------------------------------------------

EMPTY = dict.fromkeys(COLUMNS[len(KEY) :], "")


def unscheduled(tree: Tree, indicator: Document, unit: str | None, period: str) -> str:
    """Why the indicator is not scheduled in the row, or nothing."""
    if length(period) < LENGTHS[indicator["frequency"]]:
        return "frequency"
    if not is_valid(indicator, period):
        begun = first_day(indicator["valid_from"]) <= last_day(period)
        return "closed" if begun else "not_valid_yet"
    source = indicator["formula"].get("measurement")
    values = [
        value
        for file in documents(tree, "measurements")
        for value in file["values"]
        if file["source"] == source
    ]
    per_unit = source is None or any("unit" in value for value in values)
    if unit is None and per_unit and indicator["unit_consolidation"] == "none":
        return "not_consolidated"
    return "organisation_only" if unit and not per_unit else ""


def indicator_row(
    tree: Tree, indicator: Document, formula: Formula | None, unit: str | None, span: Span
) -> tuple[Cells, Fraction | None]:
    """The cells of an indicator's row, and its exact achievement."""
    targets = tree[f"targets/{YEAR}/{indicator['id']}.yml"]
    baseline = {"baseline": text(targets["baseline"]["value"])}
    if reason := unscheduled(tree, indicator, unit, span.period):
        return EMPTY | baseline | {"state": "not_scheduled", "reason": reason}, None
    figure = realization(tree, indicator, formula, unit, span)
    target = target_of(tree, indicator, unit, span)
    cells = (
        EMPTY
        | baseline
        | {
            "numerator": text(figure.numerator),
            "denominator": text(figure.denominator),
            "n": text(figure.n),
            "realization": text(figure.value),
            "target": text(target),
            "coverage": text(figure.coverage),
        }
    )
    if figure.reason == "no_value":
        cells["denominator"] = ANY  # known, but the contract names no cell for it
    if figure.reason == "nothing_observed" and figure.n == 0:
        cells |= {"numerator": ANY, "denominator": ANY}
    if target is None:
        return cells | {"state": "not_targeted", "reason": "no_target"}, None
    if figure.value is None:
        return cells | {"state": figure.state, "reason": figure.reason}, None
    version = in_force(targets["versions"], span.period)
    assert version is not None
    raw = raw_achievement(indicator, target, version, figure.value)
    achievement = capped(indicator, raw)
    return cells | scored(tree, raw, achievement), achievement


Child = tuple[Fraction, Cells, Fraction | None]


def roll_up(tree: Tree, children: list[Child]) -> tuple[Cells, Fraction | None]:
    """The weighted mean of the computed children: weight, cells, achievement of each."""
    due = sum((w for w, cells, _ in children if cells["state"] not in STATES[:2]), Fraction())
    computed = [(w, c) for w, _, c in children if w and c is not None]
    weight = sum((w for w, _ in computed), Fraction())
    coverage = {"coverage": text(100 * weight / due if due else None)}
    if not computed:
        states = [cells["state"] for _, cells, _ in children if cells["state"] in STATES]
        last = max(states, key=STATES.index)
        return EMPTY | coverage | {"state": last, "reason": "no_child"}, None
    achievement = sum((w * c for w, c in computed), Fraction()) / weight
    return EMPTY | scored(tree, achievement, achievement) | coverage, achievement


def today(tree: Tree) -> date:
    """The latest date that a report, a mapping or a register carries."""
    dates: list[date] = [file["as_of"] for file in documents(tree, "realizations")]
    dates += [file["data_date"] for file in documents(tree, "mapping")]
    dates += [file["source"]["data_date"] for file in documents(tree, "packages")]
    return max(dates)


def expected(tree: Tree, formulas: dict[str, Formula]) -> dict[Key, Cells]:
    """The whole table of achievements; an indicator without formula here is direct."""
    monthly = any(indicator["frequency"] == "monthly" for indicator in indicators(tree))
    rows: dict[Key, Cells] = {}
    for period in periods():
        if last_day(period) > today(tree) or (length(period) == 1 and not monthly):
            continue
        for basis in ("period", "to_date"):
            for unit in (None, *(file["id"] for file in documents(tree, "units"))):
                scope = ("organisation", ORGANISATION) if unit is None else ("unit", unit)
                span = Span(period, basis == "to_date")
                for level, node, cells in ladder(tree, formulas, unit, span):
                    rows[(period, basis, *scope, level, node)] = cells
    return rows


def ladder(
    tree: Tree, formulas: dict[str, Formula], unit: str | None, span: Span
) -> Iterable[tuple[str, str, Cells]]:
    """Every row of one period, basis and scope, from the indicators up to the total."""
    weights = in_force(tree[f"weights/{YEAR}.yml"]["versions"], span.period)
    assert weights is not None
    below: dict[str, list[Child]] = {}
    for indicator in indicators(tree):
        id = indicator["id"]
        cells, c = indicator_row(tree, indicator, formulas.get(id), unit, span)
        yield "indicator", id, cells
        if is_valid(indicator, span.period):  # closed before the period's end: without weight
            weight = Fraction(str(weights["indicators"].get(id, 0)))
            below.setdefault(indicator["area"], []).append((weight, cells, c))
    areas: dict[str, list[Child]] = {}
    for area, children in below.items():
        cells, c = roll_up(tree, children)
        yield "area", area, cells
        weight = Fraction(str(weights["areas"][area]))
        areas.setdefault(tree[f"areas/{area}.yml"]["goal"], []).append((weight, cells, c))
    goals: list[Child] = []
    for goal, children in areas.items():
        cells, c = roll_up(tree, children)
        yield "goal", goal, cells
        goals.append((Fraction(str(weights["goals"][goal])), cells, c))
    cells, _ = roll_up(tree, goals)
    yield "total", "total", cells
