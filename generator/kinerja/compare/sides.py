"""A side of a comparison: content of one moment with everything that it compiled to.

Where it is read from is `revisions`'. A side is only ever looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kinerja.achievement.formulas.formula import Formula
from kinerja.achievement.measuring.actions import ActionRow
from kinerja.compare.difference import Refused
from kinerja.compare.rows import Rows
from kinerja.compare.table import Table
from kinerja.content.shape.columns import REGISTER, REPORT
from kinerja.model.content import Records


@dataclass(frozen=True)
class Side:
    """Sound content and its results as of its day; `commit` is empty for the working tree.

    `packages` and `reports` are what registers and realizations state, `rows` the achievements.
    `fingerprints` and `digests` are by place below the content folder.
    """

    commit: str
    content: Records
    packages: Rows
    reports: Rows
    today: date
    rows: Table
    actions: tuple[ActionRow, ...]
    formulas: Mapping[str, Formula]
    fingerprints: Mapping[str, str]
    digests: Mapping[str, str]


def side_of(
    root: Path, commit: str, as_of: date | None, copy_of: Path | None = None
) -> Side | Refused:
    """Check and compile a content folder. Never raises for what is in it.

    One that stands aside for a while says whose copy it is (`content.checking`).
    """
    from kinerja.achievement.compiling import compile_content, formula_findings
    from kinerja.content.checking import check, located

    checked = check(root, as_of=as_of, copy_of=copy_of)
    content = checked.content
    if content is None:
        return Refused(commit, checked.findings, None)
    language = content.organisation.language
    if not checked.is_sound:
        wrong = formula_findings(content)
        return Refused(commit, located(root, [*checked.findings, *wrong]), language)
    compiled = compile_content(content, checked.today)
    if compiled.findings:
        found = located(root, [*checked.findings, *compiled.findings])
        return Refused(commit, found, language)
    folder = f"{content.folder}/"
    return Side(
        commit,
        content.records(),
        Rows.of(REGISTER, content.packages),
        Rows.of(REPORT, content.reports),
        checked.today,
        Table.of(compiled.rows.in_order()),
        compiled.actions,
        compiled.formulas,
        checked.fingerprints,
        {name.removeprefix(folder): told for name, told in checked.digests.items()},
    )
