"""The handbook's chapter on every code: `python -m kinerja.codes.handbook` writes it.

The examples lie beside the codes as TOML, which holds YAML as a person writes it; tests hold them
against `check` and the chapter against this program. What a code means is not decided here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from gettext import NullTranslations

from kinerja import resources
from kinerja.codes import GROUPS, RULES, approvals, seals
from kinerja.findings import Rule, Severity, fill
from kinerja.messages import languages, translator
from kinerja.messages import mark as _

CHAPTER = "findings.md"

UNSHOWN = frozenset({
    "file-out-of-place",
    "file-misnamed",
    "file-beside",
    "folder-misnamed",
    "file-not-read",
    "file-link-outside",
    "file-unreadable",
    "file-is-folder",
    "file-too-large",
    "file-too-many-values",
    "file-not-utf8",
    "file-utf16",
    "schema-refused",
    "year-unprepared",
    "report-gap",
    "target-copied",
    "decision-closed-already",
    "formula-unlike-others",
    "mapping-missing",
    "mapping-without-area",
    *seals.RULES,
    *approvals.RULES,
})  # fmt: skip
"""Codes about names, kinds or bytes of files, many files, sealed records, or what no schema has.

No YAML shows them.
"""


@dataclass(frozen=True, slots=True)
class Example:
    """How a code comes about in a small valid office, and how it goes away.

    `told` fills the message. `file` lies below the content folder; `wrong` and `right` are the
    keys that stand there differently, or the `whole` file. Without `wrong` the file is missing.
    An unshown code has `told` alone.
    """

    told: tuple[tuple[str, str], ...] = ()
    file: str = ""
    wrong: str = ""
    right: str = ""
    whole: bool = False


def examples() -> dict[str, Example]:
    """The example of every code."""
    found: dict[str, Example] = {}
    for group in GROUPS:
        with resources.data("codes", "examples", f"{group.name}.toml").open("rb") as file:
            for code, keys in tomllib.load(file).items():
                told = tuple(sorted(keys.pop("told", {}).items()))
                found[code] = Example(told, **keys)
    return found


def chapter(language: str) -> str:
    """The chapter in a language, as Markdown."""
    translations = translator(language)
    return "\n\n".join(_blocks(translations)) + "\n"


def entry(code: str, translations: NullTranslations) -> str:
    """What is said of one code, as plain text; KeyError where it is none."""
    return "\n\n".join(_entry(code, RULES[code], examples()[code], translations, str))


def _blocks(translations: NullTranslations) -> Iterator[str]:
    say = translations.gettext
    known = examples()
    yield "# " + say(_("Arti setiap pesan"))
    yield say(
        _(
            "Setiap pesan `kinerja check` diakhiri kode dalam kurung siku. Di sini setiap kode"
            " dijelaskan dengan contoh isi yang keliru dan yang benar."
        )
    )
    yield say(
        _(
            "Semua contoh berasal dari satu kantor rekaan. Contoh memuat kunci yang berbeda saja;"
            " bagian lain dari berkasnya sudah benar. Semua kunci ada dalam"
            " [rujukan isi](../../../schemas/)."
        )
    )
    for _name, title, rules in GROUPS:
        yield f"## {say(title)}"
        for code, rule in rules.items():
            yield from _entry(code, rule, known[code], translations, _literal)


def _entry(
    code: str,
    rule: Rule,
    example: Example,
    translations: NullTranslations,
    shown: Callable[[str], str],
) -> Iterator[str]:
    say = translations.gettext
    words = {Severity.ERROR: _("galat"), Severity.WARNING: _("peringatan")}
    yield f"### {code}"
    message = fill(rule.message, translations, example.told)
    yield f"**{say(words[rule.severity]).capitalize()}:** {shown(message)}"
    yield f"→ {shown(fill(rule.hint, translations, example.told))}"
    if not example.file:
        return
    if example.wrong:
        yield say(_("Keliru, dalam `{file}`:")).format(file=example.file)
        yield _yaml(example.wrong)
        yield say(_("Benar:"))
    else:
        yield say(_("Keliru: `{file}` tidak ada. Benar:")).format(file=example.file)
    yield _yaml(example.right)


def _yaml(text: str) -> str:
    return f"```yaml\n{text}```"


def _literal(text: str) -> str:
    """Text that Markdown shows as it is."""
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    return re.sub(r"([\\`*_\[\]])", r"\\\1", text)


def main() -> None:
    """Write the chapter in every language."""
    for language in languages():
        (resources.handbook() / language / CHAPTER).write_text(chapter(language), "utf-8")


if __name__ == "__main__":
    main()
