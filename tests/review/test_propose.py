"""`kinerja propose` on real git: what is sent, what stays as it was, what is refused."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest
import yaml

import content_tree as ct
from kinerja.cli.main import main
from kinerja.seal.names import MANIFEST, SEALED
from review.standin import StandIn
from review.standin_git import git

MINE = "content/measurements/2026-Q1/survei.yml"
DAY = "2026-04-14"
STATE = (*SEALED, MANIFEST)


class Desk:
    """A person's clone of the office's repository, and the program run in it."""

    def __init__(self, place: Path, bare: Path, home: Path) -> None:
        self.place, self.bare, self.home = place, bare, home
        self.environ: dict[str, str] = {}

    def run(self, *arguments: str) -> ct.Result:
        out, err = io.StringIO(), io.StringIO()
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("GITHUB_", "GIT_"))}
        kept |= {"HOME": str(self.home), "XDG_CACHE_HOME": str(self.home / "cache")}
        kept["GIT_CONFIG_NOSYSTEM"] = "1"
        with (
            patch.dict(os.environ, kept | self.environ, clear=True),
            redirect_stdout(out),
            redirect_stderr(err),
            chdir(self.place),
        ):
            code = main(arguments)
        return ct.Result(code, out.getvalue(), err.getvalue())

    def propose(self, *arguments: str, by: str = "budi-s", day: str = DAY) -> ct.Result:
        return self.run("propose", *arguments, "--by", by, "--as-of", day)

    def sent(self, *arguments: str, by: str = "budi-s", day: str = DAY) -> str:
        """The branch that a proposal which must succeed was sent as."""
        done = self.propose(*arguments, by=by, day=day)
        assert done.exit_code == 0, done.stderr
        return done.stdout.strip()

    def write(self, name: str, document: object, comment: str = "") -> Path:
        file = self.place / name
        file.parent.mkdir(parents=True, exist_ok=True)
        text = yaml.safe_dump(document, sort_keys=False, allow_unicode=True)
        file.write_text(comment + text)
        return file

    def measure(self, value: float, comment: str = "") -> Path:
        """State a value: a change that is right and complete."""
        return self.write(MINE, measurement(value), comment)

    def git(self, *arguments: str) -> str:
        return git(self.place, *arguments, HOME=str(self.home), GIT_CONFIG_NOSYSTEM="1")

    def state(self) -> tuple[str, ...]:
        """All that must stay: what is checked out, staged, changed, and every file's bytes."""
        files = sorted(path for path in self.place.rglob("*") if path.is_file())
        own = [path for path in files if ".git" not in path.relative_to(self.place).parts]
        return (
            self.git("symbolic-ref", "HEAD"),
            self.git("rev-parse", "HEAD"),
            self.git("ls-files", "--stage"),
            *(f"{path} {path.read_bytes()!r}" for path in own),
        )


def measurement(value: float) -> Mapping[str, object]:
    return {
        "source": "survei",
        "period": "2026-Q1",
        "document": "Nota uji",
        "values": [{"value": value}],
    }


def at(bare: Path, branch: str) -> list[str]:
    """The files in which a branch differs from main."""
    return git(bare, "diff", "--name-only", "main", branch).split()


def branches(bare: Path) -> list[str]:
    return git(bare, "for-each-ref", "--format=%(refname:short)", "refs/heads").split()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A clone of a bare repository that holds a small office without any value yet."""
    return clone(*office(tmp_path), "budi")


def office(folder: Path) -> tuple[Path, Path]:
    tree = ct.office()
    ct.add_indicator(tree, "survei")
    ct.add_target(tree, "survei", ct.flat(80))
    ct.spread_weights(tree)
    bare, home = folder / "kantor.git", folder / "home"
    home.mkdir()
    git(folder, "init", "-q", "--bare", "-b", "main", str(bare))
    first = clone(bare, home, "pertama")
    ct.write(tree, first.place / "content")
    (first.place / "catatan.txt").write_text("catatan\n")
    first.git("checkout", "-q", "-B", "main")
    first.git("add", ".")
    first.git("commit", "-q", "-m", "Isi awal")
    first.git("push", "-q", "origin", "main")
    return bare, home


def clone(bare: Path, home: Path, name: str) -> Desk:
    place = bare.parent / name
    git(bare.parent, "clone", "-q", str(bare), str(place))
    git(place, "config", "user.name", name.title())
    git(place, "config", "user.email", f"{name}@kantor.invalid")
    return Desk(place, bare, home)


# ------------------------------------------------------------------------------- what is sent


def test_changed_content_becomes_a_branch_of_one_commit_signed_by_who_hands_it_in(
    desk: Desk,
) -> None:
    desk.measure(82.5, comment="# dari survei\n")
    branch = desk.sent()
    assert branch.startswith("usul/measurement--2026-q1--survei-")
    assert at(desk.bare, branch) == [MINE]
    text = git(desk.bare, "show", f"{branch}:{MINE}")
    assert text.startswith("# dari survei\n")
    assert {"submitted_by": "budi-s", "submitted_on": date(2026, 4, 14)}.items() <= (
        yaml.safe_load(text).items()
    )
    assert (desk.place / MINE).read_text().rstrip() == text
    assert git(desk.bare, "rev-list", "--count", f"main..{branch}") == "1"
    assert git(desk.bare, "log", "-1", "--format=%an %ae", branch) == "Budi budi@kantor.invalid"
    subject = git(desk.bare, "log", "-1", "--format=%s", branch)
    assert subject == "Pengukuran: Triwulan I 2026, survei"


def test_what_is_checked_out_staged_or_elsewhere_stays_as_it_is(desk: Desk) -> None:
    (desk.place / "catatan.txt").write_text("belum selesai\n")
    (desk.place / "baru.txt").write_text("rahasia\n")
    desk.git("add", "catatan.txt")
    desk.measure(82.5)
    before = desk.state()
    branch = desk.sent()
    after = desk.state()
    assert [one for one in after if MINE not in one] == [one for one in before if MINE not in one]
    assert at(desk.bare, branch) == [MINE]
    assert desk.git("rev-parse", branch) == git(desk.bare, "rev-parse", branch)


def test_only_the_paths_named_are_proposed_and_nothing_else_is_asked_to_be_right(
    desk: Desk,
) -> None:
    desk.measure(82.5)
    broken = desk.write("content/goals/timely-supply.yml", {"id": "timely-supply"})
    before = broken.read_bytes()
    branch = desk.sent("content/measurements")
    assert at(desk.bare, branch) == [MINE]
    assert broken.read_bytes() == before


def test_a_removed_file_is_proposed_as_removed(desk: Desk) -> None:
    desk.measure(82.5)
    desk.git("add", ".")
    desk.git("commit", "-q", "-m", "nilai")
    desk.git("push", "-q", "origin", "main")
    (desk.place / MINE).unlink()
    branch = desk.sent()
    assert git(desk.bare, "diff", "--name-status", "main", branch).split() == ["D", MINE]


def test_commits_of_ones_own_that_are_not_in_main_are_part_of_it(desk: Desk) -> None:
    desk.git("checkout", "-q", "-b", "kerja")
    desk.measure(82.5)
    desk.git("add", ".")
    desk.git("commit", "-q", "-m", "nilai")
    assert at(desk.bare, desk.sent()) == [MINE]
    assert desk.git("symbolic-ref", "--short", "HEAD") == "kerja"


def test_a_colleagues_change_of_the_same_file_meanwhile_is_not_undone(desk: Desk) -> None:
    other = clone(desk.bare, desk.home, "rina")
    other.write("content/goals/timely-supply.yml", goal("Nama dari Rina"))
    other.git("commit", "-q", "-a", "-m", "nama")
    other.git("push", "-q", "origin", "HEAD:main")
    desk.measure(82.5)
    branch = desk.sent()
    work = clone(desk.bare, desk.home, "gabung")
    work.git("merge", "-q", "--no-edit", f"origin/{branch}")
    assert "Nama dari Rina" in (work.place / "content/goals/timely-supply.yml").read_text()


def goal(name: str) -> Mapping[str, object]:
    return {"id": "timely-supply", "name": {"id": name, "en": name}}


def test_what_is_wrong_is_told_by_the_lines_that_the_author_sees(desk: Desk) -> None:
    text = "source: survei\nperiod: 2026-Q1\ndocument: Nota uji\nvalues:\n  - value: banyak\n"
    (desk.place / MINE).parent.mkdir(parents=True)
    (desk.place / MINE).write_text(text)
    refused = desk.propose()
    assert refused.exit_code == 1
    assert "5:" in refused.stderr
    assert "7:" not in refused.stderr


def test_what_a_draft_left_to_be_written_is_told(desk: Desk) -> None:
    desk.measure(82.5)
    assert "belum diisi" not in desk.propose().stderr
    desk.write(MINE, {**measurement(83), "document": "LENGKAPI"})
    assert "content/measurements/2026-Q1/survei.yml masih memuat isian" in desk.propose().stderr


def test_several_files_are_one_proposal_that_counts_them(desk: Desk) -> None:
    desk.measure(82.5)
    desk.write("content/goals/timely-supply.yml", goal("Tepat waktu"))
    branch = desk.sent()
    assert branch.startswith("usul/goal--timely-supply-dan-1-")
    subject = git(desk.bare, "log", "-1", "--format=%s", branch)
    assert subject == "Tujuan: Tepat waktu, dan 1 lainnya"


def test_a_sealed_state_is_proposed_as_it_is(desk: Desk) -> None:
    desk.measure(82.5)
    desk.git("add", ".")
    desk.git("commit", "-q", "-m", "nilai")
    desk.git("push", "-q", "origin", "main")
    sealed = desk.run("close", "2026-Q1", "--as-of", DAY)
    assert sealed.exit_code == 0, sealed.stderr
    before = desk.state()
    branch = desk.sent()
    assert branch.startswith("usul/report--2026-q1--1-")
    assert at(desk.bare, branch) == [f"reports/2026-Q1/1/{name}" for name in sorted(STATE)]
    assert desk.state() == before
    assert git(desk.bare, "log", "-1", "--format=%s", branch) == (
        "Laporan periode: Triwulan I 2026, keadaan 1"
    )


def test_nothing_changed_is_nothing_to_propose(desk: Desk) -> None:
    done = desk.propose()
    assert (done.exit_code, done.stdout) == (0, "")
    assert "Tidak ada isi yang berubah" in done.stderr
    assert branches(desk.bare) == ["main"]


def test_what_programs_leave_behind_or_git_ignores_is_not_proposed(desk: Desk) -> None:
    (desk.place / ".git/info/exclude").write_text("*.lokal.yml\n")
    for name in (".~lock.survei.yml", "units/~$buku.xlsx", "units/x.lokal.yml"):
        (desk.place / "content" / name).write_text("x")
    assert desk.propose().exit_code == 0
    assert branches(desk.bare) == ["main"]


# --------------------------------------------------------------------------- again, and better


def test_a_second_run_adds_nothing_even_on_another_day(desk: Desk) -> None:
    desk.measure(82.5)
    branch = desk.sent()
    before = (git(desk.bare, "for-each-ref"), desk.state())
    assert desk.sent() == branch
    assert desk.sent(day="2026-05-02") == branch
    assert (git(desk.bare, "for-each-ref"), desk.state()) == before


def test_a_run_that_was_stopped_after_sending_is_made_good(desk: Desk) -> None:
    unsigned = desk.measure(82.5).read_bytes()
    branch = desk.sent()
    signed = (desk.place / MINE).read_bytes()
    (desk.place / MINE).write_bytes(unsigned)
    desk.git("update-ref", "-d", f"refs/heads/{branch}")
    assert desk.sent(day="2026-05-02") == branch
    assert (desk.place / MINE).read_bytes() == signed


def test_a_correction_goes_to_the_same_branch_when_it_is_named(desk: Desk) -> None:
    desk.measure(82.5)
    branch = desk.sent()
    desk.measure(83)
    assert desk.sent("--branch", branch, day="2026-04-20") == branch
    assert git(desk.bare, "rev-list", "--count", f"main..{branch}") == "2"
    assert "value: 83" in git(desk.bare, "show", f"{branch}:{MINE}")
    assert desk.sent("--branch", branch, day="2026-04-21") == branch
    assert git(desk.bare, "rev-list", "--count", f"main..{branch}") == "2"


def test_what_somebody_else_wrote_on_the_branch_is_not_overwritten(desk: Desk) -> None:
    desk.measure(82.5)
    branch = desk.sent()
    other = clone(desk.bare, desk.home, "rina")
    other.git("checkout", "-q", branch)
    other.measure(90)
    other.git("commit", "-q", "-a", "-m", "usul lain")
    other.git("push", "-q", "origin", branch)
    tip = git(desk.bare, "rev-parse", branch)
    desk.measure(83)
    done = desk.propose("--branch", branch)
    assert done.exit_code == 2
    assert "pihak lain" in done.stderr
    assert git(desk.bare, "rev-parse", branch) == tip


# ----------------------------------------------------------------------------- what is refused


def refused(desk: Desk, *arguments: str, code: int, by: str = "budi-s") -> str:
    """What is said when nothing is done, which is made sure of."""
    before = (desk.state(), desk.git("for-each-ref"), git(desk.bare, "for-each-ref"))
    done = desk.propose(*arguments, by=by)
    assert (done.exit_code, done.stdout) == (code, ""), done
    assert "Traceback" not in done.stderr
    assert (desk.state(), desk.git("for-each-ref"), git(desk.bare, "for-each-ref")) == before
    return done.stderr


def test_wrong_content_is_refused_with_its_findings(desk: Desk) -> None:
    desk.write(MINE, {**measurement(82.5), "period": "2026-Q2"})
    assert MINE in refused(desk, code=1)


def test_a_file_in_no_place_of_the_layout_is_refused(desk: Desk) -> None:
    desk.write("content/units/Biro A.yml", {"id": "biro-a"})
    assert "Biro A.yml" in refused(desk, code=1)


@pytest.mark.parametrize("name", ["$(touch x).yml", "-rf.yml", "a\nb.yml", "*.yml", "é`id`.yml"])
def test_hostile_file_names_are_refused_and_run_nothing(desk: Desk, name: str) -> None:
    desk.write(f"content/units/{name}", {"id": "x"})
    refused(desk, code=1)
    assert not (desk.place / "x").exists()


def test_hostile_titles_are_text(desk: Desk) -> None:
    desk.measure(82.5)
    title = "`$(touch x)`\n\x1b[31m--amend 'a' \"b\"\r#1 @all"
    branch = desk.sent("--title", title)
    message = git(desk.bare, "log", "-1", "--format=%B", branch)
    assert message.splitlines()[0] == "`$(touch x)` [31m--amend 'a' \"b\" #1 @all"
    assert not (desk.place / "x").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--branch", "main"),
        ("--branch", "-d"),
        ("--branch", "a..b"),
        ("--branch", "x~1"),
        ("--branch", "a b"),
        ("--branch", "HEAD"),
        ("--branch", "@"),
        ("--branch", "refs/heads/x"),
        ("--branch", "$(touch x)"),
        ("--branch", "a;b"),
        ("--base", "tidak-ada"),
        ("--remote", "--upload-pack=touch x"),
        ("catatan.txt",),
        ("../kantor.git",),
        (".git/config",),
        ("content/..",),
        ("content/units/biro-z.yml",),
    ],
)
def test_a_branch_remote_or_path_that_cannot_be_meant_is_refused(
    desk: Desk, arguments: tuple[str, ...]
) -> None:
    desk.measure(82.5)
    refused(desk, *arguments, code=2)
    assert not (desk.place / "x").exists()


@pytest.mark.parametrize("remote", ["ext::touch x", "tidak-ada", "/tidak/ada.git"])
def test_a_remote_that_cannot_be_reached_is_told(desk: Desk, remote: str) -> None:
    desk.measure(82.5)
    assert "tidak menerima" in refused(desk, "--remote", remote, code=1)
    assert not (desk.place / "x").exists()


def test_somebody_whom_the_office_does_not_know_hands_nothing_in(desk: Desk) -> None:
    desk.measure(82.5)
    assert "budi-s" in refused(desk, code=2, by="budi-z")


@pytest.mark.parametrize(("unit", "is_told"), [("biro-a", True), ("biro-b", False)])
def test_who_hands_in_for_another_unit_is_told_so(desk: Desk, unit: str, is_told: bool) -> None:
    people = yaml.safe_load((desk.place / "content/people.yml").read_text())
    budi = next(one for one in people["people"] if one["id"] == "budi-s")
    budi["roles"][0]["unit"] = "biro-b"
    desk.write("content/people.yml", people)
    name = {"id": unit, "name": {"id": "Biro lain", "en": "Another bureau"}}
    desk.write(f"content/units/{unit}.yml", name)
    done = desk.propose(f"content/units/{unit}.yml", "content/people.yml")
    assert done.exit_code == 0, done.stderr
    assert ("budi-s bertugas untuk biro-b, bukan untuk biro-a." in done.stderr) is is_told


def test_records_of_approvals_are_not_proposed(desk: Desk) -> None:
    desk.write("content/approvals/2026/goal--timely-supply/1.yml", {"version": 1})
    assert "kinerja record" in refused(desk, code=2)


def test_a_link_is_not_followed(desk: Desk) -> None:
    (desk.place / "content/units/biro-c.yml").symlink_to("/etc/hostname")
    assert "tautan" in refused(desk, code=2)


def test_outside_of_a_repository_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    tree = ct.office()
    ct.write(tree, tmp_path / "lain/content")
    done = Desk(tmp_path / "lain", tmp_path, tmp_path / "home").propose()
    assert done.exit_code == 1
    assert "tidak berada dalam repositori git" in done.stderr


def test_a_remote_that_refuses_is_told_in_its_own_words(desk: Desk) -> None:
    hook = desk.bare / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho 'Cabang dilindungi kantor' >&2\nexit 1\n")
    hook.chmod(0o755)
    desk.measure(82.5)
    assert "Cabang dilindungi kantor" in refused(desk, code=1)
    hook.unlink()
    assert at(desk.bare, desk.sent()) == [MINE]


def test_credentials_in_an_address_are_not_told(desk: Desk) -> None:
    desk.measure(82.5)
    remote = "https://budi:rahasia@127.0.0.1:9/kantor.git"
    assert "rahasia" not in refused(desk, "--remote", remote, code=1)


def test_a_branch_that_is_open_in_the_working_tree_is_not_moved_under_it(desk: Desk) -> None:
    desk.measure(82.5)
    branch = desk.sent()
    desk.git("checkout", "-q", "-f", branch)
    desk.measure(83)
    assert "git commit" in refused(desk, "--branch", branch, code=2)


# ------------------------------------------------------------------------------- surroundings


def test_hooks_and_filters_of_the_repository_do_not_run(desk: Desk) -> None:
    for name in ("pre-commit", "commit-msg", "pre-push", "post-commit", "reference-transaction"):
        hook = desk.place / ".git/hooks" / name
        hook.write_text("#!/bin/sh\ntouch ../ran || touch ran\nexit 1\n")
        hook.chmod(0o755)
    desk.git("config", "filter.x.clean", "touch ran; cat")
    (desk.place / ".git/info/attributes").write_text("*.yml filter=x\n")
    desk.measure(82.5)
    desk.sent()
    assert not list(desk.place.parent.rglob("ran"))


def test_without_an_identity_the_person_is_the_author(desk: Desk) -> None:
    desk.git("config", "--unset", "user.name")
    desk.measure(82.5)
    author = git(desk.bare, "log", "-1", "--format=%an <%ae>", desk.sent())
    assert author == "Budi S <budi-s@kinerja.invalid>"  # git drops the dot


def test_a_shallow_clone_proposes_too(desk: Desk) -> None:
    place = desk.place.parent / "dangkal"
    git(desk.place.parent, "clone", "-q", "--depth", "1", f"file://{desk.bare}", str(place))
    shallow = Desk(place, desk.bare, desk.home)
    shallow.measure(82.5)
    assert at(desk.bare, shallow.sent()) == [MINE]


def test_a_clone_that_has_fallen_behind_proposes_from_where_it_began(desk: Desk) -> None:
    other = clone(desk.bare, desk.home, "rina")
    other.write("content/goals/timely-supply.yml", goal("Nama dari Rina"))
    other.git("commit", "-q", "-a", "-m", "nama")
    other.git("push", "-q", "origin", "HEAD:main")
    desk.measure(82.5)
    branch = desk.sent()
    files = git(desk.bare, "diff", "--name-only", f"main...{branch}").split()
    assert files == [MINE]


# ----------------------------------------------------------------------------------- the forge


@pytest.fixture
def forge(desk: Desk) -> Iterator[StandIn]:
    with StandIn(git=desk.bare) as standing:
        standing.account("budis", email="budi@kantor.invalid")
        desk.environ = standing.environ()
        yield standing


def test_where_the_forge_is_known_the_pull_request_is_opened_once(
    desk: Desk, forge: StandIn
) -> None:
    desk.measure(82.5)
    url = desk.sent()
    assert url == f"https://github.com/{forge.repository}/pull/1"
    pull = forge.pulls[1]
    assert pull.title == "Pengukuran: Triwulan I 2026, survei"
    assert MINE in pull.body
    assert "`budi-s`" in pull.body
    assert desk.sent() == url
    assert len(forge.pulls) == 1


def test_the_offices_template_is_the_pull_requests_text(desk: Desk, forge: StandIn) -> None:
    template = desk.place / ".github/PULL_REQUEST_TEMPLATE/realization.md"
    template.parent.mkdir(parents=True)
    template.write_text("Daftar periksa kantor\n")
    desk.git("add", ".")
    desk.git("commit", "-q", "-m", "templat")
    desk.git("push", "-q", "origin", "HEAD:main")
    desk.measure(82.5)
    desk.sent()
    assert "Daftar periksa kantor" in forge.pulls[1].body


def test_a_forge_that_refuses_leaves_the_branch_for_the_next_run(
    desk: Desk, forge: StandIn
) -> None:
    desk.measure(82.5)
    forge.fail(403, about="POST /repos")
    done = desk.propose()
    assert done.exit_code == 1
    assert "tidak berhak" in done.stderr
    assert desk.sent().endswith("/pull/1")


def test_without_a_forge_it_is_said_how_to_open_one(desk: Desk) -> None:
    desk.measure(82.5)
    said = desk.propose().stderr
    assert str(desk.bare) in said
    assert "--branch usul/" in said


def test_on_github_without_a_token_the_page_that_opens_it_is_named(desk: Desk) -> None:
    ssh = desk.home / "ssh"
    ssh.write_text(f"#!/bin/sh\nfor last; do :; done\nexec ${{last%% *}} {desk.bare}\n")
    ssh.chmod(0o755)
    desk.environ = {"GIT_SSH_COMMAND": str(ssh)}
    desk.git("remote", "set-url", "origin", "git@github.com:kantor/kinerja.git")
    desk.measure(82.5)
    done = desk.propose()
    branch = done.stdout.strip()
    assert f"https://github.com/kantor/kinerja/compare/main...{branch}?expand=1" in done.stderr
    assert at(desk.bare, branch) == [MINE]
