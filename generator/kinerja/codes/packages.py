"""Words of findings about packages: their registers, and what reports say of them."""

from __future__ import annotations

from kinerja.findings import ERROR, WARNING, Rule
from kinerja.messages import mark as _

RULES: dict[str, Rule] = {
    "package-unknown": Rule(
        ERROR,
        _("Paket {value} tidak ada dalam register."),
        _("Pilih yang ada: {nearest}. Paket baru ditambahkan lebih dulu ke packages."),
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
        _("Paket {value} terdaftar juga di {also}."),
        _("Satu paket hanya sekali dalam seluruh register; beri package_id lain atau hapus."),
    ),
    "package-stated-twice": Rule(
        ERROR,
        _("Paket {value} ditulis juga dalam laporan ini, di {also}."),
        _("Gabungkan kedua baris menjadi satu."),
    ),
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
    "amount-tiny": Rule(
        WARNING,
        _("Paket {package}: {key} hanya {value} rupiah."),
        _("Tulis rupiah penuh; mungkin angka ini dalam ribuan atau jutaan."),
    ),
    "status-against-fact": Rule(
        WARNING,
        _("Paket {package}: {key} masih {value}, padahal {beside} sudah diisi: {other}."),
        _("Perbarui {key}; bila {beside} yang keliru, tarik kembali dengan retract: [{beside}]."),
    ),
    "package-given-up": Rule(
        WARNING,
        _("Paket {package} tidak dihitung ({key}: {value}), padahal berkontrak sejak {other}."),
        _(
            "Perbaiki {key}. Bila kontraknya diakhiri, laporkan contract_status: terminated; bila"
            " ada alasan lain, tulis exclusion_reason: other dengan exclusion_note."
        ),
    ),
    "channel-unfit": Rule(
        WARNING,
        _("Paket {package}: saluran {value} tidak mencatat paket dengan {key}: {other}."),
        _("Periksa channel dan {key}; salah satunya keliru."),
    ),
    "due-moved": Rule(
        WARNING,
        _(
            "Paket {package}: {key} {value} sesudah {beside} {other}, padahal belum ada adendum"
            " waktu."
        ),
        _("Isi time_addenda dengan banyaknya adendum waktu, atau perbaiki tanggalnya."),
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
}
