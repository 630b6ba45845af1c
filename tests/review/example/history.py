"""Makes the history of the example office, with the real commands; run once, and kept.

    PYTHONPATH=tests python -m review.example.history

Records are only ever added, so this cannot be run again over records that are there: what changes
in the example later is approved like anything else. The commits of the office stand on a root of
their own, hold nothing but content, and are dated as the office's days. The files `reviews*.json`
beside are what its forge would have answered, and what `kinerja record --reviews` took.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from kinerja.cli.main import main
from review.example.telling import (
    CORRECTED,
    DECIDED_AGAIN,
    FINAL_SCORE,
    HEAD,
    LEADER,
    REPOSITORY,
    Proposal,
    Said,
    at,
    proposals,
    sealings,
)
from seal.example import CLOSED, close_each, correct, final_score, provisional_score, revise

ROOT = Path(__file__).resolve().parents[3]
HERE = Path(__file__).resolve().parent
FIRST = ("organisation.yml", "people.yml", "approval-policy.yml")
ADDRESS = f"https://forge.example/{REPOSITORY}"
SECOND = (("2026-Q2", "2026-07-31"),)
"""The first quarter stays open: one of its indicators has no target for it."""
ADMINISTRATOR = "putri-r"


def git(*arguments: str, given: str | None = None, **environ: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=ROOT, env=os.environ | environ, input=given,
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.strip()


def commit(tree: str, parents: list[str], message: str, day: datetime) -> str:
    """A commit of a tree, dated as the office's day."""
    dates = {f"GIT_{role}_DATE": day.isoformat() for role in ("AUTHOR", "COMMITTER")}
    named = [part for parent in parents for part in ("-p", parent)]
    return git("commit-tree", tree, *named, "-F", "-", given=message, **dates)


def tree(blobs: Mapping[str, str]) -> str:
    """The tree that holds content files of these blobs."""
    with tempfile.TemporaryDirectory() as aside:
        index = {"GIT_INDEX_FILE": str(Path(aside, "index"))}
        lines = "".join(f"100644 {sha}\tcontent/{place}\n" for place, sha in blobs.items())
        git("update-index", "--add", "--index-info", given=lines, **index)
        return git("write-tree", **index)


def blob(text: str) -> str:
    return git("hash-object", "-w", "--stdin", given=text)


def story() -> None:
    """Commit the office's history, merge it into the branch, and write its reviews."""
    content = ROOT / "content"
    texts = {
        path.relative_to(content).as_posix(): path.read_text("utf-8")
        for path in sorted(content.rglob("*.yml"))
        if "approvals" not in path.parts
    }
    people = yaml.safe_load(texts["people.yml"])["people"]
    owners = {role["unit"]: one["id"] for one in people for role in one["roles"] if "unit" in role}
    here = {place: blob(texts[place]) for place in FIRST}
    tip = commit(tree(here), [], "Contoh: aturan persetujuan dan para pejabat\n", at("2025-01-06"))
    bundles = []
    told = sorted(proposals(owners), key=lambda one: one.merged_at)
    for number, proposal in enumerate(told, 1):
        brought = {p: t for p, t in texts.items() if p not in here and proposal.holds(p)}
        if not brought:
            continue
        heads = []
        if proposal.draft:
            drafts = {place: blob(proposal.draft(place, t)) for place, t in brought.items()}
            day = min(one.at for one in proposal.reviews)
            heads.append(commit(tree(here | drafts), [tip], f"{proposal.title}\n", day))
        base, here = tip, here | {place: blob(t) for place, t in brought.items()}
        day = max((one.at for one in proposal.reviews), default=proposal.merged_at)
        heads.append(commit(tree(here), [*heads[-1:], *([] if heads else [base])],
                            f"{proposal.title}\n", day))  # fmt: skip
        subject = f"Contoh: {proposal.title} (#{number})\n"
        tip = commit(tree(here), [base], subject, proposal.merged_at)
        bundles.append(bundle(number, proposal, base, heads, tip, logins()))
    git("merge", "-q", "--allow-unrelated-histories", "-s", "ours", "--no-ff", "--no-commit", tip)
    for folder in (ROOT / "reports").glob("20*"):
        shutil.rmtree(folder)
    commit_all("Take in the history of the example office")
    write("reviews.json", bundles)


def commit_all(message: str) -> str:
    git("add", "-A", "content", "reports")
    git("commit", "-q", "-m", message)
    return git("rev-parse", "HEAD")


def kinerja(*arguments: str) -> None:
    places = ("--content", str(ROOT / "content"), "--reports", str(ROOT / "reports"))
    assert main(["--quiet", *places, *arguments]) in (0, 1), arguments


def minutes(number: str, day: str, by: str, decision: str, *objects: str) -> None:
    """Record minutes whose scan lies beside."""
    scan = HERE / f"{number.split('/', maxsplit=1)[0].lower()}.txt"
    named = [part for name in objects for part in ("--object", name)]
    kinerja(
        "record", "--minutes", str(scan), "--number", number, "--date", day, "--signed-by", by,
        "--recorded-by", ADMINISTRATOR, "--decision", decision, *named,
    )  # fmt: skip


def reviewed(
    name: str, number: int, subject: str, title: str, reviews: Sequence[Said], merged_at: datetime
) -> None:
    """Write what the forge would say of the newest commit as a merged proposal, and record it."""
    merged, base = git("rev-parse", "HEAD"), git("rev-parse", "HEAD^")
    assert git("log", "-1", "--format=%s") == subject
    told = Proposal(title, "rahmat-t", lambda _: True, reviews, merged_at)
    write(name, [bundle(number, told, base, [merged], merged, logins())])


def logins() -> Mapping[str, str]:
    people = yaml.safe_load((ROOT / "content/people.yml").read_text("utf-8"))["people"]
    return {one["id"]: one["logins"]["github"] for one in people if "logins" in one}


def whole() -> None:
    """Everything, in the order in which it happened."""
    provisional_score()
    story()
    kinerja("record", "--reviews", str(HERE / "reviews.json"))
    minutes("BA-01/SJ/I/2025", "2025-01-06", LEADER, "approved",
            "people", "approval-policy", "organisation")  # fmt: skip
    minutes("BA-21/SJ/VIII/2026", "2026-08-18", LEADER, "approved", "decision/2026-Q2")
    minutes("BA-27/UKPBJ/X/2026", "2026-10-08", HEAD, "needs_revision",
            "realization/pusat-data/2026-Q3")  # fmt: skip
    records("Record the approvals of the example")
    first, revised, second = sealings()
    close_each(CLOSED)
    commit_all(first[0])
    reviewed("reviews-2025.json", 201, *first)
    final_score()
    commit_all(FINAL_SCORE[0])
    reviewed("reviews-score.json", 202, *FINAL_SCORE)
    kinerja("record", "--reviews", str(HERE / "reviews-score.json"))
    records("Record the approval of the final score")
    revise()
    commit_all(revised[0])
    reviewed("reviews-2025-revised.json", 203, *revised)
    close_each(SECOND)
    commit_all(second[0])
    reviewed("reviews-2026-q2.json", 204, *second)
    for name in ("2025", "2025-revised", "2026-q2"):
        kinerja("record", "--reviews", str(HERE / f"reviews-{name}.json"))
    records("Record the approvals of the example's reports")
    git("add", "-A", "tests/review/example")
    git("commit", "-q", "-m", "Keep the reviews of the example's proposals")


def corrected() -> None:
    """What came after all of it: `PYTHONPATH=tests python -m review.example.history corrected`."""
    correct()
    commit_all(CORRECTED[0])
    reviewed("reviews-2026-q2-corrected.json", 205, *CORRECTED)
    kinerja("record", "--reviews", str(HERE / "reviews-2026-q2-corrected.json"))
    records("Record the approvals of the example's correction")
    git("add", "-A", "tests/review/example")
    git("commit", "-q", "-m", "Keep the reviews of the example's correction")
    decided_again()


def decided_again() -> None:
    """What the leadership decided on the corrected report; its proposer had written it anew."""
    git("add", "content/decisions")
    git("commit", "-q", "--author", "Rahmat T. <rahmat-t@kantor.example>", "-m", DECIDED_AGAIN)
    minutes("BA-30/SJ/X/2026", "2026-10-15", LEADER, "approved", "decision/2026-Q2")
    records("Record the approval of the example's second decision")


def records(message: str) -> None:
    """Commit records, and nothing else."""
    git("add", "-A", "content/approvals")
    git("commit", "-q", "-m", message)


def bundle(
    number: int, proposal: Proposal, base: str, heads: list[str], merged: str,
    logins: Mapping[str, str],
) -> dict[str, Any]:  # fmt: skip
    """What the forge would answer about a merged proposal."""

    def user(person: str) -> dict[str, str]:
        return {"login": logins[person], "type": "User"}

    def review(place: int, said: Said) -> dict[str, Any]:
        id = 10_000 + 10 * number + place
        return {
            "id": id, "user": user(said.by), "state": said.state,
            "commit_id": heads[0 if said.first else -1], "submitted_at": stamp(said.at),
            "html_url": f"{ADDRESS}/pull/{number}#pullrequestreview-{id}",
        }  # fmt: skip

    return {
        "forge": "github",
        "repository": REPOSITORY,
        "pull_request": {
            "number": number, "html_url": f"{ADDRESS}/pull/{number}", "title": proposal.title,
            "base": {"sha": base, "ref": "main"},
            "head": {"sha": heads[-1], "ref": f"usul/{number}"},
            "user": user(proposal.opened_by), "merged_at": stamp(proposal.merged_at),
            "merge_commit_sha": merged, "commits": len(heads),
        },
        "commits": [{"sha": sha, "author": None, "committer": None} for sha in heads],
        "reviews": [review(place, said) for place, said in enumerate(proposal.reviews, 1)],
    }  # fmt: skip


def stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def write(name: str, bundles: list[dict[str, Any]]) -> None:
    (HERE / name).write_text(json.dumps(bundles, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    if sys.argv[1:] == ["corrected"]:
        corrected()
    else:
        whole()
