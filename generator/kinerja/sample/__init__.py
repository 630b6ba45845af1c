"""The synthetic example: a whole office, invented from a seed, as content.

`generate` makes the data of every content file; writing it is `content.text.write`'s. The words,
shares and percentiles lie beside the code as YAML.
"""

from kinerja.sample.generate import generate

__all__ = ["generate"]
