"""What a shell or a scheduler may hand a program oddly, set right once at the start.

Streams that are closed or know few letters, a mask that shuts the owner out, a folder that is
gone, a request to stop. Nothing here knows a command.
"""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
from pathlib import Path

from kinerja.findings import UserError

_LAST_STREAM = 2


def settle() -> None:
    """Make the surroundings what every command may rely on.

    Raises UserError where the working folder is gone: relative names mean nothing there.
    """
    os.umask(os.umask(0o077) & 0o077)  # what is made can be read by whoever made it
    _open_streams()
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is signal.SIG_DFL:  # `nohup` ignores one of them
                signal.signal(number, _stop)
    try:
        Path.cwd()
    except FileNotFoundError:
        raise UserError(
            "Folder tempat perintah ini dijalankan sudah tidak ada. Pindahlah ke folder lain."
        ) from None


def _open_streams() -> None:
    """Give the numbers 0, 1 and 2 to streams, lest the next file opened gets one of them."""
    while (handle := os.open(os.devnull, os.O_RDWR)) <= _LAST_STREAM:
        pass
    os.close(handle)
    if sys.stdout is None:
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    if sys.stderr is None:
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a letter that the terminal lacks is no fault


def _stop(number: int, _frame: object) -> None:
    """End as after Ctrl-C, with what was begun removed; asked a second time, end at once."""
    signal.signal(number, signal.SIG_DFL)
    raise SystemExit(128 + number)
