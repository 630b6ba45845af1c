"""Formatting changes neither data nor comments, nor anything at all the second time."""

from __future__ import annotations

import os
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja.cli.main import main
from kinerja.content.authoring.formatting import canonical, files, format_file
from kinerja.content.shape import layout
from kinerja.content.text import comments
from kinerja.content.text.write import Comments, dump
from kinerja.content.text.yaml import read
from kinerja.messages import translator
from kinerja.project import starting

ROOT = Path(__file__).resolve().parents[2]


def formatted(text: str, kind: str | None = None) -> str:
    made, faults = canonical(text, "x.yml", kind)
    assert faults == []
    assert made is not None, "it would not say the same"
    return made


# --- where comments stand ----------------------------------------------------------------------

BY_HAND = """\


# Kepala berkas

# Tentang a
a: | # baris
  satu

  dua

# sebelum b
b:
- x # ujung
-   y
  # penutup daftar b
  # - z
c: [1, # pertama
 2
 # terakhir
 ]
d:   # kosong

e: {}   # tanpa isi

f: {id: "Sewa", en: Rent} # satu baris
g:
    # yang pertama
    - id: r   # rina
      en: s
      # penutup butir
    # penutup daftar g
    - # butir kedua
      # tentang k
      k: [1,2,
        {q: 1}] # dalam
    # butir ketiga
    - {id: u, en: v}
h:
  # di antara
  nilai
# Kaki berkas

# Kaki kedua

"""
CANONICAL = """\
# Kepala berkas

# Tentang a
a: | # baris
  satu

  dua

# sebelum b
b:
  - x # ujung
  - "y"
  # penutup daftar b
  # - z
c:
  - 1 # pertama
  - 2
  # terakhir
d: null # kosong
e: {} # tanpa isi
f: {id: Sewa, en: Rent} # satu baris
g:
  # yang pertama
  - id: r # rina
    en: s
    # penutup butir
  # penutup daftar g
  # tentang k
  # butir kedua
  - k: # dalam
      - 1
      - 2
      - {q: 1}
  # butir ketiga
  - {id: u, en: v}
# di antara
h: nilai
# Kaki berkas

# Kaki kedua
"""


def test_comments_stay_where_a_person_put_them() -> None:
    assert formatted(BY_HAND) == CANONICAL
    assert formatted(CANONICAL) == CANONICAL


def test_line_ends_of_another_system_and_a_byte_order_mark_go(tmp_path: Path) -> None:
    file = tmp_path / "x.yml"
    file.write_bytes(b"\xef\xbb\xbf" + BY_HAND.replace("\n", "\r\n").encode())
    made = format_file(file, "x.yml")
    assert made.is_changed
    assert made.text == CANONICAL


def test_a_sign_within_a_text_is_no_comment() -> None:
    text = 'a: "satu # dua"\nb: satu#dua\nc: |\n  # baris\n  dua\n'
    assert comments.texts(text) == []
    assert comments.comments(text) == Comments()
    assert formatted(text) == 'a: "satu # dua"\nb: "satu#dua"\nc: |\n  # baris\n  dua\n'


@pytest.mark.parametrize(
    "text",
    [
        "# saja\n{}\n", "{} # tepi\n", "{ # dalam\n}\n", "[]\n# kaki\n", "--- # mulai\na: 1\n",
        "a: 1\n... # akhir\n", "? a # kunci\n: b # nilai\n", "{a: 1, # satu\n b: 2} # dua\n",
        "- - a # x\n  - b\n  # y\n# z\n", "-\n  # x\n  a: 1\n", "- # x\n  a: 1 # y\n  b: 2\n",
        "a: [ # x\n]\n", "a:\n  # x\n  [1, 2]\n", "a: {\n  # x\n  b: 1}\n", "a: # x\n  b: 1\n",
        "a:\n- b\n  # satu\n# dua\n  # tiga\nc: 1\n",
        "a: >- # x\n  b\n  c\n\n\n\n# y\n\n\n\nc: 1\n",
        "a: 'b\n\n  c' # x\n", "a: {b: [1, # x\n 2]}\n", "- [ # x\n  [a] # y\n  ] # z\n- 1\n",
        "- |\n  a\n  b\n # x\n- c\n", "a: null # x\n", "- # kosong\n- # juga\n",
        "a: #x\n", "a: 1 #\n",
    ],
)  # fmt: skip
def test_odd_places_of_comments_keep_data_and_comments(text: str) -> None:
    once = formatted(text)
    assert formatted(once) == once


# --- any data, any comments --------------------------------------------------------------------

words = st.sampled_from(
    ["a", "b c", "2026-06-30", "2026", "no", "x: y", "# x", "dua\nbaris", "dua\n\nbaris\n", " a",
     "tab\tbaris\n", "", "é–", "a\n b", "akhir \nspasi", "|", "- a", "\u00a0a\nb"]
)  # fmt: skip
plain = words | st.integers(-99, 99) | st.booleans() | st.none() | st.decimals(-9, 9, places=2)
trees = st.recursive(
    plain,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=20,
)
documents = st.dictionaries(words, trees, max_size=5) | st.lists(trees, max_size=5)


class Plain(yaml.SafeDumper):
    """As another program would write: in blocks or in brackets, broken into lines."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


Plain.add_representer(
    Decimal,
    lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:float", f"{value:f}"),
)


@st.composite
def commented(draw: st.DrawFn) -> str:
    """A document as this or another program writes it, with comments put in anywhere."""
    data = draw(documents)
    flow = draw(st.sampled_from([True, False, None]))
    options = {"sort_keys": False, "allow_unicode": True, "width": 20, "default_flow_style": flow}
    text = draw(st.sampled_from([dump(data), yaml.dump(data, Dumper=Plain, **options)]))
    lines: list[str] = []
    for number, line in enumerate(text.split("\n")):
        depths = draw(st.sampled_from([0, 0, 0, 1, 2])) * [st.integers(0, 6)]
        lines += [" " * draw(depth) + f"# di atas {number}" for depth in depths]
        lines += [""] * draw(st.sampled_from([0, 0, 0, 0, 1, 2]))
        lines.append(line + draw(st.sampled_from(["", "", "", f" # di ujung {number} "])))
    return "\n".join(lines)


@settings(max_examples=600, deadline=None)
@given(commented())
def test_data_and_comments_survive_and_the_second_time_changes_nothing(text: str) -> None:
    data, faults = read(text, "x.yml")
    if faults or not isinstance(data, dict | list):  # the comment broke a text: not for us
        return
    once = formatted(text)
    assert repr(read(once, "x.yml")[0]) == repr(data)
    assert sorted(comments.texts(once)) == sorted(comments.texts(text))
    assert formatted(once) == once


@settings(max_examples=200, deadline=None)
@given(documents)
def test_without_comments_the_form_is_that_of_all_written_content(data: Any) -> None:
    text = yaml.dump(data, Dumper=Plain, sort_keys=False, allow_unicode=True)
    found, faults = read(text, "x.yml")
    if not faults:
        assert formatted(text, "unit") == dump(found)


# --- files -------------------------------------------------------------------------------------


def test_the_content_of_this_repository_is_canonical() -> None:
    for folder in ("content", "generator/kinerja/catalogue"):
        paths = list(files([ROOT / folder]))
        assert paths
        made = [format_file(path, path.name) for path in paths]
        assert [one.path for one in made if one.is_changed or one.text is None] == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_new_project_is_canonical(language: str, tmp_path: Path) -> None:
    starting.start(tmp_path, translator(language))
    made = [format_file(path, path.name) for path in files([tmp_path / "content"])]
    assert made
    assert [one.path for one in made if one.is_changed or one.text is None] == []


def test_a_date_is_bare_where_the_schema_asks_for_one_and_quoted_where_not() -> None:
    text = 'unit: biro-umum\nas_of: "2026-06-30"\nnotes: 2026-06-30\n'
    assert formatted(text, "realization") == (
        'unit: biro-umum\nas_of: 2026-06-30\nnotes: "2026-06-30"\n'
    )


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/kantor/isi/units/biro-umum.yml", "unit"),
        ("packages/units/2026.yml", "register"),
        ("content/organisation.yml", "organisation"),
        ("mkdocs.yml", None),
    ],
)
def test_the_kind_of_a_file_is_told_by_the_end_of_its_path(path: str, kind: str | None) -> None:
    assert layout.kind_of(Path(path)) == kind


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A content folder with a canonical file, one that is not, and one that cannot be read."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "content"
    (folder / "units").mkdir(parents=True)
    (folder / "units/rapi.yml").write_text("id: rapi\n")
    (folder / "units/belum.yml").write_text("id:   'belum' # catatan\n")
    (folder / "units/rusak.yml").write_text("id: a\nid: b\n")
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_format_rewrites_what_it_can_and_tells_what_it_cannot(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    untouched = (content / "units/rapi.yml").stat().st_mtime_ns
    (content / "units/belum.yml").chmod(0o640)
    assert main(["format"]) == 1
    told = capsys.readouterr()
    assert told.out == f"{content}/units/belum.yml\n"
    assert "content/units/rusak.yml" in told.err
    assert "[yaml-duplicate-key]" in told.err
    assert (content / "units/belum.yml").read_text() == "id: belum # catatan\n"
    assert (content / "units/belum.yml").stat().st_mode & 0o777 == 0o640
    assert (content / "units/rusak.yml").read_text() == "id: a\nid: b\n"
    assert (content / "units/rapi.yml").stat().st_mtime_ns == untouched
    assert names(content / "units") == ["belum.yml", "rapi.yml", "rusak.yml"]


def test_format_of_named_files_is_0_when_they_can_be_read(content: Path) -> None:
    assert main(["format", str(content / "units/belum.yml")]) == 0
    assert main(["format", "--check", str(content / "units/belum.yml")]) == 0


def test_check_writes_nothing_and_is_1_where_a_file_would_change(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (content / "units/belum.yml").read_bytes()
    assert main(["format", "--check", "content/units/belum.yml"]) == 1
    assert capsys.readouterr().out == "content/units/belum.yml\n"
    assert (content / "units/belum.yml").read_bytes() == before


def test_what_is_no_file_of_text_is_told_and_left(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (content / "units/a.yml").write_bytes(b"id: \xff\n")
    (content / "units/b.yml").write_text("teks\n")
    (content / "units/tautan.yml").symlink_to(content / "units/rapi.yml")
    assert main(["format", "--check", "content/units/a.yml"]) == 1
    assert main(["format", "--check", "content/units/b.yml"]) == 1
    assert main(["format", "--check", "content/units/tautan.yml"]) == 1
    told = capsys.readouterr().err
    assert re.findall(r"\[([a-z0-9-]+)\]", told) == [
        "file-not-utf8", "yaml-not-mapping", "file-link-outside",
    ]  # fmt: skip


def test_a_folder_is_read_without_what_is_hidden_or_linked(content: Path) -> None:
    (content / ".git").mkdir()
    (content / ".git/x.yml").write_text("a:   1\n")
    (content / "tautan").symlink_to(content / "units")
    assert [path.name for path in files([content])] == ["belum.yml", "rapi.yml", "rusak.yml"]


def test_a_write_that_fails_leaves_the_old_file_and_no_litter(
    content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert main(["format", "content/units/belum.yml"]) == 2
    assert "tempat penyimpanan penuh" in capsys.readouterr().err
    assert (content / "units/belum.yml").read_text() == "id:   'belum' # catatan\n"
    assert names(content / "units") == ["belum.yml", "rapi.yml", "rusak.yml"]


def test_what_a_killed_run_left_is_removed_by_the_next(content: Path) -> None:
    litter = content / "units/.belum.yml.kinerja-aside-12345678"
    litter.write_text("id: bel")
    assert main(["format", "content/units/rapi.yml"]) == 0
    assert not litter.exists()
