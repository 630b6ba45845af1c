"""Why DuckDB refuses a formula, in words of our own: a closed list by kind of error.

Its sentences are English, change with its versions and may repeat content: none is shown. What a
formula may hold at all is decided in `sql`.
"""

from __future__ import annotations

import duckdb

from kinerja.messages import mark as _

NO_DATE = _("ada tanggal yang tidak ada, atau tidak ditulis sebagai tahun-bulan-hari")
NO_CONDITION = _("ada syarat yang bukan perbandingan; tulis misalnya bidders > 0")
SUM_OF_CONDITION = _(
    "sum menerima yang benar atau salah, bukan angka; untuk menghitung yang benar tulis"
    " count(*) FILTER (WHERE …)"
)
"""What DuckDB itself would take."""

_KINDS: tuple[tuple[type[duckdb.Error], str, str], ...] = (
    (duckdb.BinderException, "GROUP BY", _("ada kolom yang berdiri di luar fungsi agregat")),
    (duckdb.BinderException, "aggregate function", _("ada agregat di dalam FILTER")),
    (
        duckdb.BinderException,
        "No function matches",
        _("ada fungsi atau operasi yang tidak menerima jenis atau banyaknya nilai di dalamnya"),
    ),
    (
        duckdb.BinderException,
        "supplied arguments",
        _("ada fungsi atau operasi yang tidak menerima jenis atau banyaknya nilai di dalamnya"),
    ),
    (
        duckdb.BinderException,
        "explicit cast is required",
        _("ada nilai yang dibandingkan atau digabung dengan nilai dari jenis lain"),
    ),
    (duckdb.ConversionException, "date field", NO_DATE),
    (
        duckdb.ConversionException,
        "",
        _("ada nilai yang tidak dapat diubah menjadi jenis yang diminta di tempatnya"),
    ),
    (duckdb.OutOfRangeException, "", _("ada hasil yang terlalu besar untuk dihitung tepat")),
)
"""A kind of error, a part of its sentence, and what it means; the first that fits holds."""

_OTHER = _("bentuknya tidak dapat dipakai di sini")


def problem(error: duckdb.Error) -> str:
    """What is wrong, as an Indonesian msgid; a general one for errors that are not listed."""
    told = str(error)
    return next(
        (words for kind, part, words in _KINDS if isinstance(error, kind) and part in told), _OTHER
    )
