"""`kinerja preview` as an editor meets it: a browser beside the file that is being written."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from e2e.running import contents, kinerja

NAME = "content/indicators/contract-on-time.yml"
ADDED = re.compile(rb'<script src="/\.kinerja/preview\.js"[^>]*></script>')
PATIENCE = 60_000
"""Milliseconds; how fast it is, is measured in bench/."""

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of a small office."""
    folder = tmp_path_factory.mktemp("office")
    kinerja("sample", "content", "--units", "2", "--packages", "20", "--years", "2026", cwd=folder)
    return folder


@pytest.fixture(scope="module")
def built(office: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of its site as it was before anybody edited."""
    site = tmp_path_factory.mktemp("built") / "site"
    kinerja("build", "--quiet", "--site", site, cwd=office)
    return site


@pytest.fixture(scope="module")
def address(office: Path) -> Iterator[str]:
    """Where the project is previewed."""
    command = [sys.executable, "-m", "kinerja", "preview", "--port", "0", "--quiet"]
    with subprocess.Popen(
        command, cwd=office, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        yield line.split()[-1]
        process.send_signal(signal.SIGINT)
        rest, wrong = process.communicate(timeout=30)
    assert (process.returncode, rest) == (130, "")
    assert "Traceback" not in wrong


def ask(address: str, path: str, **headers: str) -> tuple[int, bytes]:
    """A request as it is written, without a client's own tidying up."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=60)
    connection.putrequest("GET", path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    told = answer.status, answer.read()
    connection.close()
    return told


def test_pages_are_those_of_the_built_site(built: Path, address: str) -> None:
    for place in ("", "units/", "indicators/award-on-time/", "en/periods/2026-Q3/", "handbook/",
                  "en/handbook/formulas/"):  # fmt: skip
        status, shown = ask(address, f"/{place}")
        assert status == 200, place
        assert ADDED.sub(b"", shown) == (built / place / "index.html").read_bytes(), place
    for place in ("data/actions.csv", "en/data/achievements.csv", "assets/kinerja.css"):
        assert ask(address, f"/{place}") == (200, (built / place).read_bytes()), place


def test_search_knows_pages_that_nobody_has_opened(address: str) -> None:
    status, index = ask(address, "/search/search_index.json")
    assert status == 200
    assert b"Kontrak selesai tepat waktu" in index


def test_an_edit_is_shown_without_loading_again(
    address: str, office: Path, browser: Browser
) -> None:
    page, file = browser.new_page(), office / NAME
    page.goto(f"{address}indicators/contract-on-time/")
    expect(page.locator("h1")).to_contain_text("Kontrak selesai tepat waktu")
    before = file.read_text("utf-8")
    file.write_text(before.replace("Kontrak selesai tepat waktu", "Kontrak tuntas"), "utf-8")
    expect(page.locator("h1")).to_contain_text("Kontrak tuntas", timeout=PATIENCE)
    file.write_text(before, "utf-8")
    expect(page.locator("h1")).to_contain_text("selesai tepat waktu", timeout=PATIENCE)
    page.close()


def test_what_is_wrong_stands_over_the_last_good_page_until_it_is_mended(
    address: str, office: Path, browser: Browser
) -> None:
    page, file = browser.new_page(), office / NAME
    page.goto(f"{address}indicators/contract-on-time/")
    before = file.read_text("utf-8")
    file.write_text(before + 'titel: "<b id=live>x</b>"\n', "utf-8")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text(NAME, timeout=PATIENCE)
    expect(alert).to_contain_text("Kunci titel tidak dikenal")
    expect(page.locator("h1")).to_contain_text("Kontrak selesai tepat waktu")
    assert page.locator("#live").count() == 0
    page.goto(f"{address}en/units/")
    expect(alert).to_contain_text("The key titel is not known")
    expect(alert).to_have_attribute("lang", "en")
    expect(page.locator("h1")).to_be_visible()
    file.write_text(before, "utf-8")
    expect(alert).to_have_count(0, timeout=PATIENCE)
    page.close()


def test_nobody_else_is_answered(address: str) -> None:
    port = urlsplit(address).port
    for host in ("evil.invalid", f"evil.invalid:{port}", "127.0.0.1", ""):
        assert ask(address, "/", Host=host)[0] == 421, host
    assert ask(address, "/", Host=f"localhost:{port}")[0] == 200


def test_no_address_leads_to_a_file_of_the_computer(address: str) -> None:
    for path in ("/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/etc/passwd",
                 "/content/organisation.yml", "/data/../../content/organisation.yml"):  # fmt: skip
        assert ask(address, path)[0] == 404, path


def test_an_address_without_a_page_says_so_in_its_language(address: str) -> None:
    for path, words in (("/none/", "Halaman tidak ditemukan"), ("/en/none/", "Page not found")):
        status, body = ask(address, path)
        assert status == 404
        assert words in body.decode()


def test_previewing_writes_nothing_into_the_project(address: str, office: Path) -> None:
    ask(address, "/units/")
    assert {path.split("/")[0] for path in contents(office)} == {"content"}


def test_a_port_in_use_is_told_in_words(address: str, office: Path) -> None:
    port = str(urlsplit(address).port)
    done = subprocess.run(
        [sys.executable, "-m", "kinerja", "preview", "--port", port],
        cwd=office, text=True, capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 2
    assert port in done.stderr
    assert "Traceback" not in done.stderr
