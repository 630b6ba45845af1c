"""HTTP as forges speak it: JSON in pages, limits that ask for patience, refusals turned into words.

Knows no forge's addresses. The only file that sends anything over the network by itself.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar
from urllib.parse import urljoin, urlsplit

import requests

from kinerja.messages import mark as _
from kinerja.review.forge.door import ForgeError

_T = TypeVar("_T")
_TIMES = 4
_PATIENCE = 60
"""Seconds that are waited at most because a forge asks for it."""

_TIMEOUT = (5, 30)
_MOST_PAGES = 100
_LARGEST = 64 * 1024 * 1024
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_OK, _FORBIDDEN, _TOO_MANY, _BROKEN = range(200, 300), 403, 429, range(500, 600)


class UnsettledError(ForgeError):
    """Something was sent, and whether it was done is not known."""


def once_more(act: Callable[[], _T]) -> _T:
    """Do what looks first whether it has been done, again if an answer was lost."""
    try:
        return act()
    except UnsettledError:
        return act()


class Line:
    """A line to one forge, with a token that is told to nobody else."""

    def __init__(self, api: str, token: str) -> None:
        """`api` is an https address (http only on this computer). Raises ForgeError otherwise."""
        told = urlsplit(api)
        is_here = told.scheme == "http" and told.hostname in _LOOPBACK
        if not told.hostname or told.username or not (told.scheme == "https" or is_here):
            raise ForgeError("Alamat forge harus diawali https://, bukan {api}.", api=api)
        self._api = api.rstrip("/") + "/"
        self._session = requests.Session()
        if is_here:
            self._session.trust_env = False  # no proxy stands between a computer and itself
        self._session.auth = _Bearer(token)
        self._session.headers["Accept"] = "application/vnd.github+json"
        self._session.headers["X-GitHub-Api-Version"] = "2022-11-28"

    @property
    def graphql(self) -> str:
        """The address of the other interface, beside that of REST."""
        return urljoin(self._api, "../graphql" if self._api.endswith("/v3/") else "graphql")

    def ask(self, method: str, place: str, told: Mapping[str, Any] | None = None) -> object:
        """What the forge answers, parsed; None for an empty answer.

        `place` is relative to the interface's address. What only reads or replaces is repeated
        after a fault of the forge; what adds is an UnsettledError then. Any other refusal is a
        ForgeError in words.
        """
        return self._read(self._send(method, urljoin(self._api, place), told))

    def pages(self, place: str) -> Iterator[Any]:
        """All parts of a list, which comes a hundred at a time."""
        joint = "&" if "?" in place else "?"
        address = urljoin(self._api, f"{place}{joint}per_page=100")
        for _page in range(_MOST_PAGES):
            answer = self._send("GET", address, None)
            told = self._read(answer)
            if not isinstance(told, list):
                raise ForgeError("Jawaban forge bukan daftar: {place}.", place=place)
            yield from told
            following = answer.links.get("next", {}).get("url", "")
            if not following:
                return
            address = urljoin(address, following)
            if urlsplit(address)[:2] != urlsplit(self._api)[:2]:  # the token stays here
                break
        raise ForgeError("Daftar dari forge tidak berakhir: {place}.", place=place)

    def _send(self, method: str, address: str, told: Mapping[str, Any] | None) -> requests.Response:
        """The answer that is to be read; waits and asks again where that can help."""
        lost = ""
        for number in range(_TIMES):
            wait = float(2**number) / 2
            try:
                answer = self._session.request(
                    method, address, json=told, timeout=_TIMEOUT, stream=True,
                    allow_redirects=method == "GET",
                )  # fmt: skip
            except requests.RequestException as error:
                lost = type(error).__name__
            else:
                asked_to_wait = _wait(answer)
                if asked_to_wait is not None and asked_to_wait <= _PATIENCE:
                    time.sleep(asked_to_wait)
                    continue
                if answer.status_code not in _BROKEN:
                    return answer
                lost = str(answer.status_code)
            if method == "POST":
                raise UnsettledError(_LOST, problem=lost)
            if number + 1 < _TIMES:
                time.sleep(wait)
        raise ForgeError(_LOST if lost else _BUSY, problem=lost)

    def _read(self, answer: requests.Response) -> object:
        raw = b""
        try:
            for part in answer.iter_content(1 << 16):
                raw += part
                if len(raw) > _LARGEST:
                    raise ForgeError("Jawaban forge terlalu besar.")
        except requests.RequestException as error:
            raise UnsettledError(_LOST, problem=type(error).__name__) from None
        if answer.status_code not in _OK:
            raise _refusal(answer, raw)
        try:
            return json.loads(raw) if raw.strip() else None
        except (ValueError, RecursionError):
            raise ForgeError("Jawaban forge bukan JSON yang utuh.") from None


_LOST = _("Forge tidak menjawab sebagaimana mestinya ({problem}). Coba lagi nanti.")
_BUSY = _("Forge meminta menunggu karena terlalu banyak permintaan. Coba lagi nanti.")


class _Bearer(requests.auth.AuthBase):
    """Sends the token, in place of whatever a `.netrc` would say."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def _wait(answer: requests.Response) -> float | None:
    """Seconds that a forge asks to wait; None where it does not ask."""
    if answer.status_code not in (_TOO_MANY, _FORBIDDEN):
        return None
    told = answer.headers.get("Retry-After", "")
    if told.isdecimal():
        return float(told)
    used_up = answer.headers.get("X-RateLimit-Remaining") == "0"
    return 1.0 if answer.status_code == _TOO_MANY else _PATIENCE + 1.0 if used_up else None


def _refusal(answer: requests.Response, raw: bytes) -> ForgeError:
    """Why the forge refused, with its own short message."""
    try:
        told = json.loads(raw)
        message = str(told.get("message", "")) if isinstance(told, dict) else ""
        details = told.get("errors", []) if isinstance(told, dict) else []
        message = "; ".join([message, *(_detail(one) for one in details)]).strip("; ")
    except (ValueError, RecursionError):
        message = ""
    shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in message)[:300] or "–"
    place = urlsplit(answer.url).path
    match answer.status_code:
        case 401:
            template = _("Forge menolak token ini: {answer}.")
        case 403 if _wait(answer) is not None:
            template = _BUSY
        case 403:
            template = _("Token tidak berhak atas {place}: {answer}.")
        case 404:
            template = _("Forge tidak mengenal {place}, atau token tidak boleh melihatnya.")
        case 429:
            template = _BUSY
        case _:
            template = _("Forge menolak {place} ({status}): {answer}.")
    return ForgeError(template, place=place, answer=shown, status=answer.status_code)


def _detail(told: object) -> str:
    return str(told.get("message", "")) if isinstance(told, dict) else str(told)
