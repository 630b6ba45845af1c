"""The gallery built for real: by `build`, and by plain MkDocs with the plugin."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from builder import BUILD, contents, environment, run


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    (folder / "build.py").write_text(BUILD)
    done = run("build.py", "site", cwd=folder, variables=environment(folder, TZ="Asia/Jakarta"))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return folder / "site"


def test_both_languages_stand_in_their_places(built: Path) -> None:
    for address in ("", "indicators/contract-on-time/", "periods/2026-Q3/", "en/", "en/packages/"):
        assert (built / address / "index.html").is_file(), address
    assert (built / "data/achievements.csv").read_bytes().startswith(b"period")
    assert 'lang="en"' in (built / "en/index.html").read_text()
    assert "Continue to" in (built / "en/index.html").read_text()


def test_the_same_content_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    (tmp_path / "build.py").write_text(BUILD)
    variables = environment(tmp_path, TZ="America/Lima", LC_ALL="C", PYTHONHASHSEED="7")
    variables.pop("SOURCE_DATE_EPOCH", None)
    run("build.py", "elsewhere", cwd=tmp_path, variables=variables)
    assert contents(tmp_path / "elsewhere") == contents(built)


def test_no_page_names_the_machine_or_another_host(built: Path) -> None:
    for path, content in contents(built).items():
        if path.endswith((".html", ".css", ".json", ".xml")) and "assets/stylesheets" not in path:
            words = content.decode()
            assert str(built.parent) not in words, path
            loaded = re.findall(r"""(?:src|<link[^>]*href)=["'](?:https?:)?//""", words)
            assert not loaded, path


def test_every_link_leads_to_a_file(built: Path) -> None:
    broken = []
    for page in sorted(built.rglob("index.html")):
        found = _Links()
        found.feed(page.read_text())
        base = f"file://{page.parent}/"
        for link in found.links:
            target = Path(unquote(urljoin(base, link).removeprefix("file://").split("#")[0]))
            expected = target / "index.html" if link.split("#")[0].endswith("/") else target
            if not link.startswith(("http", "javascript", "#")) and not expected.exists():
                broken.append((page.relative_to(built), link))
    # The gallery shows only some of the pages that its tables and the handbook point to.
    shown = ("areas/", "goals/", "indicators/", "units/", "reference")
    assert [b for b in broken if not any(part in b[1] for part in shown)] == []


def test_every_page_says_that_its_data_are_synthetic_and_of_when(built: Path) -> None:
    for page in built.rglob("index.html"):
        words = page.read_text()
        assert words.count("Data sintetis") >= 2
        assert "30 September 2026" in words


def test_hostile_text_reaches_no_page_as_markup(built: Path) -> None:
    for page in built.rglob("index.html"):
        assert "<script>alert" not in page.read_text()
        assert 'href="javascript:alert' not in page.read_text()
    assert "<script>alert" not in (built / "search/search_index.json").read_text()


def test_tables_survive_markdown_whole(built: Path) -> None:
    words = (built / "indicators/contract-on-time/index.html").read_text()
    assert words.count("<table") == words.count("</table>") == 3
    assert "&lt;td" not in words
    assert 'data-label="Capaian"' in words


def test_a_run_that_fails_leaves_the_old_site_and_says_why(tmp_path: Path) -> None:
    (tmp_path / "build.py").write_text(BUILD)
    (tmp_path / "site").mkdir()
    done = run("build.py", "site", "broken", cwd=tmp_path, variables=environment(tmp_path))
    assert done.returncode == 2
    assert "a view is wrong" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert contents(tmp_path / "site") == {}


def test_plain_mkdocs_builds_with_a_handbook(tmp_path: Path) -> None:
    (tmp_path / "docs/handbook").mkdir(parents=True)
    (tmp_path / "docs/handbook/index.md").write_text("# Panduan pengguna\n")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\ntheme: kinerja\nplugins:\n"
        "  - kinerja: {provider: 'gallery:source', language: en, label: abc}\n"
        "  - material/search\n"
    )
    done = run("-m", "mkdocs", "build", "-q", cwd=tmp_path, variables=environment(tmp_path))
    assert done.returncode == 0, done.stderr
    home = (tmp_path / "site/index.html").read_text()
    assert "Content version: abc" in home
    assert "Handbook" in home
    assert (tmp_path / "site/handbook/index.html").is_file()
    assert "k-language" not in home  # there is no other language to go to


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value for name, value in attrs if name in {"href", "src"} and value]
