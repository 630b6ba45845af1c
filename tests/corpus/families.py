"""All families of mutations, each a file of its own; importing them fills `KINDS`."""

from corpus import (
    dates_and_amounts,
    formulas,
    harmless_data,
    harmless_style,
    live_texts,
    personal_data,
    places,
    references,
    shapes,
    sizes,
    yaml_structure,
    yaml_values,
)
from corpus.mutation import KINDS

__all__ = ["FAMILIES", "KINDS"]

FAMILIES = (
    yaml_values,
    yaml_structure,
    sizes,
    shapes,
    references,
    dates_and_amounts,
    formulas,
    live_texts,
    personal_data,
    places,
    harmless_style,
    harmless_data,
)
