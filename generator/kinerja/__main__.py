"""`python -m kinerja`: the same program as the `kinerja` command."""

from kinerja.cli.main import program

if __name__ == "__main__":
    program()
