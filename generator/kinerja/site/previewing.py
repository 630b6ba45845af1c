"""The site as it is being written: the last content that could be compiled, and what is wrong now.

Holds what is shown while content changes, and makes each answer; `serving` carries it to a browser,
and whoever watches the files says what they have become.
"""

from __future__ import annotations

import html
import os
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

from kinerja import resources
from kinerja.messages import mark as _
from kinerja.messages import translator
from kinerja.site.building import roots
from kinerja.site.drafts import HTML, Document, Draft
from kinerja.site.pages import Source

LIVE = ".kinerja/preview.js"
"""The address of the script that every previewed page loads."""

_BANNER = (
    '<div role="alert" lang="{lang}" style="position:fixed;inset:auto 0 0;max-height:70vh;'
    "overflow:auto;z-index:1000;padding:1rem 1.5rem;background:#fff;color:#1a1a1a;"
    'border-top:4px solid #a3262a;font:1rem/1.5 system-ui,sans-serif">'
    "<p style='margin:0'><strong>{title}</strong></p>"
    '<pre style="white-space:pre-wrap;margin:.5rem 0 0;font-size:.875rem">{words}</pre></div>'
)
_BARE = (
    '<!doctype html><html lang="{lang}"><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width,initial-scale=1"><title>{title}</title>'
    "<body></body></html>"
)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the content cannot be shown: words as `check` prints them, by language."""

    words: Mapping[str, str]


class Preview:
    """What is shown now, to any number of readers at once.

    `languages` as for `building.build`; `empty` is an empty folder. `version` changes with each
    news.
    """

    def __init__(self, languages: Sequence[str], empty: Path, session: str) -> None:
        """Nothing to show yet: who asks waits for the first news."""
        self._languages = tuple(languages)
        self._empty = empty
        self._session = session
        self._news = threading.Condition()
        self._making = threading.Lock()
        self._count = 0
        self._source: Source | None = None
        self._trouble: Trouble | None = None
        self._project: Path | None = None
        self._drafts: dict[str, Draft] = {}
        self._templates: dict[str, Environment] = {}

    def show(self, source: Source, project: Path | None) -> None:
        """From now on this is the site; `project` a `mkdocs.yml` to use."""
        with self._told():
            self._source, self._project, self._trouble = source, project, None
            self._drafts = {}

    def tell(self, trouble: Trouble) -> None:
        """From now on every page says what is wrong, over the last site that could be shown."""
        with self._told():
            self._trouble = trouble

    def settings_changed(self) -> None:
        """Read theme and templates again with the next site."""
        self._templates = {}

    @property
    def version(self) -> str:
        """A name for what is shown now."""
        return f"{self._session}-{self._count}"

    def changed(self, seen: str, seconds: float) -> bool:
        """Wait until something else is shown than the version seen, but not longer than told."""
        with self._news:
            return self._news.wait_for(lambda: self._count > 0 and self.version != seen, seconds)

    def document(self, address: str) -> Document | None:
        """What stands at an address of the site, such as `en/units/x/`."""
        with self._news:
            self._news.wait_for(lambda: self._count > 0)
            version, source, trouble = self.version, self._source, self._trouble
        if address == LIVE:
            script = resources.data("site", "defaults", "preview.js").read_bytes()
            return Document("text/javascript; charset=utf-8", script)
        found = None
        language, below = self._placed(address)
        if source is not None:
            try:
                with self._making:  # MkDocs marks its page, and tables answer one at a time
                    found = self._draft(source, language).document(below)
            except (Exception, SystemExit) as error:  # noqa: BLE001  told on the page; the next may do
                trouble = trouble or self._failed(error, language)
        if found is None and trouble is not None and (not address or address.endswith("/")):
            found = _bare(language)
        told = (language, trouble.words[language]) if trouble else None
        return _with(found, version, told) if found and found.type == HTML else found

    def _placed(self, address: str) -> tuple[str, str]:
        """The language of an address and the rest of it."""
        first, _slash, rest = address.partition("/")
        return (first, rest) if first in self._languages[1:] else (self._languages[0], address)

    def _draft(self, source: Source, language: str) -> Draft:
        if source is not self._source or language not in self._drafts:
            up = dict(roots(language, self._languages))
            known = self._templates.get(language)
            draft = Draft(source, language, up, self._project, self._empty, known)
            self._templates[language] = draft.env
            self._drafts[language] = draft
        return self._drafts[language]

    def _failed(self, error: BaseException, language: str) -> Trouble:
        template = translator(language).gettext(
            _("Situs tidak dapat dibuat ({language}): {problem}")
        )
        problem = str(error) or type(error).__name__
        return Trouble({language: template.format(language=language, problem=problem)})

    @contextmanager
    def _told(self) -> Iterator[None]:
        with self._news, self._making:
            yield
            self._count += 1
            self._news.notify_all()


def stamps(places: Iterable[Path]) -> dict[str, tuple[int, int]]:
    """When each file at or below the places was last written, and its size: equal if unchanged."""
    found: dict[str, tuple[int, int]] = {}
    for place in places:
        below = (f"{folder}/{name}" for folder, _folders, names in os.walk(place) for name in names)
        for file in below if place.is_dir() else (str(place),):
            try:
                state = Path(file).stat()
            except OSError:  # gone meanwhile, or never there
                continue
            found[file] = (state.st_mtime_ns, state.st_size)
    return found


def _with(page: Document, version: str, trouble: tuple[str, str] | None) -> Document:
    """A page with the script that follows changes, and with what is wrong: language and words."""
    added = f'<script src="/{LIVE}" data-version="{html.escape(version)}"></script>'
    if trouble is not None:
        language, words = trouble
        title = html.escape(translator(language).gettext(_HEADLINE))
        banner = _BANNER.format(lang=language, title=title, words=html.escape(words))
        added = banner + added
    before, end, after = page.content.rpartition(b"</body>")
    return Document(page.type, before + added.encode("utf-8", "replace") + end + after)


def _bare(language: str) -> Document:
    title = html.escape(translator(language).gettext(_HEADLINE))
    return Document(HTML, _BARE.format(lang=language, title=title).encode())


_HEADLINE = _("Isi belum dapat ditampilkan; yang terlihat adalah keadaan terakhir yang benar.")
