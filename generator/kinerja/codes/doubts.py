"""Words of warnings: what is hardly plausible, what good practice misses."""

from __future__ import annotations

from kinerja.findings import WARNING, Rule
from kinerja.messages import mark as _

RULES: dict[str, Rule] = {
    # plausibility
    "contract-before-notice": Rule(
        WARNING,
        _("Paket {package}: kontrak {value} mendahului pengumuman {other}."),
        _("Periksa notice_date dan contract_date; kontrak menyusul pengumuman."),
    ),
    "handover-before-contract": Rule(
        WARNING,
        _("Paket {package}: serah terima {value} mendahului kontrak {other}."),
        _("Periksa kedua tanggal, terutama tahunnya."),
    ),
    "contract-above-estimate": Rule(
        WARNING,
        _("Paket {package}: nilai kontrak {value} di atas HPS {other}."),
        _("Periksa estimate_amount dan contract_amount, terutama banyaknya angka nol."),
    ),
    "payment-above-contract": Rule(
        WARNING,
        _("Paket {package}: pembayaran {value} di atas nilai kontrak {other}."),
        _("Periksa apakah pembayaran tercatat dua kali, atau nilai kontrak berubah."),
    ),
    # completeness of practice
    "measurement-missing": Rule(
        WARNING,
        _("Belum ada berkas pengukuran dari sumber {value}."),
        _(
            "Tambahkan measurements/PERIODE/{value}.yml; selama belum ada, indikator belum"
            " dilaporkan."
        ),
    ),
    "dimension-without-indicator": Rule(
        WARNING,
        _("Dimensi wajib {value} belum punya indikator yang berlaku."),
        _("Tetapkan paling sedikit satu indikator aktif dengan dimension: {value}."),
    ),
    "weight-missing": Rule(
        WARNING,
        _("{value} tidak disebut dalam bobot, jadi tidak ikut dihitung dalam nilai di atasnya."),
        _("Tambahkan {value} dengan bobotnya, dan sesuaikan yang lain hingga berjumlah 100."),
    ),
    "indicator-without-action": Rule(
        WARNING,
        _("Indikator {value} belum punya rencana aksi tahun {year}."),
        _("Tambahkan action-plans/{year}/{value}.yml."),
    ),
    "indicator-without-target": Rule(
        WARNING,
        _("Indikator {value} belum punya target tahun {year}."),
        _("Tambahkan targets/{year}/{value}.yml; selama belum ada, indikator tidak ditargetkan."),
    ),
    "quality-missing": Rule(
        WARNING,
        _("Pernyataan mutu data indikator {value} belum lengkap: {parts}."),
        _("Isi quality dengan satu kalimat pendek untuk setiap bagian yang disebut."),
    ),
    "role-without-holder": Rule(
        WARNING,
        _("Peran {value} tidak dijabat siapa pun pada {today}."),
        _("Cantumkan pejabat baru di people.yml, atau pelaksana dengan capacity plt atau plh."),
    ),
    "owner-without-role": Rule(
        WARNING,
        _("{value} tidak memegang peran apa pun pada {today}."),
        _("Perbarui people.yml, atau tunjuk orang lain."),
    ),
    "indicator-too-certain": Rule(
        WARNING,
        _("Indikator {value} diukur langsung dan sepenuhnya terkendali."),
        _("Pilih ukuran yang lebih dekat pada hasil: exact dan high bersama terlalu mudah."),
    ),
    "indicator-too-weak": Rule(
        WARNING,
        _("Indikator {value} hanya mengukur kegiatan yang sulit dikendalikan."),
        _("Pilih ukuran lain: activity dan low bersama tidak mengatakan apa-apa tentang kinerja."),
    ),
    "too-many-per-goal": Rule(
        WARNING,
        _("Tujuan {goal} punya {value} indikator, lebih dari batas {most} yang ditetapkan."),
        _("Pilih indikator yang paling penting, atau ubah limits di organisation.yml."),
    ),
    "too-many-indicators": Rule(
        WARNING,
        _("Ada {value} indikator, lebih dari batas {most} yang ditetapkan organisasi."),
        _("Pilih indikator yang paling penting, atau ubah limits di organisation.yml."),
    ),
}
