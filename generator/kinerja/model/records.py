"""The records of content, one class for each object of the schemas.

Made from `schemas/` by `kinerja.model.generate`: change the schema, not this file.
"""

from __future__ import annotations

from collections import abc
from datetime import date
from decimal import Decimal

from msgspec import Struct


class Bilingual(Struct, frozen=True, kw_only=True):
    """Nama.

    id: Bahasa Indonesia.
    en: Bahasa Inggris.
    """

    id: str
    en: str


class ActionPlanActionMilestone(Struct, frozen=True, kw_only=True):
    """ActionPlanActionMilestone.

    id: ID.
    name: Nama.
    due: Tenggat.
    weight: Bobot.
    """

    id: str
    name: Bilingual
    due: date
    weight: Decimal


class ActionPlanAction(Struct, frozen=True, kw_only=True):
    """ActionPlanAction.

    id: ID.
    name: Nama.
    owner: Penanggung jawab.
    start: Tanggal mulai.
    due: Tenggat.
    origin: Asal aksi.
    milestones: Tonggak.
    """

    id: str
    name: Bilingual
    owner: str
    start: date
    due: date
    origin: str
    milestones: tuple[ActionPlanActionMilestone, ...] = ()


class ActionPlan(Struct, frozen=True, kw_only=True):
    """Rencana aksi.

    indicator: Indikator.
    year: Tahun.
    actions: Daftar aksi.
    submitted_by: Diserahkan oleh.
    submitted_on: Tanggal penyerahan.
    notes: Catatan.
    """

    indicator: str
    year: int
    actions: tuple[ActionPlanAction, ...]
    submitted_by: str | None = None
    submitted_on: date | None = None
    notes: str | None = None


class Exclusion(Struct, frozen=True, kw_only=True):
    """Exclusion.

    package: Paket.
    reason: Alasan.
    """

    package: str
    reason: str


class AreaSelector(Struct, frozen=True, kw_only=True):
    """Pemilih paket.

    methods: Metode yang tercakup.
    categories: Jenis pengadaan yang tercakup.
    units: Unit kerja yang tercakup.
    title_pattern: Pola nama paket.
    budget_min: Pagu paling kecil.
    budget_max: Pagu paling besar.
    include: Paket yang pasti masuk.
    exclude: Paket yang dikeluarkan.
    """

    methods: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    title_pattern: str | None = None
    budget_min: int | None = None
    budget_max: int | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[Exclusion, ...] = ()


class Area(Struct, frozen=True, kw_only=True):
    """Area strategis.

    id: ID.
    goal: Tujuan.
    name: Nama.
    selector: Pemilih paket.
    submitted_by: Diserahkan oleh.
    submitted_on: Tanggal penyerahan.
    notes: Catatan.
    """

    id: str
    goal: str
    name: Bilingual
    selector: AreaSelector | None = None
    submitted_by: str | None = None
    submitted_on: date | None = None
    notes: str | None = None


class CalendarDay(Struct, frozen=True, kw_only=True):
    """CalendarDay.

    date: Tanggal.
    name: Nama hari libur.
    kind: Jenis libur.
    source: Sumber.
    """

    date: date
    name: str
    kind: str
    source: str


class Calendar(Struct, frozen=True, kw_only=True):
    """Kalender.

    year: Tahun.
    days: Hari libur.
    submitted_by: Diserahkan oleh.
    submitted_on: Tanggal penyerahan.
    notes: Catatan.
    """

    year: int
    days: tuple[CalendarDay, ...]
    submitted_by: str | None = None
    submitted_on: date | None = None
    notes: str | None = None


class Goal(Struct, frozen=True, kw_only=True):
    """Tujuan.

    id: ID.
    name: Nama.
    leader: Pemimpin tujuan.
    submitted_by: Diserahkan oleh.
    submitted_on: Tanggal penyerahan.
    notes: Catatan.
    """

    id: str
    name: Bilingual
    leader: str | None = None
    submitted_by: str | None = None
    submitted_on: date | None = None
    notes: str | None = None


class IndicatorFormulaAnchor(Struct, frozen=True, kw_only=True):
    """Jangkar waktu.

    date: Kolom tanggal.
    mode: Cara.
    """

    mode: str
    date: str | None = None


class IndicatorFormulaDenominator(Struct, frozen=True, kw_only=True):
    """Penyebut.

    measurement: Sumber pengukuran.
    """

    measurement: str


class IndicatorFormula(Struct, frozen=True, kw_only=True):
    """Rumus.

    version: Versi.
    kind: Jenis rumus.
    words: Rumus dalam kata-kata.
    scope: Cakupan.
    anchor: Jangkar waktu.
    numerator: Pembilang.
    denominator: Penyebut.
    measurement: Sumber pengukuran.
    """

    version: int
    kind: str
    words: Bilingual
    scope: str | None = None
    anchor: IndicatorFormulaAnchor | None = None
    numerator: str | None = None
    denominator: str | IndicatorFormulaDenominator | None = None
    measurement: str | None = None


class IndicatorSource(Struct, frozen=True, kw_only=True):
    """Sumber data.

    kind: Jenis sumber.
    system: Sistem.
    document: Dokumen.
    """

    kind: str
    system: str | None = None
    document: str | None = None


class IndicatorPolicies(Struct, frozen=True, kw_only=True):
    """Kebijakan khusus.

    achievement: Aturan capaian.
    status_scheme: Skema status.
    """

    achievement: str | None = None
    status_scheme: str | None = None


class IndicatorQuality(Struct, frozen=True, kw_only=True):
    """Pernyataan mutu data.

    verification: Cara verifikasi.
    source: Asal data.
    accuracy: Ketelitian.
    limits: Keterbatasan.
    remedy: Perbaikan.
    """

    verification: str | None = None
    source: str | None = None
    accuracy: str | None = None
    limits: str | None = None
    remedy: str | None = None


class Indicator(Struct, frozen=True, kw_only=True):
    """Manual indikator.

    id: ID.
    code: Kode.
    name: Nama.
    area: Area strategis.
    dimension: Dimensi.
    definition: Definisi.
    purpose: Tujuan pengukuran.
    kind: Jenis indikator.
    timing: Sifat waktu.
    validity: Validitas.
    controllability: Tingkat kendali.
    unit: Satuan.
    precision: Angka di belakang koma.
    polarity: Polarisasi.
    variant: Cara hitung polarisasi.
    natural_min: Batas bawah alami.
    natural_max: Batas atas alami.
    formula: Rumus.
    source: Sumber data.
    frequency: Frekuensi.
    period_consolidation: Konsolidasi periode.
    unit_consolidation: Konsolidasi unit.
    owner: Penanggung jawab.
    data_provider: Penyedia data.
    verifier: Pemeriksa data.
    status: Status indikator.
    valid_from: Berlaku sejak.
    valid_until: Berlaku sampai.
    replaces: Menggantikan.
    policies: Kebijakan khusus.
    catalogue: Asal katalog.
    maps: Rujukan MAPS.
    quality: Pernyataan mutu data.
    synonyms: Kata sehari-hari.
    submitted_by: Diserahkan oleh.
    submitted_on: Tanggal penyerahan.
    notes: Catatan.
    """

    id: str
    code: str
    name: Bilingual
    area: str
    dimension: str
    definition: Bilingual
    purpose: Bilingual
    kind: str
    validity: str
    controllability: str
    unit: str
    polarity: str
    formula: IndicatorFormula
    source: IndicatorSource
    frequency: str
    period_consolidation: str
    unit_consolidation: str
    owner: str
    data_provider: str
    verifier: str
    status: str
    valid_from: str
    timing: str | None = None
    precision: int = 2
    variant: str = "standard"
    natural_min: Decimal = Decimal("0")
    natural_max: Decimal | None = None
    valid_until: str | None = None
    replaces: str | None = None
    policies: IndicatorPolicies | None = None
    catalogue: str | None = None
    maps: str | None = None
    quality: IndicatorQuality | None = None
    synonyms: tuple[str, ...] = ()
    submitted_by: str | None = None
    submitted_on: date | None = None
    notes: str | None = None


class MappingArea(Struct, frozen=True, kw_only=True):
    """MappingArea.

    area: Area strategis.
    packages: Paket yang tercakup.
    excluded: Paket yang dikeluarkan.
    """

    area: str
    packages: tuple[str, ...]
    excluded: tuple[Exclusion, ...]


class Mapping(Struct, frozen=True, kw_only=True):
    """Pemetaan area.

    unit: Unit kerja.
    year: Tahun anggaran.
    data_date: Tanggal data.
    areas: Area yang dipetakan.
    submitted_by: Diserahkan oleh.
    submitted_on: Tanggal penyerahan.
    notes: Catatan.
    """

    unit: str
    year: int
    data_date: date
    areas: tuple[MappingArea, ...]
    submitted_by: str | None = None
    submitted_on: date | None = None
    notes: str | None = None


class MeasurementValue(Struct, frozen=True, kw_only=True):
    """MeasurementValue.

    unit: Unit kerja.
    value: Nilai.
    numerator: Pembilang.
    denominator: Penyebut.
    weight: Bobot.
    """

    unit: str | None = None
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    weight: Decimal | None = None


class Measurement(Struct, frozen=True, kw_only=True):
    """Pengukuran.

    source: Sumber pengukuran.
    period: Periode.
    document: Dokumen.
    values: Nilai terukur.
    submitted_by: Diserahkan oleh.
    submitted_on: Tanggal penyerahan.
    notes: Catatan.
    """

    source: str
    period: str
    document: str
    values: tuple[MeasurementValue, ...]
    submitted_by: str | None = None
    submitted_on: date | None = None
    notes: str | None = None


class OrganisationPolicies(Struct, frozen=True, kw_only=True):
    """Kebijakan yang berlaku.

    achievement: Aturan capaian.
    status_scheme: Skema status.
    """

    achievement: str
    status_scheme: str


class OrganisationLetterhead(Struct, frozen=True, kw_only=True):
    """Kop surat.

    lines: Baris kop.
    address: Alamat.
    """

    lines: tuple[str, ...]
    address: str


class OrganisationColours(Struct, frozen=True, kw_only=True):
    """Warna.

    primary: Warna utama.
    accent: Warna aksen.
    """

    primary: str | None = None
    accent: str | None = None


class OrganisationLimits(Struct, frozen=True, kw_only=True):
    """Batas jumlah indikator.

    indicators_per_goal: Indikator per tujuan.
    indicators: Indikator seluruhnya.
    """

    indicators_per_goal: int | None = None
    indicators: int | None = None


class Organisation(Struct, frozen=True, kw_only=True):
    """Organisasi.

    id: ID.
    name: Nama.
    language: Bahasa pesan.
    time_zone: Zona waktu.
    policies: Kebijakan yang berlaku.
    letterhead: Kop surat.
    notice: Pemberitahuan.
    colours: Warna.
    logo: Logo.
    site_url: Alamat situs.
    limits: Batas jumlah indikator.
    schema_version: Versi skema.
    submitted_by: Diserahkan oleh.
    submitted_on: Tanggal penyerahan.
    notes: Catatan.
    """

    id: str
    name: Bilingual
    language: str
    time_zone: str
    policies: OrganisationPolicies
    letterhead: OrganisationLetterhead
    notice: Bilingual | None = None
    colours: OrganisationColours | None = None
    logo: str | None = None
    site_url: str | None = None
    limits: OrganisationLimits | None = None
    schema_version: int | None = None
    submitted_by: str | None = None
    submitted_on: date | None = None
    notes: str | None = None


class PeoplePosition(Struct, frozen=True, kw_only=True):
    """PeoplePosition.

    id: ID.
    name: Nama.
    """

    id: str
    name: Bilingual


class PeoplePersonLogins(Struct, frozen=True, kw_only=True):
    """Akun.

    github: GitHub.
    """

    github: str | None = None


class PeoplePersonRole(Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """PeoplePersonRole.

    role: Peran dalam SOP.
    unit: Unit kerja.
    position: Jabatan yang dipegang.
    capacity: Kedudukan.
    from_: Mulai.
    until: Sampai sebelum.
    decree: Dasar penunjukan.
    """

    role: str
    capacity: str
    from_: date
    unit: str | None = None
    position: str | None = None
    until: date | None = None
    decree: str | None = None


class PeoplePerson(Struct, frozen=True, kw_only=True):
    """PeoplePerson.

    id: ID.
    name: Nama orang.
    logins: Akun.
    roles: Peran.
    """

    id: str
    name: str
    roles: tuple[PeoplePersonRole, ...]
    logins: PeoplePersonLogins | None = None


class People(Struct, frozen=True, kw_only=True):
    """Orang dan jabatan.

    positions: Jabatan.
    people: Orang.
    submitted_by: Diserahkan oleh.
    submitted_on: Tanggal penyerahan.
    notes: Catatan.
    """

    positions: tuple[PeoplePosition, ...]
    people: tuple[PeoplePerson, ...]
    submitted_by: str | None = None
    submitted_on: date | None = None
    notes: str | None = None


class PolicyVersion(Struct, frozen=True, kw_only=True):
    """PolicyVersion.

    version: Versi.
    valid_from: Berlaku sejak.
    cap: Batas atas capaian.
    floor: Batas bawah capaian.
    zero_bonus: Bonus target nol.
    natural_max_bonus: Bonus batas alami.
    missing_at_year_end: Data kosong di akhir tahun.
    """

    version: int
    valid_from: str
    cap: Decimal | None
    floor: Decimal | None
    zero_bonus: str
    natural_max_bonus: str
    missing_at_year_end: str


class PolicyBandYearEnd(Struct, frozen=True, kw_only=True):
    """Status di akhir tahun.

    status: Kode status.
    name: Nama.
    """

    status: str
    name: Bilingual


class PolicyBand(Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """PolicyBand.

    status: Kode status.
    from_: Mulai dari.
    above: Di atas.
    name: Nama.
    year_end: Status di akhir tahun.
    """

    status: str
    name: Bilingual
    from_: Decimal | None = None
    above: Decimal | None = None
    year_end: PolicyBandYearEnd | None = None


class Policy(Struct, frozen=True, kw_only=True):
    """Kebijakan.

    id: ID.
    kind: Jenis kebijakan.
    name: Nama.
    versions: Versi aturan.
    valid_from: Berlaku sejak.
    bands: Pita status.
    submitted_by: Diserahkan oleh.
    submitted_on: Tanggal penyerahan.
    notes: Catatan.
    """

    id: str
    kind: str
    name: Bilingual
    versions: tuple[PolicyVersion, ...] = ()
    valid_from: str | None = None
    bands: tuple[PolicyBand, ...] = ()
    submitted_by: str | None = None
    submitted_on: date | None = None
    notes: str | None = None


class RealizationAction(Struct, frozen=True, kw_only=True):
    """RealizationAction.

    action: Aksi.
    progress: Kemajuan.
    obstacle: Kendala.
    evidence: Bukti.
    """

    action: str
    progress: Decimal
    obstacle: str | None = None
    evidence: str | None = None


class Realization(Struct, frozen=True, kw_only=True):
    """Realisasi.

    unit: Unit kerja.
    period: Periode.
    as_of: Keadaan per.
    submitted_by: Diserahkan oleh.
    submitted_on: Tanggal penyerahan.
    actions: Kemajuan aksi.
    notes: Catatan.
    """

    unit: str
    period: str
    as_of: date
    submitted_by: str | None = None
    submitted_on: date | None = None
    actions: tuple[RealizationAction, ...] = ()
    notes: str | None = None


class RegisterSource(Struct, frozen=True, kw_only=True):
    """Sumber data.

    system: Sistem.
    data_date: Tanggal data.
    document: Dokumen.
    """

    system: str
    data_date: date
    document: str | None = None


class Register(Struct, frozen=True, kw_only=True):
    """Daftar paket.

    unit: Unit kerja.
    year: Tahun anggaran.
    source: Sumber data.
    submitted_by: Diserahkan oleh.
    submitted_on: Tanggal penyerahan.
    notes: Catatan.
    """

    unit: str
    year: int
    source: RegisterSource
    submitted_by: str | None = None
    submitted_on: date | None = None
    notes: str | None = None


class TargetBaseline(Struct, frozen=True, kw_only=True):
    """Baseline.

    value: Nilai.
    period: Periode.
    source: Sumber.
    """

    value: Decimal
    period: str
    source: str


class TargetPlanEnd(Struct, frozen=True, kw_only=True):
    """Target akhir rencana.

    year: Tahun.
    value: Nilai.
    """

    year: int
    value: Decimal | tuple[Decimal, ...]


class TargetVersion(Struct, frozen=True, kw_only=True):
    """TargetVersion.

    version: Versi.
    valid_from: Berlaku sejak.
    trajectory: Target per periode.
    tolerance: Toleransi.
    units: Target unit kerja.
    reason: Alasan.
    """

    version: int
    valid_from: str
    trajectory: abc.Mapping[str, Decimal | tuple[Decimal, ...]]
    tolerance: Decimal | None = None
    units: abc.Mapping[str, abc.Mapping[str, Decimal | tuple[Decimal, ...]]] | None = None
    reason: str | None = None


class Target(Struct, frozen=True, kw_only=True):
    """Target.

    indicator: Indikator.
    year: Tahun.
    baseline: Baseline.
    plan_end: Target akhir rencana.
    versions: Versi target.
    submitted_by: Diserahkan oleh.
    submitted_on: Tanggal penyerahan.
    notes: Catatan.
    """

    indicator: str
    year: int
    baseline: TargetBaseline
    versions: tuple[TargetVersion, ...]
    plan_end: TargetPlanEnd | None = None
    submitted_by: str | None = None
    submitted_on: date | None = None
    notes: str | None = None


class Unit(Struct, frozen=True, kw_only=True):
    """Unit kerja.

    id: ID.
    name: Nama.
    unit_codes: Kode satker.
    submitted_by: Diserahkan oleh.
    submitted_on: Tanggal penyerahan.
    notes: Catatan.
    """

    id: str
    name: Bilingual
    unit_codes: tuple[str, ...] = ()
    submitted_by: str | None = None
    submitted_on: date | None = None
    notes: str | None = None


class WeightsVersion(Struct, frozen=True, kw_only=True):
    """WeightsVersion.

    version: Versi.
    valid_from: Berlaku sejak.
    goals: Bobot tujuan.
    areas: Bobot area strategis.
    indicators: Bobot indikator.
    """

    version: int
    valid_from: str
    goals: abc.Mapping[str, Decimal]
    areas: abc.Mapping[str, Decimal]
    indicators: abc.Mapping[str, Decimal]


class Weights(Struct, frozen=True, kw_only=True):
    """Daftar bobot.

    year: Tahun.
    versions: Versi bobot.
    submitted_by: Diserahkan oleh.
    submitted_on: Tanggal penyerahan.
    notes: Catatan.
    """

    year: int
    versions: tuple[WeightsVersion, ...]
    submitted_by: str | None = None
    submitted_on: date | None = None
    notes: str | None = None
