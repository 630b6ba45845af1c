"""The list of codes: the severity and the words of every finding, Indonesian, English by catalogue.

A code is public and stable. Templates name parameters in {braces}; what a code means is decided
where it is found.
"""

from __future__ import annotations

from kinerja.findings import Rule, Severity
from kinerja.messages import mark as _

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING


RULES: dict[str, Rule] = {
    # files
    "organisation-missing": Rule(
        _ERROR,
        _("Berkas organisation.yml tidak ada atau belum dapat dibaca."),
        _("Setiap folder isi memerlukan organisation.yml. Buat dengan: kinerja init FOLDER."),
    ),
    "file-out-of-place": Rule(
        _ERROR,
        _("Berkas YAML ini tidak termasuk dalam susunan folder isi."),
        _("Periksa nama folder dan berkas, misalnya units/biro-umum.yml atau"
          " targets/2026/contract-on-time.yml. Nama memakai huruf kecil, angka, dan tanda hubung."),
    ),
    "file-link-outside": Rule(
        _ERROR,
        _("Berkas ini hanya tautan ke tempat lain, sehingga tidak dibaca."),
        _("Ganti tautan dengan berkas yang sebenarnya."),
    ),
    "file-unreadable": Rule(
        _ERROR,
        _("Berkas tidak dapat dibuka."),
        _("Periksa apakah berkas ini berkas biasa dan boleh dibaca."),
    ),
    "file-too-large": Rule(
        _ERROR,
        _("Berkas lebih besar dari {most} MB, sehingga tidak dibaca."),
        _("Pecah isinya menjadi beberapa berkas, misalnya per unit dan per periode."),
    ),
    "file-not-utf8": Rule(
        _ERROR,
        _("Berkas tidak tersimpan sebagai teks UTF-8."),
        _("Simpan ulang berkas dengan pilihan UTF-8 di editor."),
    ),
    "path-disagrees": Rule(
        _ERROR,
        _("{key} berisi {value}, padahal letak berkas menyebut {expected}."),
        _("Samakan isi dengan nama folder atau berkas: tulis {expected}, atau pindahkan berkas."),
    ),
    # YAML
    "yaml-syntax": Rule(
        _ERROR,
        _("Susunan YAML tidak dapat dibaca di sini ({problem})."),
        _("Periksa tanda kutip, titik dua, kurung, dan jarak di awal baris ini dan baris di"
          " atasnya."),
    ),
    "yaml-empty": Rule(
        _ERROR, _("Berkas kosong."), _("Isi berkas ini, atau hapus bila tidak dipakai.")
    ),
    "yaml-not-mapping": Rule(
        _ERROR,
        _("Berkas harus berisi pasangan kunci dan nilai."),
        _("Mulai setiap baris dengan kunci dan titik dua, misalnya id: biro-umum."),
    ),
    "yaml-duplicate-key": Rule(
        _ERROR,
        _("Kunci {key} ditulis dua kali."),
        _("Sisakan satu saja, agar jelas nilai mana yang berlaku."),
    ),
    "yaml-key-not-text": Rule(
        _ERROR,
        _("Kunci {key} tidak terbaca sebagai teks."),
        _("Tulis kunci di antara tanda kutip, misalnya \"2026\": 93."),
    ),
    "yaml-tag": Rule(
        _ERROR,
        _("Tanda {tag} tidak diizinkan."),
        _("Hapus tanda yang diawali tanda seru; jenis data ditentukan oleh skema."),
    ),
    "yaml-alias": Rule(
        _ERROR,
        _("Rujukan dengan & dan * tidak diizinkan."),
        _("Tulis nilainya lengkap. Teks yang diawali & atau * ditulis di antara tanda kutip."),
    ),
    "yaml-control-character": Rule(
        _ERROR,
        _("Ada huruf kendali yang tidak terlihat."),
        _("Hapus huruf itu, atau ketik ulang teksnya."),
    ),
    "yaml-too-deep": Rule(
        _ERROR,
        _("Susunan bertingkat lebih dari {most} lapis."),
        _("Sederhanakan susunannya; tidak ada isi yang memerlukan sedalam ini."),
    ),
    "yaml-number-form": Rule(
        _ERROR,
        _("Bilangan {value} ditulis dengan cara yang dapat ditafsirkan lain."),
        _("Tulis sebagai angka biasa, misalnya 8 atau 85.5; kode seperti 010 atau 1:30 ditulis"
          " di antara tanda kutip."),
    ),
    "yaml-several-documents": Rule(
        _ERROR,
        _("Berkas berisi lebih dari satu dokumen."),
        _("Hapus garis --- di tengah, atau pisahkan menjadi beberapa berkas."),
    ),
    # schema
    "key-unknown": Rule(
        _ERROR,
        _("Kunci {key} tidak dikenal."),
        _("Mungkin maksudnya: {nearest}."),
    ),
    "key-missing": Rule(
        _ERROR,
        _("Kunci {key} ({title}) belum diisi."),
        _("Tambahkan {key} di bagian ini."),
    ),
    "key-malformed": Rule(
        _ERROR,
        _("Kunci {key} tidak sesuai bentuk yang diminta."),
        _("Lihat contoh pada buku panduan untuk bentuk kunci di bagian ini."),
    ),
    "string-expected": Rule(
        _ERROR,
        _("Isian ini harus berupa teks, tetapi terbaca {value}."),
        _("Tulis di antara tanda kutip, misalnya \"2026\"."),
    ),
    "integer-expected": Rule(
        _ERROR,
        _("Isian ini harus berupa bilangan bulat, tetapi terbaca {value}."),
        _("Tulis angka saja tanpa titik, koma, atau satuan, misalnya 592640000."),
    ),
    "number-expected": Rule(
        _ERROR,
        _("Isian ini harus berupa bilangan, tetapi terbaca {value}."),
        _("Tulis angka dengan titik sebagai tanda desimal, misalnya 85.5."),
    ),
    "boolean-expected": Rule(
        _ERROR,
        _("Isian ini harus berupa true atau false, tetapi terbaca {value}."),
        _("Tulis true atau false tanpa tanda kutip."),
    ),
    "array-expected": Rule(
        _ERROR,
        _("Isian ini harus berupa daftar, tetapi terbaca {value}."),
        _("Tulis setiap butir dengan tanda hubung di depan, atau di antara kurung siku."),
    ),
    "object-expected": Rule(
        _ERROR,
        _("Isian ini harus berupa pasangan kunci dan nilai, tetapi terbaca {value}."),
        _("Tulis misalnya {{id: Biro Umum, en: General Affairs}}."),
    ),
    "shape-wrong": Rule(
        _ERROR,
        _("Nilai {value} tidak sesuai bentuk yang diminta di sini."),
        _("Lihat contoh kunci ini pada buku panduan."),
    ),
    "value-not-listed": Rule(
        _ERROR,
        _("Nilai {value} tidak ada dalam daftar kode."),
        _("Pilihan: {options}."),
    ),
    "value-malformed": Rule(
        _ERROR,
        _("Nilai {value} tidak sesuai bentuk yang diminta."),
        _("Yang diminta: {expected}."),
    ),
    "date-impossible": Rule(
        _ERROR,
        _("Tanggal {value} tidak ada."),
        _("Tulis tahun-bulan-hari, misalnya 2026-06-30."),
    ),
    "value-too-small": Rule(
        _ERROR,
        _("Nilai {value} di bawah batas {least}."),
        _("Periksa angkanya; paling kecil {least}."),
    ),
    "value-too-large": Rule(
        _ERROR,
        _("Nilai {value} di atas batas {most}."),
        _("Periksa angkanya; paling besar {most}."),
    ),
    "text-empty": Rule(_ERROR, _("Teks kosong."), _("Isi teksnya, atau hapus kuncinya.")),
    "text-too-long": Rule(
        _ERROR, _("Teks lebih panjang dari {most} huruf."), _("Ringkas teksnya.")
    ),
    "list-too-short": Rule(
        _ERROR, _("Daftar ini kurang panjang."), _("Isi paling sedikit {least} butir.")
    ),
    "list-too-long": Rule(
        _ERROR, _("Daftar ini terlalu panjang."), _("Isi paling banyak {most} butir.")
    ),
    "list-repeats": Rule(
        _ERROR, _("Ada butir yang ditulis dua kali dalam daftar."), _("Hapus yang berulang.")
    ),
    "schema-refused": Rule(
        _ERROR,
        _("Gabungan kunci di bagian ini tidak diizinkan."),
        _("Ada kunci yang tidak boleh dipakai bersama; lihat contoh pada buku panduan."),
    ),
    # references
    "reference-unknown": Rule(
        _ERROR,
        _("{value} tidak ditemukan."),
        _("Mungkin maksudnya: {nearest}. Yang dirujuk harus punya berkas atau entri sendiri."),
    ),
    "action-unknown": Rule(
        _ERROR,
        _("Rencana aksi {value} tidak ada pada tahun ini."),
        _("Tulis indikator/aksi seperti dalam action-plans. Mungkin maksudnya: {nearest}."),
    ),
    "measurement-missing": Rule(
        _WARNING,
        _("Belum ada berkas pengukuran dari sumber {value}."),
        _("Tambahkan measurements/PERIODE/{value}.yml; selama belum ada, indikator belum"
          " dilaporkan."),
    ),
    "package-unknown": Rule(
        _ERROR,
        _("Paket {value} tidak ada dalam register."),
        _("Mungkin maksudnya: {nearest}. Paket baru ditambahkan lebih dulu ke packages."),
    ),
    "package-other-unit": Rule(
        _ERROR,
        _("Paket {value} milik unit {owner}, bukan unit berkas ini."),
        _("Laporkan paket pada berkas unit pemiliknya."),
    ),
    "package-repeated": Rule(
        _ERROR,
        _("Paket {value} sudah terdaftar di {other}."),
        _("Satu paket hanya sekali dalam seluruh register; beri package_id lain atau hapus."),
    ),
    "package-stated-twice": Rule(
        _ERROR,
        _("Paket {value} ditulis dua kali dalam laporan ini."),
        _("Gabungkan kedua baris menjadi satu."),
    ),
    # calendar and order
    "report-outside-period": Rule(
        _ERROR,
        _("Tanggal data {value} tidak berada dalam periode {period}."),
        _("Isi as_of dengan tanggal dari {start} sampai {end}."),
    ),
    "event-after-report": Rule(
        _ERROR,
        _("{key} bertanggal {value}, sesudah tanggal data laporan {as_of}."),
        _("Yang belum terjadi belum dapat dilaporkan: perbaiki tanggalnya, atau laporkan pada"
          " periode berikutnya."),
    ),
    "retract-and-value": Rule(
        _ERROR,
        _("{key} ditarik kembali sekaligus diisi."),
        _("Hapus dari retract, atau hapus nilainya."),
    ),
    "period-other-year": Rule(
        _ERROR,
        _("Periode {value} bukan dari tahun {year}."),
        _("Tulis hanya periode dari tahun berkas ini."),
    ),
    "period-too-short": Rule(
        _WARNING,
        _("Target {value} lebih rinci daripada frekuensi indikator, sehingga tidak dipakai."),
        _("Hapus, atau ubah frekuensi indikator."),
    ),
    "validity-backwards": Rule(
        _ERROR,
        _("Akhir masa berlaku ({value}) mendahului awalnya ({start})."),
        _("Perbaiki salah satu tanggal atau periode."),
    ),
    "date-other-year": Rule(
        _ERROR,
        _("Tanggal {value} bukan dari tahun {year}."),
        _("Pindahkan ke kalender tahun yang tepat."),
    ),
    "date-repeated": Rule(
        _WARNING,
        _("Tanggal {value} ditulis dua kali dalam kalender."),
        _("Sisakan satu; hari libur hanya dihitung sekali."),
    ),
    "calendar-missing": Rule(
        _WARNING,
        _("Belum ada kalender tahun {year}, padahal hari kerja dihitung."),
        _("Tambahkan calendars/{year}.yml; selama belum ada, hanya Sabtu dan Minggu yang libur."),
    ),
    # records
    "id-repeated": Rule(
        _ERROR,
        _("{value} ditulis dua kali."),
        _("Setiap id hanya sekali; beri id lain atau gabungkan."),
    ),
    "code-repeated": Rule(
        _ERROR,
        _("Kode {value} sudah dipakai indikator {other}."),
        _("Beri setiap indikator kode tersendiri."),
    ),
    "verifier-is-provider": Rule(
        _ERROR,
        _("{value} menjadi penyedia sekaligus pemeriksa data."),
        _("Tunjuk pemeriksa lain, agar data tidak diperiksa oleh penyedianya sendiri."),
    ),
    "bounds-backwards": Rule(
        _ERROR,
        _("Batas bawah {least} tidak lebih kecil dari batas atas {most}."),
        _("Tulis batas yang kecil lebih dulu."),
    ),
    "source-without-table": Rule(
        _ERROR,
        _("Rumus SQL memerlukan sumber packages atau action_plans, bukan {value}."),
        _("Ubah source.kind, atau pakai rumus direct dengan measurement."),
    ),
    "ratio-without-cap": Rule(
        _ERROR,
        _("Varian ratio memerlukan batas capaian (cap), padahal kebijakan {value} tanpa batas."),
        _("Isi cap pada kebijakan, atau pakai varian standard."),
    ),
    "target-zero": Rule(
        _ERROR,
        _("Target 0 hanya masuk akal untuk indikator yang makin rendah makin baik."),
        _("Isi target lebih dari 0, atau periksa polarisasi indikator."),
    ),
    "target-worse-than-baseline": Rule(
        _WARNING,
        _("Target {value} tidak lebih baik daripada baseline {baseline}."),
        _("Tetapkan target yang lebih baik, atau jelaskan alasannya pada kunci reason versi ini."),
    ),
    "weights-not-hundred": Rule(
        _ERROR,
        _("Bobot di bawah {parent} berjumlah {value}, bukan 100."),
        _("Sesuaikan bobot indikator, area, atau tujuan yang berlaku hingga berjumlah 100."),
    ),
    "weights-not-hundred-later": Rule(
        _WARNING,
        _("Sejak {period} bobot di bawah {parent} yang masih berlaku berjumlah {value}."),
        _("Tambahkan versi bobot baru yang berlaku sejak {period}; sampai saat itu bobot dihitung"
          " secara proporsional."),
    ),
    "weight-too-fine": Rule(
        _ERROR,
        _("Bobot {value} memakai lebih dari 4 angka di belakang koma."),
        _("Bulatkan bobot ke paling banyak 4 angka."),
    ),
    "weights-missing": Rule(
        _WARNING,
        _("Belum ada bobot untuk tahun {year}; semua dianggap sama berat."),
        _("Tambahkan weights/{year}.yml."),
    ),
    "bands-disordered": Rule(
        _ERROR,
        _("Jenjang status tidak urut: batasnya harus menurun, dan hanya yang terakhir tanpa"
          " batas."),
        _("Urutkan dari batas tertinggi; hapus from dan above pada jenjang terakhir."),
    ),
    "policy-wrong-kind": Rule(
        _ERROR,
        _("{value} bukan kebijakan jenis {kind}."),
        _("Pilih kebijakan dengan kind: {kind}."),
    ),
    "measurement-repeated": Rule(
        _ERROR,
        _("Nilai untuk {value} ditulis dua kali."),
        _("Sisakan satu nilai untuk setiap unit."),
    ),
    "measurement-not-additive": Rule(
        _WARNING,
        _("Nilai yang sudah jadi (value) tidak dapat dihitung ulang untuk gabungan unit."),
        _("Isi numerator dan denominator, atau ubah unit_consolidation indikator {value}."),
    ),
    # formulas
    "formula-syntax": Rule(
        _ERROR,
        _("Rumus tidak dapat dibaca di dekat: {near}"),
        _("Tulis satu ungkapan agregat SQL, misalnya count(*) FILTER (WHERE handover_date <="
          " due_date)."),
    ),
    "formula-too-long": Rule(
        _ERROR,
        _("Rumus lebih panjang dari {most} huruf atau kurungnya lebih dari {deepest} lapis."),
        _("Sederhanakan rumus, atau bagi menjadi beberapa indikator."),
    ),
    "formula-unknown-name": Rule(
        _ERROR,
        _("Rumus memakai kolom {name} yang tidak ada."),
        _("Mungkin maksudnya: {nearest}."),
    ),
    "formula-unknown-function": Rule(
        _ERROR,
        _("Rumus memakai fungsi {name} yang tidak diizinkan."),
        _("Yang tersedia: {nearest}. Untuk rata-rata, isi sum sebagai pembilang dan count sebagai"
          " penyebut."),
    ),
    "formula-not-allowed": Rule(
        _ERROR,
        _("Rumus memakai {found}, yang tidak diizinkan dalam agregat."),
        _("Pakai hanya kolom, perbandingan, tambah, kurang, kali, CASE, dan fungsi agregat; bagi"
          " dengan menulis pembilang dan penyebut terpisah."),
    ),
    "formula-no-aggregate": Rule(
        _ERROR,
        _("Rumus tidak memuat fungsi agregat."),
        _("Pakai count, sum, min, max, atau median."),
    ),
    "formula-nested-aggregate": Rule(
        _ERROR,
        _("Agregat {found} memuat agregat lain."),
        _("Jumlahkan atau hitung sekali saja."),
    ),
    "formula-aggregate-in-scope": Rule(
        _ERROR,
        _("Cakupan memuat agregat {found}."),
        _("Cakupan menilai satu paket: pakai perbandingan kolom saja."),
    ),
    "formula-scope-no-condition": Rule(
        _ERROR,
        _("Cakupan bukan pernyataan benar atau salah."),
        _("Tulis perbandingan, misalnya register_status = 'active'."),
    ),
    "formula-anchor-no-date": Rule(
        _ERROR,
        _("Jangkar {name} bukan kolom tanggal."),
        _("Mungkin maksudnya: {nearest}."),
    ),
    "formula-inexact": Rule(
        _ERROR,
        _("Hasil rumus berjenis {found}, bukan bilangan bulat atau desimal yang pasti."),
        _("Hindari pembagian dan pecahan biner; isi pembilang dan penyebut terpisah."),
    ),
    "formula-not-bound": Rule(
        _ERROR,
        _("Rumus tidak cocok dengan kolomnya: {problem}"),
        _("Bandingkan jenis kolom yang dipakai: tanggal dengan tanggal, angka dengan angka."),
    ),
    "formula-failed": Rule(
        _ERROR,
        _("Rumus tidak dapat dihitung pada data ini: {problem}"),
        _("Periksa perkalian angka besar dalam rumus."),
    ),
    "realization-beyond-bound": Rule(
        _ERROR,
        _("Realisasi {value} ({scope}, {period}) di luar batas alami {least} sampai {most}."),
        _("Periksa data yang dilaporkan, atau perbaiki natural_min dan natural_max."),
    ),
    # plausibility
    "contract-before-notice": Rule(
        _WARNING,
        _("Paket {package}: kontrak {value} mendahului pengumuman {other}."),
        _("Periksa kedua tanggal."),
    ),
    "contract-above-estimate": Rule(
        _WARNING,
        _("Paket {package}: nilai kontrak {value} di atas HPS {other}."),
        _("Periksa kedua nilai."),
    ),
    "payment-above-contract": Rule(
        _WARNING,
        _("Paket {package}: pembayaran {value} di atas nilai kontrak {other}."),
        _("Periksa apakah pembayaran tercatat dua kali, atau nilai kontrak berubah."),
    ),
    # completeness of practice
    "dimension-without-indicator": Rule(
        _WARNING,
        _("Dimensi wajib {value} belum punya indikator yang berlaku."),
        _("Tetapkan paling sedikit satu indikator untuk dimensi ini."),
    ),
    "indicator-without-action": Rule(
        _WARNING,
        _("Indikator {value} belum punya rencana aksi tahun {year}."),
        _("Tambahkan action-plans/{year}/{value}.yml."),
    ),
    "indicator-without-target": Rule(
        _WARNING,
        _("Indikator {value} belum punya target tahun {year}."),
        _("Tambahkan targets/{year}/{value}.yml; selama belum ada, indikator tidak ditargetkan."),
    ),
    "role-without-holder": Rule(
        _WARNING,
        _("Peran {value} tidak dijabat siapa pun pada {today}."),
        _("Cantumkan pejabat baru di people.yml, atau tunjuk pelaksana (plt, plh)."),
    ),
    "owner-without-role": Rule(
        _WARNING,
        _("{value} tidak memegang peran apa pun pada {today}."),
        _("Perbarui people.yml, atau tunjuk orang lain."),
    ),
    "too-many-indicators": Rule(
        _WARNING,
        _("Ada {value} indikator, lebih dari batas {most} yang ditetapkan organisasi."),
        _("Pilih indikator yang paling penting, atau ubah limits di organisation.yml."),
    ),
}  # fmt: skip
