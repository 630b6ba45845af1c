"""What a difference holds: figures, the facts and rules behind them, and what is left open."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from compare.building import FACTS, REALIZATION, Stood, after, side
from content_tree import (
    ON_TIME,
    Tree,
    add_indicator,
    add_package,
    add_target,
    direct,
    due,
    flat,
    measure,
    report,
    spread_weights,
)
from kinerja.compare.difference import Figure
from seal.offices import FEBRUARY, PERIOD, small_office


def late(tree: Tree) -> None:
    """One package more is handed over late."""
    tree[REALIZATION]["packages"][0]["handover_date"] = date(2026, 3, 20)


def lower(tree: Tree) -> None:
    tree["targets/2026/x.yml"]["versions"][0]["trajectory"]["2026-Q1"] = 70


def strict(tree: Tree) -> None:
    tree["indicators/x.yml"]["formula"]["numerator"] = (
        "count(*) FILTER (WHERE handover_date < due_date)"
    )


def decide(tree: Tree) -> None:
    """The leadership decides on the first quarter: `x` is to improve."""
    tree[f"decisions/{PERIOD}.yml"] = {
        "period": PERIOD,
        "step": "17",
        "meeting": "rapat-2026-05-04",
        "decided_on": date(2026, 5, 4),
        "decided_by": {"position": "sekretaris", "capacity": "definitive"},
        "basis": {"report": PERIOD},
        "document": {"number": "BA-1/2026", "date": date(2026, 5, 4)},
        "decisions": [
            {
                "object": "indicator/x",
                "outcome": "improve",
                "reason": "Turun dua triwulan",
                "follow_up": [{"action": "tinjau", "owner": "rina-k", "due": date(2026, 6, 30)}],
            }
        ],
    }


def own(figures: tuple[Figure, ...], unit: str | None = None) -> list[Figure]:
    scope = "unit" if unit else "organisation"
    told = [one for one in figures if one.own and one.row.scope_type == scope]
    return [one for one in told if unit is None or one.row.scope == unit]


def test_the_same_content_differs_in_nothing() -> None:
    told = after()
    assert told.is_nothing
    assert not told.objects
    assert told.unchanged == 2


def test_a_changed_fact_is_told_with_the_figure_before_and_after_and_its_package() -> None:
    told = after(late)
    figure = own(told.figures)[0]
    assert figure.before
    assert figure.after
    assert (figure.row.node, figure.row.period) == ("x", PERIOD)
    assert (figure.before.realization, figure.after.realization) == (75, 50)
    assert figure.packages == ("pkt-0",)
    assert own(told.figures, "biro-a")[0].packages == ("pkt-0",)
    assert own(told.figures, "biro-b") == []
    (package,) = told.packages
    (fact,) = package.facts
    assert (fact.name, fact.before, fact.after) == ("handover_date", "2026-02-10", "2026-03-20")


def test_figures_of_their_own_frequency_come_first_and_the_organisation_before_its_units() -> None:
    figures = after(late).figures
    assert [one.own for one in figures] == sorted((one.own for one in figures), reverse=True)
    assert figures[0].row.scope_type == "organisation"
    assert {one.row.level for one in figures if not one.own} > {"area", "goal", "total"}


def test_a_package_whose_facts_changed_but_that_is_not_counted_stands_behind_no_figure() -> None:
    def title(tree: Tree) -> None:
        late(tree)
        tree["packages/biro-b/2026.yml"]["packages"][0]["title"] = "Nama lain"

    told = after(title)
    assert {one.id for one in told.packages} == {"pkt-0", "pkt-9"}
    assert own(told.figures)[0].packages == ("pkt-0",)


def test_a_new_period_without_figures_adds_none() -> None:
    def second(tree: Tree) -> None:
        report(tree, "biro-a", "2026-Q2", {"pkt-0": {"paid_amount": 5}})

    told = after(second)
    computed = [one for one in told.figures if one.before is None]
    assert all(one.after and one.after.state == "computed" for one in computed)


def test_a_status_that_flips_is_seen() -> None:
    (figure,) = [one for one in own(after(late).figures) if one.flips]
    assert figure.before
    assert figure.after
    assert (figure.before.status, figure.after.status) == ("yellow", "red")


def test_a_target_that_became_easier_is_eased_by_the_polarity_of_its_indicator() -> None:
    (aim,) = after(lower).aims
    assert (aim.period, aim.before, aim.after, aim.eased) == (PERIOD, 90, 70, True)

    base = small_office()
    base["indicators/x.yml"]["polarity"] = "minimize"
    assert [one.eased for one in after(lower, base=base).aims] == [False]


def test_a_new_version_of_a_target_counts_from_the_period_in_which_it_is_in_force() -> None:
    def second(tree: Tree) -> None:
        add_target(tree, "x", flat(80) | {"2026": 80}, valid_from="2026-Q3")

    told = after(second)
    assert [(one.period, one.eased) for one in told.aims] == [
        ("2026", True),
        ("2026-Q3", True),
        ("2026-Q4", True),
    ]
    assert not told.is_nothing


def test_a_wider_range_is_easier_a_narrower_one_is_not() -> None:
    def ranged(low: int, high: int) -> Tree:
        tree = small_office()
        tree["indicators/y.yml"] |= {"polarity": "stabilize"}
        tree["targets/2026/y.yml"]["versions"][0]["trajectory"] = flat([low, high])
        return tree

    def becomes(low: int, high: int) -> list[bool | None]:
        def change(tree: Tree) -> None:
            tree["targets/2026/y.yml"]["versions"][0]["trajectory"] = flat([low, high])

        return list(dict.fromkeys(one.eased for one in after(change, base=ranged(80, 90)).aims))

    assert becomes(75, 95) == [True]
    assert becomes(82, 88) == [False]
    assert becomes(70, 80) == [None]


def test_a_changed_formula_names_the_sealed_periods_in_which_it_is_used() -> None:
    told = after(strict, sealed=(f"{PERIOD}/1",))
    (rule,) = told.rules
    assert rule.object == "indicator/x"
    assert rule.pointer == ("formula", "numerator")
    assert rule.counts
    assert rule.sealed == (PERIOD,)


def test_a_sealed_period_in_which_figures_would_differ_is_named_with_its_indicators() -> None:
    (sealed,) = after(late, sealed=(f"{PERIOD}/1",)).sealed
    assert (sealed.period, sealed.indicators) == (PERIOD, ("x",))
    assert sealed.figures > 1
    assert after(late).sealed == ()


def test_the_words_of_a_formula_change_no_result() -> None:
    def reword(tree: Tree) -> None:
        tree["indicators/x.yml"]["formula"]["words"]["id"] = "Dikatakan lain"

    told = after(reword)
    (rule,) = told.rules
    assert not rule.counts
    assert told.is_nothing


def test_baselines_weights_and_policies_are_told_value_by_value() -> None:
    def rules(tree: Tree) -> None:
        tree["targets/2026/x.yml"]["baseline"]["value"] = 40
        tree["weights/2026.yml"]["versions"][0]["indicators"] = {"x": 60, "y": 40}
        tree["policies/standard.yml"]["versions"][0]["cap"] = 110

    told = {(one.object, one.pointer[-1]): (one.before, one.after) for one in after(rules).rules}
    assert told == {
        ("policy/standard", "cap"): ("120", "110"),
        ("target/2026/x", "value"): ("50", "40"),
        ("weights/2026", "x"): ("50", "60"),
        ("weights/2026", "y"): ("50", "40"),
    }


def test_the_results_of_an_audit_are_told_by_their_indicators() -> None:
    result = {"indicator": "x", "published": 83.33, "rebuilt": 83, "result": "certified"}
    base = small_office()
    base["people.yml"]["people"].append({"id": "wulan-p", "name": "Wulan P.", "roles": []})
    base["audits/2026-Q1.yml"] = {
        "period": "2026-Q1", "auditor": "wulan-p", "audited_on": date(2026, 5, 14),
        "sample": {"size": 29, "seed": 4721},
        "document": {"number": "LHA-04", "date": date(2026, 5, 18)}, "findings": [result],
    }  # fmt: skip

    def judge(tree: Tree) -> None:
        tree["audits/2026-Q1.yml"]["findings"][0] |= {"rebuilt": 70, "result": "inaccurate"}
        tree["audits/2026-Q1.yml"]["findings"][0]["note"] = "Bukti hilang."

    told = [one.pointer for one in after(judge, base=base).rules]
    assert ("findings", "x", "result") in told


def test_objects_that_came_went_and_changed_are_named_with_their_fingerprints() -> None:
    def mixed(tree: Tree) -> None:
        late(tree)
        del tree["action-plans/2026/x.yml"], tree[REALIZATION]["actions"]
        measure(tree, "y", "2026-Q2", {"value": 90})

    told = {one.object: one.change for one in after(mixed).objects}
    assert told == {
        "action-plan/2026/x": "removed",
        "measurement/2026-Q2/y": "added",
        FACTS: "changed",
    }
    assert all(one.fingerprint for one in after(late).objects)


def test_handing_in_is_no_change_of_what_is_said() -> None:
    def hand_in(tree: Tree) -> None:
        tree[REALIZATION] |= {"submitted_by": "budi-s", "submitted_on": date(2026, 3, 31)}

    told = after(hand_in)
    assert told.handed_in == (FACTS,)
    assert not told.objects
    assert not told.cosmetic


def test_a_submission_without_one_stated_value_is_empty() -> None:
    def empty(tree: Tree) -> None:
        report(tree, "biro-b", PERIOD, {"pkt-9": {}})

    told = after(empty)
    assert [one.object for one in told.empty] == ["realization/biro-b/2026-Q1"]


def test_packages_named_without_a_value_and_never_reported_are_counted() -> None:
    def thin(tree: Tree) -> None:
        add_package(tree, "biro-a", "pkt-7")
        add_package(tree, "biro-a", "pkt-8", register_status="cancelled")
        tree[REALIZATION]["packages"][0] = {"package_id": "pkt-0"}

    (told,) = after(thin).submissions
    assert told.silent == ("pkt-0",)
    assert (told.unreported, told.active) == (1, 5)
    assert not after(thin).empty


def test_a_value_far_from_the_one_before_is_told_beside_it() -> None:
    base = small_office()
    report(base, "biro-a", "2026-Q2", {"pkt-0": {"paid_amount": 5}})

    def leap(tree: Tree) -> None:
        measure(tree, "y", "2026-Q2", {"value": 40})

    (told,) = after(leap, base=base).far
    assert (told.row.realization, told.previous.realization) == (40, Decimal("84.5"))
    assert not told.unusual
    assert not after(lambda tree: measure(tree, "y", "2026-Q2", {"value": 83}), base=base).far


@pytest.mark.parametrize(
    ("before", "now", "is_told"), [(30, 40, False), (40, 30, True), (40, 41, False)]
)
def test_a_value_that_was_far_already_is_told_only_where_it_goes_further(
    before: int, now: int, is_told: bool
) -> None:
    base = small_office()
    report(base, "biro-a", "2026-Q2", {"pkt-0": {"paid_amount": 5}})
    measure(base, "y", "2026-Q2", {"value": before})
    told = after(lambda tree: measure(tree, "y", "2026-Q2", {"value": now}), base=base).far
    assert bool(told) == is_told


def test_packages_that_were_never_reported_before_either_are_not_told_again() -> None:
    base = small_office()
    add_package(base, "biro-a", "pkt-7")
    (told,) = after(late, base=base).submissions
    assert (told.unreported, told.active) == (0, 5)


def test_an_action_of_which_something_else_is_reported_is_told_once() -> None:
    def further(tree: Tree) -> None:
        tree[REALIZATION]["actions"][0] |= {"progress": 60, "obstacle": "Hujan"}

    (told,) = after(further).actions
    assert told.before
    assert told.after
    assert (told.before.progress, told.after.progress, told.period) == (40, 60, PERIOD)


def test_an_approval_that_held_and_does_not_any_more_is_told_with_what_moved() -> None:
    before = {FACTS: Stood("approved"), "indicator/x": Stood("approved"), "unit/biro-a": Stood("x")}
    later = {
        FACTS: Stood("suspect", ("indicator/x",)),
        "indicator/x": Stood("stale"),
        "unit/biro-a": Stood("stale"),
    }
    told = after(strict, stood=(before, later)).fallen
    assert [(one.object, one.after, one.moved) for one in told] == [
        (FACTS, "suspect", ("indicator/x",)),
        ("indicator/x", "stale", ()),
    ]


def test_a_decision_of_step_17_is_told_and_so_is_one_that_is_taken_back() -> None:
    (told,) = after(decide).decisions
    assert (told.period, told.object, told.outcome, told.before) == (
        PERIOD, "indicator/x", "improve", None,
    )  # fmt: skip

    base = small_office()
    decide(base)

    def otherwise(tree: Tree) -> None:
        one = tree[f"decisions/{PERIOD}.yml"]["decisions"][0]
        one["outcome"] = "continue"
        del one["follow_up"]

    (told,) = after(otherwise, base=base).decisions
    assert (told.before, told.outcome) == ("improve", "continue")

    def take_back(tree: Tree) -> None:
        del tree[f"decisions/{PERIOD}.yml"]

    (told,) = after(take_back, base=base).decisions
    assert (told.before, told.outcome) == ("improve", None)


def test_a_package_taken_out_of_the_register_is_removed_and_one_put_in_is_added() -> None:
    def swap(tree: Tree) -> None:
        tree["packages/biro-b/2026.yml"]["packages"].pop()
        add_package(tree, "biro-b", "pkt-10")

    told = {one.id: one.change for one in after(swap).packages}
    assert told == {"pkt-10": "added", "pkt-9": "removed"}


def test_names_of_both_sides_are_known() -> None:
    def replace(tree: Tree) -> None:
        for place in ("indicators/y.yml", "targets/2026/y.yml", "measurements/2026-Q1/y.yml"):
            del tree[place]
        add_indicator(tree, "z", direct("z"))
        add_target(tree, "z", flat(80))
        del tree["weights/2026.yml"]
        spread_weights(tree)

    assert {"x", "y", "z"} <= after(replace).names.indicators.keys()


def test_a_side_is_the_same_after_it_was_kept() -> None:
    from kinerja.compare.kept import packed, unpacked

    tree = small_office()
    add_indicator(tree, "w", ON_TIME, polarity="minimize")
    report(tree, "biro-b", PERIOD, {"pkt-9": due(FEBRUARY, FEBRUARY)})
    told = side(tree)
    again = unpacked("", [memoryview(part) for part in packed(told)])
    assert again.rows == told.rows
    assert again.formulas == told.formulas
    assert again.content == told.content
