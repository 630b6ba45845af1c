"""Records beside the reviews of the forge that they tell of, while there is a forge."""

from __future__ import annotations

from collections.abc import Container, Iterator

from kinerja.findings import Finding, finding, whole
from kinerja.git.asking import HistoryError
from kinerja.git.history import MAIN, commits, is_ancestor
from kinerja.ledger.findings import POLICY
from kinerja.ledger.holders import moment, person_of, written
from kinerja.ledger.records import Entry, chains
from kinerja.model.content import Content
from kinerja.model.records import Approval
from kinerja.review.deciding.taking import taken_from
from kinerja.review.forge.door import Forge
from kinerja.review.revisions.pulls import Pull, Review
from kinerja.review.revisions.snapshot import Library

_SAID = {"approved": "APPROVED", "needs_revision": "CHANGES_REQUESTED"}


def compare(library: Library, content: Content, forge: Forge) -> Iterator[Finding]:
    """Where the forge says otherwise than records do. Raises ForgeError where it cannot be asked.

    Every pull request that a record names is asked for once.
    """
    told: dict[int, list[Entry]] = {}
    for entries in chains(content).values():
        for entry in entries:
            number = entry.record.source.pull_request
            if number is not None:
                told.setdefault(number, []).append(entry)
    for number, named in sorted(told.items()):
        pull = forge.pull(number)
        reviews = {review.id: review for review in pull.reviews}
        for entry in named:
            source = entry.record.source
            problem = _problem(library, content, entry, reviews.get(source.review_id or 0))
            if problem:
                found = finding(content.file(entry.place), "approval-forge-differs",
                                value=source.review_id, problem=problem)  # fmt: skip
                yield whole(found)
        yield from _unrecorded(library, content, pull, named)
    yield from _lost(library, content, forge, told.keys())


def _lost(
    library: Library, content: Content, forge: Forge, known: Container[int]
) -> Iterator[Finding]:
    """Pull requests about content of which no record tells, or that history does not hold.

    Somebody may have put the branch back to where it was before (pitfall 17).
    """
    ground = library.ground
    folders = (f"{ground.content}/", f"{ground.reports}/")
    for number, sha in sorted(forge.merged_pulls(MAIN).items()):
        if number in known or not sha:
            continue
        here = is_ancestor(ground.top, sha, "HEAD")
        told = commits(ground.top, "--max-count=1", sha) if here else ()
        places = [*told[0].changed] if told else forge.files(number)
        if not any(place.startswith(folders) for place in places):
            continue
        if here:
            yield from _unrecorded(library, content, forge.pull(number), [])
        else:
            yield whole(finding(
                content.file(POLICY), "approval-forge-lost", value=number, other=sha[:12]
            ))  # fmt: skip


def _problem(library: Library, content: Content, entry: Entry, review: Review | None) -> str:
    """What differs, in the forge's own words; nothing is what should be."""
    record = entry.record
    if review is None:
        return "404"
    if review.state != _SAID[record.decision]:
        return review.state
    person = person_of(content.people, review.by.login)  # whose account may be called otherwise now
    is_theirs = person is not None and person.id == record.by.person
    if review.by.login.lower() != (record.by.login or "").lower() and not is_theirs:
        return review.by.login
    if review.submitted_at != moment(record.decided_at):
        return review.submitted_at.isoformat()
    return "" if _saw(library, record, review) else review.commit


def _saw(library: Library, record: Approval, review: Review) -> bool:
    """Whether what was reviewed is what the record names; a commit that is gone tells nothing."""
    if not review.commit:
        return True
    try:
        seen = library.at(review.commit)
    except HistoryError:
        return True
    return seen.fingerprint(record.object) == record.fingerprint


def _unrecorded(
    library: Library, content: Content, pull: Pull, entries: list[Entry]
) -> Iterator[Finding]:
    """Decisions on a pull request that no record tells of; of what is gone nothing is asked."""
    known = {(entry.record.object, entry.record.source.review_id) for entry in entries}
    try:
        decisions = taken_from(library, pull).decisions
    except HistoryError:
        return
    merged = written(pull.merged_at) if pull.merged_at else ""
    newest = {
        name: max(entry.record.merged_at for entry in told)
        for name, told in chains(content).items()
    }
    for decided in decisions:
        if newest.get(decided.object, "") > merged:  # replaced since: it would not count any more
            continue
        if (decided.object, decided.source.review_id) not in known:
            found = finding(
                content.file(entries[0].place if entries else POLICY), "approval-forge-unrecorded",
                value=decided.source.review_id, object=decided.object,
            )  # fmt: skip
            yield whole(found)
