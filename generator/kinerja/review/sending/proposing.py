"""Changed content on its way to a pull request: gathered, signed, laid out, sent as a branch.

The person's checkout, index and branch stay as they are; only the signature is written into the
files that were proposed. What a pull request says of itself is in `announcing`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePosixPath

from kinerja.content.authoring.submission import meaning, signed
from kinerja.content.shape.layout import told_by
from kinerja.content.shape.objects import RECORDS, object_at, report_of, slug, state_of
from kinerja.findings import UserError
from kinerja.git import writing
from kinerja.git.changes import Change, changes
from kinerja.git.history import branch_here, fork_of, is_ancestor, is_checked_out, repository
from kinerja.git.trees import blob_at, put_back
from kinerja.output import replace_file

_SUFFIXES = (".yml", ".yaml")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Files that are to be otherwise than at the commit where the work began (`fork`).

    `content` and `reports` are folders of the repository `top`, None where the latter is not in
    it; `read` are the bytes that the files had in the working tree, by place.
    """

    top: Path
    content: PurePosixPath
    reports: PurePosixPath | None
    remote: str
    base: str
    fork: str
    files: tuple[Change, ...]
    read: dict[PurePosixPath, bytes | None]

    @property
    def objects(self) -> tuple[str, ...]:
        """The objects that the files are about, by name."""
        return tuple(sorted({name for one in self.files if (name := self.object(one.place))}))

    def object(self, place: PurePosixPath) -> str | None:
        """The object of a file; None where it has no place in the layout."""
        if self.reports is not None and place.is_relative_to(self.reports):
            state = report_of("/".join(place.relative_to(self.reports).parts[:2]))
            return state if state_of(state) else None
        return object_at(self.inside(place))

    def inside(self, place: PurePosixPath) -> str:
        """A file's path in the content folder; empty where it is none of it."""
        is_in = place.is_relative_to(self.content)
        return place.relative_to(self.content).as_posix() if is_in else ""


def gather(content: Path, reports: Path, paths: Sequence[Path], remote: str, base: str) -> Proposal:
    """What the working tree holds otherwise than a remote's branch did when the work began.

    Args:
        content: The content folder, in a repository; `reports` may lie elsewhere.
        reports: The folder of sealed records.
        paths: Files and folders to look at; without any, all content and all sealed records.
        remote: The repository to propose to, by its name or address.
        base: The branch there that is to change.

    Raises:
        HistoryError: There is no repository, or its history does not reach to the branch.
        SendingError: The remote cannot be reached.
        UserError: The branch is not there, or a path is nothing that can be proposed.
    """
    top = repository(content)
    folder = _within(content, top)
    beside = _within(reports, top) if _real(reports).is_relative_to(top) else None
    tip = writing.branches_of(top, remote, [base]).get(base)
    if not tip:
        raise UserError(
            "Cabang {base} tidak ada di {remote}. Sebutkan dengan --base CABANG.",
            base=base,
            remote=writing.address_of(top, remote),
        )
    writing.bring(top, remote, base, tip)
    fork = fork_of(top, tip)
    empty = Proposal(top, folder, beside, remote, base, fork, (), {})
    asked = [_asked(empty, path) for path in paths]
    known = changes(top, fork, [one for one in (folder, beside) if one is not None])
    files = [
        one
        for one in known
        if _is_ours(empty, one.place)
        and (not asked or any(one.place.is_relative_to(place) for place in asked))
    ]
    for path, place in zip(paths, asked, strict=True):
        if not os.path.lexists(path) and not any(one.place.is_relative_to(place) for one in files):
            raise UserError("{path} tidak ada.", path=path)
    for one in files:
        if empty.inside(one.place).startswith(f"{RECORDS}/"):
            raise UserError(
                "Rekaman persetujuan hanya ditulis oleh kinerja record, jadi {file} tidak dapat"
                " diusulkan.",
                file=one.place,
            )
    return replace(empty, files=tuple(files), read={one.place: one.data for one in files})


def sign(proposal: Proposal, person: str, day: date) -> Proposal:
    """The proposal with who hands it in, and when, in each file that may say so."""
    return replace(
        proposal, files=tuple(_signed(proposal, one, person, day) for one in proposal.files)
    )


def branch_of(proposal: Proposal) -> str:
    """The branch for a proposal: what it is about, and a short print of what it says."""
    about = proposal.objects
    name = slug(about[0]) if about else "isi"
    name += f"-dan-{len(about) - 1}" if about[1:] else ""
    said = [f"{one.place}\0{_meaning(proposal, one.place, one.data)}" for one in proposal.files]
    return f"usul/{name}-{sha256(os.fsencode(chr(10).join(said))).hexdigest()[:8]}"


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a proposal lands: its branch, and the commit it builds on.

    With `is_there` that commit says it already.
    """

    branch: str
    parent: str
    is_there: bool


def land(proposal: Proposal, branch: str) -> Landing:
    """Find where a proposal lands: on the branch as the remote has it, else where it began.

    Raises UserError where it may not land there, lest somebody's work be lost.
    """
    top, remote = proposal.top, proposal.remote
    if branch == proposal.base or not writing.is_branch_name(top, branch):
        raise UserError("{branch} tidak dapat menjadi cabang usulan.", branch=branch)
    if is_checked_out(top, branch):
        raise UserError(
            "Cabang {branch} sedang dibuka di folder kerja. Catat perubahannya dengan git commit"
            " dan git push, atau pindahlah dahulu ke {base}.",
            branch=branch,
            base=proposal.base,
        )
    tip = writing.branches_of(top, remote, [branch]).get(branch)
    if not tip:
        return Landing(branch, proposal.fork, is_there=False)
    writing.bring(top, remote, branch, tip)
    there = [blob_at(top, tip, str(one.place)) for one in proposal.files]
    if all(
        _meaning(proposal, one.place, one.data) == _meaning(proposal, one.place, data)
        for one, data in zip(proposal.files, there, strict=True)
    ):
        return Landing(branch, tip, is_there=True)
    _refuse_overwriting(proposal, branch, tip, there)
    return Landing(branch, tip, is_there=False)


def lay_out(proposal: Proposal, landing: Landing, target: Path) -> tuple[Path, Path | None]:
    """Write the content and the sealed records as they would be; gives both folders."""

    def laid(folder: PurePosixPath, aside: str) -> Path:
        place = target / aside / (folder.name or proposal.top.name)
        place.mkdir(parents=True)
        put_back(proposal.top, landing.parent, folder, place)
        for one in proposal.files:
            if not one.place.is_relative_to(folder):
                continue
            file = place / one.place.relative_to(folder)
            if one.data is None:
                file.unlink(missing_ok=True)
            else:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(one.data)
        return place

    reports = None if proposal.reports is None else laid(proposal.reports, "beside")
    return laid(proposal.content, "in"), reports


def send(proposal: Proposal, landing: Landing, message: str, who: writing.Identity) -> str:
    """Send the proposal unless it is there already, and give the commit that holds it.

    Only when the remote has it, the local branch of that name follows and the files in the working
    tree are signed; one that was edited meanwhile is left. Raises SendingError.
    """
    top, branch, commit = proposal.top, landing.branch, landing.parent
    if not landing.is_there:
        commit = writing.written(top, landing.parent, proposal.files, message, who)
        writing.send(top, proposal.remote, commit, branch)
    before = branch_here(top, branch)
    if not before or is_ancestor(top, before, commit):
        writing.set_branch(top, branch, commit, before)
    for one in proposal.files:
        data = blob_at(top, commit, str(one.place))
        place, known = top / one.place, proposal.read[one.place]
        if data is None or known in (None, data) or not place.is_file():
            continue
        if place.read_bytes() == known:
            replace_file(place, data.decode())
    return commit


def _asked(proposal: Proposal, path: Path) -> PurePosixPath:
    """The place in the repository of a path that the command line names."""
    # A link is meant itself, not what it leads to.
    place = _real(path) if path.name in ("", "..") else _real(path.parent) / path.name
    folders = [one for one in (proposal.content, proposal.reports) if one is not None]
    inside = place.is_relative_to(proposal.top)
    told = PurePosixPath(place.relative_to(proposal.top)) if inside else PurePosixPath("..")
    if not any(told.is_relative_to(one) for one in folders):
        raise UserError(
            "{path} tidak berada dalam folder isi atau folder laporan, jadi tidak dapat diusulkan.",
            path=path,
        )
    return told


def _is_ours(proposal: Proposal, place: PurePosixPath) -> bool:
    """Content, or part of a sealed state; what editors and programs leave behind is not."""
    if any(part.startswith(".") for part in place.parts[len(proposal.content.parts) :]):
        return False
    if proposal.reports is not None and place.is_relative_to(proposal.reports):
        return proposal.object(place) is not None
    return place.suffix in _SUFFIXES


def _signed(proposal: Proposal, file: Change, person: str, day: date) -> Change:
    told = told_by(proposal.inside(file.place))
    if file.data is None or told is None:
        return file
    try:
        text = file.data.decode("utf-8-sig")
    except UnicodeDecodeError:  # the check will say so
        return file
    return replace(file, data=signed(text, told[0], person, day, str(file.place)).encode())


def _meaning(proposal: Proposal, place: PurePosixPath, data: bytes | None) -> str:
    """What makes two states of a file the same proposal."""
    name = proposal.object(place)
    if data is None:
        return ""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    inside = proposal.inside(place)
    said = meaning(text, *_named(name)) if name and inside else ""
    return said or sha256(data).hexdigest()


def _named(name: str) -> tuple[str, str]:
    kind, _slash, id = name.partition("/")
    return kind, id or kind


def _refuse_overwriting(
    proposal: Proposal, branch: str, tip: str, there: Iterable[bytes | None]
) -> None:
    """Refuse where the branch holds what somebody else wrote and this working tree never had."""
    top = proposal.top
    if is_ancestor(top, tip, "HEAD"):
        return
    own = branch_here(top, branch)
    for one, data in zip(proposal.files, there, strict=True):
        known = [one.data, blob_at(top, proposal.fork, str(one.place))]
        known += [blob_at(top, own, str(one.place))] if own else []
        if data not in known:
            raise UserError(
                "{file} di cabang {branch} sudah diubah pihak lain. Gabungkan dahulu perubahan itu"
                " ke folder kerja, misalnya dengan git pull, lalu usulkan lagi.",
                file=one.place,
                branch=branch,
            )


def _within(folder: Path, top: Path) -> PurePosixPath:
    return PurePosixPath(_real(folder).relative_to(top))


def _real(path: Path) -> Path:
    return path.resolve()
