"""Reads the example's own data files, which travel in the package beside this module."""

from __future__ import annotations

from decimal import Decimal

from kinerja.content.text.yaml import Data, read
from kinerja.resources import data


def load(*parts: str) -> Data:
    """Read a YAML file of the package; decimals are exact.

    Raises:
        ValueError: The file is broken, which is a bug of this package.
    """
    found, faults = read(data(*parts).read_text(encoding="utf-8"), parts[-1])
    if faults:
        raise ValueError(faults)
    return found


def load_chances(name: str) -> Data:
    """Read a file of shares, percentiles and probabilities, with decimals as floats."""
    return _floats(load("sample", name))


def _floats(found: Data) -> Data:
    if isinstance(found, Decimal):
        return float(found)
    if isinstance(found, dict):
        return {key: _floats(value) for key, value in found.items()}
    if isinstance(found, list):
        return [_floats(item) for item in found]
    return found
