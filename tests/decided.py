"""Approval records in their canonical form, put into a content folder without any git.

    office = Decided(folder)
    office.add("target/2026/on-time", "lukman-a", authors=["budi-s"])

Fingerprints are those of the folder as it is when a record is added.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from kinerja.content.checking import Checked, check
from kinerja.content.shape.objects import by_object
from kinerja.ledger.depending import depends_on
from kinerja.ledger.holders import noon_of, written
from kinerja.ledger.records import Entry, chains, place_after, to_yaml
from kinerja.model.records import (
    Approval,
    ApprovalBy,
    ApprovalChange,
    ApprovalCommits,
    ApprovalDependsOn,
    ApprovalSource,
)

COMMIT = "a" * 40
URL = "https://github.example/kantor/kinerja/pull/{number}#review-{number}"


@dataclass
class Decided:
    """A content folder to which decisions are added."""

    folder: Path
    count: int = 0
    last: dict[str, Entry] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.read()

    def read(self) -> Checked:
        """Look at the folder again: after a change fingerprints are other ones."""
        self.checked = check(self.folder)
        assert self.checked.content is not None, self.checked.findings
        self.content = self.checked.content
        self.known = by_object(self.checked.fingerprints)
        self.rests = depends_on(self.content, {})
        self.last |= {name: told[-1] for name, told in chains(self.content).items()}
        return self.checked

    def add(
        self, name: str, person: str, *, authors: Sequence[str] = ("budi-s",),
        decision: str = "approved", day: date = date(2026, 4, 14), merged: date | None = None,
        minutes: str = "", changes: Sequence[tuple[str, str | None, str | None]] = (),
        url: str = URL, role: str = "", fingerprint: str = "", **by: Any,
    ) -> Path:  # fmt: skip
        """A decision of a person in their first role; by `minutes` where a number is given."""
        self.count += 1
        told = self.content.person[person]
        held = next((one for one in told.roles if one.role == role), told.roles[0])
        zone = self.content.organisation.time_zone
        source = ApprovalSource(
            kind="forge", forge="github", repository="kantor/kinerja", pull_request=self.count,
            review_id=self.count, url=url.format(number=self.count),
        )  # fmt: skip
        if minutes:
            source = ApprovalSource(
                kind="minutes", number=minutes, date=day, scan_sha256="b" * 64,
                signatories=(person,), recorded_by=self.content.people.people[-1].id,
            )  # fmt: skip
        before = self.last.get(name)
        record = Approval(
            version=1, object=name, step="6", decision=decision,
            fingerprint=fingerprint or self.known[name], blob=COMMIT,
            depends_on=tuple(
                ApprovalDependsOn(object=one, fingerprint=self.known[one])
                for one in self.rests.get(name, ()) if one in self.known
            ),
            by=ApprovalBy(**{
                "person": person, "name": told.name, "position": None, "role": held.role,
                "capacity": held.capacity, "login": None if minutes else person,
            } | by),
            decided_at=written(noon_of(day, zone)), merged_at=written(noon_of(merged or day, zone)),
            authors=tuple(authors), source=source,
            commits=ApprovalCommits(head=COMMIT, merged=COMMIT, policy=COMMIT),
            changes=tuple(ApprovalChange(what=w, before=b, after=a) for w, b, a in changes),
            previous=before.seal if before else None,
        )  # fmt: skip
        place, number = place_after(record, before, zone)
        self.last[name] = Entry(place, int(place.split("/")[1]), number, record)
        path = self.folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(to_yaml(record))
        return path
