"""From a template and what a view knows to the Markdown body of a page.

Everything printed passes one gate: text from content is made safe for HTML and Markdown alike, and
a bare number or date is refused, because only a filter knows how the reader's language writes it.
The formats are in `formats`; what a page shows is the views' business.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from jinja2 import BaseLoader, Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context, Undefined
from markupsafe import Markup

from kinerja import resources
from kinerja.site import formats
from kinerja.site.escaping import text
from kinerja.site.language import Language
from kinerja.site.marks import shape
from kinerja.site.pages import relative
from kinerja.site.words import direction, reason, state

_LINE_EDGES = re.compile(r"[ \t]*\n\s*")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its label, the unit in its head, and whether it holds numbers."""

    label: str
    unit: str = ""
    numeric: bool = False


def environment(language: Language, loader: BaseLoader | None = None) -> Environment:
    """The Jinja2 environment of one language, with the package's templates.

    Filters: `number(2)`, `natural`, `integer`, `rupiah`, `rupiah_short`, `figure(unit, decimals)`,
    `target(unit)`, `day`, `day_short`, `period`, `period_short`, `unit_name`,
    `state_name`, `reason_name`, `direction`, `spoken(code)` (a text that content has in that
    language only), `md` (text for a heading), `tidy`. Each takes None as well and gives a dash or
    `missing`. Globals: `column(label, unit, numeric)`, `mark(band)`, `to(path)` (the link to an
    address), `_`, `ngettext`.
    """
    env = Environment(
        loader=loader or FileSystemLoader(resources.data("site", "templates")),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printed,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined]
        language.translations.gettext, language.translations.ngettext, newstyle=True
    )
    env.globals.update(
        table_cell=_cell,
        page_link=_link,
        gettext=_gettext(language),
        ngettext=_ngettext(language),
        column=Column,
        to=_to,
        mark=shape,
    )
    for name, form in _FORMATS.items():
        env.filters[name] = partial(form, language)
    env.filters["md"] = text
    env.filters["tidy"] = _tidy
    return env


def render(env: Environment, template: str, view: object, path: str = "") -> str:
    """The Markdown of one page: the template sees `view` and `path`, the page's address."""
    return env.get_template(template).render(view=view, path=path).strip() + "\n"


def _spoken(language: Language, value: str, code: str) -> str:
    """A text of one language, marked as such on a page in another."""
    return value if code == language.code else Markup(f'<span lang="{code}">{text(value)}</span>')


_FORMATS: dict[str, Callable[..., str]] = {
    "number": formats.number,
    "natural": formats.natural,
    "rupiah": formats.rupiah,
    "rupiah_short": formats.rupiah_short,
    "figure": formats.figure,
    "target": formats.target,
    "unit_name": formats.unit_name,
    "state_name": state,
    "reason_name": reason,
    "direction": direction,
    "spoken": _spoken,
    "day": formats.day,
    "day_short": formats.day_short,
    "period": formats.period,
    "period_short": formats.period_short,
    "integer": lambda language, value, missing="": formats.number(language, value, 0, missing),
}


def _printed(value: object) -> object:
    """What `{{ value }}` prints. Jinja calls this for every expression, before escaping."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, str):
        return text(value)
    if isinstance(value, Undefined):
        return value  # prints as an error that names it
    if isinstance(value, int) and not isinstance(value, bool):
        return Markup(str(value))
    raise TypeError(f"{value!r} needs a filter that says how to write it")


@pass_context
def _link(context: Context, target: str, label: object) -> Markup:
    """A link to an address of the site; in Python for the same reason as a cell."""
    return Markup(f'<a href="{text(_to(context, target))}">{_printed(label)}</a>')


def _cell(column: Column, content: object, head: bool = False) -> Markup:
    """A cell of a table: by far the most frequent component, so not a macro but the same in Python.

    Its row's header with `head`, else a cell that names its column, for a phone.
    """
    shown = _printed(content)
    if head:
        return Markup(f'<th role="rowheader" scope="row">{shown}</th>')
    classes = ("k-num" if column.numeric else "") + (" k-empty" if content == "–" else "")
    label = f"{text(column.label)} ({text(column.unit)})" if column.unit else text(column.label)
    return Markup(f'<td role="cell" class="{classes}" data-label="{label}">{shown}</td>')


def _tidy(block: str) -> Markup:
    """An HTML block without blank or indented lines, at which Markdown would end or reread it."""
    # The line ends around it make up for the one that Jinja trims after `{% endcall %}`.
    return Markup("\n" + _LINE_EDGES.sub("\n", block.strip()) + "\n")


@pass_context
def _to(context: Context, target: str) -> str:
    """The link from the page being rendered to another address of the site."""
    return relative(context["path"], target)


def _gettext(language: Language) -> Callable[..., Markup]:
    """Jinja's own would escape parameters for HTML only; ours pass the same gate as the rest."""

    def gettext(message: str, **values: object) -> Markup:
        return Markup(language.translations.gettext(message)) % _all_printed(values)

    return gettext


def _ngettext(language: Language) -> Callable[..., Markup]:
    def ngettext(one: str, many: str, num: int, **values: object) -> Markup:
        words = Markup(language.translations.ngettext(one, many, num))
        return words % _all_printed({"num": formats.number(language, num, 0), **values})

    return ngettext


def _all_printed(values: dict[str, object]) -> dict[str, object]:
    return {name: _printed(value) for name, value in values.items()}
