"""`python -m kinerja`: the same program as the `kinerja` command."""

import sys

from kinerja.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
