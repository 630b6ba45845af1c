"""Words of findings about records: references, order in time, contradictions."""

from __future__ import annotations

from kinerja.findings import ERROR, WARNING, Rule
from kinerja.messages import mark as _

RULES: dict[str, Rule] = {
    # references
    "reference-unknown": Rule(
        ERROR,
        _("{value} tidak ditemukan dalam isi. Banyaknya rujukan kepadanya: {count}."),
        _("Mungkin maksudnya: {nearest}. Yang dirujuk harus punya berkas atau entri sendiri."),
    ),
    "reference-gone": Rule(
        ERROR,
        _("{value} disebut di {count} tempat, tetapi tidak ada dalam isi ({expected})."),
        _(
            "Bila terhapus, kembalikan dari git. Bila berganti id, ganti juga di semua tempat yang"
            " menyebutnya. Orang yang keluar tidak dihapus: akhiri perannya dengan until."
        ),
    ),
    "entry-gone": Rule(
        ERROR,
        _("{value} disebut di {count} tempat, tetapi tidak ada dalam {expected}."),
        _(
            "Bila terhapus, kembalikan dari git. Bila baru, tambahkan dahulu di sana. Bila salah"
            " ketik, tulis id yang benar di sini."
        ),
    ),
    "action-unknown": Rule(
        ERROR,
        _("Rencana aksi {value} tidak ada pada tahun ini."),
        _("Tulis indikator/aksi seperti dalam action-plans. Mungkin maksudnya: {nearest}."),
    ),
    "date-far-ahead": Rule(
        ERROR,
        _("Tanggal {value} jauh sesudah {year}, tahun terakhir yang direncanakan."),
        _(
            "Periksa tahunnya: tanggal terbaru dalam isi menjadi hari ini bagi semua perhitungan."
            " Bila memang benar, tulis dahulu target dan daftar paket tahun itu."
        ),
    ),
    "package-unknown": Rule(
        ERROR,
        _("Paket {value} tidak ada dalam register."),
        _("Mungkin maksudnya: {nearest}. Paket baru ditambahkan lebih dulu ke packages."),
    ),
    "register-missing": Rule(
        ERROR,
        _("Unit {value} tidak punya register paket {year}, padahal berkas ini menyebut paketnya."),
        _(
            "Tulis register itu dahulu: {expected} (kerangkanya dibuat dengan kinerja new). Bila"
            " terhapus, kembalikan dari git."
        ),
    ),
    "package-other-unit": Rule(
        ERROR,
        _("Paket {value} milik unit {owner}, bukan unit berkas ini."),
        _("Laporkan paket ini dalam realizations/{owner}/, atau perbaiki package_id."),
    ),
    "package-other-register": Rule(
        ERROR,
        _("Paket {value} bukan dari unit dan tahun pemetaan ini."),
        _("Bekukan paket pada pemetaan unit dan tahun yang mendaftarkannya."),
    ),
    "package-counted-excluded": Rule(
        ERROR,
        _("Paket {value} dihitung dan dikeluarkan sekaligus."),
        _("Sisakan pada salah satu daftar saja."),
    ),
    "package-repeated": Rule(
        ERROR,
        _("Paket {value} sudah terdaftar di {earlier}."),
        _("Satu paket hanya sekali dalam seluruh register; beri package_id lain atau hapus."),
    ),
    "package-stated-twice": Rule(
        ERROR,
        _("Paket {value} sudah ditulis dalam laporan ini, di {earlier}."),
        _("Gabungkan kedua baris menjadi satu."),
    ),
    "action-stated-twice": Rule(
        ERROR,
        _("Aksi {value} sudah ditulis dalam laporan ini, di {earlier}."),
        _("Sisakan satu, dengan kemajuan terakhirnya."),
    ),
    "personal-data": Rule(
        ERROR,
        _("Teks ini memuat pola data pribadi ({pattern})."),
        _(
            "Hapus sebelum disimpan ke git, yang tidak dapat melupakan. Indikator tidak memerlukan"
            " data pribadi."
        ),
    ),
    "reference-cyclic": Rule(
        ERROR,
        _("Indikator ini menggantikan dirinya sendiri lewat rantai {value}."),
        _("Hapus replaces pada indikator yang lebih dulu ada."),
    ),
    # calendar and order
    "report-outside-period": Rule(
        ERROR,
        _("Tanggal data {value} tidak berada dalam periode {period}."),
        _("Isi as_of dengan tanggal dari {start} sampai {end}."),
    ),
    "event-after-report": Rule(
        ERROR,
        _("{key} bertanggal {value}, sesudah tanggal data laporan {as_of}."),
        _(
            "Yang belum terjadi belum dapat dilaporkan: perbaiki tanggalnya, atau laporkan pada"
            " periode berikutnya."
        ),
    ),
    "report-before-events": Rule(
        ERROR,
        _(
            "Tanggal data {as_of} mendahului kejadian pada {count} paket dalam laporan ini, yang"
            " pertama {package}; kejadian paling akhir bertanggal {value}."
        ),
        _("Tulis as_of hari data diambil, paling awal {value}, atau perbaiki tanggal kejadiannya."),
    ),
    "retract-and-value": Rule(
        ERROR,
        _("{key} ditarik kembali sekaligus diisi."),
        _("Hapus dari retract, atau hapus nilainya."),
    ),
    "period-other-year": Rule(
        ERROR,
        _("Periode {value} bukan dari tahun {year}."),
        _("Tulis hanya periode dari tahun berkas ini."),
    ),
    "period-too-short": Rule(
        WARNING,
        _("{value} lebih rinci daripada frekuensi indikator {indicator}, sehingga tidak dipakai."),
        _("Hapus, atau ubah frekuensi indikator."),
    ),
    "validity-backwards": Rule(
        ERROR,
        _("Akhir masa berlaku ({value}) mendahului awalnya ({start})."),
        _("Perbaiki salah satu tanggal atau periode."),
    ),
    "role-held-twice": Rule(
        ERROR,
        _("Peran {value} sejak {start} sudah dipegang orang yang sama sejak {other} ({earlier})."),
        _("Hapus salah satu, atau isi until pada yang lebih dulu dengan {start}."),
    ),
    "role-held-by-two": Rule(
        ERROR,
        _(
            "Sejak {start} peran {value} dipegang definitif oleh {person} dan {other} ({earlier})"
            " sekaligus."
        ),
        _(
            "Isi until pada yang sudah selesai. Pengganti sementara ditulis dengan capacity plt"
            " atau plh."
        ),
    ),
    "role-acted-twice": Rule(
        WARNING,
        _(
            "Sejak {start} peran {value} dijalankan {person} dan {other} ({earlier}) sekaligus,"
            " padahal Plt. hanya ada bila tidak ada pejabat definitif, dan Plh. hanya seorang."
        ),
        _("Isi until pada yang sudah selesai; pengganti harian ditulis dengan capacity plh."),
    ),
    "replaced-still-valid": Rule(
        ERROR,
        _("Indikator {value} yang digantikan masih berlaku ({until}) saat ini mulai ({start})."),
        _("Pada {value} isi status: withdrawn dan valid_until dengan periode sebelum {start}."),
    ),
    "date-other-year": Rule(
        ERROR,
        _("Tanggal {value} bukan dari tahun {year}."),
        _("Pindahkan ke kalender tahun yang tepat."),
    ),
    "date-repeated": Rule(
        WARNING,
        _("Tanggal {value} sudah ditulis dalam kalender, di {earlier}."),
        _("Sisakan satu; hari libur hanya dihitung sekali."),
    ),
    "calendar-missing": Rule(
        WARNING,
        _("Belum ada kalender tahun {year}, padahal hari kerja dihitung."),
        _("Tambahkan calendars/{year}.yml; selama belum ada, hanya Sabtu dan Minggu yang libur."),
    ),
    "joint-leave-missing": Rule(
        WARNING,
        _("Kalender {year} tidak memuat cuti bersama, padahal hari kerja dihitung."),
        _(
            "Setelah cuti bersama {year} ditetapkan, tambahkan harinya dengan kind joint_leave;"
            " selama belum ada, hari itu dihitung sebagai hari kerja."
        ),
    ),
    # records
    "id-repeated": Rule(
        ERROR,
        _("{value} sudah ditulis di {earlier}."),
        _("Setiap id hanya sekali; beri id lain atau gabungkan."),
    ),
    "code-repeated": Rule(
        ERROR,
        _("Kode {value} sudah dipakai indikator {other} ({earlier})."),
        _("Beri setiap indikator kode tersendiri."),
    ),
    "verifier-is-provider": Rule(
        ERROR,
        _("{value} menjadi penyedia sekaligus pemeriksa data."),
        _("Tunjuk pemeriksa lain, agar data tidak diperiksa oleh penyedianya sendiri."),
    ),
    "bounds-backwards": Rule(
        ERROR,
        _("Batas bawah {least} tidak lebih kecil dari batas atas {most}."),
        _("Tulis batas yang kecil lebih dulu."),
    ),
    "source-without-table": Rule(
        ERROR,
        _("Rumus SQL memerlukan sumber packages atau action_plans, bukan {value}."),
        _("Ubah source.kind, atau pakai rumus direct dengan measurement."),
    ),
    "ratio-without-cap": Rule(
        ERROR,
        _("Varian ratio memerlukan batas capaian (cap), padahal kebijakan {value} tanpa batas."),
        _("Isi cap pada kebijakan, atau pakai varian standard."),
    ),
    "target-zero": Rule(
        ERROR,
        _("Target 0 hanya masuk akal untuk indikator yang makin rendah makin baik."),
        _(
            "Isi target lebih dari 0. Bila pada periode ini belum ada yang harus dicapai, hapus"
            " periodenya dari trajectory: angkanya tetap dihitung, tanpa dinilai."
        ),
    ),
    "target-beyond-bound": Rule(
        ERROR,
        _("{value} di luar batas alami indikator: {least} sampai {most}."),
        _("Periksa angkanya dan satuannya, atau perbaiki natural_min dan natural_max indikator."),
    ),
    "target-worse-than-baseline": Rule(
        WARNING,
        _("Target {value} tidak lebih baik daripada baseline {baseline}."),
        _("Tetapkan target yang lebih baik, atau jelaskan alasannya pada kunci reason versi ini."),
    ),
    "weights-not-hundred": Rule(
        ERROR,
        _("Bobot di bawah {parent} berjumlah {value}, bukan 100: {parts}."),
        _("Sesuaikan bobot indikator, area, atau tujuan yang berlaku hingga berjumlah 100."),
    ),
    "weights-not-hundred-later": Rule(
        WARNING,
        _("Sejak {period} bobot di bawah {parent} yang masih berlaku berjumlah {value}: {parts}."),
        _(
            "Tambahkan versi bobot baru yang berlaku sejak {period}; sampai saat itu bobot dihitung"
            " secara proporsional."
        ),
    ),
    "milestones-too-heavy": Rule(
        ERROR,
        _("Bobot tonggak aksi ini berjumlah {value}, lebih dari 100."),
        _("Kurangi bobotnya; semua tonggak satu aksi bersama paling banyak 100."),
    ),
    "weight-too-fine": Rule(
        ERROR,
        _("Bobot {value} memakai lebih dari 4 angka di belakang koma."),
        _("Bulatkan bobot ke paling banyak 4 angka."),
    ),
    "weights-missing": Rule(
        WARNING,
        _("Belum ada bobot untuk tahun {year}; semua dianggap sama berat."),
        _("Tambahkan weights/{year}.yml."),
    ),
    "bands-disordered": Rule(
        ERROR,
        _("Jenjang ini tidak pernah tercapai: batas {value} tidak lebih rendah daripada {other}."),
        _("Urutkan jenjang dari batas tertinggi; setiap batas lebih rendah dari yang di atasnya."),
    ),
    "band-without-bound": Rule(
        ERROR,
        _("Jenjang {value} tanpa batas, sehingga jenjang di bawahnya tidak pernah tercapai."),
        _("Isi from atau above; hanya jenjang terakhir yang tanpa batas."),
    ),
    "bands-open-below": Rule(
        ERROR,
        _("Capaian di bawah {value} tidak mendapat status, karena jenjang terakhir berbatas."),
        _("Hapus batas pada jenjang terakhir, atau tambahkan satu jenjang tanpa batas."),
    ),
    "policy-wrong-kind": Rule(
        ERROR,
        _("{value} bukan kebijakan jenis {kind}."),
        _("Pilih kebijakan dengan kind: {kind}."),
    ),
    "measurement-repeated": Rule(
        ERROR,
        _("Nilai untuk {value} sudah ditulis di {earlier}."),
        _("Sisakan satu nilai untuk setiap unit."),
    ),
    "measurement-beyond-bound": Rule(
        ERROR,
        _("Nilai {value} di luar batas alami indikator {indicator}: {least} sampai {most}."),
        _("Periksa angkanya, atau perbaiki natural_min dan natural_max indikator."),
    ),
    "measurement-negative": Rule(
        ERROR,
        _("Nilai {value} menjadi penyebut indikator {indicator}, jadi tidak boleh negatif."),
        _("Periksa angkanya dan tandanya menurut dokumen sumbernya."),
    ),
    "measurement-without-weight": Rule(
        WARNING,
        _("Nilai {unit} tanpa weight, jadi tidak menimbang apa pun dalam indikator {value}."),
        _("Isi weight, misalnya banyaknya jawaban; atau ubah unit_consolidation menjadi average."),
    ),
    "measurement-not-additive": Rule(
        WARNING,
        _("Nilai yang sudah jadi (value) tidak dapat dihitung ulang untuk gabungannya."),
        _("Isi numerator dan denominator, atau ubah {key} indikator {value}."),
    ),
}
