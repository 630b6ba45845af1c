"""The cache: the same result with it, without it, and whatever anybody has done to it."""

from __future__ import annotations

import io
import os
import random
import re
import shutil
from collections.abc import Callable
from contextlib import redirect_stdout
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja import cache
from kinerja.cli.main import main
from kinerja.content.folder import kept
from kinerja.content.folder.load import load

Damage = Callable[[Path, random.Random], None]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small office whose files are more than the cache leaves to be read anew."""
    content = tmp_path_factory.mktemp("office") / "content"
    size = ["--seed", "3", "--units", "2", "--packages", "40", "--years", "2026"]
    assert main(["--quiet", "sample", str(content), *size]) == 0
    return content


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of this test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "kinerja"


def told(content: Path, out: Path) -> tuple[int, str, dict[str, bytes]]:
    """What check and compile say and write of a folder."""
    said = io.StringIO()
    where = ["--quiet", "--content", str(content)]
    with redirect_stdout(said):
        main([*where, "check", "--format", "json"])
    shutil.rmtree(out, ignore_errors=True)
    code = main([*where, "compile", "--out", str(out)])
    return code, said.getvalue(), {path.name: path.read_bytes() for path in sorted(out.glob("*"))}


def entries(store: Path) -> list[Path]:
    return sorted(path for path in store.iterdir() if path.is_file())


def test_a_second_run_says_and_writes_the_same(office: Path, store: Path, tmp_path: Path) -> None:
    first = told(office, tmp_path / "out")
    assert entries(store)
    assert told(office, tmp_path / "out") == first


def test_what_was_kept_is_what_was_read_to_the_type(office: Path, store: Path) -> None:
    read, again = load(office), load(office)
    assert entries(store)
    assert repr(again.documents) == repr(read.documents)
    assert again.register.equals(read.register)
    assert again.reports.equals(read.reports)


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(10**15), 10**15)
        | st.decimals(allow_nan=False, allow_infinity=False, places=4).map(
            lambda number: number + Decimal("0.00005")
        )
        | st.text(st.characters(exclude_categories=["Cs"])),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=5), inner),
    )
)
def test_data_come_back_from_the_cache_as_they_were(data: object) -> None:
    file = kept.File("content/x.yml", "unit", "", {"data": data})
    (again,) = kept.from_json(kept.to_json([file]))
    assert repr(again.data) == repr({"data": data})


@pytest.mark.parametrize("kind", ["packages", "realizations", "units", "indicators"])
def test_a_change_of_the_same_length_and_time_is_noticed(
    office: Path, store: Path, tmp_path: Path, kind: str
) -> None:
    content = tmp_path / "content"
    shutil.copytree(office, content)
    told(content, tmp_path / "out")
    changed = sorted((content / kind).rglob("*.yml"))[0]
    status, text = changed.stat(), changed.read_text("utf-8")
    digit = next(n for n, letter in enumerate(text) if letter in "123456789")
    changed.write_text(text[:digit] + "#" + text[digit + 1 :], "utf-8")
    os.utime(changed, ns=(status.st_atime_ns, status.st_mtime_ns))
    warm = told(content, tmp_path / "out")
    shutil.rmtree(store)
    assert warm == told(content, tmp_path / "out")


@pytest.mark.usefixtures("store")
def test_doubts_about_rows_are_told_as_long_as_they_hold(office: Path, tmp_path: Path) -> None:
    content = Path(shutil.copytree(office, tmp_path / "content"))
    known = re.compile(r"(?m)^(?!.*(?:bidders|registrants)).*contract_amount: ")
    reports = sorted(content.glob("realizations/*/*.yml"))
    report = next(path for path in reports if known.search(path.read_text("utf-8")))
    before = report.read_text("utf-8")
    odd = known.sub(r"\g<0>0, bidders: 9, registrants: 2, contract_amount: ", before, count=1)
    odd = odd.replace("contract_amount: 0, ", "")

    def codes() -> set[str]:
        return set(re.findall(r'"code": ?"([a-z-]+)"', told(content, tmp_path / "out")[1]))

    usual = codes()
    report.write_text(odd, "utf-8")
    assert codes() == usual | {"number-above-other"}
    target = sorted(content.glob("targets/2026/*.yml"))[0]
    target.write_text("# rencana\n" + target.read_text("utf-8"), "utf-8")
    assert codes() == usual | {"number-above-other"}
    report.write_text(before, "utf-8")
    assert codes() == usual


def test_files_that_came_and_went_are_noticed(office: Path, store: Path, tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(office, content)
    told(content, tmp_path / "out")
    report = sorted((content / "realizations").rglob("*.yml"))[-1]
    aside = tmp_path / "aside.yml"
    report.rename(aside)
    without = told(content, tmp_path / "out")
    aside.rename(report)
    assert told(content, tmp_path / "out")[2] != without[2]
    report.unlink()
    shutil.rmtree(store)
    assert told(content, tmp_path / "out") == without


def _flip(path: Path, rng: random.Random) -> None:
    data = bytearray(path.read_bytes())
    for _ in range(rng.randrange(1, 4)):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    path.write_bytes(bytes(data))


def _cut(path: Path, rng: random.Random) -> None:
    os.truncate(path, rng.randrange(path.stat().st_size))


def _empty(path: Path, _: random.Random) -> None:
    path.write_bytes(b"")


def _noise(path: Path, rng: random.Random) -> None:
    path.write_bytes(rng.randbytes(5000))


def _longer(path: Path, rng: random.Random) -> None:
    path.write_bytes(path.read_bytes() + rng.randbytes(7))


def _other(path: Path, _: random.Random) -> None:
    others = [one for one in entries(path.parent) if one != path]
    path.write_bytes(others[0].read_bytes())


def _folder(path: Path, _: random.Random) -> None:
    path.unlink()
    path.mkdir()


def _pipe(path: Path, _: random.Random) -> None:
    path.unlink()
    os.mkfifo(path)


def _link(path: Path, _: random.Random) -> None:
    kept_elsewhere = path.with_name("elsewhere")
    path.rename(kept_elsewhere)
    path.symlink_to(kept_elsewhere)


@pytest.mark.parametrize(
    "damage", [_flip, _cut, _empty, _noise, _longer, _other, _folder, _pipe, _link]
)
def test_a_damaged_cache_gives_the_same_result(
    office: Path, store: Path, tmp_path: Path, damage: Damage
) -> None:
    first = told(office, tmp_path / "out")
    rng = random.Random(str(damage))
    for path in entries(store):
        damage(path, rng)
    assert told(office, tmp_path / "out") == first


def test_entries_do_not_stand_in_for_one_another(office: Path, store: Path, tmp_path: Path) -> None:
    """An entry of another folder, or of another state of this one, is none."""
    content = tmp_path / "content"
    shutil.copytree(office, content)
    unit = sorted((content / "units").glob("*.yml"))[0]
    old = unit.read_text("utf-8")
    unit.write_text(old.replace("name:", "name: # x", 1), "utf-8")
    told(content, tmp_path / "out")
    before = {path.name: path.read_bytes() for path in entries(store)}
    unit.write_text(old, "utf-8")
    now = told(content, tmp_path / "out")
    for name, data in before.items():
        (store / name).write_bytes(data)
    assert told(content, tmp_path / "out") == now


def test_the_cache_does_not_grow_without_end(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_MOST_ENTRIES", 5)
    for number in range(9):
        cache.keep(f"slot {number}", "key", b"x" * number)
        (store / f".left-by-a-kill-{number}").touch()
    assert len(entries(store)) <= 6
    assert cache.recall("slot 8", "key") == [b"x" * 8]
    assert cache.recall("slot 8", "another key") is None
    assert cache.recall("slot 0", "key") is None


def test_nobody_else_may_read_what_is_kept(store: Path) -> None:
    cache.keep("slot", "key", b"x")
    assert store.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in entries(store))
