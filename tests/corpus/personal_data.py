"""Numbers of persons, which must never enter git; the digits are invented and belong to nobody."""

from __future__ import annotations

from random import Random

from corpus.editing import Place, choose, free_texts, planted, put, quoted
from corpus.mutation import Accepted, Case, Rejected, kind
from corpus.tree import Tree


def _digits(rng: Random, count: int) -> str:
    return "".join(str(rng.randrange(1, 10)) for _ in range(count))


def _told(rng: Random, tree: Tree, number: str) -> Case:
    """The number in a free text, alone or in a sentence; the letterhead is excepted."""
    place = choose(rng, [place for place in free_texts() if place.pointer[0] != "letterhead"])
    return _in(tree, place, rng.choice([number, f"Hubungi {number} segera", f"({number})"]))


def _in(tree: Tree, place: Place, text: str) -> Case:
    whole, line = planted(tree, place, quoted(text))
    return Case({place.path: whole.encode()}, Rejected(place.path, (line,)))


@kind
def identity_number(rng: Random, tree: Tree) -> Case:
    d = "3171" + _digits(rng, 12)
    forms = [
        d,
        f"NIK {d}",
        f"NIK: {d[:4]} {d[4:8]} {d[8:12]} {d[12:]}",
        f"{d[:6]}.{d[6:12]}.{d[12:]}",
    ]
    return _told(rng, tree, rng.choice(forms))


@kind
def staff_number(rng: Random, tree: Tree) -> Case:
    day, since, rest = "19850412", "201001", f"1{_digits(rng, 3)}"
    forms = [
        f"{day}{since}{rest}",
        f"{day} {since} {rest[0]} {rest[1:]}",
        f"NIP. {day}{since}{rest}",
    ]
    return _told(rng, tree, rng.choice(forms))


@kind
def tax_number(rng: Random, tree: Tree) -> Case:
    d = _digits(rng, 15)
    dotted = f"{d[:2]}.{d[2:5]}.{d[5:8]}.{d[8]}-{d[9:12]}.{d[12:]}"
    return _told(rng, tree, rng.choice([dotted, f"NPWP {d}", f"NPWP {dotted}", "0" + d]))


@kind
def telephone_number(rng: Random, tree: Tree) -> Case:
    d = _digits(rng, 8)
    forms = [f"0812{d}", f"+62 812-{d[:4]}-{d[4:]}", f"0812 {d[:4]} {d[4:]}", f"62812{d}",
             f"0812.{d[:4]}.{d[4:]}", f"HP 0812-{d[:4]}-{d[4:]}", f"(+62)812{d}"]  # fmt: skip
    return _told(rng, tree, rng.choice(forms))


@kind
def account_number(rng: Random, tree: Tree) -> Case:
    d = _digits(rng, 10)
    forms = [f"rekening {d}", f"No. Rek. {d[:4]}-{d[4:6]}-{d[6:]}", f"rek: {d}",
    f"Rekening BRI {d}",
             f"no rekening: {d}", f"REKENING {d}", f"norek {d}"]  # fmt: skip
    return _told(rng, tree, rng.choice(forms))


@kind
def mail_address(rng: Random, tree: Tree) -> Case:
    return _told(rng, tree, f"nama.{_digits(rng, 3)}@contoh.example")


@kind
def personal_data_in_a_comment(rng: Random, tree: Tree) -> Case:
    path = rng.choice(list(tree.texts))
    lines = tree.texts[path].splitlines(keepends=True)
    at = rng.randrange(len(lines) + 1)
    more = f"# NIK 3171{_digits(rng, 12)}\n"
    text = "".join([*lines[:at], more, *lines[at:]])
    return Case({path: text.encode()}, Rejected(path, (at + 1,)))


@kind
def personal_data_in_a_key_or_name(rng: Random, tree: Tree) -> Case:
    path = rng.choice(list(tree.texts))
    text = tree.texts[path]
    more = f'"3171{_digits(rng, 12)}": x\n'
    return Case({path: f"{text}{more}".encode()}, Rejected(path, (text.count("\n") + 1,)))


@kind
def telephone_of_the_office_in_its_letterhead(rng: Random, tree: Tree) -> Case:
    place = next(p for p in free_texts() if p.pointer == ("letterhead", "address"))
    text = f"Jalan Contoh 1, telepon 0812{_digits(rng, 8)}, surel kantor@contoh.example"
    whole, _line = planted(tree, place, quoted(text))
    read = put(tree, place.path, place.pointer, text)
    return Case({place.path: whole.encode()}, Accepted({place.path: read}))


@kind
def long_number_that_is_nobodys(rng: Random, tree: Tree) -> Case:
    """Codes and amounts of content look a little like personal data and are none."""
    place = choose(rng, free_texts())
    forms = [
        "Rp 1.240.500.000",
        "RUP 69000147; 69000148",
        "ND-118/2026",
        "MAK 076.01.WA.2345.001",
        "084.01.06.3456.051",
        "BA-21/SJ/VIII/2026",
        "2026-06-30 sampai 2026-12-31",
        "pagu 12500000000 rupiah",
    ]
    text = rng.choice(forms)
    whole, _line = planted(tree, place, quoted(text))
    read = put(tree, place.path, place.pointer, text)
    return Case({place.path: whole.encode()}, Accepted({place.path: read}))
