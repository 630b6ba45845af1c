"""Where the files that travel with the package are found, installed or in a checkout.

One finder for both, so that nobody else counts parent folders. What the files say is read
elsewhere; nothing is opened here.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parents[1]


def package() -> Path:
    """Find the folder of the program's own code and data."""
    return _PACKAGE


def schemas() -> Path:
    """Find the folder of the JSON Schemas.

    A wheel carries it as `kinerja/schemas`; in a checkout (an editable installation too) it is
    the repository's own `schemas/`, so that an edited schema is the one in force.

    Returns:
        The folder, as an absolute path.

    Raises:
        FileNotFoundError: The installation is incomplete.
    """
    packaged = _PACKAGE / "schemas"
    return packaged if packaged.is_dir() else _existing(_CHECKOUT / "schemas")


def handbook() -> Path:
    """Find the folder of the handbook, which has a folder for each language.

    Returns:
        The folder, as an absolute path: `kinerja/handbook` in a wheel, `docs/handbook` here.

    Raises:
        FileNotFoundError: The installation is incomplete.
    """
    packaged = _PACKAGE / "handbook"
    return packaged if packaged.is_dir() else _existing(_CHECKOUT / "docs" / "handbook")


def data(*parts: str) -> Path:
    """Find a file or folder that lies in the package, such as a template or a catalogue.

    Args:
        parts: The way to it from the package's folder: `data("messages", "en")`.

    Returns:
        The file or folder, as an absolute path.

    Raises:
        FileNotFoundError: The package has no such file or folder.
    """
    return _existing(_PACKAGE.joinpath(*parts))


def _existing(path: Path) -> Path:
    if not path.exists():
        raise FileNotFoundError(f"not part of this installation of kinerja: {path}")
    return path
