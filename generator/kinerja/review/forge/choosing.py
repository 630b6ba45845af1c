"""Which forge there is: the one that the environment names, or what it answered once, as a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from kinerja.review.forge.door import Forge, ForgeError
from kinerja.review.forge.github import pull_from
from kinerja.review.forge.github_api import GitHub
from kinerja.review.revisions.pulls import Pull

_LARGEST = 16 * 1024 * 1024
"""Bytes: a larger file of reviews is not read."""


def forge_of(environ: Mapping[str, str]) -> Forge:
    """The forge that the environment names, as the workflows of GitHub do.

    `GITHUB_REPOSITORY` and `GITHUB_TOKEN` must be there; `GITHUB_API_URL` is GitHub's own where it
    is not. Raises ForgeError that names what is missing.
    """
    missing = [name for name in ("GITHUB_REPOSITORY", "GITHUB_TOKEN") if not environ.get(name)]
    if missing:
        raise ForgeError(
            "Forge belum dikenal: isi dahulu variabel lingkungan {names}.",
            names=", ".join(missing),
        )
    return GitHub(
        environ.get("GITHUB_API_URL") or "https://api.github.com",
        environ["GITHUB_REPOSITORY"],
        environ["GITHUB_TOKEN"],
    )


def read_bundles(path: Path) -> tuple[Pull, ...]:
    """The pull requests of a file of reviews: a forge's own answers, kept as evidence.

    The file is JSON, one object or a list of `{"forge", "repository", "pull_request", "commits",
    "reviews"}`. Raises ForgeError where it cannot be read or says something else.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST + 1)
    except OSError as error:
        raise ForgeError(
            "Berkas ulasan {file} tidak dapat dibaca: {problem}.",
            file=path,
            problem=error.strerror or type(error).__name__,
        ) from None
    if len(raw) > _LARGEST:
        raise ForgeError("Berkas ulasan {file} lebih besar daripada 16 MiB.", file=path)
    try:
        told = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise ForgeError("Berkas ulasan {file} bukan JSON yang utuh.", file=path) from None
    bundles = told if isinstance(told, list) else [told]
    if not bundles:
        raise ForgeError("Berkas ulasan {file} tidak memuat satu pun usulan.", file=path)
    return tuple(pull_from(bundle) for bundle in bundles)
