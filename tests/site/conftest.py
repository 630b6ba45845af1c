"""Lets these tests import their gallery and builder; `site` itself is a name of Python's own."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
