"""The finished site: one MkDocs run per language, side by side, swapped in when all are done.

MkDocs' own words, and Material's about its future, stay in here; a run that fails leaves the old
site and says why in one sentence.
"""

from __future__ import annotations

import contextlib
import gc
import io
import logging
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from kinerja.findings import UserError
from kinerja.messages import mark as _
from kinerja.output import FULL, replace_folder
from kinerja.site.pages import Source
from kinerja.workers import at_work

Progress = Callable[[str, int, int], None]
"""Told of each step: which language is done (at first none, ""), how many are, of how many."""


@dataclass(frozen=True, slots=True)
class _Run:
    """All that the process of one language needs besides the source."""

    language: str
    roots: tuple[tuple[str, str], ...]
    project: Path | None
    site_dir: Path
    docs_dir: Path
    epoch: int


_handed_on: list[Source] = []
"""The source of the runs under way. Their processes are forked and find it here: to send a whole
table to each would take longer than to compile it."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What came of a run: why it failed, if it did, and MkDocs' warnings."""

    failure: str
    warnings: tuple[str, ...]


def build(
    source: Source,
    target: Path,
    *,
    day: date,
    languages: Sequence[str] = ("id", "en"),
    project: Path | None = None,
    reading: Iterable[Path] = (),
    progress: Progress | None = None,
) -> tuple[str, ...]:
    """Build the site into `target` and return MkDocs' warnings.

    The first language stands at the root, each other below its code. `day` is the only date that
    the bytes depend on; `project` a `mkdocs.yml` to use; `reading` the folders that are read, in
    which the target may not lie. Whoever calls has closed what holds threads of its own (a
    connection of DuckDB): the processes are forked. Raises UserError, and then the old site is
    untouched.
    """
    epoch = int(datetime.combine(day, time(), UTC).timestamp())
    with replace_folder(target, reading) as aside:
        documents = aside / ".documents"
        documents.mkdir()
        runs = [
            _Run(
                language,
                roots(language, languages),
                project,
                aside / f".run-{language}",
                documents,
                epoch,
            )
            for language in languages
        ]
        with _inherited(source):
            warnings = _run_all(runs, progress)
        documents.rmdir()
        for run in runs:
            _move_into_place(run.site_dir, aside, run.language, languages[0])
    return warnings


@contextlib.contextmanager
def _inherited(source: Source) -> Iterator[None]:
    """Make ready what processes forked in this block then have: the source, and what all import."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    import kinerja.site.config
    import kinerja.site.plugin  # noqa: F401 - imported, once for all
    from kinerja.site.svg import settle

    settle()
    _handed_on.append(source)
    gc.freeze()  # what is inherited is never garbage of theirs, nor worth looking through
    try:
        yield
    finally:
        gc.unfreeze()
        _handed_on.clear()


def roots(language: str, languages: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """From the root of one language to the roots of the others."""
    main = languages[0]
    up = "" if language == main else "../"
    return tuple(
        (other, up if other == main else f"{up}{other}/")
        for other in languages
        if other != language
    )


def _run_all(runs: Sequence[_Run], progress: Progress | None) -> tuple[str, ...]:
    warnings: dict[str, tuple[str, ...]] = {}
    tell = progress or (lambda *_: None)
    tell("", 0, len(runs))
    with at_work(_run, runs, "fork") as coming:
        run_of = dict(zip(coming, runs, strict=True))
        for done in as_completed(coming):
            run = run_of[done]
            outcome = _outcome(done)
            if outcome.failure:
                raise UserError(
                    "Situs tidak dapat dibuat ({language}): {problem}",
                    language=run.language,
                    problem=outcome.failure,
                )
            warnings[run.language] = outcome.warnings
            tell(run.language, len(warnings), len(runs))
    return tuple(line for run in runs for line in warnings[run.language])


def _outcome(done: Future[_Outcome]) -> _Outcome:
    try:
        return done.result()
    except BrokenProcessPool:
        return _Outcome(_("prosesnya dihentikan pihak lain, mungkin karena memori habis."), ())


def _run(run: _Run) -> _Outcome:
    """One language, in a process of its own."""
    os.environ["SOURCE_DATE_EPOCH"] = str(run.epoch)
    heard = _Heard()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(heard)
    logger.propagate = False
    quiet = io.StringIO()
    try:
        with contextlib.redirect_stdout(quiet), contextlib.redirect_stderr(quiet):
            _mkdocs(run)
    except Exception as error:  # a bug in a view must not leave half a site either
        if isinstance(error, OSError) and error.errno in FULL:
            raise  # `replace_folder` knows the place that is meant
        reason = heard.errors[-1] if heard.errors else str(error)
        return _Outcome(reason or type(error).__name__, tuple(heard.warnings))
    except SystemExit as stop:  # MkDocs' Abort is one
        return _Outcome((heard.errors or [str(stop)])[-1], tuple(heard.warnings))
    return _Outcome("", tuple(heard.warnings))


def _mkdocs(run: _Run) -> None:
    from mkdocs.commands.build import build as build_site

    from kinerja.site import config as settings
    from kinerja.site.plugin import KinerjaPlugin

    config = settings.load(run.project, run.site_dir, run.docs_dir)
    plugin = config.plugins["kinerja"]
    if not isinstance(plugin, KinerjaPlugin):
        raise TypeError(f"another plugin is called kinerja: {type(plugin)}")
    (plugin.source,) = _handed_on
    plugin.roots = dict(run.roots)
    plugin.config.language = run.language
    config.plugins.run_event("startup", command="build", dirty=False)
    build_site(config)


def _move_into_place(built: Path, aside: Path, language: str, main: str) -> None:
    """The main language's files to the root, another's into its folder."""
    if language != main:
        built.rename(aside / language)
        return
    for item in sorted(built.iterdir()):
        item.rename(aside / item.name)
    shutil.rmtree(built)


class _Heard(logging.Handler):
    """Keeps what MkDocs logs, for whoever asks."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.warnings: list[str] = []
        self.errors: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        kept = self.errors if record.levelno >= logging.ERROR else self.warnings
        kept.append(record.getMessage())
