"""A difference for programs: JSON as the contract describes it, nothing live in a terminal."""

from __future__ import annotations

import json
import re

import msgspec

from kinerja.achievement.terms.table import Row
from kinerja.compare.difference import Aim, Difference, Figure, Revision, Rule
from kinerja.numbers import plain
from kinerja.review.revisions.differing import Told, Unready

_LIVE = re.compile(
    r"[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]|#(?=#\[)"
)


def as_json(told: Told) -> str:
    """The object of `kinerja diff --format json`."""
    whole = _unready(told) if isinstance(told, Unready) else _difference(told)
    written = msgspec.json.format(msgspec.json.encode(whole), indent=1).decode()
    return _LIVE.sub(lambda found: json.dumps(found[0])[1:-1], written)


def _unready(told: Unready) -> dict[str, object]:
    return {
        "state": "unreadable",
        "side": "base" if told.is_base else "head",
        "commit": told.refused.commit or None,
        "findings": [
            {"code": one.code, "file": one.file, "line": one.line, "column": one.column}
            for one in told.refused.findings
        ],
    }


def _difference(told: Difference) -> dict[str, object]:
    return {
        "state": "unchanged" if told.is_nothing else "changed",
        "base": _revision(told.base),
        "head": _revision(told.head),
        "empty": [one.object for one in told.empty],
        "decisions": told.decisions,
        "targets": [_aim(one) for one in told.aims],
        "values": [_rule(one) for one in told.rules],
        "stated": [
            {"object": one.object, "place": ".".join(map(str, one.pointer)), "value": one.after}
            for one in told.stated
        ],
        "closings": [
            {
                "object": one.object,
                "period": one.period,
                "number": one.number,
                "kind": one.kind,
                "reason": one.reason or None,
                "figures": [_figure(row) for row in one.figures],
            }
            for one in told.closings
        ],
        "objects": [
            {"object": one.object, "change": one.change, "fingerprint": one.fingerprint or None}
            for one in told.objects
        ],
        "asks": told.asks,
        "sealed": told.sealed,
        "figures": [_figure(one) for one in told.figures],
        "far": [
            {"figure": _row(one.row), "previous": _row(one.previous), "unusual": one.unusual}
            for one in told.far
        ],
        "approvals": told.fallen,
        "returned": told.returned,
        "submissions": told.submissions,
        "packages": [
            {"package": one.id, "unit": one.unit, "change": one.change, "facts": one.facts}
            for one in told.packages
        ],
        "actions": told.actions,
        "handed_in": told.handed_in,
        "cosmetic": told.cosmetic,
    }


def _revision(told: Revision) -> dict[str, object]:
    return {"commit": told.commit or None, "today": told.today}


def _aim(told: Aim) -> dict[str, object]:
    return {
        "year": told.year,
        "indicator": told.indicator,
        "period": told.period,
        "unit": told.unit,
        "before": _exact(told.before),
        "after": _exact(told.after),
        "eased": told.eased,
    }


def _rule(told: Rule) -> dict[str, object]:
    return {
        "object": told.object,
        "place": ".".join(map(str, told.pointer)),
        "before": told.before,
        "after": told.after,
        "counts": told.counts,
        "sealed": told.sealed,
    }


def _figure(told: Figure) -> dict[str, object]:
    key = told.row.key._asdict()
    before, after = (_row(row) if row else None for row in (told.before, told.after))
    return {**key, "own": told.own, "before": before, "after": after, "packages": told.packages}


_NUMBERS = (
    "numerator", "denominator", "realization", "target", "baseline", "achievement_raw",
    "achievement", "published", "coverage",
)  # fmt: skip


def _row(row: Row) -> dict[str, object]:
    """A row as in `achievements.json`."""
    told: dict[str, object] = row._asdict()
    numbers = {name: _exact(getattr(row, name)) for name in _NUMBERS}
    return told | numbers | {"reason": row.reason or None, "status": row.status or None}


def _exact(value: object) -> object:
    """A number digit by digit; a range is text, as there."""
    if isinstance(value, tuple):
        return "..".join(plain(bound) for bound in value)
    return None if value is None else msgspec.Raw(plain(value).encode())  # type: ignore[arg-type]
