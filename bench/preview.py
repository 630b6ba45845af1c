"""From saving a YAML file to its new text in the browser, under `kinerja preview`.

`python bench/preview.py [UNITS ...]`: invented offices with so many work units, by default 12 (the
size of the worked example) and 100. Bound: 3 seconds at 12.
"""

from __future__ import annotations

import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from playwright.sync_api import Browser, sync_playwright

RUNS = 5
INDICATOR = "contract-on-time"
NAME = "Kontrak selesai tepat waktu"


def main(sizes: list[int]) -> None:
    """Measure each size."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, chromium_sandbox=os.geteuid() != 0
        )
        for units in sizes:
            with tempfile.TemporaryDirectory() as folder:
                _measure(browser, Path(folder), units)
        browser.close()


def _measure(browser: Browser, folder: Path, units: int) -> None:
    kinerja = [sys.executable, "-m", "kinerja"]
    size = ["--units", str(units), "--packages", str(units * 83)]
    subprocess.run([*kinerja, "sample", str(folder / "content"), *size], check=True)
    command = [*kinerja, "preview", "--port", "0", "--quiet"]
    with subprocess.Popen(command, cwd=folder, text=True, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        address = process.stdout.readline().split()[-1]
        page = browser.new_page()
        page.goto(f"{address}indicators/{INDICATOR}/")
        seconds = []
        for turn in range(RUNS + 1):
            page.wait_for_timeout(500)
            name = f"{NAME} {turn}"
            file = folder / "content" / "indicators" / f"{INDICATOR}.yml"
            text = file.read_text(encoding="utf-8")
            old = NAME if turn == 0 else f"{NAME} {turn - 1}"
            file.write_text(text.replace(f"{{id: {old},", f"{{id: {name},"), encoding="utf-8")
            begun = perf_counter()
            page.get_by_role("heading", level=1).filter(has_text=name).wait_for(timeout=120_000)
            seconds.append(perf_counter() - begun)
        process.send_signal(signal.SIGINT)
    median = statistics.median(seconds[1:])
    print(f"{units:,} units: {median:.2f} s from saving to seeing (most {max(seconds[1:]):.2f} s)")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [12, 100])
