"""Changes sealed records and the content under them a thousand times, and counts what is missed.

One byte, digit, key, line or file each time; `check` must find something every time. Ends with 1
where it did not. Another number of changes is the first argument.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from seal.flips import flipped
from seal.offices import PERIOD, done, findings, small_office


def main(count: int) -> int:
    """Close a period and revise it, change one thing after the other, print the tally."""
    missed, tally = [], Counter[str]()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        tree = small_office()
        done(folder, "close", PERIOD, tree=tree)
        facts = tree[f"realizations/biro-a/{PERIOD}.yml"]["packages"]
        facts[0]["handover_date"] = date(2026, 3, 20)
        done(
            folder, "revise", PERIOD, "--kind", "correction", "--reason", "Salah ketik.", tree=tree
        )
        if findings(folder):
            raise SystemExit("the records are not sound to begin with")
        chance = random.Random(1)
        for _number in range(count):
            with flipped(folder, chance) as what:
                tally[what.split(" ", 1)[0].strip("_")] += 1
                if not findings(folder):
                    missed.append(what)
    kinds = ", ".join(f"{number} of a {kind}" for kind, number in sorted(tally.items()))
    print(f"{count} changes ({kinds}): {len(missed)} missed")
    for what in missed:
        print(f"  {what}")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main(int(next(iter(sys.argv[1:]), "1000"))))
