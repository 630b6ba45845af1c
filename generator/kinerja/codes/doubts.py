"""Words of warnings: what is hardly plausible, what good practice misses."""

from __future__ import annotations

from kinerja.findings import WARNING, Rule
from kinerja.messages import mark as _

RULES: dict[str, Rule] = {
    # plausibility
    "measurement-gone": Rule(
        WARNING,
        _("Tidak ada nilai untuk {value}, padahal pada {period} ada."),
        _(
            "Tambahkan nilainya, atau periksa kunci unit pada nilai yang lain; tanpa unit, sebuah"
            " nilai milik organisasi."
        ),
    ),
    "report-gap": Rule(
        WARNING,
        _("Unit {unit} belum melaporkan {value}, padahal sudah melaporkan {period}."),
        _("Tambahkan laporannya; tanpa itu unit ini tidak dihitung pada {value}."),
    ),
    "measurement-out-of-line": Rule(
        WARNING,
        _("Nilai {value} jauh berbeda daripada {period}: {other}."),
        _(
            "Periksa tanda desimal, banyaknya angka nol, dan satuannya, misalnya rupiah penuh dan"
            " bukan ribuan."
        ),
    ),
    "measurement-over-nothing": Rule(
        WARNING,
        _("Pembilangnya {value}, padahal penyebutnya 0; dari 0 tidak ada yang dapat dihitung."),
        _("Periksa keduanya. Bila memang belum ada apa-apa, hapus nilai ini."),
    ),
    "percent-as-fraction": Rule(
        WARNING,
        _("{key} hanya {value} persen."),
        _("Tulis dalam persen, misalnya 25 dan bukan 0.25."),
    ),
    "unit-owned-by-two": Rule(
        WARNING,
        _(
            "Sejak {start} unit {value} punya dua penanggung jawab definitif: {person} dan {other};"
            " yang lain di {also}."
        ),
        _("Isi until pada yang sudah selesai, atau bedakan jabatannya dengan position."),
    ),
    "milestone-outside": Rule(
        WARNING,
        _("Tenggat tonggak {value} di luar waktu aksinya: {start} sampai {due}."),
        _("Perbaiki tenggat tonggak, atau waktu aksinya."),
    ),
    "text-unfinished": Rule(
        WARNING,
        _("Di sini masih tertulis {value}."),
        _("Gantilah dengan isi yang sebenarnya."),
    ),
    "text-cut": Rule(
        WARNING,
        _("Teks berhenti di depan {value}, yang terbaca sebagai komentar."),
        _(
            "Bila itu bagian teksnya, tulis di antara tanda kutip: {meant}. Bila memang komentar,"
            " beri spasi sesudah #."
        ),
    ),
    "number-cut": Rule(
        WARNING,
        _("Bilangan berhenti di depan {value}, yang terbaca sebagai komentar."),
        _(
            "Bila itu bagian bilangannya, tulis {meant}. Bila memang komentar, beri spasi sesudah"
            " #."
        ),
    ),
    "number-shortened": Rule(
        WARNING,
        _("{value} adalah bilangan yang dipendekkan lembar kerja, dan terbaca {meant}."),
        _("Tulis semua angkanya. Di Excel, ubah format selnya menjadi Number, lalu salin lagi."),
    ),
    "value-unfinished": Rule(
        WARNING,
        _("{value} masih contoh."),
        _("Isi yang sebenarnya, lalu hapus # {mark} di belakangnya."),
    ),
    "data-date-far": Rule(
        WARNING,
        _("Tanggal {value} jauh dari tahun anggaran {year}."),
        _("Periksa tahunnya, atau pindahkan isi berkas ini ke tahun yang tepat."),
    ),
    "submitted-before-data": Rule(
        WARNING,
        _("Berkas diserahkan pada {value}, sebelum tanggal datanya ({key}: {day})."),
        _("Perbaiki submitted_on atau {key}; data belum dapat diserahkan sebelum ada."),
    ),
    "submitted-by-nobody": Rule(
        WARNING,
        _("Tanggal penyerahan {value} diisi, tetapi submitted_by kosong."),
        _("Isi submitted_by dengan id orang yang menyerahkan; selama kosong, berkas ini draf."),
    ),
    "mapping-missing": Rule(
        WARNING,
        _("Paket {year} unit {unit} belum dipetakan, padahal unit lain sudah."),
        _("Tulis {expected}; tanpa itu semua paket unit ini dihitung pada setiap area."),
    ),
    "mapping-without-area": Rule(
        WARNING,
        _("Pemetaan ini tidak memuat {value}, padahal pemetaan {year} unit lain memuatnya."),
        _(
            "Tambahkan areanya, dengan packages: [] bila tidak ada paketnya; tanpa itu semua paket"
            " unit ini dihitung padanya."
        ),
    ),
    # a year copied from the one before
    "target-copied": Rule(
        WARNING,
        _("Target {value} sama dengan target {other}, juga baseline-nya: mungkin baru disalin."),
        _(
            "Isi baseline dengan hasil tahun {other}, dan target dengan yang disepakati untuk"
            " {value}."
        ),
    ),
    "indicator-not-valid": Rule(
        WARNING,
        _("Indikator {value} tidak berlaku pada tahun {year} ({start} sampai {until})."),
        _("Hapus berkas ini, atau perbaiki valid_from dan valid_until indikator."),
    ),
    "baseline-not-before": Rule(
        WARNING,
        _("Periode baseline {value} tidak mendahului masa target."),
        _("Isi baseline dengan angka dari periode sebelum target mulai berlaku."),
    ),
    "action-other-year": Rule(
        WARNING,
        _("Tanggal {value} bukan dari tahun rencana {year}."),
        _("Perbarui tanggalnya; aksi yang dilanjutkan ditulis dengan tanggal tahun ini."),
    ),
    # texts
    "name-with-unit": Rule(
        WARNING,
        _('Nama indikator memuat satuan ("{value}"), padahal satuan sudah ada di unit: {unit}.'),
        _("Hapus satuan dari nama; satuan ditampilkan sendiri di samping angka."),
    ),
    "name-full-stop": Rule(
        WARNING,
        _("Nama berakhir dengan titik."),
        _("Hapus titik di akhir; nama bukan kalimat."),
    ),
    "name-too-long": Rule(
        WARNING,
        _("Nama indikator sepanjang {value} huruf tidak muat dalam satu baris."),
        _("Ringkas hingga paling banyak {most} huruf; perincian ditulis dalam definition."),
    ),
    "text-too-wordy": Rule(
        WARNING,
        _("Teks ini terdiri dari {value} kalimat, lebih dari {most}."),
        _("Sisakan yang paling penting; perincian lain dapat ditulis dalam notes."),
    ),
    # completeness of practice
    "measurement-unused": Rule(
        WARNING,
        _("Tidak ada indikator yang memakai pengukuran dari sumber {value}."),
        _("Periksa ejaan source dan nama berkas. Sumber yang dipakai: {nearest}."),
    ),
    "unit-without-owner": Rule(
        WARNING,
        _("Unit {value} tidak punya penanggung jawab kinerja pada {today}."),
        _("Cantumkan di people.yml seseorang dengan role: performance_owner dan unit: {value}."),
    ),
    "role-without-unit": Rule(
        WARNING,
        _("Penanggung jawab kinerja ini tanpa unit, jadi berwenang atas semua unit."),
        _("Tulis unit. Bila memang beberapa unit, tulis satu peran untuk setiap unit."),
    ),
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
    "year-unprepared": Rule(
        WARNING,
        _(
            "Rencana {year} belum lengkap: {targets} indikator belum punya target, {plans} belum"
            " punya rencana aksi."
        ),
        _(
            "Lengkapi juga bobotnya sebelum tahun itu mulai; sesudahnya setiap indikator yang"
            " kurang disebut sendiri."
        ),
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
        _("{value} tidak memegang peran yang sesuai untuk tugas ini pada {today}: {held}."),
        _("Perbarui people.yml, atau tunjuk orang lain dengan salah satu peran ini: {roles}."),
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
