"""Facts about one package that do not go together, on what was known when they were told.

What is compared is a list; each line of it is a question to the tables of `packages`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kinerja.content.rules.rows import NEWEST, ORDER, Ask
from kinerja.content.shape.columns import last_stated
from kinerja.findings import Finding, finding

_PLANNED = ("budget_amount", "plan_published_date")
"""What the register tells that facts are held against."""

_COMPARED = (
    ("contract-before-notice", "contract_date", "<", "notice_date"),
    ("handover-before-contract", "handover_date", "<", "contract_date"),
    ("contract-above-estimate", "contract_amount", ">", "estimate_amount"),
    ("amount-far-below", "contract_amount", "* 10 <", "estimate_amount"),
    ("amount-far-below", "estimate_amount", "* 8 <", "budget_amount"),
    ("amount-far-below", "negotiated_amount", "* 100 <", "bid_amount"),
    ("payment-above-contract", "paid_amount", ">", "contract_amount"),
    ("date-before-other", "award_date", "<", "notice_date"),
    ("date-before-other", "contract_date", "<", "award_date"),
    ("date-before-other", "contract_date", "<", "plan_published_date"),
    ("date-before-other", "due_date", "<", "contract_date"),
    ("number-above-other", "domestic_amount", ">", "contract_amount"),
    ("number-above-other", "small_business_amount", ">", "contract_amount"),
    ("number-above-other", "estimate_amount", ">", "budget_amount"),
    ("number-above-other", "contract_amount", ">", "budget_amount"),
    ("number-above-other", "negotiated_amount", ">", "bid_amount"),
    ("number-above-other", "time_addenda", ">", "addenda"),
    ("number-above-other", "bidders", ">", "registrants"),
    ("number-above-other", "failed_attempts", ">", "attempts"),
    ("number-above-other", "objections_on_time", ">", "objections"),
    ("number-above-other", "objections_upheld", ">", "objections"),
)
"""What is said of a fact that stands so to another, and that other."""

_ENDED = "coalesce(contract_status, '') IN ('stopped', 'terminated')"
"""The contract was ended early, so that the selection may be the second one."""

_FEW = 100
"""How many rupiah of a contract one that was paid stands for at most; and percent in a share."""

_DOUBTS = (
    *((code, key, beside, f"{key} {stands} {beside}") for code, key, stands, beside in _COMPARED),
    ("amount-far-below", "contract_amount", "budget_amount",
     "estimate_amount IS NULL AND contract_amount * 8 < budget_amount"),
    ("amount-far-below", "paid_amount", "contract_amount",
     (f"paid_amount > 0 AND paid_amount * {_FEW} < contract_amount"
      " OR paid_amount * 10 = contract_amount AND handover_date IS NOT NULL")),
    ("number-above-other", "paid_amount", "budget_amount",
     "contract_amount IS NULL AND paid_amount > budget_amount"),
    *(("amount-far-below", part, "contract_amount",  # a share of it, in percent
       f"{part} BETWEEN 1 AND {_FEW} AND contract_amount > {_FEW} * {_FEW}")
      for part in ("domestic_amount", "small_business_amount")),
    ("status-against-fact", "selection_status", "contract_date",
     f"selection_status <> 'completed' AND contract_date IS NOT NULL AND NOT {_ENDED}"),
    ("status-against-fact", "bidders", "award_date", "bidders = 0 AND award_date IS NOT NULL"),
    ("status-against-fact", "progress", "handover_date",
     f"progress < 100 AND handover_date IS NOT NULL AND NOT {_ENDED}"),
    ("percent-as-fraction", "progress", "progress", "progress > 0 AND progress < 1"),
    ("due-moved", "due_date", "original_due_date",
     "due_date > original_due_date AND coalesce(time_addenda, 0) = 0"),
    ("date-before-other", "due_date", "original_due_date",
     "due_date < original_due_date AND coalesce(addenda, time_addenda, 0) = 0"),
)  # fmt: skip
"""The same and more: what is said, of which fact, the one beside it, and when."""

_NOT_CARRIED_OUT = (
    ("register_status", "register_status IN ('cancelled', 'deleted')"),
    ("exclusion_reason", "exclusion_reason IN ('budget_efficiency', 'duplicate')"),
)
"""By which key of the register a package is not carried out, and when; other reasons explain."""


def findings(ask: Ask) -> Iterator[Finding]:
    """What is doubtful in what is known so far of each package."""
    yield from _contradicted(ask)
    yield from _contracted(ask)


def _contradicted(ask: Ask) -> Iterator[Finding]:
    """Facts that do not go together, at the first row of each package that has them."""
    fields = dict.fromkeys(field for _, key, other, _ in _DOUBTS for field in (key, other))
    known = [field for field in (*fields, "contract_status", "addenda") if field not in _PLANNED]
    planned = ", ".join(f"any_value({field}) AS {field}" for field in _PLANNED)
    holds = " ".join(f"WHEN {n} THEN {when}" for n, (*_, when) in enumerate(_DOUBTS))
    numbers = ", ".join(f"({n})" for n in range(len(_DOUBTS)))
    question = f"""
        SELECT doubt, file, row, package_id, {", ".join(fields)} FROM ({_so_far(ask, known)})
        LEFT JOIN (SELECT package_id, {planned} FROM register GROUP BY ALL) USING (package_id)
        JOIN (VALUES {numbers}) AS doubts(doubt) ON CASE doubt {holds} END
        QUALIFY row_number() OVER (PARTITION BY doubt, package_id ORDER BY {ORDER}) = 1
    """
    for doubt, file, row, package, *values in ask(question):
        (code, key, beside, _), told = _DOUBTS[doubt], dict(zip(fields, values, strict=True))
        yield finding(
            file, code, ("packages", row), package=package, value=told[key], other=told[beside],
            key=key, beside=beside,
        )  # fmt: skip


def _contracted(ask: Ask) -> Iterator[Finding]:
    """Packages that the register gives up though they have a contract, at their register's row."""
    for key, holds in _NOT_CARRIED_OUT:
        given_up = f"(SELECT file, row, package_id, {key} FROM register WHERE {holds})"
        if not ask(f"SELECT 1 FROM {given_up} LIMIT 1"):
            continue
        question = f"""
            SELECT register.file, register.row, package_id, {key}, contract_date
            FROM {given_up} AS register JOIN (
                SELECT * FROM ({_so_far(ask, ["contract_date", "contract_status"])})
                QUALIFY row_number() OVER (PARTITION BY package_id ORDER BY {NEWEST}) = 1)
            USING (package_id)
            WHERE contract_date IS NOT NULL AND NOT {_ENDED}
        """
        for file, row, package, value, day in ask(question):
            yield finding(
                file, "package-given-up", ("packages", row, key),
                package=package, key=key, value=value, other=day,
            )  # fmt: skip


def _so_far(ask: Ask, fields: Sequence[str]) -> str:
    """SQL for every row of the reports with what was known of some fields when it was told."""
    taken_back = {field for (field,) in ask("SELECT DISTINCT unnest(retract) FROM reports")}
    known = ", ".join(last_stated(field, retracted=field in taken_back) for field in fields)
    return f"""
        SELECT file, row, package_id, period_end, as_of, months, {known} FROM reports
        WINDOW so_far AS (PARTITION BY package_id ORDER BY {ORDER}
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
    """
