"""How rules ask the tables of package rows, and in what order reports follow each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Ask = Callable[[str], list[tuple[Any, ...]]]
"""Puts a question in SQL to the tables `register` and `reports`."""

ORDER = "period_end, as_of, months"
"""The order in which the reports of a package follow each other."""

NEWEST = "period_end DESC, as_of DESC, months DESC"
"""The same, the last one first."""
