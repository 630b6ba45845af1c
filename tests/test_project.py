"""The project as a newcomer, an office and continuous integration meet it: wheel, locks, make."""

import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from kinerja import __version__, resources
from kinerja.cli.main import main

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = Path(sysconfig.get_path("scripts"))
LOCKS = ("requirements.lock", "requirements-dev.lock")
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def run(*command: str | Path, cwd: Path = ROOT, **environment: str) -> str:
    """Run a program that must succeed; its output, or its complaint as the failure."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command} exited {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


def pins(lock: str) -> list[Requirement]:
    """The requirements of a lock file, without their hashes."""
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    return [Requirement(line.removesuffix("\\")) for line in lines if not line.startswith(" ")]


# ------------------------------------------------------------------------ the wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def office(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The environment of an office: the wheel and what requirements.lock names, nothing else.

    The packages are linked from the environment that runs the tests, which came from the same
    hashes, so that nothing is fetched and a package that only developers have is missing.
    """
    home = tmp_path_factory.mktemp("office")
    venv.create(home / "venv", with_pip=False)
    paths = {"base": str(home / "venv"), "platbase": str(home / "venv")}
    library = Path(sysconfig.get_path("purelib", vars=paths))
    for pin in pins("requirements.lock"):
        if pin.marker is None or pin.marker.evaluate():
            link_distribution(pin.name, library)
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
    run(*pip, "--python", home / "venv", "install", "--no-deps", "--no-index", wheel)
    return home


def link_distribution(name: str, library: Path) -> None:
    """Link what an installed distribution brought, folder by folder, into another library."""
    installed = distribution(name)
    for top in {file.parts[0] for file in installed.files or ()} - {"..", "__pycache__"}:
        link = library / top
        if not link.exists():
            link.symlink_to(Path(str(installed.locate_file(top))))


def test_the_wheel_carries_every_file_of_the_package_and_the_schemas(wheel: Path) -> None:
    package = ROOT / "generator" / "kinerja"
    expected = {
        f"kinerja/{path.relative_to(package).as_posix()}"
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    } | {f"kinerja/schemas/{path.name}" for path in (ROOT / "schemas").glob("*.json")}
    assert any(name.endswith(".schema.json") for name in expected)
    with zipfile.ZipFile(wheel) as archive:
        assert expected <= set(archive.namelist())


def test_the_wheel_has_the_same_bytes_each_time(wheel: Path, tmp_path: Path) -> None:
    build = (sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory")
    run(*build, tmp_path, TZ="Asia/Jayapura")
    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()


def test_an_office_installs_the_wheel_and_publishes_its_own_content(office: Path) -> None:
    def kinerja(*arguments: str) -> str:
        program = office / "venv" / "bin" / "kinerja"
        return run(program, *arguments, cwd=office, XDG_CACHE_HOME=str(office / "cache"))

    assert "Pemakaian" in kinerja("--help")
    kinerja("sample", "content", "--units", "2", "--packages", "20")
    kinerja("check")
    kinerja("build", "--site", "site")
    assert (office / "site" / "index.html").is_file()
    assert (office / "site" / "en" / "index.html").is_file()


def test_the_schemas_are_found_in_an_office_without_developers_packages(office: Path) -> None:
    python = office / "venv" / "bin" / "python"
    show = "from kinerja import resources; print(resources.schemas())"
    with pytest.raises(AssertionError, match="No module named 'pytest'"):
        run(python, "-I", "-c", "import pytest", cwd=office)
    found = Path(run(python, "-I", "-c", show, cwd=office).strip())
    assert found.is_relative_to(office / "venv")
    assert (found / "indicator.schema.json").is_file()


def test_the_schemas_are_found_in_a_checkout() -> None:
    assert resources.schemas() == ROOT / "schemas"


def test_records_are_checked_out_byte_for_byte_whatever_computer(tmp_path: Path) -> None:
    place = tmp_path / "kantor"
    assert main(["init", str(place), "--quiet"]) == 0
    run("git", "init", "-q", cwd=place)
    names = ("content/approvals/2026/people/1.yml", "reports/2026-Q1/1/record.json")
    told = run("git", "check-attr", "text", *names, "content/people.yml", cwd=place).splitlines()
    assert [one.rpartition(" ")[2] for one in told] == ["unset", "unset", "auto"]


def test_a_data_file_that_is_not_there_is_named() -> None:
    assert resources.data("messages").is_dir()
    with pytest.raises(FileNotFoundError, match="no-such-file"):
        resources.data("no-such-file")


def test_the_changelog_knows_this_version() -> None:
    assert f"## [{__version__}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


# ------------------------------------------------------------------------ the locks


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host_no_index_and_no_folder(lock: str) -> None:
    line = re.compile(
        r"[a-z0-9][a-z0-9._-]*==[0-9][^ /:]*( ; [a-z_'<>=!.0-9A-Z ]+)? \\"
        r"|    --hash=sha256:[0-9a-f]{64}( \\)?"
    )
    strange = [
        text for text in (ROOT / lock).read_text("utf-8").splitlines() if not line.fullmatch(text)
    ]
    assert strange == []


def test_the_locks_hold_what_pyproject_asks_for_and_agree() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = project["dependency-groups"]
    runtime = {pin.name: pin.specifier for pin in pins("requirements.lock")}
    develop = {pin.name: pin.specifier for pin in pins("requirements-dev.lock")}
    asked = project["project"]["dependencies"] + groups["build"]
    assert {canonicalize_name(Requirement(text).name) for text in asked} <= runtime.keys()
    asked = [text for text in groups["dev"] if isinstance(text, str)]
    assert {canonicalize_name(Requirement(text).name) for text in asked} <= develop.keys()
    assert runtime.items() <= develop.items()


# --------------------------------------------------------------- make and workflows


def test_make_help_describes_every_target() -> None:
    targets = set(re.findall(r"^\.PHONY: (\S+)$", (ROOT / "Makefile").read_text(), re.MULTILINE))
    described = dict(re.findall(r"^  make (\S+) +(\S.+)$", run("make", "help"), re.MULTILINE))
    assert described.keys() == targets - {"browser"}


def test_the_workflows_and_their_updates_are_valid() -> None:
    tool = SCRIPTS / "check-jsonschema"
    run(tool, "--builtin-schema", "vendor.github-workflows", *WORKFLOWS)
    run(tool, "--builtin-schema", "vendor.dependabot", ROOT / ".github" / "dependabot.yml")


def test_the_workflows_have_no_known_weakness() -> None:
    run(SCRIPTS / "zizmor", "--offline", "--quiet", "--pedantic", ROOT / ".github")


def test_every_action_is_pinned_by_commit_with_its_version_beside_it() -> None:
    used = [
        line.strip().removeprefix("- ")
        for workflow in WORKFLOWS
        for line in workflow.read_text("utf-8").splitlines()
        if line.strip().removeprefix("- ").startswith("uses:")
    ]
    pinned = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert used
    assert [line for line in used if not pinned.fullmatch(line)] == []


def test_no_module_is_too_long_to_hold_in_the_head() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines())
        for path in (ROOT / "generator").rglob("*.py")
    }
    assert {name: length for name, length in lengths.items() if length > 400} == {}
