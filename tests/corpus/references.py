"""Names that lead nowhere, round in a circle, or only seem to be the same."""

from __future__ import annotations

from random import Random

from corpus.editing import (
    SIGN,
    at,
    choose,
    key_line,
    line_of,
    places,
    plain,
    planted,
    put,
    put_in,
    quoted,
    refused,
    rejected,
    written,
)
from corpus.mutation import Case, Rejected, kind
from corpus.tree import YEAR, Tree


@kind
def reference_that_leads_nowhere(rng: Random, tree: Tree) -> Case:
    related = [place for place in places() if "x-relation" in place.schema]
    return refused(
        tree, choose(rng, related), rng.choice(["tidak-ada", "x", "rina-x", "biro-umun"])
    )


@kind
def map_entry_for_nobody(rng: Random, tree: Tree) -> Case:
    path = f"weights/{YEAR}.yml"
    level = rng.choice(["goals", "areas", "indicators"])
    text, line = planted(tree, at(path, "versions", 0, level, "tidak-ada"), "0")
    return rejected(path, text, line, key_line(tree, path, ("versions", 0, level)))


@kind
def what_others_name_is_deleted(rng: Random, tree: Tree) -> Case:
    path = rng.choice([p for kind in ("unit", "goal", "area", "indicator") for p in tree.of(kind)])
    id = path.split("/")[-1].removesuffix(".yml")
    naming = [p for p, text in tree.texts.items() if p != path and id in text]
    return Case({path: None}, Rejected(naming[0]))


@kind
def circle_of_replacements(rng: Random, tree: Tree) -> Case:
    one, other = rng.sample(tree.of("indicator"), 2)
    ids = [path.split("/")[-1].removesuffix(".yml") for path in (one, other)]
    if rng.random() < 0.5:
        return refused(tree, at(one, "replaces"), ids[0])
    texts = {
        path: written(put(tree, path, ("replaces",), id), path)
        for path, id in ((one, ids[1]), (other, ids[0]))
    }
    return Case(
        {path: text.encode() for path, text in texts.items()},
        Rejected(min(one, other), (key_line(tree, min(one, other), ("replaces",)),)),
    )


@kind
def id_other_than_the_path(rng: Random, tree: Tree) -> Case:
    keys = {"unit": "id", "goal": "id", "area": "id", "indicator": "id", "policy": "id",
            "target": "indicator", "register": "year", "realization": "period",
            "measurement": "source", "weights": "year", "calendar": "year", "mapping": "unit",
            "action-plan": "indicator"}  # fmt: skip
    name = rng.choice(sorted(keys))
    path, key = rng.choice(tree.of(name)), keys[name]
    values = {"year": "2031", "period": "2026-11", "unit": "biro-keuangan"}
    value = values.get(key, "lain")
    if str(tree.data[path][key]) == value:
        value = "biro-umum"
    return refused(tree, at(path, key), value)


@kind
def id_that_looks_the_same(rng: Random, tree: Tree) -> Case:
    """Letters of another alphabet, full-width ones, and signs that nobody sees."""
    ids = [place for place in places() if place.is_there and "biro-umum" in
           place.schema.get("x-pattern-message", "")]  # fmt: skip
    place = choose(rng, ids)
    id = str(place.value)
    forms = [id.replace("a", "\u0430").replace("e", "\u0435").replace("o", "\u043e"),
             id.replace("i", "\u0456").replace("u", "\u057d"), id + "\u200b", "\u2060" + id,
             id.replace("-", "\u2010") + "\u00ad", "".join(chr(ord(c) + 0xFEE0) for c in id),
             id[:2] + "\u200d" + id[2:], "\u202e" + id[::-1], id + "\u0301"]  # fmt: skip
    return refused(tree, place, quoted(rng.choice([form for form in forms if form != id])))


@kind
def id_that_is_a_path(rng: Random, tree: Tree) -> Case:
    ids = [place for place in places() if place.is_there and "biro-umum" in
           place.schema.get("x-pattern-message", "")]  # fmt: skip
    forms = ["../../etc/passwd", "..", ".", "a/b", "/etc/passwd", "a\\\\b", "%2e%2e", "con:",
             "~root", "x.yml", "$HOME", "file:///etc"]  # fmt: skip
    return refused(tree, choose(rng, ids), f'"{rng.choice(forms)}"')


@kind
def logo_out_of_the_folder(rng: Random, tree: Tree) -> Case:
    forms = ["../logo.svg", "/etc/logo.svg", "https://a.example/x.png", "images/../../x.png",
             "logo.exe", "data:image/svg+xml,x.svg"]  # fmt: skip
    return refused(tree, at("organisation.yml", "logo"), f'"{rng.choice(forms)}"')


@kind
def address_that_is_no_address(rng: Random, tree: Tree) -> Case:
    forms = ["javascript:alert(1)", "ftp://x", "//x", "https://x/\\\"><script>", "data:text/html,x",
             "https://", "http://x y/", "vbscript:x"]  # fmt: skip
    return refused(tree, at("organisation.yml", "site_url"), f'"{rng.choice(forms)}"')


@kind
def same_id_twice(rng: Random, tree: Tree) -> Case:
    path, key, id = rng.choice([
        ("people.yml", "people", "id"),
        ("people.yml", "positions", "id"),
        (rng.choice(tree.of("action-plan")), "actions", "id"),
        (rng.choice(tree.of("register")), "packages", "package_id"),
        (_with_packages(rng, tree), "packages", "package_id"),
    ])  # fmt: skip
    data = plain(tree.data[path])
    data[key].append(dict(data[key][0]))
    twice = (key, len(data[key]) - 1, id)
    line = line_of(written(put_in(data, twice, SIGN), path), SIGN)
    return rejected(path, written(data, path), line)


def _with_packages(rng: Random, tree: Tree) -> str:
    return rng.choice([p for p in tree.of("realization") if tree.data[p].get("packages")])


@kind
def package_of_another_unit(rng: Random, tree: Tree) -> Case:
    path = _with_packages(rng, tree)
    own = tree.data[path]["unit"]
    others = [row["package_id"] for p in tree.of("register") for row in tree.data[p]["packages"]
              if tree.data[p]["unit"] != own]  # fmt: skip
    return refused(tree, at(path, "packages", 0, "package_id"), rng.choice(others))


@kind
def package_registered_by_two_units(rng: Random, tree: Tree) -> Case:
    one, other = sorted(rng.sample(tree.of("register"), 2))
    id = tree.data[one]["packages"][0]["package_id"]
    return refused(tree, at(other, "packages", 0, "package_id"), id)


@kind
def action_that_is_not_planned(rng: Random, tree: Tree) -> Case:
    paths = [path for path in tree.of("realization") if tree.data[path].get("actions")]
    forms = ["contract-on-time/tidak-ada", "tidak-ada/x"]
    return refused(tree, at(rng.choice(paths), "actions", 0, "action"), rng.choice(forms))


@kind
def policy_of_the_wrong_kind(rng: Random, tree: Tree) -> Case:
    key, wrong = rng.choice([("achievement", "traffic-light"), ("status_scheme", "standard")])
    return refused(tree, at("organisation.yml", "policies", key), wrong)


@kind
def code_of_two_indicators(rng: Random, tree: Tree) -> Case:
    one, other = sorted(rng.sample(tree.of("indicator"), 2))
    return refused(tree, at(other, "code"), tree.data[one]["code"])


@kind
def provider_verifies_his_own_data(rng: Random, tree: Tree) -> Case:
    path = rng.choice(tree.of("indicator"))
    return refused(tree, at(path, "verifier"), tree.data[path]["data_provider"])


@kind
def frozen_package_of_nobody(rng: Random, tree: Tree) -> Case:
    path = rng.choice(tree.of("mapping"))
    text = written(put(tree, path, ("areas", 0, "packages"), ["pkt-9999-0001"]), path)
    return rejected(path, text, key_line(tree, path, ("areas", 0, "packages")))


@kind
def date_field_taken_back_and_stated(rng: Random, tree: Tree) -> Case:
    rows = [
        (path, n)
        for path in tree.of("realization")
        for n, row in enumerate(tree.data[path].get("packages", ()))
        if "due_date" in row
    ]
    path, place = rng.choice(rows)
    return refused(tree, at(path, "packages", place, "retract"), "[due_date]")
