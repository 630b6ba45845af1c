"""The one DuckDB of a process, in memory: what a connection makes for itself no other sees.

To start a database takes longer than most questions to it, so there is one for all of them; to
import it takes as long, which processes that only read do without.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import cache
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

_number = count()


def connect() -> duckdb.DuckDBPyConnection:
    """A connection that reaches no file; its tables, views and macros must be temporary."""
    return _database(os.getpid()).cursor()


def define(function: Callable[..., object], takes: Sequence[str], gives: str) -> str:
    """Make a function over Arrow's arrays known to all connections; gives its name."""
    from duckdb.func import FunctionNullHandling, PythonUDFType

    name = f"{function.__name__}_{next(_number)}"
    _database(os.getpid()).create_function(  # it lives as long as the connection it was made with
        name,
        function,
        list(takes),
        gives,
        type=PythonUDFType.ARROW,
        null_handling=FunctionNullHandling.SPECIAL,
    )
    return name


@cache
def _database(_process: int) -> duckdb.DuckDBPyConnection:
    """A forked process has its own: the threads of the first did not come along."""
    import duckdb

    database = duckdb.connect(":memory:")
    database.execute("SET enable_external_access = false")
    return database
