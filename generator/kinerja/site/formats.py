"""Numbers, money, dates and periods as a reader of one language writes them.

Rounding is half up, as published figures are. Words come from the catalogue, signs from the
locale; nothing here knows HTML.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

from kinerja.periods import Period
from kinerja.site.language import Language

NO_VALUE = "\N{EN DASH}"
_NBSP = "\N{NO-BREAK SPACE}"
_WIDE = Context(prec=60, rounding=ROUND_HALF_UP)

Number = Decimal | int


def number(language: Language, value: Number | None, decimals: int = 2, missing: str = "") -> str:
    """A number with a fixed count of decimals: 1.234,50. None is `missing`, or a dash."""
    if value is None:
        return missing or NO_VALUE
    return _number(str(language.locale), Decimal(value), decimals)


@lru_cache(maxsize=100_000)
def _number(locale: str, value: Decimal, decimals: int) -> str:
    exact = value.quantize(Decimal(1).scaleb(-decimals), context=_WIDE)
    pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
    shown = format_decimal(abs(exact), format=pattern, locale=locale, decimal_quantization=False)
    return f"\N{MINUS SIGN}{shown}" if exact < 0 else shown


def natural(language: Language, value: Number | None, missing: str = "") -> str:
    """A number with the decimals it has, at most four: 12 stays 12, 2.50 becomes 2,5."""
    if value is None:
        return missing or NO_VALUE
    return number(language, value, _decimals(value))


def _decimals(value: Number) -> int:
    """The decimals that a number has, at most four."""
    written = format(Decimal(value).normalize(_WIDE), "f")
    return min(4, len(written.partition(".")[2]))


def rupiah(language: Language, value: Number | None, missing: str = "") -> str:
    """Whole rupiah: Rp 1.234.567."""
    if value is None:
        return missing or NO_VALUE
    return f"Rp{_NBSP}{number(language, value, 0)}"


def rupiah_short(language: Language, value: Number | None, missing: str = "") -> str:
    """Rupiah for a first look, one decimal: Rp 1,2 miliar. Below a million it is written out."""
    if value is None:
        return missing or NO_VALUE
    _ = language.translations.gettext
    scales = (
        (12, _("Rp %(amount)s triliun")),
        (9, _("Rp %(amount)s miliar")),
        (6, _("Rp %(amount)s juta")),
    )
    for zeros, words in scales:
        # 999.960.000 would read "1.000,0 juta": judge by the rounded amount.
        amount = Decimal(value).scaleb(-zeros).quantize(Decimal("0.1"), context=_WIDE)
        if abs(amount) >= 1:
            shown = words % {"amount": number(language, amount, 1)}
            return shown.replace(" ", _NBSP)
    return rupiah(language, value)


def figure(
    language: Language, value: Number | None, unit: str, decimals: int = 2, missing: str = ""
) -> str:
    """A value with its unit (ids of the indicator manual): 91,40%, 12 hari kerja, Rp 1.234."""
    if value is None:
        return missing or NO_VALUE
    shown = number(language, value, 0 if unit == "rupiah" else decimals)
    return _with_unit(language, shown, unit, 1 if value == 1 else 2)


def target(
    language: Language, value: Number | tuple[Number, ...] | None, unit: str = "", missing: str = ""
) -> str:
    """A target or a range with the decimals it was set with: 86%, 90–110%, 17 hari kerja."""
    if value is None:
        return missing or NO_VALUE
    bounds = value if isinstance(value, tuple) else (value,)
    shown = "\N{EN DASH}".join(natural(language, bound) for bound in bounds)
    return _with_unit(language, shown, unit, 1 if value == 1 else 2)


def _with_unit(language: Language, shown: str, unit: str, count: int) -> str:
    words = language.translations
    match unit:
        case "rupiah":
            return f"Rp{_NBSP}{shown}"
        case "percent":
            return f"{shown}%"
        case "working_days":
            return words.ngettext("%(number)s hari kerja", "%(number)s hari kerja", count) % {
                "number": shown
            }
        case "days":
            return words.ngettext("%(number)s hari", "%(number)s hari", count) % {"number": shown}
        case _:
            return shown


def unit_name(language: Language, unit: str) -> str:
    """The unit as it stands in the head of a column; empty for plain counts and scores."""
    _ = language.translations.gettext
    names = {"percent": "%", "rupiah": "Rp", "working_days": _("hari kerja"), "days": _("hari")}
    return names.get(unit, "")


def day(language: Language, value: date | None, missing: str = "") -> str:
    """A date: 30 Juni 2026."""
    if value is None:
        return missing or NO_VALUE
    return format_date(value, "d MMMM y", locale=language.locale)


def day_short(language: Language, value: date | None, missing: str = "") -> str:
    """A date for narrow columns, in one piece: 30 Jun 2026."""
    if value is None:
        return missing or NO_VALUE
    return format_date(value, f"d{_NBSP}MMM{_NBSP}y", locale=language.locale)


def period(language: Language, value: Period | str) -> str:
    """The name of a period: Triwulan II 2026, Semester I 2026, Maret 2026, Tahun 2026."""
    it = value if isinstance(value, Period) else Period.parse(value)
    _ = language.translations.gettext
    if it.months == 1:
        return format_date(it.start, "MMMM y", locale=language.locale)
    names = {
        12: (_("Tahun %(year)s"),),
        6: (_("Semester I %(year)s"), _("Semester II %(year)s")),
        3: (
            _("Triwulan I %(year)s"),
            _("Triwulan II %(year)s"),
            _("Triwulan III %(year)s"),
            _("Triwulan IV %(year)s"),
        ),
    }
    return names[it.months][(it.first_month - 1) // it.months] % {"year": it.year}


def period_short(language: Language, value: Period | str) -> str:
    """A period within its year, for heads of columns and axes: TW II, S1, Mar, 2026."""
    it = value if isinstance(value, Period) else Period.parse(value)
    _ = language.translations.gettext
    if it.months == 1:
        return format_date(it.start, "MMM", locale=language.locale)
    names = {
        12: (str(it.year),),
        6: (_("Smt I"), _("Smt II")),
        3: (_("TW I"), _("TW II"), _("TW III"), _("TW IV")),
    }
    return names[it.months][(it.first_month - 1) // it.months]
