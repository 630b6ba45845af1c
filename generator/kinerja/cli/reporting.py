"""What is printed of findings: one reporter for each format, by name.

A reporter turns a report into the text of standard output; a new format is one more function and
its name in `REPORTERS`. What is wrong was decided before, and its words stand in `codes`.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from gettext import NullTranslations
from pathlib import Path

import click

from kinerja.cli.excerpt import around, excerpt, lines, safe
from kinerja.cli.options import colours
from kinerja.codes import RULES
from kinerja.findings import Finding, Severity, fill
from kinerja.messages import mark as _

Reporter = Callable[["Report"], str]

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}
_SECRET = "personal-data"
"""The code of findings whose line is not shown: a log is as public as git."""

_HIDDEN = "•••"
"""In place of personal data in the words of any finding."""

_ALIKE_SHOWN = 10
"""Findings of one code in one file that a person reads; what mends these mends the others."""

_COMMANDS_SHOWN = 10
"""GitHub shows so many of a kind for each step; the others would be lost."""

_LARGEST_SUMMARY = 1024 * 1024
"""Bytes that GitHub takes as the summary of one step."""

_SUMMARY = "GITHUB_STEP_SUMMARY"
_LIVE_IN_JSON = re.compile(
    r"[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]|#(?=#\[)"
)
_ESCAPED = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})")
"""Signs written by their numbers in YAML, with which digits can be parted."""

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class Told:
    """A finding in words, of one line each."""

    finding: Finding
    severity: Severity
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Report:
    """Findings of the content folder `root` in the language of the translations, in order."""

    root: Path
    told: tuple[Told, ...]
    translations: NullTranslations

    def summary(self) -> str:
        """How many there are of each severity."""
        return self.say(
            _("{errors} galat, {warnings} peringatan."),
            errors=len(self.of(Severity.ERROR)),
            warnings=len(self.of(Severity.WARNING)),
        )

    def of(self, severity: Severity) -> Sequence[Told]:
        """Those of a severity."""
        return [one for one in self.told if one.severity is severity]

    def severity(self, one: Told) -> str:
        """The word for a severity."""
        words = {Severity.ERROR: _("galat"), Severity.WARNING: _("peringatan")}
        return self.translations.gettext(words[one.severity])

    def say(self, template: str, **params: object) -> str:
        """A sentence of the program in the language of the report."""
        return self.translations.gettext(template).format_map(params)


def report(root: Path, found: Iterable[Finding], translations: NullTranslations) -> Report:
    """The findings as a report; `found` is in the order of `Finding.order`."""

    def told(one: Finding) -> Told:
        rule = RULES[one.code]
        params = [(name, _HIDDEN if _is_secret(value) else value) for name, value in one.params]
        message = fill(rule.message, translations, params)
        return Told(one, rule.severity, message, fill(rule.hint, translations, params))

    return Report(root, tuple(told(one) for one in found), translations)


def _is_secret(text: str) -> bool:
    from kinerja.content.folder.personal import is_personal  # where nothing is found, nobody asks

    return is_personal(text) or is_personal(_ESCAPED.sub("", text))


# --- text --------------------------------------------------------------------------------------


def text(report: Report) -> str:
    """For a person: grouped by file, each with its place, its line, its words and what to do.

    Causes come before what follows from them: files with errors first, content before what was
    made of it, and the errors of a file before its warnings.
    """
    from kinerja.content.folder.looking import folder_name  # the help does without

    of_file: dict[str, list[Told]] = {}
    for one in [*report.of(Severity.ERROR), *report.of(Severity.WARNING)]:
        of_file.setdefault(one.finding.file, []).append(one)
    content = f"{folder_name(report.root)}/"

    def weight(file: str) -> tuple[bool, bool, str]:
        return of_file[file][0].severity is not Severity.ERROR, not file.startswith(content), file

    parts = [
        "\n".join([_styled(safe(file), bold=True), *_of_file(report, file, of_file[file])])
        for file in sorted(of_file, key=weight)
    ]
    more = [report.say(_("Arti sebuah kode dengan contoh: kinerja explain KODE"))] if parts else []
    return "\n\n".join([*parts, "\n".join([*more, report.summary()])])


def _of_file(report: Report, file: str, group: Sequence[Told]) -> Iterable[str]:
    group, more = _shown(group)
    wanted = {one.finding.line for one in group if _is_placed(one.finding)}
    wanted -= {one.finding.line for one in group if one.finding.code == _SECRET}
    path = report.root.absolute().parent / file
    source = lines(report.root, path, wanted) if wanted else {}
    for one in group:
        place = one.finding
        word = _styled(report.severity(one), fg=_COLOURS[one.severity])
        yield f"  {place.line}:{place.column}  {word}  {safe(one.message)}  [{place.code}]"
        line = source.get(place.line) if _is_placed(place) else None
        if line is not None and not _is_secret(around(line, place.column)):
            shown, blanks = excerpt(line, place.column)
            caret = _styled("^", fg=_COLOURS[one.severity], bold=True)
            yield f"  {place.line:>6} │ {shown}"
            yield f"         │ {blanks}{caret}"
        yield f"      → {safe(one.hint)}"
    alike = _("dan {count} lagi seperti ini; semuanya ada dalam kinerja check --format json")
    for code, count in more.items():
        yield f"  … {report.say(alike, count=count)}  [{code}]"


def _shown(group: Sequence[Told]) -> tuple[Sequence[Told], Mapping[str, int]]:
    """The first of each code in a file, in order, and how many of a code are left out."""
    seen: Counter[str] = Counter()
    shown: list[Told] = []
    for one in group:
        seen[one.finding.code] += 1
        if seen[one.finding.code] <= _ALIKE_SHOWN:
            shown.append(one)
    left_out = {code: count - _ALIKE_SHOWN for code, count in seen.items()}
    return shown, {code: count for code, count in left_out.items() if count > 0}


def _is_placed(place: Finding) -> bool:
    """Whether it is about a place and not about the file as a whole."""
    return bool(place.pointer) or (place.line, place.column) != (1, 1)


def _styled(text: str, *, fg: str | None = None, bold: bool | None = None) -> str:
    return click.style(text, fg=fg, bold=bold) if colours() else text


# --- json --------------------------------------------------------------------------------------


def as_json(report: Report) -> str:
    """For programs: the contract's list of objects, with nothing live in a terminal or a log."""
    rows = [
        {
            "code": one.finding.code,
            "severity": one.severity.value,
            "file": one.finding.file,
            "line": one.finding.line,
            "column": one.finding.column,
            "message": one.message,
            "hint": one.hint,
        }
        for one in report.told
    ]
    written = json.dumps(rows, ensure_ascii=False, indent=1)
    return _LIVE_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


# --- github ------------------------------------------------------------------------------------


def github(report: Report) -> str:
    """For a workflow: commands that annotate the change, worst first; all in the step's summary."""
    errors, warnings = report.of(Severity.ERROR), report.of(Severity.WARNING)
    shown = [*errors[:_COMMANDS_SHOWN], *warnings[:_COMMANDS_SHOWN]]
    said = [_command(one) for one in shown] + [report.summary()]
    place = os.environ.get(_SUMMARY)
    written = bool(place) and _append(Path(str(place)), report, [*errors, *warnings])
    more = len(report.told) - len(shown)
    if more:
        where = (
            _("Masih ada {more} temuan lain; semuanya ada dalam ringkasan langkah ini.")
            if written
            else _("Masih ada {more} temuan lain; lihat semuanya dengan kinerja check.")
        )
        said.append(report.say(where, more=more))
    return "\n".join(said)


def _command(one: Told) -> str:
    place = one.finding
    file = _escaped(place.file).replace(":", "%3A").replace(",", "%2C")
    # The arrow stays before the hint: in the log, a line must not begin with somebody's text.
    words = _escaped(f"{safe(one.message)}\n→ {safe(one.hint)}")
    where = f"file={file},line={place.line},col={place.column},title={place.code}"
    return f"::{one.severity.value} {where}::{words}"


def _escaped(text: str) -> str:
    """Text in a workflow command: the percent sign first, then what would end the line."""
    text = safe(text, keep="\r\n").replace("%", "%25")
    return text.replace("\r", "%0D").replace("\n", "%0A")


def _append(file: Path, report: Report, told: Sequence[Told]) -> bool:
    """Add the whole list to the step's summary, as far as GitHub takes it; False if not at all."""
    try:
        with file.open("ab") as summary:
            summary.write(_markdown(report, told, _LARGEST_SUMMARY - summary.tell()))
    except OSError:
        return False
    return True


def _markdown(report: Report, told: Sequence[Told], room: int) -> bytes:
    """The list by file within so many bytes, the rest counted."""
    blocks = [f"## {_literal(report.summary())}\n\n"]
    file = ""
    for one in told:
        place = one.finding
        head = f"\n**{_literal(place.file)}**\n\n" if place.file != file else ""
        file = place.file
        words = f"{_literal(one.message)}<br>→ {_literal(one.hint)}"
        blocks.append(
            f"{head}- {place.line}:{place.column} **{report.severity(one)}** {words}"
            f" `{place.code}`\n"
        )
    written = [block.encode() for block in blocks]
    size = sum(map(len, written))
    last = b""
    left_out = 0
    while written and size + len(last) > room:
        size -= len(written.pop())
        left_out += 1
        rest = report.say(_("Masih ada {more} temuan lain."), more=left_out)
        last = f"\n{rest}\n".encode()
    return b"".join(written) + (last if len(last) <= room else b"")


def _literal(text: str) -> str:
    """Text that Markdown shows as it is: every sign it could act on is escaped."""
    return _PUNCTUATION.sub(r"\\\1", safe(text))


REPORTERS: Mapping[str, Reporter] = {"text": text, "json": as_json, "github": github}
"""The formats of `check`, by the name that the option takes."""
