"""Words of findings about sealed periods: records, what content makes of them now, and closing."""

from __future__ import annotations

from kinerja.findings import ERROR, WARNING, Rule
from kinerja.messages import mark as _

_RESTORE = _(
    "Kembalikan berkas ini dari git. Angka yang sudah ditutup hanya diperbaiki dengan kinerja"
    " revise."
)

RULES: dict[str, Rule] = {
    # the records themselves
    "seal-file-foreign": Rule(
        ERROR,
        _("Di folder laporan tersegel tidak ada tempat untuk {value}."),
        _("Pindahkan ke luar folder laporan; folder itu hanya memuat rekaman periode."),
    ),
    "seal-file-missing": Rule(
        ERROR,
        _("Berkas {value} dari rekaman tersegel ini tidak ada."),
        _RESTORE,
    ),
    "seal-file-unreadable": Rule(
        ERROR,
        _(
            "Bagian rekaman ini tidak dibuka: bukan berkas biasa, tidak boleh dibaca, atau terlalu"
            " besar."
        ),
        _RESTORE,
    ),
    "seal-broken": Rule(
        ERROR,
        _("Isi berkas ini tidak lagi sama dengan yang disegel (baris {row} pada {manifest})."),
        _RESTORE,
    ),
    "seal-manifest-wrong": Rule(
        ERROR,
        _("Baris {row} daftar sidik ini seharusnya menyebut {expected}."),
        _RESTORE,
    ),
    "seal-record-wrong": Rule(
        ERROR,
        _("Rekaman ini tidak seperti yang ditulis kinerja close: {problem}"),
        _RESTORE,
    ),
    "seal-state-missing": Rule(
        ERROR,
        _("Rekaman {value} yang lebih dahulu disegel tidak ada atau sudah berubah."),
        _("Kembalikan folder laporan dari git; rekaman lama tetap disimpan di samping yang baru."),
    ),
    # what content makes of them now
    "sealed-figure-differs": Rule(
        ERROR,
        _(
            "{period} sudah ditutup, tetapi isi kini menghasilkan angka lain: {node} ({scope},"
            " {basis}), {title} tersegel {old}, kini {new}. Yang berubah: {why}."
        ),
        _(
            "Kembalikan isinya, atau terbitkan perbaikan: kinerja revise {period} --kind revision"
            " (data lebih baik) atau correction (salah hitung), dengan --reason."
        ),
    ),
    "sealed-action-differs": Rule(
        ERROR,
        _(
            "{period} sudah ditutup, tetapi isi kini mengubah rencana aksi {node} ({scope}):"
            " {title} tersegel {old}, kini {new}. Yang berubah: {why}."
        ),
        _(
            "Kembalikan isinya, atau terbitkan perbaikan: kinerja revise {period} --kind revision"
            " (data lebih baik) atau correction (salah hitung), dengan --reason."
        ),
    ),
    "sealed-rows-differ": Rule(
        ERROR,
        _("Masih ada {count} angka lain dari {period} yang akan berbeda: {nodes}."),
        _("Perbaiki yang disebut lebih dahulu, lalu periksa lagi."),
    ),
    "sealed-inputs-changed": Rule(
        WARNING,
        _("Isi di bawah {periods} yang sudah ditutup berubah tanpa mengubah angkanya: {why}."),
        _(
            "Bila disengaja, misalnya target untuk periode kemudian, tidak perlu apa-apa. kinerja"
            " revise {period}, dengan --kind dan --reason, mencatatnya sebagai keadaan baru."
        ),
    ),
    # closing and revising
    "close-not-ended": Rule(
        ERROR,
        _("{period} baru berakhir pada {day}, sedangkan data yang ada baru sampai {today}."),
        _(
            "Tutup sesudah ada laporan bertanggal {day} atau sesudahnya. Yang dapat ditutup"
            " sekarang: {known}."
        ),
    ),
    "close-not-measured": Rule(
        ERROR,
        _(
            "{period} tidak punya angka: tahunnya belum punya target, atau tidak ada indikator yang"
            " dipantau sesering itu."
        ),
        _("Yang dapat ditutup sekarang: {known}."),
    ),
    "close-done": Rule(
        ERROR,
        _("{period} sudah ditutup (keadaan {value})."),
        _("Untuk memperbaiki angkanya: kinerja revise {period}, dengan --kind dan --reason."),
    ),
    "close-without-quality": Rule(
        ERROR,
        _("{period} memuat indikator {value}, yang pernyataan mutunya belum lengkap: {parts}."),
        _("Isi quality dengan satu kalimat pendek untuk setiap bagian yang disebut."),
    ),
    "close-without-target": Rule(
        ERROR,
        _("{period} memuat indikator {value}, yang belum punya target untuk periode itu."),
        _("Isi trajectory pada targets/{year}/{value}.yml untuk {period}."),
    ),
    "close-without-owner": Rule(
        ERROR,
        _(
            "{period} memuat indikator {value}, tetapi penanggung jawabnya {person} tidak"
            " memegang peran pada {day}."
        ),
        _("Tunjuk penanggung jawab yang menjabat pada hari itu, atau perbaiki people.yml."),
    ),
    "revise-not-closed": Rule(
        ERROR,
        _("{period} belum pernah ditutup, jadi belum ada yang diperbaiki."),
        _("Tutup dahulu dengan kinerja close {period}."),
    ),
    "revise-nothing": Rule(
        ERROR,
        _("Tidak ada yang berbeda dari keadaan {value}, baik angka maupun isi di bawahnya."),
        _("Perbaiki isinya lebih dahulu, lalu jalankan kinerja revise {period} lagi."),
    ),
}
