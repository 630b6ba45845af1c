"""What was meant by a wrong key, code or id: one guess where it is clear, else what there is.

People write a key as pages call it, in either language, or by a word of that. A guess that is only
likely is none: whoever follows it states something else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from unicodedata import normalize

from kinerja.content.shape import schema
from kinerja.findings import guess
from kinerja.messages import languages, translator

Names = Mapping[str, str]
"""Keys or codes with what they are called, as Indonesian msgids; empty where they have no name."""

_SLIP, _SLIP_OF_NAME = 0.8, 0.85
"""How like a code or its name a word must be: a letter or two, not another word beside `_date`."""

_SIGNS = {"%": "percent", "rp": "rupiah", "idr": "rupiah"}
"""How units are written behind numbers."""

_LEAST = 4
"""Letters by which a word may be part of a longer one: `bayar` of `dibayar`."""

_SHOWN, _LONGEST_LIST = 40, 1000


def names_of_keys(declared: Mapping[str, schema.Schema]) -> Names:
    """The keys that a part of a file may have, with their titles."""
    return {key: str(schema.resolve(told).get("title", "")) for key, told in declared.items()}


def meant(word: str, names: Names, is_fit: Callable[[str], bool] = lambda _: True) -> str:
    """The one key or code that a wrong word stands for; empty where none does, or several may.

    `is_fit` tells of one that is only guessed by a part of its name whether it could be it.
    """
    plain = _plain(word)
    codes = {_plain(code): code for code in names}
    called = {_plain(title): code for code, name in names.items() for title in _titles(name)}
    exact = called.get(plain) or codes.get(plain) or _SIGNS.get(plain, "")
    if exact in names:
        return exact
    slip = codes.get(guess(plain, codes, _SLIP)) or called.get(guess(plain, called, _SLIP_OF_NAME))
    if slip:
        return slip
    telling = {only for _word, (only, *more) in _sharing(plain, names) if not more}
    return next(iter(telling)) if len(telling) == 1 and all(map(is_fit, telling)) else ""


def is_slip(word: str, code: str) -> bool:
    """Whether a word is a code with a letter or two wrong, so that it needs no other name."""
    return bool(guess(_plain(word), [_plain(code)], _SLIP))


def possible(word: str, names: Names) -> list[str]:
    """What a wrong word may stand for: those that share a word with it, else all there are."""
    sharing = {code for _word, codes in _sharing(_plain(word), names) for code in codes}
    return [code for code in names if code in sharing or not sharing][:_SHOWN]


def listed(codes: Iterable[str], names: Names) -> str:
    """Keys or codes, each with its name, as `findings.fill` takes them for the reader's language.

    A name that merely repeats the code is left out.
    """
    return "; ".join(
        f"{code} ({names[code]})" if names.get(code, "").lower() not in ("", code.lower()) else code
        for code in codes
    )


_DASHES = re.compile("[\u2010-\u2015\u2212]")
_ZERO = re.compile(r"(?<=[0-9-])[oO]+(?=[0-9])|(?<=[0-9])[oO]+(?=[0-9-]|$)")
"""Letters among figures, where a zero was meant."""


def as_id(text: str) -> str:
    """A text written as an id: `biro-baru` for `Biro Baru`; empty where that leaves nothing."""
    figures = _ZERO.sub(lambda letters: "0" * len(letters[0]), _DASHES.sub("-", text[:200]))
    letters = normalize("NFKD", figures).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", letters))


_ID = re.compile("(?=[^ ]*[0-9])[a-z0-9]+(?:-[a-z0-9]+)*")
_SEPARATORS = re.compile(r"[\s,;]+")


def joined_ids(text: str) -> list[str]:
    """The ids of a text that holds several with figures in them; empty for any other text."""
    words = _SEPARATORS.split(text[:_LONGEST_LIST].strip())
    ids = [word for word in words if _ID.fullmatch(word)]
    return ids if len(ids) > 1 else []


def bearer(name: str, ids: Names) -> str:
    """The one id that has a name, or all words of a text in it; empty where several have."""
    wanted = set(as_id(name).split("-"))
    words = {id: set(as_id(f"{id} {called}").split("-")) for id, called in ids.items()}
    same = [id for id in ids if as_id(name) in (id, as_id(ids[id]))]
    found = same or [id for id in ids if wanted <= words[id]]
    return found[0] if len(found) == 1 else ""


def _sharing(plain: str, names: Names) -> Iterator[tuple[str, list[str]]]:
    """Each word of a text that is part of names, with the codes that have these."""
    words = {
        code: " ".join(map(_plain, (code, *_titles(name)))).split() for code, name in names.items()
    }
    for word in plain.split():
        codes = [code for code, own in words.items() if any(_is_part(word, one) for one in own)]
        if codes:
            yield word, codes


def _is_part(word: str, of: str) -> bool:
    return word == of or (len(word) >= _LEAST and word in of)


def _titles(name: str) -> list[str]:
    """A name in every language."""
    return [translator(language).gettext(name) for language in languages()] if name else []


def _plain(text: str) -> str:
    """A text in small letters with blanks between its words, cut where no name is as long."""
    return re.sub(r"[\s_./-]+", " ", text[:200].lower()).strip()
