"""GitHub as Kinerja asks it: what it says, what it refuses, and what is kept of it as evidence."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kinerja.messages import translator
from kinerja.review.forge.choosing import forge_of, read_bundles
from kinerja.review.forge.door import Forge, ForgeError
from kinerja.review.forge.github import pull_from
from review.standin import StandIn, made_sha
from review.standin_git import git

MARKER = "<!-- kinerja:diff -->"


@pytest.fixture
def forge() -> Iterator[StandIn]:
    with StandIn() as standing:
        yield standing


def asked(forge: StandIn, **rights: str) -> Forge:
    """The adapter with a workflow's token of these rights; all of them unless told."""
    token = forge.token("github-actions[bot]", **rights) if rights else ""
    return forge_of(forge.environ(token))


def refusal(act: Callable[[], object]) -> str:
    """What the person reads when the forge does not do it."""
    with pytest.raises(ForgeError) as caught:
        act()
    assert caught.value.exit_code == 1
    return caught.value.words(translator("id"))


# ---------------------------------------------------------------------------- what it says


def test_a_pull_request_is_told_with_its_commits_and_reviews_oldest_first(forge: StandIn) -> None:
    commits = [(made_sha("1"), "budis", "budis"), (made_sha("2"), "", "web-flow")]
    number = forge.open("budis", "usul/x", title="Realisasi", body="Isi", commits=commits)
    late = datetime(2026, 4, 15, tzinfo=UTC)
    forge.review(number, "srahma", "CHANGES_REQUESTED", commit=commits[0][0], at=late)
    forge.review(number, "helper[bot]", "APPROVED", at=datetime(2026, 4, 14, tzinfo=UTC))
    forge.review(number, "srahma", "PENDING")
    pull = asked(forge).pull(number)
    assert (pull.title, pull.body, pull.opened_by.login) == ("Realisasi", "Isi", "budis")
    assert (pull.head, pull.head_ref, pull.base_ref) == (commits[1][0], "usul/x", "main")
    assert [(one.author, one.committer) for one in pull.commits] == [
        ("budis", "budis"),
        ("", "web-flow"),
    ]
    told = [(one.by.login, one.by.is_bot, one.state, one.commit) for one in pull.reviews]
    assert told == [
        ("helper[bot]", True, "APPROVED", commits[1][0]),
        ("srahma", False, "CHANGES_REQUESTED", commits[0][0]),
    ]
    assert pull.reviews[1].submitted_at == late


def test_the_trial_merge_of_an_open_pull_request_is_no_merge(forge: StandIn) -> None:
    number = forge.open("budis", "usul/x")
    assert asked(forge).pull(number).merged == ""
    sha = forge.merge(number, "srahma", at=datetime(2026, 4, 16, 1, 2, 3, tzinfo=UTC))
    pull = asked(forge).pull(number)
    assert (pull.merged, pull.merged_at) == (sha, datetime(2026, 4, 16, 1, 2, 3, tzinfo=UTC))


def test_an_account_of_type_bot_is_one_whatever_its_name(forge: StandIn) -> None:
    forge.account("renovate", kind="Bot")
    assert asked(forge).pull(forge.open("renovate", "usul/x")).opened_by.is_bot


def test_lists_are_read_to_their_last_page(forge: StandIn) -> None:
    commits = [(made_sha(str(one)), "budis", "budis") for one in range(249)]
    number = forge.open("budis", "usul/x", commits=commits)
    for _one in range(101):
        forge.review(number, "srahma", "COMMENTED")
    pull = asked(forge).pull(number)
    assert (len(pull.commits), len(pull.reviews)) == (249, 101)


def test_a_list_of_commits_that_the_forge_cuts_is_refused(forge: StandIn) -> None:
    commits = [(made_sha(str(one)), "budis", "budis") for one in range(251)]
    number = forge.open("budis", "usul/x", commits=commits)
    assert "tidak lengkap" in refusal(lambda: asked(forge).pull(number))


@pytest.mark.parametrize("how", ["merge", "squash", "rebase"])
def test_the_merge_commit_leads_back_to_its_pull_request(tmp_path: Path, how: str) -> None:
    bare = tmp_path / "bare.git"
    work = tmp_path / "work"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(bare))
    git(tmp_path, "clone", "-q", str(bare), str(work))
    git(work, "config", "user.name", "Budi")
    git(work, "config", "user.email", "budi@kantor.invalid")
    git(work, "checkout", "-q", "-B", "main")
    for name, branch in (("a", "main"), ("b", "usul/x"), ("c", "usul/x")):
        git(work, "checkout", "-q", "-B", branch)
        (work / name).write_text(name)
        git(work, "add", name)
        git(work, "commit", "-q", "-m", name)
        git(work, "push", "-q", "origin", branch)
    with StandIn(git=bare) as forge:
        forge.account("budis", email="budi@kantor.invalid")
        number = forge.open("budis", "usul/x")
        assert [one.author for one in asked(forge).pull(number).commits] == ["budis", "budis"]
        sha = forge.merge(number, "srahma", how)
        assert git(bare, "rev-parse", "main") == sha
        assert git(bare, "show", "main:c") == "c"
        assert asked(forge).pulls_of(sha) == (number,)
        assert asked(forge).pull(number).merged == sha
        assert asked(forge).pulls_of(git(bare, "rev-list", "--max-parents=0", "main")) == ()


# ------------------------------------------------------------------------- what it is told


def test_a_comment_is_kept_up_to_date_and_never_written_twice(forge: StandIn) -> None:
    number = forge.open("budis", "usul/x")
    where = asked(forge).say(number, MARKER, f"{MARKER}\npertama")
    assert asked(forge).say(number, MARKER, f"{MARKER}\nkedua") == where
    assert [one["body"] for one in forge.comments[number]] == [f"{MARKER}\nkedua"]


def test_a_marker_in_the_comment_of_somebody_else_is_not_ours(forge: StandIn) -> None:
    number = forge.open("budis", "usul/x")
    forge.comment(number, "budis", f"{MARKER}\ntiruan")
    forge.comment(number, "github-actions[bot]", f"kutipan\n{MARKER}")
    asked(forge).say(number, MARKER, f"{MARKER}\nasli")
    bodies = [one["body"] for one in forge.comments[number]]
    assert bodies == [f"{MARKER}\ntiruan", f"kutipan\n{MARKER}", f"{MARKER}\nasli"]


def test_of_several_own_comments_the_newest_is_updated(forge: StandIn) -> None:
    number = forge.open("budis", "usul/x")
    for _one in range(120):
        forge.comment(number, "github-actions[bot]", MARKER)
    asked(forge).say(number, MARKER, f"{MARKER}\nbaru")
    assert [one["body"] for one in forge.comments[number]][-1] == f"{MARKER}\nbaru"
    assert len(forge.comments[number]) == 120


def test_without_something_to_tell_only_an_earlier_comment_is_updated(forge: StandIn) -> None:
    number = forge.open("budis", "usul/x")
    assert asked(forge).say(number, MARKER, MARKER, only_update=True) == ""
    assert not forge.comments[number]
    asked(forge).say(number, MARKER, f"{MARKER}\nisi")
    assert asked(forge).say(number, MARKER, MARKER, only_update=True)
    assert forge.comments[number][0]["body"] == MARKER


def test_a_comment_that_the_forge_would_refuse_is_not_sent(forge: StandIn) -> None:
    number = forge.open("budis", "usul/x")
    long = MARKER + "x" * 65_536
    assert "65536" in refusal(lambda: asked(forge).say(number, MARKER, long))
    assert not forge.comments[number]


def test_a_status_stands_on_its_commit_and_is_cut_to_what_fits(forge: StandIn) -> None:
    sha = made_sha("usul/x")
    asked(forge).report(sha, "failure", "kurang\n" + "x" * 200, "kinerja/gate", "")
    (status,) = forge.statuses[sha]
    assert (status["state"], status["context"]) == ("failure", "kinerja/gate")
    assert len(status["description"]) == 140
    assert status["description"].startswith("kurang x")


def test_a_pull_request_is_opened_once(forge: StandIn) -> None:
    first = asked(forge).open_pull("Judul $(id)", "Isi", "usul/x", "main")
    assert asked(forge).open_pull("Judul lain", "Isi", "usul/x", "main") == first
    assert forge.pulls[first[0]].title == "Judul $(id)"
    assert len(forge.pulls) == 1


def test_live_rules_are_told_in_whole(forge: StandIn) -> None:
    forge.rulesets = [{"id": 7, "name": "main", "rules": [{"type": "deletion"}]}]
    forge.owners_errors = [
        {"line": 3, "column": 1, "kind": "Unknown owner", "message": "x", "path": "CODEOWNERS"}
    ]
    assert asked(forge).rules() == (forge.rulesets[0],)
    (error,) = asked(forge).codeowners_errors("main")
    assert (error.line, error.kind) == (3, "Unknown owner")


# ------------------------------------------------------------------------ what goes wrong


def test_a_fault_that_passes_is_not_noticed(forge: StandIn) -> None:
    number = forge.open("budis", "usul/x")
    forge.fail(502, about="/reviews")
    forge.fail(429, about="/commits", Retry_After="0")
    forge.fail(403, about=f"/pulls/{number} ", Retry_After="0")
    assert asked(forge).pull(number).number == number


@pytest.mark.parametrize("act", ["comment", "pull"])
def test_an_answer_that_got_lost_writes_nothing_twice(forge: StandIn, act: str) -> None:
    number = forge.open("budis", "usul/x")
    forge.fail(502, about="POST /repos")
    if act == "comment":
        asked(forge).say(number, MARKER, MARKER)
        assert len(forge.comments[number]) == 1
    else:
        asked(forge).open_pull("Judul", "Isi", "usul/y", "main")
        assert len(forge.pulls) == 2


@pytest.mark.parametrize(
    ("status", "headers", "words"),
    [
        (401, {}, "menolak token"),
        (403, {}, "tidak berhak"),
        (403, {"X_RateLimit_Remaining": "0"}, "menunggu"),
        (404, {}, "tidak mengenal"),
        (429, {"Retry_After": "3600"}, "menunggu"),
        (422, {}, "Validation Failed"),
    ],
)
def test_a_refusal_is_told_in_words(
    forge: StandIn, status: int, headers: dict[str, str], words: str
) -> None:
    number = forge.open("budis", "usul/x")
    forge.fail(status, **headers)
    assert words in refusal(lambda: asked(forge).pull(number))


def test_a_forge_that_stays_broken_is_told(forge: StandIn) -> None:
    number = forge.open("budis", "usul/x")
    forge.fail(500, times=9)
    assert "500" in refusal(lambda: asked(forge).pull(number))


def test_a_right_that_the_token_lacks_is_named_by_its_place(forge: StandIn) -> None:
    number = forge.open("budis", "usul/x")
    narrow = asked(forge, contents="read", pull_requests="read")
    assert narrow.pull(number).number == number
    assert "/statuses/" in refusal(
        lambda: narrow.report(made_sha("x"), "success", "ya", "kinerja/gate", "")
    )
    assert "/comments" in refusal(lambda: narrow.say(number, MARKER, MARKER))


def test_an_unknown_token_number_or_repository_is_refused(forge: StandIn) -> None:
    assert "menolak token" in refusal(lambda: asked_with(forge, GITHUB_TOKEN="x").pull(1))
    assert "tidak mengenal" in refusal(lambda: asked(forge).pull(9))
    strange = {"GITHUB_REPOSITORY": "lain/repo"}
    assert "tidak mengenal" in refusal(lambda: asked_with(forge, **strange).pull(1))


def asked_with(forge: StandIn, **environ: str) -> Forge:
    return forge_of(forge.environ() | environ)


def test_a_forge_that_is_not_there_is_told(forge: StandIn) -> None:
    environ = forge.environ() | {"GITHUB_API_URL": "http://127.0.0.1:9"}
    assert "tidak menjawab" in refusal(lambda: forge_of(environ).pulls_of(made_sha("x")))


def test_what_is_missing_in_the_environment_is_named() -> None:
    assert "GITHUB_TOKEN" in refusal(lambda: forge_of({"GITHUB_REPOSITORY": "a/b"}))


@pytest.mark.parametrize("api", ["http://forge.invalid", "file:///etc", "https://", "https://a@b"])
def test_the_token_goes_only_over_https_or_to_this_computer(api: str) -> None:
    environ = {"GITHUB_API_URL": api, "GITHUB_REPOSITORY": "a/b", "GITHUB_TOKEN": "x"}
    assert "https://" in refusal(lambda: forge_of(environ))


@pytest.mark.parametrize("name", ["a", "a/b/c", "a/..", "a/b?x", "a/b\n"])
def test_a_repository_that_no_forge_has_is_refused(name: str) -> None:
    told = {"GITHUB_REPOSITORY": name, "GITHUB_TOKEN": "x"}
    refusal(lambda: forge_of(told))


# ------------------------------------------------------------------------------- evidence


def bundle(forge: StandIn) -> dict[str, Any]:
    number = forge.open("budis", "usul/x")
    forge.review(number, "srahma")
    forge.merge(number, "srahma")
    return forge.bundle(number)


def test_evidence_says_what_the_forge_said(forge: StandIn, tmp_path: Path) -> None:
    told = bundle(forge)
    file = tmp_path / "reviews.json"
    file.write_text(json.dumps(told))
    assert read_bundles(file) == (asked(forge).pull(1),)
    file.write_text(json.dumps([told, told]))
    assert len(read_bundles(file)) == 2


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "[1]", "null", '{"forge": "github"}', "[" * 100_000, "\x00", '"\ud800"']
)
def test_evidence_of_another_shape_is_refused_in_words(tmp_path: Path, text: str) -> None:
    file = tmp_path / "reviews.json"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert refusal(lambda: read_bundles(file))


def test_evidence_that_cannot_be_opened_or_is_huge_is_refused(tmp_path: Path) -> None:
    assert "tidak dapat dibaca" in refusal(lambda: read_bundles(tmp_path / "none.json"))
    huge = tmp_path / "huge.json"
    with huge.open("wb") as file:
        file.truncate(17 * 1024 * 1024)
    assert "16 MiB" in refusal(lambda: read_bundles(huge))


def spoilt(told: dict[str, Any], way: str, value: object) -> dict[str, Any]:
    """A copy in which one value, told by its way, is another; `...` takes it out."""
    copy: Any = json.loads(json.dumps(told))
    place, *steps = [int(one) if one.isdigit() else one for one in way.split(".")]
    inner = copy
    for step in steps:
        inner, place = inner[place], step
    if value is ...:
        del inner[place]
    else:
        inner[place] = value
    assert isinstance(copy, dict)
    return copy


@pytest.mark.parametrize(
    ("way", "value"),
    [
        ("forge", "gitlab"),
        ("repository", "kantor"),
        ("repository", "lain/repo"),
        ("commits", []),
        ("reviews", ...),
        ("pull_request.number", "1"),
        ("pull_request.number", 0),
        ("pull_request.number", 2),
        ("pull_request.head.sha", "main"),
        ("pull_request.head.sha", "0" * 40),
        ("pull_request.merged_at", "2026-04-14"),
        ("pull_request.merged_at", "2026-04-14T03:12:09"),
        ("pull_request.commits", 2),
        ("pull_request.user", "budis"),
        ("reviews.0.state", "MAYBE"),
        ("reviews.0.id", True),
        ("reviews.0.submitted_at", 5),
        ("reviews.0.submitted_at", "0001-01-01T00:00:00+07:00"),
        ("pull_request.merged_at", "9999-12-31T23:59:59-07:00"),
        ("reviews.0.pull_request_url", "https://api.github.com/repos/lain/repo/pulls/1"),
    ],
)
def test_evidence_with_one_wrong_value_is_refused(forge: StandIn, way: str, value: object) -> None:
    assert refusal(lambda: pull_from(spoilt(bundle(forge), way, value)))


def test_a_deleted_account_and_a_lost_commit_are_empty(forge: StandIn) -> None:
    told = spoilt(bundle(forge), "reviews.0.user", None)
    review = pull_from(spoilt(told, "reviews.0.commit_id", None)).reviews[0]
    assert (review.by.login, review.by.is_bot, review.commit) == ("", False, "")
