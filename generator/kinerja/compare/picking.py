"""Rows of Arrow tables picked by a text, without the slow ways in which Arrow meets Python."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc

from kinerja.content.columns import table


def picked(told: pa.Table, column: str, texts: Iterable[str]) -> pa.Table:
    """The rows of a table that have one of these texts in a column.

    The texts become Arrow's by way of `table`: given as Python's, pandas would be imported.
    """
    wanted = table({"text": "VARCHAR"}, ({"text": one} for one in sorted(texts)))["text"]
    return told.filter(pc.is_in(told[column], wanted))
