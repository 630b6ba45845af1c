"""Settings that what stands around them deprives of sense: nothing is wrong but their company.

Approval rules have some of their own, in `ledger.findings`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kinerja.content.rules.targets import values
from kinerja.findings import Finding, Pointer, finding
from kinerja.messages import mark as _
from kinerja.model.content import Content
from kinerja.model.manual import is_beyond
from kinerja.model.records import Decision, Indicator, Target

_ONLY_THE_LAST = _("jangkar in menghitung tiap periode sendiri, jadi setahun hanya yang terakhir")
_OVER_AGAIN = _("jangkar ytd dan all sudah memuat periode sebelumnya, jadi dihitung berulang")
_NOTHING_WEIGHS = _("rumus sum, count, dan median tidak punya penyebut untuk menimbang unit")
_NO_ZERO = _("toleransi hanya dipakai pada target 0, dan versi ini tidak punya target 0")
_NOTHING_TO_DO = _("hasil continue berarti lanjut tanpa perbaikan dan tanpa perubahan")
_OUT_OF_REACH = _("batas rentang ini di luar batas alami indikator, jadi tidak pernah tercapai")


def findings(content: Content) -> Iterator[Finding]:
    """Settings without sense in manuals of indicators, in targets and decisions."""
    for indicator in content.indicators.values():
        yield from _consolidations(content.file(f"indicators/{indicator.id}.yml"), indicator)
    for (year, name), target in content.targets.items():
        file = content.file(f"targets/{year}/{name}.yml")
        yield from _tolerances(file, target)
        if name in content.indicators:
            yield from _ranges(file, content.indicators[name], target)
    for period, decision in content.decisions.items():
        yield from _outcomes(content.file(f"decisions/{period}.yml"), decision)


def _consolidations(file: str, indicator: Indicator) -> Iterator[Finding]:
    """Ways to put values together that do not go with the formula's kind or anchor (domain §5).

    Where nothing is shorter than the year, nothing is put together over periods.
    """
    formula, over_periods = indicator.formula, indicator.period_consolidation
    mode = formula.anchor.mode if formula.anchor and indicator.frequency != "annual" else None
    told: list[tuple[str, str]] = []
    if mode == "in" and over_periods == "last_known":
        told.append(("period_consolidation", _ONLY_THE_LAST))
    if mode in ("ytd", "all") and over_periods == "sum":
        told.append(("period_consolidation", _OVER_AGAIN))
    if indicator.unit_consolidation == "weighted" and formula.kind in ("sum", "count", "median"):
        told.append(("unit_consolidation", _NOTHING_WEIGHS))
    for key, problem in told:
        value = getattr(indicator, key)
        yield finding(file, "key-unfit", (key,), key=key, value=value, problem=problem)


def _outcomes(file: str, decision: Decision) -> Iterator[Finding]:
    """What is to be done where it was decided to do nothing (SOP step 17b)."""
    for place, one in enumerate(decision.decisions):
        told = {"follow_up": len(one.follow_up) or None, "effective_from": one.effective_from}
        for key, value in told.items() if one.outcome == "continue" else ():
            if value is not None:
                pointer: Pointer = ("decisions", place, key)
                yield finding(
                    file, "key-unfit", pointer, at_key=True, key=key, value=value,
                    problem=_NOTHING_TO_DO,
                )  # fmt: skip


def _tolerances(file: str, target: Target) -> Iterator[Finding]:
    """Tolerances of versions without a target of zero."""
    for place, version in enumerate(target.versions):
        trajectories = (version.trajectory, *(version.units or {}).values())
        if version.tolerance and all(0 not in told.values() for told in trajectories):
            yield finding(
                file, "key-unfit", ("versions", place, "tolerance"),
                key="tolerance", value=version.tolerance, problem=_NO_ZERO,
            )  # fmt: skip


def _ranges(file: str, indicator: Indicator, target: Target) -> Iterator[Finding]:
    """Ends of ranges that no figure can reach; a range wholly out of reach is told elsewhere."""
    told = [
        (pointer, value)
        for place, version in enumerate(target.versions)
        for pointer, _period, value in values(place, version)
    ]
    if target.plan_end:
        told.append((("plan_end", "value"), target.plan_end.value))
    for pointer, value in told:
        if isinstance(value, Decimal) or _is_out(indicator, value):
            continue
        for place, end in enumerate(value):
            if is_beyond(indicator, end):
                yield finding(
                    file, "key-unfit", (*pointer, place),
                    key=pointer[-1], value=end, problem=_OUT_OF_REACH,
                )  # fmt: skip


def _is_out(indicator: Indicator, ends: Sequence[Decimal]) -> bool:
    low, high = ends
    most = indicator.natural_max
    return high < indicator.natural_min or (most is not None and low > most)
