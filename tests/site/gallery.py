"""A small made-up site that shows every component, for looking at and for tests.

Names and figures are invented. It is built like a real one: views of plain records, templates that
compose the components, words by catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

from jinja2 import ChoiceLoader, FileSystemLoader

from kinerja import resources
from kinerja.site import charts, formats
from kinerja.site.language import Language
from kinerja.site.marks import Band
from kinerja.site.pages import Page, Section, Site, Source
from kinerja.site.render import environment, render

HERE = Path(__file__).parent
GREEN, YELLOW, RED = Band("Hijau", 0, 3), Band("Kuning", 1, 3), Band("Merah", 2, 3)
HOME = "Tiga indikator merah menahan capaian Triwulan III"
HOSTILE = "Sewa </div><script>alert(1)</script> ](javascript:alert(1)) {{ 7*7 }} `x` \u202eb\x07\nc"


@dataclass(frozen=True)
class Row:
    """One row of any of the gallery's tables; what a table does not show stays empty."""

    path: str
    name: str
    level: int = 0
    target: Decimal | tuple[Decimal, Decimal] | None = None
    value: Decimal | None = None
    score: Decimal | None = None
    band: Band | None = None
    state: str = "computed"
    coverage: Decimal | None = None


@dataclass(frozen=True)
class Package:
    """A package that failed its indicator."""

    package_id: str
    title: str
    unit: str
    amount: int
    due: date
    done: date | None
    late: int


@dataclass(frozen=True)
class View:
    """All that the gallery's templates look at."""

    ladder: tuple[Row, ...]
    total: tuple[Row, ...]
    periods: tuple[Row, ...]
    units: tuple[Row, ...]
    packages: tuple[Package, ...]
    bands: tuple[Band, ...]
    trajectory: object
    range_trajectory: object
    monthly: object
    comparison: object
    hostile: str = HOSTILE
    data_date: date = date(2026, 9, 30)


def language(code: str) -> Language:
    """One of the gallery's languages; words of its own stay Indonesian."""
    return Language.of(code)


def source(_content: Path, _reports: Path, label: str) -> Source:
    """The provider that the plugin's setting names."""
    return partial(site, label)


def site(label: str, code: str) -> Site:
    """The gallery in one language."""
    it = language(code)
    env = environment(
        it,
        ChoiceLoader(
            [
                FileSystemLoader(HERE / "templates"),
                FileSystemLoader(resources.data("site", "templates")),
            ]
        ),
    )
    view = _view(it)
    _ = it.translations.gettext
    found = [
        ("", "Beranda", (), "home.html"),
        (
            "periods/2026-Q3/",
            formats.period(it, "2026-Q3"),
            (Section("Periode", "periods/2026-Q3/"),),
            "home.html",
        ),
        ("indicators/", "Semua indikator", (Section("Indikator", "indicators/"),), "list.html"),
        (
            "indicators/contract-on-time/",
            "Kontrak selesai tepat waktu",
            (Section("Indikator", "indicators/"),),
            "indicator.html",
        ),
        (
            "units/biro-umum/",
            "Biro Umum",
            (Section("Unit kerja", "units/biro-umum/"),),
            "unit.html",
        ),
        ("packages/", "Paket pengadaan", (), "packages.html"),
        ("gallery/", "Galeri komponen", (), "gallery.html"),
        ("hostile/", HOSTILE, (Section(HOSTILE, "hostile/"),), "hostile.html"),
    ]
    pages = tuple(
        Page(
            path,
            title,
            partial(render, env, template, view, path),
            "Contoh komponen",
            nav,
            ("e-katalog",),
            heading=HOME if not path else "",
        )
        for path, title, nav, template in found
    )
    return Site(
        it,
        "Kinerja Pengadaan Bawaslu (contoh)",
        pages,
        {"data/achievements.csv": b"period,basis\n2026-Q3,period\n"},
        "Data sintetis",
        view.data_date,
        label or "contoh-1",
    )


def _view(it: Language) -> View:
    d = Decimal
    ladder = (
        Row(
            "goals/timely-supply/",
            "Barang dan jasa tersedia tepat waktu",
            0,
            None,
            None,
            d("88.12"),
            YELLOW,
            coverage=d(100),
        ),
        Row(
            "areas/contract-delivery/",
            "Ketepatan pelaksanaan kontrak",
            1,
            None,
            None,
            d("84.90"),
            YELLOW,
            coverage=d(100),
        ),
        Row(
            "indicators/contract-on-time/",
            "Kontrak selesai tepat waktu",
            2,
            d(94),
            d("74.19"),
            d("78.93"),
            RED,
            coverage=d("91.67"),
        ),
        Row(
            "indicators/handover-delay/",
            "Rata-rata keterlambatan serah terima",
            2,
            d(2),
            d("1.8"),
            d("110"),
            GREEN,
            coverage=d("91.67"),
        ),
        Row(
            "goals/best-value/",
            "Nilai manfaat terbaik atas belanja",
            0,
            None,
            None,
            d("96.75"),
            YELLOW,
            coverage=d(65),
        ),
        Row(
            "areas/spending-efficiency/",
            "Efisiensi belanja",
            1,
            None,
            None,
            d("96.75"),
            YELLOW,
            coverage=d(65),
        ),
        Row(
            "indicators/saving-on-estimate/",
            "Efisiensi HPS",
            2,
            (d(5), d(15)),
            d("4.21"),
            d("84.20"),
            YELLOW,
            coverage=d(100),
        ),
        Row(
            "indicators/single-bid-tenders/",
            "Tender penawar tunggal",
            2,
            d(20),
            None,
            None,
            None,
            "not_scheduled",
        ),
        Row(
            "indicators/open-audit-findings/",
            "Temuan BPK/APIP terbuka",
            2,
            d(0),
            None,
            None,
            None,
            "not_reported",
            d(0),
        ),
    )
    total = (
        Row(
            "periods/2026-Q3/",
            "Capaian UKPBJ",
            0,
            None,
            None,
            d("91.40"),
            YELLOW,
            coverage=d("88.50"),
        ),
    )
    periods = (
        Row("", "2026-Q1", 0, d(90), d("88.46"), d("98.29"), YELLOW, coverage=d(100)),
        Row("", "2026-Q2", 0, d(92), d("90.32"), d("98.17"), YELLOW, coverage=d(100)),
        Row("", "2026-S1", 0, d(91), d("89.47"), d("98.32"), YELLOW, coverage=d(100)),
        Row("", "2026-Q3", 0, d(94), d("74.19"), d("78.93"), RED, coverage=d("91.67")),
        Row("", "2026-Q4", 0, d(95), None, None, None, "not_scheduled"),
    )
    units = tuple(
        Row(f"units/{path}/", name, 0, d(94), value, score, band, state)
        for path, name, value, score, band, state in (
            ("biro-umum", "Biro Umum", d("61.54"), d("65.47"), RED, "computed"),
            (
                "biro-perencanaan",
                "Biro Perencanaan dan Organisasi",
                d("82.35"),
                d("87.61"),
                YELLOW,
                "computed",
            ),
            ("pusat-data", "Pusat Data dan Informasi", d("95.00"), d("101.06"), GREEN, "computed"),
            (
                "biro-hukum",
                "Biro Hukum dan Penyelesaian Sengketa Proses Pemilu",
                None,
                None,
                None,
                "not_reported",
            ),
            ("inspektorat", "Inspektorat Utama", None, None, None, "not_computable"),
        )
    )
    packages = (
        Package(
            "pkt-2026-0147",
            "Sewa kendaraan operasional pengawasan",
            "Biro Umum",
            592_640_000,
            date(2026, 7, 24),
            date(2026, 8, 4),
            11,
        ),
        Package(
            "pkt-2026-0163",
            "Pemeliharaan gedung kantor",
            "Biro Umum",
            1_240_500_000,
            date(2026, 8, 31),
            None,
            30,
        ),
        Package(
            "pkt-2026-0209",
            HOSTILE,
            "Pusat Data dan Informasi",
            187_000_000,
            date(2026, 9, 11),
            date(2026, 9, 14),
            3,
        ),
    )
    return View(
        ladder, total, periods, units, packages, (GREEN, YELLOW, RED), *_charts(it, periods, units)
    )


def _charts(it: Language, periods: tuple[Row, ...], units: tuple[Row, ...]) -> tuple[object, ...]:
    d = Decimal
    quarters = [row for row in periods if "Q" in row.name]
    points = tuple(
        charts.Point(
            formats.period_short(it, row.name),
            row.value,
            formats.number(it, row.value, 1),
            row.target,
        )
        for row in quarters
    )
    line = charts.Trajectory(
        "Kontrak selesai tepat waktu per triwulan 2026",
        "Realisasi 88,5; 90,3; 74,2 persen terhadap target 90, 92, 94. Triwulan III turun.",
        points,
        "Target 95%",
        d(88),
        "2025: 88%",
    )
    band = charts.Trajectory(
        "Efisiensi HPS per triwulan 2026",
        "Target antara 5 dan 15 persen; triwulan II belum dilaporkan.",
        tuple(
            charts.Point(
                formats.period_short(it, f"2026-Q{n}"),
                value,
                formats.number(it, value, 1),
                (d(5), d(15)),
                missing,
            )
            for n, value, missing in (
                (1, d("6.2"), ""),
                (2, None, "belum dilaporkan"),
                (3, d("4.2"), ""),
                (4, None, ""),
            )
        ),
        "Target 5 sampai 15%",
    )
    months = charts.Trajectory(
        "Serapan kontrak per bulan 2026",
        "Serapan naik dari 4 menjadi 71 persen pada September.",
        tuple(
            charts.Point(
                formats.period_short(it, f"2026-{n:02d}"),
                d(value) if value else None,
                str(value),
                d(n * 8),
            )
            for n, value in enumerate((4, 9, 18, 27, 33, 45, 52, 60, 71, 0, 0, 0), 1)
        ),
        "Target 96%",
    )
    compared = charts.Comparison(
        "Capaian per unit kerja",
        "Biro Umum terendah dengan 65,47; satu unit belum melaporkan.",
        tuple(
            charts.Bar(
                row.name,
                row.score,
                formats.number(it, row.score, 1),
                "belum dilaporkan",
                row.name == "Biro Umum",
            )
            for row in units
        ),
    )
    return (
        charts.trajectory(line),
        charts.trajectory(band),
        charts.trajectory(months),
        charts.comparison(compared),
    )
