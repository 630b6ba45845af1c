"""A person's YAML file in canonical form: the same data, the same comments, one way to write them.

What cannot be rewritten without a change of data is left. Files are found and judged here; they
are put in place by `kinerja.output`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kinerja.content.folder.looking import LARGEST_FILE
from kinerja.content.shape import schema
from kinerja.content.shape.layout import kind_of
from kinerja.content.text import comments, encoding
from kinerja.content.text.write import dump
from kinerja.content.text.yaml import Data, read
from kinerja.findings import Finding, finding, whole

_SUFFIXES = (".yml", ".yaml")


@dataclass(frozen=True, slots=True)
class Formatted:
    """What became of one file.

    `text` is its canonical form; None where it has findings, or where the form would not say the
    same (`is_kept`).
    """

    path: Path
    text: str | None
    is_changed: bool = False
    findings: tuple[Finding, ...] = ()

    @property
    def is_kept(self) -> bool:
        """Left as it is, although there is nothing wrong with it."""
        return self.text is None and not self.findings


def files(paths: Iterable[Path]) -> Iterator[Path]:
    """The YAML files that paths name: a file itself; of a folder all but what is hidden."""
    for path in paths:
        if path.is_dir():
            for child in sorted(path.iterdir()):
                hidden = child.name.startswith(".") or child.is_symlink()
                if not hidden and (child.is_dir() or child.suffix in _SUFFIXES):
                    yield from files([child])
        else:
            yield path


def format_file(path: Path, name: str) -> Formatted:
    """Bring a file into canonical form, without writing it; `name` is said in its findings."""
    fault = _refused(path)
    if fault:
        return Formatted(path, None, findings=(_whole(name, fault),))
    try:
        raw = path.read_bytes()
        written = raw.decode("utf-8-sig")
    except OSError:
        return Formatted(path, None, findings=(_whole(name, "file-unreadable"),))
    except UnicodeDecodeError:
        return Formatted(path, None, findings=tuple(encoding.not_utf8(name, raw)))
    text, faults = canonical(written, name, kind_of(path))
    is_changed = text is not None and text.encode() != raw
    return Formatted(path, text, is_changed, tuple(faults))


def canonical(text: str, name: str, kind: str | None = None) -> tuple[str | None, list[Finding]]:
    """A text in canonical form.

    Args:
        text: One YAML document.
        name: The file's name in findings.
        kind: The kind of content, whose schema says which texts are dates; None if it has none.

    Returns:
        The form; None with the findings of the strict reader, or without any where rewriting
        would change what the text says or lose a comment.
    """
    data, faults = read(text, name)
    if faults:
        return None, faults
    if not isinstance(data, dict | list):
        return None, [_whole(name, "yaml-not-mapping")]
    made = dump(schema.with_dates(kind, data), comments.comments(text))
    return (made if _says_the_same(text, data, made) else None), []


def _says_the_same(text: str, data: Data, made: str) -> bool:
    if made == text:
        return True
    again, faults = read(made, "")
    same_data = not faults and repr(again) == repr(data)  # also the order, 1 and true apart
    return same_data and Counter(comments.texts(text)) == Counter(comments.texts(made))


def _refused(path: Path) -> str | None:
    if path.is_symlink():
        return "file-link-outside"
    if not path.is_file():
        return "file-unreadable"
    return "file-too-large" if path.stat().st_size > LARGEST_FILE else None


def _whole(name: str, code: str) -> Finding:
    """A finding about a file as a whole."""
    return whole(finding(name, code, most=LARGEST_FILE // 1024 // 1024))
