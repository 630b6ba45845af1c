"""One language of the site held open: any page of it is made when it is asked for.

MkDocs' own steps for one page, with the project's settings, the plugin and the theme, and nothing
written to disk. Who asks, and when the content has changed, is `previewing`'s.
"""

from __future__ import annotations

import logging
import mimetypes
import os
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from kinerja.site import config as settings
from kinerja.site.pages import Source
from kinerja.site.plugin import KinerjaPlugin, index_entries

SEARCH = "search/search_index.json"
NOWHERE = "404.html"
"""What is shown at an address where nothing stands."""

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Document:
    """What stands at an address: its media type and its bytes."""

    type: str
    content: bytes


class Draft:
    """The site of a source in one language.

    `roots` lead to the other languages, `project` is a `mkdocs.yml` to use, `empty` an empty folder
    that stands in for documents and output, `env` the theme's templates from an earlier draft in
    the same language, which need not be compiled again. Raises what MkDocs raises for wrong
    settings.
    """

    def __init__(
        self,
        source: Source,
        language: str,
        roots: dict[str, str],
        project: Path | None,
        empty: Path,
        env: Environment | None = None,
    ) -> None:
        """Make the list of pages; none is written yet."""
        os.environ["NO_MKDOCS_2_WARNING"] = "1"
        logging.getLogger("mkdocs").setLevel(logging.CRITICAL)  # what it says is `build`'s to tell
        documents = empty / "docs"
        documents.mkdir(exist_ok=True)
        self._config = settings.load(project, empty / "site", documents)
        plugin = self._config.plugins["kinerja"]
        if not isinstance(plugin, KinerjaPlugin):
            raise TypeError(f"another plugin is called kinerja: {type(plugin)}")
        plugin.source, plugin.roots = source, roots
        plugin.config.language = language
        plugin.leaves_files = True
        self._plugin = plugin
        self._config, self._files, self._nav, self.env = _prepared(self._config, env)
        listed = self._files.documentation_pages()
        self._pages = {file.page.url: file.page for file in listed if file.page is not None}
        self._beside = {
            file.dest_uri: file for file in self._files if not file.is_documentation_page()
        }

    def document(self, address: str) -> Document | None:
        """What stands at an address below the language's root; None where nothing does.

        MkDocs marks the page it is at: whoever asks from several threads lets one in at a time.
        """
        if (page := self._pages.get(address)) is not None:
            return Document(HTML, self._page(page).encode("utf-8", "xmlcharrefreplace"))
        if address == NOWHERE:
            context = get_context(self._nav, self._files, self._config)
            return Document(HTML, self.env.get_template(NOWHERE).render(context).encode())
        content = self._search_index() if address == SEARCH else self._content(address)
        if content is None:
            return None
        return Document(mimetypes.guess_type(address)[0] or "application/octet-stream", content)

    def _content(self, address: str) -> bytes | None:
        file = self._beside.get(address)
        if file is not None:
            return file.content_bytes
        return self._plugin.site.files.get(address) if self._plugin.site else None

    def _search_index(self) -> bytes | None:
        """What is known of pages that have not been written: all but their headings."""
        search = self._config.plugins.get("material/search")
        if search is None:
            return None
        search.search_index.entries[:] = [
            entry
            for page in self._pages.values()
            if (ours := self._plugin.pages.get(page.file.src_uri)) is not None
            for entry in index_entries(ours, page)
        ]
        told: str = search.search_index.generate_search_index(None)
        return told.encode("utf-8")

    def _page(self, page: Page) -> str:
        """As MkDocs makes a page in a build, step by step."""
        if page.parent is not None and page.file.src_uri not in self._plugin.pages:
            for chapter in page.parent.children:  # the chapters name each other by their headings
                if isinstance(chapter, Page) and chapter.content is None:
                    self._convert(chapter)
        self._convert(page)
        plugins = self._config.plugins
        page.active = True
        try:
            context = get_context(self._nav, self._files, self._config, page)
            template = self.env.get_template(str(page.meta.get("template", "main.html")))
            context = plugins.on_page_context(
                context, page=page, config=self._config, nav=self._nav
            )
            return plugins.on_post_page(template.render(context), page=page, config=self._config)
        finally:
            page.active = False

    def _convert(self, page: Page) -> None:
        config, files, plugins = self._config, self._files, self._config.plugins
        page = plugins.on_pre_page(page, config=config, files=files)
        page.read_source(config)
        page.markdown = plugins.on_page_markdown(
            page.markdown or "", page=page, config=config, files=files
        )
        page.render(config, files)
        page.content = plugins.on_page_content(
            page.content or "", page=page, config=config, files=files
        )


def _prepared(
    config: MkDocsConfig, known: Environment | None
) -> tuple[MkDocsConfig, Files, Navigation, Environment]:
    """The first half of a MkDocs build: all that comes before the pages."""
    config.plugins.on_startup(command="serve", dirty=False)
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    files = get_files(config)
    env = known or config.theme.get_env()
    files.add_files_from_theme(env, config)
    files = config.plugins.on_files(files, config=config)
    set_exclusions(files, config)
    nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
    for file in files.documentation_pages():
        if file.page is None and file.inclusion is not InclusionLevel.EXCLUDED:
            Page(None, file, config)
    return config, files, nav, config.plugins.on_env(env, config=config, files=files)
