"""A plan that needs two roles of a rank, and commands that only look."""

from __future__ import annotations

from pathlib import Path

from review.stage import REPORT, Stage, office_tree, person, realization, stage

TARGET = "content/targets/2026/on-time.yml"


def tree_with(*people: object) -> object:
    tree = office_tree()
    kept = [one for one in tree["people.yml"]["people"]
            if one["id"] not in {told["id"] for told in people}]  # type: ignore[index]  # fmt: skip
    tree["people.yml"]["people"] = [*kept, *people]
    return tree


def test_a_plan_needs_both_roles_with_the_rank_that_is_asked(tmp_path: Path) -> None:
    lukman = person("lukman-a", "leadership", position="kepala-ukpbj")
    for folder, people, passes in (("a", (), True), ("b", (lukman,), False)):
        with stage(tmp_path / folder, tree_with(*people)) as office:  # type: ignore[arg-type]
            changed = office.work.joinpath(TARGET).read_text().replace("80", "85")
            number = office.propose({TARGET: changed})
            office.forge.review(number, "hadik")
            assert office.verdict(number)["objects"][0]["missing"] == [["leadership"]]
            office.forge.review(number, "lukmana")
            assert office.verdict(number)["passes"] is passes


def test_looking_changes_nothing(office: Stage) -> None:
    number = office.propose({REPORT: realization()})
    before = office.git("status", "--porcelain"), office.git("rev-parse", "HEAD")
    for command in (["check"], ["diff", "origin/main"], ["gate", "--pr", str(number)], ["verify"]):
        office.run(*command)
    assert (office.git("status", "--porcelain"), office.git("rev-parse", "HEAD")) == before
