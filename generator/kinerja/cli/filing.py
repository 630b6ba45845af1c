"""Putting records where they belong: into the content folder, or as a commit on a remote's branch.

Nothing is added to records that are damaged; what somebody else recorded meanwhile is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kinerja.cli.check import approvals, language, refuse, sealed, stood
from kinerja.cli.options import Settings, words
from kinerja.findings import UserError
from kinerja.messages import mark as _

if TYPE_CHECKING:
    from kinerja.ledger.records import Chains, Entry
    from kinerja.model.records import Approval
    from kinerja.review.deciding.recording import Decided, Merge
    from kinerja.review.revisions.snapshot import Library

    Act = tuple[Merge, Sequence[Decided]]
    Decide = Callable[[Mapping[str, Sequence[Entry]]], Iterable[Act]]

_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Filed:
    """New records by their paths in the content folder, and the commit that they were sent in."""

    fresh: Mapping[str, Approval]
    commit: str = ""

    @contextmanager
    def folders(self, told: Settings, library: Library) -> Iterator[Settings]:
        """The folders in which the records lie, which are gone afterwards if they are elsewhere."""
        from kinerja.review.revisions.snapshot import unpacked

        if not self.commit:
            yield told
            return
        with unpacked(library.ground, self.commit) as (content, reports):
            yield replace(told, content=content, reports=reports)


def _known(told: Settings) -> Chains | None:
    """The records that there are; None, after saying why, where there is an error in one."""
    from kinerja.codes import has_errors
    from kinerja.content.checking import check
    from kinerja.content.shape.objects import RECORDS
    from kinerja.ledger.records import chains

    shelf = sealed(told)
    checked = check(told.content_folder(), as_of=told.as_of)
    found = [*checked.findings, *approvals(told, checked, shelf, stood(checked, shelf))]
    folder = f"{told.content_folder().name}/{RECORDS}/"
    damage = [one for one in found if one.file.startswith(folder) and has_errors([one])]
    if checked.content is None or damage:
        refuse(told, language(told, checked), damage or found)
        return None
    return chains(checked.content)


def _fresh(library: Library, decide: Decide, known: Chains, tip: str) -> dict[str, Approval]:
    """The records of what was decided that follow those known, by path in the content folder.

    Each is known when the next is decided on: approved rules may serve for what comes after them.
    Raises HistoryError for what did not come into the branch that `tip` ends.
    """
    from kinerja.git.asking import HistoryError
    from kinerja.git.history import is_ancestor
    from kinerja.review.deciding.recording import records

    chained = {name: list(entries) for name, entries in known.items()}
    found: dict[str, Approval] = {}
    for merge, decisions in decide(chained):
        if not is_ancestor(library.ground.top, merge.merged.commit, tip):
            raise HistoryError(
                "Commit {commit} tidak ada dalam cabang yang dituju. Samakan dahulu dengan git pull"
                " dan git push; bila tetap tidak ada, usulan itu digabungkan ke cabang lain.",
                commit=merge.merged.commit[:12],
            )
        _refuse_rules(library, merge, decisions, chained)
        for one in decisions:
            there = library.at(tip).fingerprint(one.object)
            if one.source.kind == "minutes" and there != one.fingerprint:
                raise HistoryError(
                    "Di cabang yang dituju, {object} sudah lain isinya. Ambil dahulu dengan git"
                    " pull, dan pastikan yang ditandatangani adalah isi itu.",
                    object=one.object,
                )
        found |= records(library, merge, decisions, chained)
    return found


def _refuse_rules(
    library: Library,
    merge: Merge,
    decisions: Sequence[Decided],
    known: Mapping[str, Sequence[Entry]],
) -> None:
    """Raise HistoryError where a merge went onto people or rules that nobody had approved."""
    from kinerja.git.asking import HistoryError
    from kinerja.git.history import is_ancestor
    from kinerja.ledger.judging import LEADERSHIP_DECIDES
    from kinerja.review.deciding.rules import unapproved

    if not any(one.source.kind == "forge" for one in decisions):
        return
    top, merged = library.ground.top, merge.merged.commit
    earlier = {
        name: [
            entry.record
            for entry in known.get(name, ())
            if entry.record.commits.merged == merged
            or not is_ancestor(top, merged, entry.record.commits.merged)
        ]
        for name in LEADERSHIP_DECIDES
    }
    if name := unapproved(merge.before, earlier, library.at):
        raise HistoryError(
            "{object} pada commit {commit} bukan yang terakhir disetujui, jadi yang digabungkan ke"
            " atasnya tidak dapat dicatat. Usulan itu mungkin tidak digabungkan oleh forge.",
            object=name, commit=merge.before.commit[:12],
        )  # fmt: skip


def laid_down(told: Settings, library: Library, decide: Decide) -> Filed | None:
    """Write the records into the content folder, for whoever is there to commit."""
    from kinerja.git.history import commit_of
    from kinerja.ledger.records import to_yaml
    from kinerja.output import new_file

    known = _known(told)
    if known is None:
        return None
    fresh = _fresh(library, decide, known, commit_of(library.ground.top, "HEAD"))
    for place, record in fresh.items():
        new_file(told.content_folder() / place, to_yaml(record).decode("utf-8"))
    return Filed(fresh)


def sent(told: Settings, library: Library, decide: Decide, remote: str) -> Filed | None:
    """Commit the records on the tip of the remote's branch; once more where it moved meanwhile.

    The branch that is checked out follows where it can.
    """
    from kinerja.git.changes import Change
    from kinerja.git.history import branch_of
    from kinerja.git.writing import (
        RECORDER,
        SendingError,
        branches_of,
        bring,
        forward,
        identity,
        send,
        written,
    )
    from kinerja.ledger.records import to_yaml
    from kinerja.review.revisions.snapshot import unpacked

    ground, say = library.ground, words(told.lang).gettext
    branch, who = branch_of(ground.top), identity(ground.top) or RECORDER
    for _attempt in range(_ATTEMPTS):
        tip = branches_of(ground.top, remote, [branch]).get(branch, "")
        if not tip:
            raise SendingError("Repositori tujuan tidak punya cabang {branch}.", branch=branch)
        bring(ground.top, remote, branch, tip)
        with unpacked(ground, tip) as (content, reports):
            known = _known(replace(told, content=content, reports=reports))
        if known is None:
            return None
        policy = library.at(tip).policy
        recorders = policy.recorders if policy else ()
        if recorders and who.name not in recorders:
            raise UserError(
                "Menurut approval-policy.yml, rekaman hanya dikirim oleh {recorders}, bukan oleh"
                " {name}.",
                recorders=", ".join(recorders), name=who.name,
            )  # fmt: skip
        fresh = _fresh(library, decide, known, tip)
        files = [Change(ground.content / place, to_yaml(one)) for place, one in fresh.items()]
        commit = written(ground.top, tip, files, say(_("Catat persetujuan")) + "\n", who)
        try:
            if commit != tip:
                send(ground.top, remote, commit, branch)
        except SendingError:
            if branches_of(ground.top, remote, [branch]).get(branch) == tip:
                raise
        else:
            if fresh and not forward(ground.top, commit):
                told.say(say(_("Cabang di sini belum memuat rekaman itu; ambil dengan git pull.")))
            return Filed(fresh, commit)
    raise SendingError("Cabang {branch} terus berubah; coba lagi nanti.", branch=branch)
