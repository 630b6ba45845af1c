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
    "amount-far-below": Rule(
        WARNING,
        _("Paket {package}: {key} {value} jauh di bawah {beside} {other}."),
        _("Periksa {key} dan {beside}, terutama banyaknya angka nol."),
    ),
    "status-against-fact": Rule(
        WARNING,
        _("Paket {package}: {key} masih {value}, padahal {beside} sudah diisi: {other}."),
        _(
            "Perbarui {key}, misalnya bila pemilihannya diulang dan berhasil. Bila {beside} keliru,"
            " tarik kembali dengan retract: [{beside}]."
        ),
    ),
    "payment-above-contract": Rule(
        WARNING,
        _("Paket {package}: pembayaran {value} di atas nilai kontrak {other}."),
        _("Periksa apakah pembayaran tercatat dua kali, atau nilai kontrak berubah."),
    ),
    "fact-alone": Rule(
        WARNING,
        _("Paket {package}: {key} sudah diisi, tetapi {beside} belum."),
        _("Isi {beside} juga; tanpa itu paket ini tidak, atau hanya separuh, dihitung."),
    ),
    "first-fact-changed": Rule(
        WARNING,
        _("Paket {subject}: {key} berubah dari {other} menjadi {value}."),
        _(
            "Kolom ini mencatat yang pertama disepakati, tetapi angka kini memakai {value}. Hapus"
            " isian ini; salah ketik diperbaiki pada laporan yang pertama menyebutnya."
        ),
    ),
    "reports-disagree": Rule(
        WARNING,
        _("Paket {package} per {day}: {key} di sini {value}, tetapi {other} dalam {place}."),
        _("Perbaiki yang keliru; dua laporan tentang hari yang sama menyatakan fakta yang sama."),
    ),
    "facts-behind": Rule(
        WARNING,
        _(
            "Kejadian dari triwulan yang sudah lewat baru dilaporkan di sini ({count} paket, yang"
            " pertama {package}; paling awal {key} {value}), jadi tidak masuk angka triwulannya."
        ),
        _(
            "Tulis kejadian itu pada laporan triwulannya sendiri. Bila triwulan itu sudah ditutup,"
            " biarkan di sini: angka sejak Januari dan setahun penuh tetap memuatnya."
        ),
    ),
    "fact-fell": Rule(
        WARNING,
        _("{subject}: {key} {value} lebih kecil daripada {other} yang dilaporkan sebelumnya."),
        _(
            "Fakta dilaporkan kumulatif, yaitu sejak awal sampai hari laporan. Periksa apakah yang"
            " ditulis hanya bagian periode ini."
        ),
    ),
    "date-before-other": Rule(
        WARNING,
        _("Paket {package}: {key} {value} sebelum {beside} {other}."),
        _("Periksa kedua tanggal itu, terutama tahun dan bulannya."),
    ),
    "number-above-other": Rule(
        WARNING,
        _("Paket {package}: {key} {value} lebih besar daripada {beside} {other}."),
        _("Periksa kedua angka itu; yang satu seharusnya bagian dari yang lain."),
    ),
    "unit-code-elsewhere": Rule(
        WARNING,
        _(
            "Kode satker {value} milik unit {owner}, bukan unit register ini ({count} paket, yang"
            " pertama {package})."
        ),
        _("Perbaiki unit_code, pindahkan paketnya, atau perbaiki unit_codes di units/{owner}.yml."),
    ),
    "plan-date-far": Rule(
        WARNING,
        _("Paket {package}: {key} bertanggal {value}, jauh dari tahun anggaran {year}."),
        _("Periksa tahunnya, atau pindahkan paket ke register tahun yang tepat."),
    ),
    "measurement-out-of-line": Rule(
        WARNING,
        _("Nilai {value} seribu kali lebih besar atau lebih kecil daripada {period}: {other}."),
        _("Periksa banyaknya angka nol dan satuannya, misalnya rupiah penuh dan bukan ribuan."),
    ),
    "trajectory-sum-differs": Rule(
        WARNING,
        _("Target {period} adalah {value}, padahal target bagiannya berjumlah {total}."),
        _("Samakan keduanya, hapus target {period}, atau jelaskan pada kunci reason versi ini."),
    ),
    "trajectory-short": Rule(
        WARNING,
        _(
            "Target {period} ({value}) tidak tercapai oleh lintasannya, yang paling jauh sampai"
            " {best}."
        ),
        _(
            "Naikkan atau turunkan target bagiannya hingga sampai ke target {period}, atau jelaskan"
            " pada kunci reason versi ini."
        ),
    ),
    "year-without-target": Rule(
        WARNING,
        _(
            "Target {period} tidak ditulis, jadi angka setahun penuh dinilai terhadap target bagian"
            " terakhirnya ({value}), padahal target bagiannya berbeda-beda."
        ),
        _("Tulis target {period} sendiri pada trajectory, di antara target bagian-bagiannya."),
    ),
    "target-gap": Rule(
        WARNING,
        _("Tidak ada target untuk {value}, padahal periode sebelumnya punya."),
        _("Tulis target {value} juga; tanpa target, angkanya tidak dinilai dan tidak ditimbang."),
    ),
    "target-of-units-only": Rule(
        WARNING,
        _("Hanya unit yang punya target ({value}); organisasi sendiri belum."),
        _("Tulis target organisasi pada trajectory; tanpa itu angkanya tidak dinilai."),
    ),
    "target-out-of-line": Rule(
        WARNING,
        _("Target {value} jauh dari target di sebelahnya ({least} sampai {most})."),
        _("Periksa tanda desimal dan banyaknya angka; bila benar, jelaskan pada kunci reason."),
    ),
    "variant-without-effect": Rule(
        WARNING,
        _("Varian ratio tidak dipakai pada target rentang {value}; yang dipakai aturan standard."),
        _("Tulis satu angka sebagai target, atau hapus variant: ratio dari indikator."),
    ),
    "key-unfit": Rule(
        WARNING,
        _("{key}: {value} tidak cocok di sini: {problem}."),
        _("Ubah atau hapus {key}, atau ubah isian lain yang membuatnya tidak cocok."),
    ),
    "bonus-without-cap": Rule(
        WARNING,
        _("{key}: cap tidak berpengaruh, karena versi kebijakan ini tanpa batas atas."),
        _("Isi cap pada versi ini, atau tulis {key}: none."),
    ),
    "trajectory-backwards": Rule(
        WARNING,
        _("Target bergerak menjauh dari akhir rencana ({end}): dari {first} ke {value}."),
        _("Periksa urutan angka dan polarisasi, atau jelaskan pada kunci reason versi ini."),
    ),
    "plan-end-disagrees": Rule(
        WARNING,
        _("Target akhir rencana {value} ({last}) tidak sejalan dengan target {year}: {target}."),
        _("Target akhir rencana paling sedikit sebaik target tahun ini, dan sama pada tahunnya."),
    ),
    "plan-end-passed": Rule(
        WARNING,
        _("Rencana berakhir pada {value}, sebelum tahun target {year}."),
        _("Isi plan_end dari rencana yang berlaku sekarang, atau hapus."),
    ),
    "band-beyond-cap": Rule(
        WARNING,
        _("Jenjang ini tidak pernah tercapai: batas {value} di atas batas capaian {most}."),
        _("Turunkan batas jenjang, atau naikkan cap pada aturan capaian."),
    ),
    "unit-owned-by-two": Rule(
        WARNING,
        _(
            "Sejak {start} unit {value} punya dua penanggung jawab definitif: {person} dan {other}"
            " ({earlier})."
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
    # a year copied from the one before
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
    "weight-idle": Rule(
        WARNING,
        _("{value} diberi bobot, padahal tidak diukur pada tahun {year}."),
        _("Hapus dari bobot, atau periksa status dan masa berlaku indikatornya."),
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
        _("Periksa ejaan source dan nama berkas. Mungkin maksudnya: {nearest}."),
    ),
    "unit-without-owner": Rule(
        WARNING,
        _("Unit {value} tidak punya penanggung jawab kinerja pada {today}."),
        _("Cantumkan di people.yml seseorang dengan role: performance_owner dan unit: {value}."),
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
