"""What the stand-in answers over HTTP, and to whom: the routes of GitHub that Kinerja uses."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from review.standin import Json, PullState, StandIn, stamp
from review.standin_git import git

if TYPE_CHECKING:
    from typing import Any

_WORDS = {
    401: "Bad credentials",
    403: "Resource not accessible by integration",
    404: "Not Found",
    405: "Pull Request is not mergeable",
    409: "Head branch was modified. Review and try the merge again.",
    422: "Validation Failed",
    429: "You have exceeded a secondary rate limit.",
}
_SHA = r"(?P<sha>[0-9a-f]{40})"
_N = r"(?P<number>\d+)"


class Refused(Exception):  # noqa: N818 - an answer like any other
    """An answer that is not 2xx."""

    def __init__(self, status: int, **more: Any) -> None:
        super().__init__(status)
        self.status = status
        self.more = more


def commit_json(forge: StandIn, sha: str, author: str, committer: str) -> Json:
    """A commit of a pull request."""
    return {
        "sha": sha,
        "commit": {"message": "usulan", "author": {"name": author}},
        "author": forge.user(author),
        "committer": forge.user(committer),
    }


def pull_json(forge: StandIn, pull: PullState) -> Json:
    """A pull request, as it is told in whole."""
    repo = {"full_name": forge.repository}
    return {
        "number": pull.number,
        "state": pull.state,
        "html_url": f"https://github.com/{forge.repository}/pull/{pull.number}",
        "title": pull.title,
        "body": pull.body or None,
        "user": forge.user(pull.by),
        "head": {"ref": pull.head_ref, "sha": pull.head, "repo": repo},
        "base": {"ref": pull.base_ref, "sha": pull.base, "repo": repo},
        "merged": pull.merged_at is not None,
        "merged_at": pull.merged_at,
        # Before the merge a commit by which the forge tries whether it could be merged.
        "merge_commit_sha": pull.merged or pull.head,
        "commits": len(pull.commits),
    }


def _pull(forge: StandIn, number: str) -> PullState:
    found = forge.pulls.get(int(number))
    if not found:
        raise Refused(404)
    forge.refresh(found)
    return found


def _opened(forge: StandIn, login: str, told: Json) -> Json:
    head, base = str(told["head"]), str(told["base"])
    there = [one for one in forge.pulls.values() if one.state == "open"]
    if any((one.head_ref, one.base_ref) == (head, base) for one in there):
        text = f"A pull request already exists for {forge.repository.split('/')[0]}:{head}."
        raise Refused(422, errors=[{"resource": "PullRequest", "message": text}])
    if forge.git and not (forge.tip(head) and forge.tip(base)):
        raise Refused(422, errors=[{"resource": "PullRequest", "field": "head", "code": "invalid"}])
    number = forge.open(login, head, base, str(told["title"]), str(told.get("body") or ""))
    return pull_json(forge, forge.pulls[number])


def _merged(forge: StandIn, login: str, number: str, told: Json) -> Json:
    pull = _pull(forge, number)
    if pull.state != "open":
        raise Refused(405)
    if told.get("sha") not in (None, pull.head):
        raise Refused(409)
    try:
        sha = forge.merge(pull.number, login, str(told.get("merge_method", "merge")))
    except subprocess.CalledProcessError:
        raise Refused(405) from None
    return {"sha": sha, "merged": True, "message": "Pull Request successfully merged"}


def _files(forge: StandIn, pull: PullState) -> list[Json]:
    """What it changes since it parted from its base; nothing without `git`."""
    if not forge.git:
        return []
    asked = ("diff", "--name-only", "--no-renames", f"{pull.base}...{pull.head}")
    return [{"filename": name} for name in git(forge.git, *asked).splitlines()]


def _commented(forge: StandIn, login: str, number: str, told: Json) -> Json:
    _pull(forge, number)
    _short(told)
    forge.comment(int(number), login, str(told["body"]))
    return forge.comments[int(number)][-1]


def _rewritten(forge: StandIn, id: str, told: Json) -> Json:
    every = (one for comments in forge.comments.values() for one in comments)
    found = next((one for one in every if one["id"] == int(id)), None)
    if not found:
        raise Refused(404)
    _short(told)
    found |= {"body": told["body"], "updated_at": stamp(forge.now)}
    return found


def _short(told: Json) -> None:
    if len(str(told.get("body", ""))) > 65_536:
        text = "Body is too long (maximum is 65536 characters)"
        raise Refused(422, errors=[{"field": "body", "code": "custom", "message": text}])


def _reported(forge: StandIn, login: str, sha: str, told: Json) -> Json:
    if len(told.get("description") or "") > 140:
        raise Refused(422, errors=[{"field": "description", "message": "is too long"}])
    made = {"creator": forge.user(login), "created_at": stamp(forge.now)} | told
    forge.statuses.setdefault(sha, []).append(made)
    return made


def _listed(forge: StandIn, asked: Mapping[str, str]) -> list[Json]:
    for pull in forge.pulls.values():
        forge.refresh(pull)
    owner = forge.repository.split("/")[0]
    return [
        pull_json(forge, one)
        for one in reversed(forge.pulls.values())
        if asked.get("state", "open") in (one.state, "all")
        and asked.get("base", one.base_ref) == one.base_ref
        and asked.get("head", f"{owner}:{one.head_ref}") == f"{owner}:{one.head_ref}"
    ]


def _ruleset(forge: StandIn, id: str) -> Json:
    found = next((one for one in forge.rulesets if one["id"] == int(id)), None)
    if not found:
        raise Refused(404)
    return found


Answer = Callable[["_Asked"], "Any"]


class _Asked:
    """One request: whose it is, what it says, and the parts of its path."""

    def __init__(self, forge: StandIn, login: str, query: Json, told: Json, part: Json) -> None:
        self.forge, self.login, self.query, self.told, self.part = forge, login, query, told, part


ROUTES: list[tuple[str, str, str, Answer]] = [
    ("GET", "pulls", "pull_requests:read", lambda a: _listed(a.forge, a.query)),
    ("POST", "pulls", "pull_requests:write", lambda a: _opened(a.forge, a.login, a.told)),
    ("GET", f"pulls/{_N}", "pull_requests:read",
     lambda a: pull_json(a.forge, _pull(a.forge, a.part["number"]))),
    ("GET", f"pulls/{_N}/commits", "pull_requests:read",
     lambda a: [commit_json(a.forge, *one)
                for one in _pull(a.forge, a.part["number"]).commits[:250]]),
    ("GET", f"pulls/{_N}/reviews", "pull_requests:read",
     lambda a: _pull(a.forge, a.part["number"]).reviews),
    ("GET", f"pulls/{_N}/files", "pull_requests:read",
     lambda a: _files(a.forge, _pull(a.forge, a.part["number"]))),
    ("PUT", f"pulls/{_N}/merge", "contents:write",
     lambda a: _merged(a.forge, a.login, a.part["number"], a.told)),
    ("GET", f"commits/{_SHA}/pulls", "pull_requests:read contents:read",
     lambda a: [pull_json(a.forge, one) for one in a.forge.pulls.values()
                if a.part["sha"] in {*one.brought, *(c[0] for c in one.commits)}]),
    ("GET", f"issues/{_N}/comments", "issues:read pull_requests:read",
     lambda a: _pull(a.forge, a.part["number"]) and a.forge.comments[int(a.part["number"])]),
    ("POST", f"issues/{_N}/comments", "issues:write pull_requests:write",
     lambda a: _commented(a.forge, a.login, a.part["number"], a.told)),
    ("PATCH", r"issues/comments/(?P<id>\d+)", "issues:write pull_requests:write",
     lambda a: _rewritten(a.forge, a.part["id"], a.told)),
    ("POST", f"statuses/{_SHA}", "statuses:write",
     lambda a: _reported(a.forge, a.login, a.part["sha"], a.told)),
    ("GET", "rulesets", "",
     lambda a: [{k: v for k, v in one.items() if k not in ("rules", "conditions", "bypass_actors")}
                for one in a.forge.rulesets]),
    ("GET", r"rulesets/(?P<id>\d+)", "", lambda a: _ruleset(a.forge, a.part["id"])),
    ("GET", "codeowners/errors", "contents:read", lambda a: {"errors": a.forge.owners_errors}),
]  # fmt: skip
"""Method, path below the repository, rights of which one is needed, and what is answered."""


def handler(forge: StandIn) -> type[BaseHTTPRequestHandler]:
    """A request handler of the standard library's server that speaks for a stand-in."""

    class Handler(BaseHTTPRequestHandler):
        def _do(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            raw = self.rfile.read(length)
            with forge.lock:
                status, body, headers = _answer(
                    forge, self.command, self.path, self.headers.get("Authorization", ""), raw
                )
                forge.log.append((self.command, self.path, status))
            told = json.dumps(body).encode()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        do_GET = do_POST = do_PATCH = do_PUT = _do  # noqa: N815 - the library's names

        def log_message(self, format: str, *_arguments: object) -> None:  # noqa: A002
            """Say nothing."""

    return Handler


def _answer(
    forge: StandIn, method: str, address: str, authorization: str, raw: bytes
) -> tuple[int, Any, dict[str, str]]:
    line = f"{method} {address}"
    failure = next((one for one in forge.failures if one.about in line), None)
    if failure:
        forge.failures.remove(failure)
        return failure.status, _error(failure.status), dict(failure.headers)
    parts = urlsplit(address)
    query = dict(parse_qsl(parts.query))
    try:
        told = json.loads(raw) if raw else {}
        login, rights = _who(forge, authorization)
        if parts.path == "/graphql":
            return 200, {"data": {"viewer": {"login": login}}}, {}
        answer = _routed(forge, method, parts.path, rights, login, query, told)
    except Refused as refused:
        return refused.status, _error(refused.status) | refused.more, {}
    if isinstance(answer, list):
        return 200, *_page(forge, parts.path, query, answer)
    return (201 if method == "POST" else 200), answer, {}


def _who(forge: StandIn, authorization: str) -> tuple[str, Mapping[str, str]]:
    kind, _blank, token = authorization.partition(" ")
    if kind not in ("Bearer", "token") or token not in forge.tokens:
        raise Refused(401)
    return forge.tokens[token]


def _routed(
    forge: StandIn,
    method: str,
    path: str,
    rights: Mapping[str, str],
    login: str,
    query: Json,
    told: Json,
) -> Any:
    before = f"/repos/{forge.repository}/"
    if not path.startswith(before):
        raise Refused(404)
    for wanted, pattern, needed, answer in ROUTES:
        found = re.fullmatch(pattern, path.removeprefix(before))
        if found and wanted == method:
            if needed and not any(_may(rights, one) for one in needed.split()):
                raise Refused(403)
            return answer(_Asked(forge, login, query, told, found.groupdict()))
    raise Refused(404)


def _may(rights: Mapping[str, str], needed: str) -> bool:
    about, _colon, how = needed.partition(":")
    return rights.get(about) in ("write", how)


def _page(
    forge: StandIn, path: str, query: Json, answer: list[Any]
) -> tuple[list[Any], dict[str, str]]:
    size = min(100, int(query.get("per_page", 30)))
    number = int(query.get("page", 1))
    shown = answer[(number - 1) * size : number * size]
    if number * size >= len(answer):
        return shown, {}
    following = urlencode(query | {"page": number + 1, "per_page": size})
    return shown, {"Link": f'<{forge.url}{path}?{following}>; rel="next"'}


def _error(status: int) -> Json:
    told = _WORDS.get(status, "Server Error")
    return {"message": told, "documentation_url": "https://docs.github.com", "status": str(status)}
