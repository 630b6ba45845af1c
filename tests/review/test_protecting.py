"""The forge's live rules beside the file of the repository, with one switch off (pitfall 23)."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from kinerja.project.ruleset import ruleset
from kinerja.review.proving.protecting import missing

Json = dict[str, Any]
WANTED: Json = json.loads(ruleset())


def live() -> Json:
    """The ruleset as it was installed."""
    told = copy.deepcopy(WANTED)
    told["bypass_actors"][0]["actor_id"] = 4711
    return told


def rule(told: Json, kind: str) -> Json:
    return next(one for one in told["rules"] if one["type"] == kind)["parameters"]


def test_what_was_installed_is_what_the_file_says() -> None:
    assert list(missing(WANTED, [live()])) == []


SWITCHES: dict[str, tuple[Callable[[Json], object], str]] = {
    "dismissal": (lambda told: rule(told, "pull_request").update(
        dismiss_stale_reviews_on_push=False), "pull_request.dismiss_stale_reviews_on_push"),
    "code owners": (lambda told: rule(told, "pull_request").update(
        require_code_owner_review=False), "pull_request.require_code_owner_review"),
    "last push": (lambda told: rule(told, "pull_request").pop("require_last_push_approval"),
        "pull_request.require_last_push_approval"),
    "rebase": (lambda told: rule(told, "pull_request")["allowed_merge_methods"].append("rebase"),
        "pull_request.allowed_merge_methods"),
    "reviews": (lambda told: rule(told, "pull_request").update(
        required_approving_review_count=0), "pull_request.required_approving_review_count"),
    "gate": (lambda told: rule(told, "required_status_checks").update(
        required_status_checks=[{"context": "Check"}]),
        "required_status_checks.required_status_checks"),
    "force": (lambda told: told["rules"].remove({"type": "non_fast_forward"}), "non_fast_forward"),
    "bypass": (lambda told: told["bypass_actors"].append(
        {"actor_id": 5, "actor_type": "RepositoryRole"}), "bypass_actors"),
}  # fmt: skip


@pytest.mark.parametrize("excluded", ["refs/heads/main", "refs/heads/*", "~ALL", "~DEFAULT_BRANCH"])
def test_a_ruleset_that_leaves_the_branch_out_protects_nothing(excluded: str) -> None:
    told = live()
    told["conditions"]["ref_name"]["exclude"] = [excluded]
    assert list(missing(WANTED, [told])) == list(missing(WANTED, []))


@pytest.mark.parametrize("name", SWITCHES)
def test_one_switch_off_is_named(name: str) -> None:
    told = live()
    switch, problem = SWITCHES[name]
    switch(told)
    assert list(missing(WANTED, [told])) == [problem]


@pytest.mark.parametrize(
    "change",
    [{"enforcement": "evaluate"}, {"target": "tag"},
     {"conditions": {"ref_name": {"include": ["refs/heads/other"], "exclude": []}}}],
)  # fmt: skip
def test_rules_that_do_not_hold_for_main_protect_nothing(change: Json) -> None:
    assert "pull_request" in list(missing(WANTED, [live() | change]))
    assert "pull_request" in list(missing(WANTED, []))


def test_stricter_rules_and_rules_in_two_sets_are_no_difference() -> None:
    one, other = live(), live()
    one["rules"] = [told for told in one["rules"] if told["type"] != "deletion"]
    rule(one, "pull_request")["required_approving_review_count"] = 2
    rule(one, "pull_request")["required_review_thread_resolution"] = True
    other["rules"] = [{"type": "deletion"}]
    del other["bypass_actors"]
    assert list(missing(WANTED, [one, other])) == []
