"""`kinerja verify` over a history of two thousand approvals, in seconds and beside two floors.

`python bench/verify.py [PROPOSALS]`: an office of forty units whose reports were changed by two
hundred merged proposals of five files, each approved by two people, recorded by the real recorder
and committed one after the other. Bound: 5 s. The floors are `kinerja check` of the same folder
with nothing changed, and merely reading the same history with `git log`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from measure import Step, in_turn

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import yaml

import content_tree as ct
from review.stage import office_tree

KINERJA = [sys.executable, "-m", "kinerja"]
UNITS = [f"unit-{number:02}" for number in range(1, 41)]
FILES = 5
LOGINS = ("sitir", "tonow")
START = datetime(2025, 4, 1, 3, tzinfo=UTC)


def main(proposals: int) -> int:
    """Make the history, prove it, print the ratios; 1 where it is not proved."""
    with tempfile.TemporaryDirectory() as place:
        folder, store = Path(place, "office"), Path(place, "cache")
        os.environ["XDG_CACHE_HOME"] = str(store)
        made(folder, proposals)
        here = ["--content", str(folder / "content")]
        checked = subprocess.run(
            [*KINERJA, *here, "verify"], check=False, capture_output=True, text=True
        )
        if checked.returncode:
            print(checked.stdout)
            return 1
        measured = in_turn(
            {
                "first": Step([*KINERJA, *here, "verify"], lambda: shutil.rmtree(store)),
                "again": Step([*KINERJA, *here, "verify"]),
                "check": Step([*KINERJA, *here, "check"]),
                "log": Step(["git", "-C", str(folder), "log", "-m", "--name-status"]),
            }
        )
        records = sum(1 for _ in (folder / "content/approvals").rglob("*.yml"))
        print(
            f"verify of {records:,} approvals {measured.seconds('again'):.2f} s,"
            f" the first time {measured.seconds('first'):.2f} s,"
            f" {measured.mebibytes('again'):.0f} MiB;"
            f" ratio to check {measured.ratio('again', 'check'):.1f},"
            f" to git log {measured.ratio('again', 'log'):.0f}"
        )
    return 0


def made(folder: Path, proposals: int) -> None:
    """An office under git, and its records by themselves."""
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    tree = office()
    ct.write(tree, folder / "content")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Isi awal")
    bundles = list(proposed(folder, proposals))
    reviews = folder.parent / "reviews.json"
    reviews.write_text(json.dumps(bundles))
    line = [*KINERJA, "--quiet", "--content", str(folder / "content")]
    subprocess.run(
        [*line, "record", "--reviews", str(reviews)], check=True, stdout=subprocess.DEVNULL
    )
    merges: dict[int, list[Path]] = {}
    for place in sorted((folder / "content/approvals").rglob("*.yml")):
        number = yaml.load(place.read_bytes(), yaml.CSafeLoader)["source"]["pull_request"]
        merges.setdefault(number, []).append(place)
    for _number, places in sorted(merges.items()):
        git(folder, "add", *(str(one) for one in places))
        git(folder, "commit", "-q", "-m", "Catat persetujuan")


def office() -> ct.Tree:
    """The units, their packages of last year, and a policy that asks for two people."""
    tree = ct.office(UNITS)
    usual = office_tree()
    tree["people.yml"] = usual["people.yml"]
    for one in tree["people.yml"]["people"]:
        for role in one["roles"]:
            role.pop("unit", None)
    rule = {"kinds": ["realization"], "step": "12", "any_of": ["managing_team"], "minimum": 2}
    version = {"version": 1, "valid_from": date(2025, 1, 1), "rules": [rule]}
    tree["approval-policy.yml"] = {"versions": [version]}
    for unit in UNITS:
        ct.add_package(tree, unit, f"pkt-{unit}", 2025)
    return tree


def proposed(folder: Path, proposals: int) -> Iterator[Mapping[str, Any]]:
    """Each proposal as one commit on main, and what a forge would say of it."""
    for number in range(1, proposals + 1):
        base = git(folder, "rev-parse", "HEAD")
        at = START + timedelta(hours=number)
        for place in range(FILES):
            turn = (number - 1) * FILES + place
            unit, quarter = UNITS[turn % len(UNITS)], turn // len(UNITS) % 4 + 1
            write(folder, unit, quarter, handover=date(2025, 3 * quarter - 1, 1 + number % 28))
        git(folder, "add", "content")
        git(folder, "commit", "-q", "-m", f"Laporan (#{number})", at=at)
        yield bundle(number, base, git(folder, "rev-parse", "HEAD"), at)


def write(folder: Path, unit: str, quarter: int, handover: date) -> None:
    """A unit's report of a quarter."""
    row = {"package_id": f"pkt-{unit}", "contract_date": date(2025, 3 * quarter - 2, 1),
           "due_date": date(2025, 3 * quarter, 1), "handover_date": handover}  # fmt: skip
    period = f"2025-Q{quarter}"
    told = {"unit": unit, "period": period, "as_of": ct.last_day(period), "packages": [row]}
    file = folder / f"content/realizations/{unit}/{period}.yml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump(told, sort_keys=False))


def bundle(number: int, base: str, merged: str, at: datetime) -> Mapping[str, Any]:
    """A merged proposal with two approvals, as GitHub tells of it."""
    stamp = f"{at:%Y-%m-%dT%H:%M:%SZ}"
    return {
        "forge": "github",
        "repository": "kantor/kinerja",
        "pull_request": {
            "number": number, "html_url": f"https://forge.example/{number}", "title": "Laporan",
            "base": {"sha": base, "ref": "main"}, "head": {"sha": merged, "ref": f"usul/{number}"},
            "user": {"login": "budis", "type": "User"}, "merged_at": stamp,
            "merge_commit_sha": merged, "commits": 1,
        },
        "commits": [{"sha": merged, "author": None, "committer": None}],
        "reviews": [
            {
                "id": 10 * number + place, "user": {"login": login, "type": "User"},
                "state": "APPROVED", "commit_id": merged, "submitted_at": stamp,
                "html_url": f"https://forge.example/{number}/{place}",
            }
            for place, login in enumerate(LOGINS)
        ],
    }  # fmt: skip


def git(folder: Path, *arguments: str, at: datetime = START) -> str:
    """Git with an identity of its own."""
    who = {
        f"GIT_{role}_{part}": value
        for role in ("AUTHOR", "COMMITTER")
        for part, value in (("NAME", "Bench"), ("EMAIL", "bench@example.invalid"))
    }
    dates = {f"GIT_{role}_DATE": at.isoformat() for role in ("AUTHOR", "COMMITTER")}
    done = subprocess.run(
        ["git", "-c", "commit.gpgsign=false", "-c", "gc.auto=0", *arguments],
        cwd=folder, env=os.environ | who | dates, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main(int(next(iter(sys.argv[1:]), "200"))))
