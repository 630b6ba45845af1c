"""The MkDocs plugin `kinerja`: asks for the site's pages and hands them over in memory.

With it plain `mkdocs build` and `mkdocs serve` work. It knows MkDocs and Material; what stands on
a page it does not know.
"""

from __future__ import annotations

import html
import importlib
import re
from collections.abc import Iterable
from pathlib import Path

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as BuiltPage
from mkdocs.utils.templates import TemplateContext

from kinerja import resources
from kinerja.findings import UserError
from kinerja.messages import translator
from kinerja.site.blocks import put_back, take_out
from kinerja.site.escaping import visible
from kinerja.site.formats import day
from kinerja.site.language import Language
from kinerja.site.pages import Page, Section, Site, Source, file_text

NAMES = {"id": "Bahasa Indonesia", "en": "English"}
"""What each language calls itself: the same in every language."""

HANDBOOK = "handbook/"
_SCHEMA = re.compile(r"\(\.\./\.\./\.\./schemas/(?:([a-z-]+)\.schema\.json)?\)")
"""A link to the schemas, as the handbook has it where it is read beside them."""

CHAPTERS = (
    "index",
    "reading-the-site",
    "reporting",
    "planning",
    "achievement",
    "proposing",
    "comparing",
    "approving",
    "on-paper",
    "closing",
    "auditing",
    "content",
    "columns",
    "formulas",
    "checking",
    "findings",
    "running",
)
"""The handbook's reading order: from who reads, over who reports and plans, to who runs it. A
chapter that is not named here comes last."""


class Settings(Config):  # type: ignore[no-untyped-call]
    """What `mkdocs.yml` may say of the plugin; folders are taken from where that file lies."""

    content = config_options.Type(str, default="content")
    reports = config_options.Type(str, default="reports")
    language = config_options.Type(str, default="id")
    label = config_options.Type(str, default="")
    provider = config_options.Type(str, default="kinerja.site.views:source")


class KinerjaPlugin(BasePlugin[Settings]):  # type: ignore[no-untyped-call]
    """Holds the site between the events of one MkDocs run.

    `source` makes it. `building` sets it from a report compiled once for all languages; otherwise
    the provider named in the settings opens the content: `(content, reports, label) -> Source`.
    `roots` leads from this language's root to that of each other one, where those are built too.
    With `leaves_files` the site's files are not added: whoever sets it serves them.
    """

    def __init__(self) -> None:
        """Nothing is read before MkDocs says so."""
        super().__init__()
        self.source: Source | None = None
        self.roots: dict[str, str] = {}
        self.leaves_files = False
        self.site: Site | None = None
        self.pages: dict[str, Page] = {}
        self.blocks: dict[str, list[str]] = {}

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Make the site anew, and settle what its addresses and look depend on."""
        site = self._make(config)
        self.site = site
        self.pages = {page.source: page for page in site.pages}
        config.site_name = html.escape(visible(site.name))
        if site.address and not config.site_url:
            config.site_url = site.address
        config.use_directory_urls = True
        config.theme["language"] = site.language.code
        config.markdown_extensions.append("codehilite")
        config.mdx_configs["codehilite"] = {"css_class": "highlight", "guess_lang": False}
        config.extra["kinerja"] = {
            "notice": html.escape(visible(site.notice)),
            "data_date": day(site.language, site.data_date) if site.data_date else "",
            "label": html.escape(visible(site.label)),
            "languages": [
                {"code": code, "name": NAMES.get(code, code), "root": root}
                for code, root in sorted(self.roots.items())
            ],
        }
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages, files and the handbook; ours win over a file of the same address."""
        site = self._site()
        for file in files:
            # The theme's: whatever the project excludes, it means its own documents.
            if file.inclusion is InclusionLevel.UNDEFINED:
                file.inclusion = InclusionLevel.INCLUDED
        for page in site.pages:
            _put(files, File.generated(config, page.source, content=""))
        for address, content in () if self.leaves_files else site.files.items():
            _put(files, _as_it_is(config, address, content))
        handbook = resources.handbook() / site.language.code
        chapters = sorted(handbook.glob("*.md"), key=_reading_order)
        for chapter in chapters:
            address = f"{HANDBOOK}{chapter.name}"
            _put(files, File.generated(config, address, abs_src_path=str(chapter)))
        uris = [f"{HANDBOOK}{chapter.name}" for chapter in chapters]
        config.nav = _navigation(site.pages, uris, site.language)
        for file in files.documentation_pages():
            if file.src_uri not in self.pages and not file.src_uri.startswith(HANDBOOK):
                file.inclusion = InclusionLevel.NOT_IN_NAV
        return files

    def on_env(self, env: Environment, **_: object) -> Environment:
        """Give the theme its words in the language of the run."""
        words = self._site().language.translations
        env.install_gettext_callables(  # type: ignore[attr-defined]
            words.gettext, words.ngettext, newstyle=True
        )
        return env

    def on_page_read_source(self, page: BuiltPage, **_: object) -> str | None:
        """Write a page of ours only now that it is read."""
        ours = self.pages.get(page.file.src_uri)
        return file_text(ours) if ours else None

    def on_page_markdown(self, markdown: str, *, page: BuiltPage, **_: object) -> str:
        """Keep Material's search and the Markdown converter off what they need not read."""
        if page.file.src_uri not in self.pages:
            return _SCHEMA.sub(_reference, markdown)
        page.meta["search"] = {"exclude": True}
        markdown, self.blocks[page.file.src_uri] = take_out(markdown)
        return markdown

    def on_page_content(self, content: str, *, page: BuiltPage, **_: object) -> str:
        """Put the HTML blocks back."""
        return put_back(content, self.blocks.pop(page.file.src_uri, []))

    def on_page_context(
        self, context: TemplateContext, *, page: BuiltPage, config: MkDocsConfig, **_: object
    ) -> TemplateContext:
        """Say where the page stands, and index one of ours by its title, headings and words.

        Material's search would parse the finished HTML for that, tables and all: slower, and
        cells run into one another.
        """
        ours = self.pages.get(page.file.src_uri)
        steps = ours.nav if ours else self._handbook(page.file.src_uri)
        context["trail"] = [  # type: ignore[typeddict-unknown-key]
            {"title": html.escape(visible(step.title)), "path": step.path}
            for step in steps
            if step.path != page.url
        ]
        search = config.plugins.get("material/search")
        if ours is not None and search is not None:
            search.search_index.entries.extend(index_entries(ours, page))
        return context

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, **_: object
    ) -> LiveReloadServer:
        """Build again when content or reports change."""
        for folder in self._folders(config):
            if folder.is_dir():
                server.watch(str(folder))
        return server

    def _make(self, config: MkDocsConfig) -> Site:
        try:
            source = self.source or self._provided(config)
            return source(self.config.language)
        except UserError as error:
            raise PluginError(error.words(translator(self.config.language))) from error

    def _provided(self, config: MkDocsConfig) -> Source:
        module, _, name = self.config.provider.partition(":")
        provider = getattr(importlib.import_module(module), name)
        content, reports = self._folders(config)
        made: Source = provider(content, reports, self.config.label)
        return made

    def _folders(self, config: MkDocsConfig) -> tuple[Path, Path]:
        base = Path(config.config_file_path).parent
        return base / self.config.content, base / self.config.reports

    def _handbook(self, source: str) -> tuple[Section, ...]:
        """Where a page that is not ours stands: in the handbook, or nowhere."""
        title = self._site().language.translations.gettext("Panduan")
        return (Section(title, HANDBOOK),) if source.startswith(HANDBOOK) else ()

    def _site(self) -> Site:
        if self.site is None:
            raise PluginError("kinerja: on_config has not run")
        return self.site


def _reading_order(chapter: Path) -> tuple[int, str]:
    known = chapter.stem in CHAPTERS
    return CHAPTERS.index(chapter.stem) if known else len(CHAPTERS), chapter.name


def _as_it_is(config: MkDocsConfig, address: str, content: bytes) -> File:
    """A file that is no page, whatever its name: records hold a README.md."""
    file = File.generated(config, f"{address}.file", content=content)
    file.dest_uri = address
    return file


def _put(files: Files, file: File) -> None:
    existing = files.get_file_from_path(file.src_uri)
    if existing is not None:
        files.remove(existing)
    file.inclusion = InclusionLevel.INCLUDED  # whatever the project excludes of its own documents
    files.append(file)


def _reference(schema: re.Match[str]) -> str:
    """The link to the page that the site makes from a schema, or from all of them."""
    return f"(reference/{schema[1]}.md)" if schema[1] else "(reference.md)"


def _navigation(
    pages: Iterable[Page], handbook: list[str], language: Language
) -> list[str | dict[str, object]]:
    """MkDocs' nested lists, sections in the order in which they first occur.

    A section leads to its first page, so a view gives the overview of a section first.
    """
    top: list[str | dict[str, object]] = []
    lists: dict[tuple[Section, ...], list[str | dict[str, object]]] = {(): top}
    for page in pages:
        for depth in range(1, len(page.nav) + 1):
            section = page.nav[:depth]
            if section not in lists:
                lists[section] = []
                title = html.escape(visible(section[-1].title))
                lists[section[:-1]].append({title: lists[section]})
        # Named here, for a menu may name a page that has not been read.
        lists[page.nav].append({html.escape(visible(page.title)): page.source})
    title = language.translations.gettext("Panduan")
    own = lists.get((Section(title, HANDBOOK),))
    if own is not None:
        own[:0] = handbook
    elif handbook:
        top.append({title: list(handbook)})
    return top


def index_entries(ours: Page, page: BuiltPage) -> list[dict[str, str]]:
    """Entries of Material's index: the page, then each heading and place with its anchor."""
    words = " ".join(html.escape(visible(word)) for word in (ours.description, *ours.search))
    title = html.escape(visible(ours.title))
    entries = [{"location": page.url, "title": title, "text": words.strip()}]
    entries.extend(
        {"location": page.url + heading.url, "title": heading.title, "text": title}
        for top in page.toc
        for heading in top.children
    )
    entries.extend(
        {"location": f"{page.url}#{anchor}", "title": html.escape(visible(it)), "text": title}
        for anchor, it in ours.places
    )
    return entries
