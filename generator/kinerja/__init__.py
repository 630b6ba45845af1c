"""Kinerja: from a folder of reviewed YAML to a published site of procurement performance.

Nothing lives here but the version. The rooms of the house are the subpackages; CONTRIBUTING.md
draws them, and imports only run downwards in that picture.
"""

__version__ = "0.1.0"
