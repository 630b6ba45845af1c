"""Flips a thousand bits in records, sealed reports and approved content; counts what is missed.

A whole period is approved and closed first. Every second flip is committed; `verify` must find each
flip. Ends with 1 where it did not. Another number of flips is the first argument.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from review.flips import bound, closed, flipped
from review.stage import stage


def main(count: int) -> int:
    """Close a period, flip one bit after the other, print the tally."""
    missed, tally = [], Counter[str]()
    with tempfile.TemporaryDirectory() as place, stage(Path(place)) as office:
        closed(office)
        if office.doubts():
            raise SystemExit("the history is not sound to begin with")
        places, draw = bound(office), Random(1)
        for number in range(count):
            file = draw.choice(places)
            is_committed = number % 2 == 1
            with flipped(file, draw) as what:
                tally[file.relative_to(office.work).parts[0]] += 1
                if is_committed:
                    office.git("commit", "-q", "-a", "-m", "Ubah")
                if not office.doubts():
                    missed.append(f"{what}, committed" if is_committed else what)
                if is_committed:
                    office.git("reset", "-q", "--hard", "HEAD~1")
    kinds = ", ".join(f"{number} in {kind}" for kind, number in sorted(tally.items()))
    print(f"{count} flips ({kinds}): {len(missed)} missed")
    for what in missed:
        print(f"  {what}")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main(int(next(iter(sys.argv[1:]), "1000"))))
