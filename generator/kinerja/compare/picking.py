"""Rows of Arrow tables picked by a text; Arrow's own functions for it take long to import."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby

import pyarrow as pa


def picked(told: pa.Table, column: str, texts: Collection[str]) -> pa.Table:
    """The rows of a table that have one of these texts in a column."""
    wanted, start, pieces = set(texts), 0, [told.slice(0, 0)]
    for is_wanted, run in groupby(told[column].to_pylist(), wanted.__contains__):
        length = sum(1 for _ in run)
        if is_wanted:
            pieces.append(told.slice(start, length))
        start += length
    return pa.concat_tables(pieces).combine_chunks()
