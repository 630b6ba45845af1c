"""Dates that do not exist, validities that run backwards or over each other, amounts that lie."""

# ruff: noqa: RUF001 - signs that look alike are what is tried

from __future__ import annotations

from random import Random
from typing import Any

from corpus.editing import (
    SIGN,
    Place,
    Pointer,
    at,
    choose,
    fitting,
    key_line,
    line_of,
    places,
    plain,
    planted,
    put,
    put_in,
    refused,
    rejected,
    written,
)
from corpus.mutation import Case, kind
from corpus.tree import YEAR, Tree


def _set(tree: Tree, path: str, *pointer: str | int, raw: str) -> Case:
    return refused(tree, at(path, *pointer), raw)


def _with(tree: Tree, path: str, pointer: Pointer, value: Any, *marks: Pointer) -> Case:
    """A value set, wrong at it or at one of the marks."""
    data = put(tree, path, pointer, value)
    lines = [key_line(tree, path, mark) for mark in marks]
    return rejected(path, written(data, path), key_line(tree, path, pointer), *lines)


def _one(rng: Random, tree: Tree, kind: str) -> str:
    return rng.choice(tree.of(kind))


# --- dates -------------------------------------------------------------------------------------


@kind
def date_that_does_not_exist(rng: Random, tree: Tree) -> Case:
    dates = ["2026-02-30", "2026-13-01", "2026-00-10", "2026-06-31", "2025-02-29", "2026-01-00",
             "0000-00-00", "9999-12-31", "1899-12-31"]  # fmt: skip
    return refused(tree, choose(rng, fitting(format="date")), rng.choice(dates))


@kind
def date_in_another_form(rng: Random, tree: Tree) -> Case:
    dates = ["30-06-2026", "30/06/2026", "2026/06/30", "30 Juni 2026", '"Aug 13, 2025"', "20260630",
             "2026-6-3", "26-06-30", "46203", '"2026-06-30 "', "2026-06", "2026-W26-2"]  # fmt: skip
    return refused(tree, choose(rng, fitting(format="date")), rng.choice(dates))


@kind
def date_in_digits_of_another_script(rng: Random, tree: Tree) -> Case:
    place = choose(rng, fitting(format="date"))
    return refused(tree, place, rng.choice(["٢٠٢٦-٠٦-٣٠", "２０２６-06-30", "2026−06−30"]))


@kind
def period_that_does_not_exist(rng: Random, tree: Tree) -> Case:
    periods = [
        place for place in places() if "2026-S1" in place.schema.get("x-pattern-message", "")
    ]
    words = ["2026-Q5", "2026-S3", "2026-13", "2026-00", "Q1-2026", "2026-q1", "2026", "2026Q1",
             "Triwulan I", "2026-Q1-Q2", '"26-Q1"', "2026-1"]  # fmt: skip
    return refused(tree, choose(rng, periods), rng.choice(words))


@kind
def report_dated_outside_its_period(rng: Random, tree: Tree) -> Case:
    path = _one(rng, tree, "realization")
    return _set(tree, path, "as_of", raw=rng.choice(["2025-12-31", "2027-01-01", "2026-12-31"]))


@kind
def event_after_the_report(rng: Random, tree: Tree) -> Case:
    events = [place for place in places() if place.kind == "realization"
              and place.schema.get("x-event")]  # fmt: skip
    return refused(tree, choose(rng, events), rng.choice(["2026-12-31", "2099-01-01"]))


@kind
def end_before_the_beginning(rng: Random, tree: Tree) -> Case:
    indicator, plan = _one(rng, tree, "indicator"), _one(rng, tree, "action-plan")
    return rng.choice([
        _set(tree, indicator, "valid_until", raw="2025-Q4"),
        _set(tree, plan, "actions", 0, "due", raw="2020-01-01"),
        _set(tree, "people.yml", "people", 0, "roles", 0, "until", raw="2001-01-01"),
    ])  # fmt: skip


@kind
def validity_that_overlaps(rng: Random, tree: Tree) -> Case:
    """The same version, or the same role of the same person, twice over the same days."""
    path, pointer = rng.choice([
        (_one(rng, tree, "target"), ("versions",)),
        (f"weights/{YEAR}.yml", ("versions",)),
        ("policies/standard.yml", ("versions",)),
        ("people.yml", ("people", 0, "roles")),
    ])  # fmt: skip
    data = plain(tree.data[path])
    rows: Any = data
    for step in pointer:
        rows = rows[step]
    rows.append(dict(rows[0]))
    sign = {**data, pointer[0]: put_in(data, (*pointer, len(rows) - 1), SIGN)[pointer[0]]}
    line = line_of(written(sign, path), SIGN)
    return rejected(path, written(data, path), line, line + 1)


@kind
def period_of_another_year(rng: Random, tree: Tree) -> Case:
    path = _one(rng, tree, "target")
    pointer: Pointer = ("versions", 0, "trajectory", "2024-Q1")
    return _with(tree, path, pointer, 90)


@kind
def day_of_another_year_in_a_calendar(rng: Random, tree: Tree) -> Case:
    path = f"calendars/{YEAR}.yml"
    days = plain(tree.data[path])["days"]
    return _with(tree, path, ("days", rng.randrange(len(days)), "date"), "2025-08-17")


# --- amounts -----------------------------------------------------------------------------------


def _money(rng: Random) -> Place:
    rupiah = [place for place in places() if place.schema.get("x-unit") == "rupiah"]
    return choose(rng, rupiah)


@kind
def negative_money(rng: Random, tree: Tree) -> Case:
    return refused(tree, _money(rng), rng.choice(["-1", "-640000000", "-0.5"]))


@kind
def money_with_sen(rng: Random, tree: Tree) -> Case:
    return refused(tree, _money(rng), rng.choice(["640000000.5", "0.1", "99.99"]))


@kind
def money_as_people_write_it(rng: Random, tree: Tree) -> Case:
    forms = ["Rp 1.000.000.000,00", "1.000.000", '"640000000"', "Rp. 3.800.000", "1,7 M",
    "640 juta",
             "(500000)", "640.000.000", "640000000,00", "IDR 5"]  # fmt: skip
    place = _money(rng)
    raw = rng.choice(forms)
    return refused(tree, place, raw if raw[0] == '"' or "," not in raw else f'"{raw}"')


@kind
def more_decimals_than_are_kept(rng: Random, tree: Tree) -> Case:
    progress = [
        place
        for place in places()
        if place.kind == "realization"
        and place.pointer[0] == "packages"
        and place.schema.get("type") == "number"
    ]
    weights = [place for place in places() if place.kind == "weights"
               and place.schema.get("x-unit") == "percent"]  # fmt: skip
    return refused(tree, rng.choice([*progress, *weights]), rng.choice(["1.00001", "2.333333333"]))


@kind
def weights_that_do_not_add_up(rng: Random, tree: Tree) -> Case:
    path = f"weights/{YEAR}.yml"
    level = rng.choice(["goals", "areas", "indicators"])
    name = rng.choice(sorted(tree.data[path]["versions"][0][level]))
    place = at(path, "versions", 0, level, name)
    text, line = planted(tree, place, rng.choice(["1", "99", "0", "99.5"]))
    return rejected(path, text, line, line_of(text, f"{level}:"))


@kind
def target_of_zero_or_turned_round(rng: Random, tree: Tree) -> Case:
    up = [path for path in tree.of("target")
          if tree.data[f"indicators/{path.split('/')[-1]}"]["polarity"] == "maximize"]  # fmt: skip
    path = rng.choice(up)
    period = rng.choice(sorted(tree.data[path]["versions"][0]["trajectory"]))
    raw = rng.choice(["0", "[90, 80]", "[5, 5]", "[1]", "[1, 2, 3]", "[a, b]", "-5", "[-5, 5]"])
    return _set(tree, path, "versions", 0, "trajectory", period, raw=raw)


@kind
def bounds_turned_round(rng: Random, tree: Tree) -> Case:
    path = _one(rng, tree, "indicator")
    return _set(tree, path, "natural_max", raw=rng.choice(["-1000", "-100", "-0.5"]))


@kind
def measurement_beyond_its_bounds(rng: Random, tree: Tree) -> Case:
    path = rng.choice([p for p in tree.of("measurement") if "audit" in p or "satisf" in p])
    key = "value" if "value" in tree.data[path]["values"][0] else "numerator"
    return _set(tree, path, "values", 0, key, raw="-1")


@kind
def value_stated_in_two_ways(rng: Random, tree: Tree) -> Case:
    path = _one(rng, tree, "measurement")
    row = plain(tree.data[path]["values"][0])
    more = {"value": 5} if "numerator" in row else {"numerator": 1, "denominator": 2}
    return _with(tree, path, ("values", 0), row | more)


@kind
def denominator_missing(rng: Random, tree: Tree) -> Case:
    path = _one(rng, tree, "measurement")
    row = {"unit": "biro-umum", rng.choice(["numerator", "denominator"]): 5}
    return _with(tree, path, ("values", 0), row)
