"""Records that nobody's review or paper stands behind, made as carefully as the recorder would."""

from __future__ import annotations

import itertools
import json
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from kinerja.content.folder import records as content_records
from kinerja.content.folder.load import load
from kinerja.ledger.records import chains, place_after, to_yaml
from kinerja.model.records import (
    Approval,
    ApprovalBy,
    ApprovalCommits,
    ApprovalDependsOn,
    ApprovalSource,
)
from kinerja.review.revisions.snapshot import Library, ground_of
from review.stage import UNRULED, Stage, person

PEOPLE, POLICY = "content/people.yml", "content/approval-policy.yml"
TARGET = "content/targets/2026/on-time.yml"
OBJECT = "realization/biro-a/2026-Q1"
_IDS = itertools.count(900000)


def invented(
    office: Stage, name: str, who: str, role: str, merged: str, policy: str, *,
    kind: str = "forge", step: str = "12", day: date = date(2026, 4, 14), number: str = "BA-99",
    decided_at: str = "2026-04-14T05:00:00Z", decision: str = "approved",
) -> Path:  # fmt: skip
    """One more record in an object's chain, canonical and chained; what it tells is invented."""
    root = office.work / "content"
    library = Library(ground_of(root, office.work / "reports"))
    snapshot, whole = library.at(merged), library.whole(merged)
    content = content_records.content(load(root), "content")
    assert content is not None
    assert whole is not None
    chain = chains(content).get(name, ())
    before = chain[-1] if chain else None
    review = next(_IDS)
    url = f"https://github.com/kantor/kinerja/pull/77#r-{review}"
    forge = ApprovalSource(kind="forge", forge="github", repository="kantor/kinerja",
                           pull_request=77, review_id=review, url=url)  # fmt: skip
    paper = ApprovalSource(kind="minutes", number=number, date=day, scan_sha256="ab" * 32,
                           signatories=(who,), recorded_by="maya-g")  # fmt: skip
    record = Approval(
        version=1, object=name, step=step, decision=decision,
        fingerprint=snapshot.fingerprint(name), blob=snapshot.blobs[name],
        depends_on=tuple(
            ApprovalDependsOn(object=one, fingerprint=told)
            for one in whole.rests.get(name, ()) if (told := snapshot.fingerprint(one))
        ),
        by=ApprovalBy(
            person=who, name=who.replace("-", " ").title() + ".", position=None, role=role,
            capacity="definitive", login=who.replace("-", "") if kind == "forge" else None,
        ),
        decided_at=decided_at, merged_at="2026-04-14T05:00:00Z", authors=(),
        source=forge if kind == "forge" else paper,
        commits=ApprovalCommits(head=merged, merged=merged, policy=policy), changes=(),
        previous=before.seal if before else None,
    )  # fmt: skip
    place = root / place_after(record, before, content.organisation.time_zone)[0]
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(to_yaml(record))
    return place


def commit_of(office: Stage, revision: str = "HEAD") -> str:
    return office.git("rev-parse", revision)


def read(office: Stage, place: str) -> Any:
    return yaml.safe_load((office.work / place).read_text())


def ending(document: Any, who: str, until: date) -> Any:
    """The people with the first role of somebody ended."""
    for one in document["people"]:
        if one["id"] == who:
            one["roles"][0]["until"] = until
    return document


def with_mallory(office: Stage, role: str = "managing_team", **keys: Any) -> Any:
    """The people with somebody nobody appointed."""
    people = read(office, PEOPLE)
    people["people"].append(person("mallory-x", role, **keys))
    return people


def proved(office: Stage, folder: Path | None = None) -> tuple[int, set[str]]:
    """What verify ends with and finds, in a clone of the remote."""
    place = folder or office.clone(f"audit-{next(_IDS)}")
    done = office.verify("--format", "json", folder=place)
    return done.exit_code, {one["code"] for one in json.loads(done.stdout or "[]")} - {UNRULED}
