"""A small web server for one computer: it answers its own user's browser and nobody else.

Bound to the loopback address. A page elsewhere that points a name of its own here is refused by
the name it asks for. Knows no file: what stands at an address is `previewing`'s.
"""

from __future__ import annotations

import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import SplitResult, parse_qs, quote, unquote, urlsplit

from kinerja.findings import UserError
from kinerja.site.drafts import NOWHERE
from kinerja.site.previewing import Preview

_HOST = "127.0.0.1"
_NAMES = (_HOST, "localhost")
_USUAL_PORT = 8000
_CHANGES = "/.kinerja/changes"
_BEAT = 10.0
"""Seconds after which a silent connection is tried, so that one that is gone is noticed."""


def serve(preview: Preview, port: int | None) -> str:
    """Serve in the background for as long as the process lives; gives the address.

    Without a port, the usual one or else any that is free. A port that cannot be had is a
    UserError.
    """
    server = _bound(preview, port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://{_HOST}:{server.server_port}/"


def _bound(preview: Preview, port: int | None) -> _Server:
    try:
        return _Server(preview, _USUAL_PORT if port is None else port)
    except OSError as error:
        if port is None:
            return _Server(preview, 0)
        raise UserError(
            "Port {port} tidak dapat dipakai. Pilih yang lain dengan --port.", port=port
        ) from error


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, preview: Preview, port: int) -> None:
        self.preview = preview
        super().__init__((_HOST, port), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that left before the end is no news."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "Kinerja"
    sys_version = ""
    timeout = 60

    def do_GET(self) -> None:
        """Answer a request; nothing but GET and HEAD is understood."""
        address = self._address()
        if address is None:
            self._send(HTTPStatus.MISDIRECTED_REQUEST)
        elif address.path == _CHANGES:
            self._follow(parse_qs(address.query).get("after", [""])[0])
        else:
            self._answer(unquote(address.path).removeprefix("/"))

    do_HEAD = do_GET  # noqa: N815  the name that the library looks for

    def _address(self) -> SplitResult | None:
        """What is asked for; None where it is not asked of us."""
        names = {f"{name}:{self.server.server_port}" for name in _NAMES}
        if self.headers.get("Host") not in names:
            return None
        try:
            return urlsplit(self.path)
        except ValueError:
            return None

    def _answer(self, address: str) -> None:
        find = self.server.preview.document
        found = find(address.removesuffix("index.html"))
        if found is not None:
            self._send(HTTPStatus.OK, found.type, found.content)
        elif address[-1:] != "/" and "." not in address and find(f"{address}/") is not None:
            self._send(HTTPStatus.MOVED_PERMANENTLY, location=quote(f"/{address}/"))
        else:
            lost = find(f"{address.partition('/')[0]}/{NOWHERE}") or find(NOWHERE)
            told = (lost.type, lost.content) if lost else ()
            self._send(HTTPStatus.NOT_FOUND, *told)

    def _send(
        self, status: HTTPStatus, media: str = "", content: bytes = b"", location: str = ""
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media or "text/plain; charset=utf-8")
        body = content or (b"" if location else f"{status.value} {status.phrase}\n".encode())
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        if location:
            self.send_header("Location", location)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _follow(self, seen: str) -> None:
        """Server-sent events: the version that is shown, as soon as it is not the one seen."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        while not self.server.preview.changed(seen, _BEAT):
            self.wfile.write(b":\n\n")
        self.wfile.write(f"data: {self.server.preview.version}\n\n".encode())

    def log_message(self, format: str, *_: object) -> None:  # noqa: A002 - the library's name
        """What a browser asks for is not the user's business."""
