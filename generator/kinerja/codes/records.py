"""Words of findings about records: references, order in time, contradictions."""

from __future__ import annotations

from kinerja.findings import ERROR, WARNING, Rule
from kinerja.messages import mark as _

RULES: dict[str, Rule] = {
    # references
    "reference-unknown": Rule(
        ERROR,
        _("{value} tidak ditemukan dalam isi. Banyaknya rujukan kepadanya: {count}."),
        _("Pilih yang ada: {nearest}. Yang dirujuk harus punya berkas atau entri sendiri."),
    ),
    "reference-gone": Rule(
        ERROR,
        _("{value} disebut di {count} tempat, tetapi tidak ada dalam isi ({expected})."),
        _(
            "Bila terhapus, kembalikan dari git. Bila berganti id, ganti juga di semua tempat yang"
            " menyebutnya."
        ),
    ),
    "person-gone": Rule(
        ERROR,
        _("{value} disebut di {count} tempat, tetapi tidak ada dalam isi ({expected})."),
        _(
            "Bila terhapus, kembalikan dari git: orang yang keluar tidak dihapus, perannya diakhiri"
            " dengan until. Bila berganti id, ganti juga di semua tempat yang menyebutnya."
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
    "action-stated-twice": Rule(
        ERROR,
        _("Aksi {value} ditulis juga dalam laporan ini, di {also}."),
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
        _(
            "Orang yang sama memegang peran {value} sejak {start} dan sejak {other}; yang lain di"
            " {also}."
        ),
        _("Hapus salah satu, atau isi until pada yang lebih dulu."),
    ),
    "role-gap": Rule(
        WARNING,
        _(
            "Pada {day} tidak ada yang memegang peran {value}: {person} sudah selesai, {other} baru"
            " mulai {start}."
        ),
        _(
            "Pada until ditulis hari pertama setelah masa tugas selesai. Bila tidak ada jeda, tulis"
            " {start}."
        ),
    ),
    "role-held-by-two": Rule(
        ERROR,
        _(
            "Sejak {start} peran {value} dipegang definitif oleh {person} dan {other} sekaligus;"
            " yang lain di {also}."
        ),
        _(
            "Isi until pada yang sudah selesai. Pengganti sementara ditulis dengan capacity plt"
            " atau plh."
        ),
    ),
    "role-acted-twice": Rule(
        WARNING,
        _(
            "Sejak {start} peran {value} dijalankan {person} dan {other} sekaligus (yang lain di"
            " {also}), padahal Plt. hanya ada bila tidak ada pejabat definitif, dan Plh. hanya"
            " seorang."
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
        _("Tanggal {value} ditulis juga dalam kalender, di {also}."),
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
        _("{title} {value} ditulis juga di {also}."),
        _("Yang sama hanya boleh ditulis sekali; perbaiki salah satu, atau gabungkan keduanya."),
    ),
    "code-repeated": Rule(
        ERROR,
        _("Kode {value} dipakai juga di {also}."),
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
    "milestones-too-heavy": Rule(
        ERROR,
        _("Bobot tonggak aksi ini berjumlah {value}, lebih dari 100."),
        _("Kurangi bobotnya; semua tonggak satu aksi bersama paling banyak 100."),
    ),
    "measurement-repeated": Rule(
        ERROR,
        _("Nilai untuk {value} ditulis juga di {also}."),
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
